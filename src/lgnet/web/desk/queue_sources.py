"""What each room puts into the queue of Oggi: one small adapter per kind of thing."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.cases import queries as cases
from lgnet.domain.housing import queries as housing
from lgnet.domain.matching import queries as matching
from lgnet.domain.people import register_queries
from lgnet.domain.privacy import queries as privacy
from lgnet.domain.privacy.enums import NoticeKind
from lgnet.domain.response import queries as response
from lgnet.domain.response.enums import ReportState, VisitState
from lgnet.lib.access import can
from lgnet.lib.actor import current_actor
from lgnet.lib.addresses import path_of
from lgnet.web.desk import housing_queue, stay_queue
from lgnet.web.desk.queue import Said, Source, Waiting
from lgnet.web.desk.report_page import place_of
from lgnet.web.desk.words import SOON_DAYS, capital, language_names, title_label
from lgnet.web.response_words import moment, sign_line

MOST = 100


def reports(at: datetime) -> Iterable[Waiting]:
    """Return reports that wait for a class, or for somebody to go."""
    if not can("response.assess"):
        return
    for report in response.list_waiting(at=at, size=50).rows:
        priority = int(response.priority_of(report)[1:])
        say = partial(_report, report, priority, at)
        yield Waiting("segnalazioni", report.answer_by, say, priority=priority)


def _report(report: Any, priority: int, at: datetime) -> Said:
    waits = report.state == ReportState.RECEIVED
    parts = [
        _("ricevuta {moment}").format(moment=moment(report.received_at, at=at)),
        str(report.get_channel_display()),
        ", ".join(language_names(report.languages[:2])),
    ]
    return Said(
        title=f"{capital(sign_line(report.signs, report.persons))}, {place_of(report)}",
        href=path_of("desk:report", report.pk),
        verb=_("Valuta") if waits else _("Affida"),
        code=report.code,
        meta=" · ".join(part for part in parts if part),
        priority=priority,
        proposed=waits,
    )


def visits(at: datetime) -> Iterable[Waiting]:
    """Return visits of tonight that are still to be made."""
    if not can("response.plan_shift"):
        return
    for visit in response.list_tonight(at=at):
        if visit.state not in (VisitState.PLANNED, VisitState.ARRIVED):
            continue
        yield Waiting("uscite", visit.planned_at, partial(_visit, visit), planned=True)


def _visit(visit: Any) -> Said:
    return Said(
        title=place_of(visit.report),
        href=path_of("desk:shifts"),
        verb=_("Guarda"),
        code=visit.report.code,
        meta=" · ".join((visit.shift.team.name, str(visit.get_state_display()))),
        tag=_("Tappa"),
        tag_icon="car",
        limit=_("prevista"),
    )


def _end_of(day: date, at: datetime) -> datetime:
    return datetime.combine(day, time(18), localtime(at).tzinfo)


def holds(at: datetime) -> Iterable[Waiting]:
    """Return options on places that expire."""
    if not can("housing.hold"):
        return
    for hold in housing.list_expiring_holds(at=at):
        yield Waiting("opzioni", hold.expires_at, partial(_hold, hold, at))


def _hold(hold: Any, at: datetime) -> Said:
    request, since = hold.request, moment(hold.held_at, at=at)
    people = ngettext("{n} persona", "{n} persone", request.persons).format(n=request.persons)
    return Said(
        title=_("Opzione in scadenza: {facility}, {unit}").format(
            facility=hold.unit.facility.name, unit=hold.unit.name
        ),
        href=path_of("housing:request", hold.request_id),
        verb=_("Decidi"),
        code=request.household.code if request.persons > 1 else request.case.code,
        meta=" · ".join((people, _("tenuta da {moment}").format(moment=since))),
        tag=_("Opzione"),
        tag_tone="hold",
        limit=_("scade"),
    )


def evening(at: datetime) -> Iterable[Waiting]:
    """Return tonight's round while some facility has not been said, from the afternoon on."""
    if not can("housing.presence"):
        return
    night = housing.night_of(at)
    ten = datetime.combine(night, time(22), localtime(at).tzinfo)
    if at < ten - timedelta(hours=6):
        return
    expected = {row.bed.unit.facility_id for row in housing.list_present(night=night, at=at)}
    to_say = len(expected - housing.evening_of(night=night)[0].keys())
    if to_say:
        yield Waiting("posti", ten, partial(_evening, to_say))


def _evening(to_say: int) -> Said:
    facilities = ngettext("{n} struttura", "{n} strutture", to_say).format(n=to_say)
    return Said(
        title=_("Presenze di stasera: {facilities} da registrare").format(facilities=facilities),
        href=path_of("housing:presence"),
        verb=_("Registra"),
        tag=_("Posti"),
        tag_icon="pa",
    )


def stale(at: datetime) -> Iterable[Waiting]:
    """Return facilities nobody confirmed for a day: their free beds may not be."""
    if not can("housing.presence"):
        return
    for card in housing.list_facilities(at=at):
        if not card.fresh and card.beds:
            known = card.facility.confirmed_at
            due = known + housing.FRESH_FOR if known else at - timedelta(days=1)
            yield Waiting("posti", due, partial(_stale, card))


def _stale(card: Any) -> Said:
    return Said(
        title=_("{name}: posti da confermare").format(name=card.facility.name),
        href=path_of("housing:facility", card.facility.pk),
        verb=_("Conferma"),
        meta=ngettext("{n} posto", "{n} posti", card.beds).format(n=card.beds),
        tag=_("Posti"),
        tag_icon="pa",
    )


