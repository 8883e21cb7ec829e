"""Who asks for a setting of women goes among women, or where nobody else lives.

Source: art. 17 and 18 d.lgs. 142/2015 (women alone, victims of violence or trafficking); need
recorded by the case worker.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams, UnitSex

_AMONG_WOMEN = frozenset({UnitSex.WOMEN, UnitSex.WOMEN_AND_CHILDREN})


def women_setting(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when they need a setting of women and the unit is a shared one of another kind."""
    unit = candidate.unit
    if not candidate.household.women_setting or unit.exclusive or unit.sex in _AMONG_WOMEN:
        return None
    return Reason.of("NOT_A_WOMEN_SETTING", Effect.BLOCKS, rule="women_setting")
