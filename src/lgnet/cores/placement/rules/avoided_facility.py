"""A household never goes to a facility where a conflict or a danger is known for it.

Source: risk recorded by the case worker; art. 18 d.lgs. 142/2015 (safety of the minor).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def avoided_facility(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the facility is among those to avoid."""
    if candidate.unit.facility_id not in candidate.household.avoid_facilities:
        return None
    return Reason.of("FACILITY_TO_AVOID", Effect.BLOCKS, rule="avoided_facility")
