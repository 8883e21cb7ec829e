"""The pages between cities: a quiet line, a question, an answer, and what a refusal does not say."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lgnet.domain.security.enums import Role
from tests.builders import BOLOGNA, FIRENZE, sign_in
from tests.domain.matching.builders import CONTACT, WHY, halves, hint_of, met_twice, states

pytestmark = pytest.mark.django_db

ASKED = {"purpose": "CONTINUE", "text": WHY, "contact": CONTACT}


def _get(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def _post(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(name, args=args), {**data, "_key": str(uuid4())}, follow=True)


@pytest.fixture
def desks() -> tuple[Client, Client, Any]:
    """Firenze's desk, Bologna's, and whom both met."""
    people = met_twice()
    return sign_in(Client()), sign_in(Client(), city=BOLOGNA), people


def test_a_hint_becomes_a_question_and_a_link(desks: Any) -> None:
    here, there, people = desks
    page = _get(here, "desk:person", people[FIRENZE].pk)
    assert "Probabilmente noto a un partner: Bologna" in page
    hint = hint_of(people[FIRENZE], FIRENZE)
    assert "Chiedi a Bologna" in _get(here, "desk:ask_partner", hint.pk)
    wrong = _post(here, "desk:ask_partner", hint.pk, **ASKED | {"text": "boh"})
    assert "Scrivi il motivo in almeno 15 lettere" in wrong.content.decode()
    done = _post(here, "desk:ask_partner", hint.pk, **ASKED).content.decode()
    assert "Richiesta inviata" in done
    assert "richiesta in attesa" in done
    assert "1 Comune chiede di una persona" in _get(there, "desk:today")
    theirs = halves()[BOLOGNA]
    assert "Salam Weldu" in _get(there, "desk:inquiries")
    page = _get(there, "desk:inquiry", theirs.pk)
    assert WHY in page
    assert CONTACT in page
    said = _post(there, "desk:accept_inquiry", theirs.pk, **{"yes-contact": "SAI, 051 0001"})
    assert "Collegata" in said.content.decode()
    page = _get(here, "desk:person", people[FIRENZE].pk)
    assert "<b>Bologna</b> la conosce dal" in page
    assert "SAI, 051 0001" in page
    assert "Salam" not in page
    _post(here, "desk:end_inquiry", halves()[FIRENZE].pk)
    assert states() == {FIRENZE: "ENDED", BOLOGNA: "ENDED"}


def test_a_refusal_changes_no_letter_of_what_the_asker_reads(desks: Any) -> None:
    here, there, people = desks
    _post(here, "desk:ask_partner", hint_of(people[FIRENZE], FIRENZE).pk, **ASKED)
    rows = halves()
    pages = [("desk:person", people[FIRENZE].pk), ("desk:inquiry", rows[FIRENZE].pk)]
    before = [_plain(_get(here, *one)) for one in [*pages, ("desk:inquiries",)]]
    told = _post(there, "desk:decline_inquiry", rows[BOLOGNA].pk, **{"no-reason": "UNWILL"})
    assert "Respinta" in told.content.decode()
    assert [_plain(_get(here, *one)) for one in [*pages, ("desk:inquiries",)]] == before
    assert "la persona non vuole" in _get(there, "desk:inquiry", rows[BOLOGNA].pk)


def _plain(page: str) -> str:
    return re.sub(r'(name="_key" value=")[^"]+|\b\w{64}\b', "*", page)


def test_an_answer_without_what_it_needs_is_shown_again(desks: Any) -> None:
    here, there, people = desks
    _post(here, "desk:ask_partner", hint_of(people[FIRENZE], FIRENZE).pk, **ASKED)
    theirs = halves()[BOLOGNA]
    for name, told in (
        ("desk:accept_inquiry", {"yes-contact": "x"}),
        ("desk:accept_inquiry", {}),
        ("desk:decline_inquiry", {"no-reason": "BAH"}),
    ):
        assert _post(there, name, theirs.pk, **told).status_code == 200
    assert set(states().values()) == {"WAITING"}
    _post(here, "desk:withdraw_inquiry", halves()[FIRENZE].pk)
    assert states() == {FIRENZE: "WITHDRAWN", BOLOGNA: "WITHDRAWN"}


def test_the_person_reads_in_their_copy_what_was_asked(desks: Any) -> None:
    here, _there, people = desks
    _post(here, "desk:ask_partner", hint_of(people[FIRENZE], FIRENZE).pk, **ASKED)
    told = here.get(reverse("desk:report_of", args=[people[FIRENZE].pk, "json"])).content.decode()
    assert WHY in told
    assert "probabilmente noto a un partner" in told
    assert "ha chiesto di lei a un partner" in told


@pytest.mark.parametrize("role", [Role.HOUSING_COORDINATOR, Role.CITY_MANAGER, Role.TEAM_MEMBER])
def test_other_roles_are_told_nothing(desks: Any, role: str) -> None:
    _here, _there, people = desks
    client = sign_in(Client(raise_request_exception=False), role)
    assert "Bologna" not in _get(client, "desk:person", people[FIRENZE].pk)
    for name, args in (("desk:inquiries", ()), ("desk:ask_partner", (uuid4(),))):
        assert client.get(reverse(name, args=args)).status_code == 403
