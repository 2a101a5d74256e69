"""The order in which a person reads the lines of a page: column after column, tables row by row.

Lines under one another in one measure are a block and stay together, so that a word broken at a line's end is whole
again. Cells of a table are not lines of one block: what stands beside them was drawn between them, or they do not fill
their column as prose does. Between blocks the page is cut along the gaps that run through it, top to bottom or left to
right; where both are possible the order in which the writer drew the text decides, for most draw in reading order.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from operator import itemgetter

from dgreport.extraction.layout.cells import PROSE, SAME_ROW, Placed, is_wide, prose_of, shares_measure, tables_of
from dgreport.extraction.layout.edits import union
from dgreport.extraction.page import Line, Shape

#: Lengths in ems. Lines of one block are at most this far apart, baseline to baseline (Thai is set at up to 2).
_LEADING = 2.1
#: Distances of lines in one block differ by no more than this factor.
_EVEN = 1.25
#: A line of prose that reaches this share of its column's width is full.
_FULL = 0.8
#: In pages drawn in order this share of the lines comes after the one before it; by chance half of them do.
_FORWARD = 0.75
#: Lines closer than this are wrapped, not rows of a table.
_TIGHT = 1.35


class _Block:
    """Lines that stay together; `first` and `last` are the places of the first and the last in content order."""

    __slots__ = ("box", "first", "last", "lines")

    def __init__(self, lines: list[Placed]) -> None:
        self.lines = lines
        self.box = union([placed.box for placed in lines]) if len(lines) > 1 else lines[0].box
        places = [placed.at for placed in lines]
        self.first, self.last = min(places), max(places)


def in_reading_order(lines: Sequence[Placed], shapes: Sequence[Shape] = (), upon: int | None = None) -> list[Line]:
    """The lines in reading order; `shapes` are the page's drawings, whose rules and boxes keep lines apart. Lines that
    begin at `upon` or later were laid upon the content, whose order says nothing of them.
    """
    if upon is not None:
        lines = _taken_in(lines, upon)
    drawn_in_order = _goes_forward(lines)
    order = sorted(lines, key=lambda placed: (placed.y, placed.box[0]))
    design = _Design(order)
    blocks = _blocks(order, _Rules(shapes), design, drawn_in_order)
    return [placed.line for block in _cut(blocks, design, drawn_in_order) for placed in block.lines]


def _taken_in(lines: Sequence[Placed], upon: int) -> list[Placed]:
    """The lines as if what was laid upon the content had been drawn where it stands: after what is before it in its row,
    or above it."""
    content = sorted((placed for placed in lines if placed.at < upon), key=lambda placed: placed.at)
    after: dict[Placed | None, list[Placed]] = {}
    for placed in sorted((placed for placed in lines if placed.at >= upon), key=lambda placed: (placed.y, placed.box[0])):
        row = [each for each in content if abs(each.y - placed.y) <= SAME_ROW * placed.size and each.box[0] < placed.box[0]]
        above = [each for each in content if each.y < placed.y]
        before = max(row, key=lambda each: each.box[0]) if row else max(above, key=lambda each: each.y, default=None)
        after.setdefault(before, []).append(placed)
    order = [*after.get(None, ()), *(each for placed in content for each in (placed, *after.get(placed, ())))]
    return [Placed(placed.line, placed.box, placed.y, at) for at, placed in enumerate(order)]


def _goes_forward(lines: Sequence[Placed]) -> bool:
    """True where content order mostly goes down the page, or on along a row: the writer's order says something."""
    drawn = sorted(lines, key=lambda placed: placed.at)
    forward = 0
    top = drawn[0] if drawn else None  # of the column
    for one, two in pairwise(drawn):
        same_row = abs(two.y - one.y) <= SAME_ROW * one.size and two.box[0] >= one.box[0]
        if top is not None and abs(two.y - top.y) <= SAME_ROW * top.size and two.box[0] > top.box[2]:
            top = two
            forward += 1
        elif same_row or two.y > one.y + SAME_ROW * one.size:
            forward += 1
        else:
            top = two
    return forward >= _FORWARD * (len(drawn) - 1)


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
        first = bisect_right(self._rules, upper.y, key=itemgetter(0))
        for y, x0, x1 in islice(self._rules, first, None):
            if y >= lower.y - 0.3 * lower.size:
                return False
            if x0 > left + 1 or x1 < right - 1:
                continue
            underline = y < upper.y + 0.35 * upper.size and x1 - x0 <= 1.05 * (upper.box[2] - upper.box[0]) + 2
            if not underline:
                return True
        return False


