"""The grammar of checks.toml: what is refused, and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from dgreport.check_rules import load_rules
from dgreport.errors import BadProfile

HEAD = """
page = { th = "หน้า", en = "page", plural = "pages" }
line = { th = "บรรทัด", en = "line", plural = "lines" }
[message.off]
kind = "contradiction"
th = "{left} ไม่เท่ากับ {right}"
en = "{left} is not {right}."
"""
RULE = """
[[check]]
kind = "compare"
code = "sum.{item}.{level}"
levels = ["north", "south"]
items = ["rice", "maize"]
left = { sum = ["{item}.owned.{level}", "{item}.rented.{level}"] }
right = "{item}.all.{level}"
say = { below = "off", above = "off" }
"""


def declared(folder: Path, text: str) -> Path:
    path = folder / "checks.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    path = declared(folder, text)
    with pytest.raises(BadProfile) as error:
        load_rules(path)
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    return message.removeprefix(f"{path}: ")


def test_a_rule_stands_for_each_of_its_items_and_levels(tmp_path: Path) -> None:
    rules = load_rules(declared(tmp_path, HEAD + RULE))
    assert rules is not None
    codes = ["sum.rice.north", "sum.rice.south", "sum.maize.north", "sum.maize.south"]
    assert [rule.code for rule in rules.spread] == codes
    assert rules.spread[1].needs() == {"rice.owned.south", "rice.rented.south", "rice.all.south"}
    known = {"rice.owned.south", "rice.rented.south", "rice.all.south"}
    assert list(rules.idle(known)) == [("sum.maize.north", "maize.all.north"), ("sum.maize.south", "maize.all.south")]


def test_a_folder_or_an_id_is_enough_and_a_profile_needs_no_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path) is None
    declared(tmp_path, HEAD + RULE)
    assert load_rules(tmp_path) == load_rules(tmp_path / "checks.toml")
    assert load_rules("dg-readiness-2560") is not None
    with pytest.raises(BadProfile, match=r"^dg-readiness: no such profile; .*dg-readiness-2560"):
        load_rules("dg-readiness")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEAD + "[[check", "not TOML in UTF-8"),
        (HEAD + RULE.replace("levels", "levls"), "unknown key check.1.compare.levls, did you mean levels?"),
        (HEAD + RULE.replace('"compare"', '"comparison"'), "check.1: Input tag 'comparison' found"),
        (HEAD + RULE.replace("sum =", "total ="), "unknown key check.1.compare.left.operation.total"),
        (HEAD + RULE.replace("below =", "beneath ="), "no outcome beneath; there are above, below"),
        (HEAD + RULE.replace('above = "off"', 'above = "of"'), "sum.{item}.{level}: no message of"),
        (HEAD.replace("{right}.", "{wrong}.") + RULE, "nothing is called {wrong}"),
        (HEAD.replace("{right}.", "{right.size}.") + RULE, "nothing is called {right.size}"),
        (HEAD.replace("{right}.", "{about}.") + RULE, "nothing is called {about}"),
        (HEAD + RULE.replace('right = "{item}.all.{level}"\n', ""), "give left and right, or pairs"),
        (HEAD + RULE.replace("{ sum", "{ less").replace(', "{item}.rented.{level}"', ""), "less takes two numbers"),
        (HEAD + RULE + 'only_with = ["sum.rice.west"]', "no rule sum.rice.west"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaint in refused(tmp_path, text)


def test_the_whole_file_of_the_documentation_can_be_loaded(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "checks.md").read_text("utf-8")
    rules = load_rules(declared(tmp_path, page.split("```toml")[1].split("```")[0]))
    assert rules is not None
    assert [rule.code for rule in rules.spread] == ["remainder.lending.district", "remainder.lending.school"]
