"""What the tests of the writers share: a document with a text in every place, hostile texts, a reader of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

from dgreport.model import Bilingual
from dgreport.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    FigureSpec,
    Heading,
    KeyFigure,
    KeyFigures,
    Language,
    ListBlock,
    Paragraph,
    Point,
    Series,
    Table,
)
from dgreport.rendering.typeset.wrapping import plain

#: What text from a PDF may try: to load a file, to run a script, to turn the page around, to break the file.
HOSTILE = (
    '<img src="/etc/passwd">',
    '<a href="javascript:alert(1)">x</a>',
    "</style></script><script>alert(1)</script>",
    '" onload="alert(1)" x="',
    "&lt;b&gt; &amp; <!-- --> ]]> </title>",
    "\u202eright to left\u202c\u2066\u200f\u061c",
    "nul\0 bell\x07 escape\x1b",
    "lone \ud800 surrogate \udfff",
    "$\\frac{1}{2}$ =HYPERLINK(1)",
    "expression(alert(1)) url(file:///etc/passwd) @import 'x'",
)
#: Elements without content.
VOID = {"meta", "input", "wbr"}


def b(th: str, en: str | None = None) -> Bilingual:
    return Bilingual(th=th, en=en)


class Reader(HTMLParser):
    """What a page holds: elements, attributes, ids, addresses, and each text with its language and its element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.elements: set[str] = set()
        self.attributes: dict[str, list[str]] = {}
        self.texts: list[tuple[str, str | None, str]] = []
        self.feed(page)
        self.close()
        assert self.open == [], "elements that are never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")
        if tag not in VOID:
            lang = dict(attrs).get("lang") or (self.open[-1][1] if self.open else None)
            self.open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("style", "script"):
            self.texts.append((data, self.open[-1][1], self.open[-1][0]))

    @property
    def text(self) -> str:
        return "".join(text for text, _, _ in self.texts)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def spec(text: Bilingual, kind: Any = "dumbbell") -> FigureSpec:
    return FigureSpec(
        id=text.th,
        kind=kind,
        title=text,
        categories=(text, b("สั้น", "short")),
        series=(
            Series(text, (Point(Decimal("57.9"), text.th), Point(None, note=text)), "department"),
            Series(b("จังหวัด", "provinces"), (Point(Decimal("34.2")), Point(None, note=text)), "province"),
        ),
        unit=text,
        alt=text,
        levels=("department", "province"),
    )


def document(text: Bilingual, anchor: str = "here", language: Language = "both") -> Document:
    """A document with the text in each place where a text can stand."""
    blocks: tuple[Block, ...] = (
        Paragraph(text, "note"),
        Heading(text, 1, anchor, text),
        Paragraph(text, "lead", (3, 4, 9)),
        KeyFigures((KeyFigure(plain(text.th)[:20], text, text, "department", anchor),)),
        Heading(text, 2, f"{anchor} 2"),
        Paragraph(text, "quote", (1, 2, 3, 5, 7, 9, 11)),
        Heading(text, 3, anchor),
        ListBlock((Paragraph(text), Paragraph(text, sources=(2,))), ordered=True),
        Figure(spec(text), text, (10,)),
        Figure(spec(text, "bars"), text),
        Table(
            (Column(text), Column(text, number=True, level="department")),
            (
                (Cell(text, emphasis=True, anchor=f"{anchor}.group"), Cell("")),
                (Cell(text, anchor=f"{anchor}.1"), Cell("57.9", number=True, link=anchor)),
                (Cell(text), Cell(text.th, link="nowhere")),
                (Cell(text), Cell(text, number=True)),
                (Cell(text, emphasis=True), Cell("1", number=True, emphasis=True)),
            ),
            text,
            (10, 11),
        ),
        Table((), ()),
        KeyFigures(()),
    )
    return Document(text, text, text, blocks, language, (text.th,), ("department", "province"))


def texts(shown: Document) -> Iterator[Bilingual]:
    """The texts of a document, but for those of figures, which are cut into lines."""

    def within(thing: object) -> Iterator[Bilingual]:
        if isinstance(thing, Bilingual):
            yield thing
        elif isinstance(thing, FigureSpec):
            yield thing.title
        elif isinstance(thing, tuple):
            for each in thing:
                yield from within(each)
        elif hasattr(thing, "__dataclass_fields__"):
            for name in thing.__dataclass_fields__:
                yield from within(getattr(thing, name))

    heading: Bilingual | None = None
    for block in (shown.title, shown.subtitle, shown.source_line, *shown.blocks):
        if isinstance(block, Heading):
            heading = block.text
        yield from (text for text in within(block) if not isinstance(block, Figure) or text != heading)
