"""Unrelated people share a room only with people of the same sex.

Source: art. 10 and 18 d.lgs. 142/2015; a room for anybody takes the sex of those present.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams, Sex


def roommates_sex(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when those present and those who would come are not surely of one sex."""
    if candidate.unit.exclusive or not candidate.meanwhile:
        return None
    sexes = set(candidate.household.sexes)
    for occupancy in candidate.meanwhile:
        sexes |= occupancy.sexes
    if len(sexes) == 1 and sexes <= {Sex.FEMALE, Sex.MALE}:
        return None
    return Reason.of("ROOM_SEX_DIFFERS", Effect.BLOCKS, rule="roommates_sex")
