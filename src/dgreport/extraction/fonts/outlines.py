"""The shape of one glyph: its contours, its box, and what of a Thai sign the bare geometry tells.

Lengths are in thousandths of an em, y upwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Ink = tuple[float, float, float, float]  #: x0, y0, x1, y1
Point = tuple[float, float]

#: The widest ring of a sign; and the share of its box that a circle fills (0.785; control points make it a little
#: more).
_WIDEST_RING = 400
_CIRCLE = (0.7, 0.92)
#: Points, control points included, of an ellipse drawn as four quadratic curves; a box is drawn with four or five.
_QUARTERS = 8


@dataclass(frozen=True)
class Outline:
    """The contours of one glyph, each as its points (control points included), thousandths of an em."""

    contours: tuple[tuple[Point, ...], ...]

    @cached_property
    def boxes(self) -> list[Ink]:
        """The box of each contour."""
        return [_bounds(contour) for contour in self.contours]

    @cached_property
    def ink(self) -> Ink | None:
        if not self.contours:
            return None
        lefts, bottoms, rights, tops = zip(*self.boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    @property
    def is_stroke(self) -> bool:
        """True for one upright stroke, the shape of mai ek in every design."""
        if len(self.contours) != 1 or self.ink is None:
            return False
        x0, y0, x1, y1 = self.ink
        width, height = x1 - x0, y1 - y0
        return height >= 1.35 * width and _area(self.contours[0]) >= 0.65 * width * height

    @cached_property
    def rings(self) -> list[Ink]:
        """The boxes of the circles with a round hole in them, such as the one of nikhahit and of sara am.

        The hole may be an ellipse: in designs with thick and thin strokes it is narrow.
        """
        boxes = list(zip(self.contours, self.boxes, strict=True))
        return [
            box
            for outer, box in boxes
            if box[2] - box[0] <= _WIDEST_RING
            and _is_round(outer, box)
            and any(_is_concentric(box, hole) and _is_elliptic(inner, hole) for inner, hole in boxes if inner is not outer)
        ]


def _is_round(contour: tuple[Point, ...], box: Ink) -> bool:
    x0, y0, x1, y1 = box
    return x1 > x0 and 0.6 <= (y1 - y0) / (x1 - x0) <= 1.6 and _is_elliptic(contour, box)


def _is_elliptic(contour: tuple[Point, ...], box: Ink) -> bool:
    x0, y0, x1, y1 = box
    full = (x1 - x0) * (y1 - y0)
    if len(contour) < 4 or full <= 0:
        return False
    share = _area(contour) / full
    # Four quarters of a quadratic curve have their control points in the corners of the box.
    return _CIRCLE[0] <= share <= _CIRCLE[1] or (len(contour) >= _QUARTERS and share > 0.97)


def _area(contour: tuple[Point, ...]) -> float:
    twice = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(contour, (*contour[1:], contour[0]), strict=True))
    return abs(twice) / 2


def _is_concentric(outer: Ink, inner: Ink) -> bool:
    width, height = outer[2] - outer[0], outer[3] - outer[1]
    return (
        outer[0] < inner[0]
        and outer[1] < inner[1]
        and inner[2] < outer[2]
        and inner[3] < outer[3]
        and abs(inner[0] + inner[2] - outer[0] - outer[2]) <= 0.4 * width
        and abs(inner[1] + inner[3] - outer[1] - outer[3]) <= 0.4 * height
    )


def _bounds(points: tuple[Point, ...]) -> Ink:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
