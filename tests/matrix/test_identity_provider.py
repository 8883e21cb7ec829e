"""A11: an identity provider is believed only in its own answer to our question, signed, and now.

The attacks come from a provider that lies (`tests/harness/provider.py`); the plain way in is walked
with a real one, which knows nothing of us.
"""

import base64
import hmac
import json
import os
import re
import socket
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from hashlib import sha256

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import LazySettings
from django.urls import reverse
from django.utils import timezone

from launcher import processes
from lgnet.domain.security import operations
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import ExternalIdentity, Membership, User
from tests.builders import acting
from tests.harness.provider import CLIENT, SECRET, Provider, new_key, standing
from tests.matrix.test_door import actions
from tests.matrix.walking import forms_of
from tests.web.accounts.people import browser, door, is_in, query_of, somebody, with_app

pytestmark = pytest.mark.django_db
EMAIL = "marta.ferri@comune.example"


@pytest.fixture
def provider(settings: LazySettings, tmp_path) -> Iterator[Provider]:
    with standing() as found:
        _configure(settings, tmp_path, found.issuer)
        yield found


def _configure(settings: LazySettings, tmp_path, issuer: str) -> None:
    secret = tmp_path / "oidc.secret"
    secret.write_text(SECRET + "\n")
    settings.LGNET_OIDC_ISSUER = issuer
    settings.LGNET_OIDC_CLIENT = CLIENT
    settings.LGNET_OIDC_SECRET_FILE = str(secret)


def known(email: str = EMAIL, **more) -> User:
    """Make somebody whose city said under which e-mail they are known."""
    user = somebody(**more)
    with acting(Role.CITY_MANAGER):
        operations.set_identity_email(user_id=user.pk, email=email, at=timezone.now())
    return user


def leave(client, provider: Provider) -> dict[str, str]:
    """Ask to come in by the provider; it takes note of the question."""
    answer = client.post(reverse("outside"))
    assert answer.status_code == 302, answer.content
    asked = query_of(answer)
    provider.nonce, provider.challenge = asked["nonce"], asked["code_challenge"]
    provider.claims = {"email": EMAIL, "email_verified": True, **provider.claims}
    return asked


def come_back(client, state: str, **more: str):
    """Come back with the provider's answer, through the page that sends it on."""
    query = {"code": "c", "state": state, **more}
    page = client.get(reverse("outside_back"), query)
    assert page.status_code == 200
    assert not is_in(client)  # a GET signs nobody in
    form = next(one for one in forms_of(page.content.decode()) if "state" in one.fields)
    return client.post(form.action, form.fields)


def enter(provider: Provider, **more: str):
    client = browser()
    asked = leave(client, provider)
    return client, come_back(client, asked["state"], **more)


def test_it_is_off_unless_configured():
    page = browser().get(reverse("login")).content.decode()
    assert reverse("outside") not in page
    for name in ("outside", "outside_enter"):
        assert browser().post(reverse(name)).status_code == 404
    assert browser().get(reverse("outside_back")).status_code == 404


def test_who_is_known_comes_in_and_is_known_by_the_subject_from_then_on(provider: Provider):
    user = known()
    client, answer = enter(provider)
    assert answer.headers["Location"] == "/inizio/"
    assert is_in(client)
    (sent,) = provider.asked
    expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    assert sent["authorization"] == f"Basic {expected}"
    assert SECRET not in sent.values()
    with door(user):
        assert ExternalIdentity.objects.get(user=user).subject == "sub-1"
    assert {"security.identity_linked", "security.signed_in"} <= set(actions(user))
    provider.claims = {"email": "altra@comune.example", "email_verified": False}
    assert is_in(enter(provider)[0])  # the e-mail counts no more


def test_who_is_not_known_gets_no_account_and_no_role(provider: Provider):
    known()
    provider.claims = {"email": "chiunque@example.org", "roles": ["CITY_MANAGER"]}
    before = (User.objects.count(), Membership.objects.count())
    client, answer = enter(provider)
    assert answer.status_code == 200
    assert not is_in(client)
    assert (User.objects.count(), Membership.objects.count()) == before


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_email_nobody_verified_is_nothing(provider: Provider, verified):
    known()
    provider.claims = {"email_verified": verified}
    assert not is_in(enter(provider)[0])


