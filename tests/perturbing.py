"""Decks made hard to read: what stands on their pages is moved, taken away, or joined by what does not belong there.

The values stay what they are, so that the truth of the deck still says which reading is right; but after enough of it
nobody could tell. It is done to the Lines and Shapes of a deck, as read, and not to its PDF: that is quick, and it tries
just the part that ties values to labels.

    cd tests && python -m perturbing      # prints the table of docs/confidence.md and writes it there
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from dgreport.catalogue import Catalogue
from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.page import Box, Line, Page
from dgreport.extraction.reading.reader import report_of
from dgreport.extraction.reading.search import PageText
from dgreport.model import Report, Source
from dgreport.profile import load_profile

PROFILE = load_profile("dg-readiness-2560")
DATA = Path(__file__).parent / "data"
DECKS = (
    DATA / "facsimiles" / "impress_mutated_s11.pdf",
    DATA / "facsimiles" / "canvas_mutated_s11.pdf",
    DATA / "decks" / "ledger_mutated_s23.pdf",
    DATA / "decks" / "poster_mutated_s41.pdf",
)
PAGE = Path(__file__).parents[1] / "docs" / "confidence.md"
MARKS = "<!-- table: made by `cd tests && python -m perturbing` -->\n", "<!-- end of the table -->\n"
STRENGTHS = (5.0, 12.0)


@dataclass(frozen=True)
class Sheets:
    """The pages of a deck and their Lines by page number."""

    source: Source
    pages: tuple[Page, ...]
    lines: Mapping[int, tuple[Line, ...]]

    def read(self) -> Report:
        texts = {number: PageText(lines) for number, lines in self.lines.items()}
        return report_of(PROFILE, self.source, self.pages, texts, Catalogue({}))


@cache
def sheets(path: Path) -> Sheets:
    """A deck as it is."""
    with open_document(path) as document:
        pages = tuple(document.pages(list(range(1, document.page_count + 1))))
    lines = {page.number: tuple(lines_of(page)) for page in pages}
    return Sheets(Source(file=path.name, sha256="0" * 64, pages=len(pages)), pages, lines)


Change = Callable[[random.Random, Page, Sequence[Line], float], tuple[Page, list[Line]]]


def moved(line: Line, dx: float, dy: float, page: Page) -> Line:
    """The line elsewhere on the page."""
    dx = min(max(dx, -line.box[0]), page.width - line.box[2])
    dy = min(max(dy, -line.box[1]), page.height - line.box[3])

    def at(box: Box) -> Box:
        return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy

    return replace(line, box=at(line.box), boxes=tuple(box and at(box) for box in line.boxes))


def is_value(line: Line) -> bool:
    """Whether the line is a number, with its unit at most."""
    unit = "%|หน่วยงาน|คน|บริการ|คะแนน"
    return bool(re.fullmatch(rf"\(?\s*(?:ร้อยละ\s*)?-?[\d,.]+\s*(?:{unit})?\s*\)?", line.text.strip()))


def shaken(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """Every line is a little off."""
    return page, [moved(line, rng.gauss(0, strength), rng.gauss(0, strength), page) for line in lines]


def values_away(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """Some values are drawn away from where the others of their kind stand."""
    return page, [
        moved(line, rng.gauss(0, 3 * strength), rng.gauss(0, 3 * strength), page)
        if is_value(line) and rng.random() < 0.2 else line
        for line in lines
    ]  # fmt: skip


def labels_away(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """The same with labels."""
    return page, [
        moved(line, rng.gauss(0, 3 * strength), rng.gauss(0, 3 * strength), page)
        if not is_value(line) and rng.random() < 0.2 else line
        for line in lines
    ]  # fmt: skip


def no_legend(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """The small shapes are gone, legends' keys among them, and some of the others."""
    large = [shape for shape in page.shapes if max(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]) > 20]
    kept = tuple(shape for shape in large if rng.random() > strength / 40)
    return replace(page, shapes=kept), list(lines)


def values_missing(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """Some values are not printed at all: there are fewer than are asked for."""
    return page, [line for line in lines if not is_value(line) or rng.random() > strength / 100]


def values_more(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """Some numbers are there that are no values: marks of axes, numbers of notes, sums."""
    added = [
        moved(line, rng.gauss(0, 100), rng.gauss(0, 100), page)
        for line in lines if is_value(line) and rng.random() < strength / 100
    ]  # fmt: skip
    return page, [*lines, *added]


def labels_missing(rng: random.Random, page: Page, lines: Sequence[Line], strength: float) -> tuple[Page, list[Line]]:
    """Some labels are not printed."""
    return page, [line for line in lines if is_value(line) or rng.random() > strength / 200]


CHANGES: tuple[Change, ...] = (
    shaken, values_away, labels_away, no_legend, values_missing, values_more, labels_missing,
)  # fmt: skip


def perturbed(of: Sheets, change: Change, seed: int, strength: float) -> Sheets:
    """The deck with one kind of change on every page; `strength` is in points, about half a line being 5."""
    rng = random.Random(f"{change.__name__} {seed}")
    changed = [change(rng, page, of.lines[page.number], strength) for page in of.pages]
    return Sheets(of.source, tuple(page for page, _ in changed), {page.number: tuple(lines) for page, lines in changed})


# --- how often each class of confidence is right

Tally = dict[tuple[str, float], list[int]]  #: (evidence, confidence) -> [right, all]


def tally(decks: Iterable[tuple[Path, Change, float]], part: slice = slice(None)) -> tuple[Tally, int]:
    """The classes of what is read on changed decks, and how many values are not read; `part` of the pages only."""
    counts: Tally = defaultdict(lambda: [0, 0])
    unread = 0
    for path, change, strength in decks:
        deck = sheets(path)
        some = Sheets(deck.source, deck.pages[part], {page.number: deck.lines[page.number] for page in deck.pages[part]})
        truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
        value = {record["id"]: record["value"] for record in truth["records"]}
        for finding in perturbed(some, change, 0, strength).read().findings:
            if finding.value is not None:
                counts[finding.evidence, finding.confidence][0] += finding.value == value[finding.id]
                counts[finding.evidence, finding.confidence][1] += 1
            elif finding.status == "unreadable":
                unread += 1
    return dict(counts), unread


def all_decks() -> list[tuple[Path, Change, float]]:
    return [(path, change, strength) for path in DECKS for change in CHANGES for strength in STRENGTHS]


def table(counts: Tally, unread: int) -> str:
    rows = ["| confidence | evidence | read | right | share |", "| ---: | --- | ---: | ---: | ---: |"]
    for (evidence, sure), (right, read) in sorted(counts.items(), key=lambda pair: -pair[0][1]):
        rows.append(f"| {sure:.2f} | {evidence} | {read:,} | {right:,} | {right / read:.1%} |")
    return "\n".join([*rows, f"| 0 | none | {unread:,} not read | | |"]) + "\n"


def main() -> None:
    made = table(*tally(all_decks()))
    print(made)
    start, end = MARKS
    before, _, rest = PAGE.read_text("utf-8").partition(start)
    PAGE.write_text(f"{before}{start}\n{made}\n{end}{rest.partition(end)[2]}", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
