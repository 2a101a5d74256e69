"""Tables: a value stands in the row of its label and under the head of its column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dgreport.extraction.assign import FORBIDDEN, solve
from dgreport.extraction.demand import Demand, Position
from dgreport.extraction.page import Box
from dgreport.extraction.regions import Regions
from dgreport.extraction.search import Match, PageText
from dgreport.profile import HOLE

#: A value belongs to a row if their middles are no further apart than this part of the row's height.
_SAME_ROW = 0.75


def give_cells(
    demands: Sequence[Demand],
    found: Mapping[str, list[Match]],
    text: PageText,
    regions: Regions,
    used: set[Position],
) -> None:
    """The values of groups with columns. Each is the number nearest to where its row and column cross."""
    wanted: list[tuple[Demand, str, Box, Box]] = []
    for demand in demands:
        for piece in demand.open:
            hole = next((name for name in HOLE.findall(piece) if name in demand.group.columns), None)
            head = _head(demand, hole, found, regions) if hole else None
            if head is not None and demand.anchor is not None:
                wanted.append((demand, piece, demand.anchor, head.box))
    by_piece: dict[str, list[tuple[Demand, str, Box, Box]]] = {}
    for want in wanted:
        by_piece.setdefault(HOLE.sub("{}", want[1]), []).append(want)
    for kind, cells in by_piece.items():
        values = text.find(kind, used)
        if not values:
            continue
        cost = np.array([[_distance(row, head, value.box) for value in values] for _, _, row, head in cells])
        for (demand, piece, _, _), column in zip(cells, solve(cost).choice, strict=True):
            if column >= 0:
                demand.fill(piece, values[column], text, "geometry")
                demand.open.remove(piece)
                used |= values[column].positions


def _head(demand: Demand, hole: str, found: Mapping[str, list[Match]], regions: Regions) -> Match | None:
    heads = found.get(demand.group.columns[hole].split("|")[0].strip(), [])
    above = [head for head in heads if demand.anchor is None or head.box[1] < demand.anchor[1]]
    own = [head for head in above if demand.level == "all" or regions.level_of(head.box) in (demand.level, None)]
    return max(own or above, key=lambda head: head.box[1], default=None)


def _distance(row: Box, head: Box, value: Box) -> float:
    """From the crossing of row and column to the value; columns are flush left, right or centred."""
    down = abs((row[1] + row[3]) / 2 - (value[1] + value[3]) / 2)
    if down > _SAME_ROW * max(row[3] - row[1], value[3] - value[1]):
        return FORBIDDEN
    middle = abs((head[0] + head[2]) / 2 - (value[0] + value[2]) / 2)
    return down + min(middle, abs(head[0] - value[0]), abs(head[2] - value[2]))
