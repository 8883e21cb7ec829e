"""What a typed text asks for, and which of some records it means, with reasons.

A question is an incomplete record: what it does not say counts for nothing. Scoring is the model
of ``compare`` in the same bits, but for words the record has and the question lacks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from rapidfuzz.distance import OSA

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.linkage import blocking
from lgnet.cores.linkage.blocking import NOTHING, Held, Kind, Token
from lgnet.cores.linkage.compare import word_level
from lgnet.cores.linkage.meeting import Lookup, birth_bits, swapped
from lgnet.cores.linkage.text import clean, code, words
from lgnet.cores.linkage.types import SHORTEST_NUMBER, Birth, Name, NameKind, Record
from lgnet.cores.linkage.weights import DEFAULT, Code, Weights

SHORTEST_WORD = 2
SHORTEST_PREFIX = 3
OLDEST = 120
UNMENTIONED = -0.6
"""Bits for each word of a name the question does not have: whole names come first."""

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
    tokens : mapping of Token to Held
        What to look up, and what of the name and birth it holds.
    """

    name: Name | None = None
    births: tuple[Birth, ...] = ()
    numbers: frozenset[str] = frozenset()
    tokens: Mapping[Token, Held] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not self.tokens

    def also(self, more: Iterable[Token]) -> Question:
        """Return the question with more to look up."""
        return replace(self, tokens={**self.tokens, **dict.fromkeys(more, NOTHING)})

    def lookup(self) -> Lookup:
        """Return what to look up, with what meeting in it says."""
        return Lookup(self.name, self.births, self.tokens)


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
    wanted |= {token for one in numbers for token in blocking.asked_pieces(one)}
    for found in _PHONE.findall(rest):
        digits = re.sub(r"\D", "", found)
        wanted.add(Token(Kind.PHONE, digits[-9:]))
    rest = _PHONE.sub(" ", rest)
    spelled = " ".join(
        word for word in rest.split() if any(len(w) >= SHORTEST_WORD for w in words(word))
    )
    name = Name(spelled) if words(spelled) else None
    tokens = {**dict.fromkeys(wanted, NOTHING), **_name_tokens(name, births)}
    return Question(name, births, numbers, tokens)


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


def _name_tokens(name: Name | None, births: Sequence[Birth]) -> dict[Token, Held]:
    found = dict.fromkeys(blocking.day_tokens(births), NOTHING)
    found |= {
        day: Held(year=birth.earliest.year)
        for birth in swapped(births)
        for day in blocking.day_tokens((birth,))
    }
    if name is None:
        return found
    found |= blocking.asked_prefixes(name.parts)
    years = blocking.years_around(birth.earliest.year for birth in births)
    return found | dict(blocking.name_tokens(name, years))


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
    numbers = {one.kind for one in blocking.number_tokens(record) & question.tokens.keys()}
    found: dict[Code, float] = {
        same: weights.bits[same] for kind, same in _MET.items() if kind in met | numbers
    }
    if Code.IDENTIFIER_SAME not in found and _slipped(question.numbers, record):
        found[Code.IDENTIFIER_NEAR] = weights.bits[Code.IDENTIFIER_NEAR]
    if question.name is not None:
        found |= _named(question.name.parts, record, weights)
    if question.births and record.births:
        told = product(question.births, record.births)
        births = (birth_bits(asked, known, weights) for asked, known in told)
        agreement, bits = max(births, key=lambda pair: pair[1])
        found[agreement] = bits
    return found


def _slipped(asked: Iterable[str], record: Record) -> bool:
    """Tell whether a number asked for is one of a record but for one slip of the keyboard."""
    return any(
        len(known.value) >= SHORTEST_NUMBER and OSA.distance(one, known.value) == 1
        for one, known in product(asked, record.identifiers)
    )


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
