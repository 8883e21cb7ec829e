from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.kernel import (
    AgeRange,
    Birth,
    BirthError,
    DigestError,
    Effect,
    GeoError,
    Point,
    Reason,
    TravelModel,
    age_on,
    canonical_hash,
    haversine_metres,
    seeded,
)

SEEN = date(2026, 1, 10)
FIRENZE, BOLOGNA = Point(43.7696, 11.2558), Point(44.4949, 11.3426)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_distance_firenze_bologna():
    assert haversine_metres(FIRENZE, BOLOGNA) == pytest.approx(80_900, rel=0.005)


@given(points, points)
def test_distance_is_symmetric_and_bounded(a, b):
    assert haversine_metres(a, b) == pytest.approx(haversine_metres(b, a))
    assert 0 <= haversine_metres(a, b) <= 20_016_000


@given(points, points)
def test_public_transport_is_never_slower_than_walking(a, b):
    model = TravelModel()
    assert model.transit_minutes(a, b) <= model.walking_minutes(a, b)


@pytest.mark.parametrize("bad", [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_points_off_the_earth_are_refused(bad):
    with pytest.raises(GeoError):
        Point(*bad)


@pytest.mark.parametrize(
    "bad", [{"street_factor": 0.9}, {"walking_kmh": 0}, {"transit_wait_minutes": -1}]
)
def test_impossible_travel_assumptions_are_refused(bad):
    with pytest.raises(GeoError):
        TravelModel(**bad)


def test_reason_sorts_its_parameters_and_speaks_json():
    reason = Reason.of("CODE", Effect.FOR, b=2, a=date(2026, 1, 2))
    assert reason.params == (("a", date(2026, 1, 2)), ("b", 2))
    assert reason.param("b") == 2
    assert reason.as_dict()["params"] == {"a": "2026-01-02", "b": 2}
    with pytest.raises(KeyError):
        reason.param("c")


def test_seeded_is_reproducible_and_separates_uses():
    assert seeded(7, "a").random() == seeded(7, "a").random()
    assert len({seeded(7, *labels).random() for labels in [("a",), ("b",), (1,), ("1",), ()]}) == 5


def test_canonical_hash_ignores_the_order_of_sets_and_keys_only():
    assert canonical_hash({"a": 1, "b": {1, 2}}) == canonical_hash({"b": {2, 1}, "a": 1})
    assert canonical_hash([1, 2]) != canonical_hash([2, 1])
    assert canonical_hash(Decimal("1.10")) == canonical_hash("1.10")


@pytest.mark.parametrize("bad", [float("nan"), object(), [float("inf")]])
def test_canonical_hash_refuses_what_has_no_form(bad):
    with pytest.raises(DigestError):
        canonical_hash(bad)


@pytest.mark.parametrize(
    ("birth", "on", "ages"),
    [
        (Birth(on=date(2008, 11, 23)), date(2026, 11, 22), (17, 17)),
        (Birth(on=date(2008, 11, 23)), date(2026, 11, 23), (18, 18)),
        (Birth(on=date(2008, 2, 29)), date(2026, 2, 28), (17, 17)),
        (Birth(year=2008), date(2026, 6, 1), (17, 18)),
        (Birth(year=2008), date(2026, 12, 31), (18, 18)),
        (Birth(year=2026), date(2026, 6, 1), (0, 0)),
        (Birth(estimate=AgeRange(15, 20), estimated_on=SEEN), SEEN, (15, 20)),
        (Birth(estimate=AgeRange(15, 20), estimated_on=SEEN), date(2026, 6, 1), (15, 21)),
        (Birth(estimate=AgeRange(15), estimated_on=date(2020, 1, 10)), SEEN, (21, None)),
        (Birth(), date(2026, 1, 1), (0, None)),
    ],
)  # fmt: skip
def test_age_on_a_date(birth, on, ages):
    assert age_on(birth, on=on) == AgeRange(*ages)


@given(st.dates(date(1940, 1, 1), date(2020, 12, 31)), st.integers(0, 5000), st.integers(0, 5000))
def test_the_true_age_lies_in_every_less_certain_range(born, first, more):
    seen_on = max(born, date(2020, 12, 31)) + timedelta(days=first)
    on = seen_on + timedelta(days=more)
    exact = age_on(Birth(on=born), on=on).minimum
    estimate = age_on(Birth(on=born), on=seen_on)
    for birth in (Birth(year=born.year), Birth(estimate=estimate, estimated_on=seen_on)):
        ages = age_on(birth, on=on)
        assert ages.minimum <= exact <= ages.maximum


@given(st.dates(date(1960, 1, 1), date(2000, 12, 31)), st.integers(1, 5000))
def test_an_estimate_looks_back_safely(born, days_before):
    seen_on = date(2026, 6, 1)
    on = max(born, seen_on - timedelta(days=days_before))
    estimate = age_on(Birth(on=born), on=seen_on)
    ages = age_on(Birth(estimate=estimate, estimated_on=seen_on), on=on)
    assert ages.minimum <= age_on(Birth(on=born), on=on).minimum <= ages.maximum


def test_age_questions_know_three_answers():
    assert AgeRange(15, 17).is_under(18) is True
    assert AgeRange(15, 18).is_under(18) is None
    assert AgeRange(18).is_at_least(18) is True
    assert AgeRange().is_at_least(18) is None


@pytest.mark.parametrize(
    "bad",
    [
        {"on": date(2000, 1, 1), "year": 2000},
        {"estimate": AgeRange(1, 2)},
        {"year": 1},
        {"year": 99999},
    ],
)
def test_births_that_contradict_themselves_are_refused(bad):
    with pytest.raises(BirthError):
        Birth(**bad)


@pytest.mark.parametrize("birth", [Birth(on=date(2030, 1, 1)), Birth(year=2030), Birth(year=1850)])
def test_absurd_ages_are_refused(birth):
    with pytest.raises(BirthError):
        age_on(birth, on=date(2026, 1, 1))
