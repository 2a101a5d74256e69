"""The same PDF with a mended text layer: it reads right in another reader, looks the same, and is left alone where right."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from dgreport.accuracy.metrics import character_errors
from dgreport.mend import mend_pdf

DATA = Path(__file__).parent / "data"
PROSE = (1, 2, 3, 5)


def read(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def errors(path: Path) -> int:
    pages = read(path)
    return sum(
        character_errors((DATA / "matrix-truth" / f"p{page}.txt").read_text("utf-8"), pages[page - 1]).count
        for page in PROSE
    )


@pytest.mark.parametrize("name", ["sim_b1_nikhahit_unmapped_sarabun", "sim_c_pua_marks_norasi"])
def test_another_reader_reads_the_mended_file_without_an_error(name: str, tmp_path: Path) -> None:
    source, target = DATA / "matrix" / "pdf" / f"{name}.pdf", tmp_path / "mended.pdf"
    if not source.exists():
        pytest.skip(f"{name} is not among the committed files of the matrix")
    mended = mend_pdf(source, target)
    assert mended.path == target
    assert errors(source) > 0
    assert errors(target) == 0


def test_the_mended_file_looks_the_same(tmp_path: Path) -> None:
    source, target = DATA / "facsimiles" / "impress_original.pdf", tmp_path / "mended.pdf"
    mend_pdf(source, target)
    with pypdfium2.PdfDocument(source) as before, pypdfium2.PdfDocument(target) as after:
        assert len(before) == len(after)
        for number in (1, 9, 34):
            one, two = (pdf[number].render(scale=1).to_numpy() for pdf in (before, after))
            assert (one == two).all()


def test_nothing_is_written_if_nothing_is_wrong(tmp_path: Path) -> None:
    source, first, second = DATA / "facsimiles" / "impress_original.pdf", tmp_path / "1.pdf", tmp_path / "2.pdf"
    mend_pdf(source, first)
    assert mend_pdf(first, second).path is None
    assert not second.exists()
