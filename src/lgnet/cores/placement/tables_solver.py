"""Solve the plain problem on tables exactly: one level of the engine."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable

import numpy as np

from lgnet.cores.placement.engine import TOLERANCE, Found, Level, optimise
from lgnet.cores.placement.highs import INFINITY, Floats, Programme, Rows, Stop, solver_version
from lgnet.cores.placement.results import LevelOutcome
from lgnet.cores.placement.tables import Pair, TablesProblem, TablesResult


def solve_tables(
    *,
    problem: TablesProblem,
    stop: Stop | None = None,
    seed: int = 0,
    report: Callable[[TablesResult], None] | None = None,
) -> TablesResult:
    """Choose at most one place a family so that capacities hold and the value is maximal.

    Parameters
    ----------
    problem : TablesProblem
        Validated tables.
    stop : Stop, optional
        Stop rule of the whole answer.
    seed : int
        Seed of the solver; the same seed gives the same answer.
    report : callable, optional
        Told the greedy answer first, then the best.

    Returns
    -------
    TablesResult
        Proven optimal unless the stop rule cut the search.
    """
    model = _Model(problem)
    greedy = Found(model.greedy(), (LevelOutcome("VALUE", 0.0, model.loose_bound()),), proven=False)
    if report is not None:
        report(model.result(greedy, seed))
    if not model.pairs:
        return model.result(greedy, seed)
    found = optimise(
        programme=model.programme(),
        levels=[Level("VALUE", model.values, whole=False)],
        incumbent=greedy.columns,
        stop=stop or Stop(),
        seed=seed,
    )
    return model.result(found, seed)


class _Model:
    """The pairs that can be part of an answer, and what binds them."""

    def __init__(self, problem: TablesProblem) -> None:
        self._problem = problem
        self.persons = {family.id: family.persons for family in problem.families}
        self._capacity = {place.id: place.capacity for place in problem.places}
        self.pairs: tuple[Pair, ...] = tuple(
            pair
            for pair in problem.pairs
            if pair.value > 0 and self.persons[pair.family] <= self._capacity[pair.place]
        )
        self.values = np.array([pair.value for pair in self.pairs], dtype=np.float64)

    def loose_bound(self) -> float:
        best: dict[str, float] = defaultdict(float)
        for pair in self.pairs:
            best[pair.family] = max(best[pair.family], pair.value)
        return math.fsum(best.values())

    def programme(self) -> Programme:
        of_family: dict[str, list[int]] = defaultdict(list)
        of_place: dict[str, list[int]] = defaultdict(list)
        for i, pair in enumerate(self.pairs):
            of_family[pair.family].append(i)
            of_place[pair.place].append(i)
        size = np.array([self.persons[pair.family] for pair in self.pairs], dtype=np.float64)
        once = [(ids, [1.0] * len(ids), -INFINITY, 1.0) for ids in of_family.values()]
        room = [
            (ids, size[ids].tolist(), -INFINITY, float(self._capacity[place]))
            for place, ids in of_place.items()
            if size[ids].sum() > self._capacity[place]
        ]
        whole = np.ones(len(self.pairs), dtype=np.bool_)
        return Programme(np.ones(len(self.pairs)), whole, Rows.of([*once, *room]))

    def greedy(self) -> Floats:
        """Take pairs by value per person while room is left."""
        chosen = np.zeros(len(self.pairs))
        room = dict(self._capacity)
        placed: set[str] = set()
        for i in sorted(
            range(len(self.pairs)),
            key=lambda i: (-self.pairs[i].value / self.persons[self.pairs[i].family], i),
        ):
            pair = self.pairs[i]
            size = self.persons[pair.family]
            if pair.family not in placed and size <= room[pair.place]:
                placed.add(pair.family)
                room[pair.place] -= size
                chosen[i] = 1.0
        return chosen

    def result(self, found: Found, seed: int) -> TablesResult:
        chosen = [self.pairs[i] for i in np.flatnonzero(found.columns > 0.5)]
        value = math.fsum(pair.value for pair in chosen)
        bound = max(found.levels[0].bound, value)
        if bound - value <= TOLERANCE * max(1.0, abs(value)):
            bound = value
        return TablesResult(
            value=value,
            bound=bound,
            gap=0.0 if bound == value else (bound - value) / max(abs(value), TOLERANCE),
            proven=bound == value,
            assignments=tuple(sorted((pair.family, pair.place) for pair in chosen)),
            persons_placed=sum(self.persons[pair.family] for pair in chosen),
            seed=seed,
            solver=solver_version(),
            problem_hash=self._problem.hash,
        )
