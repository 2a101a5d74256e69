"""The report of the 2560 source, whole: every string of its model is in the PDF, and reads back as it was."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import dgreport
from dgreport.model import Bilingual
from readback import READERS, bare, by_pdfplumber_flow
from readings import reading

FLOWING = {**{name: reader for name, reader in READERS.items() if name != "pdfplumber"}, "pdfplumber": by_pdfplumber_flow}


@cache
def strings() -> dict[str, str]:
    """Everything that the model says in either language, without white space and capitals -> as it is."""
    report = reading("impress_original").report
    told: list[Bilingual | None] = [report.title]
    told += [level.name for level in report.levels] + [section.title for section in report.sections]
    told += [group.title for group in report.groups] + [statement.text for statement in report.statements]
    told += [issue.message for issue in report.issues] + [finding.category for finding in report.findings]
    both = [text for each in told if each is not None for text in (each.th, each.en) if text]
    return {bare(text).casefold(): text for text in both}  # a heading begins with a capital


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "report.pdf"
    dgreport.render(reading("impress_original").report, path)
    return path


@pytest.mark.parametrize("reader", FLOWING)
def test_every_string_of_the_model_is_found_whole(reader: str, pdf: Path) -> None:
    read = bare("".join(FLOWING[reader](pdf))).casefold()
    assert len(strings()) > 300
    assert [text for compact, text in strings().items() if compact not in read] == []
