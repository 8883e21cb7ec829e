"""Reads of rapid response. Rows carry places and signs, never the name of anybody."""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from lgnet.domain.response.enums import (
    ENTRUSTED,
    OPEN_VISIT,
    TO_DECIDE,
    Channel,
    Priority,
    ReportState,
    VisitState,
)
from lgnet.domain.response.models import (
    Meeting,
    MobileTeam,
    Report,
    SeasonalPlan,
    Shift,
    TriageDecision,
    Visit,
)
from lgnet.lib import audit
from lgnet.lib.errors import NotFound
from lgnet.lib.paging import Page, first_page, page
from lgnet.lib.reads import Read

SAME_PLACE_M = 300
SAME_PLACE_TIME = timedelta(hours=48)
MAX_NEARBY = 3
TABS = {
    "open": (*TO_DECIDE, *ENTRUSTED),
    "closed": (ReportState.DONE, ReportState.CLOSED),
    "merged": (ReportState.MERGED,),
}
_QUEUE = ("urgency", "answer_by", "id")
_RECENT = ("-received_at", "-id")
_TONIGHT = Read[Visit](
    lambda at, until: (
        Visit.objects.filter(shift__ends_at__gt=at, shift__starts_at__lt=until)
        .exclude(state=VisitState.CANCELLED)
        .select_related("report", "shift__team")
        .order_by("planned_at", "id")
    )
)


def _waiting(at: Any) -> QuerySet[Report]:
    return Report.objects.filter(state__in=TO_DECIDE, received_at__lte=at)


_WAITING = Read[Report](lambda at: _waiting(at).order_by(*_QUEUE))
_MEETINGS = Read[Meeting](
    lambda person_id, before: (
        Meeting.objects.filter(person_id=person_id, at__lte=before)
        .select_related("visit__shift__team", "visit__report")
        .order_by("-at", "-id")
    )
)


def _open_visits() -> Prefetch:
    return Prefetch(
        "visits",
        Visit.objects.filter(state__in=OPEN_VISIT).select_related("shift__team"),
        to_attr="open_visits",
    )


def _shown(rows: Page[Report]) -> Page[Report]:
    if rows.rows:
        audit.record(
            "response.reports_read", ids=[report.pk for report in rows.rows], fields=["place"]
        )
    return rows


def list_waiting(*, at: datetime, cursor: str = "", size: int = 25) -> Page[Report]:
    """Return reports that wait for a decision: the most urgent class first, in it the shortest clock.

    Those received wait for a class, those assessed for somebody to go.
    """
    if not cursor:
        return _shown(first_page(_WAITING, by=_QUEUE, size=size, at=at))
    return _shown(page(_waiting(at), by=_QUEUE, cursor=cursor, size=size))


def list_entrusted(*, cursor: str = "", size: int = 25) -> Page[Report]:
    """Return reports a team or the desk is working on, with ``open_visits``."""
    rows = Report.objects.filter(state__in=ENTRUSTED).prefetch_related(_open_visits())
    return _shown(page(rows, by=_QUEUE, cursor=cursor, size=size))


def list_ended(*, tab: str, cursor: str = "", size: int = 25) -> Page[Report]:
    """Return closed or merged reports, the latest first."""
    rows = Report.objects.filter(state__in=TABS[tab]).exclude(channel=Channel.FIELD)
    rows = rows.select_related("merged_into")
    return _shown(page(rows, by=_RECENT, cursor=cursor, size=size))


def list_reports(
    *, state: str = "", priority: str = "", channel: str = "", cursor: str = "", size: int = 25
) -> Page[Report]:
    """Return reports filtered by state, class and channel, the latest first."""
    rows = Report.objects.select_related("merged_into").prefetch_related(_open_visits())
    if state in ReportState.values:
        rows = rows.filter(state=state)
    if priority in Priority.values:
        rows = rows.filter(urgency=priority)
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    return _shown(page(rows, by=_RECENT, cursor=cursor, size=size))


def count_by_tab() -> dict[str, int]:
    """Return how many reports stand under each tab; street contacts are not reports to handle."""
    return Report.objects.aggregate(
        to_decide=Count("id", filter=Q(state__in=TO_DECIDE)),
        entrusted=Count("id", filter=Q(state__in=ENTRUSTED)),
        open=Count("id", filter=Q(state__in=TABS["open"])),
        closed=Count("id", filter=Q(state__in=TABS["closed"]) & ~Q(channel=Channel.FIELD)),
        merged=Count("id", filter=Q(state=ReportState.MERGED)),
    )


