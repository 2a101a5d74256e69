"""What a gap in a row means: nothing (letters spaced out), a space between words, or the end of a column or cell.

A gap is judged against the gaps of its own row. A wide one parts columns or cells, but not where it is justified text:
there the row is as wide as the one next to it, whose letters run across the gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dgreport.extraction import thai
from dgreport.extraction.glyphs.rows import Row, Unit

#: Lengths in ems. A gap this much wider than the usual one of its row is a space, in a row that draws spaces and in one
#: that leaves them out (the narrowest space of a Thai font is 0.2).
_SPACE, _SPACE_WITHOUT_GLYPHS = 0.22, 0.16
#: A gap wider than this parts columns, or, after a space that is drawn, than this.
_COLUMN, _COLUMN_AFTER_SPACE = 1.0, 2.0
#: Letter-spacing is told from the median gap of a row: of at least so many gaps (two figures of two charts on one row
#: are none), and it does not exceed this.
_FEWEST_GAPS = 4
_WIDEST_SPACING = 0.8
#: Rows this far apart may be lines of one paragraph, and their ends differ by no more than this.
_LEADING, _SAME_EDGE = 2.3, 0.5
#: Columns begin at the same place to within this.
_SAME_START = 0.1
#: How far off the other rows of a paragraph are looked for.
_PARAGRAPH = 12.0
#: TeX stretches Thai between words that have no space between them: gaps of one width, and wider ones for the spaces.
_TWO_WIDTHS = 1.3
#: All gaps of a justified row are of one width, give or take this factor (a line's end may hang over).
_EVEN = 1.6


@dataclass(eq=False, slots=True)
class Piece:
    """A row or a part of one, with the gaps after which a space belongs."""

    units: list[Unit]
    spaced: set[int]  #: numbers of the units that a gap follows


@dataclass(slots=True)
class _Measured:
    row: Row
    gaps: list[float]  #: after each unit but the last, in ems
    usual: float  #: between letters
    cuts: list[int]  #: numbers of the units after which a column may end
    unsure: list[int]  #: those of drawn spaces whose gap may be one between columns, or be justified
    x0: float
    x1: float


def pieces_of(rows: Sequence[Row]) -> list[Piece]:
    """The rows cut where columns and cells end; rows without a letter are left out."""
    measured = [_measure(row) for row in rows if any(not unit.is_space for unit in row.units)]
    measured.sort(key=lambda item: item.row.y)
    baselines = [item.row.y for item in measured]
    pieces: list[Piece] = []
    for item in [item for item in measured if item.unsure]:
        # A line of a column may end in a space; the column beside it then begins where it does in other rows.
        near = _within(measured, baselines, item, _LEADING)
        item.cuts += [n for n in item.unsure if any(_begins_a_column(other, item, n, _SAME_START) for other in near)]
        item.cuts.sort()
    for item in measured:
        near = _within(measured, baselines, item, _PARAGRAPH)
        # A space that is drawn before the gap is what justification stretches; rows further off are then asked as well.
        stretched = bool(item.cuts) and all(item.row.units[n].is_space for n in item.cuts)
        same = [
            other
            for other in (near if stretched else _within(measured, baselines, item, _LEADING))
            if _same_measure(item, other)
        ]
        pieces += _cut(item, [] if _is_justified(item, same, near) else item.cuts)
    return pieces


def _within(
    measured: Sequence[_Measured], baselines: Sequence[float], item: _Measured, reach: float
) -> list[_Measured]:
    """The other rows within `reach` ems above and below."""
    y, far = item.row.y, reach * item.row.size
    return [
        other
        for other in measured[bisect_left(baselines, y - far) : bisect_left(baselines, y + far)]
        if other is not item
    ]


def _measure(row: Row) -> _Measured:
    units = row.units
    gaps: list[float] = []
    inside: list[float] = []  # between letters
    before = units[0]
    for unit in units[1:]:
        gap = (unit.x0 - before.x1) / (unit.size if unit.size > before.size else before.size)
        gaps.append(gap)
        if not unit.is_space and not before.is_space:
            inside.append(gap)
        before = unit
    usual = min(max(0.0, median(inside)), _WIDEST_SPACING) if len(inside) >= _FEWEST_GAPS else 0.0
    limit = _COLUMN + 1.5 * usual
    wide = [n for n, gap in enumerate(gaps) if gap > limit]
    unsure = [n for n in wide if units[n].is_space and gaps[n] < _COLUMN_AFTER_SPACE]
    cuts = [n for n in wide if n not in unsure]
    first = next(unit for unit in units if not unit.is_space)
    last = next(unit for unit in reversed(units) if not unit.is_space)
    return _Measured(row, gaps, usual, cuts, unsure, first.x0, last.x1)


def _same_measure(first: _Measured, second: _Measured) -> bool:
    size = first.row.size
    return (
        abs(first.x0 - second.x0) <= _SAME_EDGE * size
        and abs(first.x1 - second.x1) <= _SAME_EDGE * size
        and 0.8 <= second.row.size / size <= 1.25
    )


def _is_justified(item: _Measured, same: Sequence[_Measured], near: Sequence[_Measured]) -> bool:
    """True where rows of the same measure run across a gap: columns and cells would end there in all of them."""
    if not item.cuts or not same:
        return False
    widths = [item.gaps[n] for n in item.cuts]
    if max(widths) > _EVEN * min(widths) or any(_begins_a_column(other, item, n) for other in near for n in item.cuts):
        return False
    return any(_runs_across(other, item, n) for other in same for n in item.cuts)


def _begins_a_column(other: _Measured, item: _Measured, n: int, near: float = _SAME_EDGE) -> bool:
    """True where after a gap of the other row text begins at the same place as after this one."""
    start = item.row.units[n + 1].x0
    return any(abs(other.row.units[m + 1].x0 - start) <= near * item.row.size for m in other.cuts)


def _runs_across(other: _Measured, item: _Measured, n: int) -> bool:
    """True where the other row has letters beside the middle of a gap."""
    middle = (item.row.units[n].x1 + item.row.units[n + 1].x0) / 2
    units = other.row.units
    return other.x0 < middle < other.x1 and not any(
        before.x1 <= middle <= after.x0 and gap > _COLUMN
        for before, after, gap in zip(units, units[1:], other.gaps, strict=False)
    )


def _cut(item: _Measured, cuts: Sequence[int]) -> list[Piece]:
    units = item.row.units
    has_spaces = any(unit.is_space for unit in units[1:-1])
    words = item.usual + (_SPACE if has_spaces else _SPACE_WITHOUT_GLYPHS)
    wide = [n for n, gap in enumerate(item.gaps) if gap > words]
    spaced = {n for n in wide if n not in cuts and not units[n].is_space and not units[n + 1].is_space}
    if not has_spaces:
        spaced -= _stretched(item, spaced)
    pieces: list[Piece] = []
    start = 0
    for end in [*(n + 1 for n in cuts), len(units)]:
        part = units[start:end]
        if any(not unit.is_space for unit in part):
            pieces.append(Piece(part, {n - start for n in spaced if start <= n < end - 1}))
        start = end
    return pieces


def _stretched(item: _Measured, spaced: set[int]) -> set[int]:
    """Of the gaps of a row those that are stretch between Thai words: all of one width, and others clearly wider."""
    units = item.row.units
    widths = sorted((item.gaps[n], n) for n in spaced)
    for (narrow, _), (wide, _), at in zip(widths, widths[1:], range(1, len(widths)), strict=False):
        if wide > _TWO_WIDTHS * narrow and wide - narrow > 0.15:
            lower = {n for _, n in widths[:at]}
            even = narrow - widths[0][0] < 0.05
            thai_only = all(thai.is_thai(units[n].text[-1:]) and thai.is_thai(units[n + 1].text[:1]) for n in lower)
            return lower if even and thai_only else set()
    return set()
