"""What binds households to each other: promises, conflicts, quotas, proportion; and the process."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from lgnet.cores.placement import (
    BatchProblem,
    Fairness,
    Group,
    PlacementInputError,
    Stop,
    TransferQuota,
    check_plan,
    served_in_order,
    solve,
)
from lgnet.cores.placement.guarded import solve_guarded
from lgnet.cores.placement.results import Assignment
from tests.cores.placement.placement_builders import (
    ON,
    drawn_problem,
    family,
    household,
    man,
    nights,
    unit,
)


def problem_of(households, units, **more):
    return BatchProblem.checked(households=households, units=units, on=ON, **more)


def placed(result):
    return {a.household_id: a.unit_id for a in result.assignments}


PROMISE = Assignment("late", "A", nights(0, 60))


def test_a_promise_stands_though_a_first_class_waits():
    urgent, late = man("urgent", priority_class=0), man("late", priority_class=2)
    problem = problem_of([urgent, late], [unit("A", 1)], promises=[PROMISE])
    assert placed(solve(problem=problem)) == {"late": "A"}


def test_a_promise_a_person_released_gives_way_and_is_kept_where_it_costs_nothing():
    urgent, late = man("urgent", priority_class=0), man("late", priority_class=2)
    only = problem_of([urgent, late], [unit("A", 1)], promises=[PROMISE], released=["late"])
    assert placed(solve(problem=only)) == {"urgent": "A"}
    two = problem_of(
        [urgent, late], [unit("A", 1), unit("B", 1)], promises=[PROMISE], released=["late"]
    )
    assert placed(solve(problem=two)) == {"late": "A", "urgent": "B"}


def test_households_in_conflict_never_share_a_site():
    rooms = [unit("A", 1, facility_id="one"), unit("B", 1, facility_id="one")]
    problem = problem_of([man("x"), man("y")], rooms, conflicts=[("x", "y")])
    assert len(solve(problem=problem).assignments) == 1
    elsewhere = [*rooms, unit("C", 1, facility_id="two")]
    apart = problem_of([man("x"), man("y")], elsewhere, conflicts=[("y", "x")])
    assert "C" in placed(solve(problem=apart)).values()
    assert check_plan(
        problem, [Assignment("x", "A", nights(0, 9)), Assignment("y", "B", nights(0, 9))]
    )


def test_transfers_keep_to_their_quota():
    moved = {"home": "037006", "transfer_to": frozenset({"048017"})}
    who = [man(f"m{i}", **moved) for i in range(3)]
    rooms = [unit(f"U{i}", 1) for i in range(3)]
    problem = problem_of(who, rooms, quotas=[TransferQuota("037006", "048017", 2)])
    result = solve(problem=problem)
    assert len(result.assignments) == 2
    assert check_plan(problem, [Assignment(f"m{i}", f"U{i}", nights(0, 9)) for i in range(3)])


def test_a_group_gets_its_share_and_the_first_classes_pay_nothing_for_it():
    families = [family(f"f{i}") for i in range(4)]
    men = [man(f"m{i}", priority_class=2) for i in range(8)]
    rooms = [unit(f"U{i}", 2, exclusive=False) for i in range(4)]
    everybody = [replace(f, priority_class=2) for f in families] + men
    groups = (
        Group("families", frozenset(f.id for f in families)),
        Group("alone", frozenset(m.id for m in men)),
    )
    fair = solve(problem=problem_of(everybody, rooms, fairness=Fairness(1.0, groups)))
    homes = placed(fair)
    assert sum(f.id in homes for f in families) == 2
    assert sum(m.id in homes for m in men) == 4
    urgent = [replace(f, priority_class=0) for f in families] + men
    first = solve(problem=problem_of(urgent, rooms, fairness=Fairness(1.0, groups)))
    assert sum(f.id in placed(first) for f in families) == 4


def test_what_a_bed_is_worth_to_others_sends_who_needs_no_steps_elsewhere():
    rare, plain = unit("A", 1), unit("B", 1)
    problem = problem_of([man("x")], [rare, plain], prices=[("A", 0.5)])
    assert placed(solve(problem=problem)) == {"x": "B"}
    wish = household("x", languages=frozenset({"ti"}), priority_class=0)
    spoken = problem_of(
        [wish], [unit("A", 1, languages=frozenset({"ti"})), plain], prices=[("A", 0.5)]
    )
    assert placed(solve(problem=spoken)) == {"x": "A"}


@pytest.mark.parametrize(
    "more",
    [
        {"promises": [Assignment("nobody", "A", nights(0, 9))]},
        {"promises": [Assignment("x", "nowhere", nights(0, 9))]},
        {"conflicts": [("x", "nobody")]},
    ],
)
def test_facts_about_nobody_are_refused(more):
    with pytest.raises(PlacementInputError):
        problem_of([man("x")], [unit("A", 1)], **more)


@settings(max_examples=5, deadline=None)
@given(drawn_problem(households=5, units=4))
def test_a_plan_from_a_process_of_its_own_is_the_same(problem):
    seen = []
    result = solve_guarded(problem=problem, stop=Stop(seconds=20), progress=seen.append)
    assert result == solve(problem=problem, stop=Stop(seconds=20))
    assert seen[-1].best == result


def test_a_plan_cancelled_is_the_best_so_far():
    problem = problem_of([man(f"m{i}") for i in range(9)], [unit("A", 1)])
    result = solve_guarded(problem=problem, stop=Stop(seconds=60), cancelled=lambda: True)
    assert result == served_in_order(problem=problem)
    assert not result.proven
    assert check_plan(problem, result.assignments) == ()
