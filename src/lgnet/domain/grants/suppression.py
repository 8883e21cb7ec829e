"""Hiding small counts so that what is shown doesn't give them away. Pure functions.

Counts of 1 to 4 persons are hidden. What is hidden is protected against a reader who knows every
shown figure and total and that hidden counts are at least 1: for each count hidden because it is
small, every value from 1 to 4 stays possible. Differences between periods are not looked at.

Source: ESSnet, *Handbook on Statistical Disclosure Control* (2010), ch. 4: primary and
complementary suppression in tables with totals.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)

FEWEST = 5
"""The smallest count that is shown."""


def is_small(value: int) -> bool:
    """Tell whether a count would point at somebody."""
    return 0 < value < FEWEST


def hidden_in_line(counts: Mapping[K, int]) -> frozenset[K]:
    """Return which counts to hide when all of them and their total would be shown.

    Small ones, then the smallest others until the hidden ones are at least two and add up to
    enough for each of them to be anything from 1 to 4. Zeros are shown. When nothing is left to
    hide behind, everything but zeros is hidden, and the caller hides the total too
    (:func:`total_is_safe`).
    """
    hidden = {key for key, value in counts.items() if is_small(value)}
    if not hidden:
        return frozenset()
    others = sorted(
        (key for key, value in counts.items() if value >= FEWEST),
        key=lambda key: (counts[key], str(key)),
    )
    while others and not _is_wide(counts, hidden):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _is_wide(counts: Mapping[K, int], hidden: set[K] | frozenset[K]) -> bool:
    room = sum(counts[key] for key in hidden) - len(hidden)
    return len(hidden) >= 2 and room >= FEWEST - 2


def total_is_safe(counts: Mapping[K, int], hidden: frozenset[K]) -> bool:
    """Tell whether the total may be shown beside the counts that are left."""
    return not hidden or _is_wide(counts, hidden)


def hidden_in_table(cells: Mapping[tuple[R, C], int]) -> frozenset[tuple[R, C]] | None:
    """Return which cells to hide when row totals, column totals and the total are shown.

    Each small cell is hidden with the three others of a rectangle that lets it be anything from 1
    to 4 while every total stays as it is.

    Returns
    -------
    The cells to hide, or None when a total is itself small or a small cell finds no rectangle:
    then no cell of the table may be shown.
    """
    rows = sorted({row for row, _column in cells}, key=str)
    columns = sorted({column for _row, column in cells}, key=str)
    table = {(r, c): cells.get((r, c), 0) for r, c in product(rows, columns)}
    margins = [sum(table[r, c] for c in columns) for r in rows]
    margins += [sum(table[r, c] for r in rows) for c in columns]
    if any(is_small(margin) for margin in margins):
        return None
    hidden: set[tuple[R, C]] = {key for key, value in table.items() if is_small(value)}
    for row, column in sorted(hidden, key=str):
        best = _rectangle(table, hidden, (row, column), (rows, columns))
        if best is None:
            return None
        hidden |= best
    return frozenset(hidden)


def _rectangle(
    table: Mapping[tuple[R, C], int],
    hidden: set[tuple[R, C]],
    cell: tuple[R, C],
    axes: tuple[list[R], list[C]],
) -> set[tuple[R, C]] | None:
    """Return the cheapest three cells that keep a small one uncertain over 1 to 4."""
    row, column = cell
    best: tuple[int, set[tuple[R, C]]] | None = None
    for other_row, other_column in product(*axes):
        if other_row == row or other_column == column:
            continue
        across, down = (row, other_column), (other_row, column)
        corner = (other_row, other_column)
        up, low = FEWEST - 1 - table[cell], table[cell] - 1
        gives = min(table[across], table[down]) - 1 >= up and table[corner] >= 1
        if not gives or table[corner] - 1 < low:
            continue
        three = {across, down, corner}
        cost = sum(table[key] for key in three - hidden)
        if best is None or cost < best[0]:
            best = (cost, three)
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Doubles:
    """How many persons a sum over cities counts more than once.

    ``known``: a partner said so. ``possible``: if every pair that may be one person were one.
    """

    known: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True)
class Range:
    """Between which two numbers a count of different persons lies."""

    least: int
    most: int


def shown_range(total: int, doubles: Doubles) -> Range:
    """Return what may be shown of how many different persons a sum over cities is about.

    Who knows the sum reads from each end how many were counted twice: one to four of them would
    point at somebody, so so few are left in at the upper end, and rounded up at the lower.
    """
    most = total - (0 if is_small(doubles.known) else doubles.known)
    rest = most - (total - doubles.possible)
    return Range(max(0, most - (FEWEST if is_small(rest) else rest)), most)
