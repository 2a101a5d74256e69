"""How one list of characters became another, written down as Edits that can be replayed and undone."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dgreport.extraction.page import Box, Drawn, boxes_of

if TYPE_CHECKING:
    from dgreport.model import Edit


@dataclass(slots=True)
class Cell:
    """What one glyph adds to a line: its characters and where it stands; `at` is its place in content order.

    Never changed once made.
    """

    text: str
    box: Box | None
    at: int = -1


def union(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


class Log:
    """The edits of one line, each with its offset in the text it was applied to."""

    def __init__(self, page: int, box: Box, is_kept: bool) -> None:
        self.edits: list[Edit] = []
        self._page, self._box, self._is_kept = page, box, is_kept

    def _add(self, rule: str, before: str, after: str, start: int, evidence: str, boxes: Iterable[Box | None]) -> None:
        from dgreport.model import Edit, Place

        known = [box for box in boxes if box is not None]
        box = union(known) if known else self._box
        place = Place(page=self._page, bbox=tuple(round(value, 2) for value in box))  # type: ignore[arg-type]
        self.edits.append(Edit(rule=rule, before=before, after=after, start=start, place=place, evidence=evidence))

    def per_glyph(self, glyphs: Sequence[Drawn]) -> None:
        if not self._is_kept:
            return
        offset = 0
        for glyph in glyphs:
            form = glyph[0]
            if form.raw != form.text:
                self._add("font-map", form.raw, form.text, offset, form.evidence or "none", boxes_of([glyph]))
            offset += len(form.text)

    def change(self, rule: str, old: Sequence[Cell], new: Sequence[Cell], evidence: str) -> None:
        """One edit for each stretch in which two lists of cells differ."""
        if not self._is_kept or (len(old) == len(new) and all(map(operator.is_, old, new))):
            return
        offset = i = j = 0
        while i < len(old) or j < len(new):
            if i < len(old) and j < len(new) and old[i].at == new[j].at and old[i].text == new[j].text:
                offset += len(old[i].text)
                i, j = i + 1, j + 1
                continue
            end_i, end_j = _meeting(old, new, i, j)
            before = "".join(cell.text for cell in old[i:end_i])
            after = "".join(cell.text for cell in new[j:end_j])
            if before != after:
                self._add(rule, before, after, offset, evidence, [cell.box for cell in (*old[i:end_i], *new[j:end_j])])
            offset += len(after)
            i, j = end_i, end_j


def _meeting(old: Sequence[Cell], new: Sequence[Cell], i: int, j: int) -> tuple[int, int]:
    """The nearest places after i and j from which both lists hold the same cells again, and nothing was left behind."""
    known_old, known_new = {cell.at for cell in old[i:]}, {cell.at for cell in new[j:]}
    behind: Counter[int] = Counter()  # cells that one list has had and the other has not, never 0
    end_i, end_j = i, j
    while True:
        # Cells that only one list has are passed over on that side.
        while end_i < len(old) and old[end_i].at not in known_new:
            end_i += 1
        while end_j < len(new) and (new[end_j].at < 0 or new[end_j].at not in known_old):
            end_j += 1
        if ((end_i, end_j) != (i, j) and not behind) or (end_i >= len(old) and end_j >= len(new)):
            return end_i, end_j
        if end_i < len(old):
            _count(behind, old[end_i].at, 1)
            end_i += 1
        if end_j < len(new):
            _count(behind, new[end_j].at, -1)
            end_j += 1


def _count(behind: Counter[int], at: int, step: int) -> None:
    behind[at] += step
    if not behind[at]:
        del behind[at]
