"""The HTML writer: a Document as one page that asks for nothing else, neither from the network nor from the disk.

Where a text is in two languages both are in the page, and three radio buttons choose what is shown. That is done by
the style sheet alone, so it works without JavaScript, which only makes tables sortable. Figures are in the page for
each choice, and for wide and narrow windows. The style sheet and the script are in web/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from importlib.resources import files

from dgreport.model import Bilingual
from dgreport.rendering import palette, webfonts
from dgreport.rendering.document import (
    UNTRANSLATED_MARK,
    Block,
    Cell,
    Column,
    Document,
    Figure,
    FigureSpec,
    Heading,
    KeyFigures,
    Language,
    ListBlock,
    Paragraph,
    Table,
)
from dgreport.rendering.markup import Lang, Markup, anchor_id, element, joined, words
from dgreport.rendering.wording import CONTENTS, cited

#: Draws a figure in a language for a width in points: an SVG element.
Draw = Callable[[FigureSpec, Language, float], str]

#: Widths that figures are laid out for, points. A narrow window shows the narrow one larger, so that it can be read.
WIDE, NARROW = palette.FIGURE_WIDTH, 280.0

_LANGUAGE = Bilingual(th="ภาษา", en="Language")
_SKIP = Bilingual(th="ข้ามไปยังเนื้อหา", en="Skip to content")
_TABLE = Bilingual(th="ตาราง", en="Table")
_TOPICS = Bilingual(th="หัวข้อในบทนี้", en="In this chapter")
_NOT_TRANSLATED = Bilingual(th="ไม่มีคำแปล", en="not translated")
_CHOICES: tuple[tuple[Language, str], ...] = (("both", "ไทย + English"), ("th", "ไทย"), ("en", "English"))
#: A chapter with fewer topics needs no list of them.
_FEWEST_TOPICS = 3
#: So many pages of the source are cited on one line.
_FEW_PAGES = 4
_NO_BREAK_SPACE = Markup("&nbsp;")
#: A table with fewer rows needs no sorting; with more columns it may be wider than a small window.
_FEWEST_SORTED, _MOST_NARROW_COLUMNS = 3, 4


def render(document: Document, draw: Draw) -> str:
    """The document as HTML. The same document gives the same characters."""
    page = _Page(document, draw)
    body = page.body()
    style = _asset("page.css").replace("/*colours*/", _colours())
    script = _asset("page.js")
    characters = frozenset(unescape(body))
    fonts = "".join(webfonts.rule(weight, characters) for weight in webfonts.FACES)
    title = " · ".join(text for _, text in page.said(document.title))
    subject = " · ".join(text for _, text in [*page.said(document.subtitle), *page.said(document.source_line)])
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="dgreport"),
        element("meta", name="description", content=subject),
        element("meta", name="keywords", content=", ".join(document.keywords)) if document.keywords else "",
        element("title", title),
        element("style", Markup(fonts + style)),
    )
    lang = "en" if document.language == "en" else "th"
    whole = element("html", element("head", *head), element("body", body, element("script", Markup(script))), lang=lang)
    return f"<!DOCTYPE html>\n{whole}\n"


def _asset(name: str) -> str:
    return (files("dgreport.rendering") / "web" / name).read_text(encoding="utf-8")


def _colours() -> str:
    named = {"ink": palette.INK, "grey": palette.GREY, "hairline": palette.HAIRLINE, "wash": palette.WASH}
    named |= {"first": palette.ACCENTS[0], "second": palette.ACCENTS[1], "neutral": palette.NEUTRAL}
    return "".join(f"--{name}:{colour};" for name, colour in named.items()) + f"--family:'{palette.FONT_FAMILY}'"


def _policy(script: str) -> str:
    """What the page may do: nothing but use the styles, the fonts and the one script that are in it."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


