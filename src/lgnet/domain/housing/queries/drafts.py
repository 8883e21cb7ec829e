"""Proposals as plain values: what the bridge answers, what a stored run keeps, what pages print."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from lgnet.domain.housing.models import HousingRequest


@dataclass(frozen=True, slots=True)
class EffectDraft:
    """What an option costs another household that waits."""

    request_id: UUID
    priority_class: int
    persons: int
    more_days: int | None
    without_on: date | None
    with_on: date | None
    with_unit_id: UUID | None


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """A unit the household can enter; reasons are ``{code, effect, params, rule}``."""

    unit_id: UUID
    facility_id: UUID
    from_on: date
    to_on: date | None
    reasons_for: tuple[dict[str, Any], ...]
    unmet: tuple[dict[str, Any], ...]
    effects: tuple[EffectDraft, ...]
    nights_without_place: int
    minutes: int | None
    spare_beds: int


@dataclass(frozen=True, slots=True)
class ExcludedDraft:
    """A unit that cannot be proposed, with every rule it fails."""

    unit_id: UUID
    facility_id: UUID
    failed: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class WhatIfDraft:
    """What would change if the household accepted something."""

    code: str
    params: dict[str, Any]
    new_unit_ids: tuple[UUID, ...]
    lost_unit_ids: tuple[UUID, ...]
    first_unit_id: UUID | None
    first_changes: bool
    order_changes: bool
    now_without_reserve: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A ranking of the units for one request, as plain values."""

    rule_set: str
    input_hash: str
    options: tuple[OptionDraft, ...]
    excluded: tuple[ExcludedDraft, ...]
    what_ifs: tuple[WhatIfDraft, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FiguresDraft:
    """What a plan achieves; ``days_waited`` sums over persons, the unplaced with the horizon."""

    households: int
    persons: int
    protected_persons: int
    days_waited: int
    nights_without_place: int


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Where one request would go by the plan, and first come, first served; None: nowhere."""

    request: HousingRequest
    unit_id: UUID | None
    from_on: date | None
    first_come_unit_id: UUID | None
    first_come_on: date | None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan for all who wait on a day, beside the one of first come, first served."""

    on: date
    rule_set: str
    input_hash: str
    proven: bool
    figures: FiguresDraft
    first_come: FiguresDraft
    lines: tuple[PlanLine, ...]
