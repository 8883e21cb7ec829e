"""Who can still enter beside a plan: found by the nights left, one household after another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from lgnet.cores.placement.columns import Columns
from lgnet.cores.placement.highs import Floats
from lgnet.cores.placement.nights import Guests, Nights, bad_nights
from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.rows import Model
from lgnet.cores.placement.together import Together
from lgnet.cores.placement.types import Occupancy
from lgnet.cores.placement.view import View


class Completion:
    """Adds to the stays chosen those of the rest of the queue that still fit."""

    def __init__(self, problem: BatchProblem, view: View, columns: Columns, model: Model) -> None:
        """Sort the stays of each household once, the best first."""
        self._problem = problem
        self._view = view
        self._columns = columns
        self._model = model
        self._guests = [Guests.of(household) for household in problem.households]
        order = np.lexsort(
            (columns.spare, columns.scarce, columns.unmet, columns.start, columns.household)
        )
        first = np.searchsorted(columns.household[order], np.arange(len(problem.households) + 1))
        self._stays = [order[a:b].tolist() for a, b in pairwise(first)]

    def __call__(self, values: Floats) -> Floats:
        """Return the values with more stays chosen; columns after the switches stay as they are."""
        stays = len(self._columns)
        chosen = np.flatnonzero(values[:stays] > 0.5).tolist()
        nights: dict[int, Nights] = {}
        together = Together(self._problem)
        placed = set()
        for i in chosen:
            self._enter(i, nights)
            household = self._problem.households[self._columns.household[i]]
            together.admits(household, self._problem.units[self._columns.unit[i]].id)
            placed.add(int(self._columns.household[i]))
        for who, household in enumerate(self._problem.households):
            if who in placed:
                continue
            for i in self._stays[who]:
                unit = self._problem.units[self._columns.unit[i]].id
                if self._fits(i, nights) and together.admits(household, unit):
                    self._enter(i, nights)
                    chosen.append(i)
                    break
        found = values.copy()
        programme = self._model.values(chosen, stays)
        found[: len(programme)] = programme
        return found

    def _bits(self, i: int) -> int:
        start, nights = int(self._columns.start[i]), int(self._columns.nights[i])
        return ((1 << nights) - 1) << start

    def _fits(self, i: int, nights: dict[int, Nights]) -> bool:
        unit = int(self._columns.unit[i])
        state = nights.get(unit, self._view.nights[unit])
        guests = self._guests[self._columns.household[i]]
        return not bad_nights(guests, state) & self._bits(i)

    def _enter(self, i: int, nights: dict[int, Nights]) -> None:
        unit = int(self._columns.unit[i])
        household = self._problem.households[self._columns.household[i]]
        span = self._columns.assignment(self._problem, i).span
        state = nights.get(unit, self._view.nights[unit])
        nights[unit] = state.with_occupancies([Occupancy.of(household, span)], self._view.calendar)
