"""A birth as it is known: a day, a year, an apparent age, or nothing; and ages at a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lgnet.domain.people.enums import BirthPrecision
from lgnet.lib.errors import Invalid

OLDEST = 120
UNDER_18, ADULT, OVER_60, UNKNOWN = "<18", "18-60", ">60", "unknown"


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 29 February becomes 28 in common years."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def full_years(born: date, on: date) -> int:
    """Return the age on a day; born on 29 February, one turns older on 1 March of common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth between two days, both included, and how well it is known.

    Attributes
    ----------
    from_on, to_on : date or None
        Earliest and latest day; equal when the day is known, both None when nothing is.
    precision : BirthPrecision
        How it was told.
    source : str
        Who said so, in a few words: "dichiarata", "passaporto".
    """

    from_on: date | None = None
    to_on: date | None = None
    precision: str = BirthPrecision.UNKNOWN
    source: str = ""

    @classmethod
    def on_day(cls, day: date, *, source: str = "") -> Birth:
        """Return a birth whose day is known."""
        return cls(day, day, BirthPrecision.DAY, source)

    @classmethod
    def in_year(cls, year: int, *, source: str = "") -> Birth:
        """Return a birth of which the year is known.

        Raises
        ------
        Invalid
            ``people.birth_absurd``: not a year of the calendar.
        """
        if not 1000 <= year <= 9999:
            raise Invalid("people.birth_absurd", field="birth")
        return cls(date(year, 1, 1), date(year, 12, 31), BirthPrecision.YEAR, source)

    @classmethod
    def aged(cls, lowest: int, highest: int, *, on: date, source: str = "") -> Birth:
        """Return the birth of somebody who on a day looks between two ages, both included.

        Raises
        ------
        Invalid
            ``people.birth_absurd``: ages reversed, negative or beyond a human life.
        """
        if not 0 <= lowest <= highest <= OLDEST:
            raise Invalid("people.birth_absurd", field="birth")
        earliest = years_before(on, highest + 1) + timedelta(days=1)
        return cls(earliest, years_before(on, lowest), BirthPrecision.BAND, source)

    @classmethod
    def of(cls, person: Any) -> Birth:
        """Return the birth a row with the birth columns keeps."""
        return cls(
            person.birth_on,
            person.birth_to,
            person.birth_precision,
            getattr(person, "birth_source", ""),
        )

    def checked(self, *, on: date) -> Birth:
        """Return it unchanged if it is a credible birth on the day it is written down.

        Raises
        ------
        Invalid
            ``people.birth_absurd``, ``people.birth_future`` or ``people.birth_too_old``.
        """
        if (self.from_on is None) != (self.to_on is None):
            raise Invalid("people.birth_absurd", field="birth")
        if self.from_on is None or self.to_on is None:
            if self.precision != BirthPrecision.UNKNOWN:
                raise Invalid("people.birth_absurd", field="birth")
            return self
        if self.precision not in BirthPrecision.values or self.to_on < self.from_on:
            raise Invalid("people.birth_absurd", field="birth")
        if (self.precision == BirthPrecision.DAY) != (self.from_on == self.to_on):
            raise Invalid("people.birth_absurd", field="birth")
        if self.from_on > on:
            raise Invalid("people.birth_future", field="birth")
        if full_years(self.to_on, on) > OLDEST:
            raise Invalid("people.birth_too_old", field="birth", oldest=OLDEST)
        return self

    def ages(self, *, on: date) -> tuple[int, int] | None:
        """Return the lowest and highest possible age on a day, or None when not known."""
        if self.from_on is None or self.to_on is None:
            return None
        return max(0, full_years(self.to_on, on)), max(0, full_years(self.from_on, on))

    def bracket(self, *, on: date) -> str:
        """Return ``<18``, ``18-60``, ``>60``; ``unknown`` when both sides of a limit are possible."""
        ages = self.ages(on=on)
        if ages is None:
            return UNKNOWN
        low, high = ages
        if high < 18:
            return UNDER_18
        if low > 60:
            return OVER_60
        return ADULT if low >= 18 and high <= 60 else UNKNOWN

    def may_be_in(self, year: int) -> bool:
        """Tell whether the birth may lie in a year."""
        if self.from_on is None or self.to_on is None:
            return False
        return self.from_on.year <= year <= self.to_on.year
