"""Hand-made reports against hand-made goldens; every count is worked out by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dgreport.accuracy import golden
from dgreport.accuracy.golden import ExpectedIssue, Record, Score
from dgreport.errors import BadGolden
from dgreport.model import Bilingual, Finding, Issue, Place, Report, Source, Statement


def finding(id: str, value: str | None, **changes: Any) -> Finding:
    given = {
        "indicator": id.rsplit(".", 2)[0],
        "section": "s",
        "level": "department",
        "unit": "agencies",
        "label": Bilingual(th="หน่วยงาน"),
        "place": Place(page=3, bbox=(10, 10, 20, 20)),
    }
    return Finding(id=id, value=None if value is None else Decimal(value), **(given | changes))


def statement(id: str, text: str, **changes: Any) -> Statement:
    return Statement(id=id, section="s", text=Bilingual(th=text), **changes)


def report(*items: Finding | Statement, issues: tuple[Issue, ...] = ()) -> Report:
    return Report(
        profile="p",
        source=Source(file="a.pdf", sha256="0" * 64, pages=3),
        title=Bilingual(th="รายงาน"),
        findings=tuple(item for item in items if isinstance(item, Finding)),
        statements=tuple(item for item in items if isinstance(item, Statement)),
        issues=issues,
    )


def record(id: str, value: str | None = None, **changes: Any) -> Record:
    given = {"level": "department", "unit": "agencies"}
    return Record(id=id, value=None if value is None else Decimal(value), **(given | changes))


def test_right_wrong_missed_and_extra_are_told_apart() -> None:
    result = golden.evaluate(
        report(finding("a", "59"), finding("b", "7"), finding("d", None, status="unreadable"), finding("x", "1")),
        [record("a", "59"), record("b", "8"), record("c", "3"), record("d", "4")],
    )
    assert result.findings == Score(right=1, wrong=1, missed=2, extra=1)
    assert result.findings.precision == pytest.approx(1 / 3)
    assert result.findings.recall == pytest.approx(1 / 4)
    assert result.findings.f1 == pytest.approx(2 / 7)
    assert [str(failure) for failure in result.failures] == [
        "b: value 7, expected 8 (page 3)",
        "c: missed nothing, expected 3",
        "d: missed unreadable, expected 4",
        "x: extra 1, expected nothing (page 3)",
    ]


def test_decimals_are_exact_and_as_printed() -> None:
    same = golden.evaluate(report(finding("a", "66.0")), [record("a", "66.0")])
    assert same.findings == Score(right=1)
    other = golden.evaluate(report(finding("a", "66")), [record("a", "66.0")])
    assert other.findings == Score(wrong=1)
    assert other.failures[0].expected == "66.0"


@pytest.mark.parametrize(("aspect", "change"), [("unit", {"unit": "percent"}), ("level", {"level": "province"})])
def test_unit_and_level_decide(aspect: str, change: dict[str, str]) -> None:
    result = golden.evaluate(report(finding("a", "59", **change)), [record("a", "59")])
    assert result.findings == Score(wrong=1)
    assert [failure.aspect for failure in result.failures] == [aspect]
    assert result.aspects["value"] == (1, 1)
    assert result.aspects[aspect] == (0, 1)


@pytest.mark.parametrize(
    ("basis", "scored"),
    [("stated", True), ("column_header", True), ("arithmetic", False), ("inferred", False), (None, False)],
)
def test_base_is_scored_only_where_it_is_printed(basis: str | None, scored: bool) -> None:
    result = golden.evaluate(
        report(finding("a", "59", base=Decimal(80))), [record("a", "59", of=Decimal(274), of_basis=basis)]
    )
    assert result.findings == (Score(wrong=1) if scored else Score(right=1))
    assert ("base" in result.aspects) == scored


def test_indicator_and_rank_are_counted_but_do_not_decide() -> None:
    result = golden.evaluate(
        report(finding("a.department.count", "59", rank=2)), [record("a.department.count", "59", topic="b", rank=1)]
    )
    assert result.findings == Score(right=1)
    assert (result.aspects["indicator"], result.aspects["rank"]) == ((0, 1), (0, 1))


def test_dates_and_scores_that_were_not_surveyed() -> None:
    day = finding("day", None, date="2017-11-29", unit="date", level="all")
    none = finding("none", None, status="not_surveyed", unit="score")
    right = golden.evaluate(
        report(day, none),
        [
            record("day", unit="date", level="all", note="2017-11-29 (B.E. 2560)"),
            record("none", unit="score"),
        ],
    )
    assert right.findings == Score(right=2)
    wrong = golden.evaluate(report(day), [record("day", unit="date", level="all", date="2017-11-20")])
    assert wrong.findings == Score(wrong=1)
    invented = golden.evaluate(report(finding("none", "12.5", unit="score")), [record("none", unit="score")])
    assert invented.findings == Score(wrong=1)
    absent = golden.evaluate(report(finding("none", None, status="not_in_source")), [record("none")])
    assert absent.findings == Score(missed=1)


def test_centre_of_the_box_is_inside_an_occurrence_of_that_page() -> None:
    places = [{"page": 2, "bbox": [0, 0, 5, 5]}, {"page": 3, "bbox": [12, 12, 16, 16]}]
    truth = [record("a", "59", page=2, occurrences=places)]
    assert golden.evaluate(report(finding("a", "59")), truth).aspects["box"] == (1, 1)
    off = finding("a", "59", place=Place(page=3, bbox=(10, 10, 40, 20)))
    result = golden.evaluate(report(off), truth)
    assert (result.aspects["box"], result.aspects["page"]) == ((0, 1), (1, 1))
    other_page = finding("a", "59", place=Place(page=2, bbox=(10, 10, 20, 20)))
    assert golden.evaluate(report(other_page), truth).aspects["box"] == (0, 1)
    assert golden.evaluate(report(other_page), truth).findings == Score(right=1)


def test_places_of_a_text_file_are_not_compared_with_pages() -> None:
    result = golden.evaluate(report(finding("a", "59", place=Place(line=7))), [record("a", "59", page_hint=2)])
    assert "page" not in result.aspects
    assert result.findings == Score(right=1)


def test_statements_are_scored_apart() -> None:
    result = golden.evaluate(
        report(statement("n1", "ควร ส่งเสริม"), statement("n2", " "), statement("n4", "อื่น")),
        [
            record("n1", unit="text", level="all", label_th="ควรส่งเสริม"),
            record("n2", unit="text", level="all"),
            record("n3", unit="text", level="all"),
        ],
    )
    assert result.statements == Score(right=1, missed=2, extra=1)
    assert result.findings == Score()
    assert result.aspects["text"] == (1, 1)


def test_uncertain_records_are_told_but_not_scored() -> None:
    result = golden.evaluate(
        report(finding("a", "1"), finding("b", "2")),
        [record("a", "1", association="uncertain"), record("b", "9", association="uncertain")],
    )
    assert result.findings == Score()
    assert result.uncertain == (1, 2)
    assert result.failures == ()


def test_the_same_id_twice_is_one_too_many() -> None:
    result = golden.evaluate(report(finding("a", "1"), finding("a", "1")), [record("a", "1")])
    assert result.findings == Score(right=1, extra=1)


def test_nothing_expected_and_nothing_found_is_no_error() -> None:
    assert golden.evaluate(report(), []).findings.f1 == 1


def test_load_takes_lists_and_truth_files_and_merges_keys(tmp_path: Path) -> None:
    truth, basis = tmp_path / "deck.truth.json", tmp_path / "golden.json"
    row = {"id": "a", "level": "all", "unit": "score", "value": 66.0, "of": 9}
    truth.write_text(json.dumps({"seed": 1, "records": [row]}), encoding="utf-8")
    basis.write_text(
        json.dumps([row | {"value": 57.8, "of": 7, "of_basis": "stated"}, row | {"id": "b"}]), encoding="utf-8"
    )
    (merged,) = golden.load(truth, basis)
    assert (str(merged.value), merged.of, merged.of_basis) == ("66.0", 9, "stated")
    assert [each.id for each in golden.load(basis)] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not JSON"),
        ('{"a": 1}', "not a golden"),
        ('[{"value": 1}]', "not a golden"),
        ('[{"id": "a"}]', "level"),
        ('[{"id": "a", "level": "all", "unit": "x", "value": "many"}]', "value"),
        ('[{"id": "a", "level": "l", "unit": "x", "value": 1}, {"id": "a"}]', "twice"),
    ],
)
def test_a_file_that_is_no_golden_is_one_clear_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "golden.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadGolden, match=message) as error:
        golden.load(path)
    assert "golden.json" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_golden_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadGolden, match=r"nothing\.json: can't be read"):
        golden.load(tmp_path / "nothing.json")


def test_issues_are_matched_by_the_findings_they_name() -> None:
    def issue(*ids: str) -> Issue:
        return Issue(kind="sum", message=Bilingual(th="ไม่ตรงกัน"), findings=ids)

    told = report(issues=(issue("b", "a"), issue("c"), issue("d"), issue("d")))
    result = golden.evaluate_issues(
        told,
        [
            ExpectedIssue(findings={"a", "b"}, code="one"),
            ExpectedIssue(findings={"c"}, code="two", required=False),
            ExpectedIssue(findings={"a"}, code="three"),
            ExpectedIssue(findings={"d"}, code="four"),
            ExpectedIssue(findings={"e"}, code="five", required=False),
        ],
    )
    assert result.found == 2
    assert [each.code for each in result.missed] == ["three"]
    assert result.optional == 1
    assert [each.findings for each in result.extra] == [("d",)]


def test_expected_issues_are_loaded(tmp_path: Path) -> None:
    path = tmp_path / "deck.issues.json"
    path.write_text(
        '[{"code": "x", "kind": "k", "findings": ["a", "b"], "values": {}, "required": false}]', encoding="utf-8"
    )
    assert golden.load_issues(path) == (ExpectedIssue(findings=frozenset({"a", "b"}), code="x", required=False),)
    path.write_text('{"findings": 1}', encoding="utf-8")
    with pytest.raises(BadGolden, match=r"deck\.issues\.json"):
        golden.load_issues(path)
