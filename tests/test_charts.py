"""Legend keys, marks, pies: told from shapes made by hand."""

from __future__ import annotations

import math

import pytest

from dgreport.extraction.page import Box, Shape
from dgreport.extraction.reading.charts import Key, box_distance, key_beside, mark_distances, marks_of, same_colour
from handmade import line, rect, slide, text
from handmade import read as read_page
from handmade import values as values_of

RED, BLUE, GREEN = (0.8, 0.1, 0.1), (0.1, 0.1, 0.8), (0.1, 0.6, 0.2)
LABEL: Box = (100, 50, 200, 60)


def slice_of(centre: tuple[float, float], radius: float, start: float, sweep: float, fill: tuple[float, float, float]) -> Shape:
    """A slice of a pie, degrees clockwise from the top."""
    turns = [math.radians(start + sweep * k / 16) for k in range(17)]
    points = [centre, *((centre[0] + radius * math.sin(a), centre[1] - radius * math.cos(a)) for a in turns)]
    xs, ys = zip(*points, strict=True)
    return Shape("path", (min(xs), min(ys), max(xs), max(ys)), tuple(points), fill, None)


def test_colours_are_the_same_as_far_as_writers_round_them() -> None:
    assert same_colour((0.5, 0.5, 0.5), (0.51, 0.49, 0.5))
    assert not same_colour((0.5, 0.5, 0.5), (0.5, 0.5, 0.55))
    assert not same_colour(None, RED)


@pytest.mark.parametrize(
    ("key", "is_key"),
    [
        ((85, 51, 93, 59), True),  # left of the label
        ((207, 51, 215, 59), True),  # right of it
        ((40, 51, 48, 59), False),  # too far off
        ((85, 71, 93, 79), False),  # beside another line
        ((40, 51, 93, 59), False),  # a bar
        ((91, 54, 92, 55), False),  # a dot
    ],
)
def test_a_key_is_a_small_shape_beside_its_word(key: Box, is_key: bool) -> None:
    assert key_beside(LABEL, 10, [rect(key, RED)]) == (Key(RED, key) if is_key else None)


def test_the_nearest_key_is_the_labels() -> None:
    near, far = rect((90, 51, 98, 59), RED), rect((82, 51, 90, 59), BLUE)
    assert key_beside(LABEL, 10, [far, near]) == Key(RED, near.box)


def test_marks_are_of_the_keys_colour_and_no_keys() -> None:
    key, bar, other = rect((90, 51, 98, 59), RED), rect((100, 100, 300, 120), RED), rect((100, 130, 200, 150), GREEN)
    assert marks_of([RED], [key, bar, other], [Key(RED, key.box)]) == [(0, bar)]


def test_a_value_is_as_far_from_a_colour_as_from_its_nearest_mark() -> None:
    bars = [(0, rect((100, 100, 300, 120), RED)), (1, rect((100, 130, 200, 150), BLUE))]
    assert mark_distances((310, 105, 330, 115), bars, 3) == [10, pytest.approx(math.hypot(110, 15)), math.inf]


def test_boxes_that_meet_are_not_apart() -> None:
    assert box_distance((0, 0, 10, 10), (5, 5, 20, 20)) == 0
    assert box_distance((0, 0, 10, 10), (13, 14, 20, 20)) == 5


def test_a_value_belongs_to_the_slice_in_whose_direction_it_stands() -> None:
    """A quarter, a half and a quarter; the middle of the large one is nearer to the box of the others."""
    pie = [
        (0, slice_of((300, 300), 100, 0, 90, RED)),
        (1, slice_of((300, 300), 100, 90, 180, BLUE)),
        (2, slice_of((300, 300), 100, 270, 90, GREEN)),
    ]
    for value, colour in (((350, 240, 370, 250), 0), ((290, 350, 310, 360), 1), ((235, 240, 255, 250), 2)):
        distances = mark_distances(value, pie, 3)
        assert distances.index(min(distances)) == colour
        assert min(distances) == 0
    outside = mark_distances((440, 220, 460, 230), pie, 3)
    assert outside.index(min(outside)) == 0


