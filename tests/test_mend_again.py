"""Repair run again: over what it mended there is nothing to do, and over its own output it needs no --force."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from typer.testing import CliRunner

from dgreport.cli import app
from dgreport.errors import CannotWrite, NoTextLayer
from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.layout.text import read_text
from dgreport.mend import mend_pdf
from dgreport.mend.care import Band
from dgreport.mend.content import Walker
from dgreport.mend.document import used_fonts
from dgreport.mend.maps import SILENT
from dgreport.mend.plan import ActualText, plan_page
from dgreport.mend.reading import ReadPage, spots
from dgreport.mend.wording import wording
from dgreport.outputs import identify, kind_of
from test_matrix import HERE, WHOLE_FONTS
from test_mend import without_mark

sys.path.insert(0, str(HERE.parent / "benchmarks" / "thai_text_layer"))

import shaped

MATRIX = HERE / "data" / "matrix" / "pdf"
SHARED = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data"))
DAMAGED = MATRIX / "sim_c_pua_marks_norasi.pdf"
UNREADABLE = MATRIX / "sim_g3_no_tounicode_nothing_norasi.pdf"
FONT = WHOLE_FONTS / "Sarabun-Regular.ttf"

needs_real = pytest.mark.skipif(
    not (SHARED / "real").is_dir(), reason="needs the real files in DGREPORT_TEST_DATA or ../shared/data"
)


def read_by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


def codes(text: str) -> str:
    """A string of the codes of the benchmark's own writer, which are glyph numbers, for a content."""
    font = TTFont(FONT)
    names = font.getBestCmap()
    return "<" + "".join(f"{font.getGlyphID(names[ord(char)]):04X}" for char in text) + ">"


def write(path: Path, content: str, words: str) -> None:
    """A page with that content; `words` are what its font has, and its ring says a space."""
    path.write_bytes(shaped.write([[words]], FONT, shaped.DAMAGES["ring says space (Word)"]))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 14 Tf 60 700 Td {content} ET".encode())
        pdf.save(path)


@pytest.fixture
def kerned(tmp_path: Path) -> Path:
    """ที่ดำเนนการ: one operator shows ี่ดำ, and brings ด back to before where ี began.

    ดำ needs a span, which parts the operator, and PDFium sorts parts by where they begin.
    """
    path = tmp_path / "kerned.pdf"
    font = TTFont(FONT)
    advance = font["hmtx"][font.getBestCmap()[ord("ท")]][0] * 14 / font["head"].unitsPerEm
    rest = f"[{codes('ี')} 20 {codes('่')} 20 {codes('ดํา')}{codes('เนนการ')}]TJ"
    write(path, f"{codes('ท')}Tj {advance:.3f} 0 Td {rest}", "ที่ดำเนินการ ท่า")
    return path


