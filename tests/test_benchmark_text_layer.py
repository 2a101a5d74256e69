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
from programs import WRITERS  # noqa: E402
from readers import READERS  # noqa: E402
from tools import is_there, version_of  # noqa: E402

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


@pytest.mark.parametrize(
    "name", ["ReportLab", "fpdf2, shaping", "matplotlib", "Pango and cairo", "PyMuPDF", "PDFKit", "pdfmake", "jsPDF", "pdf-lib"]
)
def test_a_writer_that_is_installed_is_read_right(name: str, tmp_path: Path) -> None:
    needed, writer = WRITERS[name]
    missing = [each for each in needed if not is_there(each)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    path = tmp_path / "written.pdf"
    path.write_bytes(writer(PAGES, FONT))
    assert errors(path).count == 0


def test_what_is_not_installed_is_not_there() -> None:
    assert not is_there("npm:no-such-package")
    assert not is_there("no_such_module")
    assert is_there("pdfplumber")
    assert version_of("pdfminer").startswith("pdfminer.six 20")


@pytest.mark.parametrize("name", [name for name, (needed, _) in READERS.items() if all(map(is_there, needed))])
def test_a_reader_reads_what_is_right(name: str, tmp_path: Path) -> None:
    path = tmp_path / "written.pdf"
    path.write_bytes(WRITERS["ReportLab"][1]([["กขคง 123 abc"]], FONT))
    assert "".join("".join(READERS[name][1](path)).split()) == "กขคง123abc"


def test_the_page_has_the_table() -> None:
    page = (HERE.parent / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    table = page.split("<!-- thai_text_layer: made by")[1].split("<!-- end of thai_text_layer -->")[0]
    for name in shaped.DAMAGES:
        assert f"| *{name}* | " in table
