"""The Markdown writer: a Document in GitHub's flavour, to be read as it is as well as rendered.

Thai comes first, the English under it in italics. Figures are pictures where there are files of them, else tables of
their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dgreport.model import Bilingual
from dgreport.rendering.document import (
    UNTRANSLATED_MARK,
    Block,
    Cell,
    Document,
    Figure,
    FigureSpec,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Point,
    Table,
)
from dgreport.rendering.markup import Lang, anchor_id
from dgreport.rendering.typeset.wrapping import plain
from dgreport.rendering.wording import CONTENTS, STATUS, cited, number

#: The address of a figure's file from the document's place; None where there is none.
Picture = Callable[[FigureSpec], str | None]

#: The first line, which says who wrote the file.
SIGN = "<!-- generator: dgreport -->"

_NOTHING = "<!-- -->"  #: shows as nothing, and parts what would be taken together
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "<span>$</span>"} | {sign: "\\" + sign for sign in "\\`*_[]|~^"}
#: What makes a line something else than a paragraph when it stands at the start.
_START = re.compile(r"[-+#=:]|\d+(?=[.)](?:\s|$))")
#: What GitHub makes a link or a picture of by itself: addresses, mail addresses, :names: of pictures.
_AUTOMATIC = re.compile(r"(?<=www)(?=\.)|(?<=http|xmpp)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=mailto)(?=:)", re.I)
_PARTED = re.compile(r"(?<=[\w.+-])(?=@)|(?<=:)(?=[\w+-]+:)")


def render(document: Document, picture: Picture = lambda spec: None) -> str:
    """The document as Markdown. The same document gives the same characters."""
    writer = _Writer(document, picture, document.anchors())
    parts = [SIGN, *writer.front()]
    heading = None
    for block in document.blocks:
        heading = block.text if isinstance(block, Heading) else heading
        if isinstance(block, Figure) and block.spec.title != heading:  # else it is said already
            parts.append(writer.lines(block.spec.title, first="**"))
        parts += writer.block(block)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text as Markdown: nothing in it is markup, neither at the start of a line nor in a cell."""
    text = plain(text).strip()
    start = _START.match(text)
    # Of 1. the point is escaped, of # the sign itself.
    marker = -1 if start is None else start.end() if start[0].isdigit() else 0
    places = {match.start() for pattern in (_AUTOMATIC, _PARTED) for match in pattern.finditer(text)}
    parts = []
    for place, sign in enumerate(text):
        if place in places:
            parts.append(_NOTHING)
        parts.append("\\" + sign if place == marker else _SIGNS.get(sign, sign))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Writer:
    document: Document
    picture: Picture
    known: frozenset[str]  #: anchors that links may lead to

    def said(self, text: Bilingual | str) -> list[tuple[Lang, str]]:
        """What is said in which language, escaped; a missing translation leaves the Thai with the mark."""
        if isinstance(text, str):
            return [("th", escaped(text))] if text else []
        language = self.document.language
        thai: tuple[Lang, str] = ("th", escaped(text.th))
        if language == "th":
            return [thai]
        if text.en is None:
            return [("th", thai[1] + UNTRANSLATED_MARK)]
        english: tuple[Lang, str] = ("en", escaped(text.en))
        return [english] if language == "en" or thai[1] == english[1] else [thai, english]

    def line(self, text: Bilingual | str, between: str = " · ") -> str:
        """The text in all its languages on one line."""
        return between.join(said for _, said in self.said(text))

    def lines(self, text: Bilingual, pages: Sequence[int] = (), first: str = "", break_: str = "\n\n") -> str:
        """The text as a paragraph per language, the second in italics, each with the pages of the source that it comes
        from; `first` is set around the first one."""
        said = self.said(text)
        named = dict(self.said(cited(pages, self.document.page_kind))) if pages else {}
        parts = []
        for place, (lang, here) in enumerate(said):
            mark = "*" if place else first
            source = f" ({' · '.join(named.values()) if len(said) == 1 else named[lang]})" if named and here else ""
            parts.append(f"{mark}{here}{mark}{source}" if here else "")
        return break_.join(filter(None, parts))

    def front(self) -> Iterator[str]:
        document = self.document
        first, *second = self.said(document.title)
        yield f"# {first[1]}"
        yield from (f"*{said}*" for _, said in second)
        yield self.lines(document.subtitle)
        yield self.lines(document.source_line)
        chapters = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
        if chapters:
            yield f"**{self.line(CONTENTS)}**"
            yield "\n".join(
                f"- {f'{self.line(each.kicker)}: ' if each.kicker else ''}"
                f"[{self.line(each.text)}](#{anchor_id(each.anchor)})"
                for each in chapters
            )

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                said = self.lines(block.text, block.sources)
                yield "> " + said.replace("\n\n", "\n>\n> ") if block.role == "quote" else said
            case ListBlock():
                yield "\n".join(self._items(block))
            case KeyFigures():
                if block.figures:
                    rows = [
                        [f"**{escaped(each.value)}** {self.line(each.unit)}", self.line(each.label, "<br>")]
                        for each in block.figures
                    ]
                    yield _table(["", ""], rows, [True, False])
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)

    def _heading(self, block: Heading) -> Iterator[str]:
        level = "#" * (block.level + 1)
        yield f'<a id="{anchor_id(block.anchor)}"></a>'
        if block.kicker:
            yield f"{level} {self.line(block.kicker)}"
            yield self.lines(block.text, first="**")
            return
        first, *second = self.said(block.text)
        yield f"{level} {first[1]}"
        yield from (f"*{said}*" for _, said in second)

    def _items(self, block: ListBlock) -> Iterator[str]:
        for place, item in enumerate(block.items, 1):
            mark = f"{place}. " if block.ordered else "- "
            yield mark + self.lines(item.text, item.sources, break_="\\\n" + " " * len(mark))

    def _table(self, block: Table) -> Iterator[str]:
        if not block.columns:
            return
        if block.caption:
            yield self.lines(block.caption, block.sources, first="**")
        heads = [self.line(column.head, "<br>") for column in block.columns]
        rows = [[self._cell(cell) for cell in row] for row in block.rows]
        yield _table(heads, rows, [column.number for column in block.columns])

    def _cell(self, cell: Cell) -> str:
        said = self.line(cell.text, "<br>")
        if cell.emphasis and said:
            said = "<br>".join(f"**{each}**" for each in said.split("<br>"))
        if said and cell.link in self.known:
            said = f"[{said}](#{anchor_id(cell.link)})"
        return f'<a id="{anchor_id(cell.anchor)}"></a>{said}' if cell.anchor else said

    def _figure(self, block: Figure) -> Iterator[str]:
        spec = block.spec
        if address := self.picture(spec):
            yield f"![{self.line(spec.alt)}]({address})"
        else:
            heads = ["", *(self.line(series.name, "<br>") for series in spec.series)]
            rows = [
                [
                    self.line(category, "<br>"),
                    *(self._point(series.points[place]) for series in spec.series),
                ]
                for place, category in enumerate(spec.categories)
            ]
            yield _table(heads, rows, [False, *(True for _ in spec.series)])
        yield self.lines(block.caption, block.sources)

    def _point(self, point: Point) -> str:
        if point.value is None:
            return self.line(point.note or STATUS["read"], "<br>")
        return number(point.value) + (f" ({number(point.count)})" if point.count is not None else "")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """A table; `right` tells which columns stand on their right edge."""
    rules = ["---:" if each else "---" for each in right]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, rules, *rows])
