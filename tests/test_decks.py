"""The decks for the tests say what their truth says: checked with pypdfium2, which knows not how they were made."""

from __future__ import annotations

import ctypes
import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

from decks import health, ledger
from decks.content import HOLE, lines, texts
from decks.numbers import HIGHEST, RECORDS, USERS, Numbers, numbers
from decks.slides import SLIDES

DATA = Path(__file__).parent / "data"
FIXTURES = sorted(path for folder in ("decks", "families") for path in (DATA / folder).glob("*.truth.json"))


def _glyphs(page: Any) -> list[tuple[str, float, float]]:
    """The characters of a page with the centre of their ink, in points from its upper left corner."""
    height, text, found = page.get_height(), page.get_textpage(), []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        edges = [ctypes.c_double() for _ in range(4)]
        if not character.isspace() and raw.FPDFText_GetCharBox(text, index, *edges):
            left, right, bottom, top = (edge.value for edge in edges)
            found.append((character, (left + right) / 2, height - (top + bottom) / 2))
    return found


def _fixture(path: Path) -> tuple[dict[str, Any], Any]:
    truth: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return truth, pypdfium2.PdfDocument(path.parent / truth["files"]["damaged"])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_box_holds_the_printed_number(path: Path) -> None:
    truth, document = _fixture(path)
    glyphs = {number: _glyphs(page) for number, page in enumerate(document, 1)}
    wrong = []
    for record in truth["records"]:
        for occurrence in record.get("occurrences", [record]):
            x0, top, x1, bottom = occurrence["bbox"]
            inside = [
                g
                for g in glyphs[occurrence["page"]]
                if g[0].isascii() and x0 - 0.3 <= g[1] <= x1 + 0.3 and top <= g[2] <= bottom
            ]
            across, down = (max((g[k] for g in inside), default=0) - min((g[k] for g in inside), default=0) for k in (1, 2))
            digits = [c for c, _, _ in sorted(inside, key=lambda g: g[1] if across >= down else -g[2])]
            if "".join(digits) != re.sub(r"[^ -~]|\s", "", occurrence["printed"]):
                wrong.append((record["id"], occurrence, "".join(digits)))
    assert wrong == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_page_has_the_digits_and_latin_of_its_lines(path: Path) -> None:
    truth, document = _fixture(path)
    assert len(document) == len(truth["pages"])
    for page, said in zip(document, truth["pages"], strict=True):
        printed = Counter(c for c, _, _ in _glyphs(page) if c.isascii())
        assert printed == Counter(c for line in said["lines"] for c in line if c.isascii() and not c.isspace())


@pytest.mark.parametrize("number", SLIDES)
def test_the_content_of_a_slide_is_its_lines(number: int) -> None:
    slide = SLIDES[number]
    said = Counter(_tokens(*texts(slide.content))) + Counter({"{page}": int(slide.numbered)})
    assert said == Counter(_tokens(*lines()[number]))


def _tokens(*parts: str) -> list[str]:
    """Holes and single characters, without white space."""
    return [token for part in parts for token in re.findall(r"\{[^}]+\}|\S", part)]


def test_without_a_seed_the_numbers_are_the_published_ones() -> None:
    original = numbers()
    assert all(original.printed(r["id"]) == r["printed"] for r in RECORDS if r["printed"])


@pytest.mark.parametrize("consistent", [False, True])
@pytest.mark.parametrize("seed", range(1, 9))
def test_other_numbers_keep_the_arithmetic(seed: int, consistent: bool) -> None:
    value = dict(numbers(seed, consistent).values)
    assert value != numbers().values
    for record in RECORDS:
        count = value.get(record["id"].removesuffix("percent") + "count")
        if record["unit"] == "percent" and record["of"] and count is not None:
            places = Decimal(1).scaleb(value[record["id"]].as_tuple().exponent)  # type: ignore[union-attr,arg-type]
            share = (count * 100 / value[record["of"]]).quantize(places, ROUND_HALF_UP)  # type: ignore[operator,union-attr]
            assert share == value[record["id"]], record["id"]
    for level in ("department", "province"):
        parts = [i for i in value if i.startswith("pillar3.eservice_form.") and f".{level}." in i]
        assert sum(value[i] for i in parts) == value[f"pillar3.eservices_total.{level}.services"]  # type: ignore[misc]


