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
        found = queries.board(from_on=TODAY, nights=6, at=NOW)
        assert found.free_per_night == (2, 2, 1, 1, 2, 2)
        assert found.facilities[0].free == 2


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
