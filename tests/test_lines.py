"""Lines of the facsimiles, letter by letter against what was put into them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.page import Form, Glyph, Line, Page, Shape
from handset import FONT, changed, glyph, moved, page, string

FACSIMILES = Path(__file__).parent / "data" / "facsimiles"
NAMES = sorted(path.stem for path in FACSIMILES.glob("*.pdf"))


def squeezed(texts: list[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def replayed(line: Line) -> str:
    text = line.raw
    for edit in line.edits:
        end = edit.start + len(edit.before)
        assert text[edit.start : end] == edit.before
        text = text[: edit.start] + edit.after + text[end:]
    return text


def undone(line: Line) -> str:
    text = line.text
    for edit in reversed(line.edits):
        end = edit.start + len(edit.after)
        assert text[edit.start : end] == edit.after
        text = text[: edit.start] + edit.before + text[end:]
    return text


@dataclass(frozen=True)
class Deck:
    pages: list[Page]
    lines: list[list[Line]]
    truth: list[list[str]]


@pytest.fixture(scope="module", params=NAMES)
def deck(request: pytest.FixtureRequest) -> Deck:
    truth = json.loads((FACSIMILES / f"{request.param}.truth.json").read_text(encoding="utf-8"))
    with open_document(FACSIMILES / f"{request.param}.pdf") as document:
        pages = list(document.pages())
    return Deck(pages, [lines_of(each) for each in pages], [each["lines"] for each in truth["pages"]])


def test_each_page_has_exactly_the_characters_of_the_truth(deck: Deck) -> None:
    for each, lines, truth in zip(deck.pages, deck.lines, deck.truth, strict=True):
        assert each.problem == ""
        read = Counter(squeezed([line.text for line in lines]))
        assert read == Counter(squeezed(truth)), f"page {each.number}"


def test_each_run_of_letters_is_whole(deck: Deck) -> None:
    for each, lines, truth in zip(deck.pages, deck.lines, deck.truth, strict=True):
        joined = "".join(line.text for line in lines)
        missing = [run for line in truth for run in line.split() if run not in joined]
        assert missing == [], f"page {each.number}"


def test_edits_replay_and_undo(deck: Deck) -> None:
    for lines in deck.lines:
        for line in lines:
            assert replayed(line) == line.text
            assert undone(line) == line.raw


def test_shapes_have_colours(deck: Deck) -> None:
    cover = deck.pages[0]
    assert not cover.glyphs
    assert len({shape.fill for shape in cover.shapes if shape.fill}) >= 3


# Single rules, on pages made by hand --------------------------------------------------------------------------------


def texts(made: Page) -> list[str]:
    lines = lines_of(made)
    for line in lines:
        assert replayed(line) == line.text
        assert undone(line) == line.raw
    return [line.text for line in lines]


def test_correct_text_has_no_edits() -> None:
    made = page(string("ที่สำนักงานน้ำ 12 แห่ง (ABC)", 50, 100))
    (line,) = lines_of(made)
    assert (line.text, line.raw, line.edits) == ("ที่สำนักงานน้ำ 12 แห่ง (ABC)", "ที่สำนักงานน้ำ 12 แห่ง (ABC)", ())
    assert line.sources == tuple(range(len(line.text)))


def test_tone_before_vowel_comes_after_it() -> None:
    (line,) = lines_of(page(string("ท\u0e48\u0e35น\u0e49\u0e4dา", 50, 100)))
    assert line.text == "ที่น้ำ"
    assert [edit.rule for edit in line.edits] == ["thai", "thai", "thai"]


@pytest.mark.parametrize("drawn", ["น\u0e4d\u0e49า", "น\u0e49\u0e4dา", "น\u0e49ำ", "น\u0e4d\u0e49ำ"])
def test_sara_am_is_one_character_behind_its_tone(drawn: str) -> None:
    assert texts(page(string(drawn, 50, 100))) == ["น้ำ"]


@pytest.mark.parametrize(
    "drawn",
    [
        [*string("ราคา ", 50, 100), *string("   ", 200, 100)],
        [*string("ก", 50, 100), glyph("ffi", 55, 100), glyph(" ข ", 90, 100)],
        [*string("นํ", 50, 100), *string("าน", 58, 100)],
        [*string("ก", 50, 100), glyph("\N{THAI CHARACTER MAI EK}าน", 58, 100)],
        [*string("กา", 50, 100), changed(glyph("\N{THAI CHARACTER MAI EK}", 300, 100), text="\N{REPLACEMENT CHARACTER}")],
    ],
    ids=["spaces beyond", "ligatures", "sara am across a gap", "a glyph that begins with a sign", "unknown on nothing"],
)
def test_text_alone_is_the_same(drawn: list[Glyph]) -> None:
    made = page(drawn)
    assert [line.text for line in lines_of(made, text_only=True)] == [line.text for line in lines_of(made)]


def test_sign_drawn_after_the_next_letter_goes_back_by_its_ink() -> None:
    first, sign, second = string("ก\u0e48น", 50, 100)
    assert texts(page([first, second, sign])) == ["ก่น"]


def test_sign_at_the_pen_stays_where_its_ink_is_a_little_off() -> None:
    first, sign, second = string("ก\u0e48น", 50, 100)
    x0, top, x1, bottom = sign.form.ink
    off = changed(sign, ink=(x0 + 4, top, x1 + 4, bottom))
    assert texts(page([first, off, second])) == ["ก่น"]


def test_sign_a_little_beyond_its_letter_is_not_given_to_the_next() -> None:
    """A tone set off after a wide vowel: its ink is over the beginning of the next letter, its place in content order
    says whose it is.
    """
    letter, vowel, tone, following = string("มั่น", 50, 100)
    beyond = moved(tone, 2.2)
    assert beyond.ink is not None
    assert (beyond.ink[0] + beyond.ink[2]) / 2 > following.box[0]
    assert texts(page([letter, vowel, beyond, following])) == ["มั่น"]


def test_signs_drawn_last_find_their_letters() -> None:
    made = string("ที่ดินผู้", 50, 100)
    letters = [each for each in made if each.box[2] > each.box[0]]
    signs = [each for each in made if each.box[2] == each.box[0]]
    assert texts(page(letters, signs)) == ["ที่ดินผู้"]


def test_letters_drawn_in_any_order() -> None:
    made = string("ABCDEFGH", 50, 100)
    assert texts(page([made[at] for at in (3, 0, 7, 1, 5, 2, 6, 4)])) == ["ABCDEFGH"]


def test_fake_bold_is_read_once_and_a_sign_typed_twice_is_kept() -> None:
    made = string("ผู้", 50, 100)
    assert texts(page(made, [moved(each, 0.3) for each in made])) == ["ผู้"]
    twice = string("กา\u0e48", 50, 100)
    first, sign = string("ก\u0e48", 50, 100)
    assert texts(page([first, sign, sign])) == ["ก่่"]
    assert texts(page(twice)) == ["ก่า"]


def test_a_copy_in_another_font_is_read_once() -> None:
    """Browsers fill letters in their font and stroke them as drawings, whose map says a letter with its sign."""
    line = string("งานนี้", 50, 100)
    stroke = [changed(each, font="Drawn#1", code=n) for n, each in enumerate(line)]
    assert texts(page(line, stroke)) == ["งานนี้"]


def test_letter_spacing_is_no_space_and_a_wider_gap_is_one() -> None:
    spaced = string("ประเทศไทย", 50, 100, spacing=0.4)
    assert texts(page(spaced)) == ["ประเทศไทย"]
    rest = string("เหนือ", spaced[-1].box[2] + 4 + 7, 100, spacing=0.4)
    assert texts(page(spaced, rest)) == ["ประเทศไทย เหนือ"]


def test_gap_without_a_space_is_one() -> None:
    first = string("สำนัก", 50, 100)
    second = string("งาน", first[-1].box[2] + 3, 100)
    (line,) = lines_of(page(first, second))
    assert line.text == "สำนัก งาน"
    assert line.boxes[5] is None
    assert [(edit.rule, edit.before, edit.after, edit.start) for edit in line.edits] == [("gap", "", " ", 5)]


def test_a_number_and_the_words_of_the_next_cell() -> None:
    """0.2 em apart: no space among letters in a row that draws its spaces, but one behind a number."""
    number = string("รวม 9,704", 50, 100)
    start = number[-1].box[2] + 2
    assert texts(page(number, string("บาท", start, 100))) == ["รวม 9,704 บาท"]
    assert texts(page(string("รวม เกา", 50, 100), string("บาท", 50 + 6 * 5 + 2.5 + 2, 100))) == ["รวม เกาบาท"]


def test_signs_that_have_room_like_letters() -> None:
    """As recognition programs write words over a scan: a font without outlines, each character as wide as the others."""
    made: list[Glyph] = []
    for char in "ผู้ป่วยสะสม ที่":
        x = made[-1].box[2] if made else 50.0
        form = changed(glyph("ก", x, 100), text=char, raw=char, ink=None)
        made.append(form if char != " " else glyph(" ", x, 100))
    assert texts(page(made)) == ["ผู้ป่วยสะสม ที่"]


def test_signs_that_are_spaced_out_like_letters() -> None:
    x, made = 50.0, []
    for char in "สำเนาคู่ฉบับ ที่งานสารบรรณ":
        made.append(glyph(char, x, 100))
        x = made[-1].box[2] + 1.8
    assert texts(page(made)) == ["สำเนาคู่ฉบับ ที่งานสารบรรณ"]


def test_a_word_that_is_spaced_out_in_a_line_that_is_not() -> None:
    spaced = string("ข่าวด่วนวันนี้", 50, 100, spacing=0.26)
    assert texts(page(spaced, string(" ต่อท้ายด้วยข้อความ", spaced[-1].box[2] + 2.6, 100))) == [
        "ข่าวด่วนวันนี้ ต่อท้ายด้วยข้อความ"
    ]
    words = string("ก", 50, 100) + string("ข", 58, 100) + string("ค", 66, 100) + string(" งจฉช", 71, 100)
    assert texts(page(words)) == ["ก ข ค งจฉช"]
    digits = [each for n, digit in enumerate("๑๒๓๔๕๖") for each in string(digit, 50 + 8 * n, 100)]
    assert texts(page(digits, string(" ลำดับรายการ", 95, 100))) == ["๑ ๒ ๓ ๔ ๕ ๖ ลำดับรายการ"]


def test_space_that_has_no_room_is_none() -> None:
    first = string("หน่วย", 50, 100)
    end = first[-1].box[2]
    space = glyph(" ", end, 100)
    second = string("งาน ดี", end, 100)
    (line,) = lines_of(page(first, [space], second))
    assert line.text == "หน่วยงาน ดี"
    assert line.raw == "หน่วย งาน ดี"


def test_wide_gap_parts_cells() -> None:
    assert texts(page(string("รวม", 50, 100), string("1,444", 120, 100))) == ["รวม", "1,444"]


def test_justified_line_is_whole() -> None:
    full = string("ก" * 60, 50, 100)
    loose = string("ก" * 20 + " " + "ข" * 20, 50, 118, word=9.75)
    assert loose[-1].box[2] == pytest.approx(full[-1].box[2])
    assert texts(page(full, loose, string("ก" * 60, 50, 136))) == ["ก" * 60, "ก" * 20 + " " + "ข" * 20, "ก" * 60]


def test_a_break_that_is_only_allowed_takes_no_room() -> None:
    words = [string("กระทรวง", 50, 100)]
    for word in ("การ", "คลัง"):
        end = words[-1][-1].box[2]
        # The glyph is that of a space, and the writer goes back.
        words += [[changed(glyph(" ", end, 100), text="\u200b", raw="\u200b")], string(word, end, 100)]
    assert texts(page(*words)) == ["กระทรวง\u200bการ\u200bคลัง"]


def test_raised_mark_joins_its_line() -> None:
    name = string("เทพยศ", 50, 100)
    mark = string("1*", name[-1].box[2], 96, 6)
    rest = string(" และ", mark[-1].box[2], 100)
    assert texts(page(name, mark, rest)) == ["เทพยศ1* และ"]


@pytest.mark.parametrize(("size", "up"), [(8.3, 5.0), (5.8, 3.3), (8.1, 6.9), (9.2, -4.6)])
def test_a_figure_raised_or_lowered_at_the_pen(size: float, up: float) -> None:
    area = string("ตร.กม.", 50, 100)
    square = string("2", area[-1].box[2], 100 - up, size)
    assert texts(page(area, square, string(" และ", square[-1].box[2], 100))) == ["ตร.กม.2 และ"]


def test_a_number_nearly_as_large_a_line_higher_is_no_raised_figure() -> None:
    area = string("รวม", 50, 100)
    assert texts(page(area, string("25", area[-1].box[2] + 1, 94, 9))) == ["รวม", "25"]


def test_small_unit_under_the_end_of_its_number_is_a_line_of_its_own() -> None:
    number = string("737", 50, 100, 26)
    unit = string("บริการ", number[-1].box[2], 116.5)
    under = [moved(each, number[-1].box[2] - unit[-1].box[2]) for each in unit]
    assert texts(page(number, under)) == ["737", "บริการ"]


def test_symbol_bullet_is_an_edit() -> None:
    bullet = Glyph(Form("•", "\uf0b7", 0xB7, "Symbol#1", 10, (0, -8, 5, 2), None, "bullet"), 50, 100)
    (line,) = lines_of(page([bullet], string(" ข้อหนึ่ง", 55, 100)))
    assert line.text == "• ข้อหนึ่ง"
    assert line.raw == "\uf0b7 ข้อหนึ่ง"


def test_turned_text_comes_last_in_lines_of_its_own() -> None:
    turned = [
        Glyph(Form(char, char, ord(char), FONT, 10, (-8, -5, 2, 0), None, "", False, -90), 48, y)
        for char, y in zip("ครวเรอน", range(300, 0, -5), strict=False)
    ]
    assert texts(page(turned, string("ร้อยละ", 60, 500))) == ["ร้อยละ", "ครวเรอน"]


def test_a_page_on_which_all_turned_letters_are_copies() -> None:
    upright = string("งาน", 50, 100)
    turned = [changed(upright[0], upright=False, angle=45.0)]
    assert texts(page(upright, turned)) == ["งาน"]


# Reading order ------------------------------------------------------------------------------------------------------


LEFT = ["น้ำเป็นทรัพยากรที่จำเป็น", "การดำรงชีวิตของมนุษย์ทุก", "การบริหารจัดการน้ำจึงต้อง", "อย่างเป็นระบบและต่อเนื่อง"]
RIGHT = ["ชุมชนริมฝั่งแม่น้ำมีบทบาท", "สำคัญในการเฝ้าระวังโดยตั้ง", "อาสาสมัครประจำหมู่บ้านให้", "จำนวนสิบสองคนทำหน้าที่วัด"]


def columns() -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    return (
        [string(text, 50, 100 + 18 * n) for n, text in enumerate(LEFT)],
        [string(text, 250, 100 + 18 * n) for n, text in enumerate(RIGHT)],
    )


def test_columns_one_after_the_other_also_when_drawn_in_any_order() -> None:
    left, right = columns()
    assert texts(page(*left, *right)) == LEFT + RIGHT
    shuffled = [left[2], right[1], right[3], left[0], right[0], left[3], left[1], right[2]]
    assert texts(page(*shuffled)) == LEFT + RIGHT


def test_columns_set_so_close_that_a_full_line_nearly_touches_the_next_column() -> None:
    """0.6 em; cells of a table row, drawn one after the other, are not parted by so little."""
    left = ["กขคงจฉชซฌญฎฏฐ", "กขคงจฉชซฌญ", "กขคงจฉชซฌญฎฏฐ", "กขคงจฉชซ"]
    right = ["ดตถทธนบปผฝพฟภ", "ดตถทธนบปผ", "ดตถทธนบปผฝพฟภ", "ดตถทธน"]
    lines = [[string(text, x, 100 + 18 * n) for n, text in enumerate(column)] for x, column in ((50, left), (121, right))]
    assert texts(page(*lines[0], *lines[1])) == left + right
    drawn_by_rows = [cell for row in zip(*lines, strict=True) for cell in row]
    assert texts(page(*drawn_by_rows))[0] == f"{left[0]} {right[0]}"


def test_lines_of_a_column_that_end_in_a_space_are_still_of_that_column() -> None:
    """A space is drawn before the gap in two of three rows, as before a gap that is only justified."""
    left = [string(text, 50, 100 + 18 * n) for n, text in enumerate((LEFT[0] + " ", LEFT[1], LEFT[2] + " "))]
    start = max(line[-1].box[2] for line in left) + 12
    right = [string(text, start, 100 + 18 * n) for n, text in enumerate(RIGHT[:3])]
    assert texts(page(*left, *right)) == LEFT[:3] + RIGHT[:3]


def test_table_row_by_row() -> None:
    rows = [["ภาค", "จำนวน", "ร้อยละ"], ["กลาง", "11,874", "29.8"], ["เหนือ", "6,240", "15.7"], ["ใต้", "6,471", "16.3"]]
    cells = [
        [string(text, 50 + 120 * column, 100 + 22 * row) for column, text in enumerate(cells)]
        for row, cells in enumerate(rows)
    ]
    by_rows = [cell for row in cells for cell in row]
    assert texts(page(*by_rows)) == [text for row in rows for text in row]
    mixed = [by_rows[at] for at in (7, 2, 11, 0, 5, 9, 3, 10, 1, 8, 4, 6)]
    assert texts(page(*mixed)) == [text for row in rows for text in row]


def test_wrapped_cells_stay_whole() -> None:
    upper = [string("ด้านความปลอดภัยใน", 50, 100), string("ด้านกฎหมาย", 250, 100)]
    lower = [string("การทำงาน", 50, 112), string("นโยบาย", 250, 112)]
    assert texts(page(upper[0], lower[0], upper[1], lower[1])) == ["ด้านความปลอดภัยใน", "การทำงาน", "ด้านกฎหมาย", "นโยบาย"]


def test_contents_with_page_numbers_entry_by_entry() -> None:
    entries = [("1. บทนำ", "5"), ("2. วิธีการ", "12"), ("3. ผล", "31")]
    strings = [
        each
        for n, (title, number) in enumerate(entries)
        for each in (string(title, 50, 100 + 18 * n), string(number, 400, 100 + 18 * n))
    ]
    assert texts(page(*strings)) == [text for entry in entries for text in entry]


def test_columns_of_prose_drawn_line_by_line() -> None:
    left, right = columns()
    lines = [each for pair in zip(left, right, strict=True) for each in pair]
    assert texts(page(*lines)) == LEFT + RIGHT


TABLE = [
    ["รหัส", "ชื่อพัสดุ", "รับ", "คงเหลือ"],
    ["A-014", "กระดาษถ่ายเอกสารขนาดมาตรฐาน", "500", "80"],
    ["A-021", "หมึกพิมพ์สีดำ", "36", "7"],
    ["B-003", "แฟ้มเสนอเซ็นปกแข็งอย่างดี", "120", "45"],
]


def cells(starts: list[float]) -> list[list[list[Glyph]]]:
    return [
        [string(text, x, 100 + 23 * row) for x, text in zip(starts, texts_of_row, strict=True)]
        for row, texts_of_row in enumerate(TABLE)
    ]


def test_cards_one_after_the_other() -> None:
    cards = [("1,204", "คำร้องที่รับไว้"), ("986", "คำร้องที่แก้แล้ว"), ("81.9%", "สำเร็จภายในเวลา")]
    drawn = [
        each
        for n, (number, label) in enumerate(cards)
        for each in (string(number, 40 + 185 * n, 100, 20), string(label, 40 + 185 * n, 126))
    ]
    title, note = string("ตัวเลขสำคัญ", 40, 50, 16), string("หมายเหตุ", 40, 160)
    assert texts(page(title, *drawn, note)) == ["ตัวเลขสำคัญ", *(text for card in cards for text in card), "หมายเหตุ"]


def test_a_line_under_two_columns_is_of_neither() -> None:
    left, right = columns()
    below = string("จัดทำโดย สำนักงานปลัด", 50, 172)
    assert texts(page(*left, *right, below)) == [*LEFT, *RIGHT, "จัดทำโดย สำนักงานปลัด"]


def test_table_drawn_column_by_column() -> None:
    rows = cells([50, 120, 330, 400])
    by_columns = [row[column] for column in range(4) for row in rows]
    wanted = [text for row in TABLE for text in row]
    assert texts(page(*by_columns)) == wanted
    title, note = string("ทะเบียนคุมพัสดุ", 50, 60), string("ลงชื่อผู้ควบคุม", 50, 220)
    assert texts(page(title, *by_columns, note)) == ["ทะเบียนคุมพัสดุ", *wanted, "ลงชื่อผู้ควบคุม"]


def test_heads_drawn_after_the_rows_that_do_not_stand_over_their_numbers() -> None:
    """As LibreOffice Calc draws cells that run over their neighbours."""
    rows = cells([50, 120, 330, 400])
    heads = [rows[0][0], *([moved(each, -22) for each in cell] for cell in rows[0][1:])]
    assert texts(page(heads[0], *(cell for row in rows[1:] for cell in row), *heads[1:])) == [
        text for row in TABLE for text in row
    ]


def test_names_of_rows_drawn_after_the_table() -> None:
    """As LibreOffice Calc draws cells of more than one script; the last two are under one another."""
    names = ["กลาง", "เหนือ (๑)", "ใต้", "ตะวันตก (๒)", "อีสาน (๓)"]
    rows = [[name, "1,204", str(80 + at)] for at, name in enumerate(names)]
    strings = [
        [string(text, 50 + 120 * column, 100 + 15 * row) for column, text in enumerate(texts_of_row)]
        for row, texts_of_row in enumerate(rows)
    ]
    late = [row[0] for row in strings if any("(" in made.text for made in row[0])]
    early = [each for row in strings for each in row if each not in late]
    assert texts(page(*early, *late)) == [text for row in rows for text in row]


def test_two_tables_side_by_side_one_after_the_other() -> None:
    names, counts = ["กลาง", "เหนือ", "ใต้"], ["12", "31", "7"]

    def table(x: float) -> list[list[Glyph]]:
        return [
            string(text, x + 60 * column, 100 + 22 * row)
            for row, pair in enumerate(zip(names, counts, strict=True))
            for column, text in enumerate(pair)
        ]

    wanted = [text for pair in zip(names, counts, strict=True) for text in pair]
    assert texts(page(*table(50), *table(300))) == wanted * 2


def test_labels_and_what_was_filled_in_drawn_in_any_order() -> None:
    entries = [("หน่วยรับงบประมาณ :", "กรมเจ้าท่า"), ("แผนงาน :", "พื้นฐานด้านการแข่งขัน"), ("จำนวนเงิน :", "4,612,800.00 บาท")]
    strings = [
        string(text, x, 100 + 24 * row)
        for row, entry in enumerate(entries)
        for x, text in zip((60, 190), entry, strict=True)
    ]
    shuffled = [strings[at] for at in (0, 5, 1, 4, 3, 2)]
    assert texts(page(*shuffled)) == [text for entry in entries for text in entry]


def test_what_is_laid_upon_the_page_is_read_where_it_stands() -> None:
    content = [string(text, 60, y) for text, y in (("หน่วยงาน", 100), ("ข้อเสนอแนะ", 150), ("ขอบคุณ", 220))]
    fields = [string(text, x, y) for text, x, y in (("ที่ดินจังหวัดระนอง", 190, 100), ("พูดจาสุภาพ", 63, 180))]
    upon = sum(map(len, content))
    assert texts(page(*content, *fields, upon=upon)) == [
        "หน่วยงาน", "ที่ดินจังหวัดระนอง", "ข้อเสนอแนะ", "พูดจาสุภาพ", "ขอบคุณ",
    ]  # fmt: skip


def test_prose_beside_a_table_is_not_of_it() -> None:
    """On the same baselines, in a column drawn before it."""
    left, _ = columns()
    cells_beside = [
        string(text, x, 100 + 18 * row)
        for row, pair in enumerate((("3.41", "มาก"), ("2.61", "ปานกลาง"), ("1.81", "น้อย"), ("1.00", "น้อยที่สุด")))
        for x, text in zip((250, 300), pair, strict=True)
    ]
    assert texts(page(*left, *cells_beside))[: len(LEFT)] == LEFT


def test_cells_that_nearly_touch_are_told_by_the_rule_between_them_and_the_order() -> None:
    first = [string(text, 50, y) for text, y in (("ความเข้าใจของเจ้าหน้าที่", 100), ("หลังการอบรมรุ่นแรก", 115))]
    end = first[0][-1].box[2]
    second = string("คะแนนเฉลี่ย", end + 7, 100)
    rule = Shape("line", (end + 3.5, 80, end + 3.5, 125), ((end + 3.5, 80), (end + 3.5, 125)), None, (0, 0, 0))
    assert texts(page(*first, second))[0] == "ความเข้าใจของเจ้าหน้าที่ คะแนนเฉลี่ย"
    cells_apart = ["ความเข้าใจของเจ้าหน้าที่", "หลังการอบรมรุ่นแรก", "คะแนนเฉลี่ย"]
    assert texts(page(*first, second, shapes=(rule,))) == cells_apart


def test_cells_that_nearly_touch_are_told_by_the_rows_around_and_the_order() -> None:
    """The first cell of the second row is as wide as its column, and has a second line."""
    full = ["งบประมาณไม่พอจ่ายค่า", "ไฟฟ้าทุกเดือน"]
    rows = [[["ประเด็น"], ["แนวทาง"]], [full, ["ติดตั้งแผงโซลาร์"]], [["ลาออก"], ["ปรับค่าตอบแทน"]]]
    end = 50 + string(full[0], 0, 0)[-1].box[2]
    drawn = [
        string(line, 50 if column == 0 else end + 3.5, 100 + 22 * row + 11 * n + (11 if row == 2 else 0))
        for row, cells_of_row in enumerate(rows)
        for column, cell in enumerate(cells_of_row)
        for n, line in enumerate(cell)
    ]
    assert texts(page(*drawn)) == [line for cells_of_row in rows for cell in cells_of_row for line in cell]
