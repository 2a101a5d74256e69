"""From the blocks of a Document to blocks on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from dgreport.model import Bilingual
from dgreport.rendering import palette
from dgreport.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    FigureSpec,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Table,
    finding_anchor,
)
from dgreport.rendering.structure import Element, spoken
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.columns import natural, shares
from dgreport.rendering.typeset.drawings import drawing
from dgreport.rendering.typeset.flowables import Art, Target, TextBlock
from dgreport.rendering.typeset.grid import Box, Grid, Look
from dgreport.rendering.typeset.keeping import TALLEST, Chapter, Sticky, copies, kept
from dgreport.rendering.typeset.pages import joined
from dgreport.rendering.typeset.styles import Pair, Style
from dgreport.rendering.typeset.text import Part, Span, bilingual, height, languages, lay, part, tagged
from dgreport.rendering.typeset.typefaces import SEMIBOLD
from dgreport.rendering.typeset.wrapping import plain
from dgreport.rendering.wording import CONTENTS, FINDINGS, RUNNING, cited

CONTENTS_ANCHOR = "contents"
#: Shares of the width of the contents: what an entry is, its words, its page.
_CONTENTS_SHARES = (0.21, 0.72, 0.07)
#: The white over an entry of the contents, points: as much as fits.
_CONTENTS_AIR = (5.5, 4.5, 3.5)


@dataclass
class Composer:
    """Turns the blocks of one document into flowables, which serve the draft and the final pass alike.

    `root` is the structure of the document as the last story has it.
    """

    document: Document
    figures: Callable[[FigureSpec], bytes]
    missing_figures: list[str] = field(default_factory=list)
    root: Element = field(init=False)
    _body: list[Flowable] = field(default_factory=list)
    _sections: list[Element] = field(init=False)  #: those that are open, the outermost first
    _heading: Bilingual | None = None  #: the last one set
    _chapters: int = 0  #: so far
    _long: dict[tuple[Column, ...], list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.anchors = self.document.anchors()
        self.lang = "en" if self.document.language == "en" else "th"
        self._sections = [Element("Document", self.lang)]

    def story(self, pages: Mapping[str, int], tight: Mapping[int, float]) -> list[Flowable]:
        """The whole document for one pass.

        `pages` says on which page each anchor stands, as far as that is known; `tight` which chapters are set closer,
        with the share of white that stays.
        """
        if not self._body:
            self._body = [flowable for block in self.document.blocks for flowable in self._block(block)]
        self.root = Element("Document", self.lang)
        self.root.add("Sect")
        contents = list(self._contents(pages, self.root.add("Sect")))
        self.root.kids.extend(self._sections[0].kids)
        opens = bool(self._body) and isinstance(self._body[0], PageBreak)
        turn = [] if opens or not contents else [PageBreak()]
        return [NextPageTemplate("text"), PageBreak(), *contents, *turn, *kept(list(copies(self._body, tight)))]

    @property
    def cover(self) -> Element:
        """The section that the cover is."""
        section = self.root.kids[0]
        assert isinstance(section, Element)
        return section

    @property
    def _section(self) -> Element:
        return self._sections[-1]

    def _block(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield from self._headed(block)
            case Paragraph():
                yield self._paragraph(block)
            case ListBlock():
                yield from self._list(block)
            case KeyFigures():
                if block.figures:
                    yield self._key_figures(block)
            case Table():
                if block.columns:
                    yield from self._table(block)
            case Figure():
                yield from self._figure(block)

    def _set(self, text: Bilingual | str, pair: Pair, **options: Any) -> tuple[Part, ...]:
        return bilingual(text, pair, self.document.language, **options)

    def _contents(self, pages: Mapping[str, int], section: Element) -> Iterator[Flowable]:
        """The contents, as full as fits on one page."""
        headings, air = self._one_page_of_contents
        if headings:
            yield Chapter(CONTENTS, 0)
            yield self._contents_head(section)
            yield self._contents_list(headings, pages, section, air)

    @cached_property
    def _one_page_of_contents(self) -> tuple[list[Heading], float]:
        """The headings that contents name on one page, and the white over each; without parts where none would do."""
        apart = Element("Sect", self.lang)  # it is measured, not told
        head = self._contents_head(apart)
        room = TALLEST - head.wrap(styles.MEASURE, 0)[1] - head.after
        for headings in self._listed():
            for air in _CONTENTS_AIR:
                if self._contents_list(headings, {}, apart, air).wrap(styles.MEASURE, 0)[1] <= room:
                    return headings, air
        return headings, _CONTENTS_AIR[0]

    def _contents_head(self, section: Element) -> TextBlock:
        words = tagged(self._set(CONTENTS, styles.HEADINGS[1]), section.add("H1"), "Span")
        target = Target(CONTENTS_ANCHOR, joined(CONTENTS, self.document.language))
        return TextBlock(words, target=target, after=18)

    def _contents_list(
        self, headings: Sequence[Heading], pages: Mapping[str, int], section: Element, air: float
    ) -> Grid:
        """A row for each heading: what it is, its words, its page."""
        chapters = entries = section.add("TOC")
        rows = []
        for heading in headings:
            pair = styles.CONTENTS[heading.level]
            number = part([Span(str(pages.get(heading.anchor, "")), pair.first, heading.anchor)], "th", align="right")
            if heading.level == 1:
                entries = chapters
            elif entries is chapters:
                entries = chapters.add("TOC")
            entry = entries.add("TOCI")
            kicker = self._set(heading.kicker, styles.CONTENTS[2]) if heading.kicker and heading.level == 1 else ()
            kicker = tagged(kicker, entry.add("Lbl"), "Span")
            link = entry.add("Reference").add("Link")
            words = tagged(self._entry(heading, pair), link, "Span")
            rows.append((Box(kicker), Box(words), Box((replace(number, element=link.add("Span")),))))
        return Grid(_CONTENTS_SHARES, rows, look=Look(above=air, below=air - 1, top=(0, ""), bottom=(0, "")))

    def _listed(self) -> Iterator[list[Heading]]:
        """The headings that contents may name, fullest first: with all parts of chapters, with those of chapters that
        have figures, without."""
        every: list[list[Heading]] = []
        drawn: set[str] = set()
        for block in self.document.blocks:
            if isinstance(block, Heading) and block.level < 3:
                if block.level == 1 or not every:
                    every.append([])
                every[-1].append(block)
            if isinstance(block, Figure) and every:
                drawn.add(every[-1][0].anchor)
        yield [heading for chapter in every for heading in chapter]
        yield [heading for chapter in every for heading in chapter[: None if chapter[0].anchor in drawn else 1]]
        yield [heading for chapter in every for heading in chapter[:1]]

    def _entry(self, heading: Heading, pair: Pair) -> tuple[Part, ...]:
        """A heading in the contents; one of the second level on one line for both languages where that is long enough."""
        stacked = self._set(heading.text, pair, link=heading.anchor)
        if heading.level == 1 or len(stacked) != 2:
            return stacked
        first, second = (each.spans for each in stacked)
        beside = part([*first, Span(" · ", pair.second, heading.anchor), *(replace(span, lang="en") for span in second)], "th")
        return (beside,) if natural((beside,)) <= _CONTENTS_SHARES[1] * styles.MEASURE - 10 else stacked

    def _headed(self, block: Heading) -> Iterator[Flowable]:
        self._heading = block.text
        target = Target(block.anchor, joined(block.text, self.document.language), block.level - 1)
        pair = styles.HEADINGS[block.level]
        words = self._set(block.text, pair, gap=4)
        kicker = (part(self._beside(block.kicker, styles.KICKER.first), "th"),) if block.kicker else ()
        if parts := tuple(each for each in (*kicker, *words) if each.spans):
            del self._sections[block.level :]
            self._sections.append(self._section.add("Sect"))
            # A level is never skipped, since readers find their way by them.
            element = self._section.add(f"H{len(self._sections) - 1}")
            parts = (*(replace(each, element=element.add("Span")) for each in kicker), *tagged(words, element, "Span"))
        if block.level == 1:
            yield PageBreak()
            self._chapters += 1
            yield Chapter(_running(block), self._chapters)
            yield TextBlock(parts, target=target, after=14)
        else:
            before, after = {2: (20, 6), 3: (15, 4)}[block.level]
            yield Sticky(parts, target=target, before=before, after=after)

    def _beside(self, text: Bilingual, style: Style, link: str = "") -> list[Span]:
        """The text in the languages asked for, on one line."""
        spans: list[Span] = []
        for lang, words in languages(text, self.document.language):
            spans.extend(Span(sign, style, link) for sign in (" · " if spans else ""))
            spans.append(Span(words, style, link, lang))
        return spans

    def _tail(self, pages: Sequence[int]) -> tuple[Span, ...]:
        """The source pages, small, for the end of a text: สไลด์ 3–5, 9 · Slides 3–5, 9."""
        if not pages:
            return ()
        # Two spaces, since a span keeps no more than one.
        gap = Span(" ", styles.SOURCE), Span(" ", styles.SOURCE)
        return (*gap, *self._beside(cited(pages, self.document.page_kind), styles.SOURCE))

    def _origin(self, block: Figure) -> Part:
        """The line under a figure: the source pages, a link to where its numbers are listed, and its id in the data."""
        findings = [point.finding for series in block.spec.series for point in series.points if point.finding]
        listed = finding_anchor(findings[0]) if findings else ""
        said = [self._beside(cited(block.sources, self.document.page_kind), styles.SOURCE)] if block.sources else []
        if listed in self.anchors:
            said.append(self._beside(FINDINGS, styles.SOURCE, listed))
        said.append([Span(f"figures.csv: {block.spec.id}", styles.SOURCE, lang="en")])
        # Two spaces, since a span keeps no more than one.
        gap = Span(" ", styles.SOURCE), Span(" ", styles.SOURCE)
        return part([span for spans in said for span in (*gap, *spans)][len(gap) :], self.lang)

    def _paragraph(self, block: Paragraph, within: Element | None = None) -> TextBlock:
        pair = {"body": styles.BODY, "lead": styles.LEAD, "note": styles.NOTE, "quote": styles.QUOTE}[block.role]
        within = within or (self._section.add("BlockQuote") if block.role == "quote" else self._section)
        parts = tagged(self._set(block.text, pair, tail=self._tail(block.sources)), within, "P")
        if block.role == "quote":
            return TextBlock(parts, before=8, after=8, indent=16, measure=styles.TEXT_MEASURE, bar="#B9C4CF")
        after = {"body": 9, "lead": 16, "note": 6}[block.role]
        return TextBlock(parts, after=after, measure=styles.MEASURE if block.role == "lead" else styles.TEXT_MEASURE)

    def _list(self, block: ListBlock) -> Iterator[Flowable]:
        items = self._section.add("L", List={"ListNumbering": "Decimal" if block.ordered else "Disc"})
        for number, item in enumerate(block.items, 1):
            entry = items.add("LI")
            span = Span(f"{number}." if block.ordered else "•", styles.BODY.first.coloured(palette.GREY))
            sign = entry.add("Lbl")
            paragraph = self._paragraph(item, entry.add("LBody"))
            lang = paragraph.parts[0].lang if paragraph.parts else self.lang
            yield TextBlock(
                paragraph.parts,
                after=6,
                indent=20 if block.ordered else 14,
                measure=styles.TEXT_MEASURE,
                label=replace(part([span], lang), element=sign),
            )

    def _colour(self, level: str) -> str:
        return palette.level_colour(level, self.document.levels)

    def _key_figures(self, block: KeyFigures) -> Grid:
        count = len(block.figures)
        across = count if count < 5 else 3 if count in (5, 6, 9) else 4
        boxes = []
        items = self._section.add("L", List={"ListNumbering": "None"})
        for figure in block.figures:
            colour = self._colour(figure.level)
            body = items.add("LI").add("LBody")
            value = part([Span(figure.value, styles.KEY_VALUE.coloured(colour), figure.anchor)], "th")
            unit = part(self._beside(figure.unit, styles.KEY_UNIT), "th")
            number = tuple(replace(each, element=body.add("P")) for each in (value, unit))
            label = tagged(self._set(figure.label, styles.KEY_LABEL, gap=4), body, "P")
            boxes.append(Box((*number, *label), rule=colour))
        boxes.extend([Box(())] * (-len(boxes) % across))
        rows = [boxes[start : start + across] for start in range(0, len(boxes), across)]
        look = Look(above=8, below=16, gutter=16, top=(0, ""), between=(0, ""), bottom=(0, ""))
        return Grid([1 / across] * across, rows, look=look, before=6, after=8)

    def _table(self, block: Table) -> Iterator[Flowable]:
        cell, head = (styles.DENSE_CELL, styles.DENSE_HEAD) if block.dense else (styles.TABLE_CELL, styles.TABLE_HEAD)
        title = self._set(block.caption, styles.TABLE_TITLE, tail=self._tail(block.sources)) if block.caption else ()
        if height(lay(title, styles.MEASURE)) > TALLEST / 3:
            yield TextBlock(tagged(title, self._section, "P"), before=10)
            title = ()
        table = self._section.add("Table")
        if title:
            title = tagged(title, table.add("Caption"), "P")
        # The standard wants no head without a body.
        top = (table.add("THead") if block.rows else table).add("TR")
        heads = []
        for column in block.columns:
            align = "right" if column.number else "left"
            colour = self._colour(column.level)
            own = colour != palette.NEUTRAL
            pair = replace(head, first=head.first.coloured(colour)) if own else head
            element = top.add("TH", Table={"Scope": "Column"})
            heads.append(Box(_within(self._set(column.head, pair, align=align), element), rule=colour if own else ""))
        body = table.add("TBody") if block.rows else table
        rows = [self._row(row, block.columns, cell, body.add("TR")) for row in block.rows]
        look = Look(3.0, 2.0, 9.0) if block.dense else Look()
        look = replace(look, gutter=min(look.gutter, styles.MEASURE / 3 / len(heads)))
        wide = self._shares_of_long(block, heads, look.gutter) if block.dense else shares(block, heads, rows, look.gutter)
        yield Grid(wide, rows, head=heads, title=title, look=look, before=10, after=18)

    def _shares_of_long(self, block: Table, heads: Sequence[Box], gutter: float) -> list[float]:
        """The widths of the columns of all dense tables that have these, which are the parts of a long one."""
        if block.columns not in self._long:
            tables = (each for each in self.document.blocks if isinstance(each, Table) and each.dense)
            every = (row for each in tables if each.columns == block.columns for row in each.rows)
            apart = Element("Table", self.lang)  # they are measured, not told
            rows = [self._row(row, block.columns, styles.DENSE_CELL, apart) for row in every]
            self._long[block.columns] = shares(block, heads, rows, gutter)
        return self._long[block.columns]

    def _row(self, cells: Sequence[Cell], columns: Sequence[Column], pair: Pair, row: Element) -> list[Box]:
        """The first cell is the head of the row; where it is the only one with words, it heads all columns."""
        said = []
        for cell, column in zip(cells, columns, strict=True):
            style = replace(pair, first=replace(pair.first, font=SEMIBOLD)) if cell.emphasis else pair
            align = "right" if cell.number or column.number else "left"
            said.append(self._set(cell.text, style, link=cell.link, align=align))
        head, *others = said
        span: dict[str, str | int] = {"ColSpan": len(cells)} if others and not any(others) else {}
        parts = [_within(head, row.add("TH", Table={"Scope": "Row", **span}))]
        parts += others if span else [_within(each, row.add("TD")) for each in others]
        return [Box(each, anchor=cell.anchor, wide=bool(span)) for each, cell in zip(parts, cells, strict=True)]

    def _figure(self, block: Figure) -> Iterator[Flowable]:
        spec = block.spec
        group = self._section.add("Div")
        # What stands in the heading above is not said again.
        title = self._set(spec.title, styles.FIGURE_TITLE) if spec.title != self._heading else ()
        caption = (*self._set(block.caption, styles.CAPTION), self._origin(block))
        title = tagged(title, group, "P")
        drawn = drawing(self.figures(spec))
        if drawn is None:
            self.missing_figures.append(spec.id)
            # Without a picture its words carry the numbers.
            words = tagged(self._set(spec.alt, styles.BODY), group, "P")
            yield TextBlock(title, before=14, after=3)
            yield TextBlock(words, after=4, measure=styles.TEXT_MEASURE)
            yield TextBlock(tagged(caption, group, "P"), after=16)
            return
        element = group.add("Figure")
        element.title = plain(spec.id)
        said = [(lang, plain(words)) for lang, words in languages(spec.alt, self.document.language)]
        element.alt = spoken([(lang, words) for lang, words in said if words.strip()]) or spec.kind
        caption = tagged(caption, group.add("Caption"), "P")
        if height(lay((*title, *caption), styles.MEASURE)) > TALLEST / 3:
            yield TextBlock(title, before=14, after=4)
            yield Art(drawn, (), (), element, tallest=TALLEST)
            yield TextBlock(caption, after=16)
        else:
            yield Art(drawn, title, caption, element, tallest=TALLEST, before=12, after=14)


def _running(chapter: Heading) -> Bilingual:
    """What the heads of a chapter's pages say: its number and its subject, or its heading."""
    if chapter.subject is None:
        return chapter.text
    return chapter.subject if chapter.kicker is None else RUNNING(kicker=chapter.kicker, subject=chapter.subject)


def _within(parts: tuple[Part, ...], cell: Element) -> tuple[Part, ...]:
    """The paragraphs of a cell: elements within it, or the cell itself where there is but one."""
    if len(parts) != 1:
        return tagged(parts, cell, "P")
    cell.lang = parts[0].lang
    return (replace(parts[0], element=cell),)
