"""An independent check of answers, written from the statement of the problem alone.

It shares no code with the rules or the solvers, so that a mistake there is seen here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.results import Assignment
from lgnet.cores.placement.tables import TablesProblem, TablesResult
from lgnet.cores.placement.types import Demand, Household, PlacementParams, Sex, Unit, UnitSex


def check_tables(problem: TablesProblem, result: TablesResult) -> tuple[str, ...]:
    """Return what is wrong with an answer on tables; empty when nothing is."""
    wrong: list[str] = []
    sizes = {family.id: family.persons for family in problem.families}
    rooms = {place.id: place.capacity for place in problem.places}
    values = {(pair.family, pair.place): pair.value for pair in problem.pairs}
    times = Counter(family for family, _ in result.assignments)
    wrong += [f"family {family} placed {n} times" for family, n in times.items() if n > 1]
    used: dict[str, int] = defaultdict(int)
    total = 0.0
    for family, place in result.assignments:
        if (family, place) not in values:
            wrong.append(f"{family}, {place} is not a pair")
            continue
        used[place] += sizes[family]
        total += values[family, place]
    wrong += [
        f"place {place} holds {persons} of {rooms[place]}"
        for place, persons in used.items()
        if persons > rooms[place]
    ]
    if abs(total - result.value) > 1e-6 * max(1.0, abs(total)):
        wrong.append(f"the value is {total}, not {result.value}")
    if result.bound < result.value:
        wrong.append("the bound lies below the value")
    return tuple(wrong)


def check_plan(problem: BatchProblem, assignments: Sequence[Assignment]) -> tuple[str, ...]:
    """Return what is wrong with a plan, night by night and person by person."""
    wrong: list[str] = []
    households = {household.id: household for household in problem.households}
    units = {unit.id: unit for unit in problem.units}
    times = Counter(a.household_id for a in assignments)
    wrong += [f"household {who} placed {n} times" for who, n in times.items() if n > 1]
    for unit_id in sorted({a.unit_id for a in assignments}):
        here = [a for a in assignments if a.unit_id == unit_id]
        for assignment in here:
            household = households[assignment.household_id]
            wrong += _unsuitable(household, units[unit_id], problem.params)
        nights = sorted({night for a in here for night in a.span.dates()})
        for night in nights:
            sleepers = [households[a.household_id] for a in here if a.span.contains(night)]
            found = _night(units[unit_id], night, sleepers)
            if found:
                wrong.append(f"{unit_id} on {night.isoformat()}: {found}")
                break
    return (*wrong, *_between(problem, assignments))


def _between(problem: BatchProblem, assignments: Sequence[Assignment]) -> list[str]:
    """Return what is wrong between households: conflicts at a site, quotas, broken promises."""
    units = {unit.id: unit for unit in problem.units}
    site = {a.household_id: units[a.unit_id].facility_id for a in assignments}
    wrong = [
        f"{one} and {other} at one site"
        for one, other in problem.conflicts
        if one in site and site.get(one) == site.get(other)
    ]
    moved: Counter[tuple[str | None, str]] = Counter()
    homes = {household.id: household for household in problem.households}
    for a in assignments:
        household = homes[a.household_id]
        moved[household.home, units[a.unit_id].municipality] += household.size
    wrong += [
        f"more than {quota.persons} persons moved from {quota.origin} to {quota.destination}"
        for quota in problem.quotas
        if moved[quota.origin, quota.destination] > quota.persons
    ]
    placed = {a.household_id: a for a in assignments}
    wrong += [
        f"the promise to {promise.household_id} is broken"
        for promise in problem.promises
        if promise.household_id not in problem.released
        and placed.get(promise.household_id) not in (None, promise)
    ]
    return wrong


def _unsuitable(household: Household, unit: Unit, params: PlacementParams) -> list[str]:
    members, kept = household.members, unit.sex
    men = [m for m in members if m.sex is not Sex.FEMALE]
    grown_men = [m for m in men if m.age.is_under(18) is not True]
    hours, city = unit.hours_since_confirmed, unit.municipality
    far = household.near_demand is Demand.MUST and household.max_minutes is not None
    if far and household.near is not None and unit.point is not None:
        minutes = params.travel.transit_minutes(unit.point, household.near)
        far = minutes > (household.max_minutes or 0)
    wrong = {
        "the address is known": household.protected_address and not unit.protected_address,
        "there are steps": any(m.step_free for m in members) and not unit.step_free,
        "the facility is to avoid": unit.facility_id in household.avoid_facilities,
        "another municipality": household.municipalities and city not in household.municipalities,
        "no transfer agreed": household.home not in (None, city)
        and city not in household.transfer_to,
        "not confirmed": hours is None or hours > params.confirm_within_hours,
        "kept for women": kept is UnitSex.WOMEN and men,
        "kept for women and children": kept is UnitSex.WOMEN_AND_CHILDREN and grown_men,
        "kept for men": kept is UnitSex.MEN and any(m.sex is not Sex.MALE for m in members),
        "kept for families": kept is UnitSex.FAMILIES and len(members) == 1,
        "not among women": household.women_setting
        and not unit.exclusive
        and kept not in (UnitSex.WOMEN, UnitSex.WOMEN_AND_CHILDREN),
        "shared bathroom": household.private_bathroom is Demand.MUST and not unit.private_bathroom,
        "shared kitchen": household.private_kitchen is Demand.MUST and not unit.private_kitchen,
        "too far": far,
        "too short a stay": unit.max_stay_nights is not None
        and unit.max_stay_nights < household.min_stay_nights,
    }
    return [f"{household.id} in {unit.id}: {words}" for words, fails in wrong.items() if fails]


def _night(unit: Unit, night: date, sleepers: list[Household]) -> str:
    """Return what is wrong in a unit on one night; the new sleepers are given, at least one."""
    present = [o for o in unit.occupancies if o.span.contains(night)]
    if unit.open is not None and not unit.open.contains(night):
        return "it is closed"
    beds = unit.capacity
    for block in unit.blocked:
        if block.span.contains(night):
            beds -= unit.capacity if block.beds is None else block.beds
    if sum(h.size for h in sleepers) + sum(o.persons for o in present) > beds:
        return "more persons than beds"
    together = len(sleepers) + len(present)
    if together == 1:
        return ""
    if unit.exclusive:
        return "two households in an exclusive unit"
    if any(h.needs_whole_unit for h in sleepers) or any(o.whole_unit for o in present):
        return "somebody must be alone"
    sexes = {sex for h in sleepers for sex in h.sexes} | {s for o in present for s in o.sexes}
    if len(sexes) != 1 or not sexes <= {Sex.FEMALE, Sex.MALE}:
        return "sexes differ"
    minors = any(h.has_minors for h in sleepers) or any(o.has_minors for o in present)
    adults = any(h.has_adults for h in sleepers) or any(o.has_adults for o in present)
    return "minors with unrelated adults" if minors and adults else ""
