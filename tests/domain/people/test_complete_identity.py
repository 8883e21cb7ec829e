"""Completing an identity keeps what was known before."""

from datetime import date

import pytest

from lgnet.domain.people import finding, operations, queries
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import EarlierIdentity, Person
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed
from tests.builders import acting
from tests.people_builders import AT, a_person, a_street_person


def _complete(person, **told):
    return operations.complete_identity(person_id=person.id, at=AT, **told)


@pytest.mark.django_db
def test_alias_and_earlier_age_stay_readable():
    with acting() as actor:
        person = a_street_person("Sara")
        _complete(
            person,
            stage="DECLARED",
            given_name="Selam",
            family_name="Weldu",
            alias="",
            birth=Birth.on_day(date(1995, 3, 4)),
        )
        before = queries.earlier_identities(person_id=person.id)[0]
        assert (before.alias, before.stage, before.by) == ("Sara", "STREET", actor.user_id)
        item = next(
            item
            for item in queries.timeline_items(person=person, titles=[], before=AT, limit=5)
            if item.code == "people.identity_completed"
        )
        assert item.params["alias"] == "Sara"
        assert item.params["ages"] == (25, 35)
        assert set(item.params["changed"]) >= {"given_name", "alias", "birth_on", "stage"}


@pytest.mark.django_db
def test_person_is_found_by_present_and_earlier_names():
    with acting():
        person = a_street_person("Sara")
        _complete(person, given_name="Selam", family_name="Weldu", alias="")
        for text, reason in (("Sara", "EARLIER_NAME"), ("Selam Weldu", "SAME_NAME")):
            found = finding.search(text=text, at=AT)
            assert [one.person.id for one in found] == [person.id]
            assert reason in found[0].reasons


@pytest.mark.django_db
def test_what_is_not_told_stays_and_what_is_emptied_goes():
    with acting():
        person = a_person(phone="3331234567", nationality="ER")
        _complete(person, phone="")
        stored = Person.objects.get(pk=person.pk)
        assert (stored.phone, stored.nationality) == (None, "ERI")


@pytest.mark.django_db
def test_nothing_new_writes_nothing():
    with acting():
        person = a_person()
        _complete(person, given_name="Selam", sex="F")
        assert not EarlierIdentity.objects.exists()


@pytest.mark.django_db
def test_name_cannot_be_emptied_altogether():
    with acting():
        person = a_person()
        with pytest.raises(Invalid):
            _complete(person, given_name="", family_name="")
        assert Person.objects.get(pk=person.pk).given_name == "Selam"
        assert not EarlierIdentity.objects.exists()


@pytest.mark.django_db
def test_role_without_the_permission_is_refused():
    with acting():
        person = a_person()
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotAllowed):
        _complete(person, given_name="X")
