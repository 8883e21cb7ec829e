"""Agreements between two cities are where what each says for itself meets."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import TransferTerm
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import MAN, NOW, TODAY, later, make_request, night

pytestmark = pytest.mark.django_db


def _say(city: str, partner: str, direction: str, persons: int, **told: Any) -> TransferTerm:
    values: dict[str, Any] = {"from_on": TODAY, "at": NOW} | told
    with acting(Role.CITY_MANAGER, city=city):
        return operations.state_term(
            partner_id=partner, direction=direction, persons=persons, **values
        )


def _agreed(city: str = FIRENZE, on: Any = TODAY) -> dict[str, int]:
    with acting(city=city):
        return queries.sends_to(queries.list_agreements(on=on))


def test_one_who_speaks_alone_has_agreed_on_nothing() -> None:
    _say(FIRENZE, BOLOGNA, "SENDS", 5)
    assert _agreed() == {}
    with acting(city=BOLOGNA):
        (offer,) = queries.list_agreements(on=TODAY)
        assert (offer.partner_id, offer.direction, offer.ours) == (FIRENZE, "RECEIVES", None)
        assert offer.theirs.persons == 5


def test_the_smaller_number_is_what_both_said() -> None:
    _say(FIRENZE, BOLOGNA, "SENDS", 5)
    _say(BOLOGNA, FIRENZE, "RECEIVES", 3)
    assert _agreed() == {BOLOGNA: 3}
    assert _agreed(BOLOGNA) == {}, "the other way round was never said"


def test_days_count_and_a_new_word_replaces_the_old() -> None:
    _say(FIRENZE, BOLOGNA, "SENDS", 5)
    _say(BOLOGNA, FIRENZE, "RECEIVES", 3, to_on=night(10))
    assert _agreed(on=night(9)) == {BOLOGNA: 3}
    assert _agreed(on=night(10)) == {}
    _say(BOLOGNA, FIRENZE, "RECEIVES", 4, from_on=night(2))
    assert _agreed(on=night(1)) == {BOLOGNA: 3}
    assert _agreed(on=night(40)) == {BOLOGNA: 4}


def test_either_side_ends_it_alone() -> None:
    _say(FIRENZE, BOLOGNA, "SENDS", 5)
    term = _say(BOLOGNA, FIRENZE, "RECEIVES", 3)
    with acting(Role.CITY_MANAGER), pytest.raises(NotFound):
        operations.end_term(term_id=term.pk, at=NOW)
    with acting(Role.CITY_MANAGER, city=BOLOGNA):
        operations.end_term(term_id=term.pk, at=later(days=3))
        with pytest.raises(Refused, match="term_over"):
            operations.end_term(term_id=term.pk, at=later(days=4))
    assert _agreed(on=night(2)) == {BOLOGNA: 3}
    assert _agreed(on=night(3)) == {}


def test_nobody_speaks_for_a_partner() -> None:
    """Not by the operation, and not past it."""
    term = _say(FIRENZE, BOLOGNA, "SENDS", 5)
    with acting(Role.CITY_MANAGER, city=BOLOGNA):
        assert TransferTerm.objects.filter(pk=term.pk).update(persons=50) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            TransferTerm.objects.create(
                municipality_id=FIRENZE,
                partner_id=BOLOGNA,
                direction="SENDS",
                persons=50,
                from_on=night(100),
                stated_at=NOW,
            )


def test_two_words_for_one_day_cannot_stand() -> None:
    _say(FIRENZE, BOLOGNA, "SENDS", 5)
    with (
        acting(Role.CITY_MANAGER),
        pytest.raises(IntegrityError, match="term_once_a_day"),
        transaction.atomic(),
    ):
        TransferTerm.objects.create(
            partner_id=BOLOGNA, direction="SENDS", persons=1, from_on=night(3), stated_at=NOW
        )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"partner_id": FIRENZE}, "term_partner"),
        ({"partner_id": "999999"}, "term_partner"),
        ({"direction": "TAKES"}, "term_direction"),
        ({"persons": 0}, "term_persons"),
        ({"persons": 501}, "term_persons"),
        ({"from_on": TODAY - timedelta(days=1)}, "term_days"),
        ({"to_on": TODAY}, "term_days"),
    ],
)
def test_what_makes_no_sense_is_refused(told: dict[str, Any], code: str) -> None:
    values = {"partner_id": BOLOGNA, "direction": "SENDS", "persons": 3, "from_on": TODAY} | told
    with acting(Role.CITY_MANAGER):
        with pytest.raises(Invalid, match=code):
            operations.state_term(**values, at=NOW)
        assert not TransferTerm.objects.exists()


def test_who_may_say_it() -> None:
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotAllowed):
        operations.state_term(
            partner_id=BOLOGNA, direction="SENDS", persons=3, from_on=TODAY, at=NOW
        )


def test_consent_names_only_cities_agreed_with_and_can_be_taken_back() -> None:
    with acting():
        request = make_request(MAN)
        with pytest.raises(Invalid, match="consent_cities"):
            operations.give_consent(request_id=request.pk, cities=[BOLOGNA], at=NOW)
    _say(FIRENZE, BOLOGNA, "SENDS", 5)
    _say(BOLOGNA, FIRENZE, "RECEIVES", 3)
    with acting():
        for at in (NOW, later(hours=1)):
            operations.give_consent(request_id=request.pk, cities=[BOLOGNA], at=at)
        (standing,) = queries.consents_of(request_ids=[request.pk]).values()
        assert standing.given_at == later(hours=1)
        operations.withdraw_consent(request_id=request.pk, at=later(hours=2))
        assert queries.consents_of(request_ids=[request.pk]) == {}
        with pytest.raises(Refused, match="no_consent"):
            operations.withdraw_consent(request_id=request.pk, at=later(hours=3))
