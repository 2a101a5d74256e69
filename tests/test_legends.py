"""Levels told by the colours of a legend, and what is no value of a page at all."""

from __future__ import annotations

import pytest

from dgreport.extraction.page import Box, Page, Shape
from dgreport.extraction.reading.legends import LevelColours
from dgreport.extraction.reading.recognise import page_numbers
from dgreport.extraction.reading.search import Match
from handmade import line, read, rect, slide, text, values

BLUE, RED, WHITE = (0.1, 0.3, 0.6), (0.7, 0.1, 0.2), (1.0, 1.0, 1.0)
PALE_BLUE = (0.82, 0.86, 0.92)  # BLUE mixed with four parts of white
KEYS = (rect((40, 560, 50, 570), BLUE), rect((160, 560, 170, 570), RED))
HEADS = (("โรงเรียน (จำนวน 50)", 52, 560), ("เทศบาล (จำนวน 80)", 172, 560))
ONE = slide(
    [{"id": "g", "base": "column", "item": [{"indicator": "open", "text": "เปิดทุกวัน | {percent} %"}]}],
    columns={"school": "โรงเรียน (จำนวน {n})", "town": "เทศบาล (จำนวน {n})"},
)  # fmt: skip


def heads(*printed: tuple[str, float, float]) -> dict[str, Match]:
    page = text(*printed)
    return {words: page.find(words)[0] for words, _, _ in printed}


def test_heads_with_keys_close_together_are_a_legend() -> None:
    assert LevelColours.of(heads(*HEADS), KEYS) is not None


@pytest.mark.parametrize(
    ("printed", "keys"),
    [
        (HEADS, KEYS[:1]),
        (HEADS, ()),
        (HEADS, (KEYS[0], rect((160, 560, 170, 570), BLUE))),
        ((HEADS[0], ("เทศบาล (จำนวน 80)", 500, 560)), (KEYS[0], rect((488, 560, 498, 570), RED))),
    ],
    ids=["one key", "no keys", "one colour", "far apart"],
)
def test_other_heads_are_none(printed: tuple[tuple[str, float, float], ...], keys: tuple[object, ...]) -> None:
    assert LevelColours.of(heads(*printed), keys) is None  # type: ignore[arg-type]


PANELS = (rect((50, 100, 150, 160), BLUE), rect((160, 100, 260, 160), RED))
TINTED = (rect((50, 100, 150, 160), PALE_BLUE), rect((160, 100, 260, 160), (0.94, 0.82, 0.84)))
CARD = rect((40, 90, 400, 300), WHITE)
BARS = (CARD, rect((50, 120, 150, 130), BLUE), rect((50, 150, 90, 160), RED))
CHIPS = (CARD, rect((50, 100, 80, 110), BLUE), rect((200, 100, 230, 110), RED))
TRACKS = (rect((50, 120, 250, 130), PALE_BLUE), rect((50, 140, 250, 150), (0.94, 0.82, 0.84)))
STRIPS = (rect((50, 100, 54, 160), BLUE), rect((200, 100, 204, 150), RED))
LOW_BARS = (CARD, rect((50, 125, 75, 140), BLUE), rect((200, 134, 225, 140), RED))


@pytest.mark.parametrize(
    ("shapes", "blue", "red"),
    [
        (PANELS, (60, 120, 80, 130), (170, 120, 190, 130)),
        (TINTED, (60, 120, 80, 130), (170, 120, 190, 130)),
        (BARS, (154, 120, 170, 130), (94, 150, 110, 160)),
        (CHIPS, (60, 150, 80, 160), (210, 150, 230, 160)),
        (TRACKS, (260, 120, 280, 130), (260, 140, 280, 150)),
        (STRIPS, (170, 120, 190, 130), (300, 120, 320, 130)),
        (LOW_BARS, (58, 112, 68, 122), (208, 122, 218, 132)),
    ],
    ids=["in a panel", "in a tinted panel", "beside a bar", "under a chip", "beside a track", "right of a strip",
         "over a low bar in line with a higher one"],
)
def test_a_value_has_the_level_of_its_colour(shapes: tuple[object, ...], blue: Box, red: Box) -> None:
    levels = LevelColours.of(heads(*HEADS), (*KEYS, *shapes))  # type: ignore[arg-type]
    assert levels is not None
    assert (levels.level_of(blue), levels.level_of(red)) == (HEADS[0][0], HEADS[1][0])


def stroke(start: tuple[float, float], end: tuple[float, float], colour: tuple[float, float, float]) -> Shape:
    (x0, y0), (x1, y1) = start, end
    return Shape("line", (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), (start, end), None, colour)


