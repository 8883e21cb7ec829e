"""Bar A6: drawn households in drawn places, each placement audited by the independent checker."""

from __future__ import annotations

import random
from datetime import date, timedelta

from lgnet.cores.kernel import AgeRange, Point, Span
from lgnet.cores.placement import (
    Assignment,
    BatchProblem,
    Block,
    Demand,
    Household,
    Member,
    Occupancy,
    PlacementParams,
    Sex,
    Stop,
    Unit,
    UnitSex,
    check_plan,
    solve,
)
from lgnet.cores.placement.candidates import stay_span
from lgnet.cores.placement.queue import QueueServer
from lgnet.cores.placement.view import NEVER, View

ON = date(2026, 11, 23)
CITIES = ("048017", "037006", "100005")
PLANNED = 0.2
"""Part of the drawn days for which a whole plan is made too."""
SEXES = (Sex.FEMALE, Sex.MALE, Sex.MALE, Sex.UNKNOWN)


def audit(wanted: int, *, seed: int) -> tuple[int, int, int]:
    """Return placements audited, plans among them, and what the checker found wrong."""
    rng = random.Random(seed)
    audited = plans = wrong = 0
    while audited < wanted:
        problem = _problem(rng)
        view = View(
            units=problem.units, households=problem.households, on=ON, params=problem.params
        )
        for household in problem.households:
            nights = view.first_nights(view.kind(household)).tolist()
            for unit, night in zip(view.units, nights, strict=True):
                if night != NEVER:
                    span = stay_span(household, unit, ON + timedelta(days=night))
                    found = check_plan(problem, [Assignment(household.id, unit.id, span)])
                    audited, wrong = audited + 1, wrong + len(found)
        queue = QueueServer(
            households=problem.households, units=problem.units, on=ON, params=problem.params
        ).serve()
        served = [Assignment(who, at.unit_id, at.span) for who, at in queue.items()]
        made = [served]
        if rng.random() < PLANNED:
            made.append(list(solve(problem=problem, stop=Stop(2.0, 0.01)).assignments))
        for plan in made:
            audited, plans = audited + len(plan), plans + 1
            wrong += len(check_plan(problem, plan))
    return audited, plans, wrong


def _problem(rng: random.Random) -> BatchProblem:
    return BatchProblem.checked(
        households=[_household(rng, f"h{i:02}") for i in range(rng.randint(5, 25))],
        units=[_unit(rng, i) for i in range(rng.randint(10, 40))],
        on=ON,
        params=PlacementParams(horizon_nights=30),
    )


def _household(rng: random.Random, name: str) -> Household:
    members = tuple(
        Member(
            f"{name}-{i}",
            rng.choice(SEXES),
            rng.choice((AgeRange.exactly(rng.randint(0, 70)), AgeRange(16, 20), AgeRange())),
            rng.random() < 0.1,
        )
        for i in range(rng.choice((1, 1, 1, 2, 3, 5)))
    )
    home = rng.choice((None, None, *CITIES))
    return Household(
        id=name,
        members=members,
        priority_class=rng.randint(0, 3),
        waiting_since=ON - timedelta(days=rng.randint(0, 60)),
        nights=rng.randint(5, 60),
        needed_by=rng.choice((None, ON + timedelta(days=rng.randint(-5, 20)))),
        whole_unit=rng.choice((None, None, False, True)),
        private_bathroom=rng.choice(tuple(Demand)),
        private_kitchen=rng.choice(tuple(Demand)),
        near=rng.choice((None, Point(43.77, 11.25))),
        max_minutes=rng.choice((None, 20, 60)),
        near_demand=rng.choice(tuple(Demand)),
        protected_address=rng.random() < 0.1,
        women_setting=rng.random() < 0.1,
        municipalities=frozenset(rng.sample(CITIES, rng.choice((0, 0, 2)))),
        home=home,
        transfer_to=frozenset(rng.sample(CITIES, rng.choice((0, 1)))),
        avoid_facilities=frozenset({f"f{rng.randint(0, 9)}"} if rng.random() < 0.2 else ()),
        min_stay_nights=rng.randint(1, 5),
        enter_from=rng.choice((None, ON + timedelta(days=rng.randint(0, 10)))),
    )


def _span(rng: random.Random) -> Span:
    start = ON + timedelta(days=rng.randint(-10, 25))
    return Span(start, rng.choice((None, start + timedelta(days=rng.randint(1, 30)))))


def _unit(rng: random.Random, i: int) -> Unit:
    capacity = rng.randint(1, 6)
    present = tuple(
        Occupancy(
            f"in-{i}-{k}",
            _span(rng),
            1,
            frozenset({rng.choice(SEXES)}),
            has_minors=rng.random() < 0.1,
            whole_unit=rng.random() < 0.1,
        )
        for k in range(rng.choice((0, 0, 1, 2)) if capacity > 1 else rng.choice((0, 1)))
    )
    blocked = (Block(_span(rng), rng.choice((None, 1))),) if rng.random() < 0.15 else ()
    closing = ON + timedelta(days=rng.randint(1, 60))
    return Unit(
        id=f"u{i:03}",
        facility_id=f"f{i // 4}",
        municipality=rng.choice(CITIES),
        capacity=capacity,
        exclusive=rng.random() < 0.45,
        sex=rng.choice((UnitSex.ANY, UnitSex.ANY, *UnitSex)),
        step_free=rng.random() < 0.4,
        protected_address=rng.random() < 0.4,
        private_bathroom=rng.random() < 0.5,
        private_kitchen=rng.random() < 0.5,
        open=Span(ON - timedelta(days=9), closing) if rng.random() < 0.2 else None,
        max_stay_nights=rng.choice((None, None, 10, 30)),
        hours_since_confirmed=rng.choice((0, 5, 24, 30, None)),
        occupancies=present,
        blocked=blocked,
        point=rng.choice((None, Point(43.77, 11.25), Point(43.9, 11.25))),
    )
