"""Objects of PDFs as our own expression cuts them are those that pdfminer's parser makes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream

from dgreport.extraction.glyphs.objects import QuickDocument

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data"))
OWN = sorted((HERE / "data" / "matrix" / "pdf").glob("*.pdf"))
#: Files with more objects than this are left out: reading them by pdfminer takes its time.
MOST = 400
#: Objects that writers write in many ways, and some that nobody should.
WRITTEN = (
    b"<< /Type /Font /W [ 3 [ 500 600.5 -7 ] 9 12 .5 ] /N -3 /F 5. /G +4 >>",
    b"<</A(plain)/B(with \\(escapes\\) \\101\\n)/C(nested (one) two)/D<4e41>/E<4e4>/F<>>>",
    b"<< /R 1 0 R /List [1 0 R 2 0 R 3] /Nothing null /Yes true /No false /In [null true] >>",
    b"<< /Name#20escaped /A#42 /Plain /B >>",
    b"[ /XYZ null 12.5 null ]",
    b"[1-2 3]",
    b"[ 1 2 % a comment\n 3 ]",
    b"<< /Dup 1 /Dup 2 >>",
    b"<< /Odd >>",
    b"<< 1 2 >>",
    b"[ [ ] << >> [ [ 7 ] ] ]",
    b"12",
    b"-12.50",
    b"(text alone)",
    b"/Alone",
    b"null",
    b"[ 1 2 >>",
    b"<< /A [ 1 2 >> ]",
    "(ไทย)".encode("cp874"),
)


def document(written: bytes) -> bytes:
    """A PDF whose object 4 is written so."""
    found: list[bytes] = []
    places: list[int] = []
    end = 9
    parts = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", b"7", written)
    for number, part in enumerate(parts, 1):
        places.append(end)
        found.append(b"%d 0 obj\n%s\nendobj\n" % (number, part))
        end += len(found[-1])
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%PDF-1.7\n" + b"".join(found) + table + b"trailer << /Root 1 0 R /Size 5 >>\nstartxref\n%d\n%%%%EOF\n" % end


def plain(made: object) -> object:
    if isinstance(made, PDFStream):
        return plain(made.attrs), made.rawdata
    if isinstance(made, PDFObjRef):
        return "reference", made.objid
    if isinstance(made, dict):
        return {key: plain(value) for key, value in made.items()}
    if isinstance(made, list):
        return [plain(value) for value in made]
    return type(made), made


def objects_of(document: PDFDocument) -> Iterator[tuple[int, object]]:
    for number in sorted({number for xref in document.xrefs for number in xref.get_objids()}):
        try:
            yield number, plain(document.getobj(number))
        except Exception as error:
            yield number, type(error)


def assert_equal(data: bytes) -> None:
    quick, by_pdfminer = QuickDocument(data, ""), PDFDocument(PDFParser(BytesIO(data)))
    assert dict(objects_of(quick)) == dict(objects_of(by_pdfminer))


@pytest.mark.parametrize("written", WRITTEN, ids=repr)
def test_an_object_however_it_is_written(written: bytes) -> None:
    assert_equal(document(written))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b" \n"], ids=repr)
@pytest.mark.parametrize("length", [b"11", b"5", b"3 0 R", b"-1", b"99", b"(x)"], ids=repr)
def test_a_stream_however_its_length_is_stated(length: bytes, end: bytes) -> None:
    written = b"<< /Length %s /Filter [] >>\nstream%sHello there\nendstream" % (length, end)
    assert_equal(document(written))


def test_most_objects_are_cut_by_the_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    own = PDFDocument._getobj_parse
    monkeypatch.setattr(PDFDocument, "_getobj_parse", lambda *given: (seen.append(given[2]), own(*given))[1])
    data = document(b"<< /Type /Font /W [ 3 [ 500 600.5 -7 ] ] >>")
    assert len(dict(objects_of(QuickDocument(data, "")))) == 4
    assert seen == []


@pytest.mark.parametrize("path", OWN, ids=[path.stem for path in OWN])
def test_files_of_the_tests(path: Path) -> None:
    assert_equal(path.read_bytes())


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the files in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize("folder", ["real", "hostile"])
def test_files_of_others(folder: str) -> None:
    compared = 0
    for path in sorted((SHARED / folder).glob("*.pdf")):
        data = path.read_bytes()
        try:
            by_pdfminer = PDFDocument(PDFParser(BytesIO(data)))
        except Exception as error:
            with pytest.raises(type(error)):
                QuickDocument(data, "")
            continue
        if sum(len(list(xref.get_objids())) for xref in by_pdfminer.xrefs) <= MOST:
            assert dict(objects_of(QuickDocument(data, ""))) == dict(objects_of(by_pdfminer)), path.name
            compared += 1
    assert compared
