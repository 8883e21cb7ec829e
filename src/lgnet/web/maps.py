"""A sketch map drawn here, from points: no tiles, nobody else learns where people sleep."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 220
_MARGIN = 34
_FOOT = 16  # the scale bar's own strip
_NICE_METRES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
_LABEL_MAX = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something at a place: a report (class 1 to 3), an ended one, a team, where we are."""

    latitude: float
    longitude: float
    kind: str  # "1" "2" "3" "ended" "team" "here"
    label: str = ""
    spoken: str = ""
    href: str = ""
    selected: bool = False
    digit: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place on the sheet."""

    mark: Mark
    x: int
    y: int
    label_x: int
    label_y: int
    anchor: str
    show_label: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """What ``c-map`` draws."""

    width: int
    height: int
    placed: tuple[Placed, ...]
    grid_x: tuple[int, ...]
    grid_y: tuple[int, ...]
    bar: int
    bar_label: str
    route: str


def sketch(
    marks: Sequence[Mark], *, route: bool = False, width: int = WIDTH, height: int = HEIGHT
) -> Sketch | None:
    """Lay marks out to scale, north up; None when there is nothing to show.

    Parameters
    ----------
    marks
        In the order of a route when ``route`` joins them.
    """
    if not marks:
        return None
    south = min(mark.latitude for mark in marks)
    north = max(mark.latitude for mark in marks)
    west = min(mark.longitude for mark in marks)
    east = max(mark.longitude for mark in marks)
    shrink = max(0.05, math.cos(math.radians((south + north) / 2)))
    across = max((east - west) * shrink * 111_320, 400.0)
    up = max((north - south) * 111_320, 400.0)
    scale = min((width - 2 * _MARGIN) / across, (height - _FOOT - 2 * _MARGIN) / up)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    used: list[tuple[int, int]] = []
    placed = {}
    # The chosen one is laid first, so that its label is the one that stays.
    for number, mark in sorted(enumerate(marks), key=lambda pair: not pair[1].selected):
        x = round(width / 2 + (mark.longitude - middle_x) * shrink * 111_320 * scale)
        y = round((height - _FOOT) / 2 - (mark.latitude - middle_y) * 111_320 * scale)
        crowded = any(abs(x - a) < 90 and abs(y - b) < 16 for a, b in used)
        used.append((x, y))
        left = x > width * 0.72
        aside = 27 if mark.selected else 18
        placed[number] = Placed(
            mark,
            x,
            y,
            x - aside if left else x + aside,
            y + 5,
            "end" if left else "start",
            bool(mark.label) and (mark.selected or not crowded),
        )
    in_order = tuple(placed[number] for number in range(len(marks)))
    metres = max((m for m in _NICE_METRES if m * scale <= width / 4), default=_NICE_METRES[0])
    step = max(24, round(metres * scale))
    line = " ".join(f"{item.x},{item.y}" for item in in_order) if route else ""
    return Sketch(
        width,
        height,
        in_order,
        tuple(range(step // 2, width, step)),
        tuple(range(step // 2, height, step)),
        round(metres * scale),
        f"{metres} m" if metres < 1_000 else f"{metres // 1_000} km",
        line,
    )


def short(label: str | None) -> str:
    """Return a label that fits on a map."""
    text = (label or "").split(",")[0].strip()
    return text if len(text) <= _LABEL_MAX else text[: _LABEL_MAX - 1].rstrip() + "…"
