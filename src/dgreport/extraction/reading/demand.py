"""What is asked of a slide, and what was found: the seam between finding labels, giving values and putting together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dgreport.extraction.page import Box
from dgreport.extraction.reading.search import THAI_DIGITS, Match, PageText
from dgreport.model import Evidence
from dgreport.profile import HOLE, Group, Item

Position = tuple[int, int]  #: index of a Line, offset in its text


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as read: what is printed, where, and how it was tied to its label."""

    text: str  #: the number
    raw: str  #: the number with its unit
    box: Box
    evidence: Evidence
    margin: float = math.inf  #: how much better it is than the next best reading, in heights of a line
    rival: str = ""  #: the number of the next best reading; "" where there is none
    contradicted: bool = False  #: share, count and base don't agree


@dataclass(slots=True, eq=False)
class Demand:
    """One item at one level: what is asked of the page, and what was found."""

    group: Group
    item: Item
    level: str
    ends: Mapping[str, Decimal] = field(default_factory=dict)  #: hole -> the end of its unit's scale
    label: Match | None = None
    heading: Match | None = None  #: the printed heading of its group that is nearest to its label
    shared: bool = False  #: its label serves other levels too
    holes: dict[str, Reading] = field(default_factory=dict)
    unsettled: dict[str, Reading] = field(default_factory=dict)  #: holes for which two numbers are equally good
    rank: int | None = None
    name: str = ""  #: which of the item's names is printed with it
    open: list[str] = field(default_factory=list)  #: pieces not found yet

    @property
    def anchor(self) -> Box | None:
        return self.label.box if self.label else None

    @property
    def numbers(self) -> dict[str, Decimal]:
        """Hole -> value, of the holes that hold numbers."""
        return {name: number_of(reading.text) for name, reading in self.holes.items() if name != "month"}

    def takes(self, piece: str, match: Match) -> bool:
        """Whether the numbers of the match are within the scales of the piece's units."""
        pairs = zip(HOLE.findall(piece), match.filled, strict=True)
        return all(name not in self.ends or number_of(filled.text) <= self.ends[name] for name, filled in pairs)

    def fill(
        self,
        piece: str,
        match: Match,
        text: PageText,
        evidence: Evidence,
        margin: float = math.inf,
        rival: Match | None = None,
    ) -> None:
        """The numbers of a piece, as they stand in the match; `rival` is the next best match."""
        others = [filled.text for filled in rival.filled] if rival else [""] * len(match.filled)
        for name, filled in zip(HOLE.findall(piece), match.filled, strict=True):
            other = others[match.filled.index(filled)]
            if name == "rank":
                self.rank = int(number_of(filled.text))
            elif name:
                self.holes[name] = Reading(filled.text, raw_of(text, match), filled.box, evidence, margin, other)


def number_of(text: str) -> Decimal:
    """The value of a printed number, as precise as printed; thousands separators and Thai digits are understood."""
    return Decimal(text.translate(THAI_DIGITS).replace(",", ""))


def raw_of(text: PageText, match: Match) -> str:
    """The match as printed, Lines joined by a space."""
    return " ".join(text.lines[line].text[start:end] for line, start, end in match.spans)


def names(piece: str) -> bool:
    """Whether a piece begins with words; "{count} กรม" is a value without a name of its own."""
    hole = HOLE.match(piece)
    return hole is None or hole[1] == "rank"


def cell_hole(group: Group, piece: str) -> str | None:
    """The hole of a piece that stands in a column of the group's table, None where the piece stands in none."""
    return next((name for name in HOLE.findall(piece) if name in group.columns), None)


def label_words(demand: Demand) -> str:
    """The words that name the item: its first piece, or the heading of its group; "" where there are none."""
    first = demand.open[0] if demand.open else demand.item.pieces[0]
    return first if names(first) else heading_words(demand.group)


def heading_words(group: Group) -> str:
    """The first part of a group's printed heading; "" where it has none."""
    return (group.heading or "").split("|")[0].strip()


def split(piece: str) -> tuple[str, str] | None:
    """A piece that holds a value after its words, as words and value: a design may set them apart though they are
    written in one go. None where there is nothing to split."""
    hole = next((hole for hole in HOLE.finditer(piece) if hole[1] != "rank"), None)
    if hole is None or not names(piece):
        return None
    words = piece[: hole.start()].rstrip()
    value = piece[hole.start() :]
    if words.endswith("("):
        words, value = words[:-1].rstrip(), "(" + value
    return (words, value) if HOLE.sub("", words).strip(" .") else None
