"""What a bed is worth to those still to come: prices by class of place and time ahead.

Each week a linear programme spreads those who wait, and the arrivals to expect from the months
known, over the beds as they will get free; the dual values of the bed rows are the prices. A
stay is charged what it takes from others for as long as it is likely to last.

References
----------
K. Talluri, G. van Ryzin, "An analysis of bid-price controls for network revenue management",
Management Science 44 (1998), 1577-1593, doi:10.1287/mnsc.44.11.1577.
N. Ahani, P. Gölz, A. Procaccia, A. Teytelboym, A. Trapp, "Dynamic placement in refugee
resettlement", Operations Research 72 (2024), 1087-1104, doi:10.1287/opre.2021.0534.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lgnet.cores.placement.highs import INFINITY, Programme, Row, Rows, relax
from lgnet.cores.placement.policies import best_of_week
from lgnet.cores.placement.scenario import Arrival, Scenario
from lgnet.cores.placement.unit_classes import unit_classes
from lgnet.cores.placement.world import Book, Floats, World

BUCKETS = (0, 1, 2, 4, 8, 14, 26)
"""Weeks at which the time ahead is cut: one week, one, two, four, six, twelve."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Worth of one bed of a class over one part of the time ahead.

    Attributes
    ----------
    duals : array of float, classes × buckets
        Per bed (or flat) kept free over the whole bucket.
    """

    duals: Floats


class Forecast:
    """Everything about a scenario's places and kinds of arrivals that does not change by week."""

    def __init__(self, scenario: Scenario, known: Sequence[Arrival]) -> None:
        """Read the places, and the arrivals of the months known as what to expect."""
        self.assumptions = scenario.assumptions
        self.classes = unit_classes(scenario.units)
        self.flats = np.array([key.exclusive for key in self.classes.keys])
        size = np.array([key.capacity for key in self.classes.keys], dtype=np.float64)
        # Flats are counted as flats, rooms by their beds.
        self.stock = np.where(self.flats, self.classes.beds / size, self.classes.beds)
        self.edges = np.array(BUCKETS, dtype=np.float64)
        self.length = np.diff(self.edges)
        self.occupied = self._occupied()
        self._leaving: dict[int, Floats] = {}
        self._book = Book(scenario, known)
        self.kinds = self._kinds()

    def _occupied(self) -> Floats:
        """Return the part of bucket ``k`` a stay begun in bucket ``b`` is likely to last over."""
        middle = (self.edges[:-1] + self.edges[1:] - 1) / 2
        buckets = len(self.length)
        found = np.zeros((buckets, buckets))
        for b in range(buckets):
            for k in range(b, buckets):
                weeks = np.arange(self.edges[k], self.edges[k + 1])
                weeks = weeks[weeks >= middle[b]]
                lasting = [self.assumptions.stays_longer(w - middle[b]) for w in weeks]
                found[b, k] = sum(lasting) / self.length[k]
        return found

    def leaving(self, slept: int) -> Floats:
        """Return the part of each bucket a bed is still taken by who slept there so long."""
        if slept in self._leaving:
            return self._leaving[slept]
        so_far = max(self.assumptions.stays_longer(slept), 1e-6)
        found = np.zeros(len(self.length))
        for k in range(len(self.length)):
            weeks = np.arange(self.edges[k], self.edges[k + 1])
            lasting = [self.assumptions.stays_longer(slept + w) / so_far for w in weeks]
            found[k] = sum(lasting) / self.length[k]
        self._leaving[slept] = found
        return found

    def per_class(self, book: Book, who: int) -> list[tuple[int, float, float]]:
        """Return (class, worth, beds or flats taken) of each class a household could go to."""
        found = []
        for c, members in enumerate(self.classes.members):
            fitting = members[book.admits[who, members]]
            if len(fitting):
                use = 1.0 if self.flats[c] else float(book.beds[who, fitting[0]])
                found.append((c, float(book.values[who, fitting].mean()), use))
        return found

    def _kinds(self) -> list[tuple[int, float, list[tuple[int, float, float]]]]:
        """Return (class of priority, arrivals a week, classes of places) of kinds of households."""
        weeks = max(1, self.assumptions.history_weeks)
        found: dict[tuple[object, ...], tuple[int, float, list[tuple[int, float, float]]]] = {}
        for who, arrival in enumerate(self._book.arrivals):
            guests, household = self._book.guests[who], arrival.household
            key = (
                guests.size,
                guests.sex if guests.size == 1 else None,
                household.priority_class,
                household.protected_address,
                any(member.step_free for member in household.members),
                self._book.admits[who].tobytes(),
            )
            if key in found:
                priority, rate, places = found[key]
                found[key] = (priority, rate + 1 / weeks, places)
            else:
                found[key] = (
                    household.priority_class,
                    1 / weeks,
                    self.per_class(self._book, who),
                )
        return list(found.values())


