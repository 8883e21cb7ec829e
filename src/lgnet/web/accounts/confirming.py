"""«Sei ancora tu?»: asked before what can do most harm, without losing what was typed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser as User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lgnet.domain.security import operations
from lgnet.lib.access import FRESH_ATTRIBUTE, requires
from lgnet.lib.hashing import Busy
from lgnet.web.accounts import door, sessions
from lgnet.web.accounts.threshold import at_the_door, factors_of
from lgnet.web.accounts.views import ways
from lgnet.web.messages import sentence
from lgnet.web.once import answered_with

PROOFS = ("proof_password", "proof_code", "proof_passkey")
_SAFE = frozenset({"GET", "HEAD"})


def ask(request: HttpRequest) -> HttpResponse | None:
    """Return the question for a view that needs it, or None when it was just answered right.

    A page that was asked for is remembered by its address. A form that was sent stands in the
    page of the question, word for word, and is sent on with the answer.
    """
    at, user = timezone.now(), request.user
    if request.method in _SAFE:
        came_from = door.local(request, request.headers.get("Referer", ""))
        query = {"next": request.get_full_path(), "back": urlsplit(came_from).path}
        return redirect(f"{reverse('account:confirm')}?{urlencode(query)}")
    error = ""
    if any(request.POST.get(name) for name in PROOFS):
        error = _prove(request, user, at=at)
        if not error:
            return None
    kept = list(_typed(request))
    page = _question(request, user, error, kept=kept, files=bool(request.FILES), action="")
    return answered_with(page, 403)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name in request.POST:
        if name not in {*PROOFS, "csrfmiddlewaretoken"}:
            for value in request.POST.getlist(name):
                yield name, value


@requires("security.use_own")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask again who somebody is, and take them where they were going."""
    given = request.POST if request.method == "POST" else request.GET
    after = door.local(request, given.get("next", "")) or reverse("home")
    back = door.local(request, given.get("back", ""))
    at, user = timezone.now(), request.user
    error = ""
    if request.method == "POST":
        error = _prove(request, user, at=at)
        if not error:
            if _is_file(after):
                return render(request, "accounts/confirmed.html", {"file": after, "back": back})
            messages.success(request, _("Grazie, puoi continuare."))
            return redirect(after)
    kept = [("next", after), ("back", back)]
    return _question(
        request, user, error, kept=kept, files=False, action=reverse("account:confirm")
    )


def _prove(request: HttpRequest, user: User, *, at: datetime) -> str:
    """Take the proof of a form; return what was wrong with it, in words."""
    try:
        method = door.prove(request, user, at=at)
    except Busy as error:
        return sentence(error)
    if method is None:
        return str(_WRONG[bool(factors_of(user)), bool(request.POST.get("proof_passkey"))])
    with at_the_door(user):
        operations.record_act(action="confirmed", at=at, purpose=method)
        sessions.renew(request, strong=method != "PASSWORD", at=at)
    return ""


_WRONG = {
    (True, True): door.WRONG_PASSKEY,
    (True, False): door.WRONG_CODE,
    (False, True): door.WRONG_PASSKEY,
    (False, False): door.NOT_THEM,
}


def _question(
    request: HttpRequest,
    user: User,
    error: str,
    *,
    kept: list[tuple[str, str]],
    files: bool,
    action: str,
) -> HttpResponse:
    context: dict[str, Any] = {
        "error": error,
        "kept": kept,
        "files": files,
        "action": action,
        **ways({row.kind for row in factors_of(user)}),
    }
    return render(request, "accounts/confirm.html", context)


def _is_file(address: str) -> bool:
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    return getattr(view, FRESH_ATTRIBUTE, "") == "file"
