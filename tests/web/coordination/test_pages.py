"""Coordination pages: who may open them, what they show, and what they never show."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lgnet.domain.security.enums import Role
from tests.builders import BOLOGNA, FIRENZE, sign_in

READERS = {Role.CITY_MANAGER, Role.NETWORK_COORDINATOR, Role.NETWORK_OBSERVER}
PAGES = ["/rete/", f"/rete/{FIRENZE}/", "/rete/partner/", "/rete/esporta.csv", "/rete/esporta.xlsx"]
PERIOD = "?periodo=2026-T3"


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("role", list(Role))
def test_pages_by_role(client, network, where, role):
    response = sign_in(client, role).get(where)
    assert response.status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize("where", PAGES)
def test_pages_ask_visitors_to_sign_in(client, network, where):
    assert client.get(where).status_code == 302


def test_network_hides_small_cells_from_the_network(client, network):
    html = sign_in(client, Role.NETWORK_OBSERVER).get(f"/rete/{PERIOD}").content.decode()
    row = re.search(r"Firenze</a>.*?</tr>", html, re.S)[0]
    assert "nascosto" in row
    assert ">3<" not in row
    assert "24" in html  # the total of those placed is safe to show


def test_network_shows_a_city_itself_only(client, network):
    html = sign_in(client, Role.CITY_MANAGER).get(f"/rete/{PERIOD}").content.decode()
    assert f"/rete/{FIRENZE}/" in html
    assert f"/rete/{BOLOGNA}/" not in html
    row = re.search(r"Firenze</a>.*?</tr>", html, re.S)[0]
    assert ">3<" in row


def test_city_of_another_municipality_is_not_there(client, network):
    client = sign_in(client, Role.CITY_MANAGER)
    assert client.get(f"/rete/{BOLOGNA}/").status_code == 404
    assert client.get(f"/rete/{BOLOGNA}/fatti/placed/{PERIOD}").status_code == 404
    assert client.get(f"/rete/{FIRENZE}/fatti/placed/{PERIOD}").status_code == 200


def test_facts_are_not_for_the_network(client, network):
    client = sign_in(client, Role.NETWORK_COORDINATOR)
    assert client.get(f"/rete/{FIRENZE}/fatti/placed/{PERIOD}").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/rete/?periodo=2026-T9",
        "/rete/?periodo=' OR 1=1",
        "/rete/999999/",
        "/rete/esporta.pdf",
        f"/rete/{FIRENZE}/fatti/nothing/{PERIOD}",
    ],
)
def test_wrong_addresses_are_not_found(client, network, address):
    assert sign_in(client, Role.CITY_MANAGER).get(address).status_code == 404


@pytest.mark.parametrize("start", ["-1", "x", "٣", "9" * 30])
def test_facts_refuse_a_wrong_page(client, network, start):
    address = f"/rete/{FIRENZE}/fatti/placed/{PERIOD}&da={start}"
    assert sign_in(client, Role.CITY_MANAGER).get(address).status_code == 422


def test_export_is_what_is_on_screen(client, network):
    client = sign_in(client, Role.NETWORK_OBSERVER)
    text = client.get(f"/rete/esporta.csv{PERIOD}").content.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 21
    firenze = next(line for line in lines if line.startswith("048017"))
    assert firenze.split(";")[:7] == [
        "048017",
        "Firenze",
        "2026-07-01",
        "2026-10-01",
        "30",
        "0",
        "nascosto",
    ]


@pytest.mark.parametrize("where", ["/rete/", f"/rete/{FIRENZE}/", "/rete/partner/"])
def test_statements_do_not_grow_with_the_network(client, network, where, request):
    client = sign_in(client, Role.NETWORK_OBSERVER)
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    request.getfixturevalue("every_city")
    with CaptureQueriesContext(connection) as many:
        client.get(where)
    assert len(few) == len(many)
    assert len(many) <= 18


def test_english_pages_are_english(client, network):
    client = sign_in(client, Role.NETWORK_OBSERVER)
    client.cookies["language"] = "en"
    for where in ("/rete/", f"/rete/{FIRENZE}/", "/rete/partner/"):
        html = client.get(where, HTTP_ACCEPT_LANGUAGE="en").content.decode()
        assert 'lang="en"' in html
        assert not re.search(r"Incontrate|Prese in carico|Chi partecipa|capofila", html)


@pytest.mark.parametrize("where", ["/rete/", f"/rete/{FIRENZE}/", "/rete/partner/"])
def test_pages_carry_no_inline_style_or_script(client, network, where):
    html = sign_in(client, Role.NETWORK_OBSERVER).get(where).content.decode()
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_a_chosen_language_beats_the_accounts(client, network):
    client = sign_in(client, Role.NETWORK_OBSERVER)
    client.post("/lingua/", {"language": "en", "next": "/rete/"})
    assert "Taken in charge" in client.get("/rete/").content.decode()
    client.post("/lingua/", {"language": "it", "next": "/rete/"})
    assert "Prese in carico" in client.get("/rete/").content.decode()


def test_days_in_english_are_written_with_the_month_in_words(client, network):
    client.cookies["language"] = "en"
    html = sign_in(client, Role.NETWORK_OBSERVER).get("/rete/").content.decode()
    told = re.search(r"computed on (.*)", html)
    assert told is not None
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d", told[1].strip())
