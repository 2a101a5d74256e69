"""The descriptions of a TrueType font's glyphs: contours and boxes, in the units of the font.

They are read one glyph at a time, where they stand: of hundreds of glyphs few are drawn (OpenType, "glyf").
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from dgreport.extraction.fonts.outlines import Ink, Point
from dgreport.extraction.fonts.sfnt import number_at

#: How a description begins: number of contours, -1 for a glyph made of others, and its box.
_HEAD = struct.Struct(">5h")
_WORD = struct.Struct(">h")
#: Flags of a point.
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = (1 << bit for bit in range(6))
#: Flags of a component.
_WORDS, _OFFSETS, _SCALE, _MORE, _SCALES, _MATRIX = 0x1, 0x2, 0x8, 0x20, 0x40, 0x80

#: Points of one glyph; the largest letters have some hundreds, and glyphs made of glyphs can be made to have any number.
_MOST_POINTS = 20_000

Contour = Sequence[Point]


class Descriptions:
    """The glyphs that the `tables` of a font describe, by their numbers.

    Raises ValueError where tables don't go together, KeyError or struct.error where one is not there or cut off.
    """

    def __init__(self, tables: Mapping[str, bytes], count: int) -> None:
        is_long = number_at(tables["head"], 50) != 0
        places = np.frombuffer(tables["loca"], ">u4" if is_long else ">u2").astype(np.int64) * (1 if is_long else 2)
        self._data, self._metrics = tables["glyf"], tables["hmtx"]
        self._full_metrics = number_at(tables["hhea"], 34)
        if places.max(initial=0) > len(self._data):
            raise ValueError("its glyphs are cut off")
        if len(self._metrics) < 4 * self._full_metrics:
            raise ValueError("its advances are cut off")
        self._places: list[int] = places.tolist()
        self._count = min(count, len(self._places) - 1)
        self._known: dict[int, list[Contour]] = {}  # glyphs are made of the same others

    def box(self, number: int) -> tuple[int, Ink] | None:
        """(number of contours, box) as the description begins, None where there is none to read.

        To draw the glyph would cost many times as much.
        """
        if not 0 <= number < self._count:
            return None
        start, end = self._places[number], self._places[number + 1]
        if end == start:
            return 0, (0.0, 0.0, 0.0, 0.0)
        if end - start < _HEAD.size:
            return None
        contours, x0, y0, x1, y1 = _HEAD.unpack_from(self._data, start)
        shift = self._shift(number, contours, x0)
        return contours, (x0 + shift, y0, x1 + shift, y1)

    def contours(self, number: int) -> list[Contour]:
        """The contours of a glyph, control points included; each begins on its curve, and comes back to where it began
        if a curve ends it.

        Raises IndexError, ValueError or struct.error where the description is broken.
        """
        contours, description = self._drawn(number), self._description(number)
        shift = self._shift(number, *struct.unpack_from(">2h", description)) if description else 0
        return [[(x + shift, y) for x, y in contour] for contour in contours] if shift else contours

    def _shift(self, number: int, contours: int, x0: int) -> int:
        """How far a glyph stands from its coordinates: it begins where its side bearing says; one made of others stands
        where they put it.
        """
        full = self._full_metrics
        place = 4 * number + 2 if number < full else 4 * full + 2 * (number - full)
        if contours < 0 or place + _WORD.size > len(self._metrics):
            return 0
        return int(_WORD.unpack_from(self._metrics, place)[0]) - x0

    def _description(self, number: int) -> bytes:
        if not 0 <= number < self._count:
            raise IndexError(number)
        start, end = self._places[number], self._places[number + 1]
        if end < start:
            raise ValueError("a glyph that ends before it begins")
        return self._data[start:end]

    def _drawn(self, number: int) -> list[Contour]:
        if number not in self._known:
            description = self._description(number)
            read = self._assembled if description[:1] >= b"\x80" else _contours  # -1 contours
            self._known[number] = list(read(description)) if description else []
        return self._known[number]

    def _assembled(self, description: bytes) -> Iterator[Contour]:
        """The contours of a glyph made of others, each moved, and scaled or turned."""
        at, flags, points = _HEAD.size, _MORE, 0
        while flags & _MORE:
            flags, number = struct.unpack_from(">HH", description, at)
            if not flags & _OFFSETS:
                raise ValueError("a component that is placed by its points")
            dx, dy = struct.unpack_from(">hh" if flags & _WORDS else ">bb", description, at + 4)
            at += 8 if flags & _WORDS else 6
            size = 1 if flags & _SCALE else 2 if flags & _SCALES else 4 if flags & _MATRIX else 0
            factors = [factor / 0x4000 for factor in struct.unpack_from(f">{size}h", description, at)]
            at += 2 * size
            component = self._drawn(number)
            points += sum(map(len, component))
            if points > _MOST_POINTS:
                raise ValueError("more points than a letter has")
            if not factors:
                yield from ([(x + dx, y + dy) for x, y in contour] for contour in component)
                continue
            xx, xy, yx, yy = factors if size == 4 else (factors[0], 0.0, 0.0, factors[-1])
            yield from (
                [(xx * x + yx * y + dx, xy * x + yy * y + dy) for x, y in contour] for contour in component
            )


def _contours(description: bytes) -> Iterator[Contour]:
    (count,) = _WORD.unpack_from(description)
    ends = struct.unpack_from(f">{count}H", description, _HEAD.size)
    at = _HEAD.size + 2 * count
    at += 2 + int.from_bytes(description[at : at + 2], "big")  # past the instructions
    flags: list[int] = []
    while ends and len(flags) <= ends[-1]:
        flag = description[at]
        repeats = description[at + 1] if flag & _REPEAT else 0
        flags += [flag] * (1 + repeats)
        at += 2 if flag & _REPEAT else 1
    if ends and len(flags) != ends[-1] + 1:
        raise ValueError("more flags than points")
    xs, at = _coordinates(description, at, flags, _SHORT_X, _SAME_X)
    ys, _ = _coordinates(description, at, flags, _SHORT_Y, _SAME_Y)
    points = list(zip(xs, ys, strict=True))
    start = 0
    for end in ends:
        contour, on_curve = points[start : end + 1], [flag & _ON_CURVE for flag in flags[start : end + 1]]
        if _ON_CURVE in on_curve:
            first = on_curve.index(_ON_CURVE)
            contour = contour[first:] + contour[:first]
            if not on_curve[first - 1]:
                contour.append(contour[0])
        yield contour
        start = end + 1


def _coordinates(description: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[int], int]:
    """The x or y of each point, and where they end; they are written as the steps from point to point."""
    value = 0
    values = []
    for flag in flags:
        if flag & short:
            value += description[at] if flag & same else -description[at]
            at += 1
        elif not flag & same:
            value += _WORD.unpack_from(description, at)[0]
            at += 2
        values.append(value)
    return values, at
