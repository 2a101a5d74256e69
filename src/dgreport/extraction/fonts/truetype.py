"""TrueType and OpenType programs embedded in a PDF; glyph keys are glyph numbers."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen

from dgreport.extraction.fonts.outlines import Ink, Outline
from dgreport.extraction.fonts.programs import Key, Program, UnreadableProgram, outline_of


def _best(candidates: list[int]) -> str:
    """Of the characters that share a glyph the one it is for: not private use, not a no-break or soft variant."""
    odd = {0x00A0, 0x00AD, 0x2010, 0x2011, 0x2215, 0x2219, 0x02C9, 0x03BC, 0x0394, 0x03A9}
    return chr(min(candidates, key=lambda value: (0xE000 <= value <= 0xF8FF, value in odd, value)))


#: How the description of a TrueType glyph begins: number of contours, x0, y0, x1, y1 (OpenType, table glyf).
_DESCRIPTION = struct.Struct(">5h")


class TrueTypeProgram(Program):
    """FontFile2, or an OpenType FontFile3; glyph keys are glyph numbers."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        from fontTools.ttLib import TTFont

        try:
            font = TTFont(BytesIO(data), lazy=True, fontNumber=0)
            self._count = int(font["maxp"].numGlyphs)
            # Glyph numbers stand for names throughout: real names would have to be made unique, and most are gone.
            font.setGlyphOrder([f"g{number}" for number in range(self._count)])
            self._scale = 1000 / (font["head"].unitsPerEm or 1000)
            self._font = font
            self._descriptions, self._starts = b"", []
            if "glyf" in font:
                self._descriptions, self._starts = font.reader["glyf"], list(font["loca"])
                if max(self._starts, default=0) > len(self._descriptions):
                    raise UnreadableProgram("its glyphs are cut off")
                if len(font.reader["hmtx"]) < 4 * font["hhea"].numberOfHMetrics:
                    raise UnreadableProgram("its advances are cut off")
            else:
                _ = self._glyphs
        except UnreadableProgram:
            raise
        except Exception as error:
            raise UnreadableProgram(f"{type(error).__name__}: {error}") from error

    def keys(self) -> list[Key]:
        return list(range(1, self._count))

    @cached_property
    def _glyphs(self) -> Any:
        return self._font.getGlyphSet()

    def _draw(self, key: Key) -> Outline:
        if not isinstance(key, int) or key >= self._count:
            raise KeyError(key)
        pen = DecomposingRecordingPen(self._glyphs)
        self._glyphs[f"g{key}"].draw(pen)
        return outline_of(pen.value, self._scale)

    def _described(self, key: Key) -> tuple[int, Ink] | None:
        """(number of contours, box) as the glyph's own description begins; None where there is none to read.

        Drawing the glyph would cost a hundred times as much. A composite glyph has -1 contours.
        """
        if not isinstance(key, int) or not 0 <= key < min(self._count, len(self._starts) - 1):
            return None
        start, end = self._starts[key], self._starts[key + 1]
        if end == start:
            return 0, (0.0, 0.0, 0.0, 0.0)
        if end - start < _DESCRIPTION.size:
            return None
        contours, *box = _DESCRIPTION.unpack_from(self._descriptions, start)
        x0, y0, x1, y1 = (value * self._scale for value in box)
        return contours, (x0, y0, x1, y1)

    def ink(self, key: Key) -> Ink | None:
        described = self._described(key) if key not in self._outlines else None
        if described is not None:
            contours, box = described
            if contours == 0:
                return None
            if box[2] > box[0] or box[3] > box[1]:
                return box
        return super().ink(key)

    def is_blank(self, key: Key) -> bool:
        described = self._described(key)
        return (described is not None and described[0] == 0) or super().is_blank(key)

    @property
    def full_name(self) -> str:
        """Family and style as the font states them; "" where it has no names."""
        return str(self._font["name"].getDebugName(4) or "") if "name" in self._font else ""

    def substitutions(self) -> Iterator[Any]:
        """The subtables of every substitution, whatever feature uses it; glyphs are named by number, as g12."""
        lookups = self._font["GSUB"].table.LookupList if "GSUB" in self._font else None
        for lookup in lookups.Lookup if lookups is not None else ():
            for subtable in lookup.SubTable:
                yield getattr(subtable, "ExtSubTable", subtable)

    @cached_property
    def _names(self) -> list[str]:
        try:
            post = self._font["post"]
            return list(post.glyphOrder) if post.formatType == 2.0 else []
        except Exception:
            return []

    def name(self, key: Key) -> str:
        return self._names[key] if isinstance(key, int) and 0 <= key < len(self._names) else ""

    def _tables(self, wanted: Callable[[int, int], bool]) -> dict[int, int]:
        """Character code to glyph number, of all the cmap subtables that are wanted."""
        result: dict[int, int] = {}
        try:
            tables = self._font["cmap"].tables if "cmap" in self._font else []
        except Exception:
            return {}
        for table in tables:
            if not wanted(table.platformID, table.platEncID):
                continue
            try:
                for code, name in table.cmap.items():
                    number = int(name[1:])
                    if number and number < self._count:
                        result.setdefault(code, number)
            except Exception:
                continue
        return result

    @cached_property
    def by_character(self) -> dict[int, int]:
        """Unicode to glyph number; empty where the font has no Unicode map."""
        return self._tables(lambda platform, encoding: platform == 0 or (platform == 3 and encoding in (1, 10)))

    @cached_property
    def by_symbol(self) -> dict[int, int]:
        """The (3, 0) map: byte (with or without 0xF000) to glyph number."""
        return {
            code & 0xFF if 0xF000 <= code <= 0xF0FF else code: number
            for code, number in self._tables(lambda platform, encoding: platform == 3 and encoding == 0).items()
        }

    @cached_property
    def by_byte(self) -> dict[int, int]:
        """The (1, 0) map: byte to glyph number."""
        return self._tables(lambda platform, encoding: platform == 1 and encoding == 0)

    @cached_property
    def by_name(self) -> dict[str, int]:
        return {name: number for number, name in reversed(list(enumerate(self._names)))}

    @cached_property
    def _characters(self) -> dict[int, str]:
        found: dict[int, list[int]] = {}
        for code, number in self.by_character.items():
            found.setdefault(number, []).append(code)
        return {number: _best(codes) for number, codes in found.items()}

    def characters(self, key: Key) -> str:
        return self._characters.get(key, "") if isinstance(key, int) else ""
