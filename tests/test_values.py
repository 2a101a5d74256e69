"""Labels, and values that stand apart from them, on slides made by hand: what is read, and what is left unread."""

from __future__ import annotations

from typing import Any

import pytest

from dgreport.extraction.reading.confidence import SETTLED, confidence
from handmade import read, slide, text, values

COUNT_AND_SHARE = slide(
    [{"id": "g", "base": "column", "item": [
        {"indicator": "yes", "text": "เปิดทุกวัน | {count} แห่ง | {percent} %"},
        {"indicator": "no", "text": "เปิดบางวัน | {count} แห่ง | {percent} %"},
    ]}],
    columns={"school": "โรงเรียน (จำนวน {n})", "town": "เทศบาล (จำนวน {n})"},
)  # fmt: skip


def one(*items: dict[str, Any], **more: Any) -> Any:
    return slide([{"id": "g", "item": list(items), **more}])


def test_numbers_printed_with_their_words() -> None:
    of = one({"indicator": "open", "text": "เปิดทุกวัน {count} แห่ง (ร้อยละ {percent})"})
    reading = read(of, text(("เปิดทุกวัน 12 แห่ง", 50, 100), ("(ร้อยละ 48)", 50, 112)))
    assert values(reading) == {"open": {"count": "12", "percent": "48"}}
    assert {each.evidence for each in reading.demands[0].holes.values()} == {"printed"}


def test_values_after_their_label_in_its_line() -> None:
    of = one({"indicator": "open", "text": "เปิดทุกวัน | {count} แห่ง | {percent} %"})
    reading = read(of, text(("เปิดทุกวัน 12 แห่ง 48 %", 50, 100)))
    assert values(reading) == {"open": {"count": "12", "percent": "48"}}


def test_a_longer_label_is_not_taken_for_a_shorter_one() -> None:
    of = one(
        {"indicator": "open", "text": "เปิด | {count} แห่ง"}, {"indicator": "daily", "text": "เปิดทุกวัน | {count} แห่ง"}
    )
    reading = read(of, text(("เปิดทุกวัน", 50, 100), ("12 แห่ง", 50, 113), ("เปิด", 50, 200), ("30 แห่ง", 50, 213)))
    assert values(reading) == {"open": {"count": "30"}, "daily": {"count": "12"}}


def test_levels_have_their_own_columns_and_bases() -> None:
    printed = text(
        ("โรงเรียน (จำนวน 50)", 300, 60), ("เทศบาล (จำนวน 80)", 560, 60),
        ("เปิดทุกวัน", 50, 100), ("10 แห่ง", 320, 100), ("20 %", 400, 100), ("60 แห่ง", 580, 100), ("75 %", 660, 100),
        ("เปิดบางวัน", 50, 130), ("40 แห่ง", 320, 130), ("80 %", 400, 130), ("20 แห่ง", 580, 130), ("25 %", 660, 130),
    )  # fmt: skip
    reading = read(COUNT_AND_SHARE, printed)
    assert values(reading) == {
        "yes.school": {"count": "10", "percent": "20"}, "yes.town": {"count": "60", "percent": "75"},
        "no.school": {"count": "40", "percent": "80"}, "no.town": {"count": "20", "percent": "25"},
    }  # fmt: skip
    assert {level: int(n) for level, n in reading.bases.items()} == {"school": 50, "town": 80}
    assert {each.evidence for demand in reading.demands for each in demand.holes.values()} == {"arithmetic"}


@pytest.mark.parametrize("printed_together", [True, False])
def test_arithmetic_puts_shares_that_stand_astray_to_their_counts(printed_together: bool) -> None:
    """10 of 50 are 20 %, 40 of 50 are 80 %. Where the counts stand apart too, either may be the ones astray."""
    of = slide(
        [{"id": "g", "base": "column", "item": [
            {"indicator": "yes", "text": "เปิดทุกวัน | {count} แห่ง | {percent} %"},
            {"indicator": "no", "text": "เปิดบางวัน | {count} แห่ง | {percent} %"},
        ]}],
        columns={"all": "ทั้งหมด (จำนวน {n})"},
    )  # fmt: skip
    printed = text(
        ("ทั้งหมด (จำนวน 50)", 300, 60),
        *(
            (("เปิดทุกวัน 10 แห่ง", 50, 100), ("เปิดบางวัน 40 แห่ง", 50, 130))
            if printed_together
            else (("เปิดทุกวัน", 50, 100), ("10 แห่ง", 320, 100), ("เปิดบางวัน", 50, 130), ("40 แห่ง", 320, 130))
        ),
        ("80 %", 400, 100), ("20 %", 400, 130),
    )  # fmt: skip
    assert values(read(of, printed)) == (
        {"yes": {"count": "10", "percent": "20"}, "no": {"count": "40", "percent": "80"}}
        if printed_together
        else {"yes": {}, "no": {}}
    )


def test_a_share_that_is_not_its_counts_is_doubted_and_kept() -> None:
    of = slide(
        [{"id": "g", "base": "column", "item": [{"indicator": "yes", "text": "เปิดทุกวัน | {count} แห่ง | {percent} %"}]}],
        columns={"all": "ทั้งหมด (จำนวน {n})"},
    )
    printed = text(("ทั้งหมด (จำนวน 50)", 300, 60), ("เปิดทุกวัน", 50, 100), ("10 แห่ง", 320, 100), ("30 %", 400, 100))
    (demand,) = read(of, printed).demands
    assert {name: (each.text, each.contradicted) for name, each in demand.holes.items()} == {
        "count": ("10", True), "percent": ("30", True)
    }  # fmt: skip


