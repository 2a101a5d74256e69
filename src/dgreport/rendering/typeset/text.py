"""Text as lines: pieces of one style each, laid into a width and painted. Origin of all painting is the top left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any, Literal

from reportlab.lib.colors import HexColor

from dgreport.model import Bilingual
from dgreport.rendering.document import UNTRANSLATED_MARK, Language
from dgreport.rendering.structure import Element, stretches
from dgreport.rendering.typeset.styles import Pair, Style
from dgreport.rendering.typeset.typefaces import typefaces
from dgreport.rendering.typeset.wrapping import break_lines, plain

Align = Literal["left", "right"]

#: Ascent and descent of the bundled fonts as shares of the size: the line's text is centred in its leading by them.
_ASCENT, _DESCENT = 1.068, 0.232
#: No line holds more characters.
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one style; `link` names the anchor that it leads to; `lang` is "" where it is that of the paragraph."""

    text: str
    style: Style
    link: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph in one language. `gap` is the space above it, points, unless it comes first.

    `element` is what it is in the structure of the document; it has no part in how the paragraph is laid.
    """

    spans: tuple[Span, ...]
    lang: str
    gap: float = 0.0
    align: Align = "left"
    element: Element | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is set. `part` numbers the paragraph that it belongs to; `gap` is the space above, points.

    `spaced`: a space of the text stands between this line and the next.
    """

    spans: tuple[Span, ...]
    width: float
    leading: float
    gap: float
    part: int
    lang: str
    align: Align
    spaced: bool = False

    @property
    def size(self) -> float:
        return max(span.style.size for span in self.spans)


def part(spans: Iterable[Span], lang: str, gap: float = 0.0, align: Align = "left") -> Part:
    """A paragraph of these spans, their text made safe to set. Every text that is set comes through here."""
    safe = tuple(replace(span, text=plain(span.text)) for span in spans)
    said = any(span.text.strip() for span in safe)
    return Part(tuple(span for span in safe if span.text) if said else (), lang, gap, align)


def languages(text: Bilingual | str, language: Language) -> list[tuple[str, str]]:
    """What is said in which languages, in order: ("th" or "en", text). Thai without its translation is marked."""
    if isinstance(text, str):
        return [("th" if language != "en" else "en", text)]
    if language == "th":
        return [("th", text.th)]
    if text.en is None:
        return [("th", text.th + UNTRANSLATED_MARK)]
    if language == "en" or text.th == text.en:
        return [("en", text.en)]
    return [("th", text.th), ("en", text.en)]


def bilingual(
    text: Bilingual | str,
    pair: Pair,
    language: Language,
    *,
    tail: Sequence[Span] = (),
    link: str = "",
    align: Align = "left",
    gap: float = 0.0,
) -> tuple[Part, ...]:
    """The text in one paragraph per language; `tail` is set at the end of the last one, `gap` above the first."""
    said = languages(text, language)
    parts = []
    for place, (lang, words) in enumerate(said):
        style = pair.second if place else pair.first
        spans = [Span(words, style, link), *(tail if place == len(said) - 1 else ())]
        parts.append(part(spans, lang, pair.gap if place else gap, align))
    return tuple(each for each in parts if each.spans)


def tagged(parts: Iterable[Part], parent: Element, tag: str) -> tuple[Part, ...]:
    """The paragraphs, each as an element of its own with this tag in the structure."""
    return tuple(replace(each, element=parent.add(tag, each.lang)) if each.spans else each for each in parts)


@lru_cache(maxsize=50_000)
def lay(parts: tuple[Part, ...], width: float) -> tuple[Line, ...]:
    """The paragraphs broken into lines of at most this width, points."""
    lines: list[Line] = []
    for number, each in enumerate(each for each in parts if each.spans):
        text = "".join(span.text for span in each.spans)
        advances: list[float] = []
        for span in each.spans:
            face = typefaces()[span.style.font]
            advances.extend(variant.advance * span.style.size / 1000 for variant in face.variants(span.text))
        ends = list(accumulate(advances, initial=0.0))
        leading = max(span.style.leading(each.lang) for span in each.spans)
        for place, (start, end) in enumerate(break_lines(text, ends, width + 0.001, each.spans[0].style.even)):
            gap = each.gap if place == 0 else 0.0
            cut = _cut(each.spans, start, end)
            spaced = text[end : end + 1] == " "
            lines.append(Line(cut, ends[end] - ends[start], leading, gap, number, each.lang, each.align, spaced))
    return tuple(lines)


