"""The characters of a line put in the written order: each step is a list of edits over the one before.

Copies of fake bold go, the glyphs are put in the order in which they stand, signs come into the written order with sara
am in one piece, gaps become spaces, and spaces at the ends go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from dgreport.extraction import thai
from dgreport.extraction.layout.edits import Cell, Log
from dgreport.extraction.page import Box

#: A nikhahit drawn beside a sara aa whose code says sara am already.
_SPLIT_AM = thai.NIKHAHIT + thai.SARA_AM

#: They belong to the signs of the letter before.
FOLLOWING = (thai.SARA_AA, thai.SARA_AM)
#: What is written as it is whatever comes before it begins with none of these.
BOUND = frozenset((*FOLLOWING, *thai.MARKS))
#: Where a line's characters can't be put in order all at once: signs without a letter, private forms.
_APART = re.compile(f"(?:\\A|[{thai.SARA_AA}{thai.SARA_AM}])[{thai.MARKS}]|[\ue000-\uf8ff]")


def plain(text: str, is_single: bool) -> str | None:
    """What `mended` makes of glyphs that stand in the order in which they are drawn; None where it can't be told from the
    text alone. With `is_single` each is a single character.
    """
    written = _normal(text)
    if written != text and (not is_single or _APART.search(text)):
        return None
    tidy = written.strip()
    return tidy if is_single or tidy == written else None


def mended(
    before: Set[int], cells: list[Cell], standing: Sequence[int], copies: Set[int] | None, log: Log
) -> list[Cell]:
    """The characters of a line in the written order, with spaces for gaps, each change in the log.

    `before` are the places of the glyphs that a gap precedes, `standing` those of all as they stand; `copies` is None
    where they are drawn so, and none twice.
    """
    wanted = cells
    if copies is not None:
        kept = [cell for cell in cells if cell.at not in copies]
        log.change("doubled", cells, kept, "the same glyph in the same place")
        of = {cell.at: cell for cell in kept}
        wanted = [of.pop(at) for at in standing]
        # What stands on nothing is no text: signs without a letter, painted by a cluster that is elsewhere.
        wanted += [cell for cell in of.values() if not cell.text or not all(map(thai.is_mark, cell.text))]
        log.change("order", kept, wanted, "place on the page")
    written = _written(wanted)
    log.change("thai", wanted, written, "written order of signs, sara am in one piece")
    spaced = _with_spaces(written, before)
    log.change("gap", written, spaced, "a gap wider than between letters")
    tidy = _tidy(spaced)
    log.change("space", spaced, tidy, "space at the edge of the line")
    return tidy


def boxes_in(cell: Cell) -> list[Box | None]:
    """The box of each character of a cell: a letter's signs share its box, several letters share it out."""
    if len(cell.text) == 1:
        return [cell.box]
    letters = [n for n, char in enumerate(cell.text) if not thai.is_mark(char)]
    if cell.box is None or len(letters) < 2:
        return [cell.box] * len(cell.text)
    x0, top, x1, bottom = cell.box
    step = (x1 - x0) / len(letters)
    found: list[Box | None] = []
    number = -1
    for n in range(len(cell.text)):
        number += n in letters
        left = x0 + max(0, number) * step
        found.append((left, top, left + step, bottom))
    return found


def _written(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with the signs of each letter in the written order, and nikhahit with sara aa as sara am."""
    text = "".join([cell.text for cell in cells])
    if _normal(text) == text:
        return list(cells)
    result: list[Cell] = []
    at = 0
    while at < len(cells):
        end = at + 1
        while end < len(cells) and cells[end].text and all(map(thai.is_mark, cells[end].text)):
            end += 1
        if end < len(cells) and cells[end].text[:1] in FOLLOWING and end > at + 1:
            end += 1
        if end == at + 1 and len(cells[at].text) == 1 and not thai.is_mark(cells[at].text):
            result.append(cells[at])
            at = end
            continue
        group = list(cells[at:end])
        text = "".join(cell.text for cell in group)
        normal = _normal_cluster(text)
        result += group if normal == text else _reassigned(group, normal)
        at = end
    return result


def _normal(text: str) -> str:
    """Signs in the written order, sara am in one piece."""
    return thai.normal(text).replace(_SPLIT_AM, thai.SARA_AM)


# The clusters of a page are few.
_normal_cluster = lru_cache(maxsize=4096)(_normal)


def _reassigned(group: Sequence[Cell], text: str) -> list[Cell]:
    """One cell a character of `text`, each with the box it was drawn in; a composed sara am has that of its sara aa."""
    pool: dict[str, list[Cell]] = {}
    for cell in group:
        for char, box in zip(cell.text, boxes_in(cell), strict=True):
            pool.setdefault(char, []).append(Cell(char, box, cell.at))
    result = []
    for char in text:
        source = pool.get(char) or pool.get(thai.SARA_AA if char == thai.SARA_AM else char)
        cell = source.pop(0) if source else group[0]
        result.append(Cell(char, cell.box, cell.at))
    return result


def _with_spaces(cells: Sequence[Cell], before: Set[int]) -> list[Cell]:
    """The cells with a space before the first of each glyph that a gap precedes."""
    if not before:
        return list(cells)
    result: list[Cell] = []
    wanting = set(before)
    for cell in cells:
        if cell.at in wanting:
            wanting.discard(cell.at)
            result.append(Cell(" ", None))
        result.append(cell)
    return result


def _tidy(cells: Sequence[Cell]) -> list[Cell]:
    """Without spaces at the ends."""
    start, end = 0, len(cells)
    while start < end and not cells[start].text.strip():
        start += 1
    while end > start and not cells[end - 1].text.strip():
        end -= 1
    return list(cells[start:end])
