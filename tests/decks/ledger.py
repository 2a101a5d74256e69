"""The design "ledger": wide pages, one question under the other like the lines of an account.

960 x 540 points, written by ReportLab with plain drawString from IBM Plex Sans Thai. Values stand right of their labels
or under them, legends above their charts, the page number in the upper right corner. Where the published designs have
bars it has rings, and bars where they have pies. The blocks of a page stand in the file in any order. Its text layer is
damaged: nikhahit is mapped to U+0020 in the body font; the font of headings has no ำ but nikhahit and า.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import ledger_cells as cells
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
    Row,
    Scores,
    Services,
    Table,
    Value,
    at,
)  # fmt: skip
from .face import FONTS, NIKHAHIT, Face
from .ledger_cells import EMPTY, INK, MUTED, PALE, RULE, SERIES, amount, gauge
from .numbers import LEVELS, Numbers
from .sheet import Sheet
from .slides import SLIDES
from .truth import truth
from .writing import write

WIDTH, HEIGHT = 960.0, 540.0
LEVEL_INK = {"department": "#0f766e", "province": "#b45309"}
#: What the body font and the font of headings say instead.
DAMAGE: tuple[dict[str, str], ...] = ({NIKHAHIT: " "}, {})
_LABEL = (36.0, 300.0)  # x and width of the labels' column
_COLUMNS = ((350.0, 280.0), (650.0, 280.0))
_TOP, _BOTTOM = 92.0, 496.0


def deck(
    values: Numbers, slides: Sequence[int] = tuple(SLIDES), swap: bool = False, name: str = "ledger"
) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth. `slides`: which, in which order; `swap`: the province's column first."""
    faces = _faces()
    pages = sheets(values, slides, swap, faces)
    printed: dict[str, list[tuple[int, str, Sequence[float]]]] = {}
    for sheet in pages:
        for number in sheet.printed:
            printed.setdefault(number.record, []).append((sheet.page, number.text, number.box))
    about = {"variant": "ledger", "swapped": swap, "files": {"damaged": f"{name}.pdf"}}
    return write(pages, faces, (WIDTH, HEIGHT), DAMAGE, "Digital Government Readiness Survey"), truth(
        values, slides, (WIDTH, HEIGHT), printed, **about
    )


def sheets(
    values: Numbers, slides: Sequence[int], swap: bool = False, faces: tuple[Face, Face] | None = None
) -> list[Sheet]:
    """The pages before they are written: what is drawn where, in true characters."""
    faces = faces or _faces()
    order = LEVELS[::-1] if swap else LEVELS
    return [_sheet(number, page, values, faces, order) for page, number in enumerate(slides, 1)]


def _faces() -> tuple[Face, Face]:
    return (
        Face(FONTS / "IBMPlexSansThai_400Regular.ttf", "LedgerText"),
        Face(FONTS / "IBMPlexSansThai_700Bold.ttf", "LedgerHeading"),
    )


def _sheet(number: int, page: int, values: Numbers, faces: tuple[Face, Face], order: Sequence[str]) -> Sheet:
    sheet, slide = Sheet(number, page, values, faces), SLIDES[number]
    content = slide.content
    if not isinstance(content, Cover | Divider):
        sheet.text(36, 42, content.title, 20, True, INK)
        sheet.line(36, 54, WIDTH - 30, 54, INK, 1.4)
    if slide.numbered:
        sheet.text(WIDTH - 30, 40, "{page}", 10, False, MUTED, 1)
    notes = getattr(content, "notes", ())
    for n, note in enumerate(notes):
        sheet.text(36, 524 - 11 * (len(notes) - 1 - n), note, 8, False, MUTED)
    _PAGES[type(content)](sheet, content, order)
    return sheet


# -- slides with a column for each level


def _table(sheet: Sheet, table: Table, order: Sequence[str]) -> None:
    column = dict(zip(order, _COLUMNS, strict=True))
    for level, (x, width) in column.items():
        sheet.rect(x, 62, width, 22, LEVEL_INK[level])
        sheet.text(x + width / 2, 77, table.heads[level], 12, True, "#ffffff", 0.5)
    if table.topic:
        sheet.text(_LABEL[0], 77, table.topic, 12, True, MUTED)
    needs = [_need(sheet, row, column) for row in table.rows]
    bottom = _BOTTOM - 11 * (len(table.notes) - 1)
    growing = sum(not isinstance(row, Heading) for row in table.rows)
    spare = min(90.0, (bottom - _TOP - sum(needs)) / growing)
    y = _TOP
    for row, need in zip(table.rows, needs, strict=True):
        height = need if isinstance(row, Heading) else need + spare
        _row(sheet, row, column, y, height)
        y += height
        sheet.line(_LABEL[0], y - 1, WIDTH - 30, y - 1, "#d5dbe6", 0.6)
    if table.unsurveyed:
        x, width = column["province"]
        sheet.rect(x, _TOP, width, y - _TOP, PALE)
        with sheet.block():
            for n, text in enumerate(table.unsurveyed):
                sheet.text(x + width / 2, (_TOP + y) / 2 + 18 * n, text, 13, False, MUTED, 0.5)


