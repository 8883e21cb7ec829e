"""Units kept for families do not host a person alone.

Source: destination of the unit declared by its managing body; a large unit given to one person
is lost to the families that wait.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams, UnitSex


def families_only(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the unit is kept for families and the household is one person."""
    if candidate.unit.sex is not UnitSex.FAMILIES or candidate.household.size > 1:
        return None
    return Reason.of("KEPT_FOR_FAMILIES", Effect.BLOCKS, rule="families_only")
