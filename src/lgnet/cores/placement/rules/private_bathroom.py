"""A bathroom of one's own, when it is a condition and not a wish.

Source: need recorded by the case worker (health, safety).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, Demand, PlacementParams


def private_bathroom(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when a private bathroom is a condition and the unit shares one."""
    if candidate.unit.private_bathroom or candidate.household.private_bathroom is not Demand.MUST:
        return None
    return Reason.of("SHARED_BATHROOM", Effect.BLOCKS, rule="private_bathroom")
