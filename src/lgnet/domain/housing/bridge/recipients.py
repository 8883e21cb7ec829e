"""People of a household → are they recipients of sub-action 4, and on which ground."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from lgnet.cores import eligibility
from lgnet.cores.kernel import AgeRange, Birth, Span
from lgnet.domain.people.birth import Birth as KnownBirth
from lgnet.domain.people.enums import Sex
from lgnet.domain.people.models import HouseholdMember, LegalStatusPeriod, Person, Vulnerability
from lgnet.domain.people.renewals import kept_until

# ISO 3166-1 alpha-3 of the Member States of the Union but Italy, in force on 1 February 2020.
_EU = frozenset(
    (
        *(
            "AUT",
            "BEL",
            "BGR",
            "HRV",
            "CYP",
            "CZE",
            "DNK",
            "EST",
            "FIN",
            "FRA",
            "DEU",
            "GRC",
            "HUN",
        ),
        *(
            "IRL",
            "LVA",
            "LTU",
            "LUX",
            "MLT",
            "NLD",
            "POL",
            "PRT",
            "ROU",
            "SVK",
            "SVN",
            "ESP",
            "SWE",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """The answer of the rules for one person, in plain values.

    Parameters
    ----------
    outcome
        ``ELIGIBLE``, ``NOT_ELIGIBLE`` or ``UNKNOWN``: a question to clear up, never a refusal.
    reasons
        Code, effect and parameters of every rule that spoke.
    categories
        Codes of art. 17 c. 1 d.lgs. 142/2015 the person counts in.
    """

    person_id: UUID
    outcome: str
    reasons: tuple[dict[str, Any], ...]
    categories: tuple[str, ...]
    rule_set: str


def recipients(*, household_id: UUID, on: date) -> tuple[Recipient, ...]:
    """Judge every member of a household for sub-action 4 on a day, in three statements."""
    rows = HouseholdMember.objects.filter(household_id=household_id, from_on__lte=on)
    rows = rows.filter(Q(to_on=None) | Q(to_on__gt=on)).select_related("person")
    people = [row.person for row in rows.order_by("from_on", "id")]
    ids = [person.pk for person in people]
    titles = _by_person(LegalStatusPeriod.objects.filter(person_id__in=ids).order_by("id"))
    found = _by_person(Vulnerability.objects.filter(person_id__in=ids).order_by("id"))
    return tuple(
        _judge(person, titles.get(person.pk, ()), found.get(person.pk, ()), on) for person in people
    )


def _by_person(rows: Iterable[Any]) -> dict[UUID, tuple[Any, ...]]:
    grouped: dict[UUID, tuple[Any, ...]] = {}
    for row in rows:
        grouped[row.person_id] = (*grouped.get(row.person_id, ()), row)
    return grouped


def _citizenship(code: str) -> eligibility.Citizenship:
    if not code:
        return eligibility.Citizenship.UNKNOWN
    if code == "ITA":
        return eligibility.Citizenship.ITALIAN
    return eligibility.Citizenship.EU if code in _EU else eligibility.Citizenship.THIRD_COUNTRY


def _birth(person: Person, on: date) -> Birth:
    ages = KnownBirth.of(person).ages(on=on)
    if ages is None:
        return Birth()
    return Birth(estimate=AgeRange(min(ages[0], 130), min(ages[1], 130)), estimated_on=on)


def _judge(
    person: Person,
    titles: tuple[LegalStatusPeriod, ...],
    found: tuple[Vulnerability, ...],
    on: date,
) -> Recipient:
    verdict = eligibility.judge(
        person=eligibility.PersonFacts(
            citizenship=_citizenship(person.nationality),
            birth=_birth(person, on),
            woman=None if person.sex == Sex.UNKNOWN else person.sex == Sex.FEMALE,
            statuses=tuple(
                eligibility.StatusPeriod(
                    row.title, Span(row.from_on or date.min, kept_until(row, titles, on=on))
                )
                for row in titles
                if row.title in eligibility.TITLES
                and row.from_on != row.to_on
                and row.renews_id is None  # it shows in the title it renews
            ),
            vulnerabilities=tuple(
                eligibility.VulnerabilityRecord(
                    row.category, Span(row.assessed_on, row.ended_on), assessed=row.ascertained
                )
                for row in found
                if row.category in eligibility.CATEGORIES and row.assessed_on != row.ended_on
            ),
            vulnerability_assessed=bool(found),
        ),
        sub_action=eligibility.SubAction.SA4,
        on=on,
    )
    return Recipient(
        person_id=person.pk,
        outcome=verdict.outcome.value,
        reasons=tuple(dict(reason.as_dict()) for reason in verdict.reasons),
        categories=verdict.categories,
        rule_set=verdict.ruleset_version,
    )
