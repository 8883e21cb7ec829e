from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.kernel import Span, SpanError

DAY = date(2026, 1, 1)
days = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))


@st.composite
def spans(draw):
    start = draw(days)
    nights = draw(st.one_of(st.none(), st.integers(1, 20)))
    return Span(start, None if nights is None else start + timedelta(days=nights))


def inside(span):
    return {DAY + timedelta(days=n) for n in range(80) if span.contains(DAY + timedelta(days=n))}


@given(spans(), spans())
def test_overlap_and_intersection_agree_with_sets_of_nights(a, b):
    common = inside(a) & inside(b)
    assert a.overlaps(b) is bool(common) is b.overlaps(a)
    both = a.intersect(b)
    assert (inside(both) if both else set()) == common


@given(spans(), spans())
def test_covers_agrees_with_sets_of_nights(a, b):
    assert a.covers(b) is (inside(b) <= inside(a) and (a.end is None or b.end is not None))


@given(spans(), st.integers(-30, 30))
def test_shift_keeps_the_nights(span, by):
    assert span.shift(by).nights == span.nights
    assert span.shift(by).shift(-by) == span


@given(spans())
def test_nights_counts_the_dates(span):
    if span.end is None:
        assert span.nights is None
        with pytest.raises(SpanError):
            list(span.dates())
    else:
        assert span.nights == len(list(span.dates())) == len(inside(span))


def test_a_stay_that_ends_frees_that_night():
    assert not Span(DAY, date(2026, 1, 5)).overlaps(Span(date(2026, 1, 5)))


@pytest.mark.parametrize("end", [DAY, date(2025, 12, 31)])
def test_empty_and_reversed_spans_are_refused(end):
    with pytest.raises(SpanError):
        Span(DAY, end)


def test_a_moment_is_not_a_date():
    with pytest.raises(SpanError):
        Span(datetime(2026, 1, 1, 12))


@pytest.mark.parametrize("nights", [0, -1, 10**9])
def test_of_nights_refuses_what_is_not_a_stay(nights):
    with pytest.raises(SpanError):
        Span.of_nights(DAY, nights)
