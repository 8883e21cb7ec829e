"""The real year of an agency, online: weekly batches that never see what is still to come."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.placement_hias import convert, read_tables
from lgnet.cores.placement.highs import INFINITY, Programme, Rows, Stop, relax, search

BATCHES = 50


@dataclass(frozen=True)
class Year:
    """Families in rows, places in columns; ``values`` below 0 where they are not compatible."""

    persons: np.ndarray
    capacity: np.ndarray
    values: np.ndarray


def read_year(source: Path) -> Year:
    """Read the agency's tables; nothing of them is kept."""
    with tempfile.TemporaryDirectory() as folder:
        convert(source, Path(folder))
        families, places, pairs = read_tables(Path(folder))
    row = {name: i for i, (name, _) in enumerate(families)}
    column = {name: j for j, (name, _) in enumerate(places)}
    values = np.full((len(families), len(places)), -1.0)
    for family, place, value in pairs:
        values[row[family], column[place]] = value
    persons = np.array([count for _, count in families], dtype=np.float64)
    return Year(persons, np.array([count for _, count in places], dtype=np.float64), values)


def solve(
    year: Year, members: list[int], room: np.ndarray, charge: np.ndarray | None, *, whole: bool
) -> tuple[float, np.ndarray, np.ndarray, list[tuple[int, int]]]:
    """Return value, duals of the places, columns' values, pairs, of some families at once."""
    pairs = [
        (i, j)
        for i in members
        for j in np.flatnonzero((year.values[i] > 0) & (year.persons[i] <= room)).tolist()
    ]
    if not pairs:
        return 0.0, np.zeros(len(room)), np.zeros(0), []
    price = np.zeros(len(room)) if charge is None else charge
    worth = np.array([year.values[i, j] - year.persons[i] * price[j] for i, j in pairs])
    of_family: dict[int, list[int]] = {}
    of_place: dict[int, list[int]] = {j: [] for j in range(len(room))}
    for k, (i, j) in enumerate(pairs):
        of_family.setdefault(i, []).append(k)
        of_place[j].append(k)
    rows = [(ids, [1.0] * len(ids), -INFINITY, 1.0) for ids in of_family.values()]
    first = len(rows)
    rows += [
        (ids, [year.persons[pairs[k][0]] for k in ids], -INFINITY, room[j])
        for j, ids in of_place.items()
    ]
    size = len(pairs)
    programme = Programme(np.ones(size), np.full(size, whole), Rows.of(rows))
    if whole:
        found = search(programme, worth, incumbent=np.zeros(size), stop=Stop(20.0, 1e-4), seed=0)
        columns = np.zeros(size) if found.columns is None else found.columns
        return float(worth @ columns), np.zeros(len(room)), columns, pairs
    relaxed = relax(programme, worth, seconds=20.0, seed=0)
    assert relaxed is not None
    return relaxed.value, np.abs(relaxed.duals[first:]), relaxed.columns, pairs


def batches(year: Year, seed: int) -> list[list[int]]:
    """Return the families of each week, in a drawn order."""
    order = list(range(len(year.persons)))
    random.Random(seed).shuffle(order)
    return [part.tolist() for part in np.array_split(order, BATCHES)]


def greedy(year: Year, weeks: list[list[int]]) -> float:
    """Return what is reached by taking the best place left for each family in turn."""
    room, value = year.capacity.copy(), 0.0
    for i in (i for week in weeks for i in week):
        fits = np.where(year.persons[i] <= room, year.values[i], -1.0)
        j = int(fits.argmax())
        if fits[j] > 0:
            value += float(fits[j])
            room[j] -= year.persons[i]
    return value


def online(year: Year, weeks: list[list[int]], *, seed: int, futures: int = 5) -> float:
    """Return what prices reach: duals of this week's families with drawn families to come.

    Families to come are drawn from a pool of all families, without knowing which: what an agency
    knows of a year is what its families are like and how many will come.
    """
    rng = np.random.default_rng(seed)
    everybody = np.arange(len(year.persons))
    room, value, seen = year.capacity.copy(), 0.0, 0
    for week in weeks:
        seen += len(week)
        to_come = len(everybody) - seen
        prices = np.zeros(len(room))
        for _ in range(futures):
            drawn = rng.choice(everybody, size=to_come, replace=True).tolist()
            prices += _duals(year, week, drawn, room) / futures
        _, _, columns, pairs = solve(year, week, room, prices, whole=True)
        for k in np.flatnonzero(columns > 0.5):
            i, j = pairs[k]
            value += float(year.values[i, j])
            room[j] -= year.persons[i]
    return value


def _duals(year: Year, week: list[int], drawn: list[int], room: np.ndarray) -> np.ndarray:
    repeated = [*week, *drawn]
    copied = Year(year.persons[repeated], year.capacity, year.values[repeated])
    return solve(copied, list(range(len(repeated))), room, None, whole=False)[1]
