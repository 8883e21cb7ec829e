"""Reads of case files. What shows a person is written to the audit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.timezone import get_current_timezone

from lgnet.domain.cases import access
from lgnet.domain.cases.enums import CaseSort, CaseState, NeedState
from lgnet.domain.cases.models import Action, CaseAction, CaseFile, Need
from lgnet.domain.people.models import LegalStatusPeriod
from lgnet.lib import audit
from lgnet.lib.errors import NotFound
from lgnet.lib.paging import PAGE_SIZE, Page, page
from lgnet.lib.reads import Read, among
from lgnet.lib.timeline import Item

_LIVE = (CaseState.OPEN, CaseState.SUSPENDED)
_SORTS: dict[str, tuple[str, ...]] = {
    CaseSort.RECENT: ("-opened_at", "-id"),
    CaseSort.OLDEST: ("opened_at", "id"),
    CaseSort.REVIEW: ("next_review_on", "id"),
    CaseSort.CODE: ("code", "id"),
}
MOST_EXPORTED = 5000

_CASE = Read[CaseFile](
    lambda case_id: CaseFile.objects.select_related("person").filter(pk=case_id).order_by("id")
)
_OPEN_CASES = Read[CaseFile](
    lambda person_ids: (
        CaseFile.objects.filter(among("person_id", person_ids), state__in=_LIVE)
        .order_by("id")
        .defer("summary")
    )
)
_NEEDS = Read[Need](
    lambda case_id: Need.objects.filter(case_id=case_id).order_by("recorded_at", "id")
)
_ACTIONS = Read[CaseAction](
    lambda case_id, before: (
        CaseAction.objects.filter(case_id=case_id, at__lte=before)
        .select_related("action")
        .annotate(people=Count("action__parts"))
        .defer("action__at", "action__recorded_at")
        .order_by("-at", "-id")
    )
)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to.

    Attributes
    ----------
    state
        One state, or '' for all.
    worker
        Followed by this user.
    review_until
        Reviews due up to this day, that one included.
    code
        Part of a code.
    """

    state: str = ""
    worker: UUID | None = None
    review_until: date | None = None
    code: str = ""


def get_case(*, case_id: UUID, purpose: str = "") -> CaseFile:
    """Return a case with its person, and write down that it was opened.

    Raises
    ------
    NotFound
        Absent, or another municipality's.
    """
    access.check_can_read()
    case = _CASE.first(case_id=case_id)
    if case is None:
        raise NotFound("cases.no_such_case")
    audit.record("cases.case_read", case, subject=case.person, purpose=purpose)
    return case


def open_case_of(*, person_id: UUID) -> CaseFile | None:
    """Return a person's open or suspended case, if there is one."""
    return CaseFile.objects.filter(person_id=person_id, state__in=_LIVE).order_by("id").first()


def open_cases_of(*, person_ids: Iterable[UUID]) -> dict[UUID, CaseFile]:
    """Return the open or suspended case of each person who has one."""
    return {case.person_id: case for case in _OPEN_CASES(person_ids=list(person_ids))}


def cases_of(*, person_id: UUID) -> list[CaseFile]:
    """Return every case of a person, the last opened first."""
    return list(CaseFile.objects.filter(person_id=person_id).order_by("-opened_at", "-id"))


