"""The example in docs/profile.md is a profile and promises what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from dgreport.profile import Group, Item, Profile, parse_profile

PAGE = (Path(__file__).parents[1] / "docs" / "profile.md").read_text("utf-8")
EXAMPLE, TABLE = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)


def example(more: str = "") -> Profile:
    return parse_profile((EXAMPLE + more).encode(), "docs/profile.md")


def test_the_example_promises_what_the_page_says() -> None:
    (promise,) = re.findall(r"It promises seven findings: (.*?)\. For each", PAGE, flags=re.DOTALL)
    expected = list(example().expected())
    assert sorted(each.id for each in expected) == sorted(re.findall(r"`([^`]+)`", promise))
    by_id = {each.id: each for each in expected}
    full = by_id["lending.full.school.percent"]
    assert (full.unit, full.base, full.label) == ("percent", "column", "1. ห้องสมุดที่มีบริการยืมหนังสือ: มีเต็มรูปแบบ")
    assert by_id["lending.partial.district.count"].label == "1. ห้องสมุดที่มีบริการยืมหนังสือ: มีบางส่วน"
    assert by_id["survey.date"].unit == "date"


def test_the_table_is_a_group_of_the_example() -> None:
    profile = example("\n" + TABLE.replace("persons", "count"))
    ids = [each.id for each in profile.expected() if each.group == "loans"]
    assert len(ids) == 8
    assert ids[:2] == ["loans.children.district.count", "loans.children.district.percent"]


def test_the_page_explains_every_key_of_groups_and_items() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", PAGE)) | set(re.findall(r"^([a-z_]+) = ", PAGE, flags=re.MULTILINE))
    explained |= set(re.findall(r"[{,] ([a-z_]+) = ", PAGE))
    for declared in (Group, Item):
        assert {field.alias or name for name, field in declared.model_fields.items()} <= explained
