"""Glyphs told by their outlines, against the glyphs of the same font whose character is known.

Thai fonts keep each sign in several places: moved left over a tall letter, lower or higher, narrower; and letters
without their lower part. Writers lose the characters of these forms first, for no character map lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

from dgreport.extraction import thai
from dgreport.extraction.fonts.ink import ABOVE
from dgreport.extraction.fonts.outlines import Outline, Point
from dgreport.extraction.fonts.programs import Key

#: Lengths in thousandths of an em. A moved copy differs by rounding only.
_COPY = 6.0
#: Mean distance of corresponding points, as a share of the glyph's box, up to which a form is the same drawing resized.
_RESIZED = 0.06
#: The vowels i, ii, ue and uee are one crown with small differences (0.91 in common at most); other signs are not alike
#: (0.74). True forms have at least 0.96 and 0.80 in common (measured in seven fonts).
CROWNS = thai.ABOVE_VOWELS[1:]
_OVERLAP = {False: 0.78, True: 0.94}
#: By how much the best must beat the next.
_MARGIN = {False: 0.08, True: 0.02}
#: Of a font of which all signs over letters are known, a form that is much less like any other may be so unlike its own
#: (0.65 to 0.79 for mai tho in Kinnari and Norasi; the next have 0.42 to 0.57).
_LIKE_NO_OTHER, _CLEARLY = 0.65, 0.13
_OVER = frozenset(thai.TONES + "็์ั")
#: Mai tho is redrawn most (0.70 at least in 29 fonts); of the others only mai han-akat is as like it, and that by less
#: (0.06); maitri, maichattawa, maitaikhu and thanthakhat have at most 0.67 in common with any other sign.
_THO, _LIKE_THO, _OVER_HAN_AKAT = thai.TONES[1], 0.69, 0.05
_GRID = 28
#: Forms of a sign are narrower or lower than it by no more than this factor, one side against the other.
_STRETCH = 1.7
#: Consonants are compared up to this height, and must have that much in common.
_BODY, _SAME_BODY = 560.0, 0.9
#: The letters that fonts draw in another form under or beside signs. Any other is meant only by its own drawing.
_HAS_FORMS, _SAME_LETTER = "ญฐฎฏฤฦปฝฟฬ", 0.94
#: Fonts draw ru and lu with a lakkhangyao as one: the letter, whose leg ends this far under the line, and a stem. It has
#: this much in common with that letter (0.90 to 0.99 in eleven fonts, at most 0.85 with the other).
_WITH_A_LEG, _LEG, _SAME_BEGINNING = "ฤฦ", -60.0, 0.88
#: A form's glyph follows that of its letter within so many numbers.
_NEXT_FORMS = 3

#: All of Thai but signs, and sara am, which is a letter with a sign.
_LETTERS = {char for char in map(chr, range(0x0E01, 0x0E5C)) if thai.is_thai(char)} - {*thai.MARKS, thai.SARA_AM}

Contour = tuple[Point, ...]


class Shapes:
    """The known signs and letters of one font, (character, glyph key), drawn when they are first compared with."""

    def __init__(self, known: Iterable[tuple[str, Key]], outline_of: Callable[[Key], Outline | None]) -> None:
        self._known, self._outline_of = list(known), outline_of

    def add(self, text: str, key: Key) -> None:
        """One more known glyph; anything but a single Thai sign or letter is passed over."""
        self._known.append((text, key))
        vars(self).pop("_signs", None)
        vars(self).pop("_letters", None)

    def _drawn(self, texts: Iterable[str]) -> list[tuple[str, Outline, Key]]:
        wanted = frozenset(texts)
        drawn = ((text, self._outline_of(key), key) for text, key in self._known if text in wanted)
        return [(text, outline, key) for text, outline, key in drawn if outline is not None and outline.ink is not None]

    @cached_property
    def _signs(self) -> list[tuple[str, Outline]]:
        return [(text, outline) for text, outline, _ in self._drawn(thai.MARKS)]

    @cached_property
    def _letters(self) -> list[tuple[str, Outline, Key]]:
        return self._drawn(_LETTERS)

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
        for ring in outline.rings:
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
            aspect = (ink[3] - ink[1]) * (box[2] - box[0]) / ((ink[2] - ink[0]) * (box[3] - box[1]) or 1)
            if not 1 / _STRETCH <= aspect <= _STRETCH:
                continue
            score = _resized(outline, other)
            if score is None:
                score = _overlap(_painted(outline, ink), _painted(other, box))
            best[text] = max(best.get(text, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked:
            return ""
        text, score = ranked[0]
        lead = score - (ranked[1][1] if len(ranked) > 1 else -1.0)
        known = {sign for sign, _ in self._signs}
        if text == _THO and score >= _LIKE_THO and thai.MAI_HAN_AKAT in known and lead >= _OVER_HAN_AKAT:
            return text
        if lead < _MARGIN[text in CROWNS]:
            return ""
        if score >= _OVERLAP[text in CROWNS]:
            return text
        # Where every other sign over a letter is known, it can be none of those.
        clearly = score - (ranked[1][1] if len(ranked) > 1 else 0.0) >= _CLEARLY
        alone = clearly and score >= _LIKE_NO_OTHER and text not in CROWNS and not outline.rings
        return text if alone and known.issuperset(_OVER) else ""

    def letter(self, outline: Outline, key: Key | None) -> str:
        """The consonant of which the outline is a form without, or with a shorter, upper or lower part.

        Where two have the same body (ฎ and ฏ), the one with the liker rest is meant, or the one whose glyph number
        comes shortly before.
        """
        body = _body(outline)
        alike = [
            item
            for item in self._letters
            if body
            and _overlap(body, _body(item[1])) >= _SAME_BODY
            and (item[0] in _HAS_FORMS or likeness(outline, item[1]) >= _SAME_LETTER)
        ]
        if len({text for text, _, _ in alike}) > 1:
            rest = {
                text: max(_rest_likeness(outline, other) for name, other, _ in alike if name == text)
                for text, _, _ in alike
            }
            first, second = sorted(rest.values(), reverse=True)[:2]
            if first - second >= _MARGIN[False]:
                return max(rest, key=rest.__getitem__)
            before = [
                (key - other, text)
                for text, _, other in alike
                if isinstance(key, int) and isinstance(other, int) and 0 < key - other <= _NEXT_FORMS
            ]
            return min(before)[1] if before else ""
        return alike[0][0] if alike else ""

    def pieces(self, outline: Outline) -> str:
        """The two known letters side by side that make up the outline; "" where they don't."""
        for first, one, _ in self._letters:
            if len(one.contours) >= len(outline.contours):
                continue
            rest = _without(outline.contours, one.contours)
            for second, two, _ in self._letters if rest else ():
                if rest is not None and _same(rest, two.contours):
                    return first + second
        legs = (text for text, one, _ in self._letters if text in _WITH_A_LEG and _begins(outline, one))
        return next((text + thai.LAKKHANGYAO for text in legs), "")


