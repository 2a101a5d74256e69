"""The repair of damaged Thai text: the report, cases, seeded damage in other texts, and no harm to correct text."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dgreport.accuracy.metrics import character_errors
from dgreport.extraction import thai
from dgreport.extraction.thai import damage, is_legal, repair, replay, undo
from dgreport.extraction.thai.lexicon import breaches, lexicon
from thai_damage import SENTENCES, damaged

HERE = Path(__file__).parent
RAW = (HERE / "data" / "report-2560" / "raw.txt").read_text(encoding="utf-8")
CLEAN = (HERE / "data" / "report-2560" / "clean.txt").read_text(encoding="utf-8")
TRUTH = "".join(
    (HERE / "data" / "matrix-truth" / f"p{page}.txt").read_text(encoding="utf-8") for page in range(1, 7)
)
#: Examples are fixed, so that a run can be repeated.
LIGHT = settings(max_examples=150, deadline=None, derandomize=True)


# --- the report ---


def test_report_is_read_without_an_error() -> None:
    assert character_errors(CLEAN, RAW).count == 545
    repaired = repair(RAW)
    errors = character_errors(CLEAN, repaired.text)
    assert errors.count == 0
    assert errors.spaces_spurious == 0
    assert errors.sara_am_lost == 0
    # As counted by the person who corrected the text: README and notes of the source.
    assert Counter(edit.rule for edit in repaired.edits) == {
        "sara-am-split": 352, "sign-order": 61, "sign-past-next": 28, "symbol-bullet": 15, "space-in-word": 2,
    }
    assert (damage(RAW), damage(repaired.text), damage(CLEAN)) == (440, 0, 0)


def test_report_spaces_are_those_of_the_corrected_text() -> None:
    """All of them but where the correction puts a space between figures that the source prints without one."""
    for line, (repaired, clean) in enumerate(zip(repair(RAW).text.split("\n"), CLEAN.split("\n"), strict=True), 1):
        if repaired != clean:
            assert re.sub(r"(?<=[\d%)ก-๛]) (?=[\d*ก-๛])", "", clean) == re.sub(
                r"(?<=[\d%)ก-๛]) (?=[\d*ก-๛])", "", repaired
            ), line
            assert re.search(r"\d", clean) or "(%)" in clean, line


def test_report_twice_is_once() -> None:
    assert repair(repair(RAW).text).edits == ()


def test_corrected_report_stays() -> None:
    assert repair(CLEAN) == thai.Repair(CLEAN, CLEAN, ())


def test_slips_of_the_author_stay() -> None:
    text = repair(RAW).text
    for slip in ("เจ้าหน้าทื่อื่นๆ", "วีดีโอ", "กฏหมาย", "อัพ\nโหลด", "คอมพิวติ้ง", "(Coordinated)", "ที่ความสะดวก", "พรบ."):
        assert slip in text, slip


def test_report_without_dictionary() -> None:
    """What can't stand as it is comes right; eleven signs that could be on either of two letters stay."""
    repaired = repair(RAW, dictionary=False)
    assert character_errors(CLEAN, repaired.text).count == 22
    assert not any("; read as" in edit.evidence or "dictionary" in edit.evidence for edit in repaired.edits)


# --- edits ---


def test_edits_name_rule_place_and_evidence() -> None:
    repaired = repair("ระดับกรม\nจ านวนท่ีตอบ\n\nเกี่ยวข้องกบัการสร้าง")
    assert [(edit.rule, edit.before, edit.after, edit.start, edit.place.line) for edit in repaired.edits] == [
        ("sara-am-split", " า", "ำ", 10, 2),
        ("sign-order", "นท่ี", "นที่", 13, 2),
        ("sign-past-next", "กบั", "กับ", 32, 4),
    ]
    assert "จำนวน" in repaired.edits[0].evidence
    assert "กับ" in repaired.edits[2].evidence
    assert repaired.raw == "ระดับกรม\nจ านวนท่ีตอบ\n\nเกี่ยวข้องกบัการสร้าง"


