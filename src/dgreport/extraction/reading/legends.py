"""Levels told by colours: where the heads of the levels are a legend, a value belongs to the level of its colour.

The legend may stand anywhere. A panel, a bar, a slice or a small head in a level's colour tells the level of what is in
it, in its card, under it or nearest to it; what none of them tells has no level. Points, origin top left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dgreport.extraction.page import Box, Shape
from dgreport.extraction.reading.charts import Colour, Key, box_distance, key_beside, same_colour
from dgreport.extraction.reading.inks import Inks
from dgreport.extraction.reading.search import Match

#: The entries of a legend stand within this many heights of a line of each other; heads of columns stand further apart.
_TOGETHER = 8.0
#: A value stands in one line with its bar, within so many heights of a line of its end.
_IN_LINE = 6.0
_LYING = 2.0
#: A mark that a value stands right over or under is within this part of a line's height.
_AT = 0.5
#: A mark tells the level of a value beside it: within so many heights of a line, the next level's so many times further.
_BESIDE = 1.5, 3.0
#: The same where nothing else does.
_NEAREST = 3.0, 1.5
#: A strip is at least this many times as high as wide.
_STRIP = 3.0
#: A tint has this part of its colour at least; less is white.
_LEAST_TINT = 0.04
#: How far the channels of a tint may differ from the mixture with white.
_OFF_TINT = 0.03


@dataclass(frozen=True, slots=True)
class LevelColours:
    """Level -> marks in its colour, and all shapes that may be cards around them."""

    marks: Mapping[str, Sequence[Box]]
    tints: Mapping[str, Sequence[Box]]  #: in its colour or mixed with white
    cards: Sequence[Box]  #: smallest first
    keys: Mapping[str, Colour] = field(default_factory=dict)
    heads: Sequence[Box] = ()
    inks: Inks | None = None  #: where numbers are printed in the colours of their levels

    @classmethod
    def of(cls, heads: Mapping[str, Match], shapes: Sequence[Shape], inks: Inks | None = None) -> LevelColours | None:
        """The colours of the levels; None where the heads are no legend."""
        keys = {level: key_beside(head.box, _height(head), shapes) for level, head in heads.items()}
        return cls._of_keys(heads, keys, shapes, inks)

    @classmethod
    def of_cells(
        cls, heads: Mapping[str, Match], shapes: Sequence[Shape], inks: Inks | None = None
    ) -> LevelColours | None:
        """The same where each head stands within its key, a small cell in the colour of its level."""
        return cls._of_keys(heads, {level: _cell(level, heads, shapes) for level in heads}, shapes, inks)

    @classmethod
    def of_inks(cls, heads: Mapping[str, Match], shapes: Sequence[Shape], inks: Inks) -> LevelColours | None:
        """The same where each head is printed in the colour of its level, and numbers are."""
        painted = {level: inks.of(head.box) for level, head in heads.items()}
        keys = {level: Key(colour, heads[level].box) for level, colour in painted.items() if colour is not None}
        found = cls._of_keys(heads, {level: keys.get(level) for level in heads}, shapes, inks, is_far_apart=True)
        return found if found is not None and found.inks is not None else None

    @classmethod
    def _of_keys(
        cls,
        heads: Mapping[str, Match],
        keys: Mapping[str, Key | None],
        shapes: Sequence[Shape],
        inks: Inks | None,
        *,
        is_far_apart: bool = False,
    ) -> LevelColours | None:
        found = {level: key for level, key in keys.items() if key is not None}
        colours = [key.colour for key in found.values()]
        if len(found) < max(2, len(heads)):
            return None
        if not is_far_apart and not _are_together(heads, max(map(_height, heads.values()))):
            return None
        if any(same_colour(one, other) for at, one in enumerate(colours) for other in colours[:at]):
            return None
        boxes = [head.box for head in heads.values()]
        of_level = {level: key.colour for level, key in found.items()}
        others = [shape for shape in shapes if not any(_is_part_of(key.box, shape.box) for key in found.values())]
        filled = [
            (shape.box, colour)
            for shape in others
            if not _is_askew(shape) and (colour := shape.fill or shape.stroke) is not None
        ]
        return cls(
            {level: [box for box, colour in filled if same_colour(colour, key.colour)] for level, key in found.items()},
            {level: [box for box, colour in filled if _is_tint(colour, key.colour)] for level, key in found.items()},
            sorted({shape.box for shape in others if shape.kind != "line"}, key=_area),
            of_level,
            boxes,
            inks if inks is not None and inks.tell(of_level, boxes) else None,
        )

    def level_around(self, box: Box) -> str | None:
        """The level of the panel or card that the box is in; None where none is a level's own."""
        own = [(_area(tint), level) for level, tints in self.tints.items() for tint in tints if _holds(tint, box)]
        if own:
            return min(own)[1]
        for card in self.cards:
            if not _holds(card, box):
                continue
            inside = [level for level, marks in self.marks.items() if any(_holds(card, mark) for mark in marks)]
            if inside:
                return inside[0] if len(inside) == 1 else None
        return None

    def level_of(self, box: Box) -> str | None:
        """The level of a value: of what is around it, of the head over it, or of the nearest mark in its card."""
        if level := self.level_around(box) or self._level_of_ink(box):
            return level
        card = next((card for card in self.cards if _holds(card, box) and self._parted(card)), None)
        marks = {
            level: [mark for mark in marks if card is None or _holds(card, mark)] for level, marks in self.marks.items()
        }
        told = _in_line(box, marks) or _right_of_strip(box, marks) or _nearest(box, marks, *_BESIDE)
        told = told or _in_line(box, self.tints) or _nearest(box, self.tints, *_BESIDE)
        told = told or _under_heads(box, marks) or _nearest(box, marks, *_NEAREST) or _in_row(box, self.tints)
        return told or self._level_of_ink_beside(box)

    def away(self, level: str, box: Box) -> float:
        """How far from a box the nearest number in the ink of a level is, points; 0.0 where inks don't tell."""
        return self.inks.away(box, self.keys[level], self.heads) if self.inks is not None and level in self.keys else 0.0

    def _level_of_ink(self, box: Box) -> str | None:
        painted = self.inks.of(box) if self.inks is not None else None
        told = [level for level, key in self.keys.items() if painted is not None and same_colour(painted, key)]
        return told[0] if told else None

    def _level_of_ink_beside(self, box: Box) -> str | None:
        """By the number in the ink of a level that a value of no level's ink stands beside."""
        if self.inks is None:
            return None
        return _clearly_nearest([(self.away(level, box), level) for level in self.keys], box, *_NEAREST)

    def _parted(self, card: Box) -> bool:
        return sum(any(_holds(card, mark) for mark in marks) for marks in self.marks.values()) > 1


