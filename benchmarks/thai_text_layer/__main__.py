"""Makes the PDFs, reads them with every tool that is installed, and writes the tables of docs/benchmarks.md.

    python benchmarks/thai_text_layer

More writers and readers take part where they are installed: fpdf2, weasyprint, typst, pypdf, FixThaiPDF and PyMuPDF
from PyPI;
chromium, ghostscript, poppler-utils and mupdf-tools from Debian. `--keep DIR` keeps the PDFs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus
import readers
import shaped
import writers

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
    made = [(name, writer) for name, (needed, writer) in writers.WRITERS.items() if writers.is_there(needed)]
    made += [(f"*{name}*", partial(shaped.write, damage=damage)) for name, damage in shaped.DAMAGES.items()]
    for number, (name, writer) in enumerate(made):
        path = folder / f"{number:02}.pdf"
        path.write_bytes(writer(PAGES, FONT))
        yield name, path


def errors(read: Sequence[str]) -> Errors:
    total = Errors()
    for number, page in enumerate(PAGES):
        total += character_errors(corpus.truth(page), read[number] if number < len(read) else "")
    return total


def table(folder: Path) -> str:
    tools = readers.there() | {"dgreport --fonts": readers.dgreport_with_fonts(FONTS)}
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
    if writers.is_there("fixthaipdf"):
        from fixthaipdf import clean

        menders["fixthaipdf.clean"] = clean
    for name, mend in menders.items():
        changed = [sum(mend(text) != text for text in texts) for texts in (lines, words)]
        rows.append(f"| {name} | {changed[0]} of {len(lines)} | {changed[1]:,} of {len(words):,} |\n")
    return "".join(rows)


def versions() -> str:
    needed = [name for group in (writers.WRITERS, readers.READERS) for name, _ in group.values()]
    wanted = dict.fromkeys([*needed, "gs", "pythainlp"])
    told = [writers.version_of(name) for name in wanted if writers.is_there(name)]
    return f"With {'; '.join(told)}. PyThaiNLP's normalize and FixThaiPDF are run over what pdftotext -raw reads.\n"


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
