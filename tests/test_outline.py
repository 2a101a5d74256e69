"""From a report to a document: what is said, in which order, for whole, partial and bare reports."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from dgreport.model import Bilingual, Finding, Group, Issue, Place, Report, Section, Statement
from dgreport.rendering.document import (
    UNTRANSLATED_MARK,
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Table,
    finding_anchor,
)
from dgreport.rendering.outline import outline
from reports import DEPARTMENT, PROVINCE, finding, golden_report, report


@pytest.fixture(scope="module")
def whole() -> Document:
    return outline(golden_report())


def of(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def english(block: Block) -> str:
    return " ".join(text.en or "" for text in texts((block,)))


def headings(document: Document, level: int) -> list[str]:
    return [block.text.en or "" for block in document.blocks if isinstance(block, Heading) and block.level == level]


def chapter(document: Document, title: str) -> list[Block]:
    """The blocks from the heading of level 1 that begins so to the next one."""
    blocks: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = (block.text.en or "").startswith(title)
        if inside:
            blocks.append(block)
    return blocks


def cells(table: Table) -> list[list[str]]:
    def plain(cell: Cell) -> str:
        return cell.text if isinstance(cell.text, str) else cell.text.en or cell.text.th

    return [[plain(cell) for cell in row] for row in table.rows]


def texts(blocks: tuple[Block, ...]) -> Iterator[Bilingual]:
    """Every text of a document."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
                if block.kicker:
                    yield block.kicker
            case Paragraph():
                yield block.text
            case ListBlock():
                yield from texts(block.items)
            case KeyFigures():
                for figure in block.figures:
                    yield from (figure.unit, figure.label)
            case Table():
                yield from (column.head for column in block.columns)
                for row in block.rows:
                    yield from (cell.text for cell in row if isinstance(cell.text, Bilingual))
            case Figure():
                spec = block.spec
                yield from (block.caption, spec.title, spec.unit, spec.alt, *spec.categories)
                for series in spec.series:
                    yield series.name
                    yield from (point.note for point in series.points if point.note)


def test_the_order_of_the_report(whole: Document) -> None:
    assert headings(whole, 1) == [
        "Departments 23.4 points ahead of provinces",
        "1,453 of 1,746 agencies answered (83%)",
        "Policies and practices: departments 57.9, provinces 34.2 points",
        "Digital capabilities: departments 66.0, provinces 36.5 points",
        "Public services: departments 50.3, provinces 31.0 points",
        "Smart back office: departments 49.3, provinces 41.6 points",
        "Secure and efficient infrastructure: departments 67.0, provinces 32.8 points",
        "Smart technological practices: departments 47.0, provinces not surveyed",
        "What the source recommends: 15 in all",
        "Notes on method",
        "What does not add up in the source: 58 in all",
        "All 441 findings with their source pages",
    ]


def test_at_a_glance(whole: Document) -> None:
    lead, keys = chapter(whole, "Departments 23.4")[1:3]
    assert english(lead) == (
        "The score is 57.8 for departments and 34.4 for provinces, 23.4 points apart. "
        "1,453 of 1,746 agencies answered (83%)."
    )
    assert isinstance(keys, KeyFigures)
    assert [(figure.value, figure.level) for figure in keys.figures] == [
        ("83", "all"),
        ("57.8", "department"),
        ("34.4", "province"),
        ("67.0", "department"),
        ("47.0", "department"),
        ("41.6", "province"),
        ("31.0", "province"),
    ]
    assert keys.figures[5].label.en == "Highest pillar, provinces: Smart back office"
    figures = [block for block in chapter(whole, "Departments 23.4") if isinstance(block, Figure)]
    assert [figure.spec.kind for figure in figures] == ["dumbbell", "radar"]
    assert figures[0].spec.title.en == (
        "Widest gap between departments and provinces in “Secure and efficient infrastructure” (34.2 points)"
    )
    table = next(block for block in chapter(whole, "Departments 23.4") if isinstance(block, Table))
    assert cells(table)[0] == ["Policies and practices", "57.9", "34.2", "+23.7"]
    assert cells(table)[5:] == [
        ["Smart technological practices", "47.0", "not surveyed", "–"],
        ["Overall", "57.8", "34.4", "+23.4"],
    ]


