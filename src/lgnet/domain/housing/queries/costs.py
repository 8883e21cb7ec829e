"""What places nobody sleeps in cost, by the daily rate of the convention in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from lgnet.domain.housing.models import BedNight, Convention

LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class EmptyCost:
    """Place-nights agreed and slept in over the last nights, and the euro of the difference.

    Attributes
    ----------
    agreed, slept : int
        Place-nights under a convention; nights recorded, never more than agreed on a night.
    paid : Decimal or None
        What was paid for empty places; None when no rate is known, zero where only people
        present are paid.
    worth : Decimal or None
        What the same places would have cost with somebody in them.
    """

    agreed: int
    slept: int
    paid: Decimal | None
    worth: Decimal | None

    @property
    def empty(self) -> int:
        """Place-nights nobody slept in."""
        return self.agreed - self.slept


def empty_costs(
    *, facility_ids: Iterable[UUID], on: date, nights: int = LOOK_BACK
) -> dict[UUID, EmptyCost]:
    """Return, by facility, what empty places cost in the nights before a day, in two statements."""
    ids, first = list(facility_ids), on - timedelta(days=nights)
    slept: dict[tuple[UUID, date], int] = {
        (row[0], row[1]): row[2]
        for row in BedNight.objects.filter(
            bed__unit__facility_id__in=ids, night__gte=first, night__lt=on
        )
        .order_by()
        .values_list("bed__unit__facility_id", "night")
        .annotate(count=Count("id"))
    }
    found: dict[UUID, EmptyCost] = {}
    rows = Convention.objects.filter(facility_id__in=ids, from_on__lt=on, to_on__gt=first)
    for row in rows.order_by("facility_id", "from_on"):
        days = [first + timedelta(days=number) for number in range(nights)]
        under = [day for day in days if row.holds_on(day)]
        agreed = row.places * len(under)
        present = sum(min(row.places, slept.get((row.facility_id, day), 0)) for day in under)
        worth = None if row.daily_rate is None else row.daily_rate * (agreed - present)
        paid = worth if row.pays_empty or worth is None else Decimal(0)
        one = EmptyCost(agreed, present, paid, worth)
        known = found.get(row.facility_id)
        found[row.facility_id] = _sum(known, one) if known else one
    return found


def _sum(one: EmptyCost, other: EmptyCost) -> EmptyCost:
    return EmptyCost(
        one.agreed + other.agreed,
        one.slept + other.slept,
        _plus(one.paid, other.paid),
        _plus(one.worth, other.worth),
    )


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
