"""Facilities, how fresh their picture is, and what is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from lgnet.domain.housing.enums import OccupancyKind, SexRule
from lgnet.domain.housing.models import Bed, Convention, Facility, Unit
from lgnet.domain.housing.queries.occupancy import Taken, taken
from lgnet.lib.errors import NotFound
from lgnet.lib.reads import Read

FRESH_FOR = timedelta(hours=24)
LARGEST = 6
_HOLD = OccupancyKind.HOLD


def is_fresh(confirmed_at: datetime | None, at: datetime) -> bool:
    """Tell whether a facility confirmed its picture in the last 24 hours."""
    return confirmed_at is not None and at - confirmed_at <= FRESH_FOR


@dataclass(frozen=True, slots=True)
class FacilityCard:
    """A facility with its counts."""

    facility: Facility
    units: int
    beds: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Free:
    """Rooms that can take a household of a size: free, and free but for a hold."""

    free: int = 0
    held: int = 0
    unit_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What units are narrowed to; an exclusive unit suits women whatever its house."""

    women: bool = False
    accessible: bool = False
    secret: bool = False

    def passes(self, unit: "UnitBeds") -> bool:
        """Tell whether a unit passes."""
        for_women = unit.sex_rule in (SexRule.WOMEN, SexRule.WOMEN_CHILDREN) or unit.exclusive
        return (
            (not self.women or for_women)
            and (not self.accessible or unit.accessible)
            and (not self.secret or unit.secret)
        )


_ANY_UNIT = UnitFilter()


@dataclass(frozen=True, slots=True)
class UnitBeds:
    """A unit's beds as they are counted."""

    unit_id: UUID
    facility_id: UUID
    exclusive: bool
    sex_rule: str
    accessible: bool
    secret: bool
    beds: list[UUID] = field(default_factory=list)


def get_facility(*, facility_id: UUID) -> Facility:
    """Return a facility, or raise :class:`NotFound`."""
    found = Facility.objects.select_related("body").filter(pk=facility_id).first()
    if found is None:
        raise NotFound("housing.no_such_facility")
    return found


def list_facilities(*, at: datetime) -> list[FacilityCard]:
    """Return the active facilities by name, with counts, in one statement."""
    rows = (
        Facility.objects.filter(active=True)
        .annotate(
            unit_count=Count("units", distinct=True),
            bed_count=Count("units__beds", filter=Q(units__beds__usable=True), distinct=True),
        )
        .order_by("name", "id")
        .defer("address", "phone")
    )
    return [
        FacilityCard(row, row.unit_count, row.bed_count, is_fresh(row.confirmed_at, at))
        for row in rows
    ]


def list_units(*, facility_id: UUID) -> list[Unit]:
    """Return the units of a facility with their beds, in order, in two statements."""
    rows = Unit.objects.filter(facility_id=facility_id).prefetch_related("beds")
    return list(rows.order_by("position", "name", "id"))


_USABLE_BEDS = Read[tuple[Any, ...]](
    lambda: (
        Bed.objects.filter(usable=True, unit__facility__active=True)
        .order_by("unit_id", "id")
        .values_list(
            "id",
            "unit_id",
            "unit__facility_id",
            "unit__exclusive",
            "unit__sex_rule",
            "unit__facility__sex_rule",
            "unit__accessible",
            "unit__facility__accessible",
            "unit__facility__secret",
        )
    )
)


def usable_units() -> list[UnitBeds]:
    """Return the units of accredited facilities with their usable beds, in one statement."""
    found: dict[UUID, UnitBeds] = {}
    for row in _USABLE_BEDS():
        bed_id, unit_id, facility_id, exclusive, own, of_facility, step_free, whole, secret = row
        if unit_id not in found:
            rule = own if own != SexRule.ANY else of_facility
            found[unit_id] = UnitBeds(
                unit_id, facility_id, exclusive, rule, step_free or whole, secret
            )
        found[unit_id].beds.append(bed_id)
    return list(found.values())


def hosts(*, exclusive: bool, families: bool, whole: int, free_beds: int, size: int) -> bool:
    """Tell whether a unit can take a household of a size.

    Several persons, and whoever enters an exclusive unit, take the unit whole: nobody else may be
    in it. A bed that is out of use is nobody, it is only a bed less.

    Parameters
    ----------
    whole
        Beds free on a night on which nobody else is in.
    free_beds
        Beds free on a night, whoever else is in.
    """
    if families and size == 1:
        return False
    return (whole if size > 1 or exclusive else free_beds) >= size


def list_unit_ids(*, where: UnitFilter) -> frozenset[UUID]:
    """Return the units that pass a filter."""
    return frozenset(unit.unit_id for unit in usable_units() if where.passes(unit))