def test_another_subject_with_the_same_email_is_somebody_else(provider: Provider):
    known()
    assert is_in(enter(provider)[0])
    provider.subject = "sub-2"
    assert not is_in(enter(provider)[0])


def test_a_closed_account_stays_closed(provider: Provider):
    user = known()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(enter(provider)[0])


def test_the_second_factor_is_asked_for_unless_the_provider_used_two(
    provider: Provider, settings: LazySettings
):
    user = known()
    with_app(user)
    client, answer = enter(provider)
    assert answer.headers["Location"] == reverse("second_step")
    assert not is_in(client)
    settings.LGNET_OIDC_STRONG = ["https://www.spid.gov.it/SpidL2"]
    provider.claims = {"acr": "https://www.spid.gov.it/SpidL1"}
    assert not is_in(enter(provider)[0])
    provider.claims = {"acr": "https://www.spid.gov.it/SpidL2"}
    assert is_in(enter(provider)[0])


def test_a_role_that_needs_two_is_led_to_set_one_up(provider: Provider, settings: LazySettings):
    known()
    settings.LGNET_SECOND_FACTOR = "persons"
    assert enter(provider)[1].headers["Location"] == reverse("account:begin")


# -- the lies


def _hs256_with_the_public_key(provider: Provider, claims):
    pem = provider.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return _by_hand({"alg": "HS256", "kid": "1"}, claims, pem)


def _by_hand(header, claims, secret):
    def part(value) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    text = ".".join(part(json.dumps(one).encode()) for one in (header, claims))
    return f"{text}.{part(hmac.new(secret, text.encode(), sha256).digest()) if secret else ''}"


def _another_key_of_the_token(provider: Provider, claims):
    """Sign with a key of one's own and offer it in the token itself."""
    key = new_key()
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    headers = {"kid": "1", "jwk": public, "jku": f"{provider.issuer}/jwks"}
    return jwt.encode(claims, key, algorithm="RS256", headers=headers)