def test_what_a_span_parts_may_need_a_span_too(kerned: Path, tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    assert read_text(kerned).strip() == "ที่ดำเนนการ"
    assert read_by_pdfium(kerned) == "ที่ดาเนนการ"
    assert mend_pdf(kerned, target).spans == 1
    assert read_by_pdfium(target) == "ที่ดำเนนการ"
    assert mend_pdf(without_mark(target), tmp_path / "again.pdf").path is None


def test_a_letter_says_the_sign_that_is_drawn_in_another_part(tmp_path: Path) -> None:
    source, target = tmp_path / "parts.pdf", tmp_path / "mended.pdf"
    # The sign begins right of the next letter, so PDFium sorts it behind, and marked content keeps spans from holding it.
    parts = [f"{codes('ท')}Tj", f"[-60 {codes('่')} 60]TJ", f"{codes('านา')}Tj"]
    write(source, " ".join(f"/P<</MCID {n}>>BDC {part} EMC" for n, part in enumerate(parts)), "ท่านา")
    assert read_text(source).strip() == "ท่านา"
    assert read_by_pdfium(source) == "ทานา่"
    assert mend_pdf(source, target).path == target
    assert read_by_pdfium(target).replace(SILENT, "") == "ท่านา"
    assert read_text(target).strip() == "ท่านา"
    assert mend_pdf(without_mark(target), tmp_path / "again.pdf").path is None


def spans_of(path: Path, *bands: Band) -> list[ActualText]:
    """The spans that the first page of a file gets, in their order."""
    with open_document(path) as document, pikepdf.open(path) as pdf:
        page = next(iter(document.pages()))
        words = wording(page, lines_of(page))
        loaded = {font.name: font for font in document.fonts}
        walk = Walker(pdf).walk(pdf.pages[0])
        read = ReadPage(page, words, walk, spots(page, walk, loaded))
        maps = {font.loaded.name: font.maps for font in used_fonts([read], loaded, ()).values()}
        (changes,) = plan_page(read, maps, bands).changes
    return sorted((change for change in changes if isinstance(change, ActualText)), key=lambda span: span.order)


def test_an_operator_that_may_not_be_cut_is_said_by_one_span(tmp_path: Path) -> None:
    path = tmp_path / "row.pdf"
    write(path, f"[{codes(' ')}{codes('กก')} -9000 {codes('ดํา')}{codes('นา')}{codes(' ')}]TJ", "กกดำนา")
    (cut,) = spans_of(path)
    assert (cut.text, cut.begin.code, cut.end.code) == ("ดำ", 3, 6)
    assert spans_of(path, Band(0, 10)) == [cut]
    (whole,) = spans_of(path, Band(100, 200))
    assert (whole.text, whole.begin.code, whole.end.code) == (f"กก ดำนา{SILENT}", None, None)


def test_spans_that_grow_into_each_other_are_one(tmp_path: Path) -> None:
    path = tmp_path / "grown.pdf"
    # ดำ needs a span, and so does ลัก, whose sign begins right of ก.
    write(path, f"{codes('ดํานล')}Tj [-60 {codes('ั')} 60]TJ {codes('กก')}Tj", "ดำนลัก")
    assert [span.text for span in spans_of(path)] == ["ดำ", "ลัก"]
    (whole,) = spans_of(path, Band(100, 200))
    assert (whole.text, whole.begin.code, whole.end.code) == (f"ดำนลักก{SILENT}", None, None)


@needs_real
@pytest.mark.parametrize("name", ["chart_skia_chromium", "pdfjs_bug1046314", "slides_powerpoint2016"])
def test_a_real_file_repaired_needs_no_repair(name: str, tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    assert mend_pdf(SHARED / "real" / f"{name}.pdf", target).path == target
    assert mend_pdf(without_mark(target), tmp_path / "again.pdf").path is None


# The mark ------------------------------------------------------------------------------------------------------------


Saving = Callable[[pikepdf.Pdf, Path], None]


def as_it_is(source: pikepdf.Pdf, path: Path) -> None:
    source.save(path)


def with_object_streams(source: pikepdf.Pdf, path: Path) -> None:
    source.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def encrypted(source: pikepdf.Pdf, path: Path) -> None:
    source.save(path, encryption=pikepdf.Encryption(owner="owner", user=""))


@pytest.mark.parametrize("saved", [as_it_is, with_object_streams, encrypted])
def test_the_second_run_replaces_the_first(saved: Saving, tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    with pikepdf.open(DAMAGED) as pdf:
        saved(pdf, source)
    for _ in range(2):
        done = CliRunner().invoke(app, ["repair", str(source), "-o", str(target)])
        assert done.stdout.startswith(f"{target}: 1 font and 0 spans of text mended\n")
        assert kind_of(target) == "mended pdf"


def test_the_mark_changes_nothing_but_the_identifier(tmp_path: Path) -> None:
    target, anew = tmp_path / "out.pdf", tmp_path / "anew.pdf"
    mend_pdf(DAMAGED, target)
    with pikepdf.open(DAMAGED) as before, pikepdf.open(target) as after:
        assert before.Root.keys() == after.Root.keys()
        assert before.docinfo == after.docinfo
        assert set(after.trailer.keys()) - set(before.trailer.keys()) <= {"/ID"}
        first, second = map(bytes, after.trailer.ID)
        assert len(first) == len(second) == 16
        after.save(anew, deterministic_id=True)
    assert kind_of(anew) is None
    identify(anew)
    assert kind_of(anew) == "mended pdf"


def test_a_mended_file_that_another_program_changed_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    mend_pdf(DAMAGED, target)
    # As programs save a form that was filled in: what is new follows the old, with the old identifier or another.
    changed = target.read_bytes() + b"\n1 0 obj\n<< /V (mine) >>\nendobj\n"
    target.write_bytes(changed)
    with pytest.raises(CannotWrite, match=r"was not written by dgreport.*--force"):
        mend_pdf(DAMAGED, target)
    assert target.read_bytes() == changed


def test_a_file_without_an_identifier_cannot_be_marked(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.7\ntrailer << /Size 1 >>\n")
    with pytest.raises(ValueError, match="no identifier"):
        identify(path)


def test_a_second_run_that_fails_leaves_the_first_output(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    mend_pdf(DAMAGED, target)
    first = target.read_bytes()
    with pytest.raises(NoTextLayer):
        mend_pdf(UNREADABLE, target)
    assert target.read_bytes() == first
    assert list(tmp_path.iterdir()) == [target]


def test_mended_and_built_reports_do_not_replace_each_other(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Creator (dgreport 0.1.0) >>\nendobj\n")
    with pytest.raises(CannotWrite, match="own pdf file"):
        mend_pdf(DAMAGED, target)
