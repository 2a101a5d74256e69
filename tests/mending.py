"""Every PDF of known text, mended, as the readers that are installed read it before and after.

    cd tests && python -m mending       # writes golden/mended.json and the table of docs/repair.md

needs the whole matrix in DGREPORT_TEST_DATA or ../shared/data. The pages judged are those of prose, word lists, a table
and justified paragraphs, by characters without white space; that no reader reads worse is judged on all six pages.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
from pdfminer.high_level import extract_text

from dgreport.accuracy.metrics import ZERO_WIDTH, character_errors
from dgreport.errors import NoTextLayer
from dgreport.extraction.layout.text import read_text
from dgreport.mend import mend_pdf

HERE = Path(__file__).parent
KEPT = HERE / "data" / "matrix" / "pdf"
SHARED = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data"))
GOLDEN = HERE / "golden" / "mended.json"
PAGE = HERE.parent / "docs" / "repair.md"
MARKS = "<!-- table: made by `cd tests && python -m mending` -->\n", "<!-- end of the table -->\n"
JUDGED = (0, 1, 2, 4)
TRUTH = [(HERE / "data" / "matrix-truth" / f"p{page}.txt").read_text(encoding="utf-8") for page in range(1, 7)]
#: Dots per inch at which the pages are compared.
RESOLUTIONS = (72, 96, 100, 144, 150, 200, 300)

#: Why a reader does not read a mended file exactly.
REASONS = {
    "order": "all letters are there and only there, in another order: the reader goes by the order of drawing, and lines "
    "were drawn in another; or it orders letters by their places, by rules of its own",
    "actualtext": "the reader knows no ActualText, which alone says that letters are drawn twice, that signs are drawn "
    "apart from their letters, or, where a change of font would move a pixel, what a sign is part of",
    "parts": "a sign is drawn in another part of the content (marked content of its own) than its letter, so that no span "
    "can hold both",
}


# Readers -------------------------------------------------------------------------------------------------------------


def _output(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)  # warnings too end with 1
    return done.stdout.decode("utf-8", "replace").split("\f")


def _pypdfium2(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def _pdfplumber(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


READERS: dict[str, Callable[[Path], list[str]]] = {
    "pdftotext -raw": lambda path: _output("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"),
    "pypdfium2": _pypdfium2,
    "mutool": lambda path: _output("mutool", "draw", "-q", "-F", "txt", str(path)),
    "pdfplumber": _pdfplumber,
    "pdfminer.six": lambda path: extract_text(str(path)).split("\f"),
}


@cache
def installed() -> Mapping[str, str]:
    """The readers that are here, with their versions."""
    found = {}
    for reader in READERS:
        program = reader.split()[0]
        if program in ("pdftotext", "mutool"):
            if shutil.which(program):
                told = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
                found[reader] = re.findall(r"\d+[.\d]*", told.stdout + told.stderr)[0]
        else:
            found[reader] = version(program)
    return found


@cache
def knows_actual_text(reader: str) -> bool:
    """True where the reader believes a span that says b over a glyph that is an a."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "probe.pdf"
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=(200, 200))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = b"BT /F1 12 Tf 20 100 Td (b) Tj /Span<</ActualText(b)>>BDC (a) Tj EMC ET"
        page.Contents = pdf.make_stream(shown)
        pdf.save(path)
        return "a" not in READERS[reader](path)[0]


# Measuring -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """What one reader reads of a file: errors by page, and whether the judged pages have just the letters they should."""

    errors: tuple[int, ...]
    has_all: bool

    @property
    def judged(self) -> int:
        return sum(self.errors[page] for page in JUDGED)


@dataclass(frozen=True)
class Measured:
    """One file before and after."""

    name: str
    outcome: str  #: mended, nothing to mend, unreadable
    is_read: bool  #: exactly, by `dgreport text`
    before: Mapping[str, Heard]
    after: Mapping[str, Heard]
    looks_same: bool

    def worse(self) -> list[str]:
        return [
            reader
            for reader, heard in self.after.items()
            if any(now > then for now, then in zip(heard.errors, self.before[reader].errors, strict=True))
        ]

    def reason(self, reader: str) -> str:
        if self.after[reader].has_all:
            return "order"
        return "parts" if knows_actual_text(reader) else "actualtext"


def _letters(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in ZERO_WIDTH)


