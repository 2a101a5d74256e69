"""Ways to give the values of one kind to those who want them: by the legend's colours, else by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from dgreport.extraction.page import Box, Page
from dgreport.extraction.reading.assign import FORBIDDEN, Assignment, Block, Matrix, assignments, solve
from dgreport.extraction.reading.charts import box_distance, key_beside, mark_distances, marks_of
from dgreport.extraction.reading.confidence import SETTLED
from dgreport.extraction.reading.demand import Demand
from dgreport.extraction.reading.rivals import rivals_of
from dgreport.extraction.reading.search import Match

#: How much it counts that a value stands above the heading of its question, and how much that it stands far below.
_ABOVE_HEADING, _BELOW_HEADING = 0.6, 0.01
#: What the edge of a card between label and value costs, as a part of the page's height.
_FENCE = 0.06
#: How much the distance of a value from its word in the legend counts against the distance from a mark.
_FROM_LEGEND = 0.1

#: A value is at a mark within this part of a line's height; values of a column are flush within this.
_AT_MARK, _FLUSH = 0.5, 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A piece of an item's text that holds a value and has not been found with its label."""

    demand: Demand
    piece: str

    def takes(self, value: Match) -> bool:
        """Whether the value is within the scale; the piece of a name has none."""
        return not self.piece or self.demand.takes(self.piece, value)


def ways_of(wanted: Sequence[Wanted], values: Sequence[Match], page: Page) -> tuple[Assignment, ...]:
    """Ways to give the values out, likeliest first; `choice` has an index into `values` for each of `wanted`."""
    if not wanted or not values:
        return ()
    named = [want for want in wanted if want.demand.anchor is not None]
    if not named:
        return (Assignment((0,), 0.0),) if len(wanted) == len(values) == 1 else ()
    coloured, blocks = _by_colour(named, wanted, values, page)
    placed = [want for want in named if want not in coloured]
    left = [index for index in range(len(values)) if index not in coloured.values()]
    boxes = [values[index].box for index in left]
    anchors = [anchor for want in placed if (anchor := want.demand.anchor) is not None]
    ways = []
    strange = _strangeness(placed, [values[index] for index in left], page)
    for way in assignments(anchors, boxes, strange) or [Assignment((-1,) * len(placed), 0.0)]:
        given = dict(coloured)
        rows = tuple(wanted.index(want) for want in placed)
        own = tuple(Block(rows, tuple(left), block.costs) for block in way.blocks)
        for want, index in zip(placed, _in_order(anchors, way.choice, boxes), strict=False):
            if index >= 0:
                given[want] = left[index]
        ways.append(Assignment(tuple(given.get(want, -1) for want in wanted), way.cost, (*blocks, *own)))
    return tuple(ways)


def give_names(demands: Sequence[Demand], found: Mapping[str, Sequence[Match]], page: Page) -> None:
    """Items that are told by a name printed with them get it by where it stands; none where that is not clear."""
    wanted = [Wanted(demand, "") for demand in demands if demand.item.names and demand.label is not None]
    names = dict.fromkeys(name for want in wanted for name in want.demand.item.names)
    places = [(name, match) for name in names for match in found.get(name, ())]
    matches = [match for _, match in places]
    for way in ways_of(wanted, matches, page)[:1]:
        for want, index, (_, margin) in zip(wanted, way.choice, margins_of(way, (), wanted, matches), strict=True):
            if index >= 0 and margin >= SETTLED:
                want.demand.name = places[index][0]


def margins_of(
    way: Assignment, others: Sequence[Assignment], wanted: Sequence[Wanted], values: Sequence[Match]
) -> list[tuple[int, float]]:
    """For each that is wanted the index of its next best value, -1 for none, and the margin in heights of a line."""
    rivals = rivals_of(
        way,
        [other for other in others if other.blocks],
        [want.demand.anchor for want in wanted],
        [value.box for value in values],
        [want.demand.group.id for want in wanted],
    )
    height = median((value.box[3] - value.box[1]) / len(value.spans) for value in values)
    return [(rival.value, rival.margin / height) for rival in rivals]


def _in_order(anchors: Sequence[Box], choice: Sequence[int], boxes: Sequence[Box]) -> list[int]:
    """The choice, with the values of one and the same label in reading order: first item, first value."""
    ordered = list(choice)
    for anchor in set(anchors):
        same = [index for index, other in enumerate(anchors) if other == anchor and choice[index] >= 0]
        values = sorted((choice[index] for index in same), key=lambda value: (round(boxes[value][1]), boxes[value][0]))
        for index, value in zip(same, values, strict=True):
            ordered[index] = value
    return ordered


def _by_colour(
    named: Sequence[Wanted], wanted: Sequence[Wanted], values: Sequence[Match], page: Page
) -> tuple[dict[Wanted, int], list[Block]]:
    """By the legend: where the labels of a question have keys of different colours, values by the marks of these."""
    given: dict[Wanted, int] = {}
    blocks: list[Block] = []
    groups: dict[int, list[Wanted]] = defaultdict(list)
    for want in named:
        groups[id(want.demand.group)].append(want)
    for group in groups.values():
        keys = [
            key_beside(want.demand.anchor, _line_height(want.demand.anchor, want.demand.label), page.shapes)
            for want in group
            if want.demand.anchor is not None
        ]
        found = [key for key in keys if key is not None]
        if len(found) < len(group) or len(group) < 2 or len({key.colour for key in found}) < len(found):
            continue
        marks = marks_of([key.colour for key in found], page.shapes, found)
        if not marks:
            continue
        free = [index for index in range(len(values)) if index not in given.values()]
        boxes = [values[index].box for index in free]
        far = np.array([mark_distances(box, marks, len(found)) for box in boxes]).T
        words = [anchor for want in group if (anchor := want.demand.anchor) is not None]
        if _is_table(words, boxes, far):
            continue
        near = np.array([[_FROM_LEGEND * box_distance(word, box) for box in boxes] for word in words])
        cost = np.minimum(far, 2000.0) + near + _strangeness(group, [values[index] for index in free], page)
        blocks.append(Block(tuple(wanted.index(want) for want in group), tuple(free), {"colour": cost}))
        for want, index in zip(group, solve(cost).choice, strict=True):
            if index >= 0:
                given[want] = free[index]
    return given, blocks


