"""What the pages of the design "atlas" are drawn from: leaders, waffles, lollipops, and the slides with two levels."""

from __future__ import annotations

from collections.abc import Sequence

from .content import Cell, Chart, Group, Heading, Items, Pair, Row, Table, Value, at
from .ledger_cells import amount
from .sheet import Sheet

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT = 34.0, 561.0
INK, MUTED, RULE, EMPTY = "#1b2420", "#68736c", "#b9c2bb", "#e3e7e2"
LEVEL = {"department": "#24508f", "province": "#a33b20"}
SERIES = ("#2e7d5b", "#c98a1b", "#5b5ea6", "#9a3b5a", "#3a8fb0", "#7d6b55")
COLUMNS = ((198.0, 372.0), (387.0, RIGHT))  # left and right edge of the levels' columns
LABEL = 150.0  # width of the questions
TOP, BOTTOM = 66.0, 760.0


def dots(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    """A dotted leader, drawn and not written."""
    n = int((x1 - x0 - 6) / 4)
    for k in range(n):
        sheet.rect(x0 + 4 + k * 4, y - 1, 0.9, 0.9, MUTED)


def led(sheet: Sheet, x0: float, x1: float, top: float, text: str, figure: str, size: float, color: str) -> float:
    """A text in lines, a leader from its last line, its figure flush right; gives the bottom.

    A figure too long to stand beside its text stands under it.
    """
    room = sheet.width(figure, size, True)
    under = room > 0.5 * (x1 - x0) and sheet.width(text, size) > x1 - x0 - room - 16
    lines = sheet.wrapped(text, x1 - x0 - (0 if under else room + 16), size) + [""] * under
    with sheet.block():
        for n, line in enumerate(lines):
            y = top + (n * 1.36 + 1.05) * size
            if line:
                sheet.text(x0, y, line, size, False, INK)
        sheet.text(x1, y, figure, size, True, color, 1)
    dots(sheet, x0 + sheet.width(lines[-1], size), x1 - room, y)
    return top + len(lines) * 1.36 * size


def led_height(sheet: Sheet, wide: float, text: str, figure: str, size: float) -> float:
    room = sheet.width(figure, size, True)
    under = room > 0.5 * wide and sheet.width(text, size) > wide - room - 16
    return (len(sheet.wrapped(text, wide - (0 if under else room + 16), size)) + under) * 1.36 * size


def waffle(sheet: Sheet, x: float, y: float, parts: Sequence[tuple[float, str]], step: float, total: int = 100) -> None:
    """Squares in rows of ten, filled from the top row by row."""
    colors = [c for share, c in parts for _ in range(round(share))]
    for n in range(total):
        color = colors[n] if n < len(colors) else EMPTY
        sheet.rect(x + n % 10 * step, y + n // 10 * step, step * 0.82, step * 0.82, color)


def lollipop(sheet: Sheet, x: float, y: float, long: float, text: str, color: str, size: float = 8.5) -> None:
    """A lying stem from x on with its value in the head."""
    radius = max(9.5, sheet.width(text, size, True) / 2 + 3)
    sheet.rect(x, y - 1, max(0.1, long - radius), 2, color)
    sheet.ring(x + max(long, radius), y, radius, 0, 0, 360, color)
    sheet.text(x + max(long, radius), y + size * 0.35, text, size, True, "#ffffff", 0.5)


# -- slides with a column for each level


def table(sheet: Sheet, table: Table, order: Sequence[str]) -> None:
    column = dict(zip(order, COLUMNS, strict=True))
    for level, (x0, x1) in column.items():
        sheet.text(x1, 50, table.heads[level], 10.5, True, LEVEL[level], 1)
        sheet.rect(x0, 56, x1 - x0, 2.5, LEVEL[level])
    if table.topic:
        sheet.text(LEFT, 50, table.topic, 10.5, True, MUTED)
        sheet.rect(LEFT, 56, LABEL, 2.5, MUTED)
    needs = [_need(sheet, row) for row in table.rows]
    growing = sum(not isinstance(row, Heading) for row in table.rows)
    spare = (BOTTOM - TOP - sum(needs)) / growing
    if spare < 0:
        print("too full", sheet.slide, spare * growing)
    spare, y = min(100.0, spare), TOP
    for row, need in zip(table.rows, needs, strict=True):
        height = need if isinstance(row, Heading) else need + spare
        _row(sheet, row, column, y, height)
        y += height
        if not isinstance(row, Heading):
            sheet.line(LEFT, y - 2, RIGHT if not table.unsurveyed else 372.0, y - 2, RULE, 0.5)
    if table.unsurveyed:
        x0, x1 = column["province"]
        sheet.rect(x0, TOP, x1 - x0, y - TOP, EMPTY)
        with sheet.block():
            for n, text in enumerate(table.unsurveyed):
                sheet.text(x1 - 10, (TOP + y) / 2 + 16 * n, text, 10.5, n == 0, MUTED, 1)


def _need(sheet: Sheet, row: Row | Group | Heading) -> float:
    if isinstance(row, Heading):
        return 30
    if isinstance(row, Group):
        label = sheet.height(row.label, LABEL, 9.5, True) + 6 if row.label else 16
        bars = sum(max(34, sheet.height(b.label, LABEL, 9) + 8) for b in row.bars)
        return label + bars + 16.0 * len(row.reasons)
    label = sheet.height(row.label, LABEL, 9.5, True) if row.label else 0
    return max(label, *(_cell_need(sheet, c) for c in (row.both, *row.cells.values()) if c)) + 14


def _cell_need(sheet: Sheet, cell: Cell) -> float:
    wide = COLUMNS[0][1] - COLUMNS[0][0]
    if isinstance(cell, Items):
        return sum(led_height(sheet, wide, *item, 9) + 3 for item in cell.items)
    if isinstance(cell, Chart):
        if not cell.legend:
            return sum(led_height(sheet, wide, m.text, m.value, 9) + 12 for m in cell.marks) + 34
        return 92 + 12.5 * len(cell.marks) + (12 if cell.unit else 0)
    return 40.0 + 13 * len(getattr(cell, "more", ()))


def _row(sheet: Sheet, row: Row | Group | Heading, column: dict[str, tuple[float, float]], y: float, h: float) -> None:
    if isinstance(row, Heading):
        sheet.text(LEFT, y + 20, row.label, 12, True, SERIES[0])
        return
    if isinstance(row, Group):
        _group(sheet, row, column, y, h)
        return
    if row.label:
        tall = sheet.height(row.label, LABEL, 9.5, True)
        sheet.paragraph(LEFT, y + (h - tall) / 2, row.label, LABEL, 9.5, True, INK)
    if isinstance(row.both, Chart):
        _squares(sheet, row.both, COLUMNS[0][0], y + (h - 92) / 2)
    for level, cell in row.cells.items():
        x0, x1 = column[level]
        top = y + (h - _cell_need(sheet, cell)) / 2
        if isinstance(cell, Chart):
            _chart(sheet, cell, x0, x1, top, LEVEL[level])
        elif isinstance(cell, Items):
            for text, figure in cell.items:
                top = led(sheet, x0, x1, top, text, figure, 9, LEVEL[level]) + 3
        elif isinstance(cell, Pair):
            waffle(sheet, x0, top + 3, ((amount(sheet, cell.percent), LEVEL[level]),), 3.4)
            with sheet.block():
                sheet.text(x1, top + 14, cell.count, 11, True, INK, 1)
                sheet.text(x1, top + 31, cell.percent, 13, True, LEVEL[level], 1)
            dots(sheet, x0 + 36, x1 - sheet.width(cell.count, 11, True), top + 14)
            for n, text in enumerate(cell.more):
                sheet.text(x1, top + 48 + 13 * n, text, 8.5, False, INK, 1)
        else:
            assert isinstance(cell, Value)
            sheet.text(x1, top + 24, cell.text, 15, True, LEVEL[level], 1)
            dots(sheet, x0 - 6, x1 - sheet.width(cell.text, 15, True), top + 24)
            for n, text in enumerate(cell.more):
                sheet.text(x1, top + 42 + 14 * n, text, 9.5, False, INK, 1)


def _group(sheet: Sheet, group: Group, column: dict[str, tuple[float, float]], y: float, h: float) -> None:
    top = y + 16
    if group.label:
        top = sheet.paragraph(LEFT, y + 3, group.label, LABEL, 9.5, True, SERIES[0]) + 3
    for level in group.levels:
        sheet.text(column[level][0], y + 13, group.unit, 8.5, False, MUTED)
    step = (y + h - top - 16.0 * len(group.reasons)) / len(group.bars)
    for n, bar in enumerate(group.bars):
        middle = top + (n + 0.5) * step
        tall = sheet.height(bar.label, LABEL, 9)
        sheet.paragraph(LEFT, middle - tall / 2, bar.label, LABEL, 9)
        for level in group.levels:
            x0, x1 = column[level]
            percent, count = at((bar.percent, bar.count), level)
            long = 96 * amount(sheet, percent) / 100
            sheet.line(x0, middle - step * 0.3, x0, middle + step * 0.3, INK, 0.7)
            lollipop(sheet, x0, middle, long, percent, LEVEL[level])
            sheet.text(x1, middle + 3.5, count, 9.5, False, INK, 1)
            dots(sheet, x0 + max(long, 9.5) + 8, x1 - sheet.width(count, 9.5), middle + 3.5)
    for level in group.levels:
        x0, x1 = column[level]
        for n, text in enumerate(group.reasons):
            sheet.text(x1, y + h - 8 - 16.0 * (len(group.reasons) - 1 - n), text, 8.5, False, MUTED, 1)
            sheet.line(x0, y + h - 20 - 16.0 * n, x1, y + h - 20 - 16.0 * n, RULE, 0.4)


# -- charts


def _key(sheet: Sheet, chart: Chart, x: float, top: float) -> float:
    for mark, color in zip(chart.marks, SERIES, strict=False):
        sheet.ring(x + 4, top + 7, 3.6, 0, 0, 360, color)
        sheet.text(x + 12, top + 10, mark.text, 8.5)
        top += 12.5
    return top


def _chart(sheet: Sheet, chart: Chart, x0: float, x1: float, top: float, color: str) -> None:
    values = [amount(sheet, m.value) for m in chart.marks]
    if not chart.legend:
        ends = chart.ends or ("", "")
        sheet.text(x0, top + 10, ends[0], 8.5, True, MUTED)
        sheet.text(x1, top + 10, chart.unit or "", 8.5, False, MUTED, 1)
        top += 16
        for mark, value in zip(chart.marks, values, strict=True):
            top = led(sheet, x0, x1, top, mark.text, mark.value, 9, color)
            sheet.rect(x0, top + 2, (x1 - x0) * value / 100, 3, color)
            top += 12
        sheet.text(x0, top + 8, ends[1], 8.5, True, MUTED)
        return
    top = _key(sheet, chart, x0, top) + 4  # the key stands over the chart
    if chart.unit:
        sheet.text(x1, top + 9, chart.unit, 8.5, False, MUTED, 1)
        top += 12
    if "percent" in chart.marks[0].value and len(values) == 3:  # a waffle, each value right of its squares
        waffle(sheet, x0 + 30, top, list(zip(values, SERIES, strict=False)), 8)
        whole, last = 0.0, -99.0
        for mark, value, hue in zip(chart.marks, values, SERIES, strict=False):
            last = max(whole + value / 2, last + 14)
            y = top + last * 0.8 + 3.5
            sheet.line(x0 + 112, top + (whole + value / 2) * 0.8, x0 + 124, y - 3.5, hue, 1)
            sheet.text(x0 + 128, y, mark.value, 10.5, True, hue)
            whole += value
        return
    if "percent" in chart.marks[0].value:  # lying lollipops
        for n, (mark, value, hue) in enumerate(zip(chart.marks, values, SERIES, strict=False)):
            y = top + 14 + n * 32
            sheet.line(x0, y, x1, y, EMPTY, 1)
            lollipop(sheet, x0, y, (x1 - x0) * value / 100, mark.value, hue)
        return
    each, most = (x1 - x0) / len(values), max(values)
    sheet.line(x0, top + 82, x1, top + 82, INK, 0.8)
    for n, (mark, value, hue) in enumerate(zip(chart.marks, values, SERIES, strict=False)):  # standing lollipops
        x, tall = x0 + (n + 0.5) * each, 58 * value / most
        sheet.rect(x - 1.5, top + 82 - tall, 3, tall, hue)
        sheet.ring(x, top + 82 - tall, 5, 0, 0, 360, hue)
        sheet.text(x, top + 72 - tall, mark.value, 10, True, hue, 0.5)


def _squares(sheet: Sheet, chart: Chart, x: float, top: float) -> None:
    """One square for each agency; values and key right of them."""
    values = [amount(sheet, m.value) for m in chart.marks]
    step = 92 / -(-int(sum(values)) // 10)
    waffle(sheet, x, top, list(zip(values, SERIES, strict=False)), step, int(sum(values)))
    whole = 0.0
    for mark, value, hue in zip(chart.marks, values, SERIES, strict=False):
        sheet.text(x + step * 10 + 8, top + (whole + value / 2) / 10 * step + 4, mark.value, 14, True, hue)
        whole += value
    bottom = _key(sheet, chart, COLUMNS[1][0], top + 14)
    sheet.text(COLUMNS[1][0], bottom + 16, chart.note or "", 8, False, MUTED)