class _Design:
    """What the places of the lines tell of tables and columns; `order` are the lines by baseline."""

    def __init__(self, order: Sequence[Placed]) -> None:
        self.beside = _beside(order)
        self.tables = tables_of(order)
        self.prose = prose_of(order)

    def is_of_one_table(self, placed: Iterable[Placed]) -> bool:
        """True where all are cells of the same table."""
        numbers = {self.tables.get(each) for each in placed}
        return len(numbers) == 1 and None not in numbers

    def is_prose(self, upper: Placed, lower: Placed) -> bool:
        """True where two lines, and all that stand beside either of them, are of columns of prose."""
        above, below = self.beside[upper], self.beside[lower]
        return bool(above and below) and self.prose.issuperset((upper, lower, *above, *below))


def _blocks(order: Sequence[Placed], rules: _Rules, design: _Design, drawn_in_order: bool) -> list[_Block]:
    """Lines chained to the one line below them, if there is one and they are alike."""
    below: dict[Placed, Placed] = {}
    above: dict[Placed, list[Placed]] = {}
    for at, upper in enumerate(order):
        followers: list[Placed] = []
        for lower in islice(order, at + 1, None):
            drop = lower.y - upper.y
            if drop > _LEADING * max(upper.size, lower.size):
                break
            if drop < 0.6 * min(upper.size, lower.size) or not shares_measure(upper.box, lower.box):
                continue
            if followers and lower.y > followers[0].y + SAME_ROW * lower.size:
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
        drops: list[float] = []  # from line to line, the least first
        while (follower := below.get(chain[-1])) is not None and len(above[follower]) == 1 and follower not in chained:
            upper = chain[-1]
            if (
                not _alike(upper, follower, drops)
                or rules.between(upper, follower)
                or _are_cells(upper, follower, design, drawn_in_order)
            ):
                break
            chain.append(follower)
            insort(drops, follower.y - upper.y)
        chained.update(chain)
        blocks.append(_Block(chain))
    return blocks


def _beside(order: Sequence[Placed]) -> dict[Placed, list[Placed]]:
    """For each line the others on its row."""
    beside: dict[Placed, list[Placed]] = {placed: [] for placed in order}
    for at, first in enumerate(order):
        for second in islice(order, at + 1, None):
            if second.y - first.y > SAME_ROW * max(first.size, second.size):
                break
            if not shares_measure(first.box, second.box):
                beside[first].append(second)
                beside[second].append(first)
    return beside


def _are_cells(upper: Placed, lower: Placed, design: _Design, drawn_in_order: bool) -> bool:
    """True where two lines under one another are cells of two rows of a table, or entries of a list with figures
    beside.
    """
    if design.is_of_one_table((upper, lower)):
        return True
    beside = design.beside
    if design.is_prose(upper, lower):
        return False
    first, last = sorted((upper.at, lower.at))
    if drawn_in_order and any(first < other.at < last for placed in (upper, lower) for other in beside[placed]):
        return True
    pairs = [(a, b) for a in beside[upper] for b in beside[lower] if shares_measure(a.box, b.box)]
    if not pairs:
        return False
    if drawn_in_order and any(
        max(upper.at, lower.at) < min(a.at, b.at) or min(upper.at, lower.at) > max(a.at, b.at) for a, b in pairs
    ):
        return False  # the one column was drawn before the other
    tight = lower.y - upper.y < _TIGHT * upper.size
    return (
        not tight and not all(map(is_wide, (upper, lower))) and not any(is_wide(a) and is_wide(b) for a, b in pairs)
    )


