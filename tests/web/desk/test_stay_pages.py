"""The pages of a stay: coming in, moving, giving, leaving, and what comes after."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import CardReading, ContributionLine, FollowUp, Stay
from lgnet.domain.security.enums import Role
from tests.builders import acting, sign_in
from tests.housing_builders import MAN, make_stay, make_unit

pytestmark = pytest.mark.django_db


def _now() -> Any:
    return timezone.localtime()


def _post(client: Client, name: str, *keys: Any, **said: Any) -> Any:
    said = {field: str(value) for field, value in said.items()}
    return client.post(reverse(f"housing:{name}", args=keys), {"_key": str(uuid4()), **said})


def _page(client: Client, stay: Stay) -> str:
    return client.get(reverse("housing:stay", args=[stay.pk])).content.decode()


def test_who_came_in_is_written_and_taken_back(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now(), arrived=False)
    sign_in(client)
    assert "ingresso da registrare" in _page(client, stay)
    wrong = _post(client, "check_in", stay.pk, on="2020-01-01").content.decode()
    assert "Una data fra la prima notte decisa e oggi." in wrong
    _post(client, "check_in", stay.pk, on=_now().date())
    assert "in corso" in _page(client, stay)
    _post(client, "undo_check_in", stay.pk, reason="era un altro nucleo")
    page = _page(client, stay)
    assert "ingresso da registrare" in page
    assert "era un altro nucleo" in page


def test_money_is_written_and_taken_back_by_a_counter_line(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now())
    sign_in(client)
    told = {"kind": "PAID", "on": _now().date(), "reason": ""}
    _post(client, "add_money", stay.pk, amount="12,50", **told)
    with acting():
        line = ContributionLine.objects.get()
    _post(client, "undo_money", stay.pk, line=line.pk, reason="di un altro")
    assert "riga contraria" in _page(client, stay)
    assert (
        "Euro e centesimi"
        in _post(client, "add_money", stay.pk, amount="0", **told).content.decode()
    )
    with acting():
        assert sum(row.amount for row in ContributionLine.objects.all()) == 0


def test_an_exit_asks_why_it_is_not_known_and_can_be_taken_back(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now())
    sign_in(client)
    told = {"on": _now().date(), "destination": "UNKNOWN"}
    assert (
        "Scrivi perché non si sa dove va."
        in _post(client, "stay_end", stay.pk, **told).content.decode()
    )
    _post(client, "stay_end", stay.pk, note="nessuna notizia", **told)
    page = _page(client, stay)
    assert "nessuna notizia" in page
    assert "A 6 mesi" in page
    with acting():
        six = FollowUp.objects.get(months=6)
    day = _now().date()
    _post(client, "follow_up", stay.pk, six.pk, outcome="HOSTED", on=day, note="")
    assert "da famiglia o amici" in _page(client, stay)
    _post(client, "undo_exit", stay.pk, reason="errore")
    with acting():
        assert Stay.objects.get().state == "ENDED", "somebody was asked already"
    _post(client, "undo_follow_up", stay.pk, six.pk, reason="errore")
    _post(client, "undo_exit", stay.pk, reason="errore")
    with acting():
        assert Stay.objects.get().state == "ACTIVE"


def test_a_card_is_shown_once_and_read_by_what_a_scanner_types(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now())
    sign_in(client, Role.HOUSING_COORDINATOR)
    page = _post(client, "make_card", person=stay.request.case.person_id)
    code = page.context["code"]
    assert page.status_code == 200
    assert "Prova 0" not in page.content.decode().partition("<main")[2]
    assert code not in client.get(reverse("housing:presence")).content.decode()
    _post(client, "read_card", code=f"LG{code}")
    with acting():
        assert CardReading.objects.count() == 1
    assert "tessera " in client.get(reverse("housing:presence")).content.decode()
    _post(client, "revoke_card", person=stay.request.case.person_id)
    _post(client, "read_card", code=code)
    assert "Tessera non valida" in client.get(reverse("housing:presence")).content.decode()


def test_what_the_decider_saw_is_one_click_from_the_decision(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now())
        run = operations.decisions.snapshot(request=stay.request, at=_now())
    sign_in(client)
    page = client.get(reverse("housing:request", args=[stay.request_id])).content.decode()
    address = reverse("housing:seen", args=[stay.request_id, run.pk])
    assert address in page
    assert "Che cosa si vedeva" in client.get(address).content.decode()
    with acting():
        assert queries.list_runs(request_id=stay.request_id)[0] == run
