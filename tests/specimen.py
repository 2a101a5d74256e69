"""A document of every kind of block, in both languages, for the tests of what sets and archives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from dgreport.model import Bilingual
from dgreport.rendering import typeset
from dgreport.rendering.archive import archive
from dgreport.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    FigureSpec,
    Heading,
    KeyFigure,
    KeyFigures,
    ListBlock,
    Paragraph,
    Point,
    Series,
    Table,
)


def b(th: str, en: str | None = None) -> Bilingual:
    return Bilingual(th=th, en=en)


TITLE = b("ความพร้อมของหน่วยงานน้ำ", "Readiness of water agencies")
TH = (
    "หน่วยงานทั้งหมดตอบแบบสำรวจเมื่อวันที่ 29 พฤศจิกายน 2560 ทั้งนี้ จำนวนตัวอย่างเป็นตัวแทนของแต่ละกลุ่มได้ที่ระดับความเชื่อมั่นที่กำหนด "
    "และข้อมูลต่าง ๆ ที่ใช้ได้ผ่านการตรวจสอบซ้ำแล้ว"
)
EN = "All agencies answered on 29 November 2560 (2017); the sample stands for each group at the stated confidence."
SPEC = FigureSpec(
    id="gap",
    kind="dumbbell",
    title=b("กรมนำหน้าจังหวัดทุกเรื่อง", "Departments lead provinces throughout"),
    categories=(b("น้ำประปา", "Tap water"),),
    series=(Series(b("ระดับกรม", "departments"), (Point(Decimal("7.5")),), "department"),),
    unit=b("คะแนน", "points"),
    alt=b("น้ำประปา: กรม 7.5 คะแนน", "Tap water: departments 7.5 points"),
    levels=("department", "province"),
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="459pt" height="120pt"><rect width="459" height="120" '
    'style="fill: #bc5210; opacity: 0.1"/><text x="20" y="40" style="font-size: 9px; font-family: \'Sarabun\'; '
    'font-weight: 600; fill: #14508f">ป้ายน้ำปั๊ม 7.5</text></svg>'
).encode()


def rows(count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Cell(b(f"ข้อค้นพบที่ {number} ว่าด้วยน้ำดื่ม", f"Finding {number} on drinking water"), anchor=f"finding.{number}"),
            Cell(f"{number:,}.5", number=True, emphasis=number == 3),
            Cell(b("ไม่ได้สำรวจ", "not surveyed"), number=True),
        )
        for number in range(1, count + 1)
    )


COLUMNS = (
    Column(b("ข้อค้นพบ", "Finding"), 4),
    Column(b("ระดับกรม", "Departments"), 1, True, "department"),
    Column(b("ระดับจังหวัด", "Provinces"), 1, True, "province"),
)
BLOCKS: tuple[Block, ...] = (
    Heading(b("ภาพรวมทั้งประเทศ", "The whole country"), 1, "overview", b("ภาพรวม", "Overview")),
    Paragraph(b("กรมพร้อมกว่าจังหวัดมาก", "Departments are far readier than provinces."), "lead", (3, 4, 5, 9)),
    KeyFigures(
        (
            KeyFigure("1,453", b("หน่วยงาน", "agencies"), b("ตอบแบบสำรวจ", "answered")),
            KeyFigure("66.0", b("คะแนน", "points"), b("คะแนนกรม", "score of departments"), "department"),
        )
    ),
    Heading(b("การตอบกลับ", "Response"), 2, "response"),
    Paragraph(b(TH, EN), sources=(2,)),
    Heading(b("รายละเอียดย่อย", "Details"), 3, "details"),
    Paragraph(b("ประโยคนี้ยังไม่มีคำแปล")),
    Paragraph(b("หมายเหตุตัวเล็ก", "Small print"), "note"),
    Paragraph(b("“ควรเร่งพัฒนา” คือคำของต้นฉบับ", "‘Develop soon’ are the words of the source"), "quote", (35,)),
    ListBlock((Paragraph(b("ข้อแรกสุด", "first of all")), Paragraph(b("ข้อที่สอง", "second of all"))), ordered=True),
    ListBlock((Paragraph(b("ไม่เรียงลำดับ", "in no order")),)),
    Figure(SPEC, b("หน่วย: คะแนน เต็มสิบ", "Unit: points out of ten"), (10,)),
    Table(
        COLUMNS,
        (
            (
                Cell(b("ดูข้อค้นพบ", "see the finding")),
                Cell("3.5", True, link="finding.3"),
                Cell("4.5", True, link="nowhere"),
            ),
        ),
        b("ตารางสรุปผล", "Summary of results"),
        (10, 11),
    ),
    Heading(b("ข้อค้นพบทั้งหมด", "All findings"), 1, "findings"),
    Table(COLUMNS, rows(440), dense=True),
)
DOCUMENT = Document(
    TITLE,
    b("ผลสำรวจปี 2560", "Survey of 2560 (2017)"),
    b("เรียบเรียงใหม่จาก source.pdf", "Rebuilt from source.pdf"),
    BLOCKS,
    keywords=("น้ำ", "water"),
    levels=("department", "province"),
)


def svg(spec: FigureSpec) -> bytes:
    return SVG


def write(document: Document, path: Path, figures: Callable[[FigureSpec], bytes] = svg) -> typeset.Typeset:
    """Sets the document into a file as it is published."""
    done = typeset.typeset(document, figures)
    path.write_bytes(archive(done.pdf, done.structure, document))
    return done


_ODD = (
    "",
    "  ",
    "ก",
    "น้ำ ที่ Cloud",
    "abc def",
    "66.0",
    "(x) ก ‘Data’ ข",
    "ๆ",
    "\0",
    "a\ud800",
    "ก" * 300,
    "word " * 80,
    "–",
)


def random_document(random: Random) -> Document:
    """A document of blocks in any order, with any texts, also such as no report has."""

    def word() -> str:
        return random.choice(_ODD)

    def text() -> Bilingual:
        return b(word(), random.choice([None, word(), word()]))

    def cell() -> Cell:
        said = random.choice([text(), word()])
        anchor, link = random.choice(["", "x", word()]), random.choice(["", "x", "nowhere"])
        return Cell(said, random.random() < 0.4, anchor, link, random.random() < 0.2)

    def paragraph() -> Paragraph:
        return Paragraph(text(), random.choice(["body", "lead", "note", "quote"]), random.choice([(), (3,)]))

    def table() -> Table:
        columns = tuple(Column(text(), 1, random.random() < 0.5) for _ in range(random.randrange(4)))
        cells = tuple(tuple(cell() for _ in columns) for _ in range(random.choice([0, 1, 5, 40])))
        return Table(columns, cells, random.choice([None, text()]), (2,), random.random() < 0.5)

    def key_figure() -> KeyFigure:
        return KeyFigure(word(), text(), text(), "", random.choice(["", "x"]))

    def block() -> Block:
        kinds: list[Callable[[], Block]] = [
            lambda: Heading(text(), random.choice([1, 2, 3]), word(), random.choice([None, text()])),
            paragraph,
            lambda: ListBlock(tuple(paragraph() for _ in range(random.randrange(4))), random.random() < 0.5),
            lambda: KeyFigures(tuple(key_figure() for _ in range(random.randrange(6)))),
            table,
            lambda: Figure(replace(SPEC, id=word(), title=text(), alt=text()), text(), random.choice([(), (1, 2)])),
        ]
        return random.choice(kinds)()

    blocks = tuple(block() for _ in range(random.randrange(1, 14)))
    return Document(text(), text(), text(), blocks, random.choice(["th", "en", "both"]), (word(),))
