"""What placement answers: a ranking for one household, a plan for all, both with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lgnet.cores.kernel import ParamValue, Reason, Span


@dataclass(frozen=True, slots=True)
class EffectOnOther:
    """What an option costs another household that waits, if the queue is served in order.

    Attributes
    ----------
    household_id : str
    priority_class, persons : int
    more_days : int or None
        Days more it would wait; ``None`` means no place is left for it within the horizon.
    without_unit_id, with_unit_id : str or None
        Where it would go if this option is not taken, and if it is.
    without_start, with_start : date or None
        First nights there.
    """

    household_id: str
    priority_class: int
    persons: int
    more_days: int | None
    without_unit_id: str | None
    without_start: date | None
    with_unit_id: str | None
    with_start: date | None


@dataclass(frozen=True, slots=True)
class Option:
    """A unit the household can enter, and all that speaks for and against it.

    Attributes
    ----------
    unit_id, facility_id : str
    span : Span
        Nights planned.
    reasons_for : tuple of Reason
    unmet : tuple of Reason
        Wishes not satisfied and nights without a place: effect ``AGAINST``; or not known.
    effects_on_others : tuple of EffectOnOther
        Worst first.
    nights_without_place : int
        Nights between the last day with a roof and the first night here.
    minutes : int or None
        Daily way, minutes one way; ``None`` when not known or not asked.
    spare_beds : int
        Beds left empty that nobody else can use.
    """

    unit_id: str
    facility_id: str
    span: Span
    reasons_for: tuple[Reason, ...]
    unmet: tuple[Reason, ...]
    effects_on_others: tuple[EffectOnOther, ...]
    nights_without_place: int
    minutes: int | None
    spare_beds: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A unit that cannot be proposed, with every hard rule it fails."""

    unit_id: str
    facility_id: str
    failed: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How the ranking would change if the household accepted something it can decide.

    Attributes
    ----------
    code : str
        ``ACCEPT_SHARED_BATHROOM``, ``ACCEPT_SHARED_KITCHEN``, ``ACCEPT_SHARED_ROOM``,
        ``ACCEPT_LONGER_WAY``, ``ACCEPT_OTHER_MUNICIPALITY`` or ``ENTER_LATER``.
    params : tuple of (name, value)
    new_unit_ids : tuple of str
        Units that become possible, in their new order.
    lost_unit_ids : tuple of str
        Units that stop being possible.
    first_unit_id : str or None
        The unit that would come first.
    first_changes : bool
        Whether another unit comes first.
    order_changes : bool
        Whether the units possible before and after change places among themselves.
    now_without_reserve : tuple of str
        Units whose list of what is not satisfied becomes empty.
    """

    code: str
    params: tuple[tuple[str, ParamValue], ...]
    new_unit_ids: tuple[str, ...]
    lost_unit_ids: tuple[str, ...]
    first_unit_id: str | None
    first_changes: bool
    order_changes: bool
    now_without_reserve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The whole answer for one household: options best first, the excluded, the what-ifs."""

    household_id: str
    on: date
    options: tuple[Option, ...]
    excluded: tuple[Excluded, ...]
    what_ifs: tuple[WhatIf, ...]
    ruleset_version: str
    problem_hash: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One household in one unit for some nights."""

    household_id: str
    unit_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What a plan achieves, for comparing it with another.

    Attributes
    ----------
    households, persons : int
        Placed within the horizon.
    protected_persons : int
        Of them, persons of households with a category the law protects.
    persons_by_class : tuple of (class, persons)
    days_waited : int
        Sum over all persons of the days from the day of the plan to their first night; who
        is not placed counts the whole horizon.
    nights_without_place : int
        Person-nights between the last day with a roof and the first night.
    """

    households: int
    persons: int
    protected_persons: int
    persons_by_class: tuple[tuple[int, int], ...]
    days_waited: int
    nights_without_place: int


@dataclass(frozen=True, slots=True)
class LevelOutcome:
    """One lexicographic level: its name, the best value reached, and the proven bound."""

    name: str
    value: float
    bound: float


@dataclass(frozen=True, slots=True)
class BatchResult:
    """A plan for all who wait, compared with serving them first come, first served.

    Attributes
    ----------
    assignments : tuple of Assignment
        Sorted by household.
    unplaced : tuple of str
        Households without a place within the horizon.
    levels : tuple of LevelOutcome
        In order of importance; each was optimised without giving up any before it.
    proven : bool
        Whether every level reached its bound.
    figures, first_come : PlanFigures
        Of this plan, and of the first-come-first-served plan.
    first_come_assignments : tuple of Assignment
    seed : int
    solver, ruleset_version, problem_hash : str
    """

    assignments: tuple[Assignment, ...]
    unplaced: tuple[str, ...]
    levels: tuple[LevelOutcome, ...]
    proven: bool
    figures: PlanFigures
    first_come: PlanFigures
    first_come_assignments: tuple[Assignment, ...]
    seed: int
    solver: str
    ruleset_version: str
    problem_hash: str
