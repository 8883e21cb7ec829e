"""A household fits only where there is a bed for each of its persons.

Source: a family needs one room or flat with all its beds, or none (house rule on beds).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def capacity(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the unit has fewer beds than the household has persons."""
    persons, beds = candidate.household.size, candidate.unit.capacity
    if persons <= beds:
        return None
    return Reason.of("UNIT_TOO_SMALL", Effect.BLOCKS, rule="capacity", persons=persons, beds=beds)
