"""What a gap in a row means: nothing (letters spaced out), a space between words, or the end of a column or cell.

A gap is judged against the gaps of its own row. A wide one parts columns or cells, but not where it is justified text:
there the row is as wide as the one next to it, whose letters run across the gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from dgreport.extraction import thai
from dgreport.extraction.glyphs.units import Row, Units
from dgreport.extraction.page import Shape

#: Lengths in ems. A gap this much wider than the usual one of its row is a space, in a row that draws spaces and in one
#: that leaves them out (the narrowest space of a Thai font is 0.2).
_SPACE, _SPACE_WITHOUT_GLYPHS = 0.22, 0.16
#: A gap wider than this parts columns, or, after a space that is drawn, than this.
_COLUMN, _COLUMN_AFTER_SPACE = 1.0, 2.0
#: A gap this wide parts columns that are set close together, where other rows show that one begins there and the text
#: after it was drawn so many glyphs later, or after so many that are as far below as the next line: those of a cell.
_CLOSE_COLUMN, _LATER, _OTHERS, _NEXT_LINE = 0.25, 12, 4, 0.9
#: Letter-spacing is told from the median gap of a row: of at least so many gaps (two figures of two charts on one row
#: are none), and it does not exceed this.
_FEWEST_GAPS = 4
_WIDEST_SPACING = 0.8
#: Letters are spaced out from this on.
_TRACKED = 0.05
#: Rows this far apart may be lines of one paragraph, and their ends differ by no more than this.
_LEADING, _SAME_EDGE = 2.3, 0.5
#: Columns begin at the same place to within this.
_SAME_START = 0.1
#: How far off the other rows of a paragraph are looked for.
_PARAGRAPH = 12.0
#: TeX stretches Thai between words that have no space between them: gaps of one width, and wider ones for the spaces.
_TWO_WIDTHS = 1.3
#: So many gaps without a break, alike to within this factor, space out a word; in Thai no so many words of one letter
#: follow each other.
_FEWEST_SPACED, _ALIKE = 4, 1.5
#: All gaps of a justified row are of one width, give or take this factor (a line's end may hang over).
_EVEN = 1.6
#: Rules are no thicker than this, in points.
_RULE = 2.0


@dataclass(eq=False, slots=True)
class Piece:
    """A row or a part of one, with the gaps after which a space belongs."""

    units: list[int]
    spaced: set[int]  #: numbers in `units` of those that a gap follows


@dataclass(slots=True)
class _Measured:
    row: Row
    gaps: list[float]  #: after each unit but the last, in ems
    x0: float
    x1: float
    open: list[int]  #: numbers in the row of the units that a gap follows which may mean something
    usual: float = 0.0  #: the gap between letters; not told of a row without open gaps
    cuts: Sequence[int] = ()  #: numbers in the row of the units after which a column may end
    unsure: Sequence[int] = ()  #: those whose gap may be one between columns, or one between words


def pieces_of(units: Units, rows: Sequence[Row], shapes: Sequence[Shape] = ()) -> list[Piece]:
    """The rows cut where columns and cells end; rows without a letter are left out.

    `shapes` are drawings in the frame of the rows, whose upright rules may stand between cells.
    """
    lettered = [row for row in rows if not all(map(units.is_space.__getitem__, row.units))]
    if not lettered:
        return []
    members, bounds = joined(lettered)
    if squeezed := _squeezed_spaces(units, members, bounds):
        for row in lettered:
            row.units = [unit for unit in row.units if unit not in squeezed]
        members, bounds = joined(lettered)
    measured = _measured(units, lettered, members, bounds)
    measured.sort(key=lambda item: item.row.y)
    baselines = [item.row.y for item in measured]
    for item in measured:
        if item.open:
            _judge(units, item)
    rules = _upright_rules(shapes) if any(item.unsure for item in measured) else []
    for item in measured:
        if item.unsure:
            # A line of a column may end in a space; the column beside it then begins where it does in other rows, or a
            # rule stands between them.
            near = _within(measured, baselines, item, _LEADING)
            begun = [
                n
                for n in item.unsure
                if any(_begins_a_column(units, other, item, n, _SAME_START) for other in near)
                or _is_ruled(units, item, n, rules)
            ]
            item.cuts = sorted([*item.cuts, *begun])
    pieces: list[Piece] = []
    for item in measured:
        if item.open:
            pieces += _cut(units, item, () if _is_justified(units, item, measured, baselines) else item.cuts)
        else:
            pieces.append(Piece(item.row.units, set()))
    return pieces


def _upright_rules(shapes: Sequence[Shape]) -> list[tuple[float, float, float]]:
    """(x, top, bottom) of upright rules, from the left."""
    boxes = (shape.box for shape in shapes if shape.fill is not None or shape.stroke is not None)
    return sorted(((x0 + x1) / 2, top, bottom) for x0, top, x1, bottom in boxes if x1 - x0 <= _RULE < bottom - top)


def _is_ruled(units: Units, item: _Measured, n: int, rules: Sequence[tuple[float, float, float]]) -> bool:
    """True where an upright rule stands in a gap."""
    start, end = (units.x1[item.row.units[n]], 0.0, 0.0), (units.x0[item.row.units[n + 1]], 0.0, 0.0)
    return any(top < item.row.y < bottom for _, top, bottom in rules[bisect_left(rules, start) : bisect_left(rules, end)])


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


def joined(parts: Sequence[Row | Piece]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The units of rows or pieces, one part after the other, and where each begins, with where the last one ends."""
    units = [part.units for part in parts]
    bounds = np.cumsum([0, *map(len, units)])
    return np.fromiter(chain.from_iterable(units), np.intp, int(bounds[-1])), bounds


