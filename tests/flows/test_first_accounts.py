"""From empty tables to somebody who can sign in, by the two commands of docs/operations.md."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import Membership
from lgnet.domain.security.queries import find_user, own_factors, system_actor
from lgnet.lib.actor import act_as
from tests.web.accounts.people import door, with_app

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *told: str) -> list[str]:
    call_command(*told)
    return capsys.readouterr().out.split()


def signs_in(username: str, password: str) -> bool:
    answer = Client().post("/accesso/", {"username": username, "password": password})
    return answer.status_code == 302


def test_the_network_then_an_account_that_works_in_its_city(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = run(capsys, "network")
    assert printed[0::2].count("048017") == 1
    told = ("maria.rossi", "--name", "Maria Rossi", "--role", "CITY_MANAGER", "--city", "048017")
    username, password = run(capsys, "account", *told)
    assert username == "maria.rossi"
    assert signs_in(username, password)
    with act_as(system_actor(municipality_id="048017", job="test")):
        assert [(row.role, row.municipality_id) for row in Membership.objects.all()] == [
            (Role.CITY_MANAGER, "048017")
        ]


def test_a_new_password_replaces_the_old(capsys: pytest.CaptureFixture[str]) -> None:
    told = ("account", "l.sarti", "--name", "Livia Sarti", "--role", "NETWORK_COORDINATOR")
    _, old = run(capsys, *told)
    _, new = run(capsys, "account", "l.sarti", "--new-password")
    assert (signs_in("l.sarti", old), signs_in("l.sarti", new)) == (False, True)
    with pytest.raises(CommandError, match="taken: --new-password"):
        call_command(*told)


def test_a_manager_who_lost_their_telephone_starts_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ("account", "l.sarti", "--name", "Livia Sarti", "--role", "NETWORK_COORDINATOR")
    run(capsys, *told)
    user = find_user(username="l.sarti")
    assert user is not None
    with_app(user)
    call_command("account", "l.sarti", "--reset-second-factor")
    assert "sets up another" in capsys.readouterr().out
    with door(user):
        assert own_factors() == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (("m.r", "--role", "CITY_MANAGER", "--city", "048017"), "needs --name and --role"),
        (("m.r", "--name", "M", "--role", "CITY_MANAGER"), "needs a --city"),
        (("m.r", "--name", "M", "--role", "NETWORK_OBSERVER", "--city", "048017"), "takes no"),
        (("M R", "--name", "M", "--role", "NETWORK_OBSERVER"), "small letters"),
        (("m.r", "--new-password"), "no such account"),
        (("m.r", "--reset-second-factor"), "no such account"),
        (("m.r", "--name", "M", "--role", "CITY_MANAGER", "--city", "999999"), "no such Comune"),
    ],
)
def test_what_is_wrong_is_said(told: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("account", *told)
