"""A unit is used only on nights its convention covers.

Source: dates of the convention or accreditation of the facility.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def unit_open(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when any night lies outside the nights the unit is open."""
    opening = candidate.unit.open
    if opening is None or opening.covers(candidate.span):
        return None
    return Reason.of(
        "UNIT_NOT_OPEN", Effect.BLOCKS, rule="unit_open", opens=opening.start, closes=opening.end
    )
