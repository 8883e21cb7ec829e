"""Pages that keep the register clean: pairs, comparing, joining, parting, splitting."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from lgnet.domain.people import operations
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import LookAlike, MatchDecision, Person, RegisterAct
from lgnet.domain.security.enums import Role
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting, sign_in
from tests.people_builders import AT, a_case, a_person, a_street_person

pytestmark = pytest.mark.django_db
BORN = Birth.on_day(date(1994, 5, 12))


def _alike():
    with acting():
        one = a_person(given_name="Mohamed", family_name="Jallow", birth=BORN, sex="M")
        other = a_person(given_name="Muhammad", family_name="Diallo", birth=BORN, sex="M")
        operations.note_look_alikes(person_ids=[one.id], at=AT)
        return sorted((one, other), key=lambda row: row.id)


def _post(client, name, *args, **told):
    return client.post(reverse(f"desk:{name}", args=args), {"_key": str(new_id())} | told)


def test_queue_shows_pairs_with_reasons_and_leads_to_the_comparison(client: Client):
    one, other = _alike()
    page = sign_in(client).get(reverse("desk:pairs")).content.decode()
    assert "Mohamed Jallow" in page
    assert "Lo stesso giorno di nascita" in page
    assert reverse("desk:compare", args=[one.id, other.id]) in page


def test_comparison_can_be_taken_apart(client: Client):
    one, other = _alike()
    address = reverse("desk:compare", args=[one.id, other.id])
    page = sign_in(client).get(address + "?coda=1").content.decode()
    for words in ("Lo stesso giorno di nascita", "+12,5", "Si parte da", "Totale"):
        assert words in page, words
    for key in "sdo":
        assert f'data-lgnet-key="{key}"' in page


def test_two_people_are_remembered_and_the_queue_goes_on(client: Client):
    one, other = _alike()
    sign_in(client)
    answer = _post(client, "compare", one.id, other.id, answer="diverse", queue="1")
    assert answer.headers["Location"] == reverse("desk:pairs")
    with acting():
        assert MatchDecision.objects.get().answer == "DIFFERENT"
        assert not LookAlike.objects.exists()
    page = client.get(reverse("desk:person", args=[one.id])).content.decode()
    assert "Non è la stessa persona di" in page
    with acting():
        decision = MatchDecision.objects.get()
    answer = _post(client, "withdraw", decision.id)
    assert answer.headers["Location"] == reverse(
        "desk:compare", args=[decision.first_id, decision.second_id]
    )


def test_not_now_puts_the_pair_off(client: Client):
    one, other = _alike()
    _post(sign_in(client), "compare", one.id, other.id, answer="dopo", queue="1")
    with acting():
        assert LookAlike.objects.get().later_until is not None
    assert "Nessuna coppia da guardare" in client.get(reverse("desk:pairs")).content.decode()


def test_joining_says_what_happens_and_can_be_undone_from_the_page(client: Client):
    one, other = _alike()
    with acting():
        a_case(one)
        a_case(other)
    sign_in(client)
    before = client.get(reverse("desk:merge", args=[one.id, other.id])).content.decode()
    assert "si chiude come doppione" in before
    done = _post(client, "merge", one.id, other.id, survivor=str(one.id), reason="Passaporto")
    assert done.headers["Location"] == reverse("desk:person", args=[one.id])
    alias = client.get(reverse("desk:person", args=[other.id]))
    assert alias.headers["Location"] == reverse("desk:person", args=[one.id])
    with acting():
        act = RegisterAct.objects.get()
    page = client.get(reverse("desk:person", args=[one.id])).content.decode()
    undo = reverse("desk:unmerge", args=[act.id])
    assert undo in page
    assert "Passaporto" in page
    assert "non è stato scritto altro" in client.get(undo).content.decode()
    _post(client, "unmerge", act.id, reason="Sbaglio", different="on")
    with acting():
        assert Person.objects.get(pk=other.id).merged_into_id is None
        assert MatchDecision.objects.filter(withdrawn_at=None, answer="DIFFERENT").exists()


def test_joining_that_cannot_be_says_what_is_in_the_way(client: Client):
    one, other = _alike()
    with acting():
        for row in (one, other):
            operations.form_household(members=[(row.id, "HEAD")], on=date(2026, 11, 1))
    answer = _post(
        sign_in(client), "merge", one.id, other.id, survivor=str(one.id), reason="Passaporto"
    )
    assert "prima una delle due schede deve uscire dal suo" in answer.content.decode()
    with acting():
        assert not RegisterAct.objects.exists()


def test_another_record_is_found_by_post(client: Client):
    one, other = _alike()
    sign_in(client)
    address = reverse("desk:compare_with", args=[one.id])
    page = client.post(address, {"q": other.full_name}).content.decode()
    assert reverse("desk:compare", args=[one.id, other.id]) in page


def test_mixed_record_is_split_and_goes_back_to_who_it_was(client: Client):
    with acting():
        mixed = a_street_person("Sara")
        operations.complete_identity(
            person_id=mixed.id, at=AT, given_name="Fatima", family_name="Diallo", alias=""
        )
        title = operations.add_title(person_id=mixed.id, title="SPEC", at=AT, number="I123")
        case = a_case(mixed)
        earlier = mixed.earlier.get()
    sign_in(client)
    page = client.get(reverse("desk:split", args=[mixed.id])).content.decode()
    for words in ("protezione speciale I123", case.code, "torna a «Sara»"):
        assert words in page, words
    answer = _post(
        client,
        "split",
        mixed.id,
        facts=[str(title.id)],
        back_to=str(earlier.id),
        given_name="Fatima",
        family_name="Diallo",
        sex="F",
        stage="DECLARED",
        reason="Due donne",
    )
    with acting():
        act = RegisterAct.objects.get()
        assert answer.headers["Location"] == reverse("desk:person", args=[act.other_id])
        assert Person.objects.get(pk=mixed.pk).alias == "Sara"
        assert act.other.titles.get() == title


@pytest.mark.parametrize("role", [Role.HOUSING_COORDINATOR, Role.TEAM_MEMBER, Role.CITY_MANAGER])
def test_other_roles_neither_see_nor_join(client: Client, role: str):
    one, other = _alike()
    sign_in(client, role)
    for name, args in (("pairs", ()), ("compare", (one.id, other.id)), ("split", (one.id,))):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 403
    assert _post(client, "merge", one.id, other.id, reason="x").status_code == 403


def test_another_citys_records_are_not_there(client: Client):
    one, other = _alike()
    sign_in(client, city=BOLOGNA)
    for name, args in (
        ("compare", (one.id, other.id)),
        ("merge", (one.id, other.id)),
        ("split", (one.id,)),
    ):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404
