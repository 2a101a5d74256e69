"""The design "mosaic": a web dashboard printed to PDF, cards that flow and wrap, the levels told apart by colour.

900 x 600 points, Chromium's PDF writer, Mitr. A card holds a question at its foot and over it two tiles, one for each
level, in the level's colour; the heads of the levels stand once as the key at the foot of the page. Values stand over
their labels, groups are real tables, legends stand under the question, away from their charts. The cards of a page
stand in the file in any order and are put in place by CSS `order`.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .content import (
    Advice,
    Cover,
    Divider,
    Missions,
    Panels,
    Response,
    Scores,
    Services,
    Table,
)  # fmt: skip
from .mosaic_tables import LEVEL, SERIES, Tables, card
from .numbers import LEVELS, Numbers
from .poster import _chromium, _print
from .slides import SLIDES
from .truth import truth

WIDTH, HEIGHT = 1200, 800  # CSS pixels, 0.75 points each
FONTS = Path(__file__).parent / "fonts"
#: How much larger the cards of slides with little on them are.
ZOOM = {13: 1.1, 14: 1.25, 15: 1.15, 22: 1.4, 23: 1.15, 24: 1.3, 26: 1.15, 27: 1.05, 28: 1.1, 29: 1.25, 32: 1.3, 33: 1.2}


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "mosaic"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the levels in the other order."""
    order = LEVELS[::-1] if swap else LEVELS
    faces = "".join(
        f"@font-face{{font-family:Mitr;font-weight:{w};src:url({(FONTS / f'mitr-{s}-{w}-normal.woff2').as_uri()});"
        f"unicode-range:{r}}}" for w in (400, 600) for s, r in (("latin", "U+0-E00,U+E80-FFFF"), ("thai", "U+E01-E7F"))
    )  # fmt: skip
    pages = "".join(_Page(values, page, order).html(number) for page, number in enumerate(slides, 1))
    head = (
        '<!doctype html><html lang="th"><meta charset="utf-8"><title>Digital Government Readiness Survey</title>'
        f"<style>{faces}{_beside('mosaic.css')}</style><body>"
    )
    found = re.search(
        r'<pre id="measured">(.*?)</pre>', _chromium(head + pages + _beside("mosaic.js"), "--dump-dom").decode("utf-8"), re.S
    )
    assert found, "the page was not measured"
    printed: dict[str, list[tuple[int, str, Sequence[float]]]] = {}
    for page, record, text, count, *where in json.loads(html.unescape(found.group(1))):
        if page == "over":
            print("over", record, text, count, where)
            continue
        if count != 1:
            raise ValueError(f"{record} is broken over lines")
        left, base, right, size = where
        box = [round(v * 0.75, 2) for v in (left, base - 0.8 * size, right, base + 0.25 * size)]
        printed.setdefault(record, []).append((page, text, box))
    about = {"variant": "mosaic", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return _print(head + pages), truth(values, slides, (WIDTH * 0.75, HEIGHT * 0.75), printed, **about)


def _beside(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


class _Page(Tables):
    def html(self, number: int) -> str:
        slide = SLIDES[number]
        content = slide.content
        if isinstance(content, Cover):
            dots = "".join(
                f'<rect x="{n % 12 * 100 + 14}" y="{n // 12 * 100 + 14}" width="72" height="72" rx="14" '
                f'fill="{SERIES[n * 7 % 6]}"/>' for n in range(96)
            )  # fmt: skip
            return f'<div class="page" style="padding:0"><svg width="1200" height="800">{dots}</svg></div>'
        if isinstance(content, Divider):
            return (
                '<div class="page" style="background:#223;justify-content:flex-end"><div style="font:600 40px/1.5 Mitr;'
                f'color:#fff;border-left:10px solid {SERIES[1]};padding-left:26px">{self.t(content.title)}</div></div>'
            )
        parts: list[str] = getattr(self, "_" + type(content).__name__.lower())(content)
        parts = [p.replace('style="', f'style="order:{n};', 1) for n, p in enumerate(parts)]
        random.Random(number * 31).shuffle(parts)
        key = ""
        if isinstance(content, Table):
            key = '<div class="key">' + "".join(
                f'<span><i style="background:{LEVEL[lv]}"></i>{self.t(content.heads[lv])}</span>' for lv in self.order
            ) + "</div>"  # fmt: skip
        notes = "".join(f"<div>{self.t(n)}</div>" for n in getattr(content, "notes", ()))
        no = f'<div class="no">{self.t("{page}")}</div>' if slide.numbered else ""
        foot = f'<div class="foot">{key}<div>{notes}</div>{no}</div>'
        zoom = ZOOM.get(number, 1)
        topic = getattr(content, "topic", None)
        aside = f'<div class="title" style="left:auto;right:34px;color:#5b6672">{self.t(topic)}</div>' if topic else ""
        return (
            f'<div class="page">{foot}<div class="flow" data-z="{zoom}" style="zoom:{zoom}">{"".join(parts)}</div>'
            f'<div class="title">{self.t(content.title)}</div>{aside}</div>'
        )

    # -- the other kinds of slides

    def _meter(self, text: str, color: str, height: int = 10, ground: str = "#dde3e8") -> str:
        share = min(100.0, self.amount(text))
        return (
            f'<div style="height:{height}px;border-radius:5px;background:{ground}"><div style="height:{height}px;'
            f'border-radius:5px;width:{share:.1f}%;background:{color}"></div></div>'
        )

    def _response(self, content: Response) -> list[str]:
        name, percent, label, counts = content.total
        total = (
            f'<div class="small">{self.t(content.intro)}</div><div style="margin:auto 0;display:grid;gap:10px">'
            f'<div class="q" style="font-size:20px">{self.t(name)}</div><div class="big" style="font-size:60px;'
            f'color:{SERIES[0]}">{self.t(percent)}</div>{self._meter(percent, SERIES[0], 18)}'
            f'<div class="mid">{self.t(counts)}</div><div>{self.t(label)}</div></div>'
        )
        out = []
        for level, (title, surveyed, answered, count, share) in zip(LEVELS, content.levels, strict=True):
            inner = (
                f'<div class="tile full" style="flex:1;gap:6px;background:{LEVEL[level]}"><div class="big">'
                f'{self.t(surveyed)}</div><div>{self.t(title)}</div><div style="height:30px"></div>'
                f'{self._meter(share, "#fff", 12, "#ffffff55")}<div class="big">{self.t(count)}</div>'
                f'<div>{self.t(answered)}</div><div class="mid">{self.t(share)}</div></div>'
            )
            out.append(card(inner, 300, 1, "min-height:560px"))
        return [out[LEVELS.index(lv)] for lv in self.order] + [card(total, 460, 1, "min-height:560px")]

    def _missions(self, content: Missions) -> list[str]:
        everyone = self.numbers.number("response.responded.all.count")
        rows = []
        for n, (name, count, percent) in enumerate(content.missions):
            share = f'<b class="mid" style="color:{SERIES[n]}">{self.t(percent)}</b> {self.t(content.unit)}' if percent else ""
            bar = (
                f'<i style="display:block;height:22px;background:{SERIES[n]};width:'
                f'{max(0.4, self.amount(count) / everyone * 100):.1f}%"></i>'
            )
            rows.append(f'<tr><td class="n">{self.t(count)}</td><td style="width:46%">{bar}</td><td>{self.t(name)}</td>'
                        f"<td>{share}</td></tr>")  # fmt: skip
        out = [card(f"<table>{''.join(rows)}</table>", 1000, 3, "min-height:360px")]
        for n, (name, count, percent) in enumerate(content.kinds):
            inner = (
                f'<div class="big" style="font-size:38px;color:{SERIES[n]}">{self.t(percent)}</div>'
                f'{self._meter(percent, SERIES[n])}<div class="mid" style="padding-top:8px">{self.t(count)}</div>'
                f"<div>{self.t(name)}</div>"
            )
            out.append(card(inner, 220))
        return out

    def _scores(self, content: Scores) -> list[str]:
        n_ = f" <span>{self.t(content.n)}</span>" if content.n else ""
        out = [f'<div class="head" style="">{self.t(content.overall)}{n_}</div>']
        for n, (name, score) in enumerate(content.pillars):
            inner = (
                f'<div class="tile full" style="flex:1;background:{SERIES[n]}"><div class="big" style="font-size:44px">'
                f'{self.t(score)}</div>{self._meter(score, "#fff", 8, "#ffffff55")}'
                f'<div class="mid" style="padding-top:8px">{self.t(name)}</div></div>'
            )
            out.append(card(inner, 340, 1, "min-height:160px"))
        for what, name, score in content.extremes:
            inner = (
                f'<div style="margin:auto 0"><div class="big">{self.t(score)}</div><div>{self.t(name)}</div>'
                f'<div class="q">{self.t(what)}</div></div>'
            )
            out.append(card(inner, 480, 1, "min-height:150px"))
        return out

    def _panels(self, content: Panels) -> list[str]:
        out = []
        for n, (name, overall, subs) in enumerate(content.panels):
            rows = "".join(
                f'<tr><td class="n p" style="color:{SERIES[n]}">{self.t(score)}</td><td style="line-height:1.25;'
                f'font-size:12.5px;padding:3px 0">{self.t(label)}{self._meter(score, SERIES[n], 6)}</td></tr>'
                for label, score in subs
            )
            foot = (
                f'<div style="display:flex;justify-content:space-between;background:{SERIES[n]};color:#fff;'
                f'padding:3px 10px;border-radius:6px"><b>{self.t(name)}</b><span>{self.t(overall)}</span></div>'
            )
            out.append(card(f'<div style="flex:1"><table>{rows}</table></div>{foot}', 350, 1, "min-height:308px"))
        return out

    def _services(self, content: Services) -> list[str]:
        level = "province" if "province" in content.totals[0][0] else "department"
        color = LEVEL[level]

        def figure(value: str, unit: str, size: int) -> str:
            return (
                f'<div style="white-space:nowrap"><b style="font-size:{size}px;color:{color}">{self.t(value)}</b> '
                f'<span class="small">{self.t(unit)}</span></div>'
            )

        label, value, unit = content.electronic
        totals = "".join(figure(*t, 24) for t in content.totals)
        out = [
            card(f'<div class="tile full mid" style="flex:1;background:{color}">{self.t(content.level)}</div>', 140),
            card(f'<div class="cards">{totals}</div><div>{self.t(content.have)}</div>', 400),
            card(f"{figure(value, unit, 24)}<div>{self.t(label)}</div>", 400),
        ]
        for head, answers in content.splits:
            top = "".join(f"<div>{self.t(text)}</div>" for text in head)
            whole = sum(self.amount(v) for _, v, _ in answers)
            parts = "".join(
                f'<div class="it">{figure(amount, unit, 18)}<i style="display:block;height:5px;background:{color};'
                f'width:{self.amount(amount) / whole * 100:.1f}%"></i>{self.t(text)}</div>' for text, amount, unit in answers
            )  # fmt: skip
            top = f'<div class="q" style="padding:0 0 4px">{top}</div>' if top else ""
            out.append(card(f'{top}<div class="stack" style="gap:5px">{parts}</div>', 350))
        for title, said in content.facts:
            if len(said[0]) == 3:
                body = '<div class="cards">' + "".join(
                    f'<div class="it"><b style="color:{color}">{self.t(share)}</b><br>{self.t(count)}<br>{self.t(text)}</div>'
                    for text, count, share in said) + "</div>"  # fmt: skip
            else:
                body = "<table style='height:auto'>" + "".join(
                    f'<tr><td class="n small" style="padding:1px 8px 1px 0;color:{color}"><b>{self.t(p[-1])}</b></td>'
                    f'<td class="small" style="padding:1px 0">{"".join(self.t(x) for x in p[:-1])}</td></tr>'
                    for p in said) + "</table>"  # fmt: skip
            out.append(card(f'{body}<div class="q" style="font-size:12px;margin-top:auto">{self.t(title)}</div>', 350))
        return out

    def _advice(self, content: Advice) -> list[str]:
        size = 17 if sum(len(b) for _, bullets in content.parts for b in bullets) < 1500 else 15
        return [
            card(f'<div class="mid" style="color:{SERIES[n]}">{self.t(name)}</div>' + "".join(
                f'<div style="padding-top:9px;font-size:{size}px;line-height:1.55">{self.t(b)}</div>' for b in bullets
            ), 500 if n else 1000)
            for n, (name, bullets) in enumerate(content.parts)
        ]  # fmt: skip
