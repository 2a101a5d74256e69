"""Page content cut into operations: the same as pdfminer's own parser cuts it."""

from __future__ import annotations

import logging
import os
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT

from dgreport.extraction.glyphs.content import Operation, operations, operations_by_pdfminer

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data"))


def by_pdfminer(data: bytes) -> list[Operation]:
    return list(operations_by_pdfminer([PDFStream({}, data)]))


def comparable(found: list[Operation]) -> object:
    """Operations with streams, which are equal only to themselves, by what they hold."""
    return [(name, [(each.attrs, each.rawdata) if isinstance(each, PDFStream) else each for each in operands])
            for name, operands in found]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"BT /F1 12 Tf -1.5 .25 Td", [(b"BT", []), (b"Tf", [LIT("F1"), 12]), (b"Td", [-1.5, 0.25])]),
        (b"[(a) -20 <0E01> 3.5 ()]TJ", [(b"TJ", [[b"a", -20, b"\x0e\x01", 3.5, b""]])]),
        (b"/Span<</A<FEFF>/B[1 /C]>>BDC EMC", [(b"BDC", [LIT("Span"), {"A": b"\xfe\xff", "B": [1, LIT("C")]}]), (b"EMC", [])]),
        (b"/Span /MC0 BDC", [(b"BDC", [LIT("Span"), LIT("MC0")])]),
        (rb"(\(\101\8\)\\) '", [(b"'", [b"(A)\\"])]),
        (b"% (not) this\n(x) Tj % 1 w\n2 w", [(b"Tj", [b"x"]), (b"w", [2])]),
        (b"<0 1\n2>Tj[3 1]0 d", [(b"Tj", [b"\x01\x02"]), (b"d", [[3, 1], 0])]),
        (b"1e-17 w", [(b"e-17", [1]), (b"w", [])]),
    ],
)  # fmt: skip
def test_operations(data: bytes, expected: list[Operation]) -> None:
    assert list(operations(data)) == expected == by_pdfminer(data)


@pytest.mark.parametrize(
    "data",
    [
        b"q BI /W 1 /H 1 /BPC 8 ID \xff\nEI Q",  # an inline image
        b"/A#42 gs 1 w",  # an escaped name
        b"((in) side) Tj",  # a string in a string
        b"] 1 w",  # closed and never opened
        b"<</A 1",  # never closed
        b"1.2e-17 0 0 1 --5 - .. 0 cm 1.2.3 w",  # no numbers
        b"{ 1 } <AB> > (\\",
        b"true 1 w false",
        b"[<</A 1>> (x\\)) 1 [2 /N]] foo",
        b"9" * 5000 + b" w 1 w",
        b"1 w 1-2 w 1 w",  # made of the characters of numbers
        b"[(a) 1 2 (b) - (c)] TJ [(a) +-1 (b)] TJ 1 w",
    ],
)
def test_what_is_odd_is_left_to_pdfminer(data: bytes) -> None:
    assert comparable(list(operations(b"1 0 0 rg " + data))) == comparable(by_pdfminer(b"1 0 0 rg " + data))


def test_operations_are_cut_as_they_are_asked_for() -> None:
    """A few compressed bytes can be any number of operations; the page's limit ends them before they are made."""
    data = b"q Q " * 500_000
    tracemalloc.start()
    try:
        assert [name for name, _ in islice(operations(data), 3)] == [b"q", b"Q", b"q"]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100_000


PIECES = st.sampled_from(
    [b"(a)", b"(\\)b)", b"((c))", b"(\\53)", b"(\\\r\n)", b"<0E01>", b"<0 E>", b"<0>", b"[", b"]", b"<<", b">>", b"/N", b"/",
     b"1", b"-.5", b"2.", b"TJ", b"Tj", b"BDC", b"Tf", b"BT", b"d", b"'", b" ", b"\n", b"%x\n", b"+", b".", b"{", b")", b">",
     b"#", b"\0", b"true", b"null", b"*"]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=25).map(b"".join))
def test_any_mixture_reads_as_by_pdfminer(data: bytes) -> None:
    try:
        expected = by_pdfminer(data)
    except Exception as error:
        with pytest.raises(type(error)):
            list(operations(data))
    else:
        assert comparable(list(operations(data))) == comparable(expected)


def contents(path: Path) -> Iterator[bytes]:
    """The content of each page and drawing of a PDF."""
    with path.open("rb") as file:
        document = PDFDocument(PDFParser(file))
        for page in PDFPage.create_pages(document):
            yield b"\n".join(resolve1(stream).get_data() for stream in page.contents)
        for number in {number for table in document.xrefs for number in table.get_objids()}:
            stream = document.getobj(number)
            if isinstance(stream, PDFStream) and stream.get("Subtype") is LIT("Form"):
                yield stream.get_data()


def check(paths: list[Path], pages: int) -> None:
    """So many pages of each file are cut alike."""
    assert paths
    for path in paths:
        for number, data in enumerate(islice(contents(path), pages), 1):
            assert comparable(list(operations(data))) == comparable(by_pdfminer(data)), f"{path.name}, {number}"


def test_one_file_of_each_writer_is_cut_alike() -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    kept = sorted((HERE / "data" / "matrix" / "pdf").glob("*.pdf"))
    check([path for path in kept if not path.stem.startswith("sim_")], 6)


@pytest.mark.skipif(not (SHARED / "real").is_dir(), reason="needs the files in DGREPORT_TEST_DATA or ../shared/data")
def test_real_files_are_cut_alike() -> None:
    check(sorted((SHARED / "real").glob("*.pdf")), 3)
