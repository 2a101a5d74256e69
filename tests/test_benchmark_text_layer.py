"""The benchmark of text layers, as far as it needs nothing that is not installed: each damage is made, and read right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dgreport.accuracy.metrics import Errors, character_errors
from dgreport.errors import NoTextLayer
from dgreport.extraction.layout.text import read_text
from test_matrix import HERE, WHOLE_FONTS

FOLDER = HERE.parent / "benchmarks" / "thai_text_layer"
sys.path.insert(0, str(FOLDER))

import corpus  # noqa: E402
import shaped  # noqa: E402

PAGES = [list(page) for page in corpus.PAGES]
FONT = WHOLE_FONTS / "Sarabun-Regular.ttf"


def errors(path: Path) -> Errors:
    read = read_text(path).split("\f")
    return sum(map(character_errors, map(corpus.truth, PAGES), read), Errors())


@pytest.mark.parametrize("name", [name for name in shaped.DAMAGES if name != "no map, nothing kept"])
def test_every_damage_is_undone(name: str, tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(shaped.write(PAGES, FONT, shaped.DAMAGES[name]))
    found = errors(path)
    assert (found.count, found.sara_am_lost) == (0, 0)
    assert found.space_rate < 0.02


def test_what_keeps_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(shaped.write(PAGES, FONT, shaped.DAMAGES["no map, nothing kept"]))
    with pytest.raises(NoTextLayer, match="no usable character map"):
        read_text(path)


def test_the_page_has_the_table() -> None:
    page = (HERE.parent / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    table = page.split("<!-- thai_text_layer: made by")[1].split("<!-- end of thai_text_layer -->")[0]
    for name in shaped.DAMAGES:
        assert f"| *{name}* | " in table
