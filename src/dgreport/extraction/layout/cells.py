"""What the places of a page's lines tell of its design, whatever the order in which they were drawn: rows of a table,
and columns of prose.

A table is known by its numbers, or by labels that end in a colon: on successive rows they stand under one another, with
something beside them. A column of prose is known by its lines, most of which fill one measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dgreport.extraction.page import Box, Line

#: Lengths in ems. Cells of one row differ this much in their baselines (mixed fonts, cells centred in their row).
SAME_ROW = 0.45
#: A line of prose is at least this wide.
PROSE = 8.0
#: Rows of a table are at most this far apart, baseline to baseline, and so many have numbers under one another.
_ROW_PITCH, _FEWEST_ROWS = 3.5, 3
#: Lines of a column of prose begin at one place to within this, and this share of them fills so much of the measure.
_SAME_START, _FULL_LINES, _FULL = 0.5, 0.6, 0.85
#: A column of prose has at least so many lines.
_FEWEST_LINES = 4

_NUMBER = re.compile(r"[(+\-–−]?[0-9๐-๙][0-9๐-๙.,:/%)\s\-–]*")


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A line, where it stands in the frame of its baseline, and where its first letter comes in content order."""

    line: Line
    box: Box
    y: float  #: the baseline
    at: int

    @property
    def size(self) -> float:
        return self.line.size


def shares_measure(first: Box, second: Box) -> bool:
    """True where one stands over or under the other."""
    return min(first[2], second[2]) - max(first[0], second[0]) > 0


def is_wide(placed: Placed) -> bool:
    """True for what is wide enough to be a line of prose."""
    return placed.box[2] - placed.box[0] > PROSE * placed.size


def tables_of(order: Sequence[Placed]) -> dict[Placed, int]:
    """The cells of tables, each with the number of its table; `order` are the lines by baseline."""
    found: dict[Placed, int] = {}
    rows = list(_rows(order))
    links = [_goes_on(upper, lower) for upper, lower in pairwise(rows)]
    at = 0
    while at < len(links):
        end = at
        while end < len(links) and links[end]:
            end += 1
        if end - at + 1 >= _FEWEST_ROWS:
            first = at - 1 if at and _is_head(rows[at - 1], rows[at]) else at
            for row in rows[first : end + 1]:
                found.update(dict.fromkeys(row, at))
        at = max(end, at + 1)
    return found


def _rows(order: Sequence[Placed]) -> Iterator[list[Placed]]:
    row: list[Placed] = []
    for placed in order:
        if row and placed.y - row[0].y > SAME_ROW * max(placed.size, row[0].size):
            yield row
            row = []
        row.append(placed)
    if row:
        yield row


def _goes_on(upper: Sequence[Placed], lower: Sequence[Placed]) -> bool:
    """True where two rows are of one table: a number stands under a number, or a label under a label."""
    if not _are_near(upper, lower):
        return False
    return any(
        shares_measure(one.box, two.box)
        for kind in (_is_number, _is_label)
        for one in upper
        if kind(one)
        for two in lower
        if kind(two)
    )


def _are_near(upper: Sequence[Placed], lower: Sequence[Placed]) -> bool:
    return min(len(upper), len(lower)) > 1 and lower[0].y - upper[0].y <= _ROW_PITCH * lower[0].size


def _is_head(upper: Sequence[Placed], lower: Sequence[Placed]) -> bool:
    """True for a row that has as many cells as the first of a table, or its cells over those."""
    if not _are_near(upper, lower):
        return False
    return len(upper) == len(lower) or all(any(shares_measure(one.box, two.box) for two in lower) for one in upper)


def _is_number(placed: Placed) -> bool:
    return _NUMBER.fullmatch(placed.line.text) is not None


def _is_label(placed: Placed) -> bool:
    return placed.line.text.endswith(":")


def prose_of(order: Sequence[Placed]) -> set[Placed]:
    """The lines of columns of prose, of which there are two or more side by side."""
    columns: dict[int, list[Placed]] = {}
    for placed in order:
        columns.setdefault(round(placed.box[0] / (_SAME_START * placed.size)), []).append(placed)
    found: set[Placed] = set()
    for column in columns.values():
        if len(column) < _FEWEST_LINES:
            continue
        measure = max(placed.box[2] - placed.box[0] for placed in column)
        full = sum(placed.box[2] - placed.box[0] >= _FULL * measure for placed in column)
        if full >= _FULL_LINES * len(column) and measure > PROSE * column[0].size:
            found.update(column)
    return found
