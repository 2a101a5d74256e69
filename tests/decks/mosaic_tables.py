"""Slides of the design "mosaic" that have figures of each level, as HTML cards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .content import Chart, Group, Heading, Items, Pair, Table, Value, at
from .numbers import Numbers
from .poster_cells import Setter

LEVEL = {"department": "#14632f", "province": "#8f1d5c"}
TINT = {"department": "#e3f1e6", "province": "#f8e4ee"}
SERIES = ("#1f5fbf", "#d9822b", "#6b7c8c", "#7b4bb3", "#0f8b8d", "#b3392f")


def card(inner: str, basis: int, grow: float = 1, style: str = "") -> str:
    return f'<div class="card" style="flex:{grow} 1 {basis}px;{style}">{inner}</div>'


class Tables(Setter):
    """A page whose levels stand in `order`."""

    def __init__(self, numbers: Numbers, page: int, order: Sequence[str]) -> None:
        super().__init__(numbers, page)
        self.order = order

    # -- slides with figures of each level

    def _table(self, table: Table) -> list[str]:
        out: list[str] = []
        rows = list(table.rows)
        for n, row in enumerate(rows):
            if isinstance(row, Heading):
                out.append(f'<div class="head" style="">{self.t(row.label)}</div>')
            elif isinstance(row, Group):
                out.append(self._group(row))
            elif row.both:
                assert isinstance(row.both, Chart)
                inner = f'<div class="two one">{self._donut(row.both)}</div><div class="q">{self.t(row.label)}</div>'
                out.append(card(inner + self._legends([row.both]), 440))
            elif row.label:
                more = [rows[n + 1]] if n + 1 < len(rows) and getattr(rows[n + 1], "label", "") == "" else []
                more = [r for r in more if not isinstance(r, Group)]
                tiles = [self._tiles(r.cells) for r in (row, *more)]  # type: ignore[union-attr]
                first = next(iter(row.cells.values()))
                basis = {Items: 420, Chart: 420}.get(type(first), 250) + 280 * getattr(first, "cards", False)
                charts = [row.cells[lv] for lv in self.order if isinstance(row.cells.get(lv), Chart)]
                inner = '<div style="height:8px"></div>'.join(tiles) + f'<div class="q">{self.t(row.label)}</div>'
                out.append(card(inner + self._legends(charts), 700 if more else basis))
        if table.unsurveyed:
            said = "".join(f'<div class="mid">{self.t(text)}</div>' for text in table.unsurveyed)
            out.append(card(f'<div class="tile full" style="flex:1;text-align:center;background:{LEVEL["province"]}">'
                            f"{said}</div>", 250))  # fmt: skip
        return out

    def _tiles(self, cells: Any) -> str:
        levels = [lv for lv in self.order if lv in cells]
        return f'<div class="two{" one" if len(levels) == 1 else ""}">' + "".join(
            self._tile(cells[lv], lv) for lv in levels
        ) + "</div>"  # fmt: skip

    def _tile(self, cell: Any, level: str) -> str:
        color, tint = LEVEL[level], TINT[level]
        full = f'<div class="tile full" style="background:{color}">'
        pale = f'<div class="tile" style="background:{tint};border-left:6px solid {color}">'
        if isinstance(cell, Pair):
            more = "".join(f'<div class="small">{self.t(x)}</div>' for x in cell.more)
            return f'{full}<div class="big">{self.t(cell.percent)}</div><div>{self.t(cell.count)}</div>{more}</div>'
        if isinstance(cell, Value):
            more = "".join(f"<div>{self.t(x)}</div>" for x in cell.more)
            return f'{full}<div class="big">{self.t(cell.text)}</div>{more}</div>'
        if isinstance(cell, Items):
            items = "".join(
                f'<div class="it"><div class="f" style="color:{color}">{self.t(figure)}</div>{self.t(text)}</div>'
                for text, figure in cell.items
            )
            return f'{pale}<div class="{"cards" if cell.cards else "stack"}">{items}</div></div>'
        assert isinstance(cell, Chart)
        return pale + self._chart(cell) + "</div>"

    def _chart(self, chart: Chart) -> str:
        unit = f'<div class="small">{self.t(chart.unit)}</div>' if chart.unit else ""
        if not chart.legend:  # lying bars that hang from the left, the caption under each
            most = max(self.amount(m.value) for m in chart.marks)
            rows = "".join(
                f'<div style="display:flex;align-items:center;gap:8px"><i style="display:block;height:14px;'
                f'width:{self.amount(m.value) / most * 60:.1f}%;background:{SERIES[0]}"></i>'
                f'<b class="mid">{self.t(m.value)}</b></div>'
                f'<div class="small" style="margin-bottom:6px">{self.t(m.text)}</div>' for m in chart.marks
            )  # fmt: skip
            ends = chart.ends or ("", "")
            first, last = (f'<div class="small"><b>{self.t(end)}</b></div>' for end in ends)
            return f"{first}{unit}{rows}{last}"
        if "percent" in chart.marks[0].value and len(chart.marks) == 3:  # one strip of 100, values over it
            whole = sum(self.amount(m.value) for m in chart.marks)
            left, last, out = 0.0, -99.0, []
            shares = [self.amount(m.value) / whole * 100 for m in chart.marks]
            centres: list[float] = []
            for share in shares:
                last = max(left + share / 2, last + 13)
                centres.append(last)
                left += share
            over = max(0.0, centres[-1] - 95)
            centres = [min(c, 95 - 13 * (len(centres) - 1 - n)) if over else c for n, c in enumerate(centres)]
            left = 0.0
            for mark, share, centre, color in zip(chart.marks, shares, centres, SERIES, strict=False):
                out.append(f'<i style="left:{left:.2f}%;width:{share:.2f}%;background:{color}"></i>')
                out.append(f'<b style="left:{max(centre, 5):.2f}%;color:{color}">{self.t(mark.value)}</b>')
                left += share
            return f'{unit}<div class="strip">{"".join(out)}</div>'
        most = max(self.amount(m.value) for m in chart.marks)
        bars = "".join(
            f'<div><b class="mid" style="color:{color}">{self.t(m.value)}</b>'
            f'<i style="height:{max(1, self.amount(m.value) / most * 150):.1f}px;background:{color}"></i></div>'
            for m, color in zip(chart.marks, SERIES, strict=False)
        )
        return f'{unit}<div class="cols">{bars}</div>'

    def _legends(self, charts: Sequence[Any]) -> str:
        """Under the question: one key for each chart, in the charts' order."""
        charts = [c for c in charts if c.legend]
        if not charts:
            return ""
        keys = []
        for n, chart in enumerate(charts):
            level = self.order[n] if len(charts) > 1 else None
            side = f"border-left:6px solid {LEVEL[level]};padding-left:10px" if level else ""
            entries = "".join(
                f'<div class="e"><i style="background:{c}"></i><span>{self.t(m.text)}</span></div>'
                for m, c in zip(chart.marks, SERIES, strict=False)
            )
            note = f'<div style="grid-column:1/3">{self.t(chart.note)}</div>' if chart.note else ""
            keys.append(f'<div style="{side}">{entries}</div>{note}')
        return f'<div class="leg">{"".join(keys)}</div>'

    def _donut(self, chart: Chart) -> str:
        total, start, out = sum(self.amount(m.value) for m in chart.marks), 0.4, []
        for mark, color in zip(chart.marks, SERIES, strict=False):
            end = start + self.amount(mark.value) / total * 2 * math.pi
            big = int(end - start > math.pi)
            p = [(110 + math.sin(a) * 80, 110 - math.cos(a) * 80) for a in (start, end)]
            out.append(f'<path d="M{p[0][0]:.2f} {p[0][1]:.2f}A80 80 0 {big} 1 {p[1][0]:.2f} {p[1][1]:.2f}" fill="none" '
                       f'stroke="{color}" stroke-width="36"/>')  # fmt: skip
            a = (start + end) / 2
            out.append(f'<foreignObject x="{110 + math.sin(a) * 80 - 20:.1f}" y="{110 - math.cos(a) * 80 - 12:.1f}" '
                       f'width="40" height="24"><div style="font:600 16px/24px Mitr;color:#fff;text-align:center">'
                       f"{self.t(mark.value)}</div></foreignObject>")  # fmt: skip
            start = end
        return f'<svg width="220" height="220" style="margin:auto">{"".join(out)}</svg>'

    def _group(self, group: Group) -> str:
        levels = [lv for lv in self.order if lv in group.levels]
        head = f'<th class="q">{self.t(group.label or "")}</th>' + "".join(
            f'<th class="h" colspan="3" style="background:{LEVEL[lv]}">{self.t(group.unit)}</th>' for lv in levels
        )
        rows = []
        for bar in group.bars:
            cells = f"<th>{self.t(bar.label)}</th>"
            for lv in levels:
                percent, count = at((bar.percent, bar.count), lv)
                most = max(1.0, *(self.amount(at(b.percent, lv)) for b in group.bars))
                cells += (
                    f'<td class="n p" style="color:{LEVEL[lv]}">{self.t(percent)}</td><td class="b"><i style="width:'
                    f'{self.amount(percent) / most * 100:.1f}%;background:{LEVEL[lv]}"></i></td>'
                    f'<td class="n">{self.t(count)}</td>'
                )
            rows.append(f"<tr>{cells}</tr>")
        if group.reasons:
            chips = "".join(f'<span class="chip">{self.t(r)}</span>' for r in group.reasons)
            cells = "".join(f'<td colspan="3" style="background:{TINT[lv]}">{chips}</td>' for lv in levels)
            rows.append(f"<tr><th></th>{cells}</tr>")
        basis = 1100 if len(levels) > 1 else 600
        return card(f"<table><tr>{head}</tr>{''.join(rows)}</table>", basis, 3)
