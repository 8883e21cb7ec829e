"""A read composed once answers as the queryset it was made of, each time with its own values."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lgnet.domain.people.models import Person
from lgnet.domain.security.models import Membership
from lgnet.lib.reads import Read, among
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.lib.test_actor import make_person

pytestmark = pytest.mark.django_db


def _among(ids: Any, before: Any) -> Any:
    return Person.objects.filter(among("id", ids), registered_at__lte=before).order_by("id")


def test_each_call_has_its_own_values() -> None:
    read = Read[Person](_among)
    with acting(city=FIRENZE):
        first, second = make_person("Selam"), make_person("Dawit")
        now = timezone.now()
        assert read(ids=[first.pk], before=now) == [first]
        assert read(ids=[second.pk], before=now) == [second]
        assert read(ids=[first.pk, second.pk], before=now) == [first, second]
        assert read(ids=[], before=now) == []
        assert read(ids=[first.pk], before=now - timedelta(days=1)) == []
        assert read(ids=[first.pk, second.pk], before=now, limit=1) == [first]
        assert read.first(ids=[second.pk], before=now) == second
        assert read.first(ids=[], before=now) is None


def test_rows_are_whole_with_what_they_were_selected_with() -> None:
    read = Read[Membership](
        lambda user, on: (
            Membership.objects.select_related("user")
            .filter(Q(to_on=None) | Q(to_on__gt=on), user=user)
            .order_by("id")
        )
    )
    with acting(city=FIRENZE) as actor:
        plain = Membership.objects.select_related("user").get(user_id=actor.user_id)
        (found,) = read(user=actor.user_id, on=timezone.localdate())
        with CaptureQueriesContext(connection) as statements:
            assert found.user.username == plain.user.username
        assert not len(statements)
        assert {f.attname: getattr(found, f.attname) for f in Membership._meta.fields} == {
            f.attname: getattr(plain, f.attname) for f in Membership._meta.fields
        }


def test_sealed_texts_open_and_deferred_ones_are_asked_for_later() -> None:
    read = Read[Person](lambda pk: Person.objects.filter(pk=pk).defer("alias"))
    with acting(city=FIRENZE):
        person = make_person("Selam")
        (found,) = read(pk=person.pk)
        assert found.given_name == "Selam"
        assert found.get_deferred_fields() == {"alias"}


def test_values_and_counts_are_read_as_tuples() -> None:
    read = Read[tuple[Any, str]](
        lambda pk: Person.objects.filter(pk=pk).order_by("id").values_list("pk", "stage")
    )
    with acting(city=FIRENZE):
        person = make_person()
        assert read(pk=person.pk) == [(person.pk, person.stage)]


def test_another_city_sees_nothing_through_it() -> None:
    read = Read[Person](lambda pk: Person.objects.filter(pk=pk))
    with acting(city=FIRENZE):
        person = make_person()
        assert read(pk=person.pk) == [person]
    with acting(city=BOLOGNA):
        assert read(pk=person.pk) == []
    assert read(pk=person.pk) == []


def test_the_statement_is_composed_once() -> None:
    built: list[Any] = []

    def build(pk: Any) -> Any:
        built.append(pk)
        return Person.objects.filter(pk=pk)

    read = Read[Person](build)
    with acting(city=FIRENZE):
        person = make_person()
        assert read(pk=person.pk) == read(pk=person.pk) == [person]
    assert len(built) == 1


def test_a_value_too_few_or_too_many_is_refused() -> None:
    read = Read[Person](lambda pk: Person.objects.filter(pk=pk))
    with pytest.raises(TypeError, match="pk"):
        read()
    with pytest.raises(TypeError, match="pk"):
        read(pk=1, other=2)
