"""What whoever decided could see: the rooms proposed then, with their reasons, and the choice."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lgnet.domain.housing import queries
from lgnet.domain.security.queries import names_of
from lgnet.lib import audit
from lgnet.lib.access import requires
from lgnet.lib.errors import NotFound
from lgnet.web.desk.housing_words import count_excluded, reason_sentence


@require_GET
@requires("housing.propose")
def seen(request: HttpRequest, request_id: UUID, run_id: UUID) -> HttpResponse:
    """Show a stored proposal as it was, not as it would be today."""
    at, run = timezone.now(), queries.get_run(run_id=run_id)
    if run.request_id != request_id:
        raise NotFound("housing.no_such_run")
    asked = queries.get_request(request_id=request_id)
    units = queries.unit_names(
        unit_ids=[UUID(one["unit_id"]) for one in run.options], on=timezone.localdate(run.at)
    )
    audit.record("housing.run_read", run, at=at, subject=asked.case.person_id)
    names = names_of([run.asked_by, run.decided_by])
    context = {
        "asked": asked,
        "code": asked.household.code if asked.persons > 1 else asked.case.code,
        "run": run,
        "asked_by": names.get(run.asked_by, ""),
        "decided_by": names.get(run.decided_by, ""),
        "options": [_option(place, one, units, run) for place, one in enumerate(run.options, 1)],
        "excluded": count_excluded(
            code for left in run.excluded for code in {one["code"] for one in left["failed"]}
        ),
    }
    return render(request, "desk/housing/seen.html", context)


def _option(place: int, option: dict[str, Any], units: Any, run: Any) -> dict[str, Any]:
    named = units.get(UUID(option["unit_id"]))
    return {
        "rank": place,
        "title": named.title if named else "",
        "from_on": date.fromisoformat(option["from_on"]),
        "yes": [reason_sentence(reason) for reason in option["reasons_for"]],
        "no": [reason_sentence(reason) for reason in option["unmet"]],
        "others": len(option["effects"]),
        "chosen": run.chosen_rank == place,
    }
