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
from dgreport.extraction.page import Box, Glyph

#: Lengths in ems. Letters whose baselines differ by more are on different rows.
_SAME_BASELINE = 0.16
#: Signs are raised and lowered within this of the baseline of their letter.
_SIGN_REACH = 0.8
#: Raised small print is at most this many characters long.
_SMALL_PRINT = 6
#: The pen is where the last letter ended, within this.
_AT_THE_PEN = 0.03
#: A sign may stand beyond the end of the letter before it by this: a narrow tone after a wide vowel does.
_BEYOND = 0.1


_SIZE_OF = operator.attrgetter("size")
_NO_OBJECTION = str.maketrans("", "", thai.NIKHAHIT + UNKNOWN)


@dataclass(slots=True)
class Unit:
    """One letter or space, in the frame of its baseline (x along it), with the signs that stand on it."""

    at: int  #: place in content order
    text: str
    x0: float
    x1: float
    y: float  #: the baseline
    size: float
    is_space: bool
    signs: Sequence[int] = ()  #: places in content order


@dataclass(slots=True)
class Row:
    units: list[Unit]
    y: float
    size: float

    @property
    def x0(self) -> float:
        return min(unit.x0 for unit in self.units)

    @property
    def x1(self) -> float:
        return max(unit.x1 for unit in self.units)


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


def origin(glyph: Glyph, frame: Frame) -> tuple[float, float]:
    if glyph.origin is not None:
        return frame.point(*glyph.origin)
    box = frame.box(glyph.box)
    return box[0], box[3]


def is_sign(glyph: Glyph) -> bool:
    """True for a Thai sign, and for an unknown glyph without advance."""
    if glyph.text == UNKNOWN:
        return abs(glyph.box[2] - glyph.box[0]) < 0.02 * glyph.size and abs(glyph.box[3] - glyph.box[1]) > 0
    return _all_marks(glyph.text)


@lru_cache(maxsize=4096)
def _all_marks(text: str) -> bool:
    return bool(text) and all(map(thai.is_mark, text))


def rows_of(glyphs: Sequence[Glyph], places: Iterable[int], frame: Frame) -> list[Row]:
    """The rows of the glyphs at those places, all of one direction; signs that stand on nothing are on none."""
    units: list[Unit] = []
    runs: list[list[Unit]] = []
    run: list[Unit] = []
    signs: list[tuple[int, int]] = []  # place, number of units before it
    straight = frame.angle == 0
    spaces, marks = spaces_and_signs(glyphs)
    last_y, last_x0, last_x1, last_size = math.inf, 0.0, 0.0, 0.0
    for at in places:
        glyph = glyphs[at]
        text = glyph.text
        if not text:
            continue
        if text in marks or (text == UNKNOWN and is_sign(glyph)):
            signs.append((at, len(units)))
            continue
        x0, y = glyph.origin if straight and glyph.origin else origin(glyph, frame)
        x1, size = glyph.box[2] if straight else frame.box(glyph.box)[2], glyph.size
        if x1 < x0:
            x1 = x0
        unit = Unit(at, text, x0, x1, y, size, text in spaces)
        units.append(unit)
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
    rows = _gather(_with_raised(runs))
    _attach(glyphs, units, signs, rows, frame)
    return rows


def spaces_and_signs(glyphs: Iterable[Glyph]) -> tuple[set[str], set[str]]:
    """The texts of the glyphs that are spaces, and those that are Thai signs: a page has few texts, of many glyphs."""
    texts = {glyph.text for glyph in glyphs}
    return {text for text in texts if text.isspace()}, {text for text in texts if _all_marks(text)}


def _with_raised(runs: list[list[Unit]]) -> list[list[Unit]]:
    """The runs with raised and lowered small print (footnote marks, exponents) joined to the text it was drawn after,
    or else before."""
    joined: list[list[Unit]] = []
    for run in runs:
        before = joined[-1] if joined else []
        if before and (_is_raised(before[-1], before, run[0], run) or _is_raised(run[0], run, before[-1], before)):
            before += run
        else:
            joined.append(list(run))
    return joined


def _is_raised(letter: Unit, text: Sequence[Unit], mark: Unit, print_: Sequence[Unit]) -> bool:
    """True where `mark`, of short `print_`, stands close beside a larger letter, off its baseline.

    Print that stands under the text is none: the small unit of a large number.
    """
    gap = max(letter.x0, mark.x0) - min(letter.x1, mark.x1)
    return (
        len(print_) <= _SMALL_PRINT
        and mark.size <= 0.8 * letter.size
        and -0.2 * letter.size <= gap <= 0.35 * letter.size
        and 0.08 * letter.size < abs(letter.y - mark.y) <= 0.65 * letter.size
        and _shared(text, print_) <= 0.2 * letter.size
    )


def _shared(one: Sequence[Unit], other: Sequence[Unit]) -> float:
    """How far two runs stand over each other, along the baseline; negative where there is room between them."""
    starts = max(min(unit.x0 for unit in run) for run in (one, other))
    return min(max(unit.x1 for unit in run) for run in (one, other)) - starts


def _gather(runs: list[list[Unit]]) -> list[Row]:
    """Rows of runs that share a baseline, that of their largest letter; runs that lie on top of each other stay apart.
    """
    rows: list[Row] = []
    order = [(largest.y, run[0].x0, run[0].at, largest.size, run) for run in runs for largest in (_largest(run),)]
    order.sort(key=operator.itemgetter(0, 1, 2))
    for y, _, _, size, run in order:
        home = next(
            (
                row
                for row in reversed(rows[-40:])
                if abs(row.y - y) <= _SAME_BASELINE * min(size, row.size) and not _clash(row.units, run)
            ),
            None,
        )
        if home is None:
            rows.append(Row(list(run), y, size))
        else:
            home.units = _merge(home.units, run)
            home.size = max(home.size, size)
    return rows


