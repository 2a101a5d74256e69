"""PDFs of one known text from many writers, and with each kind of damage, read letter by letter.

The pages judged are those of prose, word lists, a table and justified paragraphs. The files that are kept in the
repository run always; all 89 run where DGREPORT_TEST_DATA (or ../shared/data) has them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dgreport.accuracy.metrics import Errors, character_errors
from dgreport.errors import NoTextLayer
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.layout.text import read_text

HERE = Path(__file__).parent
TRUTH = HERE / "data" / "matrix-truth"
KEPT = sorted((HERE / "data" / "matrix" / "pdf").glob("*.pdf"))
SHARED = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data")) / "matrix" / "pdf"
JUDGED = (1, 2, 3, 5)
#: Whole fonts, of which some files hold stripped ones.
WHOLE_FONTS = HERE.parent / "src" / "dgreport" / "rendering" / "fonts"

#: Only an image; fonts without any map, name or order; a map that gives most letters to others.
UNREADABLE = {
    "scan_image_only",
    "sim_g3_no_tounicode_nothing_norasi",
    "sim_g3_no_tounicode_nothing_sarabun",
    "gs_pdfwrite_chromium_sarabun",
}
#: Characters (of 3,129) for which the file keeps no evidence, and why.
LOST = {
    "sim_k_tis620_winansi_norasi": 5,  # the file itself lacks five characters of the truth
    "sim_k_tis620_winansi_sarabun": 5,
    "reportlab_shaped_sarabun": 3,  # lo chula and a ligature of lu under made-up codes
    "sim_g1_no_tounicode_cmap_sarabun": 1,  # lo chula in a form that no map lists
}


def errors(path: Path, fonts: KnownFonts | None = None) -> Errors:
    pages = read_text(path, fonts=fonts).split("\f")
    total = Errors()
    for number in JUDGED:
        total += character_errors((TRUTH / f"p{number}.txt").read_text(encoding="utf-8"), pages[number - 1])
    return total


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in KEPT])
def test_kept_file(path: Path) -> None:
    if path.stem in UNREADABLE:
        with pytest.raises(NoTextLayer, match=r"its characters can.t be told, .*no usable character map"):
            read_text(path)
        return
    found = errors(path)
    assert found.count == LOST.get(path.stem, 0)
    assert found.sara_am_lost == 0
    assert found.space_rate < 0.02


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the matrix in DGREPORT_TEST_DATA or ../shared/data")
def test_the_other_files() -> None:
    kept = {path.stem for path in KEPT}
    wrong = {}
    for path in sorted(path for path in SHARED.glob("*.pdf") if path.stem not in kept):
        try:
            found = errors(path)
        except NoTextLayer:
            wrong[path.stem] = -1
            continue
        if found.count:
            wrong[path.stem] = found.count
        assert found.space_rate < 0.02, path.stem
    assert {name for name, count in wrong.items() if count < 0} == UNREADABLE - kept
    assert {name: count for name, count in wrong.items() if count > 0} == {
        name: count for name, count in LOST.items() if name not in kept
    }
