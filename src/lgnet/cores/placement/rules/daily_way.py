"""The daily way to school or work, when its limit is a condition and not a wish.

Source: need recorded by the case worker (continuity of school, art. 21 d.lgs. 142/2015).
"""

from __future__ import annotations

import math

from lgnet.cores.kernel import Effect, Point, Reason, TravelModel
from lgnet.cores.placement.types import Candidate, Demand, PlacementParams


def minutes_between(unit: Point, near: Point, travel: TravelModel) -> int:
    """Return whole minutes by public transport, rounded up."""
    return math.ceil(travel.transit_minutes(unit, near))


def minutes_to_daily_place(candidate: Candidate, params: PlacementParams) -> int | None:
    """Return whole minutes by public transport, rounded up; ``None`` when a place is unknown."""
    if candidate.household.near is None or candidate.unit.point is None:
        return None
    return minutes_between(candidate.unit.point, candidate.household.near, params.travel)


def daily_way(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the limit is a condition and the way is longer, or cannot be measured."""
    household = candidate.household
    if household.near_demand is not Demand.MUST or household.max_minutes is None:
        return None
    minutes = minutes_to_daily_place(candidate, params)
    if minutes is None:
        return Reason.of("WAY_NOT_KNOWN", Effect.BLOCKS, rule="daily_way")
    if minutes <= household.max_minutes:
        return None
    return Reason.of(
        "TOO_FAR",
        Effect.BLOCKS,
        rule="daily_way",
        minutes=minutes,
        max_minutes=household.max_minutes,
    )
