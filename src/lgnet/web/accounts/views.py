"""Sign in, sign out, language, and the door to each role's home."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser as User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.i18n import set_language

from lgnet.domain.security import operations
from lgnet.domain.security.enums import FactorKind
from lgnet.domain.security.queries import (
    find_user,
    must_have_second_factor,
    user_by_id,
    user_by_passkey,
)
from lgnet.domain.security.throttle import must_wait
from lgnet.lib.access import public
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid
from lgnet.lib.hashing import Busy
from lgnet.web.accounts import (
    door,
    passkeys,
    sessions,
    words,  # noqa: F401  (its import adds the sentences)
)
from lgnet.web.accounts.forms import NewPasswordForm, SignInForm, refuse
from lgnet.web.accounts.threshold import at_the_door, factors_of
from lgnet.web.messages import sentence
from lgnet.web.once import answered_with

_HOMES = (
    ("desk.use", "desk:today"),
    ("field.use", "field:tonight"),
    ("network.coordinate", "coordination:network"),
)
language = public("a person's language is their choice")(set_language)


def _door(request: HttpRequest, form: forms.Form, *, after: str) -> HttpResponse:
    context = {
        "form": form,
        "next_url": after,
        "provider": settings.LGNET_OIDC_NAME if settings.LGNET_OIDC_ISSUER else "",
        "demo_open": settings.LGNET_DEMO and settings.LGNET_SECOND_FACTOR == "nobody",
    }
    return render(request, "accounts/login.html", context)


def busy(response: HttpResponse) -> HttpResponse:
    """Answer that too many sign in at this moment, keeping the page."""
    response.headers["Retry-After"] = "3"
    return answered_with(response, Busy.status)


@public("the door")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to the second factor, or in."""
    if request.user.is_authenticated and current_actor().user_id is not None:
        return redirect("home")
    after = door.local(request, request.POST.get("next", request.GET.get("next", "")))
    if request.method != "POST":
        return _door(request, SignInForm(), after=after)
    form, at = SignInForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            user = door.by_password(request, **form.cleaned_data, at=at)
        except Busy as error:
            form.add_error(None, sentence(error))
            return busy(_door(request, form, after=after))
        if user is not None:
            return door.first_step_done(request, user, method="PASSWORD", after=after, at=at)
        form.add_error(None, door.NOT_THEM)
    return _door(request, form, after=after)


@public("the second half of the door: opens to who proved the password in this session")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask who proved their password for their second factor."""
    at = timezone.now()
    half = sessions.half_of(request, at=at)
    kinds = {row.kind for row in factors_of(half.user)} if half else set()
    if half is None or not kinds:  # taken away meanwhile: the door begins anew
        return redirect("login")
    error: Any = ""
    if request.method == "POST":
        method = door.prove(request, half.user, at=at)
        if method is not None:
            strong = method != "PASSWORD"
            return door.let_in(
                request, half.user, strong=strong, method=method, after=half.next, at=at
            )
        error = door.WRONG_PASSKEY if request.POST.get("proof_passkey") else door.WRONG_CODE
    return render(request, "accounts/second.html", {"error": error, **ways(kinds)})


def ways(kinds: set[str]) -> dict[str, bool]:
    """Return what a page that asks for a proof offers."""
    return {
        "by_passkey": FactorKind.PASSKEY in kinds,
        "by_app": FactorKind.TOTP in kinds,
        "by_password": not kinds,
    }


@public("a passkey is the whole proof: something held, and its holder verified")
@never_cache
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign somebody in by their passkey alone."""
    at, credential = timezone.now(), request.POST.get("proof_passkey", "")
    after = request.POST.get("next", "")
    try:
        ceremony = passkeys.asked(request, "get", at=at)
        user = _holder(credential)
        with at_the_door(user):
            operations.use_passkey(credential=credential, ceremony=ceremony, at=at)
    except Invalid:
        with at_the_door(None):
            operations.record_act(action="passkey_refused", at=at)
        form = SignInForm(request.POST)
        form.errors.clear()
        form.add_error(None, door.WRONG_PASSKEY)
        return _door(request, form, after=door.local(request, after))
    return door.let_in(request, user, strong=True, method="PASSKEY", after=after, at=at)


def _holder(credential: str) -> User:
    """Return whose passkey an answer says it is of, if they may come in at all."""
    with at_the_door(None):
        user = user_by_passkey(passkeys.credential_id(credential))
    if user is None or not user.is_active:
        raise Invalid("security.bad_passkey")
    with at_the_door(user):
        if current_actor().user_id is None:  # no membership holds today
            raise Invalid("security.bad_passkey")
    return user


@public("who was given a single-use code has no other way in yet")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def with_code(request: HttpRequest) -> HttpResponse:
    """Take a manager's single-use code and a new password; go on as after a sign-in."""
    form, at = NewPasswordForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            user = _use_code(request, form, at=at)
        except Busy as error:
            form.add_error(None, sentence(error))
            return busy(render(request, "accounts/code.html", {"form": form}))
        if user is not None:
            return door.first_step_done(request, user, method="CODE", after="", at=at)
    return render(request, "accounts/code.html", {"form": form})


def _use_code(request: HttpRequest, form: NewPasswordForm, *, at: datetime) -> User | None:
    typed = form.cleaned_data
    user = find_user(username=typed["username"])
    with at_the_door(user):
        asker = door.asker_of(request, typed["username"])
        if not must_wait("access_code", asker, at=at):
            try:
                if current_actor().user_id is None or user is None or not user.is_active:
                    raise Invalid("security.wrong_code", field="code")
                operations.use_access_code(code=typed["code"], password=typed["password"], at=at)
            except Invalid as error:
                if error.code == "security.weak_password":
                    refuse(form, error)
                    return None
                operations.note_failure(purpose="access_code", asker=asker, at=at)
            else:
                operations.note_success(purpose="access_code", asker=asker)
                return user_by_id(user.pk)
        form.add_error(None, _NO_CODE)
        return None


_NO_CODE = _(
    "Nome utente o codice non vanno bene, il codice è già stato usato o è scaduto, oppure ci sono "
    "stati troppi tentativi. Chiedi un codice nuovo."
)


@public("leaving is always possible")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server and clear what the browser kept."""
    if request.user.is_authenticated:
        with at_the_door(request.user):
            operations.record_act(action="signed_out", at=timezone.now())
            sessions.end(request)
    else:
        request.session.flush()
    response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@public("sends each role to its own home, or to the sign-in page")
@require_GET
def home(request: HttpRequest) -> HttpResponseRedirect:
    """Open the home of the signed-in role."""
    actor = current_actor()
    if actor.user_id is None:
        return redirect("login")
    if must_have_second_factor(actor.role) and not sessions.is_strong(request):
        return redirect("account:begin")
    for permission, route in _HOMES:
        if actor.may(permission):
            return redirect(route)
    return redirect("/")