def _squeezed_spaces(units: Units, members: NDArray[np.intp], bounds: NDArray[np.intp]) -> set[int]:
    """The spaces that nothing on the page shows: the next letter stands where the last one ended.

    Between Thai letters such a space is never meant. Elsewhere it may be that a writer moves the pen back after each
    space; only where most spaces of the font have room, those that have none were put inside words.
    """
    is_space = units.spaces[members]
    between = is_space.copy()  # two letters
    between[bounds[:-1]] = between[bounds[1:] - 1] = False
    between[1:] &= ~is_space[:-1]
    between[:-1] &= ~is_space[1:]
    at = np.flatnonzero(between)
    before, spaces, after = members[at - 1], members[at], members[at + 1]
    widths = units.ends[spaces] - units.starts[spaces]
    room = units.starts[after] - units.ends[before]
    has_room = room > np.maximum(0.3 * widths, 0.06 * units.sizes[spaces])
    if has_room.all():
        return set()
    roomy = Counter(units.form(unit).font for unit in spaces[has_room].tolist())
    squeezed: dict[str, list[int]] = {}
    thai_only: set[int] = set()
    for last, unit, following in zip(*(column[~has_room].tolist() for column in (before, spaces, after)), strict=True):
        squeezed.setdefault(units.form(unit).font, []).append(unit)
        if thai.is_thai(units.text[last][-1:] or " ") and thai.is_thai(units.text[following][:1] or " "):
            thai_only.add(unit)
    return {
        unit
        for font, found in squeezed.items()
        for unit in found
        if unit in thai_only or 4 * roomy[font] >= len(found)
    }


def _measured(
    units: Units, rows: Sequence[Row], members: NDArray[np.intp], bounds: NDArray[np.intp]
) -> list[_Measured]:
    """The rows, each with its gaps, none of which is judged; `members` and `bounds` are as `joined` gives them."""
    before, after = members[:-1], members[1:]
    gaps = np.full(len(members), -np.inf)
    gaps[:-1] = (units.starts[after] - units.ends[before]) / np.maximum(units.sizes[before], units.sizes[after])
    gaps[bounds[1:] - 1] = -np.inf  # the gap after its last unit is to another row
    wide = np.flatnonzero(gaps > _SPACE_WITHOUT_GLYPHS)
    letters = np.flatnonzero(~units.spaces[members])
    firsts, ends = np.searchsorted(letters, bounds[:-1]), np.searchsorted(letters, bounds[1:])
    x0, x1 = units.starts[members[letters[firsts]]], units.ends[members[letters[ends - 1]]]
    listed: list[float] = gaps.tolist()
    opened = np.searchsorted(wide, bounds)
    numbers = (wide - np.repeat(bounds[:-1], opened[1:] - opened[:-1])).tolist()
    spans = zip(pairwise(bounds.tolist()), pairwise(opened.tolist()), x0.tolist(), x1.tolist(), strict=True)
    return [
        _Measured(row, listed[start : end - 1], left, right, numbers[first:last])
        for row, ((start, end), (first, last), left, right) in zip(rows, spans, strict=True)
    ]


