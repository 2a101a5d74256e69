"""The font programs embedded in a PDF: what each glyph looks like, and what the program itself calls it.

A `Program` answers by glyph key: a glyph number in TrueType and CID-keyed fonts, a glyph name in Type 1, CFF and
Type 3. Lengths are in thousandths of an em, y upwards. Programs in PDFs are often cut down or broken; opening one
raises `UnreadableProgram`, and a glyph that can't be drawn has no outline.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

from fontTools.agl import AGL2UV, LEGACY_AGL2UV, toUnicode
from fontTools.pens.recordingPen import RecordingPen

from dgreport.extraction.fonts.outlines import Ink, Outline, Point

#: fontTools warns of each oddity of a font; what matters shows in what can be read.
logging.getLogger("fontTools").setLevel(logging.ERROR)

Key = int | str


class UnreadableProgram(Exception):
    """An embedded font program that can't be opened; the message says why."""


@lru_cache(maxsize=16_384)
def characters_of_name(name: str) -> str:
    """What a glyph name says: `uni0E48`, `uni0E480E35`, `u0E48`, a name of the Adobe Glyph List; "" where nothing.

    A suffix after a full stop names a variant (`uni0E48.low`), an underscore joins parts (Adobe Glyph List
    specification, section 2). Thai fonts write the list's Thai names with capitals, and what they end in only once or not
    at all (`doChadathai`, `ru_lakkhangyaothai`, `kokai`).
    """
    base = name.split(".", 1)[0]
    if not base:
        return ""
    found = []
    parts = base.split("_")
    if base.endswith("thai"):
        parts = [part.lower().removesuffix("thai") + "thai" for part in parts]
    for part in parts:
        if part in AGL2UV:
            found.append(chr(AGL2UV[part]))
        elif part in LEGACY_AGL2UV:
            found += map(chr, LEGACY_AGL2UV[part])
        elif part.islower() and f"{part}thai" in LEGACY_AGL2UV:
            found += map(chr, LEGACY_AGL2UV[f"{part}thai"])
        elif part.islower() and (sign := _sign_of_that_name(part)):
            found.append(sign)
        elif match := re.fullmatch(r"uni((?:[0-9A-F]{4})+)", part):
            found += [chr(int(match[1][at : at + 4], 16)) for at in range(0, len(match[1]), 4)]
        elif match := re.fullmatch(r"u([0-9A-F]{4,6})", part):
            value = int(match[1], 16)
            if value > 0x10FFFF:
                return ""
            found.append(chr(value))
        else:
            return ""
    return "".join(char for char in found if not 0xD800 <= ord(char) <= 0xDFFF)


#: Where Zapf Dingbats, one of the fonts that every reader has, departs from the order of U+2701 to U+27BE.
_DINGBATS_ELSEWHERE = {
    0x25: "\u260e", 0x2A: "\u261b", 0x2B: "\u261e", 0x48: "\u2605", 0x6C: "\u25cf", 0x6E: "\u25a0", 0x73: "\u25b2",
    0x74: "\u25bc", 0x75: "\u25c6", 0x77: "\u25d7", 0xA8: "\u2663", 0xA9: "\u2666", 0xAA: "\u2665", 0xAB: "\u2660",
    0xD5: "\u2192", 0xD6: "\u2194", 0xD7: "\u2195", **{0xAC + n: chr(0x2460 + n) for n in range(10)},
}  # fmt: skip


def dingbats(names: Mapping[int, str]) -> dict[int, str]:
    """What the codes of the font Zapf Dingbats stand for: by the `names` that its glyphs have there (`a20`), or in its
    own encoding. Any other encoding that a file states for it is none of its own.

    ISO 32000-1, annex D.6, and Adobe's list of its glyph names.
    """
    codes = (*range(0x21, 0x7F), *range(0xA1, 0xF0), *range(0xF1, 0xFF))
    own = {code: _DINGBATS_ELSEWHERE.get(code) or chr(0x2700 + code - (0x20 if code < 0x7F else 0x40)) for code in codes}
    named = {code: toUnicode(name, isZapfDingbats=True) for code, name in names.items() if re.fullmatch(r"a\d+", name)}
    return own | {code: text for code, text in named.items() if text}


