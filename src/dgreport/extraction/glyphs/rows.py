"""Glyphs gathered into rows: letters along one baseline, each with the signs that stand on it.

Content order is believed wherever it can be true. It is overruled by place where letters go back along the line, and a
sign is moved to another letter only where its ink stands over that letter and it was put there on purpose: not where
the pen just happened to be, for unshaped text paints signs a little off.
"""

from __future__ import annotations

import math
import operator
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.page import Box, Drawn, Form, boxes_of

#: Lengths in ems. Letters whose baselines differ by more are on different rows.
_SAME_BASELINE = 0.16
#: Signs are raised and lowered within this of the baseline of their letter.
_SIGN_REACH = 0.8
#: Raised small print is at most this many characters long; smaller than this, against its text, or nearly as large, but
#: then it begins at the pen (browsers set it at 0.83, word processors at 0.58 to 0.81, WeasyPrint at 0.92).
_SMALL_PRINT = 6
_SMALL, _SMALLER = 0.8, 0.95
#: How far it is raised or lowered at most, in ems of its text, and where it begins at the pen.
_RAISED, _RAISED_AT_THE_PEN = 0.65, 0.75
#: The pen is where the last letter ended, within this.
_AT_THE_PEN = 0.03
#: A sign may stand beyond the end of the letter before it by this: a narrow tone after a wide vowel does.
_BEYOND = 0.1

#: A sign that advances by more than this has room of its own: recognition programs give it that of a letter.
_ADVANCES = 0.1
#: Characters that only say where a line may break, or may not.
_WITHOUT_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")
#: Drawn before the tone of its syllable where signs are put in last.
_AFTER_A_TONE = (thai.SARA_AA, thai.SARA_AM, thai.SARA_A)
_NO_OBJECTION = str.maketrans("", "", thai.NIKHAHIT + UNKNOWN)


