"""Where lines may end, at many widths."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dgreport.rendering.outline import outline
from dgreport.rendering.typeset.wrapping import break_lines, break_points, phrases, plain, whole_pieces
from documents import texts
from reports import golden_report

PARAGRAPHS = (
    "หน่วยงานภาครัฐระดับกรมจำนวน 1,453 หน่วยงาน จาก 1,746 หน่วยงาน (คิดเป็น 83 %) ใช้งานระบบคลาวด์ภาครัฐ (G-Cloud) ต่าง ๆ ฯลฯ "
    "และ “บริการภาคประชาชน” ที่ความเร็วมากกว่า 2 Mb/s ระหว่างปี 2560–2562",
    "น้ำท่วมซ้ำทำให้ผู้คนต้องย้ายที่อยู่ ทั้งนี้ การช่วยเหลือกลุ่มผู้ด้อยโอกาสยังไม่ทั่วถึง เพราะงบประมาณไม่เพียงพอ (ร้อยละ 41.6)",
    "กระทรวงฯ กำหนดให้เก็บข้อมูลทุก ๆ 3 เดือน; สำนักปลัดฯ รายงานผล “ทันที” แก่คณะรัฐมนตรี",
    "Agencies (departments and provinces) answered well-designed questionnaires: 83% of 1,746 did; the others did not.",
)
FORBIDDEN_AT_START = set("ะาำๅๆฯ)]}»”’,.;:!?…%")
FORBIDDEN_AT_END = set("เแโใไ([{«“‘฿")


def widths(text: str) -> list[float]:
    """Every character one wide, marks nothing."""
    ends = [0.0]
    for char in text:
        ends.append(ends[-1] + (0 if unicodedata.category(char) == "Mn" else 1))
    return ends


def wrapped(text: str, width: float) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, widths(text), width)]


@pytest.mark.parametrize("width", range(16, 121))
@pytest.mark.parametrize("text", PARAGRAPHS)
def test_no_line_begins_or_ends_wrongly_at_any_width(text, width):
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert widths(line)[-1] <= width
        assert line == line.strip(" ")
    for line in lines[1:]:
        assert line[0] not in FORBIDDEN_AT_START
        assert unicodedata.category(line[0]) != "Mn"
    for line in lines[:-1]:
        assert line[-1] not in FORBIDDEN_AT_END


@pytest.mark.parametrize("width", [24, 33, 47, 68, 96])
def test_every_text_of_the_report_breaks_rightly_at_many_widths(width):
    said = {text for both in texts(outline(golden_report())) for text in (both.th, both.en) if text}
    assert len(said) > 1000
    broken = 0
    for text in said:
        points = [0, *break_points(text), len(text)]
        # A word longer than the line is cut between clusters.
        if max(widths(text[start:end])[-1] for start, end in pairwise(points)) > width:
            continue
        lines = break_lines(text, widths(text), width)
        assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())
        for start, end in lines[1:]:
            assert start in points, text[start:end]  # between words
            assert text[start] not in FORBIDDEN_AT_START
            assert unicodedata.category(text[start]) != "Mn"
        for _, end in lines[:-1]:
            assert text[end - 1] not in FORBIDDEN_AT_END
        assert all(widths(text[start:end])[-1] <= width for start, end in lines)
        broken += len(lines) - 1
    assert broken > 250


def test_thai_breaks_between_words():
    text = "ประชาชนใช้บริการภาครัฐ"
    words = ["ประชาชน", "ใช้บริการ", "ภาครัฐ"]
    assert [text[at:] for at in break_points(text)] in (
        ["".join(words[1:]), "ภาครัฐ"],
        ["ใช้บริการภาครัฐ", "บริการภาครัฐ", "ภาครัฐ"],
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ของต่าง ๆ ที่", "ต่าง ๆ"),
        ("กทม. ฯลฯ", "กทม. ฯลฯ"),
        ("เพิ่มขึ้น 83 % แล้ว", "83 %"),
        ("ที่ 1,453.50 บาท", "1,453.50"),
        ("ระบบ G-Cloud นั้น", "G-Cloud"),
        ("เร็ว 2 Mb/s ได้", "Mb/s"),
        ("(ก) และ (ข)", "(ก)"),
        ("ดู www.dga.or.th ได้", "www.dga.or.th"),
    ],
)
def test_what_belongs_together_is_never_parted(text, whole):
    at = text.index(whole)
    assert not [point for point in break_points(text) if at < point < at + len(whole)]


def test_a_line_ends_before_a_number_and_its_unit_rather_than_between():
    assert wrapped("แบบสำรวจตอบกลับมา 1,453 หน่วยงาน", 24)[-1] == "1,453 หน่วยงาน"


def test_short_brackets_stay_whole():
    assert wrapped("ต่าง (จุดร้อยละ)", 12) == ["ต่าง", "(จุดร้อยละ)"]
    assert wrapped("Provinces (per cent)", 14) == ["Provinces", "(per cent)"]
    assert whole_pieces("Provinces (per cent)") == ["Provinces", "(per cent)"]
    assert phrases("ระดับจังหวัด (per cent)") == ["ระดับจังหวัด", "(per cent)"]
    assert whole_pieces("ระดับจังหวัด (per cent)") == ["ระดับ", "จังหวัด", "(per cent)"]


def test_as_few_lines_as_possible_and_even_ones():
    text = "one two three four five six seven eight nine ten eleven"
    greedy = []
    for word in text.split():
        if greedy and len(greedy[-1]) + 1 + len(word) <= 22:
            greedy[-1] += " " + word
        else:
            greedy.append(word)
    lines = wrapped(text, 22)
    assert len(lines) == len(greedy)
    assert lines == ["one two three four", "five six seven eight", "nine ten eleven"]


def test_the_last_line_is_not_one_short_word():
    text = "a line of words that ends in one too few of it"
    assert "it" not in [wrapped(text, width)[-1] for width in range(20, 46)]


def even(text: str, width: float) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, widths(text), width, even=True)]


@pytest.mark.parametrize("width", range(16, 121))
@pytest.mark.parametrize("text", PARAGRAPHS)
def test_even_lines_are_as_few_and_their_ends_as_right(text, width):
    lines = even(text, width)
    assert len(lines) == len(wrapped(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(widths(line)[-1] <= width for line in lines)
    for line in lines[1:]:
        assert line[0] not in FORBIDDEN_AT_START
        assert unicodedata.category(line[0]) != "Mn"
    for line in lines[:-1]:
        assert line[-1] not in FORBIDDEN_AT_END


def test_no_word_stands_alone_under_the_lines_of_a_heading():
    text = "ตอบแบบสำรวจ 1,453 จาก 1,746 หน่วยงาน (ร้อยละ 83)"
    assert wrapped(text, 40)[-1] == "(ร้อยละ 83)"
    assert even(text, 40) == ["ตอบแบบสำรวจ 1,453", "จาก 1,746 หน่วยงาน (ร้อยละ 83)"]
    assert even("one two three four five six", 23) == ["one two three", "four five six"]


def test_what_is_said_in_brackets_stays_with_what_it_is_said_of():
    text = "“in preparation” most common for departments (49%), “no plan” the majority for provinces (63%)"
    assert even(text, 60) == [
        "“in preparation” most common for departments (49%),",
        "“no plan” the majority for provinces (63%)",
    ]


@pytest.mark.parametrize("text", ["ก" * 100_000, "W" * 100_000, "กำหนดการ" * 12_500, "ต่าง ๆ " * 14_000, "่" * 100_000])
def test_a_hundred_thousand_characters_wrap_in_seconds(text):
    start = time.process_time()
    ends = [float(number) for number in range(len(text) + 1)]
    lines = break_lines(text, ends, 90)
    assert time.process_time() - start < 20
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())
    if text[0] != "่":
        assert max(end - start for start, end in lines) <= 90


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="กขเแาำะ่้ิุๆฯ ab1-/(),.“”\u200b", min_size=1, max_size=60).map(plain), st.integers(3, 40))
def test_nothing_is_lost_or_doubled(text, width):
    lines = break_lines(text, widths(text), width)
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())
    assert [start for start, _ in lines] == sorted(start for start, _ in lines)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("กรม\x00\x07\u202e\u200b\ufeff\ud800\ufffeน้ำ", "กรมน้ำ"),
        ("two\nlines\r\n\tand\u00a0 spaces", "two lines and spaces"),
        ("<b>&amp;</b> $\\frac$ =HYPERLINK(1)", "<b>&amp;</b> $\\frac$ =HYPERLINK(1)"),
        ("\u2028", " "),
        ("", ""),
        ("😀 漢", "😀 漢"),
    ],
)
def test_only_what_cannot_be_set_is_removed(text, safe):
    assert plain(text) == safe


@given(st.text(max_size=40))
def test_plain_text_is_left_alone(text):
    assert plain(plain(text)) == plain(text)
