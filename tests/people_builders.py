"""People and cases for tests, made by the real operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Person

AT = datetime(2026, 11, 22, 17, 42, tzinfo=UTC)
ON = date(2026, 11, 22)


def a_person(**told: Any) -> Person:
    """Register somebody; Selam Weldu unless told otherwise."""
    values: dict[str, Any] = {"at": AT, "stage": "DECLARED", "sex": "F", "languages": ["tir"]}
    if not set(told) & {"alias", "given_name", "family_name", "native_name"}:
        values |= {"given_name": "Selam", "family_name": "Weldu"}
    return people.register(**values | told)


def a_street_person(alias: str = "Sara") -> Person:
    """Register somebody met in the street: an alias and an apparent age."""
    return a_person(stage="STREET", alias=alias, birth=Birth.aged(25, 35, on=ON))


def a_case(person: Person | None = None, **told: Any) -> CaseFile:
    """Take somebody in charge."""
    person_id: UUID = (person or a_person()).id
    return cases.open_case(**{"person_id": person_id, "origin": "STREET", "at": AT} | told)
