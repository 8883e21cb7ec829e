"""record_bed_nights: each night of each person once, with the dimensions of that day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import BedNight
from lgnet.domain.housing.operations.nights import AGE_BRACKET
from lgnet.domain.ledger.models import Fact
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Vulnerability
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed
from tests.builders import BOLOGNA, acting
from tests.housing_builders import (
    BOY,
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    later,
    make_hold,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def test_nights_are_recorded_once_however_often() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(beds=3), WOMAN, GIRL, BOY)
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(2)) == 6
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(3)) == 3
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(3)) == 0
        assert BedNight.objects.count() == Fact.objects.filter(kind="housing.bed_night").count()
        pseudonym = stay.request.case.person.pseudonym
        assert Fact.objects.filter(key=f"night:{stay.pk}:{pseudonym}:{TODAY}").exists()


def test_holds_and_blocks_are_no_nights() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        make_hold(make_unit(), MAN)
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(1)) == 0


def test_night_of_exit_is_none() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        operations.end_stay(stay_id=stay.pk, on=night(2), destination="AUTONOMY", at=later(days=2))
        assert operations.record_bed_nights(night_from=night(-5), night_to=night(10)) == 2


def test_stay_past_its_expected_exit_goes_on() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        make_stay(make_unit(), MAN, nights=2)
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(4)) == 4


@pytest.mark.parametrize("nights", [0, -1, 401])
def test_refuses_no_night_and_too_many(nights: int) -> None:
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(Invalid, match="nights"):
        operations.record_bed_nights(night_from=TODAY, night_to=night(nights))


def test_needs_permission_and_sees_only_its_city() -> None:
    with acting(city=BOLOGNA):
        make_stay(make_unit(), MAN)
    with acting(Role.HOUSING_COORDINATOR):
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(1)) == 0
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        operations.record_bed_nights(night_from=TODAY, night_to=night(1))


_DAYS = st.dates(date(1930, 1, 1), date(2026, 11, 1))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(born=_DAYS, width=st.integers(0, 3000), on=st.dates(date(2026, 11, 1), date(2040, 1, 1)))
def test_age_in_the_database_is_the_age_of_the_domain(born: date, width: int, on: date) -> None:
    born_to = born + timedelta(days=width)
    sql = AGE_BRACKET.format(night="%s::date", born_from="%s::date", born_to="%s::date")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sql}", [born, born_to, on, born, on, born_to, on, born_to, on, born]
        )
        assert cursor.fetchone() == (Birth(born, born_to, "BAND").bracket(on=on),)


def test_vulnerability_counts_while_it_lasts() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), WOMAN)
        Vulnerability.objects.create(
            vault_key=stay.vault_key,
            person=stay.request.case.person,
            category="E",
            assessed_on=night(1),
            ended_on=night(2),
            recorded_at=NOW,
        )
        operations.record_bed_nights(night_from=TODAY, night_to=night(3))
        facts = Fact.objects.filter(kind="housing.bed_night").order_by("happened_on")
        assert [fact.dimensions["vulnerable"] for fact in facts] == [False, True, False]
        members = queries.members_of(household_ids=[stay.household_id], on=night(1))
        assert members[stay.household_id][0].dimensions(on=night(1))["vulnerable"]
