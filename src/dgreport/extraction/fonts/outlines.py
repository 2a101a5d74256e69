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
    def ink(self) -> Ink | None:
        points = [point for contour in self.contours for point in contour]
        return _bounds(points) if points else None

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
        found = []
        for outer in self.contours:
            box = _bounds(outer)
            if box[2] - box[0] > _WIDEST_RING or not _is_round(outer):
                continue
            for inner in self.contours:
                hole = _bounds(inner)
                if inner is not outer and _is_elliptic(inner) and _is_concentric(box, hole):
                    found.append(box)
                    break
        return found


def _is_round(contour: tuple[Point, ...]) -> bool:
    x0, y0, x1, y1 = _bounds(contour)
    return x1 > x0 and 0.6 <= (y1 - y0) / (x1 - x0) <= 1.6 and _is_elliptic(contour)


def _is_elliptic(contour: tuple[Point, ...]) -> bool:
    x0, y0, x1, y1 = _bounds(contour)
    box = (x1 - x0) * (y1 - y0)
    if len(contour) < 4 or box <= 0:
        return False
    share = _area(contour) / box
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


def _bounds(points: tuple[Point, ...] | list[Point]) -> Ink:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
