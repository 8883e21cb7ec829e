"""What every request passes: an actor, a transaction, a permission.

An exception that nobody expected ends in :func:`lgnet.web.problems.server_error`, which fails closed.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from lgnet.domain.security.queries import actor_for, must_have_second_factor, public_actor
from lgnet.lib.access import FRESH_ATTRIBUTE, PERMISSION_ATTRIBUTE, PUBLIC_ATTRIBUTE
from lgnet.lib.actor import Actor, act_as, current_actor
from lgnet.lib.errors import LgnetError, NotAllowed, NotFound
from lgnet.web import problems
from lgnet.web.accounts import confirming, sessions
from lgnet.web.once import is_answered

Handler = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# What who has to set up a second factor may open, besides what anybody may.
SETTING_UP = {"account:begin", "account:app", "account:passkey", "account:confirm"}
_WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")


class WriteInRead(RuntimeError):
    """A page that is only read tried to write."""


def _no_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.lstrip()[:8].upper().startswith(_WRITES):
        raise WriteInRead(sql.split("(", 1)[0])
    return execute(sql, params, many, context)


def _sets_up(request: HttpRequest) -> bool:
    return must_have_second_factor(current_actor().role) and not sessions.is_strong(request)


def _is_fresh(request: HttpRequest) -> bool:
    return sessions.is_fresh(request, at=timezone.now())


class NoStore:
    """Pages about persons are kept by no cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class ActorOfRequest:
    """Opens the actor's transaction around the whole request.

    The answer is made inside the transaction and sent only after its commit, so a failed commit
    is never answered with success. An answer of 400 and above rolls everything back, unless it is
    a whole page shown instead of an act that was refused.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with act_as(lambda: self._actor(request)) as frame:
            if request.method in SAFE_METHODS:
                with connection.execute_wrapper(_no_writes):
                    response = self.get_response(request)
            else:
                response = self.get_response(request)
            frame.abandoned = response.status_code >= 400 and not is_answered(response)
        return response

    @staticmethod
    def _actor(request: HttpRequest) -> Actor:
        user = request.user
        if not user.is_authenticated:
            return public_actor()
        actor = actor_for(user, on=timezone.localdate())
        if actor is None or sessions.is_over(request, at=timezone.now()):
            sessions.end(request)
            return public_actor()
        if user.language != translation.get_language() and "language" not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        if must_have_second_factor(actor.role) and not sessions.is_strong(request):
            # Until a second factor is set up: what a view shows by permission, it does not show.
            return replace(actor, permissions=actor.permissions & {"security.use_own"})
        return actor

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Serve a view only if it says who may open it and this actor is among them."""
        if getattr(view, PUBLIC_ATTRIBUTE, None):
            return None
        permission = getattr(view, PERMISSION_ATTRIBUTE, None)
        if permission is None:
            return problems.not_found(request)
        # A permission opens a page to somebody known; what anybody may open says so.
        if not request.user.is_authenticated:
            return problems.sign_in(request)
        if _sets_up(request) and request.resolver_match.view_name not in SETTING_UP:
            return redirect("account:begin")
        if current_actor().may(permission):
            if getattr(view, FRESH_ATTRIBUTE, None) and not _is_fresh(request):
                return confirming.ask(request)
            return None
        return problems.not_allowed(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn expected errors into pages that name the way out."""
        if isinstance(error, NotFound):
            return problems.not_found(request)
        if isinstance(error, NotAllowed):
            return problems.not_allowed(request)
        if isinstance(error, LgnetError):
            return problems.refused(request, error)
        return None
