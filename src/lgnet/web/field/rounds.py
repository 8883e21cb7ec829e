"""What the pages of the street share: which shift, how a visit reads."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.response import queries
from lgnet.domain.response.enums import OPEN_VISIT, VisitState
from lgnet.lib.actor import current_actor
from lgnet.lib.paging import parse_id
from lgnet.web import maps
from lgnet.web.response_words import CLASS_NAMES, language_names, moment, sign_line

_TONES = {"P1": "bad", "P2": "warn", "P3": ""}


def shift_for(request: HttpRequest, *, at: datetime) -> Any:
    """Return the shift in the address, or the one this user is on, or the only one tonight."""
    wanted = request.GET.get("turno") or request.POST.get("turno")
    if wanted:
        return queries.get_shift(shift_id=parse_id(wanted))
    user_id = current_actor().user_id
    mine = queries.shift_of(user_id=user_id, at=at) if user_id else None
    if mine is not None:
        return mine
    tonight = queries.list_shifts(at=at)
    return tonight[0] if len(tonight) == 1 else None


def hours(shift: Any) -> str:
    """Return ``20:30–00:30``."""
    start, end = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return f"{start:%H:%M}–{end:%H:%M}"


def place(report: Any) -> str:
    """Return where to go, in words."""
    return report.place or _("Posizione sulla mappa")


def visit_card(visit: Any, *, at: datetime) -> dict[str, Any]:
    """Return a visit as the field pages print it."""
    report = visit.report
    planned = visit.state in OPEN_VISIT
    when = visit.planned_at if planned else (visit.closed_at or visit.planned_at)
    return {
        "id": visit.pk,
        "href": reverse("field:visit", args=[visit.pk]),
        "time": f"{timezone.localtime(when):%H:%M}",
        "place": place(report),
        "signs": sign_line(report.signs, report.persons),
        "what": report.what or "",
        "languages": language_names(report.languages),
        "priority": report.urgency,
        "tone": _TONES[report.urgency],
        "class_name": str(CLASS_NAMES[report.urgency]),
        "reported": moment(report.received_at, at=at),
        "phone": (report.reporter_contact or "").strip(),
        "geo": f"geo:{report.latitude:.5f},{report.longitude:.5f}"
        if report.latitude is not None
        else "",
        "arrived": visit.state == VisitState.ARRIVED,
        "open": planned,
        "nobody": visit.state == VisitState.NOBODY,
        "outcome": _outcome(visit),
        "late": planned and visit.planned_at > report.answer_by,
    }


def _outcome(visit: Any) -> str:
    if visit.state == VisitState.NOBODY:
        return _("Nessuno sul posto")
    met = visit.persons_met or 0
    return ngettext("{n} contatto", "{n} contatti", met).format(n=met)


def next_map(visit: Any, shift: Any, done: list[Any]) -> Any:
    """Return a small sketch from where the team is to the next place; None without positions."""
    if visit.report.latitude is None or visit.report.longitude is None:
        return None
    here = (shift.latitude, shift.longitude)
    for earlier in done:
        if earlier.report.latitude is not None and earlier.report.longitude is not None:
            here = (earlier.report.latitude, earlier.report.longitude)
    marks = [
        maps.Mark(latitude=here[0], longitude=here[1], kind="here", spoken=_("Da dove partite")),
        maps.Mark(
            latitude=visit.report.latitude,
            longitude=visit.report.longitude,
            kind=visit.report.urgency[1],
            label=maps.short(visit.report.place),
            spoken=place(visit.report),
            selected=True,
        ),
    ]
    return maps.sketch(marks, route=True, width=358, height=120)
