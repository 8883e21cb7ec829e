"""What happens on the spot."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.domain.people import queries as people
from lgnet.domain.people.models import Person
from lgnet.domain.response.access import check_can_visit
from lgnet.domain.response.enums import (
    OPEN_VISIT,
    REPORT_MOVES,
    VISIT_MOVES,
    Given,
    ReportState,
    StreetNeed,
    VisitState,
)
from lgnet.domain.response.models import Meeting, Report, Visit
from lgnet.domain.response.operations import checks
from lgnet.domain.response.operations.reports import SUB_ACTION
from lgnet.domain.response.operations.shifts import reorder
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import NotFound, Refused
from lgnet.lib.states import move


@operation
def arrive(*, visit_id: UUID, at: datetime) -> Visit:
    """Note that the team is there: the clock of the report stops."""
    check_can_visit()
    visit = checks.visit(visit_id)
    move(visit, VisitState.ARRIVED, moves=VISIT_MOVES, at=at, also={"arrived_at": at})
    _answered(visit.report, at=at)
    return visit


def _answered(report: Report, *, at: datetime) -> None:
    if report.answered_at is None:
        Report.objects.filter(pk=report.pk, answered_at=None).update(answered_at=at)
        report.answered_at = at


@operation
def meet(*, visit_id: UUID, person_id: UUID, at: datetime, needs: Sequence[str] = ()) -> Meeting:
    """Write down that a person was met on a visit, once, with what they ask for.

    Raises
    ------
    NotFound
        No such visit or person here.
    Refused
        ``response.visit_over``: the visit is closed or was cancelled.
    """
    check_can_visit()
    visit = checks.locked_visit(visit_id)
    if visit.state not in OPEN_VISIT:
        raise Refused("response.visit_over")
    if visit.state == VisitState.PLANNED:
        visit = arrive(visit_id=visit_id, at=at)
    return write_meeting(visit, person_id, at=at, needs=needs)


def _person(person_id: UUID) -> Person:
    # Not people.queries: nothing of who this is gets read or shown here.
    found = Person.objects.filter(pk=person_id).select_related("merged_into").first()
    if found is None:
        raise NotFound("people.no_such_person")
    return found.merged_into or found


def write_meeting(
    visit: Visit, person_id: UUID, *, at: datetime, needs: Sequence[str] = ()
) -> Meeting:
    """Write a meeting and its fact; for operations of this package."""
    person, day = _person(person_id), timezone.localdate(at)
    asked = checks.choices(needs, allowed=StreetNeed.values, field="needs")
    meeting, _made = Meeting.objects.get_or_create(
        visit=visit, person_id=person.pk, defaults={"at": at, "needs": asked}
    )
    audit.record("response.met", visit, at=at, subject=person, fields=["needs"])
    record(
        NewFact(
            FactKind.PERSON_MET,
            key=f"met:{visit.pk}:{person.pseudonym}",
            on=day,
            sub_action=SUB_ACTION,
            subject=person.pseudonym,
            object_id=visit.pk,
            dimensions=people.dimensions_of(person=person, on=day),
        )
    )
    return meeting


@operation
def close_visit(
    *,
    visit_id: UUID,
    at: datetime,
    met: Sequence[UUID] = (),
    given: Sequence[str] = (),
    note: str | None = None,
) -> Visit:
    """End a visit with whom the team met, what it gave and a note.

    People met before, on the same visit, are counted once.
    """
    check_can_visit()
    visit = checks.locked_visit(visit_id)
    if visit.state == VisitState.PLANNED:
        visit = arrive(visit_id=visit_id, at=at)
    for person_id in dict.fromkeys(met):
        write_meeting(visit, person_id, at=at)
    left = checks.choices(given, allowed=Given.values, field="given")
    finish(visit, VisitState.DONE, at=at, given=left, note=note)
    record(
        NewFact(
            FactKind.VISIT_DONE,
            key=f"visit:{visit.pk}",
            on=timezone.localdate(at),
            sub_action=SUB_ACTION,
            object_id=visit.pk,
            dimensions={"persons": visit.persons_met, "channel": visit.report.channel},
        )
    )
    return visit


@operation
def nobody_there(*, visit_id: UUID, at: datetime, note: str | None = None) -> Visit:
    """End a visit that found nobody; the report may be taken up again."""
    check_can_visit()
    visit = checks.locked_visit(visit_id)
    _answered(visit.report, at=at)
    finish(visit, VisitState.NOBODY, at=at, given=[], note=note)
    return visit


def finish(
    visit: Visit, state: VisitState, *, at: datetime, given: list[str], note: str | None
) -> None:
    """Move a visit and its report to their end, and order what is left of the round.

    The shift must be locked by the caller (:func:`checks.locked_visit`).
    """
    persons = 0 if state == VisitState.NOBODY else visit.meetings.count()
    text = checks.text(note, field="note")
    move(
        visit,
        state,
        moves=VISIT_MOVES,
        at=at,
        also={
            "closed_at": at,
            "closed_by": current_actor().user_id,
            "persons_met": persons,
            "given": given,
        },
    )
    if text is not None:
        visit.note = text
        visit.save(update_fields=["note"])
    if visit.report.state != ReportState.DONE:
        move(visit.report, ReportState.DONE, moves=REPORT_MOVES, at=at, also={"closed_at": at})
    reorder(visit.shift, at=at)
