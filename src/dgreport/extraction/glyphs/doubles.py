"""Glyphs drawn twice in one spot: bold that was made that way.

Hardly any page has them, so whether there may be any is asked first, in ways that are quick.
"""

from __future__ import annotations

import math
import operator
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from dgreport.extraction.glyphs.rows import is_sign, is_sign_text
from dgreport.extraction.page import Drawn, Form, forms_of

#: Lengths in ems. Two copies of a glyph closer than this are fake bold (widest seen 0.06).
_SAME_PLACE = 0.06
#: The baseline of a stretch of letters is straight within this.
_FLAT = 0.01
#: Where each stretch is near so many others, comparing them costs more than it saves.
_MOST_COMPARED = 50


def doubled(glyphs: Sequence[Drawn], forms: Iterable[Form]) -> set[int]:
    """Places of glyphs that repeat another in the same spot (fake bold); `forms` are those that they have.

    A sign typed twice is drawn in one spot too: it counts only where the letter under it is doubled as well.
    """
    if not _goes_back(glyphs, forms) or not _may_be_doubled(glyphs):
        return set()
    seen: dict[tuple[str, int, int, int], list[tuple[float, float, int]]] = {}
    copies: dict[int, int] = {}
    signs: list[tuple[int, int, int | None]] = []
    base: int | None = None
    for at, (form, x, y) in enumerate(glyphs):
        near = _SAME_PLACE * form.size
        flat = is_sign(form)
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
            for ox, oy, other in seen.get((form.font, form.code, *cell), ()):
                if abs(ox - x) <= near and abs(oy - y) <= near:
                    found = other
                    break
            if found is not None:
                break
        if found is None:
            seen.setdefault((form.font, form.code, column, line), []).append((x, y, at))
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


def _goes_back(glyphs: Sequence[Drawn], forms: Iterable[Form]) -> bool:
    """False where no stretch of content order that goes forward along a line comes near another: then no letter can
    stand where another does. Signs and spaces are passed over.
    """
    passed = {id(form) for form in forms if form.text.isspace() or is_sign_text(form.text)}
    stretches: list[tuple[float, float, float, float]] = []  # y, first x, last x, largest size
    line_y, first_x, last_x, largest = math.inf, 0.0, 0.0, 0.0
    for form, x, y in glyphs:
        if id(form) in passed:
            continue
        size = form.size
        if -_FLAT * size <= y - line_y <= _FLAT * size and x > last_x + _SAME_PLACE * size:
            last_x = x
            if size > largest:
                largest = size
            continue
        stretches.append((line_y, first_x, last_x, largest))
        line_y, first_x, last_x, largest = y, x, x, size
    stretches.append((line_y, first_x, last_x, largest))
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


def _may_be_doubled(glyphs: Sequence[Drawn]) -> bool:
    """False where no letter can be a copy of another: hardly any page has copies, and this is quick to tell."""
    of_form: dict[int, list[Drawn]] = {}
    for glyph in glyphs:
        of_form.setdefault(id(glyph[0]), []).append(glyph)
    alike: dict[tuple[str, int], list[Drawn]] = {}
    for group in of_form.values():
        form = group[0][0]
        alike.setdefault((form.font, form.code), []).extend(group)
    for group in alike.values():
        forms = forms_of(group)
        if len(group) < 2 or all(not form.text or form.text.isspace() or is_sign(form) for form in forms):
            continue
        near = _SAME_PLACE * max(form.size for form in forms)
        rows: dict[float, list[float]] = {}
        for _, x, y in group:
            rows.setdefault(y // 0.1, []).append(x)
        if any(_is_close(xs, near) for xs in rows.values()):
            return True
        lines = sorted(rows)
        for at, one in enumerate(lines):
            end = bisect_right(lines, one + 10 * near + 1, at)
            if end > at + 1 and _is_close([x for line in lines[at:end] for x in rows[line]], near):
                return True
    return False


def _is_close(values: list[float], near: float) -> bool:
    """True where two of the values differ by no more than `near`."""
    if len(values) < 2:
        return False
    values = sorted(values)
    return bool(min(map(operator.sub, values[1:], values)) <= near)
