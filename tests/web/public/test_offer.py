"""An offer by its link: no account, no name, useless once it is over."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import Hold, HousingRequest, Offer, Stay
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.web.public.offer_link import path_of_offer, read_token, token_of
from lgnet.web.public.offer_texts import RIGHT_TO_LEFT, TEXTS
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import GIRL, WOMAN, make_hold, make_unit

pytestmark = pytest.mark.django_db


def _offered(language: str = "it", **cells: Any) -> tuple[Offer, str]:
    at = timezone.localtime()
    with acting():
        held = make_hold(make_unit(beds=2, at=at, **cells), WOMAN, GIRL, at=at)
        offer = operations.make_offer(hold_id=held.pk, language=language, at=at)
        return offer, path_of_offer(offer.pk)


def _say(client: Client, path: str, **said: str) -> Any:
    return client.post(path, {"_key": str(uuid4()), **said})


def test_it_says_what_and_nothing_of_whom(client: Client) -> None:
    offer, path = _offered()
    page = client.get(path)
    body = page.content.decode()
    assert page.status_code == 200
    assert "Casa CASA" in body
    assert "via di prova 1" in body
    with acting():
        request = HousingRequest.objects.get()
        secrets = {"Prova 0", "Prova 1", request.case.code, request.household.code}
        secrets |= {str(key) for key in (request.pk, request.case_id, offer.hold_id, offer.pk)}
    assert not [one for one in secrets if one in body]
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_protected_place_is_told_at_the_desk(client: Client) -> None:
    body = client.get(_offered(indirizzo_riservato=True)[1]).content.decode()
    assert TEXTS["it"]["protected"] in body
    assert "Casa CASA" not in body
    assert "via di prova" not in body


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_it_speaks_the_language_of_the_household(client: Client, language: str) -> None:
    body = client.get(_offered(language)[1]).content.decode()
    assert TEXTS[language]["title"] in body
    way = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert re.search(rf'lang="{language}" dir="{way}"', body)


def test_a_yes_is_noted_and_no_stay_begins(client: Client) -> None:
    _offer, path = _offered()
    assert _say(client, path, answer="yes").status_code == 302
    assert TEXTS["it"]["said_yes"] in client.get(path).content.decode()
    _say(client, path, answer="yes")
    with acting():
        assert Offer.objects.get().state == "ACCEPTED"
        assert Hold.objects.get().state == "ACTIVE"
        assert not Stay.objects.exists()


def test_a_no_asks_for_a_reason_and_frees_the_beds(client: Client) -> None:
    _offer, path = _offered()
    page = _say(client, path, answer="no", reason="")
    assert page.status_code == 422
    assert TEXTS["it"]["choose"] in page.content.decode()
    _say(client, path, answer="no", reason="TOO_FAR", words="lontano")
    with acting():
        offer, request = Offer.objects.get(), HousingRequest.objects.get()
        assert (offer.state, offer.decline_reason, offer.words) == (
            "DECLINED",
            "TOO_FAR",
            "lontano",
        )
        assert (request.state, request.priority_class) == ("WAITING", "2")
    assert _say(client, path, answer="yes").status_code == 409


def test_a_link_ends_with_its_hold_though_no_job_runs(client: Client) -> None:
    _offer, path = _offered()
    with acting():
        past = timezone.now() - timedelta(minutes=1)
        Hold.objects.update(expires_at=past)
    body = client.get(path).content.decode()
    assert TEXTS["it"]["over"] in body
    assert "Casa CASA" not in body
    assert _say(client, path, answer="yes").status_code == 409


def test_a_link_nobody_signed_is_no_page(client: Client) -> None:
    offer, path = _offered()
    token = path.rstrip("/").rpartition("/")[2]
    with act_as(system_actor(municipality_id=BOLOGNA, job="test")):
        elsewhere = token_of(offer.pk)
    wrong = [token[:-1] + ("A" if token[-1] != "A" else "B"), f"{BOLOGNA}{token[6:]}", "x", "."]
    for one in wrong:
        assert read_token(one) is None
        assert client.get(reverse("public:offer", args=[one])).status_code == 404
    # A signature good for another city finds nothing there.
    assert client.get(reverse("public:offer", args=[elsewhere])).status_code == 404
    linked = read_token(token)
    assert linked is not None
    assert (linked.municipality_id, linked.offer_id) == (FIRENZE, offer.pk)


def test_who_guesses_has_to_wait(client: Client) -> None:
    _offer, path = _offered()
    codes = [_say(client, path, answer="no", reason="").status_code for _ in range(8)]
    assert codes[0] == 422
    assert codes[-1] == 429
    with acting():
        assert Offer.objects.get().state == "OPEN"
