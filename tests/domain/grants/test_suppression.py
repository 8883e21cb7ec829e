"""No hidden count can be worked out from what is shown."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from lgnet.domain.grants.suppression import (
    FEWEST,
    Doubles,
    hidden_in_line,
    hidden_in_table,
    is_small,
    shown_range,
    total_is_safe,
)

COUNTS = st.lists(st.integers(0, 12) | st.integers(0, 400), min_size=1, max_size=19)
CELLS = st.lists(st.integers(0, 9) | st.integers(0, 90), min_size=12, max_size=12)


def possible(total: int, hidden: int) -> list[int]:
    """What one of some hidden counts can be, when each is at least 1."""
    return list(range(1, total - (hidden - 1) + 1))


@given(COUNTS)
def test_hidden_in_line_leaves_every_small_count_open_from_one_to_four(values):
    counts = dict(enumerate(values))
    hidden = hidden_in_line(counts)
    assert {key for key, value in counts.items() if is_small(value)} <= hidden
    assert all(counts[key] for key in hidden)
    if hidden and total_is_safe(counts, hidden):
        rest = sum(values) - sum(value for key, value in counts.items() if key not in hidden)
        assert set(range(1, FEWEST)) <= set(possible(rest, len(hidden)))
    elif hidden:
        assert hidden == {key for key, value in counts.items() if value}


@given(COUNTS)
def test_hidden_in_line_hides_nothing_without_need(values):
    counts = dict(enumerate(values))
    if not any(is_small(value) for value in values):
        assert hidden_in_line(counts) == frozenset()


def test_hidden_in_line_takes_the_smallest_second():
    assert hidden_in_line({"a": 3, "b": 40, "c": 9, "d": 0}) == {"a", "c"}


def test_hidden_in_line_ones_alone_are_not_enough():
    assert hidden_in_line({"a": 1, "b": 1, "c": 9, "d": 20}) == {"a", "b", "c"}


@settings(max_examples=300, deadline=None)
@given(CELLS)
def test_hidden_in_table_keeps_small_cells_open_from_one_to_four(values):
    cells = dict(zip(product("abcd", "xyz"), values, strict=True))
    hidden = hidden_in_table(cells)
    if hidden is None:
        return
    small = {key for key, value in cells.items() if is_small(value)}
    assert small <= hidden
    for key in small:
        for guess in range(1, FEWEST):
            assert another_table(cells, hidden, key, guess), (key, guess)


def another_table(cells, hidden, key, guess):
    """Find a table with the same totals and shown cells where one hidden cell is ``guess``."""
    step = guess - cells[key]
    row, column = key
    return step == 0 or any(
        {(row, c), (r, column), (r, c)} <= hidden
        and min(cells[row, c] - step, cells[r, column] - step, cells[r, c] + step) >= 1
        for r, c in hidden
        if r != row and c != column
    )


@given(CELLS)
def test_hidden_in_table_gives_up_when_a_total_is_small(values):
    cells = dict(zip(product("abcd", "xyz"), values, strict=True))
    totals = [sum(v for (r, _c), v in cells.items() if r == row) for row in "abcd"]
    totals += [sum(v for (_r, c), v in cells.items() if c == column) for column in "xyz"]
    if any(is_small(total) for total in totals):
        assert hidden_in_table(cells) is None


@given(st.integers(0, 500), st.integers(0, 60), st.integers(0, 60))
def test_a_range_holds_the_truth_and_tells_of_no_few_persons(total, known, more):
    doubles = Doubles(known, known + more)
    if doubles.possible > total:
        return
    found = shown_range(total, doubles)
    assert found.least <= total - doubles.possible <= total - known <= found.most <= total
    assert not is_small(total - found.most)
    assert found.least == 0 or not is_small(found.most - found.least)


def test_a_range_is_a_number_when_nobody_may_be_counted_twice():
    assert shown_range(30, Doubles()) == shown_range(30, Doubles(0, 0))
    assert (shown_range(30, Doubles()).least, shown_range(30, Doubles()).most) == (30, 30)
    assert (shown_range(30, Doubles(7, 7)).least, shown_range(30, Doubles(7, 7)).most) == (23, 23)
