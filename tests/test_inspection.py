"""What is wrong with a PDF: its fonts, its pages, and the answer in one word."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import dgreport
from dgreport.errors import NotAPdf
from dgreport.extraction.layout.inspection import Example, fault_of, inspect
from test_cli import Run, run  # noqa: F401
from test_matrix import HERE

MATRIX = HERE / "data" / "matrix" / "pdf"


@pytest.mark.parametrize(
    ("raw", "text", "kind"),
    [
        ("ก", "ก", ""),
        ("", "ก", "no character"),
        ("\0", "ก", "no character"),
        ("\ufffd", "่", "no character"),
        (" ", "ํ", "a space for a sign or letter"),
        ("", " ", ""),
        ("\uf70a", "่", "a private code"),
        ("\ue123", "่", "a private code"),
        ("\uf0b7", "•", "a bullet in a private code"),
        ("ำ", "า", "sara am for sara aa"),
        ("ที่", "ท", "a whole cluster for one glyph"),
        ("์", "ส", "another character"),
        ("", "\ufffd", "can't be told"),
        ("ﬁ", "fi", ""),
        ("\u2010", "-", ""),
    ],
)
def test_kinds_of_fault(raw: str, text: str, kind: str) -> None:
    assert fault_of(raw, text) == kind


def test_every_sara_aa_says_sara_am() -> None:
    found = inspect(MATRIX / "sim_a3_all_aa_am_sarabun.pdf")
    assert (found.verdict, found.before, found.after) == ("mended", 229, 0)
    (font,) = found.fonts
    assert (font.name, font.map, font.codes) == ("ABCDEF+Sarabun-Regular#0", "ToUnicode", 151)
    assert [(fault.kind, fault.evidence, fault.codes) for fault in font.faults] == [
        ("sara am for sara aa", "cmap", 1),
        ("a space for a sign or letter", "cmap", 1),
        ("another character", "twin", 2),
    ]
    assert font.faults[1].examples == (Example(" ", "ํ", 109),)
    assert [page.before for page in found.pages] == [54, 32, 34, 33, 50, 26]


def test_a_sound_file_is_called_so_though_its_glyphs_share_out_a_sara_am() -> None:
    found = inspect(MATRIX / "sim_e2_mark_x_beyond_next_norasi.pdf")
    assert (found.verdict, found.before, found.after) == ("sound", 0, 0)
    assert all(not font.faults for font in found.fonts)


def test_a_file_without_any_map_is_unreadable_and_says_why() -> None:
    found = inspect(MATRIX / "sim_g3_no_tounicode_nothing_norasi.pdf")
    assert found.verdict == "unreadable"
    assert found.before == found.after > 4000
    assert found.fonts[0].map == "none"
    assert found.fonts[0].faults[0].kind == "can't be told"
    assert "no usable character map" in found.pages[0].problem


def test_pages_that_are_asked_for() -> None:
    assert [page.number for page in inspect(MATRIX / "chromium_sarabun.pdf", [2, 4]).pages] == [2, 4]


def test_one_screen(run: Run) -> None:  # noqa: F811
    done = run("inspect", MATRIX / "sim_a3_all_aa_am_sarabun.pdf")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "sim_a3_all_aa_am_sarabun.pdf: broken, and mended"
    assert lines[1] == "4,129 characters on 6 pages; wrong before 229, after 0"
    assert '    a space for a sign or letter: 1 code, 109 glyphs, told by cmap: " " U+0020 → "ํ" U+0E4D ×109' in lines
    assert len(lines) <= 24
    long = run("inspect", HERE.parent / "source_pdfs" / "dg-readiness-2560.pdf").out.splitlines()
    assert len(long) <= 48
    assert long[-1].endswith("(--json has all)")


def test_what_no_font_is_to_blame_for_is_told_apart(run: Run) -> None:  # noqa: F811
    """Copies that make letters bold, and signs drawn after the next letter; a map that is mended hides neither."""
    out = run("inspect", MATRIX / "sim_x_a3_e1_h1_combo_norasi.pdf").out
    assert re.search(r"^  drawn twice for boldness, read once: \d+ edits$", out, re.MULTILINE)
    assert re.search(r"^  drawn in another order than it is read: \d+ edits$", out, re.MULTILINE)
    assert "signs of a letter in another order" not in out


def test_the_screen_as_json(run: Run) -> None:  # noqa: F811
    done = run("inspect", "--json", "--pages", "1", MATRIX / "sim_a3_all_aa_am_sarabun.pdf")
    found = json.loads(done.out)
    assert (found["verdict"], found["pages"][0]["before"], found["pages"][0]["after"]) == ("mended", 54, 0)
    assert found["fonts"][0]["faults"][0]["kind"] == "sara am for sara aa"


def test_a_text_is_not_inspected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("จ านวน", encoding="utf-8")
    with pytest.raises(NotAPdf, match="no fonts to inspect"):
        dgreport.inspect(tmp_path / "a.txt")