def estimate(forecast: Forecast, world: World, *, seconds: float = 20.0) -> Prices:
    """Return the prices as the world stands this week."""
    model = _Fluid(forecast, world)
    nothing = np.zeros((len(forecast.stock), len(forecast.length)))
    if not model.values:
        return Prices(nothing)
    found = relax(
        Programme(model.upper(), model.whole(), Rows.of(model.rows)),
        np.array(model.values),
        seconds=seconds,
        seed=0,
    )
    if found is None:
        return Prices(nothing)
    duals = np.zeros((len(forecast.stock), len(forecast.length)))
    for row, (c, k) in model.bed_rows.items():
        duals[c, k] = abs(found.duals[row])
    return Prices(duals)


class _Fluid:
    """The linear programme of one week."""

    def __init__(self, forecast: Forecast, world: World) -> None:
        self._forecast = forecast
        self.values: list[float] = []
        self.rows: list[Row] = []
        self.bed_rows: dict[int, tuple[int, int]] = {}
        buckets, stock = len(forecast.length), forecast.stock
        self._taken: list[list[tuple[int, float]]] = [[] for _ in range(len(stock) * buckets)]
        self._add_waiting(world)
        self._add_arrivals(world.week)
        free = self._free(world)
        for c in range(len(stock)):
            for k in range(buckets):
                members = self._taken[c * buckets + k]
                if members:
                    self.bed_rows[len(self.rows)] = (c, k)
                    ids, taken = zip(*members, strict=True)
                    self.rows.append((ids, taken, -INFINITY, float(max(0.0, free[c, k]))))

    def upper(self) -> Floats:
        return np.full(len(self.values), np.inf)

    def whole(self) -> np.ndarray:
        return np.zeros(len(self.values), dtype=np.bool_)

    def _free(self, world: World) -> Floats:
        forecast = self._forecast
        free = np.repeat(forecast.stock[:, None], len(forecast.length), axis=1)
        for stay in world.stays:
            c = forecast.classes.of_unit[stay.unit]
            use = 1.0 if forecast.flats[c] else float(world.book.beds[stay.who, stay.unit])
            free[c] -= use * forecast.leaving(world.week - stay.since)
        return free

    def _column(self, c: int, use: float, begun: int, value: float) -> int:
        column, buckets = len(self.values), len(self._forecast.length)
        self.values.append(value)
        for k in range(begun, buckets):
            taken = use * self._forecast.occupied[begun, k]
            if taken > 1e-4:
                self._taken[c * buckets + k].append((column, taken))
        return column

    def _staying(self, priority: int, weeks: float) -> float:
        return math.exp(-weeks / self._forecast.assumptions.patience_weeks[priority])

    def _add_waiting(self, world: World) -> None:
        edges = self._forecast.edges
        for who in world.waiting:
            priority = int(world.book.priority[who])
            ids = []
            for c, value, use in self._forecast.per_class(world.book, who):
                for b in range(4):
                    here = value * self._staying(priority, float(edges[b]))
                    ids.append(self._column(c, use, b, here))
            if ids:
                self.rows.append((ids, [1.0] * len(ids), -INFINITY, 1.0))

    def _add_arrivals(self, week: int) -> None:
        forecast = self._forecast
        # Nobody who comes after the weeks simulated is waited for.
        left = forecast.assumptions.weeks - week
        inside = np.clip(left - forecast.edges[:-1], 0.0, forecast.length)
        for priority, rate, places in forecast.kinds:
            for b in range(1, len(forecast.length)):
                ids = [self._column(c, use, b, value) for c, value, use in places]
                if b + 1 < len(forecast.length):
                    apart = float(forecast.edges[b + 1] - forecast.edges[b])
                    stays = self._staying(priority, apart)
                    ids += [self._column(c, use, b + 1, value * stays) for c, value, use in places]
                if ids:
                    most = rate * float(inside[b])
                    self.rows.append((ids, [1.0] * len(ids), -INFINITY, most))


