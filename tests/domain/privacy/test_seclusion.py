"""A secluded person is there for who follows them and for the named; the database sees to it."""

from datetime import timedelta

import pytest
from django.db import connection

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases import queries as case_reads
from lgnet.domain.cases.models import CaseAction, CaseFile, Need
from lgnet.domain.people import finding, queries
from lgnet.domain.people import operations as people
from lgnet.domain.people.drafts import Draft
from lgnet.domain.people.models import HouseholdMember, Identifier, Person, SearchToken
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import NamedReader, Notice, Seclusion
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.vault.fields import Erased, Sealed, unseal
from lgnet.lib.vault.models import SubjectKey
from tests.builders import FIRENZE, acting
from tests.domain.privacy.builders import WHY, a_colleague, a_secluded_case, seclude
from tests.people_builders import AT, ON, a_case, a_person

pytestmark = pytest.mark.django_db


def test_who_follows_the_case_sees_all() -> None:
    case = a_secluded_case()
    with acting():
        assert queries.get_person(person_id=case.person_id).full_name == "Selam Weldu"
        assert Seclusion.objects.get().reason == WHY
        assert CaseFile.objects.get().summary == "Viene da Asmara"


def test_a_colleague_of_the_same_city_finds_nothing() -> None:
    with acting():
        case = a_case(a_person(), summary="Viene da Asmara")
        people.add_identifier(person_id=case.person_id, kind="CUI", value="0ABCDE1", at=AT)
        cases.add_need(case_id=case.id, kind="LEGAL", at=AT, note="Ricorso")
        cases.log_action(kind="PHONE", minutes=5, case_ids=[case.id], at=AT, note="Chiamata")
        people.form_household(members=[(case.person_id, "HEAD")], on=ON)
        seclude(case.person_id)
    other = a_colleague()
    with act_as(other):
        tables = (Person, CaseFile, Need, CaseAction, Identifier, SearchToken, HouseholdMember)
        assert {model.__name__: model.objects.count() for model in tables} == {
            model.__name__: 0 for model in tables
        }
        for text in ("Selam Weldu", "0ABCDE1", case.code):
            assert finding.search(text=text, at=AT) == []
        draft = Draft(given_name="Selam", family_name="Weldu")
        assert finding.find_similar(draft=draft, at=AT) == []
        assert queries.count_people() == 0
        assert case_reads.count_cases(filters=case_reads.CaseFilter()) == 0


def test_hidden_and_absent_are_the_same_answer() -> None:
    case = a_secluded_case()
    with act_as(a_colleague()):
        with pytest.raises(NotFound) as hidden:
            queries.get_person(person_id=case.person_id)
        with pytest.raises(NotFound) as absent:
            queries.get_person(person_id=case.id)
        assert (hidden.value.code, hidden.value.params) == (absent.value.code, absent.value.params)
        with pytest.raises(NotFound):
            cases.add_need(case_id=case.id, kind="LEGAL", at=AT)
        with pytest.raises(NotFound):
            people.complete_identity(person_id=case.person_id, given_name="X", at=AT)


def test_bytes_that_got_out_do_not_open_either() -> None:
    """Key access: whoever holds the ciphertext of a hidden person has no key for it."""
    case = a_secluded_case()
    with act_as(system_actor(municipality_id=FIRENZE, job="test")), connection.cursor() as cursor:
        cursor.execute("SELECT family_name FROM people_person WHERE id = %s", [case.person_id])
        data = bytes(cursor.fetchone()[0])
    bound = f"people_person.family_name.{case.person_id}".encode()
    with acting():
        assert unseal(Sealed(data), bound_to=bound) == "Weldu"
    with act_as(a_colleague()):
        assert isinstance(unseal(Sealed(data), bound_to=bound), Erased)
        assert not SubjectKey.objects.filter(pk=Sealed(data).key_id).exists()


def test_a_transaction_that_did_not_say_who_acts_sees_nobody() -> None:
    with acting():
        a_person()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lgnet.hidden', '', true)")
        assert Person.objects.count() == 0


