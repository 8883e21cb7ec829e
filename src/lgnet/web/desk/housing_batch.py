"""The plan for all who wait, beside first come, first served: read, and held line by line."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lgnet.domain.housing import bridge, queries
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.web.desk.housing_words import days_since, persons, short_date


@require_GET
@requires("housing.propose")
def batch(request: HttpRequest) -> HttpResponse:
    """Show the plan, what it achieves, and what taking everybody in order would."""
    at = timezone.now()
    found = bridge.plan(at=at)
    unit_ids = {line.unit_id for line in found.lines} | {
        line.first_come_unit_id for line in found.lines
    }
    names = queries.unit_names(unit_ids=unit_ids - {None}, on=timezone.localdate(at))
    audit.record("housing.plan_read", at=at, ids=[line.request.pk for line in found.lines])
    context = {
        "plan": found,
        "lines": [_line(line, names, at) for line in found.lines],
        "comparison": _comparison(found),
        "can_hold": can("housing.hold"),
    }
    return render(request, "desk/housing/batch.html", context)


def _line(line: Any, names: Any, at: Any) -> dict[str, Any]:
    asked = line.request
    return {
        "code": asked.household.code if asked.persons > 1 else asked.case.code,
        "href": reverse("housing:request", args=[asked.pk]),
        "request_id": asked.pk,
        "who": persons(asked.persons),
        "class": asked.get_priority_class_display(),
        "days": days_since(asked.opened_at, at),
        "place": f"{line.unit_id}:{line.from_on.isoformat()}" if line.from_on else "",
        "plan": _where(line.unit_id, line.from_on, names),
        "first_come": _where(line.first_come_unit_id, line.first_come_on, names),
        "same": (line.unit_id, line.from_on) == (line.first_come_unit_id, line.first_come_on),
    }


def _where(unit_id: Any, on: Any, names: Any) -> str:
    if unit_id is None:
        return ""
    return _("{unit}, dal {day}").format(unit=names[unit_id].title, day=short_date(on))


def _comparison(found: Any) -> dict[str, Any]:
    lines = [
        (_("Nuclei inseriti"), "households", True),
        (_("Persone inserite"), "persons", True),
        (_("Di cui in categorie protette"), "protected_persons", True),
        (_("Giorni di attesa, sommati per persona"), "days_waited", False),
        (_("Notti senza posto, sommate per persona"), "nights_without_place", False),
    ]
    rows = []
    for name, field, most in lines:
        values = [getattr(found.figures, field), getattr(found.first_come, field)]
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
