"""Glyphs of one direction as columns in the frame of their baseline: what rows are made of.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.page import Box, Columns, Form

#: Ems. The pen is where the last letter ended, within this.
AT_THE_PEN = 0.03
#: Characters that only say where a line may break, or may not.
_WITHOUT_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")

_NOWHERE = (math.nan,) * 4

_Length = TypeVar("_Length", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Frame:
    """Coordinates along a baseline turned by `angle` degrees clockwise."""

    angle: float

    def point(self, x: _Length, y: _Length) -> tuple[_Length, _Length]:
        """One point, or columns of them."""
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

    def reach(self, boxes: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """From where to where boxes (rows x0, top, x1, bottom) reach along the baseline."""
        if self.angle == 0:
            return boxes[0], boxes[2]
        corners = [self.point(x, y)[0] for x in boxes[0::2] for y in boxes[1::2]]
        return np.minimum.reduce(corners), np.maximum.reduce(corners)


class Units:
    """The glyphs of one direction as columns, in the frame of their baseline (points, x along it).

    A unit is one letter or space with the signs that stand on it; it is a number, its place in the columns. The glyphs
    of signs have places there too, and are no units. Columns are there as arrays, for what is asked of all at once, and
    some as lists, for what is asked of one after the other.
    """

    def __init__(self, columns: Columns, places: Sequence[int], frame: Frame) -> None:
        self.places, self.frame = places, frame
        chosen = slice(None) if len(places) == len(columns) else np.array(places, np.intp)
        forms = columns.forms
        self.forms = forms  #: those of the page
        self.form_numbers = columns.form[chosen]  #: of the form in `Columns.forms`
        #: On the page, not in the frame, as the pens are.
        self.boxes = columns.boxes[:, chosen]
        self._pens = columns.x[chosen], columns.y[chosen]
        self.starts, self.baselines = frame.point(*self._pens)
        self.ends = np.maximum(frame.reach(self.boxes)[1], self.starts)
        points = [form.text in _WITHOUT_WIDTH for form in forms]
        if any(points):
            # Their glyphs may be those of spaces, from which writers go back.
            is_point = np.array(points)[self.form_numbers]
            self.ends[is_point] = self.starts[is_point]
        self.sizes, self.spaces = columns.sizes[chosen], columns.spaces[chosen]
        self.texts = np.array([form.text for form in forms], object).take(self.form_numbers)
        self.text: list[str] = self.texts.tolist()
        self.x0: list[float] = self.starts.tolist()
        self.x1: list[float] = self.ends.tolist()
        self.y: list[float] = self.baselines.tolist()
        self.size: list[float] = self.sizes.tolist()
        self.is_space: list[bool] = self.spaces.tolist()
        #: Of a unit that has any, the signs that stand on it: their places in the columns.
        self.signs: dict[int, list[int]] = {}
        #: Of a unit that has any, what its signs say.
        self.said: dict[int, str] = {}

    def form(self, unit: int) -> Form:
        return self.forms[int(self.form_numbers[unit])]

    def widen(self, unit: int, end: float) -> None:
        """Lets a unit reach to `end` at least."""
        self.ends[unit] = self.x1[unit] = max(self.x1[unit], end)

    def ink_middles(self, units: NDArray[np.intp]) -> NDArray[np.float64]:
        """The middle of what units or signs paint, along the baseline; NaN where that is not known."""
        drawn = [self.forms[number].ink or _NOWHERE for number in self.form_numbers[units].tolist()]
        inks = np.fromiter(chain.from_iterable(drawn), np.float64, 4 * len(drawn)).reshape(-1, 4).T
        for pens, sides in zip(self._pens, (inks[0::2], inks[1::2]), strict=True):
            sides += pens[units]
        low, high = self.frame.reach(inks)
        return (low + high) / 2

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
    """Units along one baseline, `y`, from the left; `size` is that of the largest, `x0` and `x1` no less than their
    extent.
    """

    units: list[int]
    y: float
    size: float
    x0: float
    x1: float


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
