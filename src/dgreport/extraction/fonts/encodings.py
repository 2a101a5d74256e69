"""How a font's codes find their glyphs, and what its bytes mean where no map says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from statistics import median

from dgreport.extraction import thai
from dgreport.extraction.fonts.programs import CffProgram, Key, Program, characters_of_name
from dgreport.extraction.fonts.truetype import TrueTypeProgram

_THAI = re.compile(f"[\u0e01-\u0e3a\u0e3f-\u0e5b{''.join(thai.PRIVATE_USE)}]")
_VOID = re.compile("[\0-\x1f\x7f-\x9f\N{REPLACEMENT CHARACTER}]*")
_BREAKS = frozenset(("\t", "\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"))


def with_bytes_in_order(text: str) -> str:
    """What several characters of one code are whose UTF-16 has its bytes out of order; "" where they are not.

    Ghostscript 10 swaps them (U+6600 U+6900 are f and i), or writes the low byte of each character for the high one of
    the next (U+0E24 U+2445 are ฤๅ). Whatever else does not give Latin letters or Thai throughout is left alone.
    """
    if len(text) < 2 or thai.is_thai(text[1]):
        return ""
    if all(ord(char) & 0xFF in (0x00, 0x0E) for char in text):
        ordered = text.encode("utf-16-be", "ignore").decode("utf-16-le", "ignore")
    elif all(ord(char) >> 8 == ord(before) & 0xFF for before, char in pairwise(text)):
        ordered = "".join(chr(ord(text[0]) & 0xFF00 | ord(char) & 0xFF) for char in text)
    else:
        return ""
    return ordered if ordered != text and all("!" <= char <= "~" or thai.is_thai(char) for char in ordered) else ""


def codes_that_are_unicode(codes: Iterable[int]) -> dict[int, str]:
    """The characters of codes where the file names Identity for its map: code points, if they are such as text has; empty
    where they are not, for as often they are numbers of glyphs."""
    said = {code: chr(code) for code in codes if 0x20 <= code < 0xD800}
    text = sum("!" <= char <= "~" or thai.is_thai(char) for char in said.values())
    return said if 2 * text > len(said) and any(map(thai.is_thai, said.values())) else {}


def is_void(text: str) -> bool:
    """True for what is no character at all: nothing, U+0000 and its like, U+FFFD."""
    return _VOID.fullmatch(text) is not None and not text.isspace()


def plain_spaces(text: str) -> str:
    """Tabs and line breaks that a map gives to a space, as a space: no glyph ends a line."""
    return " " if text in _BREAKS else text


def touches_thai(text: str) -> bool:
    """True where a Thai character is among them, or a private form of one."""
    return _THAI.search(text) is not None


def once(text: str) -> str:
    """What a map says of one code, without the second of two equal signs: no glyph shows a sign twice."""
    if len(text) < 2:
        return text
    return text[0] + "".join(char for before, char in pairwise(text) if char != before or not thai.is_mark(char))


def in_letters(text: str) -> str:
    """A Latin ligature (U+FB00 to U+FB06) as its letters; other text as it is."""
    return unicodedata.normalize("NFKC", text) if len(text) == 1 and "\ufb00" <= text <= "\ufb06" else text


def looks_latin(program: Program, key_of: Callable[[int], Key | None], said: Mapping[int, str]) -> bool:
    """True where glyphs look like the Latin letters and digits that an assumed encoding calls them.

    Small letters without ascenders are of one height, clearly lower than capitals, ascenders and digits, which are
    nearly of one height too. Codes given out in order of use fail this.
    """
    tops: dict[str, list[float]] = {"small": [], "tall": []}
    for code, text in said.items():
        key = key_of(code)
        ink = program.ink(key) if key is not None and len(text) == 1 and text.isascii() and text.isalnum() else None
        if ink is not None:
            tops["small" if text in "acemnorsuvwxz" else "tall"].append(ink[3] if text not in "gpqyijQJ" else 0)
    small, tall = ([top for top in tops[kind] if top] for kind in ("small", "tall"))
    if not small and not tall:
        return False
    middle = [median(tops) for tops in (small, tall) if tops]
    near = sum(abs(top - median(group)) <= 60 for group in (small, tall) if group for top in group)
    return near >= 0.8 * (len(small) + len(tall)) and (len(middle) < 2 or middle[0] < 0.9 * middle[1])


def program_key(
    program: Program, names: Mapping[int, str], symbolic: bool, has_encoding: bool
) -> Callable[[int], Key | None]:
    """How a simple font finds the glyph of a byte (ISO 32000-1, 9.6.6): by name, or by one of the program's byte
    maps.
    """
    if not isinstance(program, TrueTypeProgram):
        builtin: Mapping[int, str] = getattr(program, "encoding", {})
        present = set(program.keys())

        @cache
        def by_name(code: int) -> Key | None:
            name = names.get(code) or builtin.get(code)
            return name if name in present else builtin.get(code)

        return by_name

    def by_byte(code: int) -> int | None:
        return program.by_symbol.get(code) or program.by_byte.get(code)

    def by_its_name(code: int) -> int | None:
        name = names.get(code)
        if not name or not has_encoding:
            return None
        text = characters_of_name(name)
        return (program.by_character.get(ord(text)) if len(text) == 1 else None) or program.by_name.get(name)

    first, second = (by_byte, by_its_name) if symbolic else (by_its_name, by_byte)
    return cache(lambda code: first(code) or second(code) or program.by_character.get(code))


def cid_key(program: Program, to_glyph: bytes | None) -> Callable[[int], Key | None]:
    """How a CID font finds the glyph of a CID: through its CIDToGIDMap, or directly."""
    if isinstance(program, CffProgram) and not program.is_cid:
        return lambda cid: program.by_number(cid)
    if to_glyph is None:
        return lambda cid: cid
    table = to_glyph
    return lambda cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big") or None
