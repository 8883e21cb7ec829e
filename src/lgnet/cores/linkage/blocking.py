"""Under which tokens a record is found, and what each of them holds.

Tokens are plain strings here; who stores them keys them first (``lib.vault.tokens``), so that a
stolen table answers nothing. A record has about twenty-five: the sounds of its words alone, in
pairs, with the year of birth, with the year and the first sound of another word; beginnings of
words; the day of birth; ends of phones; numbers, whole and without a third. Those of several things
at once are few people's each, so that a question reads few rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from lgnet.cores.linkage.folding import skeletons
from lgnet.cores.linkage.text import words
from lgnet.cores.linkage.types import SHORTEST_NUMBER, Birth, Name, Precision, Record

INDEXED_WORDS = 6
PREFIXES = (3, 5)
SEARCHED_YEARS = 3


class Kind(StrEnum):
    """What a token stands for; the letter stands before it."""

    IDENTIFIER = "I"
    PHONE = "T"
    CODE = "C"
    PIECES = "N"
    DAY = "B"
    ALONE = "A"
    INITIAL = "M"
    YEAR = "Y"
    PAIR = "D"
    SOUND = "S"
    PREFIX = "P"

    __hash__ = str.__hash__  # the enumeration's own is slow, and tokens are many


class Token(NamedTuple):
    """One form a record is found by."""

    kind: Kind
    form: str


class Held(NamedTuple):
    """What of a name and a birth somebody has who is found by a token.

    Attributes
    ----------
    words : tuple of int
        Places of the words of the name the token holds in sound.
    starts : tuple of int
        Places of those it holds the beginning of.
    alone : bool
        The word is a whole name.
    year : int or None
    """

    words: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    alone: bool = False
    year: int | None = None


NOTHING = Held()


def pair_form(one: str, other: str) -> str:
    """Return the form of two sounds, in whatever order they came."""
    return "+".join(sorted((one, other)))


def _start(sound: str) -> str:
    return sound.lstrip("=")[:1]


def name_tokens(name: Name, years: Iterable[int] = ()) -> Iterator[tuple[Token, Held]]:
    """Yield what the words of one name are found by, without a year and with each of some."""
    parts = name.parts[:INDEXED_WORDS]
    for at, word in enumerate(parts):
        for sound in skeletons(word):
            yield from _of_a_word(sound, at, years, alone=len(parts) == 1)
        for also in range(at + 1, len(parts)):
            for one, other in product(skeletons(word), skeletons(parts[also])):
                yield Token(Kind.PAIR, pair_form(one, other)), Held((at, also))
                for year in years:
                    form = f"{one}+{_start(other)}+{year}"
                    yield Token(Kind.INITIAL, form), Held((at,), (also,), year=year)
                    form = f"{other}+{_start(one)}+{year}"
                    yield Token(Kind.INITIAL, form), Held((also,), (at,), year=year)


def _of_a_word(
    sound: str, at: int, years: Iterable[int], *, alone: bool
) -> Iterator[tuple[Token, Held]]:
    yield Token(Kind.SOUND, sound), Held((at,))
    if alone:
        yield Token(Kind.ALONE, sound), Held((at,), alone=True)
    for year in years:
        yield Token(Kind.YEAR, f"{sound}+{year}"), Held((at,), year=year)
        if alone:
            yield Token(Kind.ALONE, f"{sound}+{year}"), Held((at,), alone=True, year=year)


def prefix_tokens(name: Name) -> set[Token]:
    """Return the beginnings of the words of one name."""
    spelled = dict.fromkeys((*name.parts, *words(name.text)))
    return {
        Token(Kind.PREFIX, word[:length])
        for word in spelled
        for length in PREFIXES
        if len(word) >= length
    }


def asked_prefixes(parts: Sequence[str]) -> Iterator[tuple[Token, Held]]:
    """Yield the longest beginning of each word typed."""
    for at, word in enumerate(parts):
        length = max((one for one in PREFIXES if one <= len(word)), default=0)
        if length:
            yield Token(Kind.PREFIX, word[:length]), Held(starts=(at,))


def _stored_years(record: Record) -> set[int]:
    """Return the years a record is found by: a birth in any of many is found without."""
    return {
        year
        for birth in record.births
        if len(birth.years) <= SEARCHED_YEARS
        for year in birth.years
    }


def years_around(years: Iterable[int]) -> tuple[int, ...]:
    """Return some years and those beside them, the years themselves first."""
    several = tuple(years)
    return tuple(dict.fromkeys(year + step for step in (0, -1, 1) for year in several))


def day_tokens(births: Iterable[Birth]) -> set[Token]:
    """Return the days of birth, but for the 1 January offices write for an unknown one."""
    return {
        Token(Kind.DAY, birth.earliest.isoformat())
        for birth in births
        if birth.precision is Precision.DAY and not birth.is_first_january
    }


# Numbers


def _pieces(number: str, length: int) -> set[Token]:
    """Return a number of some length without each of its thirds, the longest the last."""
    third = length // 3
    last = length - 2 * third
    kept = (
        f"{number[: 2 * third]}-",
        f"-{number[-(length - third) :]}",
        f"{number[:third]}-{number[-last:]}",
    )
    return {Token(Kind.PIECES, one) for one in kept}


def asked_pieces(number: str) -> set[Token]:
    """Return what to look for of a number a slip may be in.

    One letter wrong, two that changed places within a third, one too many or too few leave two
    thirds of the right number as they are; two that changed places across thirds are put back.
    """
    found: set[Token] = set()
    for length in range(len(number) - 1, len(number) + 2):
        if length >= SHORTEST_NUMBER:
            found |= _pieces(number, length)
    if len(number) >= SHORTEST_NUMBER:
        for cut in (len(number) // 3, len(number) // 3 * 2):
            swapped = f"{number[: cut - 1]}{number[cut]}{number[cut - 1]}{number[cut + 1 :]}"
            found |= _pieces(swapped, len(number))
    return found


def identifier_tokens(number: str) -> set[Token]:
    """Return what a number of a document is stored under."""
    whole = {Token(Kind.IDENTIFIER, number)}
    return whole | _pieces(number, len(number)) if len(number) >= SHORTEST_NUMBER else whole


def number_tokens(record: Record) -> set[Token]:
    """Return what the phones and numbers of a record meet others by."""
    found = {Token(Kind.PHONE, end) for end in record.phone_ends}
    return found | {Token(Kind.IDENTIFIER, one.value) for one in record.identifiers}


# Records


def tokens(record: Record) -> set[Token]:
    """Return everything a record is stored under."""
    found = number_tokens(record) | day_tokens(record.births)
    years = _stored_years(record)
    for one in record.identifiers:
        found |= identifier_tokens(one.value)
    for name in record.names:
        found |= {token for token, _held in name_tokens(name, years)} | prefix_tokens(name)
    return found


def matching_tokens(record: Record) -> dict[Token, Held]:
    """Return what to look up to find other files about the person of a record, and what it holds.

    As stored, without beginnings and pieces, and with the years on both sides of the birth.
    """
    found = dict.fromkeys(number_tokens(record) | day_tokens(record.births), NOTHING)
    years = years_around(_stored_years(record))
    for name in reversed(record.names):  # one name in two scripts has its words in one order
        found |= dict(name_tokens(name, years))
    return found
