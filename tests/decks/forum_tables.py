"""Slides of the design "forum" that have figures of each level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE as CT

from .content import HOLE, Chart, Group, Heading, Items, Pair, Table, Value, at
from .forum_show import BAND, GREY, INK, RULE, SERIES, Slide

WIDTH, HEIGHT = 1280.0, 720.0
LEVEL = {"department": "B0452B", "province": "2C6E63"}
COLUMNS = ((96.0, 560.0), (684.0, 560.0))
LEFT, RIGHT, TOP = 96.0, 1244.0, 118.0


def table(s: Slide, table: Table, order: Sequence[str]) -> None:
    column = dict(zip(order, COLUMNS, strict=True))
    for level, (x, w) in column.items():
        s.rect(x, 66, w, 36, LEVEL[level])
        s.text(x, 66, w, 36, table.heads[level], 17, True, "FFFFFF", "c")
    if table.topic:
        s.text(LEFT, 20, 200, 34, table.topic, 16, True, GREY)
    bottom = 704.0 - 15 * len(table.notes)
    needs = [_need(s, row) for row in table.rows]
    growing = sum(not isinstance(row, Heading) for row in table.rows)
    spare = (bottom - TOP - sum(needs)) / growing
    if spare < 0:
        print("too full", s.number, spare * growing)
    spare, y = min(60.0 if growing > 2 else 150.0, spare), TOP
    for n, (row, need) in enumerate(zip(table.rows, needs, strict=True)):
        height = need if isinstance(row, Heading) else need + spare
        _row(s, row, column, y, height)
        y += height
        joined = n + 1 < len(needs) and getattr(table.rows[n + 1], "label", None) == ""
        if not isinstance(row, Heading) and not joined and n + 1 < len(needs):
            s.rect(LEFT, y - 4, (656 if table.unsurveyed and order[0] == "department" else RIGHT) - LEFT, 1, RULE)
    if table.unsurveyed:
        x, w = column["province"]
        s.rect(x, TOP, w, y - TOP, "EFEAE2")
        for n, text in enumerate(table.unsurveyed):
            s.text(x, (TOP + y) / 2 - 30 + 30 * n, w, 30, text, 17, n == 0, GREY, "c")


def _label(s: Slide, label: str) -> float:
    return s.tall(label, 1100, 13.5, True) + 8 if label else 0


def _need(s: Slide, row: Any) -> float:
    if isinstance(row, Heading):
        return 32
    if isinstance(row, Group):
        return 24 + 57 * len(row.bars) + (30 if row.reasons else 0) + 10
    return max(_cell_need(s, c) for c in (row.both, *row.cells.values()) if c) + _label(s, row.label) + 8


def _short(items: Items) -> bool:
    """Whether a ranking may be a chart: short texts, one number each."""
    return all(len(t) < 48 and len(HOLE.findall(f)) == 1 for t, f in items.items)


def _cell_need(s: Slide, cell: Any) -> float:
    if isinstance(cell, Items):
        if cell.cards:
            return 46
        if _short(cell):
            return 28.0 * len(cell.items) + 4
        return sum(s.tall(t, 560 - s.width(f, 13, True) - 30, 12.5) + 2 for t, f in cell.items)
    if isinstance(cell, Chart):
        return 132.0 + 24 * (len(cell.marks) == 4)
    return 50.0 + 20 * (len(cell.more) if isinstance(cell, Pair) else 0)


def _row(s: Slide, row: Any, column: dict[str, tuple[float, float]], y: float, h: float) -> None:
    if isinstance(row, Heading):
        s.text(column["department"][0], y, 500, 28, row.label, 16, True, BAND)
        return
    if isinstance(row, Group):
        _group(s, row, column, y, h)
        return
    label = _label(s, row.label)
    wide = LEFT if len(row.cells) != 1 else column["department"][0]
    s.text(wide + 20, y + h - label - 6, (RIGHT if wide == LEFT and row.both is None and len(row.cells) != 1 else
           (RIGHT if row.both else wide + 560)) - wide - 40, label, row.label, 13.5, True, INK, "c")  # fmt: skip
    if row.both:
        _chart(s, row.both, 300, y + 2, 740, h - label - 10, SERIES[0])
    for level, cell in row.cells.items():
        x, w = column[level]
        _CELLS[type(cell)](s, cell, x, y + 2, w, h - label - 10, LEVEL[level])


def _pair(s: Slide, cell: Pair, x: float, y: float, w: float, h: float, color: str) -> None:
    share, room = min(100.0, s.amount(cell.percent)), h - 20 * len(cell.more)
    side = min(room + 6, 84)
    s.chart(CT.DOUGHNUT, x + 90, y + (room - side) / 2, side, side, ("a", "b"), (("c", (share, 100 - share)),),
            colors=(color, "E8E1D7"), inner=(0.02, 0.02, 0.96, 0.96))  # fmt: skip
    s.text(x + 200, y, 130, room, cell.percent, 25, True, color)
    s.text(x + 330, y, 200, room, cell.count, 16)
    for n, text in enumerate(cell.more):
        s.text(x + 90, y + room + 20 * n, w - 90, 20, text, 13)


def _value(s: Slide, cell: Value, x: float, y: float, w: float, h: float, color: str) -> None:
    if not cell.more:
        s.text(x, y, w, h, cell.text, 26, True, color, "c")
        return
    s.text(x + 60, y, 200, h, cell.text, 26, True, color, "r")
    for n, text in enumerate(cell.more):
        s.text(x + 300, y + h / 2 - 24 + 24 * n, 240, 24, text, 14)


def _items(s: Slide, cell: Items, x: float, y: float, w: float, h: float, color: str) -> None:
    count = len(cell.items)
    if cell.cards:
        each = w / count
        for n, (text, figure) in enumerate(cell.items):
            top = y + (h - 46) / 2
            s.rect(x + n * each + 6, top, 4, 44, color)
            s.text(x + n * each + 16, top, each - 22, 22, figure, 14, True, color)
            s.text(x + n * each + 16, top + 22, each - 18, 22, text, 11.5)
    elif _short(cell):
        values = [s.amount(f) for _, f in cell.items]
        s.chart(CT.BAR_CLUSTERED, x, y, w, h, [t for t, _ in cell.items], (("c", values),),
                [(0, n, f, "outEnd", color) for n, (_, f) in enumerate(cell.items)], colors=(color,), axis=12,
                most=max(values) * 1.02, gap=60, inner=(0.58, 0.02, 0.24, 0.96))  # fmt: skip
    else:
        tall = [s.tall(t, w - s.width(f, 13, True) - 30, 12.5) for t, f in cell.items]
        gap = (h - sum(tall)) / count
        top = y + gap / 2
        for (text, figure), own in zip(cell.items, tall, strict=True):
            room = s.width(figure, 13, True) + 8
            s.rect(x + 2, top + own / 2 - 4, 8, 8, color)
            s.text(x + 18, top, w - room - 30, own, text, 12.5)
            s.text(x + w - room, top, room, own, figure, 13, True, color, "r")
            top += own + gap


def _chart(s: Slide, chart: Chart, x: float, y: float, w: float, h: float, color: str) -> None:
    values, texts = [s.amount(m.value) for m in chart.marks], [m.text for m in chart.marks]
    percent, count = "percent" in chart.marks[0].value, len(chart.marks)

    def labels(place: str, ink: str, alone: bool = True) -> list[tuple[int, int, str, str, str]]:
        return [(0 if alone else n, n if alone else 0, m.value, place, ink) for n, m in enumerate(chart.marks)]

    if chart.unit:
        s.text(x + 4, y, 90, 18, chart.unit, 11.5, False, GREY)
    one, each = (("c", values),), [(t, (v,)) for t, v in zip(texts, values, strict=True)]
    if not chart.legend:
        ends = chart.ends or ("", "")
        s.text(x + 66, y, 120, 18, ends[0], 12, True, GREY)
        s.text(x + w - 100, y, 100, 18, ends[1], 12, True, GREY, "r")
        s.chart(CT.COLUMN_CLUSTERED, x + 20, y + 18, w - 30, h - 18, texts, one, labels("inEnd", "FFFFFF"),
                colors=(color,), axis=11, gap=160, most=max(values), inner=(0.02, 0.02, 0.96, 0.6))  # fmt: skip
    elif chart.note:
        s.chart(CT.PIE, x, y, 460, h, texts, one, labels("outEnd", INK), key="r", inner=(0.1, 0.14, 0.28, 0.72))
        s.text(x + 470, y, w - 470, h, chart.note, 12, False, GREY)
    elif percent and count == 3 and "storage" in chart.marks[0].value:
        s.chart(CT.PIE, x + 60, y, w - 100, h, texts, one, labels("outEnd", INK), key="r", inner=(0.1, 0.13, 0.25, 0.74))
    elif percent and count == 3:
        s.chart(CT.BAR_STACKED_100, x + 20, y + 16, w - 40, h - 16, ("a",), each, labels("ctr", "FFFFFF", False), key="b",
                gap=20, inner=(0.02, 0.03, 0.96, 0.34))  # fmt: skip
    elif percent:
        s.chart(CT.BAR_CLUSTERED, x + 60, y + 4, w - 100, h - 4, ("a",), each, labels("outEnd", INK, False), key="t",
                most=100, gap=30, inner=(0.05, 0.3, 0.86, 0.66))  # fmt: skip
    elif count == 2:
        s.chart(CT.DOUGHNUT, x + 60, y, w - 100, h, texts, one, labels("", "FFFFFF"), key="r", hole=45,
                inner=(0.12, 0.03, 0.3, 0.94))  # fmt: skip
    else:
        s.chart(CT.COLUMN_CLUSTERED, x, y, w, h, ("a",), each, labels("outEnd", INK, False), key="r",
                most=max(values) * 1.25, gap=25, inner=(0.02, 0.02, 0.44, 0.96))  # fmt: skip


_CELLS: dict[type, Callable[..., None]] = {Pair: _pair, Value: _value, Items: _items, Chart: _chart}


def _group(s: Slide, group: Group, column: dict[str, tuple[float, float]], y: float, h: float) -> None:
    """A bar chart for each level; the bars' texts stand under the bars, across both."""
    top = y + 24
    if group.label:
        s.text(LEFT + 120, y, RIGHT - LEFT - 240, 22, group.label, 14, True, BAND, "c")
    count = len(group.bars)
    step = (h - 34 - (30 if group.reasons else 0)) / count
    alone = len(group.levels) == 1
    for n, bar in enumerate(group.bars):
        x, w = column[group.levels[0]] if alone else (LEFT, RIGHT - LEFT)
        s.rect(x, top + n * step - 1, w, step - 5, "F6F2EC")
        s.text(x, top + n * step + step / 2, w, 22, bar.label, 12.5, False, INK, "c")
    middle = step / 4 + 1  # of a bar
    for level in group.levels:
        x, w = column[level]
        s.text(x + 300, y, 80, 20, group.unit, 11.5, False, GREY, "r")
        bars = [at((b.percent, b.count), level) for b in group.bars]
        values = [s.amount(percent) for percent, _ in bars]
        labels = [(0, n, p, *(("inEnd", "FFFFFF") if v > 18 else ("outEnd", INK)))
                  for n, ((p, _), v) in enumerate(zip(bars, values, strict=True))]  # fmt: skip
        s.chart(CT.BAR_CLUSTERED, x, top - step / 2 + middle, w - 140, step * count, [str(n) for n in range(count)],
                (("c", values),), labels, colors=(LEVEL[level],), most=100, gap=round((step - 24) / 24 * 100), size=13,
                inner=(0, 0, 1, 1))  # fmt: skip
        for n, (_, said) in enumerate(bars):
            s.text(x + w - 140, top + n * step + middle - 13, 136, 26, said, 14, False, INK, "r")
        each = w / max(1, len(group.reasons))
        for n, reason in enumerate(group.reasons):
            s.rect(x + n * each + 3, y + h - 36, each - 6, 26, "EFEAE2")
            s.text(x + n * each + 3, y + h - 36, each - 6, 26, reason, 12, False, INK, "c")
