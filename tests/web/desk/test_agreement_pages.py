"""Agreements on their page, consent on a request's, and the network's plan in figures."""

import html
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import NetworkPlan, TransferTerm
from lgnet.domain.security.enums import Role
from lgnet.jobs import plans as jobs
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, FIRENZE, acting, sign_in
from tests.housing_builders import BOY, GIRL, MAN, WOMAN, make_request, make_unit

pytestmark = pytest.mark.django_db


def _press(client: Client, name: str, *args: UUID, **told: Any) -> HttpResponse:
    return client.post(reverse(name, args=args), {"_key": str(new_id()), **told})


def _page(client: Client, name: str, *args: UUID) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def _say(client: Client, **told: Any) -> HttpResponse:
    values = {"direction": "SENDS", "partner": BOLOGNA, "persons": 4}
    values["from_on"] = timezone.localdate().isoformat()
    return _press(client, "housing:state_term", **values | told)


def _bologna_receives(persons: int = 3) -> None:
    with acting(Role.CITY_MANAGER, city=BOLOGNA):
        operations.state_term(
            partner_id=FIRENZE,
            direction="RECEIVES",
            persons=persons,
            from_on=timezone.localdate(),
            at=timezone.now(),
        )


def test_a_manager_says_the_citys_part_and_takes_it_back(client: Client) -> None:
    sign_in(client, Role.CITY_MANAGER)
    assert "Nessun accordo" in _page(client, "housing:agreements")
    assert _say(client).status_code == 302
    assert "aspetta la loro" in _page(client, "housing:agreements")
    _bologna_receives()
    shown = _page(client, "housing:agreements")
    assert "verso Bologna" in shown
    assert "1 in vigore" in shown
    assert "3 persone" in shown
    with acting():
        (one,) = queries.list_agreements(on=timezone.localdate())
    assert _press(client, "housing:end_term", one.ours.pk).status_code == 302
    assert "aspetta la nostra parola" in _page(client, "housing:agreements")


def test_bad_words_stand_beside_their_field_and_change_nothing(client: Client) -> None:
    sign_in(client, Role.CITY_MANAGER)
    for told in (
        {"persons": 0},
        {"persons": "molte"},
        {"partner": "999999"},
        {"from_on": "1999-01-01"},
    ):
        answer = _say(client, **told)
        assert answer.status_code == 200
        assert "lg-err" in answer.content.decode()
    with acting():
        assert not TransferTerm.objects.exists()


def test_who_may_not_agree_reads_and_writes_nothing(client: Client) -> None:
    sign_in(client, Role.HOUSING_COORDINATOR)
    assert "Scrivi" not in _page(client, "housing:agreements").split("<main")[1]
    assert _say(client).status_code == 403


def test_consent_is_given_and_taken_back_on_the_request(client: Client) -> None:
    with acting():
        request = make_request(MAN, at=timezone.now())
    sign_in(client)
    assert "altra città" in _page(client, "housing:request", request.pk)
    assert "Nessun accordo" in _page(client, "housing:consent", request.pk)
    with acting(Role.CITY_MANAGER):
        operations.state_term(
            partner_id=BOLOGNA,
            direction="SENDS",
            persons=4,
            from_on=timezone.localdate(),
            at=timezone.now(),
        )
    _bologna_receives()
    assert "Bologna" in _page(client, "housing:consent", request.pk)
    _press(client, "housing:consent", request.pk, cities=[BOLOGNA])
    assert "Il nucleo ha consentito il" in _page(client, "housing:consent", request.pk)
    _press(client, "housing:consent", request.pk)
    assert "Il nucleo ha consentito il" not in _page(client, "housing:consent", request.pk)
    _press(client, "housing:consent", request.pk, cities=["058091"])
    with acting():
        assert queries.consents_of(request_ids=[request.pk]) == {}


def test_the_networks_plan_shows_figures_and_never_who(client: Client) -> None:
    at = timezone.now()
    with acting():
        request = make_request(WOMAN, GIRL, BOY, at=at, priority_class="0")
        for number in range(7):
            make_unit(at=at, code=f"F{number}")
            make_request(MAN, at=at)
    with acting(city=BOLOGNA):
        make_unit(beds=3, at=at)
        make_request(MAN, at=at)
    sign_in(client, Role.NETWORK_COORDINATOR, city=None)
    assert "Calcola il piano" in _page(client, "coordination:plan")
    assert _press(client, "coordination:make_plan").status_code == 302
    assert "In coda" in _page(client, "coordination:plan")
    with acting(Role.NETWORK_COORDINATOR, city=None):
        run = NetworkPlan.objects.get()
    jobs.make_plan(municipality_id=None, run_id=str(run.pk))
    shown = _page(client, "coordination:plan")
    assert "Firenze" in shown
    assert "nascosto" in shown, "one household waits in Bologna: too few to say"
    for secret in (str(request.pk), request.household.code, request.case.code):
        assert secret not in shown


def test_a_plan_of_the_network_is_stopped_from_its_page(client: Client) -> None:
    sign_in(client, Role.NETWORK_COORDINATOR, city=None)
    _press(client, "coordination:make_plan")
    with acting(Role.NETWORK_COORDINATOR, city=None):
        run = NetworkPlan.objects.get()
    _press(client, "coordination:stop_plan", run.pk)
    with acting(Role.NETWORK_COORDINATOR, city=None):
        assert NetworkPlan.objects.get().state == "STOPPED"


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.CITY_MANAGER, Role.NETWORK_OBSERVER])
def test_the_networks_plan_is_the_coordinators(client: Client, role: str) -> None:
    sign_in(client, role, city=None if role == Role.NETWORK_OBSERVER else FIRENZE)
    assert client.get(reverse("coordination:plan")).status_code == 403
    assert _press(client, "coordination:make_plan").status_code == 403