def test_two_values_as_near_to_both_labels_are_nobodys() -> None:
    of = one({"indicator": "a", "text": "เปิดทุกวัน | {count} แห่ง"}, {"indicator": "b", "text": "เปิดบางวัน | {count} แห่ง"})
    printed = text(("เปิดทุกวัน", 50, 100), ("เปิดบางวัน", 50, 140), ("12 แห่ง", 300, 120), ("30 แห่ง", 400, 120))
    reading = read(of, printed)
    assert values(reading) == {"a": {}, "b": {}}
    both = [{each.text, each.rival} for demand in reading.demands for each in demand.unsettled.values()]
    assert both == [{"12", "30"}, {"12", "30"}]


def test_one_value_for_two_labels_as_near_is_nobodys() -> None:
    of = one({"indicator": "a", "text": "เปิดทุกวัน | {count} แห่ง"}, {"indicator": "b", "text": "เปิดบางวัน | {count} แห่ง"})
    reading = read(of, text(("เปิดทุกวัน", 50, 100), ("เปิดบางวัน", 50, 140), ("12 แห่ง", 300, 120)))
    assert values(reading) == {"a": {}, "b": {}}


def test_a_label_that_is_not_there_takes_no_value() -> None:
    of = one(*({"indicator": name, "text": f"เปิด{name} | {{count}} แห่ง"} for name in ("เช้า", "บ่าย", "เย็น")))
    printed = text(
        ("เปิดเช้า", 50, 100), ("12 แห่ง", 300, 100), ("30 แห่ง", 300, 140), ("เปิดเย็น", 50, 180), ("7 แห่ง", 300, 180)
    )
    assert values(read(of, printed)) == {"เช้า": {"count": "12"}, "บ่าย": {}, "เย็น": {"count": "7"}}


def test_a_name_is_that_which_stands_with_the_item() -> None:
    names = ["ห้องสมุดใหญ่ (Large)", "ห้องสมุดเล็ก (Small)", "ห้องสมุดกลาง (Middle)"]
    of = one(
        {"indicator": "most", "text": "มากที่สุด | {count} แห่ง", "names": names, "label": "มากที่สุด: {}"},
        {"indicator": "least", "text": "น้อยที่สุด | {count} แห่ง", "names": names, "label": "น้อยที่สุด: {}"},
    )
    printed = text(
        ("มากที่สุด", 50, 100), ("ห้องสมุดกลาง", 150, 100), ("(Middle)", 150, 112), ("12 แห่ง", 350, 100),
        ("น้อยที่สุด", 50, 200), ("ห้องสมุดใหญ่ (Large)", 150, 200), ("3 แห่ง", 350, 200),
    )  # fmt: skip
    reading = read(of, printed)
    assert values(reading) == {"most": {"count": "12"}, "least": {"count": "3"}}
    assert [demand.name for demand in reading.demands] == ["ห้องสมุดกลาง (Middle)", "ห้องสมุดใหญ่ (Large)"]


@pytest.mark.parametrize("evidence", ["arithmetic", "printed", "geometry", "order"])
def test_confidence_falls_with_the_margin(evidence: Any) -> None:
    margins = [0.0, 0.9, SETTLED, 2.9, 3.0, 7.9, 8.0, 100.0]
    levels = [confidence(evidence, margin) for margin in margins]
    assert levels == sorted(levels)
    assert levels[:2] == [0.0, 0.0]
    assert 0.8 <= levels[2] <= levels[-1] < 1
    assert confidence(evidence, 100.0, contradicted=True) == 0.6
    assert confidence("none") == 0.0


@pytest.mark.parametrize(("share", "read_as"), [("75", "30"), ("50", None)])
def test_of_two_counts_as_near_the_one_that_its_share_bears_out_is_read(share: str, read_as: str | None) -> None:
    """Two numbers as near to one label: 30 of 40 are 75 %, 34 are not; where neither agrees, neither is read."""
    of = one(
        {"indicator": "open", "text": "เปิดทุกวัน | {count} แห่ง | คิดเป็น {percent} %"},
        base="column", levels=["all"],
    ).model_copy(update={"columns": {"all": "ทั้งหมด (จำนวน {n})"}})  # fmt: skip
    printed = text(
        ("ทั้งหมด (จำนวน 40)", 300, 40), ("30 แห่ง", 200, 88), ("เปิดทุกวัน", 200, 100), ("34 แห่ง", 200, 112),
        (f"คิดเป็น {share} %", 400, 100),
    )  # fmt: skip
    assert values(read(of, printed))["open"].get("count") == read_as


def test_shares_are_put_to_the_counts_of_a_legend_however_many_stand_astray() -> None:
    names = "เปิดทุกวัน", "เปิดบางวัน", "เปิดวันหยุด", "ไม่เปิดเลย"
    of = slide(
        [{"id": "g", "base": "column", "item": [
            {"indicator": name, "text": f"{name} ({{count}} แห่ง) | {{percent}}"} for name in names
        ]}],
        columns={"school": "โรงเรียน (จำนวน {n})"},
    )  # fmt: skip
    counts, shares = (5, 10, 15, 20), ("20", "30", "40", "10")
    printed = [("โรงเรียน (จำนวน 50)", 300.0, 60.0)]
    printed += [(f"{name} ({n} แห่ง)", 300, 200 + 20 * k) for k, (name, n) in enumerate(zip(names, counts, strict=True))]
    printed += [(share, 100, 200 + 20 * k) for k, share in enumerate(shares)]
    assert values(read(of, text(*printed))) == {
        name: {"count": str(n), "percent": str(2 * n)} for name, n in zip(names, counts, strict=True)
    }
