"""Unknown signs, told by the words in which they stand."""

from __future__ import annotations

import pytest

from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.fonts.spelling import spelt
from dgreport.extraction.page import Glyph
from handset import FONT, changed, string

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
