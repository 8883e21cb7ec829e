"""Plain policies to compare with: by arrival, by fit, by class, and the best batch of the week."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lgnet.cores.placement.highs import INFINITY, Programme, Row, Rows, Stop, search
from lgnet.cores.placement.types import Sex
from lgnet.cores.placement.world import Book, Floats, World

WASTED_BED = 0.05
"""What a bed nobody else can use counts against a placement of the weekly batch."""


class InTurn:
    """Serves who waits one after another; each takes the first unit of its own order."""

    def __init__(self, book: Book, *, by_class: bool, best: str) -> None:
        """Keep how the queue is sorted and a unit chosen: ``first``, ``fit`` or ``value``."""
        self._book = book
        self._by_class = by_class
        self._best = best

    def decide(self, world: World) -> list[tuple[int, int]]:
        """Return who goes where."""
        book, arrivals = self._book, self._book.arrivals
        queue = sorted(
            world.waiting,
            key=lambda i: (book.priority[i] if self._by_class else 0, arrivals[i].week, i),
        )
        trial = Trial(world)
        for who in queue:
            units = np.flatnonzero(trial.open_to(who))
            if len(units):
                trial.enter(who, self._choose(who, units))
        return trial.decided

    def _choose(self, who: int, units: np.ndarray) -> int:
        if self._best == "first":
            return int(units[0])
        waste = self._book.beds[who, units] - self._book.size[who]
        value = self._book.values[who, units] if self._best == "value" else np.zeros(len(units))
        return int(units[np.lexsort((waste, -value))[0]])


class Trial:
    """A copy of the week in which places are tried, the world untouched."""

    def __init__(self, world: World) -> None:
        """Copy what entering changes."""
        self._world = World(world.book)
        self._world.week = world.week
        self._world.waiting = list(world.waiting)
        self._world.taken = world.taken.copy()
        self._world.men, self._world.women = world.men.copy(), world.women.copy()
        self.open_to = self._world.open_to
        self.decided: list[tuple[int, int]] = []

    def enter(self, who: int, unit: int) -> None:
        """Place one and keep the decision."""
        self._world.enter(who, unit)
        self.decided.append((who, unit))


class WeeklyBatch:
    """Places so that the worth of the week is greatest, without a thought for the next."""

    def __init__(self, book: Book) -> None:
        """Keep the book."""
        self._book = book

    def decide(self, world: World) -> list[tuple[int, int]]:
        """Return who goes where."""
        waste = self._book.beds - self._book.size[:, None]
        return best_of_week(world, world.waiting, self._book.values - WASTED_BED * waste)


def best_of_week(world: World, waiting: Sequence[int], gains: Floats) -> list[tuple[int, int]]:
    """Return the placements of greatest total gain that fit this week.

    Parameters
    ----------
    gains : array of float, households × units
        What a placement is worth now; those not above 0 are left out.
    """
    pairs: list[tuple[int, int]] = []
    worth: list[float] = []
    for who in waiting:
        gain = gains[who]
        for unit in np.flatnonzero(world.open_to(who) & (gain > 1e-9)).tolist():
            pairs.append((who, unit))
            worth.append(float(gain[unit]))
    if not pairs:
        return []
    rows, switches = _rows(world, pairs)
    size = len(pairs) + switches
    found = search(
        Programme(np.ones(size), np.ones(size, dtype=np.bool_), Rows.of(rows)),
        np.append(np.array(worth), np.zeros(switches)),
        incumbent=None,
        stop=Stop(seconds=5.0, relative_gap=1e-4),
        seed=0,
    )
    if found.columns is None:
        return []
    return [pairs[i] for i in np.flatnonzero(found.columns[: len(pairs)] > 0.5).tolist()]


def _rows(world: World, pairs: Sequence[tuple[int, int]]) -> tuple[list[Row], int]:
    """Return households once, beds of each unit, one sex in an empty shared room."""
    book = world.book
    of_household: dict[int, list[int]] = {}
    of_unit: dict[int, list[int]] = {}
    for i, (who, unit) in enumerate(pairs):
        of_household.setdefault(who, []).append(i)
        of_unit.setdefault(unit, []).append(i)
    rows: list[Row] = [(ids, [1.0] * len(ids), -INFINITY, 1.0) for ids in of_household.values()]
    switches = 0
    for unit, ids in of_unit.items():
        free = float(book.traits.capacity[unit] - world.taken[unit])
        beds = {i: float(book.beds[pairs[i][0], unit]) for i in ids}
        rows.append((ids, [beds[i] for i in ids], -INFINITY, free))
        men = [i for i in ids if book.guests[pairs[i][0]].sex is Sex.MALE]
        women = [i for i in ids if book.guests[pairs[i][0]].sex is Sex.FEMALE]
        if men and women and not book.traits.exclusive[unit]:
            switch = len(pairs) + switches
            switches += 1
            rows.append(([*men, switch], [*[beds[i] for i in men], -free], -INFINITY, 0.0))
            rows.append(([*women, switch], [*[beds[i] for i in women], free], -INFINITY, free))
    return rows, switches
