"""The sheet: cover, running heads and feet, and the canvas through which blocks reach it."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from dgreport.model import Bilingual
from dgreport.rendering import palette
from dgreport.rendering.document import Document, Language
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.flowables import Target
from dgreport.rendering.typeset.styles import Style
from dgreport.rendering.typeset.text import Span, bilingual, fitted, height, languages, lay, paint, part
from dgreport.rendering.typeset.typefaces import BOLD, REGULAR, SEMIBOLD, typefaces
from dgreport.rendering.typeset.wrapping import plain

PAGE = Bilingual(th="หน้า", en="Page")


def joined(text: Bilingual | str, language: Language) -> str:
    """The text in the languages asked for, on one line."""
    return " · ".join(words for _, words in languages(text, language))


class Sheet(Canvas):  # type: ignore[misc]
    """A ReportLab canvas that knows the anchors of the document and where they came to stand."""

    def __init__(self, *args: Any, known: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known
        self.anchors: dict[str, int] = {}
        self.missing: frozenset[str] = frozenset()
        self.pages = 0
        self.depth = -1

    def save(self) -> None:
        self.missing = frozenset().union(*(face.missing(self._doc) for face in typefaces().values()))
        super().save()
        self.pages = self.getPageNumber() - 1

    def mark(self, target: Target, x: float, y: float) -> None:
        """Makes this place the target of links and of a bookmark."""
        if not target.anchor or target.anchor in self.anchors:
            return
        self.anchors[target.anchor] = self.getPageNumber()
        key = _destination(target.anchor)
        self.bookmarkHorizontal(key, x, y + 12)
        if target.bookmark:
            self.depth = min(target.depth, self.depth + 1)
            self.addOutlineEntry(plain(target.bookmark), key, self.depth, closed=self.depth > 0)

    def link(self, anchor: str, box: tuple[float, float, float, float]) -> None:
        """Makes a box lead to an anchor, if the document has that anchor."""
        if anchor in self.known:
            self.linkRect("", _destination(anchor), box, relative=1, Border="[0 0 0]")

    def rule(self, x0: float, y0: float, x1: float, y1: float, thickness: float, colour: str) -> None:
        """A straight line; thick ones hang below their place when they are level."""
        self.saveState()
        self.setStrokeColor(colour)
        self.setLineWidth(thickness)
        self.setLineCap(0)
        self.line(x0, y0, x1, y1)
        self.restoreState()


def _destination(anchor: str) -> str:
    """A name for the anchor that is legal in every PDF."""
    return anchor if re.fullmatch(r"[A-Za-z0-9._-]{1,100}", anchor) else "a" + sha256(anchor.encode()).hexdigest()[:16]


class Book(BaseDocTemplate):  # type: ignore[misc]
    """The document on its sheets: a cover, then pages with a running foot, and a head where no chapter opens."""

    def __init__(self, target: Any, document: Document, known: frozenset[str]) -> None:
        self.document, self.known = document, known
        self.chapter: Bilingual | None = None
        self.opens = False
        super().__init__(
            target,
            pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
            invariant=1,
            lang="en" if document.language == "en" else "th",
            title=plain(joined(document.title, document.language)),
            subject=plain(joined(document.subtitle, document.language)),
            author="",
            creator="dgreport",
            keywords=[plain(word) for word in document.keywords],
            pageCompression=1,
        )
        frame = Frame(
            styles.LEFT,
            styles.BOTTOM,
            styles.MEASURE,
            styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(
            [
                PageTemplate("cover", [frame], onPage=lambda canvas, _: cover(canvas, document)),
                PageTemplate("text", [frame], onPageEnd=lambda canvas, _: self._running(canvas)),
            ]
        )

    def set(self, story: list[Flowable]) -> Sheet:
        """Sets the story; the sheet says afterwards where things came to stand."""
        sheets: list[Sheet] = []

        def make(*args: Any, **options: Any) -> Sheet:
            sheets.append(Sheet(*args, known=self.known, **options))
            return sheets[-1]

        self.build(story, canvasmaker=make)
        return sheets[-1]

    def _running(self, canvas: Sheet) -> None:
        language = self.document.language
        foot = 38.0
        number = " · ".join(f"{words} {canvas.getPageNumber()}" for _, words in languages(PAGE, language))
        right = (part([Span(number, styles.RUNNING)], "th", align="right"),)
        title = fitted(joined(self.document.title, language), styles.RUNNING, styles.MEASURE - 110)
        left = (part([Span(title, styles.RUNNING)], "th"),)
        canvas.rule(styles.LEFT, foot + 6, styles.LEFT + styles.MEASURE, foot + 6, 0.4, palette.HAIRLINE)
        paint(canvas, lay(left, styles.MEASURE), styles.LEFT, foot, styles.MEASURE)
        paint(canvas, lay(right, styles.MEASURE), styles.LEFT, foot, styles.MEASURE)
        if self.chapter and not self.opens:
            head = fitted(joined(self.chapter, language), styles.RUNNING, styles.MEASURE)
            top = styles.PAGE_HEIGHT - 40
            lines = lay((part([Span(head, styles.RUNNING)], "th"),), styles.MEASURE)
            paint(canvas, lines, styles.LEFT, top, styles.MEASURE)
        self.opens = False


#: The cover's type, largest size that holds the title first.
_COVER_SIZES = (36.0, 30.0, 25.0, 20.0, 16.0)
_PALE = "#C9D6E4"


def cover(canvas: Sheet, document: Document) -> None:
    """The cover: the title on a night ground, and the figure of the report, two marks and the distance between them."""
    width, tall = styles.PAGE_WIDTH, styles.PAGE_HEIGHT
    ground = 250.0
    canvas.setFillColor(palette.NIGHT)
    canvas.rect(0, ground, width, tall - ground, stroke=0, fill=1)
    left, measure = styles.LEFT, styles.MEASURE
    _emblem(canvas, ground)
    top = tall - 150
    for size in _COVER_SIZES:
        pair = styles.Pair(Style(BOLD, size, "#FFFFFF", 0.86), Style(REGULAR, size * 0.5, _PALE), 12)
        lines = lay(bilingual(document.title, pair, document.language), measure)
        if height(lines) < 300:
            break
    lines = _within(lines, 380)
    paint(canvas, lines, left, top, measure)
    subtitle = styles.Pair(Style(SEMIBOLD, 14), Style(REGULAR, 11, palette.GREY), 1)
    small = styles.Pair(Style(REGULAR, 9), Style(REGULAR, 8.2, palette.GREY), 0)
    below = [
        *bilingual(document.subtitle, subtitle, document.language),
        *bilingual(document.source_line, small, document.language, gap=16),
    ]
    paint(canvas, _within(lay(tuple(below), measure), ground - 70), left, ground - 44, measure)


def _within(lines: tuple[Any, ...], room: float) -> tuple[Any, ...]:
    """As many of the lines as fit; what is longer than a cover stands in full in the document's metadata."""
    count = len(lines)
    while count > 1 and height(lines[:count]) > room:
        count -= 1
    return lines[:count]


def _emblem(canvas: Sheet, ground: float) -> None:
    """Rows of dumbbells that widen to the right: the report's own way of showing a gap between two levels."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, ground, styles.PAGE_WIDTH, 300)
    canvas.clipPath(clip, stroke=0, fill=0)
    first, second = palette.ACCENTS[:2]
    rows = 7
    for row in range(rows):
        y = ground + 34 + row * 26
        start = styles.LEFT + 150 + row * 17
        end = start + 70 + (rows - row) * 22
        canvas.rule(start, y, end, y, 1.2, "#4A6480")
        for x, colour in ((start, palette.tint(second, 0.85)), (end, palette.tint(first, 0.6))):
            canvas.setFillColor(colour)
            canvas.circle(x, y, 5.2, stroke=0, fill=1)
    canvas.restoreState()
