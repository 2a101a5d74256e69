"""What stays together where pages turn, and how a chapter is kept from ending on a page of a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from reportlab.platypus import CondPageBreak, Flowable
from reportlab.platypus.doctemplate import ActionFlowable

from dgreport.model import Bilingual
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.flowables import Art, Block, TextBlock
from dgreport.rendering.typeset.grid import Grid

TALLEST = styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM

class Chapter(ActionFlowable):  # type: ignore[misc]
    """Tells the page which chapter begins on it. Chapters are numbered from 1; 0 is what stands before them."""

    def __init__(self, title: Bilingual, number: int) -> None:
        super().__init__(())
        self.title, self.number = title, number

    def apply(self, doc: Any) -> None:
        doc.chapter, doc.chapter_number, doc.opens = self.title, self.number, True


class Sticky(TextBlock):
    """A heading: it stays whole and with what follows."""

    def least(self, width: float) -> float:
        return self.wrap(width, 0)[1]

    def split(self, width: float, available: float) -> list[Flowable]:
        return super().split(width, available) if self.wrap(width, 0)[1] > TALLEST / 2 else []


class Either(Flowable):  # type: ignore[misc]
    """A drawing and the table of its numbers, in the order that fills the page better."""

    def __init__(self, art: Art, grid: Grid) -> None:
        super().__init__()
        self.art, self.grid = art, grid

    def getSpaceBefore(self) -> float:
        return self.art.before

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        # More than there is, so that ReportLab asks for the parts.
        return width, available + 1

    def split(self, width: float, available: float) -> list[Flowable]:
        if self.art.wrap(width, available)[1] <= available:
            return [copy(self.art), copy(self.grid)]
        if self.grid.wrap(width, available)[1] <= available:
            return [copy(self.grid), copy(self.art)]
        return []


class Fill(NamedTuple):
    """How high a page of a chapter is filled, points."""

    chapter: int
    height: float


class Draft(NamedTuple):
    """Where things stand in a draft: the page of each anchor, and the pages after the cover in order."""

    anchors: Mapping[str, int]
    fills: Sequence[Fill]

    def chapters(self) -> Mapping[int, range]:
        """The pages of each chapter."""
        pages: dict[int, range] = {}
        for page, fill in enumerate(self.fills, 2):
            first = pages[fill.chapter].start if fill.chapter in pages else page
            pages[fill.chapter] = range(first, page + 1)
        return pages


def mixed(usual: Draft, closer: Mapping[int, Draft]) -> dict[str, int]:
    """The page of each anchor where the chapters of `closer` are set as in their drafts and the others as usual: each
    begins on a page of its own."""
    places: dict[str, int] = {}
    first = 2
    for chapter in usual.chapters():
        draft = closer.get(chapter, usual)
        pages = draft.chapters()[chapter]
        places |= {anchor: page - pages.start + first for anchor, page in draft.anchors.items() if page in pages}
        first += len(pages)
    return places


def several(fills: Sequence[Fill]) -> frozenset[int]:
    """The chapters that take several pages."""
    pages = Counter(fill.chapter for fill in fills)
    return frozenset(number for number, count in pages.items() if number and count > 1)


def shorter(fills: Sequence[Fill], before: Sequence[Fill]) -> frozenset[int]:
    """The chapters that take fewer pages than before."""
    now, then = Counter(fill.chapter for fill in fills), Counter(fill.chapter for fill in before)
    return frozenset(number for number in then if now[number] < then[number])


def copies(story: Sequence[Flowable], tight: Mapping[int, float]) -> Iterator[Flowable]:
    """The story for one pass; `tight` are the chapters that are set closer, with the share of white that stays.
    ReportLab leaves notes on what it sets: so copies."""
    chapter = 0
    for flowable in story:
        if isinstance(flowable, Chapter):
            chapter = flowable.number
        each = copy(flowable)
        if chapter in tight and isinstance(each, Block):
            each.tighten(tight[chapter])
        yield each


def kept(story: Sequence[Flowable]) -> list[Flowable]:
    """The story with a page break wherever a heading would else be parted from what it heads, and each drawing free to
    change places with the table after it."""
    result: list[Flowable] = []
    for place, flowable in enumerate(story):
        before = story[place - 1] if place else None
        if _leads(story, place) and not (place and _leads(story, place - 1)):
            result.append(CondPageBreak(_together(story[place:])))
        if isinstance(flowable, Grid) and isinstance(before, Art):
            result[-1] = Either(before, flowable)
        else:
            result.append(flowable)
    return result


def _leads(story: Sequence[Flowable], place: int) -> bool:
    """Whether a block must not be parted from the next: a heading, or a short text that a list follows."""
    block = story[place]
    following = story[place + 1] if place + 1 < len(story) else None
    return isinstance(block, Sticky) or (
        isinstance(block, TextBlock)
        and block.label is None
        and isinstance(following, TextBlock)
        and following.label is not None
        and block.least(styles.MEASURE) == block.height
    )


def _together(story: Sequence[Flowable]) -> float:
    """The room that a heading needs: for all headings in a row and the beginning of what follows; and for the figure
    that a short text leads to, or its table, if all that fits on one page."""
    need: float = 0.0
    begins: float = 0.0
    white: float = 0.0  # under what came before
    for place, block in enumerate(story):
        if not isinstance(block, Block) or (begins and _leads(story, place)):
            break
        least: float = block.least(styles.MEASURE)
        following = story[place + 1] if place + 1 < len(story) else None
        if isinstance(block, Art) and isinstance(following, Grid):
            least = min(least, float(following.wrap(styles.MEASURE, 0)[1]))
        need += max(white, block.before) + least
        white = block.after
        if _leads(story, place):
            continue
        begins = begins or need
        if isinstance(block, Art) and need <= TALLEST:
            return need
        if not isinstance(block, TextBlock) or least < block.height or place > 4:
            break
    return min(begins or need, TALLEST - 1)
