"""Another city is proposed only with an agreement between the two and the person's consent.

Source: agreement between the municipalities of the network on transfers; the household's own
consent (placement is a proposal, never an order: art. 22 GDPR). Both arrive as facts: the cities
a household may be transferred to are those that an agreement covers and it consented to.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def transfer(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the unit stands in another city than the one in charge, without both."""
    household, city = candidate.household, candidate.unit.municipality
    if household.home is None or city == household.home or city in household.transfer_to:
        return None
    return Reason.of("NO_TRANSFER_AGREED", Effect.BLOCKS, rule="transfer", municipality=city)
