"""Tables: a value stands in the row of its label and under the head of its column."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from dgreport.extraction.page import Box
from dgreport.extraction.reading.assign import FORBIDDEN, solve
from dgreport.extraction.reading.confidence import SETTLED
from dgreport.extraction.reading.demand import Demand, Position, cell_hole
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import Match, PageText
from dgreport.profile import HOLE

#: A value belongs to a row if their middles are no further apart than this part of the row's height.
_SAME_ROW = 0.75
#: A column is flush left, centred or flush right: what of a value stands at the column's place.
_FLUSH = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """A value that is wanted, with its row's label and its column's head."""

    demand: Demand
    piece: str
    row: Box
    head: Box


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column's values stand, as its complete rows show it."""

    flush: float
    place: float
    reach: float  #: as far as a value may be off, in points

    def distance(self, value: Box) -> float:
        off = abs(_edge(value, self.flush) - self.place)
        return off if off <= self.reach else FORBIDDEN


def give_cells(
    demands: Sequence[Demand],
    found: Mapping[str, list[Match]],
    text: PageText,
    regions: Regions,
    used: set[Position],
) -> None:
    """The values of groups with columns, where row and column cross.

    A row with as many numbers as cells has them in the order of the columns. Those rows show where each column's values
    stand, and so which cells of the others are empty; where there is no such row, the heads are all there is to go by,
    and the reading is not sure.
    """
    kinds: dict[str, list[_Cell]] = defaultdict(list)
    for demand in demands:
        for piece in demand.open:
            hole = cell_hole(demand.group, piece)
            head = _head(demand, hole, found, text, regions) if hole else None
            if head is not None and demand.anchor is not None:
                kinds[HOLE.sub("{}", piece)].append(_Cell(demand, piece, demand.anchor, head.box))
    for kind, cells in kinds.items():
        values = text.find(kind, used)
        for cell, (value, sure) in _assigned(cells, values).items():
            cell.demand.fill(cell.piece, value, text, "geometry", math.inf if sure else SETTLED)
            cell.demand.open.remove(cell.piece)
            used |= value.positions
    for demand in demands:
        # What is in no cell is nowhere: other numbers of the page are not looked at for it.
        demand.open = [piece for piece in demand.open if cell_hole(demand.group, piece) is None]


def _assigned(cells: Sequence[_Cell], values: Sequence[Match]) -> dict[_Cell, tuple[Match, bool]]:
    rows: dict[Box, list[_Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    complete: list[dict[_Cell, Match]] = []
    others = []
    for row, wanted in rows.items():
        beside = [value for value in values if _is_in_row(row, value.box)]
        in_order = sorted(wanted, key=lambda cell: cell.head[0] + cell.head[2])
        if len(beside) == len(wanted):
            complete.append(dict(zip(in_order, sorted(beside, key=lambda value: value.box[0]), strict=True)))
        elif beside:
            others.append((wanted, beside))
    columns = _columns(complete)
    given: dict[_Cell, tuple[Match, bool]] = {}
    for row_ in complete:
        if all(_off(cell, value.box, columns) < FORBIDDEN for cell, value in row_.items()):
            given |= {cell: (value, True) for cell, value in row_.items()}
        else:
            others.append((list(row_), list(row_.values())))
    for wanted, beside in others:
        sure = all(cell.head in columns for cell in wanted)
        cost = np.array([[_off(cell, value.box, columns) for value in beside] for cell in wanted])
        for cell, choice in zip(wanted, solve(cost).choice, strict=True):
            if choice >= 0:
                given[cell] = beside[choice], sure
    return given


def _columns(rows: Sequence[Mapping[_Cell, Match]]) -> dict[Box, _Column]:
    """The columns, by their heads, that have two values or more."""
    boxes: dict[Box, list[Box]] = defaultdict(list)
    for row in rows:
        for cell, value in row.items():
            boxes[cell.head].append(value.box)
    return {head: _column(of_column) for head, of_column in boxes.items() if len(of_column) > 1}


def _column(values: Sequence[Box]) -> _Column:
    places = {flush: median(_edge(box, flush) for box in values) for flush in _FLUSH}
    flush = min(_FLUSH, key=lambda flush: median(abs(_edge(box, flush) - places[flush]) for box in values))
    return _Column(flush, places[flush], max(box[2] - box[0] for box in values))


def _off(cell: _Cell, value: Box, columns: Mapping[Box, _Column]) -> float:
    if column := columns.get(cell.head):
        return column.distance(value)
    return min(abs(_edge(cell.head, flush) - _edge(value, flush)) for flush in _FLUSH)


def _head(
    demand: Demand, hole: str, found: Mapping[str, list[Match]], text: PageText, regions: Regions
) -> Match | None:
    """The head above the label that is nearest to it, of those of its level; it may be that of the level itself."""
    words = demand.group.columns[hole].split("|")[0].strip()
    heads = [match for match in text.find(words) if match.alone] or found.get(words, [])
    above = [head for head in heads if demand.anchor is None or head.box[1] < demand.anchor[1]]
    own = [head for head in above if demand.level == "all" or regions.level_of_words(head.box) in (demand.level, None)]
    return max(own or above, key=lambda head: head.box[1], default=None)


def _is_in_row(row: Box, value: Box) -> bool:
    down = abs((row[1] + row[3]) / 2 - (value[1] + value[3]) / 2)
    return down <= _SAME_ROW * max(row[3] - row[1], value[3] - value[1])


def _edge(box: Box, flush: float) -> float:
    return box[0] + flush * (box[2] - box[0])
