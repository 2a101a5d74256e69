"""Expected counts were worked out by hand on short texts; the long ones compare with an independent distance."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dgreport.accuracy.metrics import Errors, character_errors


def test_equal_texts_have_no_errors() -> None:
    assert character_errors("ที่ทำการ 12", "ที่ทำการ 12") == Errors(characters=10, spaces=1, sara_am=1)


@pytest.mark.parametrize(
    ("reference", "hypothesis", "substitutions", "deletions", "insertions"),
    [
        ("กขค", "กฃค", 1, 0, 0),
        ("กขค", "กค", 0, 1, 0),
        ("กค", "กขค", 0, 0, 1),
        ("ที่", "ท่ี", 0, 1, 1),  # marks out of order are errors: nothing is normalised
        ("นํ้า", "น้ำ", 1, 1, 0),  # decomposed sara am is not sara am
        ("", "กข", 0, 0, 2),
        ("กข", "", 0, 2, 0),
    ],
)
def test_kinds_of_error(reference: str, hypothesis: str, substitutions: int, deletions: int, insertions: int) -> None:
    errors = character_errors(reference, hypothesis)
    assert (errors.substitutions, errors.deletions, errors.insertions) == (substitutions, deletions, insertions)
    assert errors.count == substitutions + deletions + insertions


def test_white_space_counts_only_where_asked_for() -> None:
    assert character_errors("ก ข\nค", "กขค").count == 0
    strict = character_errors("ก ข\nค", "กขค", ignore_space=False)
    assert (strict.count, strict.characters) == (2, 5)


def test_broken_sara_am_is_counted() -> None:
    errors = character_errors("จำนวนคำสั่ง", "จ านวนคำสั่ง")
    assert (errors.sara_am, errors.sara_am_lost, errors.spaces_spurious) == (2, 1, 1)
    assert errors.rate == pytest.approx(1 / 11)


@pytest.mark.parametrize(
    ("reference", "hypothesis", "missing", "spurious"),
    [
        ("ก ข", "กข", 1, 0),
        ("กข", "ก ข", 0, 1),
        ("ก ข", "ก\nข", 0, 0),  # a line break stands for the space
        ("กข", "ก\nข", 0, 0),  # a wrapped line is free
        ("ก\nข", "ก ข", 0, 0),
        ("ก   ข", "ก ข", 0, 0),  # a run of spaces is one
        ("ก\N{ZERO WIDTH SPACE}ข", "กข", 0, 0),
        (" กข ", "กข", 0, 0),  # nothing is said of the ends
        ("ก ข ค", "ก ฃค", 1, 0),
        ("กขค", "ก ฃ ค", 0, 2),
    ],
)
def test_spaces(reference: str, hypothesis: str, missing: int, spurious: int) -> None:
    errors = character_errors(reference, hypothesis)
    assert (errors.spaces_missing, errors.spaces_spurious) == (missing, spurious)


def test_counts_add_up_and_rates_follow() -> None:
    total = character_errors("กขคง", "กขค") + character_errors("กขคง", "กขคง")
    assert (total.count, total.characters, total.rate) == (1, 8, 0.125)
    assert sum([total, total], Errors()).count == 2
    assert character_errors("ก ข ค", "กข ค").space_rate == 0.5


def test_empty_reference_does_not_divide_by_zero() -> None:
    assert character_errors("", "").rate == 0
    assert character_errors("", "กข").rate == 2


def _distance(a: str, b: str) -> int:
    """Levenshtein's recurrence, written out."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]


@pytest.mark.parametrize("seed", range(20))
def test_count_is_the_levenshtein_distance(seed: int) -> None:
    chance = random.Random(seed)
    reference, hypothesis = ("".join(chance.choices("กขคงจ่้ำ", k=chance.randint(0, 60))) for _ in range(2))
    assert character_errors(reference, hypothesis).count == _distance(reference, hypothesis)


def test_the_damaged_text_of_the_report_is_as_far_from_the_right_one_as_measured() -> None:
    """Counted before by an independent script: 545 characters off, every sara am broken."""
    data = Path(__file__).parent / "data" / "report-2560"
    raw, clean = ((data / name).read_text(encoding="utf-8") for name in ("raw.txt", "clean.txt"))
    errors = character_errors(clean, raw)
    assert (errors.count, errors.characters) == (545, 22795)
    assert (errors.sara_am_lost, errors.sara_am) == (352, 352)
    assert (errors.spaces_spurious, errors.spaces_missing, errors.spaces) == (354, 28, 1204)
