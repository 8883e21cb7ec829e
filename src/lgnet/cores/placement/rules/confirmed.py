"""A unit is proposed only when its managing body confirmed the picture lately.

Source: freshness rule of the board (a picture older than a day is not trusted); the limit is
``PlacementParams.confirm_within_hours``.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def confirmed(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the last confirmation is too old, or there never was one."""
    hours = candidate.unit.hours_since_confirmed
    if hours is not None and hours <= params.confirm_within_hours:
        return None
    return Reason.of("NOT_CONFIRMED", Effect.BLOCKS, rule="confirmed", hours=hours)
