"""Charts as drawn: which bar or slice a printed value belongs to, and what colour the legend gives a word.

Everything is told from shapes: a legend key is a small filled shape beside a word, a mark (bar, slice of a pie or ring)
is a larger shape of the same colour. No design is assumed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dgreport.extraction.page import Box, Shape
from dgreport.extraction.reading.search import union

Colour = tuple[float, float, float]

#: Shapes of one size that are set out on the same lines are so within this, points.
_ALIGNED = 0.5
_SAME_COLOUR = 0.02  #: in each of R, G, B: writers round colours to 8 bits or to two decimals


@dataclass(frozen=True, slots=True)
class Key:
    """A legend's key: its colour and where it stands."""

    colour: Colour
    box: Box


def same_colour(one: Colour | None, other: Colour | None) -> bool:
    if one is None or other is None:
        return False
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(one, other, strict=True))


def key_beside(label: Box, line_height: float, shapes: Iterable[Shape]) -> Key | None:
    """The legend key next to a label: a filled shape as high as a line at most, left or right of its first line."""
    best: tuple[float, Key] | None = None
    middle = label[1] + line_height / 2
    for shape in shapes:
        colour = shape.fill or shape.stroke
        if colour is None:
            continue
        width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
        if not (0.2 * line_height <= max(width, height) <= 4.0 * line_height and height <= 1.4 * line_height):
            continue
        gap = max(label[0] - shape.box[2], shape.box[0] - label[2])
        if not -0.3 * line_height <= gap <= 2.0 * line_height:
            continue
        if abs((shape.box[1] + shape.box[3]) / 2 - middle) > 0.6 * line_height:
            continue
        if best is None or gap < best[0]:
            best = gap, Key(colour, shape.box)
    return best[1] if best else None


def marks_of(colours: Sequence[Colour], shapes: Iterable[Shape], keys: Sequence[Key]) -> list[tuple[int, Shape]]:
    """The shapes in one of these colours that are not keys, each with the index of its colour."""
    return [
        (index, shape)
        for shape in shapes
        for index, colour in enumerate(colours)
        if same_colour(shape.fill or shape.stroke, colour)
        and not any(_is_key_again(shape.box, key.box) for key in keys if same_colour(key.colour, colour))
    ]


def _is_key_again(box: Box, key: Box) -> bool:
    """Whether a shape is a legend's key, or the same key in the legend of another chart beside it or under it."""
    apart = [abs(one - other) for one, other in zip(box, key, strict=True)]
    return (apart[0] <= _ALIGNED and apart[2] <= _ALIGNED and abs(apart[1] - apart[3]) <= _ALIGNED) or (
        apart[1] <= _ALIGNED and apart[3] <= _ALIGNED and abs(apart[0] - apart[2]) <= _ALIGNED
    )


def mark_distances(value: Box, marks: Sequence[tuple[int, Shape]], colours: int) -> list[float]:
    """How far a printed value is from the nearest mark of each colour, in points; infinite where there is none.

    For a pie or ring the value belongs to the slice in whose direction it stands, seen from the centre. A ring may also
    be drawn as thick strokes: then it is the nearest.
    """
    distances = [math.inf] * colours
    pies = _pies([shape for _, shape in marks if shape.kind == "path" and shape.fill is not None])
    for index, shape in marks:
        pie = next((pie for pie in pies if shape in pie), [])
        if len(pie) > 1:
            distance = _slice_distance(value, shape, pie)
        elif shape.kind == "path" and shape.fill is None:
            distance = _stroke_distance(value, shape)
        else:
            distance = box_distance(value, shape.box)
        distances[index] = min(distances[index], distance)
    return distances


def box_distance(one: Box, other: Box) -> float:
    """Euclidean distance between two boxes; 0 where they meet."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return math.hypot(across, down)


def _stroke_distance(value: Box, shape: Shape) -> float:
    """Distance of a value's middle to the line that is stroked."""
    x, y = (value[0] + value[2]) / 2, (value[1] + value[3]) / 2

    def to_segment(start: tuple[float, float], end: tuple[float, float]) -> float:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = dx * dx + dy * dy
        along = 0.0 if length == 0 else min(1.0, max(0.0, ((x - start[0]) * dx + (y - start[1]) * dy) / length))
        return math.dist((x, y), (start[0] + along * dx, start[1] + along * dy))

    return min((to_segment(one, other) for one, other in itertools.pairwise(shape.points)), default=math.inf)


def _pies(paths: Sequence[Shape]) -> list[list[Shape]]:
    """Paths in clusters that touch; a cluster whose box is square is a pie or a ring."""
    clusters: list[list[Shape]] = []
    for shape in paths:
        touching = [each for each in clusters if any(box_distance(shape.box, other.box) <= 1 for other in each)]
        merged = [shape, *(member for cluster in touching for member in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in touching] + [merged]
    return [cluster for cluster in clusters if _is_round(union(shape.box for shape in cluster))]


def _is_round(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) > 0 and max(width, height) / min(width, height) < 1.25


def _slice_distance(value: Box, shape: Shape, pie: Sequence[Shape]) -> float:
    """Distance of a value to a slice: none where the ray from the centre through the value crosses the slice."""
    box = union(member.box for member in pie)
    centre = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    radius = (box[2] - box[0] + box[3] - box[1]) / 4
    target = (value[0] + value[2]) / 2, (value[1] + value[3]) / 2
    angle = math.atan2(target[1] - centre[1], target[0] - centre[0])
    away = max(math.dist(centre, target) - radius, 0.0)
    turns = range(-90, 91, 2)
    met = [abs(turn) for turn in turns if _ray_meets(shape, centre, radius, angle + math.radians(turn))]
    turn = min(met, default=180)
    return away + radius * math.radians(turn)


def _ray_meets(shape: Shape, centre: tuple[float, float], radius: float, angle: float) -> bool:
    ray = math.cos(angle), math.sin(angle)
    return any(
        _inside((centre[0] + part * radius * ray[0], centre[1] + part * radius * ray[1]), shape.points)
        for part in (0.3, 0.5, 0.65, 0.8, 0.9)
    )


def _inside(point: tuple[float, float], polygon: Sequence[tuple[float, float]]) -> bool:
    """Whether the point is in the polygon (even-odd rule)."""
    inside = False
    x, y = point
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], *polygon[:1]), strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside
