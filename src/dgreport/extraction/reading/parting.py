"""By what a slide's levels are parted: by the places of their heads, or by colours, the heads being a legend.

A head in a cell of its colour may be either, and so may one that is printed in a colour. What decides is which parting
gives each level the values that it wants. Where the places of the heads give one level what the others lack, they don't
part the page at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from dgreport.extraction.page import Page
from dgreport.extraction.reading.candidates import values_of_kind
from dgreport.extraction.reading.demand import Demand, Position, names, split
from dgreport.extraction.reading.inks import Inks
from dgreport.extraction.reading.labels import in_one_go
from dgreport.extraction.reading.legends import LevelColours
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import Match, PageText
from dgreport.profile import HOLE

#: Of the values that are printed often enough for all levels, the part that levels may lack. On designs whose heads part
#: the page it is a quarter at most, for values that stand astray; on others at least two fifths.
_MOST_LACKING = 1 / 3


def regions_of(
    heads: Mapping[str, Match],
    page: Page,
    demands: Sequence[Demand],
    text: PageText,
    used: Collection[Position],
) -> Regions:
    """The regions of the heads; by the colours of their cells, or of their ink, where the levels then have more of what
    they want.

    None where neither parts the page.
    """
    shapes, inks = page.shapes, Inks(page)
    regions = Regions.of(heads, shapes, inks)
    if regions.colours or not regions.are_there:
        return regions
    wanted = Counter(
        (HOLE.sub("{}", piece), demand.level)
        for demand in demands
        if demand.level in heads
        for piece in demand.item.pieces
        if HOLE.search(piece)
    )
    printed = _printed(wanted, text, set(used))
    for colours in (LevelColours.of_cells(heads, shapes, inks), LevelColours.of_inks(heads, shapes, inks)):
        legend = Regions(heads, {}, colours)
        if colours is not None and _lacking(legend, printed) < _lacking(regions, printed):
            return legend
    enough = [(levels, matches) for levels, matches in printed if len(matches) >= levels.total()]
    most = _MOST_LACKING * sum(levels.total() for levels, _ in enough)
    return Regions(heads) if _lacking(regions, enough) > most else regions


def _printed(
    wanted: Mapping[tuple[str, str], int], text: PageText, taken: set[Position]
) -> list[tuple[Counter[str], list[Match]]]:
    """For each kind of values, the most telling first, how many each level wants, and where they stand.

    Values that follow words are looked for with these, or without where a design sets them apart.
    """
    of_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for (kind, level), number in wanted.items():
        of_kind[kind][level] += number
    printed = []
    while of_kind:
        kind = min(of_kind, key=lambda kind: (-len("".join(kind.split())), kind))
        levels = of_kind.pop(kind)
        if names(kind):
            matches = in_one_go(kind, text.find(kind, taken))
            if len(matches) < levels.total():
                _, value = split(kind) or ("", "{}")
                if value != "{}":
                    of_kind[value] += levels
                continue
        else:
            matches = values_of_kind(kind, text, taken, levels.total())
        printed.append((levels, matches))
        taken |= {position for match in matches for position in match.positions}
    return printed


def _lacking(regions: Regions, printed: Sequence[tuple[Counter[str], Sequence[Match]]]) -> int:
    """How many values the levels lack in all, if they have those in their regions."""
    return sum(
        (levels - Counter(level for match in matches if (level := regions.level_of(match.box)))).total()
        for levels, matches in printed
    )
