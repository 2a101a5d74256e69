"""The profile of each level over several axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from dgreport.rendering import palette
from dgreport.rendering.charts.legend import colour_of, key, numbers
from dgreport.rendering.charts.marks import (
    VALUE,
    Anchor,
    Dot,
    Label,
    Line,
    Scale,
    Sheet,
    Text,
    label,
    scale,
)
from dgreport.rendering.document import FigureSpec
from dgreport.rendering.wording import number

_RADIUS = 92.0


def radar(sheet: Sheet, spec: FigureSpec) -> None:
    """An axis per category; a level with a missing value is a broken line through its known ones.

    Names stand in a column on either side, with a line to their axis, and over and under the circle.
    """
    key(sheet, spec)
    count = len(spec.categories)
    angles = [2 * math.pi * place / count for place in range(count)]
    labels = [label(sheet, category, sheet.width / 2 - _RADIUS - 30) for category in spec.categories]
    sides = [0 if abs(math.sin(angle)) < 0.1 else 1 if math.sin(angle) > 0 else -1 for angle in angles]
    head, columns = [name.height + VALUE + 8 for name in labels], {}
    for side in (1, -1):
        column = [place for place in range(count) if sides[place] == side]
        columns[side] = sorted(column, key=lambda place: -math.cos(angles[place]))
    above = max((head[p] for p in range(count) if sides[p] == 0 and math.cos(angles[p]) > 0), default=0.0)
    below = max((head[p] for p in range(count) if sides[p] == 0 and math.cos(angles[p]) < 0), default=0.0)
    tallest = max(sum(head[place] + 6 for place in column) for column in columns.values())
    half = max(_RADIUS + 12, tallest / 2)
    centre = (sheet.width / 2, sheet.height + max(above + _RADIUS + 12, half))
    axis = scale(numbers(spec), spec.maximum, 0.0, _RADIUS)
    _web(sheet, spec, axis, angles, centre)
    for place in range(count):
        if sides[place] == 0:
            up = math.cos(angles[place]) > 0
            top = centre[1] - _RADIUS - 8 - head[place] if up else centre[1] + _RADIUS + 8
            _radar_label(sheet, spec, place, labels[place], centre[0], top, "middle")
    for side, column in columns.items():
        wanted = [centre[1] - _RADIUS * math.cos(angles[place]) - head[place] / 2 for place in column]
        tops = _stacked_apart(wanted, [head[place] + 6 for place in column], centre[1] - half, centre[1] + half)
        for place, top in zip(column, tops, strict=True):
            x = centre[0] + side * (_RADIUS + 22)
            tip = _polar(centre, angles[place], _RADIUS + 3)
            sheet.add(Line((tip, (x - side * 4, top + head[place] / 2)), palette.HAIRLINE))
            _radar_label(sheet, spec, place, labels[place], x, top, "start" if side > 0 else "end")
    sheet.height = centre[1] + max(below + _RADIUS + 8, half)


def _stacked_apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops as near as may be to the wanted ones, in order, none over another, between top and bottom."""
    tops: list[float] = []
    for place in range(len(heights)):
        free = tops[-1] + heights[place - 1] if tops else top
        room_below = bottom - sum(heights[place:])
        tops.append(min(max(wanted[place], free), max(room_below, free)))
    return tops


def _polar(centre: tuple[float, float], angle: float, distance: float) -> tuple[float, float]:
    """The point at a distance from the centre, the angle clockwise from above."""
    return centre[0] + distance * math.sin(angle), centre[1] - distance * math.cos(angle)


def _web(sheet: Sheet, spec: FigureSpec, axis: Scale, angles: Sequence[float], centre: tuple[float, float]) -> None:
    """Rings, axes and the line of each level."""
    for tick in axis.ticks():
        sheet.add(Line(tuple(_polar(centre, angle, axis.at(tick)) for angle in [*angles, 0.0]), palette.HAIRLINE))
    for angle in angles:
        sheet.add(Line((centre, _polar(centre, angle, _RADIUS)), palette.HAIRLINE))
    for series in spec.series:
        colour, count = colour_of(spec, series), len(angles)
        known = [place for place in range(count) if series.points[place].value is not None]
        gap = next((place for place in range(count) if place not in known), 0)
        # From the first gap round, so that the broken line is open there.
        known.sort(key=lambda place, gap=gap: (place - gap) % count)  # type: ignore[misc]
        corners = [_polar(centre, angles[place], axis.at(series.points[place].value or 0)) for place in known]
        whole = len(known) == count
        if len(corners) > 1:
            sheet.add(Line((*corners, corners[0]) if whole else tuple(corners), colour, 1.6, dashed=not whole))
        sheet.add(*(Dot(*corner, 2.6, colour) for corner in corners))
    for tick in axis.ticks()[1:]:
        at = (centre[0] + 3, centre[1] - axis.at(tick) + 2.5)
        sheet.add(Text(*at, number(Decimal(f"{tick:.10g}")), 6.5, palette.GREY))


def _radar_label(sheet: Sheet, spec: FigureSpec, place: int, name: Label, x: float, top: float, anchor: Anchor) -> None:
    """The name of an axis with the values of all levels under it."""
    sheet.add(*name.marks(x, top, anchor))
    points = [(series.points[place].value, colour_of(spec, series)) for series in spec.series]
    values = [("–" if value is None else number(value), colour) for value, colour in points]
    total = sum(sheet.wide(said, VALUE, True) + 10 for said, _ in values) - 10
    x -= {"start": 0.0, "middle": total / 2, "end": total}[anchor]
    for said, colour in values:
        sheet.add(Text(x, top + name.height + VALUE, said, VALUE, colour, strong=True))
        x += sheet.wide(said, VALUE, True) + 10
