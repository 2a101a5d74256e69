"""What the slides say, as data: texts with holes for their numbers, and which text belongs to which.

A text holds `{id}` where a record's number is printed, with `@` for the level in texts that both levels share, `{page}`
for the printed page number, `{text.…}` for the one text that changes with the numbers. A design decides where all this
stands; every text is set exactly once. `lines` gives the same slides as plain lines in the order of the published text:
the truth that a design is checked against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .numbers import LEVELS

HOLE = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True)
class Pair:
    """A count and its percentage."""

    count: str
    percent: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Value:
    """One figure with its unit, and lesser ones under it."""

    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Items:
    """Short texts, each with a figure: a ranking, answers. `cards`: short enough to stand side by side."""

    items: tuple[tuple[str, str], ...]
    cards: bool = False


@dataclass(frozen=True)
class Mark:
    """A value of a chart (a bare number), and what it stands for: an entry of the legend or a caption at the mark."""

    value: str
    text: str


@dataclass(frozen=True)
class Chart:
    """Marks drawn to scale. `legend`: the texts are a legend, otherwise captions, from the greatest to the least."""

    marks: tuple[Mark, ...]
    unit: str | None = None
    legend: bool = True
    ends: tuple[str, str] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Said:
    """Texts without figures."""

    texts: tuple[str, ...]


Cell = Pair | Value | Items | Chart | Said


@dataclass(frozen=True)
class Row:
    """A question and the answers of each level, or (`both`) of all agencies together."""

    label: str
    cells: Mapping[str, Cell]
    both: Cell | None = None


@dataclass(frozen=True)
class Bar:
    """A row of a group: its percentage is drawn, its count stands beside it."""

    label: str
    percent: str
    count: str


@dataclass(frozen=True)
class Group:
    """Bars under one heading; `reasons` are texts under the last bar."""

    label: str | None
    bars: tuple[Bar, ...]
    levels: tuple[str, ...] = LEVELS
    unit: str = "(%)"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading over the rows that follow."""

    label: str


@dataclass(frozen=True)
class Table:
    """A slide with a column for each level. `unsurveyed` fills the province column where it says nothing else."""

    title: str
    heads: Mapping[str, str]
    rows: tuple[Row | Group | Heading, ...]
    notes: tuple[str, ...]
    topic: str | None = None
    unsurveyed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """A page of shapes without text."""


@dataclass(frozen=True)
class Divider:
    """A page that opens a part."""

    title: str


@dataclass(frozen=True)
class Response:
    """Who answered: the agencies of each level, those that answered, and both together."""

    title: str
    intro: str
    levels: tuple[tuple[str, str, str, str, str], ...]
    total: tuple[str, str, str, str]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Missions:
    """Agencies by mission and by the kind of service; of the missions only one has its percentage printed."""

    title: str
    unit: str
    missions: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Scores:
    """The pillars' scores of a level, the highest and the lowest."""

    title: str
    overall: str
    n: str | None
    pillars: tuple[tuple[str, str], ...]
    extremes: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Panels:
    """The sub-indicators of each pillar."""

    title: str
    panels: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Services:
    """The services of one level's agencies: totals, three splits of the electronic ones, six facts."""

    title: str
    level: str
    have: str
    totals: tuple[tuple[str, str], ...]
    electronic: tuple[str, str, str]
    splits: tuple[tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]], ...]
    facts: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """Recommendations under the pillars' names."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


Content = Table | Cover | Divider | Response | Missions | Scores | Panels | Services | Advice


@dataclass(frozen=True)
class Slide:
    """A slide by its number in the report; `numbered` slides print their page number."""

    number: int
    content: Content
    numbered: bool = False


def at(value: Any, level: str) -> Any:
    """The same with `@` in its texts replaced by the level."""
    if isinstance(value, str):
        return value.replace("@", level)
    if isinstance(value, tuple):
        return tuple(at(part, level) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: at(getattr(value, f.name), level) for f in fields(value)})
    return value


def texts(value: Any) -> Iterator[str]:
    """Every text in a piece of content, in no particular order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Group):
        yield from (bar.label for bar in value.bars)
        yield value.label or ""
        for level in value.levels:
            yield from texts(at(tuple((bar.percent, bar.count) for bar in value.bars), level))
            yield from (value.unit, *value.reasons)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for f in fields(value):
            yield from texts(getattr(value, f.name))


@cache
def lines() -> dict[int, tuple[str, ...]]:
    """The lines of each slide by its number, with holes, in the order of the published text."""
    found: dict[int, tuple[str, ...]] = {}
    for part in (Path(__file__).parent / "slides.txt").read_text("utf-8").split("# ")[1:]:
        number, *rest = part.splitlines()
        found[int(number)] = tuple(rest)
    return found
