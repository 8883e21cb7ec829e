"""A report comes in, is joined to another, ends, comes back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record, reverse
from lgnet.domain.response import bridge
from lgnet.domain.response.access import check_can_assess, check_can_receive
from lgnet.domain.response.enums import (
    ENTRUSTED,
    REPORT_MOVES,
    TO_DECIDE,
    Channel,
    CloseReason,
    ReportState,
)
from lgnet.domain.response.models import Report
from lgnet.domain.response.operations import checks
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.numbering.next import next_number
from lgnet.lib.states import move
from lgnet.lib.vault.keys import new_key

SUB_ACTION = 3


@operation
def receive_report(
    *,
    at: datetime,
    channel: str,
    what: str | None,
    place: str | None,
    signs: Sequence[str] = (),
    persons: int | None = None,
    languages: Sequence[str] = (),
    latitude: float | None = None,
    longitude: float | None = None,
    precision_m: int | None = None,
    reporter_name: str | None = None,
    reporter_contact: str | None = None,
    external_id: str | None = None,
) -> Report:
    """Take a report in; its clock starts with the class the table proposes.

    The class itself stays blank until a person confirms it.

    Raises
    ------
    Invalid
        Nothing told at all, or a field that makes no sense; ``field`` says which.
    """
    check_can_receive()
    return create_report(
        at=at,
        channel=channel,
        what=what,
        place=place,
        signs=signs,
        persons=persons,
        languages=languages,
        latitude=latitude,
        longitude=longitude,
        precision_m=precision_m,
        reporter_name=reporter_name,
        reporter_contact=reporter_contact,
        external_id=external_id,
    )


def create_report(
    *,
    at: datetime,
    channel: str,
    what: str | None,
    place: str | None,
    signs: Sequence[str] = (),
    persons: int | None = None,
    languages: Sequence[str] = (),
    latitude: float | None = None,
    longitude: float | None = None,
    precision_m: int | None = None,
    reporter_name: str | None = None,
    reporter_contact: str | None = None,
    external_id: str | None = None,
    state: str = ReportState.RECEIVED,
    answered_at: datetime | None = None,
) -> Report:
    """Write a report; for operations of this package, which have checked who asks."""
    if channel not in Channel.values:
        raise Invalid("response.unknown_choice", field="channel")
    checks.moment(at, field="at")
    day = timezone.localdate(at)
    seen, number = checks.signs(signs), checks.persons(persons)
    story = checks.text(what, field="what")
    where = checks.text(place, field="place", most=checks.MAX_SHORT)
    latitude, longitude, precision_m = checks.position(latitude, longitude, precision_m)
    if where is None and latitude is None:
        raise Invalid("response.place_needed", field="place")
    if story is None and not seen and state == ReportState.RECEIVED:
        raise Invalid("response.what_needed", field="what")
    urgency = bridge.propose_class(signs=seen, persons=number, on=day).priority.name
    report = Report.objects.create(
        vault_key=new_key(),
        code=f"S-{day.year}-{next_number('report', year=day.year):04d}",
        external_id=checks.text(external_id, field="external_id", most=40),
        channel=channel,
        received_at=at,
        received_by=current_actor().user_id,
        what=story,
        place=where,
        reporter_name=checks.text(reporter_name, field="reporter_name", most=checks.MAX_SHORT),
        reporter_contact=checks.text(
            reporter_contact, field="reporter_contact", most=checks.MAX_SHORT
        ),
        latitude=latitude,
        longitude=longitude,
        precision_m=precision_m,
        persons=number,
        signs=seen,
        languages=checks.languages(languages),
        state=state,
        answered_at=answered_at,
        closed_at=answered_at,
        urgency=urgency,
        answer_by=bridge.answer_by(priority=urgency, received_at=at, on=day),
    )
    audit.record("response.received", report, at=at)
    record(
        NewFact(
            FactKind.REPORT_RECEIVED,
            key=fact_key(report),
            on=day,
            sub_action=SUB_ACTION,
            object_id=report.pk,
            dimensions={"channel": channel, "proposed": urgency},
        )
    )
    return report


def fact_key(report: Report) -> str:
    """Return the key of the fact that a report came in."""
    return f"report:{report.pk}"


@operation
def merge(*, report_id: UUID, into_id: UUID, at: datetime) -> Report:
    """Join a report to an earlier one about the same people; return the one that stays.

    The one that stays takes over signs and the shorter clock, so nothing told is lost, and the
    joined one is no longer counted.

    Raises
    ------
    Refused
        ``response.merge_into_itself``, ``response.merge_into_ended``, or the report is past that.
    """
    check_can_assess()
    if report_id == into_id:
        raise Refused("response.merge_into_itself")
    report, into = checks.report(report_id), checks.report(into_id)
    if into.state in (ReportState.MERGED, ReportState.CLOSED):
        raise Refused("response.merge_into_ended", report=into.code)
    move(
        report,
        ReportState.MERGED,
        moves=REPORT_MOVES,
        at=at,
        also={"merged_into_id": into.pk, "closed_at": at},
    )
    into.signs = [sign for sign in (*into.signs, *report.signs) if sign != "WELL"]
    into.signs = checks.signs(into.signs)
    if into.state in TO_DECIDE or into.state in ENTRUSTED:
        into.urgency = min(into.urgency, report.urgency)
        into.answer_by = min(into.answer_by, report.answer_by)
    Report.objects.filter(pk=into.pk).update(
        signs=into.signs, urgency=into.urgency, answer_by=into.answer_by
    )
    audit.record("response.took_over", into, at=at, fields=["signs", "urgency", "answer_by"])
    reverse(key=fact_key(report), reason="report_merged", on=timezone.localdate(at))
    return into


@operation
def close_report(*, report_id: UUID, reason: str, at: datetime) -> Report:
    """End a report without a visit, for a reason of the list.

    Raises
    ------
    Invalid
        ``response.reason_needed``.
    Refused
        It has been entrusted to a team, or it ended already.
    """
    check_can_assess()
    if reason not in CloseReason.values:
        raise Invalid("response.reason_needed", field="reason")
    report = checks.report(report_id)
    move(
        report,
        ReportState.CLOSED,
        moves=REPORT_MOVES,
        at=at,
        also={
            "closed_at": at,
            "close_reason": reason,
            "answered_at": report.answered_at or at,
        },
    )
    return report


@operation
def reopen(*, report_id: UUID, at: datetime) -> Report:
    """Take an ended report up again: it must be assessed anew, on a new clock."""
    check_can_assess()
    report, day = checks.report(report_id), timezone.localdate(at)
    urgency = bridge.propose_class(signs=report.signs, persons=report.persons, on=day).priority.name
    move(
        report,
        ReportState.RECEIVED,
        moves=REPORT_MOVES,
        at=at,
        also={
            "priority": "",
            "urgency": urgency,
            "answer_by": bridge.answer_by(priority=urgency, received_at=at, on=day),
            "assessed_at": None,
            "answered_at": None,
            "closed_at": None,
            "close_reason": "",
        },
    )
    return report
