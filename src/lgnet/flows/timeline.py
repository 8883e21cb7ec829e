"""One course of events about a person in charge, from every room that knows something."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lgnet.domain.cases import queries as cases
from lgnet.domain.cases.queries import CaseFile
from lgnet.domain.people import queries as people
from lgnet.lib.errors import Invalid
from lgnet.lib.timeline import Item, merge

SIZE = 30
GROUPS = ("actions", "needs", "titles", "identity", "case")


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


def course_of(*, case: CaseFile, at: datetime, group: str = "", cursor: str = "") -> Course:
    """Return one page of what happened to a person in charge, up to a moment.

    Parameters
    ----------
    group
        One of :data:`GROUPS`, or '' for everything.
    cursor
        As given by the page before.

    Raises
    ------
    Invalid
        ``paging.cursor``.
    """
    before, last = _decode(cursor, at)
    groups = frozenset((group,)) if group in GROUPS else frozenset()
    room = SIZE + 1
    found = merge(
        cases.timeline_items(case=case, before=before, limit=room, groups=groups),
        people.timeline_items(
            person_ids=[case.person_id], before=before, limit=room, groups=groups
        ),
    )
    if last is not None:
        found = [item for item in found if (item.at, item.key) < (before, last)]
    items = found[:SIZE]
    more = len(found) > SIZE
    return Course(items, f"{items[-1].at.isoformat()}~{items[-1].key}" if more else "")
