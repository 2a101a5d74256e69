"""Glyphs drawn twice in one spot: bold that was made that way.

Hardly any page has them, so whether there may be any is asked first, in ways that are quick.
"""

from __future__ import annotations

from itertools import islice

import numpy as np

from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.glyphs.units import is_sign, is_sign_text
from dgreport.extraction.page import Columns, Form

#: Lengths in ems. Two copies of a glyph closer than this are fake bold (widest seen 0.06).
_SAME_PLACE = 0.06
#: The baseline of a stretch of letters is straight within this.
_FLAT = 0.01
#: Where each stretch is near so many others, comparing them costs more than it saves.
_MOST_COMPARED = 50
#: So many glyphs of one letter over one another, as in a column of figures, are looked through for copies.
_MOST_BESIDE = 100


def doubled(columns: Columns) -> set[int]:
    """Places of glyphs that repeat another in the same spot (fake bold).

    A sign typed twice is drawn in one spot too: it counts only where the letter under it is doubled as well.
    """
    if not _goes_back(columns) or not _may_be_doubled(columns):
        return set()
    seen: dict[tuple[str, int, int], list[tuple[float, float, int]]] = {}
    copies: dict[int, int] = {}
    signs: list[tuple[int, int, int | None]] = []
    base: int | None = None
    for at, (form, x, y) in enumerate(columns.drawn):
        near = _SAME_PLACE * form.size
        flat = is_sign(form)
        said = _said(form)
        # Copies are looked for in the cells of a coarse grid around the place.
        column, line = round(x / 4), round(y / 4)
        found = None
        for cell in (
            (column, line),
            (round((x - near) / 4), line),
            (round((x + near) / 4), line),
            (column, round((y - near) / 4)),
            (column, round((y + near) / 4)),
        ):
            for ox, oy, other in seen.get((said, *cell), ()):
                if abs(ox - x) <= near and abs(oy - y) <= near:
                    found = other
                    break
            if found is not None:
                break
        if found is None:
            seen.setdefault((said, column, line), []).append((x, y, at))
        elif flat:
            signs.append((at, found, base))
        elif not form.text.isspace() or at - 1 in copies:
            copies[at] = found
        if not flat and not form.text.isspace():
            base = at
    originals = set(copies.values())
    for at, _, under in signs:
        if under in copies or under in originals:
            copies[at] = at
    return set(copies)


def _goes_back(columns: Columns) -> bool:
    """False where no stretch of content order that goes forward along a line comes near another: then no letter can
    stand where another does. Signs and spaces are passed over.
    """
    if not len(columns):
        return False
    letters = ~(columns.spaces | columns.each([is_sign_text(form.text) for form in columns.forms], np.bool_))
    x, y = columns.x[letters], columns.y[letters]
    sizes = columns.sizes[letters]
    if len(x) < 2:
        return False
    near = sizes[1:]
    goes_on = (np.abs(y[1:] - y[:-1]) <= _FLAT * near) & (x[1:] > x[:-1] + _SAME_PLACE * near)
    starts = np.concatenate(([0], np.flatnonzero(~goes_on) + 1))
    ends = np.append(starts[1:], len(x)) - 1
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    largest = np.maximum.reduceat(sizes, starts)
    if np.any(high - low > _FLAT * largest):
        return True  # it rises bit by bit
    stretches = list(zip(y[starts].tolist(), x[starts].tolist(), x[ends].tolist(), largest.tolist(), strict=True))
    stretches.sort()
    reach = (_SAME_PLACE + 2 * _FLAT) * max(size for *_, size in stretches)
    compared = 0
    for at, (y, x0, x1, size) in enumerate(stretches):
        for other_y, other_x0, other_x1, other in islice(stretches, at + 1, None):
            if other_y - y > reach:
                break
            compared += 1
            near = _SAME_PLACE * max(size, other)
            if (other_x0 <= x1 + near and x0 <= other_x1 + near) or compared > _MOST_COMPARED * len(stretches):
                return True
    return False


def _may_be_doubled(columns: Columns) -> bool:
    """False where no letter can be a copy of another: hardly any page has copies, and this is quick to tell."""
    codes: dict[str, int] = {}
    code_of_form = [codes.setdefault(_said(form), len(codes)) for form in columns.forms]
    near_of_code = [-1.0] * len(codes)
    for form, code in zip(columns.forms, code_of_form, strict=True):
        if form.text and not form.text.isspace() and not is_sign(form):
            near_of_code[code] = max(near_of_code[code], _SAME_PLACE * form.size)
    of_glyphs = columns.each(code_of_form, np.intp)
    order = np.lexsort((columns.y, columns.x, of_glyphs))
    which, x, y = of_glyphs[order], columns.x[order], columns.y[order]
    near = np.array(near_of_code)[which]
    one = np.arange(len(order))
    for step in range(1, _MOST_BESIDE):
        # Of each glyph the one that is `step` further to the right, of the same letter, as long as it is near.
        one = one[one + step < len(order)]
        other = one + step
        is_near = (which[one] == which[other]) & (x[other] - x[one] <= near[one])
        one, other = one[is_near], other[is_near]
        if not len(one):
            return False
        if np.any(np.abs(y[other] - y[one]) <= near[one]):
            return True
    return True


def _said(form: Form) -> str:
    """What tells a glyph from others: its letter. A copy may be drawn in another font (outlines that writers stroke), and
    there its map may say the letter alone, or with its signs."""
    return form.text[0] if form.text and form.text != UNKNOWN else f"{form.font} {form.code}"
