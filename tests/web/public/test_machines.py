"""What machines ask: health without data, and whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db
AT = "/.well-known/security.txt"


def test_health_says_ok_and_nothing_else(client: Client) -> None:
    answer = client.get("/salute/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"


def test_health_is_503_without_the_root_key(settings, tmp_path) -> None:
    settings.LGNET_ROOT_KEY_FILE = str(tmp_path / "absent")
    assert Client(raise_request_exception=False).get("/salute/").status_code == 503


def test_health_is_503_without_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("lgnet.lib.actor.transaction.atomic", gone)
    assert Client(raise_request_exception=False).get("/salute/").status_code == 503


def test_health_is_answered_beside_the_proxy_and_pages_are_not(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/salute/").status_code == 200
    assert Client().get("/accesso/").status_code == 301


def test_security_text_has_the_fields_of_the_rfc(client: Client, settings) -> None:
    settings.LGNET_CONTACT = ["mailto:sicurezza@comune.example", "https://comune.example/sicurezza"]
    answer = client.get(AT)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert [value for name, value in fields if name == "Contact"] == settings.LGNET_CONTACT
    (expires,) = [value for name, value in fields if name == "Expires"]
    left = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365), "RFC 9116 2.5.5: less than a year"
    assert ["Canonical", f"http://testserver{AT}"] in fields
    assert ["Preferred-Languages", "it, en"] in fields


def test_no_security_text_without_a_contact(client: Client, settings) -> None:
    settings.LGNET_CONTACT = []
    assert client.get(AT).status_code == 404
