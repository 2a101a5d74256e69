"""A font that sets Thai right in a writer that cannot shape: each mark is a glyph that already stands in place.

HarfBuzz says for every piece of text which glyph goes where. What the font's own characters can't say (a smaller tone
mark, a mark moved to the left) becomes a glyph of its own under a private character, so that a plain drawString puts it
right. `source` tells what each private character is in truth; the character map of the finished PDF is written from it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FONTS = Path(__file__).parent / "fonts"
NIKHAHIT, SARA_AA, SARA_AM = "ํ", "า", "ำ"
_FIRST_PRIVATE = 0xE000


class Face:
    """One font of a deck. `code` and `width` may be used from the start; `program` when all text is known."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._data = path.read_bytes()
        self._font = uharfbuzz.Font(uharfbuzz.Face(self._data))
        self._units = self._font.face.upem
        self._cmap = TTFont(io.BytesIO(self._data), lazy=True).getBestCmap()
        self._variants: dict[tuple[str, int, int, str], str] = {}
        self._coded: dict[str, tuple[str, int]] = {}

    def code(self, text: str) -> str:
        """The characters to draw: a ำ becomes nikhahit and า, and what has to be moved becomes private."""
        return self._shaped(text)[0]

    def width(self, text: str, size: float) -> float:
        """Its advance in points."""
        return float(self._shaped(text)[1] * size / self._units)

    @property
    def source(self) -> Mapping[str, str]:
        """The true character of each private one."""
        return {private: true for (_, _, _, true), private in self._variants.items()}

    def _shaped(self, text: str) -> tuple[str, int]:
        if text not in self._coded:
            self._coded[text] = self._shape(text) if text else ("", 0)
        return self._coded[text]

    def _shape(self, text: str) -> tuple[str, int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.CHARACTERS
        uharfbuzz.shape(self._font, buffer, {"kern": False, "liga": False})
        coded, advance = [], 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyph = self._font.glyph_to_string(info.codepoint)
            true = self._true(glyph, text[info.cluster])
            advance += position.x_advance
            plain = self._cmap.get(ord(true)) == glyph and (position.x_offset, position.y_offset) == (0, 0)
            if plain:
                coded.append(true)
            else:
                key = (glyph, position.x_offset, position.y_offset, true)
                coded.append(self._variants.setdefault(key, chr(_FIRST_PRIVATE + len(self._variants))))
        return "".join(coded), advance

    @staticmethod
    @cache
    def _true(glyph: str, source: str) -> str:
        """The character that a glyph shows: the name of a mark says it, for HarfBuzz may have moved it."""
        stem = glyph.split(".")[0]
        return chr(int(stem[3:], 16)) if stem.startswith("uni") and len(stem) == 7 else source

    def program(self) -> bytes:
        """The font with all variants that the text so far asked for."""
        font: Any = TTFont(io.BytesIO(self._data), recalcTimestamp=False)
        for tag in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "fvar", "STAT"):
            if tag in font:
                del font[tag]
        glyf, metrics = font["glyf"], font["hmtx"]
        order = font.getGlyphOrder()
        for (name, dx, dy, _), private in self._variants.items():
            component = GlyphComponent()
            component.glyphName, component.x, component.y, component.flags = name, dx, dy, 0x4
            variant = Glyph()
            variant.numberOfContours, variant.components = -1, [component]
            new = f"moved{ord(private):04X}"
            glyf.glyphs[new] = variant
            metrics[new] = (metrics[name][0], metrics[name][1] + dx)
            order.append(new)
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[ord(private)] = new
        font.setGlyphOrder(order)
        glyf.glyphOrder = order
        for record in font["name"].names:  # the licence reserves the name for the unchanged font
            if record.nameID in (1, 3, 4, 6, 16):
                record.string = self.name
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()
