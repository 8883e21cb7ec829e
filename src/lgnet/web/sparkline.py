"""Points of the small line inside a figure card."""

from collections.abc import Sequence

_WIDTH = 72
_HEIGHT = 20
_MARGIN = 4


def points(values: Sequence[int | float]) -> str:
    """Return SVG polyline points for `values`, oldest first, in a box of 80 x 28.

    Fewer than two values give an empty string: one point is no trend. A flat series is drawn
    at half height.
    """
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    step = _WIDTH / (len(values) - 1)
    drawn = []
    for index, value in enumerate(values):
        share = (value - low) / (high - low) if high != low else 0.5
        drawn.append(f"{_MARGIN + index * step:.1f},{_MARGIN + _HEIGHT * (1 - share):.1f}")
    return " ".join(drawn)