def _need(sheet: Sheet, row: Row | Group | Heading, column: dict[str, tuple[float, float]]) -> float:
    """The least height of a row."""
    if isinstance(row, Heading):
        return 24
    if isinstance(row, Group):
        bars = sum(max(30, sheet.height(bar.label, _LABEL[1] - 12, 9.5, leading=1.32) + 4) for bar in row.bars)
        return 20 + bars + (26 if row.reasons else 0)
    label = sheet.height(row.label, _LABEL[1], 10, True, leading=1.35) if row.label else 0
    return max(label, *(_cell_need(sheet, cell) for cell in (row.both, *row.cells.values()) if cell)) + 8


def _cell_need(sheet: Sheet, cell: object) -> float:
    if isinstance(cell, Pair):
        return 34.0 + 14 * len(cell.more)
    if isinstance(cell, Items):
        if cell.cards:
            return max(sheet.height(text, 280 / len(cell.items) - 14, 9, leading=1.3) for text, _ in cell.items) + 24
        return sum(sheet.height(text, 185, 9.5, leading=1.32) + 2 for text, _ in cell.items)
    if isinstance(cell, Chart):
        if not cell.legend:
            return 28 + 26.0 * len(cell.marks)
        return 116.0 if len(cell.marks) > 2 else 64.0
    return 34.0


def _row(
    sheet: Sheet, row: Row | Group | Heading, column: dict[str, tuple[float, float]], y: float, height: float
) -> None:
    if isinstance(row, Heading):
        sheet.text(_LABEL[0], y + height / 2 + 5, row.label, 13, True, SERIES[0])
        return
    if isinstance(row, Group):
        _group(sheet, row, column, y, height)
        return
    if row.label:
        tall = sheet.height(row.label, _LABEL[1], 10, True, leading=1.35)
        sheet.paragraph(_LABEL[0], y + (height - tall) / 2, row.label, _LABEL[1], 10, True, INK, leading=1.35)
    answers = [(cell, *column[level], LEVEL_INK[level]) for level, cell in row.cells.items()]
    if row.both:
        answers.append((row.both, _COLUMNS[0][0], 580.0, SERIES[0]))
    for cell, x, width, color in answers:
        box = (x, y + 3, width, height - 7)
        if isinstance(cell, Chart):
            cells.chart(sheet, cell, *box)
        elif isinstance(cell, Pair):
            cells.pair(sheet, cell, *box, color)
        elif isinstance(cell, Items):
            cells.items(sheet, cell, *box, color)
        elif isinstance(cell, Value):
            cells.value(sheet, cell, *box, color)
        else:
            raise TypeError(cell)


def _group(sheet: Sheet, group: Group, column: dict[str, tuple[float, float]], y: float, height: float) -> None:
    """Each bar as a ring with its percentage inside and the count right of it."""
    if group.label:
        sheet.text(_LABEL[0], y + 15, group.label, 11, True, SERIES[0])
    for level in group.levels:
        sheet.text(column[level][0] + 8, y + 14, group.unit, 9, False, MUTED)
    top, bottom = y + 19, y + height - (28 if group.reasons else 3)
    step = (bottom - top) / len(group.bars)
    for n, bar in enumerate(group.bars):
        middle = top + (n + 0.5) * step
        tall = sheet.height(bar.label, _LABEL[1] - 12, 9.5, leading=1.32)
        sheet.paragraph(_LABEL[0] + 12, middle - tall / 2, bar.label, _LABEL[1] - 12, 9.5, leading=1.32)
        for level in group.levels:
            x = column[level][0]
            radius = min(step / 2 - 1.5, 32)
            percent, count = at((bar.percent, bar.count), level)
            gauge(sheet, x + 44, middle, radius, amount(sheet, percent) / 100, LEVEL_INK[level])
            size = min(14.0, radius * 0.7)
            sheet.text(x + 44, middle + size * 0.36, percent, size, True, INK, 0.5)
            sheet.text(x + 104, middle + 4.5, count, 12, False, INK)
    for level in group.levels:
        x, width = column[level]
        each = width / max(1, len(group.reasons))
        for n, reason in enumerate(group.reasons):
            sheet.rect(x + n * each + 2, bottom + 2, each - 4, 22, PALE)
            sheet.text(x + (n + 0.5) * each, bottom + 16, reason, 8.5, False, INK, 0.5)


# -- the other kinds of slides


