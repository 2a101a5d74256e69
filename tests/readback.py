"""What the readers that people use get out of a PDF: the ones that are installed, by name.

Some keep the order of the content, some sort lines by their places across columns.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pdfplumber
import pypdfium2
from pdfminer.high_level import extract_text

#: Where npm has put pdfjs-dist: the folder over its node_modules.
PDFJS = Path(os.environ.get("DGREPORT_TEST_PDFJS", Path(__file__).parent))
_PDFJS = """
import { pathToFileURL } from "node:url";
const { getDocument } = await import(pathToFileURL(process.argv[2]));
const pdf = await getDocument({ url: process.argv[3], verbosity: 0 }).promise, pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent();
  pages.push(items.map(item => item.str + (item.hasEOL ? "\\n" : "")).join(""));
}
process.stdout.write(JSON.stringify(pages));
"""


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


def by_pdfminer(path: Path) -> list[str]:
    return extract_text(path).split("\f")[:-1]


def by_pymupdf(path: Path) -> list[str]:
    with import_module("pymupdf").open(path) as pdf:
        return [page.get_text() for page in pdf]


def by_pdfjs(path: Path) -> list[str]:
    program = PDFJS / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"
    command = ["node", "--input-type=module", "-", program, path]
    done = subprocess.run(command, input=_PDFJS.encode(), capture_output=True, check=True)
    return list(json.loads(done.stdout))


def _printed(*command: str) -> Callable[[Path], list[str]]:
    """A program that prints pages parted by form feeds."""

    def read(path: Path) -> list[str]:
        done = subprocess.run([each if each != "FILE" else path for each in command], capture_output=True, check=True)
        return done.stdout.decode().split("\f")[:-1]

    return read


by_poppler = _printed("pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-")


def _installed() -> Iterator[str]:
    yield from ("pdfplumber", "pypdfium2", "pdfminer.six")
    if shutil.which("pdftotext"):
        yield "pdftotext"
    if shutil.which("mutool"):
        yield "mutool"
    if find_spec("pymupdf"):
        yield "PyMuPDF"
    if shutil.which("node") and (PDFJS / "node_modules" / "pdfjs-dist").is_dir():
        yield "pdf.js"


def _here(readers: dict[str, Callable[[Path], list[str]]]) -> dict[str, Callable[[Path], list[str]]]:
    there = set(_installed())
    return {name: read for name, read in readers.items() if name.split()[0] in there}


#: Those that keep the order of the content.
FLOWING = _here(
    {
        "pdfplumber use_text_flow": by_pdfplumber_flow,
        "pypdfium2": by_pdfium,
        "PyMuPDF": by_pymupdf,
        "pdftotext -raw": by_poppler,
        "mutool": _printed("mutool", "draw", "-q", "-F", "txt", "FILE"),
        "pdf.js": by_pdfjs,
    }
)
#: Those that sort lines by their places, across columns.
SORTING = _here(
    {
        "pdfplumber": by_pdfplumber,
        "pdfminer.six": by_pdfminer,
        "pdftotext": _printed("pdftotext", "-enc", "UTF-8", "FILE", "-"),
        "pdftotext -layout": _printed("pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-"),
    }
)
#: Those that are quick, or that most people use.
READERS = {"pdfplumber": by_pdfplumber, "pdfium": by_pdfium}
if "pdftotext -raw" in FLOWING:
    READERS["poppler"] = by_poppler


def lines(pages: list[str]) -> list[str]:
    """All lines without white space, empty ones left out."""
    return [bare(line) for page in pages for line in page.splitlines() if line.strip()]


@cache
def lines_as_set(path: Path) -> list[list[str]]:
    """The lines of each page as they were painted, without white space: characters that follow each other in the content
    on one baseline, without a gap that is wider than a space."""
    pages = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found: list[str] = []
            last = None
            for char in page.chars:
                goes_on = (
                    last is not None
                    and abs(char["matrix"][5] - last["matrix"][5]) < 0.1
                    and -0.3 < (char["x0"] - last["x1"]) / char["size"] < 0.4
                )
                if goes_on:
                    found[-1] += char["text"]
                else:
                    found.append(char["text"])
                last = char
            pages.append([line for line in map(bare, found) if line])
    return pages
