"""One slide, read: which printed number is which finding.

The words of the profile are found first (`labels`), and with them the numbers printed inside them; then the numbers
that stand apart from their words are given out (`tables`, `values`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dgreport.extraction.page import Page
from dgreport.extraction.reading.arithmetic import Arithmetic
from dgreport.extraction.reading.demand import Demand, Position, number_of
from dgreport.extraction.reading.labels import find_words, give_headings, give_labels, lend_labels, read_label
from dgreport.extraction.reading.parting import regions_of
from dgreport.extraction.reading.placing import give_names
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import Match, PageText
from dgreport.extraction.reading.tables import give_cells
from dgreport.extraction.reading.values import give_values
from dgreport.profile import HOLE, Profile, Slide, levels_of


@dataclass(frozen=True, slots=True)
class SlideReading:
    demands: tuple[Demand, ...]
    bases: Mapping[str, Decimal]  #: level -> n of its column's head
    regions: Regions
    used: frozenset[Position]


def read_slide(
    profile: Profile, slide: Slide, page: Page, text: PageText, skip: Iterable[int], known: Mapping[str, Decimal]
) -> SlideReading:
    """Everything the slide's items ask for, as far as the page gives it.

    `skip` are the indices of Lines that hold only a page number. `known` are values of other slides by finding id, to
    check shares against; it may be empty.
    """
    used: set[Position] = {(index, offset) for index in skip for offset in range(len(text.lines[index].text))}
    heads: dict[str, Match] = {}
    bases: dict[str, Decimal] = {}
    for level, head in slide.columns.items():
        if matches := text.find(head, used):
            # A head may be named in the title too ("… ปี 2564 ถึง 2566"): what stands by itself is the head.
            heads[level] = own = min(matches, key=lambda match: (not match.alone, not match.whole))
            used |= own.positions
            if n := own.hole("n"):
                bases[level] = number_of(n.text)
    demands = [
        Demand(group, item, level, profile.ends(item), open=[*item.pieces])
        for group in slide.groups
        for item in group.items
        for level in levels_of(slide, group, item)
    ]
    regions = regions_of(heads, page, demands, text, used)
    for demand in demands:
        # The head of a column may be a label too, and its n a finding.
        words = HOLE.sub("{}", slide.columns.get(demand.level, ""))
        if demand.level in heads and words == HOLE.sub("{}", demand.open[0]):
            demand.label = heads[demand.level]
    occurrences = find_words(slide, demands, text, used)
    give_labels(demands, occurrences, regions)
    lend_labels(demands)
    give_headings(demands, occurrences)
    for demand in demands:
        read_label(demand, text, regions, used)
    give_names(demands, occurrences, page)
    give_cells(demands, occurrences, text, regions, used)
    give_values(demands, page, text, regions, used, Arithmetic(bases, known))
    if set(heads) < set(slide.columns) or (len(heads) > 1 and not regions.are_there):
        # What a head says itself is its level's.
        _take_back(
            demand
            for demand in demands
            if demand.level in slide.columns and (demand.label is None or demand.label is not heads.get(demand.level))
        )
    return SlideReading(tuple(demands), bases, regions, frozenset(used))


def _take_back(demands: Iterable[Demand]) -> None:
    """Without heads that part the page only order tells the levels apart, which differs from design to design."""
    of_several: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        of_several[demand.item.indicator].append(demand)
    for same in of_several.values():
        if len({demand.level for demand in same}) > 1:
            for demand in same:
                demand.unsettled.update(demand.holes)
                demand.holes.clear()
                demand.rank = None
