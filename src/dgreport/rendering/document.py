"""The report to be set, as pure data: what to say in which order. The seam between outline and typesetting.

`rendering.outline` makes a Document from a Report; `rendering.typeset` (PDF) and any other writer set it. Nothing here
knows fonts, sizes or pages. A text is Bilingual; where `en` is None the writer shows the Thai alone with the mark for
"not translated".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from dgreport.model import Bilingual, PageKind

Language = Literal["th", "en", "both"]

#: Set after a Thai text that stands where its English translation is missing.
UNTRANSLATED_MARK = "†"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a chapter on a new page. `anchor` is the target of links, unique in the document."""

    text: Bilingual
    level: Literal[1, 2, 3]
    anchor: str
    kicker: Bilingual | None = None  #: small line above the heading, e.g. "Pillar 1"
    subject: Bilingual | None = None  #: the part of the text that names what it is about, where it says more


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`role`: body; lead (the opening sentence of a chapter); note (small print); quote (a statement of the source).

    `sources` are 1-based pages of the source document, shown as "สไลด์ 10 / Slide 10".
    """

    text: Bilingual
    role: Literal["body", "lead", "note", "quote"] = "body"
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number with its unit and what it says, for "at a glance"."""

    value: str
    unit: Bilingual
    label: Bilingual
    level: str = "all"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, or a number already formatted (`number` True: aligned right, tabular)."""

    text: Bilingual | str
    number: bool = False
    anchor: str = ""  #: this cell is the target of links
    link: str = ""  #: links to an anchor
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    head: Bilingual
    weight: float = 1.0  #: share of the width
    number: bool = False
    level: str = ""  #: a level's accent colour, if the column belongs to one


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Bilingual | None = None
    sources: tuple[int, ...] = ()
    dense: bool = False  #: small type, for the long table of all findings


@dataclass(frozen=True, slots=True)
class Point:
    """One datum of a figure. `value` None: not surveyed or not readable, said in words by `note`."""

    value: Decimal | None
    finding: str = ""  #: id of the finding it comes from
    note: Bilingual | None = None
    count: Decimal | None = None  #: how many a share stands for


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one level (or category of a stack), one per category of the figure, in the same order."""

    name: Bilingual
    points: tuple[Point, ...]
    level: str = ""


FigureKind = Literal["dumbbell", "bars", "stacked", "multiples", "radar"]


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What a figure shows, not how it looks.

    dumbbell: categories down the page, two levels as dots, the gap between. bars: horizontal bars, grouped by series.
    stacked: 100 % bars, one per category (usually a level), the series are the parts. multiples: small panels, one per
    category. radar: axes are the categories. `title` says the finding; it is set over the figure in the text, and drawn
    into it where it stands alone. `alt` states the numbers for who can't see it.
    """

    id: str
    kind: FigureKind
    title: Bilingual
    categories: tuple[Bilingual, ...]
    series: tuple[Series, ...]
    unit: Bilingual
    alt: Bilingual
    maximum: Decimal | None = None  #: end of the axis, e.g. 100; None: from the data
    levels: tuple[str, ...] = ()  #: all levels of the report in order: a level has the same colour everywhere
    subject: Bilingual | None = None  #: what the figure is about; a heading says it where the figure stands in the text
    bar_levels: tuple[str, ...] = ()  #: stacked: the level that each bar stands for
    panel_maxima: tuple[Decimal | None, ...] = ()  #: multiples: end of the axis of each panel


@dataclass(frozen=True, slots=True)
class Figure:
    spec: FigureSpec
    caption: Bilingual
    sources: tuple[int, ...] = ()


def finding_anchor(id: str) -> str:
    """The anchor of a finding in the table of all findings."""
    return f"finding-{id}"


Block = Heading | Paragraph | ListBlock | KeyFigures | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report. `blocks` follow the cover and the contents, which the writer makes from these fields."""

    title: Bilingual
    subtitle: Bilingual
    source_line: Bilingual  #: which document this was rebuilt from
    blocks: tuple[Block, ...]
    language: Language = "both"
    keywords: Sequence[str] = field(default=())
    levels: tuple[str, ...] = ()  #: all levels of the report in order: a level has the same colour everywhere
    page_kind: PageKind = "slide"  #: what a page of the source is called
    day: date | None = None  #: of the data that the report rests on, where it is known

    def anchors(self) -> frozenset[str]:
        """All targets of links; a link to anything else leads nowhere and is set as plain text."""
        headings = (block.anchor for block in self.blocks if isinstance(block, Heading))
        cells = (cell.anchor for block in self.blocks if isinstance(block, Table) for row in block.rows for cell in row)
        return frozenset(anchor for anchor in (*headings, *cells) if anchor)
