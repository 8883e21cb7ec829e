from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lgnet.cores.kernel import Point
from lgnet.cores.placement import (
    Assignment,
    Demand,
    PlacementParams,
    Sex,
    UnitSex,
    check_plan,
    rank,
)
from lgnet.cores.placement.preferences import spare_beds
from lgnet.cores.placement.queue import QueueServer
from lgnet.cores.placement.types import Candidate, Occupancy
from tests.cores.placement.placement_builders import (
    ON,
    day,
    drawn_problem,
    family,
    household,
    man,
    nights,
    occupancy,
    spans_by_the_rules,
    unit,
)

SCHOOL = Point(43.77, 11.25)


def ids(ranking):
    return [option.unit_id for option in ranking.options]


def codes(reasons):
    return [reason.code for reason in reasons]


def test_rank_puts_a_roof_before_wishes_and_tells_why():
    who = family(
        needed_by=day(7), private_kitchen=Demand.WISH, near=SCHOOL, max_minutes=25,
        languages=frozenset({"ti"}),
    )  # fmt: skip
    shared_kitchen = unit("A", 2, point=SCHOOL, private_bathroom=True)
    late = unit(
        "B", 2, private_kitchen=True, point=SCHOOL, languages=frozenset({"ti"}),
        occupancies=(occupancy(nights(-9, 11)),),
    )  # fmt: skip
    men = unit("C", 4, sex=UnitSex.MEN)
    ranking = rank(household=who, units=[men, late, shared_kitchen], waiting_others=[], on=ON)
    assert ids(ranking) == ["A", "B"]
    first, second = ranking.options
    assert codes(first.unmet) == ["SHARED_KITCHEN", "NO_COMMON_LANGUAGE"]
    assert {"FREE_TODAY", "ENTERS_IN_TIME", "NEAR_DAILY_PLACE"} <= set(codes(first.reasons_for))
    assert (second.nights_without_place, second.unmet[0].param("nights")) == (4, 4)
    assert [(e.unit_id, codes(e.failed)) for e in ranking.excluded] == [
        ("C", ["UNIT_KEPT_FOR_OTHERS"])
    ]


def test_rank_tells_who_would_lose_the_place_and_for_how_long():
    who = family("A", priority_class=2)
    other = family("B", priority_class=0)
    last = family("C", priority_class=2, waiting_since=day(-1))
    free = unit("U1")
    soon = unit("U2", occupancies=(occupancy(nights(-9, 9)),))
    ranking = rank(household=who, units=[free, soon], waiting_others=[other, last, who], on=ON)
    by_unit = {option.unit_id: option.effects_on_others for option in ranking.options}
    assert [(e.household_id, e.more_days) for e in by_unit["U1"]] == [("C", None), ("B", 9)]
    assert by_unit["U1"][1].with_unit_id == "U2"
    assert [(e.household_id, e.more_days) for e in by_unit["U2"]] == [("C", None)]


def test_rank_what_ifs_say_how_the_choice_would_change():
    who = family(
        private_bathroom=Demand.MUST, near=SCHOOL, max_minutes=25,
        municipalities=frozenset({"048017"}), needed_by=day(0),
    )  # fmt: skip
    units = [
        unit("far", private_bathroom=True, point=Point(43.83, 11.25)),
        unit("shared", point=SCHOOL),
        unit("other", private_bathroom=True, point=SCHOOL, municipality="100005"),
        unit("later", private_bathroom=True, point=SCHOOL,
             occupancies=(occupancy(nights(-9, 3)),)),
    ]  # fmt: skip
    ranking = rank(household=who, units=units, waiting_others=[], on=ON)
    assert ids(ranking) == ["far", "later"]
    found = {what_if.code: what_if for what_if in ranking.what_ifs}
    assert found["ACCEPT_SHARED_BATHROOM"].new_unit_ids == ("shared",)
    assert found["ACCEPT_SHARED_BATHROOM"].first_changes
    assert found["ACCEPT_LONGER_WAY"].now_without_reserve == ("far",)
    assert found["ACCEPT_OTHER_MUNICIPALITY"].new_unit_ids == ("other",)
    assert found["ENTER_LATER"].first_unit_id == "later"
    assert "ACCEPT_SHARED_ROOM" not in found


def test_rank_adults_may_accept_to_share_a_room():
    who = household("A", whole_unit=True)
    room = unit("U", exclusive=False, occupancies=(occupancy(nights(-9)),))
    ranking = rank(household=who, units=[room], waiting_others=[], on=ON)
    found = {what_if.code: what_if for what_if in ranking.what_ifs}
    assert found["ACCEPT_SHARED_ROOM"].new_unit_ids == ("U",)


