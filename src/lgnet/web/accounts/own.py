"""«Il mio accesso»: one's own password, second factors, sessions and browsers. Nobody else's."""

import base64
from datetime import datetime
from uuid import UUID

import pyotp
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.security import operations, queries
from lgnet.domain.security.sealing import seal, unseal
from lgnet.domain.security.throttle import must_wait
from lgnet.lib.access import needs_fresh, requires
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid, LgnetError, Refused, Unavailable
from lgnet.lib.hashing import Busy
from lgnet.lib.sessions import stored
from lgnet.web.accounts import browsers, door, passkeys, sessions
from lgnet.web.accounts.forms import AppForm, ChangePasswordForm, refuse
from lgnet.web.messages import sentence
from lgnet.web.squares import square

_SET_UP_LASTS = 900
OWN = "security.use_own"


@requires(OWN)
@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show how one comes in, and from where one is in."""
    at = timezone.now()
    sign_ins = queries.own_sign_ins(at=at)
    seen = sessions.last_seen(sign_ins)
    here = stored(request.session.session_key)
    mark = browsers.mark_of(request)
    context = {
        "factors": queries.own_factors(),
        "codes_left": queries.count_recovery_codes(),
        "required": queries.must_have_second_factor(current_actor().role),
        "sign_ins": [
            {"row": row, "here": row.session_key == here, "seen": seen.get(row.session_key, row.at)}
            for row in sign_ins
        ],
        "devices": queries.own_devices(),
        "this_device": queries.own_device(mark) if mark else None,
    }
    return render(request, "accounts/mine.html", context)


@requires(OWN)
@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Lead who needs a second factor, and has none yet, to set one up."""
    if sessions.is_strong(request) or not queries.must_have_second_factor(current_actor().role):
        return redirect("account:mine")
    return render(request, "accounts/begin.html", {})


@requires(OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session ends."""
    form, at = ChangePasswordForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        asker = door.asker_of(request, request.user.get_username())
        if must_wait(door.PASSWORD, asker, at=at):
            form.add_error("old", door.NOT_THEM)
            return render(request, "accounts/password.html", {"form": form})
        try:
            operations.change_password(**form.cleaned_data, at=at)
        except Invalid as error:
            if error.code == "security.wrong_password":
                operations.note_failure(purpose=door.PASSWORD, asker=asker, at=at)
            refuse(form, error, called={"password": "new"})
        except Busy as error:
            refuse(form, error)
        else:
            operations.end_sign_ins(besides=stored(request.session.session_key), at=at)
            _keep_session(request, at=at)
            messages.success(request, _("Password cambiata. Le altre sessioni sono state chiuse."))
            return redirect("account:mine")
    return render(request, "accounts/password.html", {"form": form})


def _keep_session(request: HttpRequest, *, at: datetime) -> None:
    """Go on in this session under a new id, and the new password."""
    sessions.renew(request, strong=False, at=at)
    request.user.refresh_from_db()
    before = stored(request.session.session_key)
    update_session_auth_hash(request, request.user)
    sessions.renamed(before, request)


@needs_fresh
@requires(OWN)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app: the secret is shown, and kept once its code was typed."""
    at = timezone.now()
    if request.method == "POST":
        form = AppForm(request.POST)
        if form.is_valid():
            try:
                secret = _opened(request, form.cleaned_data["sealed"], at=at)
                operations.add_totp(
                    secret=secret,
                    code="".join(form.cleaned_data["code"].split()),
                    name=form.cleaned_data["name"] or browsers.label_of(request),
                    at=at,
                )
            except Invalid as error:
                refuse(form, error)
                return _show_app(request, form, at=at)
            return _added(request, at=at)
        return _show_app(request, form, at=at)
    return _show_app(request, AppForm(), at=at)


def _show_app(request: HttpRequest, form: AppForm, *, at: datetime) -> HttpResponse:
    try:
        secret = _opened(request, form["sealed"].value() or "", at=at)
    except Invalid:
        secret = pyotp.random_base32(32)
        form = AppForm(initial={"sealed": _sealed(request, secret, at=at)})
    name = request.user.get_username()
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="lgnet")
    context = {
        "form": form,
        "square": square(uri),
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "uri": uri,
    }
    return render(request, "accounts/app.html", context)


def _bound(request: HttpRequest) -> str:
    return f"set-up:{request.user.pk}"


def _sealed(request: HttpRequest, secret: str, *, at: datetime) -> str:
    """Return a secret only we can read, for the page: it stands nowhere until it is proved."""
    text = f"{int(at.timestamp())} {secret}"
    return base64.urlsafe_b64encode(seal(text.encode(), bound_to=_bound(request))).decode()


def _opened(request: HttpRequest, sealed: str, *, at: datetime) -> str:
    try:
        text = unseal(base64.urlsafe_b64decode(sealed), bound_to=_bound(request)).decode()
    except (ValueError, Unavailable) as error:
        raise Invalid("security.set_up_over") from error
    made, _space, secret = text.partition(" ")
    if at.timestamp() - int(made) > _SET_UP_LASTS:
        raise Invalid("security.set_up_over")
    return secret


@needs_fresh
@requires(OWN)
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Keep the passkey the browser has just made."""
    at = timezone.now()
    try:
        operations.add_passkey(
            credential=request.POST.get("credential", ""),
            ceremony=passkeys.asked(request, "create", at=at),
            name=request.POST.get("name", "") or browsers.label_of(request),
            at=at,
        )
    except (Invalid, Refused) as error:
        messages.error(request, sentence(error))
        return redirect("home" if not sessions.is_strong(request) else "account:mine")
    return _added(request, at=at)


def _added(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Go on in a session that has become strong; show paper codes if there are none yet."""
    sessions.renew(request, strong=True, at=at)
    messages.success(request, _("Fatto: d’ora in poi ti verrà chiesto quando entri."))
    if queries.count_recovery_codes() == 0:
        return _codes(request, at=at)
    return redirect("account:mine")


@needs_fresh
@requires(OWN)
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new paper codes and show them, once."""
    if not queries.own_factors():
        raise Refused("security.no_such_factor")
    return _codes(request, at=timezone.now())


def _codes(request: HttpRequest, *, at: datetime) -> HttpResponse:
    codes = operations.new_recovery_codes(at=at)
    text = "lgnet\n" + request.user.get_username() + "\n\n" + "\n".join(codes) + "\n"
    context = {"codes": codes, "file": base64.b64encode(text.encode()).decode()}
    return render(request, "accounts/codes.html", context)


@needs_fresh
@requires(OWN)
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove an app or a passkey of one's own."""
    try:
        operations.remove_factor(factor_id=_id(request), at=timezone.now())
    except LgnetError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Tolto."))
    return redirect("account:mine")


@requires(OWN)
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions, all the others, or know a browser no more."""
    at, what = timezone.now(), request.POST.get("what", "")
    here = stored(request.session.session_key)
    if what == "others":
        operations.end_sign_ins(besides=here, at=at)
    elif what == "session":
        operations.end_sign_ins(sign_in_id=_id(request), besides=here, at=at)
    elif what == "device":
        operations.forget_device(device_id=_id(request), at=at)
    else:
        raise Invalid("access.denied")
    messages.success(request, _("Fatto: lì bisogna entrare di nuovo."))
    return redirect("account:mine")


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Invalid("security.no_such_factor") from error
