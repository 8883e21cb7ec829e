"""A sketch map drawn here, from points: no tiles, nobody else learns where people sleep."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 220
_MARGIN = 34
_FOOT = 16  # the scale bar's own strip
_NICE_METRES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
_LABEL_MAX = 22
_LETTER = 7.2  # how wide a letter of a label is, about
_APART = 32  # what two marks keep between their middles
_ROUNDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something at a place: a report (class 1 to 3), an ended one, a team, a house, where we are."""

    latitude: float
    longitude: float
    kind: str  # "1" "2" "3" "ended" "team" "home" "faded" "here"
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
    spots = _apart(
        [
            (
                width / 2 + (mark.longitude - middle_x) * shrink * 111_320 * scale,
                (height - _FOOT) / 2 - (mark.latitude - middle_y) * 111_320 * scale,
            )
            for mark in marks
        ],
        width=width,
        height=height - _FOOT,
    )
    taken = [_box_of_mark(mark, *spot) for mark, spot in zip(marks, spots, strict=True)]
    placed = {}
    # The chosen one is laid first, so that its label is the one that stays.
    for number, mark in sorted(enumerate(marks), key=lambda pair: not pair[1].selected):
        x, y = spots[number]
        others = [box for n, box in enumerate(taken) if n != number]
        label = _label(mark, (x, y), others, (width, height))
        if label is not None:
            taken.append(label.box)
        placed[number] = Placed(
            mark,
            x,
            y,
            label.x if label else x,
            label.y if label else y,
            label.anchor if label else "start",
            label is not None,
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


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class _Label:
    x: int
    y: int
    anchor: str
    box: Box


def _apart(
    points: Sequence[tuple[float, float]], *, width: int, height: int
) -> list[tuple[int, int]]:
    """Move points that would cover each other a little, so that each can be seen and touched."""
    spots = [list(point) for point in points]
    for _round in range(_ROUNDS):
        moved = False
        for one in range(len(spots)):
            for two in range(one + 1, len(spots)):
                across, up = spots[two][0] - spots[one][0], spots[two][1] - spots[one][1]
                gap = math.hypot(across, up)
                if gap >= _APART:
                    continue
                if gap < 1:  # the same place: side by side, whoever comes first on the left
                    across, up, gap = 1.0, 0.0, 1.0
                push = (_APART - gap) / 2
                for spot, way in ((spots[one], -1), (spots[two], 1)):
                    spot[0] = min(max(spot[0] + way * push * across / gap, 20), width - 20)
                    spot[1] = min(max(spot[1] + way * push * up / gap, 20), height - 14)
                moved = True
        if not moved:
            break
    return [(round(x), round(y)) for x, y in spots]


def _box_of_mark(mark: Mark, x: int, y: int) -> Box:
    across = 22 if mark.selected else 18
    return (x - across, y - across, x + across, y + across)


def _label(
    mark: Mark, spot: tuple[int, int], taken: Sequence[Box], sheet: tuple[int, int]
) -> _Label | None:
    """Return where a mark's words stand without touching anything: beside it, above or below."""
    if not mark.label:
        return None
    (x, y), (width, height) = spot, sheet
    long, aside = len(mark.label) * _LETTER, 27 if mark.selected else 20
    for anchor, at_x, at_y, left in (
        ("start", x + aside, y + 5, x + aside),
        ("end", x - aside, y + 5, x - aside - long),
        ("middle", x, y - aside - 4, x - long / 2),
        ("middle", x, y + aside + 14, x - long / 2),
    ):
        box = (left, at_y - 13, left + long, at_y + 4)
        inside = box[0] >= 2 and box[2] <= width - 2 and box[1] >= 2 and box[3] <= height - 18
        if inside and not any(_touch(box, other) for other in taken):
            return _Label(round(at_x), round(at_y), anchor, box)
    return None


def _touch(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def short(label: str | None) -> str:
    """Return a label that fits on a map."""
    text = (label or "").split(",")[0].strip()
    return text if len(text) <= _LABEL_MAX else text[: _LABEL_MAX - 1].rstrip() + "…"
