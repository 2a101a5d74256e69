"""TrueType and OpenType programs embedded in a PDF; glyph keys are glyph numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from fontTools.pens.recordingPen import RecordingPen

from dgreport.extraction.fonts.glyf import Descriptions
from dgreport.extraction.fonts.outlines import Ink, Outline
from dgreport.extraction.fonts.programs import Key, Program, UnreadableProgram, outline_of, scaled
from dgreport.extraction.fonts.sfnt import character_maps, number_at, tables_of

_ODD = frozenset({0x00A0, 0x00AD, 0x2010, 0x2011, 0x2215, 0x2219, 0x02C9, 0x03BC, 0x0394, 0x03A9})


def _strangeness(code: int) -> tuple[bool, bool, int]:
    """Orders the characters that share a glyph; it is for the first: not private use, not a no-break or soft variant."""
    return 0xE000 <= code <= 0xF8FF, code in _ODD, code


class TrueTypeProgram(Program):
    """FontFile2, or an OpenType FontFile3; glyph keys are glyph numbers."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        try:
            tables = self._tables = tables_of(data)
            self._count: int = number_at(tables["maxp"], 4)
            self._scale = 1000 / (number_at(tables["head"], 18) or 1000)
            self._descriptions = Descriptions(tables, self._count) if "glyf" in tables else None
            if self._descriptions is None:
                _ = self._glyphs
        except Exception as error:
            raise UnreadableProgram(f"{type(error).__name__}: {error}") from error

    def keys(self) -> list[Key]:
        return list(range(1, self._count))

    @cached_property
    def _font(self) -> Any:
        """The font as fontTools reads it; glyph numbers stand for names, for real ones would have to be made unique, and
        most are gone."""
        from fontTools.ttLib import TTFont

        font = TTFont(BytesIO(self._data), lazy=True, fontNumber=0)
        font.setGlyphOrder([f"g{number}" for number in range(self._count)])
        return font

    @cached_property
    def _glyphs(self) -> Any:
        return self._font.getGlyphSet()

    def _draw(self, key: Key) -> Outline:
        if not isinstance(key, int) or key >= self._count:
            raise KeyError(key)
        if self._descriptions is not None:
            return scaled(self._descriptions.contours(key), self._scale)
        pen = RecordingPen()
        self._glyphs[f"g{key}"].draw(pen)
        return outline_of(pen.value, self._scale)

    def _described(self, key: Key) -> tuple[int, Ink] | None:
        return self._descriptions.box(key) if self._descriptions is not None and isinstance(key, int) else None

    def _box(self, key: Key) -> Ink | None:
        described = self._described(key)
        if described is not None:
            contours, (x0, y0, x1, y1) = described
            if contours == 0:
                return None
            if x1 > x0 or y1 > y0:
                return x0 * self._scale, y0 * self._scale, x1 * self._scale, y1 * self._scale
        return super()._box(key)

    def is_blank(self, key: Key) -> bool:
        described = self._described(key)
        return (described is not None and described[0] == 0) or super().is_blank(key)

    @property
    def full_name(self) -> str:
        """Family and style as the font states them; "" where it has no names."""
        return str(self._font["name"].getDebugName(4) or "") if "name" in self._tables else ""

    def substitutions(self) -> Iterator[Any]:
        """The subtables of every substitution, whatever feature uses it; glyphs are named by number, as g12."""
        lookups = self._font["GSUB"].table.LookupList if "GSUB" in self._tables else None
        for lookup in lookups.Lookup if lookups is not None else ():
            for subtable in lookup.SubTable:
                yield getattr(subtable, "ExtSubTable", subtable)

    @cached_property
    def _names(self) -> list[str]:
        if self._tables.get("post", b"")[:4] != b"\0\2\0\0":
            return []
        try:
            return list(self._font["post"].glyphOrder)
        except Exception:
            return []

    @property
    def has_names(self) -> bool:  # type: ignore[override]
        return bool(self._names)

    def name(self, key: Key) -> str:
        return self._names[key] if isinstance(key, int) and 0 <= key < len(self._names) else ""

    def _numbers(self, wanted: Callable[[int, int], bool]) -> dict[int, int]:
        """Character code to glyph number, of all the cmap subtables that are wanted."""
        found: dict[int, int] = {}
        for characters in character_maps(self._tables.get("cmap", b""), wanted):
            found = {code: number for code, number in characters.items() if 0 < number < self._count} | found
        return found

    @cached_property
    def by_character(self) -> dict[int, int]:
        """Unicode to glyph number; empty where the font has no Unicode map."""
        return self._numbers(lambda platform, encoding: platform == 0 or (platform == 3 and encoding in (1, 10)))

    @cached_property
    def by_symbol(self) -> dict[int, int]:
        """The (3, 0) map: byte (with or without 0xF000) to glyph number."""
        return {
            code & 0xFF if 0xF000 <= code <= 0xF0FF else code: number
            for code, number in self._numbers(lambda platform, encoding: platform == 3 and encoding == 0).items()
        }

    @cached_property
    def by_byte(self) -> dict[int, int]:
        """The (1, 0) map: byte to glyph number."""
        return self._numbers(lambda platform, encoding: platform == 1 and encoding == 0)

    @cached_property
    def by_name(self) -> dict[str, int]:
        return {name: number for number, name in reversed(list(enumerate(self._names)))}

    @cached_property
    def _characters(self) -> dict[int, str]:
        found: dict[int, int] = {}
        for code, number in self.by_character.items():
            other = found.setdefault(number, code)
            if other != code:
                found[number] = min(other, code, key=_strangeness)
        return {number: chr(code) for number, code in found.items()}

    def characters(self, key: Key) -> str:
        return self._characters.get(key, "") if isinstance(key, int) else ""
