"""Which figure and table a group gets, and what it holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dgreport.model import Bilingual, Finding
from dgreport.rendering import diagrams
from dgreport.rendering.document import FigureSpec
from dgreport.rendering.tabulation import Tabulation, chapters
from reports import finding, report

SUBJECT = Bilingual(th="เรื่อง", en="the subject")


def table(*findings: Finding, shape: Any = "rows") -> Tabulation:
    (only,) = chapters(report(*findings, shape=shape))[0].groups
    return only


def both(name: str, department: str | None, province: str | None, unit: str = "percent", **more: Any) -> list[Finding]:
    values = (("department", department), ("province", province))
    return [finding(name, level, unit, value, **more) for level, value in values if value is not None]


def drawn(*findings: Finding, shape: Any = "rows") -> FigureSpec | None:
    return diagrams.figure(table(*findings, shape=shape), SUBJECT, None, "id")


@pytest.mark.parametrize(
    ("findings", "shape", "kind"),
    [
        ([*both("a", "1", "2", "score"), *both("b", "3", "4", "score")], "scores", "dumbbell"),
        ([*both("a", "1", "2"), *both("b", "3", "4")], "rows", "dumbbell"),
        ([*both("a", "10", "20"), *both("b", "30", "40")], "parts", "stacked"),
        ([*both("a", "70", "20"), *both("b", "60", "40")], "parts", "bars"),
        ([*both("a", "10", "20"), *both("b", "30", "40")], "ranking", "bars"),
        ([*both("a", "6062", "1981", "persons"), *both("b", "919", "625", "persons")], "rows", "bars"),
        ([*both("a", "6062", "1981", "persons"), *both("b", "9", "6", "persons")], "rows", "multiples"),
        ([*both("a", "50", "60"), *both("b", "1521653", None, "downloads")], "rows", "multiples"),
        ([*both("a", "1", None), *both("b", "2", None), *both("c", "3", None)], "rows", "bars"),
        ([*both("a", "50", "60")], "rows", None),
        ([*both("a", "1", None), *both("b", None, "2"), *both("c", "1", None)], "rows", None),
    ],
)
def test_the_figure_suits_the_group(findings: list[Finding], shape: str, kind: str | None) -> None:
    spec = drawn(*findings, shape=shape)
    assert (spec and spec.kind) == kind


def test_rows_fall_from_the_highest_and_rankings_keep_their_ranks() -> None:
    spec = drawn(*both("a", "1", "9"), *both("b", "3", "4"), *both("c", None, "8"))
    assert spec is not None
    assert [category.th for category in spec.categories] == ["b", "a", "c"]
    listed = (("y", "16", 2), ("x", "9", 1), ("z", "20", 3))
    ranked = [finding(name, "department", "percent", value, rank=rank) for name, value, rank in listed]
    spec = drawn(*ranked, shape="ranking")
    assert spec is not None
    assert [category.th for category in spec.categories] == ["x", "y", "z"]


def test_shares_of_parts_are_made_from_counts_and_said_to_be() -> None:
    parts = [
        finding(name, level, "agencies", count, base=base)
        for level, base, counts in (("department", 274, ("131", "115")), ("province", 1179, ("194", "835")))
        for name, count in zip(("clear", "none"), counts, strict=True)
    ]
    group = table(*parts, shape="parts")
    assert group.computed
    spec = diagrams.figure(group, SUBJECT, None, "id")
    assert spec is not None
    # 131/274 = 47.8 %, 115/274 = 42.0 %, 194/1179 = 16.5 %, 835/1179 = 70.8 %; 28 and 150 gave no answer
    assert [[(point.value, point.count) for point in series.points] for series in spec.series] == [
        [(Decimal(48), Decimal(131)), (Decimal(16), Decimal(194))],
        [(Decimal(42), Decimal(115)), (Decimal(71), Decimal(835))],
        [(Decimal(10), Decimal(28)), (Decimal(13), Decimal(150))],
    ]
    assert diagrams.caption(group, spec).en == (
        "Unit: percent (departments n = 274, provinces n = 1,179) · Shares computed from the counts"
    )
    assert diagrams.caption(group, spec).th == (
        "หน่วย: ร้อยละ (ระดับกรม n = 274, ระดับจังหวัด n = 1,179) · ร้อยละคำนวณจากจำนวน"
    )


def test_small_shares_keep_a_decimal() -> None:
    counts = [finding(name, "department", "agencies", count, base=1066) for name, count in (("a", "5"), ("b", "0"))]
    group = table(*counts, shape="parts")
    assert [row.value(group.levels[0], group.units[0]) for row in group.rows] == [Decimal("0.5"), Decimal(0)]


def test_an_unreadable_part_is_not_taken_for_nothing() -> None:
    lost = finding("b", "department", "percent", None, status="unreadable")
    spec = drawn(
        finding("a", "department", "percent", "30"), lost, *both("c", "20", None), *both("d", "5", None), shape="parts"
    )
    assert spec is not None
    assert spec.kind == "bars"
    notes = [point.note.en for series in spec.series for point in series.points if point.note]
    assert notes == ["could not be read"]


def test_a_table_has_a_column_per_level_and_unit_and_the_gap() -> None:
    group = table(
        *both("a", "172", "923", "agencies"), *both("a", "63", "78"), *both("b", "81", "41"), *both("c", None, "9")
    )
    made = diagrams.table_of(group)
    assert [column.head.en for column in made.columns] == [
        "Item",
        "Departments (agencies)",
        "Departments (percent)",
        "Provinces (agencies)",
        "Provinces (percent)",
        "Gap (points)",
    ]
    assert [column.level for column in made.columns] == ["", "department", "department", "province", "province", ""]
    # As in the figure: falling by the shares of the first level.
    assert [[cell.text for cell in row][1:] for row in made.rows] == [
        ["–", "81", "–", "41", "+40"],
        ["172", "63", "923", "78", "−15"],
        ["–", "–", "–", "9", "–"],
    ]
    assert made.rows[1][2].link == "finding-a.department.percent"


def test_what_is_counted_over_all_levels_says_its_unit_alone() -> None:
    made = diagrams.table_of(table(finding("a", "all", "agencies", "5"), finding("b", "all", "agencies", "7")))
    assert [column.head.en for column in made.columns] == ["Item", "Agencies"]


def test_names_that_differ_between_levels_are_rows_of_their_own() -> None:
    """The highest of one level is not the highest of the other, though both are "the highest"."""
    highest = [
        finding("highest", level, "score", value, name=(name, name))
        for level, value, name in (("department", "67.0", "x"), ("province", "41.6", "y"))
    ]
    assert [row.name.th for row in table(*highest).rows] == ["x", "y"]


def test_panels_are_named_with_their_unit_and_shares_have_their_own_scale() -> None:
    spec = drawn(*both("a", "50", "60"), *both("b", "1521653", None, "downloads"))
    assert spec is not None
    assert [category.en for category in spec.categories] == ["A (percent)", "B (downloads)"]
    assert spec.panel_maxima == (Decimal(100), None)
    assert [point.note.en if point.note else None for point in spec.series[1].points] == [None, "not stated"]


def test_the_alternative_text_reads_the_rows() -> None:
    spec = drawn(*both("a", "57.9", "34.2", "score"), *both("b", "47.0", None, "score"), shape="scores")
    assert spec is not None
    assert spec.alt == Bilingual(
        th="เรื่อง “a”: ระดับกรม 57.9 คะแนน, ระดับจังหวัด 34.2 คะแนน; “b”: ระดับกรม 47.0 คะแนน, ระดับจังหวัด ไม่ระบุ",
        en="The subject. “a”: departments 57.9 points, provinces 34.2 points; "
        "“b”: departments 47.0 points, provinces not stated.",
    )