def test_numbers_that_agree_agree() -> None:
    value: dict[str, Any] = dict(numbers(5, consistent=True).values)
    base = value["fact_findings.base_n.department.count"]
    erp = [v for i, v in value.items() if i.startswith("pillar4.erp.") and i.endswith(".department.count")]
    assert len(erp) == 3
    assert sum(erp) == base
    big_data = [v for i, v in value.items() if re.fullmatch(r"pillar6\.big_data\.[a-z_]+\.department\.count", i)]
    assert len(big_data) == 2
    assert sum(big_data) + value[USERS] == base
    subs = [v for i, v in value.items() if re.fullmatch(r"score\.smart_back_office\.[a-z_]+\.province\.score", i)]
    assert sum(subs) / len(subs) == value["score.smart_back_office.province.score"]
    assert value["mission.service_provider.all.count"] == (
        value["pillar3.agencies_with_services.department.count"]
        + value["pillar3.agencies_with_services.province.count"]
    )


def test_a_text_without_holes_has_no_number_of_a_record_that_it_should_have() -> None:
    holes = {hole for parts in lines().values() for part in parts for hole in HOLE.findall(part)} - {"page", HIGHEST}
    assert holes == {record["id"] for record in RECORDS if record["printed"]}


@pytest.mark.parametrize(
    ("values", "slides", "swap"),
    [
        (numbers(), tuple(SLIDES), False),
        (numbers(3, consistent=True), tuple(SLIDES), True),
        (numbers(4), (30, 7, 22, 19, 2, 26), False),
    ],
    ids=["original", "swapped", "some slides"],
)
def test_a_design_says_every_line_and_no_more(values: Numbers, slides: tuple[int, ...], swap: bool) -> None:
    _, truth = ledger.deck(values, slides, swap)
    for sheet, said in zip(ledger.sheets(values, slides, swap), truth["pages"], strict=True):
        drawn = [line.text for block in sheet.blocks for line in block]
        assert Counter(_tokens(*drawn)) == Counter(_tokens(*said["lines"])), said["slide"]
        joined = re.sub(r"\s", "", "".join(drawn))
        assert [run for line in said["lines"] for run in line.split() if run not in joined] == []
        for line in (line for block in sheet.blocks for line in block):
            assert 0 <= line.x <= line.x + sheet.faces[line.bold].width(line.text, line.size) <= ledger.WIDTH, line


def test_records_of_missing_slides_have_neither_value_nor_page() -> None:
    _, truth = ledger.deck(numbers(), (22, 5))
    by_id = {record["id"]: record for record in truth["records"]}
    assert len(by_id) == 469
    erp = by_id["pillar4.erp.full.department.count"]
    assert (erp["value"], erp["of"], erp["page"], erp["occurrences"]) == (None, None, None, [])
    assert by_id["score.policies_practices.department.score"]["page"] == 2  # slide 5 prints it too
    computers = by_id["pillar4.computers.sufficient.department.count"]
    assert (computers["value"], computers["of"], computers["page"]) == (172, 274, 1)
    assert by_id["note.incomplete_answers"]["page"] == 1


@pytest.mark.parametrize("seed", [1, 2])
def test_totals_of_the_health_tables(seed: int) -> None:
    """In the report of an odd seed one total is printed wrong, and said to be."""
    _, truth = health.deck(seed)
    value = {record["id"]: Decimal(record["printed"].replace(",", "")) for record in truth["records"]}
    assert len(value) == len(truth["records"]) == 95
    off = []
    for what in ("population", "beds", "nurses", "target"):
        total = next(id for id in value if id.startswith(f"{what}.total."))
        parts = [v for id, v in value.items() if id.startswith(f"{what}.") and id != total]
        assert len(parts) == 6
        if sum(parts) != value[total]:
            off.append(total)
    assert off == truth["inconsistent"] == (["nurses.total.2566.persons"] if seed == 1 else [])