def _alike(upper: Placed, lower: Placed, drops: Sequence[float]) -> bool:
    """True where the lower line goes on the block of the upper one: same size, same distance as between its lines (`drops`,
    the least first), and an edge or the middle in common.
    """
    if not 0.8 <= lower.size / upper.size <= 1.25:
        return False
    drop = lower.y - upper.y
    if drops:
        usual = (drops[(len(drops) - 1) // 2] + drops[len(drops) // 2]) / 2  # the median
        if not usual / _EVEN <= drop <= usual * _EVEN:
            return False
    slack = 2.5 * upper.size
    left = abs(upper.box[0] - lower.box[0]) <= slack
    right = abs(upper.box[2] - lower.box[2]) <= slack
    middle = abs(upper.box[0] + upper.box[2] - lower.box[0] - lower.box[2]) / 2 <= slack
    return left or right or middle


# Cutting ------------------------------------------------------------------------------------------------------------


def _cut(blocks: Sequence[_Block], design: _Design, drawn_in_order: bool) -> list[_Block]:
    """The blocks in reading order, by cutting along gaps that no block crosses."""
    if len(blocks) < 2:
        return list(blocks)
    across, along = _parts(blocks, 1), _parts(blocks, 0)
    if len(across) < 2 and len(along) < 2:
        return _without_gaps(blocks, drawn_in_order)
    drawn_across, drawn_along = (_as_drawn(parts) if drawn_in_order else [] for parts in (across, along))
    if len(drawn_across) > 1:
        chosen = drawn_across
    elif (
        len(across) > 1
        and design.is_of_one_table(each for block in blocks for each in block.lines)
        and not (len(drawn_along) > 1 and all(map(_is_drawn_by_rows, drawn_along)))
    ):
        chosen = across
    elif len(drawn_along) > 1:
        chosen = drawn_along
    elif len(across) < 2 or (len(along) > 1 and all(map(_is_column, along))):
        chosen = along
    else:
        chosen = across
    return [block for part in chosen for block in _cut(part, design, drawn_in_order)]


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


def _as_drawn(parts: Sequence[list[_Block]]) -> list[list[_Block]]:
    """The parts, those joined that were not drawn one after the other."""
    joined = [list(parts[0])]
    for part in parts[1:]:
        if max(block.last for block in joined[-1]) < min(block.first for block in part):
            joined.append(list(part))
        else:
            joined[-1] += part
    return joined


def _is_drawn_by_rows(part: Sequence[_Block]) -> bool:
    """True for a table of several columns whose rows were drawn one after the other."""
    rows = _parts(part, 1)
    return len(_parts(part, 0)) > 1 and len(_as_drawn(rows)) == len(rows)


def _is_column(part: Sequence[_Block]) -> bool:
    """True where most lines of a part belong to blocks of prose."""
    prose = sum(len(block.lines) for block in part if len(block.lines) > 2 and _is_prose(block))
    return prose >= 0.6 * sum(len(block.lines) for block in part)


def _is_prose(block: _Block) -> bool:
    """True for lines that fill their measure."""
    width = block.box[2] - block.box[0]
    full = sum(placed.box[2] - placed.box[0] >= _FULL * width for placed in block.lines)
    return full >= 0.6 * len(block.lines) and width > PROSE * block.lines[0].size


def _without_gaps(blocks: Sequence[_Block], drawn_in_order: bool) -> list[_Block]:
    """Blocks that interlock: in content order if that says something, else by their tops."""
    return sorted(blocks, key=lambda block: (block.first,) if drawn_in_order else (block.box[1], block.box[0]))
