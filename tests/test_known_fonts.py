"""Stripped fonts, whose glyphs are looked up in the same font given whole: off by default, and the font is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dgreport.errors import BadFonts, NoTextLayer
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.inspection import inspect
from dgreport.extraction.layout.text import read_text
from test_matrix import KEPT, WHOLE_FONTS, errors

STRIPPED = {path.stem: path for path in KEPT}


@pytest.fixture(scope="module")
def known() -> KnownFonts:
    return KnownFonts(WHOLE_FONTS)


@pytest.mark.parametrize("name", ["sim_g3_no_tounicode_nothing_sarabun", "gs_pdfwrite_chromium_sarabun"])
def test_unreadable_without_the_font_and_exact_with_it(name: str, known: KnownFonts) -> None:
    with pytest.raises(NoTextLayer, match="no usable character map"):
        read_text(STRIPPED[name])
    found = errors(STRIPPED[name], known)
    assert found.count == 0
    assert found.space_rate < 0.02


def test_the_evidence_names_the_font(known: KnownFonts) -> None:
    with open_document(STRIPPED["sim_g3_no_tounicode_nothing_sarabun"], fonts=known) as document:
        evidence = Counter(glyph.evidence for glyph in document.page(1).glyphs if not glyph.text.isspace())
    assert evidence.most_common(1)[0][0] == "font Sarabun Regular"
    assert set(evidence) == {"font Sarabun Regular", "ink"}
    with open_document(STRIPPED["gs_pdfwrite_chromium_sarabun"], fonts=known) as document:
        evidence = Counter(glyph.evidence for glyph in document.page(1).glyphs)
    assert evidence["font Sarabun Regular"] > 500
    assert evidence["font Sarabun Bold"] > 20


def test_another_font_tells_nothing(known: KnownFonts) -> None:
    """Norasi is not among the fonts; letters of Sarabun that resemble its letters are no evidence."""
    with pytest.raises(NoTextLayer):
        read_text(STRIPPED["sim_g3_no_tounicode_nothing_norasi"], fonts=known)


def test_a_file_that_tells_its_characters_is_not_asked_again(known: KnownFonts) -> None:
    for name in ("chromium_sarabun", "sim_e1_mark_after_next_contentorder_sarabun"):
        assert read_text(STRIPPED[name], fonts=known) == read_text(STRIPPED[name])


def test_a_stripped_file_is_inspected(known: KnownFonts) -> None:
    path = STRIPPED["sim_g3_no_tounicode_nothing_sarabun"]
    assert inspect(path).verdict == "unreadable"
    found = inspect(path, fonts=known)
    assert (found.verdict, found.after) == ("mended", 0)


def test_a_folder_without_fonts(tmp_path: Path) -> None:
    with pytest.raises(BadFonts, match="no fonts"):
        KnownFonts(tmp_path)
    with pytest.raises(BadFonts, match="no fonts"):
        KnownFonts(tmp_path / "nowhere")


def test_a_broken_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0nothing")
    with pytest.raises(BadFonts, match=r"broken\.ttf: can't be read"):
        KnownFonts(tmp_path)
