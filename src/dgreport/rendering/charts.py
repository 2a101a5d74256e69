"""How figures look: FigureSpec → marks on a sheet, 459 points wide and as high as it needs.

Every chart says in words what a colour stands for, writes each value at its mark, and says in its row why a value is
missing. Rows are as high as their labels, so that nothing meets.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

from dgreport.model import Bilingual
from dgreport.rendering import palette
from dgreport.rendering.document import FigureSpec, Language, Point, Series
from dgreport.rendering.marks import (
    LABEL,
    PAPER,
    SECOND,
    SMALL,
    VALUE,
    Dot,
    Label,
    Line,
    Measure,
    Scale,
    Sheet,
    Text,
    box,
    inline,
    label,
    scale,
    spoken,
)
from dgreport.rendering.wording import NOT_REPORTED, STATUS, number

#: Share of the width that row labels may take.
_LABEL_SHARE = 0.40
_ROW_GAP = 7.0
_BAR, _BAR_GAP = 9.0, 4.0
_STACK = 24.0
_DOT = 4.4
_RADIUS = 92.0
#: How far the foot of digits set at a size is under the middle of its row.
_MIDDLE = 0.34


def lay_out(spec: FigureSpec, language: Language, measure: Measure, titled: bool = False) -> Sheet:
    """The figure as marks. `titled` puts its title on top, for a figure that stands alone."""
    sheet = Sheet(palette.FIGURE_WIDTH, measure, language)
    if titled:
        head = label(sheet, spec.title, sheet.width, size=12.5, second=10.0, strong=True)
        sheet.add(*head.marks(0, 0))
        sheet.height = head.height + 8
    charts: dict[str, Callable[[Sheet, FigureSpec], None]] = {
        "dumbbell": _dumbbell,
        "bars": _bars,
        "stacked": _stacked,
        "multiples": _multiples,
        "radar": _radar,
    }
    charts[spec.kind](sheet, spec)
    sheet.height += 4
    return sheet


def _colour(spec: FigureSpec, series: Series) -> str:
    levels = spec.levels or tuple(dict.fromkeys(one.level for one in spec.series))
    return palette.level_colour(series.level, levels)


def _key(sheet: Sheet, spec: FigureSpec) -> None:
    """The line over the chart: what each colour stands for, and the unit at the right end or under it."""
    x, y = 0.0, sheet.height + LABEL
    unit = inline(spec.unit, sheet.language)
    for series in spec.series:
        said = inline(series.name, sheet.language)
        wide = sheet.wide(said, VALUE)
        if x > 0 and x + 13 + wide > sheet.width:
            x, y = 0.0, y + 15
        colour = _colour(spec, series)
        sheet.add(Dot(x + _DOT, y - VALUE * _MIDDLE, _DOT, colour), Text(x + 13, y, said, VALUE, colour, strong=True))
        x += 13 + sheet.wide(said, VALUE, True) + 18
    if unit:
        wide = sheet.wide(unit, SMALL)
        if x > 0 and x + wide > sheet.width:
            y += 14
        sheet.add(Text(sheet.width, y, unit, SMALL, palette.GREY, "end"))
    sheet.height = y + 9


def _row_labels(sheet: Sheet, spec: FigureSpec) -> tuple[list[Label], float]:
    """The categories as labels, and the width of the widest."""
    labels = [label(sheet, category, sheet.width * _LABEL_SHARE) for category in spec.categories]
    return labels, max((one.width for one in labels), default=0.0)


def _numbers(spec: FigureSpec) -> list[Decimal]:
    return [point.value for series in spec.series for point in series.points if point.value is not None]


def _grid(sheet: Sheet, axis: Scale, top: float, bottom: float) -> None:
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
    sheet.height = bottom + SMALL + 7


def _dumbbell(sheet: Sheet, spec: FigureSpec) -> None:
    """One dot per level and row, the gap between them on the bar, values outside."""
    _key(sheet, spec)
    labels, widest = _row_labels(sheet, spec)
    values = _numbers(spec)
    room = max((sheet.wide(number(value), VALUE, True) for value in values), default=0.0) + _DOT + 5
    axis = scale(values, spec.maximum, widest + 12 + room, sheet.width - room)
    top = y = sheet.height
    for place, name in enumerate(labels):
        points = [series.points[place] for series in spec.series]
        notes = _notes(sheet, spec, points)
        height = max(name.height, 25.0, *(note.height for note in notes)) + _ROW_GAP
        middle = y + height / 2
        sheet.add(*name.marks(0, middle - name.height / 2))
        _dumbbell_row(sheet, spec, points, axis, middle)
        _place_notes(sheet, notes, points, axis, middle, room)
        y += height
    _grid(sheet, axis, top, y)


def _dumbbell_row(sheet: Sheet, spec: FigureSpec, points: Sequence[Point], axis: Scale, y: float) -> None:
    known = [
        (axis.at(point.value), point.value, _colour(spec, series))
        for series, point in zip(spec.series, points, strict=True)
        if point.value is not None
    ]
    if not known:
        return
    # Sorting is by value alone, so that of equal values the first level stands left.
    known.sort(key=lambda dot: dot[1])
    (left, low, first), (right, high, last) = known[0], known[-1]
    foot = y + VALUE * _MIDDLE
    if len(known) > 1:
        sheet.add(Line(((left, y), (right, y)), palette.tint(palette.NEUTRAL, 0.45), 2.4))
        gap = number(high - low)
        wide = sheet.wide(gap, SMALL)
        if right - left > wide + 2 * _DOT + 4:
            sheet.write(Text((left + right) / 2, y - 4.5, gap, SMALL, palette.GREY, "middle"))
        elif high != low:
            sheet.write(Text((left + right) / 2, y - _DOT - 3, gap, SMALL, palette.GREY, "middle"))
        sheet.write(Text(left - _DOT - 4, foot, number(low), VALUE, first, "end", True))
    # A dot under another shows as a ring around it.
    for place, (x, value, colour) in enumerate(known):
        hidden = any(other == value for _, other, _ in known[:place])
        sheet.add(Dot(x, y, _DOT * (0.5 if hidden else 1), colour))
    sheet.write(Text(right + _DOT + 4, foot, number(high), VALUE, last, strong=True))


def _notes(sheet: Sheet, spec: FigureSpec, points: Sequence[Point]) -> list[Label]:
    """Why values are missing, one label per level that lacks one; said once where all lack it for the same reason."""
    missing = [
        (series, point.note or STATUS["read"])
        for series, point in zip(spec.series, points, strict=True)
        if point.value is None
    ]
    if len(missing) == len(points) and len({note.th for _, note in missing}) == 1:
        return [label(sheet, missing[0][1], sheet.width * 0.3, palette.GREY, SECOND, SMALL)]
    said = []
    for series, note in missing:
        named = Bilingual(
            th=f"{series.name.th} {note.th}" if series.name.th else note.th,
            en=None if series.name.en is None or note.en is None else f"{series.name.en} {note.en}".strip(),
        )
        said.append(label(sheet, named, sheet.width * 0.3, _colour(spec, series), SECOND, SMALL))
    return said


def _place_notes(
    sheet: Sheet, notes: Sequence[Label], points: Sequence[Point], axis: Scale, y: float, room: float
) -> None:
    """The notes beside the dots, on the side with more room."""
    dots = [axis.at(point.value) for point in points if point.value is not None]
    if not dots:
        x = axis.left + 4
        for note in notes:
            for text in note.marks(x, y - note.height / 2):
                sheet.write(text)
            x += note.width + 14
        return
    before, after = min(dots) - (axis.left - room), sheet.width - max(dots)
    top = y - sum(note.height for note in notes) / 2
    for note in notes:
        if after - room - 8 >= note.width or after >= before:
            lines = note.marks(max(dots) + room + 8, top)
        else:
            lines = note.marks(min(dots) - (room if len(dots) > 1 else _DOT) - 8, top, "end")
        for text in lines:
            sheet.write(text)
        top += note.height


def _bars(sheet: Sheet, spec: FigureSpec) -> None:
    """A bar per level and row from zero, the value at its end."""
    _key(sheet, spec)
    labels, widest = _row_labels(sheet, spec)
    values = _numbers(spec)
    room = max((sheet.wide(number(value), VALUE, True) for value in values), default=0.0) + 6
    below = room if any(value < 0 for value in values) else 0.0
    axis = scale(
        values, spec.maximum if _fills(values, spec.maximum) else None, widest + 12 + below, sheet.width - room
    )
    top = y = sheet.height
    for place, name in enumerate(labels):
        rows = [(series, series.points[place]) for series in spec.series]
        group = len(rows) * (_BAR + _BAR_GAP) - _BAR_GAP
        height = max(name.height, group) + _ROW_GAP
        sheet.add(*name.marks(0, y + (height - name.height) / 2))
        bar = y + (height - group) / 2
        for series, point in rows:
            _bar(sheet, axis, bar, point, _colour(spec, series))
            bar += _BAR + _BAR_GAP
        y += height
    _grid(sheet, axis, top, y)


def _fills(values: Sequence[Decimal], maximum: Decimal | None) -> bool:
    """Whether the values take enough of the whole scale for it to be worth showing."""
    return maximum is not None and bool(values) and max(values) > maximum / 4


def _bar(sheet: Sheet, axis: Scale, top: float, point: Point, colour: str) -> None:
    zero, foot = axis.at(max(axis.low, 0.0)), top + _BAR / 2 + VALUE * _MIDDLE
    if point.value is None:
        said = inline(point.note or STATUS["read"], sheet.language)
        sheet.write(Text(zero + 5, foot, said, SMALL, colour))
        return
    end = axis.at(point.value)
    if end != zero:
        sheet.add(box(min(zero, end), top, abs(end - zero), _BAR, colour))
    negative = point.value < 0
    said = number(point.value)
    sheet.write(Text(end - 4 if negative else end + 4, foot, said, VALUE, colour, "end" if negative else "start", True))


def _stacked(sheet: Sheet, spec: FigureSpec) -> None:
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
        y += height + _ROW_GAP
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
            sheet.add(Text((start + end) / 2, top + _STACK / 2 + VALUE * _MIDDLE, said, VALUE, ink, "middle", True))


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
        name = label(sheet, series.name, sheet.width - sum(columns) - 26)
        height = max(name.height, 14.0) + 5
        y = sheet.height
        sheet.add(Line(((0, y), (sheet.width, y)), palette.HAIRLINE))
        sheet.add(box(0, y + 4.5, 11, 9, fill, palette.GREY if fill == PAPER else ""))
        sheet.add(*name.marks(20, y + 2.5))
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


def _multiples(sheet: Sheet, spec: FigureSpec) -> None:
    """A panel per category with a scale of its own; in each a bar per level."""
    _key(sheet, spec)
    count = len(spec.categories)
    columns = next((n for n in (3, 2) if count % n == 0), 3) if count > 1 else 1
    gutter = 22.0
    width = (sheet.width - gutter * (columns - 1)) / columns
    for start in range(0, count, columns):
        places = range(start, min(start + columns, count))
        heads = [label(sheet, spec.categories[place], width) for place in places]
        top = sheet.height + max(head.height for head in heads) + 4
        for column, (place, head) in enumerate(zip(places, heads, strict=True)):
            left = column * (width + gutter)
            sheet.add(*head.marks(left, sheet.height))
            points = [series.points[place] for series in spec.series]
            values = [point.value for point in points if point.value is not None]
            room = max((sheet.wide(number(value), VALUE, True) for value in values), default=0.0) + 6
            end = spec.panel_maxima[place] if spec.panel_maxima else None
            axis = scale(values, end, left + (room if any(v < 0 for v in values) else 0), left + width - room)
            y = top
            for series, point in zip(spec.series, points, strict=True):
                _bar(sheet, axis, y, point, _colour(spec, series))
                y += _BAR + _BAR_GAP
            zero = axis.at(0)
            sheet.add(Line(((zero, top - 2), (zero, y - _BAR_GAP + 2)), palette.GREY))
        sheet.height = top + len(spec.series) * (_BAR + _BAR_GAP) + _ROW_GAP


def _radar(sheet: Sheet, spec: FigureSpec) -> None:
    """An axis per category; a level with a missing value is a broken line through its known ones."""
    _key(sheet, spec)
    count = len(spec.categories)
    angles = [2 * math.pi * place / count for place in range(count)]
    width = sheet.width / 2 - _RADIUS - 16
    labels = [label(sheet, category, width) for category in spec.categories]
    above = max((one.height for one, angle in zip(labels, angles, strict=True) if math.cos(angle) > 0.9), default=0.0)
    below = max((one.height for one, angle in zip(labels, angles, strict=True) if math.cos(angle) < -0.9), default=0.0)
    x, y = sheet.width / 2, sheet.height + above + 16 + 8 + _RADIUS
    axis = scale(_numbers(spec), spec.maximum, 0.0, _RADIUS)

    def at(angle: float, distance: float) -> tuple[float, float]:
        return x + distance * math.sin(angle), y - distance * math.cos(angle)

    for tick in axis.ticks():
        ring = tuple(at(angle, axis.at(tick)) for angle in [*angles, 0.0])
        sheet.add(Line(ring, palette.HAIRLINE))
    for angle in angles:
        sheet.add(Line((at(angle, 0), at(angle, _RADIUS)), palette.HAIRLINE))
    for series in spec.series:
        colour = _colour(spec, series)
        known = [
            (at(a, axis.at(p.value)), p) for a, p in zip(angles, series.points, strict=True) if p.value is not None
        ]
        whole = len(known) == count
        corners = tuple(corner for corner, _ in known)
        if whole:
            sheet.add(Line((*corners, corners[0]), colour, 1.6))
        elif len(known) > 1:
            gap = next(place for place, point in enumerate(series.points) if point.value is None)
            turned = [p for p in range(gap + 1, gap + count) if series.points[p % count].value is not None]
            line = tuple(at(angles[p % count], axis.at(series.points[p % count].value or 0)) for p in turned)
            sheet.add(Line(line, colour, 1.6, dashed=True))
        sheet.add(*(Dot(*corner, 2.6, colour) for corner in corners))
    for tick in axis.ticks()[1:]:
        sheet.add(Text(x + 3, y - axis.at(tick) + 2.5, number(Decimal(f"{tick:.10g}")), 6.5, palette.GREY))
    for place, (angle, name) in enumerate(zip(angles, labels, strict=True)):
        _radar_label(sheet, spec, place, angle, name, at(angle, _RADIUS + 10))
    sheet.height = y + _RADIUS + below + 34


def _radar_label(
    sheet: Sheet, spec: FigureSpec, place: int, angle: float, name: Label, at: tuple[float, float]
) -> None:
    """The name of an axis with the values of all levels under it."""
    side = math.sin(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    height = name.height + VALUE + 5
    top = at[1] - height if math.cos(angle) > 0.9 else at[1] if math.cos(angle) < -0.9 else at[1] - height / 2
    sheet.add(*name.marks(at[0], top, anchor))  # type: ignore[arg-type]
    values = [
        ("–" if s.points[place].value is None else number(s.points[place].value or Decimal(0)), _colour(spec, s))
        for s in spec.series
    ]
    total = sum(sheet.wide(said, VALUE, True) + 10 for said, _ in values) - 10
    x = {"start": at[0], "middle": at[0] - total / 2, "end": at[0] - total}[anchor]
    for said, colour in values:
        sheet.add(Text(x, top + name.height + VALUE, said, VALUE, colour, strong=True))
        x += sheet.wide(said, VALUE, True) + 10