def test_a_chapter_opens_with_its_scores_and_one_figure_of_both_levels(whole: Document) -> None:
    blocks = chapter(whole, "Smart back office")
    assert english(blocks[1]) == (
        "The score is 49.3 for departments and 41.6 for provinces, 7.7 points apart. "
        "Ranked by score, this pillar is 5th of 6 for departments and 1st of 5 for provinces."
    )
    assert isinstance(blocks[2], Figure)
    assert blocks[2].spec.kind == "dumbbell"
    assert blocks[2].spec.title.th == "ระดับกรมสูงกว่าระดับจังหวัด 2 จาก 3 รายการ ต่างกันมากที่สุดที่ “ERP Development” (13.1 คะแนน)"
    assert blocks[2].sources == (5, 7)
    interoperability = blocks[2].spec.categories.index(Bilingual(th="Interoperability", en="Interoperability"))
    assert [series.points[interoperability].value for series in blocks[2].spec.series] == [
        Decimal("62.1"),
        Decimal("62.8"),
    ]
    erp = next(block for block in blocks if isinstance(block, Figure) and block.spec.id == "pillar4.erp")
    assert erp.spec.kind == "stacked"
    assert [[str(point.value) for point in series.points] for series in erp.spec.series] == [
        ["7", "0"],
        ["36", "29"],
        ["44", "58"],
        ["13", "13"],
    ]
    # 274 - 20 - 98 - 121 and 1,179 - 0 - 342 - 688
    assert [point.count for point in erp.spec.series[-1].points] == [Decimal(35), Decimal(149)]


def test_what_was_not_surveyed_is_said_in_the_row(whole: Document) -> None:
    figure = next(block for block in chapter(whole, "Smart technological") if isinstance(block, Figure))
    notes = [point.note.en if point.note else None for point in figure.spec.series[1].points]
    assert notes == ["not surveyed"] * 3
    assert "provinces not surveyed" in (figure.spec.alt.en or "")
    assert "ระดับจังหวัด ไม่มีการสำรวจ" in figure.spec.alt.th


def test_alternative_texts_state_every_number(whole: Document) -> None:
    for block in of(whole, Figure):
        assert isinstance(block, Figure)
        for series in block.spec.series:
            for point in series.points:
                if point.value is not None:
                    said = f"{point.value:,f}"
                    assert said in block.spec.alt.th
                    assert said in (block.spec.alt.en or "")


def test_every_text_is_in_both_languages(whole: Document) -> None:
    for text in [whole.title, whole.subtitle, whole.source_line, *texts(whole.blocks)]:
        assert text.en is not None
        assert UNTRANSLATED_MARK not in text.en
        assert "{" not in text.th + text.en


def test_every_finding_is_in_the_table_and_links_lead_somewhere(whole: Document) -> None:
    anchors = [block.anchor for block in whole.blocks if isinstance(block, Heading)]
    links = []
    for block in whole.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                anchors += [cell.anchor for cell in row if cell.anchor]
                links += [cell.link for cell in row if cell.link]
        if isinstance(block, KeyFigures):
            links += [figure.anchor for figure in block.figures if figure.anchor]
    assert len(anchors) == len(set(anchors))
    assert {anchor for anchor in anchors if anchor.startswith("finding-")} == {
        f"finding-{finding.id}" for finding in golden_report().findings
    }
    assert links
    assert set(links) <= set(anchors)


def test_figures_have_names_of_their_own(whole: Document) -> None:
    ids = [block.spec.id for block in of(whole, Figure) if isinstance(block, Figure)]
    assert len(ids) == len(set(ids))


def test_recommendations_are_quoted_with_their_slide(whole: Document) -> None:
    blocks = chapter(whole, "What the source recommends")
    lists = [block for block in blocks if isinstance(block, ListBlock)]
    assert [len(block.items) for block in lists] == [2, 2, 6, 2, 1, 2]
    assert all(item.role == "quote" and item.sources for block in lists for item in block.items)


def test_issues_are_told_by_kind_with_the_pages_of_their_findings(whole: Document) -> None:
    blocks = chapter(whole, "What does not add up")
    assert [block.text.en for block in blocks if isinstance(block, Heading)][1:] == [
        "Contradictions",
        "Bases and weights not stated",
        "Remainders not reported",
        "Labels and numbering",
        "Everything was read and translated",
    ]
    assert [len(block.items) for block in blocks if isinstance(block, ListBlock)] == [7, 26, 24, 1]
    assert all(item.sources for block in blocks if isinstance(block, ListBlock) for item in block.items)


