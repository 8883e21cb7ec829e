"""The board: beds down, nights across, some facilities at a time, whatever the size of the city."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from lgnet.domain.housing.enums import OccupancyKind
from lgnet.domain.housing.models import Bed
from lgnet.domain.housing.queries.facilities import is_fresh
from lgnet.domain.housing.queries.occupancy import Taken, taken


@dataclass(frozen=True, slots=True)
class Cell:
    """Consecutive nights of one row in one state.

    Parameters
    ----------
    kind
        ``stay``, ``uncertain`` (past its expected exit), ``planned``, ``hold``, ``blocked``,
        ``unusable``, ``free``, ``stale`` (free, but nobody confirmed it lately).
    nights
        How many columns it takes in the window.
    from_on, to_on
        Its own nights, also outside the window; None is not known, or never.
    """

    kind: str
    nights: int
    from_on: date
    to_on: date | None
    code: str = ""
    persons: int = 0
    reason: str = ""
    expires_at: datetime | None = None
    stay_id: UUID | None = None
    hold_id: UUID | None = None
    request_id: UUID | None = None
    beds_left: int = 0

    @property
    def hidden(self) -> bool:
        """Tell whether it is taken for somebody this actor may not know of."""
        return self.request_id is not None and not self.code


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One bed, or a whole unit when one household has it whole."""

    unit_id: UUID
    unit_name: str
    bed_label: str
    beds: int
    accessible: bool
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class BoardFacility:
    """A facility with its rows and what is free tonight."""

    id: UUID
    name: str
    kind: str
    sex_rule: str
    secret: bool
    accessible: bool
    max_nights: int | None
    confirmed_at: datetime | None
    fresh: bool
    rows: list[BoardRow] = field(default_factory=list)
    beds: int = 0
    free: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """A window of nights over some facilities.

    Parameters
    ----------
    following
        The facility the next slice begins with; None after the last.
    """

    from_on: date
    nights: int
    facilities: tuple[BoardFacility, ...]
    following: UUID | None = None


@dataclass(slots=True)
class _Unit:
    id: UUID
    name: str
    exclusive: bool
    accessible: bool
    beds: list[tuple[UUID, str, bool]] = field(default_factory=list)


_BEDS = (
    "unit__facility_id",
    "unit__facility__name",
    "unit__facility__kind",
    "unit__facility__sex_rule",
    "unit__facility__secret",
    "unit__facility__accessible",
    "unit__facility__max_nights",
    "unit__facility__confirmed_at",
    "unit_id",
    "unit__name",
    "unit__exclusive",
    "unit__accessible",
    "id",
    "label",
    "usable",
)


def board(
    *,
    from_on: date,
    nights: int,
    at: datetime,
    unit_ids: Iterable[UUID] | None = None,
    facility_id: UUID | None = None,
    start: UUID | None = None,
    beds: int | None = None,
) -> Board:
    """Return the board of a window, by facility, unit and bed, in four statements.

    Parameters
    ----------
    unit_ids, facility_id
        Only these units, or one facility's; None means all of the active facilities.
    start
        The facility to begin with; one that is not there any more begins anew.
    beds
        How many beds are enough; a facility is never cut in two.
    """
    rows = _beds(unit_ids, facility_id)
    chosen, following = _slice(rows, start, beds)
    window = _Window(from_on, nights, at)
    inventory = _inventory(at, rows.filter(unit__facility_id__in=chosen))
    takings = taken(
        from_on=from_on,
        to_on=window.end,
        at=at,
        unit_ids=[unit.id for _facility, units in inventory for unit in units],
    )
    by_bed: dict[UUID, list[Taken]] = {}
    for row in takings:
        by_bed.setdefault(row.bed_id, []).append(row)
    for facility, units in inventory:
        for unit in units:
            window.lay(facility, unit, by_bed)
    return Board(from_on, nights, tuple(facility for facility, _units in inventory), following)


def _beds(unit_ids: Iterable[UUID] | None, facility_id: UUID | None) -> QuerySet[Bed]:
    beds = Bed.objects.filter(unit__facility__active=True)
    if unit_ids is not None:
        beds = beds.filter(unit_id__in=list(unit_ids))
    if facility_id is not None:
        beds = beds.filter(unit__facility_id=facility_id)
    return beds


def _slice(
    rows: QuerySet[Bed], start: UUID | None, enough: int | None
) -> tuple[list[UUID], UUID | None]:
    """Return the facilities of a slice, and the one the next begins with."""
    sizes = list(
        rows.order_by(*_ORDER[:2])
        .values("unit__facility__name", "unit__facility_id")
        .annotate(beds=Count("id"))
        .values_list("unit__facility_id", "beds")
    )
    ids = [key for key, _count in sizes]
    first = ids.index(start) if start in ids else 0
    if enough is None:
        return ids[first:], None
    last, so_far = first, 0
    while last < len(sizes) and so_far < enough:
        so_far += sizes[last][1]
        last += 1
    return ids[first:last], ids[last] if last < len(ids) else None


_ORDER = ("unit__facility__name", "unit__facility_id", "unit__position", "unit__name", "unit_id")


