"""The nightly list of terms and the hourly look at readings visit every city."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lgnet.domain.people import queries
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import Anomaly, RetentionDue
from lgnet.domain.security.enums import Role
from lgnet.jobs.tasks import find_due, note_anomalies
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.people_builders import a_person

pytestmark = pytest.mark.django_db


def test_terms_that_are_over_are_listed_in_every_city() -> None:
    for city in (FIRENZE, BOLOGNA):
        with acting(Role.CITY_MANAGER, city):
            privacy.set_term(
                kind="NEVER",
                months=1,
                legal_basis="Massimario di scarto, voce 7",
                from_on=timezone.localdate(),
                at=timezone.now(),
            )
        with acting(city=city):
            a_person(at=timezone.now() - timedelta(days=60))
    assert find_due(timestamp=0) == 2
    assert find_due(timestamp=0) == 0
    with acting(city=BOLOGNA):
        assert RetentionDue.objects.count() == 1


def test_readings_of_the_day_are_looked_at() -> None:
    with acting(Role.CITY_MANAGER):
        privacy.save_settings(at=timezone.now(), opened_at_least=1, night_opened=1000)
    with acting():
        for number in range(2):
            queries.get_person(person_id=a_person(alias=f"Nome {number}").pk)
    if timezone.localtime().hour:  # in the first hour it looks at the day before
        assert note_anomalies(timestamp=0) == 1
        with acting():
            assert Anomaly.objects.get().counted == 2
