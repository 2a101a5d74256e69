"""The report of the 2560 source, whole: all that it says reads back as it was, in every reader that is installed.

    cd tests && python -m reading_back      # measures it in all of them, for docs/accessibility.md
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

import dgreport
from readback import FLOWING, SORTING, bare, lines_as_set
from reading_back import of_document, of_model
from readings import reading


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "report.pdf"
    dgreport.render(reading("impress_original").report, path)
    return path


@pytest.mark.parametrize("reader", FLOWING)
def test_every_string_is_found_whole(reader: str, pdf: Path) -> None:
    report = reading("impress_original").report
    read = bare("".join(FLOWING[reader](pdf))).casefold()
    strings = of_model(report) | of_document(report)
    assert len(of_model(report)) > 300
    assert len(strings) > 1000
    assert [text for compact, text in strings.items() if compact not in read] == []


@pytest.mark.parametrize("reader", SORTING)
def test_every_line_is_found_as_it_was_set(reader: str, pdf: Path) -> None:
    pages = SORTING[reader](pdf)
    set_lines = lines_as_set(pdf)
    assert len(pages) == len(set_lines) > 70
    assert sum(map(len, set_lines)) > 3000
    lost = []
    for number, (page, wanted) in enumerate(zip(pages, set_lines, strict=True), 1):
        read = [bare(line) for line in page.splitlines()]
        lost += [(number, line) for line in wanted if not any(line in each for each in read)]
    assert lost == []


def test_bookmarks_say_every_heading(pdf: Path) -> None:
    titles: list[str] = []

    def walk(items: list[pikepdf.OutlineItem]) -> None:
        for item in items:
            titles.append(bare(item.title))
            walk(item.children)

    with pikepdf.open(pdf) as opened, opened.open_outline() as outline:
        walk(list(outline.root))
    headings = of_document(reading("impress_original").report, headings=True)
    assert len(headings) > 120
    said = "".join(titles).casefold()
    assert [text for compact, text in headings.items() if compact not in said] == []
