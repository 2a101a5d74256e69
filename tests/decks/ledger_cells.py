"""What a cell of the design "ledger" holds: figures, rankings and charts drawn to scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from .content import HOLE, Chart, Items, Pair, Value
from .sheet import Sheet

INK, MUTED, PALE, RULE = "#1f2a44", "#6b7280", "#eef2f7", "#9aa5b8"
EMPTY = "#dfe4ec"
SERIES = ("#1d4ed8", "#f59e0b", "#7c3aed", "#94a3b8", "#be123c", "#0891b2")


def gauge(sheet: Sheet, x: float, y: float, radius: float, share: float, color: str) -> None:
    """A ring around (x, y) of which `share` (0 to 1) is filled."""
    sheet.ring(x, y, radius, radius * 0.72, 0, 360, EMPTY)
    if share > 0:
        sheet.ring(x, y, radius, radius * 0.72, 0, 360 * min(share, 1), color)


def amount(sheet: Sheet, text: str) -> float:
    found = HOLE.search(text)
    assert found, text
    return sheet.numbers.number(found.group(1))


def legend(
    sheet: Sheet, x: float, y: float, width: float, entries: Sequence[tuple[str, str]], size: float = 9
) -> float:
    """Swatch and text in running lines from the top `y` on; gives the bottom."""
    left = x
    for text, color in entries:
        need = 13 + sheet.width(text, size) + 14
        if left > x and left + need - 14 > x + width:
            left, y = x, y + size * 1.55
        sheet.rect(left, y + 2.5, 8, 8, color)
        sheet.text(left + 12, y + 10, text, size)
        left += need
    return y + size * 1.55


def entries(chart: Chart) -> list[tuple[str, str]]:
    """The texts of a chart's legend, each with the color of its mark."""
    return [(mark.text, color) for mark, color in zip(chart.marks, SERIES, strict=False)]


def bars(sheet: Sheet, chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """Lying bars with their values at the right end; the legend stands above, captions left of the bars."""
    top = y
    colors = SERIES if chart.legend else (SERIES[0],) * len(chart.marks)
    if chart.unit:
        sheet.text(x, y + 10, chart.unit, 9, False, MUTED)
    if chart.ends:
        sheet.text(x + width, y + 10, chart.ends[0], 9, True, MUTED, 1)
        sheet.text(x + width, y + height - 2, chart.ends[1], 9, True, MUTED, 1)
    if chart.legend:
        indent = sheet.width(chart.unit, 9) + 8 if chart.unit else 0
        top = legend(sheet, x + indent, y, width - indent, entries(chart))
    elif chart.unit:
        top = y + 14
    bottom = y + height - (14 if chart.ends or chart.note else 0)
    if chart.note:
        sheet.text(x, y + height - 2, chart.note, 9, False, MUTED)
    caption = 0.0 if chart.legend else width * 0.52
    step = (bottom - top) / len(chart.marks)
    most = max(amount(sheet, m.value) for m in chart.marks)
    for n, (mark, color) in enumerate(zip(chart.marks, colors, strict=False)):
        middle, length = top + (n + 0.5) * step, amount(sheet, mark.value) / most * (width - caption - 44)
        thick = min(14.0, step * 0.62)
        if not chart.legend:
            size = 8.5
            tall = sheet.height(mark.text, caption - 10, size, leading=1.3)
            sheet.paragraph(x, middle - tall / 2, mark.text, caption - 10, size, leading=1.3)
        sheet.rect(x + caption, middle - thick / 2, max(length, 0.6), thick, color)
        sheet.text(x + caption + length + 6, middle + 4.2, mark.value, 11, True, INK)


def stack(sheet: Sheet, chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """One bar of 100 in parts, each value under its part; the legend above."""
    indent = sheet.width(chart.unit, 9) + 8 if chart.unit else 0
    if chart.unit:
        sheet.text(x, y + 10, chart.unit, 9, False, MUTED)
    top = legend(sheet, x + indent, y, width - indent, entries(chart)) + 6
    thick = min(44.0, y + height - top - 20)
    sheet.rect(x, top, width, thick, EMPTY)
    left = x
    for mark, color in zip(chart.marks, SERIES, strict=False):
        part = width * amount(sheet, mark.value) / 100
        sheet.rect(left, top, part, thick, color)
        sheet.text(left + part / 2, top + thick + 14, mark.value, 11, True, color, 0.5)
        left += part


def donut(sheet: Sheet, chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """A ring in parts, each value outside its part in the part's color; the legend above."""
    top = legend(sheet, x, y, width, entries(chart)) + 20
    radius = (y + height - top - 12) / 2
    cx, cy = x + width / 2, top + radius
    total, start = sum(amount(sheet, m.value) for m in chart.marks), 0.0
    for mark, color in zip(chart.marks, SERIES, strict=False):
        sweep = amount(sheet, mark.value) / total * 360
        sheet.ring(cx, cy, radius, radius * 0.55, start, sweep, color)
        angle = (start + sweep / 2) * pi / 180
        px, py = cx + sin(angle) * (radius + 14), cy - cos(angle) * (radius + 9)
        sheet.text(px, py + 4, mark.value, 11, True, color, 0.5)
        start += sweep


def chart(sheet: Sheet, chart: Chart, x: float, y: float, width: float, height: float) -> None:
    percent = "percent" in chart.marks[0].value
    if chart.legend and percent and len(chart.marks) == 3:
        stack(sheet, chart, x, y, width, height)
    elif chart.legend and not percent and len(chart.marks) > 2:
        donut(sheet, chart, x, y, width, height)
    else:
        bars(sheet, chart, x, y, width, height)


def pair(sheet: Sheet, cell: Pair, x: float, y: float, width: float, height: float, color: str) -> None:
    """The count, the percentage under it, a thin bar right of both."""
    more = 12.0 * len(cell.more)
    middle = y + (height - more) / 2
    sheet.text(x + 8, middle - 2, cell.count, 13, True, INK)
    sheet.text(x + 8, middle + 15, cell.percent, 12, False, color)
    sheet.rect(x + 130, middle - 3, 130, 7, EMPTY)
    sheet.rect(x + 130, middle - 3, 130 * min(1, amount(sheet, cell.percent) / 100), 7, color)
    for n, text in enumerate(cell.more):
        sheet.text(x + 8, middle + 33 + 13 * n, text, 10)


def items(sheet: Sheet, cell: Items, x: float, y: float, width: float, height: float, color: str) -> None:
    if cell.cards:
        each = width / len(cell.items)
        for n, (text, figure) in enumerate(cell.items):
            sheet.rect(x + n * each + 2, y + 2, each - 4, height - 4, PALE)
            with sheet.block():
                bottom = sheet.paragraph(x + n * each + 8, y + 4, text, each - 14, 9, leading=1.3)
                sheet.text(x + n * each + 8, bottom + 13, figure, 10, True, color)
        return
    room = max(sheet.width(figure, 10, True) for _, figure in cell.items) + 12
    tall = [sheet.height(text, width - room - 8, 9.5, leading=1.32) for text, _ in cell.items]
    gap = (height - sum(tall)) / len(cell.items)
    top = y + gap / 2
    for (text, figure), own in zip(cell.items, tall, strict=True):
        with sheet.block():
            sheet.paragraph(x + 8, top, text, width - room - 8, 9.5, leading=1.32)
            sheet.text(x + width, top + own / 2 + 3.5, figure, 10, True, color, 1)
        top += own + gap
        sheet.line(x + 8, top - gap / 2, x + width, top - gap / 2, "#e3e7ee", 0.5)


def value(sheet: Sheet, cell: Value, x: float, y: float, width: float, height: float, color: str) -> None:
    middle = y + height / 2
    sheet.text(x + 8, middle + 6, cell.text, 17, True, color)
    for n, text in enumerate(cell.more):
        sheet.text(x + 150, middle - 3 + 15 * n, text, 10.5)
