"""A unit that must be left too soon is no solution.

Source: maximum stay of the unit in the convention with its managing body.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def maximum_stay(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the unit's longest stay is shorter than the household can do with."""
    longest = candidate.unit.max_stay_nights
    if longest is None or candidate.household.min_stay_nights <= longest:
        return None
    return Reason.of(
        "STAY_TOO_SHORT",
        Effect.BLOCKS,
        rule="maximum_stay",
        max_nights=longest,
        min_nights=candidate.household.min_stay_nights,
    )
