"""Records merged into somebody hidden or restricted are as hidden and as restricted."""

import pytest

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import Need
from lgnet.domain.people import finding, operations
from lgnet.domain.people.models import LookAlike, Person, RegisterAct
from lgnet.lib.actor import act_as
from lgnet.lib.errors import NotFound, Refused
from tests.builders import acting
from tests.domain.privacy.builders import a_colleague, seclude
from tests.people_builders import AT, a_case, a_person

pytestmark = pytest.mark.django_db


def _merged(other_has_the_case=True):
    kept, other = a_person(), a_person(given_name="Sara")
    case = a_case(other if other_has_the_case else kept)
    cases.add_need(case_id=case.id, kind="LEGAL", at=AT, note="Ricorso")
    act = operations.merge(survivor_id=kept.id, absorbed_id=other.id, reason="x", at=AT)
    return kept, other, act


def test_alias_and_what_its_key_seals_hide_with_the_person():
    with acting():
        kept, other, _act = _merged()
        assert Need.objects.get().vault_key == other.vault_key
        seclude(kept.id)
    with act_as(a_colleague()):
        for model in (Person, Need, RegisterAct, LookAlike):
            assert not model.objects.exists(), model
        assert finding.search(text="Sara Weldu", at=AT) == []
        with pytest.raises(NotFound):
            operations.merge(survivor_id=a_person().id, absorbed_id=other.id, reason="x", at=AT)


def test_somebody_hidden_stays_hidden_in_the_record_that_stays():
    with acting():
        kept, other = a_person(), a_person(given_name="Sara")
        a_case(other)
        seclude(other.id)
        operations.merge(survivor_id=kept.id, absorbed_id=other.id, reason="x", at=AT)
    with act_as(a_colleague()):
        assert not Person.objects.exists()


def test_restricted_people_are_neither_joined_nor_taken_apart():
    with acting():
        kept, _other, act = _merged()
        stranger = a_person()
        operations.place_hold(person_id=kept.id, reason="LIMIT", at=AT)
    with acting():
        for write in (
            lambda: operations.unmerge(act_id=act.id, reason="x", at=AT),
            lambda: operations.merge(
                survivor_id=stranger.id, absorbed_id=kept.id, reason="x", at=AT
            ),
            lambda: operations.split(
                person_id=kept.id,
                told={"stage": "STREET", "alias": "X"},
                facts=[],
                reason="x",
                at=AT,
            ),
        ):
            with pytest.raises(Refused) as refused:
                write()
            assert refused.value.code == "people.frozen"