def exits(at: datetime) -> Iterable[Waiting]:
    """Return stays whose day of exit came and nobody wrote it down."""
    if not can("housing.presence"):
        return
    for stay in housing.list_overdue_stays(on=localtime(at).date()):
        due = _end_of(stay.expected_to_on, at)
        yield Waiting("posti", due, partial(_exit, stay), whole_day=True)


def _exit(stay: Any) -> Said:
    return Said(
        title=_("Uscita da registrare: {facility}, {unit}").format(
            facility=stay.unit.facility.name, unit=stay.unit.name
        ),
        href=path_of("housing:stay", stay.pk),
        verb=_("Registra"),
        code=stay.household.code if stay.request.persons > 1 else stay.request.case.code,
        tag=_("Posti"),
        tag_icon="pa",
    )


def notices(at: datetime) -> Iterable[Waiting]:
    """Return what the operator, or everybody in their role, is told and has not seen."""
    if not can("privacy.read_notices"):
        return
    for one in privacy.my_notices()[:MOST]:
        yield Waiting("avvisi", at, partial(_notice, one, at), planned=True)


def _notice(one: Any, at: datetime) -> Said:
    urgent = one.kind == NoticeKind.EMERGENCY
    return Said(
        title=capital(str(NoticeKind(one.kind).label)),
        href=path_of("desk:notice", one.pk),
        verb=_("Leggi"),
        meta=moment(one.created_at, at=at),
        tag=_("Avviso"),
        tag_tone="bad" if urgent else "info",
        tag_icon="password-visible",
        limit=_("da leggere"),
    )


def titles(at: datetime) -> Iterable[Waiting]:
    """Return titles about to end, of the people the operator follows or nobody does."""
    if not can("cases.write"):
        return
    on = localtime(at).date()
    until, me = on + timedelta(days=SOON_DAYS), current_actor().user_id
    for row in cases.list_expiring_titles(on=on, until=until, worker=me, limit=MOST):
        yield Waiting("titoli", _end_of(row.to_on, at), partial(_title, row, on), whole_day=True)


def _title(row: cases.Expiring, on: date) -> Said:
    parts = (title_label(row.title), ", ".join(language_names(row.languages[:3])))
    return Said(
        title=_("Permesso in scadenza"),
        href=path_of("desk:case_tab", row.case_id, "titles"),
        verb=_("Apri"),
        code=row.code,
        meta=" · ".join(part for part in parts if part),
        tag=_("Titolo"),
        tag_tone="warn" if (row.to_on - on).days <= 14 else "",
        tag_icon="card",
    )


def reviews(at: datetime) -> Iterable[Waiting]:
    """Return plans to look at again within a week, of the same people."""
    if not can("cases.write"):
        return
    until, me = localtime(at).date() + timedelta(days=7), current_actor().user_id
    for case in cases.list_reviews_due(until=until, worker=me, limit=MOST):
        due = _end_of(case.next_review_on, at)
        yield Waiting("verifiche", due, partial(_review, case), whole_day=True)


def _review(case: Any) -> Said:
    return Said(
        title=_("Verifica del progetto individualizzato"),
        href=path_of("desk:case_tab", case.id, "needs"),
        verb=_("Apri"),
        code=case.code,
        tag=_("Verifica"),
        tag_icon="files",
    )


def look_alikes(at: datetime) -> Iterable[Waiting]:
    """Return one line for all the pairs of records that look alike, within a week of the oldest."""
    if not can("people.merge"):
        return
    count, oldest = register_queries.waiting_since(on=localtime(at).date())
    if oldest is not None:
        due = _end_of(localtime(oldest).date() + timedelta(days=7), at)
        yield Waiting("omonimie", due, partial(_look_alikes, count), whole_day=True)


def _look_alikes(count: int) -> Said:
    pairs = ngettext("{n} coppia da guardare", "{n} coppie da guardare", count).format(n=count)
    return Said(
        title=_("Forse la stessa persona: {pairs}").format(pairs=pairs),
        href=path_of("desk:pairs"),
        verb=_("Guarda"),
        tag=_("Omonimie"),
        tag_icon="user",
    )


def partners(at: datetime) -> Iterable[Waiting]:
    """Return one line for all the partners that wait for an answer, within a week of the oldest."""
    if not can("matching.answer"):
        return
    count, oldest = matching.waiting_since()
    if oldest is not None:
        due = _end_of(localtime(oldest).date() + timedelta(days=7), at)
        yield Waiting("comuni", due, partial(_partners, count), whole_day=True)


def _partners(count: int) -> Said:
    title = ngettext(
        "{n} Comune chiede di una persona", "{n} richieste di altri Comuni", count
    ).format(n=count)
    return Said(
        title=title,
        href=path_of("desk:inquiries"),
        verb=_("Rispondi"),
        tag=_("Tra Comuni"),
        tag_icon="pa",
    )


SOURCES: tuple[Source, ...] = (
    notices,
    reports,
    holds,
    visits,
    evening,
    stale,
    exits,
    titles,
    reviews,
    look_alikes,
    partners,
    *housing_queue.SOURCES,
    *stay_queue.SOURCES,
)
"""Every room's adapter; each reads a constant number of statements."""
