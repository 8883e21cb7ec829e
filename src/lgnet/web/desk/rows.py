"""Rows of lists of people and cases, as printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.cases import queries as cases
from lgnet.domain.cases.enums import CaseState
from lgnet.domain.security.queries import names_of
from lgnet.lib.addresses import path_of
from lgnet.web.desk.words import (
    country_name,
    days_since,
    distance,
    label,
    language_names,
    sex_and_age,
    short_day,
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    id: UUID
    name: str
    native: str
    alias: str
    about: str
    country: str
    languages: str
    case_id: UUID | None
    case_code: str
    reasons: Sequence[str] = ()

    @property
    def href(self) -> str:
        """Return the address of the open case, of the person where there is none."""
        if self.case_id is not None:
            return path_of("desk:case", self.case_id)
        return path_of("desk:person", self.id)


def people_rows(
    people: Sequence[Any], *, on: date, reasons: Mapping[UUID, Sequence[str]] | None = None
) -> list[PersonRow]:
    """Return people with their open case, in one more statement whatever their number."""
    open_ones = cases.open_cases_of(person_ids=[p.id for p in people]) if people else {}
    rows = []
    for person in people:
        case = open_ones.get(person.id)
        named = bool(person.given_name or person.family_name)
        rows.append(
            PersonRow(
                id=person.id,
                name=person.full_name,
                native=person.native_name or "" if named else "",
                alias=(person.alias or "") if named else "",
                about=sex_and_age(person, on=on),
                country=country_name(person.nationality),
                languages=", ".join(language_names(person.languages[:3])),
                case_id=case.id if case else None,
                case_code=case.code if case else "",
                reasons=(reasons or {}).get(person.id, ()),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    id: UUID
    code: str
    name: str
    about: str
    languages: str
    state: str
    state_label: str
    since: str
    opened: str
    review: str
    review_note: str
    review_late: bool
    worker: str

    @property
    def href(self) -> str:
        """Return the address of the case."""
        return path_of("desk:case", self.id)


def case_rows(found: Sequence[Any], *, on: date) -> list[CaseRow]:
    """Return cases as printed, in one more statement for the operators' names."""
    workers = names_of(case.case_worker for case in found)
    rows = []
    for case in found:
        opened, review = localdate(case.opened_at), case.next_review_on
        rows.append(
            CaseRow(
                id=case.id,
                code=case.code,
                name=case.person.full_name,
                about=sex_and_age(case.person, on=on),
                languages=", ".join(language_names(case.person.languages[:3])),
                state=case.state,
                state_label=label(CaseState(case.state)),
                since=days_since(opened, on=on),
                opened=short_day(opened),
                review=short_day(review) if review else "",
                review_note=distance(review, on=on) if review else "",
                review_late=bool(review and review <= on),
                worker=workers.get(case.case_worker, ""),
            )
        )
    return rows
