"""Both engines yield the same: every glyph and shape of every page, the lines, and what a report says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dgreport.errors import DgreportError
from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.text import explain, read_text
from dgreport.extraction.page import Page
from dgreport.extraction.reading.reader import read_report

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data"))
MATRIX = sorted((HERE / "data" / "matrix" / "pdf").glob("*.pdf"))
DECKS = sorted(path for folder in ("facsimiles", "decks") for path in (HERE / "data" / folder).glob("*.pdf"))


def pages(path: Path, engine: str, most: int) -> Iterator[Page | str]:
    """The first pages of a file; its error where it can't be opened."""
    try:
        with open_document(path, engine=engine) as document:  # type: ignore[arg-type]
            for number in range(1, min(most, document.page_count) + 1):
                yield document.page(number)
    except DgreportError as error:
        yield str(error)


def check(path: Path, most: int) -> None:
    for quick, by_pdfplumber in zip(pages(path, "quick", most), pages(path, "pdfplumber", most), strict=True):
        assert quick == by_pdfplumber  # to the last digit


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in MATRIX])
def test_a_page_of_each_writer_and_damage(path: Path) -> None:
    check(path, 1)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in DECKS])
def test_pages_of_each_deck(path: Path) -> None:
    check(path, 2)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the files in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize("folder", ["matrix/pdf", "real", "hostile"])
def test_files_of_others(folder: str) -> None:
    paths = sorted((SHARED / folder).glob("*.pdf"))
    assert paths
    for path in paths:
        check(path, 1)


def test_the_report_says_the_same_through_both() -> None:
    path = HERE / "data" / "facsimiles" / "impress_original.pdf"
    quick, by_pdfplumber = (
        read_report(path, profile="dg-readiness-2560", pages=range(8, 15), engine=engine)
        for engine in ("quick", "pdfplumber")
    )
    assert quick == by_pdfplumber
    assert len(quick.findings) > 50


def test_text_and_its_edits_are_the_same_through_both() -> None:
    path = HERE / "data" / "matrix" / "pdf" / "sim_x_a3_e1_h1_combo_norasi.pdf"
    assert read_text(path, [1]) == read_text(path, [1], engine="pdfplumber")
    assert explain(path, [1], engine="quick") == explain(path, [1], engine="pdfplumber")