LIES = {
    "alg none": lambda p, c: jwt.encode(c, None, algorithm="none", headers={"kid": "1"}),
    "alg None": lambda p, c: _by_hand({"alg": "None", "kid": "1"}, c, b""),
    "alg HS256 with the public key": _hs256_with_the_public_key,
    "alg HS256 with our secret": lambda p, c: _by_hand({"alg": "HS256", "kid": "1"}, c, SECRET.encode()),
    "another key": lambda p, c: jwt.encode(c, new_key(), algorithm="RS256", headers={"kid": "1"}),
    "a key in the token": _another_key_of_the_token,
    "an unknown kid": lambda p, c: jwt.encode(c, p.key, algorithm="RS256", headers={"kid": "2"}),
    "another key, no kid": lambda p, c: jwt.encode(c, new_key(), algorithm="RS256"),
    "no signature": lambda p, c: jwt.encode(c, p.key, headers={"kid": "1"}, algorithm="RS256").rpartition(".")[0] + ".",
    "nothing": lambda p, c: "",
    "not a token": lambda p, c: "a.b.c",
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a11_what_is_not_signed_by_the_issuer_is_refused(provider: Provider, lie):
    user = known()
    provider.sign = LIES[lie]
    client, answer = enter(provider)
    assert answer.status_code == 200
    assert not is_in(client)
    assert "security.signed_in" not in actions(user)


def _later(seconds: int) -> int:
    return int(time.time()) + seconds


WRONG = {
    "another issuer": lambda: {"iss": "https://altro.example"},
    "for another": lambda: {"aud": "un altro"},
    "for us and another": lambda: {"aud": ["lgnet", "un altro"]},
    "for both, given to the other": lambda: {"aud": ["lgnet", "un altro"], "azp": "un altro"},
    "given to another": lambda: {"azp": "un altro"},
    "of another time": lambda: {"nonce": "di un’altra volta"},
    "expired long ago": lambda: {"exp": 1},
    "expired a minute ago": lambda: {"exp": _later(-60)},
    "issued in an hour": lambda: {"iat": _later(3600)},
    "valid in an hour": lambda: {"nbf": _later(3600)},
}


@pytest.mark.parametrize("claims", WRONG)
def test_a11_what_is_not_for_us_or_not_now_is_refused(provider: Provider, claims):
    known()
    provider.claims = WRONG[claims]()
    assert not is_in(enter(provider)[0])


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a11_what_leaves_something_out_is_refused(provider: Provider, name):
    known()
    provider.without = {name}
    assert not is_in(enter(provider)[0])


def test_a11_the_same_with_nothing_changed_is_believed(provider: Provider):
    """The tests above can fail: only the lie makes the difference."""
    known()
    assert is_in(enter(provider)[0])


@pytest.mark.parametrize("state", ["", "indovinato", None])
def test_a11_an_answer_to_no_question_of_this_browser_is_refused(provider: Provider, state):
    known()
    client, other = browser(), browser()
    theirs = leave(other, provider)
    leave(client, provider)
    come_back(client, theirs["state"] if state is None else state)
    assert not is_in(client)
    assert provider.asked == []  # the code was not even sent on


def test_a11_an_answer_is_taken_once(provider: Provider):
    known()
    client = browser()
    asked = leave(client, provider)
    come_back(client, asked["state"])
    assert is_in(client)
    client.post(reverse("logout"))
    again = client.post(reverse("outside_enter"), {"code": "c", "state": asked["state"]})
    assert again.status_code == 200
    assert not is_in(client)


def test_a11_mix_up_a_code_that_says_it_is_of_another_provider_is_not_sent_on(provider: Provider):
    known()
    assert not is_in(enter(provider, iss="https://altro.example")[0])
    assert provider.asked == []
    provider.metadata = {"authorization_response_iss_parameter_supported": True}
    assert not is_in(enter(provider)[0])
    assert is_in(enter(provider, iss=provider.issuer)[0])


def test_a11_a_provider_that_says_it_is_another_one_is_not_asked(provider: Provider):
    provider.metadata = {"issuer": "https://altro.example"}
    client = browser()
    client.raise_request_exception = False
    assert client.post(reverse("outside")).status_code == 503


def test_a11_an_answer_that_took_too_long_is_refused(provider: Provider, monkeypatch):
    known()
    monkeypatch.setattr("lgnet.web.accounts.outside._LASTS", -1)
    assert not is_in(enter(provider)[0])


@pytest.mark.parametrize("issuer", ["http://provider.example", "ftp://127.0.0.1", "file:///etc"])
def test_a_provider_is_asked_over_tls_only(settings: LazySettings, tmp_path, issuer):
    _configure(settings, tmp_path, issuer)
    client = browser()
    client.raise_request_exception = False
    assert client.post(reverse("outside")).status_code == 503


# -- a real one


@pytest.fixture
def real_provider(settings: LazySettings, tmp_path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path / "provider.log").open("wb")
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-H", "127.0.0.1"]
    command += ["--port", str(port), "--require-nonce", "--user-claims"]
    command += [json.dumps({"sub": "spid-1", "email": EMAIL, "email_verified": True})]
    server = processes.spawn(command, env=dict(os.environ), log=log, cwd=tmp_path)
    issuer = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5)
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail((tmp_path / "provider.log").read_text())
        _configure(settings, tmp_path, issuer)
        yield issuer
    finally:
        processes.stop(server)
        log.close()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def test_somebody_comes_in_by_a_real_provider(real_provider: str):
    user, client = known(), browser()
    sent = client.post(reverse("outside"))
    address = sent.headers["Location"]
    assert address.startswith(real_provider)
    body = urllib.parse.urlencode({"sub": "spid-1"}).encode()
    opener = urllib.request.build_opener(_Stay())
    with pytest.raises(urllib.request.HTTPError) as answered:
        opener.open(urllib.request.Request(address, data=body), timeout=10)
    back = answered.value.headers["Location"]
    assert back.startswith("http://testserver" + reverse("outside_back"))
    page = client.get(back.removeprefix("http://testserver"))
    form = next(one for one in forms_of(page.content.decode()) if "state" in one.fields)
    answer = client.post(form.action, form.fields)
    assert answer.headers["Location"] == "/inizio/", re.sub(r"\s+", " ", answer.content.decode())
    assert is_in(client)
    with door(user):
        assert ExternalIdentity.objects.get(user=user).subject == "spid-1"
