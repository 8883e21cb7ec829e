"""What is sealed stays sealed: at rest, when moved, when its key is gone."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lgnet.domain.people.models import Person
from lgnet.lib.actor import act_as, current_actor
from lgnet.lib.errors import Unavailable
from lgnet.lib.ids import new_id
from lgnet.lib.vault import root
from lgnet.lib.vault.fields import Erased, Sealed, seal, unseal
from lgnet.lib.vault.keys import new_key
from lgnet.lib.vault.models import SubjectKey
from lgnet.lib.vault.tokens import token
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.lib.test_actor import make_person

pytestmark = pytest.mark.django_db
CANARY = "ZZCANARY-people-given_name"


def _raw(person: Person) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name FROM people_person WHERE id = %s", [person.pk])
        row = cursor.fetchone()
    assert row is not None
    return bytes(row[0])


def _again(person: Person) -> Person:
    """Read a person as the next request would, with no key at hand."""
    return Person.objects.get(pk=person.pk)


def test_the_table_holds_no_clear_text() -> None:
    with acting(city=FIRENZE):
        person = make_person(CANARY)
        assert CANARY.encode() not in _raw(person)
        assert _again(person).given_name == CANARY


def test_the_same_text_is_sealed_differently_each_time() -> None:
    with acting(city=FIRENZE):
        assert _raw(make_person(CANARY)) != _raw(make_person(CANARY))


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
@hypothesis_settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    with acting(city=FIRENZE):
        key_id = new_key()
        sealed = Sealed(seal(text, key_id=key_id, bound_to=b"t.c.1"))
        assert unseal(sealed, bound_to=b"t.c.1") == text


@pytest.mark.parametrize("place", [b"t.c.2", b"t.d.1", b"u.c.1"])
def test_a_sealed_text_does_not_open_in_another_place(place: bytes) -> None:
    with acting(city=FIRENZE):
        sealed = Sealed(seal("x", key_id=new_key(), bound_to=b"t.c.1"))
        with pytest.raises(Unavailable):
            unseal(sealed, bound_to=place)


def test_a_changed_byte_is_noticed() -> None:
    with acting(city=FIRENZE):
        data = bytearray(seal("x", key_id=new_key(), bound_to=b"t.c.1"))
        data[-1] ^= 1
        with pytest.raises(Unavailable):
            unseal(Sealed(bytes(data)), bound_to=b"t.c.1")


def test_a_destroyed_key_erases_the_text_and_says_so() -> None:
    with acting(city=FIRENZE):
        person = make_person(CANARY)
        SubjectKey.objects.filter(pk=person.vault_key).delete()
        with act_as(current_actor()):  # a frame without the key it made
            name = _again(person).given_name
            assert isinstance(name, Erased)
            assert name == ""


def test_another_city_cannot_reach_the_key() -> None:
    with acting(city=FIRENZE):
        sealed = Sealed(seal("x", key_id=new_key(), bound_to=b"t.c.1"))
    with acting(city=BOLOGNA):
        assert isinstance(unseal(sealed, bound_to=b"t.c.1"), Erased)


def test_a_missing_key_of_the_municipality_is_a_fault_and_not_an_erasure() -> None:
    with acting(city=FIRENZE):
        person = make_person(CANARY)
        SubjectKey.objects.filter(pk=person.vault_key).update(wrapped_by=new_id())
        with act_as(current_actor()), pytest.raises(Unavailable, match="municipality key"):
            _ = _again(person).given_name


@pytest.mark.parametrize("rows", [3, 25])
def test_a_list_opens_its_keys_in_a_constant_number_of_statements(rows: int) -> None:
    with acting(city=FIRENZE):
        for _ in range(rows):
            make_person(CANARY)
        with act_as(current_actor()), CaptureQueriesContext(connection) as statements:
            names = {person.given_name for person in Person.objects.all()}
        assert names == {CANARY}
        reads = [q for q in statements.captured_queries if "lgnet_act" not in q["sql"]]
        assert len([q for q in reads if q["sql"].startswith("SELECT")]) == 2


def test_a_missing_root_key_fails_closed(settings: object, tmp_path: object) -> None:
    with acting(city=FIRENZE):
        settings.LGNET_ROOT_KEY_FILE = f"{tmp_path}/absent.key"  # type: ignore[attr-defined]
        root._read.cache_clear()
        with pytest.raises(Unavailable):
            new_key()


def test_a_text_does_not_pass_unsealed_through_an_update() -> None:
    with acting(city=FIRENZE):
        person = make_person(CANARY)
        with pytest.raises(Unavailable, match="sealed by saving"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(note=CANARY)


def test_sealed_texts_cannot_be_searched() -> None:
    with acting(city=FIRENZE), pytest.raises((FieldError, AttributeError)):
        list(Person.objects.filter(given_name="x"))


def test_tokens_differ_by_city_and_purpose() -> None:
    with acting(city=FIRENZE):
        here, other_purpose = token("name", "selam"), token("phone", "selam")
        assert here == token("name", "selam")
    with acting(city=BOLOGNA):
        assert token("name", "selam") not in {here, other_purpose}
    assert here != other_purpose
