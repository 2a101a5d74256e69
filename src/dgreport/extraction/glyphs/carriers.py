"""Which letter each sign stands on.

Content order is believed wherever it can be true. A sign is moved to another letter only where its ink stands over that
letter and it was put there on purpose: not where the pen just happened to be, for unshaped text paints signs a little
off.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.glyphs.units import AT_THE_PEN, Row, Units

#: Lengths in ems. Signs are raised and lowered within this of the baseline of their letter.
_SIGN_REACH = 0.8
#: A sign may stand beyond the end of the letter before it by this: a narrow tone after a wide vowel does.
_BEYOND = 0.1
#: A sign that advances by more than this has room of its own: recognition programs give it that of a letter.
_ADVANCES = 0.1

#: Drawn before the tone of its syllable where signs are put in last.
_AFTER_A_TONE = (thai.SARA_AA, thai.SARA_AM, thai.SARA_A)
_NO_OBJECTION = str.maketrans("", "", thai.NIKHAHIT + UNKNOWN)


def attach(units: Units, order: NDArray[np.intp], signs: NDArray[np.intp], rows: Sequence[Row]) -> None:
    """Puts each sign on its letter; `order` are the units in content order."""
    if not len(signs):
        return
    befores = np.searchsorted(order, signs)  # how many units come before each
    lasts = order[np.maximum(befores - 1, 0)]
    xs, ys, sizes, middles = units.starts[signs], units.baselines[signs], units.sizes[signs], units.ink_middles(signs)
    x0, x1, rise, em = units.starts[lasts], units.ends[lasts], np.abs(ys - units.baselines[lasts]), units.sizes[lasts]
    over = (x0 <= middles) & (middles <= x1 + _BEYOND * em) | np.isnan(middles)
    at_the_pen = (np.abs(xs - x1) <= AT_THE_PEN * sizes) & (rise <= 0.02 * sizes)
    # As nearly all stand: on the letter drawn before them.
    stands = (befores > 0) & (at_the_pen | (over & (rise <= _SIGN_REACH * sizes)))
    advances = (units.ends[signs] - xs > _ADVANCES * sizes) & (befores < len(order))
    lines: list[tuple[Row, list[int]]] = []
    wide: list[tuple[int, int, int]] = []
    listed: list[int] = order.tolist()
    told = zip(*(column.tolist() for column in (signs, befores, lasts, stands, advances)), strict=True)
    for number, (sign, before, last, stands_there, is_wide) in enumerate(told):
        carrier: int | None = last
        text = units.text[sign]
        if not (stands_there and _carries(units, last, text)):
            lines = lines or _letters(units, rows)
            middle = float(middles[number])
            carrier = _carrier(units, listed, sign, before, None if math.isnan(middle) else middle, lines)
        if carrier is not None:
            units.signs.setdefault(carrier, []).append(sign)
            units.said[carrier] = units.said.get(carrier, "") + text
            if is_wide:
                wide.append((carrier, sign, listed[before]))
    _give_room(units, wide)


def _give_room(units: Units, wide: Sequence[tuple[int, int, int]]) -> None:
    """Lets letters go on under their signs that advance (letter, sign, the next letter), but not of a font whose writer
    goes back after them.
    """
    x0, x1 = units.x0, units.x1
    goes_back = {
        units.form(sign).font
        for _, sign, after in wide
        if x0[sign] - 1 < x0[after] < x1[sign] - AT_THE_PEN * units.size[sign]
    }
    for letter, sign, _ in wide:
        if units.form(sign).font not in goes_back:
            units.widen(letter, x1[sign])


def _carrier(
    units: Units,
    order: Sequence[int],
    sign: int,
    before: int,
    middle: float | None,
    lines: Sequence[tuple[Row, list[int]]],
) -> int | None:
    """The letter that a sign stands on; `middle` is that of its ink, None where it is not known, and `before` how many
    units come before it.
    """
    x, y, size, text = units.x0[sign], units.y[sign], units.size[sign], units.text[sign]
    last = _carrier_before(units, order, before)
    near = False
    if last is not None:
        end, rise = units.x1[last], abs(y - units.y[last])
        near = rise <= _SIGN_REACH * size
        at_the_pen = abs(x - end) <= AT_THE_PEN * size and rise <= 0.02 * size
        over = middle is None or _over(middle, units, last, 0.0, _BEYOND)
        if (at_the_pen or (near and over)) and _carries(units, last, text):
            return last
    under = _under(units, lines, middle, y, size, text) if middle is not None else None
    if under is not None and middle is not None and near and last is not None and _carries(units, last, text):
        # Over neither, where letters are spaced out: drawn after the one, before the other.
        under = last if units.x1[last] < middle < units.x0[under] else under
    if under is None and near and last is not None and -0.5 * size <= x - units.x1[last] <= 1.5 * size:
        return last
    return under


def _letters(units: Units, rows: Sequence[Row]) -> list[tuple[Row, list[int]]]:
    """The rows from the top, with the letters of each from the left."""
    x0, is_space = units.x0, units.is_space
    lines = [(row, sorted((unit for unit in row.units if not is_space[unit]), key=x0.__getitem__)) for row in rows]
    return sorted(lines, key=lambda line: line[0].y)


def _carrier_before(units: Units, order: Sequence[int], before: int) -> int | None:
    """The letter before a sign in content order, but for a sara aa or am drawn before the tone of its syllable."""
    at = before - 1
    if at >= 0 and units.is_space[order[at]]:
        at -= 1
    if at > 0 and units.text[order[at]] in _AFTER_A_TONE and units.text[order[at - 1]][-1:] in thai.CONSONANTS:
        at -= 1
    return order[at] if at >= 0 else None


def _carries(units: Units, unit: int, sign: str) -> bool:
    """True where the letter can take the sign beside those it has."""
    return _may_stand_on(units.text[unit], units.said.get(unit, ""), sign)


@lru_cache(maxsize=4096)
def _may_stand_on(letter: str, signs: str, sign: str) -> bool:
    if letter[-1:] not in thai.CONSONANTS and not thai.is_mark(letter[-1:]):
        return False
    # A nikhahit is half a sara am yet: beside it the letter may have a tone.
    # What an unknown glyph is may be legal.
    before = (letter + signs).translate(_NO_OBJECTION)
    after = before + sign.translate(_NO_OBJECTION)
    return thai.is_legal(thai.canonical(after)) or not thai.is_legal(thai.canonical(before))


def _over(middle: float, units: Units, unit: int, before: float, after: float) -> bool:
    """True where the middle of a sign's ink stands over (or under) the letter; margins on either side in ems."""
    size = units.size[unit]
    return units.x0[unit] - before * size <= middle <= units.x1[unit] + after * size


def _under(
    units: Units, lines: Sequence[tuple[Row, list[int]]], middle: float, y: float, size: float, sign: str
) -> int | None:
    """The letter under (or over) a sign's ink, on the nearest baseline; one that the middle of the ink is over comes
    first.
    """
    reach = _SIGN_REACH * size
    best: tuple[float, float, float] | None = None
    found: int | None = None
    for at in range(bisect_left(lines, y - reach, key=lambda line: line[0].y), len(lines)):
        row, letters = lines[at]
        if row.y > y + reach:
            break
        first = bisect_left(letters, middle - 0.2 * size, key=units.x0.__getitem__)
        for unit in letters[max(0, first - 3) : first + 3]:
            if not _over(middle, units, unit, 0.12, 0.12) or not _carries(units, unit, sign):
                continue
            off = max(units.x0[unit] - middle, middle - units.x1[unit], 0.0)
            score = (round(abs(row.y - y) / (0.3 * size)), off, abs(units.x1[unit] - middle))
            if best is None or score < best:
                best, found = score, unit
    return found
