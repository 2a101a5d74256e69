"""A second report family, a yearbook in tables, read by data alone: examples/profiles/health_yearbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import dgreport
from decks import health
from decks.writing import save
from dgreport.accuracy.golden import Score, evaluate, load
from dgreport.check_rules import load_rules
from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.reading import proofing
from dgreport.extraction.reading.search import PageText
from dgreport.model import Bilingual, Report
from dgreport.profile import load_profile
from readback import bare, by_pdfium

HERE = Path(__file__).parent
FAMILIES = HERE / "data" / "families"
PROFILE = HERE.parent / "examples" / "profiles" / "health_yearbook"
DISTRICTS = ("muang", "ban_mai", "tha_ruea", "don_kaeo", "nong_bua", "khao_lom")


@cache
def report(seed: int) -> Report:
    return dgreport.extract(FAMILIES / f"health_s{seed}.pdf", profile=PROFILE)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_value_is_read_and_none_is_wrong(seed: int) -> None:
    found = evaluate(report(seed), load(FAMILIES / f"health_s{seed}.truth.json"))
    assert found.findings == Score(right=95)
    assert [str(failure) for failure in found.failures if failure.aspect != "extra"] == []
    compared = {aspect: of for aspect, (right, of) in found.aspects.items() if right == of}
    assert compared == {
        "value": 95, "unit": 95, "level": 95, "base": 14, "indicator": 95, "rank": 20, "page": 95, "box": 95
    }  # fmt: skip


def test_a_report_with_other_numbers_and_districts_in_another_order_is_read(tmp_path: Path) -> None:
    for seed in (3, 4, 5):
        save(tmp_path, f"health_s{seed}", *health.deck(seed))
        path = tmp_path / f"health_s{seed}.pdf"
        found = evaluate(dgreport.extract(path, profile=PROFILE), load(path.with_suffix(".truth.json")))
        assert found.findings == Score(right=95), (seed, found.failures)


def test_values_below_zero_and_with_decimals_stay_as_printed() -> None:
    value = {finding.id: finding.value for finding in report(1).findings}
    assert value["service_change.outpatient_visits.2566.change"] == Decimal("-12.1")
    assert str(value["bed_rate.all_districts.2566.rate"]) == "1.50"
    assert str(value["vaccinated.nong_bua.2566.percent"]) == "85.0"


def test_the_wrong_total_is_the_only_issue() -> None:
    (issue,) = report(1).issues
    assert set(issue.findings) == {f"nurses.{row}.2566.persons" for row in (*DISTRICTS, "total")}
    assert issue.message.en == (
        "Page 1: the 6 districts add up to 304 + 55 + 123 + 194 + 113 + 146 = 935, but “registered nurses: total” is "
        "printed as 945, a difference of 10."
    )
    truth = json.loads((FAMILIES / "health_s1.truth.json").read_text("utf-8"))
    assert set(truth["inconsistent"]) < set(issue.findings)
    assert {place.page for place in issue.places} == {1}


def test_a_report_that_adds_up_has_no_issue() -> None:
    assert report(2).issues == ()


def bilinguals(of: Report) -> Iterator[Bilingual]:
    yield of.title
    yield from (each.name for each in (*of.levels, *of.units))
    yield from (each.title for each in (*of.sections, *of.groups))
    yield from (section.kicker for section in of.sections if section.kicker)
    yield from (finding.label for finding in of.findings)
    yield from (finding.category for finding in of.findings if finding.category)
    yield from (statement.text for statement in of.statements)
    yield from (issue.message for issue in of.issues)


def test_all_of_it_is_said_in_english() -> None:
    assert [text.th for text in bilinguals(report(1)) if not text.en] == []
    label = {finding.id: finding.label.en for finding in report(1).findings}
    assert label["nurses.nong_bua.2566.persons"] == "registered nurses: Nong Bua Nam Sai"
    assert label["diseases.dengue.2565.rate"] == "dengue fever"
    assert [statement.text.en for statement in report(1).statements] == [
        "Source: invented registers of the Saen To Provincial Public Health Office.",
        "Note: percentages are of the children to be vaccinated in each district.",
    ]


def test_the_profile_names_nothing_that_is_not_there() -> None:
    profile = load_profile(PROFILE)
    assert list(proofing.faults(profile, load_rules(PROFILE))) == []
    with open_document(FAMILIES / "health_s1.pdf") as document:
        pages = {page.number: PageText(lines_of(page)) for page in document.pages([1, 2, 3])}
    assert list(proofing.unmatched(profile, pages)) == []


def test_tables_of_a_page_that_is_left_out_are_missing() -> None:
    partial = dgreport.extract(FAMILIES / "health_s2.pdf", profile=PROFILE, pages=[1, 3])
    missing = {issue.code: len(issue.findings) for issue in partial.issues}
    assert missing == {"missing_slide.services": 16, "missing_slide.vaccines": 21}
    absent = [finding for finding in partial.findings if finding.status == "not_in_source"]
    assert len(absent) == 37
    assert all(finding.value is None and finding.place is None for finding in absent)
    assert sum(finding.status == "read" for finding in partial.findings) == 95 - 37


def test_it_is_written_as_a_report(tmp_path: Path) -> None:
    rendered = dgreport.render(report(1), tmp_path / "report.pdf")
    assert rendered.untranslated == ()
    assert rendered.missing == frozenset()
    text = bare("".join(by_pdfium(tmp_path / "report.pdf")))
    for said in (
        "รายงานสถิติสุขภาพจังหวัดแสนตอ ปีงบประมาณ 2566",
        "Health Statistics of Saen To Province, Fiscal Year 2566 (2023)",
        "304 + 55 + 123 + 194 + 113 + 146 = 935",
        "Registered nurses: total 945 คน 945 people",
        "ต้นฉบับหน้า 1 · Source page 1",
        "Fully vaccinated: total: 2566 (2023) 6,339 people (90.6%)",
        "อัตราเตียงผู้ป่วยต่อประชากร 1,000 คน",
    ):
        assert bare(said) in text, said
