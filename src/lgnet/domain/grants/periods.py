"""The periods figures are computed for: quarters and years, half-open."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from lgnet.lib.errors import NotFound


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a day to the day before another."""

    starts_on: date
    ends_on: date

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """Return the quarter a day lies in."""
        first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        return cls(first, _months_later(first, 3))

    @classmethod
    def year_of(cls, day: date) -> Self:
        """Return the calendar year a day lies in."""
        return cls(date(day.year, 1, 1), date(day.year + 1, 1, 1))

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the period of an address: ``2026`` or ``2026-T3``.

        Raises
        ------
        NotFound
            It names no period.
        """
        match = re.fullmatch(r"(20\d\d)(?:-T([1-4]))?", code, re.ASCII)
        if match is None:
            raise NotFound("grants.no_such_period")
        year, quarter = int(match[1]), match[2]
        if quarter is None:
            return cls.year_of(date(year, 1, 1))
        return cls.quarter_of(date(year, 3 * int(quarter) - 2, 1))

    @property
    def is_quarter(self) -> bool:
        """Whether it is three months long."""
        return _months_later(self.starts_on, 3) == self.ends_on

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return (self.starts_on.month + 2) // 3

    @property
    def code(self) -> str:
        """Its name in addresses."""
        year = str(self.starts_on.year)
        return f"{year}-T{self.quarter}" if self.is_quarter else year

    def before(self) -> Self:
        """Return the period of the same length that ends where this one starts."""
        months = 3 if self.is_quarter else 12
        return type(self)(_months_later(self.starts_on, -months), self.starts_on)


def _months_later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def open_periods(*, on: date) -> list[Period]:
    """Return the periods still worth computing: this and the last quarter, this and the last year."""
    quarter, year = Period.quarter_of(on), Period.year_of(on)
    return [quarter, quarter.before(), year, year.before()]


def periods_since(*, first: date, on: date) -> list[Period]:
    """Return every quarter and year from a day's to today's, oldest first."""
    found: set[Period] = set()
    quarter, year = Period.quarter_of(on), Period.year_of(on)
    while quarter.ends_on > first:
        found.add(quarter)
        quarter = quarter.before()
    while year.ends_on > first:
        found.add(year)
        year = year.before()
    return sorted(found)
