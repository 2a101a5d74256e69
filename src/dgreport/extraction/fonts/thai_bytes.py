"""Thai fonts of one byte a character: TIS-620, and the moved forms of signs at bytes that it leaves free.

Such fonts pass for Latin ones: writers declare them to be in an encoding of Latin letters, or call their glyphs so. The
advance of Thai signs, which is none, gives them away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from itertools import islice

from dgreport.extraction import thai
from dgreport.extraction.fonts.facts import FontFacts
from dgreport.extraction.fonts.ink import is_off_place
from dgreport.extraction.fonts.outlines import Outline
from dgreport.extraction.fonts.shapes import resemblance

#: Bytes of signs without advance that a font of TIS-620 has at least.
_FEWEST_SIGNS = 2
_TIS_MARKS = frozenset(ord(mark) - 0x0E00 + 0xA0 for mark in thai.MARKS)
#: Bytes that hold punctuation in code page 874: the ellipsis, and quotation marks, bullet and dashes.
_PUNCTUATION = (0x85, *range(0x91, 0x98))


def _private(first: int, last: int) -> str:
    """The characters of Microsoft's private forms from U+F7`first` to U+F7`last`."""
    return "".join(thai.PRIVATE_USE[chr(0xF700 + offset)] for offset in range(first, last + 1))


def _laid_out(*stretches: tuple[int, str]) -> dict[int, str]:
    return {first + offset: char for first, chars in stretches for offset, char in enumerate(chars)}


#: Where fonts keep the moved forms: in the order of the private forms from 0x80 on; in that order around the punctuation
#: of Windows, with the lower forms at the end (libthai's table "tis620_2"); and as fonts of the Macintosh do ("tis620_1":
#: low and left, low, nikhahit, mai han-akat, maitaikhu, vowels, left).
_TONES = thai.TONES + thai.THANTHAKHAT
_LAYOUTS: tuple[Mapping[int, str], ...] = (
    _laid_out((0x80, _private(0x00, 0x1A))),
    dict(zip([byte for byte in range(0x80, 0xA0) if byte not in _PUNCTUATION], _private(0x00, 0x17), strict=True))
    | _laid_out((0xFC, _private(0x18, 0x1A))),
    _laid_out(
        (0x83, _TONES),
        (0x88, _TONES),
        (0x8F, thai.NIKHAHIT),
        (0x92, thai.MAI_HAN_AKAT + thai.MAITAIKHU + thai.ABOVE_VOWELS[1:]),
        (0x98, _TONES),
        (0xFC, thai.BELOW_VOWELS + thai.PHINTHU),
    ),
)

#: Bytes of which the layout tells what they are.
_MOVED = frozenset().union(*_LAYOUTS)

Forms = Mapping[int, str]  #: moved forms by their bytes
OutlineOf = Callable[[int], Outline | None]


def is_tis_620(codes: Iterable[int], width_of: Callable[[int], float]) -> bool:
    """True where bytes that read as Latin letters are TIS-620: the bytes of Thai signs have no advance.

    Latin letters at these bytes (N tilde, O circumflex, c cedilla ...) always have one.
    """
    signs = [code for code in codes if code in _TIS_MARKS]
    flat = [code for code in signs if abs(width_of(code)) < 1]
    return len(flat) >= _FEWEST_SIGNS and len(flat) * 2 > len(signs)


def has_flat_signs(
    said: Mapping[int, str], width_of: Callable[[int], float], is_there: Callable[[int], bool] = lambda code: True
) -> bool:
    """True where enough characters that bytes of Thai signs are taken for have no advance, and `is_there`."""
    like_signs = _like_signs()
    flat = (code for code, char in said.items() if char in like_signs and is_there(code) and abs(width_of(code)) < 1)
    return len(list(islice(flat, _FEWEST_SIGNS))) == _FEWEST_SIGNS


