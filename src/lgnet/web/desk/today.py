"""Oggi: what waits for this person, oldest danger first."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lgnet.domain.cases.queries import work_day
from lgnet.domain.housing import queries as housing
from lgnet.domain.response import queries as response
from lgnet.lib.access import can, requires
from lgnet.lib.actor import current_actor
from lgnet.web.construction import construction
from lgnet.web.desk import queue
from lgnet.web.desk.housing_register_words import entering
from lgnet.web.desk.queue_sources import SOURCES
from lgnet.web.desk.words import capital, hours, language_names, long_day
from lgnet.web.response_words import plan_degrees

LARGEST = 6  # stands for six persons and more
WORKING_DAY = timedelta(hours=6)


def _tabs(found: list[queue.Waiting], kind: str) -> list[dict[str, Any]]:
    counts = {name: sum(1 for line in found if line.kind == name) for name in queue.KINDS}
    tabs = [{"name": _("Tutto"), "url": "?", "count": len(found), "current": not kind}]
    tabs += [
        {
            "name": str(label),
            "url": f"?tipo={name}",
            "count": counts[name],
            "current": name == kind,
        }
        for name, label in queue.KINDS.items()
        if can(queue.NEEDS[name])
    ]
    return tabs


def _rooms(at: datetime) -> list[dict[str, Any]]:
    """Return free rooms and waiting households by size; rooms bind families, not beds."""
    waiting, free = (
        housing.count_waiting_by_size(),
        housing.count_free_rooms(on=timezone.localdate(at), at=at),
    )
    return [
        {
            "size": size,
            "label": _("6 o più") if size == LARGEST else size,
            "free": free[size].free,
            "held": free[size].held,
            "waiting": waiting[size],
        }
        for size in sorted(waiting)
        if waiting[size] or free[size].free or free[size].held or size <= 4
    ]


def _teams(at: datetime) -> list[dict[str, Any]]:
    """Return the teams of tonight with their stops."""
    return [
        {
            "name": shift.team.name,
            "hours": f"{localtime(shift.starts_at):%H:%M}–{localtime(shift.ends_at):%H:%M}",
            "stops": len(shift.round),
            "note": ", ".join(language_names(shift.team.languages)),
        }
        for shift in response.list_shifts(at=at)
    ]


def _overview(at: datetime) -> list[dict[str, Any]]:
    """Return how the city stands, for who has no queue of their own."""
    takings = housing.tonight_takings(at=at)
    beds = housing.overview(at=at, takings=takings)
    free = housing.count_free_rooms(on=timezone.localdate(at), at=at, takings=takings)
    rooms = {size: found.free for size, found in free.items()}
    week = response.on_time_stats(at=at)
    return [
        {
            "label": _("Segnalazioni da decidere"),
            "value": response.count_waiting(),
            "href": reverse("desk:reports"),
            "note": "",
        },
        {
            "label": _("Risposte in tempo"),
            "value": _("{n} su {total}").format(
                n=sum(row.on_time for row in week), total=sum(row.total for row in week)
            ),
            "href": reverse("desk:reports"),
            "note": _("ultimi 7 giorni"),
        },
        {
            "label": _("Nuclei in attesa di un posto"),
            "value": housing.count_waiting(),
            "href": reverse("housing:board"),
            "note": "",
        },
        {
            "label": _("Posti liberi stanotte"),
            "value": beds["free"],
            "href": reverse("housing:board"),
            "note": _("su {n} · camere per nuclei di {rooms}").format(
                n=beds["beds"],
                rooms=" · ".join(f"{one['size']}: {one['count']}" for one in entering(rooms)),
            ),
        },
    ]


def _plans(at: datetime) -> list[str]:
    """Return the seasonal plans in force, each in a few words."""
    return [
        " · ".join(
            part
            for part in (
                _("{plan} attivo").format(plan=capital(str(plan.get_kind_display()))),
                plan_degrees(plan.kind, plan.celsius),
            )
            if part
        )
        for plan in response.plans_on(on=timezone.localdate(at))
    ]


@requires("desk.use")
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show the queue of the day."""
    at, kind = timezone.now(), request.GET.get("tipo", "")
    found = queue.everything(SOURCES, at=at)
    shown = [line for line in found if line.kind == kind] if kind in queue.KINDS else found
    every = bool(kind in queue.KINDS or request.GET.get("tutto"))
    groups = queue.grouped(shown, at=at, every=every)
    context: dict[str, Any] = {
        "construction": construction(),
        "moment": long_day(at, "l j F Y, H:i"),
        "tabs": _tabs(found, kind if kind in queue.KINDS else ""),
        "groups": groups,
        "has_queue": bool(found) or queue.may_wait(),
        "overview": _overview(at) if can("response.read") and not can("response.assess") else [],
        "rooms": _rooms(at) if can("housing.read") else [],
        "teams": _teams(at) if can("response.plan_shift") else None,
        "plans": _plans(at) if can("response.read") else [],
    }
    user = current_actor().user_id
    if can("cases.write") and user is not None:
        work = work_day(user_id=user, on=timezone.localdate(at))
        context["work"] = work
        context["worked"] = hours(work.minutes)
        context["full_day"] = int(WORKING_DAY.total_seconds() // 60)
    return render(request, "desk/today.html", context)
