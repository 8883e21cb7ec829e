"""Age at a date when the birth is known exactly, by year, by an estimate, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OLDEST = 130


class BirthError(ValueError):
    """What is said about a birth contradicts itself or the calendar."""


@dataclass(frozen=True, slots=True)
class AgeRange:
    """The ages in whole years that are possible; both ends included.

    ``maximum=None`` means no upper limit is known. Questions answer ``None`` for "not known".
    """

    minimum: int = 0
    maximum: int | None = None

    def __post_init__(self) -> None:
        """Refuse negative, absurd or reversed ages."""
        if not 0 <= self.minimum <= OLDEST:
            raise BirthError(f"an age lies between 0 and {OLDEST}")
        if self.maximum is not None and not self.minimum <= self.maximum <= OLDEST:
            raise BirthError("the highest age is below the lowest or beyond a human life")

    @classmethod
    def exactly(cls, years: int) -> AgeRange:
        """Return the range of one age."""
        return cls(years, years)

    def is_under(self, years: int) -> bool | None:
        """Say whether the age is below a limit; ``None`` when both are possible."""
        if self.maximum is not None and self.maximum < years:
            return True
        return False if self.minimum >= years else None

    def is_at_least(self, years: int) -> bool | None:
        """Say whether the age reaches a limit; ``None`` when both are possible."""
        under = self.is_under(years)
        return None if under is None else not under


@dataclass(frozen=True, slots=True)
class Birth:
    """What is known about a birth: a date, or a year, or an age estimated on a day, or nothing.

    Attributes
    ----------
    on : date or None
        Exact date of birth.
    year : int or None
        Year of birth when no more is known.
    estimate : AgeRange or None
        Age somebody estimated, in whole years.
    estimated_on : date or None
        The day of that estimate.
    """

    on: date | None = None
    year: int | None = None
    estimate: AgeRange | None = None
    estimated_on: date | None = None

    def __post_init__(self) -> None:
        """Allow exactly one way of knowing, or none; an estimate needs its day."""
        ways = [self.on is not None, self.year is not None, self.estimate is not None]
        if sum(ways) > 1:
            raise BirthError("give a date, a year or an estimate, not several")
        if (self.estimate is None) != (self.estimated_on is None):
            raise BirthError("an estimated age goes with the day of the estimate")
        if self.year is not None and not 1850 <= self.year <= 9999:
            raise BirthError("the year of birth is not credible")


def _full_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_on(birth: Birth, *, on: date) -> AgeRange:
    """Return the ages a person may have on a date.

    A person born on 29 February turns a year older on 1 March of common years. A year alone
    leaves two ages open until its end; an estimate ages with the calendar and stays as wide
    as it was, plus the year its unknown birthday adds.

    Raises
    ------
    BirthError
        When the date asked lies before the birth or the age exceeds a human life.
    """
    if birth.on is not None:
        if on < birth.on:
            raise BirthError("the date asked lies before the birth")
        return AgeRange.exactly(_full_years(birth.on, on))
    if birth.year is not None:
        if on.year < birth.year:
            raise BirthError("the date asked lies before the birth")
        youngest = _full_years(date(birth.year, 12, 31), on)
        return AgeRange(max(0, youngest), _full_years(date(birth.year, 1, 1), on))
    if birth.estimate is None or birth.estimated_on is None:
        return AgeRange()
    # Born as late as possible for the lowest age, as early as possible for the highest one.
    days = (on - birth.estimated_on).days
    whole_years = abs(days) // 365
    if days >= 0:
        full = _full_years(birth.estimated_on, on)
        grow_most = full + (on != _anniversary(birth.estimated_on, full))
    else:
        full = -whole_years - 1
        grow_most = 0
    low = min(OLDEST, max(0, birth.estimate.minimum + full))
    if birth.estimate.maximum is None:
        return AgeRange(low, None)
    return AgeRange(low, min(OLDEST, max(low, birth.estimate.maximum + grow_most)))


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
