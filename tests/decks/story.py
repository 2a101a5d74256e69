"""The design "story": upright cards for a telephone, printed by a browser: slides that have both levels.

540 x 810 points, Chromium's PDF writer, Loma (a system font). Questions stand under their numbers, in cards that the
file has from the last to the first; titles are turned a little. Levels are told by the colours of bars, bubbles and
panels, and the heads are a legend of pills at the foot. Rings are conic gradients: in the PDF they have no colours, so
where no count bears a share out nothing but the ink of the numbers tells which part of a ring is whose.
"""

from __future__ import annotations

import html
import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .content import Cell, Chart, Group, Heading, Items, Pair, Row, Slide, Table, Value, at
from .located import locate
from .numbers import LEVELS, Numbers
from .poster import _print
from .proofs import Setter, apart
from .slides import SLIDES
from .truth import truth

SIZE = (540.0, 810.0)  # of the page, points
LEVEL = {"department": "#00695c", "province": "#ad1457"}
TINT = {"department": "#d5ece8", "province": "#f9dbe7"}
SERIES = ("#283593", "#c75b00", "#4e7d1e", "#6d4c41")
#: The slides that are drawn where no others are asked for; it can be any that have both levels.
OWN = (10, 13, 15, 23, 26, 28, 29, 33)
#: A ring's numbers stand around it at least this far apart, hundredths of a turn.
APART = 9


