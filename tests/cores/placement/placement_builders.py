"""Small builders and strategies of households, units and problems for the placement tests."""

from datetime import date, timedelta

from hypothesis import strategies as st

from lgnet.cores.kernel import AgeRange, Span
from lgnet.cores.placement import (
    BatchProblem,
    Block,
    Demand,
    Household,
    Member,
    Occupancy,
    PlacementParams,
    Sex,
    Unit,
    UnitSex,
)
from lgnet.cores.placement.candidates import failed_rules, possible_starts, stay_span
from lgnet.cores.placement.types import Candidate

ON = date(2026, 11, 23)


def day(offset):
    return ON + timedelta(days=offset)


def nights(first, last=None):
    return Span(day(first), None if last is None else day(last))


def member(name="m", sex=Sex.FEMALE, age=30, **more):
    ages = age if isinstance(age, AgeRange) else AgeRange.exactly(age)
    return Member(name, sex, ages, **more)


def household(name="H", *members, **more):
    fields = {"priority_class": 1, "waiting_since": day(-7), "nights": 60} | more
    return Household(id=name, members=members or (member(f"{name}-1"),), **fields)


def family(name="F", **more):
    return household(name, member(f"{name}-1"), member(f"{name}-2", Sex.MALE, 8), **more)


def man(name="M", **more):
    return household(name, member(f"{name}-1", Sex.MALE), **more)


def unit(name="U", capacity=2, **more):
    fields = {"facility_id": f"fac-{name}", "municipality": "048017"} | more
    return Unit(id=name, capacity=capacity, **fields)


def occupancy(span, persons=1, sex=Sex.FEMALE, name="present", **more):
    return Occupancy(name, span, persons, frozenset({sex}), **more)


def spans_by_the_rules(who, where, params, limit=None):
    """Return the stays that pass every rule object, the earliest first: the definition."""
    starts = possible_starts(who, where, on=ON, params=params)
    spans = [stay_span(who, where, start) for start in starts]
    return [s for s in spans if not failed_rules(Candidate(who, where, s), params)][:limit]


sexes = st.sampled_from([Sex.FEMALE, Sex.MALE, Sex.MALE, Sex.UNKNOWN])
drawn_ages = st.one_of(
    st.integers(0, 70).map(AgeRange.exactly), st.just(AgeRange(16, 20)), st.just(AgeRange())
)


@st.composite
def drawn_household(draw, name):
    size = draw(st.sampled_from([1, 1, 1, 2, 3]))
    members = tuple(
        Member(f"{name}-{i}", draw(sexes), draw(drawn_ages), draw(st.integers(0, 5)) == 0)
        for i in range(size)
    )
    return Household(
        id=name,
        members=members,
        priority_class=draw(st.integers(0, 2)),
        waiting_since=day(-draw(st.integers(0, 30))),
        nights=draw(st.integers(5, 40)),
        needed_by=draw(st.one_of(st.none(), st.integers(-2, 20).map(day))),
        whole_unit=draw(st.sampled_from([None, None, False, True])),
        private_bathroom=draw(st.sampled_from(Demand)),
        protected_address=draw(st.integers(0, 5)) == 0,
        protected_category=draw(st.booleans()),
        enter_from=draw(st.one_of(st.none(), st.integers(0, 5).map(day))),
    )


@st.composite
def drawn_span(draw):
    start = draw(st.integers(-10, 20))
    length = draw(st.one_of(st.none(), st.integers(1, 30)))
    return nights(start, None if length is None else start + length)


@st.composite
def drawn_unit(draw, name):
    capacity = draw(st.integers(1, 4))
    exclusive = draw(st.booleans())
    present = []
    if draw(st.booleans()):
        present.append(
            Occupancy(
                f"in-{name}",
                draw(drawn_span()),
                draw(st.integers(1, capacity)),
                frozenset({draw(sexes)}),
                has_minors=draw(st.integers(0, 4)) == 0,
                whole_unit=draw(st.integers(0, 3)) == 0,
            )
        )
    blocked = ()
    if draw(st.integers(0, 3)) == 0:
        blocked = (Block(draw(drawn_span()), draw(st.one_of(st.none(), st.just(1)))),)
    return Unit(
        id=name,
        facility_id=f"fac-{name}",
        municipality="048017",
        capacity=capacity,
        exclusive=exclusive,
        sex=draw(st.sampled_from([UnitSex.ANY, UnitSex.ANY, *UnitSex])),
        step_free=draw(st.booleans()),
        protected_address=draw(st.booleans()),
        private_bathroom=draw(st.booleans()),
        max_stay_nights=draw(st.one_of(st.none(), st.integers(1, 30))),
        hours_since_confirmed=draw(st.sampled_from([0, 5, 24, 30, None])),
        occupancies=tuple(present),
        blocked=blocked,
    )


@st.composite
def drawn_problem(draw, households=4, units=3):
    return BatchProblem.checked(
        households=[
            draw(drawn_household(f"H{i}")) for i in range(draw(st.integers(0, households)))
        ],
        units=[draw(drawn_unit(f"U{i}")) for i in range(draw(st.integers(0, units)))],
        on=ON,
        params=PlacementParams(horizon_nights=30),
    )
