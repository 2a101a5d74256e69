"""The levels of a slide as regions of its page: which column, or which band, belongs to which level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dgreport.extraction.page import Box, Shape
from dgreport.extraction.reading.inks import Inks
from dgreport.extraction.reading.legends import LevelColours
from dgreport.extraction.reading.search import Match, union

#: A cell at least this many times as high as its head's text is the head of a row, or a panel around a level's part of
#: the page; a lower one is a bar over it.
_HEAD_OF_ROW = 3.0


@dataclass(frozen=True, slots=True)
class Regions:
    """`heads`: level -> the printed head of its column; `cells`: level -> the box of the cell that the head is set in.

    Heads side by side part the page into columns, heads one above the other into bands; heads that are a legend part
    it by `colours`.
    """

    heads: Mapping[str, Match]
    cells: Mapping[str, Box] = field(default_factory=dict)
    colours: LevelColours | None = None

    @classmethod
    def of(cls, heads: Mapping[str, Match], shapes: Sequence[Shape], inks: Inks | None = None) -> Regions:
        """The regions of heads; a head's cell is the smallest shape around it and around no other head."""
        colours = LevelColours.of(heads, shapes, inks)
        return cls(heads, {} if colours else {level: _cell(level, heads, shapes) for level in heads}, colours)

    @property
    def are_there(self) -> bool:
        """Whether the page is parted by levels."""
        return self.colours is not None or len(self.cells) > 1

    def level_of_words(self, box: Box) -> str | None:
        """The level of a label: None where it serves several, as on a page that has no regions."""
        return self.colours.level_around(box) if self.colours else self.level_of(box)

    def level_of(self, box: Box) -> str | None:
        """The level in whose region a value is; None where the page has no regions, or colours don't tell."""
        if self.colours:
            return self.colours.level_of(box)
        if not self.are_there:
            return None
        axis = 0 if self._side_by_side() else 1
        middle = (box[axis] + box[axis + 2]) / 2
        if axis == 1 and not self._heads_of_rows():
            above = [level for level, cell in self.cells.items() if cell[1] <= middle]
            if above:
                return max(above, key=lambda level: self.cells[level][1])
            return min(self.cells, key=lambda level: self.cells[level][1])
        return min(self.cells, key=lambda level: _away(middle, self.cells[level][axis], self.cells[level][axis + 2]))

    def away(self, level: str, box: Box) -> float:
        """How far a label is from what tells a level, points; 0.0 but where the ink of numbers does."""
        return self.colours.away(level, box) if self.colours else 0.0

    def _side_by_side(self) -> bool:
        boxes = [head.box for head in self.heads.values()]
        apart = max(box[1] for box in boxes) - min(box[1] for box in boxes)
        return apart <= 1.5 * max(map(_thickness, boxes))

    def _heads_of_rows(self) -> bool:
        return all(
            cell[3] - cell[1] >= _HEAD_OF_ROW * _thickness(self.heads[level].box)
            for level, cell in self.cells.items()
        )


def _thickness(head: Box) -> float:
    """The height of a head's lines together: turned text is as high as its box is wide."""
    return min(head[2] - head[0], head[3] - head[1])


def _away(place: float, start: float, end: float) -> tuple[float, float]:
    """How far a place is outside an interval, then how far from its middle."""
    return max(start - place, place - end, 0.0), abs((start + end) / 2 - place)


def _cell(level: str, heads: Mapping[str, Match], shapes: Sequence[Shape]) -> Box:
    head = heads[level].box
    others = [other.box for name, other in heads.items() if name != level]
    around = [
        shape.box
        for shape in shapes
        if shape.kind != "line"
        and _surrounds(shape.box, head)
        and not any(_surrounds(shape.box, other) for other in others)
    ]
    cell = min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=head)
    rules = [
        shape.box
        for shape in shapes
        if _underlines(shape.box, head) and not any(_meets(shape.box, other) for other in others)
    ]
    return union([cell, *sorted(rules, key=lambda box: box[1])[:1]])


def _underlines(rule: Box, head: Box) -> bool:
    """Whether a thin line stands under a head, at least as wide: it shows the width of its column."""
    height, slack = _thickness(head), 0.3 * _thickness(head)
    is_under = head[3] - slack <= rule[1] and rule[3] <= head[3] + height
    return is_under and rule[3] - rule[1] <= slack and rule[0] <= head[0] + slack and head[2] - slack <= rule[2]


def _meets(one: Box, other: Box) -> bool:
    """Whether one is over the other, however far apart."""
    return one[0] < other[2] and other[0] < one[2]


def _surrounds(outer: Box, inner: Box) -> bool:
    slack = 0.3 * _thickness(inner)
    return (
        outer[0] <= inner[0] + slack
        and outer[2] >= inner[2] - slack
        and outer[1] <= inner[1] + slack
        and outer[3] >= inner[3] - slack
    )
