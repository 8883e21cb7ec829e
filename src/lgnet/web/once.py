"""A form sent twice is done once: the key in the form, the fingerprint of what it said."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lgnet.lib.actor import current_actor
from lgnet.lib.audit.chain import chain_of
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.once.models import DoneForm

View = Callable[..., HttpResponse]
FIELD = "_key"
ONCE_ATTRIBUTE = "lgnet_once"
_ANSWERED = "lgnet_answered"
_IGNORED = {"csrfmiddlewaretoken", FIELD}


def _fingerprint(request: HttpRequest) -> bytes:
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(set(request.POST) - _IGNORED):
        for value in request.POST.getlist(name):
            digest.update(f"\0{name}\0{value}".encode())
    for name in sorted(request.FILES):
        digest.update(f"\0{name}\0{request.FILES[name].size}".encode())
    return digest.digest()


def answered_with(response: HttpResponse, status: int) -> HttpResponse:
    """Give a page shown instead of an act its status, and keep that it was read.

    Nothing was changed, the page is whole: unlike an error, what was seen on it is recorded.
    """
    response.status_code = status
    setattr(response, _ANSWERED, True)
    return response


def is_answered(response: HttpResponse) -> bool:
    """Tell whether a page of 400 and above is an answer to be kept."""
    return bool(getattr(response, _ANSWERED, False))


def once(view: View) -> View:
    """Do a POST at most once per form key; a repetition is sent to the first one's result.

    The same key with another content is refused (409): it is another form.
    """

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            key = UUID(request.POST.get(FIELD, ""))
        except ValueError as error:
            raise Invalid("once.missing") from error
        actor, fingerprint = current_actor(), _fingerprint(request)
        chain = chain_of(actor)
        DoneForm.objects.bulk_create(
            [DoneForm(chain=chain, user_id=actor.user_id, key=key, fingerprint=fingerprint)],
            ignore_conflicts=True,
        )
        done = DoneForm.objects.select_for_update().get(chain=chain, key=key)
        if bytes(done.fingerprint) != fingerprint or done.user_id != actor.user_id:
            raise Refused("once.other_body")
        if done.location:
            return HttpResponseRedirect(done.location)
        response = view(request, *args, **kwargs)
        if response.status_code in (301, 302, 303):
            DoneForm.objects.filter(pk=done.pk).update(location=response.headers["Location"])
        elif response.status_code < 400 or is_answered(response):
            # The form came back with its errors: mended and sent again, it is the same form.
            done.delete()
        return response

    setattr(run, ONCE_ATTRIBUTE, True)
    return run
