"""Labels, counts and shares that stand in the same order in a text, each count with its share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from dgreport.extraction.plain.runs import is_share_piece, kind_of
from dgreport.extraction.plain.sheet import Sheet
from dgreport.extraction.reading.arithmetic import is_share
from dgreport.extraction.reading.demand import Demand, number_of
from dgreport.extraction.reading.search import Match


def settle_parallels(sheet: Sheet) -> None:
    groups = {id(demand.group): demand.group for demand in sheet.demands}
    for group in groups.values():
        of_group = [demand for demand in sheet.demands if demand.group is group and not demand.item.repeats]
        levels = dict.fromkeys(demand.level for demand in of_group)
        found = [[*_parallel(sheet, [each for each in of_group if each.level == level])] for level in levels]
        together = [ways for ways in product(*(ways for ways in found if ways)) if _are_apart(ways)]
        if len(together) != 1:
            continue
        for demand, matches in (entry for way in together[0] for entry in way.items()):
            for piece, match in matches.items():
                demand.fill(piece, match, sheet.text, "arithmetic")
                demand.open.remove(piece)
                sheet.taken |= match.positions


#: For each demand its pieces, count and share, and the numbers for them.
_Parallel = Mapping[Demand, Mapping[str, Match]]


def _are_apart(ways: Sequence[_Parallel]) -> bool:
    """Whether no number is used twice."""
    positions = [match.positions for way in ways for matches in way.values() for match in matches.values()]
    return sum(map(len, positions)) == len(frozenset().union(*positions))


def _parallel(sheet: Sheet, demands: Sequence[Demand]) -> Iterator[_Parallel]:
    """The ways in which counts and shares follow each other as the labels do."""
    base = sheet.base(demands[0])
    pieces = {tuple(sorted(demand.open, key=is_share_piece)) for demand in demands}
    if len(demands) < 2 or not base or len(pieces) != 1 or any(demand.label is None for demand in demands):
        return
    count, share = [*pieces.pop(), "", ""][:2]
    if not count or is_share_piece(count) or not is_share_piece(share):
        return
    ordered = sorted(demands, key=lambda demand: demand.label.spans[0] if demand.label else (0, 0, 0))
    if len({demand.label for demand in ordered}) < len(ordered):
        return
    counts, shares = _nearby(sheet, ordered, kind_of(count)), _nearby(sheet, ordered, kind_of(share))
    windows: Iterable[tuple[Sequence[Match], Sequence[Match]]]
    windows = product(_windows(sheet, counts, len(ordered)), _windows(sheet, shares, len(ordered)))
    rows = _column(sheet, counts, ordered[0].level)
    if len(rows) == len(ordered):
        # One line for each label, in columns: the shares may stand farther off, but in the same order.
        beside = _column(sheet, sheet.free(kind_of(share)), ordered[0].level)
        windows = ((rows, shares) for shares in combinations(beside, len(ordered)) if _is_before_or_after(rows, shares))
    for first, second in windows:
        pairs = [*zip(first, second, strict=True)]
        if all(is_share(number_of(one.filled[0].text), base, number_of(two.filled[0].text)) for one, two in pairs):
            yield {demand: {count: one, share: two} for demand, (one, two) in zip(ordered, pairs, strict=True)}


def _is_before_or_after(numbers: Sequence[Match], others: Sequence[Match]) -> bool:
    """Whether the numbers stand all before or all after the others: those of one line each say nothing of the order."""
    return numbers[-1].spans[0] < others[0].spans[0] or others[-1].spans[0] < numbers[0].spans[0]


def _windows(sheet: Sheet, values: Sequence[Match], size: int) -> Iterator[Sequence[Match]]:
    """The stretches of so many numbers that follow each other with nothing between."""
    for start in range(len(values) - size + 1):
        window = values[start : start + size]
        if all(sheet.words.is_next(one, other) for one, other in pairwise(window)):
            yield window


def _column(sheet: Sheet, values: Sequence[Match], level: str) -> list[Match]:
    """Of numbers that stand in lines of one for each level those of the level; none where they don't."""
    lines: dict[int, list[Match]] = defaultdict(list)
    for match in values:
        lines[match.spans[0][0]].append(match)
    levels = sheet.columns
    if level not in levels or any(len(line) != len(levels) for line in lines.values()):
        return []
    return [line[levels.index(level)] for line in lines.values()]


def _nearby(sheet: Sheet, demands: Sequence[Demand], kind: str) -> list[Match]:
    """The free numbers of a kind from which no other item's words part the labels."""
    labels = [demand.label for demand in demands if demand.label is not None]
    own = {demand.item.pieces[0] for demand in demands}
    own |= {part.strip() for part in (demands[0].group.heading or "").split("|")}
    start, stop = labels[0].spans[0][:2], (labels[-1].spans[-1][0], labels[-1].spans[-1][2])
    values = sheet.bare() if kind == "{}" else sheet.free(kind)
    near = []
    for match in values:
        place = match.spans[0][:2]
        between = sheet.words.between(min(place, start), max(place, stop))
        if all(words in own for words in between):
            near.append(match)
    return near
