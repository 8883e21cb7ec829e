"""Proposals as plain values: what the bridge answers, what a stored run keeps, what pages print."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


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
    """Where one request would go by the plan, and first come, first served; ids and ISO dates.

    Parameters
    ----------
    unit
        None: nowhere within the horizon, or in the city named instead.
    city
        Another city, when the plan would have the household go there.
    """

    request: str
    unit: str | None
    from_on: str | None
    first_come_unit: str | None
    first_come_on: str | None
    city: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Some people of another city who might come: how many, when, to which unit; never who."""

    city: str
    persons: int
    unit: str
    from_on: str


@dataclass(frozen=True, slots=True)
class CityPart:
    """A city's part of a plan of the network."""

    city: str
    waiting: int
    figures: FiguresDraft
    first_come: FiguresDraft
    lines: tuple[PlanLine, ...]
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """How many persons a plan would have go from one city to another, of how many agreed."""

    origin: str
    destination: str
    persons: int
    agreed: int


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan for all who wait on a day, beside the one of first come, first served: figures only.

    Parameters
    ----------
    moves
        Between the cities planned together, each way they agreed on.
    """

    on: date
    rule_set: str
    solver: str
    seed: int
    input_hash: str
    proven: bool
    figures: FiguresDraft
    first_come: FiguresDraft
    moves: tuple[MoveDraft, ...] = ()