def test_a_year_in_both_eras() -> None:
    document = outline(report(year=2560))
    assert document.subtitle == Bilingual(
        th="รายงานสองภาษา ข้อมูลปี 2560 (2017)", en="Bilingual report, data of 2560 (2017)"
    )
    assert document.source_line.en == "Rebuilt from source.pdf (5 pages)"


def test_a_bare_report() -> None:
    """No sections, groups, levels or units are named: everything is still told, in a chapter or in the table."""
    bare = Report(
        profile="none",
        source={"file": "a.txt", "sha256": "", "pages": 0},  # type: ignore[arg-type]
        title=Bilingual(th="รายงาน"),
        findings=(finding("a", "x", "things", "5", group="", section="s", place=Place(line=12)),),
    )
    document = outline(bare)
    assert headings(document, 1)[-1] == "All 1 findings with their source pages"
    table = of(document, Table)[-1]
    assert isinstance(table, Table)
    assert cells(table) == [["A", "x", "5", "things", "", "line 12", "0.00"]]
    assert headings(outline(bare.model_copy(update={"findings": ()})), 1) == [
        "Nothing was found that does not add up",
        "What could not be read, and what has no translation",
    ]
    with_section = bare.model_copy(update={"sections": (Section(id="s", title=Bilingual(th="บท", en="Chapter")),)})
    assert english(chapter(outline(with_section), "Chapter")[2]) == "A: x 5 things."


def test_only_some_slides() -> None:
    """What the source does not have is left out of the chapters and counted under what is missing."""
    there = [
        finding("a", level, "percent", value, group="g") for level, value in (("department", "5"), ("province", "7"))
    ]
    gone = [
        finding(name, level, "percent", None, group="h", section="two", status="not_in_source")
        for name in ("b", "c")
        for level in ("department", "province")
    ]
    sections = (
        Section(id="one", title=Bilingual(th="หนึ่ง", en="One")),
        Section(id="two", title=Bilingual(th="สอง", en="Two")),
    )
    groups = (
        Group(id="g", section="one", title=Bilingual(th="ถาม", en="asked")),
        Group(id="h", section="two", title=Bilingual(th="หาย", en="lost"), shape="parts"),
    )
    document = outline(report(*there, *gone, sections=sections, groups=groups))
    assert not chapter(document, "Two")
    assert english(chapter(document, "One")[1]) == "Asked: provinces 2 percentage points higher than departments"
    missing = chapter(document, "What could not be read")
    assert [english(block) for block in missing[1:]] == ["Not in the source: 4 in all", "Two: 4 in all"]


def test_what_could_not_be_read_is_listed_with_its_page() -> None:
    lost = finding("a", "department", "percent", None, status="unreadable", name=("ก", "a"), place=Place(page=4))
    document = outline(report(lost, finding("a", "province", "percent", "7", name=("ก", "a"))))
    missing = chapter(document, "What could not be read")
    assert english(missing[1]) == "Could not be read: 1 in all"
    assert isinstance(missing[2], ListBlock)
    assert missing[2].items[0] == Paragraph(Bilingual(th="ก (ระดับกรม)", en="A (departments)"), sources=(4,))
    assert "A: departments could not be read, provinces 7%." in [
        english(block) for block in chapter(document, "Chapter one")
    ]


def test_what_has_no_translation_is_marked_and_listed() -> None:
    rows = [
        finding(name, level, "percent", value, name=(f"ไทย{name}", None))
        for name, level, value in (
            ("ก", "department", "5"),
            ("ก", "province", "7"),
            ("ข", "department", "9"),
            ("ข", "province", "2"),
        )
    ]
    recommendation = Statement(id="s", section="r", text=Bilingual(th="ควรทำ"), place=Place(page=5))
    sections = (
        Section(id="one", title=Bilingual(th="บท", en="Chapter one")),
        Section(id="r", title=Bilingual(th="เสนอ", en="Advice"), kind="recommendations"),
    )
    document = outline(report(*rows, sections=sections, statements=(recommendation,)))
    heading = chapter(document, "Chapter one")[1]
    assert english(heading) == (
        "The question: departments and provinces each higher in 1 of 2; "
        f"widest gap in “ไทยข”{UNTRANSLATED_MARK} (7 percentage points)"
    )
    missing = chapter(document, "What could not be read")
    assert english(missing[1]) == "No English translation: 3 in all"
    assert isinstance(missing[2], ListBlock)
    assert [item.text for item in missing[2].items] == [
        Bilingual(th="ไทยก"),
        Bilingual(th="ไทยข"),
        Bilingual(th="ควรทำ"),
    ]


