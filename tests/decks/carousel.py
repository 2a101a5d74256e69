"""The design "carousel": square cards as for social media, each question in the middle between its two levels.

810 x 810 points, fpdf2 with shaped text, Laksaman. A question stands in the middle over an axis with a dot for each level,
the department's figures left of it and the province's right, or in lists left and right under it. Shares are in pills,
ranks big numerals, scores a radar or dots on lines.
"""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

from fpdf import FPDF

from .carousel_drawing import INK, MUTED, PALE
from .carousel_tables import LEFT, LEVEL, MID, RIGHT, SERIES, SIDE, Tables
from .content import Advice, Cover, Divider, Missions, Panels, Response, Scores, Services
from .located import locate
from .numbers import LEVELS, Numbers
from .slides import SLIDES
from .truth import truth


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "carousel"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the province's figures left."""
    order = LEVELS[::-1] if swap else LEVELS
    proof, pages = _made(values, slides, order, True)
    printed = locate(proof, [mark for page in pages for mark in page.marks])
    pdf, _ = _made(values, slides, order, False)
    about = {"variant": "carousel", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return pdf, truth(values, slides, (SIDE, SIDE), printed, **about)


def _made(values: Numbers, slides: Sequence[int], order: Sequence[str], proof: bool) -> tuple[bytes, list[_Page]]:
    pdf = FPDF(unit="pt", format=(SIDE, SIDE))
    pdf.set_creation_date(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))
    pdf.set_title("Digital Government Readiness Survey")
    pdf.add_font("Laksaman", "", _font("Regular"))
    pdf.add_font("Laksaman", "B", _font("Bold"))
    pdf.set_text_shaping(True)
    pages = []
    for page, slide in enumerate(slides, 1):
        pdf.add_page()
        pages.append(_Page(pdf, values, page, proof, order))
        pages[-1].draw(slide)
    return bytes(pdf.output()), pages


def _font(style: str) -> str:
    """The file of the font, as fontconfig finds it."""
    command = ("fc-match", "--format=%{file}", f"Laksaman:style={style}")
    file = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    if "Laksaman" not in file:
        raise FileNotFoundError("the font Laksaman is not installed")
    return file


