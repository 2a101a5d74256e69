"""Tables made by hand: rows, heads and cells, some of them empty."""

from __future__ import annotations

import math

from dgreport.extraction.reading.search import PageText
from handmade import line, read, slide, values

HEADS = {"persons": "ผู้ยืม (คน)", "books": "หนังสือ (เล่ม)", "percent": "ร้อยละ"}
ROWS = ("เด็ก", "ผู้ใหญ่", "ผู้สูงอายุ", "รวม")
#: The right edge of each column; heads are centred over columns 120 wide.
RIGHT = {"persons": 320, "books": 440, "percent": 560}
NUMBERS = {
    "เด็ก": ("1,204", "88", "12.5"), "ผู้ใหญ่": ("96", "1,532", "66.0"),
    "ผู้สูงอายุ": ("7", "19", "3.1"), "รวม": ("1,307", "1,639", "100"),
}  # fmt: skip

SLIDE = slide(
    [{"id": "g", "columns": HEADS, "item": [
        {"indicator": row, "text": f"{row} | {{persons}} | {{books}} | {{percent}}"} for row in ROWS
    ]}]
)  # fmt: skip


def table(order: tuple[str, ...] = tuple(HEADS), without: tuple[tuple[str, str], ...] = ()) -> PageText:
    """The table with its columns in some order and some cells empty."""
    lines = []
    for place, hole in zip(RIGHT.values(), order, strict=True):
        head = HEADS[hole]
        lines.append(line(head, place - 60 - 2.5 * len(head), 100))
    for n, row in enumerate(ROWS):
        y = 130 + 20 * n
        lines.append(line(row, 60, y))
        for place, hole in zip(RIGHT.values(), order, strict=True):
            number = NUMBERS[row][list(HEADS).index(hole)]
            if (row, hole) not in without:
                lines.append(line(number, place - 8 - 5 * len(number), y))
    return PageText(lines)


def expected(*without: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {
        row: {hole: number for hole, number in zip(HEADS, numbers, strict=True) if (row, hole) not in without}
        for row, numbers in NUMBERS.items()
    }


def test_every_cell_is_read() -> None:
    assert values(read(SLIDE, table())) == expected()


def test_columns_may_stand_in_another_order() -> None:
    assert values(read(SLIDE, table(("percent", "persons", "books")))) == expected()


def test_an_empty_cell_is_empty_and_moves_no_other() -> None:
    for without in (("เด็ก", "persons"), ("ผู้ใหญ่", "books"), ("รวม", "percent")):
        reading = read(SLIDE, table(without=(without,)))
        assert values(reading) == expected(without)
        assert all(each.margin == math.inf or each.margin >= 1 for d in reading.demands for each in d.holes.values())


def test_several_empty_cells() -> None:
    without = (("เด็ก", "persons"), ("เด็ก", "books"), ("ผู้สูงอายุ", "books"))
    assert values(read(SLIDE, table(without=without))) == expected(*without)


def test_a_row_without_numbers_has_none() -> None:
    without = tuple(("ผู้ใหญ่", hole) for hole in HEADS)
    assert values(read(SLIDE, table(without=without))) == expected(*without)


def test_a_number_beside_the_table_is_no_cell() -> None:
    page = PageText([*table(without=(("เด็ก", "percent"),)).lines, line("2", 700, 130)])
    assert values(read(SLIDE, page)) == expected(("เด็ก", "percent"))


def test_numbers_close_to_their_label_are_not_taken_in_the_order_of_the_profile() -> None:
    """Label and numbers in one Line, the columns in another order than the profile has them."""
    order = ("books", "percent", "persons")
    lines = [each for each in table(order).lines if each.text not in ROWS and each.box[1] < 120]
    for n, row in enumerate(ROWS):
        lines.append(line(row, 60, 130 + 20 * n))
        for place, hole in zip(RIGHT.values(), order, strict=True):
            number = NUMBERS[row][list(HEADS).index(hole)]
            lines.append(line(number, place - 8 - 5 * len(number), 130 + 20 * n))
    assert values(read(SLIDE, PageText(lines))) == expected()


def test_levels_have_heads_over_those_of_the_columns() -> None:
    columns = {"y1": "ปี 2565", "y2": "ปี 2566"}
    of = slide(
        [{"id": "g", "columns": {"cases": "ราย", "rate": "อัตรา"}, "item": [
            {"indicator": name, "text": f"{{rank}}. {name} | {{cases}} | {{rate}}"} for name in ("ไข้", "หวัด")
        ]}],
        columns=columns,
    )  # fmt: skip
    lines = [line("ปี 2565", 240, 100), line("ปี 2566", 440, 100)]
    lines += [line(head, x, 120) for head, x in (("ราย", 215), ("อัตรา", 295), ("ราย", 415), ("อัตรา", 495))]
    for n, (name, numbers) in enumerate({"ไข้": ("91", "2.1", "95", "2.3"), "หวัด": ("40", "1.0", "38", "0.9")}.items()):
        lines.append(line(f"{n + 1}. {name}", 60, 140 + 20 * n))
        lines += [line(number, 215 + 80 * k + 40 * (k > 1), 140 + 20 * n) for k, number in enumerate(numbers)]
    reading = read(of, PageText(lines))
    assert values(reading) == {
        "ไข้.y1": {"cases": "91", "rate": "2.1"}, "ไข้.y2": {"cases": "95", "rate": "2.3"},
        "หวัด.y1": {"cases": "40", "rate": "1.0"}, "หวัด.y2": {"cases": "38", "rate": "0.9"},
    }  # fmt: skip
    assert [demand.rank for demand in reading.demands] == [1, 1, 2, 2]


def test_one_text_may_be_the_head_of_every_level() -> None:
    of = slide(
        [{"id": "g", "columns": {"cases": "ปี {}"}, "item": [{"indicator": "ไข้", "text": "ไข้ | {cases}"}]}],
        columns={"y1": "ปี 2565", "y2": "ปี 2566"},
    )
    page = PageText(
        [line("ตารางที่ 1 ปี 2565 ถึง 2566", 60, 60), line("ปี 2565", 240, 100), line("ปี 2566", 440, 100),
         line("ไข้", 60, 130), line("91", 255, 130), line("95", 455, 130)]
    )  # fmt: skip
    assert values(read(of, page)) == {"ไข้.y1": {"cases": "91"}, "ไข้.y2": {"cases": "95"}}
