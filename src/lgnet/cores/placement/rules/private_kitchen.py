"""A kitchen of one's own, when it is a condition and not a wish.

Source: need recorded by the case worker (diet, health).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, Demand, PlacementParams


def private_kitchen(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when a private kitchen is a condition and the unit shares one."""
    if candidate.unit.private_kitchen or candidate.household.private_kitchen is not Demand.MUST:
        return None
    return Reason.of("SHARED_KITCHEN", Effect.BLOCKS, rule="private_kitchen")
