"""Every night the look-alikes of every city are queued."""

from datetime import date

import pytest
from django.test import Client

from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import LookAlike
from lgnet.jobs import people as jobs
from tests.builders import BOLOGNA, FIRENZE, acting, sign_in
from tests.people_builders import a_person

BORN = Birth.on_day(date(1994, 5, 12))


@pytest.mark.django_db
def test_look_alikes_of_every_city_are_queued_once_and_stand_on_oggi(client: Client) -> None:
    for city in (FIRENZE, BOLOGNA):
        with acting(city=city):
            a_person(given_name="Mohamed", family_name="Jallow", birth=BORN)
            a_person(given_name="Muhammad", family_name="Diallo", birth=BORN)
    assert jobs.note_look_alikes(timestamp=0) == 2
    assert jobs.note_look_alikes(timestamp=0) == 2
    for city in (FIRENZE, BOLOGNA):
        with acting(city=city):
            assert LookAlike.objects.count() == 1
    page = sign_in(client).get("/sportello/").content.decode()
    assert "Forse la stessa persona: 1 coppia da guardare" in page
