"""The sheet: cover, running heads and feet, and the canvas through which blocks reach it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from dgreport.model import Bilingual
from dgreport.rendering import palette
from dgreport.rendering.document import Document, Language
from dgreport.rendering.structure import Annotation, Content, Element, stretches
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.flowables import Target
from dgreport.rendering.typeset.keeping import Fill
from dgreport.rendering.typeset.styles import Style
from dgreport.rendering.typeset.text import Span, bilingual, fitted, height, languages, lay, paint, part, tagged
from dgreport.rendering.typeset.typefaces import BOLD, REGULAR, SEMIBOLD, typefaces
from dgreport.rendering.typeset.wrapping import plain

PAGE = Bilingual(th="หน้า", en="Page")


def joined(text: Bilingual | str, language: Language) -> str:
    """The text in the languages asked for, on one line."""
    return " · ".join(words for _, words in languages(text, language))


class Sheet(Canvas):  # type: ignore[misc]
    """A ReportLab canvas that knows the anchors of the document (`known`) and where they came to stand.

    On a draft nothing is painted; it only finds the places.
    """

    def __init__(self, *args: Any, known: frozenset[str], draft: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known, self.draft = known, draft
        self.setViewerPreference("DisplayDocTitle", "true")
        self.anchors: dict[str, int] = {}
        self.missing: frozenset[str] = frozenset()
        self.pages = 0
        self.depth = -1
        self.marked = 0  #: stretches of content marked on this page
        #: Links of this page: anchor, box from the page's lower left corner, words.
        self.links: dict[Element, tuple[str, tuple[float, float, float, float], list[str]]] = {}
        self.lang = ""  #: of the drawing that is being painted
        self.ornament = False  #: whether an artifact is being painted

    def save(self) -> None:
        if self.draft:
            return
        self.missing = frozenset().union(*(face.missing(self._doc) for face in typefaces().values()))
        super().save()
        self.pages = self.getPageNumber() - 1

    def showPage(self) -> None:
        for element, (anchor, box, words) in self.links.items():
            element.kids.append(Annotation(self.getPageNumber(), len(self._annotationrefs)))
            # Flag 4: it is printed, as archives ask.
            self.linkRect(" ".join(words), _destination(anchor), box, relative=0, Border="[0 0 0]", F=4)
        self.links.clear()
        super().showPage()
        self.marked = 0

    def opening(self, element: Element) -> str:
        """The operator that opens a stretch of content of this element; EMC closes it."""
        element.kids.append(Content(self.getPageNumber(), self.marked))
        self.marked += 1
        return f"/{element.tag} <</MCID {self.marked - 1}>> BDC"

    @contextmanager
    def drawing(self, element: Element) -> Iterator[None]:
        """What is painted is a picture that this element stands for."""
        self.addLiteral(self.opening(element))
        self.lang = element.lang
        yield
        self.lang = ""
        self.addLiteral("EMC")

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """What is painted says nothing that the document does not say elsewhere: ornaments, running heads and feet.

        `kind` is Header or Footer for what stands on every page.
        """
        if self.ornament:
            yield
            return
        self.ornament = True
        properties = f"<</Type /Pagination /Subtype /{kind} /Attached [/{_EDGES[kind]}]>> BDC" if kind else "BMC"
        self.addLiteral(f"/Artifact {properties}")
        yield
        self.addLiteral("EMC")
        self.ornament = False

    def drawString(self, x: float, y: float, text: str, *args: Any, **options: Any) -> None:
        """A label of a drawing, its words in the other language marked as such."""
        for words, lang in stretches(text, self.lang) if self.lang else ((text, ""),):
            foreign = lang != self.lang
            if foreign:
                self.addLiteral(f"/Span <</Lang ({lang})>> BDC")
            super().drawString(x, y, words, *args, **options)
            if foreign:
                self.addLiteral("EMC")
            x += self.stringWidth(words, self._fontname, self._fontsize)

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

    def leads(self, anchor: str) -> bool:
        """Whether the document has this anchor."""
        return anchor in self.known

    def link(self, anchor: str, box: tuple[float, float, float, float], words: str, element: Element) -> None:
        """Makes a box with these words, content of a Link element, lead to an anchor that the document has.

        All that an element has on a page is one link: who goes from one to the next meets it once.
        """
        corners = *self.absolutePosition(*box[:2]), *self.absolutePosition(*box[2:])
        _, (x0, y0, x1, y1), said = self.links.setdefault(element, (anchor, corners, []))
        box = min(x0, corners[0]), min(y0, corners[1]), max(x1, corners[2]), max(y1, corners[3])
        self.links[element] = anchor, box, [*said, words]

    def rule(self, x0: float, y0: float, x1: float, y1: float, thickness: float, colour: str) -> None:
        """A straight line, an ornament; thick ones hang below their place when they are level."""
        with self.artifact():
            self.setStrokeColor(colour)
            self.setLineWidth(thickness)
            self.line(x0, y0, x1, y1)


#: Where on the page artifacts of a kind stand.
_EDGES = {"Header": "Top", "Footer": "Bottom"}


def _destination(anchor: str) -> str:
    """A name for the anchor that is legal in every PDF."""
    return (
        anchor
        if re.fullmatch(r"[A-Za-z0-9._-]{1,100}", anchor)
        else "a" + sha256(anchor.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    )


class Book(BaseDocTemplate):  # type: ignore[misc]
    """The document on its sheets: a cover, then pages with a running foot, and a head where no chapter opens."""

    def __init__(self, target: Any, document: Document, known: frozenset[str], title: Element) -> None:
        self.document, self.known = document, known
        self.chapter: Bilingual | None = None
        self.chapter_number = 0
        self.opens = False
        self.fills: list[Fill] = []
        typefaces()
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
            initialFontName=REGULAR,
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
                PageTemplate("cover", [frame], onPage=lambda canvas, _: cover(canvas, document, title)),
                PageTemplate("text", [frame], onPageEnd=lambda canvas, _: self._running(canvas)),
            ]
        )

    def set(self, story: list[Flowable], *, draft: bool) -> Sheet:
        """Sets the story; the sheet says afterwards where things came to stand."""
        sheets: list[Sheet] = []

        def make(*args: Any, **options: Any) -> Sheet:
            sheets.append(Sheet(*args, known=self.known, draft=draft, **options))
            return sheets[-1]

        self.build(story, canvasmaker=make)
        return sheets[-1]

    def _running(self, canvas: Sheet) -> None:
        self.fills.append(Fill(self.chapter_number, styles.PAGE_HEIGHT - styles.TOP - self.frame._y))
        if canvas.draft:
            return
        language = self.document.language
        foot = 38.0
        number = " · ".join(f"{words} {canvas.getPageNumber()}" for _, words in languages(PAGE, language))
        right = (part([Span(number, styles.RUNNING)], "th", align="right"),)
        title = fitted(joined(self.document.title, language), styles.RUNNING, styles.MEASURE - 110)
        left = (part([Span(title, styles.RUNNING)], "th"),)
        with canvas.artifact("Footer"):
            canvas.rule(styles.LEFT, foot + 6, styles.LEFT + styles.MEASURE, foot + 6, 0.4, palette.HAIRLINE)
            paint(canvas, lay(left, styles.MEASURE), styles.LEFT, foot, styles.MEASURE)
            paint(canvas, lay(right, styles.MEASURE), styles.LEFT, foot, styles.MEASURE)
        if self.chapter and not self.opens:
            head = fitted(joined(self.chapter, language), styles.RUNNING, styles.MEASURE)
            top = styles.PAGE_HEIGHT - 40
            lines = lay((part([Span(head, styles.RUNNING)], "th"),), styles.MEASURE)
            with canvas.artifact("Header"):
                paint(canvas, lines, styles.LEFT, top, styles.MEASURE)
        self.opens = False


#: The cover's type, largest size that holds the title first.
_COVER_SIZES = (36.0, 30.0, 25.0, 20.0, 16.0)
_PALE = "#C9D6E4"


def cover(canvas: Sheet, document: Document, section: Element) -> None:
    """The cover: the title on a night ground, and the figure of the report, two marks and the distance between them.

    What it says is content of `section`.
    """
    if canvas.draft:
        return
    width, tall = styles.PAGE_WIDTH, styles.PAGE_HEIGHT
    ground = 300.0
    with canvas.artifact():
        canvas.setFillColor(palette.NIGHT)
        canvas.rect(0, ground, width, tall - ground, stroke=0, fill=1)
        _emblem(canvas, ground)
    left, measure = styles.LEFT, styles.MEASURE
    top = tall - 130
    for size in _COVER_SIZES:
        pair = styles.Pair(Style(BOLD, size, "#FFFFFF", 0.86), Style(REGULAR, size * 0.5, _PALE), 12)
        title = bilingual(document.title, pair, document.language)
        lines = lay(title, measure)
        if height(lines) < 300:
            break
    paint(canvas, _within(lines, 380), left, top, measure, tagged(title, section, "Title"))
    subtitle = styles.Pair(Style(SEMIBOLD, 14), Style(REGULAR, 11, palette.GREY), 1)
    small = styles.Pair(Style(REGULAR, 9), Style(REGULAR, 8.2, palette.GREY), 0)
    below = (
        *bilingual(document.subtitle, subtitle, document.language),
        *bilingual(document.source_line, small, document.language, gap=16),
    )
    lines = _within(lay(below, measure), ground - 130)
    paint(canvas, lines, left, ground - 92, measure, tagged(below, section, "P"))


def _within(lines: tuple[Any, ...], room: float) -> tuple[Any, ...]:
    """As many of the lines as fit; what is longer than a cover stands in full in the document's metadata."""
    count = len(lines)
    while count > 1 and height(lines[:count]) > room:
        count -= 1
    return lines[:count]


def _emblem(canvas: Sheet, ground: float) -> None:
    """A dumbbell on the edge of the ground: the report's own way of showing the distance between two levels."""
    first, second = palette.ACCENTS[:2]
    near, far = styles.LEFT + 34, styles.PAGE_WIDTH - 128
    canvas.rule(near, ground, far, ground, 5, palette.tint(palette.NIGHT, 0.55))
    for x, radius, colour in ((near, 34, second), (far, 62, first)):
        canvas.setFillColor("#FFFFFF")
        canvas.circle(x, ground, radius + 7, stroke=0, fill=1)
        canvas.setFillColor(colour)
        canvas.circle(x, ground, radius, stroke=0, fill=1)