def _cell(level: str, heads: Mapping[str, Match], shapes: Sequence[Shape]) -> Key | None:
    """The smallest filled shape around a head and around no other."""
    others = [head.box for name, head in heads.items() if name != level]
    around = [
        Key(shape.fill, shape.box)
        for shape in shapes
        if shape.kind != "line"
        and shape.fill is not None
        and _holds(shape.box, heads[level].box)
        and not any(_holds(shape.box, other) for other in others)
    ]
    return min(around, key=lambda key: _area(key.box), default=None)


def _in_line(box: Box, marks: Mapping[str, Sequence[Box]]) -> str | None:
    """By the one level that has a bar in line with the value: lying bars beside it, standing ones over or under it.

    A lying bar may be short, as that of 0 is; it is not much higher than a line.
    """
    x, y, height = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[3] - box[1]

    def is_in_line(mark: Box) -> bool:
        lies = mark[3] - mark[1] <= max(mark[2] - mark[0], _LYING * height)
        return mark[1] <= y <= mark[3] if lies else mark[0] <= x <= mark[2]

    in_line = {level: list(filter(is_in_line, of_level)) for level, of_level in marks.items()}
    told = [level for level, of_level in in_line.items() if of_level]
    if len(told) != 1:
        return None
    away = min(box_distance(box, mark) for mark in in_line[told[0]])
    others = [mark for level, of_level in marks.items() if level != told[0] for mark in of_level]
    # A low bar may stand or lie: one that is far, and not at the value as another is, stands.
    stands = away > _BESIDE[1] * height and any(
        mark[0] <= x <= mark[2] and box_distance(box, mark) <= _AT * height for mark in others
    )
    return None if stands or away > _IN_LINE * height else told[0]


