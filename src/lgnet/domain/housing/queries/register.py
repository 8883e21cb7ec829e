"""The open register as a list, and what stands behind one line of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from lgnet.domain.housing.enums import FacilityState, OccupancyKind
from lgnet.domain.housing.models import Bed, Convention, Facility, Reading, RegisterStep, Upkeep
from lgnet.domain.housing.queries.facilities import FRESH_FOR, LARGEST, in_force, usable_units
from lgnet.domain.housing.queries.freshness import KNOWN_FOR, Freshness
from lgnet.domain.housing.queries.occupancy import Taken, taken
from lgnet.lib.paging import PAGE_SIZE, Page, page
from lgnet.lib.reads import Read

DUE_WITHIN = timedelta(days=90)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NO_DAY = date(1970, 1, 1)
VIEWS = {
    "accreditate": (FacilityState.ACCREDITED,),
    "domande": (FacilityState.APPLIED, FacilityState.EXAMINED),
    "censite": (FacilityState.LISTED,),
    "uscite": (FacilityState.REFUSED, FacilityState.ENDED),
}
_ORDERS = {
    "nome": ("name", "id"),
    "-nome": ("-name", "-id"),
    "conferma": ("seen_at", "id"),
    "-conferma": ("-seen_at", "-id"),
    "scadenza": ("covered_until", "id"),
    "-scadenza": ("-covered_until", "-id"),
}


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the list is narrowed to; ``size`` households of so many could enter tonight.

    Attributes
    ----------
    convention
        ``valida``, ``scade`` (within 90 days) or ``manca``.
    """

    view: str = "accreditate"
    kind: str = ""
    freshness: str = ""
    convention: str = ""
    accessible: bool = False
    size: int | None = None


def _rows(where: RegisterFilter, *, at: datetime, ids: Iterable[UUID] | None) -> QuerySet[Facility]:
    on = timezone.localdate(at)
    current = Convention.objects.filter(in_force(on), facility=OuterRef("pk"))
    rows = Facility.objects.filter(state__in=VIEWS[where.view]).annotate(
        seen_at=Coalesce("confirmed_at", Value(_NEVER)),
        covered_until=Coalesce(Subquery(current.values("to_on")[:1]), Value(_NO_DAY)),
    )
    if where.kind:
        rows = rows.filter(kind=where.kind)
    if where.accessible:
        rows = rows.filter(Q(accessible=True) | Q(units__accessible=True)).distinct()
    if where.freshness == Freshness.FRESH:
        rows = rows.filter(seen_at__gte=at - FRESH_FOR)
    elif where.freshness == Freshness.FADING:
        rows = rows.filter(seen_at__lt=at - FRESH_FOR, seen_at__gte=at - KNOWN_FOR)
    elif where.freshness == Freshness.UNKNOWN:
        rows = rows.filter(seen_at__lt=at - KNOWN_FOR)
    if where.convention == "manca":
        rows = rows.filter(covered_until=_NO_DAY)
    elif where.convention == "valida":
        rows = rows.filter(covered_until__gt=on)
    elif where.convention == "scade":
        rows = rows.filter(covered_until__gt=on, covered_until__lte=on + DUE_WITHIN)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows


@dataclass(slots=True)
class Beds:
    """Beds of a facility tonight, and the rooms that could take a household, by its size."""

    usable: int = 0
    free: int = 0
    stays: int = 0
    persons: int = 0
    holds: int = 0
    blocks: int = 0
    rooms: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(1, LARGEST + 1), 0))

    @property
    def largest(self) -> int:
        """The largest household that could enter; 0 when none could."""
        return max((size for size, count in self.rooms.items() if count), default=0)


def beds_by_facility(
    *,
    at: datetime,
    free: dict[UUID, dict[int, int]],
    takings: Sequence[Taken],
) -> dict[UUID, Beds]:
    """Return tonight's beds by facility, from what was read already."""
    tonight = timezone.localdate(at)
    by_bed = {row.bed_id: row for row in takings if row.on(tonight)}
    found: dict[UUID, Beds] = {}
    for unit in usable_units():
        beds = found.setdefault(unit.facility_id, Beds())
        for bed_id in unit.beds:
            row = by_bed.get(bed_id)
            if row is not None and row.away:
                continue
            beds.usable += row is None or row.kind != OccupancyKind.BLOCK
            beds.free += row is None
            if row is not None:
                beds.stays += row.kind == OccupancyKind.STAY
                beds.persons += row.kind == OccupancyKind.STAY and row.person_id is not None
                beds.holds += row.kind == OccupancyKind.HOLD
                beds.blocks += row.kind == OccupancyKind.BLOCK
    for facility_id, rooms in free.items():
        if facility_id in found:
            found[facility_id].rooms = rooms
    return found


def tonight_takings(*, at: datetime) -> list[Taken]:
    """Return what takes beds tonight."""
    today = timezone.localdate(at)
    return taken(from_on=today, to_on=today + timedelta(days=1), at=at)


def list_register(
    *,
    where: RegisterFilter,
    at: datetime,
    order: str = "nome",
    cursor: str = "",
    size: int = PAGE_SIZE,
    ids: Iterable[UUID] | None = None,
) -> Page[Facility]:
    """Return a page of the register; sealed texts are not opened."""
    rows = _rows(where, at=at, ids=ids).select_related("body")
    rows = rows.defer("address", "phone", "applicant", "contact_email")
    by = _ORDERS.get(order, _ORDERS["nome"])
    return page(rows, by=by, cursor=cursor, size=size)


