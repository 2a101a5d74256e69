"""Unknown signs, told by the words in which they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dgreport import read_text
from dgreport.errors import NoTextLayer
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.fonts.spelling import spelt
from dgreport.extraction.glyphs import open_document, recorder
from dgreport.extraction.page import Glyph
from handset import FONT, changed, string

HERE = Path(__file__).parent
CODE = 7


def lost(text: str, sign: str, said: str = UNKNOWN, evidence: str = "none") -> list[Glyph]:
    """The text with one sign lost wherever it stands."""
    return [
        changed(made, text=said, raw="", code=CODE, evidence=evidence) if made.text == sign else made
        for made in string(text, 50, 100)
    ]


@pytest.mark.parametrize(
    ("text", "sign", "told"),
    [
        ("หลักเกณฑ์การเลือกผู้แทน", "์", "์"),
        ("ฟ้า", "้", ""),  # more than one glyph in four is unknown
        ("เรือเทียบโป๊ะริมฝั่ง", "๊", "๊"),
        ("เดินเข้าไปหาป๋าด้วย", "๋", ""),  # ป่า and ป้า are words too
        ("ท้องถิ่นมีน้ำท่วมซ้ำซากทุกปี ไร่นาเสียหาย", "้", "้"),
        ("นะโม ตัสสะ ภะคะวะโต ฆฺณํฐ", "ฺ", ""),  # of no word
        ("The caf\u0e4c opens at nine o'clock", "\u0e4c", ""),
    ],
)
def test_the_one_sign_that_makes_words(text: str, sign: str, told: str) -> None:
    assert spelt(lost(text, sign)) == ({(FONT, CODE): told} if told else {})


def test_a_likeness_that_makes_text_that_cannot_be_is_looked_at_again() -> None:
    text = "ชาวบ้านฟื้นฟูป่าสั้นยาวตามบ้านเรา"
    assert spelt(lost(text, "้", "ั", "shape")) == {(FONT, CODE): "้"}
    assert spelt(lost(text, "้", "้", "shape")) == {}


def test_without_the_dictionary_words_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(recorder, "spelt", lambda glyphs: asked.append(len(glyphs)) or {})
    stripped = HERE / "data" / "matrix" / "pdf" / "sim_g3_no_tounicode_nothing_sarabun.pdf"
    for dictionary in (False, True):
        assert not asked
        with open_document(stripped, dictionary=dictionary) as document:
            document.page(1)
    assert asked
    with pytest.raises(NoTextLayer):
        read_text(stripped, dictionary=False)
    assert len(asked) == 1
