"""Parts of a whole: 100 % bars with their parts named under them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dgreport.rendering import palette
from dgreport.rendering.charts.legend import MIDDLE, ROW_GAP
from dgreport.rendering.charts.marks import (
    LABEL,
    PAPER,
    SECOND,
    SMALL,
    VALUE,
    Line,
    Scale,
    Sheet,
    Text,
    box,
    inline,
    label,
    spoken,
)
from dgreport.rendering.document import FigureSpec, Series
from dgreport.rendering.wording import NOT_REPORTED, number

_STACK = 21.0


def stacked(sheet: Sheet, spec: FigureSpec) -> None:
    """100 % bars, and under them the parts by name with the value of each bar."""
    names = [label(sheet, category, sheet.width * 0.25, strong=True) for category in spec.categories]
    left = max((name.width for name in names), default=0.0) + 12
    axis = Scale(0.0, 100.0, left, sheet.width)
    fills = _part_fills(spec)
    y = sheet.height
    for place, name in enumerate(names):
        height = max(name.height, _STACK)
        sheet.add(*name.marks(0, y + (height - name.height) / 2))
        _stack(sheet, spec, place, axis, y + (height - _STACK) / 2, fills)
        y += height + ROW_GAP
    sheet.height = y
    _parts_key(sheet, spec, fills)


def _part_fills(spec: FigureSpec) -> list[str]:
    """Dark to light over the parts; what was not reported stays white."""
    parts = [series for series in spec.series if series.name != NOT_REPORTED]
    shades = list(palette.PARTS)
    if len(parts) > len(shades):
        shades = [palette.tint(palette.PARTS[0], 1 - 0.85 * place / (len(parts) - 1)) for place in range(len(parts))]
    fills = iter(shades)
    return [PAPER if series.name == NOT_REPORTED else next(fills) for series in spec.series]


def _stack(sheet: Sheet, spec: FigureSpec, place: int, axis: Scale, top: float, fills: Sequence[str]) -> None:
    values = [series.points[place].value or Decimal(0) for series in spec.series]
    # Rounded shares may make a little more or less than the whole; the bar is the whole.
    total = max(sum(values, Decimal(0)), Decimal(1))
    known = Decimal(0)
    for value, fill in zip(values, fills, strict=True):
        if value <= 0:
            continue
        start, end = axis.at(known / total * 100), axis.at((known + value) / total * 100)
        known += value
        sheet.add(box(start, top, end - start, _STACK, fill, palette.HAIRLINE if fill == PAPER else PAPER))
        said = number(value)
        if end - start > sheet.wide(said, VALUE, True) + 6:
            ink = PAPER if palette.contrast(fill) >= 4.5 else palette.INK
            sheet.add(Text((start + end) / 2, top + _STACK / 2 + VALUE * MIDDLE, said, VALUE, ink, "middle", True))


def _parts_key(sheet: Sheet, spec: FigureSpec, fills: Sequence[str]) -> None:
    """A row per part: its fill, its name, and its value in each bar."""
    heads = [inline(category, sheet.language) if len(spec.categories) > 1 else "" for category in spec.categories]
    columns = [max(sheet.wide(head, SMALL), 44.0) + 14 for head in heads]
    if sum(columns) > sheet.width * 0.5:
        heads = [spoken(category, sheet.language)[0][0] for category in spec.categories]
        columns = [max(sheet.wide(head, SMALL), 30.0) + 10 for head in heads]
    unit = inline(spec.unit, sheet.language)
    y = sheet.height + SMALL
    sheet.add(Text(0, y, unit, SMALL, palette.GREY))
    right = sheet.width
    for head, column in zip(reversed(heads), reversed(columns), strict=True):
        sheet.add(Text(right, y, head, SMALL, palette.GREY, "end"))
        right -= column
    sheet.height = y + 6
    for series, fill in zip(spec.series, fills, strict=True):
        y = sheet.height
        sheet.add(Line(((0, y), (sheet.width, y)), palette.HAIRLINE))
        height = _part_name(sheet, series, y + 2.5, sheet.width - sum(columns) - 26) + 5
        sheet.add(box(0, y + 4.5, 11, 9, fill, palette.GREY if fill == PAPER else ""))
        right = sheet.width
        for point, column in zip(reversed(series.points), reversed(columns), strict=True):
            said = "–" if point.value is None else number(point.value)
            if point.count is not None:
                counted = f" ({number(point.count)})"
                sheet.add(Text(right, y + 2.5 + LABEL, counted, VALUE, palette.GREY, "end"))
            else:
                counted = ""
            sheet.add(Text(right - sheet.wide(counted, VALUE), y + 2.5 + LABEL, said, VALUE, anchor="end", strong=True))
            right -= column
        sheet.height = y + height


def _part_name(sheet: Sheet, series: Series, top: float, room: float) -> float:
    """The name of a part beside its fill, in both languages on one line if they fit; the height that it takes."""
    said = spoken(series.name, sheet.language)
    first = sheet.wide(said[0][0], LABEL)
    if len(said) == 2 and first + 8 + sheet.wide(said[1][0], SECOND) <= room:
        sheet.add(Text(20, top + LABEL, said[0][0], LABEL))
        sheet.add(Text(28 + first, top + LABEL, said[1][0], SECOND, palette.GREY))
        return 14.0
    name = label(sheet, series.name, room)
    sheet.add(*name.marks(20, top))
    return max(name.height, 14.0)
