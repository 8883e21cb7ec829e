"""What a typed text asks for, and which of some records it means, with reasons.

A question is an incomplete record: what it does not say counts for nothing. Scoring is the model
of ``compare`` in the same bits, but for words the record has and the question lacks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from rapidfuzz.distance import OSA

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.linkage import blocking
from lgnet.cores.linkage.blocking import Kind, Token
from lgnet.cores.linkage.compare import birth_code, word_level
from lgnet.cores.linkage.text import clean, code, words
from lgnet.cores.linkage.types import SHORTEST_NUMBER, Birth, Name, NameKind, Precision, Record
from lgnet.cores.linkage.weights import DEFAULT, Code, Weights

SHORTEST_WORD = 2
SHORTEST_PREFIX = 3
OLDEST = 120
UNMENTIONED = -0.3
"""Bits for each word of a name the question does not have: whole names come first."""
YEAR_OFF = -0.5
"""Bits of a year typed one off: who types only a year often has it from an age."""

_DATE = re.compile(r"(?<!\d)(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})(?!\d)")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<![\w+])(1[89]\d\d|20\d\d)(?!\w)")
_PHONE = re.compile(r"\+?\d[\d\s().\-/]{4,}\d")
_NUMBER = re.compile(r"\b(?=[A-Z0-9]*\d)[A-Z0-9]{5,20}\b", re.IGNORECASE)
_MET = {
    Kind.CODE: Code.CODE_SAME,
    Kind.IDENTIFIER: Code.IDENTIFIER_SAME,
    Kind.PHONE: Code.PHONE_SAME,
}


@dataclass(frozen=True)
class Question:
    """What somebody typed, taken apart.

    Attributes
    ----------
    name : Name or None
        The words that may be names.
    births : tuple of Birth
        Days and years of birth named.
    numbers : frozenset of str
        What may be the number of a document.
    tokens : frozenset of Token
        What to look up.
    """

    name: Name | None = None
    births: tuple[Birth, ...] = ()
    numbers: frozenset[str] = frozenset()
    tokens: frozenset[Token] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not self.tokens

    def also(self, more: Iterable[Token]) -> Question:
        """Return the question with more to look up."""
        return replace(self, tokens=self.tokens | frozenset(more))


def understand(text: str, *, on: date) -> Question:
    """Take a typed text apart: names in any spelling and order, birth, phone, numbers.

    Parameters
    ----------
    text : str
    on : date
        Years of birth lie in the 120 years before this day.
    """
    text = clean(text) or ""
    births, rest = _births(text, on)
    numbers = frozenset(code(one) for one in _NUMBER.findall(rest))
    wanted = {Token(Kind.IDENTIFIER, one) for one in numbers}
    wanted |= {token for one in numbers for token in blocking.asked_halves(one)}
    for found in _PHONE.findall(rest):
        digits = re.sub(r"\D", "", found)
        wanted.add(Token(Kind.PHONE, digits[-9:]))
    rest = _PHONE.sub(" ", rest)
    spelled = " ".join(
        word for word in rest.split() if any(len(w) >= SHORTEST_WORD for w in words(word))
    )
    name = Name(spelled) if words(spelled) else None
    return Question(name, births, numbers, frozenset(wanted | _name_tokens(name, births)))


def _births(text: str, on: date) -> tuple[tuple[Birth, ...], str]:
    """Return the births a text names, and the text without them."""
    found: dict[Birth, None] = {}
    for pattern, order in ((_ISO_DATE, (0, 1, 2)), (_DATE, (2, 1, 0))):
        for groups in pattern.findall(text):
            year, month, day = (int(groups[at]) for at in order)
            try:
                born = date(year, month, day)
            except ValueError:
                continue
            if on.year - OLDEST <= year and born <= on:
                found[Birth.on(born)] = None
        text = pattern.sub(" ", text)
    for figures in _YEAR.findall(text):
        if on.year - OLDEST <= int(figures) <= on.year:
            found[Birth.in_year(int(figures))] = None
    return tuple(found), _YEAR.sub(" ", text)


def _name_tokens(name: Name | None, births: Sequence[Birth]) -> set[Token]:
    found: set[Token] = set()
    years: set[int] = set()
    found |= blocking.day_tokens(births)
    for birth in births:
        years |= set(range(birth.earliest.year - 1, birth.earliest.year + 2))
    if name is None:
        return found
    found |= blocking.name_tokens(name) | blocking.year_tokens(name, years)
    for word in name.parts:
        length = max((n for n in blocking.PREFIXES if n <= len(word)), default=0)
        if length:
            found.add(Token(Kind.PREFIX, word[:length]))
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that may be meant.

    Attributes
    ----------
    record : Record
    bits : float
        How much speaks for it; above 0 it is worth showing.
    reasons : tuple of Reason
        The weightiest first.
    """

    record: Record
    bits: float
    reasons: tuple[Reason, ...]


