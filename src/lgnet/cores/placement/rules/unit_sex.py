"""Units kept for women, for men, or for women with children host only them.

Source: art. 10 and 18 d.lgs. 142/2015 (specific reception measures, respect of differences of
sex); the destination of each unit is declared by its managing body.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.types import Candidate, PlacementParams, Sex, UnitSex


def unit_sex(candidate: Candidate, params: PlacementParams) -> Reason | None:
    """Fail when a person is not one of those the unit is meant for, or might not be.

    A sex that is unknown or other is never guessed: the reason then says what is not known.
    Children under 18 are admitted with women only where the unit says so.
    """
    kept_for = candidate.unit.sex
    if kept_for in (UnitSex.ANY, UnitSex.FAMILIES):
        return None
    admitted = Sex.MALE if kept_for is UnitSex.MEN else Sex.FEMALE
    members = candidate.household.members
    if kept_for is UnitSex.WOMEN_AND_CHILDREN:
        members = tuple(member for member in members if member.may_be_adult)
    others = [member for member in members if member.sex is not admitted]
    if not others:
        return None
    undeclared = all(member.sex in (Sex.UNKNOWN, Sex.OTHER) for member in others)
    code = "SEX_NOT_DECLARED" if undeclared else "UNIT_KEPT_FOR_OTHERS"
    return Reason.of(
        code, Effect.BLOCKS, rule="unit_sex", kept_for=kept_for.value, persons=len(others)
    )
