"""The report as Markdown, read back by GitHub's own parser."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from dgreport.model import Bilingual
from dgreport.rendering import markdown
from dgreport.rendering.document import (
    Cell,
    Column,
    Document,
    Figure,
    FigureSpec,
    Heading,
    KeyFigure,
    KeyFigures,
    Language,
    ListBlock,
    Paragraph,
    Point,
    Series,
    Table,
)
from dgreport.rendering.markdown import escaped
from dgreport.rendering.outline import outline
from documents import HOSTILE, Reader, b, bare, document, texts
from reports import golden_report


def shown(text: str) -> str:
    """Markdown as GitHub shows it, raw HTML and all."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def read(text: str) -> str:
    """What of it is read."""
    return Reader(re.sub(r"<(img|br|hr)([^>]*?) ?/?>", r"<wbr\2>", shown(text))).text


SIGNS = (
    *HOSTILE,
    "# a heading",
    "- an item",
    "+ another",
    "1. the first",
    "23) the next",
    "> a quote",
    "---",
    "===",
    ":---: | ---",
    "| a | b |",
    "```js",
    "~~~",
    "**bold** __bold__ *slanted* _slanted_ ~~struck~~ `code`",
    "[text](javascript:alert(1)) ![picture](/etc/passwd) [ref] [^1] [x]: y",
    "<javascript:alert(1)> https://example.org http://a.b ftp://a.b www.example.org",
    "mailto:me@example.org me@example.org",
    "HTTPS://EXAMPLE.ORG WWW.EXAMPLE.ORG xmpp:me@example.org",
    "back\\slash \\# \\",
    ":smile: a:b:c",
    "$x$ $$y$$ \\(z\\)",
    "&copy; &#35; &amp;lt;",
    "2560. 3.5",
    "   indented",
)


@pytest.mark.parametrize("text", SIGNS)
def test_nothing_in_a_text_is_markup(text: str) -> None:
    alone = shown(escaped(text))
    assert re.sub(r"<!-- -->|</?span>", "", alone).count("<") == 2, alone  # one paragraph
    assert alone.startswith("<p>")
    wanted = bare(markdown.plain(text))
    assert bare(read(escaped(text))) == wanted
    for within in (f"- {escaped(text)}", f"## {escaped(text)}", f"**{escaped(text)}**"):
        assert wanted in bare(read(within))
    table = f"| a | b |\n| --- | --- |\n| {escaped(text)} | c |"
    assert shown(table).count("<td>") == 2
    assert wanted in bare(read(table))


