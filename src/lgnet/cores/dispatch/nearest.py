"""The plain order: among the most urgent visits left, the nearest one next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from lgnet.cores.dispatch.types import (
    DispatchInputError,
    DispatchParams,
    NotServed,
    Plan,
    PlannedStop,
    Visit,
)
from lgnet.cores.kernel import Effect, Point, Reason, canonical_hash

ENGINE = "nearest-first-1"


def plan(
    *,
    visits: Sequence[Visit],
    start: Point,
    depart_at: datetime,
    end_at: datetime,
    params: DispatchParams | None = None,
    seed: int = 0,
) -> Plan:
    """Order the visits of one team for one shift.

    Parameters
    ----------
    visits : sequence of Visit
        In any order; the answer does not depend on it.
    start : Point
        Where the team sets out.
    depart_at, end_at : datetime
        The shift, with time zone; every visit ends within it.
    params : DispatchParams, optional
    seed : int
        Recorded; this engine makes no random choice.

    Returns
    -------
    Plan
        Every visit is either a stop or among those not served, with the reason.

    Raises
    ------
    DispatchInputError
        When a visit appears twice, the shift is empty, or moments lack a time zone.
    """
    params = params or DispatchParams()
    left = sorted(visits, key=lambda visit: visit.id)
    _check(left, depart_at, end_at)
    stops: list[PlannedStop] = []
    left_out: dict[str, Reason] = {
        visit.id: Reason.of("PLACE_NOT_KNOWN", Effect.BLOCKS)
        for visit in left
        if visit.point is None
    }
    here, now = start, depart_at
    places = {visit.id: visit.point for visit in left if visit.point is not None}
    left = [visit for visit in left if visit.id in places]
    while left:
        urgent = min(visit.priority for visit in left) if params.urgent_first else None
        visit = min(
            (visit for visit in left if urgent in (None, visit.priority)),
            key=lambda v: (params.travel.driving_minutes(here, places[v.id]), v.id),
        )
        left.remove(visit)
        place = places[visit.id]
        minutes = math.ceil(params.travel.driving_minutes(here, place))
        stop, obstacle = _stop(visit, minutes, now, end_at, len(stops) + 1)
        if params.max_stops is not None and len(stops) >= params.max_stops:
            obstacle = Reason.of("ROUND_FULL", Effect.BLOCKS, max_stops=params.max_stops)
        if obstacle is not None:
            left_out[visit.id] = obstacle
            continue
        stops.append(stop)
        here, now = place, stop.leave_at
    return Plan(
        stops=tuple(stops),
        not_served=tuple(
            NotServed(visit_id, (reason,)) for visit_id, reason in sorted(left_out.items())
        ),
        travel_minutes=sum(stop.travel_minutes for stop in stops),
        seed=seed,
        engine=ENGINE,
        problem_hash=canonical_hash(
            (sorted(visits, key=lambda visit: visit.id), start, depart_at, end_at, params)
        ),
    )


def _stop(
    visit: Visit, minutes: int, now: datetime, end_at: datetime, sequence: int
) -> tuple[PlannedStop, Reason | None]:
    arrive_at = now + timedelta(minutes=minutes)
    start_at = arrive_at if visit.not_before is None else max(arrive_at, visit.not_before)
    leave_at = start_at + timedelta(minutes=visit.service_minutes)
    late = 0
    if visit.answer_by is not None and arrive_at > visit.answer_by:
        late = math.ceil((arrive_at - visit.answer_by).total_seconds() / 60)
    stop = PlannedStop(visit.id, sequence, arrive_at, start_at, leave_at, minutes, late)
    if leave_at > end_at:
        return stop, Reason.of("SHIFT_ENDS", Effect.BLOCKS)
    if visit.not_after is not None and start_at > visit.not_after:
        return stop, Reason.of("TOO_LATE_FOR_VISIT", Effect.BLOCKS)
    return stop, None


def _check(visits: Sequence[Visit], depart_at: datetime, end_at: datetime) -> None:
    if len({visit.id for visit in visits}) != len(visits):
        raise DispatchInputError("a visit appears twice")
    moments = [depart_at, end_at]
    for visit in visits:
        moments += [m for m in (visit.answer_by, visit.not_before, visit.not_after) if m]
    if any(moment.tzinfo is None for moment in moments):
        raise DispatchInputError("every moment needs a time zone")
    if end_at <= depart_at:
        raise DispatchInputError("the shift ends before it starts")
