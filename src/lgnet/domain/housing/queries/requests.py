"""Requests, holds and proposals as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from lgnet.domain.housing.enums import HoldState, PriorityClass, RequestState
from lgnet.domain.housing.models import Hold, HousingRequest, HousingSettings, ProposalRun
from lgnet.lib.errors import NotFound
from lgnet.lib.paging import PAGE_SIZE, Page, page
from lgnet.lib.reads import Read

OPEN_STATES = (RequestState.WAITING, RequestState.HELD)

_ALL_OF_IT = (
    "runs",
    "earlier_classes",
    "needs",
    "holds__extensions",
    "holds__offers",
    "stays__contribution",
    "stays__corrections",
    "stays__questionnaire",
    "stays__follow_ups",
    "reception_exits",
)
_EXPIRING_HOLDS = Read[Hold](
    lambda at: (
        Hold.objects.select_related("unit__facility", "request__household", "request__case")
        .filter(state=HoldState.ACTIVE, expires_at__gt=at)
        .order_by("expires_at", "id")
    )
)
_OPEN_REQUEST = Read[HousingRequest](
    lambda household_id: HousingRequest.objects.filter(
        household_id=household_id, state__in=OPEN_STATES
    ).order_by("id")
)


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What a list of requests is narrowed to; empty means everything open."""

    state: str = ""
    priority_class: str = ""
    size: int | None = None  # 6 means six and more
    accessible: bool = False
    women: bool = False
    secret: bool = False

    def apply(self, rows: QuerySet[HousingRequest]) -> QuerySet[HousingRequest]:
        """Return the rows that pass."""
        rows = rows.filter(state=self.state) if self.state else rows.filter(state__in=OPEN_STATES)
        if self.priority_class:
            rows = rows.filter(priority_class=self.priority_class)
        if self.size is not None:
            rows = rows.filter(persons__gte=6) if self.size >= 6 else rows.filter(persons=self.size)
        flags = {
            "needs_accessible": self.accessible,
            "women_only": self.women,
            "secret_address": self.secret,
        }
        return rows.filter(**{name: True for name, wanted in flags.items() if wanted})


_EVERYTHING = RequestFilter()


def get_request(*, request_id: UUID) -> HousingRequest:
    """Return a request with its case and household, or raise :class:`NotFound`."""
    found = HousingRequest.objects.select_related("case", "household").filter(pk=request_id).first()
    if found is None:
        raise NotFound("housing.no_such_request")
    return found


def requests_by_ids(*, ids: Iterable[UUID]) -> dict[UUID, HousingRequest]:
    """Return requests with case and household, by id."""
    rows = HousingRequest.objects.select_related("case", "household").filter(pk__in=list(ids))
    return {row.pk: row for row in rows}


def requests_of_cases(*, case_ids: Iterable[UUID]) -> list[HousingRequest]:
    """Return every request of some cases, the last first, with all that came of it."""
    rows = HousingRequest.objects.filter(case_id__in=list(case_ids))
    return list(rows.prefetch_related(*_ALL_OF_IT).order_by("-opened_at", "-id"))


def list_waiting(
    *, where: RequestFilter = _EVERYTHING, cursor: str = "", size: int = PAGE_SIZE
) -> Page[HousingRequest]:
    """Return a page of open requests: class, then longest waiting."""
    rows = where.apply(HousingRequest.objects.select_related("case", "household"))
    return page(rows, by=("priority_class", "opened_at", "id"), cursor=cursor, size=size)


def list_late_first(
    *,
    where: RequestFilter = _EVERYTHING,
    terms: HousingSettings,
    at: datetime,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[HousingRequest]:
    """Return a page of open requests: those past their class's term, then the rest; by class, then
    longest waiting.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    late = [
        When(
            priority_class=value,
            opened_at__lt=today - timedelta(days=terms.target_days(value)),
            then=Value(0),
        )
        for value in PriorityClass.values
    ]
    rows = where.apply(HousingRequest.objects.select_related("case", "household"))
    rows = rows.annotate(in_time=Case(*late, default=Value(1), output_field=IntegerField()))
    return page(rows, by=("in_time", "priority_class", "opened_at", "id"), cursor=cursor, size=size)


def count_waiting(*, where: RequestFilter = _EVERYTHING) -> int:
    """Return how many open requests pass a filter."""
    return where.apply(HousingRequest.objects).count()


def count_waiting_by_size() -> dict[int, int]:
    """Return how many open requests there are by persons; 6 stands for six and more."""
    counts: dict[int, int] = dict.fromkeys(range(1, 7), 0)
    rows = (
        HousingRequest.objects.filter(state__in=OPEN_STATES)
        .values("persons")
        .annotate(count=Count("id"))
        .order_by("persons")
    )
    for row in rows:
        counts[min(row["persons"], 6)] += row["count"]
    return counts


def open_request_of(*, household_id: UUID) -> HousingRequest | None:
    """Return the open request of a household, if it has one."""
    return _OPEN_REQUEST.first(household_id=household_id)


def queue_neighbours(*, request: HousingRequest) -> tuple[UUID | None, UUID | None, int, int]:
    """Return the request before, the one after, the place in the queue (from 1) and its length."""
    rows = HousingRequest.objects.filter(state__in=OPEN_STATES)
    ahead = Q(priority_class__lt=request.priority_class) | Q(
        priority_class=request.priority_class, opened_at__lt=request.opened_at
    )
    ahead |= Q(
        priority_class=request.priority_class, opened_at=request.opened_at, id__lt=request.pk
    )
    order = ("priority_class", "opened_at", "id")
    back = [f"-{name}" for name in order]
    before = rows.filter(ahead).annotate(side=Value(-1)).order_by(*back)
    after = rows.exclude(ahead).exclude(pk=request.pk).annotate(side=Value(1)).order_by(*order)
    beside = dict(
        before.values_list("side", "pk")[:1].union(after.values_list("side", "pk")[:1], all=True)
    )
    others = rows.exclude(pk=request.pk).aggregate(
        before=Count("id", filter=ahead), every=Count("id")
    )
    return beside.get(-1), beside.get(1), others["before"] + 1, others["every"] + 1


def get_hold(*, request_id: UUID, at: datetime) -> Hold | None:
    """Return the hold of a request that still counts at a moment."""
    return (
        Hold.objects.select_related("unit", "unit__facility")
        .filter(request_id=request_id, state=HoldState.ACTIVE, expires_at__gt=at)
        .first()
    )


def list_expiring_holds(*, at: datetime, limit: int = PAGE_SIZE) -> list[Hold]:
    """Return the holds that still count, the first to expire first."""
    return _EXPIRING_HOLDS(at=at, limit=limit)


def list_runs(*, request_id: UUID, limit: int = 10) -> list[ProposalRun]:
    """Return what was proposed and decided for a request, newest first."""
    return list(ProposalRun.objects.filter(request_id=request_id).order_by("-at", "-id")[:limit])


def get_run(*, run_id: UUID) -> ProposalRun:
    """Return a stored proposal, or raise :class:`NotFound`."""
    found = ProposalRun.objects.select_related("request").filter(pk=run_id).first()
    if found is None:
        raise NotFound("housing.no_such_run")
    return found
