"""Public pages: for anybody, from data, in two languages, with nothing about a person."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lgnet.flows.demo.network import load_network

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAGES = ["/", "/progetto/", "/privacy/", "/accessibilita/"]
MONEY = ["11.434.653,45", "10.291.188,10", "346.000,00"]


@pytest.mark.django_db
@pytest.mark.parametrize("where", PAGES)
def test_pages_open_without_account_before_anything_is_loaded(client, where):
    response = client.get(where)
    assert response.status_code == 200
    html = response.content.decode()
    assert 'data-element="accessibility-link"' in html
    assert 'data-element="privacy-policy-link"' in html
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", html)


@pytest.mark.django_db
def test_project_states_every_fact_of_the_sheet(client):
    load_network(at=NOW)
    html = client.get("/progetto/").content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    for fact in (*MONEY, "HOME/2019/AMIF/AG/EMAS/0103", "1 luglio 2019", "31 dicembre 2021"):
        assert fact in html, fact
    for city in ("Agrigento", "Latina", "Sassari", "Trieste", "ANCI Liguria", "ACTA Potenza"):
        assert city in html
    assert "10.291.188,105" in html
    assert html.count("ricavato d") >= 7
    assert html.count('class="lg-numbered') == 3


@pytest.mark.django_db
def test_project_in_english(client):
    load_network(at=NOW)
    client.cookies["language"] = "en"
    html = client.get("/progetto/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Fast track housing inclusion" in html
    assert "1 July 2019" in html
    assert "11,434,653.45" in html
    assert "Sub-Azioni" not in html
    assert "Presentato" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["/", "/progetto/"])
def test_statements_stay_few(client, where):
    load_network(at=NOW)
    client.get(where)
    with CaptureQueriesContext(connection) as found:
        client.get(where)
    assert len(found) <= 10


@pytest.mark.django_db
def test_robots(client):
    assert client.get("/robots.txt").content.decode().startswith("User-agent: *\nDisallow: /")
