"""What the places of a page's lines tell of its design, whatever the order in which they were drawn: rows of a table,
and columns of prose.

A table is known by its numbers, or by labels that end in a colon: on successive rows they stand under one another, with
something beside them. A column of prose is known by its lines, most of which fill one measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dgreport.extraction.page import Box, Line

#: Lengths in ems. Cells of one row differ this much in their baselines (mixed fonts, cells centred in their row).
SAME_ROW = 0.45
#: A line of prose is at least this wide.
PROSE = 8.0
#: Rows of a table are at most this far apart, baseline to baseline, and so many have numbers under one another.
_ROW_PITCH, _FEWEST_ROWS = 3.5, 3
#: Heads stand beyond the numbers under them by no more than this.
_BESIDE = 3.0
#: Lines of a column of prose begin at one place to within this, and this share of them fills so much of the measure.
_SAME_START, _FULL_LINES, _FULL = 0.5, 0.6, 0.85
#: A column of prose has at least so many lines.
_FEWEST_LINES = 4

_NUMBER = re.compile(r"[(+\-–−]?[0-9๐-๙][0-9๐-๙.,:/%)\s\-–]*")


class Placed:
    """A line, where it stands in the frame of its baseline, and where its first letter comes in content order."""

    __slots__ = ("at", "box", "line", "size", "y")

    def __init__(self, line: Line, box: Box, y: float, at: int) -> None:
        self.line, self.box, self.at = line, box, at
        self.y = y  #: the baseline
        self.size = line.size


def shares_measure(first: Box, second: Box) -> bool:
    """True where one stands over or under the other."""
    return min(first[2], second[2]) - max(first[0], second[0]) > 0


def is_wide(placed: Placed) -> bool:
    """True for what is wide enough to be a line of prose."""
    return placed.box[2] - placed.box[0] > PROSE * placed.size


def tables_of(order: Sequence[Placed]) -> dict[Placed, int]:
    """The cells of tables, each with the number of its table; `order` are the lines by baseline."""
    rows = list(_rows(order))
    if all(len(row) < 2 for row in rows):
        return {}
    drawn = {placed: number for number, placed in enumerate(sorted(order, key=lambda placed: placed.at))}
    tables: list[tuple[int, list[list[Placed]]]] = []  # the number of its first row, its rows
    going: list[list[list[Placed]]] = []
    for number, row in enumerate(rows):
        now: list[list[list[Placed]]] = []
        for part in _parts(row, drawn) if len(row) > 1 else ():
            table = next((table for table in going if _goes_on(table[-1], part)), None)
            if table is None:
                table = []
                tables.append((number, table))
            table.append(part)
            now.append(table)
        going = now
    found: dict[Placed, int] = {}
    for number, (first, table) in enumerate(tables):
        if len(table) >= _FEWEST_ROWS:
            head = _head(rows[first - 1], table[0]) if first else []
            for row in (head, *table):
                found.update(dict.fromkeys(row, number))
            # What was drawn apart from its row, but stands under or over cells of other rows, is of the table too.
            boxes = [cell.box for row in table for cell in row]
            apart = [placed for row in rows[first : first + len(table)] for placed in row if placed not in found]
            found.update((placed, number) for placed in apart if any(shares_measure(placed.box, box) for box in boxes))
    return found


def _parts(row: Sequence[Placed], drawn: Mapping[Placed, int]) -> list[list[Placed]]:
    """The row, or where some of its lines were drawn one after the other and others apart, those that were drawn together:
    what stands beside a table is not of it."""
    cells = sorted(row, key=lambda placed: placed.box[0])
    parts = [cells[:1]]
    for before, placed in pairwise(cells):
        if drawn[placed] == drawn[before] + 1:
            parts[-1].append(placed)
        else:
            parts.append([placed])
    together = [part for part in parts if len(part) > 1]
    return together or [list(row)]


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
    for kind in (_is_number, _is_label):
        below = list(filter(kind, lower))
        if below and any(shares_measure(one.box, two.box) for one in filter(kind, upper) for two in below):
            return True
    return False


def _are_near(upper: Sequence[Placed], lower: Sequence[Placed]) -> bool:
    return min(len(upper), len(lower)) > 1 and lower[0].y - upper[0].y <= _ROW_PITCH * lower[0].size


def _head(row: Sequence[Placed], first: Sequence[Placed]) -> list[Placed]:
    """The cells of a row that are the heads of a table with that first row: as many, or each over one of those."""
    left, right = min(cell.box[0] for cell in first), max(cell.box[2] for cell in first)
    slack = _BESIDE * first[0].size
    cells = [placed for placed in row if placed.box[2] > left - slack and placed.box[0] < right + slack]
    if not _are_near(cells, first):
        return []
    over = all(any(shares_measure(one.box, two.box) for two in first) for one in cells)
    return cells if over or len(cells) == len(first) else []


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
