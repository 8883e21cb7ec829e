"""Who works here and how they come in, for who keeps a city's accounts."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.security import operations, queries
from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.lib.access import needs_fresh, requires
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid, LgnetError, NotFound
from lgnet.web.accounts.forms import EmailForm
from lgnet.web.messages import sentence
from lgnet.web.once import once

MAINTAIN = "security.maintain"


@requires(MAINTAIN)
@never_cache
@require_GET
def colleagues(request: HttpRequest) -> HttpResponse:
    """Show who works in one's own place."""
    on = timezone.localdate()
    known = queries.list_kept_accounts(on=on)
    ready = queries.with_second_factor([user.pk for user, _held in known])
    rows = [
        {
            "user": user,
            "roles": _roles(held),
            "ready": user.pk in ready,
            "lacking": user.pk not in ready
            and any(queries.must_have_second_factor(one.role) for one in held),
        }
        for user, held in known
    ]
    return render(request, "accounts/colleagues.html", {"rows": rows})


def _roles(held: list[Any]) -> list[str]:
    return [str(Role(one.role).label) for one in held]


def _find(user_id: UUID, *, on: date) -> tuple[Any, list[Any]]:
    for user, held in queries.list_kept_accounts(on=on):
        if user.pk == user_id:
            return user, held
    raise NotFound("security.no_such_user")


@requires(MAINTAIN)
@never_cache
@require_GET
def colleague(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show how one colleague comes in, and what one can do for them."""
    return _page(request, user_id)


def _page(request: HttpRequest, user_id: UUID, **more: Any) -> HttpResponse:
    user, held = _find(user_id, on=timezone.localdate())
    place, identity = current_actor().municipality_id, queries.identity_of(user.pk)
    context = {
        "user": user,
        "held": [{"role": Role(one.role).label, "row": one} for one in held],
        "ready": bool(queries.with_second_factor([user.pk])),
        "identity": identity,
        "email_form": EmailForm(initial={"email": identity.email if identity else ""}),
        "roles": [role for role in Role if (role in NETWORK_ROLES) == (place is None)],
        "oneself": user.pk == current_actor().user_id,
        "code": "",
        **more,
    }
    return render(request, "accounts/colleague.html", context)


@needs_fresh
@requires(MAINTAIN)
@require_POST
@once
def help_colleague(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Do one of the things that can be done for a colleague."""
    user, _held = _find(user_id, on=timezone.localdate())
    what = request.POST.get("what", "")
    if what == "code":
        try:
            code = operations.issue_access_code(user_id=user.pk, at=timezone.now())
        except LgnetError as error:
            messages.error(request, sentence(error))
        else:
            return _page(request, user_id, code=code)
    elif what in _ACTS:
        said, act = _ACTS[what]
        try:
            act(request, user.pk)
        except LgnetError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, said)
    else:
        raise Invalid("access.denied")
    return redirect("account:colleague", user_id=user_id)


def _reset(request: HttpRequest, user_id: UUID) -> None:
    operations.reset_second_factor(user_id=user_id, at=timezone.now())


def _close(request: HttpRequest, user_id: UUID) -> None:
    operations.set_active(user_id=user_id, active=False, at=timezone.now())


def _open(request: HttpRequest, user_id: UUID) -> None:
    operations.set_active(user_id=user_id, active=True, at=timezone.now())


def _email(request: HttpRequest, user_id: UUID) -> None:
    address = request.POST.get("email", "")
    operations.set_identity_email(user_id=user_id, email=address, at=timezone.now())


def _role(request: HttpRequest, user_id: UUID) -> None:
    at = timezone.now()
    operations.change_role(
        user_id=user_id, role=request.POST.get("role", ""), on=timezone.localdate(at), at=at
    )


Act = Callable[[HttpRequest, UUID], None]
_ACTS: dict[str, tuple[Any, Act]] = {
    "reset": (
        gettext_lazy("Secondo fattore tolto e sessioni chiuse: ne imposterà un altro."),
        _reset,
    ),
    "close": (gettext_lazy("Accesso chiuso, da subito e ovunque."), _close),
    "open": (gettext_lazy("Accesso riaperto."), _open),
    "email": (gettext_lazy("E-mail salvata."), _email),
    "role": (gettext_lazy("Ruolo cambiato: vale dalla prossima pagina che apre."), _role),
}
