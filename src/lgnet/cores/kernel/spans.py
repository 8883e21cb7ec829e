"""Half-open spans of dates: ``[start, end)``; a stay that ends on the 5th frees that night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta


class SpanError(ValueError):
    """The dates do not make a span, or the question needs an end that is not there."""


def _require_date(value: object, name: str) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise SpanError(f"{name} must be a date without time")


@dataclass(frozen=True, slots=True)
class Span:
    """A non-empty half-open span of dates.

    Attributes
    ----------
    start : date
        First night inside.
    end : date or None
        First night outside; ``None`` means open, without a known end.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse values that are not dates, and empty or reversed spans."""
        _require_date(self.start, "start")
        if self.end is None:
            return
        _require_date(self.end, "end")
        if self.end <= self.start:
            raise SpanError("a span ends after it starts")

    @classmethod
    def of_nights(cls, start: date, nights: int) -> Span:
        """Return the span of that many nights (at least one) from a first night."""
        if nights < 1:
            raise SpanError("a span has at least one night")
        try:
            return cls(start, start + timedelta(days=nights))
        except OverflowError as error:
            raise SpanError("the span ends beyond the calendar") from error

    @property
    def nights(self) -> int | None:
        """Return how many nights are inside; ``None`` when open."""
        return None if self.end is None else (self.end - self.start).days

    def contains(self, on: date) -> bool:
        """Say whether a date lies inside."""
        return self.start <= on and (self.end is None or on < self.end)

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one night."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def intersect(self, other: Span) -> Span | None:
        """Return the nights both share, or ``None``."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Span(max(self.start, other.start), min(ends) if ends else None)

    def shift(self, days: int) -> Span:
        """Return the same span moved by whole days."""
        delta = timedelta(days=days)
        return Span(self.start + delta, None if self.end is None else self.end + delta)

    def dates(self) -> Iterator[date]:
        """Iterate over the nights inside, in order.

        Raises
        ------
        SpanError
            When the span is open: its nights cannot be listed.
        """
        if self.end is None:
            raise SpanError("an open span has no last night")
        for offset in range((self.end - self.start).days):
            yield self.start + timedelta(days=offset)
