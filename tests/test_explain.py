"""Every edit of a PDF on record: replayed over what the file's own maps say they give the text, undone they give that.

Every file that is there: the matrix and the decks of this repository, the whole matrix and real files where
DGREPORT_TEST_DATA (or ../shared/data) has them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.text import explain, explained, read_text, text_of
from dgreport.extraction.page import Page
from dgreport.extraction.thai import replay, undo
from handset import moved, page, string
from test_matrix import HERE, KEPT, SHARED

REAL = SHARED.parents[1] / "real"
HERE_ALWAYS = [*KEPT, *sorted((HERE / "data" / "facsimiles").glob("*_original.pdf"))]
ELSEWHERE = [
    path
    for folder in (SHARED, REAL)
    for path in sorted(folder.glob("*.pdf"))
    if path.name not in {kept.name for kept in KEPT}
]


def check(of: Page) -> None:
    for flow in (False, True):
        mended = explained(of, flow=flow)
        assert mended.raw == "".join(glyph.raw for glyph in of.glyphs)
        assert mended.text == text_of(of, flow=flow)
        assert replay(mended.raw, mended.edits) == mended.text
        assert undo(mended.text, mended.edits) == mended.raw
        assert all(edit.before != edit.after and edit.evidence and edit.place.page == of.number for edit in mended.edits)


def check_file(path: Path, most: int) -> None:
    """The first pages of a file."""
    with open_document(path) as document:
        for number in range(1, min(most, document.page_count) + 1):
            check(document.page(number))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in HERE_ALWAYS])
def test_replay_and_undo(path: Path) -> None:
    check_file(path, 6)


@pytest.mark.skipif(not ELSEWHERE, reason="needs the matrix and real files in DGREPORT_TEST_DATA or ../shared/data")
def test_replay_and_undo_of_the_other_files() -> None:
    for path in ELSEWHERE:
        check_file(path, 2)


def test_a_whole_file_is_one_text_and_one_list_of_edits() -> None:
    path = next(path for path in KEPT if path.stem == "sim_a3_all_aa_am_sarabun")
    mended = explain(path)
    assert mended.text == read_text(path)
    assert replay(mended.raw, mended.edits) == mended.text
    assert undo(mended.text, mended.edits) == mended.raw
    assert mended.raw.count("\f") == mended.text.count("\f") == 5
    rules = Counter((edit.rule, edit.before, edit.after) for edit in mended.edits)
    assert rules["font-map", "ำ", "า"] == 400
    assert rules["font-map", " ", "ํ"] == 121
    assert {edit.evidence for edit in mended.edits if edit.rule == "font-map"} == {"cmap", "twin"}
    assert [edit.place.page for edit in mended.edits] == sorted(edit.place.page or 0 for edit in mended.edits)


def test_lines_in_content_order_are_only_broken() -> None:
    mended = explained(page(string("กา", 50, 100), string("ขา", 50, 120)))
    assert mended.raw == "กาขา"
    assert [(edit.rule, edit.before, edit.after, edit.start) for edit in mended.edits] == [
        ("line-break", "", "\n", 2),
        ("line-break", "", "\n", 5),
    ]


def test_lines_drawn_in_another_order_are_put_in_order() -> None:
    mended = explained(page(string("ขา", 50, 120), string("กา", 50, 100), string("คา", 50, 140)))
    assert mended.raw == "ขากาคา"
    assert mended.text == "กา\nขา\nคา\n"
    assert [(edit.rule, edit.before, edit.after) for edit in mended.edits] == [
        ("reading-order", "ขากา", "กา\nขา\n"),
        ("line-break", "", "\n"),
    ]


def test_glyphs_on_no_line_are_edits_too() -> None:
    """A page of nothing but a sign that stands on nothing."""
    sign = moved(string("ก่", 50, 100)[1], 200)
    mended = explained(page([sign]))
    assert (mended.raw, mended.text) == ("่", "")
    assert undo("", mended.edits) == "่"
