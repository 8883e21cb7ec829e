"""The board: each night of each row is in exactly one cell; rooms are counted, not beds."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.queries.board import _Window
from lgnet.domain.housing.queries.occupancy import Taken
from lgnet.domain.security.enums import Role
from lgnet.lib.ids import new_id
from tests.builders import acting
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
    make_stay,
    make_unit,
    night,
)

NIGHTS = 30


def _taken(start: int, end: int | None, kind: str = "STAY") -> Taken:
    return Taken(
        bed_id=new_id(),
        unit_id=new_id(),
        kind=kind,
        from_on=night(start),
        to_on=None if end is None else night(end),
        expected_to_on=None if end is None else night(end),
        person_id=None,
        hold_id=new_id(),
        stay_id=None,
        request_id=None,
        reason="",
        expires_at=later(hours=1),
        household_code="FI-N-0001",
        case_code="FI-2026-0001",
        persons=1,
        overdue=False,
        occupancy_id=new_id(),
    )


@st.composite
def _apart(draw: st.DrawFn) -> list[Taken]:
    """Spans that do not meet, as one bed has them."""
    cuts = sorted(draw(st.sets(st.integers(-20, 60), max_size=8)))
    return [_taken(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]


@given(rows=_apart())
def test_cells_cover_the_window_once(rows: list[Taken]) -> None:
    cells = _Window(TODAY, NIGHTS, NOW)._cells(rows, fresh=True, beds=1)
    assert sum(cell.nights for cell in cells) == NIGHTS
    column = 0
    for cell in cells:
        for offset in range(column, column + cell.nights):
            is_taken = any(row.on(TODAY + timedelta(days=offset)) for row in rows)
            assert (cell.kind == "free") != is_taken
        column += cell.nights


@given(start=st.integers(-40, 40), length=st.one_of(st.none(), st.integers(1, 60)))
def test_a_span_overlaps_iff_they_share_a_night(start: int, length: int | None) -> None:
    row = _taken(0, 10)
    end = None if length is None else night(start + length)
    nights = [night(day) for day in range(start, start + (length or 200))]
    assert row.overlaps(night(start), end) == any(row.on(day) for day in nights)


@pytest.mark.django_db
def test_free_nights_are_the_beds_nobody_has() -> None:
    with acting():
        unit = make_unit(beds=3)
        make_stay(unit, MAN, nights=4)
        make_hold(unit, MAN, from_on=night(2))
        assert queries.free_each_night(from_on=TODAY, nights=6, at=NOW) == (2, 2, 1, 1, 2, 2)
        assert queries.board(from_on=TODAY, nights=6, at=NOW).facilities[0].free == 2


@pytest.mark.django_db
def test_free_nights_agree_with_what_is_taken_whatever_went_wrong() -> None:
    """An exit nobody recorded, a place promised after it, a lapsed hold, blocks, a broken bed."""
    with acting(Role.HOUSING_COORDINATOR):
        unit = make_unit(beds=6)
        late = later(days=5)
        stay = make_stay(unit, MAN, nights=3)
        make_hold(unit, MAN, from_on=night(4))
        make_hold(unit, MAN, from_on=night(4))
        make_hold(unit, MAN, from_on=night(7), expires_at=later(days=6))
        single = make_unit(unit_code="2")
        make_stay(single, MAN, nights=3)
        make_hold(single, MAN, from_on=night(6), expires_at=later(days=6))
        beds = beds_of(unit)
        (taken_bed,) = stay.occupancies.values_list("bed_id", flat=True)
        spare = [bed for bed in beds if bed.pk != taken_bed][-2:]
        operations.block_bed(
            bed_id=spare[0].pk, from_on=night(6), to_on=night(8), reason="WORKS", at=NOW
        )
        operations.set_usable(bed_id=spare[1].pk, usable=False, at=NOW)
        today = TODAY + timedelta(days=5)
        takings = queries.taken(from_on=today, to_on=None, at=late)
        assert any(row.overdue for row in takings)
        usable = {bed.pk for bed in (*beds, *beds_of(single))} - {spare[1].pk}
        expected = tuple(
            len(usable - {row.bed_id for row in takings if row.on(today + timedelta(days=offset))})
            for offset in range(9)
        )
        assert queries.free_each_night(from_on=today, nights=9, at=late) == expected
        assert len(set(expected)) > 1
        few = queries.free_each_night(from_on=today, nights=9, at=late, unit_ids=[])
        assert few == (0,) * 9


@pytest.mark.django_db
def test_slices_are_the_whole_board_cut_between_facilities() -> None:
    with acting():
        units = [make_unit(beds=2, code=f"F{n}") for n in range(5)]
        make_stay(units[3], MAN)
        whole = queries.board(from_on=TODAY, nights=NIGHTS, at=NOW)
        assert (len(whole.facilities), whole.following) == (5, None)
        slices, start = [], None
        while True:
            one = queries.board(from_on=TODAY, nights=NIGHTS, at=NOW, start=start, beds=3)
            slices.append(one.facilities)
            start = one.following
            if start is None:
                break
        assert [len(one) for one in slices] == [2, 2, 1]
        assert tuple(facility for one in slices for facility in one) == whole.facilities
        anew = queries.board(from_on=TODAY, nights=NIGHTS, at=NOW, start=new_id(), beds=3)
        assert anew.facilities == slices[0], "a facility that is gone is no end"


@pytest.mark.django_db
def test_a_family_shows_as_one_row_for_its_room() -> None:
    with acting():
        make_stay(make_unit(beds=4), WOMAN, GIRL, BOY)
        rows = queries.board(from_on=TODAY, nights=NIGHTS, at=NOW).facilities[0].rows
        assert len(rows) == 1
        assert (rows[0].beds, rows[0].cells[0].persons, rows[0].cells[0].beds_left) == (4, 3, 1)


@pytest.mark.django_db
def test_rooms_are_counted_not_beds() -> None:
    with acting():
        shared = make_unit(beds=4)
        make_stay(shared, MAN)
        make_unit(beds=2, unit_code="2")
        rooms = queries.count_free_rooms(on=TODAY, at=NOW)
        assert [rooms[size].free for size in (1, 2, 3)] == [2, 1, 0]
        make_hold(make_unit(beds=5, exclusive=True, unit_code="3"), WOMAN, GIRL, BOY)
        rooms = queries.count_free_rooms(on=TODAY, at=NOW)
        assert (rooms[3].free, rooms[3].held) == (0, 1)


@pytest.mark.django_db
def test_overview_adds_up() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        unit = make_unit(beds=4)
        make_stay(unit, MAN)
        make_hold(unit, MAN)
        operations.block_bed(
            bed_id=beds_of(unit)[3].pk, from_on=TODAY, to_on=None, reason="WORKS", at=NOW
        )
        counts = queries.overview(at=NOW)
        assert counts == {"beds": 4, "stays": 1, "holds": 1, "blocks": 1, "free": 1}
