"""The blocks of a page: running text, grids of cells, drawings. Each knows its height, where it may be parted, and how
it is painted; `Block.draw` is the one door through which all of them reach the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from dgreport.rendering import palette
from dgreport.rendering.typeset.text import Line, Part, Span, height, lay, paint, part

#: A text of no more lines than this is not parted between pages.
_WHOLE = 4
#: A drawing is made smaller by no more than this to fit on a page.
_SMALLEST = 0.9


@dataclass(frozen=True, slots=True)
class Target:
    """What leads to a block: the anchor of links and, for a heading, its bookmark (title, depth from 0)."""

    anchor: str = ""
    bookmark: str = ""
    depth: int = 0


class Block(Flowable):  # type: ignore[misc]
    """What all blocks share. Heights and widths are points."""

    def __init__(self, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.before, self.after = before, after

    def getSpaceBefore(self) -> float:
        return self.before

    def getSpaceAfter(self) -> float:
        return self.after

    def least(self, width: float) -> float:
        """The height that has to be free on a page for the block to begin there."""
        return float(self.wrap(width, 0)[1])

    def draw(self) -> None:
        for target, x, y in self.targets():
            self.canv.mark(target, x, y)
        if not self.canv.draft:
            self.paint(self.canv)

    def targets(self) -> list[tuple[Target, float, float]]:
        """What links and bookmarks lead to in the block, and where it is, from the lower left corner."""
        return []

    def paint(self, canvas: Any) -> None:
        """Paints the block with its lower left corner at the origin."""
        raise NotImplementedError


class TextBlock(Block):
    """Paragraphs one under the other, parted between pages where that leaves no line alone.

    `indent` from the left; `measure` the greatest width of a line; `label` stands in the indent before the first line;
    `bar` is the colour of a rule at the left of all lines; `opening` the colour of a heavy rule above.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        before: float = 0.0,
        after: float = 0.0,
        indent: float = 0.0,
        measure: float = 1e6,
        label: Span | None = None,
        bar: str = "",
        target: Target | None = None,
        lines: tuple[Line, ...] | None = None,
    ) -> None:
        super().__init__(before, after)
        self.parts = tuple(parts)
        self.indent, self.measure = indent, measure
        self.label, self.bar, self.target = label, bar, target
        self.lines = lines

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        self.inner = min(width, self.measure) - self.indent
        self.set = lay(self.parts, self.inner) if self.lines is None else self.lines
        self.width, self.height = width, height(self.set)
        return self.width, self.height

    def least(self, width: float) -> float:
        self.wrap(width, 0)
        return height(self.set if len(self.set) <= _WHOLE else self.set[:3])

    def split(self, width: float, available: float) -> list[Flowable]:
        self.wrap(width, available)
        if self.height <= available:
            return [self]
        if len(self.set) <= _WHOLE:
            return []
        fit = next(count for count in range(len(self.set) + 1) if height(self.set[: count + 1]) > available)
        cut = next((count for count in range(fit, 0, -1) if self._may_part(count)), 0)
        if not cut:
            return []
        shape = {"indent": self.indent, "measure": self.measure, "bar": self.bar}
        head = TextBlock(
            (),
            before=self.before,
            label=self.label,
            target=self.target,
            lines=self.set[:cut],
            **shape,  # type: ignore[arg-type]
        )
        return [head, TextBlock((), after=self.after, lines=self.set[cut:], **shape)]  # type: ignore[arg-type]

    def _may_part(self, cut: int) -> bool:
        """Two lines or more of a paragraph on each side, or the paragraph whole."""

        def run(lines: Sequence[Line]) -> int:
            return next((n for n, line in enumerate(lines) if line.part != lines[0].part), len(lines))

        before, after = self.set[:cut][::-1], self.set[cut:]
        if before[0].part != after[0].part:
            return True
        return run(before) > 1 and run(after) > 1

    def targets(self) -> list[tuple[Target, float, float]]:
        return [(self.target, 0, self.height)] if self.target else []

    def paint(self, canvas: Any) -> None:
        if self.bar:
            canvas.rule(0.75, self.height - 2, 0.75, 2, 1.5, self.bar)
        if self.label and self.set:
            first = lay((part([self.label], self.set[0].lang),), self.indent)
            paint(canvas, first, 0, self.height - (self.set[0].leading - first[0].leading) / 2, self.indent)
        paint(canvas, self.set, self.indent, self.height, self.inner)


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a grid: its text, the anchor at it, the colour of a rule above it."""

    parts: tuple[Part, ...]
    anchor: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """A cell with its lines."""

    lines: tuple[Line, ...]
    anchor: str
    rule: str


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

    `shares` are the columns' widths as shares of what the gutters leave, adding up to 1.
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
    ) -> None:
        super().__init__(before, after)
        self.shares, self.rows, self.head, self.title = tuple(shares), rows, tuple(head), title
        self.look = look or Look()
        self.laid = laid

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        room = width - self.look.gutter * (len(self.shares) - 1)
        self.widths = [room * share for share in self.shares]
        if self.laid is None:
            self.laid = [self._lay(row) for row in self.rows]
        self.head_set = self._lay(self.head) if self.head else ()
        self.title_set = lay(self.title, width) if self.title else ()
        self.heights = [self._height(row) for row in self.laid]
        self.width, self.height = width, self._top() + sum(self.heights)
        return self.width, self.height

    def _lay(self, row: Sequence[Box]) -> tuple[_Set, ...]:
        return tuple(
            _Set(lay(box.parts, width), box.anchor, box.rule) for box, width in zip(row, self.widths, strict=True)
        )

    def _height(self, row: Sequence[_Set]) -> float:
        return max(height(cell.lines) for cell in row) + self.look.above + self.look.below

    def _top(self) -> float:
        """Height of title and head."""
        title = height(self.title_set) + 5 if self.title_set else 0.0
        return title + (self._height(self.head_set) if self.head_set else 0.0)

    def least(self, width: float) -> float:
        self.wrap(width, 0)
        return self._top() + sum(self.heights[:2])

    def split(self, width: float, available: float) -> list[Flowable]:
        self.wrap(width, available)
        assert self.laid is not None
        room = available - self._top()
        count = 0
        while count < len(self.laid) and sum(self.heights[: count + 1]) <= room:
            count += 1
        if count == len(self.laid):
            return [self]
        if count >= 2 or (count == 1 and len(self.laid) <= 2):
            return [self._piece(self.laid[:count], True), self._piece(self.laid[count:], False)]
        # Rows higher than the page are parted within.
        first, rest = self._part(self.laid[count], room - sum(self.heights[:count]))
        if self.heights[count] <= 500 or not first:
            return []
        return [self._piece([*self.laid[:count], first], True), self._piece([rest, *self.laid[count + 1 :]], False)]

    def _part(self, row: Sequence[_Set], room: float) -> tuple[tuple[_Set, ...], tuple[_Set, ...]]:
        room -= self.look.above + self.look.below
        first, rest = [], []
        for cell in row:
            count = 0
            while count < len(cell.lines) and height(cell.lines[: count + 1]) <= room:
                count += 1
            first.append(_Set(cell.lines[:count], cell.anchor, cell.rule))
            rest.append(_Set(cell.lines[count:], "", ""))
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
            paint(canvas, self.title_set, 0, y, self.width)
            y -= height(self.title_set) + 5
        self._rule(canvas, y, self.look.top)
        if self.head_set:
            self._row(canvas, self.head_set, y)
            y -= self._height(self.head_set)
            self._rule(canvas, y, self.look.under_head)
        assert self.laid is not None
        for number, (row, tall) in enumerate(zip(self.laid, self.heights, strict=True)):
            if number:
                self._rule(canvas, y, self.look.between)
            self._row(canvas, row, y)
            y -= tall
        self._rule(canvas, y, self.look.bottom)

    def _row(self, canvas: Any, row: Sequence[_Set], top: float) -> None:
        x = 0.0
        for cell, width in zip(row, self.widths, strict=True):
            if cell.rule:
                canvas.rule(x, top, x + width, top, self.look.accent, cell.rule)
            paint(canvas, cell.lines, x, top - self.look.above, width)
            x += width + self.look.gutter

    def _rule(self, canvas: Any, y: float, rule: tuple[float, str]) -> None:
        if rule[0]:
            canvas.rule(0, y, self.width, y, *rule)


class Art(Block):
    """A drawing under its title, with a caption, never parted from them; scaled down where it is too large."""

    def __init__(
        self,
        drawing: Any,
        title: tuple[Part, ...],
        caption: tuple[Part, ...],
        *,
        tallest: float,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before, after)
        self.drawing, self.title, self.caption, self.tallest = drawing, title, caption, tallest

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        self.title_set, self.caption_set = lay(self.title, width), lay(self.caption, width)
        words = height(self.title_set) + height(self.caption_set) + 2 * 5
        largest = min(1.0, width / self.drawing.width, (self.tallest - words) / self.drawing.height)
        # A little smaller where it then fits on the page.
        self.scale = min(largest, max((available - words) / self.drawing.height, largest * _SMALLEST))
        self.width, self.height = width, words + self.drawing.height * self.scale
        return self.width, self.height

    def paint(self, canvas: Any) -> None:
        from reportlab.graphics import renderPDF

        paint(canvas, self.title_set, 0, self.height, self.width)
        below = height(self.caption_set) + 5
        canvas.saveState()
        canvas.translate(0, below)
        canvas.scale(self.scale, self.scale)
        renderPDF.draw(self.drawing, canvas, 0, 0)
        canvas.restoreState()
        paint(canvas, self.caption_set, 0, below - 5, self.width)
