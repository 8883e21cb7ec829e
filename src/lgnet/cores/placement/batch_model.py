"""The batch as a 0/1 programme: possible stays, the rows that bind them, what is optimised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lgnet.cores.kernel import Effect
from lgnet.cores.placement.candidates import (
    failed_rules,
    first_night_wanted,
    free_spans,
    stay_span,
    suits,
)
from lgnet.cores.placement.highs import INFINITY, Row
from lgnet.cores.placement.preferences import (
    nights_without_place,
    scarce_features_spent,
    spare_beds,
    unmet,
)
from lgnet.cores.placement.types import (
    Candidate,
    Household,
    PlacementInputError,
    PlacementParams,
    Sex,
    Unit,
    ordered_households,
    ordered_units,
)


@dataclass(frozen=True, slots=True)
class BatchProblem:
    """All who wait and all units, on one day; sorted so that input order never matters.

    Attributes
    ----------
    households : tuple of Household
    units : tuple of Unit
    on : date
    params : PlacementParams
    """

    households: tuple[Household, ...]
    units: tuple[Unit, ...]
    on: date
    params: PlacementParams

    @classmethod
    def checked(
        cls,
        *,
        households: Iterable[Household],
        units: Iterable[Unit],
        on: date,
        params: PlacementParams | None = None,
    ) -> BatchProblem:
        """Validate once and sort.

        Raises
        ------
        PlacementInputError
            When an id appears twice, or a waiting household already occupies a unit.
        """
        queue = ordered_households(tuple(households))
        sorted_units = ordered_units(tuple(units))
        housed = {o.household_id for unit in sorted_units for o in unit.occupancies}
        already = sorted(household.id for household in queue if household.id in housed)
        if already:
            raise PlacementInputError(f"household {already[0]} waits and has a place already")
        return cls(queue, sorted_units, on, params or PlacementParams())


@dataclass(frozen=True, slots=True)
class Level:
    """One lexicographic level: a name and a whole coefficient for each stay, to maximise."""

    name: str
    coefficients: tuple[int, ...]


def stays(problem: BatchProblem, extra: Iterable[Candidate] = ()) -> tuple[Candidate, ...]:
    """Return the stays to choose from; each passes all hard rules against today's units.

    First nights are those on which something in the unit ends today, or on which a stay that
    could be chosen would end; ``extra`` adds stays of a plan already known, so that the answer
    is never worse than it.
    """
    params, on = problem.params, problem.on
    found: dict[tuple[str, str, date], Candidate] = {}
    for unit in problem.units:
        suited = [h for h in problem.households if suits(h, unit, on=on, params=params)]
        ends: set[date] = set()
        for household in suited:
            for span in free_spans(household, unit, on=on, params=params, limit=params.max_starts):
                found[household.id, unit.id, span.start] = Candidate(household, unit, span)
                if span.end is not None and span.end < on + timedelta(params.horizon_nights):
                    ends.add(span.end)
        for household in suited:
            for start in sorted(ends)[: params.max_starts]:
                if start < first_night_wanted(household, on):
                    continue
                candidate = Candidate(household, unit, stay_span(household, unit, start))
                if not failed_rules(candidate, params):
                    found[household.id, unit.id, start] = candidate
    for candidate in extra:
        found[candidate.household.id, candidate.unit.id, candidate.span.start] = candidate
    return tuple(found[key] for key in sorted(found))


def levels(problem: BatchProblem, columns: tuple[Candidate, ...]) -> tuple[Level, ...]:
    """Return what is optimised, most important first; none gives up anything before it.

    Persons placed class by class; person-nights without a roof avoided; persons placed soon;
    wishes met; rare features and beds not wasted.
    """
    horizon = problem.params.horizon_nights
    found = [
        Level(
            f"PERSONS_OF_CLASS_{priority_class}",
            tuple(
                c.household.size if c.household.priority_class == priority_class else 0
                for c in columns
            ),
        )
        for priority_class in sorted({h.priority_class for h in problem.households})
    ]
    found.append(
        Level(
            "NIGHTS_WITH_A_ROOF",
            tuple(
                c.household.size * max(0, horizon - nights_without_place(c))
                if c.household.needed_by is not None
                else 0
                for c in columns
            ),
        )
    )
    found.append(
        Level(
            "DAYS_SAVED",
            tuple(c.household.size * (horizon - (c.span.start - problem.on).days) for c in columns),
        )
    )
    found.append(Level("WISHES_MET", tuple(-_unmet(c, problem.params) for c in columns)))
    found.append(
        Level(
            "NOTHING_WASTED",
            tuple(-(10 * scarce_features_spent(c) + spare_beds(c)) for c in columns),
        )
    )
    return tuple(level for level in found if any(level.coefficients))


def _unmet(candidate: Candidate, params: PlacementParams) -> int:
    return sum(reason.effect is Effect.AGAINST for reason in unmet(candidate, params=params))


def sharing_group(household: Household) -> tuple[bool, Sex] | None:
    """Return whom a household may share a room with: (minors or adults, sex); else ``None``."""
    if household.needs_whole_unit or household.has_minors is household.has_adults:
        return None
    if len(household.sexes) != 1 or not household.sexes <= {Sex.FEMALE, Sex.MALE}:
        return None
    return household.has_minors, next(iter(household.sexes))


def rows(columns: tuple[Candidate, ...]) -> tuple[list[Row], list[tuple[int, ...]]]:
    """Return the rows that bind the stays, and the switches they add as columns at the end.

    A switch is on when one of the stays named with it is chosen.

    Each household once. In each unit, on each night on which somebody may enter or somebody
    present arrives: one household in an exclusive unit; in a shared one no more persons than
    free beds, all of them for who must be alone, and one group of roommates only.
    """
    found: list[Row] = []
    of_household: dict[str, list[int]] = defaultdict(list)
    of_unit: dict[str, list[int]] = defaultdict(list)
    for i, candidate in enumerate(columns):
        of_household[candidate.household.id].append(i)
        of_unit[candidate.unit.id].append(i)
    found += [_at_most(ids, [1] * len(ids), 1) for ids in of_household.values()]
    switches: list[tuple[int, ...]] = []
    for ids in of_unit.values():
        unit = columns[ids[0]].unit
        for night in _nights_that_bind(unit, [columns[i] for i in ids]):
            present = [i for i in ids if columns[i].span.contains(night)]
            if len(present) < 2:
                continue
            if unit.exclusive:
                found.append(_at_most(present, [1] * len(present), 1))
                continue
            found += _shared_rows(unit, night, present, columns, switches)
    return found, switches


def _nights_that_bind(unit: Unit, candidates: list[Candidate]) -> list[date]:
    nights = {candidate.span.start for candidate in candidates}
    nights |= {occupancy.span.start for occupancy in unit.occupancies}
    nights |= {block.span.start for block in unit.blocked}
    return sorted(nights)


def _shared_rows(
    unit: Unit,
    night: date,
    present: list[int],
    columns: tuple[Candidate, ...],
    switches: list[tuple[int, ...]],
) -> list[Row]:
    free = unit.capacity
    free -= sum(o.persons for o in unit.occupancies if o.span.contains(night))
    free -= sum(b.beds or 0 for b in unit.blocked if b.span.contains(night))
    groups: dict[tuple[bool, Sex] | None, list[int]] = defaultdict(list)
    for i in present:
        groups[sharing_group(columns[i].household)].append(i)
    weights = {i: columns[i].household.size for i in present}
    for i in groups.pop(None, []):
        weights[i] = free
    found = [_at_most(present, [weights[i] for i in present], free)]
    if len(groups) > 1:
        first = len(columns) + len(switches)
        for switch, members in enumerate(groups.values(), start=first):
            switches.append(tuple(members))
            found += [_at_most((i, switch), (1, -1), 0) for i in members]
        numbers = range(first, first + len(groups))
        found.append(_at_most(numbers, [1] * len(groups), 1))
    return found


def _at_most(columns: Iterable[int], coefficients: Iterable[int], most: int) -> Row:
    return Row(tuple(columns), tuple(float(c) for c in coefficients), -INFINITY, float(most))
