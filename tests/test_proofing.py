"""What `dgreport profile check` names: misspelt keys and names, and labels that are nowhere printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dgreport
from dgreport import cli, pipeline
from dgreport.errors import BadProfile
from dgreport.extraction.page import Line
from dgreport.extraction.reading.proofing import faults, unmatched
from dgreport.extraction.reading.search import PageText
from dgreport.profile import Profile, parse_profile

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"
OWN = Path(dgreport.__file__).parent / "profiles" / "dg_readiness_2560"

LIBRARIES = """
id = "libraries"
title = "รายงานห้องสมุด"
recognise = { texts = ["รายงานห้องสมุด", "บริการของห้องสมุด"], minimum = 2 }
levels = { district = { th = "ระดับอำเภอ" }, school = { th = "โรงเรียน" } }
units = { libraries = { th = "แห่ง" }, percent = { th = "ร้อยละ" } }
measures = { count = { unit = "libraries" }, percent = { unit = "percent" } }
section = [{ id = "services", th = "การให้บริการ" }]

[[slide]]
id = "lending"
section = "services"
title = "บริการของห้องสมุด"
columns = { district = "ระดับอำเภอ (จำนวน {n})", school = "โรงเรียน (จำนวน {n})" }

[[slide.group]]
id = "lending"
heading = "ห้องสมุดที่มีบริการยืม"
base = "column"
item = [
  { indicator = "full", text = "มีเต็มรูปแบบ | {count} แห่ง | {percent} %" },
  { indicator = "partial", text = "มีบางส่วน | {count} แห่ง", levels = ["district"] },
]

[[slide.statement]]
id = "note"
text = "หมายเหตุ: ตอบได้หลายคำตอบ"
"""
PAGE = [
    "รายงานห้องสมุด บริการของห้องสมุด",
    "ระดับอำเภอ (จำนวน 80)",
    "โรงเรียน (จำนวน 1,200)",
    "ห้องสมุดที่มีบริการยืม",
    "มีเต็มรูปแบบ",
    "59 แห่ง",
    "74 %",
    "มีบางส่วน",
    "หมายเหตุ: ตอบได้",
    "หลายคำตอบ",
]


def libraries(*changes: tuple[str, str]) -> Profile:
    text = LIBRARIES
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse_profile(text.encode(), "libraries.toml")


def page(lines: list[str]) -> PageText:
    return PageText(
        [
            Line(1, text, (20, 20 * row, 20 + 6 * len(text), 20 * row + 10), 10, raw=text, boxes=(None,) * len(text))
            for row, text in enumerate(lines)
        ]
    )


def test_a_right_profile_has_no_faults() -> None:
    assert list(faults(libraries(), None)) == []
    assert list(unmatched(libraries(), {1: page(PAGE)})) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('section = "services"', 'section = "service"'), "slide lending: no section service, did you mean services?"),
        (('levels = ["district"]', 'levels = ["distrct"]'), "no level distrct, did you mean district?"),
        (('{ district = "ระดับอำเภอ (', '{ distrikt = "ระดับอำเภอ ('), "slide lending: no level distrikt, did you mean"),
        (
            ('{ unit = "percent" }', '{ unit = "percents" }'),
            "measures.percent: no unit percents, did you mean percent?",
        ),
        (("{percent} %", "{percnt} %"), "slide lending, full: no measure percnt, did you mean percent?"),
        (('base = "column"', 'base = "colunm"'), "no finding (base) colunm"),
        (('indicator = "partial"', 'indicator = "full"'), "the finding full.district.count is promised 2 times"),
    ],
)
def test_names_without_a_declaration_are_named(change: tuple[str, str], fault: str) -> None:
    found = list(faults(libraries(change), None))
    assert any(fault in each for each in found), found


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("มีบางส่วน", "มีบางสวน"), "slide lending, partial: not on page 1: มีบางสวน"),
        (("ห้องสมุดที่มีบริการยืม", "ห้องสมุดที่มีบริกาายืม"), "slide lending, heading: not on page 1: ห้องสมุดที่มีบริกาายืม"),
        (("ตอบได้หลายคำตอบ", "ตอบได้คำตอบเดียว"), "slide lending, note: not on page 1: หมายเหตุ: ตอบได้คำตอบเดียว"),
        (('"โรงเรียน (จ', '"วิทยาลัย (จ'), "slide lending, column school: not on page 1: วิทยาลัย (จำนวน"),
        (('["รายงานห้องสมุด", ', '["รายงานประจำปี", '), "recognise: nowhere in the document: รายงานประจำปี"),
    ],
)
def test_what_is_nowhere_printed_is_named(change: tuple[str, str], fault: str) -> None:
    assert fault in list(unmatched(libraries(change), {1: page(PAGE)}))


def test_a_slide_that_is_not_there_is_named_once() -> None:
    found = list(unmatched(libraries(), {1: page(["รายงานห้องสมุด"])}))
    assert found == [
        "recognise: 1 of the texts are in the document, 2 are needed",
        "recognise: nowhere in the document: บริการของห้องสมุด",
        "slide lending: not in the document: บริการของห้องสมุด",
    ]


def test_the_profile_of_the_report_has_no_faults() -> None:
    assert pipeline.check_profile("dg-readiness-2560", SOURCE) == ()


def test_one_wrong_letter_is_found_in_the_deck(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(OWN, folder)
    text = (folder / "profile.toml").read_text(encoding="utf-8")
    assert "ไม่มีการใช้ Single sign-on เลย" in text
    changed = text.replace("ไม่มีการใช้ Single sign-on เลย", "ไม่มีการใช้ Single sing-on เลย")
    (folder / "profile.toml").write_text(changed, encoding="utf-8")
    (fault,) = pipeline.check_profile(folder, SOURCE)
    assert "not on page 24" in fault
    assert "Single sing-on" in fault


def test_a_misspelt_key_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(LIBRARIES.replace("heading =", "headnig ="), encoding="utf-8")
    with pytest.raises(BadProfile, match=r"unknown key slide\.1\.group\.1\.headnig, did you mean heading"):
        pipeline.check_profile(path)


def test_the_command_prints_faults_and_ends_with_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(LIBRARIES, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        cli.main(["profile", "check", str(path)])
    assert (end.value.code, capsys.readouterr().out) == (0, "0 faults\n")
    path.write_text(LIBRARIES.replace('section = "services"', 'section = "service"'), encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        cli.main(["profile", "check", str(path)])
    assert end.value.code == 8
    assert capsys.readouterr().out == "slide lending: no section service, did you mean services?\n1 fault\n"


def test_the_command_writes_a_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["profile", "new", str(SOURCE), "-o", str(tmp_path / "mine")])
    assert end.value.code == 0
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "mine" / name) for name in ("profile.toml", "en.po")]
