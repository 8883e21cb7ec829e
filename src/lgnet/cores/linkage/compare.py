"""Two files, one person? Log-odds in bits with a coded reason for each part of them.

Model: Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969),
https://doi.org/10.1080/01621459.1969.10501049, with weights that depend on how common a name is
(Winkler 1989) and words aligned in any order, since given and family names change places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.linkage.families import FAMILY_OF
from lgnet.cores.linkage.folding import likeness, skeletons
from lgnet.cores.linkage.types import SHORTEST_NUMBER, Birth, NameKind, Precision, Record, Sex
from lgnet.cores.linkage.weights import CONTRADICTIONS, DEFAULT, NUMBERS, Band, Code, Weights

MOST_WORDS = 6
SOUND, NEAR, SAME_SKELETON = 0.93, 0.78, 0.55
LONG_SKELETON = 4
"""Consonants that all agree make one sound of two words whatever their vowels."""
NEAR_YEARS = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing two records agree or disagree in: its code, its weight in bits, how often."""

    code: Code
    bits: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two files may be about one person.

    Attributes
    ----------
    log_odds : float
        Bits, the prior included.
    band : Band
    reasons : tuple of Reason
        What it is made of, the weightiest first; parameter ``bits`` is the weight.
    """

    log_odds: float
    band: Band
    reasons: tuple[Reason, ...]

    @property
    def probability(self) -> float:
        """The log-odds as a probability under the model: no more certain than its assumptions."""
        return 1 / (1 + 2 ** -max(-60.0, min(60.0, self.log_odds)))


def compare(left: Record, right: Record, weights: Weights = DEFAULT) -> Comparison:
    """Compare two records.

    Two that a person declared to be different are UNLIKELY whatever else agrees.
    """
    found = tuple(findings(left, right, weights))
    log_odds = weights.prior + sum(one.bits for one in found)
    declared = left.id in right.unlinkable or right.id in left.unlinkable
    reasons = [_reason(one) for one in sorted(found, key=lambda one: -abs(one.bits)) if one.bits]
    if declared:
        reasons.insert(0, Reason.of(Code.DECLARED_DIFFERENT, Effect.BLOCKS))
    band = Band.UNLIKELY if declared else _band(log_odds, {one.code for one in found}, weights)
    return Comparison(round(log_odds, 3), band, tuple(reasons))


def _band(log_odds: float, codes: set[Code], weights: Weights) -> Band:
    band = weights.band(log_odds)
    if band is Band.ALMOST_CERTAIN and (codes & CONTRADICTIONS or not codes & NUMBERS):
        return Band.LIKELY
    return band


def _reason(one: Finding) -> Reason:
    effect = Effect.FOR if one.bits > 0 else Effect.AGAINST
    return Reason.of(one.code, effect, bits=round(one.bits, 1), times=one.times)


def findings(left: Record, right: Record, weights: Weights = DEFAULT) -> Iterator[Finding]:
    """Yield everything two records agree or disagree in; what one of them lacks says nothing."""
    yield from _names(left, right, weights)
    births = [birth_code(one, other) for one, other in product(left.births, right.births)]
    if births:
        yield max((_of(code, weights) for code in births), key=lambda one: one.bits)
    if Sex.UNKNOWN not in (left.sex, right.sex):
        yield _of(Code.SEX_SAME if left.sex == right.sex else Code.SEX_DIFFERENT, weights)
    if left.nationality and right.nationality:
        same = left.nationality == right.nationality
        yield _of(Code.NATIONALITY_SAME if same else Code.NATIONALITY_DIFFERENT, weights)
    if left.phone_ends and right.phone_ends:
        shared = left.phone_ends & right.phone_ends
        yield _of(Code.PHONE_SAME if shared else Code.PHONE_DIFFERENT, weights)
    yield from _identifiers(left, right, weights)


def _of(code: Code, weights: Weights) -> Finding:
    return Finding(code, weights.bits[code])


def _identifiers(left: Record, right: Record, weights: Weights) -> Iterator[Finding]:
    """One number in common is enough; a kind in which both have only other numbers speaks against.

    A slip of the keyboard is told from another number. Several disagreeing kinds count once:
    whoever has new papers has several.
    """
    if left.identifiers & right.identifiers:
        yield _of(Code.IDENTIFIER_SAME, weights)
        return
    both = [
        (one.value, other.value)
        for one, other in product(left.identifiers, right.identifiers)
        if one.kind == other.kind
    ]
    if any(min(map(len, pair)) >= SHORTEST_NUMBER and OSA.distance(*pair) <= 2 for pair in both):
        yield _of(Code.IDENTIFIER_NEAR, weights)
    elif both:
        yield _of(Code.IDENTIFIER_DIFFERENT, weights)


# Names


@lru_cache(maxsize=1 << 18)
def word_level(left: str, right: str) -> tuple[Code | None, float]:
    """Return how two words agree, None when they do not, and how alike they are."""
    if left == right:
        return Code.NAME_SAME, 1.0
    alike = likeness(left, right)
    families = {FAMILY_OF.get(left), FAMILY_OF.get(right)}
    if len(families) == 2 and None not in families:
        return None, alike
    shared = set(skeletons(left)) & set(skeletons(right)) if alike >= SAME_SKELETON else set()
    one_sound = bool(shared)
    long = any(len(one) >= LONG_SKELETON for one in shared)
    if alike >= SOUND or (one_sound and (alike >= NEAR or long)):
        return Code.NAME_SOUNDS_ALIKE, alike
    if alike >= NEAR or one_sound:
        return Code.NAME_NEAR, alike
    return None, alike


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the words of two names were put beside each other.

    Attributes
    ----------
    pairs : tuple of (left index, right index, code)
    left_over, right_over : int
        Words with no partner.
    """

    pairs: tuple[tuple[int, int, Code], ...]
    left_over: int
    right_over: int


