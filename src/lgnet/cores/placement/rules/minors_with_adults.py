"""A minor does not sleep in one room with adults of another household.

Source: art. 18 and 19 d.lgs. 142/2015 (best interests of the minor; unaccompanied minors are
not hosted with adults). An age that may be under 18 counts as a minor's.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def minors_with_adults(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when minors and unrelated adults would share the unit on any night."""
    household = candidate.household
    for occupancy in candidate.meanwhile:
        ours = household.has_minors and occupancy.has_adults
        theirs = occupancy.has_minors and household.has_adults
        if ours or theirs:
            return Reason.of("MINOR_WITH_UNRELATED_ADULT", Effect.BLOCKS, rule="minors_with_adults")
    return None
