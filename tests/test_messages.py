"""Filling of messages: lists, places, units, shares."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dgreport.check_rules import CheckRules, Text
from dgreport.extraction.checking.messages import Speaker, joined, places
from dgreport.extraction.checking.quantities import Numbers
from dgreport.model import Bilingual, Finding, Level, Place, Report, Role, Source, Unit

RULES = CheckRules.model_validate(
    {
        "page": {"th": "หน้า", "en": "page", "plural": "pages"},
        "line": {"th": "บรรทัด", "en": "line", "plural": "lines"},
    }
)


def figure(id: str, value: str, unit: str, page: int | None = None, role: Role = "fact") -> Finding:
    return Finding(
        id=id,
        indicator=id,
        section="",
        level="farm",
        value=Decimal(value),
        unit=unit,
        label=Bilingual(th=f"ข้อ {id}"),
        category=Bilingual(th="นา", en="rice field"),
        place=Place(page=page) if page else None,
        role=role,
    )


def report(*findings: Finding) -> Report:
    return Report(
        profile="p",
        source=Source(file="a.pdf", sha256="0" * 64, pages=9),
        title=Bilingual(th="ก"),
        levels=(Level(id="farm", name=Bilingual(th="ฟาร์ม", en="farms")),),
        units=(
            Unit(id="percent", name=Bilingual(th="ร้อยละ", en="percent"), kind="share"),
            Unit(id="rai", name=Bilingual(th="ไร่", en="rai"), kind="measure"),
            Unit(id="persons", name=Bilingual(th="คน", en="people"), singular="person", kind="count"),
        ),
        findings=findings,
    )


def filled(template: str, *findings: Finding) -> Bilingual:
    numbers = Numbers(report(*findings))
    quantities = {each.id: numbers.of(each.id) for each in findings}
    words = {id: quantity for id, quantity in quantities.items() if quantity is not None}
    return Speaker(report(*findings), RULES).fill(Text(th=template, en=template), words)


@pytest.mark.parametrize(
    ("template", "th", "en"),
    [
        ("{a}", "1,234", "1,234"),
        ("{a.unit}", "1,234 คน", "1,234 people"),
        ("{b.unit}", "1 คน", "1 person"),
        ("{c}", "ร้อยละ 66.0", "66.0%"),
        ("{d.unit}", "12.5 ไร่", "12.5 rai"),
        ("{a.label}", "ข้อ a", "ข้อ a"),
        ("{a.name}", "นา", "rice field"),
        ("{a.where}", "หน้า 4", "page 4"),
        ("{e}", "–", "–"),
    ],
)
def test_a_number_is_said_in_several_ways(template: str, th: str, en: str) -> None:
    figures = (
        figure("a", "1234", "persons", 4),
        figure("b", "1", "persons"),
        figure("c", "66.0", "percent"),
        figure("d", "12.5", "rai"),
    )
    assert filled(template, *figures) == Bilingual(th=th, en=en)


def test_a_list_in_running_text() -> None:
    assert [joined(list("abc")[:n], "en") for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert joined(list("กขค"), "th") == "ก, ข และ ค"


@pytest.mark.parametrize(
    ("pages", "th", "en"),
    [
        ((7,), "หน้า 7", "Page 7"),
        ((7, 8), "หน้า 7 และ 8", "Pages 7 and 8"),
        ((9, 3, 4, 5, 3), "หน้า 3–5 และ 9", "Pages 3–5 and 9"),
    ],
)
def test_a_message_begins_with_its_pages(pages: tuple[int, ...], th: str, en: str) -> None:
    subject = [Place(page=page) for page in pages]
    rules = RULES.model_validate(
        RULES.model_dump(by_alias=True) | {"message": {"m": {"kind": "k", "th": "ขาด", "en": "short."}}}
    )
    speaker, message = Speaker(report(), rules), rules.messages["m"]
    assert speaker.say(message, {}, subject) == Bilingual(th=f"{th}: ขาด", en=f"{en}: short.")
    assert speaker.say(message, {}, []) == Bilingual(th="ขาด", en="short.")


def test_levels_are_called_as_the_report_calls_them() -> None:
    assert Speaker(report(), RULES).level("farm") == Bilingual(th="ฟาร์ม", en="farms")
    assert Speaker(report(), RULES).level("barn") == Bilingual(th="barn")


def test_the_size_of_the_survey_is_a_subject_only_if_there_is_no_other() -> None:
    base, share = figure("n", "80", "persons", 2, "base"), figure("a", "9", "persons", 6)
    assert places([base, share]) == (Place(page=6),)
    assert places([base]) == (Place(page=2),)
