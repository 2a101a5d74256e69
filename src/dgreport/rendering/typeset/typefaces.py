"""The bundled fonts, as ReportLab fonts whose Thai looks as HarfBuzz sets it and reads back as it was written.

PDF writers that shape Thai lose its text: a reader gets private codes, doubled clusters or bare vowels back. Here a
text stays plain Unicode until a string is painted. Then HarfBuzz says where each glyph of a cluster goes, and every
distinct outcome for one character (its glyphs, shifted so far) becomes a *variant*: a glyph of the embedded font with
the outline already in place, the character's own advance, and that one character in the ToUnicode map. One character
in, one glyph out, in reading order, on one baseline; sara am stays one character. It works wherever ReportLab paints
text, since all of it comes through `Typeface.splitString`.

The family is Sarabun 1.000 by Cadson Demak, under the Open Font License (fonts/OFL.txt), as npm's
@expo-google-fonts/sarabun 0.4.1 has it.

Only the clusters that a report really has are shaped, and only their variants are embedded, so there is nothing to
build ahead or to keep between runs.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc, pdfmetrics

from dgreport.rendering.standins import STAND_IN, shown

REGULAR, SEMIBOLD, BOLD, ITALIC = "Sarabun-Regular", "Sarabun-SemiBold", "Sarabun-Bold", "Sarabun-Italic"
FONT_NAMES = (REGULAR, SEMIBOLD, BOLD, ITALIC)

#: What is shaped as a whole: a Thai consonant with its marks and sara am, or a word of Latin letters and punctuation
#: (for its kerning). Digits stand alone, so that columns of numbers keep their even widths.
_RUN = re.compile(r"[ก-ฮ][ัิ-ฺ็-๎]*ำ?|[!-/:-~¡-ɏ‐-…\u0300-\u036f]+|.", re.DOTALL)

#: pdfminer ends a line at two characters without width in a row, so a mark gets a thousandth of an em.
_LEAST_ADVANCE = 1


class Placed(NamedTuple):
    """A glyph and its shift from where the pen stands, in font units."""

    glyph: int
    dx: int
    dy: int


class Variant(NamedTuple):
    """One character as it looks in its place: what is drawn, and how far the pen moves (font units)."""

    char: str
    outline: tuple[Placed, ...]
    advance: int


class _Used:
    """The variants that one document uses, in the order of first use; the code of a variant is its index plus 1."""

    def __init__(self, number: int) -> None:
        self.name = f"F{number}"
        self.codes: dict[Variant, int] = {}
        self.missing: set[str] = set()


class Typeface:
    """One weight of the family, with the interface that ReportLab expects of a font."""

    _dynamicFont = 1
    _multiByte = 1
    shapable = False

    def __init__(self, name: str) -> None:
        self.fontName = name
        self._program = files("dgreport.rendering").joinpath("fonts", f"{name}.ttf").read_bytes()
        self._font = hb.Font(hb.Face(self._program))
        self._em: int = self._font.face.upem
        self._runs: dict[str, tuple[Variant, ...]] = {}
        self._documents: WeakKeyDictionary[Any, _Used] = WeakKeyDictionary()
        extents = self._font.get_font_extents("ltr")
        self.face = SimpleNamespace(name=name, ascent=extents.ascender, descent=extents.descender, builtIn=0)
        self.encoding = SimpleNamespace(name="Identity-H")

    def variants(self, text: str) -> list[Variant]:
        """The text as variants, one for each character."""
        found: list[Variant] = []
        for match in _RUN.finditer(text):
            run = match[0]
            shaped = self._runs.get(run)
            if shaped is None:
                shaped = self._runs[run] = self._shape(run)
            found.extend(shaped)
        return found

    def lacks(self, char: str) -> bool:
        """Whether the stand-in is drawn for this character."""
        return self._shown(char) == STAND_IN != char

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:
        """Width in points of the text at this size."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return sum(variant.advance for variant in self.variants(text)) * size / self._em

    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The text as two-byte codes of this document's subset; ReportLab's door to a font when it paints."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        used = self._used(doc)
        codes = bytearray()
        for variant in self.variants(text):
            code = used.codes.get(variant)
            if code is None:
                code = used.codes[variant] = len(used.codes) + 1
                if self.lacks(variant.char):
                    used.missing.add(variant.char)
            codes += code.to_bytes(2, "big")
        return [(0, bytes(codes))] if codes else []

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """The name of the font in the page's resources."""
        return "/" + self._used(doc).name

    def missing(self, doc: Any) -> set[str]:
        """The characters for which the stand-in was drawn in this document."""
        used = self._documents.get(doc)
        return set(used.missing) if used else set()

    def addObjects(self, doc: Any) -> None:
        """Adds the font to a document that is being written, with the outlines it used and no others."""
        used = self._documents[doc]
        variants = list(used.codes)
        program = self._embedded(variants)
        name = f"{_subset_tag(program)}+{self.fontName}"
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": pdfdoc.PDFName(name),
            "Flags": 4 | (64 if "Italic" in name else 0),
            "FontBBox": pdfdoc.PDFArray([-600, self.face.descent - 300, 1500, self.face.ascent + 300]),
            "ItalicAngle": -12 if "Italic" in name else 0,
            "Ascent": self.face.ascent,
            "Descent": self.face.descent,
            "CapHeight": 700,
            "StemV": {BOLD: 140, SEMIBOLD: 116}.get(self.fontName, 84),
            "FontFile2": doc.Reference(_stream(doc, program, Length1=len(program)), f"program:{name}"),
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "CIDToGIDMap": "/Identity",
            "DW": 1000,
            "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([self._thousandths(each.advance) for each in variants])]),
            "FontDescriptor": doc.Reference(pdfdoc.PDFDictionary(descriptor), f"descriptor:{name}"),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(pdfdoc.PDFDictionary(descendant), f"descendant:{name}")]),
            "ToUnicode": doc.Reference(_stream(doc, _to_unicode(variants)), f"unicode:{name}"),
        }
        doc.idToObject["BasicFonts"].dict[used.name] = doc.Reference(pdfdoc.PDFDictionary(font), used.name)
        del self._documents[doc]

    def _used(self, doc: Any) -> _Used:
        used = self._documents.get(doc)
        if used is None:
            used = self._documents[doc] = _Used(len(doc.fontMapping) + 1)
            doc.fontMapping[self.fontName] = "/" + used.name
            doc.delayedFonts.append(self)
        return used

    def _thousandths(self, units: int) -> int:
        return round(units * 1000 / self._em)

    def _shown(self, char: str) -> str:
        return shown(char, lambda candidate: self._font.get_nominal_glyph(ord(candidate)) is not None)

    def _shape(self, run: str) -> tuple[Variant, ...]:
        """What HarfBuzz makes of a run, parted among its characters."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
        buffer.add_str("".join(self._shown(char) for char in run))
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {"liga": False})
        drawn: list[list[tuple[int, int, int]]] = [[] for _ in run]
        advances = [0] * len(run)
        x = y = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            drawn[info.cluster].append((info.codepoint, x + position.x_offset, y + position.y_offset))
            advances[info.cluster] += position.x_advance
            x += position.x_advance
            y += position.y_advance
        # Where the font has one glyph for a tone and the nikhahit of sara am, HarfBuzz counts it to the sara am.
        for here, following in pairwise(drawn):
            if not here and len(following) > 1:
                here.append(following.pop(0))
        variants = []
        pen = 0
        for char, glyphs, advance in zip(run, drawn, advances, strict=True):
            outline = tuple(Placed(glyph, x - pen, y) for glyph, x, y in glyphs)
            variants.append(Variant(char, outline, max(advance, _LEAST_ADVANCE)))
            pen += variants[-1].advance
        return tuple(variants)

    def _embedded(self, variants: list[Variant]) -> bytes:
        """A TrueType program of these outlines alone, glyph 0 empty, glyph n the n-th variant; no hints, no names."""
        from io import BytesIO

        from fontTools.fontBuilder import FontBuilder
        from fontTools.ttLib import TTFont
        from fontTools.ttLib.tables._g_l_y_f import Glyph

        source = TTFont(BytesIO(self._program), lazy=True)
        names = source.getGlyphOrder()
        order = [".notdef", *(f"v{number}" for number in range(1, len(variants) + 1))]
        glyphs = {".notdef": Glyph()}
        metrics = {".notdef": (1000, 0)}
        for name, variant in zip(order[1:], variants, strict=True):
            glyphs[name] = glyph = _outline(source["glyf"], [(names[each.glyph], each) for each in variant.outline])
            metrics[name] = (variant.advance, getattr(glyph, "xMin", 0))
        builder = FontBuilder(self._em, isTTF=True)
        builder.font.recalcTimestamp = False
        builder.updateHead(created=0, modified=0)
        builder.setupGlyphOrder(order)
        builder.setupGlyf(glyphs, calcGlyphBounds=False)
        builder.setupHorizontalMetrics(metrics)
        builder.setupHorizontalHeader(ascent=self.face.ascent, descent=self.face.descent)
        builder.setupPost(keepGlyphNames=False)
        out = BytesIO()
        builder.save(out)
        return out.getvalue()


def _outline(glyf: Any, placed: list[tuple[str, Placed]]) -> Any:
    """One simple glyph of several shifted ones."""
    from fontTools.ttLib.tables import ttProgram
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

    merged = Glyph()
    merged.numberOfContours = 0
    coordinates = GlyphCoordinates()
    flags = bytearray()
    ends: list[int] = []
    for name, (_, dx, dy) in placed:
        part, part_ends, part_flags = glyf[name].getCoordinates(glyf)
        part = part.copy()
        part.translate((dx, dy))
        ends.extend(len(coordinates) + end for end in part_ends)
        coordinates.extend(part)
        flags.extend(part_flags)
    if not ends:
        return merged
    merged.numberOfContours = len(ends)
    merged.endPtsOfContours = ends
    merged.coordinates = coordinates
    merged.flags = flags
    merged.program = ttProgram.Program()
    merged.program.fromBytecode(b"")
    merged.recalcBounds(glyf)
    return merged


def _to_unicode(variants: list[Variant]) -> bytes:
    """The map from codes to characters, in blocks of at most 100 lines as the CMap specification asks."""
    chars = (variant.char.encode("utf-16-be").hex().upper() for variant in variants)
    lines = [f"<{code:04X}> <{char}>" for code, char in enumerate(chars, 1)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("ascii")


def _stream(doc: Any, content: bytes, **entries: int) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    for key, value in entries.items():
        stream.dictionary[key] = value
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _subset_tag(program: bytes) -> str:
    """Six capital letters that differ from subset to subset, as ISO 32000-1, 9.6.4 asks."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


@lru_cache(maxsize=1)
def typefaces() -> dict[str, Typeface]:
    """The bundled fonts by name, registered with ReportLab on the first call."""
    faces = {name: Typeface(name) for name in FONT_NAMES}
    for face in faces.values():
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily("Sarabun", normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    return faces
