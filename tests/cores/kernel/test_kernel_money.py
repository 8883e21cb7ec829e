from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.kernel import MoneyError, Rounding, parse_money, percentage_of, round_cents, split

TOTAL = Decimal("11434653.45")
cents = st.integers(-(10**12), 10**12).map(lambda n: Decimal(n) / 100)


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (Rounding.HALF_EVEN, "10291188.10"),
        (Rounding.DOWN, "10291188.10"),
        (Rounding.HALF_UP, "10291188.11"),
        (Rounding.UP, "10291188.11"),
    ],
)
def test_percentage_of_the_sheet_total_by_named_rounding(rounding, expected):
    assert percentage_of(TOTAL, rate=Decimal("0.9"), rounding=rounding) == Decimal(expected)


@pytest.mark.parametrize(
    "bad",
    [
        "", " ", "abc", "1,5", "1.234,00", "1e3", "NaN", "inf", "١٢", "1.", ".5", "--1", "1.005",
        "9" * 16, 1.5, None, True, Decimal("NaN"), Decimal("Infinity"), Decimal("0.001"),
    ],
)  # fmt: skip
def test_parse_money_refuses_what_is_not_money(bad):
    with pytest.raises(MoneyError):
        parse_money(bad)


@given(cents)
def test_parse_money_reads_back_what_it_prints(amount):
    assert parse_money(f"{amount:f}") == amount


@pytest.mark.parametrize("rate", [Decimal("-0.1"), Decimal("1.1"), Decimal("NaN"), 0.5])
def test_percentage_of_refuses_rates_outside_zero_and_one(rate):
    with pytest.raises(MoneyError):
        percentage_of(TOTAL, rate=rate, rounding=Rounding.DOWN)


def test_round_cents_refuses_floats():
    with pytest.raises(MoneyError):
        round_cents(1.25, rounding=Rounding.HALF_UP)


@given(cents, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_split_parts_sum_to_the_whole(amount, weights):
    parts = split(amount, weights=weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < Decimal("0.011")


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_split_refuses_weights_that_cannot_share(weights):
    with pytest.raises(MoneyError):
        split(TOTAL, weights=weights)
