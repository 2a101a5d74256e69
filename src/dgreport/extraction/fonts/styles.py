"""A font in one size and direction: all of its glyphs but their places."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dgreport.extraction.page import Box, Form

if TYPE_CHECKING:
    from dgreport.extraction.fonts.loading import LoadedFont

#: Shown strings that are kept, and their length in bytes: many writers show each letter by itself.
_MOST_KEPT, _LONGEST_KEPT = 2048, 8
#: Points. Text smaller is squeezed to nothing, and larger is beyond any page.
_SMALLEST, _LARGEST = 0.01, 10_000


class Style(dict[int, Form]):
    """The codes of a font as they are drawn, each worked out when it is first asked for.

    (`ea`, `eb`) is one em along the baseline, (`ec`, `ed`) one em up, in points of the page as shown.
    """

    def __init__(self, font: LoadedFont, ea: float, eb: float, ec: float, ed: float) -> None:
        super().__init__()
        self._font = font
        self._ems = ea, eb, ec, ed
        # Slanted letters are as high and as wide as upright ones: what leans is only their ink.
        lean = (ea * ec + eb * ed) / (ea * ea + eb * eb) if ea or eb else 0.0
        self._upright_ems = ea, eb, ec - lean * ea, ed - lean * eb
        self.readings = font.mended.readings  #: what the font knew; out of date once it has learnt more
        self.strings: dict[bytes, list[Form]] = {}  #: shown strings, the short ones
        self.size = math.hypot(*self._upright_ems[2:]) * font.em
        self.is_shown = _SMALLEST < self.size < _LARGEST and bool(ea or eb)
        self.angle = round(math.degrees(math.atan2(eb, ea)), 1) if eb or ea < 0 else 0.0
        self.upright = abs(self.angle) < 3

    def string(self, text: bytes) -> list[Form]:
        """The glyphs of a shown string."""
        forms = [self[code] for code in self._font.codes(text)]
        if len(text) <= _LONGEST_KEPT and len(self.strings) < _MOST_KEPT:
            self.strings[text] = forms
        return forms

    def __missing__(self, code: int) -> Form:
        font, em = self._font, self._font.em
        read, advance = font.mended.reading(code), font.advance(code)
        box = _box(self._upright_ems, 0.0, font.descent * em, em if font.vertical else advance, font.ascent * em)
        x0, y0, x1, y1 = read.ink or (0.0, 0.0, 0.0, 0.0)
        scale = em / 1000
        ink = _box(self._ems, x0 * scale, y0 * scale, x1 * scale, y1 * scale) if read.ink else None
        form = self[code] = Form(
            read.text, read.raw, code, font.name, self.size, box, ink, read.evidence, self.upright, self.angle, advance
        )
        return form


def _box(ems: tuple[float, float, float, float], x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box on the page of a rectangle in ems, from the glyph's origin."""
    ea, eb, ec, ed = ems
    if not eb and not ec:
        left, right, top, bottom = x0 * ea, x1 * ea, y0 * ed, y1 * ed
        return (
            left if left < right else right,
            top if top < bottom else bottom,
            right if left < right else left,
            bottom if top < bottom else top,
        )
    return (
        min(x0 * ea, x1 * ea) + min(y0 * ec, y1 * ec),
        min(x0 * eb, x1 * eb) + min(y0 * ed, y1 * ed),
        max(x0 * ea, x1 * ea) + max(y0 * ec, y1 * ec),
        max(x0 * eb, x1 * eb) + max(y0 * ed, y1 * ed),
    )
