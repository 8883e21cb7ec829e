"""The queue served in order: who would go where if each took the earliest place left.

It is the plain yardstick: a proposal is explained by what it changes for those behind it, and
a batch plan by what it gains over it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.kernel import Span
from lgnet.cores.placement.candidates import stay_span
from lgnet.cores.placement.kinds import Kind
from lgnet.cores.placement.nights import Guests, Nights
from lgnet.cores.placement.types import Household, Occupancy, PlacementParams, Unit
from lgnet.cores.placement.view import NEVER, View

_NOWHERE = 2**62


@dataclass(frozen=True, slots=True)
class Served:
    """Where one household of the queue goes."""

    unit_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Choice:
    """A unit by its place in the view, and how good it is: first night, then beds wasted."""

    unit: int
    key: int

    @property
    def order(self) -> tuple[int, int]:
        """Return what choices are compared by; units are sorted by id."""
        return self.key, self.unit


class _Taken:
    """A unit with those of the queue, or from outside, who went there; what was found is kept."""

    def __init__(self, view: View, unit: int, there: tuple[Occupancy, ...] = ()) -> None:
        self._view = view
        self.unit = unit
        self.there = there
        self._nights: Nights | None = None
        self._found: dict[int, int] = {}
        self._joined: dict[tuple[str, date], _Taken] = {}
        self.improved: dict[int, list[int]] = {}

    def joined_by(self, other: Occupancy) -> _Taken:
        """Return the unit with one more household, which has one way to stay from a night."""
        key = (other.household_id, other.span.start)
        if key not in self._joined:
            self._joined[key] = _Taken(self._view, self.unit, (*self.there, other))
        return self._joined[key]

    @property
    def nights(self) -> Nights:
        if self._nights is None:
            calendar = self._view.calendar
            self._nights = self._view.nights[self.unit].with_occupancies(self.there, calendar)
        return self._nights

    def first_night(self, number: int, kind: Kind) -> int:
        """Return the first night for a kind, known by its number too."""
        if number not in self._found:
            own = bool(kind.own)
            nights = self._view.own_nights(kind, self.unit, self.there) if own else self.nights
            self._found[number] = self._view.first_night(kind, self.unit, nights)
        return self._found[number]


class QueueServer:
    """Serves a queue again and again over the same units, redoing only what changes.

    What a unit can offer only gets later while the queue takes places, so figures once right
    stay bounds: a unit is looked at again only when its bound would win.
    """

    def __init__(
        self,
        *,
        households: Sequence[Household],
        units: Sequence[Unit],
        on: date,
        params: PlacementParams,
        view: View | None = None,
    ) -> None:
        """Keep households in the order given and serve them a first time."""
        self._households = tuple(households)
        self._view = view or View(units=units, households=households, on=on, params=params)
        numbers: dict[Kind, int] = {}
        self._number = [
            numbers.setdefault(self._view.kind(household), len(numbers))
            for household in self._households
        ]
        self._kinds = list(numbers)
        self._of_kind: list[list[int]] = [[] for _ in self._kinds]
        for i, number in enumerate(self._number):
            self._of_kind[number].append(i)
        self._admitted = [self._view.admitted(kind).tolist() for kind in self._kinds]
        self._capacity = self._view.traits.capacity.tolist()
        self._exclusive = self._view.traits.exclusive.tolist()
        self._scale = max(self._capacity, default=0) + 1
        # How good each unit is for a kind before the queue takes anything, and as known so far.
        self._empty = [self._keys(kind) for kind in self._kinds]
        self._bounds = [keys.copy() for keys in self._empty]
        # Each unit's history in the first round: the step after which it stood so.
        self._history = [[(-1, _Taken(self._view, unit))] for unit in range(len(self._capacity))]
        self._seen: list[NDArray[np.int64]] = []
        self._steps: list[_Choice | None] = []
        self._served_at: dict[int, list[int]] = {}
        self._some_inside = any(kind.own for kind in self._kinds)
        self._first_round()

    def _keys(self, kind: Kind) -> NDArray[np.int64]:
        nights = self._view.first_nights(kind)
        traits, guests = self._view.traits, kind.guests
        alone = traits.exclusive | guests.whole
        spare = np.where(alone, traits.capacity - guests.size, 0)
        return np.where(nights == NEVER, _NOWHERE, nights * self._scale + spare)

    def _key(self, number: int, taken: _Taken) -> int:
        """Return how good a unit is as it stands, ``_NOWHERE`` when it cannot be."""
        unit = taken.unit
        if not self._admitted[number][unit]:
            return _NOWHERE
        kind = self._kinds[number]
        night = taken.first_night(number, kind)
        if night == NEVER:
            return _NOWHERE
        alone = self._exclusive[unit] or kind.guests.whole
        spare = self._capacity[unit] - kind.guests.size if alone else 0
        return night * self._scale + spare

    def _first_round(self) -> None:
        for i, number in enumerate(self._number):
            bounds = self._bounds[number]
            choice = self._best(i, bounds)
            self._seen.append(bounds.copy())
            self._steps.append(choice)
            if choice is not None:
                history = self._history[choice.unit]
                history.append((i, history[-1][1].joined_by(self._occupancy(i, choice))))
                self._served_at.setdefault(choice.unit, []).append(i)

    def _best(self, i: int, bounds: NDArray[np.int64]) -> _Choice | None:
        """Return the best unit in the first round, tightening the bounds that are too good."""
        number = self._number[i]
        while len(bounds):
            unit = int(bounds.argmin())
            bound = int(bounds[unit])
            if bound == _NOWHERE:
                break
            key = self._key(number, self._before(unit, i))
            if key == bound:
                return _Choice(unit, key)
            bounds[unit] = key
        return None

    def _before(self, unit: int, step: int) -> _Taken:
        """Return a unit as the household of a step met it in the first round."""
        return next(taken for at, taken in reversed(self._history[unit]) if at < step)

    def _span(self, i: int, choice: _Choice) -> Span:
        start = self._view.on + timedelta(days=choice.key // self._scale)
        return stay_span(self._households[i], self._view.units[choice.unit], start)

    def _occupancy(self, i: int, choice: _Choice) -> Occupancy:
        return Occupancy.of(self._households[i], self._span(i, choice))

    def _served(self, i: int, choice: _Choice) -> Served:
        return Served(self._view.units[choice.unit].id, self._span(i, choice))

    def serve(self, taken: Mapping[str, Occupancy] | None = None) -> dict[str, Served]:
        """Give each household the earliest place left, then the one that wastes fewest beds.

        Parameters
        ----------
        taken : mapping of unit id to Occupancy, optional
            Nights somebody outside the queue takes first.

        Returns
        -------
        dict of household id to Served
            Households without a place within the horizon are missing.
        """
        changed = _Again(self).run(taken or {})
        served = {}
        for i, household in enumerate(self._households):
            choice = changed.get(i, self._steps[i])
            if choice is not None:
                served[household.id] = self._served(i, choice)
        return served

    def changes(self, taken: Mapping[str, Occupancy]) -> dict[str, Served | None]:
        """Return who goes elsewhere, or nowhere, once somebody outside takes some nights first."""
        return {
            self._households[i].id: None if choice is None else self._served(i, choice)
            for i, choice in _Again(self).run(taken).items()
        }

    def _improved(self, taken: _Taken, *, after: int) -> list[int]:
        """Return who, later in the queue, might like a unit better than the place they had.

        Only nights bad at the end of the first round can have become free by then.
        """
        if after not in taken.improved:
            taken.improved[after] = list(self._find_improved(taken, after))
        return taken.improved[after]

    def _find_improved(self, taken: _Taken, after: int) -> Iterator[int]:
        last, now = self._history[taken.unit][-1][1].nights, taken.nights
        if not self._view.could_enter(now) and not self._some_inside:
            return
        freed: dict[Guests, bool] = {}
        for number, kind in enumerate(self._kinds):
            if not self._admitted[number][taken.unit] or self._of_kind[number][-1] <= after:
                continue
            guests = kind.guests
            if guests not in freed:
                freed[guests] = self._view.freed(guests, was=last, now=now)
            if not freed[guests] and not kind.own:
                continue
            key = self._key(number, taken)
            if key == _NOWHERE:
                continue
            order = (key, taken.unit)
            for i in self._of_kind[number]:
                step = self._steps[i]
                if i > after and (step is None or order < step.order):
                    yield i


class _Again:
    """One more round of the queue, in which some units stand otherwise than in the first."""

    def __init__(self, server: QueueServer) -> None:
        self._server = server
        self._differ: dict[int, _Taken] = {}
        self._left: set[int] = set()
        self._todo: list[int] = []
        self._likes: dict[int, set[int]] = {}

    def run(self, taken: Mapping[str, Occupancy]) -> dict[int, _Choice | None]:
        """Serve whoever must look again, in the order of the queue.

        Who went to a unit that stands otherwise looks again, and so does who might now like a
        unit somebody left: whoever comes there meanwhile only makes it later, so nobody is
        overlooked.
        """
        server = self._server
        for unit_id, outsider in taken.items():
            self._differs(_Taken(server._view, server._view.index[unit_id], (outsider,)), after=-1)
        changed: dict[int, _Choice | None] = {}
        last = -1
        while self._todo:
            i = heapq.heappop(self._todo)
            if i == last:
                continue
            last = i
            choice, before = self._choose(i), server._steps[i]
            if choice is not None:
                self._joins(i, choice, same=choice == before)
            if choice != before:
                changed[i] = choice
                if before is not None:
                    self._leaves(i, before)
        return changed

    def _differs(self, taken: _Taken, *, after: int) -> None:
        self._differ[taken.unit] = taken
        for i in self._server._served_at.get(taken.unit, ()):
            if i > after:
                heapq.heappush(self._todo, i)

    def _joins(self, i: int, choice: _Choice, *, same: bool) -> None:
        there = self._differ.get(choice.unit)
        if there is not None:
            self._differ[choice.unit] = there.joined_by(self._server._occupancy(i, choice))
        elif not same:
            met = self._server._before(choice.unit, i)
            self._differs(met.joined_by(self._server._occupancy(i, choice)), after=i)

    def _leaves(self, i: int, before: _Choice) -> None:
        self._left.add(before.unit)
        if before.unit not in self._differ:
            self._differs(self._server._before(before.unit, i), after=i)
        for j in self._server._improved(self._differ[before.unit], after=i):
            heapq.heappush(self._todo, j)
            self._likes.setdefault(j, set()).add(before.unit)

    def _choose(self, i: int) -> _Choice | None:
        server = self._server
        number, before = server._number[i], server._steps[i]
        if before is not None and before.unit in self._differ:
            return self._best(i)
        best = before
        for unit in self._likes.get(i, ()):
            key = server._key(number, self._differ[unit])
            if key != _NOWHERE and (best is None or (key, unit) < best.order):
                best = _Choice(unit, key)
        return best

    def _best(self, i: int) -> _Choice | None:
        """Return the best unit; bounds found right for the first round are kept there."""
        server, number = self._server, self._server._number[i]
        bounds = server._seen[i].copy()
        for unit in self._left:
            bounds[unit] = server._empty[number][unit]
        while True:
            unit = int(bounds.argmin())
            bound = int(bounds[unit])
            if bound == _NOWHERE:
                return None
            taken = self._differ.get(unit)
            key = server._key(number, taken or server._before(unit, i))
            if key == bound:
                return _Choice(unit, key)
            bounds[unit] = key
            if taken is None:
                server._seen[i][unit] = key
