"""A household's consent to be proposed in other cities: given, and taken back, on its request."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lgnet.domain.housing import operations, queries
from lgnet.domain.network.queries import municipality_name
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.desk.words import short_day
from lgnet.web.messages import sentence
from lgnet.web.once import once


@require_http_methods(["GET", "POST"])
@requires("housing.request")
@once
def consent(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show and note which cities a household would also go to; none takes the consent back."""
    if request.method == "POST":
        return _note(request, request_id)
    asked, at = queries.get_request(request_id=request_id), timezone.now()
    agreed = queries.sends_to(queries.list_agreements(on=timezone.localdate(at)))
    standing = queries.consents_of(request_ids=[request_id]).get(request_id)
    said = set(standing.cities) if standing else set()
    context = {
        "asked": asked,
        "code": asked.household.code if asked.persons > 1 else asked.case.code,
        "cities": [
            {"code": code, "name": municipality_name(code), "said": code in said}
            for code in sorted({*agreed, *said}, key=municipality_name)
        ],
        "given": short_day(timezone.localdate(standing.given_at)) if standing else "",
    }
    return render(request, "desk/housing/consent.html", context)


def _note(request: HttpRequest, request_id: UUID) -> HttpResponse:
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
    return redirect("housing:consent", request_id=request_id)