def test_rank_keeps_rare_units_for_who_needs_them():
    units = [unit("A", step_free=True, protected_address=True), unit("B")]
    assert ids(rank(household=family(), units=units, waiting_others=[], on=ON)) == ["B", "A"]


def test_rank_keeps_large_units_for_large_families():
    units = [unit("A", 5), unit("B", 2)]
    assert ids(rank(household=family(), units=units, waiting_others=[], on=ON)) == ["B", "A"]


def test_rank_without_units_or_waiting_people_answers_nothing():
    ranking = rank(household=man(), units=[], waiting_others=[], on=ON)
    assert (ranking.options, ranking.excluded) == ((), ())


@settings(max_examples=40, deadline=None)
@given(drawn_problem())
def test_rank_covers_every_unit_once_and_options_pass_the_checker(problem):
    for who in problem.households:
        ranking = rank(
            household=who,
            units=problem.units,
            waiting_others=problem.households,
            on=ON,
            params=problem.params,
        )
        seen = ids(ranking) + [excluded.unit_id for excluded in ranking.excluded]
        assert sorted(seen) == [unit.id for unit in problem.units]
        assert all(excluded.failed for excluded in ranking.excluded)
        for option in ranking.options:
            plan = [Assignment(who.id, option.unit_id, option.span)]
            assert check_plan(problem, plan) == ()


@settings(max_examples=20, deadline=None)
@given(drawn_problem())
def test_rank_does_not_depend_on_the_order_of_its_input(problem):
    if problem.households:
        who = problem.households[0]
        forward = rank(household=who, units=problem.units, waiting_others=problem.households, on=ON)
        backward = rank(
            household=who,
            units=problem.units[::-1],
            waiting_others=problem.households[::-1],
            on=ON,
        )
        assert forward == backward


@settings(max_examples=80, deadline=None)
@given(drawn_problem(households=6, units=4), st.integers(0, 3), st.integers(0, 20))
def test_queue_served_again_equals_a_queue_served_afresh(problem, index, first_night):
    if index >= len(problem.units):
        return
    chosen = problem.units[index]
    outsider = occupancy(nights(first_night, first_night + 9), 1, whole_unit=True, name="outsider")
    common = {"households": problem.households, "on": ON, "params": problem.params}
    again = QueueServer(units=problem.units, **common).serve({chosen.id: outsider})
    changed = [
        replace(u, occupancies=(*u.occupancies, outsider)) if u is chosen else u
        for u in problem.units
    ]
    assert again == QueueServer(units=changed, **common).serve()


@settings(max_examples=150, deadline=None)
@given(drawn_problem(households=7, units=5))
def test_the_queue_is_served_as_if_each_looked_at_every_unit(problem):
    """What bounds spare looking at never changes who goes where."""
    rooms = {room.id: room for room in problem.units}
    expected = {}
    for who in problem.households:
        places = [
            (spans[0].start, spare_beds(Candidate(who, room, spans[0])), room.id, spans[0])
            for room in rooms.values()
            if (spans := spans_by_the_rules(who, room, problem.params, 1))
        ]
        if places:
            _, _, chosen, span = min(places, key=lambda place: place[:3])
            taken = (*rooms[chosen].occupancies, Occupancy.of(who, span))
            rooms[chosen] = replace(rooms[chosen], occupancies=taken)
            expected[who.id] = (chosen, span)
    served = QueueServer(
        households=problem.households, units=problem.units, on=ON, params=problem.params
    ).serve()
    assert {who: (at.unit_id, at.span) for who, at in served.items()} == expected


def test_a_place_as_early_as_another_is_looked_at_too():
    """The first takes Z until day 5; from then on A is free as well, and comes first by its name."""
    server = QueueServer(
        households=[man("one", nights=5), man("two", nights=5)],
        units=[unit("Z", 1), unit("A", 1, occupancies=(occupancy(nights(-9, 5)),))],
        on=ON,
        params=PlacementParams(),
    )
    served = {name: (at.unit_id, at.span.start) for name, at in server.serve().items()}
    assert served == {"one": ("Z", ON), "two": ("A", day(5))}


def test_a_free_bed_beside_others_is_not_overlooked():
    """A shared room with a bed left tonight is better than an empty one next week."""
    shared = unit("S", 3, exclusive=False, occupancies=(occupancy(nights(-9, 30), 2, Sex.MALE),))
    later = unit("A", 1, occupancies=(occupancy(nights(-9, 5)),))
    server = QueueServer(
        households=[man("one", nights=5), man("two", nights=5)],
        units=[shared, later],
        on=ON,
        params=PlacementParams(),
    )
    served = {name: (at.unit_id, at.span.start) for name, at in server.serve().items()}
    assert served == {"one": ("S", ON), "two": ("A", day(5))}
