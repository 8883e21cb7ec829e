"""Accounts: made, given a password, given a place; refused when it cannot be."""

from datetime import UTC, date, datetime

import pytest

from lgnet.domain.security.models import Membership, User
from lgnet.domain.security.operations import create_user, grant_membership, set_password
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, FIRENZE, acting, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = "Un-segreto-lungo-7"


def make(username="marta.ferri"):
    return create_user(username=username, display_name="Marta Ferri", at=NOW)


def test_user_signs_in_only_after_a_password():
    with acting("CITY_MANAGER"):
        user = make()
        assert not user.has_usable_password()
        set_password(user_id=user.pk, password=GOOD, at=NOW)
        assert User.objects.get(pk=user.pk).check_password(GOOD)


def test_password_stands_nowhere_in_clear():
    with acting("CITY_MANAGER"):
        user = make()
        set_password(user_id=user.pk, password=GOOD, at=NOW)
    with acting("CITY_MANAGER"):
        assert GOOD not in User.objects.get(pk=user.pk).password
        event = AuditEvent.objects.get(action="security.password_set")
        assert event.fields == ["password"]


def test_weak_password_is_refused():
    with acting("CITY_MANAGER"), pytest.raises(Invalid, match="weak_password"):
        set_password(user_id=make().pk, password="password1234", at=NOW)


@pytest.mark.parametrize("username", ["", "ab", "Maiuscola", "con spazio", "a" * 61, "-x-y"])
def test_bad_usernames_are_refused(username):
    with acting("CITY_MANAGER"), pytest.raises(Invalid, match="bad_username"):
        make(username)


@pytest.mark.parametrize("elsewhere", [FIRENZE, BOLOGNA])
def test_a_name_that_is_not_free_gets_another_and_says_nothing_of_whose_it_is(elsewhere):
    with acting("CITY_MANAGER", elsewhere):
        taken = make()
    with acting("CITY_MANAGER"):
        with pytest.raises(Refused, match="username_not_free") as refused:
            make()
        suggestion = refused.value.params["suggestion"]
        assert set(refused.value.params) == {"suggestion"}
        assert suggestion.startswith(taken.username)
        assert make(suggestion).username == suggestion


def test_the_suggestion_for_the_longest_name_is_a_name():
    with acting("CITY_MANAGER"):
        make("a" * 60)
        with pytest.raises(Refused) as refused:
            make("a" * 60)
        assert len(make(refused.value.params["suggestion"]).username) == 60


def test_a_role_of_a_city_needs_the_city_and_the_network_has_none():
    with acting("CITY_MANAGER"):
        user = make()
        for role, place in (("CASE_WORKER", None), ("NETWORK_OBSERVER", FIRENZE)):
            with pytest.raises(Invalid, match="role_needs_place"):
                grant_membership(
                    user_id=user.pk, role=role, municipality_id=place, from_on=NOW.date(), at=NOW
                )
        granted = grant_membership(
            user_id=user.pk,
            role="CASE_WORKER",
            municipality_id=FIRENZE,
            from_on=date(2026, 1, 1),
            at=NOW,
        )
        assert Membership.objects.filter(pk=granted.pk).exists()


def test_membership_of_nobody_or_backwards_is_refused():
    with acting("CITY_MANAGER"):
        facts = {"role": "CASE_WORKER", "municipality_id": FIRENZE, "at": NOW}
        with pytest.raises(NotFound):
            grant_membership(user_id=new_id(), from_on=NOW.date(), **facts)
        with pytest.raises(Invalid, match="dates_out_of_order"):
            grant_membership(
                user_id=make().pk, from_on=date(2026, 2, 1), to_on=date(2026, 1, 1), **facts
            )


def test_only_who_keeps_accounts_may():
    with acting("CITY_MANAGER"):
        other = make()
    with acting("CASE_WORKER") as worker:
        with pytest.raises(NotAllowed):
            make("qualcun.altro")
        with pytest.raises(NotAllowed):
            set_password(user_id=other.pk, password=GOOD, at=NOW)
        set_password(user_id=worker.user_id, password=GOOD, at=NOW)


@pytest.mark.parametrize("role", ["CASE_WORKER", "CITY_MANAGER", "NETWORK_COORDINATOR"])
def test_a_city_cannot_take_over_an_account_that_works_elsewhere(role):
    theirs = make_user(role, BOLOGNA)
    with acting("CITY_MANAGER"):
        with pytest.raises(NotFound):
            set_password(user_id=theirs, password=GOOD, at=NOW)
        with pytest.raises(NotFound):
            grant_membership(
                user_id=theirs,
                role="CASE_WORKER",
                municipality_id=FIRENZE,
                from_on=date(2000, 1, 1),
                at=NOW,
            )


@pytest.mark.parametrize(("role", "place"), [("CITY_MANAGER", BOLOGNA), ("NETWORK_OBSERVER", None)])
def test_a_city_gives_places_in_itself_only(role, place):
    with acting("CITY_MANAGER"), pytest.raises(NotAllowed):
        grant_membership(
            user_id=make().pk, role=role, municipality_id=place, from_on=NOW.date(), at=NOW
        )
