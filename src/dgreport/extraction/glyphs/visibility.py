"""Which glyphs of a page nobody can see: what covers them, where they are cut off, what colour they have on which ground.

Text can be in a page and not be shown: a passage that was painted over, white upon white, cut off by the edge of its
cell, in a layer that is off, or drawn without ink. One kind is read all the same: the text that a recognition program
laid under or over the scan of a page, which the scan shows.

Everything is judged so that doubt speaks for being seen: pictures, gradients, patterns and half clear paint cover
nothing and may be any ground, of a bent or combined path only what surely is inside counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dgreport.extraction.colours import RGB
from dgreport.extraction.fonts.context import is_sign
from dgreport.extraction.page import Box, Drawn

WHITE: RGB = (1.0, 1.0, 1.0)
#: Text rendering modes: no ink at all, and from which on the letters become a clip (ISO 32000-1, 9.3.6).
INVISIBLE, CLIPPING = 3, 4
#: Modes that fill letters and do not stroke them.
_FILLED = (0, 4)
#: Two colours that differ by no more than this in each component (of 1) are one to the eye.
_SAME_COLOUR = 0.02
#: Share of a glyph's box that must be covered, or cut off, for it not to be seen.
_MOST = 0.8
#: Opacity (of 1) up to which nothing is seen.
_CLEAR = 0.02
#: Points. Narrower paint than this covers no letter: rules, frames, strokes through words.
_NARROW = 3.0
#: Points. Text smaller than this can't be seen.
SMALLEST = 0.5
#: Share of the page that images cover where they are the scan of it.
_SCAN = 0.6
#: Letters that are drawn as paths are no larger than this, in ems of the text that says them.
_LETTER = 3.0
#: How far a shadow lies from its letters, in ems, and how many it has at least.
_SHADOW, _FEWEST_OF_SHADOW = 0.25, 3
#: Glyphs whose common box is looked at first.
_CHUNK = 48


class Manner(NamedTuple):
    """How a stretch of glyphs is painted."""

    mode: int  #: text rendering mode
    colour: RGB | None  #: None where it is no plain colour
    clip: Box | None  #: the box of the clip
    opacity: float  #: 0..1
    is_off: bool  #: in a layer that is not shown


class Paint(NamedTuple):
    """Something painted: a filled path, a stroke, an image, a gradient."""

    at: int  #: how many glyphs were drawn before it
    box: Box  #: as far as the clip lets it be seen
    points: tuple[tuple[float, float], ...]  #: the corners of a path of one piece that is no upright rectangle
    colour: RGB | None  #: None where it is no plain, opaque colour
    is_opaque: bool  #: it covers all of its box, or of the polygon of its points
    is_image: bool = False


class Seen(NamedTuple):
    unseen: frozenset[int]  #: places of glyphs that are not shown
    layer: int  #: glyphs that only say what an image shows


def seen(
    glyphs: Sequence[Drawn], manners: Sequence[tuple[int, Manner]], paints: Sequence[Paint], width: float, height: float
) -> Seen:
    """Which of the glyphs, in content order, are not shown; each manner holds from its place to that of the next.

    `width` and `height` are those of the page.
    """
    images = [paint for paint in paints if paint.is_image]
    is_scan = bool(images) and _covered_share(images, width, height) >= _SCAN
    wide = [paint for paint in paints if min(_sides(paint.box)) >= _NARROW]
    grounds = {colour: _may_be_ground(colour, wide) for colour in {manner.colour for _, manner in manners}}
    starts = [*(start for start, _ in manners), len(glyphs)]
    stretches = [
        (range(start, end), manner) for (start, end), (_, manner) in zip(pairwise(starts), manners, strict=True) if start < end
    ]
    unseen = {
        at
        for (one, _), (two, manner) in pairwise(stretches)
        if not _is_nothing(manner) and _is_shadow(one, two, glyphs)
        for at in one
    }
    layer: set[int] = set()
    for stretch, manner in stretches:
        if manner.is_off or manner.opacity <= _CLEAR:
            unseen.update(stretch)
        elif manner.mode == INVISIBLE:
            said = _said_of_pictures(stretch, glyphs, paints)
            layer |= said
            unseen |= set(stretch) - said
        else:
            if manner.clip is not None:
                unseen |= _cut_off(stretch, glyphs, manner.clip)
            if manner.colour is not None and grounds[manner.colour] and manner.mode in _FILLED:
                unseen |= _of_the_ground(stretch, glyphs, manner.colour, wide)
    covered = _covered(glyphs, wide)
    if is_scan:
        under_scan = {at for at, paint in covered if paint.is_image}
        layer |= under_scan
        covered = [(at, paint) for at, paint in covered if at not in under_scan]
    unseen |= {at for at, _ in covered}
    return Seen(frozenset(unseen), len(layer - unseen))


def _is_nothing(manner: Manner) -> bool:
    """True for what is painted without leaving anything on the page."""
    return manner.is_off or manner.opacity <= _CLEAR or manner.mode == INVISIBLE


def _places(glyphs: Sequence[Drawn]) -> list[Box]:
    """What each glyph paints, on the page; its box where that is not known."""
    return [(x + x0, y + y0, x + x1, y + y1) for form, x, y in glyphs for x0, y0, x1, y1 in (form.ink or form.box,)]


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def intersection(one: Box, other: Box) -> Box:
    """What two boxes have in common; without width or height where they have nothing."""
    x0, top = max(one[0], other[0]), max(one[1], other[1])
    return x0, top, max(x0, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _share_inside(box: Box, other: Box) -> float:
    """How much of a box lies inside another."""
    x0, top, x1, bottom = intersection(box, other)
    width, height = max(box[2] - box[0], 1e-6), max(box[3] - box[1], 1e-6)
    return max(x1 - x0, 1e-6) / width * (max(bottom - top, 1e-6) / height) if _meet(box, other) else 0.0


def _covered_share(images: Sequence[Paint], width: float, height: float) -> float:
    """The share of the page under images; those that lie upon each other count once as far as they are alike."""
    page = (0.0, 0.0, width, height)
    boxes = {intersection(paint.box, page) for paint in images}
    return sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes) / max(width * height, 1.0)


# Reasons ------------------------------------------------------------------------------------------------------------


def _cut_off(stretch: range, glyphs: Sequence[Drawn], clip: Box) -> set[int]:
    """Glyphs outside a clip. A sign goes with its letter: one that is left alone is for those to judge who mend lines."""
    x0, top, x1, bottom = clip
    outside = set()
    for at, place in zip(stretch, _places(glyphs[stretch.start : stretch.stop]), strict=True):
        if place[0] >= x0 and place[1] >= top and place[2] <= x1 and place[3] <= bottom:
            continue
        if _share_inside(place, clip) < 1 - _MOST and (not is_sign(glyphs[at][0]) or at - 1 in outside):
            outside.add(at)
    return outside


def _is_shadow(first: range, second: range, glyphs: Sequence[Drawn]) -> bool:
    """True where the second stretch is painted over the first, glyph by glyph, moved a little: a shadow."""
    if len(first) != len(second) or len(first) < _FEWEST_OF_SHADOW:
        return False
    ones, twos = glyphs[first.start : first.stop], glyphs[second.start : second.stop]
    (form, x, y), (_, other_x, other_y) = ones[0], twos[0]
    dx, dy = other_x - x, other_y - y
    if max(abs(dx), abs(dy)) > _SHADOW * form.size:
        return False
    near = 0.02 * form.size
    return all(
        (one.font, one.code) == (two.font, two.code) and abs(x2 - x1 - dx) <= near and abs(y2 - y1 - dy) <= near
        for (one, x1, y1), (two, x2, y2) in zip(ones, twos, strict=True)
    )


def _may_be_ground(colour: RGB | None, paints: Sequence[Paint]) -> bool:
    """Whether the page, or anything on it, has the colour."""
    return colour is not None and (_is_same(colour, WHITE) or any(_is_same(colour, paint.colour) for paint in paints))


def _of_the_ground(stretch: range, glyphs: Sequence[Drawn], colour: RGB, paints: Sequence[Paint]) -> set[int]:
    """Glyphs of the colour of what they are painted upon."""
    places = _places(glyphs[stretch.start : stretch.stop])
    around = _around(places)
    grounds = [paint for paint in paints if paint.at < stretch.stop and _meet(paint.box, around)]
    if not _may_be_ground(colour, grounds):
        return set()
    return {at for at, place in zip(stretch, places, strict=True) if _is_same(colour, _ground(at, place, grounds))}


def _ground(at: int, place: Box, paints: Sequence[Paint]) -> RGB | None:
    """The colour of what is painted last under the middle of a glyph, None where that is not known."""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    for paint in reversed(paints):
        x0, top, x1, bottom = paint.box
        if paint.at <= at and x0 <= x <= x1 and top <= y <= bottom:
            known = paint.is_opaque and (not paint.points or _contains(paint.points, x, y))
            return paint.colour if known else None
    return WHITE


def _is_same(one: RGB, other: RGB | None) -> bool:
    if other is None:
        return False
    near = _SAME_COLOUR
    return abs(one[0] - other[0]) <= near and abs(one[1] - other[1]) <= near and abs(one[2] - other[2]) <= near


def _said_of_pictures(stretch: range, glyphs: Sequence[Drawn], paints: Sequence[Paint]) -> set[int]:
    """Glyphs without ink that stand where an image or a letter drawn as a path shows something."""
    places = _places(glyphs[stretch.start : stretch.stop])
    around = _around(places)
    largest = _LETTER * max(glyphs[at][0].size for at in stretch)
    shown = [
        paint.box
        for paint in paints
        if _meet(paint.box, around)
        and (paint.is_image or (paint.points and max(paint.box[2] - paint.box[0], paint.box[3] - paint.box[1]) < largest))
    ]
    return {at for at, place in zip(stretch, places, strict=True) if any(_meet(place, box) for box in shown)}


def _covered(glyphs: Sequence[Drawn], paints: Sequence[Paint]) -> list[tuple[int, Paint]]:
    """(place of a glyph, what was painted over it later)."""
    covers = [paint for paint in paints if paint.at and paint.is_opaque]
    if not covers:
        return []
    places = _places(glyphs[: covers[-1].at])
    chunks = [(start, _around(places[start : start + _CHUNK])) for start in range(0, len(places), _CHUNK)]
    return [(at, paint) for paint in covers for at in _under(paint, places, chunks)]


def _under(paint: Paint, places: Sequence[Box], chunks: Sequence[tuple[int, Box]]) -> Iterator[int]:
    for start, around in chunks:
        if start >= paint.at:
            return
        if not _meet(around, paint.box):
            continue
        for at in range(start, min(start + _CHUNK, paint.at)):
            if _share_inside(places[at], paint.box) < _MOST:
                continue
            x0, top, x1, bottom = places[at]
            corners = ((x0, top), (x1, top), (x1, bottom), (x0, bottom))
            if not paint.points or all(_contains(paint.points, x, y) for x, y in corners):
                yield at


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _around(boxes: Sequence[Box]) -> Box:
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _contains(points: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a polygon has the point inside (ISO 32000-1, 8.5.3.3.3, even-odd)."""
    inside = False
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside
