"""An offer, as a household opens it on its phone: what, where, until when; yes or no."""

from datetime import datetime
from typing import Any

from babel.dates import format_date, format_datetime
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import AnsweredBy, DeclineReason, OfferState
from lgnet.domain.security import operations as security
from lgnet.domain.security.queries import door_actor
from lgnet.domain.security.throttle import Asker, must_wait
from lgnet.lib.access import public
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.web.accounts.browsers import address_of
from lgnet.web.once import answered_with, once
from lgnet.web.public.offer_link import Linked, bearer, read_token
from lgnet.web.public.offer_texts import RIGHT_TO_LEFT, TEXTS

PURPOSE = "offer_link"


@public("shows an offer of a place, without a name, to whoever has its signed link")
@require_http_methods(["GET", "POST"])
@once
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Show an offer and note what the household says."""
    at, linked = timezone.now(), read_token(token)
    if linked is None:
        if request.method == "POST":
            return _slowed(request, token, at)
        raise NotFound("housing.no_such_offer")
    if request.method == "GET":
        return _page(request, linked, at)
    if _must_wait(request, token, at):
        return answered_with(_page(request, linked, at), 429)
    try:
        with act_as(bearer(linked)):
            operations.answer_offer(
                offer_id=linked.offer_id,
                accepted=request.POST.get("answer") == "yes",
                how=AnsweredBy.LINK,
                reason=request.POST.get("reason", ""),
                words=request.POST.get("words", ""),
                at=at,
            )
    except Invalid:
        _count(request, token, at)
        return answered_with(_page(request, linked, at, choose=True), 422)
    except Refused:
        _count(request, token, at)
        return answered_with(_page(request, linked, at), 409)
    return redirect("public:offer", token=token)


def _page(
    request: HttpRequest, linked: Linked, at: datetime, *, choose: bool = False
) -> HttpResponse:
    with act_as(bearer(linked)):
        seen = queries.see_offer(offer_id=linked.offer_id, at=at)
    response = render(request, "public/offer.html", context_of(seen) | {"choose": choose})
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def context_of(seen: queries.OfferSeen) -> dict[str, Any]:
    """Return what an offer prints, in its language."""
    language = seen.language
    until = timezone.localtime(seen.until)
    return {
        "seen": seen,
        "t": TEXTS[language],
        "lang": language,
        "dir": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "from_day": format_date(seen.from_on, "d MMMM y", locale=language),
        "to_day": format_date(seen.to_on, "d MMMM y", locale=language) if seen.to_on else "",
        "until": format_datetime(until, "d MMMM, HH:mm", locale=language),
        "reasons": [(code, TEXTS[language][code]) for code in DeclineReason.values],
        "said": {
            OfferState.ACCEPTED: TEXTS[language]["said_yes"],
            OfferState.DECLINED: TEXTS[language]["said_no"],
            OfferState.WITHDRAWN: TEXTS[language]["over"],
        }.get(OfferState(seen.state), ""),
    }


def _asker(request: HttpRequest, token: str) -> Asker:
    return Asker(account=token[:80], address=address_of(request))


def _must_wait(request: HttpRequest, token: str, at: datetime) -> bool:
    with act_as(door_actor(None, on=timezone.localdate(at))):
        return must_wait(PURPOSE, _asker(request, token), at=at)


def _count(request: HttpRequest, token: str, at: datetime) -> None:
    with act_as(door_actor(None, on=timezone.localdate(at))):
        security.note_failure(purpose=PURPOSE, asker=_asker(request, token), at=at)


def _slowed(request: HttpRequest, token: str, at: datetime) -> HttpResponse:
    """Count a link we never signed, and say no more than that there is nothing here."""
    _count(request, token, at)
    return answered_with(render(request, "404.html"), 404)
