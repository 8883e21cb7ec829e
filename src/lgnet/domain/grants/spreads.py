"""Spreads, value → how often: what medians of several cities can be computed from exactly."""

from collections import Counter
from collections.abc import Iterable, Mapping


def merged(spreads: Iterable[Mapping[str, int] | None]) -> dict[int, int]:
    """Add spreads up, as they come from the database with their values as text."""
    total: Counter[int] = Counter()
    for spread in spreads:
        for value, count in (spread or {}).items():
            total[int(value)] += int(count)
    return dict(total)


def median(spread: Mapping[int, int], *, at_least: int = 1) -> int | None:
    """Return the median, the two in the middle averaged and halves rounded up.

    None when there are fewer than ``at_least`` values.
    """
    total = sum(spread.values())
    if total < max(at_least, 1):
        return None
    low, high = (_value_at(spread, place) for place in ((total - 1) // 2, total // 2))
    return -(-(low + high) // 2)


def _value_at(spread: Mapping[int, int], place: int) -> int:
    seen, found = 0, 0
    for value, count in sorted(spread.items()):
        if seen <= place:
            found = value
        seen += count
    return found
