"""Geometry of the charts: numbers in, places in the drawing out. Templates draw them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from lgnet.domain.grants.queries import Trend
from lgnet.web.coordination.outline import place

_ABOVE = {"082053", "072006", "061022"}
_BELOW = {"010025", "073027", "084001", "021008", "076063"}
_LEFT = {"058091", "063049", "059011", "032006"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A city on the map; ``shape`` is circle, triangle or square, ``points`` draws the last two."""

    name: str
    href: str
    spoken: str
    shape: str
    x: float
    y: float
    r: float
    points: str
    text_x: float
    text_y: float
    anchor: str


def mark(
    *,
    code: str,
    name: str,
    at: tuple[float, float],
    size: int | None,
    shape: str,
    href: str,
    spoken: str,
) -> Mark:
    """Place a city (longitude, latitude); the area of its mark grows with ``size``."""
    x, y = place(*at)
    r = round(4 + min(9.0, 0.75 * math.sqrt(size or 0)), 1)
    text_x, text_y, anchor = x + r + 4, y + 4.5, "start"
    if code in _ABOVE:
        text_x, text_y, anchor = x, y - r - 5, "middle"
    elif code in _BELOW:
        text_x, text_y, anchor = x, y + r + 14, "middle"
    elif code in _LEFT:
        text_x, anchor = x - r - 4, "end"
    points = ""
    if shape == "triangle":
        points = f"{x:.1f},{y - r * 1.2:.1f} {x + r * 1.1:.1f},{y + r * 0.8:.1f} "
        points += f"{x - r * 1.1:.1f},{y + r * 0.8:.1f}"
    elif shape == "square":
        points = f"{x - r:.1f},{y - r:.1f} {x + r:.1f},{y - r:.1f} "
        points += f"{x + r:.1f},{y + r:.1f} {x - r:.1f},{y + r:.1f}"
    return Mark(
        name, href, spoken, shape, x, y, r, points, round(text_x, 1), round(text_y, 1), anchor
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the funnel."""

    label: str
    text: str
    y: int
    width: float
    text_x: float
    inside: bool
    hatched: bool

    @property
    def text_y(self) -> int:
        """Where the words stand."""
        return self.y + 17


def bars(rows: Sequence[tuple[str, int | None, str, bool]], *, room: float = 268) -> list[Bar]:
    """Lay out (label, value, words, hatched), each bar as a share of the greatest value."""
    most = max((value or 0 for _l, value, _t, _h in rows), default=0) or 1
    drawn = []
    for number, (label, value, text, hatched) in enumerate(rows):
        width = round(max(2.0, room * (value or 0) / most), 1)
        inside = width > 9 * len(text) + 16 and not hatched
        drawn.append(
            Bar(
                label=label,
                text=text,
                y=8 + 34 * number,
                width=width,
                text_x=104 + (width - 8 if inside else width + 8),
                inside=inside,
                hatched=hatched,
            )
        )
    return drawn


@dataclass(frozen=True, slots=True)
class Line:
    """A line by quarter, with the band between the lowest and highest city."""

    path: str
    band: str
    dots: list[tuple[float, float]]
    ticks: list[tuple[float, int]]
    labels: list[tuple[float, str]]
    last: tuple[float, float] | None
    rows: list[tuple[str, int | None, int | None, int | None]] = field(default_factory=list)


def line(trend: Trend, names: Sequence[str]) -> Line | None:
    """Lay a trend out in 396 × 180; None when there are fewer than two points."""
    known = [value for value in trend.values if value is not None]
    if len(known) < 2:
        return None
    most = max([1, *known, *(v for v in trend.highest if v is not None)])
    step = _round_step(most)
    top = step * math.ceil(most / step)

    def x(position: int) -> float:
        return round(44 + 312 * position / (len(names) - 1), 1)

    def y(value: int) -> float:
        return round(150 - 140 * value / top, 1)

    points = [(x(i), y(v)) for i, v in enumerate(trend.values) if v is not None]
    upper = [(x(i), y(v)) for i, v in enumerate(trend.highest) if v is not None]
    lower = [(x(i), y(v)) for i, v in enumerate(trend.lowest) if v is not None]
    return Line(
        path=_join(points),
        band=_join([*upper, *reversed(lower)]),
        dots=points,
        ticks=[(y(value), value) for value in range(0, top + 1, step)],
        labels=[(x(i), name) for i, name in enumerate(names)],
        last=points[-1],
        rows=list(zip(names, trend.values, trend.lowest, trend.highest, strict=True)),
    )


def _round_step(most: int) -> int:
    rough = max(1, most / 3)
    scale = 10 ** math.floor(math.log10(rough))
    return next(int(scale * n) or 1 for n in (1, 2, 5, 10) if scale * n >= rough)


def _join(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