def align(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Put the words of two names beside each other in any order, the most alike first."""
    levels = []
    for (i, one), (j, other) in product(enumerate(left), enumerate(right)):
        code, alike = word_level(one, other)
        if code is not None:
            levels.append((-alike, i, j, code))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for _alike, i, j, code in sorted(levels):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j, code))
    return Alignment(tuple(pairs), len(left) - len(pairs), len(right) - len(pairs))


def _name_pair(left: Sequence[str], right: Sequence[str], weights: Weights) -> list[Finding]:
    found = align(left, right)
    by_code: dict[Code, list[float]] = {}
    for i, j, code in found.pairs:
        # The rarer spelling may be a slip; the commoner one is what chance would produce.
        share = max(weights.frequencies.share(left[i]), weights.frequencies.share(right[j]))
        by_code.setdefault(code, []).append(weights.bits[code] - math.log2(share))
    both, one = sorted((found.left_over, found.right_over))
    if both:
        by_code[Code.NAME_DIFFERENT] = [weights.bits[Code.NAME_DIFFERENT]] * both
    if one - both:
        missing = [weights.bits[Code.NAME_WORD_MISSING]] * (one - both)
        by_code[Code.NAME_WORD_MISSING] = missing
    return [Finding(code, sum(bits), len(bits)) for code, bits in by_code.items()]


def _names(left: Record, right: Record, weights: Weights) -> list[Finding]:
    """Return the findings of the pair of names that says most for one person."""
    best: list[Finding] = []
    most = -math.inf
    for one, other in product(left.names, right.names):
        if NameKind.ALIAS in (one.kind, other.kind):
            continue
        found = _name_pair(one.parts[:MOST_WORDS], other.parts[:MOST_WORDS], weights)
        if NameKind.EARLIER in (one.kind, other.kind):
            found.append(_of(Code.EARLIER_NAME, weights))
        bits = sum(finding.bits for finding in found)
        if bits > most:
            best, most = found, bits
    if _alias_met(left, right) and most < weights.bits[Code.ALIAS_SAME]:
        return [_of(Code.ALIAS_SAME, weights)]
    return best


def _alias_met(left: Record, right: Record) -> bool:
    """Tell whether an alias of one is a name or alias of the other, in any spelling."""
    for one, other in product(left.names, right.names):
        if NameKind.ALIAS in (one.kind, other.kind) and one.parts and other.parts:
            met = align(one.parts, other.parts)
            if not min(met.left_over, met.right_over):
                return True
    return False


# Births


def birth_code(left: Birth, right: Birth) -> Code:
    """Return how two births agree."""
    if Precision.BAND in (left.precision, right.precision):
        gap = max(left.earliest, right.earliest) - min(left.latest, right.latest)
        return Code.BIRTH_POSSIBLE if gap.days <= 730 else Code.BIRTH_DIFFERENT
    years = abs(left.earliest.year - right.earliest.year)
    vague = Precision.YEAR in (left.precision, right.precision)
    first = left.is_first_january or right.is_first_january
    if not years and (vague or first):
        both = left.is_first_january and right.is_first_january
        return Code.BIRTH_SAME_FIRST_JANUARY if both else Code.BIRTH_YEAR_FIRST_JANUARY
    if vague:
        return Code.BIRTH_NEAR if years <= NEAR_YEARS else Code.BIRTH_DIFFERENT
    return _two_days(left, right, years)


def _two_days(left: Birth, right: Birth, years: int) -> Code:
    one, other = left.earliest, right.earliest
    if one == other:
        return Code.BIRTH_SAME_DAY
    first = left.is_first_january or right.is_first_january
    if not years and (one.month, one.day) == (other.day, other.month):
        return Code.BIRTH_DAY_MONTH_SWAPPED
    if not first and _figures_apart(one.isoformat(), other.isoformat()) == 1:
        return Code.BIRTH_ONE_FIGURE
    if not years:
        return Code.BIRTH_SAME_YEAR
    return Code.BIRTH_NEAR if years <= NEAR_YEARS else Code.BIRTH_DIFFERENT


def _figures_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