def _cover(sheet: Sheet, content: Cover, order: Sequence[str]) -> None:
    sheet.rect(0, 0, WIDTH, HEIGHT, INK)
    for n, height in enumerate((70, 120, 95, 180, 240, 210, 300)):
        sheet.rect(90 + n * 112, 460 - height, 64, height, SERIES[n % 6])


def _divider(sheet: Sheet, content: Divider, order: Sequence[str]) -> None:
    sheet.rect(0, 0, 24, HEIGHT, SERIES[0])
    sheet.paragraph(90, 360, content.title, 780, 28, True, INK)
    sheet.line(90, 352, 330, 352, SERIES[1], 3)


def _response(sheet: Sheet, content: Response, order: Sequence[str]) -> None:
    sheet.text(36, 78, content.intro, 11, False, MUTED)
    levels = dict(zip(LEVELS, content.levels, strict=True))
    for n, level in enumerate(order):
        name, surveyed, answered, count, percent = levels[level]
        y, color = 100 + n * 160, LEVEL_INK[level]
        sheet.rect(36, y, 560, 146, PALE)
        sheet.rect(36, y, 6, 146, color)
        sheet.text(60, y + 38, name, 15, True, color)
        sheet.text(330, y + 38, surveyed, 20, True, INK)
        sheet.text(60, y + 84, answered, 13, True, MUTED)
        sheet.text(330, y + 84, count, 20, True, color)
        sheet.text(330, y + 108, percent, 12, False, INK)
        sheet.rect(60, y + 122, 500, 10, "#cfd6e2")
        sheet.rect(60, y + 122, 500 * amount(sheet, percent) / 100, 10, color)
    name, percent, label, counts = content.total
    sheet.text(776, 120, name, 18, True, INK, 0.5)
    gauge(sheet, 776, 240, 92, amount(sheet, percent) / 100, SERIES[0])
    sheet.text(776, 252, percent, 32, True, INK, 0.5)
    sheet.text(776, 366, label, 13, True, INK, 0.5)
    sheet.text(776, 388, counts, 13, False, INK, 0.5)


def _missions(sheet: Sheet, content: Missions, order: Sequence[str]) -> None:
    everyone = sheet.numbers.number("response.responded.all.count")
    sheet.text(36, 76, content.unit, 10, False, MUTED)
    for n, (name, count, percent) in enumerate(content.missions):
        x = 126 + n * 177
        gauge(sheet, x, 134, 52, amount(sheet, count) / everyone, SERIES[n])
        if percent:
            sheet.text(x, 142, percent, 22, True, SERIES[n], 0.5)
        with sheet.block():
            bottom = sheet.paragraph(x - 80, 194, name, 160, 11, True, INK, 0.5)
            sheet.text(x, bottom + 14, count, 12, False, INK, 0.5)
    for n, (name, count, percent) in enumerate(content.kinds):
        y = 290 + n * 52
        sheet.rect(36, y, 894, 44, PALE)
        sheet.text(52, y + 28, name, 14, True, INK)
        sheet.text(300, y + 28, count, 14)
        sheet.rect(490, y + 16, 330, 12, "#cfd6e2")
        sheet.rect(490, y + 16, 330 * amount(sheet, percent) / 100, 12, SERIES[n])
        sheet.text(910, y + 29, percent, 16, True, SERIES[n], 1)


def _scores(sheet: Sheet, content: Scores, order: Sequence[str]) -> None:
    sheet.text(36, 80, content.overall, 13, True, SERIES[0])
    if content.n:
        sheet.text(36 + sheet.width(content.overall, 13, True) + 14, 80, content.n, 11, False, MUTED)
    step = 396 / len(content.pillars)
    for n, (name, score) in enumerate(content.pillars):
        y = 100 + (n + 0.5) * step
        sheet.text(36, y + 4, name, 11.5, False, INK)
        x0, x1 = 270, 270 + 280 * amount(sheet, score) / 100
        sheet.line(x0, y, x0 + 280, y, EMPTY, 1)
        sheet.line(x0, y, x1, y, SERIES[0], 3)
        sheet.ring(x1, y, 6, 0, 0, 360, SERIES[0])
        sheet.text(x1 + 12, y + 5, score, 13, True, INK)
    for n, (what, name, score) in enumerate(content.extremes):
        y, color = 120 + n * 190, (SERIES[0], SERIES[4])[n]
        sheet.rect(640, y, 290, 160, PALE)
        sheet.rect(640, y, 290, 4, color)
        sheet.text(658, y + 34, what, 16, True, color)
        sheet.paragraph(658, y + 46, name, 250, 12)
        sheet.text(658, y + 138, score, 22, True, color)


