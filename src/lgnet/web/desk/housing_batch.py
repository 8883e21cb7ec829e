"""The plan for all who wait, beside first come, first served: asked for, watched, held by line."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import PlanState, RequestState
from lgnet.domain.network.queries import municipality_name
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.web.desk.housing_words import days_since, persons, short_date
from lgnet.web.once import once


@require_GET
@requires("housing.propose")
def batch(request: HttpRequest) -> HttpResponse:
    """Show the latest plan: how far it is, or what it achieves and where everybody would go."""
    at = timezone.now()
    run = queries.latest_plan()
    asked = queries.requests_by_ids(
        ids=[UUID(line["request"]) for line in run.lines] if run else []
    )
    lines = _lines(run, asked, at) if run else []
    audit.record("housing.plan_read", run, at=at, ids=[line["request_id"] for line in lines])
    context = {
        "run": run,
        "here": reverse("housing:batch"),
        "lines": lines,
        "arrivals": _arrivals(run, at) if run else [],
        "waiting": queries.count_waiting(where=queries.RequestFilter(state=RequestState.WAITING)),
        "under_way": run is not None and run.state in operations.UNDER_WAY,
        "silent": run is not None and operations.is_silent(run, at=at),
        "made": made(run),
        "elapsed": f"{run.seconds:.0f}" if run else "",
        "comparison": comparison(run) if run and run.figures else None,
        "can_hold": can("housing.hold"),
    }
    return render(request, "desk/housing/batch.html", context)


@require_POST
@requires("housing.propose")
@once
def make(request: HttpRequest) -> HttpResponse:
    """Ask for a plan; one that is being made already is the answer."""
    operations.ask_plan(at=timezone.now())
    return redirect("housing:batch")


@require_POST
@requires("housing.propose")
@once
def stop(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """End a plan with the best found so far."""
    run = operations.stop_plan(run_id=work_id, at=timezone.now())
    if run.state == PlanState.STOPPED:
        messages.success(request, _("Piano fermato."))
    return redirect("housing:batch")


def made(run: Any) -> str:
    """Return when a plan was made and how long it took, if it is."""
    if run is None or run.ended_at is None:
        return ""
    ended = timezone.localtime(run.ended_at)
    return _("calcolato {day} alle {hour} in {seconds} s").format(
        day=short_date(ended.date()),
        hour=date_format(ended, "H:i"),
        seconds=number_format(run.seconds, 1),
    )


def _lines(run: Any, asked: Mapping[UUID, Any], at: datetime) -> list[dict[str, Any]]:
    """Return a line per request the actor may see, in the order of the queue."""
    ids = [line[field] for line in run.lines for field in ("unit", "first_come_unit")]
    names = queries.unit_names(
        unit_ids=[UUID(key) for key in ids if key], on=timezone.localdate(at)
    )
    known = [(asked.get(UUID(line["request"])), line) for line in run.lines]
    return [_line(request, line, names, at) for request, line in known if request is not None]


def _line(asked: Any, line: Mapping[str, Any], names: Any, at: datetime) -> dict[str, Any]:
    waits = asked.state == RequestState.WAITING
    return {
        "code": asked.household.code if asked.persons > 1 else asked.case.code,
        "href": reverse("housing:request", args=[asked.pk]),
        "request_id": asked.pk,
        "who": persons(asked.persons),
        "class": asked.get_priority_class_display(),
        "days": days_since(asked.opened_at, at),
        "place": f"{line['unit']}:{line['from_on']}" if line["unit"] and waits else "",
        "meanwhile": "" if waits else asked.get_state_display(),
        "plan": _elsewhere(line) or _where(line["unit"], line["from_on"], names),
        "first_come": _where(line["first_come_unit"], line["first_come_on"], names),
        "same": (line["unit"], line["from_on"]) == (line["first_come_unit"], line["first_come_on"]),
    }


def _where(unit_id: str | None, on: str | None, names: Any) -> str:
    name = names.get(UUID(unit_id)) if unit_id else None
    if name is None or on is None:
        return ""
    day = short_date(date.fromisoformat(on))
    return _("{unit}, dal {day}").format(unit=name.title, day=day)


def _elsewhere(line: Mapping[str, Any]) -> str:
    if not line["city"]:
        return ""
    day = short_date(date.fromisoformat(line["from_on"]))
    city = municipality_name(line["city"])
    return _("a {city}, dal {day}: si chiede allo sportello di là").format(city=city, day=day)


def _arrivals(run: Any, at: datetime) -> list[dict[str, Any]]:
    names = queries.unit_names(
        unit_ids=[UUID(one["unit"]) for one in run.arrivals], on=timezone.localdate(at)
    )
    return [
        {
            "city": municipality_name(one["city"]),
            "persons": persons(one["persons"]),
            "where": _where(one["unit"], one["from_on"], names),
        }
        for one in run.arrivals
    ]


def comparison(run: Any) -> dict[str, Any]:
    """Return what a plan achieves beside the order of arrival, as a table."""
    lines = [
        (_("Nuclei inseriti"), "households", True),
        (_("Persone inserite"), "persons", True),
        (_("Di cui in categorie protette"), "protected_persons", True),
        (_("Giorni di attesa, sommati per persona"), "days_waited", False),
        (_("Notti senza posto, sommate per persona"), "nights_without_place", False),
    ]
    rows = []
    for name, field, most in lines:
        values = [run.figures[field], run.first_come[field]]
        best = max(values) if most else min(values)
        cells = [
            {
                "text": number_format(value, force_grouping=True),
                "best": value == best and len(set(values)) > 1,
                "note": "",
                "href": "",
            }
            for value in values
        ]
        rows.append({"name": name, "cells": cells})
    return {"heads": [_("Piano proposto"), _("In ordine di arrivo")], "rows": rows}
