"""The report of the 2560 source, and a dictionary in every weight, as the readers that are installed read them back.

    cd tests && python -m reading_back      # writes the table of docs/accessibility.md

With npm's pdfjs-dist in DGREPORT_TEST_PDFJS (the folder over its node_modules), PyMuPDF in the environment, and mutool
and pdftotext on the path it measures all of them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import dgreport
from dgreport.model import Bilingual, Report
from dgreport.rendering import figures
from dgreport.rendering.charts import lay_out
from dgreport.rendering.charts.marks import Text
from dgreport.rendering.document import Figure, Heading
from dgreport.rendering.outline import outline
from dgreport.rendering.typeset.typefaces import FONT_NAMES
from documents import texts
from readback import FLOWING, PDFJS, SORTING, bare, lines, lines_as_set
from test_typefaces import CLUSTERS, words_and_clusters, write_lines

PAGE = Path(__file__).parents[1] / "docs" / "accessibility.md"
MARKS = "<!-- table: made by `cd tests && python -m reading_back` -->\n", "<!-- end of the table -->\n"


def _by_compact(said: Iterator[str]) -> dict[str, str]:
    """Texts by what is left of them without white space and capitals, with which headings begin."""
    return {compact: text for text in said if (compact := bare(text).casefold())}


def _both(said: Iterator[Bilingual | None]) -> Iterator[str]:
    return (text for each in said if each is not None for text in (each.th, each.en) if text)


def of_model(report: Report) -> dict[str, str]:
    """Everything that the model says in either language."""
    told: Iterator[Bilingual | None] = chain(
        [report.title],
        (level.name for level in report.levels),
        (section.title for section in report.sections),
        (group.title for group in report.groups),
        (statement.text for statement in report.statements),
        (issue.message for issue in report.issues),
        (finding.category for finding in report.findings),
    )
    return _by_compact(_both(told))


def of_document(report: Report, headings: bool = False) -> dict[str, str]:
    """Everything that is set of it: headings, contents, paragraphs, cells, captions, and the labels in figures, each as
    it was cut into lines. With `headings` those alone."""
    document = outline(report)
    if headings:
        return _by_compact(_both(block.text for block in document.blocks if isinstance(block, Heading)))
    drawn = (block.spec for block in document.blocks if isinstance(block, Figure))
    marks = (mark for spec in drawn for mark in lay_out(spec, "both", figures.measure).marks)
    return _by_compact(chain(_both(texts(document)), (mark.text for mark in marks if isinstance(mark, Text))))


def versions() -> dict[str, str]:
    found = {}
    for reader in (*FLOWING, *SORTING):
        name = reader.split()[0]
        if name in ("pdftotext", "mutool"):
            told = subprocess.run([name, "-v"], capture_output=True, text=True, check=False)
            found[name] = re.findall(r"\d+[.\d]*", told.stdout + told.stderr)[0]
        elif name == "pdf.js":
            package = (PDFJS / "node_modules" / "pdfjs-dist" / "package.json").read_text("utf-8")
            found[name] = re.findall(r'"version": "([^"]+)"', package)[0]
        else:
            found[name] = version(name)
    return found


def table(folder: Path) -> Iterator[str]:
    """The rows of the table. `folder` is for the files that are read."""
    report = dgreport.extract(PAGE.parents[1] / "source_pdfs" / "dg-readiness-2560.pdf")
    path = folder / "report.pdf"
    dgreport.render(report, path)
    strings = of_model(report) | of_document(report)
    set_lines = lines_as_set(path)
    words, clusters = words_and_clusters()
    weights = [folder / f"{font}.pdf" for font in FONT_NAMES]
    for font, file in zip(FONT_NAMES, weights, strict=True):
        write_lines(file, words + clusters, font)
    known = versions()
    yield (
        f"| reader | version | of {len(strings):,} strings | of {sum(map(len, set_lines)):,} lines | "
        f"of {len(words):,} words and {len(CLUSTERS):,} clusters in {len(weights)} weights |"
    )
    yield "| --- | --- | ---: | ---: | ---: |"
    for reader, read in (FLOWING | SORTING).items():
        pages = read(path)
        flat = bare("".join(pages)).casefold()
        whole = f"{sum(compact in flat for compact in strings):,}" if reader in FLOWING else "–"
        right = sum(found(read(file), words, clusters) for file in weights) / len(weights)
        share = "all" if right == 1 else f"{right:.2%}"
        yield f"| {reader} | {known[reader.split()[0]]} | {whole} | {as_set(pages, set_lines):,} | {share} |"


def as_set(pages: list[str], wanted: list[list[str]]) -> int:
    """How many lines stand whole in a line of what was read of their page."""
    count = 0
    for page, painted in zip(pages, wanted, strict=True):
        read = [bare(line) for line in page.splitlines()]
        count += sum(any(line in each for each in read) for line in painted)
    return count


def found(pages: list[str], words: list[str], clusters: list[str]) -> float:
    """The share of the lines that were read back exactly, in their order."""
    wanted = [bare(line) for line in words + clusters]
    read = lines(pages)
    return sum(mine == its for mine, its in zip(read, wanted, strict=False)) / len(wanted)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = "\n".join(table(Path(folder)))
    print(rows)
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    PAGE.write_text(f"{before}{MARKS[0]}\n{rows}\n\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
