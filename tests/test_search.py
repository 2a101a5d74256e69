"""Words found on pages made by hand, however they wrap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dgreport.extraction.reading.search import PageText, elements_of
from handmade import line, text


def found(page: PageText, words: str) -> list[list[str]]:
    """The pieces of each match."""
    return [[page.lines[at].text[start:end] for at, start, end in match.spans] for match in page.find(words)]


def test_words_are_found_whatever_their_spaces() -> None:
    page = text(("1. มี การยืม หนังสือ", 50, 100))
    assert found(page, "มีการยืมหนังสือ") == [["มี การยืม หนังสือ"]]
    assert found(page, "1.มี การ ยืม") == [["1. มี การยืม"]]
    assert page.find("การยืมหนังสือไทย") == []


def test_words_go_on_in_the_line_below_and_not_in_another_column() -> None:
    page = text(("จำนวนห้องสมุด", 50, 100), ("รายได้", 300, 100), ("ที่เปิดทุกวัน", 50, 113), ("ที่เก็บได้", 300, 113))
    assert found(page, "จำนวนห้องสมุดที่เปิดทุกวัน") == [["จำนวนห้องสมุด", "ที่เปิดทุกวัน"]]
    assert found(page, "รายได้ที่เก็บได้") == [["รายได้", "ที่เก็บได้"]]
    assert page.find("จำนวนห้องสมุดที่เก็บได้") == []


def test_units_under_numbers_of_one_line_are_each_its_own() -> None:
    """Two numbers of 26 points, so close that they are one Line, each with its unit under its end."""
    numbers = line("1179  1048", 100, 100, 26)
    page = PageText([numbers, line("แห่ง", 132, 128), line("ฉบับ", 210, 128)])
    assert found(page, "{count} แห่ง") == [["1179", "แห่ง"]]
    assert found(page, "{count} ฉบับ") == [["1048", "ฉบับ"]]


def test_words_in_the_middle_of_a_line_go_on_at_the_left() -> None:
    page = text(("1. คู่มือประชาชน   จำนวนหน่วยงานที่ต้อง", 50, 100), ("จัดทำคู่มือตามกฎหมาย", 50, 113))
    assert found(page, "จำนวนหน่วยงานที่ต้องจัดทำคู่มือ") == [["จำนวนหน่วยงานที่ต้อง", "จัดทำคู่มือ"]]


def test_a_number_does_not_go_on_beyond_the_words_under_it() -> None:
    page = PageText([line("4", 100, 100, 30), line("น้อยสุด", 100, 132), line("ปี", 100, 145)])
    assert page.find("{years} ปี") == []
    assert found(page, "น้อยสุด ปี") == [["น้อยสุด", "ปี"]]


def ranked(*numerals: tuple[str, float], words: tuple[tuple[str, float], ...]) -> PageText:
    """Numerals of 28 points at the left, words of 10 beside them."""
    return PageText([line(said, 34, y, 28) for said, y in numerals] + [line(said, 66, y) for said, y in words])


def test_a_big_numeral_goes_on_beside_it_and_not_in_the_ranks_below() -> None:
    page = ranked(("1.", 100), ("2.", 130), ("3.", 160), words=(("งานพัสดุ", 109), ("งานบุคคล", 139), ("งานคลัง", 169)))
    for rank, words in (("2", "งานบุคคล"), ("3", "งานคลัง"), ("1", "งานพัสดุ")):
        (match,) = page.find(f"{{rank}}. {words}")
        assert match.filled[0].text == rank


def test_a_big_numeral_may_be_half_way_down_its_words() -> None:
    page = ranked(("1.", 100), ("2.", 162), words=(
        ("ขาดการ", 92), ("ติดตาม", 109), ("ประเมินผล", 126), ("ขาดการ", 154), ("บริหาร", 171), ("งบประมาณ", 188),
    ))  # fmt: skip
    for rank, words in (("1", "ขาดการติดตามประเมินผล"), ("2", "ขาดการบริหารงบประมาณ")):
        (match,) = page.find(f"{{rank}}. {words}")
        assert match.filled[0].text == rank


def test_words_do_not_go_on_far_below() -> None:
    page = text(("จำนวนห้องสมุด", 50, 100), ("ที่เปิดทุกวัน", 50, 200))
    assert page.find("จำนวนห้องสมุดที่เปิดทุกวัน") == []


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("มี 12 แห่ง", "12"),
        ("มี 1,234 แห่ง", "1,234"),
        ("มี 66.0 แห่ง", "66.0"),
        ("มี -12.1 แห่ง", "-12.1"),
        ("มี \N{MINUS SIGN}3 แห่ง", "\N{MINUS SIGN}3"),
        ("มี ๑๒ แห่ง", "๑๒"),
    ],
)
def test_a_hole_takes_a_whole_number(printed: str, number: str) -> None:
    (match,) = text((printed, 50, 100)).find("มี {count} แห่ง")
    assert [(filled.name, filled.text) for filled in match.filled] == [("count", number)]
    assert match.hole("count") == match.filled[0]
    start = printed.index(number)
    assert match.filled[0].box == (50 + 5 * start, 100, 50 + 5 * (start + len(number)), 110)


@pytest.mark.parametrize("printed", ["มี แห่ง", "มี 12", "มี 1,2345 แห่ง", "มี 12-13 แห่ง", "มี สิบ แห่ง"])
def test_a_hole_takes_nothing_else(printed: str) -> None:
    assert text((printed, 50, 100)).find("มี {count} แห่ง") == []


def test_a_hyphen_within_a_range_is_no_sign() -> None:
    assert [match.filled[0].text for match in text(("ช่วงปี 2560-61", 50, 100)).find("{}")] == ["2560"]


def test_dates_have_months() -> None:
    page = text(("ณ วันที่ 5 มกราคม 2561", 50, 100))
    (match,) = page.find("วันที่ {day} {month} {year}")
    assert [filled.text for filled in match.filled] == ["5", "มกราคม", "2561"]
    assert text(("วันที่ 5 เดือนใด 2561", 50, 100)).find("วันที่ {day} {month} {year}") == []


def test_what_is_used_is_not_found_again() -> None:
    page = text(("มาก มาก", 50, 100), ("มาก", 50, 300))
    assert len(page.find("มาก")) == 3
    first = page.find("มาก")[0]
    assert len(page.find("มาก", first.positions)) == 2


def test_matches_say_whether_they_are_words_of_their_own() -> None:
    page = text(("ห้องสมุด", 50, 100), ("ห้องสมุด (เปิด)", 50, 200), ("ห้องสมุดใหญ่", 50, 300))
    assert [(match.whole, match.alone) for match in page.find("ห้องสมุด")] == [(True, True), (True, False), (False, False)]


def test_what_follows_a_label_in_its_line() -> None:
    page = text(("เปิดทุกวัน : 12 แห่ง (7 %)", 50, 100))
    (label,) = page.find("เปิดทุกวัน")
    at, _, end = label.spans[-1]
    after = page.after("{count} แห่ง", at, end)
    assert after is not None
    assert after.filled[0].text == "12"
    assert page.after("({percent} %)", at, end) is None


def test_white_space_is_no_element() -> None:
    assert elements_of("ก {n} ข") == elements_of("ก{n}ข")
    assert len(elements_of("ก {n} ข")) == 3


WORDS = "จำนวนห้องสมุดที่เปิดให้บริการทุกวันตลอดทั้งปี"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=12), st.floats(11, 15), st.floats(-8, 8))
def test_finding_does_not_depend_on_how_words_wrap(widths: list[int], pitch: float, indent: float) -> None:
    """Cut anywhere into up to 13 lines, one under the other, flush or a little off; another column stands beside."""
    cuts, at = [], 0
    for width in widths:
        if at < len(WORDS):
            cuts.append(WORDS[at : at + width])
            at += width
    if at < len(WORDS):
        cuts.append(WORDS[at:])
    lines = [line(cut, 100 + (indent if k % 2 else 0), 100 + pitch * k) for k, cut in enumerate(cuts)]
    beside = [line("คำอื่นในคอลัมน์ข้าง", 450, 100 + pitch * k) for k in range(len(cuts))]
    matches = PageText([*lines, *beside]).find(WORDS)
    assert len(matches) == 1
    assert "".join(lines[k].text[start:end] for k, start, end in matches[0].spans) == WORDS
    assert matches[0].alone
