"""Damage of kinds, to fonts and of texts that the rules were not written on: a part of the blind matrix of docs/accuracy.md."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dgreport.accuracy.metrics import character_errors
from dgreport.extraction import thai
from dgreport.extraction.layout.text import read_text
from test_matrix import HERE

sys.path.insert(0, str(HERE.parent / "benchmarks" / "thai_text_layer"))

from shaped import Damage, Glyph, write

FONTS = HERE / "decks" / "fonts"
LINES = [
    "ชาวประมงพื้นบ้านฟื้นป่าชายเลน",
    "ลุงเปลื้อง ศรีสุวรรณ์ อายุ 71 ปี เล่าว่าเมื่อก่อนน้ำลึกเพียงศอก",
    "โครงการนี้เบิกจ่ายแล้ว ๖๒.๕% ณ สิ้นเดือนก่อน คือ ๘๕๐,๐๐๐ บาท",
    "กตัญญู ญาณ หญ้า ฐิติ ภัณฑ์ รัฐธรรมนูญ ปฏิคม ฎีกา กุฏิ ปรากฏการณ์",
    "น้ำค้ำจุน ช้ำชอก ซ้ำเติม ย่ำยี คร่ำหวอด กล้ำกราย จำเลยทำสัญญา",
    "ปิ่นโต ปี่พาทย์ ฝีปาก ปั้นจั่น ฝึกปรือ เฟื่องฟ้า ไฟฟ้า โต๊ะ จุฬา",
    "ถ้าคืนเกินกำหนด ปรับวันละสามบาทต่อเล่ม แต่ไม่เกินราคาหนังสือนั้น ๆ",
]


def in_bytes(encoding: str) -> Damage:
    """Each Thai character as the letter that its byte of TIS-620 is in another encoding."""

    def says(text: str) -> str:
        if len(text) != 1 or not thai.is_thai(text):
            return text
        byte = text.encode("cp874")
        return chr(0xF000 + byte[0]) if encoding == "symbol" else byte.decode(encoding)

    return Damage(says)


def next_one(text: str) -> str:
    return chr(ord(text) + 1) if len(text) == 1 and thai.is_thai(text) else text


def half_spaces(text: str) -> str:
    """The same of all glyphs of a text."""
    return " " if thai.is_thai(text[:1]) and random.Random(text).random() < 0.5 else text


def signs_first(glyphs: list[Glyph]) -> list[Glyph]:
    """Each sign before its letter."""
    found: list[Glyph] = []
    for glyph in glyphs:
        found.insert(len(found) - 1 if thai.is_mark(glyph.text) and found else len(found), glyph)
    return found


KEPT_NUMBERS = Damage(keeps_cmap=False)
DAMAGES = {
    "Latin 1": in_bytes("latin-1"),
    "Latin 1, no map kept": replace(in_bytes("latin-1"), keeps_cmap=False, keeps_numbers=False),
    "Mac Roman": in_bytes("mac_roman"),
    "symbols": in_bytes("symbol"),
    "each the next one's": Damage(next_one),
    "half of it spaces": Damage(half_spaces),
    "no characters for tones": Damage(lambda text: "\0" if text in thai.TONES else text),
    "holes": Damage(lambda text: None if text in "งค่้ิ" else text),
    "signs before their letters": Damage(order=signs_first),
    "ring is the tone of its cluster": Damage(lambda text: text.replace("ํ", "้"), keeps_cmap=False, keeps_numbers=False),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("font", ["Niramit_400Regular", "Prompt_600SemiBold"])
def test_what_the_file_still_tells_is_read(font: str, damage: str, tmp_path: Path) -> None:
    path = tmp_path / "blind.pdf"
    path.write_bytes(write([LINES], FONTS / f"{font}.ttf", DAMAGES[damage]))
    found = character_errors("\n".join(LINES), read_text(path))
    assert (found.count, found.sara_am_lost) == (0, 0)