def test_statements_stand_with_their_group_once_with_their_levels() -> None:
    said = [
        Statement(
            id=f"{n}.{level}", section="one", level=level, group="g", text=Bilingual(th=th, en=en), place=Place(page=2)
        )
        for n, (th, en) in enumerate((("ขาดงบ", "no budget"), ("ขาดคน", "no staff")))
        for level in (("department", "province") if n == 0 else ("province",))
    ]
    document = outline(report(finding("a", "department", "percent", "5"), statements=tuple(said)))
    quotes = next(block for block in chapter(document, "Chapter one") if isinstance(block, ListBlock))
    assert [item.text.th for item in quotes.items] == ["ขาดงบ (ระดับกรมและระดับจังหวัด)", "ขาดคน (ระดับจังหวัด)"]
    assert [item.text.en for item in quotes.items] == ["No budget (departments and provinces)", "No staff (provinces)"]


def test_notes_and_bases_are_told_with_their_numbers_once() -> None:
    notes = (
        finding("n", "all", "percent", "95", role="note", group="", name=("เชื่อมั่น 95%", "confidence 95%")),
        finding("p", "province", "provinces", "76", role="note", group="", name=("จังหวัดที่สำรวจ", "provinces surveyed")),
        finding("b", "department", "agencies", "274", role="base", group="", name=("ฐานของกรม", "base of departments")),
        finding(
            "d", "all", "date", None, status="read", date="2017-11-29", group="", name=("ข้อมูล ณ วันที่", "data as of")
        ),
    )
    same = [
        Statement(id=str(page), section="one", text=Bilingual(th="หมายเหตุ", en="note"), place=Place(page=page))
        for page in (4, 2)
    ]
    document = outline(report(*notes, statements=tuple(same)))
    lists = [block for block in chapter(document, "Notes on method") if isinstance(block, ListBlock)]
    assert [(item.text.en, item.sources) for item in lists[0].items] == [
        ("confidence 95%", (3,)),
        ("provinces surveyed: 76 provinces", (3,)),
        ("Data as of: 29 November 2560 (2017).", (3,)),
        ("note", (2, 4)),
    ]
    assert [item.text.en for item in lists[1].items] == ["base of departments: 274 agencies"]


def test_restated_findings_are_listed_not_told() -> None:
    again = finding("again", "department", "score", "67.0", role="restated")
    document = outline(report(finding("a", "department", "percent", "5"), again))
    assert "again" not in " ".join(english(block) for block in chapter(document, "Chapter one"))
    assert "Again" in " ".join(english(block) for block in chapter(document, "All 2 findings"))


def test_an_issue_of_an_unknown_kind_and_its_own_places() -> None:
    issue = Issue(kind="surprise", message=Bilingual(th="แปลก", en="odd"), places=(Place(page=7), Place(page=2)))
    blocks = chapter(outline(report(issues=(issue,))), "What does not add up")
    assert [english(block) for block in blocks[2:4]] == ["Other points", "odd"]
    assert isinstance(blocks[3], ListBlock)
    assert blocks[3].items[0].sources == (2, 7)


@pytest.mark.parametrize(
    ("values", "lead"),
    [
        (("50", "50"), "The score is 50 points at every level (departments and provinces)."),
        (("50", None), "The score is 50 points for departments. Provinces: not surveyed."),
        ((None, "1"), "The score is 1 point for provinces. Departments: not surveyed."),
    ],
)
def test_scores_that_tie_or_are_missing(values: tuple[str | None, str | None], lead: str) -> None:
    scores = [
        finding("s", level.id, "score", value, role="chapter_score")
        for level, value in zip((DEPARTMENT, PROVINCE), values, strict=True)
    ]
    document = outline(report(*scores, shape="scores"))
    assert english(chapter(document, "Chapter one")[1]) == lead