def test_values_of_a_chart_are_given_by_the_legend() -> None:
    """The legend stands in another order than the bars do."""
    of = slide([{"id": "g", "item": [{"indicator": name, "text": f"{name} | {{percent}}"} for name in ("แดง", "ฟ้า")]}])
    shapes = [rect((490, 101, 498, 109), RED), rect((490, 121, 498, 129), BLUE)]
    shapes += [rect((100, 100, 150, 115), BLUE), rect((100, 130, 350, 145), RED)]
    printed = text(("แดง", 500, 100), ("ฟ้า", 500, 120), ("20", 155, 102), ("80", 355, 132))
    assert line("แดง", 500, 100).box == printed.lines[0].box
    assert values_of(read_page(of, printed, *shapes)) == {"แดง": {"percent": "80"}, "ฟ้า": {"percent": "20"}}


@pytest.mark.parametrize("x", [700, 470])
def test_values_in_line_with_the_words_of_a_legend_are_theirs_whatever_marks_stand_nearer(x: float) -> None:
    """A table under a bar in parts, its values far from the bar or under it: each row has one, and they are flush."""
    of = slide([{"id": "g", "item": [{"indicator": name, "text": f"{name} | {{percent}}"} for name in ("แดง", "ฟ้า")]}])
    shapes = [rect((490, 101, 498, 109), RED), rect((490, 121, 498, 129), BLUE)]
    shapes += [rect((510, 82, 600, 92), RED), rect((465, 82, 510, 92), BLUE)]
    printed = text(("แดง", 500, 100), ("ฟ้า", 500, 120), ("20", x, 100), ("80", x, 120))
    assert values_of(read_page(of, printed, *shapes)) == {"แดง": {"percent": "20"}, "ฟ้า": {"percent": "80"}}


def test_values_at_marks_of_their_own_are_these_though_the_legend_has_them_in_its_lines() -> None:
    """A standing bar with its values right of it, the legend in the other order."""
    of = slide([{"id": "g", "item": [{"indicator": name, "text": f"{name} | {{percent}}"} for name in ("แดง", "ฟ้า")]}])
    shapes = [rect((490, 81, 498, 89), RED), rect((490, 131, 498, 139), BLUE)]
    shapes += [rect((300, 60, 320, 110), BLUE), rect((300, 110, 320, 160), RED)]
    printed = text(("แดง", 500, 80), ("ฟ้า", 500, 130), ("20", 323, 80), ("80", 323, 130))
    assert values_of(read_page(of, printed, *shapes)) == {"แดง": {"percent": "80"}, "ฟ้า": {"percent": "20"}}


def test_the_same_key_in_the_legend_of_another_chart_is_no_mark() -> None:
    key, again, below = rect((40, 200, 48, 208), RED), rect((340, 200, 348, 208), RED), rect((40, 260, 48, 268), RED)
    bar = rect((100, 100, 160, 110), RED)
    assert marks_of([RED], [key, again, below, bar], [Key(RED, key.box)]) == [(0, bar)]


@pytest.mark.parametrize("shares", [("20", "75"), ("75", "20")])
def test_values_of_a_chart_that_is_an_image_are_nobodys(shares: tuple[str, str]) -> None:
    """The legend's colours are nowhere, and the values don't stand off its words alike."""
    names = ("yes", "เปิดทุกวัน"), ("no", "เปิดบางวัน")
    of = slide([{"id": "g", "item": [{"indicator": id, "text": f"{name} | {{percent}}"} for id, name in names]}])
    keys = rect((288, 200, 296, 208), RED), rect((288, 240, 296, 248), BLUE)
    around = text(("เปิดทุกวัน", 300, 200), ("เปิดบางวัน", 300, 240), (shares[0], 330, 120), (shares[1], 240, 170))
    assert values_of(read_page(of, around, *keys)) == {"yes": {}, "no": {}}
    by_chance = text(("เปิดทุกวัน", 300, 200), ("เปิดบางวัน", 300, 240), (shares[0], 340, 120), (shares[1], 240, 160))
    assert values_of(read_page(of, by_chance, *keys)) == {"yes": {}, "no": {}}  # each 80 points over a word
    beside = text(("เปิดทุกวัน", 300, 200), ("เปิดบางวัน", 300, 240), (shares[0], 400, 200), (shares[1], 400, 240))
    assert values_of(read_page(of, beside, *keys)) == {"yes": {"percent": shares[0]}, "no": {"percent": shares[1]}}
