"""Levels as columns or bands of a page."""

from __future__ import annotations

import pytest

from dgreport.extraction.page import Box
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import Match
from handmade import rect, text


def heads(*places: tuple[str, float, float]) -> dict[str, Match]:
    page = text(*places)
    return {name: page.find(name)[0] for name, _, _ in places}


def regions(*places: tuple[str, float, float]) -> Regions:
    return Regions.of(heads(*places), [])


@pytest.mark.parametrize(("x", "level"), [(50, "กรม"), (290, "กรม"), (360, "จังหวัด"), (700, "จังหวัด")])
def test_heads_side_by_side_part_the_page_into_columns(x: float, level: str) -> None:
    box: Box = (x, 400, x + 20, 410)
    assert regions(("กรม", 100, 60), ("จังหวัด", 500, 60)).level_of(box) == level
    assert regions(("จังหวัด", 500, 60), ("กรม", 100, 60)).level_of(box) == level


@pytest.mark.parametrize(("y", "level"), [(40, "กรม"), (120, "กรม"), (299, "กรม"), (320, "จังหวัด"), (500, "จังหวัด")])
def test_heads_one_above_the_other_part_it_into_bands(y: float, level: str) -> None:
    assert regions(("กรม", 100, 60), ("จังหวัด", 100, 310)).level_of((300, y, 320, y + 10)) == level


def test_a_page_without_heads_or_with_one_has_no_regions() -> None:
    for none in (regions(), regions(("กรม", 100, 60))):
        assert none.level_of((300, 300, 310, 310)) is None
        assert not none.are_there


def test_a_column_is_as_wide_as_the_cell_of_its_head() -> None:
    """The heads stand near each other, at the inner ends of their cells."""
    cells = [rect((50, 55, 400, 75), (0.9, 0.9, 0.9)), rect((400, 55, 480, 75), (0.8, 0.9, 0.9))]
    of = Regions.of(heads(("กรม", 370, 60), ("จังหวัด", 410, 60)), cells)
    assert of.level_of((395, 200, 399, 210)) == "กรม"
    assert of.level_of((402, 200, 406, 210)) == "จังหวัด"


def test_turned_heads_are_as_high_as_they_are_wide() -> None:
    """Each in a tab at the left edge of its band; a rule of the chart beside it is not its cell, nor the tab a key."""
    heads = {
        level: Match(((at, 0, 20),), (), (50, y, 60, y + 150), True, True)
        for at, (level, y) in enumerate((("กรม", 60), ("จังหวัด", 360)))
    }
    tabs = [rect((45, 20, 66, 250), (0.1, 0.3, 0.6)), rect((45, 320, 66, 550), (0.7, 0.1, 0.2))]
    rules = [rect((72, 90, 73, 180), (0, 0, 0)), rect((72, 390, 73, 480), (0, 0, 0))]
    of = Regions.of(heads, [*tabs, *rules])
    assert of.colours is None
    assert of.cells == {"กรม": tabs[0].box, "จังหวัด": tabs[1].box}
    assert [of.level_of((300, y, 320, y + 10)) for y in (30, 240, 330, 540)] == ["กรม", "กรม", "จังหวัด", "จังหวัด"]


def test_what_is_much_higher_than_a_line_is_no_cell() -> None:
    panel = rect((0, 50, 800, 550), (1, 1, 1))
    assert Regions.of(heads(("กรม", 100, 60), ("จังหวัด", 500, 60)), [panel]).cells["กรม"] == (100, 60, 115, 70)
