"""Heads in cells of their colours: whether these part the page by their places, or are a legend."""

from __future__ import annotations

import pytest

from dgreport.extraction.page import Shape
from handmade import read, rect, slide, text, values

BLUE, RED, GREY = (0.1, 0.3, 0.6), (0.7, 0.1, 0.2), (0.96, 0.96, 0.96)
HALF_BLUE, PALE_RED = (0.55, 0.65, 0.8), (0.94, 0.82, 0.84)  # mixed with white
COLUMNS = {"school": "โรงเรียน (จำนวน {n})", "town": "เทศบาล (จำนวน {n})"}
QUESTION = {"id": "g", "base": "column", "item": [
    {"indicator": "yes", "text": "เปิดทุกวัน | {count} แห่ง | {percent} %"},
    {"indicator": "no", "text": "เปิดบางวัน | {count} แห่ง | {percent} %"},
]}  # fmt: skip
OF = slide([QUESTION], columns=COLUMNS)
READ = {
    "yes.school": {"count": "10", "percent": "20"}, "yes.town": {"count": "60", "percent": "75"},
    "no.school": {"count": "40", "percent": "80"}, "no.town": {"count": "20", "percent": "25"},
}  # fmt: skip
HEADS = ("โรงเรียน (จำนวน 50)", 300, 60), ("เทศบาล (จำนวน 80)", 460, 60)
CELLS = rect((295, 55, 440, 75), BLUE), rect((455, 55, 600, 75), RED)


def test_levels_that_are_rows_of_a_question_are_told_by_the_hue_of_their_cells() -> None:
    """The depth of a cell's colour is its share; counts stand in grey cells beside them."""
    tops = 100, 114, 140, 154
    shades = HALF_BLUE, RED, BLUE, PALE_RED
    shapes = [rect((300, top, 340, top + 12), shade) for top, shade in zip(tops, shades, strict=True)]
    shapes += [rect((342, top, 420, top + 12), GREY) for top in tops]
    printed = text(
        *HEADS, ("เปิดทุกวัน", 50, 107), ("เปิดบางวัน", 50, 147),
        ("20 %", 305, 101), ("75 %", 305, 115), ("80 %", 305, 141), ("25 %", 305, 155),
        ("10 แห่ง", 350, 101), ("60 แห่ง", 350, 115), ("40 แห่ง", 350, 141), ("20 แห่ง", 350, 155),
    )  # fmt: skip
    assert values(read(OF, printed, *CELLS, *shapes)) == READ


@pytest.mark.parametrize("bars", [(), ((300, 130, 340, 136), (460, 130, 520, 136))])
def test_heads_over_their_values_are_heads_of_columns(bars: tuple[tuple[float, float, float, float], ...]) -> None:
    """Also where the first level's colour is that of a series in the other's chart."""
    shapes: list[Shape] = [rect(bar, BLUE) for bar in bars]
    printed = text(
        *HEADS, ("เปิดทุกวัน", 50, 101), ("เปิดบางวัน", 50, 141),
        ("10 แห่ง", 300, 101), ("20 %", 390, 101), ("60 แห่ง", 460, 101), ("75 %", 550, 101),
        ("40 แห่ง", 300, 141), ("80 %", 390, 141), ("20 แห่ง", 460, 141), ("25 %", 550, 141),
    )  # fmt: skip
    assert values(read(OF, printed, *CELLS, *shapes)) == READ


def test_a_label_printed_for_each_level_is_that_whose_mark_is_in_its_row() -> None:
    """A strip at the edge tells the level of all that is in its row."""
    of = slide([{"id": "g", "item": [{"indicator": "open", "text": "เปิดทุกวัน ({count} แห่ง)"}]}], columns=COLUMNS)
    strips = rect((40, 180, 46, 220), RED), rect((40, 120, 46, 160), BLUE)
    printed = text(*HEADS, ("เปิดทุกวัน (60 แห่ง)", 330, 195), ("เปิดทุกวัน (10 แห่ง)", 330, 135))
    assert values(read(of, printed, *CELLS, *strips)) == {"open.school": {"count": "10"}, "open.town": {"count": "60"}}


def test_heads_that_give_one_level_what_the_other_lacks_part_nothing() -> None:
    """The levels may be told by the ink of the numbers: nothing is read but what a head says itself."""
    printed = text(
        *HEADS, ("เปิดทุกวัน", 50, 107), ("เปิดบางวัน", 50, 147),
        ("20 %", 205, 100), ("75 %", 205, 114), ("80 %", 205, 140), ("25 %", 205, 154),
        ("10 แห่ง", 250, 100), ("60 แห่ง", 250, 114), ("40 แห่ง", 250, 140), ("20 แห่ง", 250, 154),
    )  # fmt: skip
    heads = {"id": "n", "item": [
        {"indicator": "n", "text": "โรงเรียน (จำนวน {count})", "levels": ["school"]},
        {"indicator": "n", "text": "เทศบาล (จำนวน {count})", "levels": ["town"]},
    ]}  # fmt: skip
    reading = read(slide([heads, QUESTION], columns=COLUMNS), printed)
    assert values(reading) == {
        "n.school": {"count": "50"}, "n.town": {"count": "80"},
        "yes.school": {}, "yes.town": {}, "no.school": {}, "no.town": {},
    }  # fmt: skip
