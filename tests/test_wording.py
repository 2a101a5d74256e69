from __future__ import annotations

from decimal import Decimal

import pytest

from dgreport.model import Bilingual
from dgreport.rendering import wording
from dgreport.rendering.wording import Fragment, Phrase
from reports import UNITS

UNIT = {unit.id: unit for unit in UNITS}


@pytest.mark.parametrize(
    ("value", "said"),
    [("1521653", "1,521,653"), ("66.0", "66.0"), ("0.5", "0.5"), ("0", "0"), ("1000.50", "1,000.50"), ("-3", "−3")],
)
def test_numbers_are_said_as_printed(value: str, said: str) -> None:
    assert wording.number(Decimal(value)) == said


def test_differences_carry_their_sign() -> None:
    assert [wording.signed(Decimal(value)) for value in ("23.4", "-15", "0.0")] == ["+23.4", "−15", "0"]


@pytest.mark.parametrize(
    ("value", "unit", "thai", "english"),
    [
        ("22", "percent", "ร้อยละ 22", "22%"),
        ("59", "agencies", "59 หน่วยงาน", "59 agencies"),
        ("1", "agencies", "1 หน่วยงาน", "1 agency"),
        ("57.8", "score", "57.8 คะแนน", "57.8 points"),
    ],
)
def test_amounts_say_their_unit(value: str, unit: str, thai: str, english: str) -> None:
    assert wording.amount(Decimal(value), UNIT[unit]) == Bilingual(th=thai, en=english)


def test_shares_differ_by_percentage_points() -> None:
    assert wording.gap(Decimal("-41"), UNIT["percent"]) == Bilingual(th="41 จุดร้อยละ", en="41 percentage points")
    assert wording.gap(Decimal(1), UNIT["percent"]).en == "1 percentage point"
    assert wording.gap(Decimal("-7.7"), UNIT["score"]) == Bilingual(th="7.7 คะแนน", en="7.7 points")


def test_years_and_dates_in_both_eras() -> None:
    assert wording.year(2560) == "2560 (2017)"
    assert wording.day("2017-11-29") == Bilingual(th="29 พฤศจิกายน 2560 (2017)", en="29 November 2560 (2017)")
    assert wording.day("2024-02-01") == Bilingual(th="1 กุมภาพันธ์ 2567 (2024)", en="1 February 2567 (2024)")


def test_lists_in_both_languages() -> None:
    names = [Bilingual(th="ก", en="a"), Bilingual(th="ข", en="b"), Bilingual(th="5", en="5")]
    assert wording.listed(names[:1]) == names[0]
    assert wording.listed(names[:2]) == Bilingual(th="กและข", en="a and b")
    assert wording.listed(names) == Bilingual(th="ก, ข และ 5", en="a, b and 5")
    assert wording.listed([]) == Bilingual(th="", en="")


def test_thai_is_spaced_at_the_seams() -> None:
    phrase = Phrase("{level}สูงกว่า{other}{gap}ใน{name} ({value})", "{level} {other} {gap} {name} {value}")
    said = phrase(
        level=Bilingual(th="ระดับกรม", en="departments"),
        other=Bilingual(th="ระดับจังหวัด", en="provinces"),
        gap="23.4",
        name=Bilingual(th="“Big Data”", en="“Big Data”"),
        value=3,
    )
    assert said.th == "ระดับกรมสูงกว่าระดับจังหวัด 23.4 ใน “Big Data” (3)"


def test_sentences_begin_with_a_capital_and_fragments_do_not() -> None:
    name = Bilingual(th="ก", en="departments")
    assert Phrase("{name}", "{name} lead")(name=name).en == "Departments lead"
    assert Fragment("{name}", "{name} lead")(name=name).en == "departments lead"
    assert [wording.capitalised(text) for text in ("eGov plan", "“e-services” lead", "5 of 6", "IoT", "")] == [
        "eGov plan",
        "“E-services” lead",
        "5 of 6",
        "IoT",
        "",
    ]


def test_what_has_no_translation_stands_in_thai_with_the_mark() -> None:
    name = Bilingual(th="แผนใหม่", en=None)
    said = Phrase("{name}สูงสุด", "{name} is highest")(name=wording.quoted(name))
    assert said == Bilingual(th="“แผนใหม่” สูงสุด", en="“แผนใหม่”† is highest")


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [("ระดับกรม (จำนวน 274)", "274", True), ("2,274 หน่วยงาน", "274", False), ("95%", "95", True), ("1.95", "95", False)],
)
def test_a_label_that_holds_its_number(text: str, value: str, holds: bool) -> None:
    assert wording.holds(text, Decimal(value)) is holds
