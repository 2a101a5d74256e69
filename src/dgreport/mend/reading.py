"""A page as it was read beside its content: which operator shows each glyph.

The glyphs of a page are the characters that the operators of its content show, one after the other. Where that does not
hold, since two libraries read a damaged content differently, the spots end there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Name, Object

from dgreport.extraction.fonts.loading import LoadedFont
from dgreport.extraction.page import Page
from dgreport.mend.content import Span, Walk
from dgreport.mend.maps import Code
from dgreport.mend.wording import Wording


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a glyph is shown: its operator in the walk of the page, its number among the codes of it, and its code."""

    shown: int
    number: int
    code: Code


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read: its glyphs, what they are to say, and where its content shows them."""

    page: Page
    words: Wording
    walk: Walk
    spots: Sequence[Spot]  #: of the first glyphs, as far as they agree with the content
    may_change: bool = True  #: the content of the page; all its glyphs have spots

    def spans(self) -> Iterator[tuple[Span, int, int]]:
        """The spans of the content, with the first and the last glyph under each; of spans inside spans the outer."""
        order = [spot.shown for spot in self.spots]
        end = -1
        for span in self.walk.spans:
            first, last = bisect_left(order, span.first), bisect_left(order, span.end) - 1
            if end < first <= last:
                yield span, first, last
                end = last


def spots(page: Page, walk: Walk, fonts: Mapping[str, LoadedFont]) -> list[Spot]:
    """The spot of each glyph of the page, as far as glyphs and operators agree."""
    found: list[Spot] = []
    known: dict[tuple[int, int], LoadedFont] = {}
    drawn = 0  # glyphs until now, those that are not shown too
    for at, shown in enumerate(walk.shown):
        number = 0
        for _, text in shown.visit.content.elements(shown.operation):
            if not text:
                continue
            if drawn not in page.unseen:
                if len(found) == len(page.glyphs):
                    return found
                known[shown.font.objgen] = fonts[page.glyphs[len(found)].font]
            font = known.get(shown.font.objgen)
            # Of a font of which nothing was on a page yet only the length of its codes matters.
            codes = list(font.codes(text)) if font is not None else [-1] * (len(text) // _code_length(shown.font))
            width, rest = divmod(len(text), max(1, len(codes)))
            for n, code in enumerate(codes):
                if drawn not in page.unseen:
                    glyph = page.glyphs[len(found)] if len(found) < len(page.glyphs) else None
                    if rest or font is None or glyph is None or (glyph.font, glyph.code) != (font.name, code):
                        return found
                    found.append(Spot(at, number, text[n * width : (n + 1) * width]))
                number += 1
                drawn += 1
    return found


def _code_length(font: Object) -> int:
    return 2 if font.get(Name.Subtype) == Name.Type0 else 1