def _panels(sheet: Sheet, content: Panels, order: Sequence[str]) -> None:
    for n, (name, overall, subs) in enumerate(content.panels):
        x, y, color = 36 + n % 3 * 302, 62 + n // 3 * 232, SERIES[n]
        tall = 260 if n < 3 else 200
        y = 62 if n < 3 else 332
        sheet.rect(x, y, 290, tall, None, RULE)
        sheet.text(x + 10, y + 18, name, 11.5, True, color)
        sheet.text(x + 10, y + 34, overall, 10.5, True, INK)
        step = (tall - 44) / len(subs)
        for k, (label, score) in enumerate(subs):
            top = y + 40 + k * step
            sheet.text(x + 10, top + 11, label, 9.5)
            sheet.text(x + 10, top + 25, score, 11, True, color)
            sheet.rect(x + 48, top + 17, 230, 8, "#e6eaf1")
            sheet.rect(x + 48, top + 17, 230 * amount(sheet, score) / 100, 8, color)


def _services(sheet: Sheet, content: Services, order: Sequence[str]) -> None:
    color = LEVEL_INK["province" if "province" in content.totals[0][0] else "department"]
    sheet.rect(36, 60, 110, 40, color)
    sheet.text(91, 85, content.level, 15, True, "#ffffff", 0.5)
    sheet.rect(154, 60, 330, 40, PALE)
    sheet.text(166, 85, content.have, 13, True, INK)
    for n, (value, unit) in enumerate(content.totals):
        with sheet.block():
            sheet.text(240 + n * 122, 86, value, 17, True, color)
            sheet.text(246 + n * 122 + sheet.width(value, 17, True), 86, unit, 10)
    label, value, unit = content.electronic
    sheet.rect(500, 60, 430, 40, INK)
    sheet.text(514, 85, label, 13, True, "#ffffff")
    with sheet.block():
        sheet.text(800, 86, value, 19, True, "#ffffff")
        sheet.text(806 + sheet.width(value, 19, True), 86, unit, 10, False, "#ffffff")
    for n, (head, parts) in enumerate(content.splits):
        x, y, width = 36 + n * 300, 108, 290
        sheet.rect(x, y, width, 202, None, RULE)
        top = y + 5
        with sheet.block():
            for k, text in enumerate(head):
                sheet.text(x + 10, y + 16 + 15 * k, text, 10.5, k == 0, color if k == 0 else INK)
                top = y + 22 + 15 * k
        step = (y + 200 - top) / len(parts)
        whole = sum(amount(sheet, value) for _, value, _ in parts)
        for k, (text, value, unit) in enumerate(parts):
            middle = top + (k + 0.5) * step
            tall = sheet.height(text, 196, 8.2, leading=1.25)
            with sheet.block():
                sheet.paragraph(x + 10, middle - tall / 2 - 2, text, 196, 8.2, leading=1.25)
                sheet.text(x + 244, middle + 5, value, 14, True, color, 1)
                sheet.text(x + 250, middle + 4, unit, 9)
            length = 270 * min(1, amount(sheet, value) / whole)
            sheet.rect(x + 10, top + (k + 1) * step - 3, 270, 1.6, "#e6eaf1")
            sheet.rect(x + 10, top + (k + 1) * step - 3, length, 1.6, color)
    for n, (title, answers) in enumerate(content.facts):
        x, y = 36 + n % 3 * 300, 318 + n // 3 * 94
        sheet.rect(x, y, 290, 88, PALE)
        with sheet.block():
            bottom = sheet.paragraph(x + 10, y + 3, title, 272, 9.5, True, INK, leading=1.3) + 1
            if len(answers[0]) == 3:
                for k, answer in enumerate(answers):
                    for j, text in enumerate(answer):
                        sheet.text(x + 10 + k * 92, bottom + 13 + 14 * j, text, 9.5, j > 0, color if j else INK)
            else:
                for k, answer in enumerate(answers):
                    baseline = bottom + 14 + k * 15
                    for j, text in enumerate(answer):
                        last = j == len(answer) - 1
                        sheet.text(
                            x + (278 if last else 10), baseline, text, 9.5, last, color if last else INK, float(last)
                        )


def _advice(sheet: Sheet, content: Advice, order: Sequence[str]) -> None:
    size = 12.5
    need = sum(sheet.height(name, 890, 13, True) + 8 + sum(sheet.height(b, 860, size) + 3 for b in bullets)
               for name, bullets in content.parts)  # fmt: skip
    gap = min(40.0, (450 - need) / len(content.parts))
    y = 66.0
    for n, (name, bullets) in enumerate(content.parts):
        y = sheet.paragraph(36, y, name, 890, 13, True, SERIES[n]) + 8
        for bullet in bullets:
            y = sheet.paragraph(58, y, bullet, 860, size) + 3
        y += gap


_PAGES: dict[type, Callable[[Sheet, Any, Sequence[str]], None]] = {
    Table: _table, Cover: _cover, Divider: _divider, Response: _response, Missions: _missions, Scores: _scores,
    Panels: _panels, Services: _services, Advice: _advice,
}  # fmt: skip
