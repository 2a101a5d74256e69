"""Writes down what a page shows: glyphs with their true characters, shapes with their colours, in content order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, mult_matrix

from dgreport.extraction import colours
from dgreport.extraction.fonts.context import lessons, retold
from dgreport.extraction.fonts.loading import LoadedFont, MendingManager
from dgreport.extraction.fonts.spelling import spelt
from dgreport.extraction.fonts.styles import Style
from dgreport.extraction.glyphs.fields import text_string
from dgreport.extraction.glyphs.graphics import Graphics, is_layer_off
from dgreport.extraction.glyphs.spans import settle_clusters, settle_span
from dgreport.extraction.glyphs.visibility import CLIPPING, SMALLEST, Manner, Paint, intersection, seen
from dgreport.extraction.page import Box, Columns, Form, Glyph, Shape

#: Limits of one page. The densest real page seen has 18,000 glyphs; what goes beyond is an attack or a map, not a
#: report.
MOST_GLYPHS = 200_000
MOST_SHAPES = 200_000
MOST_FORMS = 5_000
MOST_OPERATORS = 1_000_000
#: Entries of images that are seen through in places.
_MASKS = ("SMask", "Mask", "ImageMask", "IM", "SMaskInData")
#: Rounds in which what was learnt of one code may settle another.
MOST_LESSONS = 3


class TooMuch(Exception):
    """A page exceeds a limit; the message says which."""


class Space(PDFColorSpace):
    """A colour space that knows its conversion; the graphics state carries it along."""

    def __init__(self, count: int, convert: colours.Convert) -> None:
        super().__init__("DeviceN", count)
        self.convert = convert


class Recorder(PDFDevice):
    """Writes down what the interpreter shows."""

    ctm: Matrix

    def __init__(self, manager: MendingManager, layers_off: frozenset[int] = frozenset()) -> None:
        super().__init__(manager)
        self._manager = manager
        self._layers_off = layers_off
        self.shapes: list[Shape] = []
        self.images = 0
        self._shown: list[Form] = []  # the form of each glyph, and where its pen stands
        self._xs: list[float] = []
        self._ys: list[float] = []
        self._spans: list[tuple[str | None, int, bool]] = []  # ActualText, its first glyph, whether it is in a layer off
        self._off = 0  # how many of the layers around are off
        self._manner: object = None
        self._manners: list[tuple[int, Manner]] = []
        self._paints: list[Paint] = []
        self._forms = 0
        #: Run so far, those of forms included, and how many may be.
        self.operators, self.most_operators = 0, MOST_OPERATORS
        self._number, self._width, self._height = 0, 0.0, 0.0
        self.unseen: frozenset[int] = frozenset()  #: see `Page.unseen`
        self.layer = 0  #: see `Page.layer`
        self.inks: tuple[tuple[int, colours.RGB | None], ...] = ()  #: see `Page.inks`
        self._upon: int | None = None
        self.upon: int | None = None  #: see `Page.upon`

    def start(self, number: int, width: float, height: float) -> None:
        self._number, self._width, self._height = number, width, height

    def end_content(self) -> None:
        """What comes now lies upon the content of the page."""
        self._upon = len(self._shown)

    def finished(self) -> Columns:
        """The glyphs on the page, with clusters that repeat on each of their glyphs settled, and what neighbours tell
        taken over.
        """
        while self._spans:
            self.end_span()
        fonts = {font.name: font.mended for font in self._manager.fonts}
        columns = Columns(self._shown, self._xs, self._ys)
        shown = {(form.font, form.code) for form in columns.forms}
        # What is certain stays so.
        doubtful = {(font, code) for font, code in shown - self._manager.certain if fonts[font].is_doubtful(code)}
        self._manager.certain |= shown - doubtful
        for _ in range(MOST_LESSONS if doubtful else 0):
            used = self._manager.used if self._manager.in_order else None
            known = list(map(Glyph._make, columns.drawn))
            learnt, evidence = lessons(known, lambda glyph: fonts[glyph.font].is_doubtful(glyph.code), used), "context"
            if not learnt and self._manager.dictionary:
                learnt, evidence = spelt(known), "words"
            if not learnt:
                break
            for (font, code), text in learnt.items():
                fonts[font].learn(code, text, evidence)
            told = retold(known, lambda glyph: fonts[glyph.font].told(glyph.code))
            columns = columns.retold([glyph.form for glyph in told])
        if self._manager.in_order:
            self._manager.used |= shown
        columns = settle_clusters(columns)
        with np.errstate(all="ignore"):  # damaged content puts glyphs infinitely far off
            found = seen(columns, self._manners, self._paints, self._width, self._height)
        self.unseen, self.layer = found.unseen, found.layer
        if self._upon is not None and self._upon < len(columns):
            self.upon = self._upon - sum(at < self._upon for at in self.unseen)
        self.inks = self._inks_of_seen()
        if self.unseen:
            columns = columns.without(self.unseen)
        return columns

    def _inks_of_seen(self) -> tuple[tuple[int, colours.RGB | None], ...]:
        hidden = np.array(sorted(self.unseen), np.intp)
        inks: list[tuple[int, colours.RGB | None]] = []
        for start, manner in self._manners:
            at = start - int(np.searchsorted(hidden, start))
            if inks and inks[-1][0] == at:
                inks.pop()  # of which nothing is seen
            if not inks or inks[-1][1] != manner.colour:
                inks.append((at, manner.colour))
        return tuple(inks)

    def count_form(self) -> None:
        self._forms += 1
        if self._forms > MOST_FORMS:
            raise TooMuch(f"more than {MOST_FORMS:,} embedded drawings on one page")

    # Text

    def begin_span(self, properties: Mapping[str, Any], layer: Any = None) -> None:
        """Content with these properties begins, or that of an optional content group."""
        actual = resolve1(properties.get("ActualText"))
        is_off = layer is not None and is_layer_off(layer, self._layers_off)
        self._off += is_off
        self._spans.append((text_string(actual) if isinstance(actual, bytes) else None, len(self._shown), is_off))

    def begin_layer(self, layer: Any) -> int:
        """A drawing begins that is in an optional content group, or in none; what to end it with."""
        self.begin_span({}, layer)
        return len(self._spans)

    def end_layer(self, depth: int) -> None:
        """The drawing ends, and whatever it began and left open."""
        while len(self._spans) >= depth:
            self.end_span()

    def end_span(self) -> None:
        if not self._spans:
            return
        actual, start, is_off = self._spans.pop()
        self._off -= is_off
        # Of spans inside spans the outer one speaks, for it covers the inner.
        if actual is not None and len(self._shown) > start and not any(text is not None for text, *_ in self._spans):
            span = map(Glyph, self._shown[start:], self._xs[start:], self._ys[start:])
            self._shown[start:] = [glyph.form for glyph in settle_span(list(span), actual, self._letter_top)]

    def _letter_top(self, name: str) -> float:
        """How high the letters of a font reach, thousandths of an em."""
        return next(font.mended.facts.letter_top for font in self._manager.fonts if font.name == name)

    def show(self, state: Any, parts: Sequence[Any], graphics: Graphics) -> None:
        """Shows a string: ISO 32000-1, 9.4.4."""
        font = self._manager.loaded(state.font)
        size, stretch = state.fontsize, state.scaling * 0.01
        a, b, c, d, e, f = mult_matrix(state.matrix, self.ctm)
        style = font.style(size * stretch * a, size * stretch * b, size * c, size * d)
        if not style.is_shown:
            return
        manner = (
            graphics.ncolor, graphics.clip, graphics.opacity, graphics.group, state.render, self._off,
            style.size < SMALLEST, font.is_drawn,
        )  # fmt: skip
        if manner != self._manner:
            self._manner = manner
            self._paint_in(graphics, state.render, font, style.size)
        if font.vertical:
            self._show_vertical(state, parts, font, style, (a, b, c, d, e, f))
            return
        x, y = state.linematrix
        left, top = (y + state.rise) * c + e, (y + state.rise) * d + f
        step = 0.001 * size * stretch
        char_space, word_space = state.charspace, (0 if font.multibyte else state.wordspace)
        shown, known = self._shown, style.strings
        pens: list[float] = []
        for part in parts:
            if isinstance(part, bytes):
                forms = known.get(part) or style.string(part)
                shown += forms
                if word_space:
                    for form in forms:
                        pens.append(x)
                        space = char_space + word_space if form.code == 32 else char_space
                        x += (form.advance * size + space) * stretch
                else:
                    for form in forms:
                        pens.append(x)
                        x += (form.advance * size + char_space) * stretch
            elif isinstance(part, (int, float)):
                x -= part * step
        self._xs += [pen * a + left for pen in pens]
        self._ys += [pen * b + top for pen in pens] if b else [top] * len(pens)
        if len(shown) > MOST_GLYPHS:
            raise TooMuch(f"more than {MOST_GLYPHS:,} characters on one page")
        state.linematrix = (x, y)

    def _show_vertical(self, state: Any, parts: Sequence[Any], font: LoadedFont, style: Style, matrix: Matrix) -> None:
        """Shows a string whose glyphs stand under one another: ISO 32000-1, 9.7.4.3."""
        size = state.fontsize
        a, b, c, d, e, f = matrix
        x, y = state.linematrix
        for part in parts:
            if isinstance(part, bytes):
                for code in font.codes(part):
                    form = style[code]
                    shift_x, shift_y = _vertical_origin(font, code)
                    ox, oy = x - shift_x * size, y - shift_y * size + state.rise
                    self._shown.append(form)
                    self._xs.append(ox * a + oy * c + e)
                    self._ys.append(ox * b + oy * d + f)
                    y += form.advance * size + state.charspace
            elif isinstance(part, (int, float)):
                y -= part * 0.001 * size
        if len(self._shown) > MOST_GLYPHS:
            raise TooMuch(f"more than {MOST_GLYPHS:,} characters on one page")
        state.linematrix = (x, y)

    def _paint_in(self, graphics: Graphics, mode: int, font: LoadedFont, size: float) -> None:
        """The glyphs from now on are painted in this manner."""
        drawn = font.is_drawn  # in a size and colours of its own
        self._manners.append(
            (
                len(self._shown),
                Manner(
                    mode,
                    None if drawn else _colour(graphics.ncolor, graphics.ncs),
                    graphics.clip.box if graphics.clip else None,
                    graphics.opacity * graphics.group,
                    self._off > 0 or (size < SMALLEST and not drawn),
                ),
            )
        )
        if mode >= CLIPPING:
            graphics.blur((0.0, 0.0, self._width, self._height))

    # Shapes

    def shade(self, graphics: Graphics) -> None:
        """A gradient fills the clip."""
        if not self._off:
            box = graphics.clip.box if graphics.clip else (0.0, 0.0, self._width, self._height)
            self._paints.append(Paint(len(self._shown), box, (), None, is_opaque=False))

    def image(self, stream: PDFStream, graphics: Graphics) -> None:
        """An image fills the unit square."""
        if self._off or not any(key in stream for key in ("Width", "W")):
            return
        self.images += 1
        box, is_whole = extent_of((("m", 0, 0), ("l", 1, 0), ("l", 1, 1), ("l", 0, 1), ("h",)), self.ctm)
        is_opaque = is_whole and graphics.is_opaque and not any(key in stream for key in _MASKS)
        self._paint(box, (), None, graphics, is_opaque=is_opaque, is_image=True)

    def _paint(
        self,
        box: Box,
        points: tuple[tuple[float, float], ...],
        colour: colours.RGB | None,
        graphics: Graphics,
        *,
        is_opaque: bool,
        is_image: bool = False,
    ) -> None:
        clip = graphics.clip
        if clip is not None:
            is_opaque = is_opaque and clip.is_whole
            box = intersection(box, clip.box)
        self._paints.append(Paint(len(self._shown), box, points, colour, is_opaque, is_image))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        if not path or self._off:
            return
        if len(self.shapes) > MOST_SHAPES:
            raise TooMuch(f"more than {MOST_SHAPES:,} drawings on one page")
        a, b, c, d, e, f = self.ctm
        points: list[tuple[float, float]] = []
        start = None
        for operation in path:
            if operation[0] == "h":
                if start is not None and points[-1] != start:
                    points.append(start)
                continue
            x, y = operation[-2:]
            points.append((x * a + y * c + e, x * b + y * d + f))
            if operation[0] == "m":
                start = points[-1]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if not points or not math.isfinite(sum(xs) + sum(ys)):
            return
        operators = "".join([operation[0] for operation in path])
        kind, points = kind_of(operators, points)
        x0, top, x1, bottom = box = (min(xs), min(ys), max(xs), max(ys))
        colour = _colour(gstate.ncolor, gstate.ncs) if fill else None
        shape = Shape(kind, box, tuple(points), colour, _colour(gstate.scolor, gstate.scs) if stroke else None)
        self.shapes.append(shape)
        if fill:
            is_opaque = gstate.is_opaque and colour is not None and operators.count("m") == 1
            self._paint(box, () if kind == "rect" else shape.points, colour, gstate, is_opaque=is_opaque)
        elif gstate.linewidth:
            half = gstate.linewidth * math.sqrt(abs(a * d - b * c)) / 2
            self._paint((x0 - half, top - half, x1 + half, bottom + half), shape.points, None, gstate, is_opaque=False)


def _vertical_origin(font: LoadedFont, code: int) -> tuple[float, float]:
    displacement = font.metrics.char_disp(code)
    if not isinstance(displacement, tuple):
        return 0.0, 0.0
    vx, vy = displacement
    return (0.5 if vx is None else vx * 0.001), vy * 0.001


@lru_cache(maxsize=1024)  # most clips are those of the text before
def extent_of(path: tuple[Any, ...], matrix: Matrix) -> tuple[Box, bool]:
    """The box of a path of pdfminer's on the page, and whether all of the box is inside: it is an upright rectangle."""
    a, b, c, d, e, f = matrix
    points = [(step[-2] * a + step[-1] * c + e, step[-2] * b + step[-1] * d + f) for step in path if len(step) > 2]
    closed = [*points, points[0]] if path[-1][0] == "h" else points
    kind, _ = kind_of("".join([step[0] for step in path]), closed)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)), kind == "rect"


