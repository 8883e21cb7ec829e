"""Ranking for one household, and the rules one placement would break."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.cores import placement
from lgnet.cores.kernel import Reason, Span
from lgnet.cores.placement.candidates import failed_rules, stay_span
from lgnet.cores.placement.concessions import concessions
from lgnet.cores.placement.types import Candidate
from lgnet.domain.housing.bridge.inputs import household, households, units, waiting_requests
from lgnet.domain.housing.models import HousingRequest
from lgnet.domain.housing.queries.drafts import (
    Draft,
    EffectDraft,
    ExcludedDraft,
    OptionDraft,
    WhatIfDraft,
)
from lgnet.domain.housing.queries.households import MemberShape
from lgnet.domain.housing.queries.occupancy import Taken

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
    known = households([request, *waiting], on=on)
    there = units(on=on, at=at)
    asking = known[0]
    for code in accepting:
        for concession in concessions(
            asking, on=on, units=there, params=placement.PlacementParams()
        ):
            if concession.code == code:
                asking = concession.household
    ranking = placement.rank(
        household=asking,
        units=there,
        waiting_others=known[1:],
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


def entries(*, request: HousingRequest, at: datetime) -> dict[UUID, date]:
    """Return the first night a request could enter each unit that is possible."""
    on = timezone.localdate(at)
    asking = households([request], on=on)
    if not asking:
        return {}
    found = placement.first_entries(household=asking[0], units=units(on=on, at=at), on=on)
    return {UUID(unit_id): night for unit_id, night in found.items()}


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
    found = units(on=min(on, from_on), at=at, unit_ids=[unit_id], takings=takings)
    if not found or not members:
        return None, ({"code": "UNIT_CLOSED", "effect": "BLOCKS", "params": {}, "rule": ""},)
    asking = household(request, members, max(on, from_on))
    span = stay_span(asking, found[0], from_on) if to_on is None else Span(from_on, to_on)
    candidate = Candidate(asking, found[0], span)
    return span.end, _reasons(failed_rules(candidate, placement.PlacementParams()))


def takes_whole_unit(request: HousingRequest, members: tuple[MemberShape, ...]) -> bool:
    """Tell whether nobody else may sleep in the unit of a household."""
    return household(request, members, request.from_on).needs_whole_unit


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
