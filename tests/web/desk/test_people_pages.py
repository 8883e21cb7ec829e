"""Pages about people: found, registered once, completed, taken in charge."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people import operations
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import EarlierIdentity, MatchDecision, Person
from lgnet.domain.security.enums import Role
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting, sign_in
from tests.people_builders import AT, a_case, a_person, a_street_person

pytestmark = pytest.mark.django_db


def _form(**told):
    return {"_key": str(new_id()), "sex": "U", "stage": "DECLARED"} | told


def _audited(*actions):
    with acting():
        return set(AuditEvent.objects.filter(action__in=actions).values_list("action", flat=True))


def test_search_goes_by_post_and_names_stand_in_no_address(client: Client):
    with acting():
        a_person()
    sign_in(client)
    response = client.post(reverse("desk:search"), {"q": "Selem Woldu"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Selam Weldu" in page
    assert "suona uguale" in page
    assert not re.search(r'(href|action)="[^"]*(Selam|Weldu|Selem)', page)
    assert client.get(reverse("desk:search") + "?q=Selam").content.decode().count("Weldu") == 0
    assert _audited("people.search_read")


def test_search_by_a_cases_code_opens_the_case(client: Client):
    with acting():
        case = a_case()
    sign_in(client)
    response = client.post(reverse("desk:search"), {"q": case.code})
    assert response.headers["Location"] == reverse("desk:case", args=[case.id])


@pytest.mark.parametrize("text", ["", "zzzz", "x" * 500, "\x00", "<script>alert(1)</script>"])
def test_search_that_finds_nothing_says_what_to_do(client: Client, text: str):
    sign_in(client)
    response = client.post(reverse("desk:search"), {"q": text})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_list_shows_people_and_writes_down_who_was_shown(client: Client):
    with acting():
        a_person()
        a_street_person("Lina")
    sign_in(client)
    page = client.get(reverse("desk:people")).content.decode()
    assert "Selam Weldu" in page
    assert "«Lina»" in page
    assert _audited("people.list_read")


def test_registering_needs_only_an_alias(client: Client):
    sign_in(client)
    response = client.post(reverse("desk:person_new"), _form(alias="Sara", age="25-35"))
    with acting():
        person = Person.objects.get()
        assert response.headers["Location"] == reverse("desk:person", args=[person.id])
        assert (person.alias, person.birth_precision) == ("Sara", "BAND")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Serve almeno un nome"),
        ({"alias": "A", "birth": "2999-01-01"}, "nel futuro"),
        ({"alias": "A", "birth": "1800-01-01"}, "più di 120"),
        ({"alias": "A", "birth": "boh"}, "Questa data non esiste"),
        ({"alias": "A", "birth_year": "1990", "age": "30"}, "non sta in piedi"),
        ({"alias": "A", "age": "giovane"}, "non sta in piedi"),
        ({"alias": "A", "nationality": "ZZZ"}, "ZZZ"),
        ({"given_name": "x" * 201}, "troppo lungo"),
    ],
)
def test_wrong_form_keeps_what_was_typed_and_says_why(client: Client, told, words):
    sign_in(client)
    response = client.post(reverse("desk:person_new"), _form(**told))
    assert response.status_code == 200
    assert words in response.content.decode()
    with acting():
        assert not Person.objects.exists()


def test_form_sent_twice_registers_once(client: Client):
    sign_in(client)
    form = _form(alias="Sara")
    first = client.post(reverse("desk:person_new"), form)
    again = client.post(reverse("desk:person_new"), form)
    assert first.headers["Location"] == again.headers["Location"]
    with acting():
        assert Person.objects.count() == 1


def test_lookalike_is_shown_before_saving_and_the_judgement_kept(client: Client):
    with acting():
        known = a_person(given_name="محمد", family_name="عبد الرحمن")
    sign_in(client)
    form = _form(given_name="Mohamed", family_name="Abdurrahman")
    asked = client.post(reverse("desk:person_new"), form)
    assert "Forse è già registrata" in asked.content.decode()
    with acting():
        assert Person.objects.count() == 1
    done = client.post(reverse("desk:person_new"), form | {"different": [str(known.id)]})
    assert done.status_code == 302
    with acting():
        assert Person.objects.count() == 2
        assert "SOUNDS_ALIKE" in MatchDecision.objects.get().reasons


def test_completing_an_identity_keeps_the_alias_on_the_page(client: Client):
    with acting():
        age = Birth.aged(25, 35, on=localdate())
        person = a_person(stage="STREET", alias="Sara", birth=age)
        case = a_case(person)
    sign_in(client)
    address = reverse("desk:person_edit", args=[person.id])
    assert client.get(address).status_code == 200
    response = client.post(
        address, _form(given_name="Selam", family_name="Weldu", birth="1995-03-04", sex="F")
    )
    assert response.headers["Location"] == reverse("desk:case", args=[case.id])
    page = client.get(response.headers["Location"]).content.decode()
    assert "Prima: alias «Sara», età da 25 a 35 anni." in page
    with acting():
        assert EarlierIdentity.objects.count() == 1


def test_person_is_taken_in_charge_from_their_page(client: Client):
    with acting():
        person = a_person()
    sign_in(client)
    assert (
        "Prendi in carico" in client.get(reverse("desk:person", args=[person.id])).content.decode()
    )
    response = client.post(
        reverse("desk:take_in_charge", args=[person.id]),
        {"_key": str(new_id()), "origin": "SELF", "summary": "x"},
    )
    with acting():
        case = CaseFile.objects.get()
        assert response.headers["Location"] == reverse("desk:case", args=[case.id])


def test_relative_is_registered_into_the_household(client: Client):
    with acting():
        mother = a_person()
        household = operations.form_household(members=[(mother.id, "HEAD")], on=AT.date())
    sign_in(client)
    form = _form(given_name="Yonas", household=household.code, role="CHILD")
    assert client.post(reverse("desk:person_new"), form).status_code == 302
    with acting():
        assert household.members.count() == 2


def test_another_citys_person_is_not_found(client: Client):
    with acting():
        person = a_person()
    sign_in(client, city=BOLOGNA)
    for name in ("desk:person", "desk:person_edit"):
        assert client.get(reverse(name, args=[person.id])).status_code == 404
    page = client.post(reverse("desk:search"), {"q": "Selam Weldu"}).content.decode()
    assert "Weldu</b" not in page
    assert "Selam" not in client.get(reverse("desk:people")).content.decode()
    with acting(city=BOLOGNA):
        assert CaseFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("desk:people", Role.TEAM_MEMBER),
        ("desk:people", Role.CITY_MANAGER),
        ("desk:search", Role.TEAM_MEMBER),
        ("desk:person_new", Role.HOUSING_COORDINATOR),
        ("desk:cases", Role.CITY_MANAGER),
        ("desk:group_action", Role.HOUSING_COORDINATOR),
    ],
)
def test_role_without_the_permission_is_refused(client: Client, name: str, role: str):
    sign_in(client, role)
    assert client.get(reverse(name)).status_code == 403


def test_page_of_thirty_costs_the_statements_of_five(client: Client):
    sign_in(client)
    costs = []
    for more in (5, 25):
        with acting():
            for _ in range(more):
                a_case()
        costs.append([_cost(client, name) for name in ("desk:people", "desk:cases")])
    assert costs[0] == costs[1]


def _cost(client: Client, name: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(reverse(name))
    with CaptureQueriesContext(connection) as statements:
        assert client.get(reverse(name)).status_code == 200
    return len(statements)
