from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from lgnet.cores.placement import (
    BatchProblem,
    PlacementInputError,
    Sex,
    check_plan,
    solve,
)
from lgnet.cores.placement.columns import stays
from lgnet.cores.placement.levels import levels
from lgnet.cores.placement.view import View
from tests.cores.placement.placement_builders import (
    ON,
    day,
    drawn_problem,
    family,
    household,
    man,
    member,
    nights,
    occupancy,
    unit,
)


def problem_of(households, units):
    return BatchProblem.checked(households=households, units=units, on=ON)


def placed(result):
    return {a.household_id: a.unit_id for a in result.assignments}


def brute_force(problem, result):
    """Return the best values of the levels over every combination the checker accepts.

    The choices are the model's own stays and those of the answers at hand: a queue may begin a
    stay on a night the model alone would not offer.
    """
    view = View(units=problem.units, households=problem.households, on=ON, params=problem.params)
    columns = stays(problem, view, {*result.assignments, *result.first_come_assignments})
    goals = levels(problem, columns)
    choices = [
        [None, *np.flatnonzero(columns.household == i).tolist()]
        for i in range(len(problem.households))
    ]
    best = None
    for combination in product(*choices):
        chosen = [i for i in combination if i is not None]
        plan = [columns.assignment(problem, i) for i in chosen]
        if check_plan(problem, plan):
            continue
        values = tuple(float(goal.coefficients[chosen].sum()) for goal in goals)
        best = values if best is None else max(best, values)
    return best


def persons_by_class(problem, plan):
    sizes = {h.id: (h.priority_class, h.size) for h in problem.households}
    return tuple(
        sum(sizes[a.household_id][1] for a in plan if sizes[a.household_id][0] == c)
        for c in range(3)
    )


@settings(max_examples=60, deadline=None)
@given(drawn_problem())
def test_solve_is_the_best_of_all_plans_the_checker_accepts(problem):
    result = solve(problem=problem)
    assert result.proven
    assert check_plan(problem, result.assignments) == ()
    assert check_plan(problem, result.first_come_assignments) == ()
    assert tuple(level.value for level in result.levels) == brute_force(problem, result)


@settings(max_examples=60, deadline=None)
@given(drawn_problem(households=6))
def test_solve_is_never_worse_than_first_come_first_served(problem):
    result = solve(problem=problem)
    best, served = (
        persons_by_class(problem, plan)
        for plan in (result.assignments, result.first_come_assignments)
    )
    assert best >= served


@settings(max_examples=15, deadline=None)
@given(drawn_problem())
def test_solve_gives_the_same_plan_for_the_same_seed_and_any_order(problem):
    again = BatchProblem.checked(
        households=problem.households[::-1],
        units=problem.units[::-1],
        on=ON,
        params=problem.params,
    )
    assert solve(problem=problem, seed=3) == solve(problem=again, seed=3)


def test_solve_places_class_0_where_first_come_would_not():
    early = man("early", priority_class=2, waiting_since=day(-30))
    urgent = family("urgent", priority_class=0, protected_category=True)
    result = solve(problem=problem_of([early, urgent], [unit("only")]))
    assert placed(result) == {"urgent": "only"}
    assert result.unplaced == ("early",)
    assert (result.figures.persons, result.first_come.persons) == (2, 1)
    assert (result.figures.protected_persons, result.first_come.protected_persons) == (2, 0)
    assert result.figures.days_waited < result.first_come.days_waited


def test_solve_a_family_takes_all_its_beds_in_one_unit_or_none():
    rooms = [unit("A", 1), unit("B", 1)]
    result = solve(problem=problem_of([family()], rooms))
    assert result.assignments == ()


def test_solve_fills_a_shared_room_with_one_sex():
    room = unit("room", 4, exclusive=False)
    people = [
        *(household(f"w{i}") for i in range(2)),
        *(man(f"m{i}") for i in range(3)),
    ]
    result = solve(problem=problem_of(people, [room]))
    assert set(placed(result)) == {"m0", "m1", "m2"}


def test_solve_keeps_a_shared_room_whole_for_a_family():
    room = unit("room", 4, exclusive=False)
    result = solve(problem=problem_of([family(priority_class=0), household("w")], [room]))
    assert placed(result) == {"F": "room"}


def test_solve_never_puts_a_minor_with_a_stranger():
    room = unit("room", 4, exclusive=False)
    minor = household("minor", member("x", Sex.FEMALE, 16), whole_unit=False, priority_class=0)
    result = solve(problem=problem_of([minor, household("w")], [room]))
    assert placed(result) == {"minor": "room"}


def test_solve_waits_for_a_unit_that_gets_free():
    soon = unit("soon", occupancies=(occupancy(nights(-9, 5)),))
    result = solve(problem=problem_of([family()], [soon]))
    assert result.assignments[0].span.start == day(5)
    assert result.figures.days_waited == 10


def test_solve_an_empty_problem():
    result = solve(problem=problem_of([], []))
    assert (result.assignments, result.levels, result.proven) == ((), (), True)


@pytest.mark.parametrize(
    ("households", "units"),
    [
        ([man("A"), man("A")], []),
        ([], [unit("A"), unit("A")]),
        ([man("A")], [unit("U", occupancies=(occupancy(nights(0), name="A"),))]),
    ],
)
def test_checked_refuses_what_contradicts_itself(households, units):
    with pytest.raises(PlacementInputError):
        problem_of(households, units)
