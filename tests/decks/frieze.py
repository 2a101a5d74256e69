"""The design "frieze": an A3 infographic printed by a browser, the questions in a strip between the two levels.

1190 x 842 points, Chromium's PDF writer, Kanit. Each level is a band with its head in a tab turned by 90 degrees at the
left edge; what is asked stands in the strip between the bands. Shares are in rings, units small under their numbers,
charts have their legend right of them.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .content import (
    Advice,
    Chart,
    Cover,
    Divider,
    Group,
    Heading,
    Items,
    Missions,
    Pair,
    Panels,
    Response,
    Scores,
    Services,
    Table,
    Value,
    at,
)  # fmt: skip
from .located import locate
from .numbers import LEVELS, Numbers
from .poster import _print
from .proofs import Setter, apart
from .slides import SLIDES
from .truth import truth

LEVEL = {"department": "#0b5e7d", "province": "#a8441f"}
TINT = {"department": "#dcecf2", "province": "#f8e6dc"}
SERIES = ("#2f6f4f", "#e0a526", "#7a4fa0", "#c2476b", "#4a7fc1", "#7c7468")

SIZE = (1190.4, 841.8)  # of the page, points
FONTS = Path(__file__).parent / "fonts"


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "frieze"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the province's band first."""
    order = LEVELS[::-1] if swap else LEVELS
    proof, pages = _made(values, slides, order, True)
    printed = locate(proof, [mark for page in pages for mark in page.marks])
    pdf, _ = _made(values, slides, order, False)
    about = {"variant": "frieze", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return pdf, truth(values, slides, SIZE, printed, **about)


def _made(values: Numbers, slides: Sequence[int], order: Sequence[str], proof: bool) -> tuple[bytes, list[_Page]]:
    pages = [_Page(values, page, proof, order) for page, _ in enumerate(slides, 1)]
    faces = "".join(
        f"@font-face{{font-family:Kanit;font-weight:{w};src:url({(FONTS / f'kanit-{s}-{w}-normal.woff2').as_uri()});"
        f"unicode-range:{r}}}" for w in (400, 500) for s, r in (("latin", "U+0-E00,U+E80-FFFF"), ("thai", "U+E01-E7F"))
    )  # fmt: skip
    css = (Path(__file__).parent / "frieze.css").read_text("utf-8")
    body = "".join(page.html(slide) for slide, page in zip(slides, pages, strict=True))
    head = '<!doctype html><html lang="th"><meta charset="utf-8"><title>Digital Government Readiness Survey</title>'
    return _print(f"{head}<style>{faces}{css}</style><body>{body}"), pages



class _Page(Setter):
    """One page as HTML, its bands in `order`."""

    def __init__(self, numbers: Numbers, page: int, proof: bool, order: Sequence[str]) -> None:
        super().__init__(numbers, page, proof)
        self.order = order

    def t(self, text: str) -> str:
        return "<span>" + "".join(
            (f'<span style="color:{color}!important">'
                f'' if self.proof else "<span>") + html.escape(s) + "</span>" if color
            else html.escape(s) for s, color in self.pieces(text)) + "</span>"

    def ring(self, share: float, inner: str, color: str, r: float = 48, size: int = 19, ground: str = "#fff") -> str:
        long = 2 * math.pi * (r - 7)
        return (f'<div class="ring" style="width:{2 * r}px;height:{2 * r}px"><svg width="{2 * r}" height="{2 * r}">'
                f'<circle cx="{r}" cy="{r}" r="{r - 7}" fill="none" stroke="{ground}" stroke-width="12"/>'
                f'<circle cx="{r}" cy="{r}" r="{r - 7}" fill="none" stroke="{color}" stroke-width="12" '
                f'stroke-dasharray="'
                f'{long * min(1, share / 100):.2f} {long:.2f}" transform="rotate(-90 {r} {r})"/></svg>'
                f'<b style="font-size:{size}px;color:{color}">{inner}</b></div>')

    def number(self, text: str, color: str, size: int = 30) -> str:
        before, number, unit = apart(text)
        head = f'<div class="unit">{self.t(before)}</div>' if before else ""
        return (f'<div>{head}<div class="num" style="font-size:{size}px;color:{color}">{self.t(number)}</div>'
                f'<div class="unit">{self.t(unit)}</div></div>')

    # -- slides with two levels

    def table(self, table: Table) -> str:
        columns: list[str] = []
        out: list[str] = []
        side = ""
        col = 2
        headed: tuple[int, str] | None = None

        def close(upto: int) -> None:
            nonlocal headed
            if headed:
                out.append(f'<div class="over" style="grid-area:2/{headed[0]}/3/{upto}">{headed[1]}</div>')
            headed = None

        rows = list(table.rows)
        for n, row in enumerate(rows):
            if isinstance(row, Heading):
                close(col)
                headed = (col, self.t(row.label))
            elif isinstance(row, Group):
                width = len(row.bars)
                if row.label:
                    close(col)
                    out.append(f'<div class="over" style="grid-area:2/{col}/3/{col + width}">{self.t(row.label)}</div>')
                for k, bar in enumerate(row.bars):
                    out.append(f'<div class="q" style="grid-area:3/{col + k}">{self.t(bar.label)}</div>')
                for level in row.levels:
                    r = 1 if level == self.order[0] else 4
                    out.append(f'<div style="grid-area:{r}/{col}/{r + 1}/{col + width};padding:12px 6px"><span '
                        f'class="unit">'
                               f'{self.t(row.unit)}</span></div>')
                    for k, bar in enumerate(row.bars):
                        percent, count = at((bar.percent, bar.count), level)
                        out.append(f'<div class="cell" style="grid-area:{r}/{col + k}"><div class="pair">'
                                   f'{self.ring(self.amount(percent), self.t(percent), LEVEL[level], 46, 22)}'
                                   f'{self.number(count, "#2b2b33", 25)}</div></div>')
                    if row.reasons:
                        chips = "".join(f'<span class="chip">{self.t(x)}</span>' for x in row.reasons)
                        out.append(f'<div style="grid-area:{r}/{col}/{r + 1}/{col + width};align-self:end;'
                            f'text-align:right;'
                                   f'padding:0 10px 12px">{chips}</div>')
                columns += ["1fr"] * width
                col += width
            elif row.both:
                side = (f'<div class="card" style="width:330px;margin-left:26px;display:flex;flex-direction:column;'
                        f'justify-content:center;gap:24px"><div style="font-weight:500">{self.t(row.label)}</div>'
                        f'{self.chart(row.both, SERIES[4])}<div class="unit">{self.t(row.both.note or "")}</div></div>')
            elif row.label:
                more = rows[n + 1] if n + 1 < len(rows) and getattr(rows[n + 1], "label", None) == "" else None
                out.append(f'<div class="q" style="grid-area:3/{col}">{self.t(row.label)}</div>')
                for level, cell in row.cells.items():
                    r = 1 if level == self.order[0] else 4
                    inner = self.cell(cell, LEVEL[level]) + (self.cell(more.cells[level], LEVEL[level]) if more else "")
                    out.append(f'<div class="cell" style="grid-area:{r}/{col}">{inner}</div>')
                first = next(iter(row.cells.values()))
                wide = "2.2fr" if isinstance(first, Chart) or more else "1.8fr" if isinstance(first, Items) else "1.15fr"
                columns.append(wide)
                col += 1
        close(col)
        last = len(columns) + 2
        for level, r in zip(self.order, (1, 4), strict=True):
            out.insert(0, f'<div class="band" style="grid-area:{r}/2/{r + 1}/{last};background:{TINT[level]};'
                f'margin-left:-14px"></div>')
            out.insert(0, f'<div class="tab" style="grid-area:{r}/1;background:{LEVEL[level]}"><span>'
                f'{self.t(table.heads[level])}</span></div>')
        if table.unsurveyed:
            said = "".join(f"<div>{self.t(x)}</div>" for x in table.unsurveyed)
            r = 4 if self.order[1] == "province" else 1
            out.append(f'<div class="cell center" style="grid-area:{r}/2/{r + 1}/{last};font-size:24px">{said}</div>')
        return (f'<div class="grid" style="grid-template:1fr auto auto 1fr/54px {" ".join(columns)}">{"".join(out)}'
            f'</div>{side}')

    def cell(self, cell: Any, color: str) -> str:
        if isinstance(cell, Pair):
            more = "".join(f'<div class="center" style="font-size:15px">{self.t(x)}</div>' for x in cell.more)
            return (f'<div class="pair">{self.ring(self.amount(cell.percent), self.t(cell.percent), color, 52)}'
                    f'{self.number(cell.count, "#2b2b33")}</div>{more}')
        if isinstance(cell, Value):
            more = "".join(f"<div>{self.number(x, color, 20)}</div>" for x in cell.more)
            more = f'<div class="pair center" style="gap:34px;margin-top:14px">{more}</div>' if more else ""
            return f'<div class="center">{self.number(cell.text, color, 44)}{more}</div>'
        if isinstance(cell, Items):
            most = max(self.amount(f[f.rindex("{"):]) for _, f in cell.items)
            items = "".join(
                f'<div class="item">{self.t(text)}<div class="f" style="color:{color}">{self.t(figure)}</div><i '
                f'style="width:'
                f'{self.amount(figure[figure.rindex("{"):]) / most * 100:.1f}%;background:{color}"></i></div>'
                for text, figure in cell.items)
            return f'<div class="{"cards" if cell.cards else ""}">{items}</div>'
        return self.chart(cell, color)

    def chart(self, chart: Chart, color: str) -> str:
        unit = f'<div class="unit">{self.t(chart.unit)}</div>' if chart.unit else ""
        values = [self.amount(m.value) for m in chart.marks]
        if not chart.legend:  # bubbles from the greatest to the least, the caption under each
            ends = chart.ends or ("", "")
            bubbles = "".join(
                f'<div style="flex:1;display:flex;flex-direction:column;align-items:center;gap:8px"><div '
                f'style="height:104px;display:flex;'
                f'align-items:center"><div style="width:{46 + v:.0f}px;height:{46 + v:.0f}px;border-radius:50%;'
                f'background:{color};color:#fff;'
                f'display:flex;align-items:center;justify-content:center;font:500 21px Kanit">{self.t(m.value)}'
                f'</div></div>'
                f'<div class="center" style="font-size:14px;line-height:1.3">{self.t(m.text)}</div></div>'
                for m, v in zip(chart.marks, values, strict=True))
            first, last = (f'<div style="font-size:15px;font-weight:500">{self.t(e)}</div>' for e in ends)
            return f'{unit}<div style="display:flex;gap:10px;align-items:flex-start">{first}{bubbles}{last}</div>'
        legend = "".join(f'<div><i style="background:{c}"></i><span>{self.t(m.text)}</span></div>'
                         for m, c in zip(chart.marks, SERIES, strict=False))
        if "count" in chart.marks[0].value:  # lying columns, the value behind each
            most = max(values)
            drawn = "".join(f'<div style="display:flex;align-items:center;gap:8px;height:38px"><i '
                f'style="height:26px;width:'
                            f'{max(1.5, v / most * 120):.1f}px;background:{c}"></i><b style="font:500 20px Kanit">'
                            f'{self.t(m.value)}</b></div>'
                            for m, v, c in zip(chart.marks, values, SERIES, strict=False))
            drawn = f'<div style="width:190px;border-left:2px solid #555;flex:none">{drawn}</div>'
        else:  # one standing strip, each value right of its part
            whole, left, last, parts = sum(values), 0.0, -99.0, ""
            for m, v, c in zip(chart.marks, values, SERIES, strict=False):
                share = v / whole * 200
                last = max(left + share / 2, last + 26)
                parts += (f'<i style="position:absolute;left:0;width:54px;top:{left:.1f}px;height:{share:.1f}px;'
                    f'background:{c}"></i>'
                          f'<b style="position:absolute;left:62px;top:{last - 14:.1f}px;font:500 20px/28px Kanit;'
                          f'color:{c}">{self.t(m.value)}</b>')
                left += share
            drawn = f'<div style="position:relative;width:124px;height:232px;flex:none">{parts}</div>'
        return f'<div class="chart"><div>{unit}{drawn}</div><div class="leg">{legend}</div></div>'

    # -- the other slides

    def response(self, c: Response) -> str:
        out = []
        levels = dict(zip(LEVELS, c.levels, strict=True))
        for level in self.order:
            title, surveyed, answered, count, share = levels[level]
            color = LEVEL[level]
            out.append(f'<div style="display:flex;flex:1"><div class="tab" style="width:54px;background:{color}">'
                f'<span>{self.t(title)}</span></div>'
                       f'<div class="band pair" style="flex:1;background:{TINT[level]};'
                       f'justify-content:space-evenly">{self.number(surveyed, color, 54)}'
                       f'<div style="font-size:20px">{self.t(answered)}</div>{self.number(count, color, 54)}<div '
                       f'class="center">'
                       f'{self.ring(self.amount(share), "", color, 60)}<div style="font-size:20px">{self.t(share)}'
                       f'</div></div></div></div>')
        name, percent, label, counts = c.total
        total = (f'<div class="card center" style="width:380px;display:flex;flex-direction:column;'
            f'align-items:center;justify-content:center;gap:18px">'
                 f'<div style="font:500 26px Kanit">{self.t(name)}</div>'
                 f'{self.ring(self.amount(percent), self.t(percent), SERIES[0], 120, 42, "#ddd")}'
                 f'<div>{self.t(label)}</div><div style="font:500 18px Kanit">{self.t(counts)}</div></div>')
        return (f'<div style="flex:1;display:flex;flex-direction:column;gap:18px;margin-bottom:60px"><div '
            f'style="font-size:19px">{self.t(c.intro)}</div>'
                f'<div style="flex:1;display:flex;gap:22px"><div style="flex:1;display:flex;flex-direction:column;'
                f'gap:18px">{"".join(out)}</div>{total}</div></div>')

    def missions(self, c: Missions) -> str:
        rows = "".join(
            f'<div style="display:flex;align-items:center;gap:16px;height:86px"><div style="width:86px;display:flex;'
            f'justify-content:center">'
            f'<i style="width:{max(6, self.amount(n) ** 0.5 * 2.1):.0f}px;'
            f'height:{max(6, self.amount(n) ** 0.5 * 2.1):.0f}px;border-radius:50%;background:{SERIES[k]}"></i></div>'
            f'<div><div>{self.t(name)}</div><div style="font:500 20px Kanit;color:{SERIES[k]}">{self.t(n)}</div></div>'
            + (f'<div class="center" style="margin-left:auto"><div class="num">{self.t(p)}</div><div class="unit">'
                f'{self.t(c.unit)}</div></div>' if p else "") + "</div>"
            for k, (name, n, p) in enumerate(c.missions))
        kinds = "".join(f'<div class="pair" style="justify-content:flex-start;gap:26px">'
            f'{self.ring(self.amount(p), self.t(p), SERIES[k], 74, 25, "#ddd")}'
                        f'<div><div style="font-size:20px">{self.t(name)}</div><div style="font:500 22px Kanit">'
                        f'{self.t(n)}</div></div></div>'
                        for k, (name, n, p) in enumerate(c.kinds))
        return (f'<div class="card" style="flex:1.2;display:flex;flex-direction:column;'
            f'justify-content:space-evenly">{rows}</div>'
                f'<div style="flex:1;display:flex;flex-direction:column;justify-content:space-evenly;'
                f'padding-left:60px">{kinds}</div>')

    def scores(self, c: Scores) -> str:
        bars = "".join(
            f'<div style="flex:1;display:flex;flex-direction:column;align-items:center;justify-content:flex-end;'
            f'gap:6px"><div class="num" style="color:{SERIES[k]}">'
            f'{self.t(s)}</div><i style="width:76px;height:{self.amount(s) * 4.2:.0f}px;background:{SERIES[k]};'
            f'border-radius:38px 38px 0 0"></i>'
            f'<div class="center" style="height:58px;font-size:17px">{self.t(n)}</div></div>'
            f'' for k, (n, s) in enumerate(c.pillars))
        ends = "".join(f'<div class="card center"><div style="font:500 20px Kanit">{self.t(w)}</div><div '
            f'style="padding:8px 0">{self.t(n)}</div>'
                       f'{self.number(s, LEVEL["department"], 46)}</div>' for w, n, s in c.extremes)
        n = f'<div>{self.t(c.n)}</div>' if c.n else ""
        return (f'<div style="flex:1;display:flex;flex-direction:column;gap:10px"><div class="center" '
            f'style="font:500 24px Kanit">{self.t(c.overall)}</div>{n}'
                f'<div style="flex:1;display:flex;gap:20px">{bars}</div></div><div style="width:360px;'
                f'margin-left:30px;display:flex;flex-direction:column;'
                f'justify-content:space-evenly">{ends}</div>')

    def panels(self, c: Panels) -> str:
        out = ""
        for k, (name, overall, subs) in enumerate(c.panels):
            rings = "".join(f'<div class="pair" style="justify-content:flex-start">'
                f'{self.ring(self.amount(s), self.t(s), SERIES[k], 42, 20)}'
                            f'<div style="font-size:15px;line-height:1.3">{self.t(label)}</div></div>'
                            f'' for label, s in subs)
            out += (f'<div class="card" style="flex:1;display:flex;flex-direction:column;padding:14px 10px"><div '
                f'style="font:500 17px/1.3 Kanit;height:48px;color:{SERIES[k]}">'
                    f'{self.t(name)}</div><div style="flex:1;display:flex;flex-direction:column;'
                    f'justify-content:space-evenly">{rings}</div>'
                    f'<div class="center" style="background:{SERIES[k]};color:#fff;border-radius:8px;padding:5px '
                    f'2px;font-size:15px">{self.t(overall)}</div></div>')
        return f'<div style="flex:1;display:flex;gap:14px">{out}</div>'

    def services(self, c: Services) -> str:
        level = "province" if "province" in c.totals[0][0] else "department"
        color, tint = LEVEL[level], TINT[level]

        def figure(v: str, u: str, size: int = 24) -> str:
            return (f'<div style="width:86px;flex:none;text-align:right"><div class="num" style="font-size:{size}px;'
                f'color:{color}">{self.t(v)}</div><div class="unit">{self.t(u)}</div></div>')

        label, value, unit = c.electronic
        totals = "".join(figure(*x, 34) for x in c.totals)
        top = (f'<div class="card" style="background:{tint};display:flex;align-items:center;gap:22px;padding:8px '
            f'20px"><div style="font:500 20px Kanit">{self.t(c.have)}</div>{totals}'
               f'<div style="flex:1;text-align:right;font:500 20px Kanit">{self.t(label)}</div>'
               f'{figure(value, unit, 34)}</div>')
        splits = ""
        for head, parts in c.splits:
            heads = "".join(f'<div style="font-weight:500">{self.t(x)}</div>' for x in head)
            rows = "".join(f'<div style="display:flex;gap:12px;align-items:center">{figure(v, u)}<div '
                f'style="font-size:15px;line-height:1.3">{self.t(t)}</div></div>'
                           for t, v, u in parts)
            splits += (f'<div class="card" style="flex:1;display:flex;flex-direction:column;gap:12px">{heads}<div '
                f'style="flex:1;display:flex;flex-direction:column;justify-content:space-evenly">{rows}</div></div>')
        facts = ""
        for title, said in c.facts:
            rows = "".join(f'<div style="font-size:15px;border-top:1px solid #bbb;padding:3px 0"><b '
                f'style="font-weight:500;color:{color}">{self.t(p[-1])}</b>'
                           + "".join(f"<div>{self.t(x)}</div>" for x in reversed(p[:-1])) + "</div>" for p in said)
            facts += (f'<div style="flex:1;min-width:0"><div style="font:500 15px/1.3 Kanit;min-height:84px">'
                f'{self.t(title)}</div>{rows}</div>')
        return (f'<div class="tab" style="width:54px;background:{color};margin-right:18px"><span>{self.t(c.level)}'
            f'</span></div><div style="flex:1;display:flex;flex-direction:column;gap:14px;min-width:0">'
                f'{top}<div style="flex:1;display:flex;gap:14px">{splits}</div><div style="display:flex;gap:18px">'
                f'{facts}</div></div>')

    def advice(self, c: Advice) -> str:
        size = 19 if len(c.parts) > 1 else 20
        return '<div style="flex:1;display:flex;gap:40px">' + "".join(
            f'<div style="flex:1"><div style="font:500 22px/1.35 Kanit;color:{SERIES[k]};border-bottom:3px solid '
            f'{SERIES[k]};padding-bottom:8px">{self.t(name)}</div>'
            + "".join(f'<div style="padding-top:12px;font-size:{size}px;line-height:1.5">{self.t(b)}</div>'
                f'' for b in bullets) + "</div>"
            for k, (name, bullets) in enumerate(c.parts)) + "</div>"

    def html(self, number: int) -> str:
        slide = SLIDES[number]
        c = slide.content
        if isinstance(c, Cover):
            waves = "".join(f'<path d="M0 {300 + 90 * k}q400 {-160 + 40 * k} 800 0t800 0v900h-1600z" '
                f'fill="{SERIES[k % 6]}"/>' for k in range(8))
            return f'<div class="page" style="padding:0"><svg width="1587" height="1122">{waves}</svg></div>'
        if isinstance(c, Divider):
            return (f'<div class="page" style="background:{SERIES[number % 6]};align-items:center;color:#fff"><div '
                f'style="font:500 54px/1.4 Kanit;width:1000px">{self.t(c.title)}</div></div>')
        body = getattr(self, type(c).__name__.lower())(c)
        topic = f'<div class="topic">{self.t(c.topic)}</div>' if getattr(c, "topic", None) else ""
        notes = "".join(f"<div>{self.t(n)}</div>" for n in getattr(c, "notes", ()))
        no = f'<div class="no">{self.t("{page}")}</div>' if slide.numbered else ""
        return (f'<div class="page"><div class="title">{self.t(c.title)}</div>{topic}{body}<div class="notes">{notes}'
            f'</div>{no}</div>')