@dataclass(frozen=True, slots=True)
class Frame:
    """Coordinates along a baseline turned by `angle` degrees clockwise."""

    angle: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.angle == 0:
            return x, y
        turn = math.radians(self.angle)
        cos, sin = math.cos(turn), math.sin(turn)
        return x * cos + y * sin, y * cos - x * sin

    def box(self, box: Box) -> Box:
        if self.angle == 0:
            return box
        corners = [self.point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        return (
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
        )


class Units:
    """The glyphs of one direction as columns, in the frame of their baseline (points, x along it).

    A unit is one letter or space with the signs that stand on it; it is a number, its place in the columns. The glyphs
    of signs have places there too, and are no units.
    """

    __slots__ = ("boxes", "forms", "frame", "is_space", "places", "signs", "size", "text", "x0", "x1", "y")

    def __init__(self, glyphs: Sequence[Drawn], places: Sequence[int], frame: Frame) -> None:
        self.places, self.frame = places, frame
        chosen = glyphs if len(places) == len(glyphs) else [glyphs[at] for at in places]
        forms, xs, ys = zip(*chosen, strict=True)
        self.forms: Sequence[Form] = forms
        self.text: list[str] = [form.text for form in forms]
        self.size: list[float] = [form.size for form in forms]
        #: On the page, not in the frame.
        self.boxes = boxes_of(chosen)
        self.x0: Sequence[float] = xs
        self.y: Sequence[float] = ys
        framed = self.boxes
        if frame.angle != 0:
            self.x0, self.y = zip(*[frame.point(x, y) for _, x, y in chosen], strict=True)
            framed = [frame.box(box) for box in self.boxes]
        self.x1 = [box[2] for box in framed]
        if min(map(operator.sub, self.x1, self.x0)) < 0:
            self.x1 = list(map(max, self.x1, self.x0))
        texts = set(self.text)
        spaces = {text for text in texts if text.isspace()}
        if not _WITHOUT_WIDTH.isdisjoint(texts):
            # Their glyphs may be those of spaces, from which writers go back.
            self.x1 = [x0 if text in _WITHOUT_WIDTH else x1 for text, x0, x1 in zip(self.text, self.x0, self.x1, strict=True)]
        self.is_space: list[bool] = list(map(spaces.__contains__, self.text))
        #: Of a unit that has any, the signs that stand on it: their places in the columns.
        self.signs: dict[int, list[int]] = {}

    def ink(self, unit: int) -> Box | None:
        """What a unit or a sign paints, in the frame."""
        form, box = self.forms[unit], self.boxes[unit]
        if form.ink is None:
            return None
        x, y = box[0] - form.box[0], box[1] - form.box[1]
        x0, y0, x1, y1 = form.ink
        return self.frame.box((x + x0, y + y0, x + x1, y + y1))

    def standing(self, units: Iterable[int]) -> list[int]:
        """Places in content order of the glyphs of units, each letter before its signs."""
        places, signs = self.places, self.signs
        found: list[int] = []
        for unit in units:
            found.append(places[unit])
            if unit in signs:
                found += [places[sign] for sign in signs[unit]]
        return found


@dataclass(slots=True)
class Row:
    """Units along one baseline, `y`, from the left; `size` is that of the largest."""

    units: list[int]
    y: float
    size: float


def is_sign(form: Form) -> bool:
    """True for a Thai sign, and for an unknown glyph without advance."""
    if form.text == UNKNOWN:
        x0, top, x1, bottom = form.box
        return abs(x1 - x0) < 0.02 * form.size and abs(bottom - top) > 0
    return is_sign_text(form.text)


@lru_cache(maxsize=4096)
def is_sign_text(text: str) -> bool:
    """True for Thai signs and nothing else."""
    return bool(text) and all(map(thai.is_mark, text))


def rows_of(units: Units) -> list[Row]:
    """The rows of the units, each letter with its signs; signs that stand on nothing are on none."""
    runs: list[list[int]] = []
    run: list[int] = []
    order: list[int] = []  # the units in content order
    signs: list[tuple[int, int]] = []  # place in the columns, number of units before it
    texts = set(units.text)
    apart = {text for text in texts if is_sign_text(text)} | {UNKNOWN, ""}
    last_y, last_x0, last_x1, last_size = math.inf, 0.0, 0.0, 0.0
    for unit, (text, x0, x1, y, size) in enumerate(zip(units.text, units.x0, units.x1, units.y, units.size, strict=True)):
        if text in apart:
            if not text:
                continue
            if text != UNKNOWN or is_sign(units.forms[unit]):
                signs.append((unit, len(order)))
                continue
        order.append(unit)
        # A run goes forward along one baseline, without a wide gap.
        small, large = (size, last_size) if size < last_size else (last_size, size)
        if (
            -_SAME_BASELINE * small <= y - last_y <= _SAME_BASELINE * small
            and -0.35 * small <= x0 - last_x1 <= 1.0 * large
            and x0 >= last_x0 - 0.02 * small
        ):
            run.append(unit)
        else:
            run = [unit]
            runs.append(run)
        last_y, last_x0, last_x1, last_size = y, x0, x1, size
    rows = _gather(units, _with_raised(units, runs))
    _attach(units, order, signs, rows)
    return rows


def _with_raised(units: Units, runs: list[list[int]]) -> list[list[int]]:
    """The runs with raised and lowered small print (footnote marks, exponents) joined to the text it was drawn after,
    or else before."""
    joined: list[list[int]] = []
    for run in runs:
        before = joined[-1] if joined else []
        if before and (
            _is_raised(units, before[-1], before, run[0], run) or _is_raised(units, run[0], run, before[-1], before)
        ):
            before += run
        else:
            joined.append(run)
    return joined


def _is_raised(units: Units, letter: int, text: Sequence[int], mark: int, print_: Sequence[int]) -> bool:
    """True where `mark`, of short `print_`, stands close beside a larger letter, off its baseline.

    Print that stands under the text is none: the small unit of a large number.
    """
    size = units.size[letter]
    if len(print_) > _SMALL_PRINT or units.size[mark] > _SMALLER * size:
        return False
    gap = max(units.x0[letter], units.x0[mark]) - min(units.x1[letter], units.x1[mark])
    at_the_pen = abs(units.x0[mark] - units.x1[letter]) <= _AT_THE_PEN * size
    if units.size[mark] > _SMALL * size and not at_the_pen:
        return False
    highest = _RAISED_AT_THE_PEN if at_the_pen else _RAISED
    return (
        -0.2 * size <= gap <= 0.35 * size
        and 0.08 * size < abs(units.y[letter] - units.y[mark]) <= highest * size
        and _shared(units, text, print_) <= 0.2 * size
    )


def _shared(units: Units, one: Sequence[int], other: Sequence[int]) -> float:
    """How far two runs stand over each other, along the baseline; negative where there is room between them."""
    starts = max(min(units.x0[unit] for unit in run) for run in (one, other))
    return min(max(units.x1[unit] for unit in run) for run in (one, other)) - starts


def _gather(units: Units, runs: list[list[int]]) -> list[Row]:
    """Rows of runs that share a baseline, that of their largest letter; runs that lie on top of each other stay apart.
    """
    rows: list[Row] = []
    sizes, x0 = units.size, units.x0
    order = [
        (units.y[largest], x0[run[0]], run[0], sizes[largest], run)
        for run in runs
        for largest in (max(run, key=sizes.__getitem__),)
    ]
    order.sort(key=operator.itemgetter(0, 1, 2))
    for y, _, _, size, run in order:
        home = next(
            (
                row
                for row in reversed(rows[-40:])
                if abs(row.y - y) <= _SAME_BASELINE * min(size, row.size) and not _clash(units, row.units, run)
            ),
            None,
        )
        if home is None:
            rows.append(Row(run, y, size))
        else:
            home.units = _merge(units, home.units, run)
            home.size = max(home.size, size)
    return rows


def _clash(units: Units, row: Sequence[int], run: Sequence[int]) -> bool:
    """True where letters of the run would stand on letters of the row."""
    x0, x1, is_space = units.x0, units.x1, units.is_space
    letters = [unit for unit in row if not is_space[unit]]
    starts = [x0[unit] for unit in letters]
    for unit in run:
        if is_space[unit]:
            continue
        at = bisect_left(starts, x0[unit])
        for other in letters[max(0, at - 1) : at + 2]:
            shared = min(x1[unit], x1[other]) - max(x0[unit], x0[other])
            if shared > 0.5 * min(x1[unit] - x0[unit], x1[other] - x0[other]) and shared > 0.08 * units.size[unit]:
                return True
    return False


def _merge(units: Units, first: list[int], second: list[int]) -> list[int]:
    x0, x1 = units.x0, units.x1
    if x0[first[-1]] <= x0[second[0]] and x1[first[-1]] <= x1[second[0]]:
        return first + second
    if x0[second[-1]] <= x0[first[0]]:
        return second + first
    return sorted(first + second, key=lambda unit: (round(x0[unit], 2), unit))


def _attach(units: Units, order: Sequence[int], signs: Sequence[tuple[int, int]], rows: Sequence[Row]) -> None:
    """Puts each sign on its letter; `order` are the units in content order."""
    lines: list[tuple[Row, list[int]]] = []
    wide: list[tuple[int, int, int]] = []
    x0, x1, ys = units.x0, units.x1, units.y
    for sign, before in signs:
        x, y, size, text = x0[sign], ys[sign], units.size[sign], units.text[sign]
        box = units.ink(sign)
        last = _carrier_before(units, order, before)
        choice = None
        near = False
        if last is not None:
            near = abs(y - ys[last]) <= _SIGN_REACH * size
            at_the_pen = abs(x - x1[last]) <= _AT_THE_PEN * size and abs(y - ys[last]) <= 0.02 * size
            if (at_the_pen or (near and (box is None or _over(box, units, last, 0.0, _BEYOND)))) and _carries(
                units, last, text
            ):
                choice = last
        if choice is None and box is not None:
            lines = lines or _letters(units, rows)
            choice = _under(units, lines, box, y, size, text)
        if choice is None and near and last is not None and -0.5 * size <= x - x1[last] <= 1.5 * size:
            choice = last
        if choice is not None:
            units.signs.setdefault(choice, []).append(sign)
            if x1[sign] - x > _ADVANCES * size and before < len(order):
                wide.append((choice, sign, order[before]))
    _give_room(units, wide)


def _give_room(units: Units, wide: Sequence[tuple[int, int, int]]) -> None:
    """Lets letters go on under their signs that advance (letter, sign, the next letter), but not of a font whose writer
    goes back after them."""
    x0, x1, forms = units.x0, units.x1, units.forms
    goes_back = {
        forms[sign].font for _, sign, after in wide if x0[sign] - 1 < x0[after] < x1[sign] - _AT_THE_PEN * units.size[sign]
    }
    for letter, sign, _ in wide:
        if forms[sign].font not in goes_back:
            x1[letter] = max(x1[letter], x1[sign])


def _letters(units: Units, rows: Sequence[Row]) -> list[tuple[Row, list[int]]]:
    """The rows from the top, with the letters of each from the left."""
    x0, is_space = units.x0, units.is_space
    lines = [(row, sorted((unit for unit in row.units if not is_space[unit]), key=x0.__getitem__)) for row in rows]
    return sorted(lines, key=lambda line: line[0].y)


def _carrier_before(units: Units, order: Sequence[int], before: int) -> int | None:
    """The letter before a sign in content order, but for a sara aa or am drawn before the tone of its syllable."""
    at = before - 1
    if at >= 0 and units.is_space[order[at]]:
        at -= 1
    if at > 0 and units.text[order[at]] in _AFTER_A_TONE and units.text[order[at - 1]][-1:] in thai.CONSONANTS:
        at -= 1
    return order[at] if at >= 0 else None


def _carries(units: Units, unit: int, sign: str) -> bool:
    """True where the letter can take the sign beside those it has."""
    signs = units.signs.get(unit)
    return _may_stand_on(units.text[unit], "".join([units.text[sign] for sign in signs]) if signs else "", sign)


@lru_cache(maxsize=4096)
def _may_stand_on(letter: str, signs: str, sign: str) -> bool:
    if letter[-1:] not in thai.CONSONANTS and not thai.is_mark(letter[-1:]):
        return False
    # A nikhahit is half a sara am yet: beside it the letter may have a tone.
    # What an unknown glyph is may be legal.
    before = (letter + signs).translate(_NO_OBJECTION)
    after = before + sign.translate(_NO_OBJECTION)
    return thai.is_legal(thai.canonical(after)) or not thai.is_legal(thai.canonical(before))


def _over(ink: Box, units: Units, unit: int, before: float, after: float) -> bool:
    """True where the middle of a sign's ink stands over (or under) the letter; margins on either side in ems."""
    middle, size = (ink[0] + ink[2]) / 2, units.size[unit]
    return units.x0[unit] - before * size <= middle <= units.x1[unit] + after * size


def _under(
    units: Units, lines: Sequence[tuple[Row, list[int]]], ink: Box, y: float, size: float, sign: str
) -> int | None:
    """The letter under (or over) a sign's ink, on the nearest baseline; one that the middle of the ink is over comes
    first.
    """
    middle = (ink[0] + ink[2]) / 2
    reach = _SIGN_REACH * size
    best: tuple[float, float, float] | None = None
    found: int | None = None
    for at in range(bisect_left(lines, y - reach, key=lambda line: line[0].y), len(lines)):
        row, letters = lines[at]
        if row.y > y + reach:
            break
        first = bisect_left(letters, middle - 0.2 * size, key=units.x0.__getitem__)
        for unit in letters[max(0, first - 3) : first + 3]:
            if not _over(ink, units, unit, 0.12, 0.12) or not _carries(units, unit, sign):
                continue
            off = max(units.x0[unit] - middle, middle - units.x1[unit], 0.0)
            score = (round(abs(row.y - y) / (0.3 * size)), off, abs(units.x1[unit] - middle))
            if best is None or score < best:
                best, found = score, unit
    return found
