"""Who is about to leave SAI and CAS: the list, who they may be here, and the request planned."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import ReceptionState
from lgnet.domain.housing.sheets_reception import RECEPTION_EXITS
from lgnet.flows import reception_exit as flow
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.lib.sheets import Outcome
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.imports import Importer, register
from lgnet.web.once import once


def _run(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    return operations.import_reception_exits(rows=rows, dry_run=dry_run, at=at)


register(
    Importer(
        slug="uscite-accoglienza",
        title=gettext_lazy("Uscite da SAI e CAS"),
        intro=gettext_lazy(
            "Una riga per nucleo, con il codice del centro: chi c’è già viene aggiornato. Nessuno"
            " entra tra le persone finché qualcuno non decide chi è."
        ),
        area="desk",
        sheet=RECEPTION_EXITS,
        permission="housing.request",
        run=_run,
    )
)


@require_GET
@requires("housing.request")
def receptions(request: HttpRequest) -> HttpResponse:
    """List who is about to leave, the first day first."""
    at, get = timezone.now(), request.GET
    state = get.get("stato", "")
    state = state if state in ReceptionState.values else ReceptionState.WAITING
    page = queries.list_reception_exits(state=state, cursor=get.get("da", ""))
    audit.record("housing.receptions_read", at=at, ids=[row.pk for row in page.rows])
    context = {
        "rows": page.rows,
        "total": queries.count_reception_exits(state=state),
        "states": [
            {"label": label, "href": f"?stato={value}", "active": value == state}
            for value, label in ReceptionState.choices
        ],
        "next_url": f"?stato={state}&da={page.next_cursor}" if page.next_cursor else "",
        "first_url": f"?stato={state}" if get.get("da") else "",
    }
    return render(request, "desk/housing/receptions.html", context)


@require_GET
@requires("housing.request")
def reception(request: HttpRequest, reception_id: UUID) -> HttpResponse:
    """Show a household of the list and who they may be here: a person decides."""
    at = timezone.now()
    if can("people.register"):
        found, similar = flow.who_it_may_be(exit_id=reception_id, at=at)
    else:
        found, similar = queries.get_reception_exit(exit_id=reception_id), []
        audit.record("housing.reception_read", found, at=at, subject=found.person_id)
    context = {
        "found": found,
        "name": " ".join(part for part in (found.given_name, found.family_name) if part),
        "similar": [
            {
                "person": one.person,
                "why": [str(reason.label) for reason in one.reasons],
            }
            for one in similar
        ],
        "may_decide": can("people.register") and found.state == ReceptionState.WAITING,
    }
    return render(request, "desk/housing/reception.html", context)


@require_POST
@requires("people.register")
@once
def plan(request: HttpRequest, reception_id: UUID) -> HttpResponse:
    """Open the request, for somebody known or for a person registered now."""
    at, post = timezone.now(), request.POST
    queries.get_reception_exit(exit_id=reception_id)
    person = post.get("person", "")
    try:
        if not person:
            raise Invalid("housing.reception_who", field="person")
        done = flow.plan(
            exit_id=reception_id,
            person_id=None if person == "new" else parse_id(person),
            looked_at=[parse_id(one) for one in post.getlist("looked_at")],
            reason=post.get("reason", ""),
            at=at,
        )
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
        return redirect("housing:reception", reception_id=reception_id)
    messages.success(request, _("Richiesta aperta dal giorno di uscita."))
    return redirect("housing:request", request_id=done.request_id)


@require_POST
@requires("housing.request")
@once
def drop(request: HttpRequest, reception_id: UUID) -> HttpResponse:
    """Set a household of the list aside, or look at it again."""
    at = timezone.now()
    found = queries.get_reception_exit(exit_id=reception_id)
    try:
        if found.state == ReceptionState.DROPPED:
            operations.take_up_reception_exit(exit_id=reception_id, at=at)
            messages.success(request, _("Di nuovo da guardare."))
        else:
            operations.drop_reception_exit(
                exit_id=reception_id, reason=request.POST.get("reason", ""), at=at
            )
            messages.success(request, _("Messa da parte: si può riprendere."))
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
    return redirect("housing:reception", reception_id=reception_id)
