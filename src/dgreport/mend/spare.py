"""Further codes of a font, for glyphs that say several things.

A composite font with TrueType outlines finds its glyphs through a map from CIDs, so one glyph may have several codes.
Each has an entry of its own in ToUnicode, and what is shown by another code stays in its operator, in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from dgreport.mend.maps import Code, FontMaps

_LAST = 0xFFFF
_WIDTH = 1000  #: of a CID without an entry, where the font has no DW (ISO 32000-1, 9.7.4.3)


def spare_codes(font: Object, maps: FontMaps, used: Collection[Code]) -> dict[tuple[Code, int], Code]:
    """(code, number of an alias) to the code that says it, where the font can have such codes; `used` ones are kept."""
    inner = _inner(font)
    if inner is None or any(len(code) != 2 for code in used):
        return {}
    wanted = [(code, n) for n, alias in enumerate(maps.aliases, 1) for code, text in sorted(alias.items())
              if text != maps.own.get(code)]  # fmt: skip
    first = max(_glyph_count(inner), len(_glyphs_of(inner)) // 2, 1 + max(int.from_bytes(code, "big") for code in used))
    if first + len(wanted) > _LAST:
        return {}
    return {pair: number.to_bytes(2, "big") for number, pair in enumerate(wanted, first)}


def add_codes(pdf: pikepdf.Pdf, font: Object, spare: Mapping[tuple[Code, int], Code]) -> None:
    """Gives the font its further codes: their glyphs and widths."""
    inner = _inner(font)
    assert inner is not None
    inner = Dictionary(dict(inner.items()))  # other fonts may have the same
    first = min(int.from_bytes(new, "big") for new in spare.values())
    glyphs = bytearray(_glyphs_of(inner) or b"".join(number.to_bytes(2, "big") for number in range(first)))
    glyphs += bytes(2 * first - len(glyphs))
    widths: list[Object | int] = list(inner.get(Name.W, []))
    for (code, _), new in sorted(spare.items(), key=lambda item: item[1]):
        number = int.from_bytes(code, "big")
        glyphs += glyphs[2 * number : 2 * number + 2]
        widths += [int.from_bytes(new, "big"), Array([_width(inner, number)])]
    inner.CIDToGIDMap = pdf.make_stream(bytes(glyphs))
    inner.W = Array(widths)
    present = inner.FontDescriptor.get(Name.CIDSet)
    if isinstance(present, pikepdf.Stream):
        bits = bytearray(present.read_bytes())
        bits += bytes(max(0, (first + len(spare) + 7) // 8 - len(bits)))
        for new in spare.values():
            number = int.from_bytes(new, "big")
            bits[number // 8] |= 0x80 >> number % 8
        inner.FontDescriptor = pdf.make_indirect(Dictionary(dict(inner.FontDescriptor.items())))
        inner.FontDescriptor.CIDSet = pdf.make_stream(bytes(bits))
    font.DescendantFonts = Array([pdf.make_indirect(inner)])


def _inner(font: Object) -> Dictionary | None:
    """The CID font whose map from CIDs to glyphs can be extended; None where there is none."""
    if font.get(Name.Subtype) != Name.Type0 or font.get(Name.Encoding) != Name("/Identity-H"):
        return None
    inner = font.DescendantFonts[0]
    descriptor = inner.get(Name.FontDescriptor)
    has_program = isinstance(descriptor, Dictionary) and isinstance(descriptor.get(Name.FontFile2), pikepdf.Stream)
    has_program = has_program and inner.get(Name.Subtype) == Name.CIDFontType2
    return inner if has_program and isinstance(inner, Dictionary) else None


def _glyphs_of(inner: Dictionary) -> bytes:
    """The map from CIDs to glyphs, two bytes each; empty where a CID is the number of its glyph."""
    found = inner.get(Name.CIDToGIDMap)
    return found.read_bytes() if isinstance(found, pikepdf.Stream) else b""


def _glyph_count(inner: Dictionary) -> int:
    """How many glyphs the outlines have: the table maxp of OpenType; none where that can't be read."""
    data = inner.FontDescriptor.FontFile2.read_bytes()
    for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        if data[at : at + 4] == b"maxp":
            start = int.from_bytes(data[at + 8 : at + 12], "big")
            return int.from_bytes(data[start + 4 : start + 6], "big")
    return 0


def _width(inner: Dictionary, cid: int) -> Object | int:
    """The width of a CID, in thousandths of the size."""
    entries = list(inner.get(Name.W, []))
    while len(entries) > 1:
        first = int(entries[0])
        if isinstance(entries[1], Array):
            if first <= cid < first + len(entries[1]):
                return entries[1][cid - first]
            entries = entries[2:]
        elif len(entries) > 2:
            if first <= cid <= int(entries[1]):
                return entries[2]
            entries = entries[3:]
        else:
            break
    return inner.get(Name.DW, _WIDTH)
