"""Money in euro as ``Decimal``; every rounding has a name, bad input raises."""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

CENT = Decimal("0.01")
# Wide enough for any product of two amounts of this field; independent of the ambient context.
_CONTEXT = decimal.Context(prec=50, traps=[decimal.InvalidOperation, decimal.DivisionByZero])


class MoneyError(ValueError):
    """The text or number given is not an amount of money."""


class Rounding(StrEnum):
    """How an amount with fractions of a cent becomes an amount in cents."""

    HALF_EVEN = decimal.ROUND_HALF_EVEN
    HALF_UP = decimal.ROUND_HALF_UP
    DOWN = decimal.ROUND_DOWN
    UP = decimal.ROUND_UP


def parse_money(value: str | int | Decimal) -> Decimal:
    """Read an exact amount in euro with at most two decimals.

    Parameters
    ----------
    value : str, int or Decimal
        Plain digits with an optional sign and a dot before the cents; no thousands marks,
        no exponent. A binary float is refused because it cannot hold cents exactly.

    Returns
    -------
    Decimal
        The amount, euro, with exactly two decimals.

    Raises
    ------
    MoneyError
        When the value is not such an amount.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise MoneyError(f"money must be text, an integer or a Decimal, not {type(value).__name__}")
    if isinstance(value, str):
        digits = value.strip().removeprefix("-")
        whole, dot, cents = digits.partition(".")
        well_formed = whole.isascii() and whole.isdigit() and len(whole) <= 15
        if dot:
            well_formed = well_formed and cents.isascii() and cents.isdigit()
        if not well_formed:
            raise MoneyError("money must be written as digits with a dot before the cents")
        value = value.strip()
    amount = Decimal(value)
    if not amount.is_finite():
        raise MoneyError("money must be finite")
    try:
        in_cents = amount.quantize(CENT, rounding=decimal.ROUND_DOWN, context=_CONTEXT)
    except decimal.InvalidOperation as error:
        raise MoneyError("the amount is too large") from error
    if in_cents != amount:
        raise MoneyError("money has at most two decimals; round it by name first")
    return in_cents


def round_cents(amount: Decimal, *, rounding: Rounding) -> Decimal:
    """Round an amount in euro to cents with the named mode.

    Raises
    ------
    MoneyError
        When the amount is not a finite ``Decimal``.
    """
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise MoneyError("only a finite Decimal can be rounded to cents")
    return amount.quantize(CENT, rounding=str(rounding), context=_CONTEXT)


def percentage_of(amount: Decimal, *, rate: Decimal, rounding: Rounding) -> Decimal:
    """Return the part of an amount that a rate between 0 and 1 covers, in cents.

    Parameters
    ----------
    amount : Decimal
        Euro.
    rate : Decimal
        Share between 0 and 1, e.g. ``Decimal("0.9")`` for co-financing at 90 %.
    rounding : Rounding
        What happens to fractions of a cent. 90 % of 11,434,653.45 is 10,291,188.105; the
        project sheet prints 10,291,188.10, that is ``HALF_EVEN`` or ``DOWN``.

    Raises
    ------
    MoneyError
        When the rate is outside [0, 1] or either number is not finite.
    """
    if not isinstance(rate, Decimal) or not rate.is_finite() or not 0 <= rate <= 1:
        raise MoneyError("a rate is a Decimal between 0 and 1")
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise MoneyError("an amount is a finite Decimal")
    return round_cents(_CONTEXT.multiply(amount, rate), rounding=rounding)


def split(amount: Decimal, *, weights: Sequence[int]) -> tuple[Decimal, ...]:
    """Share an amount by weights so that the parts in cents sum to it exactly.

    Largest remainder; equal remainders go to the earlier weight, so the answer is the same
    every time.

    Raises
    ------
    MoneyError
        When there is no positive weight, a weight is negative, or the amount has fractions
        of a cent.
    """
    if not weights or any(weight < 0 for weight in weights) or sum(weights) == 0:
        raise MoneyError("weights must be non-negative and not all zero")
    cents = int(parse_money(amount) * 100)
    sign = -1 if cents < 0 else 1
    total = sum(weights)
    shares = [abs(cents) * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(abs(cents) * weights[i] % total), i))
    for i in order[: abs(cents) - sum(shares)]:
        shares[i] += 1
    return tuple(Decimal(sign * share) * CENT for share in shares)
