"""Makes the PDFs, reads them with every tool that is installed, and writes the tables of docs/benchmarks.md.

    python benchmarks/thai_text_layer

What is not installed takes no part, and is named. From PyPI: fpdf2, weasyprint, typst, pangocairocffi, pypdf, FixThaiPDF,
PyMuPDF, docling-parse, markitdown[pdf] and kreuzberg. From Debian: chromium, ghostscript, libreoffice-writer-nogui,
mupdf-tools, nodejs, poppler-utils, texlive-latex-recommended, texlive-luatex and texlive-xetex. From npm, for PDFKit,
pdfmake, jsPDF, pdf-lib and PDF.js:

    npm --prefix benchmarks/thai_text_layer/npm install

`--keep DIR` keeps the PDFs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus
import readers
import shaped
from programs import WRITERS
from tools import OF_NPM, is_there, version_of

from dgreport import repair
from dgreport.accuracy.metrics import Errors, character_errors

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
FONTS = ROOT / "src" / "dgreport" / "rendering" / "fonts"
FONT = FONTS / "Sarabun-Regular.ttf"
MARKS = "<!-- thai_text_layer: made by `python benchmarks/thai_text_layer` -->\n", "<!-- end of thai_text_layer -->\n"
PAGES = [list(page) for page in corpus.PAGES]


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(what it is, PDF), real writers first."""
    made = [(name, writer) for name, (needed, writer) in WRITERS.items() if all(map(is_there, needed))]
    made += [(f"*{name}*", partial(shaped.write, damage=damage)) for name, damage in shaped.DAMAGES.items()]
    for number, (name, writer) in enumerate(made):
        path = folder / f"{number:02}.pdf"
        path.write_bytes(writer(PAGES, FONT))
        yield name, path


def errors(read: Sequence[str]) -> Errors:
    """The errors of the pages, or of the whole where a tool gives no pages."""
    truths = [corpus.truth(page) for page in PAGES]
    if len(read) == 1:
        return character_errors("".join(truths), read[0])
    pairs = zip_longest(truths, read[: len(truths)], fillvalue="")
    return sum((character_errors(truth, text) for truth, text in pairs), Errors())


def table(folder: Path) -> str:
    there = {name: reader for name, (needed, reader) in readers.READERS.items() if all(map(is_there, needed))}
    tools = there | {"dgreport --fonts": readers.dgreport_with_fonts(FONTS)}
    totals: dict[str, list[Errors]] = {name: [] for name in tools}
    rows = [f"| file | {' | '.join(tools)} |\n| --- |{' ---: |' * len(tools)}\n"]
    for name, path in files(folder):
        cells = []
        for tool, reader in tools.items():
            read = reader(path)
            found = errors(read)
            totals[tool].append(found)
            cells.append("refused" if not read else _percent(found.rate))
        rows.append(f"| {name} | {' | '.join(cells)} |\n")
    sums = {tool: sum(found, Errors()) for tool, found in totals.items()}
    exact = (str(sum(not each.count for each in found)) for found in totals.values())
    rows.append(f"| **exact, of {len(totals['dgreport'])}** | {' | '.join(exact)} |\n")
    rows.append(f"| **wrong spaces** | {' | '.join(_percent(found.space_rate) for found in sums.values())} |\n")
    rows.append(f"| **sara am lost** | {' | '.join(_percent(f.sara_am_lost / f.sara_am) for f in sums.values())} |\n")
    return "".join(rows)


def _percent(share: float) -> str:
    return "0" if not share else f"{share:.1%}"


def harm() -> str:
    """How many lines and words of correct text each repair of text changes."""
    from pythainlp.corpus import thai_words
    from pythainlp.util import normalize

    from dgreport.extraction.thai import is_legal

    lines = [line for page in PAGES for line in page]
    words = sorted(word for word in thai_words() if is_legal(word))
    rows = ["| repair of text | correct lines changed | words of the dictionary changed |\n| --- | ---: | ---: |\n"]
    menders = {"dgreport.repair": lambda text: repair(text).text, "pythainlp.util.normalize": normalize}
    if is_there("fixthaipdf"):
        from fixthaipdf import clean

        menders["fixthaipdf.clean"] = clean
    for name, mend in menders.items():
        changed = [sum(mend(text) != text for text in texts) for texts in (lines, words)]
        rows.append(f"| {name} | {changed[0]} of {len(lines)} | {changed[1]:,} of {len(words):,} |\n")
    return "".join(rows)


def versions() -> str:
    needed = dict.fromkeys(name for group in (WRITERS, readers.READERS) for names, _ in group.values() for name in names)
    told = [version_of(name) for name in needed if is_there(name)]
    missing = [name.removeprefix(OF_NPM) for name in needed if not is_there(name)]
    left_out = f" Not installed, so left out: {', '.join(missing)}." if missing else ""
    return (
        f"With {'; '.join(told)}.{left_out} markitdown and kreuzberg give the document as one text, which is compared as "
        "such. PyThaiNLP's normalize and FixThaiPDF are run over what pdftotext -raw reads.\n"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--keep", type=Path, metavar="DIR", help="where to keep the PDFs")
    keep = arguments.parse_args().keep
    with TemporaryDirectory() as folder:
        where = keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        made = f"{table(where)}\n{harm()}\n{versions()}"
    print(made)
    start, end = MARKS
    before, _, rest = PAGE.read_text("utf-8").partition(start)
    PAGE.write_text(f"{before}{start}\n{made}\n{end}{rest.partition(end)[2]}", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