def _inventory(at: datetime, beds: QuerySet[Bed]) -> list[tuple[BoardFacility, list[_Unit]]]:
    found: list[tuple[BoardFacility, list[_Unit]]] = []
    for row in beds.order_by(*_ORDER, "label").values_list(*_BEDS):
        if not found or found[-1][0].id != row[0]:
            fresh = is_fresh(row[7], at)
            found.append((BoardFacility(*row[:8], fresh), []))
        facility, units = found[-1]
        if not units or units[-1].id != row[8]:
            units.append(_Unit(row[8], row[9], row[10], row[11] or facility.accessible))
        units[-1].beds.append((row[12], row[13], row[14]))
    return found


class _Window:
    """Lays what is taken on the nights of a window."""

    def __init__(self, from_on: date, nights: int, at: datetime) -> None:
        self.start = from_on
        self.nights = nights
        self.end = from_on + timedelta(days=nights)
        self.today = timezone.localdate(at)

    def lay(
        self,
        facility: BoardFacility,
        unit: _Unit,
        by_bed: dict[UUID, list[Taken]],
    ) -> None:
        """Add a unit's rows to its facility."""
        beds = [bed for bed in unit.beds if not self._is_gone(by_bed.get(bed[0], ()))]
        usable = [bed for bed in beds if bed[2]]
        rows = [taking for bed in usable for taking in by_bed.get(bed[0], ())]
        self._count(facility, usable, by_bed)
        if usable and self._is_whole(unit, usable, rows):
            cells = self._cells(_whole(rows), facility.fresh, beds=len(usable))
            facility.rows.append(
                BoardRow(unit.id, unit.name, "", len(usable), unit.accessible, cells)
            )
            return
        for bed_id, label, can_be_used in beds:
            if can_be_used:
                cells = self._cells(by_bed.get(bed_id, []), facility.fresh, beds=1)
            else:
                cells = (Cell("unusable", self.nights, self.start, None),)
            facility.rows.append(BoardRow(unit.id, unit.name, label, 1, unit.accessible, cells))

    def _count(
        self,
        facility: BoardFacility,
        usable: list[tuple[UUID, str, bool]],
        by_bed: dict[UUID, list[Taken]],
    ) -> None:
        for bed_id, _label, _usable in usable:
            takings = by_bed.get(bed_id, ())
            facility.beds += not any(row.away and row.on(self.today) for row in takings)
            tonight = [row.kind for row in takings if row.on(self.today)]
            facility.held += tonight.count(OccupancyKind.HOLD)
            facility.free += not tonight

    def _is_gone(self, rows: Iterable[Taken]) -> bool:
        """Tell whether an extra bed is there on none of the nights."""
        return any(
            row.away and row.from_on <= self.start and (row.to_on is None or row.to_on >= self.end)
            for row in rows
        )

    def _columns(self, from_on: date, to_on: date | None) -> tuple[int, int]:
        first = max(0, (from_on - self.start).days)
        last = self.nights if to_on is None else min(self.nights, (to_on - self.start).days)
        return first, max(first, last)

    @staticmethod
    def _is_whole(unit: _Unit, usable: list[tuple[UUID, str, bool]], rows: list[Taken]) -> bool:
        if unit.exclusive or len(usable) == 1:
            return unit.exclusive
        takers: dict[UUID | None, set[UUID]] = {}
        for row in rows:
            takers.setdefault(row.hold_id, set()).add(row.bed_id)
        return bool(takers) and all(
            hold_id is not None and len(beds) == len(usable) for hold_id, beds in takers.items()
        )

    def _cells(self, rows: list[Taken], fresh: bool, *, beds: int) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 0
        before: date = self.start
        for row in sorted(rows, key=lambda row: row.from_on):
            first, last = self._columns(row.from_on, row.to_on)
            first = max(first, column)
            if last <= first:
                continue
            if first > column:
                cells.append(self._open(column, first, before, row.from_on, fresh))
            cells.append(self._closed(row, last - first, beds))
            column, before = last, row.to_on or self.end
        if column < self.nights:
            cells.append(self._open(column, self.nights, before, None, fresh))
        return tuple(cells)

    def _open(self, first: int, last: int, from_on: date, to_on: date | None, fresh: bool) -> Cell:
        start = max(from_on, self.start + timedelta(days=first))
        return Cell("free" if fresh else "stale", last - first, start, to_on)

    def _closed(self, row: Taken, nights: int, beds: int) -> Cell:
        return Cell(
            kind=self._kind(row),
            nights=nights,
            from_on=row.from_on,
            to_on=row.expected_to_on if row.overdue else row.to_on,
            code=row.household_code if row.persons > 1 else row.case_code,
            persons=row.persons,
            reason=row.reason,
            expires_at=row.expires_at if row.kind == OccupancyKind.HOLD else None,
            stay_id=row.stay_id,
            hold_id=row.hold_id,
            request_id=row.request_id,
            beds_left=max(0, beds - row.persons) if row.persons > 1 else 0,
        )

    def _kind(self, row: Taken) -> str:
        if row.kind == OccupancyKind.HOLD:
            return "hold"
        if row.kind == OccupancyKind.BLOCK:
            return "blocked"
        if row.overdue:
            return "uncertain"
        return "planned" if row.from_on > self.today else "stay"


def _whole(rows: list[Taken]) -> list[Taken]:
    """One taking a unit, where each of its beds has one."""
    seen: set[tuple[UUID | None, date]] = set()
    found = []
    for row in rows:
        key = (row.hold_id, row.from_on)
        if key not in seen:
            seen.add(key)
            found.append(row)
    return found
