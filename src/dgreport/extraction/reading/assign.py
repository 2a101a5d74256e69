"""Which value belongs to which label, from where they stand.

A design sets the values of one kind (say "… %" of one column) in one and the same manner: right of the label, under it,
above it, at the end of a bar. So the assignment is sought that is one to one and in which the values stand off their
labels as alike as can be; several manners are tried. Points, origin top left.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from dgreport.extraction.page import Box
from dgreport.extraction.reading.charts import box_distance

Matrix = NDArray[np.float64]

#: How much a deviation across and down counts: placed alike in both, in rows (values at the ends of bars), in columns.
_MANNERS = ((1.0, 1.0), (0.15, 1.0), (1.0, 0.15))
#: Where on a box its place is taken: labels of unequal length are flush left, right or centred.
_ANCHORS = (0.0, 0.5, 1.0)
FORBIDDEN = 1e6
#: How much the distance between label and value counts beside their standing alike.
_NEAR = 0.05
#: How much it counts how far a value stands aside of its label where all have theirs beside them.
_ASIDE = 0.15
#: Rays that leave no gap wider than this stand all around a point: three evenly spread leave 120 degrees.
_ALL_AROUND = np.radians(150)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Labels and values, by index, that were given to each other, and the costs by which that was the cheapest."""

    labels: tuple[int, ...]
    values: tuple[int, ...]
    costs: Mapping[Hashable, Matrix]  #: by each manner that leads to it


@dataclass(frozen=True, slots=True)
class Assignment:
    """`choice[i]` is the index of the value of label i, -1 where there is none; `cost` in points per label."""

    choice: tuple[int, ...]
    cost: float
    blocks: tuple[Block, ...] = field(default=(), compare=False, repr=False)


def assignments(labels: Sequence[Box], values: Sequence[Box], extra: Matrix | None = None) -> list[Assignment]:
    """The distinct assignments that the manners give, cheapest first.

    `extra[i, j]` is added to the cost of giving value j to label i (FORBIDDEN: never).
    """
    if not labels or not values:
        return []
    penalty = np.zeros((len(labels), len(values))) if extra is None else extra
    best: dict[tuple[int, ...], dict[Hashable, tuple[float, Matrix]]] = {}
    for manner in _MANNERS:
        for ax in _ANCHORS:
            for ay in _ANCHORS:
                dx = _offsets(labels, values, 0, ax)
                dy = _offsets(labels, values, 1, ay)
                for matrix in _alike(dx, dy, *manner, penalty):
                    _note(best, manner, matrix)
    for matrix in _around(labels, values, penalty):
        _note(best, "around", matrix)
    _note(best, "nearest", _nearest(labels, values, penalty))
    for matrix in _in_rows(labels, values, penalty):
        _note(best, "in rows", matrix)
    ranked = sorted((min(cost for cost, _ in by_manner.values()), choice) for choice, by_manner in best.items())
    rows, columns = tuple(range(len(labels))), tuple(range(len(values)))
    return [
        Assignment(choice, cost, (Block(rows, columns, {manner: of[1] for manner, of in best[choice].items()}),))
        for cost, choice in ranked[:12]
    ]


def _note(best: dict[tuple[int, ...], dict[Hashable, tuple[float, Matrix]]], manner: Hashable, matrix: Matrix) -> None:
    """Keep the cheapest assignment of the matrix, if none of that manner leads to the same more cheaply."""
    choice, cost = _solve(matrix)
    by_manner = best.setdefault(choice, {})
    if manner not in by_manner or cost < by_manner[manner][0]:
        by_manner[manner] = cost, matrix


def _offsets(labels: Sequence[Box], values: Sequence[Box], axis: int, anchor: float) -> Matrix:
    """How far each value stands off each label along an axis; values by their middle, labels by the anchor."""
    place = np.array([box[axis] + anchor * (box[axis + 2] - box[axis]) for box in labels])
    middle = np.array([(box[axis] + box[axis + 2]) / 2 for box in values])
    apart: Matrix = middle[None, :] - place[:, None]
    return apart


def _alike(dx: Matrix, dy: Matrix, across: float, down: float, penalty: Matrix) -> Iterator[Matrix]:
    near = _NEAR * (np.abs(dx) + np.abs(dy))
    seen: set[tuple[int, int]] = set()
    for i in range(dx.shape[0]):
        for j in range(dx.shape[1]):
            offset = round(float(dx[i, j])), round(float(dy[i, j]))
            if offset in seen or penalty[i, j] >= FORBIDDEN:
                continue
            seen.add(offset)
            cost = across * np.abs(dx - dx[i, j]) + down * np.abs(dy - dy[i, j]) + near + penalty
            yield cost


def _around(labels: Sequence[Box], values: Sequence[Box], penalty: Matrix) -> list[Matrix]:
    """By direction from the middle, as in a radar chart: only where labels and values stand all around it."""
    corners = np.array(labels)
    middle = _middle(np.concatenate([corners[:, :2].min(axis=0), corners[:, 2:].max(axis=0)]))
    spokes = np.array([_middle(np.array(box)) for box in labels]) - middle
    points = np.array([_middle(np.array(box)) for box in values]) - middle
    angles, turns = (np.arctan2(rays[:, 1], rays[:, 0]) for rays in (spokes, points))
    if len(labels) < 3 or _widest_gap(angles) > _ALL_AROUND or _widest_gap(turns) > _ALL_AROUND:
        return []
    apart = np.abs(np.angle(np.exp(1j * (turns[None, :] - angles[:, None]))))
    return [apart * np.hypot(points[:, 0], points[:, 1])[None, :] + penalty]


def _nearest(labels: Sequence[Box], values: Sequence[Box], penalty: Matrix) -> Matrix:
    """By nearness alone: where lists, cards and charts of one slide each have a manner of their own."""
    apart: Matrix = np.array([[box_distance(label, value) for value in values] for label in labels]) + penalty
    return apart


def _in_rows(labels: Sequence[Box], values: Sequence[Box], penalty: Matrix) -> list[Matrix]:
    """By nearness beside the label, left or right of it by turns: only where each then has its value in its row."""
    corners, places = np.array(labels)[:, None, :], np.array(values)[None, :, :]
    across, down = (
        np.maximum(np.maximum(corners[..., axis] - places[..., axis + 2], places[..., axis] - corners[..., axis + 2]), 0.0)
        for axis in (0, 1)
    )
    apart: Matrix = _ASIDE * across + down + penalty
    choice, _ = _solve(apart)
    return [apart] if all(value < 0 or down[label, value] == 0 for label, value in enumerate(choice)) else []


def _middle(box: Matrix) -> Matrix:
    return (box[:2] + box[2:]) / 2


def _widest_gap(angles: Matrix) -> float:
    around = np.sort(angles)
    return float(np.max(np.diff(np.append(around, around[0] + 2 * np.pi))))


def solve(cost: Matrix) -> Assignment:
    """The cheapest one-to-one assignment of a cost matrix."""
    choice, total = _solve(cost)
    return Assignment(choice, total, (Block(tuple(range(cost.shape[0])), tuple(range(cost.shape[1])), {"": cost}),))


def _solve(cost: Matrix) -> tuple[tuple[int, ...], float]:
    rows, columns = linear_sum_assignment(cost)
    choice = [-1] * cost.shape[0]
    total = 0.0
    for row, column in zip(rows, columns, strict=True):
        if cost[row, column] < FORBIDDEN:
            choice[row] = int(column)
            total += float(cost[row, column])
        else:
            total += 1000.0
    return tuple(choice), total / max(1, len(choice))
