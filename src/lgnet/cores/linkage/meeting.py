"""What it says to have met in some tokens, before a file is opened.

Everybody who met in the same tokens is judged at once, in the bits of ``compare``: the words of the
name the tokens hold, how rare they are, the birth. Who promises most is opened and scored.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lgnet.cores.linkage.blocking import NOTHING, Held, Kind, Token
from lgnet.cores.linkage.compare import birth_code
from lgnet.cores.linkage.types import Birth, Name, Precision
from lgnet.cores.linkage.weights import DEFAULT, Code, Weights

MOST_TOKENS = 160
STARTS = -2.5
"""Bits of a word of which only the beginning is known to agree."""
ALONE = 1.5
YEAR_MET, YEAR_BESIDE, YEAR_UNMET = 3.5, 0.0, -4.0
_NUMBERS = {
    Kind.CODE: Code.CODE_SAME,
    Kind.IDENTIFIER: Code.IDENTIFIER_SAME,
    Kind.PIECES: Code.IDENTIFIER_NEAR,
    Kind.PHONE: Code.PHONE_SAME,
}
_SINGLE = (Kind.SOUND, Kind.PREFIX, Kind.YEAR)
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Policy:
    """How much of a register one question may read.

    Attributes
    ----------
    rows : int
        Rows read of one token; of one that has more, the last registered.
    met : int
        Records whose birth is looked at before it is decided which to open.
    opened : int
        Records opened and scored.
    """

    rows: int = 400
    met: int = 300
    opened: int = 60


DEFAULT_POLICY = Policy()


@dataclass(frozen=True)
class Lookup:
    """The tokens of a question with what each holds.

    Attributes
    ----------
    name : Name or None
    births : tuple of Birth
    tokens : mapping of Token to Held
    """

    name: Name | None = None
    births: tuple[Birth, ...] = ()
    tokens: Mapping[Token, Held] = field(default_factory=dict)
    weights: Weights = DEFAULT

    def most_telling(self) -> list[Token]:
        """Return the tokens worth asking, those that hold most first."""
        return sorted(self.tokens, key=lambda one: (_ORDER[one.kind], self._off(one), one))[
            :MOST_TOKENS
        ]

    def rows_of(self, token: Token, policy: Policy) -> int:
        """Return how many rows of a token are worth reading.

        Of one that holds a single word a third: it helps where the word is rare, and where it is
        common the others find who is meant.
        """
        return -(-policy.rows // 3) if token.kind in _SINGLE else policy.rows

    def _off(self, token: Token) -> bool:
        year = self.tokens[token].year
        return year is not None and year not in self._years

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(one.earliest.year for one in self.births)

    @cached_property
    def _words(self) -> tuple[float, ...]:
        shares = map(self.weights.frequencies.share, self.name.parts if self.name else ())
        agrees = self.weights.bits[Code.NAME_SOUNDS_ALIKE]
        return tuple(agrees - math.log2(share) for share in shares)

    def of_name(self, met: Iterable[Token]) -> float:
        """Return what the names and numbers of those who met in some tokens say."""
        held, starts, bits, alone = set[int](), set[int](), 0.0, False
        for token in met:
            has = self.tokens.get(token, NOTHING)
            held.update(has.words)
            starts.update(has.starts)
            alone = alone or has.alone
            if token.kind in _NUMBERS:
                bits += self.weights.bits[_NUMBERS[token.kind]]
        differs = self.weights.bits[Code.NAME_DIFFERENT]
        for at, agrees in enumerate(self._words):
            bits += agrees if at in held else STARTS if at in starts else differs
        return bits + ALONE * alone

    def of_birth(self, met: Iterable[Token]) -> float:
        """Return what is known of their birth from the tokens alone."""
        if not self.births:
            return 0.0
        best = YEAR_UNMET
        for token in met:
            year = self.tokens.get(token, NOTHING).year
            if token.kind is Kind.DAY:
                day = Code.BIRTH_SAME_DAY if year is None else Code.BIRTH_DAY_MONTH_SWAPPED
                best = max(best, self.weights.bits[day])
            elif year is not None:
                best = max(best, YEAR_MET if year in self._years else YEAR_BESIDE)
        return best

    def of_known_birth(self, known: Birth | None, told: float) -> float:
        """Return what a birth says, given what the tokens told of it.

        Where it speaks against and a day that met for it, the day is one told earlier.
        """
        if not self.births:
            return 0.0
        if known is None:
            return max(told, YEAR_BESIDE)
        bits = max(birth_bits(one, known, self.weights)[1] for one in self.births)
        return told if bits < 0 and told > YEAR_MET else bits


YEAR_TYPED, YEAR_OFF = 5.0, 1.5
"""Bits of a year typed and of one typed one off: who types only a year often has it from an age."""


def birth_bits(asked: Birth, known: Birth, weights: Weights = DEFAULT) -> tuple[Code, float]:
    """Return how a birth asked for and one known agree, and what that says."""
    found = birth_code(asked, known)
    if asked.precision is Precision.YEAR and asked.earliest.year in known.years:
        if known.precision is Precision.BAND:
            return Code.BIRTH_POSSIBLE, weights.bits[Code.BIRTH_POSSIBLE]
        return Code.BIRTH_YEAR_FIRST_JANUARY, YEAR_TYPED
    if asked.precision is Precision.YEAR and _years_apart(asked, known) == 1:
        return Code.BIRTH_NEAR, YEAR_OFF
    return found, weights.bits[found]


def _years_apart(asked: Birth, known: Birth) -> int:
    """Return how far a year asked for lies from those a birth may lie in."""
    year = asked.earliest.year
    return max(known.years[0] - year, year - known.years[-1], 0)


def swapped(births: Iterable[Birth]) -> list[Birth]:
    """Return the days of births read the other way round, where that is another day."""
    return [
        Birth.on(day.replace(month=day.day, day=day.month))
        for birth in births
        for day in (birth.earliest,)
        if birth.precision is Precision.DAY and day.day <= 12 and day.day != day.month
    ]
