"""The design "forum": a slide show with the program's own charts, made with python-pptx and printed by LibreOffice.

1280 x 720 points, Garuda. The province's column stands left of the department's; a question stands under its answers,
across both columns. Shares are doughnuts, groups bars with their values inside, rankings bar charts whose data labels
say "(ร้อยละ …)"; charts have their own keys right of them, over or under them. Titles are set to the right.

A number's box is found in the finished file: the deck is printed once with every number in a color of its own.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE as CT
from pptx.util import Pt

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
from .forum_show import BAND, GREY, INK, SERIES, Slide
from .forum_tables import HEIGHT, LEFT, LEVEL, RIGHT, WIDTH, table
from .located import locate
from .numbers import LEVELS, Numbers
from .slides import SLIDES
from .truth import truth


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "forum"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the department's column first."""
    order = LEVELS if swap else LEVELS[::-1]
    marks: list[Any] = []
    printed = locate(_print(_build(values, slides, order, marks)), marks)
    about = {"variant": "forum", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return _print(_build(values, slides, order, None)), truth(values, slides, (WIDTH, HEIGHT), printed, **about)


def _build(values: Numbers, slides: Sequence[int], order: Sequence[str], marks: list[Any] | None) -> Any:
    show = Presentation()
    show.slide_width, show.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for page, number in enumerate(slides, 1):
        _fill(Slide(show, number, page, values, marks), order)
    return show


def _print(show: Any) -> bytes:
    """Through LibreOffice, without the time of day."""
    import pikepdf

    with tempfile.TemporaryDirectory() as folder:
        show.save(f"{folder}/deck.pptx")
        command = ("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf")
        subprocess.run((*command, "--outdir", folder, f"{folder}/deck.pptx"), check=True, capture_output=True, timeout=400)
        pdf = pikepdf.open(io.BytesIO(Path(folder, "deck.pdf").read_bytes()))
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = "D:20000101000000+00'00'"
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        out = io.BytesIO()
        pdf.save(out, static_id=True)
        return out.getvalue()


def _fill(s: Slide, order: Sequence[str]) -> None:
    content = SLIDES[s.number].content
    if isinstance(content, Cover):
        for n in range(9):
            s.rect(80 + n * 130, 120 + n % 3 * 60, 90, 420 - n % 3 * 60, SERIES[n % 6])
        return
    s.rect(0, 0, 60, HEIGHT, BAND)
    if isinstance(content, Divider):
        s.text(140, 250, 1000, 220, content.title, 40, True, BAND)
    else:
        s.text(LEFT, 14, RIGHT - LEFT, 44, content.title, 24, True, BAND, "r")
        if SLIDES[s.number].numbered:
            s.text(6, 676, 48, 30, "{page}", 14, True, "FFFFFF", "c")
        notes = getattr(content, "notes", ())
        for n, note in enumerate(notes):
            s.text(LEFT, 716 - 15 * (len(notes) - n), RIGHT - LEFT, 15, note, 9.5, False, GREY)
        _PAGES[type(content)](s, content, order)
    s.finish()


# -- the other kinds of slides


def _response(s: Slide, content: Response, order: Sequence[str]) -> None:
    s.text(LEFT, 62, RIGHT - LEFT, 28, content.intro, 14, False, GREY, "r")
    levels = dict(zip(LEVELS, content.levels, strict=True))
    for n, level in enumerate(order):
        name, surveyed, answered, count, percent = levels[level]
        x, color = LEFT + n * 580, LEVEL[level]
        s.rect(x, 370, 568, 250, "F3EEE7")
        s.text(x + 250, 385, 300, 44, surveyed, 28, True, INK)
        s.text(x + 250, 429, 300, 28, name, 16, True, color)
        s.text(x + 250, 480, 300, 44, count, 28, True, color)
        s.text(x + 250, 524, 300, 28, answered, 16, True, INK)
        s.text(x + 250, 560, 300, 30, percent, 18)
        share = s.amount(percent)
        s.chart(CT.DOUGHNUT, x + 20, 395, 200, 200, ("a", "b"), (("c", (share, 100 - share)),), colors=(color, "DDD5C9"),
                inner=(0.02, 0.02, 0.96, 0.96))  # fmt: skip
    name, percent, label, counts = content.total
    share = s.amount(percent)
    s.chart(CT.PIE, LEFT + 20, 110, 230, 230, ("a", "b"), (("c", (share, 100 - share)),), colors=(BAND, "DDD5C9"),
            inner=(0.02, 0.02, 0.96, 0.96))  # fmt: skip
    s.text(400, 110, 400, 40, name, 22, True, BAND)
    s.text(400, 150, 400, 80, percent, 54, True, BAND)
    s.text(400, 236, 700, 34, counts, 19, True)
    s.text(400, 272, 700, 30, label, 16)


def _missions(s: Slide, content: Missions, order: Sequence[str]) -> None:
    values = [s.amount(count) for _, count, _ in content.missions]
    s.chart(CT.COLUMN_CLUSTERED, LEFT, 120, RIGHT - LEFT, 310, [name for name, *_ in content.missions], (("c", values),),
            [(0, n, count, "outEnd", INK) for n, (_, count, _) in enumerate(content.missions)], points=True, axis=12.5,
            gap=120, most=max(values) * 1.18, inner=(0.01, 0.02, 0.98, 0.78))  # fmt: skip
    first = content.missions[0][2]
    s.text(LEFT, 84, (RIGHT - LEFT) / 5, 44, first, 30, True, SERIES[0], "c")
    s.text(LEFT + 160, 92, 60, 30, content.unit, 13, False, GREY)
    for n, (name, count, percent) in enumerate(content.kinds):
        x, share = LEFT + n * 288, s.amount(percent)
        s.chart(CT.DOUGHNUT, x, 470, 150, 150, ("a", "b"), (("c", (share, 100 - share)),), colors=(SERIES[n], "E8E1D7"),
                hole=62, inner=(0.02, 0.02, 0.96, 0.96))  # fmt: skip
        s.text(x + 25, 525, 100, 40, percent, 20, True, SERIES[n], "c")
        s.text(x + 154, 490, 136, 50, count, 12)
        s.text(x + 154, 540, 132, 60, name, 13.5, True, INK, "l", "t")


def _scores(s: Slide, content: Scores, order: Sequence[str]) -> None:
    s.text(LEFT, 66, RIGHT - LEFT, 32, content.overall, 17, True, SERIES[0], "r")
    s.text(LEFT, 98, RIGHT - LEFT, 24, content.n or "", 13, False, GREY, "r")
    names = [name for name, _ in content.pillars]
    values = [s.amount(score) for _, score in content.pillars]
    s.chart(CT.BAR_CLUSTERED, LEFT, 130, 720, 540, names, (("c", values),),
            [(0, n, score, "inEnd", "FFFFFF") for n, (_, score) in enumerate(content.pillars)], axis=14, size=17, points=True,
            most=100, inner=(0.34, 0.01, 0.64, 0.98))  # fmt: skip
    for n, (what, name, score) in enumerate(content.extremes):
        y, color = 180 + n * 230, (SERIES[0], SERIES[2])[n]
        s.rect(850, y, 390, 190, "F3EEE7")
        s.text(870, y + 10, 350, 50, score, 28, True, color)
        s.text(870, y + 62, 350, 76, name, 14)
        s.text(870, y + 144, 350, 34, what, 17, True, color)


def _panels(s: Slide, content: Panels, order: Sequence[str]) -> None:
    for n, (name, overall, subs) in enumerate(content.panels):
        x, y, color = LEFT + n % 3 * 388, 80 + n // 3 * 315, SERIES[n]
        s.rect(x, y + 262, 372, 2, color)
        s.text(x, y + 266, 372, 24, name, 13.5, True, color)
        s.text(x, y + 286, 372, 20, overall, 12.5, False, INK)
        values = [s.amount(score) for _, score in subs]
        s.chart(CT.BAR_CLUSTERED, x, y, 372, 258, [label for label, _ in subs], (("c", values),),
                [(0, k, score, "outEnd", INK) for k, (_, score) in enumerate(subs)], colors=(color,), axis=11, size=12,
                most=112, gap=70, inner=(0.48, 0.01, 0.5, 0.98))  # fmt: skip


def _services(s: Slide, content: Services, order: Sequence[str]) -> None:
    color = LEVEL["province" if "province" in content.totals[0][0] else "department"]
    s.rect(LEFT, 66, 170, 62, color)
    s.text(LEFT, 66, 170, 62, content.level, 21, True, "FFFFFF", "c")
    for n, (value, unit) in enumerate(content.totals):
        s.text(290 + n * 190, 66, 180, 36, f"{value} {unit}", 19, True, color)
    s.text(290, 102, 360, 26, content.have, 14, True)
    label, value, unit = content.electronic
    s.text(740, 66, 500, 36, f"{value} {unit}", 19, True, color)
    s.text(740, 102, 500, 26, label, 14, True)
    for n, (head, parts) in enumerate(content.splits):
        x = LEFT + n * 388
        for k, text in enumerate(head):
            s.text(x, 136 + 20 * k, 372, 20, text, 13, k == 0, color if k == 0 else INK)
        values = [s.amount(v) for _, v, _ in parts]
        step = 236 / len(parts)
        s.chart(CT.BAR_CLUSTERED, x + 176, 178, 196, 236, [str(k) for k in range(len(parts))], (("c", values),),
                [(0, k, f"{v} {u}", "outEnd", INK) for k, (_, v, u) in enumerate(parts)], colors=(color,), size=12,
                most=max(values) * 1.9, gap=110, inner=(0, 0, 1, 1))  # fmt: skip
        for k, (text, _, _) in enumerate(parts):
            s.text(x, 178 + k * step, 168, step, text, 10, False, INK, "r")
    for n, (title, said) in enumerate(content.facts):
        x, y = LEFT + n % 3 * 388, 424 + n // 3 * 134
        s.rect(x, y, 372, 126, "F3EEE7")
        s.text(x + 12, y + 82, 348, 42, title, 12, True)
        if len(said[0]) == 3:
            for k, parts in enumerate(said):
                for j, text in enumerate(parts[::-1]):
                    s.text(x + 12 + k * 118, y + 6 + 24 * j, 114, 24, text, 12.5, j == 0, color if j == 0 else INK)
        else:
            for k, parts in enumerate(said):
                s.text(x + 12, y + 6 + 25 * k, 196, 25, parts[-1], 13, True, color)
                s.text(x + 200, y + 6 + 25 * k, 168, 25, "".join(parts[:-1]), 11.5)


def _advice(s: Slide, content: Advice, order: Sequence[str]) -> None:
    need = sum(36 + sum(s.tall(b, 1100, 14.5) + 6 for b in bullets) for _, bullets in content.parts)
    y, gap = 76.0, min(30.0, (620 - need) / len(content.parts))
    for n, (name, bullets) in enumerate(content.parts):
        s.text(LEFT, y, RIGHT - LEFT, 30, name, 17, True, SERIES[n])
        y += 36
        for bullet in bullets:
            tall = s.tall(bullet, 1100, 14.5) + 6
            s.text(LEFT + 30, y, 1110, tall, bullet, 14.5, False, INK, "l", "t")
            y += tall
        y += gap


_PAGES: dict[type, Callable[[Slide, Any, Sequence[str]], None]] = {
    Table: table, Response: _response, Missions: _missions, Scores: _scores, Panels: _panels, Services: _services,
    Advice: _advice,
}  # fmt: skip
