"""Beds out of use are not proposed.

Source: blocks recorded by the managing body (works, disinfestation, hygiene).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams


def blocked_nights(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when the whole unit is blocked on any of the nights.

    Single blocked beds count as taken in the rule on free beds.
    """
    unit = candidate.unit
    until = [
        block.span.end
        for block in unit.blocked
        if block.span.overlaps(candidate.span)
        and (block.beds is None or block.beds >= unit.capacity)
    ]
    if not until:
        return None
    known = [end for end in until if end is not None]
    return Reason.of(
        "UNIT_BLOCKED",
        Effect.BLOCKS,
        rule="blocked_nights",
        until=max(known) if len(known) == len(until) else None,
    )