def get_report(*, report_id: UUID) -> Report:
    """Return one report with its texts; who read it is recorded.

    Raises
    ------
    NotFound
        No such report in this Comune.
    """
    report = Report.objects.select_related("merged_into").filter(pk=report_id).first()
    if report is None:
        raise NotFound("response.no_such_report")
    audit.record(
        "response.report_read",
        report,
        fields=["what", "place", "reporter_name", "reporter_contact"],
    )
    return report


def list_decisions(*, report: Report) -> list[TriageDecision]:
    """Return the classes given to a report, the last one first."""
    return list(report.decisions.order_by("-decided_at", "-id"))


def list_visits(*, report: Report) -> list[Visit]:
    """Return the visits to a report, the last one first."""
    return list(report.visits.select_related("shift__team").order_by("-planned_at", "-id"))


def metres_between(one: Report, other: Report) -> float | None:
    """Return the metres between two reports, on a plane good enough inside a city."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north = (one.latitude - other.latitude) * 111_320
    east = (one.longitude - other.longitude) * 111_320 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


@dataclass(frozen=True, slots=True)
class Nearby:
    """An earlier report of the same place, and how far it is when both have a position."""

    report: Report
    metres: int | None


def nearby_reports(*, report: Report) -> list[Nearby]:
    """Return up to three reports of the same place within 48 hours, the nearest first.

    With positions: within 300 metres. Without: the same words for the place.
    """
    window = (report.received_at - SAME_PLACE_TIME, report.received_at + SAME_PLACE_TIME)
    rows = (
        Report.objects.filter(received_at__range=window)
        .exclude(pk=report.pk)
        .exclude(state=ReportState.MERGED)
        .exclude(channel=Channel.FIELD)
    )
    if report.latitude is not None and report.longitude is not None:
        box = SAME_PLACE_M / 111_320
        wide = box / max(0.01, math.cos(math.radians(report.latitude)))
        rows = rows.filter(
            latitude__range=(report.latitude - box, report.latitude + box),
            longitude__range=(report.longitude - wide, report.longitude + wide),
        )
    found = []
    for other in rows.order_by("-received_at", "-id")[:100]:
        metres = metres_between(report, other)
        if metres is None and _folded(report.place) != _folded(other.place):
            continue
        if metres is None or metres <= SAME_PLACE_M:
            found.append(Nearby(other, None if metres is None else round(metres)))
    found.sort(key=lambda near: near.metres or 0)
    return found[:MAX_NEARBY]


def _folded(place: str | None) -> str:
    return " ".join((place or "").casefold().split())


@dataclass(frozen=True, slots=True)
class OnTime:
    """How many reports of a class were answered before their clock ran out."""

    priority: str
    on_time: int
    total: int


def on_time_stats(*, at: datetime, days: int = 7) -> list[OnTime]:
    """Return per class how many reports whose clock ended in the last days were answered in time."""
    rows = (
        Report.objects.filter(answer_by__gt=at - timedelta(days=days), answer_by__lte=at)
        .exclude(state=ReportState.MERGED)
        .exclude(channel=Channel.FIELD)
        .values("urgency")
        .annotate(total=Count("id"), on_time=Count("id", filter=Q(answered_at__lte=F("answer_by"))))
        .order_by("urgency")
    )
    counted = {row["urgency"]: row for row in rows}
    return [
        OnTime(
            priority,
            counted.get(priority, {}).get("on_time", 0),
            counted.get(priority, {}).get("total", 0),
        )
        for priority in Priority.values
    ]


def _shifts() -> QuerySet[Shift]:
    visits = Visit.objects.exclude(state=VisitState.CANCELLED).select_related("report")
    return Shift.objects.select_related("team").prefetch_related(
        Prefetch("visits", visits.order_by("position", "planned_at", "id"), to_attr="round")
    )


def list_shifts(*, at: datetime) -> list[Shift]:
    """Return the shifts going on or starting within 16 hours, each with its ``round`` in order."""
    rows = _shifts().filter(ends_at__gt=at, starts_at__lt=at + timedelta(hours=16))
    return list(rows.order_by("starts_at", "team__name", "id"))


def list_planned_shifts(*, at: datetime, days: int = 14) -> list[Shift]:
    """Return the shifts after those of tonight."""
    rows = Shift.objects.select_related("team").filter(
        starts_at__gte=at + timedelta(hours=16), starts_at__lt=at + timedelta(days=days)
    )
    return list(rows.order_by("starts_at", "team__name", "id")[:60])


def shift_of(*, user_id: UUID, at: datetime) -> Shift | None:
    """Return the shift a team member is on: going on, or the next within 16 hours."""
    rows = _shifts().filter(
        members__contains=[user_id],
        ends_at__gt=at - timedelta(hours=2),
        starts_at__lt=at + timedelta(hours=16),
    )
    return rows.order_by("starts_at", "id").first()


def get_shift(*, shift_id: UUID) -> Shift:
    """Return one shift with its round.

    Raises
    ------
    NotFound
        No such shift in this Comune.
    """
    shift = _shifts().filter(pk=shift_id).first()
    if shift is None:
        raise NotFound("response.no_such_shift")
    return shift


def shown_round(*, shifts: list[Shift]) -> None:
    """Record that the places of these rounds were read."""
    ids = [visit.report_id for shift in shifts for visit in shift.round]
    if ids:
        audit.record("response.round_read", ids=ids, fields=["place", "what"])


def list_tonight(*, at: datetime) -> list[Visit]:
    """Return the visits of the shifts of tonight in order of time, done ones included."""
    return _TONIGHT(at=at, until=at + timedelta(hours=16), limit=100)


def get_visit(*, visit_id: UUID) -> Visit:
    """Return one visit with its report and team; who read it is recorded.

    Raises
    ------
    NotFound
        No such visit in this Comune.
    """
    visit = Visit.objects.select_related("report", "shift__team").filter(pk=visit_id).first()
    if visit is None:
        raise NotFound("response.no_such_visit")
    audit.record("response.visit_read", visit, fields=["what", "place", "note"])
    return visit


def list_met(*, visit: Visit) -> list[Meeting]:
    """Return who was met on a visit, with the persons; who read their aliases is recorded."""
    meetings = list(visit.meetings.select_related("person").order_by("at", "id"))
    _persons_read(meetings)
    return meetings


def list_met_tonight(*, shift: Shift) -> list[Meeting]:
    """Return who the team met on this shift, once each: the only people suggested by alias."""
    meetings = list(
        Meeting.objects.filter(visit__shift=shift).select_related("person").order_by("at", "id")
    )
    _persons_read(meetings)
    return list({meeting.person_id: meeting for meeting in meetings}.values())


def _persons_read(meetings: list[Meeting]) -> None:
    if meetings:
        ids = list(dict.fromkeys(meeting.person_id for meeting in meetings))
        audit.record("people.met_read", ids=ids, fields=["alias"])


def meetings_of(*, person_id: UUID, before: datetime, limit: int) -> list[Meeting]:
    """Return where a person was met, the latest first, with visit, team and report."""
    return _MEETINGS(person_id=person_id, before=before, limit=limit)


def reports_about_only(*, person_id: UUID) -> tuple[list[UUID], int]:
    """Return the reports in which a person, and nobody else not erased, was met; and how many stay.

    A report may speak of several people: while one of those met is not erased its texts stay.
    """
    mine = Meeting.objects.filter(person_id=person_id).values("visit__report_id")
    others = Meeting.objects.filter(person__erased_at=None).exclude(person_id=person_id)
    kept = others.filter(visit__report_id__in=mine).values("visit__report_id")
    met = Report.objects.filter(id__in=mine)
    goes = met.exclude(id__in=kept).order_by("id").values_list("id", flat=True)
    return list(goes), met.filter(id__in=kept).count()


def list_teams() -> list[MobileTeam]:
    """Return the teams a city has, by name."""
    return list(MobileTeam.objects.filter(active=True).order_by("name", "id"))


def priority_of(report: Report) -> str:
    """Return the class a report has, or the one proposed."""
    return report.priority or report.urgency


def count_waiting() -> int:
    """Return how many reports wait for a decision, for the navigation."""
    return Report.objects.filter(state__in=TO_DECIDE).count()


def follow(*, code: str) -> Report | None:
    """Return a report sent through the public page, by its code, with nothing of its texts read."""
    return (
        Report.objects.filter(code=code, channel=Channel.PUBLIC)
        .only("id", "code", "state", "received_at", "answer_by", "answered_at", "merged_into")
        .annotate(ended_at=Coalesce("answered_at", "closed_at"))
        .first()
    )


def list_plans(*, limit: int = 20) -> list[SeasonalPlan]:
    """Return the municipality's seasonal plans, the latest first."""
    return list(SeasonalPlan.objects.order_by("-from_on", "-id")[:limit])


def plans_on(*, on: date) -> list[SeasonalPlan]:
    """Return the plans in force on a day, the cold one first."""
    in_force = Q(to_on=None) | Q(to_on__gt=on)
    return list(SeasonalPlan.objects.filter(in_force, from_on__lte=on).order_by("kind"))
