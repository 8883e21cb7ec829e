"""How many beds are free on each night, counted by the database: no row leaves it per bed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from lgnet.domain.housing.enums import HoldState, OccupancyKind
from lgnet.domain.housing.models import Bed, Occupancy
from lgnet.domain.housing.queries.occupancy import current, overdue


def free_each_night(
    *, from_on: date, nights: int, at: datetime, unit_ids: Iterable[UUID] | None = None
) -> tuple[int, ...]:
    """Return the free beds of each night from a day on, not before today, in three statements.

    What is taken is what :func:`taken` says; usable beds of active facilities count.
    """
    end, today = from_on + timedelta(days=nights), timezone.localdate(at)
    beds = Bed.objects.filter(usable=True, unit__facility__active=True)
    if unit_ids is not None:
        beds = beds.filter(unit_id__in=list(unit_ids))
    rows = Occupancy.objects.filter(released=False, bed__in=beds)
    lapsed = Q(kind=OccupancyKind.HOLD) & (
        Q(hold__expires_at__lte=at) | ~Q(hold__state=HoldState.ACTIVE)
    )
    stayed_on = set(rows.filter(overdue(today)).order_by().values_list("bed_id", flat=True))
    # Whoever has not left takes the bed on every night, whatever was planned for it since.
    spans = (
        rows.filter(current(from_on, end))
        .exclude(lapsed)
        .exclude(bed_id__in=stayed_on)
        .order_by()
        .values_list("from_on", "to_on")
        .annotate(beds=Count("id"))
    )
    steps = [0] * (nights + 1)
    for begins, ends, count in spans:
        steps[max(0, (begins - from_on).days)] -= count
        if ends is not None and ends < end:
            steps[(ends - from_on).days] += count
    steps[0] += beds.count() - len(stayed_on)
    return tuple(accumulate(steps[:nights]))
