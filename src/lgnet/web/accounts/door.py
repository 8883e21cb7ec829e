"""Whether somebody is who they say: the same work and the same words, whoever they are not."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser as User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from lgnet.domain.security import operations
from lgnet.domain.security.enums import FactorKind
from lgnet.domain.security.queries import (
    find_user,
    must_have_second_factor,
    own_device,
    own_factors,
)
from lgnet.domain.security.throttle import Asker, must_wait
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid
from lgnet.web.accounts import browsers, passkeys, sessions
from lgnet.web.accounts.threshold import at_the_door, factors_of

PASSWORD, SECOND = "sign_in", "second_factor"
NOT_THEM = _(
    "Nome utente o password non vanno bene, oppure ci sono stati troppi tentativi: in quel "
    "caso riprova tra qualche minuto."
)
WRONG_CODE = _(
    "Il codice non va bene, è già stato usato, oppure ci sono stati troppi tentativi: in "
    "quel caso riprova tra qualche minuto."
)
WRONG_PASSKEY = _("La passkey non è stata accettata. Riprova, o usa un altro modo.")


def asker_of(request: HttpRequest, account: str) -> Asker:
    """Return who knocks; the browser counts if it is known for this account."""
    mark = browsers.mark_of(request)
    return Asker(
        account=account,
        address=browsers.address_of(request),
        device=own_device(mark) if mark else None,
    )


def by_password(request: HttpRequest, *, username: str, password: str, at: datetime) -> User | None:
    """Return whose name and password these are, or None: wrong, closed, or tried too often.

    Raises
    ------
    lgnet.lib.hashing.Busy
        Too many passwords are being checked.
    """
    user = find_user(username=username)
    with at_the_door(user):
        asker = asker_of(request, username)
        if must_wait(PASSWORD, asker, at=at):
            return None
        found = authenticate(request, username=username, password=password)
        if found is None or current_actor().user_id is None:
            operations.note_failure(purpose=PASSWORD, asker=asker, at=at)
            return None
        operations.note_success(purpose=PASSWORD, asker=asker)
        return found  # not the row read before: its password may have been hashed anew


def prove(request: HttpRequest, user: User, *, at: datetime) -> str | None:
    """Check the proof a form carries: a code, a passkey, or the password of who has neither.

    Returns
    -------
    What was proved (``TOTP``, ``RECOVERY``, ``PASSKEY``, ``PASSWORD``); None when it was wrong or
    has to wait: the same words for both.
    """
    with at_the_door(user):
        factors = own_factors(locked=True)
        if not factors:
            typed = request.POST.get("proof_password", "")
            known = by_password(request, username=user.username, password=typed, at=at)
            return "PASSWORD" if known is not None else None
        asker = asker_of(request, user.username)
        if must_wait(SECOND, asker, at=at):
            return None
        try:
            method = _second(request, at=at)
        except Invalid:
            operations.note_failure(purpose=SECOND, asker=asker, at=at)
            return None
        operations.note_success(purpose=SECOND, asker=asker)
        return method


def _second(request: HttpRequest, *, at: datetime) -> str:
    credential = request.POST.get("proof_passkey", "")
    if credential:
        operations.use_passkey(
            credential=credential, ceremony=passkeys.asked(request, "get", at=at), at=at
        )
        return str(FactorKind.PASSKEY)
    return operations.use_code(code=request.POST.get("proof_code", ""), at=at)


def let_in(
    request: HttpRequest, user: User, *, strong: bool, method: str, after: str, at: datetime
) -> HttpResponse:
    """Sign somebody in and send them where they wanted, or to set up what their role needs."""
    with at_the_door(user):
        role = current_actor().role
        mark = browsers.mark_of(request) or browsers.new_mark()
        device: UUID = operations.remember_device(
            token=mark, label=browsers.label_of(request), at=at
        )
        sessions.begin(request, user, strong=strong, method=method, device=device, at=at)
    lacking = must_have_second_factor(role) and not strong
    target = "account:begin" if lacking else local(request, after) or settings.LOGIN_REDIRECT_URL
    return browsers.set_mark(redirect(target), mark)


def first_step_done(
    request: HttpRequest, user: User, *, method: str, after: str, at: datetime
) -> HttpResponse:
    """Go on after a right password: to the second factor, or in."""
    if factors_of(user):
        sessions.begin_half(request, user, method=method, after=local(request, after), at=at)
        return redirect("second_step")
    return let_in(request, user, strong=False, method=method, after=after, at=at)


def local(request: HttpRequest, address: str) -> str:
    """Return an address of ours, or '' for any other."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else ""
