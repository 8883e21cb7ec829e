"""What linkage is told about a person: names, birth, sex, nationality, numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from lgnet.cores.linkage.folding import is_abd, join_abd
from lgnet.cores.linkage.text import words

SHORTEST_NUMBER = 7
"""Numbers shorter than this have no slips: one figure apart is another number."""


class LinkageInputError(ValueError):
    """A record contradicts itself, or a parameter cannot be worked with."""


class Sex(StrEnum):
    """Sex as declared; unknown stays unknown."""

    FEMALE = "F"
    MALE = "M"
    OTHER = "X"
    UNKNOWN = "U"


class NameKind(StrEnum):
    """Which name of a person it is."""

    OWN = "OWN"
    ALIAS = "ALIAS"
    EARLIER = "EARLIER"


class Precision(StrEnum):
    """How well a birth is known."""

    DAY = "DAY"
    YEAR = "YEAR"
    BAND = "BAND"


_SMALL = """
al el ul ur ud ad ed uz az as es ash ech an en bin ibn bint binti
di da de do dos du del la le van von
"""
PARTICLES = frozenset(_SMALL.split())
JOINED = frozenset(("ben", "bou", "ould", "mint", "wuld", "abu", "abou", "ait", "bel", "n", "m"))


@dataclass(frozen=True)
class Name:
    """One whole name in one script, words in any order.

    Attributes
    ----------
    text : str
        As written.
    kind : NameKind
    """

    text: str
    kind: NameKind = NameKind.OWN

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words that count: particles left out, Abd- and Ben- joined to what follows."""
        return name_parts(self.text)


def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a name that count, in plain Latin letters, in order."""
    found: list[str] = []
    head = ""
    for word in words(text):
        if word.isdigit() or word in PARTICLES:
            continue
        if is_abd(word) or word in JOINED:
            head += word
        elif is_abd(head):
            found.append(join_abd(word))
            head = ""
        else:
            found.append(head + word)
            head = ""
    if head:
        found.append(head)
    return tuple(dict.fromkeys(found)) or tuple(words(text))


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth between two days, both included.

    Attributes
    ----------
    earliest, latest : date
    precision : Precision
        A day (the two are equal), a year, or an age somebody guessed.
    """

    earliest: date
    latest: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        """Refuse reversed days and a day that is two."""
        if self.latest < self.earliest:
            raise LinkageInputError("the latest day of birth lies before the earliest")
        if (self.precision is Precision.DAY) != (self.earliest == self.latest):
            raise LinkageInputError("a day of birth is one day, anything else several")

    @classmethod
    def on(cls, day: date) -> Birth:
        """Return a birth of which the day is known."""
        return cls(day, day)

    @classmethod
    def in_year(cls, year: int) -> Birth:
        """Return a birth of which the year is known."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

    @property
    def years(self) -> range:
        """The years it may lie in."""
        return range(self.earliest.year, self.latest.year + 1)

    @property
    def is_first_january(self) -> bool:
        """Whether it is the day offices write when the day is not known."""
        return self.precision is Precision.DAY and (self.earliest.month, self.earliest.day) == (
            1,
            1,
        )


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A number that names a person: its kind (CUI, codice fiscale, …) and plain value."""

    kind: str
    value: str


@dataclass(frozen=True)
class Record:
    """One file about one person, as far as it helps to see whether two files are about the same.

    Attributes
    ----------
    id : str
        Opaque here.
    names : tuple of Name
        Own names (a name in two scripts is two), aliases and earlier names.
    birth : Birth or None
    earlier_births : tuple of Birth
        Told before the present one.
    sex : Sex
    nationality : str
        Code of the state; empty when not known.
    phones : frozenset of str
        Digits in international form.
    identifiers : frozenset of Identifier
    unlinkable : frozenset of str
        Ids of records a person declared to be somebody else.
    """

    id: str
    names: tuple[Name, ...] = ()
    birth: Birth | None = None
    sex: Sex = Sex.UNKNOWN
    nationality: str = ""
    phones: frozenset[str] = frozenset()
    identifiers: frozenset[Identifier] = frozenset()
    unlinkable: frozenset[str] = field(default=frozenset(), compare=False)
    earlier_births: tuple[Birth, ...] = ()

    @property
    def births(self) -> tuple[Birth, ...]:
        """Every birth told, the present one first."""
        present = () if self.birth is None else (self.birth,)
        return present + self.earlier_births

    @cached_property
    def phone_ends(self) -> frozenset[str]:
        """The last nine digits of each phone: the number without its country."""
        return frozenset(phone[-9:] for phone in self.phones if len(phone) >= 6)


def phone_digits(text: str) -> str:
    """Return the digits of a phone number."""
    return "".join(character for character in text if character.isdigit())
