"""What a browser is asked to sign, and that its answer is to this question."""

import json
from datetime import datetime
from typing import Any

import webauthn
from django.contrib.auth.base_user import AbstractBaseUser as User
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from lgnet.domain.security.operations.factors import Ceremony, passkeys_of
from lgnet.lib.access import public
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid
from lgnet.web.accounts import sessions
from lgnet.web.accounts.threshold import factors_of

_LASTS = 300


def _site(request: HttpRequest) -> tuple[str, str]:
    host = request.get_host()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name, f"{request.scheme}://{host}"


def asked(request: HttpRequest, kind: str, *, at: datetime) -> Ceremony:
    """Return what this session's last question was, once: an answer sent again finds none.

    Raises
    ------
    Invalid
        ``security.bad_passkey``: nothing was asked, or too long ago.
    """
    kept: dict[str, Any] = request.session.pop(sessions.CHALLENGE, {})
    if kept.get("kind") != kind or at.timestamp() - kept.get("at", 0) > _LASTS:
        raise Invalid("security.bad_passkey")
    name, origin = _site(request)
    return Ceremony(base64url_to_bytes(kept["challenge"]), name, origin)


@public("a question to sign opens nothing; it names no key but to who proved the password")
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """Return, as JSON, what the browser shall make or sign, and keep the question in the session."""
    kind = "create" if request.POST.get("kind") == "create" else "get"
    if kind == "create":
        if not current_actor().may("security.use_own"):
            raise Invalid("security.bad_passkey")
        text, challenge = _creation(request, request.user)
    else:
        text, challenge = _request(request)
    request.session[sessions.CHALLENGE] = {
        "kind": kind,
        "challenge": bytes_to_base64url(challenge),
        "at": int(timezone.now().timestamp()),
    }
    return HttpResponse(text, content_type="application/json")


def _creation(request: HttpRequest, user: User) -> tuple[str, bytes]:
    made = webauthn.generate_registration_options(
        rp_id=_site(request)[0],
        rp_name="lgnet",
        user_id=user.pk.bytes,
        user_name=user.username,
        user_display_name=user.display_name,
        exclude_credentials=_named(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.options_to_json(made), made.challenge


def _request(request: HttpRequest) -> tuple[str, bytes]:
    half = sessions.half_of(request, at=timezone.now())
    user = half.user if half else request.user if request.user.is_authenticated else None
    made = webauthn.generate_authentication_options(
        rp_id=_site(request)[0],
        allow_credentials=_named(user) if user else [],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(made), made.challenge


def _named(user: User) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=key) for key in passkeys_of(factors_of(user))]


def credential_id(credential: str) -> bytes:
    """Return which passkey an answer says it is of; nothing is proved by it."""
    try:
        return base64url_to_bytes(str(json.loads(credential)["rawId"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("security.bad_passkey") from error
