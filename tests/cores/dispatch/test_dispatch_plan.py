from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.dispatch import DispatchInputError, DispatchParams, Visit, plan
from lgnet.cores.kernel import Point

START = Point(43.77, 11.25)
AT = datetime(2026, 11, 23, 20, tzinfo=UTC)
END = AT + timedelta(hours=4)


def at(km):
    return Point(43.77 + km / 111.2, 11.25)


def go(*visits, **options):
    return plan(visits=visits, start=START, depart_at=AT, end_at=END, **options)


def test_plan_goes_to_the_nearest_of_the_most_urgent():
    visits = [
        Visit("far", at(3)),
        Visit("near", at(1)),
        Visit("urgent", at(5), priority=1, answer_by=AT + timedelta(minutes=5)),
    ]
    round_ = go(*visits)
    assert [stop.visit_id for stop in round_.stops] == ["urgent", "far", "near"]
    assert round_.stops[0].late_minutes > 0
    by_distance = go(*visits, params=DispatchParams(urgent_first=False))
    assert [stop.visit_id for stop in by_distance.stops] == ["near", "far", "urgent"]


def test_plan_says_why_a_visit_is_left_out():
    round_ = go(
        Visit("nowhere", None),
        Visit("long", at(1), service_minutes=600),
        Visit("gone", at(2), not_after=AT),
        Visit("fine", at(1)),
    )
    assert [stop.visit_id for stop in round_.stops] == ["fine"]
    assert {n.visit_id: n.reasons[0].code for n in round_.not_served} == {
        "nowhere": "PLACE_NOT_KNOWN",
        "long": "SHIFT_ENDS",
        "gone": "TOO_LATE_FOR_VISIT",
    }


def test_plan_stops_at_the_limit_and_waits_for_an_opening():
    round_ = go(
        Visit("a", at(1), not_before=AT + timedelta(hours=1)),
        Visit("b", at(2)),
        params=DispatchParams(max_stops=1),
    )
    assert round_.stops[0].start_at == AT + timedelta(hours=1)
    assert round_.not_served[0].reasons[0].code == "ROUND_FULL"


@given(
    st.lists(
        st.tuples(st.floats(-5, 5), st.integers(1, 3), st.integers(0, 90)), min_size=1, max_size=12
    ),
    st.randoms(use_true_random=False),
)
def test_plan_serves_or_explains_each_visit_whatever_the_order(drawn, random):
    visits = [
        Visit(f"v{i:02}", at(km), priority=priority, service_minutes=minutes)
        for i, (km, priority, minutes) in enumerate(drawn)
    ]
    round_ = go(*visits)
    shuffled = list(visits)
    random.shuffle(shuffled)
    assert go(*shuffled) == round_
    ids = [stop.visit_id for stop in round_.stops] + [n.visit_id for n in round_.not_served]
    assert sorted(ids) == [visit.id for visit in visits]
    moments = [AT]
    for stop in round_.stops:
        moments += [stop.arrive_at, stop.start_at, stop.leave_at]
    assert moments == sorted(moments)
    assert moments[-1] <= END


@pytest.mark.parametrize(
    "call",
    [
        lambda: go(Visit("a", START), Visit("a", START)),
        lambda: plan(visits=[], start=START, depart_at=END, end_at=AT),
        lambda: go(Visit("a", START, answer_by=datetime(2026, 1, 1))),
        lambda: Visit("a", START, service_minutes=-1),
        lambda: Visit("a", START, priority=0),
    ],
)
def test_plan_refuses_bad_input(call):
    with pytest.raises(DispatchInputError):
        call()
