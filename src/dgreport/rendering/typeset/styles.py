"""Type sizes, colours and the page. All measures are points; a style gives Thai and English their own leading."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dgreport.rendering import palette
from dgreport.rendering.typeset.typefaces import BOLD, ITALIC, REGULAR, SEMIBOLD

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  #: A4, portrait
LEFT = RIGHT = (PAGE_WIDTH - palette.FIGURE_WIDTH) / 2
TOP, BOTTOM = 69.0, 60.0
MEASURE = palette.FIGURE_WIDTH  #: width of tables and figures
TEXT_MEASURE = 420.0  #: width of running text: a line of Thai stays easy to follow

#: Leading as a share of the size. Thai carries marks in two storeys above and one below.
_THAI_LEADING, _ENGLISH_LEADING = 1.65, 1.46


@dataclass(frozen=True, slots=True)
class Style:
    font: str
    size: float
    colour: str = palette.INK
    tightness: float = 1.0  #: share of the usual leading; large type needs less
    even: bool = False  #: whether the last line is to be as long as the others

    def leading(self, lang: str) -> float:
        """Distance of the baselines of a language ("th" or "en")."""
        return self.size * self.tightness * (_THAI_LEADING if lang == "th" else _ENGLISH_LEADING)

    def coloured(self, colour: str) -> Style:
        return replace(self, colour=colour)


@dataclass(frozen=True, slots=True)
class Pair:
    """How a bilingual text is set: the language that leads, and the one under it."""

    first: Style
    second: Style
    gap: float = 1.0  #: between the two, points


BODY = Pair(Style(REGULAR, 10.4), Style(REGULAR, 9.2, palette.GREY), 2.5)
LEAD = Pair(Style(REGULAR, 13.6, tightness=0.98), Style(REGULAR, 10.8, palette.GREY), 4)
NOTE = Pair(Style(REGULAR, 8.8), Style(REGULAR, 8.0, palette.GREY), 1)
QUOTE = Pair(Style(REGULAR, 10.4), Style(ITALIC, 9.2, palette.GREY), 2)
KICKER = Pair(Style(SEMIBOLD, 10, palette.GREY), Style(REGULAR, 10, palette.GREY))
HEADINGS = {
    1: Pair(Style(BOLD, 21, tightness=0.9, even=True), Style(REGULAR, 12.4, palette.GREY, even=True), 3),
    2: Pair(Style(BOLD, 13.6, tightness=0.94, even=True), Style(REGULAR, 10.2, palette.GREY, even=True), 0.5),
    3: Pair(Style(SEMIBOLD, 11.4, even=True), Style(REGULAR, 9.4, palette.GREY, even=True), 0),
}
FIGURE_TITLE = HEADINGS[3]
CAPTION = Pair(Style(REGULAR, 8.8, tightness=0.92), Style(REGULAR, 8.0, palette.GREY, 0.92), 0)
TABLE_TITLE = Pair(Style(SEMIBOLD, 10.4), Style(REGULAR, 9.0, palette.GREY), 0)
TABLE_HEAD = Pair(Style(SEMIBOLD, 8.8), Style(REGULAR, 7.8, palette.GREY), 0)
TABLE_CELL = Pair(Style(REGULAR, 9.2), Style(REGULAR, 8.0, palette.GREY), 0)
DENSE_HEAD = Pair(Style(SEMIBOLD, 7.4), Style(REGULAR, 6.8, palette.GREY), 0)
DENSE_CELL = Pair(Style(REGULAR, 7.6), Style(REGULAR, 6.8, palette.GREY), 0)
KEY_VALUE = Style(BOLD, 26, tightness=0.8)
KEY_UNIT = Style(REGULAR, 8.8, palette.GREY)
KEY_LABEL = Pair(Style(SEMIBOLD, 9.6), Style(REGULAR, 8.4, palette.GREY), 0)
CONTENTS = {
    1: Pair(Style(SEMIBOLD, 11, even=True), Style(REGULAR, 9.2, palette.GREY, even=True), 0),
    2: Pair(Style(REGULAR, 9.6), Style(REGULAR, 8.4, palette.GREY), 0),
}
SOURCE = Style(REGULAR, 7.8, palette.GREY, 0.92)
RUNNING = Style(REGULAR, 8, palette.GREY)
EMPHASIS = SEMIBOLD
