"""Rows → input of the placement core; its result → drafts with plain values.

The only module of housing that imports a core.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.cores import placement
from lgnet.cores.kernel import AgeRange, Point, Reason, Span
from lgnet.cores.placement.candidates import failed_rules, stay_span
from lgnet.cores.placement.concessions import concessions
from lgnet.cores.placement.types import ADULT, Candidate
from lgnet.domain.housing.enums import OccupancyKind, SexRule
from lgnet.domain.housing.models import Bed, HousingRequest
from lgnet.domain.housing.queries.drafts import (
    Draft,
    EffectDraft,
    ExcludedDraft,
    OptionDraft,
    WhatIfDraft,
)
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
TAKEN_CODES = frozenset({"UNIT_TAKEN", "NOT_ENOUGH_FREE_BEDS", "UNIT_BLOCKED"})
MAY_BE_CONFIRMED_BY_PHONE = frozenset({"NOT_CONFIRMED"})


def rank(
    *,
    request: HousingRequest,
    at: datetime,
    accepting: Iterable[str] = (),
    with_what_ifs: bool = False,
) -> Draft:
    """Rank every unit for a request as things stand at a moment.

    Parameters
    ----------
    accepting
        Codes of concessions to try as if the household had made them.
    """
    on = timezone.localdate(at)
    waiting = waiting_requests(but=request)
    households = _households([request, *waiting], on=on)
    units = _units(on=on, at=at)
    household = households[0]
    for code in accepting:
        for concession in concessions(
            household, on=on, units=units, params=placement.PlacementParams()
        ):
            if concession.code == code:
                household = concession.household
    ranking = placement.rank(
        household=household,
        units=units,
        waiting_others=households[1:],
        on=on,
        with_what_ifs=with_what_ifs,
    )
    return Draft(
        rule_set=ranking.ruleset_version,
        input_hash=ranking.problem_hash,
        options=tuple(_option(option) for option in ranking.options),
        excluded=tuple(
            ExcludedDraft(UUID(left.unit_id), UUID(left.facility_id), _reasons(left.failed))
            for left in ranking.excluded
        ),
        what_ifs=tuple(_what_if(found) for found in ranking.what_ifs),
    )


def failures(
    *,
    request: HousingRequest,
    members: tuple[MemberShape, ...],
    unit_id: UUID,
    takings: Sequence[Taken],
    from_on: date,
    to_on: date | None,
    at: datetime,
) -> tuple[date | None, tuple[dict[str, Any], ...]]:
    """Return the end of a stay in a unit from a night, and every hard rule it would break.

    The stay is as long as asked (``to_on``), or as planned, within the unit's longest stay.

    Parameters
    ----------
    members
        Who would enter; nobody breaks the rule on capacity.
    takings
        What takes beds of the unit, from the day of ``at`` on.
    """
    on = timezone.localdate(at)
    units = _units(on=min(on, from_on), at=at, unit_ids=[unit_id], takings=takings)
    if not units or not members:
        return None, ({"code": "UNIT_CLOSED", "effect": "BLOCKS", "params": {}, "rule": ""},)
    household = _household(request, members, max(on, from_on))
    span = stay_span(household, units[0], from_on) if to_on is None else Span(from_on, to_on)
    candidate = Candidate(household, units[0], span)
    return span.end, _reasons(failed_rules(candidate, placement.PlacementParams()))


def takes_whole_unit(request: HousingRequest, members: tuple[MemberShape, ...]) -> bool:
    """Tell whether nobody else may sleep in the unit of a household."""
    return _household(request, members, request.from_on).needs_whole_unit


def waiting_requests(*, but: HousingRequest | None = None) -> list[HousingRequest]:
    """Return the requests that wait without a hold, in the order of the queue."""
    rows = HousingRequest.objects.select_related("case", "household").filter(state="WAITING")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return list(rows.order_by("priority_class", "opened_at", "id")[:_MAX_WAITING])


def _households(requests: Sequence[HousingRequest], *, on: date) -> list[placement.Household]:
    members = members_of(household_ids=[request.household_id for request in requests], on=on)
    return [
        _household(request, members[request.household_id], on)
        for request in requests
        if members[request.household_id]
    ]


def _household(
    request: HousingRequest, members: tuple[MemberShape, ...], on: date
) -> placement.Household:
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


def _units(
    *,
    on: date,
    at: datetime,
    unit_ids: Iterable[UUID] | None = None,
    takings: Sequence[Taken] | None = None,
) -> list[placement.Unit]:
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


def _reasons(reasons: Iterable[Reason]) -> tuple[dict[str, Any], ...]:
    return tuple(dict(reason.as_dict()) for reason in reasons)


def _option(option: placement.Option) -> OptionDraft:
    return OptionDraft(
        unit_id=UUID(option.unit_id),
        facility_id=UUID(option.facility_id),
        from_on=option.span.start,
        to_on=option.span.end,
        reasons_for=_reasons(option.reasons_for),
        unmet=_reasons(option.unmet),
        effects=tuple(
            EffectDraft(
                request_id=UUID(effect.household_id),
                priority_class=effect.priority_class,
                persons=effect.persons,
                more_days=effect.more_days,
                without_on=effect.without_start,
                with_on=effect.with_start,
                with_unit_id=UUID(effect.with_unit_id) if effect.with_unit_id else None,
            )
            for effect in option.effects_on_others
        ),
        nights_without_place=option.nights_without_place,
        minutes=option.minutes,
        spare_beds=option.spare_beds,
    )


def _what_if(found: placement.WhatIf) -> WhatIfDraft:
    return WhatIfDraft(
        code=found.code,
        params=dict(found.params),
        new_unit_ids=tuple(UUID(unit_id) for unit_id in found.new_unit_ids),
        lost_unit_ids=tuple(UUID(unit_id) for unit_id in found.lost_unit_ids),
        first_unit_id=UUID(found.first_unit_id) if found.first_unit_id else None,
        first_changes=found.first_changes,
        order_changes=found.order_changes,
        now_without_reserve=tuple(UUID(unit_id) for unit_id in found.now_without_reserve),
    )
