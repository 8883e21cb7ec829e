"""Which nights a household could spend in a unit, and what stands in the way."""

from __future__ import annotations

from datetime import date, timedelta

from lgnet.cores.kernel import Reason, Span
from lgnet.cores.placement.rules import HARD_RULES
from lgnet.cores.placement.types import Candidate, Household, PlacementParams, Unit

_RULES_ON_NIGHTS = tuple(rule for rule in HARD_RULES if rule.depends_on_nights)
_RULES_ON_UNITS = tuple(rule for rule in HARD_RULES if not rule.depends_on_nights)


def stay_span(household: Household, unit: Unit, start: date) -> Span:
    """Return the nights planned from a first night.

    The planned stay is shortened to the unit's longest stay and to its last open night, but
    never below the shortest stay the household can do with: then a rule refuses the unit.
    """
    nights = household.nights
    if unit.max_stay_nights is not None:
        nights = min(nights, unit.max_stay_nights)
    if unit.open is not None and unit.open.end is not None:
        nights = min(nights, max(1, (unit.open.end - start).days))
    return Span.of_nights(start, max(nights, household.min_stay_nights))


def failed_rules(candidate: Candidate, params: PlacementParams) -> tuple[Reason, ...]:
    """Run every hard rule and return each one that fails, in the order of the book."""
    found = (rule.check(candidate, params) for rule in HARD_RULES)
    return tuple(reason for reason in found if reason is not None)


def _holds(candidate: Candidate, params: PlacementParams, *, nights_matter: bool) -> bool:
    book = _RULES_ON_NIGHTS if nights_matter else _RULES_ON_UNITS
    return all(rule.check(candidate, params) is None for rule in book)


def suits(household: Household, unit: Unit, *, on: date, params: PlacementParams) -> bool:
    """Say whether the unit would do on some night: the rules that do not look at nights."""
    candidate = Candidate(household, unit, stay_span(household, unit, on))
    return _holds(candidate, params, nights_matter=False)


def first_night_wanted(household: Household, on: date) -> date:
    """Return the first night the household could enter, not before the day of the proposal."""
    return on if household.enter_from is None else max(on, household.enter_from)


def possible_starts(
    household: Household, unit: Unit, *, on: date, params: PlacementParams
) -> tuple[date, ...]:
    """Return the first nights worth trying within the horizon, earliest first.

    These are the first night wanted and every night on which something in the unit ends or
    opens: between two of them nothing becomes possible that was not before.
    """
    wanted = first_night_wanted(household, on)
    last = on + timedelta(days=params.horizon_nights)
    events = {wanted}
    events |= {occupancy.span.end for occupancy in unit.occupancies if occupancy.span.end}
    events |= {block.span.end for block in unit.blocked if block.span.end}
    if unit.open is not None:
        events.add(unit.open.start)
    return tuple(sorted(event for event in events if wanted <= event < last))


def feasible_spans(
    household: Household, unit: Unit, *, on: date, params: PlacementParams, limit: int
) -> tuple[Span, ...]:
    """Return up to ``limit`` stays that pass every hard rule, earliest first."""
    if not suits(household, unit, on=on, params=params):
        return ()
    return free_spans(household, unit, on=on, params=params, limit=limit)


def free_spans(
    household: Household, unit: Unit, *, on: date, params: PlacementParams, limit: int
) -> tuple[Span, ...]:
    """Return up to ``limit`` stays that pass the rules on nights, in a unit that ``suits``."""
    spans: list[Span] = []
    for start in possible_starts(household, unit, on=on, params=params):
        span = stay_span(household, unit, start)
        if _holds(Candidate(household, unit, span), params, nights_matter=True):
            spans.append(span)
            if len(spans) == limit:
                break
    return tuple(spans)
