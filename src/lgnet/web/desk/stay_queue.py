"""What stays and requests put into the queue of Oggi: who has not come, who is away, who to ask."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.housing import queries as housing
from lgnet.lib.access import can
from lgnet.lib.addresses import path_of
from lgnet.web.desk.queue import Said, Waiting

MOST = 100
SOON = timedelta(days=60)


def _end_of(day: date, at: datetime) -> datetime:
    return datetime.combine(day, time(18), localtime(at).tzinfo)


def _code(stay: Any) -> str:
    return str(stay.household.code if stay.request.persons > 1 else stay.request.case.code)


def arrivals(at: datetime) -> Iterable[Waiting]:
    """Return the stays whose first night came and nobody said whether they did."""
    if not can("housing.accept"):
        return
    for stay in housing.list_not_arrived(on=localtime(at).date(), limit=MOST):
        yield Waiting("posti", _end_of(stay.from_on, at), partial(_arrival, stay), whole_day=True)


def _arrival(stay: Any) -> Said:
    return Said(
        title=_("Ingresso da registrare: {facility}, {unit}").format(
            facility=stay.unit.facility.name, unit=stay.unit.name
        ),
        href=path_of("housing:stay", stay.pk),
        verb=_("Registra"),
        code=_code(stay),
        tag=_("Posti"),
        tag_icon="pa",
    )


def away(at: datetime) -> Iterable[Waiting]:
    """Return who has been away for more nights than the municipality lets pass without a look."""
    if not can("housing.presence"):
        return
    last = housing.night_of(at) - timedelta(days=1)
    terms = housing.settings_now()
    for one in housing.list_away(night=last, at_least=terms.absence_nights, limit=MOST):
        due = _end_of(one.since + timedelta(days=terms.absence_nights), at)
        yield Waiting("posti", due, partial(_away, one), whole_day=True)


def _away(one: housing.Away) -> Said:
    nights = ngettext("{n} notte", "{n} notti", one.nights).format(n=one.nights)
    return Said(
        title=_("Assente da {nights}: {facility}").format(
            nights=nights, facility=one.stay.unit.facility.name
        ),
        href=path_of("housing:stay", one.stay.pk),
        verb=_("Guarda"),
        code=_code(one.stay),
        tag=_("Assenza"),
        tag_tone="warn",
        tag_icon="pa",
    )


def follow_ups(at: datetime) -> Iterable[Waiting]:
    """Return who left half a year or a year ago and is to be asked how they are."""
    if not can("housing.accept"):
        return
    for row in housing.list_follow_ups_due(until=localtime(at).date(), limit=MOST):
        yield Waiting("dopo", _end_of(row.due_on, at), partial(_follow_up, row), whole_day=True)


def _follow_up(row: Any) -> Said:
    return Said(
        title=_("Come sta chi è uscito da {n} mesi").format(n=row.months),
        href=path_of("housing:stay", row.stay_id) + "#dopo",
        verb=_("Chiedi"),
        code=_code(row.stay),
        tag=_("Dopo l’uscita"),
        tag_icon="refresh",
    )


def receptions(at: datetime) -> Iterable[Waiting]:
    """Return one line for all who leave SAI or CAS within two months and nobody looked at."""
    if not can("housing.request"):
        return
    count, first = housing.soonest_reception_exit(until=localtime(at).date() + SOON)
    if first is not None:
        yield Waiting("posti", _end_of(first, at), partial(_receptions, count), whole_day=True)


def _receptions(count: int) -> Said:
    households = ngettext("{n} nucleo", "{n} nuclei", count).format(n=count)
    return Said(
        title=_("Escono dall’accoglienza: {households} da guardare").format(households=households),
        href=path_of("housing:receptions"),
        verb=_("Guarda"),
        tag=_("SAI e CAS"),
        tag_icon="exchange-circle",
    )


SOURCES = (arrivals, away, follow_ups, receptions)
