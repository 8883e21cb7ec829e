"""The stays a plan chooses from, as arrays: who, where, from which night, what each is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.kernel import Span
from lgnet.cores.placement.candidates import possible_events
from lgnet.cores.placement.kinds import Kind
from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.results import Assignment
from lgnet.cores.placement.types import Demand, Household
from lgnet.cores.placement.view import View

Ints = NDArray[np.int64]
LEAST_STAYS = 40
"""Stays kept per household however many wait: fewer lose more than they spare."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Stays sorted by household, unit, first night; figures of each.

    Attributes
    ----------
    household, unit : array of int
        Places in the problem's households and units.
    start, nights : array of int
        First night, counted from the day of the plan, and nights planned.
    without : array of int
        Nights between the last day with a roof and the first night.
    unmet, scarce, spare : array of int
        Wishes not satisfied; rare features spent without need; beds nobody else can use.
    """

    household: Ints
    unit: Ints
    start: Ints
    nights: Ints
    without: Ints
    unmet: Ints
    scarce: Ints
    spare: Ints

    def __len__(self) -> int:
        """Return how many stays there are."""
        return len(self.household)

    def assignment(self, problem: BatchProblem, i: int) -> Assignment:
        """Return one stay by its ids."""
        start = problem.on + timedelta(days=int(self.start[i]))
        return Assignment(
            problem.households[self.household[i]].id,
            problem.units[self.unit[i]].id,
            Span.of_nights(start, int(self.nights[i])),
        )


def stays(problem: BatchProblem, view: View, extra: Iterable[Assignment] = ()) -> Columns:
    """Return the stays to choose from; each passes all hard rules against today's units.

    First nights are those on which something in the unit ends today, or on which a stay that
    could be chosen would end; ``extra`` adds stays of a plan already known, so that the answer
    is never worse than it. Of each household the best ``params.max_stays`` are kept, and some
    spread over the rest, so that those with the same wishes do not all keep the same.
    """
    chooser = _Chooser(problem, view)
    index = {household.id: i for i, household in enumerate(problem.households)}
    known: dict[int, list[tuple[int, int]]] = {}
    for stay in extra:
        where = (view.index[stay.unit_id], (stay.span.start - problem.on).days)
        known.setdefault(index[stay.household_id], []).append(where)
    parts = [chooser.of(i, known.get(i, [])) for i in range(len(problem.households))]
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Columns(*[nothing] * 8)
    return Columns(*(np.concatenate(values) for values in zip(*parts, strict=True)))


class _Chooser:
    """Finds the stays of one household after another; kinds share their nights."""

    def __init__(self, problem: BatchProblem, view: View) -> None:
        self._problem = problem
        self._view = view
        self._most = problem.params.max_starts
        fair_part = problem.params.max_columns // max(1, len(problem.households))
        self._kept = min(problem.params.max_stays, max(LEAST_STAYS, fair_part))
        self._kinds = [view.kind(household) for household in problem.households]
        self._events = np.zeros((len(view.units), view.calendar.horizon), dtype=np.bool_)
        for u, unit in enumerate(view.units):
            for day in possible_events(unit):
                offset = view.calendar.offset(day)
                if 0 <= offset < view.calendar.horizon:
                    self._events[u, offset] = True
        self._found: dict[Kind, tuple[Ints, Ints]] = {}
        self._add_ends()

    def _add_ends(self) -> None:
        """Add the nights on which stays that could be chosen end, the earliest of each unit."""
        ends = np.zeros_like(self._events)
        for kind in dict.fromkeys(self._kinds):
            unit, start = self._starts(kind)
            end = start + self._nights(kind.nights, kind.min_stay, unit, start)
            soon = end < self._view.calendar.horizon
            ends[unit[soon], end[soon]] = True
        ends &= np.cumsum(ends, axis=1) <= self._most
        if ends.any():
            self._events |= ends
            self._found.clear()
            self._most *= 2

    def _starts(self, kind: Kind) -> tuple[Ints, Ints]:
        """Return units and first nights of a kind, the earliest of each unit."""
        if kind not in self._found:
            admitted = np.flatnonzero(self._view.admitted(kind))
            events = self._events[admitted]
            if kind.wanted < events.shape[1]:
                events[:, kind.wanted] = True
            fits = self._view.starts(kind)[admitted].astype(np.bool_) & events
            fits &= np.cumsum(fits, axis=1) <= self._most
            rows, nights = np.nonzero(fits)
            self._found[kind] = admitted[rows], nights.astype(np.int64)
        return self._found[kind]

    def _nights(self, nights: int, least: int, unit: Ints, start: Ints) -> Ints:
        """Return the nights planned: as :func:`candidates.stay_span` does."""
        traits = self._view.traits
        longest = traits.max_stay[unit]
        planned = np.where(longest > 0, np.minimum(nights, longest), nights)
        left = np.maximum(1, traits.open_until[unit] - start)
        return np.maximum(np.minimum(planned, left), least)

    def of(self, i: int, known: list[tuple[int, int]]) -> tuple[Ints, ...]:
        household = self._problem.households[i]
        unit, start = self._starts(self._kinds[i])
        figures = self._figures(household, unit, start)
        kept = _best(figures, self._kept, i)
        unit, start = unit[kept], start[kept]
        missing = [stay for stay in known if not np.any((unit == stay[0]) & (start == stay[1]))]
        if missing:
            unit = np.append(unit, [stay[0] for stay in missing])
            start = np.append(start, [stay[1] for stay in missing])
        order = np.lexsort((start, unit))
        unit, start = unit[order], start[order]
        figures = self._figures(household, unit, start)
        nights = self._nights(household.nights, household.min_stay_nights, unit, start)
        return np.full(len(unit), i, dtype=np.int64), unit, start, nights, *figures

    def _figures(self, household: Household, unit: Ints, start: Ints) -> tuple[Ints, ...]:
        """Return ``without, unmet, scarce, spare`` of stays: as ``preferences`` tells them."""
        traits, on = self._view.traits, self._problem.on
        without = np.zeros(len(unit), dtype=np.int64)
        if household.needed_by is not None:
            without = np.maximum(0, start - (household.needed_by - on).days)
        nights = self._nights(household.nights, household.min_stay_nights, unit, start)
        unmet = (without > 0).astype(np.int64) + (nights < household.nights)
        if household.private_bathroom is Demand.WISH:
            unmet += ~traits.bathroom[unit]
        if household.private_kitchen is Demand.WISH:
            unmet += ~traits.kitchen[unit]
        if household.max_minutes is not None and household.near_demand is Demand.WISH:
            unmet += traits.minutes(household.near)[unit] > household.max_minutes
        if household.languages:
            unmet += ~traits.speaks(household.languages)[unit]
        needs_step_free = any(member.step_free for member in household.members)
        scarce = (traits.step_free[unit] & (not needs_step_free)).astype(np.int64)
        scarce += traits.protected[unit] & (not household.protected_address)
        alone = traits.exclusive[unit] | household.needs_whole_unit
        spare = np.where(alone, traits.capacity[unit] - household.size, 0)
        return without, unmet, scarce, spare


def _best(figures: tuple[Ints, ...], most: int, turn: int) -> Ints:
    """Return the places of the best stays, and of some spread over the rest by the turn."""
    without, unmet, scarce, spare = figures
    if len(without) <= most:
        return np.arange(len(without))
    order = np.lexsort((spare, scarce, unmet, without))
    first, rest = order[: most // 2], order[most // 2 :]
    step = len(rest) / (most - most // 2)
    spread = (np.arange(most - most // 2) * step + turn * 7).astype(np.int64) % len(rest)
    return np.unique(np.concatenate([first, rest[spread]]))
