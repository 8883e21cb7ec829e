"""Renewals, places of reception, and households that split and join, from the case file."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.people import operations, queries
from lgnet.lib.ids import new_id
from tests.builders import acting, sign_in
from tests.people_builders import a_case, a_person

pytestmark = pytest.mark.django_db


def _post(client: Client, name: str, *args, **told):
    return client.post(reverse(f"desk:{name}", args=args), {"_key": str(new_id())} | told)


def _today():
    return timezone.localdate()


def test_receipt_is_written_and_the_header_says_rights_remain(client: Client):
    at = timezone.now()
    with acting():
        case = a_case(at=at)
        title = operations.add_title(
            person_id=case.person_id, title="ASILO", at=at, to_on=_today() - timedelta(days=3)
        )
    sign_in(client)
    tab = reverse("desk:case_tab", args=[case.id, "titles"])
    assert "scaduto" in client.get(tab).content.decode()
    done = _post(
        client, "add_title", case.id, title="RIC_RINNOVO", from_on=_today().isoformat(),
        renews=str(title.id),
    )  # fmt: skip
    assert done.status_code == 302
    page = client.get(tab).content.decode()
    assert "in rinnovo, i diritti restano" in page
    assert "scaduto" not in page


def test_place_is_written_as_it_is_known_and_taken_back(client: Client):
    with acting():
        case = a_case()
    sign_in(client)
    tab = reverse("desk:case_tab", args=[case.id, "titles"])
    wrong = _post(client, "add_place", case.id, kind="CAS", begun="boh")
    assert "Scrivi un anno, un mese o un giorno" in wrong.content.decode()
    _post(client, "add_place", case.id, kind="CAS", place="Prato", begun="2021", ended="03/2022")
    page = client.get(tab).content.decode()
    assert "da 2021 a marzo 2022" in page
    with acting():
        place = queries.earlier_places(person_id=case.person_id)[0]
    _post(client, "withdraw_place", case.id, place.id)
    assert "da 2021" not in client.get(tab).content.decode()


def _family(*names):
    people = [a_person(given_name=name) for name in names]
    yesterday = _today() - timedelta(days=1)
    roles = ["HEAD", *["CHILD"] * (len(people) - 1)]
    members = [(one.id, role) for one, role in zip(people, roles, strict=True)]
    return people, operations.form_household(members=members, on=yesterday)


def test_household_splits_and_says_who_was_there(client: Client):
    with acting():
        (mother, child), home = _family("Selam", "Yonas")
        case = a_case(mother)
    sign_in(client)
    _post(client, "split_household", case.id, leaves=[str(child.id)])
    page = client.get(reverse("desk:case_tab", args=[case.id, "household"])).content.decode()
    assert "Chi c’è stato prima" in page
    assert "Yonas" in page.split("Chi c’è stato prima")[1]
    with acting():
        assert queries.household_of(person_id=child.id, on=_today()) != home


def test_another_household_comes_in_by_its_code(client: Client):
    with acting():
        (mother,), home = _family("Selam")
        _people, other = _family("Fatima", "Awa")
        case = a_case(mother)
    sign_in(client)
    wrong = _post(client, "join_households", case.id, code="FI-N-9999")
    assert "Questo nucleo non c’è." in wrong.content.decode()
    _post(client, "join_households", case.id, code=other.code)
    with acting():
        assert len(queries.member_ids(household_id=home.id, on=_today())) == 3
