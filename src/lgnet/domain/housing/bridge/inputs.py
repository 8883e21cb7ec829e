"""Rows → input of the placement core."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.cores import placement
from lgnet.cores.kernel import AgeRange, Point, Span
from lgnet.cores.placement.types import ADULT
from lgnet.domain.housing.enums import OccupancyKind, RequestState, SexRule
from lgnet.domain.housing.models import Bed, HousingRequest
from lgnet.domain.housing.queries.households import MemberShape, members_of
from lgnet.domain.housing.queries.occupancy import Taken, taken
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import Sex
from lgnet.domain.people.models import Person

_SEX = {
    Sex.FEMALE: placement.Sex.FEMALE,
    Sex.MALE: placement.Sex.MALE,
    Sex.OTHER: placement.Sex.OTHER,
    Sex.UNKNOWN: placement.Sex.UNKNOWN,
}
_UNIT_SEX = {
    SexRule.ANY: placement.UnitSex.ANY,
    SexRule.WOMEN: placement.UnitSex.WOMEN,
    SexRule.MEN: placement.UnitSex.MEN,
    SexRule.WOMEN_CHILDREN: placement.UnitSex.WOMEN_AND_CHILDREN,
    SexRule.FAMILIES: placement.UnitSex.FAMILIES,
}
_MAX_WAITING = 300


def waiting_requests(*, but: HousingRequest | None = None) -> list[HousingRequest]:
    """Return the requests that wait without a hold, in the order of the queue."""
    rows = HousingRequest.objects.select_related("case", "household").filter(
        state=RequestState.WAITING
    )
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return list(rows.order_by("priority_class", "opened_at", "id")[:_MAX_WAITING])


def households(requests: Sequence[HousingRequest], *, on: date) -> list[placement.Household]:
    """Return households as the core knows them, in two statements; empty ones are left out."""
    members = members_of(household_ids=[request.household_id for request in requests], on=on)
    return [
        household(request, members[request.household_id], on)
        for request in requests
        if members[request.household_id]
    ]


def household(
    request: HousingRequest, members: tuple[MemberShape, ...], on: date
) -> placement.Household:
    """Return one household with what it asks for."""
    near = None
    if request.near_latitude is not None and request.near_longitude is not None:
        near = Point(request.near_latitude, request.near_longitude)
    wish = placement.Demand.WISH
    return placement.Household(
        id=str(request.pk),
        members=tuple(
            placement.Member(
                id=str(member.person_id),
                sex=_SEX[Sex(member.sex)],
                age=_age(member, on),
                step_free=request.needs_accessible and position == 0,
            )
            for position, member in enumerate(members)
        ),
        priority_class=int(request.priority_class),
        waiting_since=timezone.localdate(request.opened_at),
        nights=request.expected_nights,
        needed_by=request.needed_by,
        protected_category=any(member.vulnerable for member in members),
        whole_unit=False if request.shares_room and not _minors(members, on) else None,
        private_bathroom=wish if request.wants_bathroom else placement.Demand.NO,
        private_kitchen=wish if request.wants_kitchen else placement.Demand.NO,
        near=near,
        max_minutes=request.max_minutes if near else None,
        protected_address=request.secret_address,
        women_setting=request.women_only,
        languages=frozenset(code for member in members for code in member.languages),
        enter_from=request.from_on if request.from_on > on else None,
    )


def _age(member: MemberShape, on: date) -> AgeRange:
    ages = member.birth.ages(on=on)
    return AgeRange() if ages is None else AgeRange(min(ages[0], 130), min(ages[1], 130))


def _minors(members: tuple[MemberShape, ...], on: date) -> bool:
    return any(_age(member, on).is_under(ADULT) is not False for member in members)


_UNIT_COLUMNS = (
    "unit_id",
    "unit__facility_id",
    "unit__facility__municipality_id",
    "unit__exclusive",
    "unit__sex_rule",
    "unit__facility__sex_rule",
    "unit__accessible",
    "unit__facility__accessible",
    "unit__facility__secret",
    "unit__own_bathroom",
    "unit__own_kitchen",
    "unit__facility__max_nights",
    "unit__facility__confirmed_at",
    "unit__facility__latitude",
    "unit__facility__longitude",
    "unit__facility__languages",
)


def units(
    *,
    on: date,
    at: datetime,
    unit_ids: Iterable[UUID] | None = None,
    takings: Sequence[Taken] | None = None,
) -> list[placement.Unit]:
    """Return the units of active facilities with what takes them from a day on."""
    beds = Bed.objects.filter(usable=True, unit__facility__active=True)
    if unit_ids is not None:
        beds = beds.filter(unit_id__in=list(unit_ids))
    capacity: dict[UUID, int] = {}
    columns: dict[UUID, tuple[Any, ...]] = {}
    for row in beds.order_by("unit_id").values_list(*_UNIT_COLUMNS):
        capacity[row[0]] = capacity.get(row[0], 0) + 1
        columns[row[0]] = row
    if takings is None:
        takings = taken(from_on=on, to_on=None, at=at, unit_ids=unit_ids)
    of_unit: dict[UUID, list[Taken]] = {}
    for taking in takings:
        of_unit.setdefault(taking.unit_id, []).append(taking)
    people = _people({taking.person_id for taking in takings if taking.person_id})
    return [
        _unit(row, capacity[unit_id], of_unit.get(unit_id, []), people, on=on, at=at)
        for unit_id, row in columns.items()
    ]


def _people(ids: Iterable[UUID]) -> dict[UUID, MemberShape]:
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Person.objects.filter(pk__in=wanted).values_list(
        "pk", "pseudonym", "sex", "birth_on", "birth_to", "birth_precision"
    )
    return {
        row[0]: MemberShape(row[0], row[1], "", row[2], Birth(row[3], row[4], row[5]), (), False)
        for row in rows
    }


def _unit(
    row: tuple[Any, ...],
    capacity: int,
    takings: list[Taken],
    people: dict[UUID, MemberShape],
    *,
    on: date,
    at: datetime,
) -> placement.Unit:
    rule = row[4] if row[4] != SexRule.ANY else row[5]
    hours = None if row[12] is None else max(0, int((at - row[12]) / timedelta(hours=1)))
    groups: dict[UUID, list[Taken]] = {}
    blocked = []
    for taking in takings:
        if taking.kind == OccupancyKind.BLOCK or taking.hold_id is None:
            blocked.append(placement.Block(Span(taking.from_on, taking.to_on), beds=1))
        else:
            groups.setdefault(taking.hold_id, []).append(taking)
    if len(blocked) >= capacity:
        blocked = _whole_blocks(blocked, capacity)
    has_point = row[13] is not None and row[14] is not None
    return placement.Unit(
        id=str(row[0]),
        facility_id=str(row[1]),
        municipality=row[2],
        capacity=capacity,
        exclusive=row[3],
        sex=_UNIT_SEX[SexRule(rule)],
        step_free=row[6] or row[7],
        protected_address=row[8],
        private_bathroom=row[9],
        private_kitchen=row[10],
        max_stay_nights=row[11],
        hours_since_confirmed=hours,
        occupancies=tuple(_occupancy(group, people, capacity, on) for group in groups.values()),
        blocked=tuple(blocked),
        point=Point(row[13], row[14]) if has_point else None,
        languages=frozenset(row[15]),
    )


def _whole_blocks(blocks: list[placement.Block], capacity: int) -> list[placement.Block]:
    """Say of beds all blocked for the same nights that the unit is blocked."""
    spans: dict[Span, int] = {}
    for block in blocks:
        spans[block.span] = spans.get(block.span, 0) + 1
    return [
        placement.Block(span, beds=None if count >= capacity else count)
        for span, count in spans.items()
    ]


def _occupancy(
    group: list[Taken], people: dict[UUID, MemberShape], capacity: int, on: date
) -> placement.Occupancy:
    members = tuple(people[row.person_id] for row in group if row.person_id in people)
    ages = [_age(member, on) for member in members]
    adults = [
        member for member, age in zip(members, ages, strict=True) if age.is_under(ADULT) is not True
    ]
    ends = [row.to_on for row in group]
    known = [end for end in ends if end is not None]
    end = max(known) if len(known) == len(ends) else None
    return placement.Occupancy(
        household_id=str(group[0].request_id),
        span=Span(min(row.from_on for row in group), end),
        persons=len(group),
        sexes=frozenset(_SEX[Sex(member.sex)] for member in adults or members)
        or frozenset({placement.Sex.UNKNOWN}),
        has_minors=any(age.is_under(ADULT) is not False for age in ages),
        has_adults=bool(adults),
        whole_unit=len(group) > len(members) or (len(group) == capacity and capacity > 1),
    )
