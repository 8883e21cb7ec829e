"""The quick view and the rule objects answer the same, on thousands of drawn pairs."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lgnet.cores.kernel import Point, Span
from lgnet.cores.placement import Demand, PlacementParams, rank
from lgnet.cores.placement.kinds import Kind
from lgnet.cores.placement.view import NEVER, View
from tests.cores.placement.placement_builders import (
    ON,
    day,
    drawn_problem,
    household,
    nights,
    occupancy,
    spans_by_the_rules,
    unit,
)

SCHOOL, FAR = Point(43.77, 11.25), Point(43.90, 11.25)
CITIES = ("048017", "037006", "100005")


@st.composite
def drawn_more(draw, problem):
    """Vary what the builders leave out: cities, ways, conditions, opening, own nights."""
    households = [
        replace(
            who,
            private_kitchen=draw(st.sampled_from(Demand)),
            near=draw(st.sampled_from([None, SCHOOL])),
            max_minutes=draw(st.sampled_from([None, 20, 60])),
            near_demand=draw(st.sampled_from(Demand)),
            women_setting=draw(st.integers(0, 3)) == 0,
            municipalities=frozenset(draw(st.sets(st.sampled_from(CITIES), max_size=2))),
            home=draw(st.sampled_from([None, None, CITIES[0]])),
            transfer_to=frozenset(draw(st.sets(st.sampled_from(CITIES), max_size=1))),
            avoid_facilities=frozenset(draw(st.sets(st.sampled_from(["fac-U0", "fac-U1"])))),
            min_stay_nights=draw(st.integers(1, 5)),
        )
        for who in problem.households
    ]
    sleepers = ["nobody", *(who.id for who in households)]
    units = [
        replace(
            where,
            municipality=draw(st.sampled_from(CITIES)),
            point=draw(st.sampled_from([None, SCHOOL, FAR])),
            private_kitchen=draw(st.booleans()),
            open=draw(
                st.one_of(
                    st.none(),
                    st.builds(
                        lambda first, length: Span(
                            day(first), None if length is None else day(first + length)
                        ),
                        st.integers(-20, 20),
                        st.one_of(st.none(), st.integers(1, 40)),
                    ),
                )
            ),
            occupancies=tuple(
                replace(other, household_id=draw(st.sampled_from(sleepers)))
                for other in where.occupancies
            ),
        )
        for where in problem.units
    ]
    return households, units


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_first_nights_are_those_of_the_rules(data):
    problem = data.draw(drawn_problem(households=5, units=6))
    households, units = data.draw(drawn_more(problem))
    view = View(units=units, households=households, on=ON, params=problem.params)
    for who in households:
        found = view.first_nights(view.kind(who)).tolist()
        for where, night in zip(view.units, found, strict=True):
            spans = spans_by_the_rules(who, where, problem.params, 1)
            assert night == ((spans[0].start - ON).days if spans else NEVER)


def test_a_stay_longer_than_anything_known_still_meets_who_comes_later():
    who = household("H", nights=400)
    later = unit("U", occupancies=(occupancy(nights(390)),))
    view = View(units=[later], households=[who], on=ON, params=PlacementParams())
    assert view.first_nights(view.kind(who)).tolist() == [NEVER]


def test_households_with_the_same_needs_are_of_one_kind():
    one, other = household("A"), household("B", waiting_since=day(-40), priority_class=0)
    assert Kind.of(one, on=ON, own=False) == Kind.of(other, on=ON, own=False)
    assert Kind.of(one, on=ON, own=True) != Kind.of(other, on=ON, own=True)


def test_options_after_those_explained_keep_their_place_without_effects():
    who, others = household("A"), [household(name) for name in "BCD"]
    free = [unit(f"U{i}", 1) for i in range(2)]
    later = [unit(f"V{i}", 1, occupancies=(occupancy(nights(-9, 3 + i)),)) for i in range(3)]
    common = {"household": who, "units": [*free, *later], "waiting_others": others, "on": ON}
    all_told, one_told = rank(**common, explained=99), rank(**common, explained=1)
    assert one_told.options[:2] == all_told.options[:2]
    assert all(option.effects_on_others for option in one_told.options[:2])
    assert [o.unit_id for o in one_told.options] == [o.unit_id for o in all_told.options]
    assert [bool(o.effects_on_others) for o in all_told.options[2:]] == [True, False, False]
    assert not any(option.effects_on_others for option in one_told.options[2:])