@dataclass
class _Page:
    """The page in the making."""

    document: Document
    draw: Draw
    known: frozenset[str] = field(init=False)  #: anchors that links may lead to
    placed: set[str] = field(default_factory=set)  #: the ids that the page has so far
    heading: Bilingual | None = None  #: the last one

    def __post_init__(self) -> None:
        self.known = self.document.anchors()

    # Text

    def said(self, text: Bilingual | str) -> list[tuple[Lang, str]]:
        """What is said in which language, the first one first; a missing translation leaves the Thai."""
        language = self.document.language
        if isinstance(text, str):
            return [("en" if language == "en" else "th", text)]
        if language == "th" or text.en is None:
            return [("th", text.th)]
        return [("en", text.en)] if language == "en" or text.en == text.th else [("th", text.th), ("en", text.en)]

    def text(self, text: Bilingual | str, name: str = "span", pages: Sequence[int] = ()) -> Markup:
        """A text as an element per language, of classes that the choice of language goes by. It ends on the pages of
        the source that it comes from."""
        said = self.said(text)
        two = len(said) == 2
        parts = []
        for lang, here in said:
            content = [words(here, lang)]
            if isinstance(text, Bilingual) and text.en is None and self.document.language != "th":
                content.append(self._mark())
            if pages:
                content += [_NO_BREAK_SPACE, self._sources(pages, lang, alone=not two)]
            parts.append(element(name, *content, lang=lang, class_=lang if two else None))
        return joined(*parts)

    def _sources(self, pages: Sequence[int], lang: Lang, alone: bool) -> Markup:
        """Pages of the source in the language of the text before them; in all languages where that text is alone."""
        named = cited(pages, self.document.page_kind)
        said = self.line(named) if alone else words(dict(self.said(named))[lang], lang)
        return element("small", said, class_="sources brief" if len(pages) <= _FEW_PAGES else "sources")

    def _mark(self) -> Markup:
        title = " · ".join(text for _, text in self.said(_NOT_TRANSLATED))
        return element("abbr", UNTRANSLATED_MARK, title=title, class_="untranslated")

    def line(self, text: Bilingual | str) -> Markup:
        """A text on one line: what stands in two languages is parted by a point."""
        said = self.said(text)
        two = len(said) == 2
        parts = [element("span", words(here, lang), lang=lang, class_=lang if two else None) for lang, here in said]
        return joined(parts[0], element("span", " · ", class_="dot"), parts[1]) if two else parts[0]

    def level(self, level: str) -> str | None:
        return f"--level:{palette.level_colour(level, self.document.levels)}" if level else None

    def id(self, anchor: str) -> str | None:
        """The id of an anchor, where it is the first of its name."""
        if not anchor or anchor_id(anchor) in self.placed:
            return None
        self.placed.add(anchor_id(anchor))
        return anchor_id(anchor)

    # The page

    def body(self) -> Markup:
        self.placed |= {"top", "contents", "content"}
        chapters = _chapters(self.document.blocks)
        return joined(
            element("a", self.line(_SKIP), href="#content", class_="skip"),
            self._head(),
            self._bar(),
            element("div", self._contents(chapters), self._main(chapters), class_="page"),
        )

    def _head(self) -> Markup:
        document = self.document
        return element(
            "header",
            _emblem(),
            element("h1", self.text(document.title)),
            element("div", self.text(document.subtitle, "p"), class_="subtitle"),
            element("div", self.text(document.source_line, "p"), class_="source"),
            id="top",
        )

    def _bar(self) -> Markup:
        links = (
            element("a", self.line(self.document.title), href="#top", class_="home"),
            element("a", self.line(CONTENTS), href="#contents", class_="to-contents"),
        )
        choice = Markup()
        if self.document.language == "both":
            buttons = [
                element(
                    "label",
                    element("input", type="radio", name="language", id=f"show-{value}", checked=value == "both"),
                    element("span", words(label, "en" if value == "en" else "th")),
                    lang="en" if value == "en" else "th",
                )
                for value, label in _CHOICES
            ]
            legend = element("legend", self.line(_LANGUAGE))
            choice = element("form", element("fieldset", legend, *buttons), autocomplete="off")
        return element("div", *links, choice, class_="bar")

    def _contents(self, chapters: Sequence[Sequence[Block]]) -> Markup:
        entries = []
        for chapter in chapters:
            if isinstance(first := chapter[0], Heading):
                kicker = element("span", self.line(first.kicker), class_="kicker") if first.kicker else ""
                link = element("a", kicker, self.text(first.text), href=f"#{anchor_id(first.anchor)}")
                entries.append(element("li", link))
        title = element("h2", self.line(CONTENTS), id="contents")
        return element("nav", title, element("ol", *entries), aria_labelledby="contents")

    def _main(self, chapters: Sequence[Sequence[Block]]) -> Markup:
        sections = []
        for chapter in chapters:
            first, *rest = chapter
            parts = [self.block(first)]
            topics = [block for block in rest if isinstance(block, Heading) and block.level == 2]
            if len(topics) >= _FEWEST_TOPICS:
                parts.append(self._topics(topics))
            parts += map(self.block, rest)
            named = anchor_id(first.anchor) if isinstance(first, Heading) else None
            sections.append(element("section", *parts, aria_labelledby=named))
        return element("main", *sections, id="content", tabindex=-1)

    def _topics(self, topics: Sequence[Heading]) -> Markup:
        links = [
            element("li", element("a", self.text(topic.text), href=f"#{anchor_id(topic.anchor)}")) for topic in topics
        ]
        count = element("span", f" ({len(topics)})", class_="count")
        return element("details", element("summary", self.line(_TOPICS), count), element("ol", *links), class_="topics")

    # Blocks

    def block(self, block: Block) -> Markup:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                items = [element("li", self.text(item.text, "p", item.sources)) for item in block.items]
                return element("ol" if block.ordered else "ul", *items, class_="items")
            case KeyFigures():
                return element("ul", *self._key_figures(block), class_="keys") if block.figures else Markup()
            case Table():
                return self._table(block) if block.columns else Markup()
            case Figure():
                return self._figure(block)

    def _heading(self, block: Heading) -> Markup:
        self.heading = block.text
        kicker = element("span", self.line(block.kicker), class_="kicker") if block.kicker else ""
        here = element("a", "#", href=f"#{anchor_id(block.anchor)}", class_="here", aria_hidden="true", tabindex=-1)
        return element(f"h{block.level + 1}", kicker, self.text(block.text), here, id=self.id(block.anchor))

    def _paragraph(self, block: Paragraph) -> Markup:
        name = "blockquote" if block.role == "quote" else "div"
        return element(name, self.text(block.text, "p", block.sources), class_=block.role)

    def _key_figures(self, block: KeyFigures) -> Iterator[Markup]:
        for figure in block.figures:
            value = element("span", figure.value, class_="value")
            if figure.anchor in self.known:
                value = element("a", value, href=f"#{anchor_id(figure.anchor)}")
            unit = element("span", self.line(figure.unit), class_="unit")
            label = element("div", self.text(figure.label), class_="label")
            yield element("li", element("div", value, " ", unit), label, style=self.level(figure.level))

    def _figure(self, block: Figure) -> Markup:
        spec = block.spec
        title = element("div", self.text(spec.title, "p"), class_="title") if spec.title != self.heading else Markup()
        shown: list[Language] = [self.document.language] if self.document.language != "both" else ["both", "th", "en"]
        drawings = [
            element("div", Markup(self.draw(spec, language, width)), class_=f"drawing {size} {language}")
            for language in shown
            for size, width in (("wide", WIDE), ("narrow", NARROW))
        ]
        two = len(self.said(spec.alt)) == 2
        alts = [
            element("span", role="img", aria_label=text, lang=lang, class_=lang if two else None)
            for lang, text in self.said(spec.alt)
        ]
        caption = element("figcaption", self.text(block.caption, "p", block.sources))
        return element("figure", title, element("div", *drawings, *alts, class_="picture"), caption)

    def _table(self, block: Table) -> Markup:
        caption = Markup()
        if block.caption:
            caption = element("caption", self.text(block.caption, "span", block.sources))
        heads = [
            element(
                "th",
                self.text(column.head),
                scope="col",
                class_="number" if column.number else None,
                style=self.level(column.level),
            )
            for column in block.columns
        ]
        body, foot = _split(block.rows)
        sections = [element("tbody", *(self._row(row, block.columns) for row in rows)) for rows in _groups(body)]
        if foot:
            sections.append(element("tfoot", self._row(foot, block.columns)))
        classes = [
            "dense" if block.dense else "",
            "sortable" if len(body) >= _FEWEST_SORTED else "",
            "broad" if len(block.columns) > _MOST_NARROW_COLUMNS else "",
        ]
        table = element(
            "table", caption, element("thead", element("tr", *heads)), *sections, class_=" ".join(filter(None, classes))
        )
        if len(block.columns) <= _MOST_NARROW_COLUMNS:
            return element("div", table, class_="table")
        # In a small window it scrolls by itself, by keyboard too.
        named = " · ".join(text for _, text in self.said(_TABLE))
        return element("div", table, class_="table", role="region", tabindex=0, aria_label=named)

    def _row(self, row: Sequence[Cell], columns: Sequence[Column]) -> Markup:
        if _is_group(row):
            head = element(
                "th", self.text(row[0].text), scope="colgroup", colspan=len(columns), id=self.id(row[0].anchor)
            )
            return element("tr", head, class_="group")
        return element("tr", *(self._cell(cell, *each) for cell, each in zip(row, enumerate(columns), strict=True)))

    def _cell(self, cell: Cell, place: int, column: Column) -> Markup:
        content = self.text(cell.text) if isinstance(cell.text, Bilingual) else words(cell.text, "th")
        if cell.link in self.known:
            content = element("a", content, href=f"#{anchor_id(cell.link)}")
        classes = ["number" if cell.number or column.number else "", "strong" if cell.emphasis else ""]
        heads_row = place == 0 and not column.number
        return element(
            "th" if heads_row else "td",
            content,
            scope="row" if heads_row else None,
            id=self.id(cell.anchor),
            class_=" ".join(filter(None, classes)) or None,
        )