def test_of_a_chart_of_lines_the_points_tell_and_neither_the_lines_nor_the_points_in_the_key() -> None:
    keys = stroke((28, 565), (48, 565), BLUE), stroke((152, 565), (170, 565), RED)
    in_keys = rect((34, 561, 42, 569), BLUE), rect((157, 561, 165, 569), RED)
    points = [rect((x - 3, y - 3, x + 3, y + 3), colour) for x, y, colour in ((80, 120, BLUE), (80, 160, RED), (400, 140, RED))]
    lines = stroke((80, 120), (400, 260), BLUE), stroke((80, 160), (400, 140), RED)
    levels = LevelColours.of(heads(*HEADS), (*keys, *in_keys, *points, *lines))
    assert levels is not None
    assert levels.level_of((70, 104, 90, 114)) == HEADS[0][0]
    assert levels.level_of((70, 166, 90, 176)) == HEADS[1][0]
    assert levels.level_of((230, 184, 250, 194)) is None  # in the box of the blue line, at neither
    assert levels.level_of((230, 50, 250, 60)) is None  # right of the first key


def test_what_no_colour_tells_has_no_level() -> None:
    levels = LevelColours.of(heads(*HEADS), (*KEYS, *BARS))
    assert levels is not None
    assert levels.level_of((300, 250, 320, 260)) is None
    assert levels.level_around((50, 105, 150, 115)) is None  # a label over both bars serves both


@pytest.mark.parametrize("swap", [False, True])
def test_values_are_read_by_colour_whatever_their_order(swap: bool) -> None:
    left, right = (PANELS[1].fill, PANELS[0].fill) if swap else (PANELS[0].fill, PANELS[1].fill)
    assert left is not None
    assert right is not None
    panels = rect((50, 100, 150, 160), left), rect((160, 100, 260, 160), right)
    printed = text(("20 %", 60, 120), ("75 %", 170, 120), ("เปิดทุกวัน", 50, 170), *HEADS)
    first, second = ("town", "school") if swap else ("school", "town")
    assert values(read(ONE, printed, *KEYS, *panels)) == {
        f"open.{first}": {"percent": "20"}, f"open.{second}": {"percent": "75"}
    }  # fmt: skip


def test_values_without_a_colour_are_not_read() -> None:
    printed = text(("20 %", 60, 120), ("75 %", 170, 120), ("เปิดทุกวัน", 50, 170), *HEADS)
    assert values(read(ONE, printed, *KEYS)) == {"open.school": {}, "open.town": {}}


def test_without_its_heads_no_level_is_told_by_order() -> None:
    printed = text(("เปิดทุกวัน", 50, 100), ("20 %", 200, 100), ("75 %", 300, 100))
    assert values(read(ONE, printed)) == {"open.school": {}, "open.town": {}}


def test_a_number_beyond_its_scale_is_no_value() -> None:
    of = slide([{"id": "g", "item": [{"indicator": "open", "text": "เปิดทุกวัน | {percent}"}]}])
    assert values(read(of, text(("เปิดทุกวัน", 50, 100), ("1,322", 140, 100), ("91", 400, 100)))) == {
        "open": {"percent": "91"}
    }
    assert values(read(of, text(("เปิดทุกวัน", 50, 100), ("1,322", 140, 100)))) == {"open": {}}


def test_numbers_that_number_a_list_are_no_values() -> None:
    names = "เปิดทุกวัน", "เปิดบางวัน", "ไม่เปิดเลย"
    of = slide([{"id": "g", "item": [{"indicator": name, "text": f"{name} | {{percent}}"} for name in names]}])
    rows = [
        cell
        for n, (name, value) in enumerate(zip(names, ("57.9", "20.1", "22.0"), strict=True))
        for cell in ((str(n + 1), 50, 100 + 20 * n), (name, 70, 100 + 20 * n), (value, 500, 100 + 20 * n))
    ]
    assert values(read(of, text(*rows))) == {
        name: {"percent": value} for name, value in zip(names, ("57.9", "20.1", "22.0"), strict=True)
    }


def test_a_share_is_not_taken_from_numbers_that_may_be_counts() -> None:
    of = slide([{"id": "g", "item": [{"indicator": "open", "text": "เปิดทุกวัน | {percent} | {count} แห่ง"}]}])
    assert values(read(of, text(("เปิดทุกวัน", 50, 100), ("20", 200, 100)))) == {"open": {}}
    assert values(read(of, text(("เปิดทุกวัน", 50, 100), ("20", 200, 100), ("9 แห่ง", 300, 100)))) == {
        "open": {"percent": "20", "count": "9"}
    }


@pytest.mark.parametrize("form", ["{}", "– {} –", "- {} -", "หน้า {}", "Page {}", "{} / 9", "{}/9"])
def test_page_numbers_have_many_forms(form: str) -> None:
    pages = [Page(n, 800.0, 600.0) for n in range(1, 5)]
    lines = {n: [line(form.format(n), 700, 570), line(str(20 + n), 100, 200 + n)] for n in range(1, 5)}
    assert page_numbers(pages, lines) == {(n, lines[n][0].box) for n in range(1, 5)}


def test_a_figure_in_step_by_chance_is_no_page_number() -> None:
    pages = [Page(n, 800.0, 600.0) for n in range(1, 5)]
    lines = {n: [line(str(n), 20, 500), line("8", 700, 300 - 90 * n)] for n in range(1, 5)}
    lines[2][1] = line("2", 760, 120, size=8)
    assert page_numbers(pages, lines) == {(n, lines[n][0].box) for n in range(1, 5)}
