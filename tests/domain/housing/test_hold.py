"""hold: all the beds of a household or none, once."""

from datetime import timedelta

import pytest

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import HoldState, RequestState
from lgnet.domain.housing.models import Hold, HousingRequest, Occupancy
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.housing_builders import (
    BOY,
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    beds_of,
    later,
    make_hold,
    make_request,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def test_hold_of_one_takes_one_bed_of_a_shared_room() -> None:
    with acting():
        unit = make_unit(beds=3)
        held = make_hold(unit, MAN)
        rows = Occupancy.objects.filter(hold=held)
        assert rows.count() == 1
        assert rows.get().person_id is not None
        assert held.request.state == RequestState.HELD


def test_hold_of_a_family_takes_the_room_whole() -> None:
    with acting():
        unit = make_unit(beds=4)
        held = make_hold(unit, WOMAN, GIRL, BOY)
        rows = Occupancy.objects.filter(hold=held)
        assert rows.count() == 4
        assert rows.filter(person__isnull=True).count() == 1


def test_hold_of_a_couple_needs_two_beds() -> None:
    with acting():
        single = make_unit(beds=1)
        with pytest.raises(Refused) as refused:
            make_hold(single, MAN, WOMAN)
        assert refused.value.params["rule"] == "UNIT_TOO_SMALL"
        double = make_unit(beds=2, unit_code="2")
        assert Occupancy.objects.filter(hold=make_hold(double, MAN, WOMAN)).count() == 2


def test_family_gets_all_its_beds_or_none() -> None:
    with acting():
        unit = make_unit(beds=3)
        make_hold(unit, MAN)
        request = make_request(WOMAN, GIRL)
        with pytest.raises(Refused, match="bed_taken"):
            operations.hold(request_id=request.pk, unit_id=unit.pk, from_on=TODAY, at=NOW)
        assert Occupancy.objects.count() == 1
        request.refresh_from_db()
        assert request.state == RequestState.WAITING


def test_exclusive_unit_is_taken_whole_by_one_person() -> None:
    with acting():
        unit = make_unit(beds=2, exclusive=True)
        assert Occupancy.objects.filter(hold=make_hold(unit, MAN)).count() == 2
        with pytest.raises(Refused, match="bed_taken"):
            make_hold(unit, MAN)


def test_hold_lasts_half_an_hour_tonight_and_a_day_later() -> None:
    with acting():
        assert make_hold(make_unit(), MAN).expires_at == later(minutes=30)
        planned = make_hold(make_unit(unit_code="2"), MAN, from_on=night(3))
        assert planned.expires_at == later(hours=24)


def test_expired_hold_never_blocks() -> None:
    with acting():
        unit = make_unit()
        old = make_hold(unit, MAN)
        at = later(minutes=30)
        fresh = make_hold(unit, MAN, at=at)
        old.refresh_from_db()
        old.request.refresh_from_db()
        assert (old.state, old.request.state) == (HoldState.EXPIRED, RequestState.WAITING)
        assert queries.taken(from_on=TODAY, to_on=None, at=at)[0].hold_id == fresh.pk


def test_hold_past_its_hour_is_replaced_by_the_same_request() -> None:
    with acting():
        first, second = make_unit(), make_unit(unit_code="2")
        old = make_hold(first, MAN)
        again = operations.hold(
            request_id=old.request_id, unit_id=second.pk, from_on=TODAY, at=later(hours=1)
        )
        assert again.unit_id == second.pk
        assert Hold.objects.filter(state=HoldState.ACTIVE).count() == 1


def test_request_has_one_hold_at_a_time() -> None:
    with acting():
        held = make_hold(make_unit(), MAN)
        other = make_unit(unit_code="2")
        with pytest.raises(Refused, match="request_held"):
            operations.hold(request_id=held.request_id, unit_id=other.pk, from_on=TODAY, at=NOW)


def test_person_with_a_bed_gets_no_second_one() -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        case = stay.request.case
        request = operations.open_request(
            case_id=case.pk,
            household_id=stay.household_id,
            at=NOW,
            priority_class="2",
            class_reason="trasferimento",
            from_on=TODAY,
        )
        with pytest.raises(Refused, match="person_has_bed"):
            operations.hold(
                request_id=request.pk,
                unit_id=make_unit(unit_code="2").pk,
                from_on=TODAY,
                at=NOW,
            )


def test_bed_is_free_again_from_the_night_of_exit() -> None:
    with acting():
        unit = make_unit()
        make_stay(unit, MAN, nights=3)
        with pytest.raises(Refused, match="bed_taken"):
            make_hold(unit, MAN, from_on=night(2))
        assert make_hold(unit, MAN, from_on=night(3)).from_on == night(3)


def test_stay_past_its_expected_exit_keeps_the_bed() -> None:
    with acting():
        unit = make_unit(at=later(days=9))
        make_stay(unit, MAN, nights=3)
        with pytest.raises(Refused, match="bed_taken"):
            make_hold(unit, MAN, at=later(days=9))


@pytest.mark.parametrize("days", [-1, 400])
def test_hold_refuses_absurd_nights(days: int) -> None:
    with acting(), pytest.raises(Invalid, match="from_on"):
        make_hold(make_unit(), MAN, from_on=night(days))


def test_hold_refuses_an_hour_in_the_past() -> None:
    with acting(), pytest.raises(Invalid, match="expires_at"):
        make_hold(make_unit(), MAN, expires_at=NOW - timedelta(minutes=1))


def test_men_do_not_enter_a_house_of_women() -> None:
    with acting():
        unit = make_unit(beds=2, chi="WOMEN")
        with pytest.raises(Refused) as refused:
            make_hold(unit, MAN)
        assert refused.value.params["rule"] == "UNIT_KEPT_FOR_OTHERS"


def test_blocked_bed_is_not_held() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        unit = make_unit()
        operations.block_bed(
            bed_id=beds_of(unit)[0].pk, from_on=TODAY, to_on=night(5), reason="WORKS", at=NOW
        )
        with pytest.raises(Refused, match="bed_taken"):
            make_hold(unit, MAN)


def test_unit_of_another_city_does_not_exist() -> None:
    with acting(city=BOLOGNA):
        theirs = make_unit()
        their_request = make_request(MAN)
    with acting():
        request = make_request(MAN)
        with pytest.raises(NotFound):
            operations.hold(request_id=request.pk, unit_id=theirs.pk, from_on=TODAY, at=NOW)
        with pytest.raises(NotFound):
            operations.hold(
                request_id=their_request.pk, unit_id=make_unit().pk, from_on=TODAY, at=NOW
            )
        assert not HousingRequest.objects.filter(pk=their_request.pk).exists()


def test_hold_needs_permission() -> None:
    with acting():
        request, unit = make_request(MAN), make_unit()
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        operations.hold(request_id=request.pk, unit_id=unit.pk, from_on=TODAY, at=NOW)
