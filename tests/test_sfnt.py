"""What is read of TrueType files where it stands, against what fontTools reads."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from dgreport.extraction.fonts.glyf import Descriptions
from dgreport.extraction.fonts.programs import outline_of
from dgreport.extraction.fonts.sfnt import character_maps, tables_of
from dgreport.extraction.fonts.truetype import TrueTypeProgram

FONT = Path(__file__).parents[1] / "src" / "dgreport" / "rendering" / "fonts" / "Sarabun-Regular.ttf"


def made_font() -> bytes:
    """A font with what is rare: curves without a point on them, glyphs that stand off their coordinates, components that
    are scaled, turned, and themselves made of others."""
    pens: dict[str, Any] = {name: TTGlyphPen({}) for name in (".notdef", "o", "bar")}
    pens["o"].qCurveTo((0, 0), (0, 500), (500, 500), (500, 0), None)
    pens["o"].closePath()
    pens["bar"].moveTo((10, 20))
    pens["bar"].lineTo((10, 700))
    pens["bar"].qCurveTo((300, 700), (200, 400), (300, 20))
    pens["bar"].closePath()
    parts = {
        "moved": [("o", (1, 0, 0, 1, 300, -700))],
        "scaled": [("o", (0.5, 0, 0, 0.5, 10, 20)), ("bar", (0.75, 0, 0, 1.25, -5, 0))],
        "turned": [("bar", (0, 1, -1, 0, 100, 100)), ("o", (1, 0, 0, 1, 0, 0))],
        "nested": [("turned", (-0.5, 0, 0, 1, 40, 40)), ("moved", (1, 0, 0, 1, 7, 7))],
    }
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    for name, components in parts.items():
        pen = TTGlyphPen(glyphs)
        for component in components:
            pen.addComponent(*component)
        glyphs[name] = pen.glyph()
    font = FontBuilder(1024)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({0xE01: "o"})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (600, 40 + number) for number, name in enumerate(glyphs)})
    font.setupHorizontalHeader()
    font.setupPost()
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@pytest.mark.parametrize("data", [FONT.read_bytes(), made_font()], ids=["a font of ours", "what is rare"])
def test_outlines_are_those_that_font_tools_draws(data: bytes) -> None:
    program, font = TrueTypeProgram(data), TTFont(io.BytesIO(data))
    glyphs = font.getGlyphSet()
    scale = 1000 / font["head"].unitsPerEm
    for number, name in enumerate(font.getGlyphOrder()):
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        assert program.outline(number) == outline_of(pen.value, scale), name


@pytest.mark.parametrize("data", [FONT.read_bytes(), made_font()], ids=["a font of ours", "what is rare"])
def test_a_glyph_stands_where_its_description_says_before_and_after_it_is_drawn(data: bytes) -> None:
    program = TrueTypeProgram(data)
    for number in range(3):
        described = program.ink(number)
        outline = program.outline(number)
        assert (outline and outline.ink) == described, number


def test_a_component_that_is_not_there_leaves_the_glyph_without_outline() -> None:
    data = made_font()
    font = TTFont(io.BytesIO(data))
    place = font.reader.tables["glyf"].offset + font["loca"][3] + 10 + 2  # the number of its first component
    assert TrueTypeProgram(data).outline(3) is not None
    assert TrueTypeProgram(data[:place] + b"\xff\xff" + data[place + 2 :]).outline(3) is None


def test_glyphs_made_of_ever_more_glyphs_have_no_outline() -> None:
    """Each of forty is made of the one before twice, and the last of itself."""
    glyphs = [struct.pack(">5hHH3s", 1, 0, 0, 9, 9, 2, 0, b"111")]
    for number in (*range(40), 41):
        parts = (struct.pack(">HHbb", flags, number, 0, 0) for flags in (0x22, 0x02))
        glyphs.append(struct.pack(">5h", -1, 0, 0, 9, 9) + b"".join(parts))
    places = [sum(map(len, glyphs[:count])) for count in range(len(glyphs) + 1)]
    tables = {
        "head": bytes(50) + b"\0\1\0\0", "hhea": bytes(34) + b"\0\0", "hmtx": bytes(2 * len(glyphs)),
        "loca": struct.pack(f">{len(places)}I", *places), "glyf": b"".join(glyphs),
    }  # fmt: skip
    descriptions = Descriptions(tables, len(glyphs))
    assert len(descriptions.contours(3)) == 8
    with pytest.raises(ValueError, match="more points"):
        descriptions.contours(40)
    with pytest.raises(RecursionError):
        descriptions.contours(41)


def subtable(number: int, characters: dict[int, str]) -> bytes:
    made = CmapSubtable.newSubtable(number)
    made.language, made.cmap = 0, characters
    font = TTFont()
    font.setGlyphOrder([f"g{n}" for n in range(400)])
    data: bytes = made.compile(font)
    return data


def cmap(*subtables: tuple[int, int, bytes]) -> bytes:
    head, body = struct.pack(">HH", 0, len(subtables)), b""
    for platform, encoding, data in subtables:
        head += struct.pack(">HHI", platform, encoding, 4 + 8 * len(subtables) + len(body))
        body += data
    return head + body


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        (0, (33, 34, 200)),
        (4, (32, 33, 34, 36, 37, 0xE01, 0xE02, 0xE04, 0xF700, 0xF701, 0xF703)),
        (6, (33, 34, 37)),
        (12, (32, 33, 35, 0x1F600, 0x1F601)),
    ],
)
def test_a_character_map_is_read_in_each_format(number: int, codes: tuple[int, ...]) -> None:
    wanted = {code: 1 + (7 * at * at) % 251 for at, code in enumerate(codes)} | {codes[1]: 2, codes[0]: 1}
    table = cmap((3, 1, subtable(number, {code: f"g{glyph}" for code, glyph in wanted.items()})))
    (found,) = character_maps(table, lambda platform, encoding: True)
    assert {code: glyph for code, glyph in found.items() if glyph} == wanted


def test_of_character_maps_the_broken_and_the_unwanted_are_left_out() -> None:
    whole = subtable(4, {65: "g3", 70: "g1", 71: "g90"})
    table = cmap((3, 1, whole[:-8]), (1, 0, subtable(6, {66: "g5"})), (3, 0, b"\0\x0e"), (0, 3, whole))
    assert list(character_maps(table, lambda platform, encoding: platform != 1))[-1] == {65: 3, 70: 1, 71: 90}
    assert list(character_maps(table, lambda platform, encoding: platform == 1)) == [{66: 5}]
    assert list(character_maps(table[:9], lambda platform, encoding: True)) == []
    lies = struct.pack(">HHIIIIIIIII", 12, 0, 40, 0, 2, 0, 0x10FFFF, 1, 0, 0x10FFFF, 1)
    assert list(character_maps(cmap((3, 10, lies)), lambda platform, encoding: True)) == []
    assert list(character_maps(b"", lambda platform, encoding: True)) == []


def test_tables_that_are_cut_off_are_not_there() -> None:
    data = FONT.read_bytes()
    assert tables_of(data).keys() == set(TTFont(FONT).reader.keys())
    assert "glyf" not in tables_of(data[: len(data) // 3])
    with pytest.raises(ValueError, match="not a TrueType"):
        tables_of(b"wOFF" + bytes(100))
    with pytest.raises(struct.error):
        tables_of(data[:40])
