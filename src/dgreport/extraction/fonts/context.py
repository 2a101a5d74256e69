"""What the glyphs around it show a doubtful code to be.

Writers that map whole clusters give the letter's glyph all of ที่ and its signs nothing, or all three the whole; or they
give two signs each other's character. Where the glyphs themselves keep no trace of their characters, the first cluster
in which a code was used tells what it is, and then it is known everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.page import Form, Glyph

Code = tuple[str, int]  #: font, character code


#: Evidence that neighbours outweigh: none, and mere resemblance.
WEAK = frozenset({"", "none", "shape"})
#: So often a sign stands before a sara aa, and nowhere else, that it is no chance.
_OFTEN = 3


def lessons(
    glyphs: Sequence[Glyph], is_doubtful: Callable[[Glyph], bool], used: Set[Code] | None = frozenset()
) -> dict[Code, str]:
    """Code to the character that its neighbours show it to be, for codes that are doubtful.

    `used` are the codes of earlier pages, None where those are not known: a map of clusters tells the truth only where
    a code is used first.
    """
    # There are many glyphs of few forms.
    forms = {id(glyph.form): glyph for glyph in glyphs}
    shown = {(glyph.font, glyph.code): glyph for glyph in forms.values()}
    doubtful = {code: is_doubtful(glyph) for code, glyph in shown.items()}
    doubts = {number for number, glyph in forms.items() if doubtful[glyph.font, glyph.code]}
    if not doubts:
        return {}
    found: dict[Code, str] = {}
    for text, members in _clusters(glyphs, used) if used is not None else ():
        for glyph, char in _dealt(text, members):
            if doubtful[glyph.font, glyph.code]:
                found.setdefault((glyph.font, glyph.code), char)
    for code in _before_aa(glyphs):
        if doubtful[code]:
            found.setdefault(code, thai.NIKHAHIT)
    after_nikhahit: dict[str, set[int]] = {}
    for before, glyph in pairwise(glyphs):
        if id(before.form) not in doubts and id(glyph.form) not in doubts:
            continue
        one, two = (before.font, before.code), (glyph.font, glyph.code)
        if _is_swapped(before, glyph):
            for code, other in ((one, glyph), (two, before)):
                if doubtful[code]:
                    found.setdefault(code, other.raw)
        if doubtful[two] and glyph.text == UNKNOWN and _ends_in_nikhahit(before.text) and _is_like_aa(glyph):
            after_nikhahit.setdefault(glyph.font, set()).add(glyph.code)
    for font, codes in after_nikhahit.items():
        # Only sara aa follows a nikhahit: where several codes do, what was taken for a nikhahit is none.
        if len(codes) == 1:
            found.setdefault((font, codes.pop()), thai.SARA_AA)
    return found


def retold(glyphs: Sequence[Glyph], read: Callable[[Glyph], tuple[str, str]]) -> list[Glyph]:
    """The glyphs whose character was not settled, with what `read` says of them now: (text, evidence)."""
    result = []
    for glyph in glyphs:
        text, evidence = read(glyph) if glyph.evidence in WEAK else (glyph.text, glyph.evidence)
        result.append(glyph if text == glyph.text else glyph.told(text, evidence))
    return result


# Clusters -----------------------------------------------------------------------------------------------------------


def _clusters(glyphs: Sequence[Glyph], used: Set[Code]) -> Iterator[tuple[str, list[Glyph]]]:
    """(text, glyphs) of the first use of each letter whose glyph the map gives several characters, where it gives the
    next glyphs nothing, or the same."""
    met = set(used)
    forms = {id(glyph.form): glyph for glyph in glyphs}
    several = {(glyph.font, glyph.code) for glyph in forms.values() if _is_cluster(glyph)}
    code_of = {number: (glyph.font, glyph.code) for number, glyph in forms.items()}
    for at, first in enumerate(glyphs if several else ()):
        code = code_of[id(first.form)]
        if code not in several or code in met:
            continue
        met.add(code)
        if not _is_cluster(first):
            continue
        members = [first]
        for glyph in glyphs[at + 1 : at + 2 + len(first.raw)]:
            if glyph.font != first.font or glyph.raw not in ("", first.raw):
                break
            members.append(glyph)
        if len(members) > 1:
            yield first.raw, members


def _is_cluster(glyph: Glyph) -> bool:
    return len(glyph.raw) > 1 and glyph.raw[0] in thai.CONSONANTS


def _dealt(text: str, members: Sequence[Glyph]) -> list[tuple[Glyph, str]]:
    """Each glyph of a cluster with its share of the text; empty where the numbers don't allow it."""
    parts = text.replace(thai.SARA_AM, thai.NIKHAHIT + thai.SARA_AA)
    letters = [char for char in parts if not thai.is_mark(char)]
    bases = [glyph for glyph in members if not is_sign(glyph.form)]
    signs = [char for char in parts if thai.is_mark(char)]
    marks = [glyph for glyph in members if is_sign(glyph.form)]
    if len(bases) < len(letters):
        return []
    # What is known already leaves the fewer to choose from; glyphs beyond the cluster are the next letter's.
    marks = marks[: len(signs)]
    for glyph in list(marks):
        if glyph.text in signs and glyph.evidence not in WEAK:
            marks.remove(glyph)
            signs.remove(glyph.text)
    dealt = list(zip(bases, letters, strict=False))
    below = [glyph for glyph in marks if _is_below(glyph)]
    above = sorted((glyph for glyph in marks if not _is_below(glyph)), key=lambda glyph: -_middle(glyph))
    low_signs = [char for char in signs if char in thai.BELOW_VOWELS + thai.PHINTHU]
    high_signs = [char for char in thai.canonical("".join(signs)) if char not in low_signs]
    if len(below) == len(low_signs):
        dealt += zip(below, low_signs, strict=True)
    if len(above) == len(high_signs):
        dealt += zip(above, high_signs, strict=True)
    elif len(above) == 1 and len(high_signs) == 2:
        dealt.append((above[0], "".join(high_signs)))
    return dealt


