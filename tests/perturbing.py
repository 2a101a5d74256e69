"""Decks made hard to read: what stands on their pages is moved, taken away, or joined by what does not belong there.

The values stay what they are, so that the truth of the deck still says which reading is right; but after enough of it
nobody could tell. It is done to the Lines and Shapes of a deck, as read, and not to its PDF: that is quick, and it tries
just the part that ties values to labels.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dgreport.catalogue import Catalogue
from dgreport.extraction.glyphs import open_document
from dgreport.extraction.lines import lines_of
from dgreport.extraction.page import Box, Line, Page
from dgreport.extraction.reader import report_of
from dgreport.extraction.search import PageText
from dgreport.model import Report, Source
from dgreport.profile import load_profile

PROFILE = load_profile("dg-readiness-2560")


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
    return bool(re.fullmatch(r"\(?\s*(?:ร้อยละ\s*)?-?[\d,.]+\s*(?:%|หน่วยงาน|คน|บริการ|คะแนน)?\s*\)?", line.text.strip()))


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
    kept = [s for s in page.shapes if max(s.box[2] - s.box[0], s.box[3] - s.box[1]) > 20 and rng.random() > strength / 40]
    return replace(page, shapes=tuple(kept)), list(lines)


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
