"""Solve the plain problem on tables exactly.

A greedy incumbent, then the linear relaxation for a bound, then a search among the columns the
relaxation likes, then a proof over every column that could still be part of a better answer:
a column whose reduced cost exceeds the distance between bound and incumbent cannot, and is
left out without losing exactness.

References
----------
M. Savelsbergh, "Preprocessing and probing techniques for mixed integer programming problems",
ORSA Journal on Computing 6 (1994), 445-454 (reduced cost fixing).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lgnet.cores.placement.highs import (
    INFINITY,
    Program,
    Row,
    Stop,
    solve_integral,
    solve_relaxed,
    solver_version,
)
from lgnet.cores.placement.tables import TablesProblem, TablesResult

_TOLERANCE = 1e-7
_SCALED_TO = 1024.0


def solve_tables(
    *, problem: TablesProblem, stop: Stop | None = None, seed: int = 0
) -> TablesResult:
    """Choose at most one place a family so that capacities hold and the value is maximal.

    Parameters
    ----------
    problem : TablesProblem
        Validated tables.
    stop : Stop, optional
        Stop rule of each call of the solver.
    seed : int
        Seed of the solver; the same seed gives the same answer.

    Returns
    -------
    TablesResult
        Proven optimal unless the stop rule cut the search.
    """
    stop = stop or Stop()
    model = _Model(problem)
    chosen = _greedy(model)
    bound = math.fsum(max(0.0, value) for value in model.best_of_family())
    if model.pairs:
        chosen, bound = _improve(model, chosen, bound, stop, seed)
    value = model.value(chosen)
    bound = max(bound, value)
    if bound - value <= _TOLERANCE * max(1.0, abs(value)):
        bound = value
    gap = 0.0 if bound == value else (bound - value) / max(abs(value), _TOLERANCE)
    return TablesResult(
        value=value,
        bound=bound,
        gap=gap,
        proven=bound == value,
        assignments=tuple(sorted((model.pairs[i].family, model.pairs[i].place) for i in chosen)),
        persons_placed=sum(model.persons[model.pairs[i].family] for i in chosen),
        seed=seed,
        solver=solver_version(),
        problem_hash=problem.hash,
    )


@dataclass(frozen=True, slots=True)
class _Settings:
    """How the solver is called: the scale of its objective, when it stops, its seed."""

    scale: float
    stop: Stop
    seed: int


class _Model:
    """The pairs that can be part of an answer, and what binds them."""

    def __init__(self, problem: TablesProblem) -> None:
        self.persons = {family.id: family.persons for family in problem.families}
        self.capacity = {place.id: place.capacity for place in problem.places}
        self.pairs = tuple(
            pair
            for pair in problem.pairs
            if pair.value > 0 and self.persons[pair.family] <= self.capacity[pair.place]
        )

    def value(self, chosen: Sequence[int]) -> float:
        return math.fsum(self.pairs[i].value for i in chosen)

    def best_of_family(self) -> list[float]:
        best: dict[str, float] = defaultdict(float)
        for pair in self.pairs:
            best[pair.family] = max(best[pair.family], pair.value)
        return list(best.values())

    def program(self, columns: Sequence[int], scale: float) -> Program:
        of_family: dict[str, list[int]] = defaultdict(list)
        of_place: dict[str, list[int]] = defaultdict(list)
        for position, i in enumerate(columns):
            of_family[self.pairs[i].family].append(position)
            of_place[self.pairs[i].place].append(position)
        rows = [
            Row(tuple(positions), (1.0,) * len(positions), -INFINITY, 1.0)
            for positions in of_family.values()
            if len(positions) > 1
        ]
        for place, positions in of_place.items():
            sizes = [self.persons[self.pairs[columns[position]].family] for position in positions]
            if sum(sizes) > self.capacity[place]:
                coefficients = tuple(float(size) for size in sizes)
                rows.append(
                    Row(tuple(positions), coefficients, -INFINITY, float(self.capacity[place]))
                )
        return Program([self.pairs[i].value * scale for i in columns], rows)


def _greedy(model: _Model) -> list[int]:
    """Take pairs by value per person while room is left."""
    order = sorted(
        range(len(model.pairs)),
        key=lambda i: (-model.pairs[i].value / model.persons[model.pairs[i].family], i),
    )
    room = dict(model.capacity)
    placed: set[str] = set()
    chosen: list[int] = []
    for i in order:
        pair = model.pairs[i]
        size = model.persons[pair.family]
        if pair.family not in placed and size <= room[pair.place]:
            placed.add(pair.family)
            room[pair.place] -= size
            chosen.append(i)
    return sorted(chosen)


def _improve(
    model: _Model, chosen: list[int], bound: float, stop: Stop, seed: int
) -> tuple[list[int], float]:
    # A power of two keeps the scaled values exact.
    largest = max(pair.value for pair in model.pairs)
    scale = 2.0 ** round(math.log2(_SCALED_TO / largest))
    settings = _Settings(scale, stop, seed)
    everything = range(len(model.pairs))
    relaxed = solve_relaxed(model.program(everything, scale), stop=stop, seed=seed)
    if relaxed is None:
        return chosen, bound
    bound = min(bound, relaxed.value / scale)
    liked = sorted({i for i in everything if relaxed.columns[i] > _TOLERANCE} | set(chosen))
    chosen, _, _ = _search(model, liked, chosen, settings)
    slack = bound - model.value(chosen)
    if slack <= stop.relative_gap * abs(bound) + _TOLERANCE:
        return chosen, bound
    # In a maximisation a column at 0 lowers the value by at least its reduced cost when taken.
    possible = [
        i
        for i in everything
        if -relaxed.reduced_costs[i] / scale <= slack + _TOLERANCE * max(1.0, bound)
        or relaxed.columns[i] > _TOLERANCE
    ]
    possible = sorted({*possible, *chosen})
    chosen, searched, proven = _search(model, possible, chosen, settings)
    if proven or math.isfinite(searched):
        bound = min(bound, max(searched, model.value(chosen)))
    return chosen, bound


def _search(
    model: _Model, columns: list[int], chosen: list[int], settings: _Settings
) -> tuple[list[int], float, bool]:
    position = {i: at for at, i in enumerate(columns)}
    incumbent = [0.0] * len(columns)
    for i in chosen:
        incumbent[position[i]] = 1.0
    found = solve_integral(
        model.program(columns, settings.scale),
        incumbent=incumbent,
        stop=settings.stop,
        seed=settings.seed,
    )
    if len(found.columns):
        better = [i for i in columns if found.columns[position[i]] > 0.5]
        if _feasible(model, better) and model.value(better) > model.value(chosen):
            chosen = better
    return chosen, found.bound / settings.scale, found.proven


def _feasible(model: _Model, chosen: Sequence[int]) -> bool:
    used: dict[str, int] = defaultdict(int)
    for i in chosen:
        used[model.pairs[i].place] += model.persons[model.pairs[i].family]
    families = {model.pairs[i].family for i in chosen}
    return len(families) == len(chosen) and all(
        persons <= model.capacity[place] for place, persons in used.items()
    )
