"""Under which tokens a record is found, and which of them to look up first.

Tokens are plain strings here; who stores them keys them first (``lib.vault.tokens``), so that a
stolen table answers nothing. A record has about twenty: the sounds of its words alone, in pairs,
with a year of birth and with the first sound of another word; beginnings of words; ends of
phones; numbers. Rare tokens are looked up first, so that a query meets few candidates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from lgnet.cores.linkage.folding import skeletons
from lgnet.cores.linkage.text import words
from lgnet.cores.linkage.types import Birth, Name, Precision, Record

INDEXED_WORDS = 6
PREFIXES = (3, 5)
SEARCHED_YEARS = 3
SHORTEST_HALVED, LONG_NUMBER = 6, 10


class Kind(StrEnum):
    """What a token stands for; the letter stands before it."""

    SOUND = "S"
    PAIR = "D"
    INITIAL = "L"
    YEAR = "Y"
    DAY = "B"
    PREFIX = "P"
    PHONE = "T"
    IDENTIFIER = "I"
    CODE = "C"
    HALF = "H"

    __hash__ = str.__hash__  # the enumeration's own is slow, and tokens are many


class Token(NamedTuple):
    """One form a record is found by."""

    kind: Kind
    form: str


def _indexed(name: Name) -> tuple[str, ...]:
    return name.parts[:INDEXED_WORDS]


def _word_pairs(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            yield from product(skeletons(one), skeletons(other))


def pair_form(one: str, other: str) -> str:
    """Return the form of two sounds, in whatever order they came."""
    return "+".join(sorted((one, other)))


def name_tokens(name: Name) -> set[Token]:
    """Return what the words of one name are found by."""
    parts = _indexed(name)
    found = {Token(Kind.SOUND, sound) for word in parts for sound in skeletons(word)}
    for one, other in _word_pairs(parts):
        found.add(Token(Kind.PAIR, pair_form(one, other)))
        found.add(Token(Kind.INITIAL, f"{one}+{other[:2].lstrip('=')[:1]}"))
        found.add(Token(Kind.INITIAL, f"{other}+{one[:2].lstrip('=')[:1]}"))
    return found


def prefix_tokens(name: Name) -> set[Token]:
    """Return the beginnings of the words of one name."""
    spelled = dict.fromkeys((*name.parts, *words(name.text)))
    return {
        Token(Kind.PREFIX, word[:length])
        for word in spelled
        for length in PREFIXES
        if len(word) >= length
    }


def year_tokens(name: Name, years: Iterable[int]) -> set[Token]:
    """Return each sound of a name with each year."""
    return {
        Token(Kind.YEAR, f"{sound}+{year}")
        for word in _indexed(name)
        for sound in skeletons(word)
        for year in years
    }


def _stored_years(record: Record) -> set[int]:
    """Return the years a record is found by: a birth in any of many is found without."""
    return {
        year
        for birth in record.births
        if len(birth.years) <= SEARCHED_YEARS
        for year in birth.years
    }


def day_tokens(births: Iterable[Birth]) -> set[Token]:
    """Return the days of birth, but for the 1 January offices write for an unknown one."""
    return {
        Token(Kind.DAY, birth.earliest.isoformat())
        for birth in births
        if birth.precision is Precision.DAY and not birth.is_first_january
    }


def half_tokens(number: str) -> set[Token]:
    """Return the beginning and the end of a number: a slip of the keyboard leaves one of them."""
    if len(number) < SHORTEST_HALVED:
        return set()
    head, tail = _ends(number)
    return {Token(Kind.HALF, f"{number[:head]}-"), Token(Kind.HALF, f"-{number[-tail:]}")}


def _ends(number: str) -> tuple[int, int]:
    return (3, 4) if len(number) < LONG_NUMBER else (5, 5)


def asked_halves(number: str) -> set[Token]:
    """Return the ends to look for: also of two letters swapped where the ends meet."""
    head, _tail = _ends(number)
    swapped = f"{number[: head - 1]}{number[head : head + 1]}{number[head - 1]}{number[head + 1 :]}"
    return half_tokens(number) | half_tokens(swapped)


def identifier_tokens(number: str) -> set[Token]:
    """Return what a number of a document is stored under and looked for by."""
    return {Token(Kind.IDENTIFIER, number)} | half_tokens(number)


def number_tokens(record: Record) -> set[Token]:
    """Return what the phones and numbers of a record meet others by."""
    found = {Token(Kind.PHONE, end) for end in record.phone_ends}
    return found | {Token(Kind.IDENTIFIER, one.value) for one in record.identifiers}


def tokens(record: Record) -> set[Token]:
    """Return everything a record is stored under."""
    found = number_tokens(record) | day_tokens(record.births)
    for one in record.identifiers:
        found |= half_tokens(one.value)
    for name in record.names:
        found |= name_tokens(name) | prefix_tokens(name)
        found |= year_tokens(name, _stored_years(record))
    return found


def matching_tokens(record: Record) -> set[Token]:
    """Return what to look up to find other files about the person of a record.

    As stored, without beginnings and halves, and with the years on both sides of the birth.
    """
    found = number_tokens(record) | day_tokens(record.births)
    years = {year + step for year in _stored_years(record) for step in (-1, 0, 1)}
    for name in record.names:
        found |= name_tokens(name) | year_tokens(name, years)
    return found


# Which to look up

_ALWAYS = (Kind.IDENTIFIER, Kind.PHONE, Kind.CODE)


@dataclass(frozen=True, slots=True)
class Policy:
    """How much of an index one question may read.

    Attributes
    ----------
    rows : int
        Rows of (token, record) read at most; more only if the rarest token alone has more.
    candidates : int
        Records scored at most.
    """

    rows: int = 3000
    candidates: int = 200


DEFAULT_POLICY = Policy()


def select(counts: Mapping[Token, int], policy: Policy = DEFAULT_POLICY) -> tuple[Token, ...]:
    """Return the tokens to read, rarest first, while the rows they cost stay within the policy.

    Parameters
    ----------
    counts : mapping of Token to int
        In how many records each token occurs; those in none are left out.
    """
    wanted = sorted(
        (pair for pair in counts.items() if pair[1]),
        key=lambda pair: (pair[0].kind not in _ALWAYS, pair[1], pair[0]),
    )
    chosen: list[Token] = []
    rows = 0
    for token, count in wanted:
        if chosen and rows + count > policy.rows and token.kind not in _ALWAYS:
            continue
        chosen.append(token)
        rows += count
    return tuple(chosen)


def rarity(count: int, records: int) -> float:
    """Return what meeting in a token says, in bits: rare tokens say more (Spärck Jones 1972)."""
    return math.log2((records + 1) / (count + 0.5))
