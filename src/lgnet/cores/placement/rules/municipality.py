"""A household goes only to a municipality it accepts.

Source: the person's own choice; placement is a proposal, never an order (art. 22 GDPR).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def municipality(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the household named its municipalities and the unit's is not one."""
    accepted = candidate.household.municipalities
    if not accepted or candidate.unit.municipality in accepted:
        return None
    return Reason.of(
        "OTHER_MUNICIPALITY",
        Effect.BLOCKS,
        rule="municipality",
        municipality=candidate.unit.municipality,
    )
