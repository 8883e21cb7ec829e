"""What speaks for a unit that passed every hard rule, and which wishes it leaves unmet."""

from __future__ import annotations

from datetime import date

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.placement.rules.daily_way import minutes_to_daily_place
from lgnet.cores.placement.types import Candidate, Demand, PlacementParams


def nights_without_place(candidate: Candidate) -> int:
    """Return the nights between the last day with a roof and the first night in the unit."""
    needed_by = candidate.household.needed_by
    return 0 if needed_by is None else max(0, (candidate.span.start - needed_by).days)


def spare_beds(candidate: Candidate) -> int:
    """Return the beds nobody else can use while the household is there."""
    if candidate.unit.exclusive or candidate.household.needs_whole_unit:
        return candidate.unit.capacity - candidate.household.size
    return 0


def scarce_features_spent(candidate: Candidate) -> int:
    """Return how many rare features of the unit the household does not need."""
    household, unit = candidate.household, candidate.unit
    needs_step_free = any(member.step_free for member in household.members)
    return int(unit.step_free and not needs_step_free) + int(
        unit.protected_address and not household.protected_address
    )


def reasons_for(candidate: Candidate, *, on: date, params: PlacementParams) -> tuple[Reason, ...]:
    """Return what speaks for the unit, the weightiest first."""
    household, unit, start = candidate.household, candidate.unit, candidate.span.start
    found: list[Reason] = []

    def add(code: str, **values: str | int | date) -> None:
        found.append(Reason(code, Effect.FOR, tuple(sorted(values.items()))))

    if start == on:
        add("FREE_TODAY")
    if household.needed_by is not None and start <= household.needed_by:
        add("ENTERS_IN_TIME", days=(household.needed_by - start).days)
    if household.protected_address:
        add("PROTECTED_ADDRESS")
    if any(member.step_free for member in household.members):
        add("STEP_FREE")
    if household.needs_whole_unit or unit.exclusive:
        add("UNIT_FOR_THEMSELVES", beds=unit.capacity)
    if unit.private_bathroom:
        add("PRIVATE_BATHROOM")
    if unit.private_kitchen:
        add("PRIVATE_KITCHEN")
    minutes = minutes_to_daily_place(candidate, params)
    if minutes is not None and (household.max_minutes is None or minutes <= household.max_minutes):
        add("NEAR_DAILY_PLACE", minutes=minutes)
    for language in sorted(household.languages & unit.languages):
        add("LANGUAGE_SPOKEN", language=language)
    if unit.max_stay_nights is None or unit.max_stay_nights >= household.nights:
        add("CAN_STAY_AS_PLANNED", nights=household.nights)
    if spare_beds(candidate) == 0:
        add("NO_BED_LEFT_EMPTY")
    return tuple(found)


def unmet(candidate: Candidate, *, params: PlacementParams) -> tuple[Reason, ...]:
    """Return the wishes not satisfied, nights without a place first, and what is not known."""
    household, unit = candidate.household, candidate.unit
    found: list[Reason] = []

    def add(code: str, effect: Effect = Effect.AGAINST, **values: int) -> None:
        found.append(Reason(code, effect, tuple(sorted(values.items()))))

    nights = nights_without_place(candidate)
    if nights:
        add("NIGHTS_WITHOUT_PLACE", nights=nights)
    if household.private_bathroom is Demand.WISH and not unit.private_bathroom:
        add("SHARED_BATHROOM")
    if household.private_kitchen is Demand.WISH and not unit.private_kitchen:
        add("SHARED_KITCHEN")
    if household.max_minutes is not None and household.near_demand is Demand.WISH:
        minutes = minutes_to_daily_place(candidate, params)
        if minutes is None:
            add("WAY_NOT_KNOWN", Effect.UNKNOWN)
        elif minutes > household.max_minutes:
            add("TOO_FAR", minutes=minutes, max_minutes=household.max_minutes)
    if household.languages and not household.languages & unit.languages:
        add("NO_COMMON_LANGUAGE")
    planned = candidate.span.nights
    if planned is not None and planned < household.nights:
        add("STAY_SHORTER_THAN_PLANNED", nights=planned, planned=household.nights)
    return tuple(found)
