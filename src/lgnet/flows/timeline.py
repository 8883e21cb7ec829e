"""One course of events about a person in charge, from every room that knows something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lgnet.domain.cases import queries as cases
from lgnet.domain.cases.queries import CaseFile, Need
from lgnet.domain.housing import queries as housing
from lgnet.domain.people import queries as people
from lgnet.domain.people.queries import LegalStatusPeriod
from lgnet.domain.response import queries as response
from lgnet.lib.errors import Invalid
from lgnet.lib.timeline import Item, merge

SIZE = 30
GROUPS = ("actions", "needs", "housing", "street", "titles", "identity", "case")


@dataclass(frozen=True, slots=True)
class Course:
    """One page of a timeline, newest first, and where the next begins."""

    items: list[Item]
    next_cursor: str = ""


def _decode(cursor: str, at: datetime) -> tuple[datetime, UUID | None]:
    if not cursor:
        return at, None
    try:
        moment, _, key = cursor.partition("~")
        found = datetime.fromisoformat(moment)
        if found.tzinfo is None:
            raise Invalid("paging.cursor")
        return found, UUID(key)
    except ValueError as error:
        raise Invalid("paging.cursor") from error


def course_of(
    *,
    case: CaseFile,
    at: datetime,
    needs: Sequence[Need],
    titles: Sequence[LegalStatusPeriod],
    household_id: UUID | None = None,
    group: str = "",
    cursor: str = "",
    size: int = SIZE,
) -> Course:
    """Return one page of what happened to a person in charge, up to a moment.

    Parameters
    ----------
    needs, titles
        As the pages read them anyway: ``cases.needs_of``, ``people.titles_of``.
    household_id
        The household whose housing is told too.
    group
        One of :data:`GROUPS`, or '' for everything.
    cursor
        As given by the page before.
    size
        How many items a page holds.

    Raises
    ------
    Invalid
        ``paging.cursor``.
    """
    before, last = _decode(cursor, at)
    groups = frozenset((group,)) if group in GROUPS else frozenset()
    room = size + 1
    found = merge(
        cases.timeline_items(case=case, needs=needs, before=before, limit=room, groups=groups),
        people.timeline_items(
            person=case.person, titles=titles, before=before, limit=room, groups=groups
        ),
        _street_items(case.person_id, before, room, groups),
        _housing_items(household_id, before, groups),
    )
    if last is not None:
        found = [item for item in found if (item.at, item.key) < (before, last)]
    items = found[:size]
    more = len(found) > size
    return Course(items, f"{items[-1].at.isoformat()}~{items[-1].key}" if more else "")


def _street_items(
    person_id: UUID, before: datetime, limit: int, groups: frozenset[str]
) -> list[Item]:
    if groups and "street" not in groups:
        return []
    return [
        Item(
            meeting.at,
            "response.met",
            meeting.id,
            "street",
            params={
                "place": meeting.visit.report.place or "",
                "report": meeting.visit.report.code,
                "team": meeting.visit.shift.team.name,
            },
        )
        for meeting in response.meetings_of(person_id=person_id, before=before, limit=limit)
    ]


def _housing_items(
    household_id: UUID | None, before: datetime, groups: frozenset[str]
) -> list[Item]:
    if household_id is None or (groups and "housing" not in groups):
        return []
    items = []
    for stay in housing.list_stays_of(household_id=household_id):
        params = {"place": f"{stay.unit.facility.name}, {stay.unit.name}"}
        begun = {**params, "waited": stay.days_waited}
        items.append(
            Item(
                stay.started_at, "housing.stay_started", stay.id, "housing", stay.started_by, begun
            )
        )
        if stay.ended_at is not None:
            ended = {**params, "destination": stay.destination}
            items.append(Item(stay.ended_at, "housing.stay_ended", stay.id, "housing", None, ended))
    asked = housing.open_request_of(household_id=household_id)
    if asked is not None:
        params = {"persons": asked.persons, "needed_by": asked.needed_by}
        items.append(
            Item(
                asked.opened_at,
                "housing.request_opened",
                asked.id,
                "housing",
                asked.opened_by,
                params,
            )
        )
    return [item for item in items if item.at <= before]
