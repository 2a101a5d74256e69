"""Levels told by the ink of numbers, and what ink the glyphs of a page have."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from dgreport.extraction.glyphs import open_document
from dgreport.extraction.page import Box, Page
from dgreport.extraction.reading.inks import Inks
from dgreport.extraction.reading.legends import LevelColours
from dgreport.extraction.reading.search import Match
from handmade import text
from handset import page, string

BLACK, BLUE, RED = (0.0, 0.0, 0.0), (0.1, 0.3, 0.6), (0.7, 0.1, 0.2)
Ink = tuple[float, float, float]
#: Words, x and baseline in points, and ink: two heads one over the other, a label, and what stands beside it.
HEADS = (("กรม", 400.0, 50.0, BLUE), ("จังหวัด", 400.0, 70.0, RED))
LABEL = ("มีแผนและนโยบายของหน่วยงาน", 50.0, 200.0, BLACK)
VALUES = (("63", 300.0, 200.0, BLUE), ("78", 420.0, 200.0, RED), ("172", 324.0, 200.0, BLACK), ("923", 444.0, 200.0, BLACK))


def painted(*words: tuple[str, float, float, Ink]) -> Page:
    strings = [string(each, x, y) for each, x, y, _ in words]
    inks: list[tuple[int, Ink]] = []
    start = 0
    for made, (*_, ink) in zip(strings, words, strict=True):
        inks.append((start, ink))
        start += len(made)
    return page(*strings, inks=tuple(inks))


def box(words: tuple[str, float, float, Ink]) -> Box:
    made = string(words[0], words[1], words[2])
    return made[0].box[0], made[0].box[1], made[-1].box[2], made[-1].box[3]


def heads() -> dict[str, Match]:
    printed = text(*((words, x, y - 7.5) for words, x, y, _ in HEADS))
    return {level: printed.find(words)[0] for level, (words, *_) in zip(("department", "province"), HEADS, strict=True)}


def levels(*words: tuple[str, float, float, Ink]) -> LevelColours | None:
    return LevelColours.of_inks(heads(), (), Inks(painted(*words)))


def test_a_number_in_the_ink_of_a_head_is_of_its_level() -> None:
    found = levels(*HEADS, LABEL, *VALUES)
    assert found is not None
    assert [found.level_of(box(each)) for each in VALUES[:2]] == ["department", "province"]


def test_a_number_of_another_ink_goes_with_the_one_beside_it() -> None:
    found = levels(*HEADS, LABEL, *VALUES)
    assert found is not None
    assert [found.level_of(box(each)) for each in VALUES[2:]] == ["department", "province"]
    assert found.level_of((50.0, 400.0, 70.0, 410.0)) is None  # far from both


def test_ink_that_only_heads_have_tells_nothing() -> None:
    assert levels(*HEADS, LABEL) is None
    assert levels(*HEADS, LABEL, VALUES[0]) is None  # nor does that of one level alone


def test_the_ink_of_most_of_the_page_tells_nothing() -> None:
    assert levels(*HEADS, (*LABEL[:3], BLUE), *VALUES) is None


def test_heads_of_one_ink_tell_nothing() -> None:
    assert levels((*HEADS[0][:3], RED), HEADS[1], LABEL, *VALUES) is None


def test_how_far_a_label_is_from_the_numbers_of_a_level() -> None:
    found = levels(*HEADS, LABEL, *VALUES)
    assert found is not None
    end = box(LABEL)[2]
    middle_of_six = 302.5
    assert found.away("department", box(LABEL)) == middle_of_six - end
    assert found.away("province", box(LABEL)) == middle_of_six + 120.0 - end


def test_what_is_hidden_leaves_no_ink(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    sheet = pdf.add_blank_page(page_size=(300, 400))
    sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    sheet.Contents = pdf.make_stream(
        b"BT /F1 10 Tf 0 0 1 rg 50 300 Td (ab) Tj 0 1 0 rg 0 -100 Td (gone) Tj ET "
        b"1 g 40 190 100 30 re f BT /F1 10 Tf 1 0 0 rg 50 100 Td (cde) Tj 0 0 1 rg (f) Tj ET"
    )
    pdf.save(tmp_path / "inks.pdf")
    with open_document(tmp_path / "inks.pdf") as document:
        shown = document.page(1)
    assert [glyph.text for glyph in shown.glyphs] == [*"abcdef"]
    assert shown.inks == ((0, (0.0, 0.0, 1.0)), (2, (1.0, 0.0, 0.0)), (5, (0.0, 0.0, 1.0)))
