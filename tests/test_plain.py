"""The reader of text without geometry: what it settles is right, what it can't settle it says."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from dgreport.accuracy.golden import Record, load
from dgreport.extraction.plain.reader import read_report
from dgreport.model import Report

HERE = Path(__file__).parent
PROFILE = "dg-readiness-2560"


@cache
def report(name: str) -> Report:
    return read_report(HERE / "data" / "report-2560" / name, profile=PROFILE)


@cache
def golden() -> dict[str, Record]:
    return {record.id: record for record in load(HERE / "golden" / "findings.json")}


@pytest.mark.parametrize("name", ["raw.txt", "clean.txt"])
def test_at_least_260_findings_are_settled_and_none_is_wrong(name: str) -> None:
    read = [finding for finding in report(name).findings if finding.value is not None]
    wrong = [
        (finding.id, finding.value, golden()[finding.id].value)
        for finding in read
        if golden()[finding.id].association != "uncertain" and finding.value != golden()[finding.id].value
    ]
    assert wrong == []
    assert len(read) >= 260


def test_a_value_is_on_its_line() -> None:
    lines = (HERE / "data" / "report-2560" / "raw.txt").read_text("utf-8").splitlines()
    surveyed = report("raw.txt").finding("response.surveyed.department.count")
    assert surveyed is not None
    assert surveyed.value == Decimal(302)
    assert surveyed.place is not None
    assert (surveyed.place.page, surveyed.place.bbox, surveyed.place.line) == (None, None, 6)
    assert "302" in lines[5]


def test_what_is_not_settled_is_null_and_told_in_an_issue() -> None:
    unsettled = {finding.id for finding in report("raw.txt").findings if finding.status == "unreadable"}
    told = {id for issue in report("raw.txt").issues if issue.kind == "unreadable" for id in issue.findings}
    assert unsettled
    assert unsettled <= told
    assert all(report("raw.txt").finding(id).value is None for id in unsettled)  # type: ignore[union-attr]


def test_the_source_is_a_text_without_pages() -> None:
    assert report("raw.txt").source.pages == 0
    assert report("raw.txt").profile == PROFILE
