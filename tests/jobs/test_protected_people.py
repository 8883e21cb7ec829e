"""What runs by itself goes on with people who are hidden, or whose data may not be changed."""

import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.enums import HoldState
from lgnet.domain.housing.models import BedNight, Hold
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import LookAlike, Person
from lgnet.domain.security.queries import system_actor
from lgnet.jobs import tasks
from lgnet.lib.actor import act_as
from tests.builders import FIRENZE, acting
from tests.domain.privacy.builders import seclude
from tests.housing_builders import MAN, WOMAN, make_request, make_stay, make_unit
from tests.people_builders import a_person

pytestmark = pytest.mark.django_db
DAYS = 4


def _freeze(person_id: UUID) -> None:
    people.place_hold(person_id=person_id, reason="LIMIT", at=timezone.now())


@pytest.mark.parametrize("protect", [_freeze, seclude])
def test_every_task_of_the_clock_runs_to_its_end(protect: Callable[[UUID], None]) -> None:
    at = timezone.localtime() - timedelta(days=DAYS)
    with acting():
        stay = make_stay(make_unit(at=at), MAN, at=at)
        asked = make_request(WOMAN, at=at)
        late = timezone.localtime() - timedelta(hours=2)
        place = make_unit(at=late, unit_code="2")
        housing.hold(request_id=asked.pk, unit_id=place.pk, from_on=late.date(), at=late)
        twins = [
            a_person(given_name="Selam", family_name="Weldu", phone="+393331234567", at=late).pk
            for _ in range(2)
        ]
    everybody = [row.pk for row in _everybody()]
    for person_id in everybody:
        with acting():
            protect(person_id)
    for task in _by_the_clock():
        task(timestamp=0)
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert BedNight.objects.filter(stay=stay).count() == DAYS
        assert Hold.objects.get(request=asked).state == HoldState.EXPIRED
        compared = LookAlike.objects.filter(first__in=twins, second__in=twins).exists()
        assert compared is (protect is seclude), "who may not be used is not compared"


def _by_the_clock() -> list[Callable[..., Any]]:
    """Return the tasks nobody asks for: they come by themselves, to whoever is there."""
    every = [getattr(tasks, name) for name in tasks.__all__]
    return [task for task in every if "timestamp" in inspect.signature(task.func).parameters]


def _everybody() -> list[Person]:
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        return list(Person.objects.all())
