"""What the database refuses whatever the code forgets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing.models import BedNight, Hold, Occupancy, Stay
from lgnet.lib.ids import new_id
from tests.builders import acting
from tests.housing_builders import (
    MAN,
    TODAY,
    make_hold,
    make_household,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def _same_bed_twice() -> None:
    row = Occupancy.objects.get(hold=make_hold(make_unit(), MAN))
    _household, case = make_household(MAN)
    row.pk, row.person_id, row._state.adding = new_id(), case.person_id, True
    row.from_on, row.to_on = night(1), night(2)
    row.save(force_insert=True)


def _two_beds_for_one_person() -> None:
    row = Occupancy.objects.get(hold=make_hold(make_unit(), MAN))
    row.pk, row.bed, row._state.adding = new_id(), make_unit(unit_code="2").beds.get(), True
    row.save(force_insert=True)


def _two_holds_for_one_request() -> None:
    held = make_hold(make_unit(), MAN)
    held.pk, held._state.adding = new_id(), True
    held.save(force_insert=True)


def _two_stays_for_one_request() -> None:
    stay = make_stay(make_unit(), MAN)
    stay.pk, stay._state.adding = new_id(), True
    stay.save(force_insert=True)


def _stay_without_its_cause() -> None:
    Occupancy.objects.filter(hold=make_hold(make_unit(), MAN)).update(kind="STAY")


def _stay_that_ends_before_it_begins() -> None:
    Stay.objects.filter(pk=make_stay(make_unit(), MAN).pk).update(to_on=night(-1))


def _night_slept_twice() -> None:
    stay = make_stay(make_unit(), MAN)
    row = stay.occupancies.get()
    for _ in range(2):
        BedNight.objects.create(stay=stay, bed=row.bed, person=row.person, night=TODAY)


@pytest.mark.parametrize(
    ("constraint", "break_it"),
    [
        ("bed_taken_once", _same_bed_twice),
        ("person_one_bed", _two_beds_for_one_person),
        ("hold_one_per_request", _two_holds_for_one_request),
        ("stay_one_per_request", _two_stays_for_one_request),
        ("occupancy_has_its_cause", _stay_without_its_cause),
        ("stay_in_order", _stay_that_ends_before_it_begins),
        ("bed_night_once", _night_slept_twice),
    ],
)
def test_the_database_refuses(constraint: str, break_it: Callable[[], Any]) -> None:
    with acting():
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            break_it()
        assert not Hold.objects.exists()
