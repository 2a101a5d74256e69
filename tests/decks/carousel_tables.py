"""Slides of the design "carousel" that have figures of each level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

from fpdf import FPDF

from .carousel_drawing import INK, MUTED, PALE, Drawing
from .content import Chart, Group, Heading, Items, Pair, Table, Value, at
from .numbers import Numbers
from .proofs import apart

SIDE = 810.0  #: of the square page, points
LEVEL = {"department": "#5b2a86", "province": "#0a7f6f"}
SERIES = ("#d1495b", "#00798c", "#edae49", "#66717e", "#6a994e", "#8f5d9b")
LEFT, RIGHT, MID = 34.0, SIDE - 34, SIDE / 2


class Tables(Drawing):
    """A page whose levels stand left and right of the middle, in `order`; above `bottom` there is room."""

    bottom = SIDE

    def __init__(self, pdf: FPDF, numbers: Numbers, page: int, proof: bool, order: Sequence[str]) -> None:
        super().__init__(pdf, numbers, page, proof)
        self.order = order

    def table(self, c: Table) -> None:
        for level in self.order:
            side = level == self.order[1]
            self.pill(RIGHT if side else LEFT, 92, c.heads[level], 14, LEVEL[level], 1.0 if side else 0.0)
        if c.topic:
            self.text(MID, 97, c.topic, 13, MUTED, True, 0.5)
        needs = [self.need(r) for r in c.rows]
        room = self.bottom - 122
        spare = min(60.0, (room - sum(needs)) / len(needs))
        if spare < 0:
            raise ValueError(f"page {self.page} is too full by {-spare:.0f} points")
        y = 122.0
        for row, need in zip(c.rows, needs, strict=True):
            self.box(LEFT - 14, y, SIDE - 2 * LEFT + 28, need + spare - 6, PALE, 10)
            self.row(row, y + spare / 2, need)
            y += need + spare
        if c.unsurveyed:
            left = MID + 150 if self.order[1] == "province" else LEFT
            self.box(left, 126, RIGHT - MID - 148, y - 136, "#dfe9e7", 10)
            for n, text in enumerate(c.unsurveyed):
                self.text(left + (RIGHT - MID - 150) / 2, (122 + y) / 2 + 20 * n, text, 13, LEVEL["province"], n == 0, 0.5)

    def need(self, row: Any) -> float:
        if isinstance(row, Heading):
            return 38
        if isinstance(row, Group):
            return (
                (self.height(row.label, 260, 12.5, True) + 8 if row.label else 16)
                + sum(self.height(b.label, 250, 11.5) + 26 for b in row.bars)
                + 26 * bool(row.reasons)
                + 12
            )
        if row.both:
            return 150
        cells = list(row.cells.values())
        if isinstance(cells[0], Pair | Value):
            return max(self.height(row.label, 270, 12.5, True) + 34, 62.0 + 15 * len(getattr(cells[0], "more", ())))
        label = self.height(row.label, 600, 12.5, True) + 8
        return label + max(self.cell_need(x) for x in cells) + 16

    def cell_need(self, cell: Any) -> float:
        if isinstance(cell, Items):
            return sum(max(30.0, self.height(self.ranked(t)[1], 210, 11.5) + 10) for t, _ in cell.items)
        return 138 if cell.legend else sum(self.height(m.text, 220, 11) + 22 for m in cell.marks) + 24

    @staticmethod
    def ranked(text: str) -> tuple[str, str]:
        found = re.match(r"(\d+\.) ?(.*)", text)
        return (found.group(1), found.group(2)) if found else ("", text)

    def axis(self, y: float, shares: dict[str, float]) -> None:
        x0, x1 = MID - 130, MID + 130
        self.line(x0, y, x1, y, "#c9c4d6", 2)
        at_ = {lv: x0 + 260 * min(v, 100) / 100 for lv, v in shares.items()}
        if len(at_) == 2:
            self.line(at_[self.order[0]], y, at_[self.order[1]], y, MUTED, 2.5)
        for lv, x in at_.items():
            self.dot(x, y, 5.5, LEVEL[lv], lv == self.order[1])

    def beside(self, level: str, y: float, percent: str, count: str, size: float = 14) -> None:
        """The share in a pill next to the middle, the count outwards of it."""
        side = -1 if level == self.order[0] else 1
        align = 1.0 if side < 0 else 0.0
        self.pill(MID + side * 150, y, percent, size, LEVEL[level], align)
        _, number, unit = apart(count)
        self.text(MID + side * 235, y - 1, number, size + 7, INK, True, align)
        self.text(MID + side * 235, y + 15, unit, 10, MUTED, False, align)

    def row(self, row: Any, y: float, h: float) -> None:
        if isinstance(row, Heading):
            self.text(MID, y + 20, row.label, 15, SERIES[1], True, 0.5)
            return
        if isinstance(row, Group):
            if row.label:
                y = self.para(MID, y + 4, row.label, 260, 12.5, SERIES[1], True, 0.5)
            for level in row.levels:
                self.text(
                    MID + (-165 if level == self.order[0] else 165),
                    y - 2 if row.label else y + 2,
                    row.unit,
                    10,
                    MUTED,
                    False,
                    0.5,
                )
            y += 6 if row.label else 14
            for bar in row.bars:
                tall = self.height(bar.label, 250, 11.5)
                self.para(MID, y, bar.label, 250, 11.5, INK, False, 0.5)
                shares = {lv: self.amount(at(bar.percent, lv)) for lv in row.levels}
                self.axis(y + tall + 9, shares)
                for lv in row.levels:
                    self.beside(lv, y + tall / 2 + 8, at(bar.percent, lv), at(bar.count, lv), 12.5)
                y += tall + 26
            for level in row.levels if row.reasons else ():
                x = LEFT if level == self.order[0] else MID + 20
                for text in row.reasons:
                    x += self.pill(x, y + 12, text, 10, MUTED) + 6
            return
        if row.both:
            self.strip(row.both, y, self.para(LEFT, y + 6, row.label, 300, 12.5, INK, True))
            return
        cells = row.cells
        first = next(iter(cells.values()))
        if isinstance(first, Pair | Value):
            tall = self.height(row.label, 270, 12.5, True)
            self.para(MID, y + (h - tall) / 2 - 10, row.label, 270, 12.5, INK, True, 0.5)
            if isinstance(first, Pair):
                self.axis(y + (h + tall) / 2 + 2, {lv: self.amount(cell.percent) for lv, cell in cells.items()})
            for level, cell in cells.items():
                side = -1 if level == self.order[0] else 1
                align, up = (1.0 if side < 0 else 0.0), 7 * len(cell.more)
                if isinstance(cell, Pair):
                    self.beside(level, y + h / 2 - up, cell.percent, cell.count)
                else:
                    _, number, unit = apart(cell.text)
                    wide = self.width(unit, 13)
                    x = MID + side * 190
                    self.text(x - wide - 5 if side < 0 else x, y + h / 2 + 8 - up, number, 26, LEVEL[level], True, align)
                    self.text(
                        x if side < 0 else x + self.width(number, 26, True) + 5,
                        y + h / 2 + 8 - up,
                        unit,
                        13,
                        MUTED,
                        False,
                        align,
                    )
                for n, text in enumerate(cell.more):
                    self.text(
                        MID + side * (150 if isinstance(cell, Pair) else 190),
                        y + h / 2 + (35 if isinstance(cell, Pair) else 29) - up + 15 * n,
                        text,
                        11,
                        INK,
                        False,
                        align,
                    )
            return
        y = self.para(MID, y + 4, row.label, 600, 12.5, INK, True, 0.5) + 6 if row.label else y + 6
        for level, cell in cells.items():
            x = LEFT if level == self.order[0] else MID + 20
            if isinstance(cell, Items):
                self.items(cell, x, y, LEVEL[level])
            else:
                self.chart(cell, x, y, LEVEL[level])

    def items(self, cell: Items, x: float, y: float, color: str) -> None:
        for text, figure in cell.items:
            rank, rest = self.ranked(text)
            h = max(30.0, self.height(rest, 210, 11.5) + 10)
            self.text(x, y + h / 2 + 9, rank, 25, color, True)
            room = self.width(figure, 11, True) + 14
            left = x + (32 if rank else 4)
            tall = self.height(rest, 350 - (left - x) - room, 11.5)
            self.para(left, y + (h - tall) / 2, rest, 350 - (left - x) - room, 11.5)
            self.pill(x + 358, y + h / 2, figure, 11, color, 1.0)
            y += h

    def chart(self, chart: Chart, x: float, y: float, color: str) -> None:
        values = [self.amount(m.value) for m in chart.marks]
        if not chart.legend:
            ends = chart.ends or ("", "")
            self.text(x + 350, y + 10, ends[0], 10.5, MUTED, True, 1.0)
            self.text(x, y + 10, chart.unit or "", 10, MUTED)
            y += 12
            for m, v in zip(chart.marks, values, strict=True):
                y = self.para(x, y, m.text, 220, 11)
                self.line(x, y + 8, x + 320, y + 8, "#d9d4e6", 2)
                self.line(x, y + 8, x + 320 * v / 100, y + 8, color, 4)
                self.pill(x + 320 * v / 100, y + 8, m.value, 11, color, 0.5)
                y += 22
            self.text(x + 350, y + 6, ends[1], 10.5, MUTED, True, 1.0)
            return
        legend = x + 176
        for n, (m, c) in enumerate(zip(chart.marks, SERIES, strict=False)):
            ly = y + 64 + (n - (len(values) - 1) / 2) * 32
            self.dot(legend, ly, 4.5, c)
            self.para(legend + 12, ly - self.height(m.text, 160, 10.5) / 2, m.text, 160, 10.5)
        if "percent" in chart.marks[0].value:  # a ring from the top, values outside of their parts, the unit inside
            cx, cy, whole, a, last = x + 80.0, y + 64.0, sum(values), 0.0, -9.0
            for m, v, c in zip(chart.marks, values, SERIES, strict=False):
                b = a + v / whole * 2 * pi
                self.sector(cx, cy, 44, 27, a, b, c)
                mid = max((a + b) / 2, last + 0.36)
                last = mid
                self.text(cx + sin(mid) * 59, cy - cos(mid) * 57 + 5, m.value, 14, c, True, 0.5)
                a = b
            self.text(cx, cy + 4, chart.unit or "", 10.5, MUTED, False, 0.5)
            return
        most, each = max(values), 152 / len(values)
        self.text(x, y + 4, chart.unit or "", 10, MUTED)
        for n, (m, v, c) in enumerate(zip(chart.marks, values, SERIES, strict=False)):  # standing columns
            tall, cx = max(1.0, 84 * v / most), x + (n + 0.5) * each
            self.box(cx - 12, y + 118 - tall, 24, tall, c)
            self.text(cx, y + 113 - tall, m.value, 13.5, c, True, 0.5)
        self.line(x, y + 118, x + 152, y + 118, MUTED, 1)

    def strip(self, chart: Chart, y: float, bottom: float) -> None:
        values = [self.amount(m.value) for m in chart.marks]
        x, whole = MID - 40, sum(values)
        for n, (m, v, c) in enumerate(zip(chart.marks, values, SERIES, strict=False)):
            wide = 400 * v / whole
            self.box(x, y + 50, wide, 26, c)
            self.text(x + wide / 2, y + 42, m.value, 20, c, True, 0.5)
            self.dot(MID - 34, y + 96 + 19 * n, 4.5, c)
            self.text(MID - 22, y + 100 + 19 * n, m.text, 11.5)
            x += wide
        self.text(MID - 40, y + 138, chart.note or "", 10.5, MUTED)
