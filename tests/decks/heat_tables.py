"""The slides of the design "heat" that have a row for each level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .content import Cell, Chart, Group, Heading, Items, Pair, Row, Table, Value, at
from .numbers import Numbers
from .proofs import Setter

#: The hue of each level, and of what has none, as R, G, B.
HUE = {"department": (13, 71, 161), "province": (180, 58, 8), None: (46, 94, 62)}
#: The greys of a chart's parts; on which of them numbers are white.
SERIES = ((69, 90, 100), (144, 164, 174), (188, 170, 120), (121, 85, 72))
DARK = (0, 3)
#: How deep a cell is whose share is not told.
PLAIN = 0.12


def run(text: str, size: float, lead: float, bold: bool = False) -> str:
    """Set text in a size; the lead counts for the paragraph that it ends."""
    return rf"\S{{{size}}}{{{lead}}}\{'bfseries' if bold else 'mdseries'} {text}"


def _rgb(colour: Iterable[int]) -> str:
    return ",".join(map(str, colour))


class Tables(Setter):
    """One page as LaTeX, the rows of its levels in `order`."""

    def __init__(self, numbers: Numbers, page: int, proof: bool, order: Sequence[str]) -> None:
        super().__init__(numbers, page, proof)
        self.order = order

    def t(self, text: str) -> str:
        return "".join(self._piece(piece, colour) for piece, colour in self.pieces(text))

    def _piece(self, text: str, colour: str | None) -> str:
        text = re.sub(r"([%#&_$])", r"\\\1", text)
        if colour is None:
            return text
        return rf"\textcolor[HTML]{{{colour[1:].upper()}}}{{{text}}}" if self.proof else "{" + text + "}"

    def par(self, text: str, size: float, lead: float, bold: bool = False) -> str:
        return run(self.t(text), size, lead, bold) + r"\par "

    # -- boxes

    def tile(self, level: str | None, share: float, width: float, height: float, text: str) -> str:
        """A cell in the level's hue, mixed with white."""
        depth = 0.12 + 0.88 * max(0.0, min(1.0, share))
        colour = [round(255 + (channel - 255) * depth) for channel in HUE[level]]
        ink = r"\color{white}" if sum(colour) < 400 else ""
        return rf"\tile{{{_rgb(colour)}}}{{{width:.1f}}}{{{height:.1f}}}{{{ink}{text}}}"

    def grey(self, width: float, height: float, text: str) -> str:
        return rf"\tile{{245,245,245}}{{{width}}}{{{height}}}{{{text}}}"

    def cell(self, width: float, height: float, text: str) -> str:
        return rf"\cell{{{width:.1f}}}{{{height:.1f}}}{{{text}}}"

    def line(self, body: str, gap: float = 5.0) -> str:
        return r"\hbox{" + body + rf"}}\vskip{gap}bp" + "\n"

    def stack(self, rows: Iterable[str]) -> str:
        return r"$\vcenter{" + r"\vskip1.5bp".join(rf"\hbox{{{row}}}" for row in rows) + "}$"

    # -- slides

    def table(self, table: Table) -> str:
        heads = {level: self.par(table.heads[level], 11, 14, True) for level in self.order}
        keys = r"\hskip6bp".join(self.tile(level, 1, 182, 20, head) for level, head in heads.items())
        topic = run(self.t(table.topic), 10, 13) if table.topic else ""
        out = r"\hbox to782bp{" + run(self.t(table.title), 20, 26, True) + r"\hfil" + topic + r"\hfil " + keys + r"}\vskip8bp"
        for row in table.rows:
            if isinstance(row, Heading):
                out += "{" + self.par(row.label, 13, 18, True) + r"}\vskip3bp"
            else:
                out += self.group(row) if isinstance(row, Group) else self.row(row)
        if table.unsurveyed:
            texts = "".join(self.par(text, 12, 17) for text in table.unsurveyed)
            out += r"\vskip4bp" + self.line(self.tile("province", 0.25, 300, 44, texts))
        return out

    def _beside(self, label: str, rows: Iterable[str]) -> str:
        return self.line(self.cell(330, 20, label) + self.stack(rows), 5)

    def group(self, group: Group) -> str:
        levels = [level for level in self.order if level in group.levels]
        units = "".join(self.tile(level, 0.2, 40, 15, self.par(group.unit, 9, 12)) for level in levels)
        label = self.par(group.label, 11, 15, True) if group.label else ""
        out = self.line(self.cell(330, 17, label) + units, 3)
        for bar in group.bars:
            rows = []
            for level in levels:
                percent, count = at((bar.percent, bar.count), level)
                share = self.amount(percent) / 100
                shaded = self.tile(level, share, 90, 20, self.par(percent, 12, 15, True))
                rows.append(shaded + self.grey(130, 20, self.par(count, 10, 13)))
            out += self._beside(r"\leftskip10bp " + self.par(bar.label, 10.5, 14), rows)
        if group.reasons:
            texts = [self.par(text, 9, 12) for text in group.reasons]
            rows = ["".join(self.tile(level, PLAIN, 120, 15, text) for text in texts) for level in levels]
            out += self.line(r"\hskip334bp" + self.stack(rows))
        return out

    def row(self, row: Row) -> str:
        if row.both:
            assert isinstance(row.both, Chart)
            return "{" + self.par(row.label, 10.5, 15) + r"}\vskip3bp" + self.line(self.chart(row.both, None), 8)
        cells = {level: row.cells[level] for level in self.order if level in row.cells}
        kind = type(next(iter(cells.values())))
        if kind in (Pair, Value):
            rows = [self._figures(cell, level, cells) for level, cell in cells.items()]
            return self._beside(self.par(row.label, 10.5, 14), rows)
        out = "{" + self.par(row.label, 10.5, 14) + r"}\vskip3bp" if row.label else ""
        for level, cell in cells.items():
            body = self.items(cell, level) if isinstance(cell, Items) else self.chart(cell, level)  # type: ignore[arg-type]
            out += self.line(body, 1.5 if kind is Items else 3)
        return out + r"\vskip5bp"

    def _figures(self, cell: Cell, level: str, cells: dict[str, Cell]) -> str:
        if isinstance(cell, Pair):
            share = self.amount(cell.percent) / 100
            shaded = self.tile(level, share, 90, 21, self.par(cell.percent, 12.5, 16, True))
            shaded += self.tile(level, share, 130, 21, self.par(cell.count, 10.5, 14))
            return shaded + "".join(self.grey(215, 21, self.par(text, 10, 13)) for text in cell.more)
        assert isinstance(cell, Value)
        values = [each for each in cells.values() if isinstance(each, Value)]
        most = max(self.amount(each.more[-1] if each.more else each.text) for each in values)
        around = [self.grey(100, 21, self.par(text, 10, 13)) for text in cell.more] or ["", ""]
        shaded = self.tile(level, self.amount(cell.text) / most, 110, 21, self.par(cell.text, 12.5, 16, True))
        return around[0] + shaded + around[1]

    def items(self, items: Items, level: str) -> str:
        few = len(items.items) < 3
        width = 300.0 if few else 780 / len(items.items) - 1.5
        is_long = any(len(text) > 60 for text, _ in items.items)
        height = 34 if few or (len(items.items) == 3 and not is_long) else 60
        return "".join(
            self.tile(
                level, 0.9 * self.amount(figure[figure.rindex("{") :]) / 100, width, height,
                self.par(text, 8.8, 11.5) + self.par(figure, 10.5, 16, True),
            )
            for text, figure in items.items
        )  # fmt: skip

    def chart(self, chart: Chart, level: str | None) -> str:
        height = max(26, 14 * len(chart.marks) + 2) if chart.legend else 52
        out = rf"\tile{{{_rgb(HUE[level])}}}{{7}}{{{height}}}{{}}" if level else ""
        unit = r"\leftskip3bp " + self.par(chart.unit, 9, 12) if chart.unit else ""
        out += self.cell(54 if chart.unit else 4, 24, unit)
        if chart.legend:
            out += self._parts(chart) + r"\hskip12bp" + self.cell(240, height, self._legend(chart))
        else:
            least, most = chart.ends or ("", "")
            out += self.cell(50, 40, self.par(least, 9, 12, True))
            for mark in chart.marks:
                text = self.par(mark.value, 15, 18, True) + self.par(mark.text, 9, 12)
                out += self.tile(level, self.amount(mark.value) / 100, 185, 52, text)
            out += self.cell(50, 40, r"\leftskip4bp " + self.par(most, 9, 12, True))
        return out + (self.cell(250, 24, self.par(chart.note, 10, 14)) if chart.note else "")

    def _parts(self, chart: Chart) -> str:
        """A bar of 330 points in parts, each wide enough for its number."""
        total = sum(self.amount(mark.value) for mark in chart.marks)
        widths = [max(28.0, 330 * self.amount(mark.value) / total) for mark in chart.marks]
        out = ""
        for at_, (mark, width) in enumerate(zip(chart.marks, widths, strict=True)):
            ink = r"\color{white}" if at_ in DARK else ""
            width *= 330 / sum(widths)
            text = self.par(mark.value, 12, 15, True)
            box = rf"\parbox[c][26bp][c]{{{width:.1f}bp}}{{\centering {ink}{text}}}"
            out += rf"\colorbox[RGB]{{{_rgb(SERIES[at_])}}}{{{box}}}"
        return out

    def _legend(self, chart: Chart) -> str:
        out = ""
        for colour, mark in zip(SERIES, chart.marks, strict=False):
            key = rf"\textcolor[RGB]{{{_rgb(colour)}}}{{\vrule height7bp width9bp}}\hskip5bp "
            out += run(key + self.t(mark.text), 9.5, 13.5) + r"\par "
        return out
