"""Another family of reports: the yearbook of a health office that does not exist, three A4 pages of ruled tables.

The province, its districts and every number are invented, and the report says so. Rows are districts, services or
diseases; columns are resources, years, targets; there are totals, percentages, changes (some below zero) and rates.
`deck(seed)` draws the numbers and the order of the districts. In an odd seed's report one printed total is wrong, in an
even one's all add up. Written by ReportLab from IBM Plex Sans Thai; its text layer says private characters
(U+F70A to U+F70E) for tone marks and thanthakhat, as PostScript drivers and their distillers do.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .face import FONTS, Face
from .numbers import Numbers
from .sheet import ABOVE, BELOW, Sheet
from .writing import write

SIZE = (595.28, 841.89)
INK, RULE, HEAD = "#111111", "#555555", "#e8ece4"
#: What the body's tone marks and thanthakhat are said to be.
PRIVATE = dict(zip("่้๊๋์", map(chr, range(0xF70A, 0xF70F)), strict=True))
DISTRICTS = (
    ("muang", "เมืองแสนตอ"), ("ban_mai", "บ้านใหม่ใต้"), ("tha_ruea", "ท่าเรือเก่า"), ("don_kaeo", "ดอนแก้วกล้า"),
    ("nong_bua", "หนองบัวน้ำใส"), ("khao_lom", "เขาล้อมรั้ว"),
)  # fmt: skip
RESOURCES = (
    ("population", "ประชากรกลางปี", "คน", "persons"), ("hospitals", "โรงพยาบาล", "แห่ง", "hospitals"),
    ("beds", "เตียงผู้ป่วย", "เตียง", "beds"), ("doctors", "แพทย์", "คน", "persons"),
    ("nurses", "พยาบาลวิชาชีพ", "คน", "persons"),
)  # fmt: skip
SERVICES = (
    ("outpatient_visits", "ผู้ป่วยนอก (ครั้ง)", "visits", 612_000), ("admissions", "ผู้ป่วยใน (ราย)", "cases", 48_700),
    ("births", "การคลอด (ราย)", "cases", 3_900), ("road_injuries", "ผู้บาดเจ็บจากอุบัติเหตุทางถนน (ราย)", "cases", 5_450),
)  # fmt: skip
DISEASES = (
    ("hypertension", "ความดันโลหิตสูง", 9_800), ("diabetes", "เบาหวาน", 7_400), ("influenza", "ไข้หวัดใหญ่", 4_100),
    ("dengue", "ไข้เลือดออก", 1_250), ("food_poisoning", "อาหารเป็นพิษ", 930),
)  # fmt: skip
YEARS = ("2564", "2565", "2566")
_LEFT, _RIGHT = 56.0, SIZE[0] - 50


@dataclass
class _Report:
    """The pages as they fill, and the findings with their boxes."""

    faces: tuple[Face, Face]
    sheets: list[Sheet] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)

    def page(self) -> Sheet:
        number = len(self.sheets) + 1
        self.sheets.append(Sheet(number, number, Numbers({}), self.faces))
        self.lines.append([])
        self.say(_LEFT, 40, "สำนักงานสาธารณสุขจังหวัดแสนตอ", 9)
        self.say(_RIGHT, 40, "รายงานสถิติสุขภาพ ปีงบประมาณ 2566", 9, align=1)
        self.sheets[-1].line(_LEFT, 46, _RIGHT, 46, RULE, 0.5)
        self.say(SIZE[0] / 2, 812, f"หน้า {number}", 9, align=0.5)
        return self.sheets[-1]

    def say(self, x: float, y: float, text: str, size: float = 10, bold: bool = False, align: float = 0.0) -> None:
        self.sheets[-1].text(x, y, text, size, bold, INK, align)
        self.lines[-1].append(text)

    def figure(
        self, x: float, y: float, value: Decimal, unit: str, record: str, bold: bool = False, **about: Any
    ) -> None:
        """A number that ends at `x`."""
        text, size = f"{value:,f}", 10.0
        width = self.faces[bold].width(text, size)
        self.say(x, y, text, size, bold, 1)
        box = [round(edge, 2) for edge in (x - width, y - ABOVE * size, x, y + BELOW * size)]
        place = {"page": len(self.sheets), "bbox": box}
        self.records.append(
            {"id": record, "topic": record.rsplit(".", 2)[0], "level": str(about["year"]), "unit": unit,
             "value": f"{value:f}", "printed": text, **place, "occurrences": [{"printed": text, **place}]} | about
        )  # fmt: skip

    def table(self, top: float, caption: str, widths: Sequence[float], heads: Sequence[Sequence[tuple[str, int]]],
              rows: Sequence[Sequence[Any]]) -> float:  # fmt: skip
        """A ruled table: `heads` are rows of (text, columns spanned), a cell is a text or a figure's arguments."""
        sheet = self.sheets[-1]
        self.say(_LEFT, top, caption, 11, True)
        y = top + 10
        edges = [_LEFT + sum(widths[:n]) for n in range(len(widths) + 1)]
        for head in heads:
            tall = 14.0 * max(
                len(sheet.wrapped(text, _span(edges, n, head)[1] - 8, 9.5, True)) for n, (text, _) in enumerate(head)
            )
            sheet.rect(edges[0], y, edges[-1] - edges[0], tall + 8, HEAD)
            for n, (text, _) in enumerate(head):
                left, wide = _span(edges, n, head)
                for k, line in enumerate(sheet.wrapped(text, wide - 8, 9.5, True) if text else []):
                    self.say(left + wide / 2, y + 14 + 14 * k, line, 9.5, True, 0.5)
                sheet.rect(left, y, wide, tall + 8, None, RULE)
            y += tall + 8
        for row in rows:
            last = row is rows[-1] and row[0] == "รวม"
            for n, cell in enumerate(row):
                sheet.rect(edges[n], y, widths[n], 21, None, RULE)
                if isinstance(cell, str):
                    self.say(edges[n] + 6, y + 14.5, cell, 10, last)
                else:
                    value, unit, record, about = cell
                    self.figure(edges[n + 1] - 8, y + 14.5, value, unit, record, last, **about)
            y += 21
        return y


