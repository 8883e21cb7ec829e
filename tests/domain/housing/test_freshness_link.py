"""A facility confirms by a link: one facility, some hours, revocable; it moves nobody."""

from datetime import timedelta
from typing import Any

import pytest

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.links import read_token, token_of
from lgnet.domain.housing.models import (
    Confirmation,
    ConfirmationLink,
    Discrepancy,
    Facility,
    Occupancy,
    Unit,
)
from lgnet.domain.housing.operations.freshness import LINK_LASTS, MOST_ANSWERS
from lgnet.domain.housing.queries.freshness import (
    Freshness,
    facilities_to_nudge,
    freshness,
    picture_of,
)
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import public_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotFound, Refused
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import MAN, NOW, later, make_request, make_stay, make_unit

pytestmark = pytest.mark.django_db
OLD = NOW - timedelta(days=2)


@pytest.fixture
def unit() -> Unit:
    """A room of three with somebody in it, confirmed two days ago."""
    with acting(Role.HOUSING_COORDINATOR):
        made = make_unit(beds=3, at=OLD)
        make_stay(made, MAN)
        return made


def _link(unit: Unit, at: Any = NOW) -> ConfirmationLink:
    with acting(Role.HOUSING_COORDINATOR):
        return operations.make_link(facility_id=unit.facility_id, at=at)


def _token(link: ConfirmationLink) -> str:
    return token_of(municipality_id=link.municipality_id, link_id=link.pk)


def _mark(unit: Unit, at: Any = NOW) -> str:
    with acting():
        return picture_of(facility=Facility.objects.get(pk=unit.facility_id), at=at).mark


def _answer(link: ConfirmationLink, unit: Unit, at: Any = NOW, **told: Any) -> Any:
    seen = told.pop("seen", None) or _mark(unit, at)
    with act_as(public_actor()):
        return operations.answer_link(**{"token": _token(link), "seen": seen, "at": at, **told})


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, Freshness.FRESH),
        (24, Freshness.FRESH),
        (25, Freshness.FADING),
        (72, Freshness.FADING),
        (73, Freshness.UNKNOWN),
        (None, Freshness.UNKNOWN),
    ],
)
def test_a_picture_fades_and_is_then_not_known(hours: int | None, expected: Freshness) -> None:
    assert freshness(None if hours is None else NOW - timedelta(hours=hours), NOW) == expected


def test_all_is_right_makes_the_picture_fresh(unit: Unit) -> None:
    picture = _answer(_link(unit), unit)
    assert [(room.beds, room.free) for room in picture.rooms] == [(3, 2)]
    with acting():
        assert Facility.objects.get().confirmed_at == NOW
        last = Confirmation.objects.latest("at")
        assert (last.way, last.said_by) == ("LINK", None)
        assert not Discrepancy.objects.exists()


def test_another_number_is_for_the_desk_and_moves_nobody(unit: Unit) -> None:
    link = _link(unit)
    with acting():
        before = list(Occupancy.objects.order_by("pk").values())
    for said in (0, 1, 1):
        _answer(link, unit, told={unit.pk: said})
    with acting():
        row = Discrepancy.objects.get()
        assert (row.kind, row.believed, row.told, row.unit_id) == ("COUNT", 2, 1, unit.pk)
        assert Facility.objects.get().confirmed_at == OLD
        assert list(Occupancy.objects.order_by("pk").values()) == before
        operations.settle_discrepancy(
            facility_id=unit.facility_id, discrepancy_id=row.pk, outcome="MENDED", at=NOW
        )
        with pytest.raises(Refused, match=r"housing\.discrepancy_settled"):
            operations.settle_discrepancy(
                facility_id=unit.facility_id, discrepancy_id=row.pk, outcome="MENDED", at=NOW
            )


def test_call_us_is_one_task_however_often_it_is_pressed(unit: Unit) -> None:
    link = _link(unit)
    _answer(link, unit, call=True)
    _answer(link, unit, call=True)
    with acting():
        assert [(row.kind, row.unit_id) for row in Discrepancy.objects.all()] == [("CALL", None)]
        assert Facility.objects.get().confirmed_at == OLD


def test_the_same_number_said_in_the_form_is_a_confirmation(unit: Unit) -> None:
    _answer(_link(unit), unit, told={unit.pk: 2})
    with acting():
        assert Facility.objects.get().confirmed_at == NOW


