"""The order in which a person reads the lines of a page: column after column, tables row by row.

Lines under one another in one measure are a block and stay together, so that a word broken at a line's end is whole
again. Blocks of single-line cells that stand in rows beside each other are a table. Between blocks the page is cut along
the gaps that run through it, top to bottom or left to right; where both are possible the order in which the writer
drew the text decides, for most writers draw in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dgreport.extraction.page import Box, Line, Shape

#: Lengths in ems. Lines of one block are at most this far apart, baseline to baseline (Thai is set at up to 2).
_LEADING = 2.1
#: Distances of lines in one block differ by no more than this factor.
_EVEN = 1.25
#: Cells of one row differ this much in their baselines (mixed fonts, cells centred in their row).
_SAME_ROW = 0.45
#: A line of prose that reaches this share of its column's width is full.
_FULL = 0.8


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


@dataclass(slots=True, eq=False)
class _Block:
    lines: list[Placed]

    @property
    def box(self) -> Box:
        boxes = [placed.box for placed in self.lines]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))

    @property
    def first(self) -> int:
        return min(placed.at for placed in self.lines)

    @property
    def last(self) -> int:
        return max(placed.at for placed in self.lines)


def in_reading_order(lines: Sequence[Placed], shapes: Sequence[Shape] = ()) -> list[Line]:
    """The lines in reading order; `shapes` are the page's drawings, whose rules and boxes keep lines apart."""
    blocks = _tables(_blocks(lines, _Rules(shapes)))
    return [placed.line for block in _cut(blocks) for placed in block.lines]


# Blocks -------------------------------------------------------------------------------------------------------------


