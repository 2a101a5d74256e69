"""Paragraphs out of lines: where a line goes on, and what joins it to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from dgreport.extraction.layout.text import explained, read_text, text_of
from dgreport.extraction.page import Glyph, Page
from dgreport.extraction.thai import replay, undo
from handset import page, string
from test_matrix import HERE, TRUTH

LONG = "หน่วยงานของรัฐดำเนินการสำรวจข้อมูลเพื่อจัดทำนโยบาย"


def set_lines(*lines: str, pitch: float = 18.0, left: float = 50.0) -> Page:
    """Lines one below the other; one that begins with > is indented by two ems."""
    shown: list[list[Glyph]] = []
    for number, line in enumerate(lines):
        x = left + 20 * line.startswith(">")
        shown.append(string(line.removeprefix(">"), x, 100 + pitch * number))
    return page(*shown)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((LONG, "การพัฒนา"), LONG + "การพัฒนา\n"),
        # inside a word: 'kan samruat' broken after its first consonant
        ((LONG + "การส", "ำรวจ"), LONG + "การสำรวจ\n"),
        ((LONG + " OECD", "index of 2017"), LONG + " OECD index of 2017\n"),
        ((LONG, "OECD"), LONG + " OECD\n"),
        ((LONG, "302 หน่วยงาน"), LONG + " 302 หน่วยงาน\n"),
        ((LONG + " ร้อยละ", "27.3 ของทั้งหมด"), LONG + " ร้อยละ 27.3 ของทั้งหมด\n"),
        ((LONG + " (", "OECD)"), LONG + " (OECD)\n"),
        ((LONG + " ร้อยละ 12", "% ของทั้งหมด"), LONG + " ร้อยละ 12% ของทั้งหมด\n"),
        # a hyphen and the line break after it stay
        ((LONG + " infor-", "mation"), LONG + " infor-\nmation\n"),
        # a space that the file has at the end of the line
        ((LONG + " ", "การพัฒนา"), LONG + " การพัฒนา\n"),
    ],
)
def test_a_full_line_goes_on(lines: tuple[str, ...], text: str) -> None:
    assert text_of(set_lines(*lines), flow=True) == text


@pytest.mark.parametrize(
    "lines",
    [
        ("หัวข้อ", LONG),  # a short line ends its paragraph
        (LONG, ">" + LONG),  # the first line of the next is indented
        (LONG, "1. ข้อแรก"),
        (LONG, "• ข้อแรก"),
        (LONG, "(๒) ข้อที่สอง"),
        (LONG, "ก. ข้อแรก"),
        ("3 " + LONG, "3.1 จำแนกตามหน่วยงาน"),
        ("2560", "2561", "2562"),  # a column of numbers
        (LONG + " ........ 12", LONG + " ........ 13"),  # contents
    ],
)
def test_what_is_no_paragraph_stays(lines: tuple[str, ...]) -> None:
    assert text_of(set_lines(*lines), flow=True) == "".join(f"{line.removeprefix('>')}\n" for line in lines)


def test_first_line_indented_and_hanging_lines() -> None:
    assert text_of(set_lines(">" + LONG[:44], LONG, "จบ"), flow=True) == LONG[:44] + LONG + "จบ\n"
    assert text_of(set_lines("1. " + LONG, ">" + LONG, ">จบ"), flow=True) == f"1. {LONG}{LONG}จบ\n"


def test_a_wider_pitch_parts_paragraphs() -> None:
    lines = [string(LONG, 50, y) for y in (100, 118, 136, 170, 188, 206)]
    assert text_of(page(*lines), flow=True) == f"{LONG * 3}\n{LONG * 3}\n"


def test_lines_without_flow_stay_and_edits_tell_what_was_joined() -> None:
    of_lines = set_lines(LONG, "OECD", "จบ")
    assert text_of(of_lines) == f"{LONG}\nOECD\nจบ\n"
    mended = explained(of_lines, flow=True)
    assert [(edit.before, edit.after) for edit in mended.edits if edit.rule == "flow"] == [("\n", " ")]
    assert replay(mended.raw, mended.edits) == mended.text == f"{LONG} OECD\nจบ\n"
    assert undo(mended.text, mended.edits) == mended.raw


@pytest.mark.parametrize("name", ["lo_writer_docx_norasi", "typst_sarabun", "sim_f1_justified_gaps_norasi", "xelatex_garuda"])
def test_justified_paragraphs_of_real_writers(name: str) -> None:
    """Each paragraph of the truth is one line; where a line ends with a phrase its space may not be in the file."""
    path: Path = HERE / "data" / "matrix" / "pdf" / f"{name}.pdf"
    assert read_text(path, [5], flow=True) == (TRUTH / "p5.txt").read_text(encoding="utf-8")
