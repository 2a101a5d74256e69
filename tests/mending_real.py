"""The real files, mended, as the readers that are installed read them before and after.

    cd tests && python -m mending_real       # writes the second table of docs/repair.md

needs the real files in DGREPORT_TEST_DATA or ../shared/data. Their text is taken to be what `dgreport text` reads, which
was compared with the pages by eye where test_real_pages.py has them. Readers order the parts of such pages each in its
own way, so what is compared is how often a page has each letter with its signs.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dgreport.accuracy.metrics import ZERO_WIDTH
from dgreport.errors import NoTextLayer
from dgreport.extraction import thai
from dgreport.extraction.layout.text import read_text
from dgreport.mend import mend_pdf
from mending import PAGE, READERS, SHARED, installed, pictures

MARKS = "<!-- real files: made by `cd tests && python -m mending_real` -->\n", "<!-- end of the real files -->\n"
RESOLUTIONS = (72, 150, 300)
#: PDFium's own sign for a hyphen at the end of a line.
_HYPHEN = "\ufffe"


@dataclass(frozen=True)
class Measured:
    """How many clusters of each page a reader has wrong, missing or too many, before and after."""

    before: Sequence[int]
    after: Sequence[int]

    @property
    def worse(self) -> list[int]:
        return [number for number, pair in enumerate(zip(self.before, self.after, strict=True), 1) if pair[1] > pair[0]]


def clusters(text: str) -> Counter[str]:
    """The letters of a text, each with its signs, and how often they come; white space is left out."""
    found: list[str] = []
    for char in text.replace(_HYPHEN, "-"):
        if char.isspace() or char in ZERO_WIDTH:
            continue
        if found and (thai.is_mark(char) or char == thai.SARA_AM):
            found[-1] += char
        else:
            found.append(char)
    return Counter(found)


def wrong(path: Path, reader: str, truth: Sequence[str]) -> list[int]:
    pages = [*READERS[reader](path), *[""] * len(truth)][: len(truth)]
    return [
        sum(((wanted := clusters(right)) - (read := clusters(page))).values()) + sum((read - wanted).values())
        for right, page in zip(truth, pages, strict=True)
    ]


def measure(source: Path, folder: Path, readers: Sequence[str]) -> tuple[dict[str, Measured], bool] | None:
    """Each reader before and after, and whether the pages look the same; None where nothing is mended."""
    target = folder / source.name
    try:
        if mend_pdf(source, target, break_signature=True).path is None:
            return None
        truth = read_text(source).split("\f")
    except NoTextLayer:
        return None
    found = {reader: Measured(*(wrong(path, reader, truth) for path in (source, target))) for reader in readers}
    return found, all(pictures(source, dpi) == pictures(target, dpi) for dpi in RESOLUTIONS)


def table(results: Mapping[str, Mapping[str, Measured]]) -> Iterator[str]:
    readers = list(installed())
    yield f"| file | pages | {' | '.join(readers)} |\n| --- | ---: |{' ---: |' * len(readers)}\n"
    for name, found in results.items():
        cells = (f"{sum(found[reader].before):,} → {sum(found[reader].after):,}" for reader in readers)
        yield f"| {name} | {len(found[readers[0]].before)} | {' | '.join(cells)} |\n"
    for title, better in (("pages read better", True), ("pages read worse", False)):
        counts = (
            sum(a < b if better else a > b
                for found in results.values() for b, a in zip(found[reader].before, found[reader].after, strict=True))
            for reader in readers
        )  # fmt: skip
        yield f"| **{title}** | | {' | '.join(map(str, counts))} |\n"


if __name__ == "__main__":
    paths = sorted((SHARED / "real").glob("*.pdf"))
    if not paths:
        raise SystemExit("needs the real files in DGREPORT_TEST_DATA or ../shared/data")
    results: dict[str, Mapping[str, Measured]] = {}
    differing = []
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            measured = measure(path, Path(folder), list(installed()))
            if measured:
                results[path.stem], same = measured
                if not same:
                    differing.append(path.stem)
            told = {reader: each.worse for reader, each in results.get(path.stem, {}).items() if each.worse}
            print(path.stem, "mended" if measured else "not", told or "", file=sys.stderr, flush=True)
    made = (
        f"{len(paths)} real files: {len(results)} mended, the others with nothing to mend but one of pictures alone. "
        f"{len(results) - len(differing)} look the same to the pixel at {', '.join(map(str, RESOLUTIONS))} dots per inch.\n\n"
        + "".join(table(results))
    )
    page = PAGE.read_text(encoding="utf-8")
    start, end = page.index(MARKS[0]) + len(MARKS[0]), page.index(MARKS[1])
    PAGE.write_text(page[:start] + "\n" + made + "\n" + page[end:], encoding="utf-8", newline="\n")
    print(made, "differing:", differing)
