"""Sentences by their words, and by their place under a heading."""

from __future__ import annotations

from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.statements import joined, read_statements
from dgreport.profile import Slide
from handmade import slide, text

NO_REGIONS = Regions({})


def rules(*statements: dict[str, object]) -> Slide:
    return slide([], statement=list(statements))


def bullets(under: str, count: int) -> list[dict[str, object]]:
    return [{"id": f"{under}.{n}", "under": under, "number": n} for n in range(1, count + 1)]


def test_a_sentence_is_as_it_is_printed() -> None:
    of = rules({"id": "note", "text": "หมายเหตุ: ตอบได้หลายคำตอบ"})
    read = read_statements(of, text(("หมายเหตุ : ตอบได้", 50, 500), ("หลายคำตอบ", 50, 512)), NO_REGIONS, ())
    assert read["note"].text == "หมายเหตุ : ตอบได้หลายคำตอบ"
    assert read["note"].box == (50, 500, 50 + 5 * 17, 522)
    assert read_statements(of, text(("อย่างอื่น", 50, 500)), NO_REGIONS, ()) == {}


def test_bullets_are_counted_under_their_heading() -> None:
    page = text(
        ("ด้านหนึ่ง", 50, 50), ("• ควรเปิด", 60, 70), ("ทุกวัน", 68, 82), ("• ควรมีหนังสือ", 60, 100),
        ("ด้านสอง", 50, 150), ("• ควรอ่าน", 60, 170),
    )  # fmt: skip
    read = read_statements(rules(*bullets("ด้านหนึ่ง", 3), *bullets("ด้านสอง", 1)), page, NO_REGIONS, ())
    assert {id: sentence.text for id, sentence in read.items()} == {
        "ด้านหนึ่ง.1": "ควรเปิดทุกวัน", "ด้านหนึ่ง.2": "ควรมีหนังสือ", "ด้านสอง.1": "ควรอ่าน"
    }  # fmt: skip


def test_bullets_may_stand_apart_from_their_words() -> None:
    page = text(("ด้านหนึ่ง", 50, 50), ("•", 60, 70), ("ควรเปิดทุกวัน", 80, 70), ("•", 60, 90), ("ควรอ่าน", 80, 90))
    read = read_statements(rules(*bullets("ด้านหนึ่ง", 2)), page, NO_REGIONS, ())
    assert [read[f"ด้านหนึ่ง.{n}"].text for n in (1, 2)] == ["ควรเปิดทุกวัน", "ควรอ่าน"]


def test_panels_side_by_side_have_their_own_bullets() -> None:
    """The second heading is wrapped, and its second line stands level with a bullet of the first."""
    page = text(
        ("ด้านหนึ่ง", 50, 50), ("• ควรเปิด", 60, 70), ("ทุกวัน", 68, 82),
        ("ด้านสองซึ่ง", 400, 50), ("ยาวกว่า", 400, 62), ("• ควรอ่าน", 410, 82), ("มาก", 418, 94),
        ("เชิงอรรถ", 60, 400),
    )  # fmt: skip
    read = read_statements(rules(*bullets("ด้านหนึ่ง", 1), *bullets("ด้านสองซึ่งยาวกว่า", 1)), page, NO_REGIONS, ())
    assert {id: sentence.text for id, sentence in read.items()} == {
        "ด้านหนึ่ง.1": "ควรเปิดทุกวัน", "ด้านสองซึ่งยาวกว่า.1": "ควรอ่านมาก"
    }  # fmt: skip


def test_numbered_notes_go_by_their_numbers() -> None:
    page = text(("หมายเหตุ", 50, 50), ("2) สอง", 60, 70), ("๑) หนึ่ง", 60, 90))
    read = read_statements(rules(*bullets("หมายเหตุ", 2)), page, NO_REGIONS, ())
    assert [read[f"หมายเหตุ.{n}"].text for n in (1, 2)] == ["หนึ่ง", "สอง"]


def test_page_numbers_are_no_part_of_a_sentence() -> None:
    page = text(("ด้านหนึ่ง", 50, 50), ("• ควรเปิด", 60, 70), ("37", 700, 82))
    assert read_statements(rules(*bullets("ด้านหนึ่ง", 1)), page, NO_REGIONS, (2,))["ด้านหนึ่ง.1"].text == "ควรเปิด"


def test_thai_goes_on_without_a_space_and_latin_with_one() -> None:
    assert joined(["ควรใช้", "ระบบ"]) == "ควรใช้ระบบ"
    assert joined(["ควรใช้ Big", "Data ให้มาก"]) == "ควรใช้ Big Data ให้มาก"
    assert joined(["ร้อยละ", "80"]) == "ร้อยละ 80"
