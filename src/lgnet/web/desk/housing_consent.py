"""A household's consent to be proposed in other cities: given, and taken back, on its request."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.network.queries import municipality_name
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.desk.words import short_day
from lgnet.web.messages import sentence
from lgnet.web.once import once


def consent_panel(request_id: UUID, *, at: datetime) -> dict[str, Any] | None:
    """Return the cities a household may consent to, and what it said; None without agreements."""
    if not can("housing.request"):
        return None
    agreed = queries.sends_to(queries.list_agreements(on=timezone.localdate(at)))
    standing = queries.consents_of(request_ids=[request_id]).get(request_id)
    if not agreed and standing is None:
        return None
    said = set(standing.cities) if standing else set()
    return {
        "cities": [
            {"code": code, "name": municipality_name(code), "said": code in said}
            for code in sorted({*agreed, *said}, key=municipality_name)
        ],
        "given": short_day(timezone.localdate(standing.given_at)) if standing else "",
    }


@require_POST
@requires("housing.request")
@once
def consent(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Note which cities a household would also go to; none takes the consent back."""
    cities, at = request.POST.getlist("cities"), timezone.now()
    try:
        if cities:
            operations.give_consent(request_id=request_id, cities=cities, at=at)
            messages.success(request, _("Scritto: vale finché il nucleo non lo ritira."))
        else:
            operations.withdraw_consent(request_id=request_id, at=at)
            messages.success(request, _("Consenso ritirato: si cerca solo in città."))
    except Refused as error:
        messages.error(request, refusal(error))
    except Invalid as error:
        messages.error(request, sentence(error))
    return redirect("housing:request", request_id=request_id)
