"""Which glyphs of a page nobody can see: what covers them, where they are cut off, what colour they have on which ground.

Text can be in a page and not be shown: a passage that was painted over, white upon white, cut off by the edge of its
cell, in a layer that is off, or drawn without ink. One kind is read all the same: the text that a recognition program
laid under or over the scan of a page, which the scan shows.

Everything is judged so that doubt speaks for being seen: pictures, gradients, patterns and half clear paint cover
nothing and may be any ground, of a bent or combined path only what surely is inside counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dgreport.extraction.colours import RGB
from dgreport.extraction.fonts.context import is_sign
from dgreport.extraction.page import Box, Columns

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
#: Points. What has no width or height counts as this wide.
_POINT = 1e-6


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


#: Boxes on the page as columns: rows x0, top, x1, bottom.
_Boxes = NDArray[np.float64]


def seen(
    columns: Columns, manners: Sequence[tuple[int, Manner]], paints: Sequence[Paint], width: float, height: float
) -> Seen:
    """Which of the glyphs are not shown; each manner holds from its place to that of the next.

    `width` and `height` are those of the page.
    """
    # What each glyph paints; its box where that is not known.
    places = columns.placed([form.ink or form.box for form in columns.forms])
    images = [paint for paint in paints if paint.is_image]
    is_scan = bool(images) and _covered_share(images, width, height) >= _SCAN
    wide = [paint for paint in paints if min(_sides(paint.box)) >= _NARROW]
    grounds = {colour: _may_be_ground(colour, wide) for colour in {manner.colour for _, manner in manners}}
    starts = [*(start for start, _ in manners), len(columns)]
    stretches = [
        (range(start, end), manner) for (start, end), (_, manner) in zip(pairwise(starts), manners, strict=True) if start < end
    ]
    unseen = {
        at
        for (one, _), (two, manner) in pairwise(stretches)
        if not _is_nothing(manner) and _is_shadow(one, two, columns)
        for at in one
    }
    layer: set[int] = set()
    for stretch, manner in stretches:
        if manner.is_off or manner.opacity <= _CLEAR:
            unseen.update(stretch)
        elif manner.mode == INVISIBLE:
            said = _said_of_pictures(stretch, columns, places, paints)
            layer |= said
            unseen |= set(stretch) - said
        elif manner.colour is not None and grounds[manner.colour] and manner.mode in _FILLED:
            unseen |= _of_the_ground(stretch, places, manner.colour, wide)
    unseen |= _cut_off(stretches, columns, places)
    covered = _covered(places, wide)
    if is_scan:
        under_scan = {at for at, paint in covered if paint.is_image}
        layer |= under_scan
        covered = [(at, paint) for at, paint in covered if at not in under_scan]
    unseen |= {at for at, _ in covered}
    layer -= unseen
    return Seen(frozenset(unseen | _beyond(columns, width, height)), len(layer))


def _is_nothing(manner: Manner) -> bool:
    """True for what is painted without leaving anything on the page."""
    return manner.is_off or manner.opacity <= _CLEAR or manner.mode == INVISIBLE


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def intersection(one: Box, other: Box) -> Box:
    """What two boxes have in common; without width or height where they have nothing."""
    x0, top = max(one[0], other[0]), max(one[1], other[1])
    return x0, top, max(x0, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _share_inside(boxes: _Boxes, other: Box | _Boxes) -> NDArray[np.float64]:
    """How much of each box lies inside another."""
    lefts, tops, rights, bottoms = boxes
    x0, top, x1, bottom = other
    width, height = np.minimum(rights, x1) - np.maximum(lefts, x0), np.minimum(bottoms, bottom) - np.maximum(tops, top)
    across = np.maximum(width, _POINT) / np.maximum(rights - lefts, _POINT)
    down = np.maximum(height, _POINT) / np.maximum(bottoms - tops, _POINT)
    return np.where((width >= 0) & (height >= 0), across * down, 0.0)


def _covered_share(images: Sequence[Paint], width: float, height: float) -> float:
    """The share of the page under images; those that lie upon each other count once as far as they are alike."""
    page = (0.0, 0.0, width, height)
    boxes = {intersection(paint.box, page) for paint in images}
    return sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes) / max(width * height, 1.0)


# Reasons ------------------------------------------------------------------------------------------------------------


def _beyond(columns: Columns, width: float, height: float) -> set[int]:
    """Glyphs that lie beyond the edges of the page, where covers keep their spine and back."""
    x0, top, x1, bottom = columns.boxes
    return set(np.flatnonzero((x1 < 0) | (bottom < 0) | (x0 > width) | (top > height)).tolist())


def _cut_off(stretches: Sequence[tuple[range, Manner]], columns: Columns, places: _Boxes) -> set[int]:
    """Glyphs outside their clip. A sign goes with its letter: one that is left alone is for those to judge who mend
    lines.
    """
    clips = [
        (-np.inf, -np.inf, np.inf, np.inf)
        if manner.clip is None or manner.mode == INVISIBLE or manner.is_off
        else manner.clip
        for _, manner in stretches
    ]
    if not clips or _is_inside(_around(places), clips):
        return set()
    lengths = [len(stretch) for stretch, _ in stretches]
    limits = np.repeat(np.array(clips).T, lengths, axis=1)
    first = np.repeat([stretch.start for stretch, _ in stretches], lengths)
    lefts, tops, rights, bottoms = places
    x0, top, x1, bottom = limits
    doubtful = np.flatnonzero((lefts < x0) | (tops < top) | (rights > x1) | (bottoms > bottom))
    lost = _share_inside(places[:, doubtful], limits[:, doubtful]) < 1 - _MOST
    outside: set[int] = set()
    for at in doubtful[lost].tolist():
        if not is_sign(columns.shown[at]) or (at - 1 in outside and at > first[at]):
            outside.add(at)
    return outside


def _is_shadow(first: range, second: range, columns: Columns) -> bool:
    """True where the second stretch begins by being painted over the first, glyph by glyph, moved a little: a shadow."""
    if len(first) > len(second) or len(first) < _FEWEST_OF_SHADOW:
        return False
    size, x, y = columns.shown[first.start].size, columns.x, columns.y
    right, down = x[second.start] - x[first.start], y[second.start] - y[first.start]
    if not max(abs(right), abs(down)) <= _SHADOW * size:
        return False
    one, two = slice(first.start, first.stop), slice(second.start, second.start + len(first))
    near = 0.02 * size
    return bool(
        (np.abs(x[two] - x[one] - right) <= near).all()
        and (np.abs(y[two] - y[one] - down) <= near).all()
        and all(
            (form.font, form.code) == (other.font, other.code)
            for form, other in zip(columns.shown[one], columns.shown[two], strict=True)
        )
    )


def _may_be_ground(colour: RGB | None, paints: Sequence[Paint]) -> bool:
    """Whether the page, or anything on it, has the colour."""
    return colour is not None and (_is_same(colour, WHITE) or any(_is_same(colour, paint.colour) for paint in paints))


def _of_the_ground(stretch: range, places: _Boxes, colour: RGB, paints: Sequence[Paint]) -> set[int]:
    """Glyphs of the colour of what they are painted upon."""
    within = places[:, stretch.start : stretch.stop]
    around = _around(within)
    grounds = [paint for paint in paints if paint.at < stretch.stop and _meet(paint.box, around)]
    if not _may_be_ground(colour, grounds):
        return set()
    alike = np.array([False, *(_is_same(colour, paint.colour) for paint in grounds), _is_same(colour, WHITE)])
    return set((stretch.start + np.flatnonzero(alike[_grounds(stretch, within, grounds)])).tolist())


def _grounds(stretch: range, places: _Boxes, paints: Sequence[Paint]) -> NDArray[np.intp]:
    """What is painted last under the middle of each glyph: the number of the paint from 1 on, 0 where its colour there
    is not known, and -1 for the page.
    """
    at = np.arange(stretch.start, stretch.stop)
    xs, ys = (places[0] + places[2]) / 2, (places[1] + places[3]) / 2
    found = np.full(len(stretch), -1)
    for number, paint in enumerate(paints, 1):
        x0, top, x1, bottom = paint.box
        under = (paint.at <= at) & (x0 <= xs) & (xs <= x1) & (top <= ys) & (ys <= bottom)
        if not under.any():
            continue
        found[under] = number if paint.is_opaque else 0
        if paint.is_opaque and paint.points:
            for n in np.flatnonzero(under).tolist():
                if not _contains(paint.points, float(xs[n]), float(ys[n])):
                    found[n] = 0
    return found


def _is_same(one: RGB, other: RGB | None) -> bool:
    if other is None:
        return False
    near = _SAME_COLOUR
    return abs(one[0] - other[0]) <= near and abs(one[1] - other[1]) <= near and abs(one[2] - other[2]) <= near


def _said_of_pictures(stretch: range, columns: Columns, places: _Boxes, paints: Sequence[Paint]) -> set[int]:
    """Glyphs without ink that stand where an image or a letter drawn as a path shows something."""
    within = places[:, stretch.start : stretch.stop]
    around = _around(within)
    largest = _LETTER * max(columns.shown[at].size for at in stretch)
    shown = [
        paint.box
        for paint in paints
        if _meet(paint.box, around)
        and (paint.is_image or (paint.points and max(paint.box[2] - paint.box[0], paint.box[3] - paint.box[1]) < largest))
    ]
    return {at for at, place in zip(stretch, _listed(within), strict=True) if any(_meet(place, box) for box in shown)}


def _covered(places: _Boxes, paints: Sequence[Paint]) -> list[tuple[int, Paint]]:
    """(place of a glyph, what was painted over it later)."""
    covers = [paint for paint in paints if paint.at and paint.is_opaque]
    if not covers:
        return []
    before = places[:, : covers[-1].at]
    starts = np.arange(0, before.shape[1], _CHUNK)
    ends = (np.minimum, np.minimum, np.maximum, np.maximum)
    around = np.stack([end.reduceat(side, starts) for end, side in zip(ends, before, strict=True)])
    return [(at, paint) for paint in covers for at in _under(paint, before, around)]


def _under(paint: Paint, places: _Boxes, around: _Boxes) -> list[int]:
    """Places of the glyphs that a paint covers; `around` are the boxes of each `_CHUNK` of them."""
    x0, top, x1, bottom = paint.box
    lefts, tops, rights, bottoms = around[:, : -(-paint.at // _CHUNK)]
    near = np.flatnonzero((lefts <= x1) & (x0 <= rights) & (tops <= bottom) & (top <= bottoms))
    if not len(near):
        return []
    at = (near[:, None] * _CHUNK + np.arange(_CHUNK)).ravel()
    at = at[at < paint.at]
    within = places.take(at, axis=1)
    covered = np.flatnonzero(_share_inside(within, paint.box) >= _MOST)
    if paint.points:
        corners = zip(covered.tolist(), _listed(within[:, covered]), strict=True)
        covered = np.array([n for n, box in corners if _contains_box(paint.points, box)], np.intp)
    found: list[int] = at[covered].tolist()
    return found


def _listed(places: _Boxes) -> list[Box]:
    return list(map(tuple, places.T.tolist()))


def _around(places: _Boxes) -> Box:
    x0, top = places[:2].min(axis=1).tolist()
    x1, bottom = places[2:].max(axis=1).tolist()
    return x0, top, x1, bottom


def _is_inside(box: Box, others: Iterable[Box]) -> bool:
    """True where a box lies in all of the others."""
    lefts, tops, rights, bottoms = zip(*others, strict=True)
    return bool(box[0] >= max(lefts) and box[1] >= max(tops) and box[2] <= min(rights) and box[3] <= min(bottoms))


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _contains(points: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a polygon has the point inside (ISO 32000-1, 8.5.3.3.3, even-odd)."""
    inside = False
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def _contains_box(points: Sequence[tuple[float, float]], box: Box) -> bool:
    x0, top, x1, bottom = box
    return all(_contains(points, x, y) for x, y in ((x0, top), (x1, top), (x1, bottom), (x0, bottom)))
