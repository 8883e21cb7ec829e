"""Erasure: two people decide, nothing forbids it, and then nobody reads the texts again."""

from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people import finding
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import (
    EarlierIdentity,
    EarlierPlace,
    Erasure,
    Identifier,
    LegalStatusPeriod,
    Person,
    SearchToken,
    Vulnerability,
)
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.access import check
from lgnet.lib.actor import Actor, act_as, current_actor
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.ids import new_id
from lgnet.lib.vault.fields import Erased
from tests.builders import BOLOGNA, FIRENZE, acting, sign_in
from tests.people_builders import AT, ON, a_case, a_person

pytestmark = pytest.mark.django_db


def _proposed(person: Person | None = None) -> Erasure:
    with acting(Role.CASE_WORKER):
        return people.propose_erasure(person_id=(person or a_person()).id, reason="REQUEST", at=AT)


def _erased(person: Person) -> None:
    row = _proposed(person)
    with acting(Role.CITY_MANAGER):
        people.authorise_erasure(erasure_id=row.id, at=AT)


def _full_person() -> tuple[Person, CaseFile]:
    with acting():
        told = {"phone": "+393331234567", "note": "Chiamare di sera", "alias": "La maestra"}
        person = a_person(given_name="Selam", family_name="Weldu", nationality="ERI", **told)
        people.complete_identity(person_id=person.id, family_name="Woldu", at=AT)
        people.add_identifier(person_id=person.id, kind="CUI", value="0ABCDE1", at=AT)
        people.add_title(person_id=person.id, title="SPEC", at=AT, number="I1234567")
        people.add_vulnerability(person_id=person.id, category="DIS", assessed_on=ON, at=AT)
        return person, a_case(person, summary="Arriva da Addis")


def test_after_two_people_decided_no_text_is_left_and_facts_are() -> None:
    person, case = _full_person()
    with acting():
        other = a_person(given_name="Amina", family_name="Diallo")
    _erased(person)
    with acting():
        found = Person.objects.get(pk=person.pk)
        for name in ("given_name", "family_name", "alias", "phone", "note"):
            assert isinstance(getattr(found, name), Erased), name
        assert found.full_name == "cancellata"
        assert found.pseudonym == person.pseudonym
        assert (found.nationality, found.birth_on, found.sex) == ("", None, "U")
        for gone in (EarlierIdentity, Identifier, LegalStatusPeriod, Vulnerability):
            assert not gone.objects.filter(person=person).exists(), gone
        assert isinstance(CaseFile.objects.get(pk=case.pk).summary, Erased)
        assert not SearchToken.objects.filter(person=person).exists()
        for text in ("Selam", "La maestra", "+393331234567", "0ABCDE1", case.code):
            assert person.id not in {one.person.id for one in finding.search(text=text, at=AT)}
        assert Person.objects.get(pk=other.pk).full_name == "Amina Diallo"
        assert SearchToken.objects.filter(person=other).exists()


def test_history_is_touched_by_the_system_and_by_nobody_who_works_in_a_city() -> None:
    person, _case = _full_person()
    for role in (Role.CASE_WORKER, Role.CITY_MANAGER):
        with acting(role):
            for model in (EarlierIdentity, Identifier, LegalStatusPeriod, Vulnerability):
                assert model.objects.filter(person=person).delete()[0] == 0, model
            assert EarlierIdentity.objects.filter(person=person).update(sex="M") == 0


def test_it_is_written_down_who_proposed_and_who_authorised() -> None:
    with acting() as worker:
        person = a_person()
    _erased(person)
    with acting(Role.CITY_MANAGER) as manager:
        rows = AuditEvent.objects.filter(subject_id=person.id, action__contains="erasure")
        assert list(rows.order_by("seq").values_list("action", "user_id")) == [
            ("people.erasure_proposed", worker.user_id),
            ("people.erasure_authorised", manager.user_id),
        ]


def _with_both_permissions(user_id: UUID | None) -> Actor:
    actor = current_actor()
    both = frozenset({"people.propose_erasure", "people.decide_erasure"})
    return Actor(actor.scope, actor.municipality_id, user_id, "BOTH", both)


@pytest.mark.parametrize("decide", [people.authorise_erasure, people.decline_erasure])
def test_nobody_decides_what_they_proposed(decide: Any) -> None:
    row = _proposed()
    with acting(), act_as(_with_both_permissions(row.proposed_by)):
        check("people.decide_erasure")
        with pytest.raises(Refused, match="erasure_by_same_person"):
            decide(erasure_id=row.id, at=AT)


def test_the_database_too_wants_two_people() -> None:
    row = _proposed()
    for wrong in ({"decided_by": row.proposed_by, "decided_at": AT}, {}):
        with acting(), pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
            Erasure.objects.filter(pk=row.pk).update(state="ERASED", **wrong)


def test_each_of_the_two_needs_their_role() -> None:
    row = _proposed()
    with acting(Role.CASE_WORKER), pytest.raises(NotAllowed):
        people.authorise_erasure(erasure_id=row.id, at=AT)
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        people.propose_erasure(person_id=row.person_id, reason="REQUEST", at=AT)


def test_a_job_is_nobody() -> None:
    with acting():
        person = a_person()
        with act_as(_with_both_permissions(None)), pytest.raises(Refused, match="by_nobody"):
            people.propose_erasure(person_id=person.id, reason="REQUEST", at=AT)


