"""Stays and who is present."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Mod
from django.utils import timezone

from lgnet.domain.housing.enums import OccupancyKind, StayState
from lgnet.domain.housing.models import (
    Absence,
    BedNight,
    EveningCheck,
    HousingRequest,
    Occupancy,
    Stay,
)
from lgnet.lib.errors import NotFound
from lgnet.lib.reads import Read

_STAYS = Read[Stay](
    lambda household_id: (
        Stay.objects.select_related("unit", "unit__facility")
        .filter(household_id=household_id)
        .order_by("-from_on", "-id")
    )
)

_HERE = Read[Stay](
    lambda household_id: (
        Stay.objects.select_related("unit", "unit__facility")
        .filter(household_id=household_id, state=StayState.ACTIVE)
        .order_by("-from_on", "-id")
    )
)

MORNING = timedelta(hours=6)


def get_stay(*, stay_id: UUID) -> Stay:
    """Return a stay with request, household, unit and facility, or raise :class:`NotFound`."""
    found = (
        Stay.objects.select_related(
            "request", "request__case", "household", "unit", "unit__facility"
        )
        .filter(pk=stay_id)
        .first()
    )
    if found is None:
        raise NotFound("housing.no_such_stay")
    return found


def stay_of_request(*, request_id: UUID) -> Stay | None:
    """Return the stay a request led to, if it was not cancelled."""
    return (
        Stay.objects.select_related("unit", "unit__facility")
        .filter(request_id=request_id)
        .exclude(state=StayState.CANCELLED)
        .order_by("-from_on", "-id")
        .first()
    )


def list_stays_of(*, household_id: UUID) -> list[Stay]:
    """Return the stays of a household, the latest first."""
    return _STAYS(household_id=household_id)


def current_stay_of(*, household_id: UUID) -> Stay | None:
    """Return the stay of a household that goes on, if there is one."""
    return _HERE.first(household_id=household_id)


def counted_nights() -> QuerySet[BedNight]:
    """Return the nights that count: said, and not taken back since."""
    later = BedNight.objects.filter(
        person_id=OuterRef("person_id"), night=OuterRef("night"), turn=OuterRef("turn") + 1
    )
    return BedNight.objects.annotate(odd=Mod(F("turn"), 2)).filter(~Exists(later), odd=0)


def first_night_of_chain(*, stay: Stay) -> date:
    """Return the first night of a stay and of those it follows inside the city."""
    first = stay
    while first.follows_id is not None:
        first = Stay.objects.get(pk=first.follows_id)
    return first.from_on


def nights_of(*, stay_id: UUID) -> tuple[int, date | None]:
    """Return how many nights of persons count in a stay, and the last of them."""
    row = counted_nights().filter(stay_id=stay_id).aggregate(count=Count("id"), last=Max("night"))
    return row["count"], row["last"]


def count_nights(*, stay_ids: Iterable[UUID]) -> int:
    """Return how many nights of persons were recorded in stays."""
    return counted_nights().filter(stay_id__in=list(stay_ids)).count()


def list_present(*, night: date, at: datetime) -> list[Occupancy]:
    """Return the beds with somebody expected on a night, by facility, unit and bed.

    A stay past its expected exit counts as present until its exit is recorded.
    """
    going_on = Q(to_on=None) | Q(to_on__gt=night) | Q(stay__state=StayState.ACTIVE)
    return list(
        Occupancy.objects.select_related(
            "bed",
            "bed__unit",
            "bed__unit__facility",
            "stay",
            "hold__request__case",
            "hold__request__household",
        )
        .filter(
            going_on,
            released=False,
            kind=OccupancyKind.STAY,
            person__isnull=False,
            from_on__lte=night,
            stay__state__in=[StayState.ACTIVE, StayState.ENDED],
        )
        .order_by(
            "bed__unit__facility__name",
            "bed__unit__facility_id",
            "bed__unit__position",
            "bed__unit__name",
            "bed__label",
        )
    )


def request_behind(row: Occupancy) -> HousingRequest | None:
    """Return the request a bed is taken for; None when it is about somebody hidden from this actor."""
    try:
        return row.hold.request if row.hold is not None else None
    except HousingRequest.DoesNotExist:
        return None


def night_of(at: datetime) -> date:
    """Return which night it is: until six in the morning, still that of the day before."""
    return timezone.localdate(at - MORNING)


def evening_of(*, night: date) -> tuple[dict[UUID, datetime], set[UUID]]:
    """Return when each facility said who is in, and who is not, on a night."""
    checked = dict(EveningCheck.objects.filter(night=night).values_list("facility", "checked_at"))
    return checked, set(Absence.objects.filter(night=night).values_list("person_id", flat=True))


def promised_from(*, stay: Stay) -> date | None:
    """Return from which night a bed of a stay is somebody else's; None while nobody waits for it."""
    beds = Occupancy.objects.filter(stay=stay, released=False).values("bed_id")
    return (
        Occupancy.objects.filter(bed_id__in=beds, released=False, from_on__gt=stay.from_on)
        .exclude(stay=stay)
        .filter(Q(to_on=None) | Q(to_on__gt=F("from_on")))
        .aggregate(first=Min("from_on"))["first"]
    )


def list_overdue_stays(*, on: date, limit: int = 50) -> list[Stay]:
    """Return the stays whose expected exit has passed and nobody recorded, the oldest first."""
    return list(
        Stay.objects.select_related("unit__facility", "household", "request__case")
        .filter(state=StayState.ACTIVE, expected_to_on__lte=on)
        .order_by("expected_to_on", "id")[:limit]
    )


def first_night_to_record(*, until: date) -> date | None:
    """Return from which night on presence may be missing; None when nobody ever stayed.

    The two weeks before are looked at again, for stays that were written down late.
    """
    last = BedNight.objects.aggregate(last=Max("night"))["last"]
    lived_in = Stay.objects.exclude(state=StayState.CANCELLED)
    first = lived_in.aggregate(first=Min("arrived_on"))["first"]
    if first is None or first > until:
        return None
    return first if last is None else max(first, min(last, until) - timedelta(days=13))
