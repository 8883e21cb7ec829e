"""What may be asked besides the request itself: for each kind its values, its purposes, its care.

A need is a code out of a short list, never a sentence: nobody can type a diagnosis into it.
"""

from dataclasses import dataclass

from lgnet.domain.housing.enums import NeedKind, NeedPurpose


@dataclass(frozen=True, slots=True)
class NeedRule:
    """What a kind of need may say, and for what.

    Parameters
    ----------
    values
        Its codes; empty when it is an ISO 639 language.
    purposes
        What it may be noted for.
    special
        Whether it is of the special categories (GDPR art. 9): never asked for, read only by who
        needs it, each reading written down.
    """

    values: tuple[str, ...]
    purposes: tuple[NeedPurpose, ...]
    special: bool = False


_ROOM, _WITH, _SAFE = NeedPurpose.ROOM, NeedPurpose.COHABITATION, NeedPurpose.SAFETY

RULES: dict[str, NeedRule] = {
    NeedKind.LANGUAGE: NeedRule((), (_WITH,)),
    NeedKind.HOURS: NeedRule(("NIGHTS", "EARLY", "LATE"), (_WITH, _ROOM)),
    NeedKind.SMOKING: NeedRule(("SMOKES", "NO_SMOKE"), (_WITH,)),
    NeedKind.PETS: NeedRule(("DOG", "CAT", "OTHER_PET", "NO_PETS"), (_ROOM, _WITH)),
    NeedKind.FLOOR: NeedRule(("GROUND", "LIFT"), (_ROOM,)),
    NeedKind.QUIET: NeedRule(("QUIET",), (_ROOM,)),
    NeedKind.COT: NeedRule(("ONE_COT", "TWO_COTS"), (_ROOM,)),
    NeedKind.AGE_MATES: NeedRule(("YOUNG", "ADULT", "OLDER"), (_WITH,)),
    NeedKind.FAITH: NeedRule(
        ("CHRISTIAN", "MUSLIM", "HINDU", "SIKH", "BUDDHIST", "JEWISH", "OTHER_FAITH"),
        (_WITH,),
        special=True,
    ),
    NeedKind.HEALTH: NeedRule(
        ("ALONE", "NEAR_BATHROOM", "FRIDGE", "CARER"), (_ROOM,), special=True
    ),
    NeedKind.SAFETY: NeedRule(("LGBT_SAFE",), (_SAFE,), special=True),
}
SPECIAL = frozenset(kind for kind, rule in RULES.items() if rule.special)
