"""The plan of the whole network: what looking for places together would bring, in figures."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.grants.queries import Shown
from lgnet.domain.grants.suppression import hidden_in_line
from lgnet.domain.housing import operations, queries
from lgnet.domain.network.queries import list_tenants
from lgnet.lib.access import requires
from lgnet.web.desk.housing_batch import comparison, made
from lgnet.web.once import once

COLUMNS: tuple[tuple[str, Callable[[Mapping[str, Any]], int]], ...] = (
    ("waiting", lambda part: part["waiting"]),
    ("persons", lambda part: part["figures"]["persons"]),
    ("first_come", lambda part: part["first_come"]["persons"]),
)


@require_GET
@requires("housing.plan_network")
def plan(request: HttpRequest) -> HttpResponse:
    """Show the latest plan of the network: how far it is, or what it does for each city."""
    run = queries.latest_network_plan()
    names = {place.pk: place.name for place in list_tenants()}
    context = {
        "run": run,
        "here": reverse("coordination:plan"),
        "under_way": run is not None and run.state in operations.UNDER_WAY,
        "silent": run is not None and operations.is_silent(run, at=timezone.now()),
        "made": made(run),
        "elapsed": f"{run.seconds:.0f}" if run else "",
        "comparison": comparison(run) if run and run.figures else None,
        "rows": _rows(run.cities, names) if run else [],
        "moves": _moves(run.moves, names) if run else [],
    }
    return render(request, "coordination/plan.html", context)


def _rows(parts: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a line per city, small figures and those that give them away hidden."""
    hidden = {
        name: hidden_in_line({part["city"]: figure(part) for part in parts})
        for name, figure in COLUMNS
    }
    return [
        {"city": names.get(part["city"], part["city"]), "href": _city(part["city"])}
        | {
            name: Shown(hidden="small") if part["city"] in hidden[name] else Shown(figure(part))
            for name, figure in COLUMNS
        }
        for part in sorted(parts, key=lambda part: names.get(part["city"], ""))
    ]


def _city(code: str) -> str:
    return reverse("coordination:city", args=[code])


def _moves(ways: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    hidden = hidden_in_line({number: way["persons"] for number, way in enumerate(ways)})
    return [
        {
            "origin": names.get(way["origin"], way["origin"]),
            "destination": names.get(way["destination"], way["destination"]),
            "persons": Shown(hidden="small") if number in hidden else Shown(way["persons"]),
            "agreed": way["agreed"],
        }
        for number, way in enumerate(ways)
    ]


@require_POST
@requires("housing.plan_network")
@once
def make(request: HttpRequest) -> HttpResponse:
    """Ask for a plan of the network; one that is being made already is the answer."""
    operations.ask_plan(at=timezone.now())
    return redirect("coordination:plan")


@require_POST
@requires("housing.plan_network")
@once
def stop(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """End a plan of the network with the best found so far."""
    operations.stop_plan(run_id=work_id, at=timezone.now())
    return redirect("coordination:plan")
