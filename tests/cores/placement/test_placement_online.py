"""Invented years, policies side by side, prices, what forcing a placement costs."""

from dataclasses import replace

import numpy as np
import pytest

from lgnet.cores.placement.board import price_board
from lgnet.cores.placement.clairvoyant import clairvoyant_bound
from lgnet.cores.placement.forced import WhatIfs
from lgnet.cores.placement.highs import INFINITY, Programme, Rows
from lgnet.cores.placement.policies import InTurn, WeeklyBatch
from lgnet.cores.placement.prices import BidPrice, Forecast
from lgnet.cores.placement.scenario import Assumptions, Shock, scenario
from lgnet.cores.placement.simulate import simulate, without
from lgnet.cores.placement.types import Sex
from lgnet.cores.placement.world import Book, World

SMALL = Assumptions(weeks=14, history_weeks=12, households_per_week=5.0, beds=40)
POLICIES = {
    "first come": lambda book: InTurn(book, by_class=False, best="first"),
    "by class": lambda book: InTurn(book, by_class=True, best="value"),
    "batch": WeeklyBatch,
}


def test_the_same_seed_gives_the_same_year_and_another_seed_another():
    assert scenario(SMALL, seed=3) == scenario(SMALL, seed=3)
    assert scenario(SMALL, seed=3) != scenario(SMALL, seed=4)
    assert sum(unit.capacity for unit in scenario(SMALL, seed=3).units) == SMALL.beds


def test_a_shock_brings_its_households_in_its_week():
    calm = scenario(replace(SMALL, households_per_week=0.0), seed=1)
    struck = scenario(replace(SMALL, households_per_week=0.0), seed=1, shocks=[Shock(5, 9)])
    assert not calm.arrivals
    assert [arrival.week for arrival in struck.arrivals] == [5] * 9


def test_no_policy_passes_the_clairvoyant_bound_and_runs_can_be_repeated():
    year = scenario(SMALL, seed=2)
    policies = POLICIES | {"ours": lambda book: BidPrice(book, year)}
    weeks = []
    found = simulate(year, policies, progress=lambda name, week: weeks.append((name, week)))
    bound = clairvoyant_bound(year)
    assert all(0 < outcome.value <= bound + 1e-6 for outcome in found.values())
    assert found == simulate(year, policies)
    assert weeks == [(name, week) for name in policies for week in range(SMALL.weeks)]
    assert found["ours"].part_placed(0) >= found["first come"].part_placed(0)


def test_fewer_places_place_fewer():
    year = scenario(SMALL, seed=2)
    fewer = without(year, lambda unit: True, beds=20)
    assert sum(unit.capacity for unit in fewer.units) <= 20
    before = simulate(year, POLICIES)["by class"]
    after = simulate(fewer, POLICIES)["by class"]
    assert after.value < before.value
    assert after.given_up > before.given_up


def test_a_world_refuses_a_taken_bed_and_another_sex():
    year = scenario(replace(SMALL, households_per_week=20.0), seed=5)
    book = Book(year, year.arrivals)
    world = World(book)
    world.begin(0)
    world.waiting = list(range(len(book.arrivals)))
    rooms = np.flatnonzero(~book.traits.exclusive)
    singles = [i for i in world.waiting if book.size[i] == 1]
    men = [i for i in singles if book.guests[i].sex is Sex.MALE]
    women = [i for i in singles if book.guests[i].sex is Sex.FEMALE]
    man, woman, room = next(
        (m, w, r) for r in rooms for m in men for w in women if book.admits[[m, w], r].all()
    )
    world.enter(man, room)
    with pytest.raises(ValueError, match="not free"):
        world.enter(woman, room)
    until = world.stays[0].until
    world.begin(until)
    world.waiting = [woman]
    world.enter(woman, room)


def test_the_price_board_wants_most_what_is_short():
    year = scenario(replace(SMALL, households_per_week=15.0), seed=1)
    forecast = Forecast(year, year.history)
    world = World(Book(year, year.arrivals))
    lines = price_board(forecast, world)
    assert [line.worth_a_month for line in lines] == sorted(
        (line.worth_a_month for line in lines), reverse=True
    )
    assert lines[0].worth_a_month > 0
    nobody = scenario(replace(SMALL, households_per_week=0.0), seed=1)
    empty = World(Book(nobody, nobody.arrivals))
    quiet = price_board(Forecast(nobody, nobody.history), empty)
    assert all(line.worth_a_month == 0 for line in quiet)


def test_forcing_a_placement_tells_its_cost_and_who_pays():
    rows = Rows.of(
        [
            ([0, 1], [1.0, 1.0], -INFINITY, 1.0),
            ([2], [1.0], -INFINITY, 1.0),
            ([0, 2], [1.0, 1.0], -INFINITY, 1.0),
        ]
    )
    programme = Programme(np.ones(3), np.ones(3, dtype=bool), rows)
    asked = WhatIfs(programme, np.array([5.0, 1.0, 9.0]))
    forced = asked.forced(0)
    assert forced.cost == pytest.approx(10.0 - 5.0)
    assert forced.losers.tolist() == [1, 2]
    assert asked.forced(2).cost == pytest.approx(0.0)


def test_without_a_history_only_what_is_rare_has_a_premium():
    year = scenario(replace(SMALL, history_weeks=2, households_per_week=2.0, beds=120), seed=4)
    book = Book(year, year.arrivals)
    world = World(book)
    world.begin(0)
    needs_nothing = [
        i
        for i, arrival in enumerate(book.arrivals)
        if arrival.household.priority_class
        and not arrival.household.protected_address
        and not any(member.step_free for member in arrival.household.members)
    ]
    world.waiting = needs_nothing[:1]
    decided = BidPrice(book, year).decide(world)
    assert len(decided) == 1
    unit = year.units[decided[0][1]]
    assert not unit.protected_address
    assert not unit.step_free