def last_codes_of(*, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the code of the last case of each person, for pages that call nobody by name."""
    rows = CaseFile.objects.filter(person_id__in=list(person_ids)).order_by("opened_at", "id")
    return dict(rows.values_list("person_id", "code"))


def case_by_code(*, code: str) -> CaseFile | None:
    """Return the case with a code, if there is one."""
    return CaseFile.objects.filter(code=code.strip().upper()).order_by("id").first()


def cases_by_ids(ids: Iterable[UUID]) -> dict[UUID, CaseFile]:
    """Return cases with their persons, by id, for a list that shows names."""
    access.check_can_read()
    rows = CaseFile.objects.filter(id__in=list(ids)).select_related("person").order_by("code", "id")
    found = {case.id: case for case in rows}
    if found:
        _audit_list(found.values())
    return found


def _audit_list(cases: Iterable[CaseFile]) -> None:
    rows = list(cases)
    audit.record(
        "cases.list_read",
        ids=[case.person_id for case in rows],
        fields=["code", "given_name", "family_name", "alias"],
    )


def _narrowed(filters: CaseFilter) -> QuerySet[CaseFile]:
    rows = CaseFile.objects.all()
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.worker:
        rows = rows.filter(case_worker=filters.worker)
    if filters.review_until:
        rows = rows.filter(state=CaseState.OPEN, next_review_on__lte=filters.review_until)
    if filters.code:
        rows = rows.filter(code__contains=filters.code.strip().upper())
    return rows


def list_cases(
    *, filters: CaseFilter, sort: str = CaseSort.RECENT, cursor: str = "", size: int = PAGE_SIZE
) -> Page[CaseFile]:
    """Return one page of cases with their persons.

    Raises
    ------
    Invalid
        ``paging.cursor``.
    """
    access.check_can_read()
    rows = _narrowed(filters).select_related("person").defer("summary")
    if sort == CaseSort.REVIEW:
        rows = rows.filter(next_review_on__isnull=False)
    found = page(rows, by=_SORTS.get(sort, _SORTS[CaseSort.RECENT]), cursor=cursor, size=size)
    if found.rows:
        _audit_list(found.rows)
    return found


def count_cases(*, filters: CaseFilter) -> int:
    """Return how many cases a list counts."""
    access.check_can_read()
    return _narrowed(filters).count()


def count_by_state(*, filters: CaseFilter) -> dict[str, int]:
    """Return how many cases stand in each state, under the other filters."""
    access.check_can_read()
    rows = _narrowed(filters).order_by().values_list("state").annotate(many=Count("id"))
    return dict(rows)


def export_cases(*, filters: CaseFilter, sort: str = CaseSort.RECENT) -> list[CaseFile]:
    """Return the cases of a list for a file, at most five thousand; each is noted as read."""
    access.check_can_read()
    rows = _narrowed(filters).select_related("person").defer("summary")
    found = list(rows.order_by(*_SORTS.get(sort, _SORTS[CaseSort.RECENT]))[:MOST_EXPORTED])
    audit.record(
        "cases.export_read",
        ids=[case.person_id for case in found],
        fields=["code", "given_name", "family_name", "alias"],
    )
    return found


def needs_of(*, case_id: UUID) -> list[Need]:
    """Return a case's needs: urgent and open ones first."""
    order = {NeedState.OPEN: 0, NeedState.ONGOING: 1, NeedState.MET: 2, NeedState.DROPPED: 3}
    rows = _NEEDS(case_id=case_id)
    rows.sort(key=lambda need: (order[NeedState(need.state)], not need.urgent))
    return rows


def _followed_by(worker: Any) -> Q:
    """Return the condition for cases of an operator, and of nobody."""
    return Q(case_worker=worker) | Q(case_worker=None)


def _reviews(until: Any, whose: Q) -> QuerySet[CaseFile]:
    rows = CaseFile.objects.filter(whose, state=CaseState.OPEN, next_review_on__lte=until)
    return rows.defer("summary").order_by("next_review_on", "id")


def _expiring(on: Any, until: Any, whose: Q) -> QuerySet[CaseFile, tuple[Any, ...]]:
    later = Q(person__titles__to_on__gt=until)
    renewed = CaseFile.objects.filter(later, state=CaseState.OPEN).values("id")
    ends = Q(person__titles__to_on__gte=on, person__titles__to_on__lte=until)
    # Whose renewal was asked for need not be told to ask for it.
    asked = LegalStatusPeriod.objects.filter(renews_id=OuterRef("person__titles__id"))
    rows = CaseFile.objects.filter(ends, whose, ~Exists(asked), state=CaseState.OPEN)
    return (
        rows.exclude(id__in=renewed)
        .order_by("person__titles__to_on", "id")
        .values_list(
            "id", "code", "person__titles__title", "person__titles__to_on", "person__languages"
        )
    )


_REVIEWS = Read[CaseFile](lambda until: _reviews(until, Q()))
_REVIEWS_OF = Read[CaseFile](lambda until, worker: _reviews(until, _followed_by(worker)))
_EXPIRING = Read[tuple[Any, ...]](lambda on, until: _expiring(on, until, Q()))
_EXPIRING_OF = Read[tuple[Any, ...]](
    lambda on, until, worker: _expiring(on, until, _followed_by(worker))
)


def list_reviews_due(*, until: date, worker: UUID | None = None, limit: int = 50) -> list[CaseFile]:
    """Return open cases whose plan is to be looked at by a day, the most overdue first."""
    access.check_can_read()
    if worker is None:
        return _REVIEWS(until=until, limit=limit)
    return _REVIEWS_OF(until=until, worker=worker, limit=limit)


@dataclass(frozen=True, slots=True)
class Expiring:
    """A title that ends soon, of a person in charge."""

    case_id: UUID
    code: str
    title: str
    to_on: date
    languages: tuple[str, ...]


def list_expiring_titles(
    *, on: date, until: date, worker: UUID | None = None, limit: int = 50
) -> list[Expiring]:
    """Return titles of people in charge that end from a day to another, soonest first.

    One that was already followed by a longer title, or whose renewal was asked for, is left out.
    """
    access.check_can_read()
    if worker is None:
        rows = _EXPIRING(on=on, until=until, limit=limit)
    else:
        rows = _EXPIRING_OF(on=on, until=until, worker=worker, limit=limit)
    return [Expiring(a, b, c, d, tuple(e)) for a, b, c, d, e in rows]


@dataclass(frozen=True, slots=True)
class WorkDay:
    """What an operator wrote down for one day."""

    minutes: int
    actions: int
    people: int


def _day(on: date) -> tuple[datetime, datetime]:
    zone = get_current_timezone()
    return datetime.combine(on, time.min, zone), datetime.combine(on, time.max, zone)


_WORK_DAY = """WITH mine AS (
  SELECT id, minutes FROM cases_action
  WHERE "by" = %s AND at BETWEEN %s AND %s AND reversed_at IS NULL
)
SELECT coalesce(sum(minutes), 0), count(*), (
  SELECT count(DISTINCT case_id) FROM cases_caseaction WHERE action_id IN (SELECT id FROM mine)
) FROM mine
"""


def work_day(*, user_id: UUID, on: date) -> WorkDay:
    """Return an operator's minutes, actions and people of a day, taken-back ones left out."""
    with connection.cursor() as cursor:
        cursor.execute(_WORK_DAY, [user_id, *_day(on)])
        return WorkDay(*cursor.fetchone())


def actions_of_day(*, user_id: UUID, on: date) -> list[Action]:
    """Return an operator's actions of a day with the cases they concern, latest first."""
    access.check_can_read()
    parts = CaseAction.objects.select_related("case").defer(
        "note", "reverse_reason", "case__summary"
    )
    mine = Action.objects.filter(by=user_id, at__range=_day(on))
    rows = mine.prefetch_related(Prefetch("parts", parts.order_by("case__code", "id")))
    return list(rows.order_by("-at", "-id")[:200])


def _action_item(part: CaseAction) -> Item:
    action = part.action
    return Item(
        at=part.at,
        code="cases.action",
        key=part.id,
        group="actions",
        by=action.by,
        params={
            "action_id": action.id,
            "kind": action.kind,
            "minutes": action.minutes,
            "others": part.people - 1,
            "reason": part.reverse_reason or "",
        },
        note=part.note or "",
        reversed=action.reversed_at is not None,
    )


def _need_items(need: Need, before: datetime) -> list[Item]:
    params: dict[str, Any] = {"kind": need.kind, "urgent": need.urgent, "state": need.state}
    items = []
    if need.recorded_at <= before:
        note = need.note or ""
        items.append(
            Item(need.recorded_at, "cases.need_added", need.id, "needs", None, params, note)
        )
    if need.changed_at is not None and need.changed_at <= before:
        items.append(Item(need.changed_at, "cases.need_moved", need.id, "needs", None, params))
    return items


def timeline_items(
    *,
    case: CaseFile,
    needs: Iterable[Need],
    before: datetime,
    limit: int,
    groups: frozenset[str] = frozenset(),
) -> list[Item]:
    """Return what happened on a case: opened, actions, needs, closed.

    Parameters
    ----------
    needs
        The case's needs, as :func:`needs_of` gives them.
    before
        Items up to this instant.
    limit
        At most this many of each kind.
    groups
        ``actions``, ``needs``, ``case``; empty for all.
    """
    access.check_can_read()
    items: list[Item] = []
    if not groups or "case" in groups:
        if case.opened_at <= before:
            params = {"origin": case.origin, "code": case.code}
            items.append(
                Item(case.opened_at, "cases.opened", case.id, "case", case.opened_by, params)
            )
        if case.closed_at is not None and case.closed_at <= before:
            params = {"reason": case.state_reason}
            items.append(Item(case.closed_at, "cases.closed", case.id, "case", None, params))
    if not groups or "actions" in groups:
        parts = _ACTIONS(case_id=case.id, before=before, limit=limit)
        items += [_action_item(part) for part in parts]
    if not groups or "needs" in groups:
        for need in needs:
            items += _need_items(need, before)
    return items
