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
from dgreport.rendering.document import FigureSpec, Point, Series
from dgreport.rendering.wording import NOT_REPORTED, number

_STACK = 21.0
_SWATCH = 9.0
#: From one part to the next a shade loses so much of its colour, but the lightest keeps this much.
_STEP, _LIGHTEST = 0.34, 0.14
#: What WCAG 2.2 (AA) asks of text, here of the values on the parts.
_CONTRAST = 4.5


def stacked(sheet: Sheet, spec: FigureSpec) -> None:
    """100 % bars, and under them the parts by name with the value of each bar."""
    colours = _bar_colours(spec)
    names = [
        label(sheet, category, sheet.width * 0.25, colour, strong=True)
        for category, colour in zip(spec.categories, colours, strict=True)
    ]
    left = max((name.width for name in names), default=0.0) + 12
    axis = Scale(0.0, 100.0, left, sheet.width)
    fills = [_part_fills(spec, colour) for colour in colours]
    y = sheet.height
    for place, name in enumerate(names):
        height = max(name.height, _STACK)
        sheet.add(*name.marks(0, y + (height - name.height) / 2))
        _stack(sheet, spec, place, axis, y + (height - _STACK) / 2, fills[place])
        y += height + ROW_GAP
    sheet.height = y
    _parts_key(sheet, spec, colours, fills)


def _bar_colours(spec: FigureSpec) -> list[str]:
    """The accent of each bar's level; what belongs to no level is neutral."""
    levels = spec.bar_levels or ("",) * len(spec.categories)
    return [palette.level_colour(level, spec.levels) for level in levels]


def _part_fills(spec: FigureSpec, colour: str) -> list[str]:
    """Shades of the colour of a bar, dark to light over its parts; what was not reported stays white."""
    count = sum(series.name.th != NOT_REPORTED.th for series in spec.series)
    step = min(_STEP, (1 - _LIGHTEST) / max(count - 1, 1))
    shades = (_readable(palette.tint(colour, 1 - step * place)) for place in range(count))
    return [PAPER if series.name.th == NOT_REPORTED.th else next(shades) for series in spec.series]


def _readable(shade: str) -> str:
    """The shade, a little lighter where neither white nor ink would stand out from it."""
    while max(palette.contrast(PAPER, shade), palette.contrast(palette.INK, shade)) < _CONTRAST:
        shade = palette.tint(shade, 0.98)
    return shade


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
            ink = PAPER if palette.contrast(PAPER, fill) >= _CONTRAST else palette.INK
            sheet.add(Text((start + end) / 2, top + _STACK / 2 + VALUE * MIDDLE, said, VALUE, ink, "middle", True))


def _parts_key(sheet: Sheet, spec: FigureSpec, colours: Sequence[str], fills: Sequence[Sequence[str]]) -> None:
    """A row per part: its name, and for each bar its fill there and its value."""
    values = [[_said(series.points[place]) for series in spec.series] for place in range(len(spec.categories))]
    widest = [max(sheet.wide(said, VALUE, True) + sheet.wide(counted, VALUE) for said, counted in bar) for bar in values]
    heads = [inline(category, sheet.language) if len(spec.categories) > 1 else "" for category in spec.categories]
    if sum(max(sheet.wide(head, SMALL), 44.0) + 14 for head in heads) > sheet.width * 0.5:
        heads = [spoken(category, sheet.language)[0][0] for category in spec.categories]
    columns = [max(sheet.wide(head, SMALL), wide + _SWATCH + 5) + 16 for head, wide in zip(heads, widest, strict=True)]
    edges = [sheet.width - sum(columns[place + 1 :]) for place in range(len(columns))]
    y = sheet.height + SMALL
    sheet.add(Text(0, y, inline(spec.unit, sheet.language), SMALL, palette.GREY))
    for head, edge, colour in zip(heads, edges, colours, strict=True):
        sheet.add(Text(edge, y, head, SMALL, colour, "end"))
    sheet.height = y + 6
    for row, series in enumerate(spec.series):
        y = sheet.height
        sheet.add(Line(((0, y), (sheet.width, y)), palette.HAIRLINE))
        height = _part_name(sheet, series, y + 2.5, sheet.width - sum(columns) - 6) + 5
        foot = y + 2.5 + LABEL
        for bar, edge, wide, shades in zip(values, edges, widest, fills, strict=True):
            said, counted = bar[row]
            outline = palette.GREY if shades[row] == PAPER else ""
            sheet.add(box(edge - wide - _SWATCH - 5, y + 4.5, _SWATCH, _SWATCH, shades[row], outline))
            sheet.add(Text(edge, foot, counted, VALUE, palette.GREY, "end"))
            sheet.add(Text(edge - sheet.wide(counted, VALUE), foot, said, VALUE, anchor="end", strong=True))
        sheet.height = y + height


def _said(point: Point) -> tuple[str, str]:
    """A value, and how many it stands for in brackets."""
    said = "–" if point.value is None else number(point.value)
    return said, "" if point.count is None else f" ({number(point.count)})"


def _part_name(sheet: Sheet, series: Series, top: float, room: float) -> float:
    """The name of a part, in both languages on one line if they fit; the height that it takes."""
    said = spoken(series.name, sheet.language)
    first = sheet.wide(said[0][0], LABEL)
    if len(said) == 2 and first + 8 + sheet.wide(said[1][0], SECOND) <= room:
        sheet.add(Text(0, top + LABEL, said[0][0], LABEL))
        sheet.add(Text(8 + first, top + LABEL, said[1][0], SECOND, palette.GREY))
        return 14.0
    name = label(sheet, series.name, room)
    sheet.add(*name.marks(0, top))
    return max(name.height, 14.0)