def _chapters(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks by chapter; what stands before the first heading of level 1 comes first, without one."""
    chapters: list[list[Block]] = []
    for block in blocks:
        if not chapters or (isinstance(block, Heading) and block.level == 1):
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _is_group(row: Sequence[Cell]) -> bool:
    """Whether the row is a heading over the rows that follow: one emphasised cell, the others empty."""
    first, *rest = row
    return bool(rest) and first.emphasis and not any(cell.text for cell in rest)


def _split(rows: Sequence[Sequence[Cell]]) -> tuple[list[Sequence[Cell]], Sequence[Cell]]:
    """The rows, and apart from them the last one where it sums them up: all of it is emphasised."""
    if len(rows) > 1 and all(cell.emphasis for cell in rows[-1]):
        return list(rows[:-1]), rows[-1]
    return list(rows), ()


def _groups(rows: Sequence[Sequence[Cell]]) -> list[list[Sequence[Cell]]]:
    groups: list[list[Sequence[Cell]]] = []
    for row in rows:
        if not groups or _is_group(row):
            groups.append([])
        groups[-1].append(row)
    return groups


def _emblem() -> Markup:
    """A dumbbell: the report's own way of showing the distance between two levels."""
    first, second = palette.ACCENTS[:2]
    bar = element("path", d="M16 32H168", stroke=palette.tint(palette.NIGHT, 0.25), stroke_width=4)
    dots = [element("circle", cx=cx, cy=32, r=r, fill=fill) for cx, r, fill in ((16, 16, second), (169, 32, first))]
    return element("svg", bar, *dots, viewBox="0 0 200 64", class_="emblem", aria_hidden="true", focusable="false")
