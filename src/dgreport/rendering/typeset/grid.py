"""Rows of cells: tables, the contents, key figures. Heads are repeated on every page, rows that fit stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from dgreport.rendering import palette
from dgreport.rendering.typeset.flowables import Block, Target
from dgreport.rendering.typeset.text import Line, Part, height, lay, paint

#: A head higher than this is not repeated; a row higher than this may be parted between pages. Points.
_HIGH = 240.0
#: A grid of no more than this height is not parted between pages, points.
_SMALL = 230.0
#: At least so many rows stand on each side of a page's end, where there are as many.
_FEWEST_ROWS = 2
#: Between the title of a grid and its first rule, points.
_UNDER_TITLE = 5.0


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a grid: its text, the anchor at it, the colour of a rule above it.

    `wide`: it stands alone in its row and has the width of all columns.
    """

    parts: tuple[Part, ...]
    anchor: str = ""
    rule: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell with its lines."""

    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    anchor: str
    rule: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a grid is ruled and spaced: paddings of the rows, the gutter between columns, the rules (width, colour)."""

    above: float = 4.4
    below: float = 3.2
    gutter: float = 12.0
    top: tuple[float, str] = (0.9, palette.INK)
    under_head: tuple[float, str] = (0.5, palette.INK)
    between: tuple[float, str] = (0.4, palette.HAIRLINE)
    bottom: tuple[float, str] = (0.5, palette.INK)
    accent: float = 2.2  #: thickness of the rule above a box that has its own


