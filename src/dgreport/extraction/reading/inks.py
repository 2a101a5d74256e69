"""Levels told by the colours that numbers are printed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from dgreport.extraction.page import Box, Page
from dgreport.extraction.reading.charts import Colour, same_colour

#: Of the ink that a level is told by, glyphs that are no part of its head.
_FEWEST = 2


class Inks:
    """The colours in which the glyphs of a page are painted."""

    def __init__(self, page: Page) -> None:
        columns = page.columns
        x0, top, x1, bottom = columns.boxes
        self._xs, self._ys = (x0 + x1) / 2, (top + bottom) / 2
        runs = page.inks or ((0, None),)
        starts = [start for start, _ in runs]
        painted = [colour for _, colour in runs]
        known = list(dict.fromkeys(painted))
        numbers = np.array([known.index(colour) for colour in painted], np.intp)
        self._colours = known
        self._numbers = np.repeat(numbers, np.diff(starts, append=len(columns)))
        self._shown = ~columns.spaces

    def of(self, box: Box) -> Colour | None:
        """The one colour of what is printed in a box; None where it has several, or one that is not known."""
        within = self._within(box)
        found = set(self._numbers[within].tolist())
        return self._colours[found.pop()] if len(found) == 1 else None

    def tell(self, keys: Mapping[str, Colour], heads: Iterable[Box]) -> bool:
        """Whether each of the colours is that of something besides the heads, and none is the commonest."""
        besides = self._shown.copy()
        for head in heads:
            besides &= ~self._within(head)
        counts = Counter(self._numbers[besides].tolist())
        if not counts:
            return False
        commonest = self._colours[counts.most_common(1)[0][0]]
        painted = [(colour, count) for number, count in counts.items() if (colour := self._colours[number]) is not None]
        return all(
            (commonest is None or not same_colour(commonest, key))
            and sum(count for colour, count in painted if same_colour(colour, key)) >= _FEWEST
            for key in keys.values()
        )

    def away(self, box: Box, key: Colour, heads: Iterable[Box]) -> float:
        """How far from a box, points, the nearest glyph of that colour stands; 0.0 where none is outside the heads."""
        x0, top, x1, bottom = box
        painted = [colour is not None and same_colour(colour, key) for colour in self._colours]
        alike = self._shown & np.array(painted, bool)[self._numbers]
        for head in heads:
            alike &= ~self._within(head)
        if not alike.any():
            return 0.0
        xs, ys = self._xs[alike], self._ys[alike]
        right, down = np.maximum(np.maximum(x0 - xs, xs - x1), 0.0), np.maximum(np.maximum(top - ys, ys - bottom), 0.0)
        return float(np.hypot(right, down).min())

    def _within(self, box: Box) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        x0, top, x1, bottom = box
        inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
            self._shown & (x0 <= self._xs) & (self._xs <= x1) & (top <= self._ys) & (self._ys <= bottom)
        )
        return inside
