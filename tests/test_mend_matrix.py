"""Mended files of known text in other readers: exact but for the golden list, never worse, the same picture.

A sample of the kept files runs always, one more of the whole matrix where DGREPORT_TEST_DATA (or ../shared/data) has
it; `python -m mending` measures them all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import mending
from mending import GOLDEN, JUDGED, KEPT, REASONS, SHARED, installed, knows_actual_text, measure

#: pdfplumber takes as long as all others together, so it reads few files only. pdfminer.six is left to `mending`: it
#: orders boxes that are equally far apart by their addresses in memory, so its text differs from run to run.
FAST = [reader for reader in installed() if reader in ("pdftotext -raw", "pypdfium2", "mutool")]
SLOW = [reader for reader in installed() if reader == "pdfplumber"]
SAMPLE = sorted(KEPT.glob("*.pdf"))[::3]
OTHERS = sorted(path for path in (SHARED / "matrix" / "pdf").glob("*.pdf") if not (KEPT / path.name).exists())[::8]


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return found


def check(path: Path, folder: Path, listed: dict[str, Any], readers: list[str]) -> None:
    measured = measure(path, folder, readers, (72,))
    assert measured.worse() == []
    assert measured.looks_same
    entries = listed["files"].get(path.stem, {})
    for reader, result in measured.after.items():
        # Another version of a reader may read better, or order letters otherwise.
        if measured.is_read and listed["readers"].get(reader) == installed()[reader]:
            wanted = entries.get(reader, {"errors": 0})
            assert result.judged == wanted["errors"], f"{reader}: run `python -m mending`"
            assert "reason" not in wanted or wanted["reason"] == measured.reason(reader)


@pytest.mark.parametrize(("path", "number"), [pytest.param(path, n, id=path.stem) for n, path in enumerate(SAMPLE)])
def test_a_kept_file(path: Path, number: int, listed: dict[str, Any], tmp_path: Path) -> None:
    check(path, tmp_path, listed, FAST + (SLOW if number % 4 == 0 else []))


@pytest.mark.skipif(not OTHERS, reason="needs the matrix in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in OTHERS])
def test_another_file(path: Path, listed: dict[str, Any], tmp_path: Path) -> None:
    check(path, tmp_path, listed, FAST)


def test_every_entry_of_the_golden_list_has_a_reason(listed: dict[str, Any]) -> None:
    entries = [entry for readers in listed["files"].values() for entry in readers.values()]
    assert listed["reasons"] == {name: REASONS[name] for name in REASONS if name in listed["reasons"]}
    assert {entry["reason"] for entry in entries} == set(listed["reasons"])
    assert all(0 < entry["errors"] <= entry["before"] for entry in entries)


def test_the_table_is_between_its_marks() -> None:
    page = mending.PAGE.read_text(encoding="utf-8")
    start, end = mending.MARKS
    assert "| pdftotext -raw " in page[page.index(start) : page.index(end)]


@pytest.mark.parametrize("reader", list(installed()))
def test_the_probe_tells_which_readers_know_actual_text(reader: str) -> None:
    known = {"pdftotext -raw": True, "pypdfium2": True, "pdfplumber": False, "pdfminer.six": False}
    if reader not in known:
        pytest.skip(f"{reader} knows it from some version on")
    assert knows_actual_text(reader) is known[reader]


def test_the_judged_pages_are_those_of_running_text() -> None:
    assert [page + 1 for page in JUDGED] == [1, 2, 3, 5]