class _Rules:
    """Rules and the edges of boxes that run across the page."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._rules: list[tuple[float, float, float]] = []  # y, x0, x1
        for shape in shapes[:20_000]:
            x0, top, x1, bottom = shape.box
            if x1 - x0 < 12 or (shape.fill is None and shape.stroke is None) or shape.kind == "path":
                continue
            if bottom - top <= 2:
                self._rules.append(((top + bottom) / 2, x0, x1))
            elif shape.kind == "rect":
                self._rules += [(top, x0, x1), (bottom, x0, x1)]
        self._rules.sort()

    def between(self, upper: Placed, lower: Placed) -> bool:
        """True where a rule or an edge separates two lines; an underline does not."""
        left, right = max(upper.box[0], lower.box[0]), min(upper.box[2], lower.box[2])
        for y, x0, x1 in self._rules:
            if y >= lower.y - 0.3 * lower.size:
                return False
            if y <= upper.y or x0 > left + 1 or x1 < right - 1:
                continue
            underline = y < upper.y + 0.35 * upper.size and x1 - x0 <= 1.05 * (upper.box[2] - upper.box[0]) + 2
            if not underline:
                return True
        return False


def _blocks(lines: Sequence[Placed], rules: _Rules) -> list[_Block]:
    """Lines chained to the one line below them, if there is one and they are alike."""
    order = sorted(lines, key=lambda placed: (placed.y, placed.box[0]))
    below: dict[Placed, Placed] = {}
    above: dict[Placed, list[Placed]] = {}
    for at, upper in enumerate(order):
        followers: list[Placed] = []
        for lower in order[at + 1 :]:
            drop = lower.y - upper.y
            if drop > _LEADING * max(upper.size, lower.size):
                break
            if drop < 0.6 * min(upper.size, lower.size) or not _shares_measure(upper.box, lower.box):
                continue
            if followers and lower.y > followers[0].y + _SAME_ROW * lower.size:
                break
            followers.append(lower)
        if len(followers) == 1:
            below[upper] = followers[0]
        for lower in followers:
            above.setdefault(lower, []).append(upper)
    chained: set[Placed] = set()
    blocks: list[_Block] = []
    for placed in order:
        if placed in chained:
            continue
        chain = [placed]
        while (lower := below.get(chain[-1])) is not None and len(above[lower]) == 1 and lower not in chained:
            if not _alike(chain, lower) or rules.between(chain[-1], lower):
                break
            chain.append(lower)
        chained.update(chain)
        blocks.append(_Block(chain))
    return blocks


def _shares_measure(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) - max(first[0], second[0]) > 0


def _alike(chain: Sequence[Placed], lower: Placed) -> bool:
    """True where the line goes on the block: same size, same distance, and an edge or the middle in common."""
    upper = chain[-1]
    if not 0.8 <= lower.size / upper.size <= 1.25:
        return False
    drop = lower.y - upper.y
    if len(chain) > 1:
        usual = median(second.y - first.y for first, second in pairwise(chain))
        if not usual / _EVEN <= drop <= usual * _EVEN:
            return False
    slack = 2.5 * upper.size
    left = abs(upper.box[0] - lower.box[0]) <= slack
    right = abs(upper.box[2] - lower.box[2]) <= slack
    middle = abs(upper.box[0] + upper.box[2] - lower.box[0] - lower.box[2]) / 2 <= slack
    return left or right or middle


# Tables -------------------------------------------------------------------------------------------------------------


def _tables(blocks: Sequence[_Block]) -> list[_Block]:
    """Blocks that are columns of one table made one block, row by row."""
    rest = sorted(blocks, key=lambda block: (block.box[0], block.box[1]))
    result: list[_Block] = []
    while rest:
        table = [rest.pop(0)]
        if len(table[0].lines) > 1:
            grown = True
            while grown:
                grown = False
                for other in rest:
                    if len(other.lines) > 1 and any(_in_rows(column, other) for column in table):
                        rest.remove(other)
                        table.append(other)
                        grown = True
                        break
        if len(table) > 1 and _is_table(table):
            result.append(_by_rows(table))
        else:
            result += table
    return result


def _in_rows(first: _Block, second: _Block) -> bool:
    """True where two blocks stand side by side and most lines of the shorter have one beside them in the other."""
    one, two = first.box, second.box
    if min(one[2], two[2]) - max(one[0], two[0]) > 0:
        return False
    short, long = sorted((first.lines, second.lines), key=len)
    pairs = sum(any(abs(a.y - b.y) <= _SAME_ROW * a.size for b in long) for a in short)
    return pairs >= 0.75 * len(short) and len(short) * 2 >= len(long)


def _is_table(columns: Sequence[_Block]) -> bool:
    """Columns of cells rather than columns of prose: drawn row by row, or, where the writer's order says neither,
    not filled from edge to edge."""
    ordered = sorted(columns, key=lambda block: block.first)
    if all(one.last < two.first for one, two in pairwise(ordered)):
        return False
    rows = _rows([placed for block in columns for placed in block.lines])
    by_rows = sum(max(p.at for p in one) < min(p.at for p in two) for one, two in pairwise(rows))
    if by_rows >= 0.7 * (len(rows) - 1):
        return True
    return not all(map(_is_prose, columns))


def _is_prose(block: _Block) -> bool:
    width = block.box[2] - block.box[0]
    full = sum(placed.box[2] - placed.box[0] >= _FULL * width for placed in block.lines)
    tight = len(block.lines) > 1 and median(b.y - a.y for a, b in pairwise(block.lines)) < 1.35 * block.lines[0].size
    return (full >= 0.6 * len(block.lines) and width > 8 * block.lines[0].size) or tight


def _rows(lines: Sequence[Placed]) -> list[list[Placed]]:
    rows: list[list[Placed]] = []
    for placed in sorted(lines, key=lambda placed: placed.y):
        if rows and placed.y - rows[-1][0].y <= _SAME_ROW * placed.size:
            rows[-1].append(placed)
        else:
            rows.append([placed])
    return rows


def _by_rows(columns: Sequence[_Block]) -> _Block:
    rows = _rows([placed for block in columns for placed in block.lines])
    return _Block([placed for row in rows for placed in sorted(row, key=lambda placed: placed.box[0])])


# Cutting ------------------------------------------------------------------------------------------------------------


def _cut(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks in reading order, by cutting along gaps that no block crosses."""
    if len(blocks) < 2:
        return list(blocks)
    across, along = _parts(blocks, 1), _parts(blocks, 0)
    if len(across) < 2 and len(along) < 2:
        return _without_gaps(blocks)
    if len(along) < 2:
        chosen = across
    elif len(across) < 2:
        chosen = along
    elif _follows_content(along) and not _follows_content(across):
        chosen = along
    elif _follows_content(across) and not _follows_content(along):
        chosen = across
    else:
        chosen = along if all(_is_column(part) for part in along) else across
    return [block for part in chosen for block in _cut(part)]


def _parts(blocks: Sequence[_Block], axis: int) -> list[list[_Block]]:
    """The blocks in groups between which a straight gap runs across the region."""
    order = sorted(blocks, key=lambda block: block.box[axis])
    parts = [[order[0]]]
    end = order[0].box[axis + 2]
    for block in order[1:]:
        # Boxes of lines are one em high; signs reach beyond, and tightly set lines may touch.
        slack = 0.25 * block.lines[0].size if axis else 0.0
        if block.box[axis] >= end - slack:
            parts.append([])
        parts[-1].append(block)
        end = max(end, block.box[axis + 2])
    return parts


def _follows_content(parts: Sequence[Sequence[_Block]]) -> bool:
    return all(max(block.last for block in one) < min(block.first for block in two) for one, two in pairwise(parts))


def _is_column(part: Sequence[_Block]) -> bool:
    """True where most lines of a part belong to blocks of prose."""
    prose = sum(len(block.lines) for block in part if len(block.lines) > 2 and _is_prose(block))
    return prose >= 0.6 * sum(len(block.lines) for block in part)


def _without_gaps(blocks: Sequence[_Block]) -> list[_Block]:
    """Blocks that interlock: as they come in content order if that goes mostly down the page, else by their tops."""
    drawn = sorted(blocks, key=lambda block: block.first)
    down = sum(two.box[1] >= one.box[1] for one, two in pairwise(drawn))
    if down >= 0.8 * (len(drawn) - 1):
        return drawn
    return sorted(blocks, key=lambda block: (block.box[1], block.box[0]))
