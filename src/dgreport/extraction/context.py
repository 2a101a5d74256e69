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
    for before, glyph in pairwise(glyphs):
        one, two = (before.font, before.code), (glyph.font, glyph.code)
        if doubtful[one] and doubtful[two] and _is_swapped(before, glyph):
            found.setdefault(one, glyph.text)
            found.setdefault(two, before.text)
        if doubtful[two] and glyph.text == UNKNOWN and _ends_in_nikhahit(before.text) and _is_like_aa(glyph):
            found.setdefault(two, thai.SARA_AA)
    return found


def retold(glyphs: Sequence[Glyph], learnt: dict[Code, str]) -> list[Glyph]:
    """The glyphs with what was learnt."""
    return [replace(glyph, text=learnt[glyph.font, glyph.code], evidence="context") if (glyph.font, glyph.code) in learnt
            and glyph.evidence in ("", "none") else glyph for glyph in glyphs]  # fmt: skip


def _is_swapped(first: Glyph, second: Glyph) -> bool:
    """Two signs on one letter, one over and one under it, that carry each other's characters."""
    if len(first.text) != 1 or len(second.text) != 1 or not (thai.is_mark(first.text) and thai.is_mark(second.text)):
        return False
    if first.font != second.font or first.ink is None or second.ink is None:
        return False
    return _is_below(first.text) != _is_below(second.text)


def _is_below(text: str) -> bool:
    return text in thai.BELOW_VOWELS or text == thai.PHINTHU


def _ends_in_nikhahit(text: str) -> bool:
    return text.endswith(thai.NIKHAHIT) or (len(text) > 1 and text[-1] in thai.TONES and text[-2] == thai.NIKHAHIT)


def _is_like_aa(glyph: Glyph) -> bool:
    """Sara aa stands on the baseline, no higher than a letter, and advances."""
    if glyph.ink is None or glyph.origin is None:
        return False
    height, low = glyph.ink[3] - glyph.ink[1], glyph.ink[3] - glyph.origin[1]
    return glyph.box[2] - glyph.box[0] > 0.1 * glyph.size and abs(low) < 0.1 * glyph.size and height < 0.8 * glyph.size
