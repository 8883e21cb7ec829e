"""What eligibility is told about a person, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lgnet.cores.kernel import Birth, Reason, Span


class SubAction(StrEnum):
    """The six sub-actions of the project sheet."""

    SA1 = "SA1"
    SA2 = "SA2"
    SA3 = "SA3"
    SA4 = "SA4"
    SA5 = "SA5"
    SA6 = "SA6"


class Citizenship(StrEnum):
    """What matters of a citizenship here; a stateless person counts as third-country."""

    THIRD_COUNTRY = "THIRD_COUNTRY"
    STATELESS = "STATELESS"
    EU = "EU"
    ITALIAN = "ITALIAN"
    UNKNOWN = "UNKNOWN"


class ProtectionKind(StrEnum):
    """What a title says about international protection."""

    APPLICANT = "APPLICANT"
    HOLDER = "HOLDER"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class Outcome(StrEnum):
    """Answer for one person, one sub-action, one date."""

    ELIGIBLE = "ELIGIBLE"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class StatusPeriod:
    """A title held for some dates; ``title`` is a code of ``eligibility.data.TITLES``."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class VulnerabilityRecord:
    """A vulnerability recorded for some dates.

    Attributes
    ----------
    category : str
        A code of ``eligibility.data.CATEGORIES``.
    span : Span
    assessed : bool
        Whether an assessment record exists; some categories count only with one.
    """

    category: str
    span: Span
    assessed: bool = False


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known about a person; unknown is allowed everywhere.

    Attributes
    ----------
    citizenship : Citizenship
    birth : Birth
    woman : bool or None
        Declared sex; ``None`` when not declared.
    statuses : tuple of StatusPeriod
        Dated history of titles; empty means nothing is known.
    reception : tuple of Span
        Nights spent in the reception system.
    reception_known : bool
        Whether that history is complete: an empty one then means "never".
    vulnerabilities : tuple of VulnerabilityRecord
    vulnerability_assessed : bool
        Whether somebody asked: no record then means "none found".
    """

    citizenship: Citizenship = Citizenship.UNKNOWN
    birth: Birth = field(default_factory=Birth)
    woman: bool | None = None
    statuses: tuple[StatusPeriod, ...] = ()
    reception: tuple[Span, ...] = ()
    reception_known: bool = False
    vulnerabilities: tuple[VulnerabilityRecord, ...] = ()
    vulnerability_assessed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One person, one sub-action, one date."""

    person: PersonFacts
    sub_action: SubAction
    on: date


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A rule of the book, with the dates it is in force."""

    id: str
    check: Callable[[Question], Reason | None]
    valid: Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, with every reason.

    Attributes
    ----------
    outcome : Outcome
    reasons : tuple of Reason
        ``FOR`` names a ground that admits, ``BLOCKS`` a condition that fails, ``AGAINST`` a
        ground that does not apply, ``UNKNOWN`` what is not known.
    categories : tuple of str
        Categories of vulnerability the person counts in, in every sub-action.
    ruleset_version : str
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    categories: tuple[str, ...]
    ruleset_version: str