def _span(edges: Sequence[float], n: int, head: Sequence[tuple[str, int]]) -> tuple[float, float]:
    first = sum(columns for _, columns in head[:n])
    return edges[first], edges[first + head[n][1]] - edges[first]


def deck(seed: int, name: str = "health") -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth; the truth's `inconsistent` names the totals that are printed wrong."""
    faces = (
        Face(FONTS / "IBMPlexSansThai_400Regular.ttf", "YearbookText"),
        Face(FONTS / "IBMPlexSansThai_700Bold.ttf", "YearbookHeading"),
    )
    rng, report = random.Random(seed), _Report(faces)
    districts = list(DISTRICTS)
    rng.shuffle(districts)
    report.page()
    report.say(_LEFT, 84, "รายงานสถิติสุขภาพจังหวัดแสนตอ", 20, True)
    report.say(_LEFT, 108, "ปีงบประมาณ 2566", 14)
    report.say(_LEFT, 130, "จังหวัด อำเภอ และตัวเลขทั้งหมดในรายงานนี้สมมติขึ้นเพื่อการทดสอบ", 10)
    wrong = _resources(report, rng, districts, off=seed % 2 == 1)
    report.page()
    _services(report, rng)
    _vaccines(report, rng, districts)
    report.page()
    _diseases(report, rng)
    size = [round(edge, 2) for edge in SIZE]
    pages = [{"page": number, "lines": lines} for number, lines in enumerate(report.lines, 1)]
    truth = {
        "variant": "health", "seed": seed, "files": {"damaged": f"{name}.pdf"}, "invented": True,
        "bbox": "x0, top, x1, bottom in points, origin top left, page numbers from 1", "page_size": size,
        "records": report.records, "inconsistent": wrong, "pages": pages,
    }  # fmt: skip
    damage: tuple[dict[str, str], ...] = (PRIVATE, {})
    return write(report.sheets, faces, SIZE, damage, "Health statistics of an invented province", shuffled=False), truth