def test_another_citys_proposal_does_not_exist() -> None:
    row = _proposed()
    with acting(Role.CITY_MANAGER, BOLOGNA), pytest.raises(NotFound):
        people.authorise_erasure(erasure_id=row.id, at=AT)


def test_a_hold_forbids_to_propose_and_to_authorise_until_it_ends() -> None:
    row = _proposed()
    with acting(Role.CITY_MANAGER):
        hold = people.place_hold(person_id=row.person_id, reason="CLAIM", at=AT)
        with pytest.raises(Refused, match="hold_placed"):
            people.place_hold(person_id=row.person_id, reason="CLAIM", at=AT)
        with pytest.raises(Refused, match="erasure_held"):
            people.authorise_erasure(erasure_id=row.id, at=AT)
        people.decline_erasure(erasure_id=row.id, at=AT)
    with acting(), pytest.raises(Refused, match="erasure_held"):
        people.propose_erasure(person_id=row.person_id, reason="REQUEST", at=AT)
    with acting():
        assert Person.objects.get(pk=row.person_id).full_name == "Selam Weldu"
    with acting(Role.CITY_MANAGER):
        people.end_hold(hold_id=hold.id, at=AT)
        with pytest.raises(NotFound):
            people.end_hold(hold_id=hold.id, at=AT)
    with acting():
        person = Person.objects.get(pk=row.person_id)
    _erased(person)


def test_a_proposal_stands_once_and_is_decided_once() -> None:
    row = _proposed()
    with acting(), pytest.raises(Refused, match="erasure_proposed"):
        people.propose_erasure(person_id=row.person_id, reason="REQUEST", at=AT)
    with acting(Role.CITY_MANAGER):
        people.authorise_erasure(erasure_id=row.id, at=AT)
        for decide in (people.authorise_erasure, people.decline_erasure):
            with pytest.raises(Refused):
                decide(erasure_id=row.id, at=AT)
    with acting(), pytest.raises(Refused, match=r"people\.erased"):
        people.propose_erasure(person_id=row.person_id, reason="REQUEST", at=AT)


def test_a_reason_is_one_of_the_list() -> None:
    with acting(), pytest.raises(Invalid):
        people.propose_erasure(person_id=a_person().id, reason="BECAUSE", at=AT)
    with acting(Role.CITY_MANAGER), pytest.raises(Invalid):
        people.place_hold(person_id=new_id(), reason="BECAUSE", at=AT)


def test_nothing_is_written_about_an_erased_person() -> None:
    with acting():
        person = a_person()
        case = a_case(person)
    _erased(person)
    with acting():
        with pytest.raises(Refused, match=r"people\.erased"):
            people.complete_identity(person_id=person.id, note="ancora", at=AT)
        with pytest.raises(Refused, match=r"people\.erased"):
            people.add_title(person_id=person.id, title="SPEC", at=AT)
        case = CaseFile.objects.get(pk=case.pk)
        case.summary = "ancora"
        with pytest.raises(Refused, match=r"vault\.erased"), transaction.atomic():
            case.save()


def test_pages_say_so_and_do_not_break(client: Client) -> None:
    person, case = _full_person()
    _erased(person)
    sign_in(client)
    tabs = ("needs", "titles", "household", "housing")
    addresses = [
        reverse("desk:people"),
        reverse("desk:cases"),
        reverse("desk:person", args=[person.id]),
        reverse("desk:case", args=[case.id]),
        reverse("desk:today"),
        *(reverse("desk:case_tab", args=[case.id, tab]) for tab in tabs),
        reverse("desk:case_access", args=[case.id]),
    ]
    for address in addresses:
        answer = client.get(address, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, address
        for text in ("Selam", "Weldu", "Woldu", "maestra", "Addis", "0ABCDE1", "333 123"):
            assert text not in page, (address, text)
    for address in addresses[:4]:
        assert "cancellata" in client.get(address, follow=True).content.decode(), address
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert Person.objects.get(pk=person.pk).erased_at == AT


def test_records_merged_into_a_person_are_erased_with_them_and_held_with_them() -> None:
    with acting():
        kept, other = a_person(), a_person(given_name="Sara")
        title = people.add_title(person_id=other.id, title="SPEC", at=AT, number="I1234567")
        people.add_title(person_id=other.id, title="RIC_RINNOVO", at=AT, renews=title.id)
        people.add_place(person_id=kept.id, kind="CAS", place="Prato", at=AT)
        hold_on = other.id
    with acting(Role.CITY_MANAGER):
        hold = people.place_hold(person_id=hold_on, reason="CLAIM", at=AT)
    with acting():
        people.merge(survivor_id=kept.id, absorbed_id=other.id, reason="Impronta", at=AT)
        with pytest.raises(Refused):
            people.propose_erasure(person_id=kept.id, reason="REQUEST", at=AT)
    with acting(Role.CITY_MANAGER):
        people.end_hold(hold_id=hold.id, at=AT)
    _erased(kept)
    with acting():
        for one in (kept, other):
            assert isinstance(Person.objects.get(pk=one.pk).given_name, Erased)
        for model in (LegalStatusPeriod, EarlierPlace, SearchToken):
            assert not model.objects.exists(), model
