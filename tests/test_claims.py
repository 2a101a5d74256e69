"""What the numbers say: checked on small groups whose answers are known by hand, with ties and gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dgreport.model import Bilingual, Finding
from dgreport.rendering import claims
from dgreport.rendering.document import Figure, Paragraph
from dgreport.rendering.outline import outline
from dgreport.rendering.tabulation import Tabulation, chapters
from reports import UNITS, finding, report

UNIT = {unit.id: unit for unit in UNITS}


def table(*findings: Finding, shape: Any = "rows") -> Tabulation:
    (only,) = chapters(report(*findings, shape=shape))[0].groups
    return only


def both(name: str, department: str | None, province: str | None, unit: str = "score", **more: Any) -> list[Finding]:
    return [
        finding(name, level, unit, value, name=(f"ก{name}", name), **more)
        for level, value in (("department", department), ("province", province))
    ]


def test_two_levels_are_compared_with_the_widest_gap() -> None:
    group = table(*both("a", "47.1", "44.1"), *both("b", "40.8", "7.9"), *both("c", "62.1", "62.8"), shape="scores")
    assert claims.headline(group) == Bilingual(
        th="ระดับกรมสูงกว่าระดับจังหวัด 2 จาก 3 รายการ ต่างกันมากที่สุดที่ “กb” (32.9 คะแนน)",
        en="departments higher than provinces in 2 of 3; widest gap in “b” (32.9 points)",
    )
    second = claims.second_headline(group)
    assert second is not None
    assert second.en == "“c” highest at both levels (62.1 points and 62.8 points)"


def test_a_level_that_leads_everywhere() -> None:
    group = table(*both("a", "10", "20"), *both("b", "1", "3"), shape="scores")
    assert (
        claims.headline(group) or Bilingual(th="")
    ).en == "provinces higher than departments throughout; widest gap in “a” (10 points)"


def test_only_what_can_be_compared_is_claimed() -> None:
    group = table(*both("a", "30", "20"), *both("b", "25", "10"), *both("c", "9", None), shape="scores")
    said = claims.headline(group)
    assert said is not None
    assert said.en == "departments higher than provinces in all 2 that compare; widest gap in “b” (15 points)"


def test_ties_are_named_as_ties() -> None:
    even = table(*both("a", "5", "5"), *both("b", "7", "7"), shape="scores")
    assert (claims.headline(even) or Bilingual(th="")).en == "departments and provinces equal throughout"
    drawn = table(*both("a", "5", "4"), *both("b", "4", "5"), shape="scores")
    assert (claims.headline(drawn) or Bilingual(th="")).en == (
        "departments and provinces each higher in 1 of 2; widest gap in “a” and “b” (1 point)"
    )
    tops = table(*both("a", "9", "3"), *both("b", "9", "2"), *both("c", "1", "1"), shape="scores")
    assert (claims.second_headline(tops) or Bilingual(th="")).en == (
        "“a” and “b” highest for departments (9 points), “a” highest for provinces (3 points)"
    )
    many = table(*[f for name in "abcd" for f in both(name, "9", "1")], *both("e", "0", "1"), shape="scores")
    assert (claims.second_headline(many) or Bilingual(th="")).en == "4 items alike highest for departments (9 points)"


@pytest.mark.parametrize(
    ("department", "province", "said"),
    [
        ("89", "47", "departments 42 percentage points higher than provinces"),
        ("5", "5", "departments and provinces equal (5%)"),
    ],
)
def test_one_row(department: str, province: str, said: str) -> None:
    group = table(*both("a", department, province, "percent"))
    assert (claims.headline(group) or Bilingual(th="")).en == said


def test_parts_name_the_commonest_answer_and_a_majority_only_above_half() -> None:
    group = table(
        *both("done", "22", "6", "percent"),
        *both("doing", "49", "50", "percent"),
        *both("none", "22", "44", "percent"),
        shape="parts",
    )
    assert claims.headline(group) == Bilingual(
        th="“กdoing” มากที่สุดทั้งสองระดับ (ร้อยละ 49 และร้อยละ 50)", en="“doing” most common at both levels (49% and 50%)"
    )
    group = table(*both("yes", "51", "20", "percent"), *both("no", "49", "80", "percent"), shape="parts")
    assert (
        claims.headline(group) or Bilingual(th="")
    ).en == "“yes” the majority for departments (51%), “no” the majority for provinces (80%)"
    assert (
        claims.second_headline(group) or Bilingual(th="")
    ).en == "widest gap between departments and provinces in “yes” and “no” (31 percentage points)"


def test_a_ranking_keeps_the_order_of_the_source() -> None:
    """The least used of all is ranked first although its share is the smallest."""
    rows = [
        finding(name, "department", "percent", value, rank=rank)
        for name, value, rank in (("a", "9", 1), ("b", "16", 2), ("c", "16", 3))
    ]
    assert (claims.headline(table(*rows, shape="ranking")) or Bilingual(th="")).en == "“a” ranked first (9%)"
    partly = [rows[0], rows[1].model_copy(update={"rank": None}), rows[2]]
    assert (claims.headline(table(*partly, shape="ranking")) or Bilingual(th="")).en == "“b” and “c” most common (16%)"


def test_counts_of_unequal_levels_have_no_widest_gap() -> None:
    group = table(*both("a", "6062", "1981", "persons"), *both("b", "919", "625", "persons"))
    assert (claims.headline(group) or Bilingual(th="")).en == "departments higher than provinces throughout"
    assert claims.second_headline(group) is None


def test_nothing_is_claimed_of_nothing() -> None:
    assert claims.headline(table(*both("a", None, None), shape="scores")) is None
    assert claims.headline(table(finding("a", "department", "percent", "5"), shape="parts")) is None
    mixture = table(finding("a", "department", "percent", "5"), finding("b", "department", "downloads", "1521653"))
    assert mixture.measure is None
    assert claims.headline(mixture) is claims.second_headline(mixture) is None


def test_highest_and_lowest_in_a_sentence() -> None:
    group = table(*both("a", "72.9", "49.1"), *both("b", "43.5", "19.7"), *both("c", "43.5", "49.1"), shape="scores")
    assert claims.range_sentence(group, UNIT["score"]) == Bilingual(
        th="ระดับกรม: สูงสุดคือ “กa” (72.9 คะแนน) ต่ำสุดคือ “กb” และ “กc” (43.5 คะแนน); "
        "ระดับจังหวัด: สูงสุดคือ “กa” และ “กc” (49.1 คะแนน) ต่ำสุดคือ “กb” (19.7 คะแนน)",
        en="Departments: highest “a” (72.9 points), lowest “b” and “c” (43.5 points). "
        "Provinces: highest “a” and “c” (49.1 points), lowest “b” (19.7 points).",
    )
    alike = table(*both("a", "5", "1"), *both("b", "5", None), shape="scores")
    assert (claims.range_sentence(alike, UNIT["score"]) or Bilingual(th="")).en == "Departments: all alike (5 points)."


@pytest.mark.parametrize(
    ("value", "among", "said"),
    [("57.9", "57.9 66.0 50.3 49.3 67.0 47.0", "3rd of 6"), ("5", "5 5 7", "joint 2nd of 3"), ("1", "1", "1st of 1")],
)
def test_standing(value: str, among: str, said: str) -> None:
    assert claims.standing(Decimal(value), [Decimal(one) for one in among.split()]).en == said


def test_standing_beyond_ten() -> None:
    among = [Decimal(value) for value in range(30)]
    places = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd"}
    for place, said in places.items():
        assert claims.standing(Decimal(30 - place), among).en == f"{said} of 30"


def test_what_could_not_be_read_might_be_the_highest() -> None:
    lost = [finding("d", "department", "percent", None, status="unreadable")]
    group = table(*both("a", "30", "5", "percent"), *both("b", "20", "9", "percent"), *lost, shape="ranking")
    assert group.doubtful == {"department"}
    assert (claims.headline(group) or Bilingual(th="")).en == "“b” most common for provinces (9%)"
    scores = table(*both("a", "30", "5"), *both("b", "20", "9"), *lost, shape="scores")
    assert (claims.range_sentence(scores, UNIT["score"]) or Bilingual(th="")).en == (
        "Provinces: highest “b” (9 points), lowest “a” (5 points)."
    )
    assert (claims.headline(scores) or Bilingual(th="")).en == "departments higher than provinces in all 2 that compare"


def test_a_first_rank_that_is_not_there_goes_to_nobody() -> None:
    first = finding("a", "department", "percent", None, rank=1, status="unreadable")
    group = table(first, finding("b", "department", "percent", "16", rank=2), shape="ranking")
    assert claims.headline(group) is None


def test_lists_of_the_first_few_claim_no_last_and_no_gap_to_what_is_not_listed() -> None:
    group = table(*both("a", "56", "49", "percent"), *both("b", "51", "17", "percent"), shape="ranking")
    assert (claims.second_headline(group) or Bilingual(th="")).en == (
        "widest gap between departments and provinces in “b” (34 percentage points)"
    )
    only = [finding("c", "department", "percent", "54", name=("กc", "c"))]
    assert claims.second_headline(table(*both("a", "56", "49", "percent"), *only, shape="ranking")) is None


def test_counts_of_one_level_say_highest_and_lowest_in_one_title() -> None:
    values = zip("abcd", "3911", strict=True)
    rows = [finding(name, "department", "agencies", value, name=(f"ก{name}", name)) for name, value in values]
    group = table(*rows)
    assert claims.headline(group) == Bilingual(
        th="“กb” สูงสุด (9 หน่วยงาน) “กc” และ “กd” ต่ำสุด (1 หน่วยงาน)",
        en="“b” highest (9 agencies), “c” and “d” lowest (1 agency)",
    )
    assert claims.second_headline(group) is None
    blocks = outline(report(*rows)).blocks
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    assert figure.spec.title.en == "“B” highest (9 agencies), “c” and “d” lowest (1 agency)"
    said = [block.text.en or "" for block in blocks if isinstance(block, Paragraph)]
    assert not [text for text in said if "highest" in text]  # the title says it
    alike = table(*[finding(name, "department", "agencies", "3", name=(name, name)) for name in "abc"])
    assert claims.headline(alike) is None