def _cut(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    pieces = []
    offset = 0
    for span in spans:
        piece = span.text[max(start - offset, 0) : max(end - offset, 0)]
        if piece:
            pieces.append(replace(span, text=piece))
        offset += len(span.text)
    return tuple(pieces)


def height(lines: Sequence[Line]) -> float:
    """Height of the lines one under the other, points; the gap above the first one does not count."""
    return sum(line.leading + line.gap for line in lines) - (lines[0].gap if lines else 0)


def paint(canvas: Any, lines: Sequence[Line], x: float, top: float, width: float, parts: Sequence[Part] = ()) -> None:
    """Paints the lines from `top` down (canvas coordinates, points), aligned within the width.

    `parts` are those that were laid: what they say is marked as content of their elements. Without them the lines are
    no content of the document, and who calls says what else they are.
    """
    if not lines:
        return
    elements = [each.element for each in parts if each.spans]
    text = canvas.beginText()
    marks = _Marks(canvas, text._code)
    style = None
    y = top + lines[0].gap
    for line in lines:
        y -= line.gap
        baseline = y - (line.leading - line.size * (_ASCENT + _DESCENT)) / 2 - line.size * _ASCENT
        left = x + (width - line.width if line.align == "right" else 0)
        text.setTextOrigin(left, baseline)
        element = elements[line.part] if elements else None
        for place, span in enumerate(line.spans):
            if span.style != style:
                style = span.style
                text.setFont(style.font, style.size)
                text.setFillColor(_colour(style.colour))
            start = text.getX()
            if element is None:
                text.textOut(span.text)
            else:
                link = marks.link(element, span.link)
                for words, lang in stretches(span.text, span.lang or element.lang):
                    marks.open(link or element, lang)
                    text.textOut(words)
                if link:
                    holder = link.within("Link")
                    canvas.link(span.link, (start, y - line.leading, text.getX(), y), span.text, holder)
            if line.spaced and place == len(line.spans) - 1:
                # Who hears the text or reads it in its order knows of no lines.
                text.textOut(" ")
        y -= line.leading
    marks.close()
    canvas.drawText(text)


class _Marks:
    """The marks of content within one text object, one open at a time: each says whose content follows."""

    def __init__(self, canvas: Any, code: list[str]) -> None:
        self.canvas, self.code = canvas, code
        self.element: Element | None = None
        self.links: dict[tuple[Element, str], Element] = {}

    def link(self, element: Element, anchor: str) -> Element | None:
        """The element for what leads to an anchor: a link in this one, or this one where it is in a link."""
        if not anchor or not self.canvas.leads(anchor):
            return None
        if element.within("Link"):
            return element
        if (element, anchor) not in self.links:
            self.links[element, anchor] = element.add("Link")
        return self.links[element, anchor]

    def open(self, element: Element, lang: str) -> None:
        """What follows is content of this element, in this language."""
        if lang != element.lang:
            last = element.kids[-1] if element.kids else None
            goes_on = isinstance(last, Element) and (last.tag, last.lang) == ("Span", lang)
            element = last if goes_on else element.add("Span", lang)  # type: ignore[assignment]
        if element is not self.element:
            self.close()
            self.code.append(self.canvas.opening(element))
            self.element = element

    def close(self) -> None:
        if self.element is not None:
            self.code.append("EMC")
        self.element = None


@lru_cache(maxsize=100)
def _colour(name: str) -> Any:
    return HexColor(name)


@lru_cache(maxsize=100)
def fitted(text: str, style: Style, width: float) -> str:
    """The text on one line of at most this width, ended by … where it is too long."""
    safe = plain(text)[:_LONGEST_LINE]
    face = typefaces()[style.font]
    if face.stringWidth(safe, style.size) <= width:
        return safe
    room = width - face.stringWidth("…", style.size)
    advances = [variant.advance * style.size / 1000 for variant in face.variants(safe)]
    lines = break_lines(safe, list(accumulate(advances, initial=0.0)), max(room, style.size))
    return safe[slice(*lines[0])] + "…"
