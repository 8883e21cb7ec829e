"""What the database refuses whatever the code forgets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing.models import (
    Bed,
    BedNight,
    ConfirmationLink,
    Convention,
    Discrepancy,
    Facility,
    Hold,
    Occupancy,
    Stay,
)
from lgnet.lib.ids import new_id
from tests.builders import acting
from tests.housing_builders import (
    MAN,
    NOW,
    TODAY,
    later,
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


def _two_conventions_at_once() -> None:
    for cig in ("B1A2C3D4E5", "B1A2C3D4E6"):
        Convention.objects.create(**_terms(), cig=cig)


def _a_cig_of_nine() -> None:
    Convention.objects.create(**_terms(), cig="B1A2C3D4E")


def _a_convention_that_ends_before_it_begins() -> None:
    Convention.objects.create(**_terms() | {"to_on": TODAY}, cig="B1A2C3D4E5")


def _terms() -> dict[str, Any]:
    facility = Facility.objects.first() or make_unit().facility
    more = {"places": 2, "from_on": TODAY, "to_on": night(90), "recorded_at": NOW}
    return {"facility": facility, **more}


def _two_nudges_on_a_day() -> None:
    facility = make_unit().facility
    for _ in range(2):
        ConfirmationLink.objects.create(
            facility=facility, made_at=NOW, expires_at=later(hours=1), nudged_on=TODAY
        )


def _the_same_said_twice() -> None:
    facility = make_unit().facility
    for _ in range(2):
        Discrepancy.objects.create(facility=facility, kind="CALL", raised_at=NOW)


def _an_extra_bed_without_its_nights() -> None:
    Bed.objects.create(unit=make_unit(), label="+1", extra=True)


def _an_end_without_a_reason() -> None:
    Convention.objects.create(**_terms(), cig="B1A2C3D4E5", ended_on=TODAY)


@pytest.mark.parametrize(
    ("constraint", "break_it"),
    [
        ("convention_one_at_a_time", _two_conventions_at_once),
        ("convention_cig_or_why_not", _a_cig_of_nine),
        ("convention_in_order", _a_convention_that_ends_before_it_begins),
        ("convention_end_has_its_reason", _an_end_without_a_reason),
        ("link_one_nudge_a_day", _two_nudges_on_a_day),
        ("discrepancy_open_once", _the_same_said_twice),
        ("bed_extra_has_its_nights", _an_extra_bed_without_its_nights),
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