def test_a_chapter_that_has_nothing_but_scores_that_were_not_surveyed_is_not_opened() -> None:
    scores = [finding("s", level.id, "score", None, role="chapter_score") for level in (DEPARTMENT, PROVINCE)]
    assert "Chapter one" not in headings(outline(report(*scores, shape="scores")), 1)


def test_no_overall_score_and_no_response() -> None:
    document = outline(report(finding("a", "department", "percent", "5")))
    assert headings(document, 1)[0] == "Chapter one"


def test_three_levels_are_told_in_order() -> None:
    levels = (
        DEPARTMENT,
        PROVINCE,
        DEPARTMENT.model_copy(update={"id": "city", "name": Bilingual(th="เทศบาล", en="cities")}),
    )
    rows: list[Finding] = [
        finding(name, level.id, "percent", str(value + 10 * place), name=(name, name))
        for name, value in (("a", 5), ("b", 15))
        for place, level in enumerate(levels)
    ]
    document = outline(report(*rows, levels=levels))
    figure = next(block for block in document.blocks if isinstance(block, Figure))
    assert figure.spec.kind == "bars"
    assert [series.name.en for series in figure.spec.series] == ["Departments", "Provinces", "Cities"]
    assert english(chapter(document, "Chapter one")[1]) == "The question: “b” highest at every level (15%, 25% and 35%)"


def test_a_score_that_could_not_be_read_leaves_no_standing() -> None:
    """A chapter whose score is unknown might stand anywhere among the others."""
    sections = tuple(Section(id=f"c{n}", title=Bilingual(th=f"บท {n}", en=f"Chapter {n}")) for n in range(3))
    groups = tuple(
        Group(id=f"g{n}", section=f"c{n}", title=Bilingual(th="คะแนน", en="scores"), shape="scores") for n in range(3)
    )
    values = {"department": ("50", "40", None), "province": ("5", "5", "9")}
    scores = [
        finding(
            f"s{n}",
            level,
            "score",
            value,
            group=f"g{n}",
            role="chapter_score",
            status="read" if value else "unreadable",
        )
        for level, row in values.items()
        for n, value in enumerate(row)
    ]
    document = outline(report(*scores, sections=sections, groups=groups, chapter_term=Bilingual(th="บท", en="chapter")))
    assert english(chapter(document, "Chapter 0")[1]) == (
        "The score is 50 for departments and 5 for provinces, 45 points apart. "
        "Ranked by score, this chapter is joint 2nd of 3 for provinces."
    )
    keys = next(block for block in document.blocks if isinstance(block, KeyFigures))
    assert [figure.label.en for figure in keys.figures] == [
        "Highest chapter, provinces: Chapter 2",
        "Lowest chapter, provinces: Chapter 0 and Chapter 1",
    ]


def test_each_chapter_opens_with_a_figure_of_departments_against_provinces() -> None:
    blocks = outline(golden_report()).blocks
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    opened = {}
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[start]
        assert isinstance(heading, Heading)
        if heading.anchor.startswith("section-") or heading.anchor in ("glance", "response"):
            opening = next(block for block in blocks[start + 1 : end] if isinstance(block, Figure | Table | ListBlock))
            assert isinstance(opening, Figure), heading.text.en
            opened[heading.anchor] = opening.spec
    assert len(opened) == 8
    for name, spec in opened.items():
        assert [series.level for series in spec.series][:2] == ["department", "province"], name
        assert spec.kind in ("dumbbell", "bars")
    assert opened["response"].title.en == "Departments 9 percentage points higher than provinces"


def test_the_table_of_findings_leaves_out_what_the_source_does_not_have() -> None:
    found = finding("a", "department", "percent", "5")
    lost = finding("b", "department", "percent", None, status="not_in_source")
    blocks = chapter(outline(report(found, lost)), "All 1 findings")
    anchors = [row[0].anchor for block in blocks if isinstance(block, Table) for row in block.rows if row[0].anchor]
    assert anchors == [finding_anchor(found.id)]
    assert chapter(outline(report(lost)), "All") == []