def _largest(run: Sequence[Unit]) -> Unit:
    return max(run, key=_SIZE_OF) if len(run) > 1 else run[0]


def _clash(units: Sequence[Unit], run: Sequence[Unit]) -> bool:
    """True where letters of the run would stand on letters of the row."""
    letters = [unit for unit in units if not unit.is_space]
    starts = [unit.x0 for unit in letters]
    for unit in run:
        if unit.is_space:
            continue
        at = bisect_left(starts, unit.x0)
        for other in letters[max(0, at - 1) : at + 2]:
            shared = min(unit.x1, other.x1) - max(unit.x0, other.x0)
            if shared > 0.5 * min(unit.x1 - unit.x0, other.x1 - other.x0) and shared > 0.08 * unit.size:
                return True
    return False


def _merge(first: list[Unit], second: list[Unit]) -> list[Unit]:
    if first[-1].x0 <= second[0].x0 and first[-1].x1 <= second[0].x1:
        return first + second
    if second[-1].x0 <= first[0].x0:
        return second + first
    return sorted(first + second, key=lambda unit: (round(unit.x0, 2), unit.at))


def _attach(
    glyphs: Sequence[Glyph], units: Sequence[Unit], signs: Sequence[tuple[int, int]], rows: Sequence[Row], frame: Frame
) -> None:
    """Puts each sign on its letter."""
    lines: list[tuple[Row, list[Unit]]] = []
    for at, before in signs:
        glyph = glyphs[at]
        x, y = origin(glyph, frame)
        box = frame.box(glyph.ink) if glyph.ink else None
        last = _carrier_before(units, before)
        at_the_pen = (
            last is not None and abs(x - last.x1) <= _AT_THE_PEN * glyph.size and abs(y - last.y) <= 0.02 * glyph.size
        )
        able = last is not None and _carries(last, glyphs, glyph.text)
        near = last is not None and abs(y - last.y) <= _SIGN_REACH * glyph.size
        choice = (
            last
            if able and last is not None and (at_the_pen or (near and (box is None or _over(box, last, 0.0, _BEYOND))))
            else None
        )
        if choice is None and box is not None:
            lines = lines or _letters(rows)
            choice = _under(lines, box, y, glyph, glyphs)
        if choice is None and near and last is not None and -0.5 * glyph.size <= x - last.x1 <= 1.5 * glyph.size:
            choice = last
        if choice is not None:
            choice.signs = (*choice.signs, at)


def _letters(rows: Sequence[Row]) -> list[tuple[Row, list[Unit]]]:
    """The rows from the top, with the letters of each from the left."""
    lines = [(row, sorted((unit for unit in row.units if not unit.is_space), key=lambda unit: unit.x0)) for row in rows]
    return sorted(lines, key=lambda line: line[0].y)


def _carrier_before(units: Sequence[Unit], before: int) -> Unit | None:
    """The letter before a sign in content order, but for a sara aa or am drawn before the tone of its syllable."""
    at = before - 1
    if at >= 0 and units[at].is_space:
        at -= 1
    if (
        at > 0
        and units[at].text in (thai.SARA_AA, thai.SARA_AM, thai.SARA_A)
        and units[at - 1].text[-1:] in thai.CONSONANTS
    ):
        at -= 1
    return units[at] if at >= 0 else None


def _carries(unit: Unit, glyphs: Sequence[Glyph], sign: str) -> bool:
    """True where the letter can take the sign beside those it has."""
    signs = "".join([glyphs[at].text for at in unit.signs]) if unit.signs else ""
    return _may_stand_on(unit.text, signs, sign)


@lru_cache(maxsize=4096)
def _may_stand_on(letter: str, signs: str, sign: str) -> bool:
    if letter[-1:] not in thai.CONSONANTS and not thai.is_mark(letter[-1:]):
        return False
    # A nikhahit is half a sara am yet: beside it the letter may have a tone.
    # What an unknown glyph is may be legal.
    before = (letter + signs).translate(_NO_OBJECTION)
    after = before + sign.translate(_NO_OBJECTION)
    return thai.is_legal(thai.canonical(after)) or not thai.is_legal(thai.canonical(before))


def _over(ink: Box, unit: Unit, before: float, after: float) -> bool:
    """True where the middle of a sign's ink stands over (or under) the letter; margins on either side in ems."""
    middle = (ink[0] + ink[2]) / 2
    return unit.x0 - before * unit.size <= middle <= unit.x1 + after * unit.size


def _under(
    lines: Sequence[tuple[Row, list[Unit]]],
    ink: Box,
    y: float,
    glyph: Glyph,
    glyphs: Sequence[Glyph],
) -> Unit | None:
    """The letter under (or over) a sign's ink, on the nearest baseline; one that the middle of the ink is over comes
    first.
    """
    middle = (ink[0] + ink[2]) / 2
    reach = _SIGN_REACH * glyph.size
    best: tuple[float, float, float] | None = None
    found: Unit | None = None
    for at in range(bisect_left(lines, y - reach, key=lambda line: line[0].y), len(lines)):
        row, letters = lines[at]
        if row.y > y + reach:
            break
        first = bisect_left(letters, middle - 0.2 * glyph.size, key=lambda unit: unit.x0)
        for unit in letters[max(0, first - 3) : first + 3]:
            if not _over(ink, unit, 0.12, 0.12) or not _carries(unit, glyphs, glyph.text):
                continue
            off = max(unit.x0 - middle, middle - unit.x1, 0.0)
            score = (round(abs(row.y - y) / (0.3 * glyph.size)), off, abs(unit.x1 - middle))
            if best is None or score < best:
                best, found = score, unit
    return found
