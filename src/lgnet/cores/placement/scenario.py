"""Invented years of arrivals and places: every assumption a parameter with its source.

Published figures are marked (p), assumptions of ours (a); they stay visible so that whoever
reads a comparison of policies can ask for another.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lgnet.cores.kernel import AgeRange, seeded
from lgnet.cores.placement.types import Demand, Household, Member, Sex, Unit, UnitSex

EPOCH = date(2026, 1, 5)
"""A Monday to count weeks from; no other meaning."""


@dataclass(frozen=True, slots=True)
class Shock:
    """Many households at once: a landing, an eviction, a fire, a cold wave."""

    week: int
    households: int


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What an invented year is made of.

    Attributes
    ----------
    weeks, history_weeks : int
        Weeks simulated, and known before them.
    households_per_week : float
        Mean of the Poisson arrivals.
    beds : int
        Places are made until there are as many.
    exclusive, accessible, secret : float
        Shares of places (a): flats for one household, without steps, at a secret address.
    women : float
        Share of women among who arrives alone: 23.6 % (p, SAI 2022).
    single : float
        Share of households of one person: 68-70 % (p); others 2 + Bin(5, .28) (a).
    needs_accessible, needs_secret : float
        Shares of households (a).
    class_shares, class_weights, patience_weeks : tuple of float
        Of the classes 0, 1, 2, 3: share (a), worth of a person placed (a), mean patience (a).
    stay_median_weeks, stay_sigma : float
        Lognormal stays: median 17-18 weeks (p), sigma .5 (a).
    wish_penalty : float
        Part of the worth lost with each wish unmet (a).
    shocks_per_year : float
        Shocks of 4 to 25 households: 3-8 a year (a).
    """

    weeks: int = 52
    history_weeks: int = 26
    households_per_week: float = 9.0
    beds: int = 361
    exclusive: float = 0.45
    accessible: float = 0.12
    secret: float = 0.06
    women: float = 0.236
    single: float = 0.69
    needs_accessible: float = 0.05
    needs_secret: float = 0.03
    class_shares: tuple[float, ...] = (0.08, 0.22, 0.40, 0.30)
    class_weights: tuple[float, ...] = (6.0, 3.0, 1.5, 1.0)
    patience_weeks: tuple[float, ...] = (3.0, 8.0, 14.0, 20.0)
    stay_median_weeks: float = 17.5
    stay_sigma: float = 0.5
    wish_penalty: float = 0.1
    shocks_per_year: float = 0.0

    def stays_longer(self, weeks: float) -> float:
        """Return the part of stays longer than so many weeks."""
        if weeks <= 0:
            return 1.0
        z = math.log(weeks / self.stay_median_weeks) / self.stay_sigma
        return 0.5 * math.erfc(z / math.sqrt(2))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A household with what nobody knows beforehand.

    Attributes
    ----------
    household : Household
    week : int
        Week of arrival; negative in the history.
    patience : int
        Weeks it waits before it goes elsewhere, at least one.
    stay : int
        Weeks it stays once placed.
    """

    household: Household
    week: int
    patience: int
    stay: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """Places, the history before the first week, and a year of arrivals."""

    assumptions: Assumptions
    units: tuple[Unit, ...]
    history: tuple[Arrival, ...]
    arrivals: tuple[Arrival, ...]


def scenario(
    assumptions: Assumptions, *, seed: int, shocks: Sequence[Shock] | None = None
) -> Scenario:
    """Return an invented year; the same seed gives the same."""
    rng = seeded(seed, "placement-scenario")
    units = _units(assumptions, rng)
    if shocks is None:
        count = _poisson(rng, assumptions.shocks_per_year * assumptions.weeks / 52)
        shocks = [Shock(rng.randrange(assumptions.weeks), rng.randint(4, 25)) for _ in range(count)]
    found: list[Arrival] = []
    for week in range(-assumptions.history_weeks, assumptions.weeks):
        count = _poisson(rng, assumptions.households_per_week)
        count += sum(shock.households for shock in shocks if shock.week == week)
        found += [_arrival(assumptions, rng, week, f"h{len(found) + i:05}") for i in range(count)]
    return Scenario(
        assumptions,
        units,
        tuple(arrival for arrival in found if arrival.week < 0),
        tuple(arrival for arrival in found if arrival.week >= 0),
    )


def _poisson(rng: random.Random, mean: float) -> int:
    count, left = 0, rng.expovariate(1.0)
    while left < mean:
        count += 1
        left += rng.expovariate(1.0)
    return count


def _units(assumptions: Assumptions, rng: random.Random) -> tuple[Unit, ...]:
    found: list[Unit] = []
    beds = 0
    while beds < assumptions.beds:
        exclusive = rng.random() < assumptions.exclusive
        capacity = rng.randint(1, 7) if exclusive else rng.randint(2, 6)
        capacity = min(capacity, assumptions.beds - beds)
        sexes = [UnitSex.ANY] * 2 if exclusive else [UnitSex.ANY, UnitSex.MEN, UnitSex.WOMEN]
        beds += capacity
        found.append(
            Unit(
                id=f"u{len(found):04}",
                facility_id=f"f{len(found) // 6:03}",
                municipality="048017",
                capacity=capacity,
                exclusive=exclusive,
                sex=rng.choice(sexes),
                step_free=rng.random() < assumptions.accessible,
                protected_address=rng.random() < assumptions.secret,
                private_bathroom=exclusive or rng.random() < 0.3,
                private_kitchen=exclusive,
                languages=frozenset(rng.sample(("ar", "bn", "en", "fr", "so", "uk"), 3)),
            )
        )
    return tuple(found)


def _arrival(assumptions: Assumptions, rng: random.Random, week: int, name: str) -> Arrival:
    size = 1
    if rng.random() >= assumptions.single:
        size = 2 + sum(rng.random() < 0.28 for _ in range(5))
    priority = rng.choices(range(4), assumptions.class_shares)[0]
    step_free = rng.random() < assumptions.needs_accessible
    members = []
    for place in range(size):
        woman = rng.random() < (assumptions.women if size == 1 else 0.5)
        age = rng.choice((18, 26, 41)) + rng.randrange(8) if place == 0 else rng.randrange(45)
        members.append(
            Member(
                f"{name}-{place}",
                Sex.FEMALE if woman else Sex.MALE,
                AgeRange.exactly(age),
                step_free=step_free and place == 0,
            )
        )
    wishes = (Demand.NO, Demand.WISH)
    household = Household(
        id=name,
        members=tuple(members),
        priority_class=priority,
        waiting_since=EPOCH + timedelta(weeks=week),
        whole_unit=False if size == 1 else None,
        private_bathroom=rng.choice(wishes),
        private_kitchen=rng.choice(wishes),
        protected_address=rng.random() < assumptions.needs_secret,
        languages=frozenset({rng.choice(("ar", "bn", "en", "fr", "so", "uk"))}),
    )
    stay = assumptions.stay_median_weeks * math.exp(rng.gauss(0, assumptions.stay_sigma))
    patience = rng.expovariate(1 / assumptions.patience_weeks[priority])
    return Arrival(household, week, 1 + int(patience), max(1, round(stay)))
