"""What a cell of the design "poster" holds, as HTML: the value first, what it means under it or right of it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from math import cos, pi, sin, sqrt

from .content import HOLE, Chart, Items, Pair, Value
from .numbers import Numbers

SERIES = ("#c2410c", "#0369a1", "#4d7c0f", "#a21caf", "#b8860b", "#475569")
LEVEL = {"department": "#0f5c5c", "province": "#8a2d5b"}
EMPTY = "#eadfce"


class Setter:
    """Turns content into HTML for one page: numbers become spans that say whose they are."""

    def __init__(self, numbers: Numbers, page: int) -> None:
        self.numbers, self.page = numbers, page

    def t(self, text: str) -> str:
        out, end = [], 0
        for hole in HOLE.finditer(text):
            out.append(html.escape(text[end : hole.start()]))
            record, end = hole.group(1), hole.end()
            if record == "page":
                out.append(str(self.page))
            elif record.startswith("text."):
                out.append(html.escape(self.numbers.printed(record)))
            else:
                out.append(f'<span data-id="{record}">{html.escape(self.numbers.printed(record))}</span>')
        return "".join(out) + html.escape(text[end:])

    def amount(self, text: str) -> float:
        """The number behind the first hole of a text."""
        hole = HOLE.search(text)
        assert hole, text
        return self.numbers.number(hole.group(1))

    # -- figures

    def pair(self, cell: Pair, color: str) -> str:
        share = min(100.0, self.amount(cell.percent))
        more = "".join(f'<div class="small">{self.t(text)}</div>' for text in cell.more)
        return (
            f'{more}<div class="pair"><div class="glass"><i style="height:{share:.2f}%;background:{color}"></i></div>'
            f'<div><div class="big" style="color:{color}">{self.t(cell.percent)}</div><div>{self.t(cell.count)}'
            "</div></div></div>"
        )

    def value(self, cell: Value, color: str) -> str:
        more = "".join(f"<div>{self.t(text)}</div>" for text in cell.more)
        return (
            f'<div class="value"><div class="small">{more}</div><div class="big" style="color:{color}">'
            f"{self.t(cell.text)}</div></div>"
        )

    def items(self, cell: Items, color: str) -> str:
        if cell.cards:
            return (
                '<div class="cards">'
                + "".join(
                    f'<div><div class="fig" style="color:{color}">{self.t(figure)}</div>{self.t(text)}</div>'
                    for text, figure in cell.items
                )
                + "</div>"
            )
        return (
            '<div class="items">'
            + "".join(
                f'<div class="fig" style="color:{color}">{self.t(figure)}</div><div>{self.t(text)}</div>'
                for text, figure in cell.items
            )
            + "</div>"
        )

    def column(self, percent: str, count: str, color: str, room: float, most: float) -> str:
        """A standing bar; its count and percentage above it."""
        tall = max(0.6, self.amount(percent) / most * room)
        return (
            f'<div class="column"><div>{self.t(count)}</div><div class="mid" style="color:{color}">{self.t(percent)}'
            "</div>"
            f'<i style="height:{tall:.2f}px;background:{color}"></i></div>'
        )

    def lying(self, percent: str, count: str, color: str, room: float, most: float) -> str:
        """A bar that grows to the left, its percentage at its left end, its count left of both."""
        long = max(0.6, self.amount(percent) / most * room)
        return (
            f'<div class="lying"><div class="count">{self.t(count)}</div><div class="track"><div class="mid" '
            f'style="color:{color}">'
            f'{self.t(percent)}</div><i style="width:{long:.2f}px;background:{color}"></i></div></div>'
        )

    # -- charts

    def chart(self, chart: Chart, width: float, height: float, color: str) -> str:
        if not chart.legend:
            return self._captions(chart, width, height, color)
        percent = "percent" in chart.marks[0].value
        if percent and "document_storage" not in chart.marks[0].value:
            picture, wide = self._tower(chart, height)
        elif len(chart.marks) > 2 and not percent:
            picture, wide = self._bubbles(chart, width * 0.46, height)
        else:
            picture, wide = self._pie(chart, height, 0.5 if chart.note else 0.0)
        unit = f'<div class="unit">{self.t(chart.unit)}</div>' if chart.unit else ""
        note = f'<div class="small">{self.t(chart.note)}</div>' if chart.note else ""
        legend = "".join(
            f'<div class="entry"><i style="background:{c}"></i><div>{self.t(m.text)}</div></div>'
            for m, c in zip(chart.marks, SERIES, strict=False)
        )
        return (
            f'<div class="chart"><div class="legend">{unit}{legend}{note}</div><div class="picture" '
            f'style="width:{wide:.0f}px;height:{height:.0f}px">{picture}</div></div>'
        )

    def _label(self, x: float, y: float, text: str, color: str, align: float = 0.5, size: float = 15) -> str:
        shift = -100 * align
        return (
            f'<div class="label" style="left:{x:.1f}px;top:{y:.1f}px;font-size:{size}px;color:{color};'
            f'transform:translate({shift:.0f}%,-50%)">{self.t(text)}</div>'
        )

    def _tower(self, chart: Chart, height: float) -> tuple[str, float]:
        """A standing bar of 100 in parts, each value left of its part."""
        room, y, out, last = height - 14, 7.0, [], -99.0
        out.append(
            f'<svg width="90" height="{height:.0f}"><rect x="44" y="7" width="40" height="{room:.1f}" fill="{EMPTY}"/>'
        )
        labels = []
        for mark, color in zip(chart.marks, SERIES, strict=False):
            tall = room * self.amount(mark.value) / 100
            out.append(f'<rect x="44" y="{y:.2f}" width="40" height="{tall:.2f}" fill="{color}"/>')
            middle = max(y + tall / 2, last + 15)
            labels.append(self._label(38, middle, mark.value, color, 1))
            last, y = middle, y + tall
        return "".join(out) + "</svg>" + "".join(labels), 90

    def _bubbles(self, chart: Chart, width: float, height: float) -> tuple[str, float]:
        """Discs whose areas are the values, each value above its disc."""
        most = max(self.amount(m.value) for m in chart.marks)
        radii = [sqrt(self.amount(m.value) / most) for m in chart.marks]
        scale = min((width - 8 * len(radii)) / (2 * sum(max(r, 0.35) for r in radii)), (height - 24) / 2)
        x, shapes, labels = 4.0, [], []
        for mark, color, radius in zip(chart.marks, SERIES, radii, strict=False):
            r, room = radius * scale, max(radius, 0.35) * scale
            cy = height - 4 - scale
            shapes.append(f'<circle cx="{x + room:.1f}" cy="{cy:.1f}" r="{r:.2f}" fill="{color}"/>')
            labels.append(self._label(x + room, cy - r - 10, mark.value, color))
            x += 2 * room + 8
        return f'<svg width="{x:.0f}" height="{height:.0f}">' + "".join(shapes) + "</svg>" + "".join(labels), x

    def _pie(self, chart: Chart, height: float, hole: float) -> tuple[str, float]:
        total, start = sum(self.amount(m.value) for m in chart.marks), -0.6
        c, r = height / 2 + 16, height / 2 - 22
        shapes, labels = [], []
        for mark, color in zip(chart.marks, SERIES, strict=False):
            end = start + self.amount(mark.value) / total * 2 * pi
            big = int(end - start > pi)
            p = [
                (c + sin(a) * q, height / 2 - cos(a) * q)
                for a, q in ((start, r), (end, r), (end, r * hole), (start, r * hole))
            ]
            path = f"M{p[0][0]:.2f} {p[0][1]:.2f}A{r:.2f} {r:.2f} 0 {big} 1 {p[1][0]:.2f} {p[1][1]:.2f}"
            path += f"L{p[2][0]:.2f} {p[2][1]:.2f}"
            path += f"A{r * hole:.2f} {r * hole:.2f} 0 {big} 0 {p[3][0]:.2f} {p[3][1]:.2f}Z" if hole else "Z"
            shapes.append(f'<path d="{path}" fill="{color}"/>')
            a = (start + end) / 2
            labels.append(self._label(c + sin(a) * (r + 14), height / 2 - cos(a) * (r + 12), mark.value, color))
            start = end
        return (f'<svg width="{2 * c:.0f}" height="{height:.0f}">') + "".join(shapes) + "</svg>" + "".join(
            labels
        ), 2 * c

    def _captions(self, chart: Chart, width: float, height: float, color: str) -> str:
        """Standing bars, values above, captions under."""
        most = max(self.amount(m.value) for m in chart.marks)
        ends = chart.ends or ("", "")
        head = (
            f'<div class="ends"><b>{self.t(ends[0])}</b><span class="unit">{self.t(chart.unit or "")}</span><b>'
            f"{self.t(ends[1])}</b></div>"
        )
        bars = "".join(
            f'<div class="bar"><div class="mid" style="color:{color}">{self.t(m.value)}</div>'
            f'<i style="height:{self.amount(m.value) / most * (height - 130):.2f}px;background:{color}"></i><div '
            f'class="cap">{self.t(m.text)}</div></div>'
            for m in chart.marks
        )
        return f'{head}<div class="bars">{bars}</div>'


def shuffled(children: Sequence[str], seed: int) -> str:
    """Children that say themselves where they stand, in any order."""
    import random

    order = list(children)
    random.Random(seed * 7919).shuffle(order)
    return "".join(order)


def box(x: float, y: float, width: float, inner: str, style: str = "", cls: str = "") -> str:
    return f'<div class="box {cls}" style="left:{x:.1f}px;top:{y:.1f}px;width:{width:.1f}px;{style}">{inner}</div>'
