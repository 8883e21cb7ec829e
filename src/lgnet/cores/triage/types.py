"""What triage is told about a report, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from lgnet.cores.kernel import AgeRange, Reason, Span


class TriageInputError(ValueError):
    """The facts contradict themselves, or no table is in force."""


class Priority(IntEnum):
    """Class of a report; P1 is answered first."""

    P1 = 1
    P2 = 2
    P3 = 3


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Signs a report carries. ``None`` always means: not known, and never lowers the class.

    Attributes
    ----------
    persons : int or None
        How many people.
    youngest_age, oldest_age : AgeRange or None
        Estimated ages, whole years.
    alone : bool or None
        Whether the person has nobody of age with them.
    danger : bool or None
        Danger to life now, or a person who does not react.
    violence : bool or None
        Violence, threat, exploitation or trafficking, seen or told.
    pregnancy : bool or None
        Pregnancy seen or told.
    illness : bool or None
        Illness or wound, not life-threatening as far as told.
    mental_distress : bool or None
        Acute distress.
    disability : bool or None
    sleeping_outdoors : bool or None
        Tonight in the open, in a car or under a porch.
    basic_services_only : bool or None
        Only showers, meals, laundry or an address are asked for.
    """

    persons: int | None = None
    youngest_age: AgeRange | None = None
    oldest_age: AgeRange | None = None
    alone: bool | None = None
    danger: bool | None = None
    violence: bool | None = None
    pregnancy: bool | None = None
    illness: bool | None = None
    mental_distress: bool | None = None
    disability: bool | None = None
    sleeping_outdoors: bool | None = None
    basic_services_only: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a report about nobody or an absurd crowd."""
        if self.persons is not None and not 1 <= self.persons <= 10_000:
            raise TriageInputError("a report concerns between 1 and 10,000 people")


@dataclass(frozen=True, slots=True)
class ActivePlans:
    """Seasonal plans of the municipality in force on the evening of the report."""

    cold: bool = False
    heat: bool = False
    minimum_celsius: float | None = None
    maximum_celsius: float | None = None


@dataclass(frozen=True, slots=True)
class TriageParams:
    """Figures of the table; each can be changed by the municipality and is published.

    Attributes
    ----------
    minutes : tuple of (Priority, int)
        Minutes within which a report of the class is answered.
    small_child_years : int
        A child below this age is small.
    elderly_years : int
        From this age on a person is elderly.
    large_group_persons : int
        From this number on a group is large.
    """

    minutes: tuple[tuple[Priority, int], ...] = (
        (Priority.P1, 30),
        (Priority.P2, 90),
        (Priority.P3, 240),
    )
    small_child_years: int = 6
    elderly_years: int = 65
    large_group_persons: int = 5

    def minutes_to_answer(self, priority: Priority) -> int:
        """Return the minutes within which a report of the class is answered."""
        return dict(self.minutes)[priority]


@dataclass(frozen=True, slots=True)
class Situation:
    """All a rule may look at."""

    facts: ReportFacts
    plans: ActivePlans
    params: TriageParams


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: its reason, and the class it asks for at least.

    A finding about something unknown may carry no class: it is told, and changes nothing.
    """

    reason: Reason
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class TriageRule:
    """A line of the published table."""

    number: int
    id: str
    check: Callable[[Situation], Finding | None]


@dataclass(frozen=True, slots=True)
class TriageTable:
    """A published decision table and the days it is in force."""

    number: int
    version: str
    valid: Span
    rules: tuple[TriageRule, ...]
    params: TriageParams


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One sign that, were it otherwise, would change the class.

    Attributes
    ----------
    fact : str
        Name of the field of ``ReportFacts``.
    value : bool or str
        The other value: true, false, or a code such as ``UNDER_18`` or ``ADULT``.
    is_known : bool
        Whether the fact is known now: then it is an "if it were not so", otherwise a question
        worth asking.
    priority : Priority
    minutes_to_answer : int
    """

    fact: str
    value: bool | str
    is_known: bool
    priority: Priority
    minutes_to_answer: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """A proposal for a person to confirm or override.

    Attributes
    ----------
    priority : Priority
    minutes_to_answer : int
    reasons : tuple of Reason
        What speaks for the class, most urgent first; parameter ``number`` is the line of the
        table and ``priority`` the class that line asks for.
    unknowns : tuple of Reason
        What is not known and would matter; effect ``UNKNOWN``.
    what_would_change : tuple of Counterfactual
    table_number : int
    ruleset_version : str
    in_force : Span
        The days the table is in force.
    """

    priority: Priority
    minutes_to_answer: int
    reasons: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]
    what_would_change: tuple[Counterfactual, ...]
    table_number: int
    ruleset_version: str
    in_force: Span
