"""Which nights a household could spend in a unit, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lgnet.cores.kernel import Reason, Span
from lgnet.cores.placement.rules import HARD_RULES, RULES_ON_NIGHTS, RULES_ON_UNITS, HardRule
from lgnet.cores.placement.types import Candidate, Household, PlacementParams, Unit


def planned_nights(nights: int, longest: int | None) -> int:
    """Return the nights planned in a unit with a longest stay, ``None`` for no limit."""
    return nights if longest is None or nights < longest else longest


def stay_span(household: Household, unit: Unit, start: date) -> Span:
    """Return the nights planned from a first night.

    The planned stay is shortened to the unit's longest stay and to its last open night, but
    never below the shortest stay the household can do with: then a rule refuses the unit.
    """
    nights = planned_nights(household.nights, unit.max_stay_nights)
    if unit.open is not None and unit.open.end is not None:
        nights = min(nights, max(1, (unit.open.end - start).days))
    return Span.of_nights(start, max(nights, household.min_stay_nights))


def failed_rules(candidate: Candidate, params: PlacementParams) -> tuple[Reason, ...]:
    """Run every hard rule and return each one that fails, in the order of the book."""
    return _failing(HARD_RULES, candidate, params)


def nearest_failures(
    household: Household, unit: Unit, *, on: date, params: PlacementParams
) -> tuple[Reason, ...]:
    """Return every rule that fails on the night that comes nearest to working, the earliest."""
    starts = possible_starts(household, unit, on=on, params=params)
    first, *others = (
        Candidate(household, unit, stay_span(household, unit, start))
        for start in starts or (first_night_wanted(household, on),)
    )
    always = _failing(RULES_ON_UNITS, first, params)
    fewest = _failing(RULES_ON_NIGHTS, first, params)
    for candidate in others:
        if len(fewest) == (0 if always else 1):  # a unit left out fails one at least
            break
        fewest = min(fewest, _failing(RULES_ON_NIGHTS, candidate, params), key=len)
    return always + fewest


def _failing(
    book: Sequence[HardRule], candidate: Candidate, params: PlacementParams
) -> tuple[Reason, ...]:
    found = (rule.check(candidate, params) for rule in book)
    return tuple(reason for reason in found if reason is not None)


def first_night_wanted(household: Household, on: date) -> date:
    """Return the first night the household could enter, not before the day of the proposal."""
    return on if household.enter_from is None else max(on, household.enter_from)


def possible_events(unit: Unit) -> set[date]:
    """Return the days on which something in a unit ends or opens."""
    events = {occupancy.span.end for occupancy in unit.occupancies if occupancy.span.end}
    events |= {block.span.end for block in unit.blocked if block.span.end}
    if unit.open is not None:
        events.add(unit.open.start)
    return events


def possible_starts(
    household: Household, unit: Unit, *, on: date, params: PlacementParams
) -> tuple[date, ...]:
    """Return the first nights worth trying within the horizon, earliest first.

    These are the first night wanted and every night on which something in the unit ends or
    opens: between two of them nothing becomes possible that was not before.
    """
    wanted = first_night_wanted(household, on)
    last = on + timedelta(days=params.horizon_nights)
    events = {wanted, *possible_events(unit)}
    return tuple(sorted(event for event in events if wanted <= event < last))
