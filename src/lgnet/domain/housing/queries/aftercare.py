"""What goes with a stay and after it: contribution, questionnaire, follow-ups, absences."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Count

from lgnet.domain.housing.enums import ContributionKind, FollowUpState, StayState
from lgnet.domain.housing.models import (
    Absence,
    ContributionLine,
    ExitQuestionnaire,
    FollowUp,
    Occupancy,
    Stay,
    StayCorrection,
)
from lgnet.lib.errors import NotFound
from lgnet.lib.reads import Read

CENT = Decimal("0.01")
_DUE = Read[FollowUp](
    lambda until: (
        FollowUp.objects.select_related("stay__household", "stay__request__case")
        .filter(state=FollowUpState.PLANNED, due_on__lte=until)
        .order_by("due_on", "id")
    )
)


@dataclass(frozen=True, slots=True)
class Balance:
    """What a household should have given until a day, gave, was let off, and still owes."""

    expected: Decimal
    paid: Decimal
    waived: Decimal

    @property
    def due(self) -> Decimal:
        """What is still to be given; negative when they gave more."""
        return self.expected - self.paid - self.waived


def contribution_of(*, stay_id: UUID) -> list[ContributionLine]:
    """Return the lines of a stay's contribution, counter-lines too, in order."""
    rows = ContributionLine.objects.select_related("reversed_by").filter(stay_id=stay_id)
    return list(rows.order_by("on", "at", "id"))


def balance(lines: Sequence[ContributionLine], *, until: date) -> Balance:
    """Add a stay's contribution up to a day that is not counted.

    A month begun and not lived in whole counts by its days, each a share of that month; the sum
    is rounded to the cent, half up.
    """
    sums = dict.fromkeys(ContributionKind.values, Decimal(0))
    for line in lines:
        sums[line.kind] += line.amount
    taken_back = {line.reverses_id for line in lines if line.reverses_id}
    agreed = [
        line
        for line in lines
        if line.kind == ContributionKind.AGREED
        and not line.reverses_id
        and line.pk not in taken_back
    ]
    expected = Decimal(0)
    for position, line in enumerate(agreed):
        end = agreed[position + 1].on if position + 1 < len(agreed) else until
        expected += _over(line.amount, line.on, min(end, until))
    return Balance(
        expected.quantize(CENT, ROUND_HALF_UP),
        sums[ContributionKind.PAID],
        sums[ContributionKind.WAIVED],
    )


def _over(monthly: Decimal, start: date, end: date) -> Decimal:
    total, day = Decimal(0), start
    while day < end:
        length = monthrange(day.year, day.month)[1]
        last = min(end, day.replace(day=1) + timedelta(days=length))
        total += monthly * (last - day).days / length
        day = last
    return total


def follow_ups_of(*, stay_id: UUID) -> list[FollowUp]:
    """Return the follow-ups of a stay, the first due first."""
    return list(FollowUp.objects.filter(stay_id=stay_id).order_by("months"))


def list_follow_ups_due(*, until: date, limit: int = 100) -> list[FollowUp]:
    """Return the follow-ups nobody did yet that are due by a day, the oldest first."""
    return _DUE(until=until, limit=limit)


def questionnaire_of(*, stay_id: UUID) -> ExitQuestionnaire | None:
    """Return what was said on leaving a stay."""
    return ExitQuestionnaire.objects.filter(stay_id=stay_id).first()


def corrections_of(*, stay_id: UUID) -> list[StayCorrection]:
    """Return what of a stay was taken back, the latest first."""
    return list(StayCorrection.objects.filter(stay_id=stay_id).order_by("-at", "-id"))


def persons_in(*, stay_id: UUID) -> list[UUID]:
    """Return who has a bed in a stay."""
    rows = Occupancy.objects.filter(stay_id=stay_id, person__isnull=False)
    return list(rows.order_by("bed__label", "pk").values_list("person_id", flat=True))


def list_not_arrived(*, on: date, limit: int = 100) -> list[Stay]:
    """Return the stays whose first night is over and nobody said they came, the oldest first."""
    return list(
        Stay.objects.select_related("unit__facility", "household", "request__case")
        .filter(state=StayState.ACTIVE, arrived_on=None, from_on__lte=on)
        .order_by("from_on", "id")[:limit]
    )


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who has not been in for some nights on end, up to the last."""

    stay: Stay
    person_id: UUID
    nights: int
    since: date


def list_away(*, night: date, at_least: int, limit: int = 100) -> list[Away]:
    """Return who was away on a night and on those before it, at least so many on end.

    A night is away when the evening said so; nothing follows from it by itself.
    """
    last = set(Absence.objects.filter(night=night).values_list("person_id", flat=True))
    found = (
        Absence.objects.filter(
            person_id__in=last, night__gt=night - timedelta(days=at_least), night__lte=night
        )
        .values("person_id")
        .annotate(nights=Count("id"))
        .filter(nights__gte=at_least)
        .order_by("person_id")[:limit]
    )
    people = [row["person_id"] for row in found]
    stays = _stays_of(people)
    since = _since(people, night)
    return sorted(
        (
            Away(stays[one], one, (night - since[one]).days + 1, since[one])
            for one in people
            if one in stays
        ),
        key=lambda away: (away.since, away.person_id),
    )


def _stays_of(people: Iterable[UUID]) -> dict[UUID, Stay]:
    rows = Occupancy.objects.select_related(
        "stay__unit__facility", "stay__household", "stay__request__case"
    ).filter(person_id__in=list(people), stay__state=StayState.ACTIVE, released=False)
    return {row.person_id: row.stay for row in rows.order_by("person_id", "from_on")}


def _since(people: Sequence[UUID], night: date) -> dict[UUID, date]:
    """Return the first of the nights on end that each has been away."""
    nights: dict[UUID, set[date]] = {one: set() for one in people}
    rows = Absence.objects.filter(person_id__in=people, night__lte=night)
    for person, when in rows.order_by("person_id", "night").values_list("person_id", "night"):
        nights[person].add(when)
    first = {}
    for person, there in nights.items():
        day = night
        while day - timedelta(days=1) in there:
            day -= timedelta(days=1)
        first[person] = day
    return first


def get_line(*, line_id: UUID, stay_id: UUID) -> ContributionLine:
    """Return a line of a stay's contribution, or raise :class:`NotFound`."""
    found = ContributionLine.objects.filter(pk=line_id, stay_id=stay_id).first()
    if found is None:
        raise NotFound("housing.no_such_line")
    return found


def get_follow_up(*, follow_up_id: UUID, stay_id: UUID) -> FollowUp:
    """Return a follow-up of a stay, or raise :class:`NotFound`."""
    found = FollowUp.objects.filter(pk=follow_up_id, stay_id=stay_id).first()
    if found is None:
        raise NotFound("housing.no_such_follow_up")
    return found


def stay_after(*, stay_id: UUID) -> Stay | None:
    """Return the stay a household was moved to from this one."""
    rows = Stay.objects.select_related("unit__facility").filter(follows_id=stay_id)
    return rows.first()
