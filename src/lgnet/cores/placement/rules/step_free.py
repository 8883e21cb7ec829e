"""Who cannot climb steps is placed only where there are none.

Source: art. 17 and 18 d.lgs. 142/2015 (specific needs of disabled people).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def step_free(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when a member needs a step-free place and the unit is not one."""
    if candidate.unit.step_free or not any(m.step_free for m in candidate.household.members):
        return None
    return Reason.of("NOT_STEP_FREE", Effect.BLOCKS, rule="step_free")