def _begins(whole: Outline, letter: Outline) -> bool:
    """True where an outline begins like a letter with a leg under the line, and a stem stands to the right of it."""
    body, whole_body = _body(letter), _body(whole)
    if not body or not whole_body or whole.ink is None or whole.ink[1] > _LEG:
        return False
    end = max(column for _, column in body)
    left = frozenset((row, column) for row, column in whole_body if column <= end)
    return _overlap(left, body) >= _SAME_BEGINNING and max(column for _, column in whole_body) >= end + 3


def likeness(first: Outline, second: Outline) -> float:
    """What two outlines in the same place have in common, 0 to 1; 1 where their points are the same but for rounding.
    """
    if _same(first.contours, second.contours):
        return 1.0
    frame = first.ink
    return _overlap(_painted(first, frame), _painted(second, frame)) if frame is not None else 0.0


def resemblance(first: Outline, second: Outline) -> float:
    """How alike two letters or two signs are, wherever they stand, 0 to 1: of letters only the bodies are compared."""
    one, two = first.ink, second.ink
    if one is None or two is None:
        return 0.0
    if one[1] > ABOVE and two[1] > ABOVE:
        return _resized(first, second) or _overlap(_painted(first, one), _painted(second, two))
    return _overlap(_body(first), _body(second))


def _body(outline: Outline) -> frozenset[tuple[int, int]]:
    """The cells of 20 units that the part of a letter between the baseline and its shoulder paints, moved to the
    left.
    """
    cells = _painted(outline, (-300.0, 0.0, 1100.0, _BODY))
    left = min((column for _, column in cells), default=0)
    return frozenset((row, column - left) for row, column in cells)


def _rest_likeness(first: Outline, second: Outline) -> float:
    """How alike what two letters have under the baseline is, and what they have over the shoulder; 0 to 1."""
    scores = []
    for low, high in ((-500.0, -20.0), (_BODY + 40, 1200.0)):
        one, two = _painted(first, (-300.0, low, 1100.0, high)), _painted(second, (-300.0, low, 1100.0, high))
        if one or two:
            scores.append(_overlap(_boxed(one), _boxed(two)))
    return min(scores, default=1.0)


def _boxed(cells: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Cells stretched to fill the grid."""
    if not cells:
        return cells
    top, bottom = min(r for r, _ in cells), max(r for r, _ in cells)
    left, right = min(c for _, c in cells), max(c for _, c in cells)
    return frozenset(
        (row, column)
        for row in range(_GRID)
        for column in range(_GRID)
        if (top + row * (bottom - top + 1) // _GRID, left + column * (right - left + 1) // _GRID) in cells
    )


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
            match = next(
                (
                    other
                    for other in rest
                    if (by := _moved(other, contour)) is not None
                    and abs(by[0] - shift[0]) <= _COPY
                    and abs(by[1] - shift[1]) <= _COPY
                ),
                None,
            )
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
    assert one is not None
    assert two is not None
    total = count = 0.0
    for a, b in zip(first.contours, second.contours, strict=True):
        for (ax, ay), (bx, by) in zip(a, b, strict=True):
            total += abs((ax - one[0]) / (one[2] - one[0] or 1) - (bx - two[0]) / (two[2] - two[0] or 1))
            total += abs((ay - one[1]) / (one[3] - one[1] or 1) - (by - two[1]) / (two[3] - two[1] or 1))
            count += 2
    mean = total / count
    return 1 - mean if mean <= _RESIZED else None


@lru_cache(maxsize=1024)
def _painted(outline: Outline, frame: tuple[float, float, float, float]) -> frozenset[tuple[int, int]]:
    """The cells of a grid over `frame` whose middles the outline paints (non-zero winding, curves by their polygons).
    """
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
        for (start, turn), (end, _) in pairwise(crossings):
            winding += turn
            if winding:
                first = max(0, round((start - x0) / width * _GRID))
                last = min(_GRID, round((end - x0) / width * _GRID))
                cells.update((row, column) for column in range(first, last))
    return frozenset(cells)


def _overlap(first: frozenset[tuple[int, int]], second: frozenset[tuple[int, int]]) -> float:
    union = len(first | second)
    return len(first & second) / union if union else 0.0