class Grid(Block):
    """Rows of cells under an optional title and a head that is repeated on every page.

    `shares` are the columns' widths as shares of what the gutters leave, adding up to 1. `again`: this is the rest of a
    grid whose head was said already.
    """

    def __init__(
        self,
        shares: Sequence[float],
        rows: Sequence[Sequence[Box]],
        *,
        head: Sequence[Box] = (),
        title: tuple[Part, ...] = (),
        look: Look | None = None,
        before: float = 0.0,
        after: float = 0.0,
        laid: list[tuple[_Set, ...]] | None = None,
        again: bool = False,
    ) -> None:
        super().__init__(before, after)
        self.shares, self.rows, self.head, self.title = tuple(shares), rows, tuple(head), title
        self.look = look or Look()
        self.laid, self.again = laid, again

    def tighten(self, share: float) -> None:
        super().tighten(share)
        # Rows come half as much closer, so that they stay apart.
        rows = (1 + share) / 2
        self.look = replace(self.look, above=self.look.above * rows, below=self.look.below * rows)

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        self.width = width
        room = width - self.look.gutter * (len(self.shares) - 1)
        self.widths = [room * share for share in self.shares]
        head = self._lay(self.head) if self.head else ()
        tall = bool(head) and self._height(head) > _HIGH
        if self.laid is None:
            self.laid = [*([head] if tall else ()), *(self._lay(row) for row in self.rows)]
        self.head_set = () if tall else head
        self.title_set = lay(self.title, width) if self.title else ()
        self.heights = [self._height(row) for row in self.laid]
        self.height = self._top() + sum(self.heights)
        return self.width, self.height

    def _lay(self, row: Sequence[Box]) -> tuple[_Set, ...]:
        return tuple(
            _Set(box.parts, lay(box.parts, self.width if box.wide else width), box.anchor, box.rule, box.wide)
            for box, width in zip(row, self.widths, strict=True)
        )

    def _height(self, row: Sequence[_Set]) -> float:
        return max(height(cell.lines) for cell in row) + self.look.above + self.look.below

    def _top(self) -> float:
        """Height of title and head."""
        title = height(self.title_set) + _UNDER_TITLE if self.title_set else 0.0
        return title + (self._height(self.head_set) if self.head_set else 0.0)

    def least(self, width: float) -> float:
        self.wrap(width, 0)
        return self.height if self.height <= _SMALL else self._top() + sum(self.heights[: self._first_rows()])

    def _first_rows(self) -> int:
        """How many rows stand together at the beginning: the fewest, and with them the titles over them."""
        rows = range(len(self.heights))
        said = [row for row in rows if not self._heads(row)][:_FEWEST_ROWS]
        return said[-1] + 1 if len(said) == _FEWEST_ROWS else len(self.heights)

    def _heads(self, row: int) -> bool:
        """Whether a row is nothing but the title of those after it, and so can't be the last on a page."""
        assert self.laid is not None
        return any(cell.wide for cell in self.laid[row])

    def split(self, width: float, available: float) -> list[Flowable]:
        self.wrap(width, available)
        assert self.laid is not None
        if self.height <= _SMALL:
            return []
        room = available - self._top()
        count = 0
        while count < len(self.laid) and sum(self.heights[: count + 1]) <= room:
            count += 1
        if count == len(self.laid):
            return [self]
        if count == len(self.laid) - 1 and count > _FEWEST_ROWS:
            count -= 1  # so that no row stands alone under the head
        while count > _FEWEST_ROWS and self._heads(count - 1):
            count -= 1
        if count >= _FEWEST_ROWS or (count == 1 and len(self.laid) <= 2):
            return [self._piece(self.laid[:count], True), self._piece(self.laid[count:], False)]
        if self.heights[count] <= _HIGH:
            return []
        # Rows higher than the page are parted within, or begin on the next one.
        first, rest = self._part(self.laid[count], room - sum(self.heights[:count]))
        if first:
            return [self._piece([*self.laid[:count], first], True), self._piece([rest, *self.laid[count + 1 :]], False)]
        return [self._piece(self.laid[:count], True), self._piece(self.laid[count:], False)] if count else []

    def _part(self, row: Sequence[_Set], room: float) -> tuple[tuple[_Set, ...], tuple[_Set, ...]]:
        room -= self.look.above + self.look.below
        first, rest = [], []
        for cell in row:
            count = 0
            while count < len(cell.lines) and height(cell.lines[: count + 1]) <= room:
                count += 1
            first.append(_Set(cell.parts, cell.lines[:count], cell.anchor, cell.rule))
            rest.append(_Set(cell.parts, cell.lines[count:], "", ""))
        return (tuple(first), tuple(rest)) if any(cell.lines for cell in first) else ((), tuple(row))

    def _piece(self, laid: list[tuple[_Set, ...]], first: bool) -> Grid:
        return Grid(
            self.shares,
            (),
            head=self.head,
            title=self.title if first else (),
            look=self.look,
            before=self.before if first else 0.0,
            after=0.0 if first else self.after,
            laid=laid,
            again=self.again or not first,
        )

    def targets(self) -> list[tuple[Target, float, float]]:
        found: list[tuple[Target, float, float]] = []
        y = self.height - self._top()
        for row, tall in zip(self.laid or (), self.heights, strict=True):
            found.extend((Target(cell.anchor), 0.0, y) for cell in row if cell.anchor)
            y -= tall
        return found

    def paint(self, canvas: Any) -> None:
        y = self.height
        if self.title_set:
            paint(canvas, self.title_set, 0, y, self.width, self.title)
            y -= height(self.title_set) + _UNDER_TITLE
        self._rule(canvas, y, self.look.top)
        if self.head_set:
            with canvas.artifact() if self.again else nullcontext():
                self._row(canvas, self.head_set, y, told=self.again)
            y -= self._height(self.head_set)
            self._rule(canvas, y, self.look.under_head)
        assert self.laid is not None
        for number, (row, tall) in enumerate(zip(self.laid, self.heights, strict=True)):
            if number:
                self._rule(canvas, y, self.look.between)
            self._row(canvas, row, y)
            y -= tall
        self._rule(canvas, y, self.look.bottom)

    def _row(self, canvas: Any, row: Sequence[_Set], top: float, told: bool = False) -> None:
        """`told`: what the row says was said on a page before."""
        x = 0.0
        for cell, width in zip(row, self.widths, strict=True):
            if cell.rule:
                canvas.rule(x, top, x + width, top, self.look.accent, cell.rule)
            paint(canvas, cell.lines, x, top - self.look.above, width, () if told else cell.parts)
            x += width + self.look.gutter

    def _rule(self, canvas: Any, y: float, rule: tuple[float, str]) -> None:
        if rule[0]:
            canvas.rule(0, y, self.width, y, *rule)