def _judge(units: Units, item: _Measured) -> None:
    """Tells where columns may end in a row, and what its usual gap is."""
    members, gaps = item.row.units, item.gaps
    between = list(map(units.is_space.__getitem__, members))
    inside = gaps
    if True in between:
        inside = [
            gap for gap, one, two in zip(gaps, between, between[1:], strict=False) if not one and not two
        ]
    usual = min(max(0.0, median(inside)), _WIDEST_SPACING) if len(inside) >= _FEWEST_GAPS else 0.0
    if usual > _TRACKED and units.signs:
        item.gaps = gaps = _without_spacing_of_signs(units, members, gaps, usual)
    item.usual = usual
    limit = _COLUMN + 1.5 * usual
    close = _CLOSE_COLUMN + 1.5 * usual
    wide = [
        n
        for n in item.open
        if gaps[n] > limit or (gaps[n] > close and _is_drawn_later(units, members[n], members[n + 1]))
    ]
    item.unsure = [n for n in wide if gaps[n] <= limit or (between[n] and gaps[n] < _COLUMN_AFTER_SPACE)]
    item.cuts = [n for n in wide if n not in item.unsure]


def _is_drawn_later(units: Units, one: int, two: int) -> bool:
    """True where much was drawn between two units; their numbers are their places in content order, signs included."""
    if abs(two - one) > _LATER:
        return True
    below = units.y[one] + _NEXT_LINE * units.size[one]
    return two - one > _OTHERS and sum(units.y[other] > below for other in range(one + 1, two)) > _OTHERS


def _without_spacing_of_signs(units: Units, members: Sequence[int], gaps: list[float], spacing: float) -> list[float]:
    """The gaps of a row whose letters are spaced out, where signs are too: the pen went on with each of them."""
    spaced: list[int] = []
    for unit in members[:-1]:
        beyond = units.x1[unit] + 0.5 * spacing * units.size[unit]
        spaced.append(sum(units.x0[sign] > beyond for sign in units.signs.get(unit, ())))
    if any(count and gap < 0.8 * spacing * (1 + count) for count, gap in zip(spaced, gaps, strict=True)):
        return gaps  # signs stand beyond their letters, and the pen went back
    return [gap - spacing * count for count, gap in zip(spaced, gaps, strict=True)]


def _same_measure(first: _Measured, second: _Measured) -> bool:
    size = first.row.size
    return (
        abs(first.x0 - second.x0) <= _SAME_EDGE * size
        and abs(first.x1 - second.x1) <= _SAME_EDGE * size
        and 0.8 <= second.row.size / size <= 1.25
    )


def _is_justified(units: Units, item: _Measured, measured: Sequence[_Measured], baselines: Sequence[float]) -> bool:
    """True where rows of the same measure run across a gap: columns and cells would end there in all of them."""
    if not item.cuts:
        return False
    widths = [item.gaps[n] for n in item.cuts]
    if max(widths) > _EVEN * min(widths):
        return False
    near = _within(measured, baselines, item, _PARAGRAPH)
    # A space that is drawn before the gap is what justification stretches; rows further off are then asked as well.
    stretched = all(units.is_space[item.row.units[n]] for n in item.cuts)
    beside = near if stretched else _within(measured, baselines, item, _LEADING)
    same = [other for other in beside if _same_measure(item, other)]
    if not same or any(_begins_a_column(units, other, item, n) for other in near for n in item.cuts):
        return False
    return any(_runs_across(units, other, item, n) for other in same for n in item.cuts)


