"""Shifts, and which report goes into which round."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from lgnet.domain.network.queries import list_tenants
from lgnet.domain.response import bridge
from lgnet.domain.response.access import check_can_assess, check_can_plan
from lgnet.domain.response.enums import (
    OPEN_VISIT,
    REPORT_MOVES,
    VISIT_MOVES,
    ReportState,
    VisitState,
)
from lgnet.domain.response.models import Shift, Visit
from lgnet.domain.response.operations import checks
from lgnet.lib import audit
from lgnet.lib.actor import current_municipality, operation
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.states import move

MAX_SHIFT = timedelta(hours=16)
MAX_AHEAD = timedelta(days=366)


@operation
def plan_shift(
    *,
    team_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
    latitude: float | None = None,
    longitude: float | None = None,
    members: Sequence[UUID] = (),
) -> Shift:
    """Plan a team's time in the street; it sets out from the city centre unless told otherwise.

    Raises
    ------
    Invalid
        A shift that ends before it starts, longer than 16 hours, or absurdly far away.
    Refused
        ``response.team_is_out``: the team has another shift in that time.
    """
    check_can_plan()
    checks.moment(starts_at, field="starts_at")
    checks.moment(ends_at, field="ends_at")
    if not starts_at < ends_at <= starts_at + MAX_SHIFT:
        raise Invalid("response.absurd_shift", field="ends_at", hours=16)
    if abs(starts_at - at) > MAX_AHEAD:
        raise Invalid("response.absurd_date", field="starts_at")
    team = checks.team(team_id)
    if not team.active:
        raise Refused("response.team_not_active")
    if team.shifts.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refused("response.team_is_out", team=team.name)
    latitude, longitude, _precision = checks.position(latitude, longitude, None)
    if latitude is None or longitude is None:
        city = list_tenants().get(pk=current_municipality())
        latitude, longitude = city.latitude or 0.0, city.longitude or 0.0
    shift = Shift.objects.create(
        team=team,
        starts_at=starts_at,
        ends_at=ends_at,
        latitude=latitude,
        longitude=longitude,
        members=list(dict.fromkeys(members)),
    )
    audit.record("response.shift_planned", shift, at=at)
    return shift


@operation
def assign(*, report_id: UUID, shift_id: UUID, at: datetime) -> Visit:
    """Put an assessed report into a shift's round and order the round again.

    Of two people who assign one report at once, one is refused.

    Raises
    ------
    Refused
        The report is not assessed, somebody was faster, or ``response.shift_over``.
    """
    check_can_plan()
    report, shift = checks.report(report_id), checks.locked_shift(shift_id)
    if shift.ends_at <= at:
        raise Refused("response.shift_over", team=shift.team.name)
    move(report, ReportState.PLANNED, moves=REPORT_MOVES, at=at)
    visit = Visit.objects.create(
        vault_key=report.vault_key,
        report=report,
        shift=shift,
        planned_at=max(at, shift.starts_at),
    )
    audit.record("response.visit_planned", visit, at=at)
    reorder(shift, at=at)
    visit.refresh_from_db(fields=["position", "planned_at"])
    return visit


def reorder(shift: Shift, *, at: datetime) -> None:
    """Order what is left of a locked shift's round, by class and then the nearest next."""
    round_ = bridge.round_of(shift, at=at)
    legs = bridge.order_round(round_)
    Visit.objects.bulk_update(
        [Visit(pk=leg.id, position=round_.done + leg.position, planned_at=leg.at) for leg in legs],
        ["position", "planned_at"],
        batch_size=200,
    )


@operation
def assign_to_desk(*, report_id: UUID, at: datetime) -> None:
    """Leave an assessed report to the One Stop Shop: no team goes out for it."""
    check_can_assess()
    report = checks.report(report_id)
    move(
        report,
        ReportState.DESK,
        moves=REPORT_MOVES,
        at=at,
        also={"answered_at": report.answered_at or at},
    )


@operation
def cancel_visit(*, visit_id: UUID, at: datetime) -> Visit:
    """Take a report out of a round; it waits again to be entrusted."""
    check_can_plan()
    visit = checks.locked_visit(visit_id)
    move(visit, VisitState.CANCELLED, moves=VISIT_MOVES, at=at, also={"closed_at": at})
    move(visit.report, ReportState.ASSESSED, moves=REPORT_MOVES, at=at)
    reorder(visit.shift, at=at)
    return visit


@operation
def reassign(*, visit_id: UUID, shift_id: UUID, at: datetime) -> Visit:
    """Move a report from one round to another; the first visit stays written as cancelled."""
    check_can_plan()
    visit = checks.visit(visit_id)
    if visit.shift_id == shift_id and visit.state in OPEN_VISIT:
        raise Refused("response.same_shift")
    for locked in sorted({visit.shift_id, shift_id}):
        checks.locked_shift(locked)
    cancel_visit(visit_id=visit_id, at=at)
    return assign(report_id=visit.report_id, shift_id=shift_id, at=at)
