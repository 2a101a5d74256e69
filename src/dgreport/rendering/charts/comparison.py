"""Levels side by side: dumbbells, bars and small panels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dgreport.model import Bilingual
from dgreport.rendering import palette
from dgreport.rendering.charts.legend import DOT, MIDDLE, ROW_GAP, colour_of, grid, key, numbers, row_labels
from dgreport.rendering.charts.marks import (
    SECOND,
    SMALL,
    VALUE,
    Dot,
    Label,
    Line,
    Scale,
    Sheet,
    Text,
    box,
    inline,
    label,
    scale,
    spoken,
)
from dgreport.rendering.document import FigureSpec, Point
from dgreport.rendering.wording import STATUS, number

_BAR, _BAR_GAP = 8.5, 3.0
_SINGLE_GAP = 4.0  #: between rows of one bar, which the names beside them keep apart
_DUMBBELL = 20.0  #: a row's least height: the dots, and the gap over the bar
_PANEL = 100.0  #: a panel's least width
_NARROWEST_NOTE = 40.0
_NOTE_STEP = 11.0  #: between the lines of a note that stands for a bar


def dumbbell(sheet: Sheet, spec: FigureSpec) -> None:
    """One dot per level and row, the gap between them on the bar, values outside."""
    key(sheet, spec)
    labels, widest = row_labels(sheet, spec)
    values = numbers(spec)
    room = max((sheet.wide(number(value), VALUE, True) for value in values), default=0.0) + DOT + 5
    axis = scale(values, spec.maximum, widest + 12 + room, sheet.width - room)
    top = y = sheet.height
    for place, name in enumerate(labels):
        points = [series.points[place] for series in spec.series]
        notes = _notes(sheet, spec, points, axis, room)
        height = max(name.height, _DUMBBELL, sum(note.height for note in notes)) + ROW_GAP
        middle = y + height / 2
        sheet.add(*name.marks(0, middle - name.height / 2))
        _dumbbell_row(sheet, spec, points, axis, middle)
        _place_notes(sheet, notes, points, axis, middle, room)
        y += height
    grid(sheet, axis, top, y)


def _dumbbell_row(sheet: Sheet, spec: FigureSpec, points: Sequence[Point], axis: Scale, y: float) -> None:
    known = [
        (axis.at(point.value), point.value, colour_of(spec, series))
        for series, point in zip(spec.series, points, strict=True)
        if point.value is not None
    ]
    if not known:
        return
    # Sorting is by value alone, so that of equal values the first level stands left.
    known.sort(key=lambda dot: dot[1])
    (left, low, first), (right, high, last) = known[0], known[-1]
    foot = y + VALUE * MIDDLE
    if len(known) > 1:
        sheet.add(Line(((left, y), (right, y)), palette.tint(palette.NEUTRAL, 0.45), 2.4))
        gap = number(high - low)
        wide = sheet.wide(gap, SMALL)
        if right - left > wide + 2 * DOT + 4:
            sheet.write(Text((left + right) / 2, y - 4.5, gap, SMALL, palette.GREY, "middle"))
        elif high != low:
            sheet.write(Text((left + right) / 2, y - DOT - 3, gap, SMALL, palette.GREY, "middle"))
        end = left - DOT - 4
        if end - sheet.wide(number(low), VALUE, True) < axis.at(0) < end:
            end = axis.at(0) - 4  # beside the axis, not on it
        sheet.write(Text(end, foot, number(low), VALUE, first, "end", True))
    # A dot under another shows as a ring around it.
    for place, (x, value, colour) in enumerate(known):
        hidden = any(other == value for _, other, _ in known[:place])
        sheet.add(Dot(x, y, DOT * (0.5 if hidden else 1), colour))
    sheet.write(Text(right + DOT + 4, foot, number(high), VALUE, last, strong=True))


def _notes(sheet: Sheet, spec: FigureSpec, points: Sequence[Point], axis: Scale, room: float) -> list[Label]:
    """Why values are missing, one label per level that lacks one; said once where all lack it for the same reason."""
    before, after = _beside(sheet, points, axis, room)
    width = min(sheet.width * 0.3, max(before, after, _NARROWEST_NOTE))
    missing = [
        (series, point.note or STATUS["read"])
        for series, point in zip(spec.series, points, strict=True)
        if point.value is None
    ]
    if len(missing) == len(points) and len({note.th for _, note in missing}) == 1:
        return [label(sheet, missing[0][1], width, palette.GREY, SECOND, SMALL)]
    said = []
    for series, note in missing:
        named = Bilingual(
            th=f"{series.name.th} {note.th}" if series.name.th else note.th,
            en=None if series.name.en is None or note.en is None else f"{series.name.en} {note.en}".strip(),
        )
        said.append(label(sheet, named, width, colour_of(spec, series), SECOND, SMALL))
    return said


def _beside(sheet: Sheet, points: Sequence[Point], axis: Scale, room: float) -> tuple[float, float]:
    """The room left and right of the dots of a row and their values; all of it where there are none."""
    dots = [axis.at(point.value) for point in points if point.value is not None]
    if not dots:
        return axis.right - axis.left, axis.right - axis.left
    valued = room if len(dots) > 1 else DOT
    return min(dots) - valued - 8 - (axis.left - room), sheet.width - max(dots) - room - 8


def _place_notes(
    sheet: Sheet, notes: Sequence[Label], points: Sequence[Point], axis: Scale, y: float, room: float
) -> None:
    """The notes one under the other beside the dots, on the side with more room."""
    dots = [axis.at(point.value) for point in points if point.value is not None]
    before, after = _beside(sheet, points, axis, room)
    top = y - sum(note.height for note in notes) / 2
    for note in notes:
        if not dots:
            lines = note.marks(axis.left + 4, top)
        elif after >= note.width or after >= before:
            lines = note.marks(max(dots) + room + 8, top)
        else:
            lines = note.marks(min(dots) - (room if len(dots) > 1 else DOT) - 8, top, "end")
        for text in lines:
            sheet.write(text)
        top += note.height


def bars(sheet: Sheet, spec: FigureSpec) -> None:
    """A bar per level and row from zero, the value at its end."""
    key(sheet, spec)
    labels, widest = row_labels(sheet, spec)
    values = numbers(spec)
    room = max((sheet.wide(number(value), VALUE, True) for value in values), default=0.0) + 6
    below = room if any(value < 0 for value in values) else 0.0
    axis = scale(
        values, spec.maximum if _fills(values, spec.maximum) else None, widest + 12 + below, sheet.width - room
    )
    top = y = sheet.height
    for place, name in enumerate(labels):
        rows = [(series, series.points[place]) for series in spec.series]
        group = sum(_bar_height(sheet, axis, point, sheet.width) + _BAR_GAP for _, point in rows) - _BAR_GAP
        height = max(name.height, group) + (ROW_GAP if len(rows) > 1 else _SINGLE_GAP)
        sheet.add(*name.marks(0, y + (height - name.height) / 2))
        bar = y + (height - group) / 2
        for series, point in rows:
            _bar(sheet, axis, bar, point, colour_of(spec, series), sheet.width)
            bar += _bar_height(sheet, axis, point, sheet.width) + _BAR_GAP
        y += height
    grid(sheet, axis, top, y)


def _fills(values: Sequence[Decimal], maximum: Decimal | None) -> bool:
    """Whether the values take enough of the whole scale for it to be worth showing."""
    return maximum is not None and bool(values) and not 0 < max(values) <= maximum / 4


def _reason(sheet: Sheet, axis: Scale, point: Point, right: float) -> list[str]:
    """Why there is no bar, on one line if it fits before `right`, else on one for each language."""
    note = point.note or STATUS["read"]
    whole = inline(note, sheet.language)
    if axis.at(max(axis.low, 0.0)) + 5 + sheet.wide(whole, SMALL) <= right:
        return [whole]
    return [said for said, _ in spoken(note, sheet.language)]


def _bar_height(sheet: Sheet, axis: Scale, point: Point, right: float) -> float:
    return _BAR if point.value is not None else _BAR + _NOTE_STEP * (len(_reason(sheet, axis, point, right)) - 1)


def _bar(sheet: Sheet, axis: Scale, top: float, point: Point, colour: str, right: float) -> None:
    zero, foot = axis.at(max(axis.low, 0.0)), top + _BAR / 2 + VALUE * MIDDLE
    if point.value is None:
        for place, said in enumerate(_reason(sheet, axis, point, right)):
            sheet.write(Text(zero + 5, foot + place * _NOTE_STEP, said, SMALL, colour))
        return
    end = axis.at(point.value)
    if end != zero:
        sheet.add(box(min(zero, end), top, abs(end - zero), _BAR, colour))
    negative = point.value < 0
    said = number(point.value)
    sheet.write(Text(end - 4 if negative else end + 4, foot, said, VALUE, colour, "end" if negative else "start", True))


def multiples(sheet: Sheet, spec: FigureSpec) -> None:
    """A panel per category with a scale of its own; in each a bar per level."""
    key(sheet, spec)
    count = len(spec.categories)
    gutter = 22.0
    most = min(3, count, int((sheet.width + gutter) / (_PANEL + gutter)))
    columns = next((n for n in range(most, 1, -1) if count % n == 0), max(most, 1))
    width = (sheet.width - gutter * (columns - 1)) / columns
    for start in range(0, count, columns):
        places = range(start, min(start + columns, count))
        heads = [label(sheet, spec.categories[place], width) for place in places]
        top = sheet.height + max(head.height for head in heads) + 4
        foot = top
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
                _bar(sheet, axis, y, point, colour_of(spec, series), left + width)
                y += _bar_height(sheet, axis, point, left + width) + _BAR_GAP
            zero = axis.at(0)
            sheet.add(Line(((zero, top - 2), (zero, y - _BAR_GAP + 2)), palette.GREY))
            foot = max(foot, y)
        sheet.height = foot + ROW_GAP
