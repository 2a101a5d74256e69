"""What each tool makes of a PDF: its pages one by one, or the whole document as one text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tools import NPM, program, run

Reader = Callable[[Path], list[str]]


def dgreport(path: Path) -> list[str]:
    from dgreport import DgreportError, read_text

    try:
        return read_text(path).split("\f")
    except DgreportError:
        return []  # refused: it says so rather than give what is no text


def dgreport_with_fonts(folder: Path) -> Reader:
    from dgreport import read_text

    return lambda path: read_text(path, fonts=folder).split("\f")


def pdfplumber(path: Path) -> list[str]:
    import pdfplumber as library

    with library.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def pdfminer(path: Path) -> list[str]:
    from pdfminer.high_level import extract_text

    return extract_text(path).split("\f")


def pypdf(path: Path) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def pypdfium2(path: Path) -> list[str]:
    import pypdfium2 as library

    with library.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def pymupdf(path: Path) -> list[str]:
    import pymupdf as library

    with library.open(path) as pdf:
        return [page.get_text() for page in pdf]


def docling(path: Path) -> list[str]:
    """The lines of docling's own parser, before its models sort and join them."""
    from docling_core.types.doc.page import TextCellUnit
    from docling_parse.pdf_parser import DoclingPdfParser

    pages = DoclingPdfParser().load(str(path)).iterate_pages()
    return ["\n".join(cell.text for cell in page.iterate_cells(TextCellUnit.LINE)) for _, page in pages]


def markitdown(path: Path) -> list[str]:
    """Without the bars and rules of the Markdown tables in which it sets most lines; the corpus has no bars."""
    from markitdown import MarkItDown

    text = MarkItDown().convert(path).text_content
    return [re.sub(r"^[|\s-]+$", "", text, flags=re.MULTILINE).replace("|", " ")]


def kreuzberg(path: Path) -> list[str]:
    from kreuzberg import extract_file_sync

    return [extract_file_sync(path).content]


def pdfjs(path: Path) -> list[str]:
    pages: list[str] = json.loads(run([program("node"), str(NPM / "read.js"), str(path)]))
    return pages


def _printed(name: str, *arguments: str) -> list[str]:
    return run([program(name), *arguments]).decode("utf-8", "replace").split("\f")


def pdftotext(path: Path) -> list[str]:
    return _printed("pdftotext", str(path), "-")


def pdftotext_raw(path: Path) -> list[str]:
    return _printed("pdftotext", "-raw", str(path), "-")


def mutool(path: Path) -> list[str]:
    return _printed("mutool", "draw", "-q", "-F", "txt", str(path))


def normalized(reader: Reader) -> Reader:
    """PyThaiNLP's normalize over what another tool has read."""

    def read(path: Path) -> list[str]:
        from pythainlp.util import normalize

        return [normalize(page) for page in reader(path)]

    return read


def cleaned(reader: Reader) -> Reader:
    """FixThaiPDF over what another tool has read."""

    def read(path: Path) -> list[str]:
        from fixthaipdf import clean

        return [clean(page) for page in reader(path)]

    return read


#: Name -> (modules, programs and packages that must be there, how it reads).
READERS: dict[str, tuple[tuple[str, ...], Reader]] = {
    "dgreport": (("dgreport",), dgreport),
    "pdfplumber": (("pdfplumber",), pdfplumber),
    "pdfminer.six": (("pdfminer",), pdfminer),
    "pypdf": (("pypdf",), pypdf),
    "pypdfium2": (("pypdfium2",), pypdfium2),
    "PyMuPDF": (("pymupdf",), pymupdf),
    "pdftotext": (("pdftotext",), pdftotext),
    "pdftotext -raw": (("pdftotext",), pdftotext_raw),
    "mutool": (("mutool",), mutool),
    "PDF.js": (("npm:pdfjs-dist",), pdfjs),
    "docling-parse": (("docling_parse",), docling),
    "markitdown": (("markitdown",), markitdown),
    "kreuzberg": (("kreuzberg",), kreuzberg),
    "pdftotext -raw + normalize": (("pdftotext", "pythainlp"), normalized(pdftotext_raw)),
    "pdftotext -raw + FixThaiPDF": (("pdftotext", "fixthaipdf"), cleaned(pdftotext_raw)),
}
