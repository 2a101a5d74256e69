"""The levels of a slide as regions of its page: which column, or which half, belongs to departments, which to provinces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dgreport.extraction.page import Box, Shape
from dgreport.extraction.search import Match

#: A head's cell is no higher than this many times its text; what is higher is a panel.
_HIGHEST_CELL = 4.0


@dataclass(frozen=True, slots=True)
class Regions:
    """`heads`: level -> the printed head of its column; `cells`: level -> the box of the cell that the head is set in.

    Heads side by side part the page into columns, heads one above the other into bands.
    """

    heads: Mapping[str, Match]
    cells: Mapping[str, Box] = field(default_factory=dict)

    @classmethod
    def of(cls, heads: Mapping[str, Match], shapes: Sequence[Shape]) -> Regions:
        """The regions of heads; a head's cell is the smallest shape around it that is no more than a few lines high."""
        return cls(heads, {level: _cell(head.box, shapes) for level, head in heads.items()})

    def level_of(self, box: Box) -> str | None:
        """The level in whose region the box is; None where the page has no regions."""
        if len(self.cells) < 2:
            return None
        if self._side_by_side():
            middle = (box[0] + box[2]) / 2
            return min(self.cells, key=lambda level: _away(middle, self.cells[level][0], self.cells[level][2]))
        middle = (box[1] + box[3]) / 2
        above = [level for level, cell in self.cells.items() if cell[1] <= middle]
        if above:
            return max(above, key=lambda level: self.cells[level][1])
        return min(self.cells, key=lambda level: self.cells[level][1])

    def _side_by_side(self) -> bool:
        boxes = [head.box for head in self.heads.values()]
        apart = max(box[1] for box in boxes) - min(box[1] for box in boxes)
        return apart <= 1.5 * max(box[3] - box[1] for box in boxes)


def _away(place: float, start: float, end: float) -> tuple[float, float]:
    """How far a place is outside an interval, then how far from its middle."""
    return max(start - place, place - end, 0.0), abs((start + end) / 2 - place)


def _cell(head: Box, shapes: Sequence[Shape]) -> Box:
    height = head[3] - head[1]
    around = [
        shape.box
        for shape in shapes
        if shape.box[0] <= head[0] + 1
        and shape.box[2] >= head[2] - 1
        and shape.box[1] <= head[1] + 0.3 * height
        and shape.box[3] >= head[3] - 0.3 * height
        and shape.box[3] - shape.box[1] < _HIGHEST_CELL * height
    ]
    return min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=head)