def untold_by_colour(wanted: Sequence[Wanted], choice: Sequence[Match | None], page: Page) -> set[Wanted]:
    """Those whose words are entries of a legend while nothing on the page has its colours, as where a chart is an image.

    Then only the values' standing off their words all alike tells whose they are; those of whom that holds are left out.
    """
    groups: dict[int, list[tuple[Wanted, Box, Match]]] = defaultdict(list)
    for want, value in zip(wanted, choice, strict=True):
        if value is not None and (anchor := want.demand.anchor) is not None:
            groups[id(want.demand.group)].append((want, anchor, value))
    untold: set[Wanted] = set()
    for group in groups.values():
        words = [anchor for _, anchor, _ in group]
        heights = [_line_height(anchor, want.demand.label) for want, anchor, _ in group]
        keys = [key_beside(word, height, page.shapes) for word, height in zip(words, heights, strict=True)]
        found = [key for key in keys if key is not None]
        if len(group) < 2 or len(found) < len(group) or len({key.colour for key in found}) < len(group):
            continue
        marks = marks_of([key.colour for key in found], page.shapes, found)
        if not marks and not _stand_alike(words, [value.box for _, _, value in group], _AT_MARK * median(heights)):
            untold |= {want for want, _, _ in group}
    return untold


def _stand_alike(words: Sequence[Box], values: Sequence[Box], slack: float) -> bool:
    """Whether each value stands in line with its word, or over or under it where words stand side by side, or all off
    their words alike."""
    pairs = list(zip(words, values, strict=True))
    down = [(value[1] + value[3] - word[1] - word[3]) / 2 for word, value in pairs]
    across = [
        [(value[0] + value[2]) / 2 - word[0] - side * (word[2] - word[0]) for word, value in pairs]
        for side in (0.0, 0.5, 1.0)
    ]
    are_side_by_side = len({round(word[0] / slack) for word in words}) == len(words)
    return bool(
        max(map(abs, down)) <= slack
        or (are_side_by_side and max(map(abs, across[1])) <= slack)
        or (np.ptp(down) <= slack and min(map(np.ptp, across)) <= slack)
    )


def _is_table(words: Sequence[Box], values: Sequence[Box], far: Matrix) -> bool:
    """Whether the words of a legend have their values in their lines, in one column: then marks near by say nothing.

    `far` is how far each value is from the nearest mark of each word's colour; values of which each is at a mark of a
    colour of its own are a chart's.
    """
    rows = [[at for at, value in enumerate(values) if word[1] <= (value[1] + value[3]) / 2 <= word[3]] for word in words]
    beside = [row[0] for row in rows if len(row) == 1]
    if len(set(beside)) < len(words):
        return False
    boxes = [values[at] for at in beside]
    height = median(box[3] - box[1] for box in boxes)
    flush = min(np.ptp([box[0] + side * (box[2] - box[0]) for box in boxes]) for side in (0.0, 0.5, 1.0))
    at_marks = {int(far[:, at].argmin()) for at in beside if far[:, at].min() <= _AT_MARK * height}
    return bool(flush <= _FLUSH * height) and len(at_marks) < len(words)


def _line_height(box: Box, label: Match | None) -> float:
    lines = len({line for line, _, _ in label.spans}) if label else 1
    return (box[3] - box[1]) / max(lines, 1)


def _strangeness(wanted: Sequence[Wanted], values: Sequence[Match], page: Page) -> Matrix:
    """What it costs to give a value to a label of another card or from above the heading of its question, in points.

    A number beyond the end of the unit's scale is no value at all.
    """
    anchors = [anchor for want in wanted if (anchor := want.demand.anchor) is not None]
    boxes = [value.box for value in values]
    strange = _fences(anchors, boxes, page)
    for row, want in enumerate(wanted):
        if (heading := want.demand.heading) is not None:
            strange[row] += [_off_heading(heading.box, box) for box in boxes]
        strange[row] += [0.0 if want.takes(value) else FORBIDDEN for value in values]
    return strange


def _off_heading(heading: Box, value: Box) -> float:
    return _ABOVE_HEADING * max(heading[1] - value[3], 0.0) + _BELOW_HEADING * max(value[1] - heading[3], 0.0)


def _fences(anchors: Sequence[Box], values: Sequence[Box], page: Page) -> Matrix:
    """What it costs to give a value to a label in another card: a share of the page's height."""
    cards = [
        shape.box
        for shape in page.shapes
        if shape.kind != "line"
        and 0.04 * page.width < shape.box[2] - shape.box[0] < 0.97 * page.width
        and 0.03 * page.height < shape.box[3] - shape.box[1] < 0.8 * page.height
    ]
    fences = np.zeros((len(anchors), len(values)))
    for i, anchor in enumerate(anchors):
        for j, value in enumerate(values):
            crossed = sum(_within(anchor, card) != _within(value, card) for card in cards)
            fences[i, j] = _FENCE * page.height * min(crossed, 4)
    return fences


def _within(box: Box, card: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return card[0] <= x <= card[2] and card[1] <= y <= card[3]
