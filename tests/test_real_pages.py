"""Pages of real files by different producers, as a person reads them off the rendered page.

golden/real_pages.json keeps facts about them and copies no prose: of each line the SHA-256 of its characters without
white space, and a few short strings. Each page was drawn at 110 dots an inch and read line by line; a cell, and what a
wide gap sets apart, is a line of its own. Where `known` names a line, dgreport's differs, for the reason given there.
The files themselves are only where DGREPORT_TEST_DATA (or ../shared/data) has them.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

import pytest

from dgreport.extraction.layout.text import read_text
from test_explain import REAL
from test_matrix import HERE

GOLDEN: list[dict[str, Any]] = json.loads((HERE / "golden" / "real_pages.json").read_text(encoding="utf-8"))


def digest(line: str) -> str:
    """SHA-256 of a line without white space and without characters that have no width."""
    seen = "".join(char for char in line if not char.isspace() and unicodedata.category(char) != "Cf")
    return hashlib.sha256(seen.encode()).hexdigest()


def params() -> list[Any]:
    found = []
    for page in GOLDEN:
        marks = [pytest.mark.xfail(strict=True, reason="; ".join(page["known"].values()))] if page["known"] else []
        found.append(pytest.param(page, id=f"{page['file'].removesuffix('.pdf')}-p{page['page']}", marks=marks))
    return found


def test_ten_producers_and_no_prose() -> None:
    assert len({page["producer"] for page in GOLDEN}) >= 10
    assert all(len(string) <= 24 for page in GOLDEN for string in page["strings"])


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize("page", params())
def test_a_page_reads_as_a_person_reads_it(page: dict[str, Any]) -> None:
    path = REAL / page["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == page["sha256"], "another file of that name"
    text = read_text(path, [page["page"]])
    for string in page["strings"]:
        assert string in text
    assert [digest(line) for line in text.splitlines()] == page["lines"]