def test_the_named_see_and_are_told_until_their_name_is_taken_off() -> None:
    other = a_colleague()
    case = a_secluded_case(named=[other.user_id])
    with act_as(other):
        assert queries.get_person(person_id=case.person_id).given_name == "Selam"
        notice = Notice.objects.get(to_user=other.user_id)
        assert (notice.kind, notice.person_id) == ("NAMED", case.person_id)
    with acting():
        privacy.unname_reader(person_id=case.person_id, user_id=other.user_id, at=AT)
    with act_as(other):
        assert not Person.objects.exists()
    with acting():
        privacy.name_reader(person_id=case.person_id, user_id=other.user_id, at=AT)
    with act_as(other):
        assert Person.objects.exists()


def test_who_is_given_the_case_sees_it_and_who_gave_it_away_only_if_named() -> None:
    other = a_colleague()
    case = a_secluded_case(named=[other.user_id])
    with acting() as first:
        cases.reassign(case_id=case.id, to=other.user_id, at=AT)
    with act_as(other):
        privacy.unname_reader(person_id=case.person_id, user_id=other.user_id, at=AT)
        assert Person.objects.exists()
        privacy.unname_reader(person_id=case.person_id, user_id=first.user_id, at=AT)
    with acting():
        assert not Person.objects.exists()


def test_when_it_ends_everybody_sees_again_and_the_time_stays_written() -> None:
    case = a_secluded_case()
    with acting():
        privacy.end_seclusion(person_id=case.person_id, reason="Si è trasferita lontano", at=AT)
    with act_as(a_colleague()):
        assert queries.get_person(person_id=case.person_id).given_name == "Selam"
        row = Seclusion.objects.get()
        assert (row.ended_at, row.end_reason) == (AT, "Si è trasferita lontano")
        assert not NamedReader.objects.filter(ended_at=None).exists()


def test_the_household_is_hidden_with_the_person() -> None:
    with acting():
        mother, child, other = a_person(), a_person(alias="Figlio"), a_person(alias="Altra")
        people.form_household(
            members=[(mother.id, "HEAD"), (child.id, "CHILD")], on=ON - timedelta(days=2)
        )
        seclude(mother.id, with_household=True)
    with act_as(a_colleague()):
        assert list(Person.objects.values_list("id", flat=True)) == [other.id]


def test_a_household_with_somebody_hidden_in_it_is_not_dissolved() -> None:
    with acting():
        mother, son = a_person(), a_person(alias="Figlio")
        people.form_household(
            members=[(mother.id, "HEAD"), (son.id, "CHILD")], on=ON - timedelta(days=2)
        )
        seclude(mother.id)
    with act_as(a_colleague()):
        people.leave_household(person_id=son.id, on=ON)
    with acting():
        home = queries.household_of(person_id=mother.id, on=ON)
        assert home is not None
        assert home.dissolved_on is None


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"reason": "perché sì"}, "privacy.reason_short"),
        ({"ground": "MOOD"}, "privacy.not_a_choice"),
        ({"review_on": ON}, "privacy.review_on"),
        ({"review_on": ON + timedelta(days=400)}, "privacy.review_on"),
    ],
)
def test_it_needs_a_reason_a_ground_and_a_day_to_look_again(
    told: dict[str, object], code: str
) -> None:
    with acting(), pytest.raises(Invalid) as error:
        seclude(a_person().id, **told)
    assert error.value.code == code


def test_only_a_colleague_of_the_city_is_named() -> None:
    far = a_colleague(city="037006", name="lontana")
    with acting(), pytest.raises(Invalid, match=r"privacy\.no_such_colleague"):
        seclude(a_person().id, named=[far.user_id])


def test_it_stands_once_and_only_case_workers_say_it() -> None:
    case = a_secluded_case()
    with acting(), pytest.raises(Refused, match=r"privacy\.secluded_already"):
        seclude(case.person_id)
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotAllowed):
        seclude(case.person_id)
    with act_as(a_colleague()), pytest.raises(NotFound):
        privacy.end_seclusion(person_id=case.person_id, reason="Vorrei vederla anche io", at=AT)


def test_it_is_written_down() -> None:
    case = a_secluded_case()
    with acting():
        event = AuditEvent.objects.get(action="privacy.secluded")
        assert (event.subject_id, event.fields) == (case.person_id, ["ADDRESS"])
