"""How fresh a facility's picture is, what a link may show of it, and who must be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from lgnet.domain.housing.links import read_token, token_of
from lgnet.domain.housing.models import Confirmation, ConfirmationLink, Discrepancy, Facility
from lgnet.domain.housing.queries.facilities import FRESH_FOR, count_free_by_facility, list_units
from lgnet.domain.housing.queries.occupancy import taken
from lgnet.domain.housing.queries.requests import count_waiting_by_size
from lgnet.lib.actor import Actor, Scope
from lgnet.lib.errors import NotFound
from lgnet.lib.reads import Read

KNOWN_FOR = timedelta(hours=72)


class Freshness(StrEnum):
    """How much a picture is worth: true, fading, not known."""

    FRESH = "FRESH"
    FADING = "FADING"
    UNKNOWN = "UNKNOWN"


def freshness(confirmed_at: datetime | None, at: datetime) -> Freshness:
    """Return how fresh a picture is; after :data:`KNOWN_FOR` nobody knows."""
    if confirmed_at is None or at - confirmed_at > KNOWN_FOR:
        return Freshness.UNKNOWN
    return Freshness.FRESH if at - confirmed_at <= FRESH_FOR else Freshness.FADING


_OPEN = Read[Discrepancy](
    lambda limit_at: (
        Discrepancy.objects.select_related("facility", "unit")
        .filter(settled_at=None, raised_at__lte=limit_at)
        .order_by("raised_at", "id")
    )
)


def list_discrepancies(*, at: datetime, limit: int = 50) -> list[Discrepancy]:
    """Return what facilities said that nobody settled, the oldest first."""
    return _OPEN(limit_at=at, limit=limit)


def discrepancies_of(*, facility_id: UUID) -> list[Discrepancy]:
    """Return what is to be settled of a facility, the oldest first."""
    rows = Discrepancy.objects.select_related("unit").filter(
        facility_id=facility_id, settled_at=None
    )
    return list(rows.order_by("raised_at", "id"))


def confirmations_of(*, facility_id: UUID, limit: int = 8) -> list[Confirmation]:
    """Return who confirmed a facility's picture, the last first."""
    rows = Confirmation.objects.filter(facility_id=facility_id)
    return list(rows.order_by("-at", "-id")[:limit])


def live_links_of(*, facility_id: UUID, at: datetime) -> list[ConfirmationLink]:
    """Return the links of a facility that still open, the last made first."""
    rows = ConfirmationLink.objects.filter(
        facility_id=facility_id, revoked_at=None, expires_at__gt=at
    )
    return list(rows.order_by("-made_at", "-id"))


def link_actor(municipality_id: str) -> Actor:
    """Return who reads one city for a link whose signature holds: nobody's user, no permission."""
    return Actor(Scope.CITY, municipality_id, role="LINK")


@dataclass(frozen=True, slots=True)
class Room:
    """A room as a link shows it: how it is called, its places, how many we believe free tonight."""

    unit_id: UUID
    name: str
    beds: int
    free: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What we believe of one facility tonight; no person, no code, no day of anybody."""

    facility_name: str
    rooms: tuple[Room, ...]
    mark: str

    @property
    def free(self) -> int:
        """Places we believe free."""
        return sum(room.free for room in self.rooms)


def picture_of(*, facility: Facility, at: datetime) -> Picture:
    """Return what we believe of a facility tonight."""
    tonight = timezone.localdate(at)
    units = list_units(facility_id=facility.pk)
    takings = taken(
        from_on=tonight,
        to_on=tonight + timedelta(days=1),
        at=at,
        unit_ids=[unit.pk for unit in units],
    )
    used = {row.bed_id for row in takings if row.on(tonight)}
    away = {row.bed_id for row in takings if row.away}
    rooms = []
    for unit in units:
        beds = [bed.pk for bed in unit.beds.all() if bed.usable and bed.pk not in away]
        if beds:
            free = sum(1 for bed in beds if bed not in used)
            rooms.append(Room(unit.pk, unit.name, len(beds), free))
    told = "|".join(f"{room.unit_id}:{room.beds}:{room.free}" for room in rooms)
    mark = sha256(f"{facility.pk}|{tonight}|{told}".encode()).hexdigest()[:16]
    return Picture(facility.name, tuple(rooms), mark)


def live_link(*, link_id: UUID, at: datetime, locked: bool = False) -> ConfirmationLink:
    """Return a link that counts at a moment, with its facility, or raise :class:`NotFound`."""
    rows = ConfirmationLink.objects.select_related("facility")
    if locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=link_id, revoked_at=None, expires_at__gt=at).first()
    if found is None or not found.facility.active:
        raise NotFound("housing.link_over")
    return found


def city_of_token(token: str) -> tuple[str, UUID]:
    """Return the city and row of an address with a true signature, or raise :class:`NotFound`."""
    known = read_token(token)
    if known is None:
        raise NotFound("housing.link_over")
    return known


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes by e-mail to a facility's contact."""

    to: str
    facility_name: str
    city: str
    token: str
    expires_at: datetime


def letter_of(*, link_id: UUID, at: datetime) -> Letter | None:
    """Return the e-mail of a nudge; None when it left, is over, or the facility is fresh again."""
    rows = ConfirmationLink.objects.select_related("facility", "municipality")
    link = rows.filter(pk=link_id, revoked_at=None, expires_at__gt=at, sent_at=None).first()
    if link is None or freshness(link.facility.confirmed_at, at) == Freshness.FRESH:
        return None
    if not link.facility.contact_email:
        return None
    return Letter(
        link.facility.contact_email,
        link.facility.name,
        link.municipality.name,
        token_of(municipality_id=link.municipality_id, link_id=link.pk),
        link.expires_at,
    )


def facilities_to_nudge(*, at: datetime) -> list[UUID]:
    """Return the facilities to ask now: faded, with a contact, not asked today, and needed.

    Needed is one with a room that could take a household that waits, if the picture is true.
    """
    today = timezone.localdate(at)
    faded = Facility.objects.filter(
        Q(confirmed_at=None) | Q(confirmed_at__lt=at - FRESH_FOR),
        active=True,
        contact_email__isnull=False,
    ).exclude(links__nudged_on=today)
    wanted = list(
        faded.order_by(F("confirmed_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)
    )
    if not wanted:
        return []
    sizes = {size for size, count in count_waiting_by_size().items() if count}
    free = count_free_by_facility(on=today, at=at)
    return [key for key in wanted if any(free.get(key, {}).get(size) for size in sizes)]
