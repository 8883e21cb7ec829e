"""One person's key renewed: every text reads the same, the old key and the old bytes are gone."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from lgnet.domain.cases import operations as cases
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import EarlierIdentity, Person
from lgnet.domain.privacy.models import Seclusion
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Refused
from lgnet.lib.ids import new_id
from lgnet.lib.vault import rotation
from lgnet.lib.vault.fields import Erased, Sealed, unseal
from lgnet.lib.vault.models import SubjectKey
from tests.builders import FIRENZE, acting
from tests.domain.privacy.builders import WHY, seclude
from tests.people_builders import AT, a_case, a_person

pytestmark = pytest.mark.django_db


def _bytes(person: Person) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT family_name FROM people_person WHERE id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


def _person() -> Person:
    with acting():
        person = a_person()
        people.complete_identity(person_id=person.pk, family_name="Woldu", at=AT)
        people.add_identifier(person_id=person.pk, kind="CUI", value="0ABCDE1", at=AT)
        case = a_case(person, summary="Viene da Asmara")
        cases.log_action(kind="PHONE", minutes=5, case_ids=[case.pk], at=AT, note="Chiamata")
        a_person(alias="Altra")
        seclude(person.pk)
        return person


def test_every_text_of_the_person_is_sealed_again_history_included() -> None:
    person = _person()
    with acting():
        before = _bytes(person)
    out = StringIO()
    call_command("rotate_keys", municipality=FIRENZE, subject=person.vault_key, stdout=out)
    with acting():
        found = Person.objects.get(pk=person.pk)
        assert found.vault_key != person.vault_key
        assert str(found.vault_key) in out.getvalue()
        assert (found.given_name, found.family_name) == ("Selam", "Woldu")
        assert EarlierIdentity.objects.get().family_name == "Weldu"
        assert found.identifiers.get().value == "0ABCDE1"
        case = found.cases.get()
        assert case.summary == "Viene da Asmara"
        assert case.actions.get().note == "Chiamata"
        assert Seclusion.objects.get().reason == WHY
        assert Person.objects.exclude(pk=person.pk).get().alias == "Altra"
        assert _bytes(person) != before
        assert not SubjectKey.objects.filter(pk=person.vault_key).exists()
        bound = f"people_person.family_name.{person.pk}".encode()
        assert isinstance(unseal(Sealed(before), bound_to=bound), Erased)


def test_whoever_is_hidden_stays_hidden_under_the_new_key() -> None:
    person = _person()
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        fresh = rotation.renew_subject(person.vault_key)
    from tests.domain.privacy.builders import a_colleague

    with act_as(a_colleague()):
        assert not SubjectKey.objects.filter(pk=fresh).exists()


def test_a_city_user_renews_nothing_and_loses_nothing() -> None:
    """History cannot be written by who works in a city, so the whole renewal is undone."""
    person = _person()
    with acting(), pytest.raises(Exception, match=r"EarlierIdentity|update_fields"):
        rotation.renew_subject(person.vault_key)
    with acting():
        assert Person.objects.get(pk=person.pk).family_name == "Woldu"


def test_a_key_that_is_not_there_is_said() -> None:
    with act_as(system_actor(municipality_id=FIRENZE, job="test")), pytest.raises(Refused):
        rotation.renew_subject(new_id())
