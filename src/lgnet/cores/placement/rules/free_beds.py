"""On each night there is a free bed for each person; a whole unit is free of anybody else.

Source: house rule on beds: all beds of a family or none, on every night of the stay.
"""

from __future__ import annotations

from datetime import date

from lgnet.cores.kernel import Effect, Reason, Span
from lgnet.cores.placement.types import Candidate, Occupancy, PlacementParams


def free_beds(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when others hold the unit, or too many of its beds, on any of the nights."""
    household, unit = candidate.household, candidate.unit
    present = candidate.meanwhile
    if present and (
        unit.exclusive or household.needs_whole_unit or any(other.whole_unit for other in present)
    ):
        return _taken(present)
    beds_out = [
        (block.span, block.beds or 0)
        for block in unit.blocked
        if block.beds is not None and block.span.overlaps(candidate.span)
    ]
    takers = [(other.span, other.persons) for other in present] + beds_out
    peak = _peak(takers, candidate.span)
    # An empty unit that is too small is told by the rule on capacity.
    if peak == 0 or peak + household.size <= unit.capacity:
        return None
    return Reason.of(
        "NOT_ENOUGH_FREE_BEDS",
        Effect.BLOCKS,
        rule="free_beds",
        free=max(0, unit.capacity - peak),
        persons=household.size,
    )


def _taken(present: tuple[Occupancy, ...]) -> Reason:
    ends = [other.span.end for other in present]
    known = [end for end in ends if end is not None]
    until: date | None = max(known) if len(known) == len(ends) else None
    return Reason.of("UNIT_TAKEN", Effect.BLOCKS, rule="free_beds", until=until)


def _peak(takers: list[tuple[Span, int]], span: Span) -> int:
    """Return the most beds taken on one night; it occurs on a first night of somebody."""
    nights = {span.start} | {taken.start for taken, _ in takers if span.contains(taken.start)}
    return max(sum(beds for taken, beds in takers if taken.contains(night)) for night in nights)
