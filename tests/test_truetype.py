"""TrueType programs: what the descriptions of glyphs say without drawing them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from dgreport.extraction.fonts.programs import UnreadableProgram
from dgreport.extraction.fonts.truetype import TrueTypeProgram

FONT = Path(__file__).parents[1] / "src" / "dgreport" / "rendering" / "fonts" / "Sarabun-Regular.ttf"


def test_a_box_is_known_without_drawing_and_is_that_of_the_outline() -> None:
    program, drawn = TrueTypeProgram(FONT.read_bytes()), TrueTypeProgram(FONT.read_bytes())
    for char in "กฐญปฝอัี่ำAgÅ€":  # simple glyphs and composite ones
        key = program.by_character[ord(char)]
        outline = drawn.outline(key)
        assert outline is not None
        assert outline.ink is not None
        # The outline's points may lie a little outside of its curves.
        assert program.ink(key) == pytest.approx(outline.ink, abs=12)
        assert not program.is_blank(key)


def test_a_space_is_blank_and_what_is_beyond_the_last_glyph_is_nothing() -> None:
    program = TrueTypeProgram(FONT.read_bytes())
    space = program.by_character[0x20]
    assert program.ink(space) is None
    assert program.is_blank(space)
    assert program.ink(60_000) is None
    assert not program.is_blank(60_000)
    assert program.outline(60_000) is None


@pytest.mark.parametrize("table", ["glyf", "hmtx", "maxp"])
def test_a_program_cut_off_is_unreadable(table: str) -> None:
    font = TTFont(FONT)
    kept = {tag: font.reader[tag] for tag in font.reader.keys()}  # noqa: SIM118
    kept[table] = kept[table][: len(kept[table]) // 2] if table != "maxp" else b""
    cut = TTFont()
    for tag, data in kept.items():
        cut[tag] = DefaultTable(tag)
        cut[tag].data = data
    made = io.BytesIO()
    cut.save(made, reorderTables=None)
    with pytest.raises(UnreadableProgram):
        TrueTypeProgram(made.getvalue())
