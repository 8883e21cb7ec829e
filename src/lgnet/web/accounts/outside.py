"""Coming in through an identity provider (SPID, CIE): it says who somebody is, never what they may.

Nobody gets an account or a role by it: who is vouched for is an account that is there, open, and
linked to this subject, or to this verified e-mail by its city.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser as User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.security import operations
from lgnet.domain.security.queries import user_by_identity
from lgnet.lib import oidc
from lgnet.lib.access import public
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Refused, Unavailable
from lgnet.web.accounts import door
from lgnet.web.accounts.threshold import at_the_door

_KEPT, _LASTS = "outside", 600
_NOBODY = _(
    "Non è stato possibile entrare così. Il referente del tuo Comune può dire con quale e-mail "
    "sei conosciuto; intanto entra con nome utente e password."
)


def _provider() -> oidc.Provider:
    if not settings.LGNET_OIDC_ISSUER:
        raise Http404
    try:
        secret = Path(settings.LGNET_OIDC_SECRET_FILE).read_text().strip()
    except OSError as error:
        raise Unavailable("the secret of the identity provider cannot be read") from error
    return oidc.Provider(settings.LGNET_OIDC_ISSUER, settings.LGNET_OIDC_CLIENT, secret)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("outside_back"))


@public("one way through the door")
@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider with our question."""
    asked = oidc.ask(_provider(), redirect_uri=_back(request))
    request.session.flush()
    request.session[_KEPT] = {
        "state": asked.state,
        "nonce": asked.nonce,
        "verifier": asked.verifier,
        "at": int(timezone.now().timestamp()),
        "next": door.local(request, request.POST.get("next", "")),
    }
    return HttpResponseRedirect(asked.address)


@public("shows a page that sends the answer on: a GET signs nobody in")
@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer and send it on as a form of ours."""
    _provider()
    answer = {name: request.GET.get(name, "")[:2000] for name in ("code", "state", "iss")}
    return render(request, "accounts/outside.html", {"answer": answer})


@public("one way through the door: opens to who the provider vouches for")
@never_cache
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Check the provider's answer; go on as after a right password, or in."""
    at, provider = timezone.now(), _provider()
    kept: dict[str, Any] = request.session.pop(_KEPT, {})
    user, strong = _vouched_for(request, provider, kept, at=at)
    if user is None:
        return render(request, "accounts/outside_refused.html", {"sentence": _NOBODY})
    after = kept.get("next", "")
    if strong:
        return door.let_in(request, user, strong=True, method="OIDC", after=after, at=at)
    return door.first_step_done(request, user, method="OIDC", after=after, at=at)


def _vouched_for(
    request: HttpRequest, provider: oidc.Provider, kept: dict[str, Any], *, at: datetime
) -> tuple[User | None, bool]:
    """Return whom the provider vouches for, and whether with two factors."""
    if not kept or at.timestamp() - kept["at"] > _LASTS:
        return None, False
    question = oidc.Question("", kept["state"], kept["nonce"], kept["verifier"])
    try:
        claims = oidc.answered(
            provider,
            question,
            code=request.POST.get("code", ""),
            state=request.POST.get("state", ""),
            issuer=request.POST.get("iss", ""),
            redirect_uri=_back(request),
        )
        return _account(claims, at=at), claims.get("acr") in settings.LGNET_OIDC_STRONG
    except Refused:
        with at_the_door(None):
            operations.record_act(action="identity_refused", at=at)
        return None, False


def _account(claims: dict[str, Any], *, at: datetime) -> User:
    issuer, subject = str(claims["iss"]), str(claims["sub"])
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    with at_the_door(None):
        user = user_by_identity(issuer=issuer, subject=subject, email=email)
        linked = user_by_identity(issuer=issuer, subject=subject, email="") is not None
    if user is None or not user.is_active:
        raise Refused("oidc.refused")
    with at_the_door(user):
        if current_actor().user_id is None:  # no membership holds today
            raise Refused("oidc.refused")
        if not linked:
            operations.link_identity(issuer=issuer, subject=subject, at=at)
    return user
