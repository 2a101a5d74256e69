"""From the blocks of a Document to blocks on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
)
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.drawings import drawing
from dgreport.rendering.typeset.flowables import Art, Target, TextBlock
from dgreport.rendering.typeset.grid import Box, Grid, Look
from dgreport.rendering.typeset.keeping import TALLEST, Chapter, Sticky, copies, kept
from dgreport.rendering.typeset.pages import joined
from dgreport.rendering.typeset.styles import Pair
from dgreport.rendering.typeset.text import Part, Span, bilingual, height, languages, lay, part
from dgreport.rendering.typeset.typefaces import SEMIBOLD, typefaces

CONTENTS = Bilingual(th="สารบัญ", en="Contents")
SLIDE = Bilingual(th="สไลด์", en="Slide")
SLIDES = Bilingual(th="สไลด์", en="Slides")
CONTENTS_ANCHOR = "contents"
#: Second-level headings are listed too as long as the contents stay within about two pages.
_MOST_ENTRIES = 44
#: No column is narrower, points.
_NARROWEST = 24.0


@dataclass
class Composer:
    """Turns the blocks of one document into flowables, which serve the draft and the final pass alike."""

    document: Document
    figures: Callable[[FigureSpec], bytes]
    missing_figures: list[str] = field(default_factory=list)
    _body: list[Flowable] = field(default_factory=list)
    _heading: Bilingual | None = None  #: the last one set
    _chapters: int = 0  #: so far

    def story(self, pages: Mapping[str, int], tight: frozenset[int]) -> list[Flowable]:
        """The whole document for one pass.

        `pages` says on which page each anchor stands, as far as that is known; `tight` which chapters are set closer.
        """
        if not self._body:
            self._body = kept([flowable for block in self.document.blocks for flowable in self._block(block)])
        contents = list(self._contents(pages))
        opens = bool(self._body) and isinstance(self._body[0], PageBreak)
        turn = [] if opens or not contents else [PageBreak()]
        return [NextPageTemplate("text"), PageBreak(), *contents, *turn, *copies(self._body, tight)]

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

    def _contents(self, pages: Mapping[str, int]) -> Iterator[Flowable]:
        headings = [block for block in self.document.blocks if isinstance(block, Heading) and block.level < 3]
        if len(headings) > _MOST_ENTRIES:
            headings = [heading for heading in headings if heading.level == 1]
        if not headings:
            return
        yield Chapter(CONTENTS, 0)
        title = joined(CONTENTS, self.document.language)
        head = TextBlock(self._set(CONTENTS, styles.HEADINGS[1]), target=Target(CONTENTS_ANCHOR, title), after=18)
        yield head
        rows = []
        for heading in headings:
            pair = styles.CONTENTS[heading.level]
            number = Span(str(pages.get(heading.anchor, "")), pair.first, heading.anchor)
            kicker = heading.kicker if heading.level == 1 else None
            rows.append(
                (
                    Box(self._set(kicker, styles.CONTENTS[2]) if kicker else ()),
                    Box(self._set(heading.text, pair, link=heading.anchor)),
                    Box((part([number], "th", align="right"),)),
                )
            )
        # Set a little closer where that spares a second page.
        for air in (5.5, 4.5, 3.5):
            grid = Grid((0.21, 0.72, 0.07), rows, look=Look(above=air, below=air - 1, top=(0, ""), bottom=(0, "")))
            if sum(block.wrap(styles.MEASURE, 0)[1] for block in (head, grid)) + head.after <= TALLEST:
                break
        yield grid

    def _headed(self, block: Heading) -> Iterator[Flowable]:
        self._heading = block.text
        target = Target(block.anchor, joined(block.text, self.document.language), block.level - 1)
        pair = styles.HEADINGS[block.level]
        kicker: tuple[Part, ...] = ()
        if block.kicker:
            kicker = (part([Span(joined(block.kicker, self.document.language), styles.KICKER.first)], "th"),)
        words = self._set(block.text, pair, gap=4)
        if block.level == 1:
            yield PageBreak()
            self._chapters += 1
            yield Chapter(block.text, self._chapters)
            yield TextBlock((*kicker, *words), target=target, after=18)
        else:
            before, after = {2: (24, 7), 3: (15, 4)}[block.level]
            yield Sticky((*kicker, *words), target=target, before=before, after=after)

    def _tail(self, pages: Sequence[int]) -> tuple[Span, ...]:
        """The source pages, small, for the end of a text: สไลด์ 3–5, 9 · Slides 3–5, 9."""
        if not pages:
            return ()
        names = languages(SLIDES if len(set(pages)) > 1 else SLIDE, self.document.language)
        words = " · ".join(f"{name} {_ranges(pages)}" for _, name in names)
        # Two spaces, since a span keeps no more than one.
        return (Span(" ", styles.BODY.first), Span(" " + words, styles.SOURCE))

    def _paragraph(self, block: Paragraph) -> TextBlock:
        pair = {"body": styles.BODY, "lead": styles.LEAD, "note": styles.NOTE, "quote": styles.QUOTE}[block.role]
        parts = self._set(block.text, pair, tail=self._tail(block.sources))
        if block.role == "quote":
            return TextBlock(parts, before=8, after=8, indent=16, measure=styles.TEXT_MEASURE, bar="#B9C4CF")
        after = {"body": 9, "lead": 16, "note": 6}[block.role]
        return TextBlock(parts, after=after, measure=styles.MEASURE if block.role == "lead" else styles.TEXT_MEASURE)

    def _list(self, block: ListBlock) -> Iterator[Flowable]:
        for number, item in enumerate(block.items, 1):
            paragraph = self._paragraph(item)
            label = Span(f"{number}." if block.ordered else "•", styles.BODY.first.coloured(palette.GREY))
            yield TextBlock(
                paragraph.parts, after=6, indent=20 if block.ordered else 14, measure=styles.TEXT_MEASURE, label=label
            )

    def _colour(self, level: str) -> str:
        return palette.level_colour(level, self.document.levels)

    def _key_figures(self, block: KeyFigures) -> Grid:
        count = len(block.figures)
        across = count if count < 5 else 3 if count in (5, 6, 9) else 4
        boxes = []
        for figure in block.figures:
            colour = self._colour(figure.level)
            value = part([Span(figure.value, styles.KEY_VALUE.coloured(colour), figure.anchor)], "th")
            unit = part([Span(joined(figure.unit, self.document.language), styles.KEY_UNIT)], "th")
            boxes.append(Box((value, unit, *self._set(figure.label, styles.KEY_LABEL, gap=4)), rule=colour))
        boxes.extend([Box(())] * (-len(boxes) % across))
        rows = [boxes[start : start + across] for start in range(0, len(boxes), across)]
        look = Look(above=8, below=16, gutter=16, top=(0, ""), between=(0, ""), bottom=(0, ""))
        return Grid([1 / across] * across, rows, look=look, before=6, after=8)

    def _table(self, block: Table) -> Iterator[Flowable]:
        cell, head = (styles.DENSE_CELL, styles.DENSE_HEAD) if block.dense else (styles.TABLE_CELL, styles.TABLE_HEAD)
        heads = []
        for column in block.columns:
            align = "right" if column.number else "left"
            colour = self._colour(column.level)
            if colour == palette.NEUTRAL:
                heads.append(Box(self._set(column.head, head, align=align)))
            else:
                pair = replace(head, first=head.first.coloured(colour))
                heads.append(Box(self._set(column.head, pair, align=align), rule=colour))
        rows = [
            [self._cell(each, column, cell) for each, column in zip(row, block.columns, strict=True)]
            for row in block.rows
        ]
        title = self._set(block.caption, styles.TABLE_TITLE, tail=self._tail(block.sources)) if block.caption else ()
        if height(lay(title, styles.MEASURE)) > TALLEST / 3:
            yield TextBlock(title, before=10)
            title = ()
        look = Look(3.0, 2.0, 9.0) if block.dense else Look()
        look = replace(look, gutter=min(look.gutter, styles.MEASURE / 3 / len(heads)))
        yield Grid(_shares(block, rows, look.gutter), rows, head=heads, title=title, look=look, before=10, after=18)

    def _cell(self, cell: Cell, column: Column, pair: Pair) -> Box:
        if cell.emphasis:
            pair = replace(pair, first=replace(pair.first, font=SEMIBOLD))
        align = "right" if cell.number or column.number else "left"
        return Box(self._set(cell.text, pair, link=cell.link, align=align), anchor=cell.anchor)

    def _figure(self, block: Figure) -> Iterator[Flowable]:
        spec = block.spec
        # What stands in the heading above is not said again.
        title = self._set(spec.title, styles.FIGURE_TITLE) if spec.title != self._heading else ()
        caption = self._set(block.caption, styles.CAPTION, tail=self._tail(block.sources))
        drawn = drawing(self.figures(spec))
        if drawn is None:
            self.missing_figures.append(spec.id)
            # Without a picture its words carry the numbers.
            yield TextBlock(title, before=14, after=3)
            yield TextBlock(self._set(spec.alt, styles.BODY), after=4, measure=styles.TEXT_MEASURE)
            yield TextBlock(caption, after=16)
        elif height(lay((*title, *caption), styles.MEASURE)) > TALLEST / 3:
            yield TextBlock(title, before=14, after=4)
            yield Art(drawn, (), (), tallest=TALLEST)
            yield TextBlock(caption, after=16)
        else:
            yield Art(drawn, title, caption, tallest=TALLEST, before=14, after=18)


def _shares(block: Table, rows: Sequence[Sequence[Box]], gutter: float) -> list[float]:
    """The columns' weights as shares, but no column narrower than its widest number, or than a short word."""
    room = styles.MEASURE - gutter * (len(block.columns) - 1)
    weights = [max(column.weight, 0.001) for column in block.columns]
    shares = [weight / sum(weights) for weight in weights]
    least = []
    for number, column in enumerate(block.columns):
        widest = max((_natural(row[number].parts) for row in rows), default=0.0) if column.number else 0.0
        least.append(max(min(widest, room / 3), _NARROWEST) / room)
    short = {number for number, share in enumerate(shares) if share < least[number]}
    spare = 1 - sum(least[number] for number in short)
    rest = sum(share for number, share in enumerate(shares) if number not in short)
    if not short or spare <= 0 or not rest:
        return shares
    return [least[number] if number in short else share / rest * spare for number, share in enumerate(shares)]


def _natural(parts: Sequence[Part]) -> float:
    return max(
        (
            sum(typefaces()[span.style.font].stringWidth(span.text, span.style.size) for span in each.spans)
            for each in parts
        ),
        default=0.0,
    )


def _ranges(pages: Sequence[int]) -> str:
    """Pages as runs: 3, 4, 5, 9 → 3–5, 9."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
