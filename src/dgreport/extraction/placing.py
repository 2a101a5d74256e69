"""Ways to give the values of one kind to those who want them: by the legend's colours, else by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dgreport.extraction.assign import Assignment, Matrix, assignments, solve
from dgreport.extraction.charts import key_beside, mark_distances, marks_of
from dgreport.extraction.demand import Demand
from dgreport.extraction.page import Box, Page
from dgreport.extraction.search import Match


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of an item's text that holds a value and has not been found with its label."""

    demand: Demand
    piece: str


def ways_of(wanted: Sequence[Wanted], values: Sequence[Match], page: Page) -> tuple[Assignment, ...]:
    """Ways to give the values out, likeliest first."""
    if not wanted or not values:
        return ()
    if all(want.demand.anchor is None for want in wanted):
        whole = len(wanted) == len(values) == 1
        return (Assignment((0,), 0.0),) if whole else ()
    named = [index for index, want in enumerate(wanted) if want.demand.anchor is not None]
    anchors = [anchor for index in named if (anchor := wanted[index].demand.anchor) is not None]
    boxes = [value.box for value in values]
    coloured = _by_colour(wanted, named, anchors, values, page)
    ways = coloured if coloured else assignments(anchors, boxes, _fences(anchors, boxes, page))
    full = []
    for way in ways:
        choice = [-1] * len(wanted)
        for index, value in zip(named, way.choice, strict=True):
            choice[index] = value
        full.append(Assignment(tuple(choice), way.cost))
    return tuple(full)


def _by_colour(
    wanted: Sequence[Wanted], named: Sequence[int], anchors: Sequence[Box], values: Sequence[Match], page: Page
) -> list[Assignment]:
    """By the legend: each group whose labels have keys of different colours, its values by the marks of these colours."""
    heights = [wanted[index].demand.label for index in named]
    keys = [
        key_beside(anchor, _line_height(anchor, label), page.shapes)
        for anchor, label in zip(anchors, heights, strict=True)
    ]
    cost = np.zeros((len(anchors), len(values)))
    groups: dict[int, list[int]] = defaultdict(list)
    for row, index in enumerate(named):
        groups[id(wanted[index].demand.group)].append(row)
    for rows in groups.values():
        found = [key for row in rows if (key := keys[row]) is not None]
        if len(found) < len(rows) or len(rows) < 2 or len({key.colour for key in found}) < len(found):
            return []
        marks = marks_of([key.colour for key in found], page.shapes, found)
        if not marks:
            return []
        for column, value in enumerate(values):
            for row, distance in zip(rows, mark_distances(value.box, marks, len(found)), strict=True):
                cost[row, column] = min(distance, 2000.0)
    return [solve(cost)]


def _line_height(box: Box, label: Match | None) -> float:
    lines = len({line for line, _, _ in label.spans}) if label else 1
    return (box[3] - box[1]) / max(lines, 1)


def _fences(anchors: Sequence[Box], values: Sequence[Box], page: Page) -> Matrix:
    """What it costs to give a value to a label in another card: a share of the page's height."""
    cards = [
        shape.box
        for shape in page.shapes
        if shape.kind != "line"
        and 0.04 * page.width < shape.box[2] - shape.box[0] < 0.9 * page.width
        and 0.03 * page.height < shape.box[3] - shape.box[1] < 0.8 * page.height
    ]
    fences = np.zeros((len(anchors), len(values)))
    for i, anchor in enumerate(anchors):
        for j, value in enumerate(values):
            crossed = sum(_within(anchor, card) != _within(value, card) for card in cards)
            fences[i, j] = 0.02 * page.height * min(crossed, 4)
    return fences


def _within(box: Box, card: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return card[0] <= x <= card[2] and card[1] <= y <= card[3]
