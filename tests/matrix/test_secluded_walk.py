"""Every route as a colleague of the same city nobody named: a secluded person is nowhere.

All the people of a city filled with canaries are secluded; whoever does not follow them walks every
page, search, export and form with their ids.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.housing import queries
from lgnet.domain.people.models import Person
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting, enter
from tests.domain.privacy.builders import a_colleague
from tests.matrix.cities import CANARY
from tests.matrix.conftest import Cities
from tests.matrix.routes import all_routes
from tests.matrix.walking import UUID_TEXT, addresses, every_form, ours_only, said, send

# What is written about a person; reports speak of places and of who called.
ABOUT = re.compile(
    rf"{CANARY}-(?:Person|Number|Title|Vulnerability|CaseFile|Need|CaseAction|HousingRequest|Run|Inquiry"
    r"|Stay)-[\w-]+"
)
OTHERS = (Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.TEAM_MEMBER, Role.CITY_MANAGER)


@pytest.fixture
def secluded(cities: Cities) -> Iterator[Cities]:
    """The two cities; in the second everybody is secluded by who follows them."""
    with acting(Role.CASE_WORKER, BOLOGNA):
        for person_id in Person.objects.exclude(seclusions__isnull=False).values_list(
            "id", flat=True
        ):
            privacy.seclude(
                person_id=person_id,
                ground="TRAFFICK",
                reason=f"{CANARY}-Person-seclusion-1",
                review_on=timezone.localdate() + timedelta(days=30),
                at=timezone.now(),
            )
    return cities


def _client(role: str) -> Client:
    other = a_colleague(role, BOLOGNA)
    client = Client(raise_request_exception=False)
    return enter(client, User.objects.get(pk=other.user_id))


def _secrets(cities: Cities) -> set[str]:
    """Return ids of people and files and the codes of files; the presence of a bed is no secret."""
    with act_as(system_actor(municipality_id=BOLOGNA, job="test")):
        codes = set(CaseFile.objects.values_list("code", flat=True))
        files = set(map(str, CaseFile.objects.values_list("id", flat=True)))
        return codes | files | set(map(str, Person.objects.values_list("id", flat=True)))


@pytest.mark.parametrize("role", OTHERS)
def test_a_colleague_walks_every_page_and_meets_nobody(secluded: Cities, role: str) -> None:
    client, theirs, walked, found = _client(role), secluded.theirs, 0, set()
    secrets = _secrets(secluded)
    presence = reverse("housing:presence")
    for route in all_routes():
        for address in addresses(route, theirs.ids):
            for method in ("get", "post"):
                text = said(getattr(client, method)(address))
                walked += 1
                found |= {(address, hit) for hit in ABOUT.findall(text)}
                found |= {
                    (address, one)
                    for one in secrets
                    if one in text
                    and one not in address
                    # The roll of the evening asks who is in bed by a number that says nothing.
                    and not (address == presence and UUID_TEXT.fullmatch(one))
                }
    assert walked > 150
    assert not found


@pytest.mark.parametrize("role", OTHERS)
def test_searching_and_sending_every_form_brings_nobody(secluded: Cities, role: str) -> None:
    client, theirs, found = _client(role), secluded.theirs, set()
    with act_as(system_actor(municipality_id=BOLOGNA, job="test")):
        names = [one.given_name for one in Person.objects.order_by("id")[:3]]
    for text in names:
        answer = said(client.post(reverse("desk:search"), {"q": text}))
        found |= set(ABOUT.findall(answer.replace(str(text), "")))
    for form in every_form(client, theirs.ids):
        for name, value in form.fields.items():
            if UUID_TEXT.fullmatch("".join(value)):
                form.fields[name] = [str(theirs.ids["person_id"])]
        found |= set(ABOUT.findall(said(send(client, form))))
    assert not found


def test_a_page_of_somebody_hidden_and_of_nobody_are_the_same_bytes(secluded: Cities) -> None:
    client, theirs = _client(Role.CASE_WORKER), secluded.theirs
    compared = 0
    for route in ours_only():
        named = [name for name in route.parameters if name in {"person_id", "case_id"}]
        if not named:
            continue
        nobody = {**theirs.ids, **{name: new_id() for name in named}}
        pairs = zip(addresses(route, theirs.ids), addresses(route, nobody), strict=True)
        for hidden, absent in pairs:
            one, other = client.get(hidden), client.get(absent)
            assert one.status_code == other.status_code, hidden
            assert _without_ids(said(one)) == _without_ids(said(other)), hidden
            compared += 1
    assert compared > 20


def _without_ids(text: str) -> str:
    text = re.sub(r'(csrfmiddlewaretoken" value|name="_key" value)="[^"]+"', "", text)
    text = re.sub(r"csrf(token)?=\w+", "", text)
    return UUID_TEXT.sub("*", text)


def test_the_walk_would_notice(secluded: Cities) -> None:
    """Who follows them meets the very texts the walk looks for."""
    client = Client(raise_request_exception=False)
    enter(client, User.objects.get(pk=secluded.theirs.ids["user_id"]))
    text = said(client.get(reverse("desk:people"))) + said(
        client.get(reverse("desk:case", args=[secluded.theirs.ids["case_id"]]))
    )
    assert ABOUT.search(text)
    assert any(one in text for one in _secrets(secluded))


def test_the_beds_they_sleep_in_are_seen_as_taken(secluded: Cities) -> None:
    text = said(_client(Role.HOUSING_COORDINATOR).get(reverse("housing:board")))
    assert "Persona riservata" in text
    evening = timezone.localtime().replace(hour=20)
    with act_as(a_colleague(Role.HOUSING_COORDINATOR, BOLOGNA)):
        expected = queries.list_present(night=evening.date(), at=evening)
        assert expected
        assert {queries.request_behind(row) for row in expected} == {None}
    if timezone.localtime().hour >= 6:  # before, the page is about the night that began yesterday
        roll = said(_client(Role.HOUSING_COORDINATOR).get(reverse("housing:presence")))
        assert "Persona riservata" in roll
