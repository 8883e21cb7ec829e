"""What each agreement and disagreement is worth, in bits: +1 doubles the odds, -1 halves them.

Version ``linkage-1``. Each weight is log2(m/u), m the share of pairs of files about one person in
which it is seen, u among pairs about two (Fellegi and Sunter 1969,
https://doi.org/10.1080/01621459.1969.10501049). Counted on invented people by ``./lgnet bench
linkage --tables``, then rounded towards caution; identifiers and phones are set by hand, since
families share phones and offices mistype numbers. For a name word that agrees, u is the share of
people who bear it (Winkler 1989; ``frequencies``), so the weight is ``-log2(share)`` plus the
figure here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lgnet.cores.linkage.frequencies import PUBLIC, Frequencies


class Code(StrEnum):
    """What a comparison finds; the sentence for each belongs to the pages."""

    IDENTIFIER_SAME = "IDENTIFIER_SAME"
    IDENTIFIER_NEAR = "IDENTIFIER_NEAR"
    IDENTIFIER_DIFFERENT = "IDENTIFIER_DIFFERENT"
    PHONE_SAME = "PHONE_SAME"
    PHONE_DIFFERENT = "PHONE_DIFFERENT"
    NAME_SAME = "NAME_SAME"
    NAME_SOUNDS_ALIKE = "NAME_SOUNDS_ALIKE"
    NAME_NEAR = "NAME_NEAR"
    NAME_STARTS_ALIKE = "NAME_STARTS_ALIKE"
    NAME_DIFFERENT = "NAME_DIFFERENT"
    NAME_WORD_MISSING = "NAME_WORD_MISSING"
    EARLIER_NAME = "EARLIER_NAME"
    ALIAS_SAME = "ALIAS_SAME"
    CODE_SAME = "CODE_SAME"
    NAME_WHOLE = "NAME_WHOLE"
    BIRTH_SAME_DAY = "BIRTH_SAME_DAY"
    BIRTH_SAME_FIRST_JANUARY = "BIRTH_SAME_FIRST_JANUARY"
    BIRTH_YEAR_FIRST_JANUARY = "BIRTH_YEAR_FIRST_JANUARY"
    BIRTH_DAY_MONTH_SWAPPED = "BIRTH_DAY_MONTH_SWAPPED"
    BIRTH_ONE_FIGURE = "BIRTH_ONE_FIGURE"
    BIRTH_SAME_YEAR = "BIRTH_SAME_YEAR"
    BIRTH_NEAR = "BIRTH_NEAR"
    BIRTH_POSSIBLE = "BIRTH_POSSIBLE"
    BIRTH_DIFFERENT = "BIRTH_DIFFERENT"
    SEX_SAME = "SEX_SAME"
    SEX_DIFFERENT = "SEX_DIFFERENT"
    NATIONALITY_SAME = "NATIONALITY_SAME"
    NATIONALITY_DIFFERENT = "NATIONALITY_DIFFERENT"
    DECLARED_DIFFERENT = "DECLARED_DIFFERENT"


BITS: dict[Code, float] = {
    Code.IDENTIFIER_SAME: 24.0,
    Code.IDENTIFIER_NEAR: 9.0,
    Code.IDENTIFIER_DIFFERENT: -9.0,
    Code.PHONE_SAME: 8.0,
    Code.PHONE_DIFFERENT: -0.8,
    # Words of names: added to -log2(share) of the word.
    Code.NAME_SAME: -0.3,
    Code.NAME_SOUNDS_ALIKE: -0.8,
    Code.NAME_NEAR: -3.0,
    Code.NAME_STARTS_ALIKE: -4.0,
    # Words of names that agree with none: alone.
    Code.NAME_DIFFERENT: -4.5,
    Code.NAME_WORD_MISSING: -1.5,
    Code.EARLIER_NAME: -0.5,
    Code.NAME_WHOLE: 1.0,
    Code.CODE_SAME: 40.0,
    Code.ALIAS_SAME: 5.0,
    Code.BIRTH_SAME_DAY: 12.5,
    Code.BIRTH_SAME_FIRST_JANUARY: 6.0,
    Code.BIRTH_YEAR_FIRST_JANUARY: 3.5,
    Code.BIRTH_DAY_MONTH_SWAPPED: 5.0,
    Code.BIRTH_ONE_FIGURE: 3.5,
    Code.BIRTH_SAME_YEAR: -1.0,
    Code.BIRTH_NEAR: -3.5,
    Code.BIRTH_POSSIBLE: 3.0,
    Code.BIRTH_DIFFERENT: -7.0,
    Code.SEX_SAME: 0.1,
    Code.SEX_DIFFERENT: -3.0,
    Code.NATIONALITY_SAME: 0.5,
    Code.NATIONALITY_DIFFERENT: -3.5,
}


CONTRADICTIONS = frozenset(
    (Code.NAME_DIFFERENT, Code.BIRTH_DIFFERENT, Code.IDENTIFIER_DIFFERENT, Code.SEX_DIFFERENT)
)
"""With one of these nothing is almost certain, whatever else agrees: twins share all but a name."""


NUMBERS = frozenset((Code.IDENTIFIER_SAME,))
"""Without one of these nothing is almost certain: names and births meet by chance, and a phone is
the family's."""


class Band(StrEnum):
    """How far two files can be taken to be about one person; a person decides in each of them."""

    UNLIKELY = "UNLIKELY"
    POSSIBLE = "POSSIBLE"
    LIKELY = "LIKELY"
    ALMOST_CERTAIN = "ALMOST_CERTAIN"


@dataclass(frozen=True)
class Weights:
    """A table of weights with what it needs.

    Attributes
    ----------
    version : str
    bits : mapping of Code to float
    frequencies : Frequencies
    prior : float
        Bits before anything is seen: one pair in 2**-prior is about one person.
    possible, likely, almost_certain : float
        Lowest log-odds of each band.
    """

    version: str = "linkage-1"
    bits: Mapping[Code, float] = field(default_factory=lambda: BITS)
    frequencies: Frequencies = PUBLIC
    prior: float = -10.3
    possible: float = -3.0
    likely: float = 0.0
    almost_certain: float = 12.0

    def for_register(self, files: int) -> Weights:
        """Return the table with the prior of a register of that many files.

        Of the pairs one file makes with all others of its origin (an eighth, see ``frequencies``)
        about one is true. Larger registers hold more people who look alike.
        """
        return replace(self, prior=3.0 - math.log2(max(files, 1000)))

    def band(self, log_odds: float) -> Band:
        """Return the band of some log-odds."""
        if log_odds >= self.almost_certain:
            return Band.ALMOST_CERTAIN
        if log_odds >= self.likely:
            return Band.LIKELY
        return Band.POSSIBLE if log_odds >= self.possible else Band.UNLIKELY


DEFAULT = Weights()