def kind_of(shape: str, points: list[tuple[float, float]]) -> tuple[Any, list[tuple[float, float]]]:
    """The kind of a path, and for a rectangle its four corners."""
    corners = points[:-1] if len(points) > 2 and points[0] == points[-1] else points
    if set(shape) <= {"m", "l", "h"} and shape.count("m") == 1:
        if len(set(points)) == 2:
            return "line", points
        if len(corners) == 4 and len(points) == 5:
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
            if (ax == bx and by == cy and cx == dx and dy == ay) or (ay == by and bx == cx and cy == dy and dx == ax):
                return "rect", corners
    return "path", points


def _colour(value: Any, space: PDFColorSpace) -> colours.RGB | None:
    """The RGB of a colour as pdfminer keeps it: a number, a tuple, or the name of a pattern (which has no one
    colour).
    """
    parts = [value] if isinstance(value, (int, float)) else value
    if isinstance(parts, tuple) and len(parts) == 2 and isinstance(parts[1], str):
        parts = parts[0] if isinstance(parts[0], (tuple, list)) else [parts[0]]  # an uncoloured pattern, in its colour
    if not isinstance(parts, (tuple, list)) or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if isinstance(space, Space):
        try:
            return space.convert(parts)
        except (IndexError, TypeError, ValueError):
            return colours.by_count(parts)
    return colours.by_count(parts)
