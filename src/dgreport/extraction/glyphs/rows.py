"""Glyphs gathered into rows: letters along one baseline, each with the signs that stand on it.

Content order is believed wherever it can be true; it is overruled by place where letters go back along the line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dgreport.extraction.glyphs.carriers import attach
from dgreport.extraction.glyphs.units import AT_THE_PEN, Row, Units, is_sign

#: Lengths in ems. Letters whose baselines differ by more are on different rows.
_SAME_BASELINE = 0.16
#: Raised small print is at most this many characters long; smaller than this, against its text, or nearly as large, but
#: then it begins at the pen (browsers set it at 0.83, word processors at 0.58 to 0.81, WeasyPrint at 0.92).
_SMALL_PRINT = 6
_SMALL, _SMALLER = 0.8, 0.95
#: How far it is raised or lowered at most, in ems of its text, and where it begins at the pen.
_RAISED, _RAISED_AT_THE_PEN = 0.65, 0.75


def rows_of(units: Units) -> list[Row]:
    """The rows of the units, each letter with its signs; signs that stand on nothing are on none."""
    forms, numbers = units.forms, units.form_numbers
    is_sign_form = [is_sign(form) for form in forms]
    apart = np.array(is_sign_form, bool)[numbers]
    passed = np.array([not form.text or one for form, one in zip(forms, is_sign_form, strict=True)], bool)[numbers]
    order = np.flatnonzero(~passed)  # the units in content order
    if not len(order):
        return []
    rows = _gather(units, _with_raised(units, _runs(units, order)))
    attach(units, order, np.flatnonzero(apart), rows)
    return rows


def _runs(units: Units, order: NDArray[np.intp]) -> list[Row]:
    """The units in runs, each of which goes forward along one baseline, without a wide gap."""
    x0, x1, y, size = (column[order] for column in (units.starts, units.ends, units.baselines, units.sizes))
    small, large = np.minimum(size[1:], size[:-1]), np.maximum(size[1:], size[:-1])
    gap = x0[1:] - x1[:-1]
    goes_on = (
        (np.abs(y[1:] - y[:-1]) <= _SAME_BASELINE * small)
        & (gap >= -0.35 * small)
        & (gap <= large)
        & (x0[1:] >= x0[:-1] - 0.02 * small)
    )
    starts = np.concatenate(([0], np.flatnonzero(~goes_on) + 1))
    smallest, largest = np.minimum.reduceat(size, starts).tolist(), np.maximum.reduceat(size, starts).tolist()
    lefts, rights = np.minimum.reduceat(x0, starts).tolist(), np.maximum.reduceat(x1, starts).tolist()
    members: list[int] = order.tolist()
    bounds = pairwise([*starts.tolist(), len(members)])
    runs = []
    for (start, end), low, high, left, right in zip(bounds, smallest, largest, lefts, rights, strict=True):
        run = members[start:end]
        first_largest = run[0] if low == high else max(run, key=units.size.__getitem__)
        runs.append(Row(run, units.y[first_largest], high, left, right))
    return runs


def _with_raised(units: Units, runs: Sequence[Row]) -> list[Row]:
    """The runs with raised and lowered small print (footnote marks, exponents) joined to the text it was drawn after,
    or else before."""
    joined: list[Row] = []
    for run in runs:
        before = joined[-1] if joined else None
        if (
            before is not None
            and units.size[before.units[-1]] != units.size[run.units[0]]
            and (
                _is_raised(units, before.units[-1], before.units, run.units[0], run.units)
                or _is_raised(units, run.units[0], run.units, before.units[-1], before.units)
            )
        ):
            larger = run if run.size > before.size else before
            joined[-1] = Row(before.units + run.units, larger.y, larger.size, min(before.x0, run.x0), max(before.x1, run.x1))
        else:
            joined.append(run)
    return joined


def _is_raised(units: Units, letter: int, text: Sequence[int], mark: int, print_: Sequence[int]) -> bool:
    """True where `mark`, of short `print_`, stands close beside a larger letter, off its baseline.

    Print that stands under the text is none: the small unit of a large number.
    """
    size = units.size[letter]
    if len(print_) > _SMALL_PRINT or units.size[mark] > _SMALLER * size:
        return False
    gap = max(units.x0[letter], units.x0[mark]) - min(units.x1[letter], units.x1[mark])
    at_the_pen = abs(units.x0[mark] - units.x1[letter]) <= AT_THE_PEN * size
    if units.size[mark] > _SMALL * size and not at_the_pen:
        return False
    highest = _RAISED_AT_THE_PEN if at_the_pen else _RAISED
    return (
        -0.2 * size <= gap <= 0.35 * size
        and 0.08 * size < abs(units.y[letter] - units.y[mark]) <= highest * size
        and _shared(units, text, print_) <= 0.2 * size
    )


def _shared(units: Units, one: Sequence[int], other: Sequence[int]) -> float:
    """How far two runs stand over each other, along the baseline; negative where there is room between them."""
    starts = max(min(units.x0[unit] for unit in run) for run in (one, other))
    return min(max(units.x1[unit] for unit in run) for run in (one, other)) - starts


def _gather(units: Units, runs: Iterable[Row]) -> list[Row]:
    """Rows of runs that share a baseline, that of their largest letter; runs that lie on top of each other stay apart.
    """
    rows: list[Row] = []
    for run in sorted(runs, key=lambda run: (run.y, units.x0[run.units[0]], run.units[0])):
        home = _home(units, rows, run)
        if home is None:
            rows.append(run)
        else:
            home.units = _merge(units, home.units, run.units)
            home.size = max(home.size, run.size)
            home.x0, home.x1 = min(home.x0, run.x0), max(home.x1, run.x1)
    return rows


def _home(units: Units, rows: Sequence[Row], run: Row) -> Row | None:
    """The last of the rows, which are in the order of their baselines, that a run is a part of."""
    for row in reversed(rows):
        if run.y - row.y > _SAME_BASELINE * run.size:
            return None
        if run.y - row.y <= _SAME_BASELINE * row.size and not _clash(units, row, run):
            return row
    return None


def _clash(units: Units, row: Row, run: Row) -> bool:
    """True where letters of the run would stand on letters of the row."""
    if run.x0 >= row.x1 or run.x1 <= row.x0:
        return False
    x0, x1, is_space = units.x0, units.x1, units.is_space
    letters = [unit for unit in row.units if not is_space[unit]]
    starts = [x0[unit] for unit in letters]
    for unit in run.units:
        if is_space[unit]:
            continue
        at = bisect_left(starts, x0[unit])
        for other in letters[max(0, at - 1) : at + 2]:
            shared = min(x1[unit], x1[other]) - max(x0[unit], x0[other])
            if shared > 0.5 * min(x1[unit] - x0[unit], x1[other] - x0[other]) and shared > 0.08 * units.size[unit]:
                return True
    return False


def _merge(units: Units, first: list[int], second: list[int]) -> list[int]:
    x0, x1 = units.x0, units.x1
    if x0[first[-1]] <= x0[second[0]] and x1[first[-1]] <= x1[second[0]]:
        return first + second
    if x0[second[-1]] <= x0[first[0]]:
        return second + first
    return [unit for _, unit in sorted([(round(x0[unit], 2), unit) for unit in first + second])]
