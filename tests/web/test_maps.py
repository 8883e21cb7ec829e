"""The sketch map: marks can be told apart, words touch nothing."""

import math

from lgnet.web.maps import Mark, sketch

FIRENZE = [
    ("Peretola", 43.8005, 11.2040),
    ("Cascine", 43.7850, 11.2140),
    ("Cascine, viale", 43.7848, 11.2145),
    ("Stazione", 43.7765, 11.2480),
    ("Stazione, lato tram", 43.7765, 11.2480),
    ("Coverciano", 43.7775, 11.2930),
    ("Galluzzo", 43.7350, 11.2280),
]


def drawn():
    """Return the sheet of a usual evening."""
    return sketch(
        [Mark(latitude=lat, longitude=lon, kind="2", label=name) for name, lat, lon in FIRENZE]
    )


def box(item):
    """Return the rectangle a label takes, reckoned apart from the code under test."""
    long = len(item.mark.label) * 7
    left = {"start": item.label_x, "end": item.label_x - long, "middle": item.label_x - long / 2}
    return left[item.anchor], item.label_y - 12, left[item.anchor] + long, item.label_y + 3


def test_two_marks_never_cover_each_other():
    placed = drawn().placed
    gaps = [
        math.dist((one.x, one.y), (two.x, two.y))
        for n, one in enumerate(placed)
        for two in placed[n + 1 :]
    ]
    assert min(gaps) >= 24


def test_words_touch_no_mark_and_no_other_words():
    placed = drawn().placed
    shown = [item for item in placed if item.show_label]
    assert len(shown) >= 5
    for item in shown:
        left, top, right, bottom = box(item)
        for other in placed:
            if other is not item:
                assert not (left < other.x < right and top < other.y < bottom)
        for other in shown:
            if other is not item:
                a, b, c, d = box(other)
                assert right <= a or c <= left or bottom <= b or d <= top


def test_marks_stay_on_the_sheet_however_many_there_are():
    found = sketch([Mark(latitude=43.77, longitude=11.25, kind="1") for _ in range(40)])
    assert all(0 < item.x < found.width and 0 < item.y < found.height for item in found.placed)
