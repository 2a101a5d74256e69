"""Glyphs told by their outlines, against the glyphs of the same font whose character is known.

Thai fonts keep each sign in several places: moved left over a tall letter, lower or higher, narrower; and letters
without their lower part. Writers lose the characters of these forms first, for no character map lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from dgreport.extraction import thai
from dgreport.extraction.programs import Key, Outline, Point

#: Lengths in thousandths of an em. A moved copy differs by rounding only.
_COPY = 6.0
#: Mean distance of corresponding points, as a share of the glyph's box, up to which a form is the same drawing resized.
_RESIZED = 0.06
#: Share of the painted area that two forms must have in common, and by how much the best must beat the next.
_OVERLAP, _MARGIN = 0.72, 0.08
_GRID = 28
#: Consonants are compared up to this height, and must have that much in common.
_BODY, _SAME_BODY = 560.0, 0.9
#: A form's glyph follows that of its letter within so many numbers.
_NEXT_FORMS = 3

Contour = tuple[Point, ...]


class Shapes:
    """The known signs and letters of one font: (character, outline, glyph key)."""

    def __init__(self, known: Iterable[tuple[str, Outline, Key]]) -> None:
        self._signs: list[tuple[str, Outline]] = []
        self._letters: list[tuple[str, Outline, Key]] = []
        for text, outline, key in known:
            if outline.ink is None or len(text) != 1:
                continue
            if thai.is_mark(text):
                self._signs.append((text, outline))
            elif text in thai.CONSONANTS:
                self._letters.append((text, outline, key))

    def copy(self, outline: Outline) -> str:
        """The sign, or the two signs, of which the outline is a moved copy; "" where none is.

        Of a nikhahit with a tone the ring alone needs to be found; the tone may be resized.
        """
        for text, known in self._signs:
            if _same(outline.contours, known.contours):
                return text
        for (first, one), (second, two) in combinations(self._signs, 2):
            if len(one.contours) + len(two.contours) == len(outline.contours) and first != second:
                rest = _without(outline.contours, one.contours)
                if rest is not None and _same(rest, two.contours):
                    return thai.canonical(first + second)
        for ring in outline.rings():
            rest = tuple(contour for contour in outline.contours if not _within(contour, ring))
            if rest and (other := self.sign(Outline(rest))) in thai.TONES and other:
                return thai.canonical(other + thai.NIKHAHIT)
        return ""

    def sign(self, outline: Outline) -> str:
        """The sign that the outline most resembles, if it resembles one well and no other nearly as well."""
        ink = outline.ink
        best: dict[str, float] = {}
        for text, other in self._signs:
            box = other.ink
            if ink is None or box is None or (box[1] + box[3] > 600) != (ink[1] + ink[3] > 600):
                continue  # one over a letter, the other under it
            score = _resized(outline, other)
            if score is None:
                aspect = (ink[3] - ink[1]) * (box[2] - box[0]) / ((ink[2] - ink[0]) * (box[3] - box[1]) or 1)
                score = _overlap(_painted(outline, ink), _painted(other, box)) - 0.1 * (1 - min(aspect, 1 / (aspect or 1)))
            best[text] = max(best.get(text, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < _OVERLAP or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
            return ""
        return ranked[0][0]

    def letter(self, outline: Outline, key: Key | None) -> str:
        """The consonant of which the outline is a form without, or with a shorter, upper or lower part.

        Where two have the same body (ฎ and ฏ), the one whose glyph number comes shortly before is meant.
        """
        ink = outline.ink
        if ink is None:
            return ""
        alike: list[tuple[float, str, Key]] = []
        for text, other, other_key in self._letters:
            box = other.ink
            assert box is not None
            if abs(ink[0] - box[0]) > 60 or abs(ink[2] - box[2]) > 60:
                continue
            frame = (min(ink[0], box[0]), 0.0, max(ink[2], box[2]), min(ink[3], box[3], _BODY))
            score = _overlap(_painted(outline, frame), _painted(other, frame))
            if score >= _SAME_BODY:
                alike.append((score, text, other_key))
        if len({text for _, text, _ in alike}) > 1 and isinstance(key, int):
            alike = [item for item in alike if isinstance(item[2], int) and 0 < key - item[2] <= _NEXT_FORMS]
        return alike[0][1] if len({text for _, text, _ in alike}) == 1 else ""


def _within(contour: Contour, box: tuple[float, float, float, float]) -> bool:
    return all(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1 for x, y in contour)


def _moved(first: Contour, second: Contour) -> tuple[float, float] | None:
    """By how much the second contour must be moved to lie on the first, None where it does not fit."""
    if len(first) != len(second):
        return None
    dx, dy = first[0][0] - second[0][0], first[0][1] - second[0][1]
    for (ax, ay), (bx, by) in zip(first, second, strict=True):
        if abs(ax - bx - dx) > _COPY or abs(ay - by - dy) > _COPY:
            return None
    return dx, dy


def _without(whole: tuple[Contour, ...], part: tuple[Contour, ...]) -> tuple[Contour, ...] | None:
    """The contours of `whole` that are left when those of `part`, all moved alike, are taken away."""
    for start in whole:
        shift = _moved(start, part[0])
        if shift is None:
            continue
        rest = list(whole)
        for contour in part:
            match = next((other for other in rest if (by := _moved(other, contour)) is not None
                          and abs(by[0] - shift[0]) <= _COPY and abs(by[1] - shift[1]) <= _COPY), None)  # fmt: skip
            if match is None:
                break
            rest.remove(match)
        else:
            return tuple(rest)
    return None


def _same(first: tuple[Contour, ...], second: tuple[Contour, ...]) -> bool:
    return len(first) == len(second) and bool(first) and _without(first, second) == ()


def _resized(first: Outline, second: Outline) -> float | None:
    """1 minus the mean distance of corresponding points in a common box, where both have the same points."""
    if [len(contour) for contour in first.contours] != [len(contour) for contour in second.contours]:
        return None
    one, two = first.ink, second.ink
    assert one is not None and two is not None
    total = count = 0.0
    for a, b in zip(first.contours, second.contours, strict=True):
        for (ax, ay), (bx, by) in zip(a, b, strict=True):
            total += abs((ax - one[0]) / (one[2] - one[0] or 1) - (bx - two[0]) / (two[2] - two[0] or 1))
            total += abs((ay - one[1]) / (one[3] - one[1] or 1) - (by - two[1]) / (two[3] - two[1] or 1))
            count += 2
    mean = total / count
    return 1 - mean if mean <= _RESIZED else None


def _painted(outline: Outline, frame: tuple[float, float, float, float]) -> frozenset[tuple[int, int]]:
    """The cells of a grid over `frame` whose middles the outline paints (non-zero winding, curves by their polygons)."""
    x0, y0, x1, y1 = frame
    width, height = (x1 - x0) or 1.0, (y1 - y0) or 1.0
    cells: set[tuple[int, int]] = set()
    for row in range(_GRID):
        y = y0 + (row + 0.5) / _GRID * height
        crossings: list[tuple[float, int]] = []
        for contour in outline.contours:
            for (ax, ay), (bx, by) in zip(contour, (*contour[1:], contour[0]), strict=True):
                if (ay <= y) != (by <= y):
                    crossings.append((ax + (y - ay) / (by - ay) * (bx - ax), 1 if by > ay else -1))
        crossings.sort()
        winding = 0
        for (start, turn), (end, _) in zip(crossings, crossings[1:], strict=False):
            winding += turn
            if winding:
                first = max(0, round((start - x0) / width * _GRID))
                last = min(_GRID, round((end - x0) / width * _GRID))
                cells.update((row, column) for column in range(first, last))
    return frozenset(cells)


def _overlap(first: frozenset[tuple[int, int]], second: frozenset[tuple[int, int]]) -> float:
    union = len(first | second)
    return len(first & second) / union if union else 0.0