def _begins_a_column(units: Units, other: _Measured, item: _Measured, n: int, near: float = _SAME_EDGE) -> bool:
    """True where after a gap of the other row text begins at the same place as after this one."""
    x0 = units.x0
    start = x0[item.row.units[n + 1]]
    return any(abs(x0[other.row.units[m + 1]] - start) <= near * item.row.size for m in other.cuts)


def _runs_across(units: Units, other: _Measured, item: _Measured, n: int) -> bool:
    """True where the other row has letters beside the middle of a gap."""
    x0, x1, members = units.x0, units.x1, other.row.units
    middle = (x1[item.row.units[n]] + x0[item.row.units[n + 1]]) / 2
    return other.x0 < middle < other.x1 and not any(
        gap > _COLUMN and x1[before] <= middle <= x0[after]
        for before, after, gap in zip(members, members[1:], other.gaps, strict=False)
    )


def _cut(units: Units, item: _Measured, cuts: Sequence[int]) -> list[Piece]:
    members, is_space = item.row.units, units.is_space
    has_spaces = any(map(is_space.__getitem__, members[1:-1]))
    words = item.usual + (_SPACE if has_spaces else _SPACE_WITHOUT_GLYPHS)
    bare = item.usual + _SPACE_WITHOUT_GLYPHS
    spaced = {
        n
        for n in item.open
        if item.gaps[n] > bare
        and (item.gaps[n] > words or _ends_a_number(units, members[n], members[n + 1]))
        and n not in cuts
        and not is_space[members[n]]
        and not is_space[members[n + 1]]
    }
    if spaced and not has_spaces:
        spaced -= _stretched(units, item, spaced)
    elif len(spaced) >= _FEWEST_SPACED:
        spaced -= _spaced_out(units, item, words)
    if not cuts:
        return [Piece(members, spaced)]
    pieces: list[Piece] = []
    start = 0
    for end in [*(n + 1 for n in cuts), len(members)]:
        part = members[start:end]
        if not all(map(is_space.__getitem__, part)):
            pieces.append(Piece(part, {n - start for n in spaced if start <= n < end - 1}))
        start = end
    return pieces


def _ends_a_number(units: Units, one: int, two: int) -> bool:
    """True where a letter follows a digit: of a number and the words beside it, in cells that nearly touch."""
    return units.text[one][-1:].isdigit() and units.text[two][:1].isalpha()


def _spaced_out(units: Units, item: _Measured, words: float) -> set[int]:
    """The gaps of a row that draws its spaces which are in words that are spaced out: many one after the other, alike.

    `words` is how wide a gap is between words.
    """
    members = item.row.units
    is_thai = ["\u0e01" <= units.text[unit][-1:] < "\u0e50" for unit in members]  # no digits
    found: set[int] = set()
    run: list[int] = []
    for n, gap in enumerate([*item.gaps, 0.0]):
        if gap > words / _ALIKE and is_thai[n] and is_thai[n + 1]:
            run.append(n)
            continue
        widths = [item.gaps[at] for at in run]
        if len(run) >= _FEWEST_SPACED and max(widths) <= _ALIKE * min(widths):
            found.update(run)
        run = []
    return found


def _stretched(units: Units, item: _Measured, spaced: set[int]) -> set[int]:
    """Of the gaps of a row those that are stretch between Thai words: all of one width, and others clearly wider."""
    members, text = item.row.units, units.text
    widths = sorted((item.gaps[n], n) for n in spaced)
    for (narrow, _), (wide, _), at in zip(widths, widths[1:], range(1, len(widths)), strict=False):
        if wide > _TWO_WIDTHS * narrow and wide - narrow > 0.15:
            lower = {n for _, n in widths[:at]}
            even = narrow - widths[0][0] < 0.05
            thai_only = all(
                thai.is_thai(text[members[n]][-1:]) and thai.is_thai(text[members[n + 1]][:1]) for n in lower
            )
            return lower if even and thai_only else set()
    return set()