def is_sign(form: Form) -> bool:
    """A glyph without advance of its own: a sign over or under a letter."""
    x0, top, x1, bottom = form.box
    return abs(x1 - x0) < 0.05 * form.size and abs(bottom - top) > 0


def _middle(glyph: Glyph) -> float:
    return (glyph.ink[1] + glyph.ink[3]) / 2 if glyph.ink else 0.0


def _is_below(glyph: Glyph) -> bool:
    return glyph.ink is not None and _middle(glyph) > glyph.y


# Neighbours ---------------------------------------------------------------------------------------------------------


def _is_swapped(first: Glyph, second: Glyph) -> bool:
    """Two signs of one letter, one over and one under it, whose map gives each the other's character."""
    if first.font != second.font or len(first.raw) != 1 or len(second.raw) != 1:
        return False
    if not (thai.is_mark(first.raw) and thai.is_mark(second.raw)):
        return False
    as_said = fits_ink(first.raw, first) or fits_ink(second.raw, second)
    return not as_said and fits_ink(second.raw, first) and fits_ink(first.raw, second)


def fits_ink(sign: str, glyph: Glyph) -> bool:
    """False where a sign that stands over a letter has its ink under the line, or the reverse; True where unknown."""
    if glyph.ink is None or not thai.is_mark(sign):
        return True
    return _is_below(glyph) == (sign in thai.BELOW_VOWELS + thai.PHINTHU)


def _before_aa(glyphs: Sequence[Glyph]) -> Iterator[Code]:
    """Codes of unknown signs that are the ring of sara am: wherever they stand a sara aa follows.

    Beside a tone nothing else can stand before a sara aa; without one, a tone could, but where the two common ones are
    known it is not likely.
    """
    known: dict[str, set[str]] = {}
    found: dict[Code, list[bool | None]] = {}  # whether a tone stands beside it, None where no sara aa follows
    for at, glyph in enumerate(glyphs):
        if glyph.text in thai.TONES and glyph.text:
            known.setdefault(glyph.font, set()).add(glyph.text)
        if glyph.text != UNKNOWN or not is_sign(glyph.form):
            continue
        before, *after = (each.text for each in (*glyphs[max(at - 1, 0) : at], *glyphs[at + 1 : at + 3]))
        has_tone = bool(before and before in thai.TONES) or bool(after and after[0] and after[0] in thai.TONES)
        follower = after[1:] if after and after[0] and after[0] in thai.TONES else after
        is_am = bool(follower) and follower[0] == thai.SARA_AA
        found.setdefault((glyph.font, glyph.code), []).append(has_tone if is_am else None)
    for code, places in found.items():
        sure = any(places) or (len(places) >= _OFTEN and set(thai.TONES[:2]) <= known.get(code[0], set()))
        if None not in places and sure:
            yield code


def _ends_in_nikhahit(text: str) -> bool:
    return text.endswith(thai.NIKHAHIT) or (len(text) > 1 and text[-1] in thai.TONES and text[-2] == thai.NIKHAHIT)


def _is_like_aa(glyph: Glyph) -> bool:
    """Sara aa stands on the baseline, no higher than a letter, and advances."""
    if glyph.ink is None:
        return False
    height, low = glyph.ink[3] - glyph.ink[1], glyph.ink[3] - glyph.y
    return glyph.box[2] - glyph.box[0] > 0.1 * glyph.size and abs(low) < 0.1 * glyph.size and height < 0.8 * glyph.size
