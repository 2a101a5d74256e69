"""Findings, statements and issues as tables: CSV and spreadsheet, safe from formulas in the texts of a document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from dgreport.model import Finding, Issue, Place, Report, Statement

Cell = str | int | float | Decimal | None

#: What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), in half and full width.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


#: How many characters a cell of a spreadsheet holds (Microsoft, "Excel specifications and limits").
_LONGEST_CELL = 32_767


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def finding_cells(finding: Finding) -> dict[str, Cell]:
    """One finding as a row; numbers are Decimal, so that they stay as printed."""
    return {
        "id": finding.id,
        "indicator": finding.indicator,
        "section": finding.section,
        "level": finding.level,
        "value": finding.value,
        "date": finding.date,
        "unit": finding.unit,
        "base": finding.base,
        "rank": finding.rank,
        "label_th": finding.label.th,
        "label_en": finding.label.en,
        "status": finding.status,
        "evidence": finding.evidence,
        "confidence": finding.confidence,
        "raw": finding.raw,
        **_place_cells(finding.place),
    }


def findings_csv(report: Report) -> bytes:
    """All findings as CSV: UTF-8 with a byte order mark, so that spreadsheets show Thai; safe from formulas."""
    return _csv(_FINDING_COLUMNS, map(finding_cells, report.findings))


def statements_csv(report: Report) -> bytes:
    """All statements as CSV, in the manner of the findings."""
    return _csv(_STATEMENT_COLUMNS, map(_statement_cells, report.statements))


def issues_csv(report: Report) -> bytes:
    """All issues as CSV, in the manner of the findings; the ids of an issue's findings are on a line each."""
    return _csv(_ISSUE_COLUMNS, map(_issue_cells, report.issues))


def figures_csv(rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """What figures show as CSV, in the manner of the findings; `rendering.plotted` gives the rows."""
    return _csv(_FIGURE_COLUMNS, rows)


def write_workbook(report: Report, path: Path) -> None:
    """Findings, statements and issues as a spreadsheet, a sheet each; numbers are numbers, texts never formulas."""
    from xlsxwriter.workbook import Workbook

    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        # A fixed day instead of now: the same report gives the same bytes.
        workbook.set_properties({"title": report.title.th, "author": "dgreport", "created": datetime(2000, 1, 1)})
        _write_sheet(workbook, "ข้อค้นพบ Findings", _FINDING_COLUMNS, map(finding_cells, report.findings))
        _write_sheet(workbook, "ข้อความ Statements", _STATEMENT_COLUMNS, map(_statement_cells, report.statements))
        _write_sheet(workbook, "ข้อสังเกต Issues", _ISSUE_COLUMNS, map(_issue_cells, report.issues))


_PLACE_COLUMNS = ("page", "x0", "top", "x1", "bottom", "line")
_FINDING_COLUMNS = (
    *("id", "indicator", "section", "level", "value", "date", "unit", "base", "rank", "label_th", "label_en"),
    *("status", "evidence", "confidence", "raw"),
    *_PLACE_COLUMNS,
)
_STATEMENT_COLUMNS = ("id", "section", "level", "text_th", "text_en", "status", *_PLACE_COLUMNS)
_FIGURE_COLUMNS = (
    *("figure", "title_th", "title_en", "category_th", "category_en", "series_th", "series_en", "level"),
    *("shown", "count", "unit_th", "unit_en", "note_th", "note_en", "finding", "pages"),
)
_ISSUE_COLUMNS = ("kind", "code", "message_th", "message_en", "findings", "pages")


def _place_cells(place: Place | None) -> dict[str, Cell]:
    box = (place.bbox if place else None) or (None, None, None, None)
    cells = (place.page if place else None, *box, place.line if place else None)
    return dict(zip(_PLACE_COLUMNS, cells, strict=True))


def _statement_cells(statement: Statement) -> dict[str, Cell]:
    return {
        "id": statement.id,
        "section": statement.section,
        "level": statement.level,
        "text_th": statement.text.th,
        "text_en": statement.text.en,
        "status": statement.status,
        **_place_cells(statement.place),
    }


def _issue_cells(issue: Issue) -> dict[str, Cell]:
    pages = sorted({place.page for place in issue.places if place.page is not None})
    return {
        "kind": issue.kind,
        "code": issue.code,
        "message_th": issue.message.th,
        "message_en": issue.message.en,
        "findings": "\n".join(issue.findings),
        "pages": ", ".join(map(str, pages)),
    }


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, fieldnames=columns)
    writer.writeheader()
    writer.writerows({name: _csv_cell(cell) for name, cell in row.items()} for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_cell(cell)
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _fitted(text: str) -> str:
    """The text as a cell of a spreadsheet can hold it, ended by … where it is too long; the CSV has the whole."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _write_sheet(workbook: Workbook, name: str, columns: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]) -> None:
    head, text = (
        workbook.add_format({"bold": True, "bottom": 1}),
        workbook.add_format({"valign": "top", "text_wrap": True}),
    )
    numbers: dict[int, Format] = {}
    sheet = workbook.add_worksheet(name)
    sheet.write_row(0, 0, columns, head)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, title in enumerate(columns):
            cell = row[title]
            if isinstance(cell, str):
                sheet.write_string(last, column, _fitted(cell), text)
            elif isinstance(cell, Decimal):
                places = max(0, -int(cell.as_tuple().exponent))
                if places not in numbers:
                    shown = "#,##0" + ("." + "0" * places if places else "")
                    numbers[places] = workbook.add_format({"num_format": shown, "valign": "top"})
                sheet.write_number(last, column, cell, numbers[places])
            elif cell is not None:
                sheet.write_number(last, column, cell)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for column, title in enumerate(columns):
        sheet.set_column(column, column, 60 if title.startswith(("id", "label", "text", "message", "findings")) else 12)
