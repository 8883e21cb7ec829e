"""record_evening: who is in tonight, said once, said again, and what the morning makes of it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import Absence, BedNight, EveningCheck, Stay
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.housing_builders import (
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    later,
    make_household,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def _persons(stay: Stay) -> list[UUID]:
    return sorted(row.person_id for row in stay.occupancies.all() if row.person_id)


def _record(
    stay: Stay, *absent: UUID, on: date = TODAY, at: datetime = NOW
) -> Collection[EveningCheck]:
    return operations.record_evening(
        night=on, facility_ids=[stay.unit.facility_id], absent=absent, at=at
    )


def test_who_was_not_in_has_no_night() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL)
        away, home = _persons(stay)
        _record(stay, away)
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(2)) == 3
        tonight = BedNight.objects.filter(night=TODAY).values_list("person_id", flat=True)
        assert set(tonight) == {home}


def test_the_evening_sent_twice_is_one_evening() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL)
        away = _persons(stay)[0]
        _record(stay, away)
        _record(stay, away, at=later(minutes=1))
        assert (EveningCheck.objects.count(), Absence.objects.count()) == (1, 1)


def test_the_last_word_of_the_evening_stands() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL)
        away, late = _persons(stay)
        _record(stay, away)
        _record(stay, late, at=later(hours=2))
        assert queries.evening_of(night=TODAY)[1] == {late}
        _record(stay, at=later(hours=3))
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(1)) == 2


def test_after_midnight_it_is_still_the_same_night() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        after = NOW.replace(hour=2) + timedelta(days=1)
        _record(stay, *_persons(stay), at=after)
        assert EveningCheck.objects.get().night == TODAY


@pytest.mark.parametrize("days", [-1, 1])
def test_another_night_cannot_be_said(days: int) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        with pytest.raises(Invalid, match=r"housing\.evening"):
            _record(stay, on=night(days))
        assert not EveningCheck.objects.exists()


def test_a_night_already_recorded_is_over() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        operations.record_bed_nights(night_from=TODAY, night_to=night(1))
        with pytest.raises(Refused, match=r"housing\.evening_over"):
            _record(stay, *_persons(stay))


def test_somebody_who_is_not_expected_cannot_be_absent() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        stranger = make_household(MAN)[1].person_id
        with pytest.raises(NotFound, match=r"housing\.not_expected"):
            _record(stay, stranger)
        assert not Absence.objects.exists()


def test_another_citys_evening_does_not_exist() -> None:
    with acting(Role.HOUSING_COORDINATOR, BOLOGNA):
        stay = make_stay(make_unit(), MAN)
        facility = stay.unit.facility_id
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotFound):
        operations.record_evening(night=TODAY, facility_ids=[facility], absent=(), at=NOW)


def test_only_who_keeps_presence_records_it() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        _record(stay)
