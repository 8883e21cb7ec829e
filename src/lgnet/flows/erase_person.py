"""Erasing a person through every room: what each of them must let go of, and what remains."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lgnet.domain.cases import queries as cases
from lgnet.domain.housing import operations as housing
from lgnet.domain.matching import operations as matching
from lgnet.domain.people import operations as people
from lgnet.domain.people import queries as persons
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.response import operations as response
from lgnet.domain.response import queries as response_reads
from lgnet.lib.actor import operation


@dataclass(frozen=True, slots=True)
class Left:
    """What stays of somebody erased, counted, under a pseudonym and without a text."""

    cases: int
    codes: tuple[str, ...]
    reports: int
    reports_kept: int


def what_is_left(*, erasure_id: UUID) -> tuple[Any, Left]:
    """Return a proposal, and what would remain if it were authorised."""
    row = persons.get_erasure(erasure_id=erasure_id)
    files = cases.cases_of(person_id=row.person_id)
    goes, stays = response_reads.reports_about_only(person_id=row.person_id)
    left = Left(
        cases=len(files),
        codes=tuple(case.code for case in files),
        reports=len(goes),
        reports_kept=stays,
    )
    return row, left


@operation
def authorise(*, erasure_id: UUID, at: datetime) -> None:
    """Erase a person as somebody else proposed, in one transaction or not at all.

    Besides the person's own texts go those of the reports in which nobody else was met, the traits
    kept with proposals of places, and the reasons of the emergencies about them.
    """
    row = persons.get_erasure(erasure_id=erasure_id)
    people.authorise_erasure(erasure_id=erasure_id, at=at)
    response.forget_reports_about(person_id=row.person_id, at=at)
    housing.forget_recipient(person_id=row.person_id)
    privacy.forget_emergencies(person_id=row.person_id)
    matching.forget(person_ids=[row.person_id], at=at)
