"""OpenID Connect, from the side of who asks: authorisation code with PKCE, nothing else.

What comes back is believed only if it answers our own question (state, nonce), was signed with a
public key of the issuer we asked (never ``none``, never a shared secret), for us, and just now.
Sources: OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9207, RFC 9700.
"""

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

import jwt

from lgnet.lib.errors import Refused, Unavailable

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_LEEWAY = 30
_MOST = 500_000
_REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom we ask, and as whom."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, kept by who asked until the answer comes."""

    address: str
    state: str
    nonce: str
    verifier: str


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects(), urllib.request.ProxyHandler())


def ask(provider: Provider, *, redirect_uri: str) -> Question:
    """Return where to send somebody, and what their answer must hold.

    Raises
    ------
    Unavailable
        The provider cannot be reached, or says it is another one.
    """
    told = _metadata(provider)
    question = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    challenge = hashlib.sha256(question["verifier"].encode()).digest()
    query = urlencode(
        {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": redirect_uri,
            "scope": "openid email",
            "state": question["state"],
            "nonce": question["nonce"],
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
    )
    address = told["authorization_endpoint"]
    return Question(f"{address}{'&' if '?' in address else '?'}{query}", **question)


def answered(
    provider: Provider,
    question: Question,
    *,
    code: str,
    state: str,
    issuer: str,
    redirect_uri: str,
) -> dict[str, Any]:
    """Return what the provider says of somebody, checked.

    Parameters
    ----------
    issuer
        The ``iss`` of the answer, '' when it has none: a code of another provider is not sent on.

    Raises
    ------
    Refused
        ``oidc.refused``: not an answer to our question, or not to be believed.
    Unavailable
        The provider cannot be reached.
    """
    if not code or not secrets.compare_digest(state.encode(), question.state.encode()):
        raise Refused("oidc.refused")
    told = _metadata(provider)
    promised = told.get("authorization_response_iss_parameter_supported") is True
    if (issuer or promised) and issuer != provider.issuer:
        raise Refused("oidc.refused")
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": question.verifier,
        "client_id": provider.client_id,
    }
    given = _fetch(told["token_endpoint"], provider=provider, fields=fields)
    return _believed(provider, str(given.get("id_token", "")), told, nonce=question.nonce)


def _believed(
    provider: Provider, token: str, told: dict[str, Any], *, nonce: str
) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        key = _key(_fetch(told["jwks_uri"]), header)
        claims = jwt.decode(
            token,
            key=key,
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=_LEEWAY,
            options={"require": _REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise Refused("oidc.refused") from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    party = claims.get("azp")
    if (several or party is not None) and party != provider.client_id:
        raise Refused("oidc.refused")
    if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Refused("oidc.refused")
    return cast(dict[str, Any], claims)


def _key(published: dict[str, Any], header: dict[str, Any]) -> jwt.PyJWK:
    """Return the published key that may have signed: of this id, or the only one there is."""
    if header.get("alg") not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError
    kept = [
        one
        for one in published.get("keys", [])
        if one.get("use", "sig") == "sig" and header.get("kid") in {None, one.get("kid")}
    ]
    if len(kept) != 1:
        raise jwt.InvalidKeyError
    return jwt.PyJWK(kept[0], algorithm=header["alg"])


def _metadata(provider: Provider) -> dict[str, Any]:
    told = _fetch(f"{provider.issuer}/.well-known/openid-configuration")
    if told.get("issuer") != provider.issuer:
        raise Unavailable("the identity provider says it is another one")
    return told


def _fetch(
    address: str, *, provider: Provider | None = None, fields: dict[str, str] | None = None
) -> dict[str, Any]:
    """Fetch JSON over TLS (in clear from this machine only); post when there are fields."""
    parts = urlsplit(address)
    here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        raise Unavailable("an identity provider is asked over TLS only")
    data = urlencode(fields).encode() if fields else None
    request = urllib.request.Request(address, data=data, headers={"Accept": "application/json"})  # noqa: S310
    if provider is not None:
        pair = f"{provider.client_id}:{provider.client_secret}".encode()
        request.add_header("Authorization", f"Basic {base64.b64encode(pair).decode()}")
    try:
        with _opener.open(request, timeout=5) as answer:
            found = json.loads(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        if 400 <= error.code < 500 and fields:
            raise Refused("oidc.refused") from error
        raise Unavailable("the identity provider does not answer") from error
    except (OSError, ValueError) as error:
        raise Unavailable("the identity provider does not answer") from error
    if not isinstance(found, dict):
        raise Unavailable("the identity provider does not answer")
    return found
