"""The levels of a slide as regions of its page: which column, or which half, belongs to departments, which to provinces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dgreport.extraction.page import Box
from dgreport.extraction.search import Match


@dataclass(frozen=True, slots=True)
class Regions:
    """`heads`: level -> the printed head of its column. Heads side by side part the page into columns, heads one above
    the other into bands."""

    heads: Mapping[str, Match]

    def level_of(self, box: Box) -> str | None:
        """The level in whose region the box is; None where the page has no regions."""
        if len(self.heads) < 2:
            return None
        if self._side_by_side():
            middle = (box[0] + box[2]) / 2
            return min(self.heads, key=lambda level: abs((self.heads[level].box[0] + self.heads[level].box[2]) / 2 - middle))
        middle = (box[1] + box[3]) / 2
        above = [level for level, head in self.heads.items() if head.box[1] <= middle]
        if above:
            return max(above, key=lambda level: self.heads[level].box[1])
        return min(self.heads, key=lambda level: self.heads[level].box[1])

    def _side_by_side(self) -> bool:
        boxes = [head.box for head in self.heads.values()]
        apart = max(box[1] for box in boxes) - min(box[1] for box in boxes)
        return apart <= 1.5 * max(box[3] - box[1] for box in boxes)