def test_numbers_and_sentences_are_left_as_they_are() -> None:
    for text in ("57.9", "1,453", "ร้อยละ 22.", "ระดับกรม 57.9 คะแนน (สไลด์ 4)", "‘Develop soon’: 3.5%!"):
        assert escaped(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_document_is_markup(text: str) -> None:
    tame = Reader(re.sub("<br ?/?>", "<wbr>", shown(markdown.render(document(b("x", "y"))))))
    made = markdown.render(document(b(text, text[::-1]), anchor=text))
    found = Reader(re.sub("<br ?/?>", "<wbr>", shown(made)))
    assert found.elements <= tame.elements | {"span"}
    assert set(found.attributes) <= set(tame.attributes)
    assert all(re.fullmatch(r"#[\w.-]+", address) for address in found.attributes["href"])
    assert bare(markdown.plain(b(text).th)) in bare(found.text)
    made.encode("utf-8")


@pytest.mark.parametrize("language", ["th", "en", "both"])
def test_every_text_of_the_document_is_said(language: Language) -> None:
    report = outline(golden_report(), language)
    made = markdown.render(report, lambda spec: "figures/x.svg")
    said = bare(read(made))
    for text in texts(report):
        wanted = [text.en or text.th] if language == "en" else [text.th]
        if language == "both" and text.en is not None:
            wanted.append(text.en)
        for one in wanted:
            assert bare(one) in said, one
    assert made.startswith(f"{markdown.SIGN}\n\n# ")
    assert made.endswith("\n")
    assert "\n\n\n" not in made


SPEC = FigureSpec(
    id="gap",
    kind="dumbbell",
    title=b("กรมนำหน้า", "Departments lead"),
    categories=(b("น้ำ", "Water"), b("ไฟ", "Power")),
    series=(
        Series(b("กรม", "departments"), (Point(Decimal("7.50")), Point(Decimal("22"), count=Decimal("1453"))), "d"),
        Series(b("จังหวัด", "provinces"), (Point(None), Point(None, note=b("ไม่มีการสำรวจ", "not surveyed"))), "p"),
    ),
    unit=b("ร้อยละ", "percent"),
    alt=b("น้ำ: 7.50", "Water: 7.50"),
)


def test_a_report_as_it_is_written() -> None:
    blocks = (
        Heading(b("กรมสูงกว่า", "Departments are higher"), 1, "glance", b("ภาพรวม", "At a glance")),
        Paragraph(b("สองภาษา", "Two languages"), "lead", (3, 4, 9)),
        Paragraph(b("คำของต้นฉบับ"), "quote", (2,)),
        KeyFigures((KeyFigure("57.8", b("คะแนน", "points"), b("คะแนนรวม", "overall")),)),
        ListBlock((Paragraph(b("หนึ่ง", "one")), Paragraph(b("สอง", "two"))), ordered=True),
        Figure(SPEC, b("หน่วย: ร้อยละ", "Unit: percent"), (10,)),
        Table(
            (Column(b("รายการ", "Item")), Column(b("ค่า", "Value"), number=True)),
            (
                (Cell(b("น้ำ", "Water"), anchor="f.1"), Cell("7.50", link="f.1")),
                (Cell(b("รวม", "All"), emphasis=True), Cell("9", link="nowhere")),
            ),
            b("ตาราง", "Table"),
        ),
    )
    report = Document(b("ชื่อ", "Title"), b("ย่อย", "Subtitle"), b("จาก ก.pdf", "From ก.pdf"), blocks)
    assert markdown.render(report) == (
        """\
<!-- generator: dgreport -->

# ชื่อ

*Title*

ย่อย

*Subtitle*

จาก ก.pdf

*From ก.pdf*

**สารบัญ · Contents**

- ภาพรวม · At a glance: [กรมสูงกว่า · Departments are higher](#glance)

<a id="glance"></a>

## ภาพรวม · At a glance

**กรมสูงกว่า**

*Departments are higher*

สองภาษา (สไลด์ 3–4, 9)

*Two languages* (Slides 3–4, 9)

> คำของต้นฉบับ† (สไลด์ 2 · Slide 2)

|  |  |
| ---: | --- |
| **57.8** คะแนน · points | คะแนนรวม<br>overall |

1. หนึ่ง\\
   *one*
2. สอง\\
   *two*

**กรมนำหน้า**

*Departments lead*

|  | กรม<br>departments | จังหวัด<br>provinces |
| --- | ---: | ---: |
| น้ำ<br>Water | 7.50 | ไม่ระบุ<br>not stated |
| ไฟ<br>Power | 22 (1,453) | ไม่มีการสำรวจ<br>not surveyed |

หน่วย: ร้อยละ (สไลด์ 10)

*Unit: percent* (Slide 10)

**ตาราง**

*Table*

| รายการ<br>Item | ค่า<br>Value |
| --- | ---: |
| <a id="f.1"></a>น้ำ<br>Water | [7.50](#f.1) |
| **รวม**<br>**All** | 9 |
"""
    )


def test_figures_are_pictures_where_there_are_files() -> None:
    report = Document(b("ก"), b("ข"), b("ค"), (Figure(SPEC, b("หน่วย", "unit")),))
    made = markdown.render(report, lambda spec: f"figures/{spec.id}.svg")
    assert "![น้ำ: 7.50 · Water: 7.50](figures/gap.svg)" in made
    assert "| --- |" not in made
    assert "![Water: 7.50](figures/gap.svg)" in markdown.render(
        replace(report, language="en"), lambda spec: f"figures/{spec.id}.svg"
    )


def test_what_is_not_translated_is_marked() -> None:
    report = Document(Bilingual(th="ก"), b("ข"), b("ค"), (Paragraph(b("ง")),))
    assert "\nง†\n" in markdown.render(report)
    assert "†" not in markdown.render(replace(report, language="th"))
