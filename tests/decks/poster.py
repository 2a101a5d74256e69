"""The design "poster": upright pages printed by a browser from HTML.

720 x 900 points, Chromium's PDF writer, Niramit with Prompt for headings and large figures. Values stand over their
labels or left of them. Where a slide has a column for each level, the levels are bands one over the other with the
questions under both, or columns with the province first and the questions on the right. Legends stand left of their
charts; titles are set to the right, notes under them, the page number in the upper left corner. The elements of a page
stand in the file in any order.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
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
from .numbers import LEVELS, Numbers
from .poster_cells import EMPTY, LEVEL, SERIES, Setter, box, shuffled
from .poster_tables import level_table
from .slides import SLIDES
from .truth import truth

WIDTH, HEIGHT = 960, 1200  # CSS pixels, 0.75 points each
FONTS = Path(__file__).parent / "fonts"
#: Ascent and descent of the fonts in their size: a number's box is given from its baseline.
ASCENT = {"Body": (1.105, 0.195), "Display": (1.09, 0.422)}


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "poster"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the levels in the other order."""
    order = LEVELS[::-1] if swap else LEVELS
    pages = "".join(_page(number, page, values, order) for page, number in enumerate(slides, 1))
    css = _beside("poster.css").replace("FONTS", FONTS.as_uri()).replace("EMPTY", EMPTY)
    head = (
        '<!doctype html><html lang="th"><meta charset="utf-8"><title>Digital Government Readiness Survey</title>'
        f"<style>{css}</style>"
    )
    script = _beside("poster.js")
    measured = [m for m in _measure(f"{head}<body>{pages}{script}") if m[0] != "over"]
    printed: dict[str, list[tuple[int, str, Sequence[float]]]] = {}
    for page, record, text, count, left, top, right, bottom, size, family in measured:
        if count != 1:
            raise ValueError(f"{record} is broken over lines")
        ascent, descent = ASCENT[family.strip("\"'")]
        baseline = (top + bottom) / 2 + (ascent - descent) / 2 * size
        box = [round(v * 0.75, 2) for v in (left, baseline - 0.8 * size, right, baseline + 0.25 * size)]
        printed.setdefault(record, []).append((page, text, box))
    about = {"variant": "poster", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    size = (WIDTH * 0.75, HEIGHT * 0.75)
    return _print(f"{head}<body>{pages}"), truth(values, slides, size, printed, **about)


def _beside(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _chromium(page: str, *arguments: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.html"
        path.write_text(page, "utf-8")
        common = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=960,1200", "--virtual-time-budget=8000",
                  "--allow-file-access-from-files", f"--user-data-dir={folder}/profile")  # fmt: skip
        command = ("chromium", *common, *(a.replace("FOLDER", folder) for a in arguments), path.as_uri())
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)
        out = Path(folder) / "deck.pdf"
        return out.read_bytes() if out.exists() else done.stdout


def _measure(page: str) -> list[list[Any]]:
    found = re.search(r'<pre id="measured">(.*?)</pre>', _chromium(page, "--dump-dom").decode("utf-8"), re.S)
    assert found, "the page was not measured"
    measured: list[list[Any]] = json.loads(html.unescape(found.group(1)))
    return measured


def _print(page: str) -> bytes:
    """The PDF, without the time of day in it."""
    import io

    import pikepdf

    data = _chromium(page, "--no-pdf-header-footer", "--print-to-pdf=FOLDER/deck.pdf")
    pdf = pikepdf.open(io.BytesIO(data))
    for key in ("/CreationDate", "/ModDate"):
        pdf.docinfo[key] = "D:20000101000000+00'00'"
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def _page(number: int, page: int, values: Numbers, order: Sequence[str]) -> str:
    setter, slide = Setter(values, page), SLIDES[number]
    content = slide.content
    parts = (
        [] if isinstance(content, Cover | Divider) else [(f'<div class="box title">{setter.t(content.title)}</div>')]
    )
    if slide.numbered:
        parts.append(f'<div class="box number">{setter.t("{page}")}</div>')
    notes = getattr(content, "notes", ())
    if notes:
        parts.append('<div class="box notes">' + "".join(f"<div>{setter.t(n)}</div>" for n in notes) + "</div>")
    parts.extend(_PAGES[type(content)](setter, content, order, number))
    back = f' style="background:{SERIES[0]}"' if isinstance(content, Divider) else ""
    return f'<div class="page"{back}>{shuffled(parts, number)}</div>'


# -- the other kinds of slides


def _cover(s: Setter, content: Cover, order: Sequence[str], number: int) -> list[str]:
    circles = "".join(
        f'<circle cx="{480 + 60 * n}" cy="{640 - 70 * n}" r="{420 - 62 * n}" fill="{SERIES[n]}"/>' for n in range(6)
    )
    return [box(0, 0, 960, f'<svg width="960" height="1200">{circles}</svg>')]


def _divider(s: Setter, content: Divider, order: Sequence[str], number: int) -> list[str]:
    return [box(90, 470, 780, s.t(content.title), "font:44px/1.45 Display;color:#fff;text-align:center")]


def _response(s: Setter, content: Response, order: Sequence[str], number: int) -> list[str]:
    name, percent, label, counts = content.total
    ring = _ring(s.amount(percent) / 100, 110, SERIES[0])
    total = (
        f'<div style="display:flex;gap:50px;align-items:center;justify-content:center">{ring}<div><div '
        f'style="font:54px/1.2 Display;color:{SERIES[0]}">{s.t(percent)}</div>'
        f'<div class="big">{s.t(name)}</div><div class="big" style="margin-top:14px">{s.t(counts)}</div>'
        f"<div>{s.t(label)}</div></div></div>"
    )
    parts = [
        box(40, 240, 880, s.t(content.intro), "text-align:right"),
        box(40, 290, 880, total, "height:270px", "card"),
    ]
    levels = dict(zip(LEVELS, content.levels, strict=True))
    for n, level in enumerate(order):
        title, surveyed, answered, count, share = levels[level]
        color = LEVEL[level]
        inner = (
            f'<div class="big" style="font-size:34px;color:{color}">{s.t(surveyed)}</div><b>{s.t(title)}</b>'
            '<div style="display:flex;gap:16px;margin-top:34px;align-items:flex-end"><div class="glass" '
            f'style="height:190px;width:26px"><i style="width:26px;height:{s.amount(share)}%;background:{color}">'
            '</i></div>'
            f'<div><div class="big" style="font-size:30px;color:{color}">{s.t(count)}</div><div>{s.t(share)}</div>'
            f'<b style="display:block;margin-top:8px">{s.t(answered)}</b></div></div>'
        )  # fmt: skip
        parts.append(box(40 + n * 450, 590, 430, inner, "height:440px;padding:28px", "card"))
    return parts


def _ring(share: float, radius: float, color: str, hole: float = 0.6) -> str:
    r, w = radius * (1 + hole) / 2, radius * (1 - hole)
    length = 2 * 3.14159265 * r
    circle = f'<circle cx="{radius}" cy="{radius}" r="{r:.2f}" fill="none" stroke-width="{w:.2f}" stroke='
    done = (
        (
            f'{circle}"{color}" stroke-dasharray="{length * share:.2f} {length:.2f}" transform="rotate(-90 {radius} '
            f'{radius})"/>'
        )
        if share > 0
        else ""
    )
    return f'<svg width="{2 * radius}" height="{2 * radius}">{circle}"{EMPTY}"/>{done}</svg>'


def _missions(s: Setter, content: Missions, order: Sequence[str], number: int) -> list[str]:
    everyone = s.numbers.number("response.responded.all.count")
    parts = [box(40, 190, 60, s.t(content.unit), cls="unit")]
    for n, (name, count, percent) in enumerate(content.missions):
        x, tall = 60 + n * 172, s.amount(count) / everyone * 380
        share = f'<div class="big" style="color:{SERIES[n]}">{s.t(percent)}</div>' if percent else ""
        bar = f'<div style="width:80px;height:{tall:.2f}px;background:{SERIES[n]};margin:4px auto"></div>'
        inner = (
            '<div style="height:480px;display:flex;flex-direction:column;justify-content:flex-end"><div>'
            f'{s.t(count)}</div>{share}{bar}</div><b style="font-size:14px">{s.t(name)}</b>'
        )
        parts.append(box(x, 190, 160, inner, "text-align:center"))
    for n, (name, count, percent) in enumerate(content.kinds):
        inner = (
            f'<div class="big" style="color:{SERIES[n]}">{s.t(percent)}</div>'
            f"{_ring(s.amount(percent) / 100, 70, SERIES[n], 0)}"
            f"<div>{s.t(count)}</div><b>{s.t(name)}</b>"
        )
        parts.append(box(40 + n * 222, 800, 212, inner, "text-align:center;height:300px", "card"))
    return parts


def _scores(s: Setter, content: Scores, order: Sequence[str], number: int) -> list[str]:
    n_ = f'<span class="small"> {s.t(content.n)}</span>' if content.n else ""
    parts = [box(40, 190, 880, s.t(content.overall) + n_, "font:19px/1.4 Display;text-align:right")]
    each = 880 / len(content.pillars)
    for n, (name, score) in enumerate(content.pillars):
        bar = (
            f'<div style="width:52px;height:{s.amount(score) * 4.6:.2f}px;background:{SERIES[n]};margin:4px auto;'
            'border-radius:6px 6px 0 0"></div>'
        )
        inner = (
            '<div style="height:500px;display:flex;flex-direction:column;justify-content:flex-end"><div '
            f'class="mid">{s.t(score)}</div>{bar}</div><div>{s.t(name)}</div>'
        )
        parts.append(box(40 + n * each, 230, each, inner, "text-align:center;padding:0 8px"))
    for n, (what, name, score) in enumerate(content.extremes):
        inner = (
            f'<div class="big" style="font-size:34px">{s.t(score)}</div><div style="margin:10px 0">{s.t(name)}</div>'
            f'<b style="font-size:18px">{s.t(what)}</b>'
        )
        parts.append(box(40 + n * 450, 850, 430, inner, "height:230px;padding:24px", "card"))
    return parts


def _panels(s: Setter, content: Panels, order: Sequence[str], number: int) -> list[str]:
    parts = []
    for n, (name, overall, subs) in enumerate(content.panels):
        columns = "".join(
            '<div style="display:grid;grid-template-rows:1fr 62px;text-align:center"><div style="display:flex;'
            'flex-direction:column;justify-content:flex-end;align-items:center"><div style="font:14px Display;'
            f'color:{SERIES[n]}">{s.t(score)}</div>'
            f'<div style="width:26px;height:{s.amount(score) * 1.55:.2f}px;background:{SERIES[n]}"></div></div><div '
            f'style="font-size:11px;line-height:1.25;padding:4px 2px">{s.t(label)}</div></div>'
            for label, score in subs
        )  # fmt: skip
        inner = (
            f'<div style="display:grid;grid-auto-flow:column;grid-auto-columns:1fr;height:262px">{columns}</div>'
            f'<div style="display:flex;justify-content:space-between;border-top:2px solid {SERIES[n]};'
            f'padding-top:4px"><span>{s.t(overall)}</span><b>{s.t(name)}</b></div>'
        )
        parts.append(box(40 + n % 2 * 446, 130 + n // 2 * 345, 434, inner))
    return parts


def _services(s: Setter, content: Services, order: Sequence[str], number: int) -> list[str]:
    color = LEVEL["province" if "province" in content.totals[0][0] else "department"]

    def figure(value: str, unit: str, size: int = 22) -> str:
        return (
            f'<div><span style="font:{size}px Display;color:{color}">{s.t(value)}</span> <span class="small">'
            f"{s.t(unit)}</span></div>"
        )

    totals = "".join(figure(*t, 28) for t in content.totals)
    label, value, unit = content.electronic
    tag = f"height:84px;background:{color};color:#fff;font:22px/84px Display;text-align:center"
    parts = [
        box(40, 170, 150, s.t(content.level), tag),
        box(
            200,
            170,
            330,
            (f'<div style="display:flex;gap:30px">{totals}</div><b>{s.t(content.have)}</b>'),
            "height:84px;padding:8px 14px",
            "card",
        ),
        box(540, 170, 380, f"{figure(value, unit, 30)}<b>{s.t(label)}</b>", "height:84px;padding:6px 14px", "card"),
    ]
    for n, (head, answers) in enumerate(content.splits):
        y = 266 + n * 168
        left = "".join(f"<div>{s.t(text)}</div>" for text in head)
        parts.append(box(40, y, 130, left, f"font:15px/1.4 Display;color:{color};padding-top:20px"))
        whole = sum(s.amount(v) for _, v, _ in answers)
        for k, (text, amount, unit) in enumerate(answers):
            share = s.amount(amount) / whole * 100
            inner = (
                f'<div style="height:8px;background:{EMPTY};margin-bottom:6px"><div style="height:8px;'
                f'width:{share:.2f}%;background:{color}"></div></div>'
                f'{figure(amount, unit)}<div style="font-size:12.5px;line-height:1.28">{s.t(text)}</div>'
            )
            parts.append(box(176 + k * 187, y, 179, inner, "height:158px;padding:10px", "card"))
    for n, (title, said) in enumerate(content.facts):
        x, y = 40 + n % 2 * 446, 776 + n // 2 * 138
        if len(said[0]) == 3:
            body = '<div style="display:flex;gap:24px">' + "".join(
                f'<div><div class="fig" style="color:{color}">{s.t(count)}</div><div class="fig">{s.t(share)}</div>'
                f'{s.t(text)}</div>' for text, count, share in said
            ) + "</div>"  # fmt: skip
        else:
            body = '<div class="items" style="gap:1px 10px">' + "".join(
                f'<div class="fig" style="color:{color}">{s.t(parts_[-1])}</div><div>'
                f'{"".join(s.t(p) for p in parts_[:-1])}</div>' for parts_ in said
            ) + "</div>"  # fmt: skip
        parts.append(
            box(
                x,
                y,
                434,
                (f'{body}<b style="font-size:13px;display:block;margin-top:4px">{s.t(title)}</b>'),
                "height:130px;padding:8px 12px",
                "card",
            )
        )
    return parts


def _advice(s: Setter, content: Advice, order: Sequence[str], number: int) -> list[str]:
    rows = []
    for n, (name, bullets) in enumerate(content.parts, 1):
        rows.append(
            f'<div style="grid-row:{n};grid-column:1;font:16px/1.45 Display;color:{SERIES[n]}">{s.t(name)}</div>'
        )
        inner = "".join(f'<div style="margin-bottom:12px">{s.t(bullet)}</div>' for bullet in bullets)
        rows.append(f'<div style="grid-row:{n};grid-column:2;font-size:18px;line-height:1.55">{inner}</div>')
    style = "grid-template-columns:230px 1fr;gap:64px 26px"
    return [f'<div class="box grid" style="top:150px;{style}">{shuffled(rows, number)}</div>']


_PAGES: dict[type, Callable[[Setter, Any, Sequence[str], int], list[str]]] = {
    Table: level_table, Cover: _cover, Divider: _divider, Response: _response, Missions: _missions, Scores: _scores,
    Panels: _panels, Services: _services, Advice: _advice,
}  # fmt: skip