class _Page(Tables):
    def response(self, c: Response) -> None:
        self.para(MID, 84, c.intro, 700, 14, INK, False, 0.5)
        levels = dict(zip(LEVELS, c.levels, strict=True))
        for level in self.order:
            title, surveyed, answered, count, share = levels[level]
            x = LEFT + 180 if level == self.order[0] else RIGHT - 180
            self.box(x - 180, 130, 360, 270, PALE, 14)
            self.pill(x, 158, title, 16, LEVEL[level], 0.5)
            self.text(x, 216, surveyed, 24, LEVEL[level], True, 0.5)
            self.text(x, 262, answered, 14, MUTED, False, 0.5)
            self.text(x, 306, count, 24, LEVEL[level], True, 0.5)
            self.text(x, 344, share, 16, INK, False, 0.5)
            self.line(x - 140, 368, x + 140, 368, "#c9c4d6", 3)
            self.dot(x - 140 + 2.8 * self.amount(share), 368, 8, LEVEL[level], level == self.order[1])
        name, percent, label, counts = c.total
        self.text(MID, 446, name, 20, SERIES[0], True, 0.5)
        self.pill(MID, 496, percent, 34, SERIES[0], 0.5)
        self.text(MID, 560, label, 15, INK, False, 0.5)
        self.text(MID, 588, counts, 17, INK, True, 0.5)

    def missions(self, c: Missions) -> None:
        everyone = self.numbers.number("response.responded.all.count")
        for n, (name, count, percent) in enumerate(c.missions):
            y = 110.0 + 62 * n
            self.text(LEFT, y, name, 14, INK, True)
            self.text(RIGHT, y, count, 14, SERIES[n], True, 1.0)
            far = LEFT + 500 * self.amount(count) / everyone
            self.line(LEFT, y + 20, far, y + 20, SERIES[n], 4)
            self.dot(far, y + 20, 6, SERIES[n])
            if percent:
                wide = self.pill(far + 16, y + 20, percent, 13, SERIES[n])
                self.text(far + 22 + wide, y + 24, c.unit, 11, MUTED)
        for n, (name, count, percent) in enumerate(c.kinds):
            x, y = LEFT + (n % 2) * 380, 430.0 + (n // 2) * 145
            self.box(x, y, 362, 128, PALE, 14)
            self.sector(x + 62, y + 64, 46, 0, 0, 2 * pi, "#ddd8e8")
            self.sector(x + 62, y + 64, 46, 0, 0, 2 * pi * min(0.9999, self.amount(percent) / 100), SERIES[n])
            self.text(x + 126, y + 42, percent, 26, SERIES[n], True)
            self.text(x + 126, y + 72, name, 13.5)
            self.text(x + 126, y + 96, count, 13.5, INK, True)

    def scores(self, c: Scores) -> None:
        y = self.para(MID, 82, c.overall, 740, 15, SERIES[0], True, 0.5)
        if c.n:
            self.text(MID, y + 14, c.n, 12, MUTED, False, 0.5)
        cx, cy, r, count = MID, 384.0, 160.0, len(c.pillars)

        def at_(n: int, far: float) -> tuple[float, float]:
            return cx + sin(2 * pi * n / count) * far, cy - cos(2 * pi * n / count) * far

        for k in (1, 2, 3, 4):
            self.pdf.set_draw_color("#c9c4d6")
            self.pdf.set_line_width(0.8)
            self.pdf.polygon([at_(n, r * k / 4) for n in range(count)], style="D")
        self.pdf.set_fill_color("#e4d9ef")
        self.pdf.polygon([at_(n, r * self.amount(s) / 100) for n, (_, s) in enumerate(c.pillars)], style="F")
        for n, (name, score) in enumerate(c.pillars):
            self.dot(*at_(n, r * self.amount(score) / 100), 5, LEVEL["department"])
            x, y = at_(n, r + 24)
            side = sin(2 * pi * n / count)
            align = 0.5 if abs(side) < 0.1 else float(side < 0)
            lines = self.wrapped(name, 150, 12)
            y -= 8 if cos(2 * pi * n / count) > 0.9 else 0
            self.text(x, y, score, 18, LEVEL["department"], True, align)
            for k, line in enumerate(lines):
                self.text(x, y + 17 + 15 * k if y > 200 else y - 20 - 15 * (len(lines) - 1 - k), line, 12, INK, False, align)
        for n, (what, name, score) in enumerate(c.extremes):
            x = LEFT + n * 380
            self.box(x, 600, 362, 106, PALE, 14)
            self.text(x + 18, 628, what, 14, SERIES[n], True)
            self.para(x + 18, 640, name, 200, 11.5)
            self.pill(x + 350, 652, score, 13, SERIES[n], 1.0)

    def panels(self, c: Panels) -> None:
        y = [88.0, 88.0]
        for k, (name, overall, subs) in enumerate(c.panels):
            col = 0 if y[0] <= y[1] else 1
            x, top = LEFT + col * 380, y[col]
            self.box(x, top, 362, 34 + 29 * len(subs), PALE, 10)
            self.text(x + 12, top + 20, name, 11.5, SERIES[k], True)
            self.text(x + 350, top + 20, overall, 10.5, INK, True, 1.0)
            for n, (label, score) in enumerate(subs):
                row = top + 44 + 29 * n
                tall = self.height(label, 150, 10.5, leading=1.2)
                self.para(x + 12, row - tall / 2, label, 150, 10.5, leading=1.2)
                self.line(x + 172, row, x + 292, row, "#c9c4d6", 1.6)
                self.dot(x + 172 + 1.2 * self.amount(score), row, 5, SERIES[k])
                self.pill(x + 350, row, score, 11.5, SERIES[k], 1.0)
            y[col] += 34 + 29 * len(subs) + 14

    def services(self, c: Services) -> None:
        level = "province" if "province" in c.totals[0][0] else "department"
        color = LEVEL[level]
        self.pill(LEFT, 92, c.level, 15, color)
        self.text(190, 97, c.have, 13, INK, True)
        x = 262.0
        for v, u in (*c.totals, c.electronic[1:]):
            if (v, u) == c.electronic[1:]:
                x += 14
                self.para(x, 74, c.electronic[0], 150, 11, INK, True)
                x += 160
            x += self.text(x, 98, v, 20, color, True) + 4
            x += self.text(x, 98, u, 10.5, MUTED) + 18
        for n, (head, parts) in enumerate(c.splits):
            x, y = LEFT + n * 250, 118.0
            self.box(x - 6, y, 244, 290, PALE, 10)
            y += 8
            for k, text in enumerate(head):
                y = self.para(x + 4, y, text, 220, 11.5, SERIES[n] if k == 0 else INK, k == 0)
            need = sum(self.height(t, 146, 10.5) for t, _, _ in parts)
            gap = (404 - y - need) / len(parts)
            for text, v, u in parts:
                tall = self.height(text, 146, 10.5)
                y += gap / 2
                self.para(x + 84, y, text, 146, 10.5)
                self.pill(x + 40, y + tall / 2 - 5, v, 12.5, color, 0.5)
                self.text(x + 40, y + tall / 2 + 18, u, 9, MUTED, False, 0.5)
                y += tall + gap / 2
        for n, (title, said) in enumerate(c.facts):
            x, y = LEFT + n % 3 * 250, 424.0 + n // 3 * 150
            self.line(x, y, x + 230, y, color, 1.5)
            y = self.para(x, y + 4, title, 230, 11, INK, True) + 4
            for parts in said:
                if len(parts) > 1:
                    self.text(x, y + 12, parts[0], 9.4)
                self.text(x + 232, y + 12, " ".join(parts[1:] or parts), 9.4, color, True, 1.0)
                y += 20

    def advice(self, c: Advice) -> None:
        y, size = 84.0, 12.6
        for n, (name, bullets) in enumerate(c.parts):
            y = self.para(LEFT, y, name, SIDE - 2 * LEFT, 15, SERIES[n], True) + 4
            for b in bullets:
                y = self.para(LEFT + 16, y, b, SIDE - 2 * LEFT - 16, size, leading=1.5) + 5
            y += 12

    def draw(self, number: int) -> None:
        slide = SLIDES[number]
        c = slide.content
        if isinstance(c, Cover):
            for k in range(9):
                self.dot(MID + sin(k) * 30 * k, MID + cos(k) * 30 * k, 360 - 38 * k, SERIES[k % 6])
            return
        if isinstance(c, Divider):
            self.box(0, 0, SIDE, SIDE, SERIES[number % 6])
            self.para(MID, 340, c.title, 620, 32, "#ffffff", True, 0.5)
            return
        self.text(MID, 54, c.title, 22, INK, True, 0.5)
        notes = getattr(c, "notes", ())
        y = SIDE - 22 - sum(self.height(n, 680, 9) for n in notes)
        self.bottom = y - 6
        for note in notes:
            y = self.para(LEFT, y, note, 680, 9, MUTED)
        if slide.numbered:
            self.text(RIGHT, SIDE - 22, "{page}", 15, MUTED, True, 1.0)
        getattr(self, type(c).__name__.lower())(c)
