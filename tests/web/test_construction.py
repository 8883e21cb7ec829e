"""While a demonstration is being made, its pages say how far it is; nothing else ever does."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lgnet.domain.security.enums import Role
from lgnet.flows.demo.cities import BOLOGNA, CITIES, FIRENZE
from lgnet.flows.demo.progress import Progress
from tests.builders import sign_in

pytestmark = pytest.mark.django_db
PAGES = (("desk:today", Role.CASE_WORKER), ("coordination:network", Role.NETWORK_COORDINATOR))
BANNER = "Rete dimostrativa in costruzione:"


@pytest.fixture
def progress(tmp_path: Path, settings) -> Progress:
    settings.DATA, settings.LGNET_DEMO = tmp_path, True
    return Progress(tmp_path / "progress")


def said(route: str, role: Role) -> str:
    text = sign_in(Client(), role).get(reverse(route)).content.decode()
    return " ".join(text.split())


@pytest.mark.parametrize(("route", "role"), PAGES)
def test_the_banner_tells_how_many_cities_and_what_is_going_on(
    progress: Progress, route: str, role: Role
) -> None:
    progress.expect(CITIES)
    progress.tell(FIRENZE, 100)
    progress.tell(BOLOGNA, 41)
    text = said(route, role)
    assert BANNER in text
    assert "1 città su 19 completa. Ora: Bologna 41 %." in text


@pytest.mark.parametrize(("route", "role"), PAGES)
def test_the_banner_goes_when_all_is_there(progress: Progress, route: str, role: Role) -> None:
    progress.expect(CITIES)
    progress.finish()
    assert BANNER not in said(route, role)


@pytest.mark.parametrize(("route", "role"), PAGES)
def test_real_data_is_never_called_a_demonstration(
    progress: Progress, settings, route: str, role: Role
) -> None:
    progress.expect(CITIES)
    settings.LGNET_DEMO = False
    assert BANNER not in said(route, role)


def test_the_banner_costs_no_statement(progress: Progress) -> None:
    client = sign_in(Client(), Role.CASE_WORKER)
    client.get(reverse("desk:today"))
    with CaptureQueriesContext(
        connection,
    ) as without:
        client.get(reverse("desk:today"))
    progress.expect(CITIES)
    with CaptureQueriesContext(connection) as with_banner:
        client.get(reverse("desk:today"))
    assert len(with_banner) == len(without)


def test_what_is_known_of_a_city_outlives_an_interruption(progress: Progress) -> None:
    progress.expect(CITIES)
    progress.tell(FIRENZE, 63)
    progress.expect(CITIES)
    found = progress.read()
    assert found is not None
    assert (found.complete, found.cities, found.now) == (0, 19, (("Firenze", 63),))