def _resources(report: _Report, rng: random.Random, districts: Sequence[tuple[str, str]], off: bool) -> list[str]:
    """Table 1: resources by district with totals, one of them wrong if `off`."""
    table: dict[tuple[str, str], Decimal] = {}
    for key, _ in districts:
        people = rng.randint(31_000, 92_000) * (2 if key == "muang" else 1)
        beds = rng.choice((30, 60, 90, 120)) + (300 if key == "muang" else 0)
        for what, value in (
            ("population", people), ("hospitals", 3 if key == "muang" else rng.randint(1, 2)), ("beds", beds),
            ("doctors", round(people / rng.randint(2_900, 4_400))), ("nurses", round(people / rng.randint(420, 640))),
        ):  # fmt: skip
            table[key, what] = Decimal(value)
    totals = {what: sum((table[key, what] for key, _ in districts), Decimal(0)) for what, *_ in RESOURCES}
    wrong = []
    if off:
        totals["nurses"] += 10
        wrong.append("nurses.total.2566.persons")

    def row(key: str, name: str, values: dict[str, Decimal]) -> list[Any]:
        return [name, *(
            (values[what], unit, f"{what}.{key}.2566.{unit}", {"row": name, "column": head, "year": 2566})
            for what, head, _, unit in RESOURCES
        )]  # fmt: skip

    rows = [row(key, name, {what: table[key, what] for what, *_ in RESOURCES}) for key, name in districts]
    rows.append(row("total", "รวม", totals))
    heads = [
        [("อำเภอ", 1), *((head, 1) for _, head, _, _ in RESOURCES)],
        [("", 1), *((f"({u})", 1) for _, _, u, _ in RESOURCES)],
    ]
    bottom = report.table(176, "ตารางที่ 1 ทรัพยากรสาธารณสุข จำแนกรายอำเภอ ปี 2566", (109, 84, 72, 72, 68, 84), heads, rows)
    report.say(_LEFT, bottom + 18, "ที่มา: ทะเบียนสมมติของสำนักงานสาธารณสุขจังหวัดแสนตอ", 9)
    rate = (totals["beds"] * 1000 / totals["population"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = "อัตราเตียงผู้ป่วยต่อประชากร 1,000 คน เท่ากับ "
    report.say(_LEFT, bottom + 48, text, 10)
    width = report.faces[0].width(text + "0.00", 10)
    column = "อัตราเตียงผู้ป่วยต่อประชากร 1,000 คน"
    about: dict[str, Any] = {"row": "", "column": column, "year": 2566}
    report.figure(_LEFT + width, bottom + 48, rate, "per_1000", "bed_rate.all_districts.2566.rate", **about)
    return wrong


def _services(report: _Report, rng: random.Random) -> None:
    """Table 2: services by year, and the change of the last year in percent."""
    rows = []
    for key, name, unit, about in SERVICES:
        values = [Decimal(round(about * rng.uniform(0.85, 1.15))) for _ in YEARS]
        change = ((values[2] - values[1]) * 100 / values[1]).quantize(Decimal("0.1"), ROUND_HALF_UP)
        cells = [
            (value, unit, f"services.{key}.{year}.{unit}", {"row": name, "column": f"ปี {year}", "year": int(year)})
            for year, value in zip(YEARS, values, strict=True)
        ]
        column = {"row": name, "column": "เปลี่ยนแปลงจากปีก่อน (ร้อยละ)", "year": 2566}
        rows.append([name, *cells, (change, "percent_change", f"service_change.{key}.2566.change", column)])
    heads = [[("บริการ", 1), *((f"ปี {year}", 1) for year in YEARS), ("เปลี่ยนแปลงจากปีก่อน (ร้อยละ)", 1)]]
    report.table(84, "ตารางที่ 2 การให้บริการของโรงพยาบาล ปี 2564 ถึง 2566", (189, 72, 72, 72, 84), heads, rows)


def _vaccines(report: _Report, rng: random.Random, districts: Sequence[tuple[str, str]]) -> None:
    """Table 3: children to be vaccinated, vaccinated, and the share."""
    head = ("จำนวนเด็กเป้าหมาย (คน)", "ได้รับวัคซีนครบ (คน)", "ความครอบคลุม (ร้อยละ)")
    pairs = []
    for key, name in districts:
        children = rng.randint(410, 1_290)
        pairs.append((key, name, Decimal(children), Decimal(round(children * rng.uniform(0.78, 0.99)))))
    pairs.append(("total", "รวม", sum((p[2] for p in pairs), Decimal(0)), sum((p[3] for p in pairs), Decimal(0))))
    rows = []
    for key, name, target, done in pairs:
        share = (done * 100 / target).quantize(Decimal("0.1"), ROUND_HALF_UP)
        cells = (("target", target, "persons"), ("vaccinated", done, "persons"), ("vaccinated", share, "percent"))
        rows.append([name, *(
            (value, unit, f"{what}.{key}.2566.{unit}", {
                "row": name, "column": column, "year": 2566,
                **({"of": f"{target:f}", "of_basis": "stated"} if what == "vaccinated" else {}),
            })
            for (what, value, unit), column in zip(cells, head, strict=True)
        )])  # fmt: skip
    heads = [[("อำเภอ", 1), *((text, 1) for text in head)]]
    caption = "ตารางที่ 3 ความครอบคลุมการได้รับวัคซีนขั้นพื้นฐานของเด็กอายุครบ 1 ปี ปี 2566"
    bottom = report.table(300, caption, (129, 120, 120, 120), heads, rows)
    report.say(_LEFT, bottom + 18, "หมายเหตุ: ร้อยละคิดจากจำนวนเด็กเป้าหมายของแต่ละอำเภอ", 9)


def _diseases(report: _Report, rng: random.Random) -> None:
    """Table 4: the five diseases that most fell ill with, two years side by side, each with number and rate."""
    people = {"2565": Decimal(rng.randint(428_000, 436_000)), "2566": Decimal(rng.randint(437_000, 446_000))}
    counts = {
        key: {year: Decimal(round(about * rng.uniform(0.88, 1.12))) for year in people} for key, _, about in DISEASES
    }
    rows = []
    for rank, (key, name, _) in enumerate(DISEASES, 1):
        row: list[Any] = [f"{rank}. {name}"]
        for year, population in people.items():
            rate = (counts[key][year] * 100_000 / population).quantize(Decimal("0.1"), ROUND_HALF_UP)
            for what, value, unit, column in (
                ("cases", counts[key][year], "cases", "จำนวน (ราย)"), ("rate", rate, "per_100000", "อัตราต่อแสนคน"),
            ):  # fmt: skip
                about = {"row": name, "column": f"ปี {year}: {column}", "year": int(year), "rank": rank}
                row.append((value, unit, f"diseases.{key}.{year}.{what}", about))
        rows.append(row)
    heads = [
        [("อันดับและโรค", 1), ("ปี 2565", 2), ("ปี 2566", 2)],
        [("", 1), *((text, 1) for _ in people for text in ("จำนวน (ราย)", "อัตราต่อแสนคน"))],
    ]
    bottom = report.table(84, "ตารางที่ 4 โรคที่มีผู้ป่วยมากที่สุด 5 อันดับแรก", (149, 85, 85, 85, 85), heads, rows)
    report.say(_LEFT, bottom + 18, "ประชากรกลางปีที่ใช้คำนวณอัตรา", 9)
    for n, (year, population) in enumerate(people.items()):
        report.say(_LEFT + 12, bottom + 36 + 16 * n, f"ปี {year}", 10)
        place: dict[str, Any] = {"row": f"ปี {year}", "column": "ประชากรกลางปีที่ใช้คำนวณอัตรา", "year": int(year)}
        record = f"diseases.population.{year}.persons"
        report.figure(_LEFT + 120, bottom + 36 + 16 * n, population, "persons", record, **place)
        report.say(_LEFT + 124, bottom + 36 + 16 * n, "คน", 10)
