"""Jobs of housing visit every city and may run as often as they like."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lgnet.domain.housing import operations
from lgnet.domain.housing.enums import HoldState
from lgnet.domain.housing.models import BedNight, Hold
from lgnet.domain.security.queries import system_actor
from lgnet.jobs import housing as jobs
from lgnet.lib.actor import act_as
from lgnet.lib.longwork.steps import put_down, take_up
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import MAN, make_household, make_request, make_stay, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("city", [FIRENZE, BOLOGNA])
def test_holds_past_their_hour_end_in_every_city(city: str) -> None:
    at = timezone.localtime() - timedelta(hours=2)
    with acting(city=city):
        request, unit = make_request(MAN, at=at), make_unit(at=at)
        operations.hold(request_id=request.pk, unit_id=unit.pk, from_on=at.date(), at=at)
    assert jobs.expire_holds(timestamp=0) == 1
    assert jobs.expire_holds(timestamp=0) == 0
    with acting(city=city):
        assert Hold.objects.get().state == HoldState.EXPIRED


def test_a_city_whose_past_is_being_written_is_left_alone() -> None:
    """The year of a demonstration is played while the worker runs: its holds are of months ago."""
    at = timezone.localtime() - timedelta(hours=2)
    with acting():
        request, unit = make_request(MAN, at=at), make_unit(at=at)
        operations.hold(request_id=request.pk, unit_id=unit.pk, from_on=at.date(), at=at)
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        work = take_up("a year", at=at)
    assert jobs.expire_holds(timestamp=0) == 0
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        work.finished = True
        put_down(work, at=at)
    assert jobs.expire_holds(timestamp=0) == 1


def test_missed_nights_are_caught_up_once() -> None:
    at = timezone.localtime() - timedelta(days=40)
    with acting():
        make_household(MAN)
        make_stay(make_unit(at=at), MAN, at=at)
    assert jobs.record_bed_nights(timestamp=0) == 40
    assert jobs.record_bed_nights(timestamp=0) == 0
    with acting():
        assert BedNight.objects.order_by(
            "-night"
        ).first().night == timezone.localdate() - timedelta(days=1)


def test_a_city_without_stays_has_nothing_to_record() -> None:
    with acting(city=BOLOGNA):
        make_unit()
    assert jobs.record_bed_nights(timestamp=0) == 0
