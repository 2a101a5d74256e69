"""findings.csv and findings.xlsx, read back by csv, openpyxl and pandas."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas
import pytest

from dgreport.model import Bilingual, Finding, Issue, Place, Report, Source, Statement
from dgreport.tables import findings_csv, safe_cell, write_workbook

REPORT = Report(
    profile="family",
    source=Source(file="a.pdf", sha256="0" * 64, pages=3),
    title=Bilingual(th="รายงาน", en="Report"),
    findings=(
        Finding(
            id="a.department.score",
            indicator="a",
            section="s",
            level="department",
            value=Decimal("66.0"),
            unit="score",
            label=Bilingual(th="=HYPERLINK(1)", en="@SUM(A1)"),
            place=Place(page=2, bbox=(1.5, 2, 3, 4)),
            raw="-66.0",
            evidence="geometry",
            confidence=0.97,
        ),
        Finding(
            id="b.all.count",
            indicator="b",
            section="s",
            level="all",
            value=Decimal("-1444"),
            unit="agencies",
            base=Decimal("1746"),
            rank=1,
            label=Bilingual(th='หน่วยงาน "ทั้งหมด", รวม\nสองบรรทัด'),
            place=Place(line=9),
        ),
        Finding(
            id="c.all.date",
            indicator="c",
            section="s",
            level="all",
            value=None,
            date="2017-11-29",
            unit="date",
            label=Bilingual(th="วันที่"),
        ),
    ),
    statements=(Statement(id="n.1", section="s", text=Bilingual(th="+ควรส่งเสริม", en="Promote")),),
    issues=(
        Issue(
            kind="sum",
            code="x",
            message=Bilingual(th="ไม่ตรงกัน", en="Does not add up"),
            findings=("a.department.score", "b.all.count"),
            places=(Place(page=3), Place(page=2), Place(page=3)),
        ),
    ),
)


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(findings_csv(REPORT).decode("utf-8-sig"))))


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_as_rfc_4180_says() -> None:
    data = findings_csv(REPORT)
    assert data.startswith("\ufeffid,indicator,section,level,value,date,unit".encode())
    assert data.count(b"\r\n") == 4


def test_csv_values_are_as_printed() -> None:
    score, count, date = rows()
    assert (score["value"], score["base"], score["confidence"]) == ("66.0", "", "0.97")
    assert (count["value"], count["base"], count["rank"]) == ("-1444", "1746", "1")
    assert (date["value"], date["date"], date["page"]) == ("", "2017-11-29", "")
    assert count["label_th"] == 'หน่วยงาน "ทั้งหมด", รวม\nสองบรรทัด'
    assert [score[name] for name in ("page", "x0", "top", "x1", "bottom", "line")] == [
        "2",
        "1.5",
        "2.0",
        "3.0",
        "4.0",
        "",
    ]
    assert count["line"] == "9"


def test_csv_texts_are_no_formulas_and_numbers_stay_numbers() -> None:
    score, count, _ = rows()
    assert (score["label_th"], score["label_en"], score["raw"]) == ("'=HYPERLINK(1)", "'@SUM(A1)", "'-66.0")
    assert count["value"] == "-1444"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formula_starts_are_quoted(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "ระดับกรม", "1-2", "(=1)", " x"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert safe_cell(text) == text


def test_pandas_reads_the_csv() -> None:
    table = pandas.read_csv(io.BytesIO(findings_csv(REPORT)))
    assert list(table["value"].dropna()) == [66.0, -1444.0]
    assert table.loc[1, "label_th"].startswith("หน่วยงาน")


def test_workbook_has_numbers_as_numbers_and_texts_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "findings.xlsx"
    write_workbook(REPORT, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["ข้อค้นพบ Findings", "ข้อความ Statements", "ข้อสังเกต Issues"]
    head, score, count, date = book["ข้อค้นพบ Findings"].iter_rows()
    column = {cell.value: cell.column - 1 for cell in head}
    assert (score[column["value"]].value, score[column["value"]].number_format) == (66, "#,##0.0")
    assert (count[column["value"]].value, count[column["value"]].number_format) == (-1444, "#,##0")
    assert score[column["label_th"]].value == "=HYPERLINK(1)"
    assert {score[column[name]].data_type for name in ("label_th", "label_en", "raw")} == {"s"}
    assert (date[column["value"]].value, date[column["date"]].value) == (None, "2017-11-29")
    assert book["ข้อความ Statements"]["D2"].value == "+ควรส่งเสริม"
    assert [cell.value for cell in book["ข้อสังเกต Issues"][2]] == [
        "sum",
        "x",
        "ไม่ตรงกัน",
        "Does not add up",
        "a.department.score\nb.all.count",
        "2, 3",
    ]


def test_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    path = tmp_path / "findings.xlsx"
    write_workbook(REPORT, path)
    for sheet in openpyxl.load_workbook(path).worksheets:
        assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    write_workbook(REPORT, tmp_path / "1.xlsx")
    write_workbook(REPORT, tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert findings_csv(REPORT) == findings_csv(REPORT)


def test_a_report_without_findings_gives_empty_tables(tmp_path: Path) -> None:
    empty = REPORT.model_copy(update={"findings": (), "statements": (), "issues": ()})
    write_workbook(empty, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["ข้อค้นพบ Findings"].max_row == 1
    assert findings_csv(empty).count(b"\n") == 1
