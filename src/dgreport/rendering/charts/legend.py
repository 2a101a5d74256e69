"""What the charts share: the key over them, the labels of rows, the grid under them."""

from __future__ import annotations

import math
from decimal import Decimal

from dgreport.rendering import palette
from dgreport.rendering.charts.marks import (
    LABEL,
    SMALL,
    VALUE,
    Dot,
    Label,
    Line,
    Scale,
    Sheet,
    Text,
    inline,
    label,
)
from dgreport.rendering.document import FigureSpec, Series
from dgreport.rendering.wording import number

#: Share of the width that row labels may take.
_LABEL_SHARE = 0.40
ROW_GAP = 6.0  #: between rows
DOT = 4.4  #: radius of a dot
MIDDLE = 0.34  #: how far the foot of digits is under the middle of their row, over their size


def colour_of(spec: FigureSpec, series: Series) -> str:
    levels = spec.levels or tuple(dict.fromkeys(one.level for one in spec.series))
    return palette.level_colour(series.level, levels)


def key(sheet: Sheet, spec: FigureSpec) -> None:
    """The line over the chart: what each colour stands for, and the unit at the right end or under it."""
    x, y = 0.0, sheet.height + LABEL
    unit = inline(spec.unit, sheet.language)
    for series in spec.series:
        said = inline(series.name, sheet.language)
        wide = sheet.wide(said, VALUE)
        if x > 0 and x + 13 + wide > sheet.width:
            x, y = 0.0, y + 15
        colour = colour_of(spec, series)
        sheet.add(Dot(x + DOT, y - VALUE * MIDDLE, DOT, colour), Text(x + 13, y, said, VALUE, colour, strong=True))
        x += 13 + sheet.wide(said, VALUE, True) + 18
    if unit:
        wide = sheet.wide(unit, SMALL)
        if x > 0 and x + wide > sheet.width:
            y += 14
        sheet.add(Text(sheet.width, y, unit, SMALL, palette.GREY, "end"))
    sheet.height = y + 9


def row_labels(sheet: Sheet, spec: FigureSpec) -> tuple[list[Label], float]:
    """The categories as labels, and the width of the widest."""
    labels = [label(sheet, category, sheet.width * _LABEL_SHARE) for category in spec.categories]
    return labels, max((one.width for one in labels), default=0.0)


def numbers(spec: FigureSpec) -> list[Decimal]:
    return [point.value for series in spec.series for point in series.points if point.value is not None]


def grid(sheet: Sheet, axis: Scale, top: float, bottom: float) -> None:
    """Hairlines at round numbers with their figures under them."""
    right = -math.inf
    for tick in axis.ticks():
        x, said = axis.at(tick), number(Decimal(f"{tick:.10g}"))
        strong = tick == 0
        sheet.marks.insert(0, Line(((x, top), (x, bottom)), palette.GREY if strong else palette.HAIRLINE))
        wide = sheet.wide(said, SMALL)
        if x - wide / 2 > right + 4:
            sheet.add(Text(x, bottom + SMALL + 3, said, SMALL, palette.GREY, "middle"))
            right = x + wide / 2
    sheet.height = bottom + SMALL + 5.5
