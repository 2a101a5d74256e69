"""What each tool makes of a PDF, page by page. A tool that is not installed is left out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from writers import is_there

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


def _printed(*command: str) -> list[str]:
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8", "replace").split("\f")


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


#: Name -> (module or program that must be there, how it reads).
READERS: dict[str, tuple[str, Reader]] = {
    "dgreport": ("dgreport", dgreport),
    "pdfplumber": ("pdfplumber", pdfplumber),
    "pdfminer.six": ("pdfminer", pdfminer),
    "pypdf": ("pypdf", pypdf),
    "pypdfium2": ("pypdfium2", pypdfium2),
    "PyMuPDF": ("pymupdf", pymupdf),
    "pdftotext": ("pdftotext", pdftotext),
    "pdftotext -raw": ("pdftotext", pdftotext_raw),
    "mutool": ("mutool", mutool),
    "pdftotext -raw + normalize": ("pdftotext", normalized(pdftotext_raw)),
    "pdftotext -raw + FixThaiPDF": ("fixthaipdf", cleaned(pdftotext_raw)),
}


def there() -> dict[str, Reader]:
    return {name: reader for name, (needed, reader) in READERS.items() if is_there(needed)}
