"""Slides of the design "poster" that have figures of each level: bands one over the other, or columns mirrored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .content import Bar, Cell, Chart, Group, Heading, Items, Pair, Row, Table, Value, at
from .poster_cells import LEVEL, SERIES, Setter, box, shuffled

#: Slides whose questions stand right of their values; on the others they stand under them.
MIRRORED = frozenset({13, 15, 19, 21, 26, 28, 32, 33})
#: Pixels between the rows of those, by what they hold.
ROW_GAP = {13: 60, 15: 70, 19: 70, 21: 56, 26: 26, 28: 50, 32: 56, 33: 44}


def level_table(s: Setter, table: Table, order: Sequence[str], number: int) -> list[str]:
    return _mirrored(s, table, order, number) if number in MIRRORED else _stacked(s, table, order, number)


def _stacked(s: Setter, table: Table, order: Sequence[str], number: int) -> list[str]:
    """The levels as bands, a column for each question, the questions under both bands."""
    columns: list[tuple[float, Any, str, Bar | None]] = []  # weight, row, label, bar
    spans: list[tuple[int, int, str]] = []  # first and last column, what stands under their labels
    for row in table.rows:
        if isinstance(row, Heading):
            spans.append((len(columns), 99, row.label))
        elif isinstance(row, Group):
            if row.label:
                spans.append((len(columns), len(columns) + len(row.bars) - 1, row.label))
            columns.extend((1.15, row, bar.label, bar) for bar in row.bars)
        elif not row.label:
            _, before, label, _ = columns[-1]
            columns[-1] = (3.2, (before, row), label, None)
        else:
            cell = row.both or next(iter(row.cells.values()))
            columns.append((2.6 if isinstance(cell, Chart | Items) else 1.55, row, row.label, None))
    total = sum(c[0] for c in columns)
    width = [880 * c[0] / total for c in columns]
    high = 330.0 if any(bar for *_, bar in columns) else 250.0
    out = []
    first = 1
    for n, (_, row, label, _) in enumerate(columns):
        if isinstance(row, Row) and row.both:
            assert isinstance(row.both, Chart)
            first = n + 2
            chart = s.chart(row.both, width[n], 170, SERIES[0])
            out.append(f'<div class="cell" style="grid-row:1/6;grid-column:{n + 1}">{chart}</div>')
        out.append(f'<div class="under" style="grid-row:6;grid-column:{n + 1}">{s.t(label)}</div>')
    for k, level in enumerate(order):
        strip = (
            f'<div class="strip" style="grid-row:{3 * k + 1};grid-column:{first}/{len(columns) + 1};'
            f'background:{LEVEL[level]}">'
        )
        out.append(f"{strip}{s.t(table.heads[level])}</div>")
        for n, (_, row, _, bar) in enumerate(columns):
            inner = _cell(s, row, bar, level, width[n], high)
            unit = ""
            if isinstance(row, Group) and bar is row.bars[0]:
                unit = f'<div class="unit" style="align-self:flex-start">{s.t(row.unit)}</div>'
            if inner:
                out.append(f'<div class="cell" style="grid-row:{3 * k + 2};grid-column:{n + 1}">{unit}{inner}</div>')
    for start, end, label in spans:
        end = min(end, len(columns) - 1)
        out.append(f'<div class="over" style="grid-row:7;grid-column:{start + 1}/{end + 2}">{s.t(label)}</div>')
    wide = " ".join(f"{w:.2f}px" for w in width)
    grid = f"grid-template-columns:{wide};grid-template-rows:34px {high}px 28px 34px {high}px"
    parts = [f'<div class="box grid" style="top:170px;{grid}">{shuffled(out, number)}</div>']
    if table.topic:
        parts.append(box(40, 1150, 300, s.t(table.topic), "font:16px Display;color:#5b2a0f"))
    return parts


def _cell(s: Setter, row: Any, bar: Bar | None, level: str, width: float, high: float) -> str:
    color = LEVEL[level]
    if isinstance(row, tuple):
        return "".join(_cell(s, part, None, level, width, high) + '<div style="height:14px"></div>' for part in row)
    if bar:
        most = max(1.0, *(s.amount(at(b.percent, level)) for b in row.bars))
        return s.column(at(bar.percent, level), at(bar.count, level), color, high - 110, most)
    cell: Cell | None = row.cells.get(level)
    if cell is None:
        return ""
    return _answer(s, cell, level, width, high)


def _answer(s: Setter, cell: Cell, level: str, width: float, high: float) -> str:
    color = LEVEL[level]
    if isinstance(cell, Pair):
        return s.pair(cell, color)
    if isinstance(cell, Items):
        return s.items(cell, color)
    if isinstance(cell, Chart):
        return s.chart(cell, width, min(high - 60, 190), color)
    assert isinstance(cell, Value)
    return s.value(cell, color)


def _mirrored(s: Setter, table: Table, order: Sequence[str], number: int) -> list[str]:
    """The questions on the right, the province's column first."""
    column = {level: 2 - k for k, level in enumerate(order)}
    out, line = [], 2
    for level in order:
        out.append(
            f'<div class="strip" style="grid-row:1;grid-column:{column[level]};background:{LEVEL[level]}">'
            f"{s.t(table.heads[level])}</div>"
        )
    if table.topic:
        out.append(
            f'<div style="grid-row:1;grid-column:3;font:16px/34px Display;padding-left:12px">{s.t(table.topic)}</div>'
        )

    def put(inner: str, where: int, cls: str = "cell row") -> None:
        style = ";align-items:stretch;justify-content:center;text-align:left" if cls == "cell row" else ""
        out.append(f'<div class="{cls}" style="grid-row:{line};grid-column:{where}{style}">{inner}</div>')

    for row in table.rows:
        if isinstance(row, Heading):
            put(f'<b style="color:{SERIES[0]}">{s.t(row.label)}</b>', 3, "right")
        elif isinstance(row, Group):
            if row.label:
                put(f"<b>{s.t(row.label)}</b>", 3, "right")
            for level in row.levels:
                put(f'<div class="unit">{s.t(row.unit)}</div>', column[level])
            for bar in row.bars:
                line += 1
                for level in row.levels:
                    most = max(1.0, *(s.amount(at(b.percent, level)) for b in row.bars))
                    put(s.lying(at(bar.percent, level), at(bar.count, level), LEVEL[level], 130, most), column[level])
                put(s.t(bar.label), 3, "right")
            if row.reasons:
                line += 1
                for level in row.levels:
                    chips = "".join(f"<div>{s.t(reason)}</div>" for reason in row.reasons)
                    put(f'<div class="cards">{chips}</div>', column[level])
        else:
            for level, cell in row.cells.items():
                put(_answer(s, cell, level, 330, 250), column[level])
            put(s.t(row.label), 3, "right")
        line += 1
    if table.unsurveyed:
        said = "".join(f"<div>{s.t(text)}</div>" for text in table.unsurveyed)
        where = f"grid-row:2/{line};grid-column:{column['province']}"
        out.append(
            f'<div class="card" style="{where};display:grid;place-content:center;text-align:center">{said}</div>'
        )
    rows = "grid-template-columns:330px 330px 220px;grid-template-rows:34px;grid-auto-rows:minmax(70px,auto)"
    rows += f";row-gap:{ROW_GAP.get(number, 14)}px"
    return [f'<div class="box grid mirror" style="top:170px;{rows}">{shuffled(out, number)}</div>']