@pytest.mark.parametrize("text", [RAW, damaged(SENTENCES, 1)[0], damaged(TRUTH, 2)[0]])
def test_replay_and_undo(text: str) -> None:
    repaired = repair(text)
    assert replay(text, repaired.edits) == repaired.text
    assert undo(repaired.text, repaired.edits) == text
    assert all(edit.before != edit.after for edit in repaired.edits)


def test_edits_of_another_text_are_refused() -> None:
    edits = repair("จ านวน").edits
    with pytest.raises(ValueError, match="don't belong to this text"):
        replay("สำรวจ", edits)
    with pytest.raises(ValueError, match="don't belong to this text"):
        undo("จ านวน", edits)


# --- cases ---


def cases(name: str) -> list[Any]:
    found = json.loads((HERE / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


@pytest.mark.parametrize("case", cases("in_the_wild") + cases("synthetic") + cases("negative"))
def test_case(case: dict[str, Any]) -> None:
    repaired = repair(case["raw"], dictionary=case.get("dictionary", True))
    assert repaired.text == case["fixed"], case["comment"]
    if "rules" in case:
        assert [edit.rule for edit in repaired.edits] == case["rules"]
    assert replay(case["raw"], repaired.edits) == repaired.text
    assert undo(repaired.text, repaired.edits) == case["raw"]
    assert repair(repaired.text, dictionary=case.get("dictionary", True)).text == repaired.text
    assert repair(case["fixed"]).text == case["fixed"]


@pytest.mark.parametrize("case", cases("negative"))
def test_negative_case_without_dictionary(case: dict[str, Any]) -> None:
    assert repair(case["raw"], dictionary=False).text == case["raw"]


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True)
def test_known_failure(case: dict[str, Any]) -> None:
    assert repair(case["raw"]).text == case["fixed"]


# --- the same damage in other texts ---


@pytest.mark.parametrize("seed", range(12))
def test_damage_in_sentences_is_undone(seed: int) -> None:
    text, counts = damaged(SENTENCES, seed)
    assert character_errors(SENTENCES, text).count > 60
    repaired = repair(text)
    assert repaired.text == SENTENCES
    rules = Counter(edit.rule for edit in repaired.edits)
    assert rules["sara-am-split"] == counts.sara_am == 37
    assert rules["sign-order"] == counts.orders
    assert rules["sign-past-next"] == counts.pasts
    assert rules["symbol-bullet"] == counts.bullets == 10


@pytest.mark.parametrize("seed", range(8))
def test_damage_in_the_matrix_text_is_undone(seed: int) -> None:
    text, counts = damaged(TRUTH, seed)
    errors = character_errors(TRUTH, repair(text).text)
    assert errors.count == 0
    assert errors.spaces_spurious == errors.spaces_missing == 0
    assert counts.sara_am == 172


@pytest.mark.parametrize("seed", range(4))
def test_damage_at_other_places_of_the_report_is_undone(seed: int) -> None:
    """All of it but what no dictionary has: one seed moves the sign of the author's own spelling of "up"."""
    errors = character_errors(CLEAN, repair(damaged(CLEAN, seed)[0]).text)
    assert errors.count == (2 if seed == 0 else 0)
    assert errors.spaces_spurious == errors.spaces_missing == 0


def test_private_codes_and_pieces_in_other_texts_are_undone() -> None:
    low = {"่": "\uf70a", "้": "\uf70b", "๊": "\uf70c", "๋": "\uf70d", "์": "\uf70e", "ั": "\uf710", "็": "\uf712"}
    for text in (SENTENCES, TRUTH, CLEAN):
        coded = re.sub("([่้๊๋]?)ำ", "ํ\\1า", text).translate(str.maketrans(low))
        assert coded != text
        assert repair(coded, dictionary=False).text == text


def test_lost_rings_come_back_where_only_they_make_a_word() -> None:
    for text, lost, left in ((SENTENCES, 37, 14), (CLEAN, 352, 45), (TRUTH, 172, 50)):
        repaired = repair(text.replace("ำ", "า"))
        assert text.count("ำ") == lost
        wrong = [index for index, (a, b) in enumerate(zip(repaired.text, text, strict=True)) if a == "ำ" != b]
        assert wrong == []
        assert sum(a != b for a, b in zip(repaired.text, text, strict=True)) <= left
        assert {edit.rule for edit in repaired.edits} == {"sara-am-lost"}
        assert all(edit.evidence.startswith("dictionary: ") for edit in repaired.edits)
        assert repair(text.replace("ำ", "า"), dictionary=False).edits == ()


def test_a_text_that_has_its_rings_has_lost_none() -> None:
    """One surname that could be a word with a ring, among words that have theirs."""
    assert repair("อามาตย์").text == "อำมาตย์"
    text = "นายสมชาย อามาตย์ ทำงานที่สำนักงานจังหวัด มีหน้าที่กำกับและแนะนำการจัดทำคำขอ"
    assert repair(text).text == text


# --- no harm ---

LATIN = "ABCxyz0123456789๐๑๙.,:;()%/-"
ANYTHING = [
    *thai.CONSONANTS[:12], *"รลวสหอ", *thai.LEADING_VOWELS, *thai.FOLLOWING_VOWELS, *thai.MARKS, *"ๅๆฯ",
    *"  \n\u00a0aZ09๑.(:", "\uf70a", "\uf710", "\uf711", "\uf0b7", "\uf06d", "\u200b", "\u200d", "\ufeff", "\ufffd",
]
anything = st.lists(st.sampled_from(ANYTHING), max_size=40).map("".join) | st.text(max_size=20)
#: Real words with one damage or more of any kind: nearer to what the rules look for than chance.
near_misses = st.lists(
    st.sampled_from(sorted({*re.findall("[ก-๎]{2,12}", SENTENCES), *" ่าํำัิเ\uf70bE7\n"})), max_size=14
).map("".join)


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """Syllables as Thai spells them, most of them no words: initial, vowel, tone and final in every combination."""
    initial = draw(st.sampled_from([*thai.CONSONANTS[:40], "กร", "ปล", "ขว", "หน"]))
    tone = draw(st.sampled_from(["", "", *thai.TONES]))
    first, last = initial[:-1], initial[-1]
    final = draw(st.sampled_from(["", *"กงดนบมยว"]))
    must_close = final or "น"
    return draw(st.sampled_from([
        f"{first}{last}{tone}า{final}", f"{first}{last}{tone}ะ", f"{first}{last}{tone}ำ", f"{first}{last}ิ{tone}{final}",
        f"{first}{last}ี{tone}{final}", f"{first}{last}ุ{tone}{final}", f"{first}{last}ู{tone}{final}",
        f"{first}{last}ั{tone}{must_close}", f"{first}{last}ึ{tone}{must_close}", f"{first}{last}ื{tone}{must_close}",
        f"เ{initial}{tone}{must_close}", f"แ{initial}{tone}", f"โ{initial}{tone}{final}",
        f"ใ{initial}{tone}", f"ไ{initial}{tone}",
        f"เ{initial}{tone}า", f"เ{initial}{tone}าะ", f"เ{first}{last}ี{tone}ย{final}", f"เ{first}{last}ื{tone}อ{final}",
        f"{first}{last}ั{tone}ว", f"เ{first}{last}็{must_close}", f"{first}{last}{tone}อ{final}",
        f"{first}{last}{must_close}",
    ]))


correct = st.lists(
    syllables() | st.sampled_from([" ", "\n", "ๆ ", "ฯ ", " 12.5% ", " Data ", "(", ") "]), max_size=25
).map("".join).filter(lambda text: is_legal(text) and not breaches(text))


@given(correct)
@LIGHT
def test_correct_syllables_stay(text: str) -> None:
    assert repair(text).edits == ()
    assert repair(text, dictionary=False).edits == ()


@cache
def dictionary() -> list[str]:
    return sorted(lexicon())


@given(st.lists(st.integers(0, 60_000).map(lambda number: dictionary()[number]) | st.sampled_from(list("  \n9X"))))
@LIGHT
def test_words_of_the_dictionary_stay(words: list[str]) -> None:
    text = "".join(words)
    assert repair(text).edits == ()


@given(st.text(alphabet=st.sampled_from(LATIN + " \n"), max_size=60))
@LIGHT
def test_latin_and_digits_stay(text: str) -> None:
    assert repair(text).edits == ()


def _signs(text: str) -> Counter[str]:
    """Every sign, the ring of sara am with them."""
    return Counter(char for char in thai.real_characters(text).replace("ำ", "ํ") if thai.is_mark(char))


@pytest.mark.parametrize("dictionary", [True, False])
@given(text=anything | near_misses)
@settings(max_examples=250, deadline=None, derandomize=True)
def test_on_any_text(dictionary: bool, text: str) -> None:
    repaired = repair(text, dictionary=dictionary)
    again = repair(repaired.text, dictionary=dictionary)
    assert again.text == repaired.text, again.edits
    assert replay(text, repaired.edits) == repaired.text
    assert undo(repaired.text, repaired.edits) == text
    kept = re.compile("[A-Za-z0-9๐-๙\n]")
    assert kept.findall(repaired.text) == kept.findall(text)
    for edit in repaired.edits:
        assert edit.place.line is not None
        assert 1 <= edit.place.line <= text.count("\n") + 1
        if "duplicate" not in edit.rule and edit.rule != "sara-aa-lost":
            assert _signs(edit.after) >= _signs(edit.before), edit
        letters = [Counter(char for char in part if char in thai.CONSONANTS) for part in (edit.before, edit.after)]
        assert letters[0] <= letters[1], edit
    assert damage(repaired.text) <= damage(text)


def test_time_is_linear_in_the_length() -> None:
    """Texts that make a careless rule look at everything before or after each of their characters."""
    for unit in ("ก่่่่", "กา่", "ก ", "ก า", "ิ ก", "สารวจ", "เ ", "ํา", "กกกก่", "แ์"):
        text = "ก" + unit * (6_000 // len(unit))
        repaired = repair(text)
        assert replay(text, repaired.edits) == repaired.text
    assert repair("ก" + "่" * 20_000).text == "ก่"


# --- what a reader makes of the matrix ---

MATRIX = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data")) / "matrix"
#: Damage that is all in the characters, so that pdftotext's text can be mended whole: wrong characters before.
READERS = {
    "xelatex_sarabun": 258, "pdfkit_sarabun": 129, "pdflib_sarabun": 129, "reportlab_shaped_garuda": 438,
    "sim_b2_nikhahit_pua_sarabun": 258, "sim_c_pua_marks_norasi": 236, "sim_d_tone_before_vowel_norasi": 244,
    "sim_j1_nik_tone_aa_sarabun": 258, "sim_j2_tone_nik_aa_norasi": 258,
    "sim_control_sarabun": 0, "lo_writer_docx_norasi": 0, "fpdf2_shaped_garuda": 0, "sim_f1_justified_gaps_norasi": 0,
}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
@pytest.mark.skipif(not MATRIX.is_dir(), reason="needs the matrix in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize(("name", "before"), READERS.items())
def test_text_of_pdftotext(name: str, before: int) -> None:
    file = next((MATRIX / "pdf").glob(f"{name}.pdf"))
    read = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout.decode().split("\f")
    repaired = repair("\f".join(read)).text.split("\f")
    truth = {page: (MATRIX / "truth" / f"p{page}.txt").read_text(encoding="utf-8") for page in (1, 2, 3, 5)}
    assert sum(character_errors(text, read[page - 1]).count for page, text in truth.items()) == before
    assert sum(character_errors(text, repaired[page - 1]).count for page, text in truth.items()) == 0