def _right_of_strip(box: Box, marks: Mapping[str, Sequence[Box]]) -> str | None:
    """By narrow strips, one of each level, that are all as high on the page as the value: each begins a column."""
    middle = (box[1] + box[3]) / 2
    strips = [
        (mark[0], level)
        for level, of_level in marks.items()
        for mark in of_level
        if mark[1] <= middle <= mark[3] and mark[3] - mark[1] >= _STRIP * (mark[2] - mark[0])
    ]
    return _column(box, sorted(strips)) if sorted(level for _, level in strips) == sorted(marks) else None


def _in_row(box: Box, marks: Mapping[str, Sequence[Box]]) -> str | None:
    """By the one level that has a mark, however far, beside the whole of the value's line: a strip at the edge of a row."""
    told = [
        level for level, of_level in marks.items() if any(mark[1] <= box[1] and box[3] <= mark[3] for mark in of_level)
    ]
    return told[0] if len(told) == 1 else None


def _under_heads(box: Box, marks: Mapping[str, Sequence[Box]]) -> str | None:
    """By the rows of marks above, one for each level, all as high: each begins a column.

    They may be heads or the bars of other lines: the first and the last must tell the same.
    """
    rows: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for level, of_level in marks.items():
        for mark in of_level:
            rows.setdefault((round(mark[3]), round(mark[1])), []).append((mark[0], level))
    above = [
        sorted(row)
        for (bottom, _), row in sorted(rows.items())
        if sorted(level for _, level in row) == sorted(marks) and bottom <= box[1] + 1
    ]
    told = {_column(box, row) for row in above[:1] + above[-1:]}
    return told.pop() if len(told) == 1 else None


def _column(box: Box, row: Sequence[tuple[float, str]]) -> str | None:
    """The level whose column the box is in, and in no other's."""
    begun = [level for left, level in row if left <= box[0] + 1]
    is_cut = any(box[0] + 1 < left < box[2] - 1 for left, _ in row)
    return begun[-1] if begun and not is_cut else None


def _nearest(box: Box, marks: Mapping[str, Sequence[Box]], within: float, further: float) -> str | None:
    apart = [
        (min((box_distance(box, mark) for mark in of_level), default=math.inf), level) for level, of_level in marks.items()
    ]
    return _clearly_nearest(apart, box, within, further)


def _clearly_nearest(apart: Sequence[tuple[float, str]], box: Box, within: float, further: float) -> str | None:
    """The level that is nearest to a box, if it is near, in heights of a line, and the next so many times further."""
    height = box[3] - box[1]
    (near, level), (next_best, _) = sorted(apart)[:2]
    return level if near <= within * height and next_best >= further * near + 0.5 * height else None


def _are_together(heads: Mapping[str, Match], height: float) -> bool:
    boxes = sorted(head.box for head in heads.values())
    return all(box_distance(one, other) <= _TOGETHER * height for one, other in pairwise(boxes))


def _is_part_of(key: Box, box: Box) -> bool:
    """Whether a shape is the key, or stands in the middle of it, as the point of a line does, and is no longer."""
    (x, y), (key_x, key_y) = (((each[0] + each[2]) / 2, (each[1] + each[3]) / 2) for each in (box, key))
    longest, longest_of_key = (max(each[2] - each[0], each[3] - each[1]) for each in (box, key))
    return math.hypot(x - key_x, y - key_y) <= longest_of_key / 4 and longest <= longest_of_key


def _is_askew(shape: Shape) -> bool:
    """Whether a shape is a line between points, as of a line chart: most of its box is not painted."""
    return shape.fill is None and all(one[0] != other[0] and one[1] != other[1] for one, other in pairwise(shape.points))


def _is_tint(colour: Colour, key: Colour) -> bool:
    """Whether a colour is the key's, mixed with white."""
    strength = max((1 - a) / (1 - b) if b < 1 else 0.0 for a, b in zip(colour, key, strict=True))
    if not _LEAST_TINT <= strength <= 1.02:
        return False
    return all(abs((1 - a) - strength * (1 - b)) <= _OFF_TINT for a, b in zip(colour, key, strict=True))


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box is inside another, and the box is smaller."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3] and _area(inner) < _area(outer)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _height(head: Match) -> float:
    """The height of a line: turned text is as high as its box is wide."""
    width, height = head.box[2] - head.box[0], head.box[3] - head.box[1]
    return min(width, height) / len({line for line, _, _ in head.spans})
