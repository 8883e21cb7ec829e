"""Who must not be found goes only to a secret address.

Source: art. 17 d.lgs. 142/2015 (victims of trafficking and of violence); protected contexts of
sub-action 4.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def protected_address(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the household needs a secret address and the unit's is known."""
    if candidate.unit.protected_address or not candidate.household.protected_address:
        return None
    return Reason.of("ADDRESS_NOT_PROTECTED", Effect.BLOCKS, rule="protected_address")