def deck(
    values: Numbers, slides: Sequence[int] = OWN, swap: bool = False, name: str = "story"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the province's values first."""
    order = LEVELS[::-1] if swap else LEVELS
    proof, pages = _made(values, slides, order, True)
    printed = locate(proof, [mark for page in pages for mark in page.marks])
    pdf, _ = _made(values, slides, order, False)
    about = {"variant": "story", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return pdf, truth(values, slides, SIZE, printed, **about)


def _made(values: Numbers, slides: Sequence[int], order: Sequence[str], proof: bool) -> tuple[bytes, list[_Page]]:
    pages = [_Page(values, page, proof, order) for page, _ in enumerate(slides, 1)]
    css = (Path(__file__).parent / "story.css").read_text("utf-8")
    body = "".join(page.html(SLIDES[slide]) for slide, page in zip(slides, pages, strict=True))
    head = '<!doctype html><html lang="th"><meta charset="utf-8"><title>Digital Government Readiness Survey</title>'
    return _print(f"{head}<style>{css}</style><body>{body}"), pages


def _div(kind: str, body: str, style: str = "") -> str:
    return f'<div class="{kind}"' + (f' style="{style}"' if style else "") + f">{body}</div>"


class _Page(Setter):
    """One page as HTML, its levels in `order`."""

    def __init__(self, numbers: Numbers, page: int, proof: bool, order: Sequence[str]) -> None:
        super().__init__(numbers, page, proof)
        self.order = order

    def t(self, text: str) -> str:
        return "<span>" + "".join(self._piece(*piece) for piece in self.pieces(text)) + "</span>"

    def _piece(self, text: str, colour: str | None) -> str:
        if colour is None:
            return html.escape(text)
        return f'<span style="color:{colour}!important">{text}</span>' if self.proof else f"<span>{text}</span>"

    def html(self, slide: Slide) -> str:
        table = slide.content
        assert isinstance(table, Table)
        cards = []
        for row in table.rows:
            if isinstance(row, Heading):
                cards.append(_div("hd", self.t(row.label)))
            else:
                cards.append(self.group(row) if isinstance(row, Group) else self.row(row))
        if table.unsurveyed:
            said = "".join(_div("", self.t(text)) for text in table.unsurveyed)
            cards.append(_div("card more", said, f"background:{TINT['province']};color:{LEVEL['province']}"))
        chips = (_div("chip", self.t(table.heads[level]), f"background:{LEVEL[level]}") for level in self.order)
        page = _div("foot", "".join(chips)) + _div("col", "".join(reversed(cards)))
        page += _div("topic", self.t(table.topic)) if table.topic else ""
        page += _div("notes", "".join(_div("", self.t(note)) for note in table.notes))
        page += _div("no", self.t("{page}")) if slide.numbered else ""
        return _div("page", page + _div("title", self.t(table.title)))

    def group(self, group: Group) -> str:
        """Standing bars, the shares over them, the counts under them, the labels under these."""
        levels = [level for level in self.order if level in group.levels]
        columns = ""
        for bar in group.bars:
            bars = counts = ""
            for level in levels:
                percent, count = at((bar.percent, bar.count), level)
                high = f"background:{LEVEL[level]};height:{3 + 0.75 * self.amount(percent):.1f}px"
                bars += _div("", f'<b style="color:{LEVEL[level]}">{self.t(percent)}</b><i style="{high}"></i>')
                counts += f'<span style="color:{LEVEL[level]}">{self.t(count)}</span>'
            columns += _div("", _div("bars", bars) + _div("counts", counts) + _div("label", self.t(bar.label)))
        units = "".join(f'<span style="color:{LEVEL[level]}">{self.t(group.unit)}</span>' for level in levels)
        out = f"<b>{self.t(group.label)}</b>" if group.label else ""
        out += _div("units", units) + _div("cols", columns, f"grid-template-columns:repeat({len(group.bars)},1fr)")
        if group.reasons:
            reasons = "".join(map(self.t, group.reasons))
            out += _div("ends", "".join(_div("", reasons, f"color:{LEVEL[level]}") for level in levels))
        return _div("card", out)

    def row(self, row: Row) -> str:
        label = _div("q", self.t(row.label)) if row.label else ""
        if row.both:
            assert isinstance(row.both, Chart)
            return _div("card", self.chart(row.both, None) + label)
        cells = {level: row.cells[level] for level in self.order if level in row.cells}
        kind = type(next(iter(cells.values())))
        body = "".join(self.cell(cell, level) for level, cell in cells.items())
        if kind is not Pair:
            body = _div("bubbles" if kind is Value else "two" if len(cells) > 1 else "", body)
        return _div("card", body + label)

    def cell(self, cell: Cell, level: str) -> str:
        if isinstance(cell, Pair):
            return self._track(cell, level)
        if isinstance(cell, Value):
            _, number, unit = apart(cell.text)
            bubble = _div("bubble", f"<b>{self.t(number)}</b>{self.t(unit)}", f"background:{LEVEL[level]}")
            more = "".join(_div("", self.t(text)) for text in cell.more)
            return _div("", bubble + (_div("", more) if more else ""), f"color:{LEVEL[level]}")
        if isinstance(cell, Chart):
            return _div("side", self.chart(cell, level), f"background:{TINT[level]}")
        assert isinstance(cell, Items)
        items = ""
        for text, figure in cell.items:
            said = f'<b style="color:{LEVEL[level]}">{self.t(figure)}</b>'
            is_long = figure.count("{") > 1
            items += _div("", said + _div("", self.t(text)), "margin:5px 0") if is_long else _div("item", said + self.t(text))
        return _div("side", items, f"background:{TINT[level]}")

    def _track(self, pair: Pair, level: str) -> str:
        """A bar on its track, the count in its end or, where it is short, after it, the share after the track."""
        share = self.amount(pair.percent)
        place = f"color:#fff;right:{102 - share:.1f}%" if share >= 22 else f"left:{max(share, 5) + 2:.1f}%"
        bar = f'<i style="background:{LEVEL[level]};width:{max(share, 5):.1f}%"></i><b style="{place}">{self.t(pair.count)}</b>'
        track = bar + f'<em style="color:{LEVEL[level]}">{self.t(pair.percent)}</em>'
        more = (_div("more", self.t(text), f"color:{LEVEL[level]}") for text in pair.more)
        return _div("track", track, f"background:{TINT[level]}") + "".join(more)

    def chart(self, chart: Chart, level: str | None) -> str:
        out = _div("small", self.t(chart.unit)) if chart.unit else ""
        if chart.legend:
            out += self._ring(chart, LEVEL[level] if level else "#fff")
            for colour, mark in zip(SERIES, chart.marks, strict=False):
                out += _div("key", f'<i style="background:{colour}"></i>{self.t(mark.text)}')
        else:
            most, least = chart.ends or ("", "")
            out += _div("small", self.t(most))
            for mark in chart.marks:
                wide = f"background:{LEVEL[level or '']};width:{0.8 * self.amount(mark.value):.1f}%"
                out += _div("bar", f'<i style="{wide}"></i><b>{self.t(mark.value)}</b>') + _div("", self.t(mark.text))
            out += _div("small", self.t(least))
        return out + (_div("more", self.t(chart.note)) if chart.note else "")

    def _ring(self, chart: Chart, middle: str) -> str:
        amounts = [self.amount(mark.value) for mark in chart.marks]
        ends = [100 * amount / sum(amounts) for amount in itertools.accumulate(amounts)]
        stops, numbers, last = [], "", -math.inf
        for at_, (mark, start, end) in enumerate(zip(chart.marks, [0.0, *ends], ends, strict=False)):
            stops.append(f"{SERIES[at_]} {start:.2f}% {end:.2f}%")
            last = min(max((start + end) / 2, last + APART), 98 - APART * (len(ends) - 1 - at_))
            turn = 2 * math.pi * last / 100
            place = f"left:{45 + 59 * math.sin(turn):.1f}px;top:{51 - 52 * math.cos(turn):.1f}px;color:{SERIES[at_]}"
            numbers += f'<b style="{place}">{self.t(mark.value)}</b>'
        ring = _div("r", "", f"background:conic-gradient({','.join(stops)})") + _div("m", "", f"background:{middle}")
        return _div("ring", ring + numbers)
