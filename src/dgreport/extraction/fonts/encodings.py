"""How a font's codes find their glyphs, and what its bytes mean where no map says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from statistics import median

from dgreport.extraction import thai
from dgreport.extraction.fonts.programs import CffProgram, Key, Program, characters_of_name
from dgreport.extraction.fonts.truetype import TrueTypeProgram

_TIS_MARKS = frozenset(ord(mark) - 0x0E00 + 0xA0 for mark in thai.MARKS)
#: Thai fonts for Windows without Unicode keep their moved forms at these bytes, in the order of the private forms.
_TIS_FORMS = {0x80 + offset: thai.PRIVATE_USE[chr(0xF700 + offset)] for offset in range(0x1B)}


def is_tis_620(codes: Iterable[int], width_of: Callable[[int], float]) -> bool:
    """True where bytes that read as Latin letters are TIS-620: the bytes of Thai signs have no advance.

    Latin letters at these bytes (N tilde, O circumflex, c cedilla ...) always have one.
    """
    signs = [code for code in codes if code in _TIS_MARKS]
    flat = [code for code in signs if abs(width_of(code)) < 1]
    return len(flat) >= 2 and len(flat) * 2 > len(signs)


def as_tis_620(said: Mapping[int, str], width_of: Callable[[int], float]) -> dict[int, str]:
    """What codes stand for whose map takes bytes of TIS-620 for those of another encoding: U+00C3 U+00D2 is รา.

    Empty where no encoding makes the signs among them such as have no advance.
    """
    best: dict[int, int] = {}
    for table in _byte_tables():
        bytes_of = {code: table[char] for code, char in said.items() if char in table}
        widths = {byte: width_of(code) for code, byte in bytes_of.items() if byte in _TIS_MARKS}
        if is_tis_620(widths, widths.__getitem__) and len(bytes_of) > len(best):
            best = bytes_of
    meant = {code: tis_620(byte, width_of(code)) for code, byte in best.items()}
    return {code: char for code, char in meant.items() if char}


@cache
def _byte_tables() -> tuple[Mapping[str, int], ...]:
    """Character to byte, from 128 on, of the encodings that Thai bytes are taken for: Windows Latin, Latin 1, Mac Roman,
    and the private codes of symbol fonts.
    """
    tables: list[dict[str, int]] = [{chr(0xF000 + byte): byte for byte in range(0x80, 0x100)}]
    for name in ("cp1252", "latin-1", "mac_roman"):
        chars = {byte: bytes((byte,)).decode(name, "ignore") for byte in range(0x80, 0x100)}
        tables.append({char: byte for byte, char in chars.items() if char})
    return tuple(tables)


def tis_620(byte: int, width: float) -> str:
    """The Thai character of a byte of TIS-620 or of the moved forms below it; "" where there is none.

    What advances is no sign: Windows has quotation marks and dashes at places of forms.
    """
    char = _TIS_FORMS.get(byte) or (bytes((byte,)).decode("cp874", "ignore") if 0xA0 < byte <= 0xFF else "")
    if not char or not thai.is_thai(char) or (thai.is_mark(char) and abs(width) >= 1):
        return ""
    return char


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


def is_void(text: str) -> bool:
    """True for what is no character at all: nothing, U+0000 and its like, U+FFFD."""
    return all(char == "\N{REPLACEMENT CHARACTER}" or ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text) and not (
        text and text.isspace()
    )


def plain_spaces(text: str) -> str:
    """Tabs and line breaks that a map gives to a space, as a space: no glyph ends a line."""
    return " " if text in ("\t", "\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029") else text


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

    @cache
    def by_map(code: int) -> Key | None:
        found: list[int | None] = []
        name = names.get(code, "")
        if name and has_encoding:
            text = characters_of_name(name)
            found = [program.by_character.get(ord(text)) if len(text) == 1 else None, program.by_name.get(name)]
        byte_maps = [program.by_symbol.get(code), program.by_byte.get(code)]
        ordered = byte_maps + found if symbolic else found + byte_maps
        return next((number for number in ordered if number), program.by_character.get(code))

    return by_map


def cid_key(program: Program, to_glyph: bytes | None) -> Callable[[int], Key | None]:
    """How a CID font finds the glyph of a CID: through its CIDToGIDMap, or directly."""
    if isinstance(program, CffProgram) and not program.is_cid:
        return lambda cid: program.by_number(cid)
    if to_glyph is None:
        return lambda cid: cid
    table = to_glyph
    return lambda cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big") or None