def rank(
    question: Question,
    records: Iterable[Record],
    *,
    met: Mapping[str, frozenset[Kind]] | None = None,
    weights: Weights = DEFAULT,
) -> list[Answer]:
    """Return the records a question may mean, best first; those it cannot mean are left out.

    Parameters
    ----------
    question : Question
    records : iterable of Record
        Candidates, in the order in which equals are kept.
    met : mapping of record id to kinds, optional
        Kinds of tokens in which each met the question, for numbers the records do not carry.
    """
    answers = []
    for record in records:
        found = _score(question, record, (met or {}).get(record.id, frozenset()), weights)
        bits = sum(found.values())
        if bits > 0:
            ordered = sorted(found.items(), key=lambda pair: -abs(pair[1]))
            answers.append(Answer(record, bits, tuple(_reason(*pair) for pair in ordered)))
    answers.sort(key=lambda one: -one.bits)
    return answers


def _reason(found: Code, bits: float) -> Reason:
    effect = Effect.FOR if bits > 0 else Effect.AGAINST
    return Reason.of(found, effect, bits=round(bits, 1))


def _score(
    question: Question, record: Record, met: frozenset[Kind], weights: Weights
) -> dict[Code, float]:
    numbers = {one.kind for one in blocking.number_tokens(record) & question.tokens}
    found: dict[Code, float] = {
        same: weights.bits[same] for kind, same in _MET.items() if kind in met | numbers
    }
    if Code.IDENTIFIER_SAME not in found and _slipped(question.numbers, record):
        found[Code.IDENTIFIER_NEAR] = weights.bits[Code.IDENTIFIER_NEAR]
    if question.name is not None:
        found |= _named(question.name.parts, record, weights)
    if question.births and record.births:
        told = product(question.births, record.births)
        born = (_born(asked, known, weights) for asked, known in told)
        agreement, bits = max(born, key=lambda pair: pair[1])
        found[agreement] = bits
    return found


def _slipped(asked: Iterable[str], record: Record) -> bool:
    """Tell whether a number asked for is one of a record but for one slip of the keyboard."""
    return any(
        len(known.value) >= SHORTEST_NUMBER and OSA.distance(one, known.value) == 1
        for one, known in product(asked, record.identifiers)
    )


def _born(asked: Birth, known: Birth, weights: Weights) -> tuple[Code, float]:
    found = birth_code(asked, known)
    if asked.precision is Precision.YEAR and asked.earliest.year in known.years:
        if known.precision is Precision.BAND:
            return Code.BIRTH_POSSIBLE, weights.bits[Code.BIRTH_POSSIBLE]
        return Code.BIRTH_YEAR_FIRST_JANUARY, weights.bits[Code.BIRTH_SAME_FIRST_JANUARY]
    if asked.precision is Precision.YEAR and _years_apart(asked, known) == 1:
        return Code.BIRTH_NEAR, YEAR_OFF
    return found, weights.bits[found]


def _years_apart(asked: Birth, known: Birth) -> int:
    """Return how far a year asked for lies from those a birth may lie in."""
    year = asked.earliest.year
    return max(known.years[0] - year, year - known.years[-1], 0)


def _named(asked: tuple[str, ...], record: Record, weights: Weights) -> dict[Code, float]:
    """Return what the name that answers best says."""
    best: dict[Code, float] = {}
    most = -math.inf
    for name in record.names:
        found = _words_met(asked, name.parts, weights)
        whole = set(asked) == set(name.parts)
        if whole:
            found[Code.NAME_WHOLE] = weights.bits[Code.NAME_WHOLE]
        bits = sum(found.values())
        if found.keys() & _ALIKE and name.kind is NameKind.ALIAS:
            found[Code.ALIAS_SAME] = 0.0
        if found.keys() & _ALIKE and name.kind is NameKind.EARLIER:
            found[Code.EARLIER_NAME] = 0.0
            bits -= 0.1
        if bits > most:
            best, most = found, bits
    return best


_ALIKE = {Code.NAME_SAME, Code.NAME_SOUNDS_ALIKE, Code.NAME_NEAR, Code.NAME_STARTS_ALIKE}


def _words_met(
    asked: tuple[str, ...], known: tuple[str, ...], weights: Weights
) -> dict[Code, float]:
    """Return what each word asked for finds in a name; a word of the name answers once."""
    found: dict[Code, float] = {}
    left = list(known)
    levels = sorted(
        ((_level(word, other), at, other) for at, word in enumerate(asked) for other in known),
        key=lambda one: -one[0][1],
    )
    answered: set[int] = set()
    for (level, _alike), at, other in levels:
        if level is None or at in answered or other not in left:
            continue
        share = max(weights.frequencies.share(asked[at]), weights.frequencies.share(other))
        found[level] = found.get(level, 0.0) + weights.bits[level] - math.log2(share)
        answered.add(at)
        left.remove(other)
    missing = len(asked) - len(answered)
    if missing:
        found[Code.NAME_DIFFERENT] = missing * weights.bits[Code.NAME_DIFFERENT]
    if left and found:
        found[Code.NAME_WORD_MISSING] = UNMENTIONED * len(left)
    return found


def _level(asked: str, known: str) -> tuple[Code | None, float]:
    found, alike = word_level(asked, known)
    weak = found in (None, Code.NAME_NEAR)
    if weak and len(asked) >= SHORTEST_PREFIX and known.startswith(asked):
        return Code.NAME_STARTS_ALIKE, 0.9
    return found, alike
