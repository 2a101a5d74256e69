"""Drafts of profiles: from hand-made pages, and from a whole deck."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polib
import pytest

from dgreport import pipeline
from dgreport.errors import CannotWrite, NotAPdf
from dgreport.extraction.page import Line, Page
from dgreport.extraction.reading.drafting import catalogue, draft
from dgreport.profile import Profile, parse_profile

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"

#: text, x, top, font size, of the lines of a page
Rows = Sequence[tuple[str, float, float, float]]

LENDING: Rows = [
    ("บริการของห้องสมุด 2564", 20, 20, 22),
    ("ระดับอำเภอ (จำนวน 80)", 300, 60, 10),
    ("โรงเรียน (จำนวน 1,200)", 500, 60, 10),
    ("1. มีบริการยืม", 20, 100, 10),
    ("หนังสือเต็มรูปแบบ", 20, 111, 10),
    ("59 แห่ง", 300, 105, 10),
    ("74 %", 360, 105, 10),
    ("600 แห่ง", 500, 105, 10),
    ("50 %", 560, 105, 10),
    ("2. มีบางส่วน เป็นจำนวน 7 แห่ง", 20, 160, 10),
    ("หมายเหตุ: ห้องสมุดที่ตอบแบบสำรวจไม่ครบทุกข้อจะไม่ถูกนำมาคิดรวมในข้อที่ไม่ได้ตอบแบบสำรวจนั้น", 20, 400, 8),
]
READING: Rows = [
    ("การอ่านของประชาชน", 20, 20, 22),
    ("ระดับอำเภอ (จำนวน 80)", 300, 60, 10),
    ("โรงเรียน (จำนวน 1,200)", 500, 60, 10),
    ('อ่าน "ทุกวัน"', 20, 100, 10),
    ("12.5", 300, 100, 10),
    ("30.0", 500, 100, 10),
    ("หมายเหตุ: ห้องสมุดที่ตอบแบบสำรวจไม่ครบทุกข้อจะไม่ถูกนำมาคิดรวมในข้อที่ไม่ได้ตอบแบบสำรวจนั้น", 20, 400, 8),
]
COVER: Rows = [("รายงานห้องสมุด", 20, 20, 30)]


def drafted(*pages: Rows) -> Profile:
    lines = {
        number: [
            Line(number, text, (x, top, x + len(text) * size / 2, top + size), size, raw=text, boxes=(None,) * len(text))
            for text, x, top, size in rows
        ]
        for number, rows in enumerate(pages, 1)
    }
    text = draft("libraries", "libraries.pdf", [Page(number, 700, 500) for number in lines], lines)
    return parse_profile(text.encode(), "draft")


def test_a_draft_holds_what_is_printed_with_holes_for_numbers() -> None:
    profile = drafted(COVER, LENDING, READING)
    assert (profile.id, profile.title) == ("libraries", "รายงานห้องสมุด")
    assert profile.recognise.texts == ("รายงานห้องสมุด", "บริการของห้องสมุด {}", "การอ่านของประชาชน")
    assert {id: level.th for id, level in profile.levels.items()} == {"level1": "ระดับอำเภอ", "level2": "โรงเรียน"}
    lending, reading = profile.slides
    assert lending.title == "บริการของห้องสมุด {}"
    assert lending.columns == {"level1": "ระดับอำเภอ (จำนวน {n})", "level2": "โรงเรียน (จำนวน {n})"}
    assert [item.text for item in lending.groups[0].items] == [
        "1. มีบริการยืม หนังสือเต็มรูปแบบ | {count} แห่ง | {percent} %",
        "2. มีบางส่วน เป็นจำนวน {count} แห่ง",
    ]
    assert [item.text for item in reading.groups[0].items] == ['อ่าน "ทุกวัน" | {number}']


def test_no_value_of_the_document_is_in_the_draft() -> None:
    text = drafted(COVER, LENDING, READING).model_dump_json()
    assert not any(value in text for value in ("59", "74", "600", "1,200", "12.5", "30.0", "2564"))


def test_a_sentence_is_a_statement_and_told_once() -> None:
    lending, reading = drafted(COVER, LENDING, READING).slides
    assert [rule.text for rule in lending.statements] == [LENDING[-1][0]]
    assert reading.statements == ()


def test_without_columns_all_is_one_level() -> None:
    profile = drafted([("หัวข้อของหน้า", 20, 20, 22), ("ผู้ตอบ", 20, 100, 10), ("302 แห่ง", 100, 100, 10)])
    assert (profile.levels, profile.slides[0].columns) == ({}, {})
    assert [each.id for each in profile.expected()] == ["slide1.item1.all.count"]


def test_the_catalogue_wants_english_for_every_text(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text(catalogue(drafted(COVER, LENDING, READING)), encoding="utf-8")
    entries = polib.pofile(str(tmp_path / "en.po"))
    assert {"รายงานห้องสมุด", "ระดับอำเภอ", "ร้อยละ", 'อ่าน "ทุกวัน"', LENDING[-1][0]} <= {entry.msgid for entry in entries}
    assert not any(entry.translated() for entry in entries)


def test_a_draft_of_a_deck_reads_that_deck(tmp_path: Path) -> None:
    files = pipeline.new_profile(SOURCE, tmp_path / "mine")
    assert [path.name for path in files] == ["profile.toml", "en.po"]
    assert pipeline.check_profile(tmp_path / "mine", SOURCE) == ()
    report = pipeline.extract(SOURCE, profile=tmp_path / "mine")
    assert report.profile == "mine"
    assert {level.name.th for level in report.levels} == {"ระดับกรม", "ระดับจังหวัด"}
    read = [finding for finding in report.findings if finding.value is not None]
    assert len(read) > 150
    assert {str(finding.value) for finding in read if finding.label.th.startswith("บริการภาคประชาชน (G2C)")} >= {"1089"}


def test_a_profile_that_a_person_worked_on_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("id = 'mine'", encoding="utf-8")
    with pytest.raises(CannotWrite, match=r"profile\.toml"):
        pipeline.new_profile(SOURCE, tmp_path)
    assert (tmp_path / "profile.toml").read_text(encoding="utf-8") == "id = 'mine'"
    assert [path.name for path in tmp_path.iterdir()] == ["profile.toml"]


def test_a_source_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("hello", encoding="utf-8")
    with pytest.raises(NotAPdf):
        pipeline.new_profile(tmp_path / "x.pdf", tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
