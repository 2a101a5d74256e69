"""The design "atlas": upright A4 pages like a statistical annex, figures at the far right behind dotted leaders.

595 x 842 points, ReportLab drawing plain strings in Sarabun. Questions stand left, wrapped in narrow lines; each level
has a column whose figures are set flush right, joined to their texts by dotted lines. Shares are drawn as waffles of a
hundred squares and as lollipops that carry their value in the head, scores as a radar; keys stand over their charts or
right of them. Title and page number stand at the foot of the page. Text blocks stand in the file in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from typing import Any

from .atlas_tables import (
    BOTTOM,
    EMPTY,
    HEIGHT,
    INK,
    LEFT,
    LEVEL,
    MUTED,
    RIGHT,
    RULE,
    SERIES,
    WIDTH,
    led,
    lollipop,
    table,
    waffle,
)  # fmt: skip
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
from .face import FONTS, Face
from .ledger_cells import amount
from .numbers import LEVELS, Numbers
from .sheet import Sheet
from .slides import SLIDES
from .truth import truth
from .writing import write


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "atlas"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the province's column first."""
    faces = (Face(FONTS / "Sarabun_400Regular.ttf", "AtlasText"), Face(FONTS / "Sarabun_700Bold.ttf", "AtlasBold"))
    order = LEVELS[::-1] if swap else LEVELS
    pages = [_sheet(number, page, values, faces, order) for page, number in enumerate(slides, 1)]
    printed: dict[str, list[tuple[int, str, Sequence[float]]]] = {}
    for sheet in pages:
        for number in sheet.printed:
            printed.setdefault(number.record, []).append((sheet.page, number.text, number.box))
    about = {"variant": "atlas", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    pdf = write(pages, faces, (WIDTH, HEIGHT), ({}, {}), "Digital Government Readiness Survey")
    return pdf, truth(values, slides, (WIDTH, HEIGHT), printed, **about)


def _sheet(number: int, page: int, values: Numbers, faces: tuple[Face, Face], order: Sequence[str]) -> Sheet:
    sheet, slide = Sheet(number, page, values, faces), SLIDES[number]
    content = slide.content
    if not isinstance(content, Cover | Divider):
        sheet.rect(0, HEIGHT - 34, WIDTH, 34, EMPTY)
        sheet.text(LEFT, HEIGHT - 12, content.title, 12, True, INK)
    if slide.numbered:
        sheet.text(RIGHT, HEIGHT - 12, "{page}", 12, True, INK, 1)
    notes = getattr(content, "notes", ())
    y = HEIGHT - 42.0 - sum(sheet.height(note, RIGHT - LEFT, 7.2, leading=1.35) for note in notes)
    for note in notes:
        y = sheet.paragraph(LEFT, y, note, RIGHT - LEFT, 7.2, False, MUTED, leading=1.35)
    _PAGES[type(content)](sheet, content, order)
    return sheet


# -- the other kinds of slides


def _cover(sheet: Sheet, content: Cover, order: Sequence[str]) -> None:
    sheet.rect(0, 0, WIDTH, HEIGHT, "#f3efe4")
    for n in range(7):
        sheet.ring(WIDTH / 2, HEIGHT / 2, 260 - 34 * n, 248 - 34 * n, 40 * n, 300 - 20 * n, SERIES[n % 6])


def _divider(sheet: Sheet, content: Divider, order: Sequence[str]) -> None:
    sheet.rect(0, 300, WIDTH, 200, SERIES[0])
    sheet.paragraph(LEFT, 340, content.title, RIGHT - LEFT, 25, True, "#ffffff", 1)


def _response(sheet: Sheet, content: Response, order: Sequence[str]) -> None:
    sheet.paragraph(LEFT, 50, content.intro, RIGHT - LEFT, 11)
    levels = dict(zip(LEVELS, content.levels, strict=True))
    for n, level in enumerate(order):
        name, surveyed, answered, count, percent = levels[level]
        y, color = 110 + n * 150, LEVEL[level]
        sheet.rect(LEFT, y - 6, 5, 116, color)
        waffle(sheet, LEFT + 22, y, ((amount(sheet, percent), color),), 10)
        led(sheet, 170, RIGHT, y, name, surveyed, 13, INK)
        led(sheet, 170, RIGHT, y + 38, answered, count, 13, color)
        sheet.text(RIGHT, y + 94, percent, 13, True, color, 1)
    name, percent, label, counts = content.total
    sheet.rect(LEFT, 420, RIGHT - LEFT, 2, INK)
    waffle(sheet, LEFT + 22, 446, ((amount(sheet, percent), SERIES[0]),), 15)
    led(sheet, 232, RIGHT, 446, name, percent, 22, SERIES[0])
    sheet.text(RIGHT, 520, label, 12, False, INK, 1)
    sheet.text(RIGHT, 542, counts, 12, True, INK, 1)


def _missions(sheet: Sheet, content: Missions, order: Sequence[str]) -> None:
    everyone = sheet.numbers.number("response.responded.all.count")
    for n, (name, count, percent) in enumerate(content.missions):
        y = 60 + n * 66
        led(sheet, LEFT, RIGHT, y, name, count, 11, SERIES[n])
        long = 380 * amount(sheet, count) / everyone
        sheet.rect(LEFT, y + 29, long, 3, SERIES[n])
        if percent:
            lollipop(sheet, LEFT, y + 30, long, percent, SERIES[n], 11)
            sheet.text(LEFT + long + 20, y + 34, content.unit, 9.5, False, MUTED)
        else:
            sheet.ring(LEFT + long, y + 30, 6, 0, 0, 360, SERIES[n])
    for n, (name, count, percent) in enumerate(content.kinds):
        x, y = LEFT + n % 2 * 275, 420 + n // 2 * 165
        sheet.line(x, y - 8, x + 252, y - 8, SERIES[n], 1.5)
        waffle(sheet, x, y + 6, ((amount(sheet, percent), SERIES[n]),), 9)
        with sheet.block():
            sheet.text(x + 252, y + 24, name, 11, True, INK, 1)
            sheet.text(x + 252, y + 46, count, 11, False, INK, 1)
            sheet.text(x + 252, y + 84, percent, 24, True, SERIES[n], 1)


def _scores(sheet: Sheet, content: Scores, order: Sequence[str]) -> None:
    bottom = sheet.paragraph(LEFT, 44, content.overall, RIGHT - LEFT, 13, True, SERIES[0])
    if content.n:
        sheet.text(LEFT, bottom + 12, content.n, 10, False, MUTED)
    cx, cy, r = WIDTH / 2, 330.0, 150.0
    count = len(content.pillars)

    def point(n: int, far: float) -> tuple[float, float]:
        return cx + sin(2 * pi * n / count) * far, cy - cos(2 * pi * n / count) * far

    for ring in (0.25, 0.5, 0.75, 1.0):
        for n in range(count):
            sheet.line(*point(n, r * ring), *point(n + 1, r * ring), RULE, 0.5)
    far = [r * amount(sheet, score) / 100 for _, score in content.pillars]
    for n, (name, score) in enumerate(content.pillars):
        sheet.line(cx, cy, *point(n, r), RULE, 0.5)
        sheet.line(*point(n, far[n]), *point(n + 1, far[(n + 1) % count]), SERIES[0], 2)
        sheet.ring(*point(n, far[n]), 4, 0, 0, 360, SERIES[0])
        x, y = point(n, r + 14)
        side = sin(2 * pi * n / count)
        align = 0.5 if abs(side) < 0.1 else float(side < 0)
        up = 24 if cos(2 * pi * n / count) > 0.9 else 0
        with sheet.block():
            for k, line in enumerate(sheet.wrapped(name, 112, 10)):
                sheet.text(x, y - up + k * 13, line, 10, False, INK, align)
            sheet.text(x, y - up + k * 13 + 16, score, 13, True, SERIES[0], align)
    for n, (what, name, score) in enumerate(content.extremes):
        y, color = 590 + n * 72, (SERIES[0], SERIES[3])[n]
        sheet.text(LEFT, y, what, 13, True, color)
        led(sheet, LEFT, RIGHT, y + 10, name, score, 12, color)


def _panels(sheet: Sheet, content: Panels, order: Sequence[str]) -> None:
    y = 44.0
    step = min(24.0, (BOTTOM - 50 - 40 * len(content.panels)) / sum(len(p[2]) for p in content.panels))
    for n, (name, overall, subs) in enumerate(content.panels):
        sheet.rect(LEFT, y, RIGHT - LEFT, 20, SERIES[n])
        sheet.text(LEFT + 8, y + 14, name, 11, True, "#ffffff")
        sheet.text(RIGHT - 8, y + 14, overall, 11, True, "#ffffff", 1)
        y += 24
        for label, score in subs:
            led(sheet, LEFT + 8, 400, y, label, score, 10, SERIES[n])
            long = 150 * amount(sheet, score) / 100
            sheet.rect(408, y + 8, 150, 1, EMPTY)
            sheet.rect(408, y + 7, long, 3, SERIES[n])
            sheet.ring(408 + long, y + 8.5, 4, 0, 0, 360, SERIES[n])
            y += step
        y += 16


def _services(sheet: Sheet, content: Services, order: Sequence[str]) -> None:
    color = LEVEL["province" if "province" in content.totals[0][0] else "department"]
    sheet.text(LEFT, 58, content.level, 17, True, color)
    sheet.text(180, 58, content.have, 12, True, INK)
    for n, (value, unit) in enumerate(content.totals):
        sheet.text(330 + n * 115, 58, f"{value} {unit}", 13, True, color, 1)
    label, value, unit = content.electronic
    sheet.rect(LEFT, 70, RIGHT - LEFT, 30, EMPTY)
    led(sheet, LEFT + 8, RIGHT - 8, 76, label, f"{value} {unit}", 13, color)
    y = 110.0
    for head, parts in content.splits:
        top = y
        with sheet.block():
            for k, text in enumerate(head):
                top = sheet.paragraph(LEFT, top, text, 140, 10, k == 0, color if k == 0 else INK)
        for text, value, unit in parts:
            y = led(sheet, 190, RIGHT, y, text, f"{value} {unit}", 10, color) + 5
        y += 3
        sheet.line(LEFT, y, RIGHT, y, RULE, 0.6)
        y += 7
    step = (BOTTOM - y) / len(content.facts)
    for n, (title, said) in enumerate(content.facts):
        top = y + n * step
        sheet.paragraph(LEFT, top, title, 180, 9.5, True, INK)
        each = min(22.0, (step - 4) / len(said))
        for k, parts in enumerate(said):
            here = top + k * each
            if len(parts) == 1:
                sheet.text(RIGHT, here + 11, parts[0], 10, True, color, 1)
            else:
                led(sheet, 236, RIGHT, here, parts[0], " ".join(parts[1:]), 10, color)
        sheet.line(LEFT, top + step - 4, RIGHT, top + step - 4, RULE, 0.4)


def _advice(sheet: Sheet, content: Advice, order: Sequence[str]) -> None:
    y = 48.0
    for n, (name, bullets) in enumerate(content.parts):
        y = sheet.paragraph(LEFT, y, name, RIGHT - LEFT, 13, True, SERIES[n]) + 6
        for bullet in bullets:
            y = sheet.paragraph(LEFT + 16, y, bullet, RIGHT - LEFT - 16, 11.5, leading=1.5) + 6
        y += 18


_PAGES: dict[type, Callable[[Sheet, Any, Sequence[str]], None]] = {
    Table: table, Cover: _cover, Divider: _divider, Response: _response, Missions: _missions, Scores: _scores,
    Panels: _panels, Services: _services, Advice: _advice,
}  # fmt: skip