def _sign_of_that_name(word: str) -> str:
    """`micro` is no name of the list, but MICRO SIGN is a character."""
    try:
        return unicodedata.lookup(f"{word.upper()} SIGN")
    except KeyError:
        return ""


class Program:
    """An embedded font program, whatever its format."""

    #: False where of the glyphs the boxes alone are known.
    has_outlines = True
    #: False where glyphs have numbers alone.
    has_names = True

    def __init__(self) -> None:
        self._outlines: dict[Key, Outline | None] = {}
        self._inks: dict[Key, Ink | None] = {}

    def keys(self) -> list[Key]:
        """Every glyph of the program but .notdef."""
        raise NotImplementedError

    def _draw(self, key: Key) -> Outline:
        raise NotImplementedError

    def outline(self, key: Key) -> Outline | None:
        """The outline of a glyph, None where it has none to read (missing, or its description is broken)."""
        if key not in self._outlines:
            try:
                outline = self._draw(key)
            except Exception:  # fontTools raises whatever a broken glyph description leads to
                outline = None
            self._outlines[key], self._inks[key] = outline, outline.ink if outline else None
        return self._outlines[key]

    def drawn(self, key: Key | None) -> Outline | None:
        """The outline of a glyph that there is and that paints something, None of any other."""
        outline = self.outline(key) if key is not None and self.has_outlines else None
        return outline if outline is not None and outline.ink is not None else None

    def ink(self, key: Key) -> Ink | None:
        """The box of what a glyph paints, None where it paints nothing or can't be read."""
        if key not in self._inks:
            self._inks[key] = self._box(key)
        return self._inks[key]

    def _box(self, key: Key) -> Ink | None:
        outline = self.outline(key)
        return outline.ink if outline else None

    def is_blank(self, key: Key) -> bool:
        """True where the glyph is there and paints nothing."""
        outline = self.outline(key)
        return outline is not None and outline.ink is None

    def characters(self, key: Key) -> str:
        """What the program itself calls the glyph, by its character map; "" where it has none."""
        return ""

    def name(self, key: Key) -> str:
        """The glyph's name in the program; "" where it keeps none."""
        return ""


def outline_of(commands: list[tuple[str, tuple[Any, ...]]], scale: float) -> Outline:
    """The outline that a pen of fontTools has written down, its points times `scale`."""
    contours: list[list[Point]] = [[]]
    for operator, points in commands:
        if operator == "moveTo":
            contours.append([])
        contours[-1] += [point for point in points if point is not None]
        if operator in ("closePath", "endPath"):
            contours.append([])
    return scaled(contours, scale)


def scaled(contours: Iterable[Sequence[Point]], scale: float) -> Outline:
    """The outline of these contours, their points times `scale`."""
    # A single point (or several in one place) paints nothing.
    painting = (contour for contour in contours if any(point != contour[0] for point in contour))
    return Outline(tuple(tuple([(x * scale, y * scale) for x, y in contour]) for contour in painting))


