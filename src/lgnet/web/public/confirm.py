"""A facility says, by a link and without an account, whether what we believe of it is true.

The page knows the names of its rooms and how many places we believe free; no person, no code, no
day of anybody. An answer makes the picture fresh or leaves the desk something to clear up. The
address is not sent on to other sites, kept by no cache and written into no log.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lgnet.domain.housing import operations, queries
from lgnet.lib.access import public
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.web.messages import sentence
from lgnet.web.once import answered_with, once

_HEADERS = {
    # Not "no-referrer": browsers then send an origin of null with a form, which is refused as forged.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
_RIGHT, _OTHER, _CALL = "right", "other", "call"


class PlacesForm(forms.Form):
    """A number for each room: how many places are free tonight."""

    use_required_attribute = False

    def __init__(self, *args: Any, picture: queries.Picture, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for room in picture.rooms:
            self.fields[str(room.unit_id)] = forms.IntegerField(
                label=room.name,
                min_value=0,
                max_value=room.beds,
                initial=room.free,
                help_text=_("su {n}, per noi {free}").format(n=room.beds, free=room.free),
                widget=forms.NumberInput(attrs={"class": "lg-in", "inputmode": "numeric"}),
                error_messages={
                    name: _("Un numero da 0 a {n}.").format(n=room.beds)
                    for name in ("required", "invalid", "min_value", "max_value")
                },
            )

    def told(self) -> dict[UUID, int]:
        """Return room → places free."""
        return {UUID(name): number for name, number in self.cleaned_data.items()}


def _quietly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let no browser, cache or search engine pass the address on."""

    @wraps(view)
    def run(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except NotFound:
            response = answered_with(render(request, "public/confirm_over.html"), 404)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response

    return run


def _picture(token: str) -> queries.Picture:
    at = timezone.now()
    city, link_id = queries.city_of_token(token)
    with act_as(queries.link_actor(city)):
        link = queries.live_link(link_id=link_id, at=at)
        return queries.picture_of(facility=link.facility, at=at)


def _page(request: HttpRequest, token: str, form: Any = None, problem: str = "") -> HttpResponse:
    picture = _picture(token)
    context = {
        "picture": picture,
        "form": form or PlacesForm(picture=picture),
        "problem": problem,
        "done": request.GET.get("detto", ""),
        "choices": (_RIGHT, _OTHER, _CALL),
    }
    return render(request, "public/confirm_places.html", context)


@public("who holds a signed link of one facility; shows room names and numbers, nothing of persons")
@require_http_methods(["GET", "POST"])
@_quietly
@once
def confirm_places(request: HttpRequest, token: str) -> HttpResponse:
    """Show what we believe of a facility, and take its answer."""
    if request.method == "GET":
        return _page(request, token)
    says = request.POST.get("says", "")
    form = PlacesForm(request.POST if says == _OTHER else None, picture=_picture(token))
    if says not in (_RIGHT, _OTHER, _CALL) or (says == _OTHER and not form.is_valid()):
        return answered_with(_page(request, token, form), 422)
    try:
        operations.answer_link(
            token=token,
            seen=request.POST.get("seen", ""),
            told=form.told() if says == _OTHER else None,
            call=says == _CALL,
            at=timezone.now(),
        )
    except (Invalid, Refused) as error:
        return answered_with(_page(request, token, problem=sentence(error)), error.status)
    # Relative, for what is kept of a form that was done must not hold the address.
    return HttpResponseRedirect(f"?detto={says}")
