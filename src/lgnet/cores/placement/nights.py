"""Nights as sets of bits: what stands in the way in a unit, and where a stay would fit.

Night ``t`` counted from the day of the proposal is bit ``t`` of an integer. Units laid one after
another make one long integer, so that the same few operations answer for one unit or for all.
The hard rules define what is computed here; property tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lgnet.cores.kernel import Span
from lgnet.cores.placement.types import Household, Occupancy, Sex, Unit


@dataclass(frozen=True, slots=True)
class Calendar:
    """The nights that matter: ``width`` of them from ``on``, the first ``horizon`` to enter on.

    No stay of a household reaches beyond.
    """

    on: date
    horizon: int
    width: int

    @classmethod
    def over(cls, *, on: date, horizon: int, longest: int) -> Calendar:
        """Return the calendar long enough for stays of ``longest`` nights."""
        return cls(on, horizon, -(-(horizon + longest) // 8) * 8)

    def offset(self, day: date) -> int:
        """Return how many nights after the first one a day lies."""
        return (day - self.on).days

    def bits(self, span: Span) -> int:
        """Return the nights of a span, those before and after the calendar left out."""
        first = max(0, self.offset(span.start))
        end = self.width if span.end is None else min(self.width, self.offset(span.end))
        return ((1 << end) - (1 << first)) if end > first else 0


@dataclass(frozen=True, slots=True)
class Nights:
    """What stands in a unit's way, each a set of nights.

    Attributes
    ----------
    closed : int
        Not open yet, or blocked as a whole.
    after : int
        After its last open night: a planned stay is cut there.
    present, alone : int
        Somebody sleeps there; somebody who must be alone.
    not_female, not_male : int
        Somebody sleeps there who is not surely female, male.
    minors, adults : int
        Somebody who is or may be a minor, an adult.
    exclusive : int
        All nights of a unit for one household at a time.
    short : tuple of int
        ``short[n]``: fewer than ``n + 1`` beds are free.
    """

    closed: int
    after: int
    present: int
    alone: int
    not_female: int
    not_male: int
    minors: int
    adults: int
    exclusive: int
    short: tuple[int, ...]

    @classmethod
    def of(cls, unit: Unit, *, calendar: Calendar, most: int, but: str = "") -> Nights:
        """Return the nights of a unit, of a household's own occupancies left out.

        ``most`` is the largest capacity of any unit: all sets of beds are as long.
        """
        full = (1 << calendar.width) - 1
        closed = after = 0
        if unit.open is not None:
            opening = calendar.bits(unit.open)
            if unit.open.end is not None:
                after = full & ~calendar.bits(
                    Span(min(calendar.on, unit.open.start), unit.open.end)
                )
            closed = full & ~opening & ~after
        short = [0] * unit.capacity + [full] * (most - unit.capacity)
        for block in unit.blocked:
            nights = calendar.bits(block.span)
            if block.beds is None or block.beds >= unit.capacity:
                closed |= nights
            else:
                short = _with_fewer_beds(short, nights, block.beds)
        exclusive = full if unit.exclusive else 0
        empty = cls(closed, after, 0, 0, 0, 0, 0, 0, exclusive, tuple(short))
        there = [other for other in unit.occupancies if other.household_id != but]
        return empty.with_occupancies(there, calendar)

    def with_occupancies(self, there: Sequence[Occupancy], calendar: Calendar) -> Nights:
        """Return the nights once some more people sleep there."""
        if not there:
            return self
        present, alone, minors, adults = self.present, self.alone, self.minors, self.adults
        not_female, not_male, short = self.not_female, self.not_male, list(self.short)
        for other in there:
            nights = calendar.bits(other.span)
            present |= nights
            if other.whole_unit:
                alone |= nights
            if not other.sexes <= _ONLY_FEMALE:
                not_female |= nights
            if not other.sexes <= _ONLY_MALE:
                not_male |= nights
            if other.has_minors:
                minors |= nights
            if other.has_adults:
                adults |= nights
            short = _with_fewer_beds(short, nights, other.persons)
        return Nights(
            self.closed, self.after, present, alone, not_female, not_male, minors, adults,
            self.exclusive, tuple(short),
        )  # fmt: skip

    @classmethod
    def joined(cls, units: Sequence[Nights], width: int) -> Nights:
        """Lay units one after another, each ``width`` nights (a multiple of 8) long."""

        def join(sets: Iterable[int]) -> int:
            return int.from_bytes(
                b"".join(s.to_bytes(width // 8, "little") for s in sets), "little"
            )

        most = len(units[0].short) if units else 0
        return cls(
            closed=join(n.closed for n in units),
            after=join(n.after for n in units),
            present=join(n.present for n in units),
            alone=join(n.alone for n in units),
            not_female=join(n.not_female for n in units),
            not_male=join(n.not_male for n in units),
            minors=join(n.minors for n in units),
            adults=join(n.adults for n in units),
            exclusive=join(n.exclusive for n in units),
            short=tuple(join(n.short[beds] for n in units) for beds in range(most)),
        )


_ONLY_FEMALE = frozenset({Sex.FEMALE})
_ONLY_MALE = frozenset({Sex.MALE})


def _with_fewer_beds(short: list[int], nights: int, beds: int) -> list[int]:
    most = len(short)
    return [
        lack | (nights & short[n + beds] if n + beds < most else nights)
        for n, lack in enumerate(short)
    ]


@dataclass(frozen=True, slots=True)
class Guests:
    """What the rules on nights see of a household."""

    size: int
    whole: bool
    sex: Sex | None
    minors: bool
    adults: bool

    @classmethod
    def of(cls, household: Household) -> Guests:
        """Return the guests; their sex is ``None`` unless all who count are surely of one."""
        sexes = household.sexes
        one = len(sexes) == 1 and sexes <= {Sex.FEMALE, Sex.MALE}
        return cls(
            size=household.size,
            whole=household.needs_whole_unit,
            sex=next(iter(sexes)) if one else None,
            minors=household.has_minors,
            adults=household.has_adults,
        )


def bad_nights(guests: Guests, nights: Nights) -> int:
    """Return the nights on which a rule would refuse the guests, cut stays apart."""
    bad = nights.closed | nights.alone | (nights.present & nights.exclusive)
    # Too small at all is told by the rule on capacity, and refused there.
    bad |= nights.short[guests.size - 1] if guests.size <= len(nights.short) else 0
    if guests.whole or guests.sex is None:
        return bad | nights.present
    bad |= nights.not_female if guests.sex is Sex.FEMALE else nights.not_male
    if guests.minors:
        bad |= nights.adults
    if guests.adults:
        bad |= nights.minors
    return bad


def starts_of(free: int, length: int) -> int:
    """Return the nights from which ``length`` nights in a row are free."""
    done = 1
    while 2 * done <= length:
        free &= free >> done
        done *= 2
    return free & free >> (length - done)