class CffProgram(Program):
    """FontFile3 of the kinds Type1C and CIDFontType0C. Glyph keys are names, or CIDs where the font is CID-keyed."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        from fontTools.cffLib import CFFFontSet

        try:
            fonts = CFFFontSet()
            fonts.decompile(BytesIO(data), None)
            top = fonts[0]
            self.is_cid = hasattr(top, "ROS")
            self._strings = top.CharStrings
            self._charset: list[str] = list(top.charset)
            matrix = getattr(top, "FontMatrix", [0.001])
            self._scale = 1000 * matrix[0] if matrix[0] else 1.0
            encoding = getattr(top, "Encoding", None)
        except Exception as error:
            raise UnreadableProgram(f"{type(error).__name__}: {error}") from error
        self.encoding: dict[int, str] = (
            {code: name for code, name in enumerate(encoding) if name != ".notdef"}
            if isinstance(encoding, list)
            else {}
        )
        if isinstance(encoding, str) and encoding == "StandardEncoding":
            from fontTools.encodings.StandardEncoding import StandardEncoding

            self.encoding = {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}

    def _name_of(self, key: Key) -> str:
        if isinstance(key, str):
            return key
        if self.is_cid:
            return f"cid{key:05d}"
        return self._charset[key] if key < len(self._charset) else ""

    def by_number(self, number: int) -> str | None:
        """The name of the glyph of that number; None for .notdef and beyond the last."""
        return self._charset[number] if 0 < number < len(self._charset) else None

    def keys(self) -> list[Key]:
        if self.is_cid:
            return [int(name[3:]) for name in self._charset[1:] if name.startswith("cid")]
        return [name for name in self._charset if name != ".notdef"]

    def _draw(self, key: Key) -> Outline:
        pen = RecordingPen()
        self._strings[self._name_of(key)].draw(pen)
        return outline_of(pen.value, self._scale)

    def name(self, key: Key) -> str:
        return "" if self.is_cid else self._name_of(key)


_CHAR_STRING = re.compile(rb"/([^\s/{}\[\]()<>%]+)\s+(\d+)\s+(?:RD|-\||\S{1,8})\s")
_SUBROUTINE = re.compile(rb"dup\s+(\d+)\s+(\d+)\s+(?:RD|-\||\S{1,8})\s")
_ENCODING = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put")


class Type1Program(Program):
    """FontFile: a Type 1 font of two parts, the second encrypted. Glyph keys are names."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        start = data.find(b"eexec")
        if start < 0:
            raise UnreadableProgram("no encrypted part")
        clear, secret = data[:start], data[start + 5 :].lstrip(b" \t\r\n")
        if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", secret[:8]):
            digits = re.match(rb"[0-9A-Fa-f\s]*", secret)
            secret = bytes.fromhex(
                b"".join((digits[0] if digits else b"").split())[: len(secret) // 2 * 2].decode("ascii")
            )
        private = _decrypted(secret, _PROGRAM_KEY, 4)
        matrix = re.search(rb"/FontMatrix\s*\[\s*([\d.eE+-]+)", clear)
        self._scale = 1000 * float(matrix[1]) if matrix else 1.0
        length = re.search(rb"/lenIV\s+(\d+)", private)
        skip = int(length[1]) if length else 4
        self.encoding = {int(match[1]): match[2].decode("latin-1") for match in _ENCODING.finditer(clear)}
        if re.search(rb"/Encoding\s+StandardEncoding", clear):
            from fontTools.encodings.StandardEncoding import StandardEncoding

            self.encoding = {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}
        begin = private.find(b"/CharStrings")
        if begin < 0:
            raise UnreadableProgram("no glyphs")
        self._subroutines = _Subroutines(dict(_binary(private[:begin], _SUBROUTINE)), skip)
        self._codes = {name.decode("latin-1"): code for name, code in _binary(private[begin + 12 :], _CHAR_STRING)}
        if not self._codes:
            raise UnreadableProgram("no glyphs")
        self._skip = skip

    def keys(self) -> list[Key]:
        return [name for name in self._codes if name != ".notdef"]

    def _draw(self, key: Key) -> Outline:
        from fontTools.misc.psCharStrings import T1CharString

        pen = RecordingPen()
        code = _decrypted(self._codes[str(key)], _CHARSTRING_KEY, self._skip)
        T1CharString(code, subrs=self._subroutines).draw(pen)
        return outline_of(pen.value, self._scale)

    def name(self, key: Key) -> str:
        return str(key) if key in self._codes else ""


class _Subroutines(dict[int, Any]):
    """The subroutines of a Type 1 font by number, each decrypted when it is first called; any other does nothing."""

    def __init__(self, codes: Mapping[bytes, bytes], skip: int) -> None:
        super().__init__()
        self._codes, self._skip = codes, skip

    def __missing__(self, number: int) -> Any:
        from fontTools.misc.psCharStrings import T1CharString

        code = self._codes.get(b"%d" % number)
        plain = _RETURN if code is None else _decrypted(code, _CHARSTRING_KEY, self._skip)
        made = self[number] = T1CharString(plain, subrs=self)
        return made


#: Keys of the two encryptions of Type 1 fonts (Adobe Type 1 Font Format, chapter 7).
_PROGRAM_KEY, _CHARSTRING_KEY = 55665, 4330
_RETURN = b"\x0b"


def _decrypted(code: bytes, key: int, skip: int) -> bytes:
    """What encrypted bytes say, without those at random that they begin with."""
    plain = bytearray()
    for byte in code:
        plain.append(byte ^ key >> 8)
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return bytes(plain[skip:])


def _binary(data: bytes, pattern: re.Pattern[bytes]) -> list[tuple[bytes, bytes]]:
    """(name, encrypted code) of each charstring; the pattern's groups are the name and the length."""
    found = []
    at = 0
    while match := pattern.search(data, at):
        at = match.end() + int(match[2])
        found.append((match[1], data[match.end() : at]))
    return found


#: Operators of a drawing that is nothing but a filled path: those that add points to it, and those that change nothing.
_POINTS = {b"m": 1, b"l": 1, b"c": 3, b"v": 2, b"y": 2}
_PASSED = frozenset((b"d0", b"d1", b"f", b"F", b"f*", b"h", b"n", b"q", b"Q", b"w", b"i", b"j", b"J", b"M", b"g", b"rg"))
_LONGEST_DRAWING = 100_000


def path_of(drawing: bytes) -> list[list[Point]] | None:
    """The contours of a drawing, control points included, in its own units; None where it is more than a filled path.
    """
    if len(drawing) > _LONGEST_DRAWING:
        return None
    contours: list[list[Point]] = []
    numbers: list[float] = []
    for token in drawing.split():
        if token in _POINTS:
            points = [(numbers[at], numbers[at + 1]) for at in range(0, len(numbers) - 1, 2)]
            if len(points) != _POINTS[token] or (token != b"m" and not contours):
                return None
            if token == b"m":
                contours.append(points)
            else:
                contours[-1] += points
        elif token == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            contours.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        elif token not in _PASSED:
            try:
                numbers.append(float(token))
            except ValueError:
                return None
            continue
        numbers = []
    return [contour for contour in contours if len(contour) > 1]


class Type3Program(Program):
    """Glyphs that are drawings of the PDF itself; keys are their names.

    Drawings that are mere paths are read as outlines, of others (images, text) the box alone, where they state one.
    """

    _BOX = re.compile(rb"^\s*(?:[-\d.]+\s+){2}([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+d1\b")

    def __init__(self, drawings: dict[str, bytes], scale: float) -> None:
        super().__init__()
        self._drawings, self._scale = drawings, scale

    @cached_property
    def has_outlines(self) -> bool:  # type: ignore[override]
        return all(path_of(drawing) is not None for drawing in self._drawings.values())

    def keys(self) -> list[Key]:
        return [name for name in self._drawings if name != ".notdef"]

    def _draw(self, key: Key) -> Outline:
        drawing = self._drawings[str(key)]
        contours = path_of(drawing)
        if contours is not None:
            return Outline(
                tuple(tuple((x * self._scale, y * self._scale) for x, y in contour) for contour in contours)
            )
        match = self._BOX.match(drawing)
        if match is None:
            raise KeyError(key)
        x0, y0, x1, y1 = (float(value) * self._scale for value in match.groups())
        return Outline((((x0, y0), (x1, y0), (x1, y1), (x0, y1)),) if x1 > x0 and y1 > y0 else ())

    def name(self, key: Key) -> str:
        return str(key) if key in self._drawings else ""