@pytest.mark.parametrize("said", [-1, 4])
def test_a_number_the_room_does_not_have_changes_nothing(unit: Unit, said: int) -> None:
    link = _link(unit)
    with pytest.raises(Invalid, match=r"housing\.free_places"):
        _answer(link, unit, told={unit.pk: said})
    with acting():
        assert not Discrepancy.objects.exists()
        assert ConfirmationLink.objects.get().answers == 0


def test_a_room_of_another_facility_cannot_be_named(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        other = make_unit(code="ALTRA", at=OLD)
    with pytest.raises(Invalid, match=r"housing\.free_places"):
        _answer(_link(unit), unit, told={other.pk: 0})


def test_who_answers_to_an_old_picture_sees_the_new_one_first(unit: Unit) -> None:
    link, seen = _link(unit), _mark(unit)
    with acting():
        make_stay(unit, MAN)
    with pytest.raises(Refused, match=r"housing\.picture_changed"):
        _answer(link, unit, seen=seen)


def test_a_link_ends_by_itself_by_hand_and_by_too_many_answers(unit: Unit) -> None:
    link = _link(unit)
    over = NOW + LINK_LASTS
    with pytest.raises(NotFound, match=r"housing\.link_over"):
        _answer(link, unit, at=over)
    for _ in range(MOST_ANSWERS):
        _answer(link, unit)
    with pytest.raises(Refused, match=r"housing\.link_tired"):
        _answer(link, unit)
    other = _link(unit)
    with acting(Role.HOUSING_COORDINATOR):
        operations.revoke_link(facility_id=unit.facility_id, link_id=other.pk, at=NOW)
    with pytest.raises(NotFound, match=r"housing\.link_over"):
        _answer(other, unit, at=later(minutes=1))


def test_a_link_opens_its_own_facility_alone(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        other = make_unit(code="ALTRA", at=OLD)
    _answer(_link(unit), unit)
    with acting():
        assert Facility.objects.get(pk=other.facility_id).confirmed_at == OLD
        with pytest.raises(NotFound):
            operations.settle_discrepancy(
                facility_id=other.facility_id, discrepancy_id=unit.pk, outcome="MENDED", at=NOW
            )
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotFound):
        operations.revoke_link(
            facility_id=other.facility_id, link_id=ConfirmationLink.objects.get().pk, at=NOW
        )


def test_an_address_nobody_made_or_of_another_city_opens_nothing(unit: Unit) -> None:
    link = _link(unit)
    good = _token(link)
    forged = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.replace(FIRENZE, BOLOGNA, 1),
        link.pk.hex,
        "",
        "." * 40,
    ]
    assert all(read_token(token) is None for token in forged)
    forged.append(token_of(municipality_id=BOLOGNA, link_id=link.pk))  # signed, and no such row
    for token in forged:
        with act_as(public_actor()), pytest.raises(NotFound, match=r"housing\.link_over"):
            operations.answer_link(token=token, seen="x", at=NOW)


def test_a_facility_out_of_the_register_has_no_link() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        facility = operations.apply_facility(name="Casa", kind="HOST", at=NOW)
        with pytest.raises(Refused, match=r"housing\.not_accredited"):
            operations.make_link(facility_id=facility.pk, at=NOW)


def _with_contact(unit: Unit) -> None:
    operations.keep_facts(facility_id=unit.facility_id, contact_email="casa@ente.example", at=OLD)


def test_who_is_nudged_is_faded_has_a_contact_and_is_needed(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        make_request(MAN)
        assert facilities_to_nudge(at=NOW) == []  # no contact
        _with_contact(unit)
        assert facilities_to_nudge(at=NOW) == [unit.facility_id]
        assert facilities_to_nudge(at=OLD) == []  # still fresh then


def test_nobody_is_nudged_while_nobody_waits(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        _with_contact(unit)
        assert operations.nudge_facilities(at=NOW) == 0


def test_one_nudge_a_facility_and_day(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        _with_contact(unit)
        make_request(MAN)
        assert [operations.nudge_facilities(at=NOW) for _ in range(3)] == [1, 0, 0]
        assert operations.nudge_facilities(at=later(days=1)) == 1
        assert ConfirmationLink.objects.count() == 2


def test_counts_by_facility_agree_with_those_of_the_city(unit: Unit) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        make_unit(code="ALTRA", beds=4)
        by_size = {
            size: free.free
            for size, free in queries.count_free_rooms(on=NOW.date(), at=NOW).items()
        }
        counted = queries.count_free_by_facility(on=NOW.date(), at=NOW)
        for size, rooms in by_size.items():
            assert sum(counts[size] for counts in counted.values()) == rooms
