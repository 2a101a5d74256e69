"""datapackage.json, judged by frictionless."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pytest

from dgreport import datapackage, tables
from dgreport.model import Bilingual, Issue, Report, Source
from dgreport.rendering import plotted
from dgreport.rendering.document import Figure
from dgreport.rendering.outline import outline
from reports import golden_report

REPORT = golden_report()
FILES = {
    "findings.csv": tables.findings_csv(REPORT),
    "statements.csv": tables.statements_csv(REPORT),
    "issues.csv": tables.issues_csv(REPORT),
    "figures.csv": tables.figures_csv(plotted.rows(outline(REPORT))),
}
DESCRIBED: dict[str, Any] = json.loads(datapackage.describe(REPORT, FILES))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    path = tmp_path / "datapackage.json"
    path.write_text(datapackage.describe(REPORT, FILES), encoding="utf-8")
    return path


def test_frictionless_finds_no_fault(package: Path) -> None:
    judged = frictionless.validate(str(package))
    assert judged.valid, judged.flatten(["message"])
    assert [task.name for task in judged.tasks] == ["findings", "statements", "issues", "figures"]
    assert judged.stats["errors"] == judged.stats["warnings"] == 0


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b",printed,", b",guessed,", "constraint-error"),
        (b",302,", b",three,", "type-error"),
        (b"id,", b"key,", "label"),
    ],
)
def test_frictionless_finds_what_is_wrong(package: Path, old: bytes, new: bytes, error: str) -> None:
    table = package.parent / "findings.csv"
    spoilt = table.read_bytes().replace(b",order,", b",printed,").replace(old, new, 1)
    assert spoilt != table.read_bytes()
    table.write_bytes(spoilt)
    kinds = frictionless.validate(str(package)).flatten(["type"])
    assert any(error in kind for (kind,) in kinds), kinds


def test_values_are_read_as_they_are(package: Path) -> None:
    read = frictionless.Package(str(package))
    findings = {row["id"]: row for row in read.get_resource("findings").read_rows()}
    assert len(findings) == len(REPORT.findings) > 400
    for finding in REPORT.findings:
        row = findings[finding.id]
        assert row["value"] == finding.value
        assert row["label_th"] == finding.label.th
        assert row["page"] == (finding.place.page if finding.place else None)
    issues = read.get_resource("issues").read_rows()
    assert [tuple(row["findings"] or ()) for row in issues] == [issue.findings for issue in REPORT.issues]
    assert all(isinstance(row["value"], Decimal) for row in findings.values() if row["value"] is not None)


def test_what_figures_show_leads_to_its_findings() -> None:
    figures = [block for block in outline(REPORT).blocks if isinstance(block, Figure)]
    rows = list(csv.DictReader(io.StringIO(FILES["figures.csv"].decode("utf-8-sig"))))
    assert {row["figure"] for row in rows} == {figure.spec.id for figure in figures}
    assert len(rows) == sum(len(each.spec.categories) * len(each.spec.series) for each in figures)
    said = {finding.id: finding for finding in REPORT.findings}
    traced = [row for row in rows if row["finding"]]
    assert len(traced) > 300
    for row in traced:
        assert row["level"] in ("", said[row["finding"]].level)
        value = said[row["finding"]].value
        # A share may be computed from the count that was found.
        assert ("" if value is None else format(value, "f")) in (row["shown"], row["count"])
        assert row["pages"]


def test_a_figure_of_a_finding_that_is_not_there_is_found(package: Path) -> None:
    table = package.parent / "figures.csv"
    spoilt = table.read_bytes().replace(b",score.", b",scores.", 1)
    assert spoilt != table.read_bytes()
    table.write_bytes(spoilt)
    kinds = frictionless.validate(str(package)).flatten(["type"])
    assert ["foreign-key"] in kinds


def test_files_are_known_by_size_and_hash() -> None:
    assert [each["path"] for each in DESCRIBED["resources"]] == list(FILES)
    for each in DESCRIBED["resources"]:
        data = FILES[each["path"]]
        assert each["bytes"] == len(data)
        assert each["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


def test_every_column_is_described_in_both_languages() -> None:
    assert DESCRIBED["languages"] == ["th", "en"]
    for resource in DESCRIBED["resources"]:
        columns = next(csv.reader(io.StringIO(FILES[resource["path"]].decode("utf-8-sig"))))
        assert [field["name"] for field in resource["schema"]["fields"]] == columns
        for said in (resource, *resource["schema"]["fields"]):
            names = ("title", "description") if "type" in said and said is not resource else ("title",)
            for name in names:
                assert any("\u0e00" < sign < "\u0e7f" for sign in said[name]), said
                assert said[f"{name}@en"].isascii(), said
    assert "apostrophe" in DESCRIBED["description@en"]


def test_codes_are_told_with_their_column() -> None:
    fields = {field["name"]: field for field in DESCRIBED["resources"][0]["schema"]["fields"]}
    levels = fields["level"]["categories"]
    assert levels[0] == {"value": "department", "label": "ระดับกรม", "label@en": "departments"}
    for name in ("section", "unit", "level"):
        known = {each["value"] for each in fields[name]["categories"]}
        assert {getattr(finding, name) for finding in REPORT.findings} <= known
    assert set(fields["status"]["constraints"]["enum"]) == {"read", "not_surveyed", "unreadable", "not_in_source"}


def test_an_empty_report_without_translation_is_described_too(tmp_path: Path) -> None:
    report = Report(profile="Ünder score", source=Source(file="a.txt", sha256="", pages=0), title=Bilingual(th="ก"))
    files = {"findings.csv": tables.findings_csv(report), "issues.csv": tables.issues_csv(report)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    text = datapackage.describe(report, files)
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    described = json.loads(text)
    assert described["name"] == "nder-score"
    assert "title@en" not in described
    assert "categories" not in text
    assert text == datapackage.describe(report, files)


def test_formulas_stay_texts() -> None:
    report = REPORT.model_copy(
        update={"issues": (Issue(kind="k", message=Bilingual(th="=HYPERLINK(1)", en="+1"), findings=("@a",)),)}
    )
    (_, row) = csv.reader(io.StringIO(tables.issues_csv(report).decode("utf-8-sig")))
    assert row[2:5] == ["'=HYPERLINK(1)", "'+1", "'@a"]
