"""Who the reception network of municipalities (SAI) may take in, by title to stay, as data with dates.

Source: art. 1-sexies c. 1 d.l. 416/1989 as in force from 6 May 2023 (L. 50/2023), read in part on
normattiva.it: letters c and d were not in the passage read and are to be verified. Who is in SAI
is decided by its central service; this only says which letter a title answers to.
"""

from dataclasses import dataclass
from datetime import date

VERSION = "sai-2023.05"
SOURCE = "art. 1-sexies c. 1 d.l. 416/1989"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which a place in SAI may be given."""

    letter: str
    titles: frozenset[str]
    valid_from: date = date(2023, 5, 6)
    valid_to: date | None = None
    verified: bool = True

    def held(self, *, on: date) -> bool:
        """Tell whether the ground stood in the law on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


GROUNDS = (
    Ground("titolari di protezione internazionale", frozenset(("ASILO", "SUSS", "PROS_TIT"))),
    Ground("minori stranieri non accompagnati", frozenset(("MINETA", "INTMIN"))),
    Ground("lett. a", frozenset(("SPEC",))),
    Ground("lett. a-bis", frozenset(("CURE",))),
    Ground("lett. b", frozenset(("CS_18",))),
    Ground("lett. c", frozenset(("CS_18BIS",)), verified=False),
    Ground("lett. d", frozenset(("CALAM",)), verified=False),
    Ground("lett. e", frozenset(("CS_2212Q",))),
    Ground("lett. f", frozenset(("VALCIV",))),
    Ground("lett. g", frozenset(("CS_TRANS",))),
)


def ground_of(title: str, *, on: date) -> Ground | None:
    """Return the ground a title answers to on a day, or None: it answers to none, or not then."""
    return next((one for one in GROUNDS if title in one.titles and one.held(on=on)), None)