def count_register(
    *, where: RegisterFilter, at: datetime, ids: Iterable[UUID] | None = None
) -> int:
    """Return how many lines pass a filter."""
    return _rows(where, at=at, ids=ids).count()


def count_by_view() -> dict[str, int]:
    """Return how many facilities each view of the register has."""
    counts = dict(Facility.objects.order_by().values_list("state").annotate(count=Count("id")))
    return {name: sum(counts.get(state, 0) for state in states) for name, states in VIEWS.items()}


def current_conventions(*, facility_ids: Iterable[UUID], on: date) -> dict[UUID, Convention]:
    """Return the convention in force on a day, by facility, in one statement."""
    rows = Convention.objects.filter(in_force(on), facility_id__in=list(facility_ids))
    return {row.facility_id: row for row in rows.select_related("body").order_by("facility_id")}


def conventions_of(*, facility_id: UUID) -> list[Convention]:
    """Return the conventions of a facility, the latest first."""
    rows = Convention.objects.filter(facility_id=facility_id).select_related("body", "renews")
    return list(rows.order_by("-from_on", "-recorded_at"))


_DUE = Read[Convention](
    lambda on, until: (
        Convention.objects.select_related("facility")
        .filter(
            ~Exists(
                Convention.objects.filter(
                    facility=OuterRef("facility"), from_on__gte=OuterRef("to_on"), ended_on=None
                )
            ),
            facility__state=FacilityState.ACCREDITED,
            ended_on=None,
            from_on__lte=on,
            to_on__gt=on,
            to_on__lte=until,
        )
        .order_by("to_on", "id")
    )
)


def list_due_conventions(*, on: date, limit: int = 50) -> list[Convention]:
    """Return the conventions that end within 90 days and that nothing follows, the first first."""
    return _DUE(on=on, until=on + DUE_WITHIN, limit=limit)


def count_uncovered(*, on: date) -> int:
    """Return how many accredited facilities no convention is in force for."""
    held = Convention.objects.filter(in_force(on), facility=OuterRef("pk"))
    rows = Facility.objects.filter(~Exists(held), state=FacilityState.ACCREDITED)
    return rows.count()


def is_covered(*, facility_id: UUID, on: date) -> bool:
    """Tell whether a convention is in force for a facility on a day."""
    return Convention.objects.filter(in_force(on), facility_id=facility_id).exists()


def uncovered_ids(*, on: date) -> frozenset[UUID]:
    """Return the accredited facilities no convention is in force for."""
    held = Convention.objects.filter(in_force(on), facility=OuterRef("pk"))
    rows = Facility.objects.filter(~Exists(held), state=FacilityState.ACCREDITED)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def steps_of(*, facility_id: UUID) -> list[RegisterStep]:
    """Return the steps of a facility in the register, the last first."""
    return list(RegisterStep.objects.filter(facility_id=facility_id).order_by("-at", "-id"))


def upkeeps_of(*, facility_id: UUID, limit: int = 20) -> list[Upkeep]:
    """Return works, inspections and damage of a facility: what is open, then the last ones."""
    rows = Upkeep.objects.select_related("unit").filter(facility_id=facility_id)
    rows = rows.annotate(beds=Count("blocks"))
    return list(rows.order_by(F("closed_at").desc(nulls_first=True), "-from_on")[:limit])


def readings_of(*, facility_id: UUID, limit: int = 6) -> list[Reading]:
    """Return what lists from outside counted in a facility, the last first."""
    return list(Reading.objects.filter(facility_id=facility_id).order_by("-read_on")[:limit])


@dataclass(frozen=True, slots=True)
class Missing:
    """Beds that are declared and cannot be used: where, why (a code of the blocks), since when."""

    unit_name: str
    bed_label: str
    reason: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """Places declared beside those somebody can sleep in tonight."""

    declared: int | None
    by_convention: bool
    usable: int
    missing: tuple[Missing, ...]
    since: date | None

    @property
    def differs(self) -> bool:
        """Whether fewer or more can sleep there than is declared."""
        return self.declared is not None and self.declared != self.usable


def capacity_of(*, facility: Facility, at: datetime) -> Capacity:
    """Return what is declared, what is usable tonight, and since when and why they differ."""
    tonight = timezone.localdate(at)
    beds = list(
        Bed.objects.filter(unit__facility=facility)
        .select_related("unit")
        .order_by("unit__position", "unit__name", "label")
    )
    takings = taken(
        from_on=tonight,
        to_on=tonight + timedelta(days=1),
        at=at,
        unit_ids={bed.unit_id for bed in beds},
    )
    blocked = {row.bed_id: row for row in takings if row.kind == OccupancyKind.BLOCK}
    missing, usable = [], 0
    for bed in beds:
        block = blocked.get(bed.pk)
        if not bed.usable:
            missing.append(Missing(bed.unit.name, bed.label, "", bed.out_since))
        elif block is None:
            usable += 1
        elif not block.away:
            missing.append(Missing(bed.unit.name, bed.label, block.reason, block.from_on))
    current = current_conventions(facility_ids=[facility.pk], on=tonight).get(facility.pk)
    declared = current.places if current else facility.declared_places
    days = [one.since for one in missing if one.since is not None]
    extra = [
        bed.from_on
        for bed in beds
        if bed.extra and bed.from_on and (bed.pk not in blocked or not blocked[bed.pk].away)
    ]
    if declared is not None and usable > declared:
        days = extra
    since = min(days) if days else current.from_on if current and not missing else None
    return Capacity(declared, current is not None, usable, tuple(missing), since)
