"""A person confirms a class, or overrides the proposal."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.response import bridge
from lgnet.domain.response.access import check_can_assess
from lgnet.domain.response.enums import REPORT_MOVES, Priority, ReportState, VisitState
from lgnet.domain.response.models import Report, TriageDecision, Visit
from lgnet.domain.response.operations import checks
from lgnet.domain.response.operations.shifts import assign, assign_to_desk, reorder
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.states import move

MAX_REASON = 200


@operation
def confirm_triage(
    *, report_id: UUID, priority: str, at: datetime, override_reason: str = ""
) -> Report:
    """Give a report its class: the one proposed, a more urgent one, or a lower one with a reason.

    The proposal, its reasons, the rule set, the choice and who made it are kept. A report that
    has a class already may get another one; a round it stands in is ordered again.

    Raises
    ------
    Invalid
        ``response.unknown_choice``; ``response.lowering_needs_reason`` when the choice is below
        the proposal or below the class the report has.
    Refused
        ``response.same_class``, or the report is past that.
    """
    check_can_assess()
    if priority not in Priority.values:
        raise Invalid("response.unknown_choice", field="priority")
    report, day = checks.report(report_id), timezone.localdate(at)
    why = checks.text(override_reason, field="override_reason", most=MAX_REASON)
    proposal = bridge.propose_class(signs=report.signs, persons=report.persons, on=day)
    floor = min(proposal.priority.name, report.priority or proposal.priority.name)
    if priority > floor and not why:
        raise Invalid("response.lowering_needs_reason", field="override_reason", proposed=floor)
    chosen = {
        "priority": priority,
        "urgency": priority,
        "answer_by": bridge.answer_by(priority=priority, received_at=report.received_at, on=day),
        "assessed_at": report.assessed_at or at,
    }
    if report.state == ReportState.RECEIVED:
        move(report, ReportState.ASSESSED, moves=REPORT_MOVES, at=at, also=chosen)
    else:
        _change_class(report, chosen, at=at)
    TriageDecision.objects.create(
        report=report,
        proposed=proposal.priority.name,
        reasons=bridge.reasons_as_json(proposal),
        rule_set=proposal.ruleset_version,
        chosen=priority,
        decided_at=at,
        decided_by=current_actor().user_id,
        vault_key=report.vault_key,
        override_reason=why,
    )
    return report


def _change_class(report: Report, chosen: dict[str, object], *, at: datetime) -> None:
    """Give another class to a report that has one and is not ended."""
    if report.state not in (ReportState.ASSESSED, ReportState.PLANNED, ReportState.DESK):
        raise Refused("response.already_ended", report=report.code)
    if report.priority == chosen["priority"]:
        raise Refused("response.same_class", report=report.code)
    open_visit = Visit.objects.filter(report=report, state=VisitState.PLANNED).first()
    shift = checks.locked_shift(open_visit.shift_id) if open_visit else None
    changed = Report.objects.filter(pk=report.pk, state=report.state, priority=report.priority)
    if changed.update(**chosen) != 1:
        raise Refused("state.changed_meanwhile", object="response.Report", state=report.state)
    for name, value in chosen.items():
        setattr(report, name, value)
    audit.record("response.reassessed", report, at=at, fields=list(chosen))
    if shift is not None:
        reorder(shift, at=at)


@operation
def confirm_and_assign(
    *, report_id: UUID, priority: str, to: str, at: datetime, override_reason: str = ""
) -> Report:
    """Confirm a class and entrust the report in one act.

    Parameters
    ----------
    to
        ``desk``, the id of a shift, or empty to leave it to be entrusted later.

    Raises
    ------
    Invalid
        As :func:`confirm_triage`; ``response.unknown_choice`` on ``to``.
    """
    check_can_assess()
    report = checks.report(report_id)
    if report.state == ReportState.RECEIVED or report.priority != priority:
        report = confirm_triage(
            report_id=report_id, priority=priority, at=at, override_reason=override_reason
        )
    if to == "desk":
        assign_to_desk(report_id=report_id, at=at)
    elif to:
        try:
            shift_id = UUID(to)
        except ValueError as error:
            raise Invalid("response.unknown_choice", field="to") from error
        assign(report_id=report_id, shift_id=shift_id, at=at)
    return checks.report(report_id)
