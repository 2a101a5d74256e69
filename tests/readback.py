"""What the readers that people use get out of a PDF: pdfplumber, pdfium, and poppler where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def by_pdfplumber(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def by_pdfplumber_flow(path: Path) -> list[str]:
    """In the order of the content stream, as people read it who want sentences whole."""
    with pdfplumber.open(path) as pdf:
        return [page.extract_text(use_text_flow=True) for page in pdf.pages]


def by_pdfium(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def by_poppler(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


#: The readers that are there, by name.
READERS: dict[str, Callable[[Path], list[str]]] = {"pdfplumber": by_pdfplumber, "pdfium": by_pdfium}
if shutil.which("pdftotext"):
    READERS["poppler"] = by_poppler


def lines(pages: list[str]) -> list[str]:
    """All lines without white space, empty ones left out."""
    return [bare(line) for page in pages for line in page.splitlines() if line.strip()]
