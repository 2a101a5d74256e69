"""Further codes of a font: which fonts can have them, and what they need."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dgreport.mend.maps import FontMaps
from dgreport.mend.spare import add_codes, spare_codes

A, B = b"\x00\x02", b"\x00\x05"
MAPS = FontMaps({A: "า", B: "ก"}, ({A: "ำ", B: "ก"}, {A: "", B: "กำ"}))
WHOLE = Path(__file__).parents[1] / "src" / "dgreport" / "rendering" / "fonts" / "Sarabun-Regular.ttf"
COUNT = 777  # glyphs of that font


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def font(pdf: pikepdf.Pdf, **more: object) -> Dictionary:
    descriptor = Dictionary(FontFile2=pdf.make_stream(WHOLE.read_bytes()), CIDSet=pdf.make_stream(b"\xff"))
    widths = Array([0, Array([500, 501, 502]), 4, 6, 600])
    inner = Dictionary(Subtype=Name.CIDFontType2, FontDescriptor=descriptor, W=widths, **more)
    return Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=[pdf.make_indirect(inner)])


def test_codes_follow_those_of_all_glyphs(pdf: pikepdf.Pdf) -> None:
    spare = spare_codes(font(pdf), MAPS, {A, B})
    first = int.from_bytes(spare[A, 1], "big")
    assert first == COUNT
    assert spare == {(A, 1): first.to_bytes(2, "big"), (A, 2): (first + 1).to_bytes(2, "big"),
                     (B, 2): (first + 2).to_bytes(2, "big")}  # fmt: skip
    assert min(spare_codes(font(pdf), MAPS, {A, B, b"\x20\x00"}).values()) == b"\x20\x01"
    assert spare_codes(font(pdf), MAPS, {A, B, b"\xff\xfe"}) == {}


def test_they_have_the_glyphs_and_widths_of_the_first(pdf: pikepdf.Pdf) -> None:
    of = font(pdf)
    before = of.DescendantFonts[0]
    spare = spare_codes(of, MAPS, {A, B})
    add_codes(pdf, of, spare)
    inner = of.DescendantFonts[0]
    table = inner.CIDToGIDMap.read_bytes()
    assert [table[2 * n : 2 * n + 2] for n in (2, 5, COUNT, COUNT + 1, COUNT + 2)] == [A, B, A, A, B]
    assert [int(each) if not isinstance(each, Array) else int(each[0]) for each in list(inner.W)[-6:]] == [
        COUNT, 502, COUNT + 1, 502, COUNT + 2, 600]  # fmt: skip
    bits = inner.FontDescriptor.CIDSet.read_bytes()
    assert [bits[n // 8] >> (7 - n % 8) & 1 for n in (0, 7, 8, COUNT - 1, COUNT, COUNT + 2, COUNT + 3)] == [
        1, 1, 0, 0, 1, 1, 0]  # fmt: skip
    # Another font may have the same CID font, which stays as it was.
    assert Name.CIDToGIDMap not in before
    assert before.FontDescriptor.CIDSet.read_bytes() == b"\xff"


def test_a_map_of_the_font_is_gone_on_with(pdf: pikepdf.Pdf) -> None:
    of = font(pdf, CIDToGIDMap=pdf.make_stream(bytes((0, 0, 0, 0, 0, 9))), DW=321)
    maps = FontMaps({A: "า", B: "ก"}, ({A: "ำ", B: "ข"},))
    spare = spare_codes(of, maps, {A, B})
    add_codes(pdf, of, spare)
    table = of.DescendantFonts[0].CIDToGIDMap.read_bytes()
    assert table[:6] == bytes((0, 0, 0, 0, 0, 9))
    assert (table[2 * COUNT :], len(table)) == (bytes((0, 9, 0, 0)), 2 * COUNT + 4)


@pytest.mark.parametrize("other", ["simple", "another encoding", "CFF outlines", "not embedded"])
def test_other_fonts_have_none(other: str, pdf: pikepdf.Pdf) -> None:
    of = font(pdf)
    if other == "simple":
        of = Dictionary(Subtype=Name.TrueType)
    elif other == "another encoding":
        of.Encoding = Name("/UniJIS-UTF16-H")
    elif other == "CFF outlines":
        of.DescendantFonts[0].Subtype = Name.CIDFontType0
    else:
        del of.DescendantFonts[0].FontDescriptor["/FontFile2"]
    assert spare_codes(of, MAPS, {A, B}) == {}
