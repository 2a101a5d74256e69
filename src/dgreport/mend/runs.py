"""By which map of its font each glyph is shown, so that operators are taken apart as seldom as can be.

A change of font inside an operator makes two of it, and PDFium, which computes places from where an operator begins and
in single precision, paints the second by an error of rounding elsewhere. Most codes say the same by every map of their
font, so a glyph that needs an alias takes those around it along: the whole operator, where nothing in it needs another.
Fonts with spare codes need not be changed at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from dgreport.mend.maps import FontMaps
from dgreport.mend.reading import ReadPage


def map_numbers(read: ReadPage, maps: Mapping[str, FontMaps], whole: Collection[int]) -> list[int]:
    """For each glyph with a spot the number of its map: 0 for its font's own, 1 ... for an alias.

    `maps` has those fonts, by name, whose maps are mended. The operators of the walk in `whole` have one map, the one
    that is right for most. Fonts change at the beginning of a letter, not at its signs, where there is a choice.
    """
    letters = {group.first for group in read.words.groups}
    numbers: list[int] = []
    for shown, places in groupby(range(len(read.spots)), key=lambda at: read.spots[at].shown):
        glyphs = list(places)
        font = maps.get(read.page.glyphs[glyphs[0]].font)
        if font is None or not font.aliases or not read.walk.shown[shown].name:
            numbers += [0] * len(glyphs)
            continue
        right = [font.numbers(read.spots[at].code, read.words.says[at]) for at in glyphs]
        if font.spare:
            numbers += map(min, right)
            continue
        if shown in whole:
            counts = Counter(number for here in right for number in here)
            numbers += [min(counts, key=lambda number: (-counts[number], number))] * len(glyphs)
        else:
            numbers += _fewest(right, [at in letters for at in glyphs])
    return numbers


def _fewest(right: Sequence[frozenset[int]], begins: Sequence[bool]) -> list[int]:
    """One of the right numbers for each place, changed as seldom as can be, and at a place that begins something."""
    numbers: list[int] = []
    common = right[0]
    for at, here in enumerate(right):
        if common & here:
            common &= here
            continue
        back = here  # what is right from a place before this one on
        start = best = at
        while start > len(numbers) and not begins[best] and back & right[start - 1]:
            start -= 1
            back &= right[start]
            best = start if begins[start] else at
        numbers += [min(common)] * (best - len(numbers))
        common = frozenset.intersection(*right[best : at + 1])
    return numbers + [min(common)] * (len(right) - len(numbers))
