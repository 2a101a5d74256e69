"""How much better a reading is than the next best: what the rest of the page would pay if a label had another value."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from dgreport.extraction.page import Box
from dgreport.extraction.reading.assign import FORBIDDEN, Assignment, Block, Matrix, assignments

#: What it costs, in points, that a label has no value at all: more than any page is wide.
_NOTHING = 1000.0
#: Manners that explain a way nearly as well as the best of them speak for it too: twice its cost and 2 points a label.
_NEARLY = 2.0, 2.0


@dataclass(frozen=True, slots=True)
class Rival:
    """The next best value of a label."""

    value: int  #: its index, -1 for none
    margin: float  #: by how much everything gets dearer with it, in points


def rivals_of(
    way: Assignment,
    others: Sequence[Assignment],
    labels: Sequence[Box | None],
    values: Sequence[Box],
    questions: Sequence[Hashable],
) -> list[Rival]:
    """For each label its next best value, among all exchanges within the way and among the other ways.

    The values of one question are set in a manner of their own, which may tell them apart better than that of all does.
    Labels in one and the same place count as one: their values stand in reading order.
    """
    found = [Rival(-1, _NOTHING) for _ in way.choice]
    settled = [_within(way, label, labels, values, questions) for label in range(len(labels))]
    for block in way.blocks:
        choice = _choice(way, block)
        speaking = _speaking(block.costs, choice)
        costs = list(speaking.values())
        for row, label in enumerate(block.labels):
            if choice[row] < 0:
                continue
            twins = [k for k, other in enumerate(block.labels) if labels[other] == labels[label]]
            rival = _best_of(costs, choice, row, twins, (), block.values)
            if rival.value in settled[label][1] and settled[label][0].margin > rival.margin:
                own = [block.values.index(value) for value in settled[label][1] if value in block.values]
                rival = min(
                    _best_of(costs, choice, row, twins, own, block.values),
                    settled[label][0],
                    key=lambda rival: rival.margin,
                )
            found[label] = rival
    for other in others:
        dearer = _dearer(other, way)
        for label, value in enumerate(way.choice):
            taken = other.choice[label]
            twins = [k for k, box in enumerate(labels) if box == labels[label]]
            if value in [other.choice[k] for k in twins] or taken in settled[label][1]:
                continue
            if dearer < found[label].margin:
                found[label] = Rival(taken, dearer)
    return found


def _within(
    way: Assignment,
    label: int,
    labels: Sequence[Box | None],
    values: Sequence[Box],
    questions: Sequence[Hashable],
) -> tuple[Rival, frozenset[int]]:
    """The next best value among those of the label's own question, and these; none where they don't settle it."""
    own = [k for k, question in enumerate(questions) if question == questions[label] and way.choice[k] >= 0]
    boxes = [box for k in own if (box := labels[k]) is not None]
    given = sorted(way.choice[k] for k in own)
    nobody = Rival(-1, _NOTHING), frozenset[int]()
    if way.choice[label] < 0 or len(set(boxes)) < 2 or len(boxes) < len(own):
        return nobody
    best = assignments(boxes, [values[value] for value in given])[0]
    choice = [given.index(way.choice[k]) for k in own]
    twins = [[k for k, box in enumerate(boxes) if box == other] for other in boxes]
    if any({choice[k] for k in same} != {best.choice[k] for k in same} for same in twins):
        return nobody
    row = own.index(label)
    speaking = _speaking(best.blocks[0].costs, best.choice)
    return _best_of(list(speaking.values()), best.choice, row, twins[row], (), given), frozenset(given)


def _dearer(other: Assignment, way: Assignment) -> float:
    """By how much another way is dearer, in points: in the manner, of those that lead to both, that parts them best."""
    if not way.blocks or not other.blocks:
        return (other.cost - way.cost) * len(way.choice)
    block, block_of_other = way.blocks[-1], other.blocks[-1]
    choice, choice_of_other = _choice(way, block), _choice(other, block_of_other)
    in_common = [
        _total(block_of_other.costs[manner], choice_of_other) - _total(matrix, choice)
        for manner, matrix in _speaking(block.costs, choice).items()
        if manner in block_of_other.costs
    ]
    return max(in_common, default=(other.cost - way.cost) * len(way.choice))


def _choice(way: Assignment, block: Block) -> list[int]:
    """The way's choice for the labels of a block, by the index of the value in the block."""
    return [block.values.index(way.choice[label]) if way.choice[label] >= 0 else -1 for label in block.labels]


def _speaking(costs: Mapping[Hashable, Matrix], choice: Sequence[int]) -> dict[Hashable, Matrix]:
    """The manners that explain the choice nearly as well as the best of them."""
    best = min(_total(matrix, choice) for matrix in costs.values())
    most = _NEARLY[0] * best + _NEARLY[1] * len(choice)
    return {manner: matrix for manner, matrix in costs.items() if _total(matrix, choice) <= most}


def _best_of(
    costs: Sequence[Matrix],
    choice: Sequence[int],
    row: int,
    twins: Sequence[int],
    own: Collection[int],
    values: Sequence[int],
) -> Rival:
    """The next best value by the manner that tells it apart best."""
    value, margin = max((_next(matrix, choice, row, twins, own) for matrix in costs), key=lambda pair: pair[1])
    return Rival(values[value] if value >= 0 else -1, margin)


def _next(
    matrix: Matrix, choice: Sequence[int], row: int, twins: Sequence[int], own: Collection[int]
) -> tuple[int, float]:
    """The cheapest other value of a row, by index, -1 for none, and what it costs more; none of `own`."""
    rows, columns = matrix.shape
    padded = np.full((rows, columns + rows), FORBIDDEN)
    padded[:, :columns] = matrix
    padded[np.arange(rows), columns + np.arange(rows)] = _NOTHING
    padded[twins, choice[row]] = FORBIDDEN
    padded[row, list(own)] = FORBIDDEN
    at, given = linear_sum_assignment(padded)
    value = int(given[row])
    return (value if value < columns else -1), float(padded[at, given].sum()) - _total(matrix, choice)


def _total(matrix: Matrix, choice: Sequence[int]) -> float:
    return sum(float(matrix[row, column]) if column >= 0 else _NOTHING for row, column in enumerate(choice))
