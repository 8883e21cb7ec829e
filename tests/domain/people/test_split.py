"""One record in which two people got mixed, made two again."""

import pytest

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import CaseFile, Need
from lgnet.domain.people import finding, operations, queries
from lgnet.domain.people.models import LegalStatusPeriod, MatchDecision, Person, RegisterAct
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed, NotFound
from lgnet.lib.vault.keys import destroy_key
from tests.builders import acting
from tests.people_builders import AT, a_case, a_person, a_street_person

OTHER = {"stage": "DECLARED", "given_name": "Fatima", "family_name": "Diallo", "sex": "F"}


def _split(person, facts=(), **more):
    values = {"told": OTHER, "reason": "Due donne diverse", "at": AT} | more
    return operations.split(person_id=person.id, facts=[one.pk for one in facts], **values)


def _found(text):
    return {one.person.id for one in finding.search(text=text, at=AT)}


@pytest.mark.django_db
def test_chosen_facts_go_and_the_others_stay():
    with acting():
        mixed = a_person()
        goes = operations.add_title(person_id=mixed.id, title="SPEC", at=AT, number="I1111111")
        stays = operations.add_title(person_id=mixed.id, title="ASILO", at=AT, number="I2222222")
        act = _split(mixed, [goes])
        other = act.other_id
        assert [t.id for t in queries.titles_of(person_ids=[mixed.id])] == [stays.id]
        assert [t.number for t in queries.titles_of(person_ids=[other])] == ["I1111111"]
        assert _found("I1111111") == {other}
        assert _found("I2222222") == {mixed.id}
        assert _found("Fatima Diallo") == {other}


@pytest.mark.django_db
def test_what_goes_is_sealed_with_the_other_persons_key_down_to_the_notes():
    with acting():
        mixed = a_person()
        title = operations.add_title(person_id=mixed.id, title="SPEC", at=AT, number="I1111111")
        case = a_case(mixed)
        need = cases.add_need(case_id=case.id, kind="WORK", at=AT, note="Cerca lavoro")
        other = Person.objects.get(pk=_split(mixed, [title, case]).other_id)
        assert _found(case.code) == {other.id}
    with acting() as _:
        destroy_key(mixed.vault_key)
        assert LegalStatusPeriod.objects.get(pk=title.pk).number == "I1111111"
        assert CaseFile.objects.get(pk=case.pk).vault_key == other.vault_key
        assert Need.objects.get(pk=need.pk).note == "Cerca lavoro"


@pytest.mark.django_db
def test_record_goes_back_to_who_it_was_and_forgets_the_others_name():
    with acting():
        mixed = a_street_person("Sara")
        operations.complete_identity(
            person_id=mixed.id, at=AT, given_name="Fatima", family_name="Diallo", alias=""
        )
        before = queries.earlier_identities(person_id=mixed.id)[0]
        other = _split(mixed, back_to=before.id).other_id
        mixed = Person.objects.get(pk=mixed.pk)
        assert (mixed.alias, mixed.given_name, mixed.stage) == ("Sara", None, "STREET")
        assert _found("Fatima Diallo") == {other}
        assert _found("Sara") == {mixed.id}
        assert [one.alias for one in queries.earlier_identities(person_id=mixed.id)] == ["Sara"]


@pytest.mark.django_db
def test_two_parted_people_are_not_proposed_again():
    with acting():
        mixed = a_person()
        act = _split(mixed)
        row = MatchDecision.objects.get()
        assert {row.first_id, row.second_id} == {mixed.id, act.other_id}
        assert row.answer == "DIFFERENT"


@pytest.mark.django_db
def test_somebody_elses_fact_and_a_missing_reason_are_refused_and_nothing_is_written():
    with acting():
        mixed, stranger = a_person(), a_person()
        theirs = operations.add_title(person_id=stranger.id, title="SPEC", at=AT)
        with pytest.raises(NotFound):
            _split(mixed, [theirs])
        with pytest.raises(Invalid):
            _split(mixed, reason=" ")
        with pytest.raises(NotFound):
            _split(mixed, back_to=theirs.id)
        assert Person.objects.count() == 2
        assert not RegisterAct.objects.exists()


@pytest.mark.django_db
def test_split_is_audited_and_only_for_who_may():
    with acting():
        mixed = a_person()
        _split(mixed)
        assert current_frame().events[-1]["action"] == "people.split"
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        _split(mixed)
