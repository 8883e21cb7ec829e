"""What the register puts into the queue of Oggi: what facilities say, what ends, who waits."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.housing import queries as housing
from lgnet.domain.housing.enums import DiscrepancyKind
from lgnet.lib.access import can
from lgnet.lib.addresses import path_of
from lgnet.web.desk.housing_register_words import last_day
from lgnet.web.desk.queue import Said, Source, Waiting
from lgnet.web.desk.words import short_day

ANSWER_WITHIN = timedelta(hours=2)


def discrepancies(at: datetime) -> Iterable[Waiting]:
    """Return what facilities say that the picture does not."""
    if not can("housing.inventory"):
        return
    for row in housing.list_discrepancies(at=at):
        yield Waiting("strutture", row.raised_at + ANSWER_WITHIN, partial(_discrepancy, row))


def _discrepancy(row: Any) -> Said:
    words = {
        DiscrepancyKind.COUNT: _("{name} dice un altro numero di posti liberi"),
        DiscrepancyKind.CALL: _("{name} chiede di essere chiamata"),
        DiscrepancyKind.PRESENT: _("{name} conta altri presenti"),
    }[DiscrepancyKind(row.kind)]
    told = ""
    if row.told is not None:
        told = _("{told} invece di {believed}").format(told=row.told, believed=row.believed)
    return Said(
        title=words.format(name=row.facility.name),
        href=path_of("housing:facility_picture", row.facility_id),
        verb=_("Chiarisci"),
        meta=" · ".join(part for part in (row.unit.name if row.unit else "", told) if part),
        tag=_("Struttura"),
        tag_tone="warn",
        tag_icon="pa",
    )


def conventions(at: datetime) -> Iterable[Waiting]:
    """Return conventions that end within 90 days and nothing follows, and one line for those that did."""
    if not can("housing.read_costs"):
        return
    on = localtime(at).date()
    for row in housing.list_due_conventions(on=on):
        due = datetime.combine(last_day(row.to_on), time(18), localtime(at).tzinfo)
        yield Waiting("strutture", due, partial(_convention, row), whole_day=True)
    missing = housing.count_uncovered(on=on)
    if missing:
        due = datetime.combine(on, time(18), localtime(at).tzinfo)
        yield Waiting("strutture", due, partial(_uncovered, missing), whole_day=True)


def _convention(row: Any) -> Said:
    return Said(
        title=_("{name}: la convenzione finisce il {day}").format(
            name=row.facility.name, day=short_day(last_day(row.to_on))
        ),
        href=path_of("housing:facility_register", row.facility_id),
        verb=_("Rinnova") if can("housing.inventory") else _("Guarda"),
        code=row.cig,
        meta=ngettext("{n} posto", "{n} posti", row.places).format(n=row.places),
        tag=_("Registro"),
        tag_icon="file",
    )


def _uncovered(count: int) -> Said:
    title = ngettext(
        "{n} struttura senza convenzione in vigore",
        "{n} strutture senza convenzione in vigore",
        count,
    ).format(n=count)
    return Said(
        title=title,
        href=f"{path_of('housing:facilities')}?convenzione=manca",
        verb=_("Guarda"),
        tag=_("Registro"),
        tag_tone="warn",
        tag_icon="file",
    )


def applications(at: datetime) -> Iterable[Waiting]:
    """Return one line for the applications somebody has to look at or decide."""
    if not (can("housing.inventory") or can("housing.accredit")):
        return
    waiting = housing.count_by_view()["domande"]
    if waiting:
        due = datetime.combine(localtime(at).date(), time(18), localtime(at).tzinfo)
        yield Waiting("strutture", due, partial(_applications, waiting), whole_day=True)


def _applications(count: int) -> Said:
    title = ngettext(
        "{n} domanda di accreditamento aperta", "{n} domande di accreditamento aperte", count
    ).format(n=count)
    return Said(
        title=title,
        href=f"{path_of('housing:facilities')}?vista=domande",
        verb=_("Guarda"),
        tag=_("Registro"),
        tag_icon="file",
    )


SOURCES: tuple[Source, ...] = (discrepancies, conventions, applications)
