"""Stasera: the next visit first, and big."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lgnet.domain.housing.queries import UnitFilter, count_free_rooms
from lgnet.domain.response import queries
from lgnet.domain.response.enums import OPEN_VISIT, VisitState
from lgnet.lib.access import can, requires
from lgnet.web.field.rounds import hours, next_map, shift_for, visit_card


def _free(at: Any) -> dict[str, int] | None:
    """Return the rooms free tonight, for one person, one woman, a household of three."""
    if not can("housing.read_free"):
        return None
    night = timezone.localdate(at)
    anybody = count_free_rooms(on=night, at=at)
    women = count_free_rooms(on=night, at=at, where=UnitFilter(women=True))
    return {"women": women[1].free, "single": anybody[1].free, "family": anybody[3].free}


@requires("field.use")
@require_GET
def tonight(request: HttpRequest) -> HttpResponse:
    """Show the round of this user's team."""
    at = timezone.now()
    shift = shift_for(request, at=at)
    if shift is None:
        shifts = [
            {"id": other.pk, "team": other.team.name, "hours": hours(other)}
            for other in queries.list_shifts(at=at)
        ]
        return render(request, "field/no_shift.html", {"shifts": shifts, "free": _free(at)})
    queries.shown_round(shifts=[shift])
    left = [visit for visit in shift.round if visit.state in OPEN_VISIT]
    left.sort(key=lambda visit: visit.state != VisitState.ARRIVED)
    done = [visit for visit in shift.round if visit.state not in OPEN_VISIT]
    done.sort(key=lambda visit: visit.closed_at or visit.planned_at)
    context = {
        "team": shift.team.name,
        "hours": hours(shift),
        "shift_id": shift.pk,
        "next": visit_card(left[0], at=at) if left else None,
        "sketch": next_map(left[0], shift, done) if left else None,
        "then": [visit_card(visit, at=at) for visit in left[1:]],
        "done": [visit_card(visit, at=at) for visit in reversed(done)],
        "free": _free(at),
        "at": timezone.localtime(at),
    }
    return render(request, "field/tonight.html", context)
