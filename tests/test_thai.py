"""The characters of Thai: what may stand where, in which order, and in how many pieces."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dgreport.extraction import thai
from dgreport.extraction.thai import characters, lexicon, repairs

DATA = Path(__file__).parent / "data"
TONES = "่้๊๋"
THAI_CHARACTERS = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))]


@pytest.mark.parametrize("module", [characters, repairs])
def test_docstrings_hold(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried
    assert not failed


def test_classes_part_the_thai_block() -> None:
    letters = thai.CONSONANTS + thai.LEADING_VOWELS + thai.FOLLOWING_VOWELS + thai.LAKKHANGYAO + thai.MARKS
    others = "ฯ฿ๆ๏๐๑๒๓๔๕๖๗๘๙๚๛"
    assert sorted(letters + others) == sorted(THAI_CHARACTERS)
    assert all(thai.is_thai(char) for char in THAI_CHARACTERS)
    assert not any(thai.is_thai(char) for char in "A0 \u0e00\u0e3b\u0e3e\u0e5c\u0e81")
    marks = (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))
    assert [char for char in THAI_CHARACTERS if thai.is_mark(char)] == list(map(chr, marks))


@pytest.mark.parametrize("text", [
    "", "ก", "ที่", "น้ำ", "เกาะ", "เจ้าะ", "ตัวะ", "พันธุ์", "สิทธิ์", "ฤๅษี", "ฦๅ", "ก็", "ณ", "๑๒ ฯลฯ ต่างๆ", "สฺส", "พุทฺธํ",
    "Latin 123", "บ่", "ผู้ใหญ่", "โต๊ะ", "เก้าอี้",
])
def test_legal(text: str) -> None:
    assert thai.is_legal(text)
    assert thai.illegal(text) == []


@pytest.mark.parametrize(("text", "offsets"), [
    ("ท่ี", [2]),  # tone before vowel
    ("ที่่", [3]),  # tone twice
    ("สีาร", [2]),  # sara aa after another vowel
    ("งา่ย", [2]),  # tone on a following vowel
    ("ไซตแ์ละ", [3, 4]),  # nothing for the leading vowel, thanthakhat on it
    ("น า", [2]),  # sara aa after a space
    ("นํา", [2]),  # sara am in two pieces
    ("ก\uf70a", [1]),  # private code
    ("เ ก", [0]),  # leading vowel without its consonant
    ("เเก", [0]),
    ("aะ", [1]),
    ("กๅ", [1]),
    ("กุู", [2]),
    ("ั", [0]),
])
def test_illegal(text: str, offsets: list[int]) -> None:
    assert not thai.is_legal(text)
    assert thai.illegal(text) == offsets


def test_correct_text_is_legal() -> None:
    for path in (DATA / "report-2560" / "clean.txt", *(DATA / "matrix-truth").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert thai.illegal(text) == [], path
        assert lexicon.breaches(text) == 0, path
        assert thai.normal(text) == text, path


def test_private_codes_are_those_of_thai_fonts() -> None:
    # Those that real files were found to pair with a character, and those that HarfBuzz's table adds; its other column
    # has those of the Macintosh.
    seen = {
        0xF701: "ิ", 0xF702: "ี", 0xF703: "ึ", 0xF704: "ื", 0xF705: "่", 0xF706: "้", 0xF707: "๊", 0xF708: "๋", 0xF709: "์",
        0xF70A: "่", 0xF70B: "้", 0xF70C: "๊", 0xF70D: "๋", 0xF70E: "์", 0xF70F: "ญ", 0xF710: "ั", 0xF711: "ํ", 0xF712: "็",
        0xF713: "่", 0xF714: "้", 0xF715: "๊", 0xF716: "๋",
    }
    added = {0xF700: "ฐ", 0xF717: "์", 0xF718: "ุ", 0xF719: "ู", 0xF71A: "ฺ"}
    macintosh = {
        0xF884: "ั", 0xF885: "ิ", 0xF886: "ี", 0xF887: "ึ", 0xF888: "ื", 0xF889: "็", 0xF88A: "่", 0xF88B: "่", 0xF88C: "่",
        0xF88D: "้", 0xF88E: "้", 0xF88F: "้", 0xF890: "๊", 0xF891: "๊", 0xF892: "๊", 0xF893: "๋", 0xF894: "๋", 0xF895: "๋",
        0xF896: "์", 0xF897: "์", 0xF898: "์", 0xF899: "ํ", 0xF89A: "ญ", 0xF89B: "ุ", 0xF89C: "ู", 0xF89D: "ฺ", 0xF89E: "ฐ",
    }
    assert {chr(code): char for code, char in (seen | added | macintosh).items()} == thai.PRIVATE_USE
    assert thai.real_characters("ป\uf701\uf713น \uf0b7") == "ปิ่น \uf0b7"


@pytest.mark.parametrize(("text", "ordered"), [
    ("ท่ี", "ที่"), ("ผู้", "ผู้"), ("ก์ุ", "กุ์"), ("ก่็", "ก็่"), ("นํ้", "น้ํ"), ("ที่่", "ที่่"), ("่ี", "ี่"), ("ก ่ี", "ก ี่"),
])
def test_written_order(text: str, ordered: str) -> None:
    assert thai.canonical(text) == ordered


@pytest.mark.parametrize(("text", "composed"), [
    ("นํา", "นำ"), ("น้ํา", "น้ำ"), ("นํ้า", "น้ำ"), ("ธมฺมํ", "ธมฺมํ"), ("นำ", "นำ"),
])
def test_sara_am_in_one_piece(text: str, composed: str) -> None:
    assert thai.compose(text) == composed


def test_clusters() -> None:
    text = "่ที่น้ำA์"
    assert [text[start:end] for start, end in thai.clusters(text)] == ["่", "ที่", "น้", "ำ", "A์"]


@given(st.text(alphabet=st.sampled_from([*THAI_CHARACTERS, "a", "1", " ", "\n", "\uf70a", "\uf0b7"]), max_size=40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_on_any_text(text: str) -> None:
    spans = list(thai.clusters(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert sorted(thai.canonical(text)) == sorted(text)
    normal = thai.normal(text)
    assert thai.normal(normal) == normal
    assert thai.is_legal(text) == (thai.illegal(text) == [])


def test_lexicon_reads_words() -> None:
    words = lexicon.lexicon()
    reading = words.read("หน่วยงานกลาง 12 แห่ง")
    assert reading.words == ("หน่วยงาน", "กลาง", " 12 ", "แห่ง")
    assert reading.plain
    assert words.read("กบัการ").unknown == 2
    assert words.read("กับการ") < words.read("กบัการ")
    assert words.read("แก่สาธารณะ").beats(words.read("แกส่าธารณะ"), by=15)
    assert "ข้อมูล" in words
    assert "ข้อมลู" not in words


@pytest.mark.parametrize(("text", "count"), [
    ("กับการ", 0), ("กบัการ", 1),  # the closing consonant has a vowel of its own
    ("เชื่อมัน่ ", 1), ("เชื่อมั่น", 0),  # ... or a tone
    ("ขอ้ไม่", 1), ("ข้อไม่", 0), ("บ่มี", 0),  # a tone needs a vowel or a closing consonant
    ("พืน้ฐาน", 1), ("พื้นฐาน", 0), ("สั\nงคม", 0), ("อัฐิ", 0), ("ตัวอย่าง", 0), ("ก็ดี", 0), ("เป็ ", 1), ("ร์คอม", 1),
])
def test_laws_of_spelling(text: str, count: int) -> None:
    assert lexicon.breaches(text) == count


def test_words_keep_the_laws_of_spelling() -> None:
    words = lexicon.lexicon()
    broken = [word for word in words if lexicon.breaches(word)]
    assert len(words) > 60_000
    assert len(broken) < 10, broken