def forms_of(outlines: Mapping[int, Outline]) -> Forms:
    """Where a font keeps its moved forms: in the layout in which they look most like what they are forms of.

    `outlines` are those of its glyphs without advance by byte; without any that tells, the forms are in their order
    from 0x80 on.
    """
    signs = {bytes((byte,)).decode("cp874"): outlines[byte] for byte in _TIS_MARKS & outlines.keys()}
    moved = [outline for byte, outline in outlines.items() if byte not in _TIS_MARKS]
    # A sign that is missing may be found at the glyph of a form.
    signs = {char: outline for char, outline in signs.items() if outline not in moved}

    def score(layout: Forms) -> float:
        said = ((outline, signs.get(layout.get(byte, ""))) for byte, outline in outlines.items())
        return sum(resemblance(outline, sign) for outline, sign in said if sign is not None)

    return max(_LAYOUTS, key=score)


def as_tis_620(
    said: Mapping[int, str], width_of: Callable[[int], float], outline_of: OutlineOf = lambda code: None
) -> dict[int, str]:
    """What codes stand for whose map takes bytes of TIS-620 for those of another encoding: U+00C3 U+00D2 is รา.

    Empty where no encoding makes the signs among them such as have no advance.
    """
    if not has_flat_signs(said, width_of):
        return {}  # as in nearly all fonts
    best: dict[int, int] = {}
    for table in _byte_tables():
        bytes_of = {code: table[char] for code, char in said.items() if char in table}
        widths = {byte: width_of(code) for code, byte in bytes_of.items() if byte in _TIS_MARKS}
        if is_tis_620(widths, widths.__getitem__) and len(bytes_of) > len(best):
            best = bytes_of
    if not best:
        return {}
    if all(code == byte for code, byte in best.items()):  # codes that the encoding lacks are bytes too
        best |= {code: code for code, char in said.items() if char == "\N{REPLACEMENT CHARACTER}" and 0x80 <= code <= 0xFF}
    forms = _LAYOUTS[0]
    if not _MOVED.isdisjoint(best.values()):
        flat = ((byte, outline_of(code)) for code, byte in best.items() if abs(width_of(code)) < 1)
        forms = forms_of({byte: outline for byte, outline in flat if outline is not None})
    meant = {code: tis_620(byte, width_of(code), forms) for code, byte in best.items()}
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


@cache
def _like_signs() -> frozenset[str]:
    """The characters that bytes of Thai signs are taken for."""
    return frozenset(char for table in _byte_tables() for char, byte in table.items() if byte in _TIS_MARKS)


def tis_620(byte: int, width: float, forms: Forms = _LAYOUTS[0]) -> str:
    """The character of a byte of TIS-620, of the moved forms beside it, or of the punctuation of Windows; "" where there
    is none.

    What advances is no sign: Windows has quotation marks and dashes at places of forms.
    """
    is_flat = abs(width) < 1
    form = forms.get(byte, "")
    if form and (is_flat or not thai.is_mark(form)):
        return form
    is_punctuation = byte in _PUNCTUATION and not is_flat
    char = bytes((byte,)).decode("cp874", "ignore") if is_punctuation or 0xA0 < byte <= 0xFF else ""
    return char if is_punctuation or is_flat or not (char and thai.is_mark(char)) else ""


class ByteFont:
    """A font of which only its encoding speaks: what its codes are if they are bytes of TIS-620."""

    def __init__(self, facts: FontFacts) -> None:
        self._facts = facts

    @cached_property
    def _is_thai(self) -> bool:
        if not self._facts.only_encoding:
            return False
        # A table of widths has entries for bytes that the font lacks.
        codes = (code for code in self._facts.codes if self._facts.program is None or self._facts.is_there(code))
        return is_tis_620(codes, self._facts.width_of)

    @cached_property
    def _forms(self) -> Forms:
        flat = ((code, self._facts.outline(code)) for code in self._facts.codes if abs(self._facts.width_of(code)) < 1)
        return forms_of({code: outline for code, outline in flat if outline is not None})

    def character(self, code: int) -> str:
        """What a code stands for, in the lower half that of ASCII; "" where the bytes are not TIS-620 or nothing is said.
        """
        if not self._is_thai:
            return ""
        if 0x20 < code < 0x7F and not self._facts.said.get(code):
            ink = self._facts.ink(code)
            return "" if ink is not None and is_off_place(chr(code), ink) else chr(code)
        return tis_620(code, self._facts.width_of(code), self._forms)
