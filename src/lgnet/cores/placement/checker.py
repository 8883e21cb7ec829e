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
from lgnet.cores.placement.types import Demand, Household, Sex, Unit, UnitSex


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
            wrong += _unsuitable(household, units[unit_id], problem.params.confirm_within_hours)
        nights = sorted({night for a in here for night in a.span.dates()})
        for night in nights:
            sleepers = [households[a.household_id] for a in here if a.span.contains(night)]
            found = _night(units[unit_id], night, sleepers)
            if found:
                wrong.append(f"{unit_id} on {night.isoformat()}: {found}")
                break
    return tuple(wrong)


def _unsuitable(household: Household, unit: Unit, hours: int) -> list[str]:
    wrong: list[str] = []
    pair = f"{household.id} in {unit.id}"
    if household.protected_address and not unit.protected_address:
        wrong.append(f"{pair}: the address is known")
    if any(m.step_free for m in household.members) and not unit.step_free:
        wrong.append(f"{pair}: there are steps")
    if unit.facility_id in household.avoid_facilities:
        wrong.append(f"{pair}: the facility is to avoid")
    if household.municipalities and unit.municipality not in household.municipalities:
        wrong.append(f"{pair}: another municipality")
    if unit.hours_since_confirmed is None or unit.hours_since_confirmed > hours:
        wrong.append(f"{pair}: not confirmed")
    grown_men = [
        m for m in household.members if m.sex is not Sex.FEMALE and m.age.is_under(18) is not True
    ]
    if unit.sex is UnitSex.WOMEN and any(m.sex is not Sex.FEMALE for m in household.members):
        wrong.append(f"{pair}: kept for women")
    if unit.sex is UnitSex.WOMEN_AND_CHILDREN and grown_men:
        wrong.append(f"{pair}: kept for women and children")
    if unit.sex is UnitSex.MEN and any(m.sex is not Sex.MALE for m in household.members):
        wrong.append(f"{pair}: kept for men")
    if household.private_bathroom is Demand.MUST and not unit.private_bathroom:
        wrong.append(f"{pair}: shared bathroom")
    if household.private_kitchen is Demand.MUST and not unit.private_kitchen:
        wrong.append(f"{pair}: shared kitchen")
    return wrong


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
