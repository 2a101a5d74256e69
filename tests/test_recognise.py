"""Which page, or part of a page, is which slide; which numbers are only those of the pages."""

from __future__ import annotations

from dgreport.extraction.page import Page
from dgreport.extraction.reading.recognise import page_numbers, slides_of
from dgreport.profile import Profile
from handmade import line, text


def profile(**more: object) -> Profile:
    tables = [
        {"id": name, "section": "s", "title": f"ตารางเรื่อง{name}", "group": [
            {"id": name, "item": [{"indicator": f"{name}{n}", "text": f"{name}ข้อที่{n}ของตาราง | {{count}}"} for n in range(4)]}
        ]}
        for name in ("ยืม", "คืน")
    ]  # fmt: skip
    return Profile.model_validate(
        {"id": "p", "title": "t", "recognise": {"texts": ["ก"]}, "units": {"n": {"th": "แห่ง"}},
         "measures": {"count": {"unit": "n"}}, "section": [{"id": "s", "th": "ส"}], "slide": tables, **more}
    )  # fmt: skip


def rows(name: str, y: float) -> list[tuple[str, float, float]]:
    return [(f"ตารางเรื่อง{name}", 50, y), *((f"{name}ข้อที่{n}ของตาราง", 50, y + 20 + 20 * n) for n in range(4))]


def test_slides_are_known_by_their_words_in_any_order() -> None:
    pages = {1: text(*rows("คืน", 50)), 2: text(("อย่างอื่น", 50, 50)), 3: text(*rows("ยืม", 50))}
    assert {id: number for id, (number, _) in slides_of(profile(), pages).items()} == {"ยืม": 3, "คืน": 1}
    assert set(slides_of(profile(), {2: pages[2], 3: pages[3]})) == {"ยืม"}
    assert slides_of(profile(), {}) == {}


def test_tables_of_a_page_go_from_title_to_title() -> None:
    pages = {1: text(("ตารางเรื่องยืม", 50, 50), ("ตารางเรื่องคืน", 50, 70)), 2: text(*rows("คืน", 50), *rows("ยืม", 300))}
    found = slides_of(profile(slides_share_pages=True), pages)
    assert {id: number for id, (number, _) in found.items()} == {"ยืม": 2, "คืน": 2}
    assert [each.text for each in found["คืน"][1].lines] == [words for words, _, _ in rows("คืน", 50)]
    assert [each.text for each in found["ยืม"][1].lines] == [words for words, _, _ in rows("ยืม", 300)]


def test_page_numbers_stand_alike_or_in_step_at_an_edge() -> None:
    pages = [Page(n, 800, 600) for n in range(1, 5)]
    alike = {n: [line(str(n + 10), 700, 570), line("55", 300, 300)] for n in range(1, 5)}
    assert page_numbers(pages, alike) == {(n, alike[n][0].box) for n in range(1, 5)}
    places = {1: (20, 20), 2: (770, 300), 3: (400, 575), 4: (20, 500)}
    in_step = {n: [line(str(n), *places[n])] for n in range(1, 5)}
    assert page_numbers(pages, in_step) == {(n, in_step[n][0].box) for n in range(1, 5)}


def test_one_number_on_one_page_is_in_step_with_nothing() -> None:
    pages = [Page(n, 800, 600) for n in range(1, 4)]
    assert page_numbers(pages, {1: [line("123", 770, 240)], 2: [], 3: []}) == set()
