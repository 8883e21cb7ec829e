"""The plain problem on tables: families, places with a capacity in persons, values of pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lgnet.cores.kernel import canonical_hash

MOST_PERSONS = 1_000_000
LARGEST_VALUE = 1e12


class TablesError(ValueError):
    """The tables contradict themselves.

    Attributes
    ----------
    table : str
        ``families``, ``places`` or ``pairs``.
    index : int
        Position of the offending entry, from 0.
    column : str
        Field of the entry.
    """

    def __init__(self, *, table: str, index: int, column: str, message: str) -> None:
        """Keep where the error is beside what it is."""
        super().__init__(message)
        self.table = table
        self.index = index
        self.column = column


@dataclass(frozen=True, slots=True)
class Family:
    """People placed together or not at all."""

    id: str
    persons: int


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere with room for that many persons."""

    id: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A family that may go to a place, and what it is worth."""

    family: str
    place: str
    value: float


@dataclass(frozen=True, slots=True)
class TablesProblem:
    """Validated tables, sorted by id.

    Attributes
    ----------
    families, places, pairs : tuple
    """

    families: tuple[Family, ...]
    places: tuple[Place, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def checked(
        cls, *, families: Sequence[Family], places: Sequence[Place], pairs: Sequence[Pair]
    ) -> TablesProblem:
        """Validate the tables once and sort them, so that their order never matters.

        Raises
        ------
        TablesError
            On duplicates, unknown ids, figures that are negative, absurd or not finite.
        """
        _check_families(families)
        _check_places(places)
        _check_pairs(pairs, {f.id for f in families}, {p.id for p in places})
        return cls(
            tuple(sorted(families, key=lambda family: family.id)),
            tuple(sorted(places, key=lambda place: place.id)),
            tuple(sorted(pairs, key=lambda pair: (pair.family, pair.place))),
        )

    @property
    def hash(self) -> str:
        """Return the hash that identifies the problem."""
        return canonical_hash(self)


def _check_families(families: Sequence[Family]) -> None:
    seen: set[str] = set()
    for index, family in enumerate(families):
        if not family.id:
            raise _error("families", index, "family", "the family has no name")
        if family.id in seen:
            raise _error("families", index, "family", f"family {family.id} appears twice")
        seen.add(family.id)
        if not 1 <= family.persons <= MOST_PERSONS:
            raise _error(
                "families", index, "persons", f"persons must be between 1 and {MOST_PERSONS}"
            )


def _check_places(places: Sequence[Place]) -> None:
    seen: set[str] = set()
    for index, place in enumerate(places):
        if not place.id:
            raise _error("places", index, "place", "the place has no name")
        if place.id in seen:
            raise _error("places", index, "place", f"place {place.id} appears twice")
        seen.add(place.id)
        if not 0 <= place.capacity <= MOST_PERSONS:
            raise _error(
                "places", index, "capacity", f"capacity must be between 0 and {MOST_PERSONS}"
            )


def _check_pairs(pairs: Sequence[Pair], families: set[str], places: set[str]) -> None:
    seen: set[tuple[str, str]] = set()
    for index, pair in enumerate(pairs):
        if pair.family not in families:
            raise _error("pairs", index, "family", f"family {pair.family} is not in the families")
        if pair.place not in places:
            raise _error("pairs", index, "place", f"place {pair.place} is not in the places")
        if (pair.family, pair.place) in seen:
            message = f"the pair {pair.family}, {pair.place} appears twice"
            raise _error("pairs", index, "place", message)
        seen.add((pair.family, pair.place))
        if not math.isfinite(pair.value) or abs(pair.value) > LARGEST_VALUE:
            raise _error("pairs", index, "value", "the value is not a finite number in range")


def _error(table: str, index: int, column: str, message: str) -> TablesError:
    return TablesError(table=table, index=index, column=column, message=message)


@dataclass(frozen=True, slots=True)
class TablesResult:
    """The best assignment found and how far from the best possible it can be.

    Attributes
    ----------
    value : float
        Total value of the pairs chosen.
    bound : float
        No assignment is worth more.
    gap : float
        ``(bound - value) / |value|``; 0 when proven optimal.
    proven : bool
    assignments : tuple of (family, place)
        Sorted by family.
    persons_placed : int
    seed : int
    solver, problem_hash : str
    """

    value: float
    bound: float
    gap: float
    proven: bool
    assignments: tuple[tuple[str, str], ...]
    persons_placed: int
    seed: int
    solver: str
    problem_hash: str
