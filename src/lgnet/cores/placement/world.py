"""The state of a simulated city, week after week, and what each stay in it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.placement.kinds import Kind, Traits
from lgnet.cores.placement.nights import Guests
from lgnet.cores.placement.scenario import EPOCH, Arrival, Scenario
from lgnet.cores.placement.types import Demand, PlacementParams, Sex

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Book:
    """Households × units of a scenario, judged once by the rules: who may go where, for what.

    Attributes
    ----------
    admits : array of bool, households × units
        Every rule that does not look at nights passes.
    values : array of float, households × units
        Persons times the worth of their class, less a part for each wish unmet.
    """

    def __init__(self, scenario: Scenario, arrivals: Sequence[Arrival]) -> None:
        """Judge the arrivals given."""
        assumptions = scenario.assumptions
        self.arrivals = tuple(arrivals)
        self.traits = traits = Traits(scenario.units, PlacementParams(), EPOCH)
        households = [arrival.household for arrival in arrivals]
        self.guests = [Guests.of(household) for household in households]
        self.size = np.array([h.size for h in households], dtype=np.int64)
        self.priority = np.array([h.priority_class for h in households], dtype=np.int64)
        count = len(scenario.units)
        self.admits = np.zeros((len(households), count), dtype=np.bool_)
        self.values = np.zeros((len(households), count))
        for i, household in enumerate(households):
            self.admits[i] = traits.admit(Kind.of(household, on=EPOCH, own=False))
            unmet = (~traits.speaks(household.languages)).astype(np.float64)
            if household.private_bathroom is Demand.WISH:
                unmet += ~traits.bathroom
            if household.private_kitchen is Demand.WISH:
                unmet += ~traits.kitchen
            worth = household.size * assumptions.class_weights[household.priority_class]
            self.values[i] = worth * (1 - assumptions.wish_penalty * unmet)
        # Who must be alone takes a shared room whole.
        whole = np.array([guests.whole for guests in self.guests], dtype=np.bool_)
        alone = whole[:, None] | traits.exclusive[None, :]
        self.beds = np.where(alone, traits.capacity[None, :], self.size[:, None])


@dataclass(frozen=True, slots=True)
class Stay:
    """Who sleeps in a unit since a week, until one nobody knows."""

    who: int
    unit: int
    since: int
    until: int


class World:
    """Who waits and who sleeps where, in one week."""

    def __init__(self, book: Book) -> None:
        """Begin with empty places and nobody waiting."""
        self.book = book
        self.week = 0
        self.waiting: list[int] = []
        self.stays: list[Stay] = []
        self.taken = np.zeros(len(book.traits.capacity), dtype=np.int64)
        self.men = np.zeros(len(self.taken), dtype=np.bool_)
        self.women = np.zeros(len(self.taken), dtype=np.bool_)
        self.empty_since = np.zeros(len(self.taken), dtype=np.int64)

    def begin(self, week: int) -> None:
        """Let those leave whose stay is over, and whose patience is."""
        self.week = week
        self.stays = [stay for stay in self.stays if stay.until > week]
        before = self.taken
        self.taken = np.zeros_like(before)
        self.men[:] = self.women[:] = False
        for stay in self.stays:
            self._count(stay.who, stay.unit)
        self.empty_since = np.where((self.taken == 0) & (before > 0), week, self.empty_since)
        arrivals = self.book.arrivals
        self.waiting = [i for i in self.waiting if arrivals[i].week + arrivals[i].patience > week]

    def _count(self, who: int, unit: int) -> None:
        self.taken[unit] += self.book.beds[who, unit]
        sex = self.book.guests[who].sex
        self.men[unit] |= sex is not Sex.FEMALE
        self.women[unit] |= sex is not Sex.MALE

    def enter(self, who: int, unit: int) -> None:
        """Place one who waits; refused when the beds or the sex of the room do not allow it."""
        if not self.open_to(who)[unit]:
            raise ValueError("the place is not free for them")
        until = self.week + self.book.arrivals[who].stay
        self.stays.append(Stay(who, unit, self.week, until))
        self._count(who, unit)
        self.waiting.remove(who)

    def open_to(self, who: int) -> Mask:
        """Return the units a household could enter this week."""
        book, guests = self.book, self.book.guests[who]
        fits = book.admits[who] & (self.taken + book.beds[who] <= book.traits.capacity)
        if guests.sex is None:
            return fits & (self.taken == 0)
        other = self.women if guests.sex is Sex.MALE else self.men
        return fits & ~other
