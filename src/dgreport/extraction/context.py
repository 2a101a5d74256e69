"""What the glyphs around it show a doubtful code to be.

Writers that map whole clusters leave some codes without a character, or give two signs each other's. Where the glyph
itself keeps no trace of its character, its neighbours on the page often settle it, for every other place too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from dgreport.extraction import thai
from dgreport.extraction.evidence import UNKNOWN
from dgreport.extraction.page import Glyph

Code = tuple[str, int]  #: font, character code


def lessons(glyphs: Sequence[Glyph], is_doubtful: Callable[[Glyph], bool]) -> dict[Code, str]:
    """Code to the character that its neighbours show it to be, for codes that are doubtful."""
    doubtful = {(glyph.font, glyph.code): is_doubtful(glyph) for glyph in glyphs}
    if not any(doubtful.values()):
        return {}
    found: dict[Code, str] = {}
    after_nikhahit: dict[str, set[int]] = {}
    for before, glyph in pairwise(glyphs):
        one, two = (before.font, before.code), (glyph.font, glyph.code)
        if (doubtful[one] or doubtful[two]) and _is_swapped(before, glyph):
            for code, other in ((one, glyph), (two, before)):
                if doubtful[code]:
                    found.setdefault(code, other.raw)
        if doubtful[two] and glyph.text == UNKNOWN and _ends_in_nikhahit(before.text) and _is_like_aa(glyph):
            after_nikhahit.setdefault(glyph.font, set()).add(glyph.code)
    # Only sara aa follows a nikhahit: where several codes do, what was taken for a nikhahit is none.
    found.update(
        {(font, code): thai.SARA_AA for font, codes in after_nikhahit.items() if len(codes) == 1 for code in codes}
    )
    return found


def retold(glyphs: Sequence[Glyph], read: Callable[[Glyph], tuple[str, str]]) -> list[Glyph]:
    """The glyphs whose character was not settled, with what `read` says of them now: (text, evidence)."""
    result = []
    for glyph in glyphs:
        text, evidence = read(glyph) if glyph.evidence in ("", "none") else (glyph.text, glyph.evidence)
        result.append(glyph if text == glyph.text else replace(glyph, text=text, evidence=evidence))
    return result


def _is_swapped(first: Glyph, second: Glyph) -> bool:
    """Two signs of one letter, one over and one under it, whose map gives each the other's character."""
    if first.font != second.font or len(first.raw) != 1 or len(second.raw) != 1:
        return False
    if (
        not (thai.is_mark(first.raw) and thai.is_mark(second.raw))
        or fits_ink(first.raw, first)
        or fits_ink(second.raw, second)
    ):
        return False
    return fits_ink(second.raw, first) and fits_ink(first.raw, second)


def fits_ink(sign: str, glyph: Glyph) -> bool:
    """False where a sign that stands over a letter has its ink under the line, or the reverse; True where unknown."""
    if glyph.ink is None or glyph.origin is None or not thai.is_mark(sign):
        return True
    middle = (glyph.ink[1] + glyph.ink[3]) / 2
    return (middle > glyph.origin[1]) == (sign in thai.BELOW_VOWELS + thai.PHINTHU)


def _ends_in_nikhahit(text: str) -> bool:
    return text.endswith(thai.NIKHAHIT) or (len(text) > 1 and text[-1] in thai.TONES and text[-2] == thai.NIKHAHIT)


def _is_like_aa(glyph: Glyph) -> bool:
    """Sara aa stands on the baseline, no higher than a letter, and advances."""
    if glyph.ink is None or glyph.origin is None:
        return False
    height, low = glyph.ink[3] - glyph.ink[1], glyph.ink[3] - glyph.origin[1]
    return glyph.box[2] - glyph.box[0] > 0.1 * glyph.size and abs(low) < 0.1 * glyph.size and height < 0.8 * glyph.size