def heard(path: Path, readers: Iterable[str]) -> dict[str, Heard]:
    found = {}
    for reader in readers:
        pages = [*READERS[reader](path), *[""] * len(TRUTH)][: len(TRUTH)]
        errors = tuple(character_errors(*pair).count for pair in zip(TRUTH, pages, strict=True))
        has_all = all(Counter(_letters(TRUTH[page])) == Counter(_letters(pages[page])) for page in JUDGED)
        found[reader] = Heard(errors, has_all)
    return found


def pictures(path: Path, resolution: float) -> list[bytes]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [bytes(page.render(scale=resolution / 72).buffer) for page in pdf]


def measure(path: Path, folder: Path, readers: Sequence[str], resolutions: Sequence[int] = RESOLUTIONS) -> Measured:
    """Mends a file into a folder and reads it before and after."""
    target = folder / path.name
    before = heard(path, readers)
    try:
        outcome = "mended" if mend_pdf(path, target).path else "nothing to mend"
        pages = read_text(path).split("\f")
        is_read = not any(character_errors(TRUTH[page], pages[page]).count for page in JUDGED)
    except NoTextLayer:
        outcome, is_read = "unreadable", False
    if outcome != "mended":
        return Measured(path.stem, outcome, is_read, before, before, True)
    same = all(pictures(path, resolution) == pictures(target, resolution) for resolution in resolutions)
    return Measured(path.stem, outcome, is_read, before, heard(target, readers), same)


# What is written -----------------------------------------------------------------------------------------------------


def golden(measured: Iterable[Measured]) -> dict[str, object]:
    """The files that dgreport reads exactly and another reader, after repair, does not: its errors, and why."""
    files = {
        each.name: {
            reader: {"errors": result.judged, "before": each.before[reader].judged, "reason": each.reason(reader)}
            for reader, result in each.after.items()
            if result.judged
        }
        for each in measured
        if each.is_read
    }
    used = {entry["reason"] for readers in files.values() for entry in readers.values()}
    return {
        "readers": dict(installed()),
        "reasons": {name: text for name, text in REASONS.items() if name in used},
        "files": {name: readers for name, readers in sorted(files.items()) if readers},
    }


def table(measured: Sequence[Measured]) -> str:
    outcomes = Counter(each.outcome for each in measured)
    same = sum(each.looks_same for each in measured if each.outcome == "mended")
    both = ("pdftotext -raw", "pypdfium2")
    exact = sum(all(each.after[reader].judged == 0 for reader in both) for each in measured)
    rows = ["| reader | knows ActualText | exact before | exact after | read better | read worse |"]
    rows.append("| --- | --- | ---: | ---: | ---: | ---: |")
    for reader, number in installed().items():
        then = [each.before[reader].judged for each in measured]
        now = [each.after[reader].judged for each in measured]
        better = sum(a < b for a, b in zip(now, then, strict=True))
        worse = sum(reader in each.worse() for each in measured)
        knows = "yes" if knows_actual_text(reader) else "no"
        rows.append(f"| {reader} {number} | {knows} | {then.count(0)} | {now.count(0)} | {better} | {worse} |")
    return (
        f"{len(measured)} files: {outcomes['mended']} mended, {outcomes['nothing to mend']} with nothing to mend, "
        f"{outcomes['unreadable']} refused because their characters can't be told. Of those mended, {same} look the "
        f"same to the pixel at {', '.join(map(str, RESOLUTIONS))} dots per inch. Exact in both pdftotext and PDFium: "
        f"{exact}.\n\n" + "\n".join(rows) + "\n"
    )


if __name__ == "__main__":
    paths = sorted((SHARED / "matrix" / "pdf").glob("*.pdf"))
    if not paths:
        raise SystemExit("needs the matrix in DGREPORT_TEST_DATA or ../shared/data")
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for path in paths:
            results.append(measure(path, Path(folder), list(installed())))
            print(path.stem, results[-1].outcome, file=sys.stderr, flush=True)
    GOLDEN.write_text(json.dumps(golden(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    page = PAGE.read_text(encoding="utf-8")
    start, end = page.index(MARKS[0]) + len(MARKS[0]), page.index(MARKS[1])
    PAGE.write_text(page[:start] + "\n" + table(results) + "\n" + page[end:], encoding="utf-8", newline="\n")
    print(table(results))
    print("worse:", {each.name: each.worse() for each in results if each.worse()})
    print(Counter((reader, each.reason(reader)) for each in results if each.is_read
                  for reader, result in each.after.items() if result.judged))  # fmt: skip