URGENT = 1000.0
"""Added for class 0: it pays no price and goes before any other gain."""
LEAST_HISTORY = 8
"""Weeks of arrivals known below which no price is estimated."""
PREMIUM = 0.5
"""Charged then for each rare feature a placement does not need, and each bed left empty."""
BEGUN_ROOM = 0.15
"""What filling a room somebody of the same sex sleeps in counts above opening another."""


class BidPrice:
    """Places who is worth more now than what the bed is worth to those still to come.

    Class 0 pays no price. No bed stays empty longer than ``idle_weeks`` while somebody eligible
    waits. Prices are estimated again each week, half of the change at a time; with less than
    ``LEAST_HISTORY`` weeks known there are only premiums for what is rare.
    """

    def __init__(
        self, book: Book, scenario: Scenario, *, idle_weeks: int = 3, damping: float = 0.5
    ) -> None:
        """Read the history: the only arrivals known before they come."""
        self._forecast = Forecast(scenario, scenario.history)
        self._book = book
        self._idle = idle_weeks
        self._damping = damping
        self._duals: Floats | None = None

    def decide(self, world: World) -> list[tuple[int, int]]:
        """Return who goes where."""
        if not world.waiting:
            return []
        if self._forecast.assumptions.history_weeks < LEAST_HISTORY:
            return best_of_week(world, world.waiting, self._with_premiums(world))
        prices = estimate(self._forecast, world)
        if self._duals is None:
            self._duals = prices.duals
        self._duals = self._damping * self._duals + (1 - self._damping) * prices.duals
        return best_of_week(world, world.waiting, self._gains(world))

    def _with_premiums(self, world: World) -> Floats:
        book, traits = self._book, self._book.traits
        gains = book.values - PREMIUM * (book.beds - book.size[:, None])
        for who in world.waiting:
            household = book.arrivals[who].household
            if not any(member.step_free for member in household.members):
                gains[who] -= PREMIUM * traits.step_free
            if not household.protected_address:
                gains[who] -= PREMIUM * traits.protected
            if household.priority_class == 0:
                gains[who] = book.values[who] + URGENT
        return gains

    def _gains(self, world: World) -> Floats:
        """Return what each placement now is worth beyond the price."""
        assert self._duals is not None
        forecast, book = self._forecast, self._book
        per_bed = (self._duals * forecast.occupied[0]).sum(axis=1)[forecast.classes.of_unit]
        flats = forecast.flats[forecast.classes.of_unit]
        gains = np.full(book.values.shape, -1.0)
        begun = BEGUN_ROOM * (~book.traits.exclusive & (world.taken > 0))
        idle = (world.taken == 0) & (world.week - world.empty_since >= self._idle)
        for who in world.waiting:
            use = np.where(flats, 1.0, book.beds[who])
            gain = book.values[who] - use * per_bed
            if book.priority[who] == 0:
                gain = gain + URGENT
            else:
                gain = np.where(idle, np.maximum(gain, 0.01 * book.values[who]), gain)
            gains[who] = np.where(gain > 0, gain + begun, gain)
        return gains