def count_free_rooms(
    *,
    on: date,
    at: datetime,
    within: int = 1,
    where: UnitFilter = _ANY_UNIT,
    takings: Sequence[Taken] | None = None,
) -> dict[int, Free]:
    """Return, by household size, the rooms that could take one on a night within some nights.

    Rooms bind families, not beds: a free bed beside strangers is no place for two. Size 6 stands
    for six and more.

    Parameters
    ----------
    takings
        What is taken on those nights, if it was read already.
    """
    if takings is None:
        takings = taken(from_on=on, to_on=on + timedelta(days=within), at=at)
    by_unit: dict[UUID, list[Taken]] = {}
    for row in takings:
        by_unit.setdefault(row.unit_id, []).append(row)
    nights = [on + timedelta(days=offset) for offset in range(within)]
    free: dict[int, set[UUID]] = {size: set() for size in range(1, LARGEST + 1)}
    held = dict.fromkeys(free, 0)
    for unit in filter(where.passes, usable_units()):
        rows = by_unit.get(unit.unit_id, [])
        unheld = [row for row in rows if row.kind != _HOLD]
        now = otherwise = _most_free(unit, rows, nights)
        if len(unheld) < len(rows):
            otherwise = _most_free(unit, unheld, nights)
        for size in range(1, min(len(unit.beds), LARGEST) + 1):
            if _hosts(unit, now, size):
                free[size].add(unit.unit_id)
            elif otherwise != now and _hosts(unit, otherwise, size):
                held[size] += 1
    return {
        size: Free(len(unit_ids), held[size], frozenset(unit_ids))
        for size, unit_ids in free.items()
    }


def _hosts(unit: UnitBeds, most: tuple[int, int], size: int) -> bool:
    whole, free_beds = most
    return hosts(
        exclusive=unit.exclusive,
        families=unit.sex_rule == SexRule.FAMILIES,
        whole=whole,
        free_beds=free_beds,
        size=size,
    )


def _most_free(unit: UnitBeds, rows: list[Taken], nights: list[date]) -> tuple[int, int]:
    """Return the most beds free on one of the nights: with nobody else in, and at all."""
    beds = len(unit.beds)
    if not rows:
        return beds, beds
    whole = at_all = 0
    for night in nights:
        there = [row for row in rows if row.on(night)]
        free = beds - len({row.bed_id for row in there})
        at_all = max(at_all, free)
        if all(row.kind == OccupancyKind.BLOCK for row in there):
            whole = max(whole, free)
    return whole, at_all


def count_free_by_facility(
    *, on: date, at: datetime, takings: Sequence[Taken] | None = None
) -> dict[UUID, dict[int, int]]:
    """Return, by facility and household size, the rooms that could take one on a night."""
    rooms = count_free_rooms(on=on, at=at, takings=takings)
    facility_of = {unit.unit_id: unit.facility_id for unit in usable_units()}
    found: dict[UUID, dict[int, int]] = {}
    for size, free in rooms.items():
        for unit_id in free.unit_ids:
            counts = found.setdefault(facility_of[unit_id], dict.fromkeys(rooms, 0))
            counts[size] += 1
    return found


def overview(*, at: datetime, takings: Sequence[Taken] | None = None) -> dict[str, int]:
    """Return tonight's beds: all, taken by stays, held, blocked, free.

    Parameters
    ----------
    takings
        What is taken tonight and perhaps later, if it was read already.
    """
    today = timezone.localdate(at)
    everything = {bed_id for unit in usable_units() for bed_id in unit.beds}
    seen: dict[str, set[UUID]] = {kind: set() for kind in OccupancyKind.values}
    if takings is None:
        takings = taken(from_on=today, to_on=today + timedelta(days=1), at=at)
    beds = everything - {row.bed_id for row in takings if row.away and row.on(today)}
    for row in takings:
        if row.bed_id in beds and row.on(today):
            seen[row.kind].add(row.bed_id)
    return {
        "beds": len(beds),
        "stays": len(seen[OccupancyKind.STAY]),
        "holds": len(seen[OccupancyKind.HOLD]),
        "blocks": len(seen[OccupancyKind.BLOCK]),
        "free": len(beds - set().union(*seen.values())),
    }


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as a proposal names it; never its address."""

    unit_id: UUID
    title: str
    facility_name: str
    name: str
    sex_rule: str
    exclusive: bool
    secret: bool
    beds: int
    confirmed_at: datetime | None
    covered: bool


def in_force(on: Any) -> Q:
    """Return the condition that a convention is in force on a day."""
    return Q(from_on__lte=on) & (Q(ended_on=None, to_on__gt=on) | Q(ended_on__gt=on))


def unit_names(*, unit_ids: Iterable[UUID], on: date) -> dict[UUID, UnitName]:
    """Return how units are called, and whether a convention holds for them, in one statement."""
    held = Convention.objects.filter(in_force(on), facility=OuterRef("facility"))
    rows = (
        Unit.objects.filter(pk__in=set(unit_ids))
        .annotate(bed_count=Count("beds", filter=Q(beds__usable=True)), covered=Exists(held))
        .order_by("pk")
        .values_list(
            "pk",
            "facility__name",
            "name",
            "sex_rule",
            "facility__sex_rule",
            "exclusive",
            "facility__secret",
            "bed_count",
            "facility__confirmed_at",
            "covered",
        )
    )
    return {
        row[0]: UnitName(
            unit_id=row[0],
            title=f"{row[1]}, {row[2][:1].lower()}{row[2][1:]}",
            facility_name=row[1],
            name=row[2],
            sex_rule=row[3] if row[3] != SexRule.ANY else row[4],
            exclusive=row[5],
            secret=row[6],
            beds=row[7],
            confirmed_at=row[8],
            covered=row[9],
        )
        for row in rows
    }
