"""Births as they are known, and ages at a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.domain.people.birth import OLDEST, Birth, full_years
from lgnet.lib.errors import Invalid

DAYS = st.dates(date(1930, 1, 1), date(2026, 11, 22))
ON = date(2026, 11, 22)


@given(born=DAYS, low=st.integers(0, 80), more=st.integers(0, 20))
def test_apparent_age_covers_every_birthday_it_may_be(born, low, more):
    age = full_years(born, ON)
    birth = Birth.aged(low, low + more, on=ON).checked(on=ON)
    assert (birth.from_on <= born <= birth.to_on) == (low <= age <= low + more)


@given(born=DAYS, later=st.integers(0, 4000))
def test_exact_day_gives_one_age_at_any_later_day(born, later):
    on = born + timedelta(days=later)
    low, high = Birth.on_day(born).ages(on=on)
    assert low == high == full_years(born, on)


@given(born=DAYS, on=DAYS)
def test_year_alone_never_contradicts_the_day(born, on):
    if on < born:
        return
    exact, rough = Birth.on_day(born).bracket(on=on), Birth.in_year(born.year).bracket(on=on)
    assert rough in (exact, "unknown")


@given(low=st.integers(0, 100), more=st.integers(0, 15))
def test_bracket_is_unknown_only_when_the_band_straddles_a_limit(low, more):
    high = low + more
    bracket = Birth.aged(low, high, on=ON).bracket(on=ON)
    straddles = low < 18 <= high or low <= 60 < high
    assert (bracket == "unknown") == straddles


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        (Birth.on_day(date(2026, 11, 23)), "people.birth_future"),
        (Birth.on_day(date(1905, 1, 1)), "people.birth_too_old"),
        (Birth(date(2000, 1, 2), date(2000, 1, 1), "BAND"), "people.birth_absurd"),
        (Birth(date(2000, 1, 1), None, "DAY"), "people.birth_absurd"),
        (Birth(None, None, "YEAR"), "people.birth_absurd"),
        (Birth(date(2000, 1, 1), date(2000, 5, 1), "DAY"), "people.birth_absurd"),
    ],
)
def test_absurd_birth_is_refused(birth, code):
    with pytest.raises(Invalid) as refused:
        birth.checked(on=ON)
    assert refused.value.code == code


@pytest.mark.parametrize("ages", [(-1, 5), (30, 20), (10, OLDEST + 1)])
def test_absurd_apparent_age_is_refused(ages):
    with pytest.raises(Invalid):
        Birth.aged(*ages, on=ON)


def test_nothing_known_is_unknown_not_a_guess():
    assert Birth().checked(on=ON).ages(on=ON) is None
    assert Birth().bracket(on=ON) == "unknown"
