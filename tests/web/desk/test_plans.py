"""The page of cold and heat plans: the manager opens and closes, the desk sees."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.response.models import SeasonalPlan
from lgnet.domain.security.enums import Role
from lgnet.lib.ids import new_id
from tests.builders import acting, sign_in

pytestmark = pytest.mark.django_db


def _post(client: Client, url: str, **told: object) -> object:
    return client.post(url, {"_key": str(new_id()), **told})


def test_manager_opens_a_plan_and_the_desk_reads_it(client: Client) -> None:
    sign_in(client, Role.CITY_MANAGER)
    today = timezone.localdate().isoformat()
    _post(client, reverse("desk:plan_open"), kind="COLD", from_on=today, celsius="-2")
    sign_in(client, Role.CASE_WORKER)
    page = client.get(reverse("desk:today")).content.decode()
    assert "Piano freddo attivo · minima −2 °C" in page
    assert "Chiudi il piano" not in client.get(reverse("desk:plans")).content.decode()


def test_who_may_not_see_people_gets_no_box_to_find_them(client: Client) -> None:
    sign_in(client, Role.CITY_MANAGER)
    assert 'role="search"' not in client.get(reverse("desk:today")).content.decode()
    sign_in(client, Role.CASE_WORKER)
    assert 'role="search"' in client.get(reverse("desk:today")).content.decode()


def test_plan_is_closed_in_one_click(client: Client) -> None:
    sign_in(client, Role.CITY_MANAGER)
    _post(client, reverse("desk:plan_open"), kind="HEAT", from_on=timezone.localdate())
    with acting(Role.CITY_MANAGER):
        plan = SeasonalPlan.objects.get()
    assert "Chiudi il piano" in client.get(reverse("desk:plans")).content.decode()
    _post(client, reverse("desk:plan_close", args=[plan.pk]))
    page = client.get(reverse("desk:plans"))
    assert page.context["active"] == []


def test_days_the_wrong_way_round_are_said_beside_the_field(client: Client) -> None:
    sign_in(client, Role.CITY_MANAGER)
    told = {"kind": "COLD", "from_on": "2026-12-10", "last_on": "2026-12-01", "celsius": "1"}
    page = _post(client, reverse("desk:plan_open"), **told)
    assert "last_on" in page.context["form"].errors
    assert 'value="2026-12-10"' in page.content.decode()
