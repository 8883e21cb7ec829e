"""Who acts decides what the database shows."""

import pytest
from django.db import connection
from django.utils import timezone

from lgnet.domain.people.enums import IdentityStage
from lgnet.domain.people.models import Person
from lgnet.lib import audit
from lgnet.lib.actor import (
    act_as,
    current_actor,
    current_frame,
    current_municipality,
    operation,
    speak_as,
)
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import NoActor
from lgnet.lib.vault.keys import new_key
from tests.builders import BOLOGNA, FIRENZE, acting

pytestmark = pytest.mark.django_db


def make_person(name: str = "Selam") -> Person:
    return Person.objects.create(
        vault_key=new_key(),
        given_name=name,
        stage=IdentityStage.STREET,
        registered_at=timezone.now(),
    )


def _setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lgnet.municipality', true)")
        row = cursor.fetchone()
    return row[0] if row else ""


def test_nothing_is_seen_outside_an_actor() -> None:
    with acting(city=FIRENZE):
        make_person()
    assert Person.objects.count() == 0
    with pytest.raises(NoActor):
        current_actor()


def test_a_city_sees_its_own_rows_and_no_others() -> None:
    with acting(city=FIRENZE):
        person = make_person()
    with acting(city=BOLOGNA):
        assert not Person.objects.filter(pk=person.pk).exists()
        assert Person.objects.filter(pk=person.pk).update(alias=None) == 0
    with acting(city=FIRENZE):
        assert Person.objects.get().pk == person.pk


def test_nested_actors_give_back_the_outer_one() -> None:
    with acting(city=FIRENZE):
        with acting(city=BOLOGNA):
            assert current_municipality() == _setting() == BOLOGNA
        assert current_municipality() == _setting() == FIRENZE
    assert not _setting()


def test_a_failed_inner_actor_gives_back_the_outer_one() -> None:
    with acting(city=FIRENZE):
        with pytest.raises(ValueError, match="inner"), acting(city=BOLOGNA):
            raise ValueError("inner")
        assert _setting() == FIRENZE


def test_a_failed_operation_leaves_neither_row_nor_event() -> None:
    @operation
    def half_done() -> None:
        person = make_person()
        audit.record("people.registered", person)
        raise ValueError("half done")

    with acting(city=FIRENZE):
        with pytest.raises(ValueError, match="half done"):
            half_done()
        assert not current_frame().events
        assert not Person.objects.exists()


def test_an_abandoned_actor_writes_nothing() -> None:
    with acting(city=FIRENZE) as actor, act_as(actor) as frame:
        make_person()
        audit.record("people.registered")
        frame.abandoned = True
    with acting(city=FIRENZE):
        assert not Person.objects.exists()
        assert not AuditEvent.objects.filter(action="people.registered").exists()


def test_somebody_who_speaks_is_the_one_written_down() -> None:
    with acting("CITY_MANAGER", FIRENZE) as manager:
        with acting("CASE_WORKER", FIRENZE) as worker:
            pass
        with speak_as(worker):
            assert current_actor() == worker
            audit.record("test.spoken")
        assert current_actor() == manager
        audit.record("test.said")
    with acting("CITY_MANAGER", FIRENZE):
        told = {event.action: event.role for event in AuditEvent.objects.all()}
    assert (told["test.spoken"], told["test.said"]) == ("CASE_WORKER", "CITY_MANAGER")


def test_nobody_speaks_for_another_city() -> None:
    with acting(city=BOLOGNA) as stranger:
        pass
    with acting(city=FIRENZE):
        with pytest.raises(ValueError, match="same municipality"), speak_as(stranger):
            pass
        assert _setting() == FIRENZE


def test_who_speaks_and_fails_undoes_the_whole() -> None:
    with acting(city=FIRENZE) as actor:
        pass

    def write_and_fail() -> None:
        make_person()
        with speak_as(actor):
            raise ValueError("spoken")

    with pytest.raises(ValueError, match="spoken"), act_as(actor):
        write_and_fail()
    with acting(city=FIRENZE):
        assert not Person.objects.exists()
