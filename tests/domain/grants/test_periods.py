"""Periods: half-open quarters and years with names for addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.domain.grants.periods import Period, open_periods, periods_since
from lgnet.lib.errors import NotFound

DAYS = st.dates(date(2001, 1, 1), date(2098, 1, 1))


@given(DAYS)
def test_period_holds_its_day_and_reads_back(day):
    for period in (Period.quarter_of(day), Period.year_of(day)):
        assert period.starts_on <= day < period.ends_on
        assert Period.parse(period.code) == period
        assert period.before().ends_on == period.starts_on


def test_period_codes():
    assert Period.quarter_of(date(2026, 11, 22)).code == "2026-T4"
    assert Period.year_of(date(2026, 11, 22)).code == "2026"
    assert [p.code for p in open_periods(on=date(2026, 1, 5))] == [
        "2026-T1",
        "2025-T4",
        "2026",
        "2025",
    ]


def test_periods_since_first_fact():
    found = {p.code for p in periods_since(first=date(2025, 12, 31), on=date(2026, 4, 1))}
    assert found == {"2025-T4", "2026-T1", "2026-T2", "2025", "2026"}


@pytest.mark.parametrize("code", ["", "26", "2026-T5", "2026-t1", "2026T1", "٢٠٢٦", "2026-T1\n"])
def test_parse_refuses(code):
    with pytest.raises(NotFound):
        Period.parse(code)
