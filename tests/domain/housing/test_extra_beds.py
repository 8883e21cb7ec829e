"""Extra beds come for some nights, move and go; works and damage block places while they last."""

import pytest

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import Bed, Occupancy, Unit, Upkeep
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotFound, Refused
from tests.builders import acting
from tests.housing_builders import (
    BOY,
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    a_row,
    beds_of,
    later,
    make_hold,
    make_request,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    """A room of two."""
    with acting():
        return make_unit(beds=2)


def _add(unit: Unit, *, start: int = 0, end: int | None = None) -> Bed:
    return operations.add_bed(
        facility_id=unit.facility_id,
        unit_id=unit.pk,
        from_on=night(start),
        to_on=None if end is None else night(end),
        at=NOW,
    )


def _free(at_night: int = 0) -> dict[int, int]:
    rooms = queries.count_free_rooms(on=night(at_night), at=NOW)
    return {size: free.free for size, free in rooms.items()}


def test_an_extra_bed_makes_room_for_one_more_on_its_nights(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        assert _free()[3] == 0
        _add(unit, end=5)
        assert (_free()[3], _free(4)[3], _free(5)[3]) == (1, 1, 0)
        assert (_free(5)[2], _free(5)[1]) == (1, 1)
        assert queries.overview(at=NOW)["beds"] == 3
        assert queries.overview(at=later(days=6))["beds"] == 2


def test_one_that_comes_later_is_not_there_before(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        _add(unit, start=3)
        assert (_free()[3], _free(3)[3]) == (0, 1)
        counts = queries.overview(at=NOW)
        assert (counts["beds"], counts["blocks"]) == (2, 0)


def test_a_family_is_held_with_it_and_a_couple_keeps_the_room_after_it_goes(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        _add(unit, end=5)
        made = make_hold(unit, WOMAN, GIRL, BOY, to_on=night(4))
        assert made.occupancies.count() == 3
        operations.release_hold(hold_id=made.pk, at=NOW)
        with pytest.raises(Refused, match=r"housing\.bed_taken"):
            make_hold(unit, WOMAN, GIRL, BOY, to_on=night(9))
        assert make_hold(unit, WOMAN, GIRL, to_on=night(90)).occupancies.count() == 2


def test_nobody_holds_a_bed_that_is_not_there(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        bed = _add(unit, end=5)
        away = Occupancy.objects.get(bed=bed, kind="BLOCK")
        assert (away.from_on, away.to_on, away.reason) == (night(5), None, "AWAY")
        with pytest.raises(Refused, match=r"housing\.bed_is_away"):
            operations.unblock_bed(occupancy_id=away.pk, at=NOW)
        with pytest.raises(Invalid, match=r"housing\.block_reason"):
            operations.block_bed(
                bed_id=bed.pk, from_on=TODAY, to_on=night(1), reason="AWAY", at=NOW
            )


def test_a_moved_bed_keeps_its_history(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        other = make_unit(beds=1, unit_code="2")
        old = _add(unit, end=10)
        new = operations.move_bed(
            facility_id=unit.facility_id, bed_id=old.pk, unit_id=other.pk, on=night(4), at=NOW
        )
        old.refresh_from_db()
        assert (old.to_on, new.from_on, new.to_on, new.came_from_id) == (
            night(4),
            night(4),
            night(10),
            old.pk,
        )
        assert (_free(3)[3], _free(3)[2], _free(4)[3], _free(4)[2]) == (1, 1, 0, 2)
        assert _free(10)[2] == 1


def test_a_bed_somebody_has_is_neither_moved_nor_taken_away(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        other = make_unit(beds=1, unit_code="2")
        bed = _add(unit)
        make_stay(unit, WOMAN, GIRL, BOY)
        here = {"facility_id": unit.facility_id, "bed_id": bed.pk, "on": night(2), "at": NOW}
        with pytest.raises(Refused, match=r"housing\.bed_in_use"):
            operations.remove_bed(**here)
        with pytest.raises(Refused, match=r"housing\.bed_in_use"):
            operations.move_bed(unit_id=other.pk, **here)
        bed.refresh_from_db()
        assert bed.to_on is None
        assert Bed.objects.filter(extra=True).count() == 1


def test_only_extra_beds_of_that_facility_are_moved(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stranger = make_unit(code="ALTRA").facility_id
        bed = _add(unit)
        fixed = beds_of(unit)[1]
        for facility_id, bed_id in ((stranger, bed.pk), (unit.facility_id, fixed.pk)):
            with pytest.raises(NotFound):
                operations.remove_bed(facility_id=facility_id, bed_id=bed_id, on=night(1), at=NOW)


@pytest.mark.parametrize(("start", "end"), [(-1, None), (400, None), (3, 3), (3, 1)])
def test_nights_that_cannot_be_change_nothing(unit: Unit, start: int, end: int | None) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        with pytest.raises(Invalid):
            _add(unit, start=start, end=end)
        assert not Bed.objects.filter(extra=True).exists()


def test_a_table_of_facilities_leaves_extra_beds_alone(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        _add(unit)
        told = operations.import_facilities(rows=[a_row(struttura="Casa CASA", posti=2)], at=NOW)
        assert (told.updated, told.unchanged) == (0, 1)
        assert Bed.objects.filter(usable=True).count() == 3


def test_a_family_fits_a_room_with_one_bed_out_of_use() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        unit = make_unit(beds=4)
        operations.block_bed(
            bed_id=beds_of(unit)[3].pk, from_on=TODAY, to_on=None, reason="REPAIR", at=NOW
        )
        assert (_free()[3], _free()[4]) == (1, 0)
        make_hold(unit, WOMAN, GIRL, BOY)
        assert _free()[1] == 0


def test_works_block_their_beds_until_they_are_done(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        made = operations.open_upkeep(
            facility_id=unit.facility_id,
            kind="WORKS",
            from_on=TODAY,
            to_on=night(20),
            unit_id=unit.pk,
            bed_ids=[bed.pk for bed in beds_of(unit)],
            note="Infiltrazione dal tetto",
            at=NOW,
        )
        assert (_free()[1], _free(20)[1]) == (0, 1)
        assert Upkeep.objects.get().note == "Infiltrazione dal tetto"
        closing = {"facility_id": unit.facility_id, "upkeep_id": made.pk, "at": later(days=3)}
        operations.close_upkeep(outcome="DONE", **closing)
        assert _free(3)[1] == 1
        with pytest.raises(Refused, match=r"housing\.upkeep_closed"):
            operations.close_upkeep(outcome="DONE", **closing)


def test_works_on_a_bed_somebody_has_block_nothing(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        make_stay(unit, MAN)
        with pytest.raises(Refused, match=r"housing\.bed_taken"):
            operations.open_upkeep(
                facility_id=unit.facility_id,
                kind="DAMAGE",
                from_on=TODAY,
                bed_ids=[bed.pk for bed in beds_of(unit)],
                at=NOW,
            )
        assert not Upkeep.objects.exists()
        assert not Occupancy.objects.filter(kind="BLOCK").exists()


def test_beds_of_another_facility_are_not_blocked(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        theirs = beds_of(make_unit(code="ALTRA"))[0]
        with pytest.raises(NotFound):
            operations.open_upkeep(
                facility_id=unit.facility_id,
                kind="DAMAGE",
                from_on=TODAY,
                bed_ids=[theirs.pk],
                at=NOW,
            )


def test_proposals_know_extra_beds(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        request = make_request(WOMAN, GIRL, BOY, expected_nights=4)
        assert not operations.propose(request_id=request.pk, at=NOW).options
        _add(unit, end=5)
        run = operations.propose(request_id=request.pk, at=NOW)
        assert [option["unit_id"] for option in run.options] == [str(unit.pk)]
