"""The blocks of a page: running text and drawings here, grids of cells in `grid`.

Each knows its height, where it may be parted, and how it is painted; `Block.draw` is the one door through which all of
them reach the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from dgreport.rendering.structure import Element
from dgreport.rendering.typeset.text import Line, Part, height, lay, paint

#: A text of no more lines than this, in both languages, is not parted between pages; nor is a paragraph of one
#: language, so that it reads back whole.
_WHOLE, _WHOLE_PARAGRAPH = 4, 10
#: Between a drawing and its title, and its caption, whose leading has white of its own; points.
_UNDER_TITLE, _OVER_CAPTION = 5.0, 1.0


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

    def tighten(self, share: float) -> None:
        """Leaves this share of the white around the block."""
        self.before, self.after = self.before * share, self.after * share

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

    `indent` from the left; `measure` the greatest width of a line; `label`, a word, stands in the indent before the
    first line;
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
        label: Part | None = None,
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
        cuts = range(1, len(self.set)) if len(self.set) > _WHOLE else ()
        return height(self.set[: next(filter(self._may_part, cuts), len(self.set))])

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
            self.parts,
            before=self.before,
            label=self.label,
            target=self.target,
            lines=self.set[:cut],
            **shape,  # type: ignore[arg-type]
        )
        return [head, TextBlock(self.parts, after=self.after, lines=self.set[cut:], **shape)]  # type: ignore[arg-type]

    def _may_part(self, cut: int) -> bool:
        """Between the languages; within a long paragraph so that two lines or more stand on each side."""
        number = self.set[cut].part
        if self.set[cut - 1].part != number:
            return True
        same = [place for place, line in enumerate(self.set) if line.part == number]
        return len(same) > _WHOLE_PARAGRAPH and same[0] + 2 <= cut <= same[-1] - 1

    def targets(self) -> list[tuple[Target, float, float]]:
        return [(self.target, 0, self.height)] if self.target else []

    def paint(self, canvas: Any) -> None:
        if self.bar:
            canvas.rule(0.75, self.height - 2, 0.75, 2, 1.5, self.bar)
        if self.label and self.set:
            first = lay((self.label,), self.indent)
            lower = (self.set[0].leading - first[0].leading) / 2
            paint(canvas, first, 0, self.height - lower, self.indent, (self.label,))
        paint(canvas, self.set, self.indent, self.height, self.inner, self.parts)


class Art(Block):
    """A drawing under its title, with a caption, never parted from them; scaled down where it is larger than a page.

    `element` stands for the drawing in the structure.
    """

    def __init__(
        self,
        drawing: Any,
        title: tuple[Part, ...],
        caption: tuple[Part, ...],
        element: Element,
        *,
        tallest: float,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before, after)
        self.drawing, self.title, self.caption, self.tallest = drawing, title, caption, tallest
        self.element = element

    def wrap(self, width: float, available: float) -> tuple[float, float]:
        self.title_set, self.caption_set = lay(self.title, width), lay(self.caption, width)
        words = height(self.title_set) + height(self.caption_set) + _UNDER_TITLE + _OVER_CAPTION
        self.scale = min(1.0, width / self.drawing.width, (self.tallest - words) / self.drawing.height)
        self.width, self.height = width, words + self.drawing.height * self.scale
        return self.width, self.height

    def paint(self, canvas: Any) -> None:
        from reportlab.graphics import renderPDF

        paint(canvas, self.title_set, 0, self.height, self.width, self.title)
        below = height(self.caption_set) + _OVER_CAPTION
        canvas.saveState()
        canvas.translate(0, below)
        canvas.scale(self.scale, self.scale)
        corners = canvas.absolutePosition(0, 0), canvas.absolutePosition(self.drawing.width, self.drawing.height)
        self.element.attributes["Layout"] = {"Placement": "Block", "BBox": (*corners[0], *corners[1])}
        with canvas.drawing(self.element):
            renderPDF.draw(self.drawing, canvas, 0, 0)
        canvas.restoreState()
        paint(canvas, self.caption_set, 0, below - _OVER_CAPTION, self.width, self.caption)
