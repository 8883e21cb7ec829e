"""The rows that bind stays: households once, beds night by night, one sex, sites, quotas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from lgnet.cores.placement.columns import Columns, Ints
from lgnet.cores.placement.highs import INFINITY, Floats, Indices, Numbers, Programme, Row, Rows
from lgnet.cores.placement.nights import Guests
from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.types import Sex, Unit


@dataclass(frozen=True, slots=True)
class Model:
    """Stays first, then switches: one is on when a stay of its group is chosen.

    Attributes
    ----------
    programme : Programme
    switches : tuple of array of int
        The stays each switch goes with.
    shared_rows : slice
        The rows a group gets a share of: beds and quotas.
    """

    programme: Programme
    switches: tuple[Indices, ...]
    shared_rows: slice

    def values(self, chosen: Sequence[int], stays: int) -> Floats:
        """Return the values of all columns when some stays are chosen."""
        values = np.zeros(self.programme.size)
        values[list(chosen)] = 1.0
        for at, members in enumerate(self.switches, start=stays):
            values[at] = float(values[members].any())
        return values


def model(problem: BatchProblem, columns: Columns) -> Model:
    """Return the programme of the stays.

    Each household once. In each unit, on each night on which somebody may enter or somebody
    present arrives: one household in an exclusive unit; in a shared one no more persons than
    free beds, all of them for who must be alone, and one group of roommates only.
    """
    households = list(_households(columns))
    conflicts = list(_conflicts(problem, columns))
    beds = _Beds(problem, columns)
    shared = [*beds.rows(), *_quotas(problem, columns)]
    size = len(columns) + len(beds.switches)
    before = len(households) + len(conflicts)
    programme = Programme(
        np.ones(size), np.ones(size, dtype=np.bool_), Rows.of([*households, *conflicts, *shared])
    )
    return Model(programme, tuple(beds.switches), slice(before, before + len(shared)))


def _grouped(values: Ints) -> Iterator[Ints]:
    """Yield the places of equal values, one group at a time."""
    order = np.argsort(values, kind="stable")
    edges = np.flatnonzero(np.diff(values[order])) + 1
    yield from (group for group in np.split(order, edges) if len(group))


def _at_most(columns: Numbers, weights: Numbers, most: float) -> Row:
    return columns, weights, -INFINITY, most


def _households(columns: Columns) -> Iterator[Row]:
    for ids in _grouped(columns.household):
        yield _at_most(ids, np.ones(len(ids)), 1.0)


def _conflicts(problem: BatchProblem, columns: Columns) -> Iterator[Row]:
    """At one site at most one household of two that must not meet, whenever their nights are."""
    if not problem.conflicts:
        return
    index = {household.id: i for i, household in enumerate(problem.households)}
    of_household = {int(columns.household[ids[0]]): ids for ids in _grouped(columns.household)}
    for one, other in problem.conflicts:
        if one not in index or other not in index:
            continue
        at_site: dict[str, list[int]] = defaultdict(list)
        for who in (index[one], index[other]):
            for i in of_household.get(who, ()):
                at_site[problem.units[columns.unit[i]].facility_id].append(int(i))
        for ids in at_site.values():
            yield _at_most(ids, [1.0] * len(ids), 1.0)


def _quotas(problem: BatchProblem, columns: Columns) -> Iterator[Row]:
    if not problem.quotas:
        return
    home = np.array([household.home or "" for household in problem.households], dtype=object)
    size = np.array([household.size for household in problem.households])
    place = np.array([unit.municipality for unit in problem.units], dtype=object)
    for quota in problem.quotas:
        moved = (home[columns.household] == quota.origin) & (
            place[columns.unit] == quota.destination
        )
        ids = np.flatnonzero(moved)
        if len(ids):
            yield _at_most(ids, size[columns.household[ids]].astype(float), float(quota.persons))


class _Beds:
    """Rows of one unit after another; keeps the switches they need."""

    def __init__(self, problem: BatchProblem, columns: Columns) -> None:
        self._problem = problem
        self._columns = columns
        self._size = np.array([h.size for h in problem.households], dtype=np.float64)
        groups: dict[tuple[bool, Sex], int] = {}
        self._group = np.array(
            [
                -1
                if (key := sharing_group(Guests.of(h))) is None
                else groups.setdefault(key, len(groups))
                for h in problem.households
            ],
            dtype=np.int64,
        )
        self.switches: list[Indices] = []

    def rows(self) -> Iterator[Row]:
        for ids in _grouped(self._columns.unit):
            unit = self._problem.units[self._columns.unit[ids[0]]]
            start = self._columns.start[ids]
            end = start + self._columns.nights[ids]
            seen: set[bytes] = set()
            for night in self._nights_that_bind(unit, start):
                present = ids[(start <= night) & (night < end)]
                if len(present) < 2:
                    continue
                key = present.tobytes()
                if unit.exclusive:
                    if key not in seen:
                        yield _at_most(present, np.ones(len(present)), 1.0)
                    seen.add(key)
                else:
                    yield from self._shared(unit, night, present)

    def _nights_that_bind(self, unit: Unit, starts: Ints) -> list[int]:
        nights = set(starts.tolist())
        if not unit.exclusive:
            on = self._problem.on
            nights |= {(occupancy.span.start - on).days for occupancy in unit.occupancies}
            nights |= {(block.span.start - on).days for block in unit.blocked}
        return sorted(nights)

    def _shared(self, unit: Unit, night: int, present: Ints) -> Iterator[Row]:
        free = float(_free(unit, self._problem, night))
        household = self._columns.household[present]
        group = self._group[household]
        weight = np.where(group >= 0, self._size[household], free)
        groups = np.unique(group[group >= 0])
        if len(groups) < 2:
            yield _at_most(present, weight, free)
            return
        first = len(self._columns) + len(self.switches)
        alone = present[group < 0]
        switches = list(range(first, first + len(groups)))
        for number, switch in zip(groups, switches, strict=True):
            members = present[group == number]
            self.switches.append(members)
            weights = np.append(weight[group == number], -free)
            yield _at_most(np.append(members, switch), weights, 0.0)
        yield _at_most([*alone.tolist(), *switches], [1.0] * (len(alone) + len(groups)), 1.0)


def _free(unit: Unit, problem: BatchProblem, night: int) -> int:
    """Return the beds nobody holds on a night."""
    day = problem.on + timedelta(days=night)
    taken = sum(o.persons for o in unit.occupancies if o.span.contains(day))
    return unit.capacity - taken - sum(b.beds or 0 for b in unit.blocked if b.span.contains(day))


def sharing_group(guests: Guests) -> tuple[bool, Sex] | None:
    """Return whom guests may share a room with: (minors or adults, sex); else ``None``."""
    if guests.whole or guests.minors is guests.adults or guests.sex is None:
        return None
    return guests.minors, guests.sex
