"""Registering people."""

import pytest

from lgnet.domain.people import operations, queries
from lgnet.domain.people.models import MatchDecision, Person, SearchToken
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed, NotFound
from tests.builders import BOLOGNA, acting
from tests.people_builders import AT, a_person, a_street_person


@pytest.mark.django_db
def test_alias_and_apparent_age_are_enough():
    with acting():
        person = a_street_person("Sara")
        stored = Person.objects.get(pk=person.pk)
        assert (stored.alias, stored.given_name, stored.stage) == ("Sara", None, "STREET")
        assert stored.full_name == "«Sara»"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"alias": "  "}, "alias"),
        ({"given_name": "x" * 201}, "given_name"),
        ({"given_name": "x" * 10_000_000}, "given_name"),
        ({"nationality": "ZZ"}, "nationality"),
        ({"nationality": "Italia"}, "nationality"),
        ({"languages": ["xx"]}, "languages"),
        ({"languages": ["it"] * 3 + ["tlhx"]}, "languages"),
        ({"sex": "Q"}, "sex"),
        ({"stage": "GUESSED"}, "stage"),
        ({"phone": "9" * 61}, "phone"),
        ({"note": "x" * 4001}, "note"),
    ],
)
def test_wrong_value_names_its_field_and_changes_nothing(told, field):
    with acting():
        with pytest.raises(Invalid) as refused:
            a_person(**told)
        assert refused.value.params["field"] == field
        assert Person.objects.count() == SearchToken.objects.count() == 0
        assert not current_frame().events


@pytest.mark.django_db
def test_values_are_kept_in_one_form():
    with acting():
        person = a_person(
            given_name="  Jose\u0301 \u202eMaria ",
            nationality="er",
            languages=["ti", "tir", "AR"],
            phone="333 123 4567",
        )
        stored = Person.objects.get(pk=person.pk)
        assert stored.given_name == "José Maria"
        assert (stored.nationality, stored.languages) == ("ERI", ["tir", "ara"])
        assert stored.phone == "+393331234567"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["int. 12 chiedere di Amina", "+999 12", "12"])
def test_phone_of_no_known_form_is_kept_as_typed(typed):
    with acting():
        assert Person.objects.get(pk=a_person(phone=typed).pk).phone == typed


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HOUSING_COORDINATOR, Role.CITY_MANAGER])
def test_role_without_the_permission_is_refused(role):
    with acting(role), pytest.raises(NotAllowed):
        a_person()


@pytest.mark.django_db
def test_registration_is_audited_about_the_person():
    with acting():
        person = a_person()
        event = current_frame().events[-1]
        assert (event["action"], event["subject_id"]) == ("people.registered", person.pk)


@pytest.mark.django_db
def test_lookalikes_judged_different_are_kept_with_their_reasons():
    with acting():
        first = a_person()
        second = a_person(different_from={first.id: ["SAME_NAME"]})
        decision = MatchDecision.objects.get()
        assert {decision.first_id, decision.second_id} == {first.id, second.id}
        assert (decision.answer, decision.reasons) == ("DIFFERENT", ["SAME_NAME"])


@pytest.mark.django_db
def test_another_citys_person_does_not_exist():
    with acting():
        person = a_person()
    with acting(city=BOLOGNA):
        with pytest.raises(NotFound):
            queries.get_person(person_id=person.id)
        with pytest.raises(NotFound):
            operations.complete_identity(person_id=person.id, at=AT, given_name="X")
        assert queries.people_by_ids([person.id]) == {}
        assert queries.list_people().rows == []
