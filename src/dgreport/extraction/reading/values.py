"""The numbers that stand apart from their words, given out kind by kind.

A kind is what a value looks like: "… หน่วยงาน", "… %", a bare number. Where several ways of giving a kind's values
out are open, arithmetic decides, and it confirms or doubts the result.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from dgreport.extraction.page import Page
from dgreport.extraction.reading.arithmetic import Arithmetic, disorder
from dgreport.extraction.reading.assign import FORBIDDEN, Assignment, solve
from dgreport.extraction.reading.candidates import values_of_kind
from dgreport.extraction.reading.charts import box_distance
from dgreport.extraction.reading.confidence import SETTLED
from dgreport.extraction.reading.demand import Demand, Position, names, number_of, raw_of
from dgreport.extraction.reading.placing import Wanted, margins_of, untold_by_colour, ways_of
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import Match, PageText
from dgreport.model import Evidence
from dgreport.profile import HOLE

#: What an exchange costs, in points per label: only arithmetic can make it worth while.
_EXCHANGED = 100.0
_MOST_EXCHANGED = 16
#: What it costs, in points, to take another number for one that is said to be printed again.
_OTHER_NUMBER = 2000.0


@dataclass(frozen=True, slots=True)
class _Kind:
    """The values of one kind at one level, who wants them, and the ways to give them out, likeliest first."""

    wanted: tuple[Wanted, ...]
    values: tuple[Match, ...]
    ways: tuple[Assignment, ...]


def give_values(
    demands: Sequence[Demand],
    page: Page,
    text: PageText,
    regions: Regions,
    used: set[Position],
    arithmetic: Arithmetic,
) -> None:
    first = [demand for demand in demands if not _is_echo(demand)]
    _join(first, text, used)
    kinds: list[_Kind] = []
    left: list[Match] = []
    missing: set[Demand] = set()
    for kind in _kinds(first):
        wanted = [Wanted(demand, piece) for demand in first for piece in demand.open if HOLE.sub("{}", piece) == kind]
        matches = values_of_kind(kind, text, used, len(wanted))
        if not matches:
            missing |= {want.demand for want in wanted}
        for match in matches:
            used |= match.positions
        kinds += _by_level(wanted, matches, page, regions)
        left += matches
    kinds = [replace(kind, ways=_with_sums(kind, arithmetic)) for kind in kinds]
    choice = _decide(kinds, arithmetic)
    for kind_, way in zip(kinds, choice, strict=True):
        _hand_out(kind_, way, text, missing, regions, page)
        if way is not None:
            given = [kind_.values[index] for index in way.choice if index >= 0]
            left = [match for match in left if match not in given]
    _weigh(first, arithmetic)
    for demand in first:
        for name in [name for name, read in demand.holes.items() if read.margin < SETTLED]:
            demand.unsettled[name] = demand.holes.pop(name)
    _echo([demand for demand in demands if _is_echo(demand)], first, left, text, regions, used)


def _is_echo(demand: Demand) -> bool:
    """Whether the item only prints numbers again, without words of its own: a chart's figures beside its legend's."""
    return demand.item.repeats and bool(demand.open) and not names(demand.open[0])


def _echo(
    echoes: Sequence[Demand],
    first: Sequence[Demand],
    left: Sequence[Match],
    text: PageText,
    regions: Regions,
    used: set[Position],
) -> None:
    """Numbers printed again: of what is left, those that are the same, else those nearest to the label."""
    known = {(demand.item.indicator, demand.level): demand.numbers for demand in first}
    for kind in _kinds(echoes):
        wanted = [Wanted(demand, piece) for demand in echoes for piece in demand.open if HOLE.sub("{}", piece) == kind]
        spare = [match for match in left if _is_of_kind(match, kind, text)]
        spare += values_of_kind(kind, text, used, len(wanted))
        if not spare:
            continue
        cost = np.array([[_strange(want, match, known, regions) for match in spare] for want in wanted])
        for want, index in zip(wanted, solve(cost).choice, strict=True):
            if index >= 0:
                want.demand.fill(want.piece, spare[index], text, "geometry")
                want.demand.open.remove(want.piece)
                used |= spare[index].positions


def _strange(
    want: Wanted, match: Match, known: Mapping[tuple[str, str], Mapping[str, Decimal]], regions: Regions
) -> float:
    level = want.demand.level
    if level != "all" and regions.level_of(match.box) not in (level, None):
        return FORBIDDEN
    before = known.get((want.demand.item.indicator, level), {})
    holes = dict(zip(HOLE.findall(want.piece), (number_of(filled.text) for filled in match.filled), strict=True))
    other = any(name in before and before[name] != value for name, value in holes.items())
    anchor = want.demand.anchor
    return (_OTHER_NUMBER if other else 0.0) + (box_distance(anchor, match.box) if anchor else 0.0)


def _is_of_kind(match: Match, kind: str, text: PageText) -> bool:
    said = HOLE.sub("", kind)
    printed = raw_of(text, match)
    for filled in match.filled:
        printed = printed.replace(filled.text, "", 1)
    return "".join(said.split()) == "".join(printed.split())


def _kinds(demands: Sequence[Demand]) -> list[str]:
    """The kinds of values that are open, the most telling first."""
    kinds = {HOLE.sub("{}", piece) for demand in demands for piece in demand.open}
    return sorted(kinds, key=lambda kind: (-len("".join(kind.split())), kind))


def _join(demands: Sequence[Demand], text: PageText, used: set[Position]) -> None:
    """Values that the profile lets stand apart are one where the page prints them in one go, for all who want them."""
    by_kind: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        if demand.open:
            by_kind[HOLE.sub("{}", " ".join(demand.open))].append(demand)
    for kind, wanting in by_kind.items():
        if any(len(demand.open) > 1 for demand in wanting):
            in_one_go = [match for match in text.find(kind, used) if len(match.spans) == 1]
            if len(in_one_go) >= len(wanting):
                for demand in wanting:
                    demand.open = [" ".join(demand.open)]


def _by_level(wanted: Sequence[Wanted], matches: Sequence[Match], page: Page, regions: Regions) -> list[_Kind]:
    if not regions.are_there:
        values = tuple(matches)
        return [_Kind(tuple(wanted), values, with_exchanges(ways_of(wanted, values, page), wanted, values))]
    kinds = []
    left = list(matches)
    levels = list(dict.fromkeys(want.demand.level for want in wanted))
    for level in sorted(levels, key=lambda level: level == "all"):
        of_level = tuple(want for want in wanted if want.demand.level == level)
        values = tuple(match for match in left if level == "all" or regions.level_of(match.box) in (level, None))
        ways = with_exchanges(ways_of(of_level, values, page), of_level, values)
        if ways and level != "all":
            given = {values[index] for index in ways[0].choice if index >= 0}
            left = [match for match in left if match not in given]
        kinds.append(_Kind(of_level, values, ways))
    return kinds


def with_exchanges(
    ways: tuple[Assignment, ...], wanted: Sequence[Wanted], values: Sequence[Match]
) -> tuple[Assignment, ...]:
    """The ways, then the likeliest with two values exchanged or one replaced: for arithmetic to choose from."""
    if not ways or len(values) > _MOST_EXCHANGED:
        return ways
    first = ways[0]
    spare = [value for value in range(len(values)) if value not in first.choice]
    changed = []
    for i in range(len(first.choice)):
        for j in range(i):
            choice = list(first.choice)
            choice[i], choice[j] = choice[j], choice[i]
            changed.append(tuple(choice))
        changed += [(*first.choice[:i], value, *first.choice[i + 1 :]) for value in spare]
    known = {way.choice for way in ways}
    possible = [
        choice
        for choice in changed
        if choice not in known
        and all(index < 0 or want.takes(values[index]) for want, index in zip(wanted, choice, strict=True))
    ]
    return ways + tuple(Assignment(choice, first.cost + _EXCHANGED) for choice in possible)


def _with_sums(kind: _Kind, arithmetic: Arithmetic) -> tuple[Assignment, ...]:
    """The ways, and the one nearest to the likeliest in which all shares fit the counts that are printed with words."""
    if not kind.ways:
        return kind.ways
    first = kind.ways[0]
    changed = np.ones((len(kind.wanted), len(kind.values)))
    for row, (want, index) in enumerate(zip(kind.wanted, first.choice, strict=True)):
        if index >= 0:
            changed[row, index] = 0.0
        for column, value in enumerate(kind.values):
            numbers = [number_of(filled.text) for filled in value.filled]
            holes = dict(zip(HOLE.findall(want.piece), numbers, strict=True))
            fits = want.takes(value) and not arithmetic.faults(want.demand, want.demand.numbers | holes)
            changed[row, column] += 0.0 if fits else _OTHER_NUMBER
    choice = solve(changed).choice
    if choice in {way.choice for way in kind.ways}:
        return kind.ways
    exchanged = sum(one != other for one, other in zip(choice, first.choice, strict=True))
    return (*kind.ways, Assignment(choice, first.cost + _EXCHANGED * exchanged))


def _decide(kinds: Sequence[_Kind], arithmetic: Arithmetic) -> list[Assignment | None]:
    """For each kind the way that makes the fewest shares wrong, the likeliest among equals."""
    choice: list[Assignment | None] = [kind.ways[0] if kind.ways else None for kind in kinds]
    pairs = [
        (a, b)
        for a, b in itertools.combinations(range(len(kinds)), 2)
        if {id(want.demand) for want in kinds[a].wanted} & {id(want.demand) for want in kinds[b].wanted}
    ]
    for index in range(len(kinds)):
        choice[index] = _best(kinds, choice, (index,), arithmetic)[0]
    for a, b in pairs:
        if _faults(kinds, choice, arithmetic):
            choice[a], choice[b] = _best(kinds, choice, (a, b), arithmetic)
    return choice


def _best(
    kinds: Sequence[_Kind], choice: Sequence[Assignment | None], free: tuple[int, ...], arithmetic: Arithmetic
) -> tuple[Assignment | None, ...]:
    options = [kinds[index].ways or (None,) for index in free]

    def burden(ways: tuple[Assignment | None, ...]) -> tuple[int, float]:
        trial = list(choice)
        for index, way in zip(free, ways, strict=True):
            trial[index] = way
        return _faults(kinds, trial, arithmetic), sum(way.cost if way else 0.0 for way in ways)

    return min(itertools.product(*options), key=burden)


def _faults(kinds: Sequence[_Kind], choice: Sequence[Assignment | None], arithmetic: Arithmetic) -> int:
    """How many shares are not their count's, and how many ranks are out of order."""
    demands: dict[int, tuple[Demand, dict[str, Decimal]]] = {}
    for kind, way in zip(kinds, choice, strict=True):
        for index, want in enumerate(kind.wanted):
            _, holes = demands.setdefault(id(want.demand), (want.demand, want.demand.numbers))
            if way and way.choice[index] >= 0:
                match = kind.values[way.choice[index]]
                for name, filled in zip(HOLE.findall(want.piece), match.filled, strict=True):
                    holes[name] = number_of(filled.text)
    arithmetic = arithmetic.with_bases_among(demands.values())
    wrong = sum(arithmetic.faults(demand, holes) or 0 for demand, holes in demands.values())
    return wrong + sum(disorder(demands.values()))


def _hand_out(
    kind: _Kind,
    way: Assignment | None,
    text: PageText,
    missing: Container[Demand],
    regions: Regions,
    page: Page,
) -> None:
    """Fill the demands, but not by guess.

    Where the count with its unit is `missing`, a bare number may be it without. Where colours tell the
    levels, a value of none is not one level's rather than another's that has the same label. Nor do places tell the
    values of a legend.
    """
    if way is None:
        return
    margins = margins_of(way, kind.ways, kind.wanted, kind.values)
    untold = untold_by_colour(kind.wanted, [kind.values[at] if at >= 0 else None for at in way.choice], page)
    for index, (want, (rival, margin)) in enumerate(zip(kind.wanted, margins, strict=True)):
        if way.choice[index] >= 0:
            value, other = kind.values[way.choice[index]], kind.values[rival] if rival >= 0 else None
            may_be_count = want.demand in missing and HOLE.fullmatch(want.piece)
            levels_apart = regions.colours is None or not want.demand.shared or want.demand.level == "all"
            if may_be_count or want in untold or not (levels_apart or regions.level_of(value.box)):
                margin = 0.0
            want.demand.fill(want.piece, value, text, "geometry", margin, other)
            want.demand.open.remove(want.piece)


def _weigh(demands: Sequence[Demand], arithmetic: Arithmetic) -> None:
    """Arithmetic confirms a share and its count, or casts doubt on both."""
    for demand in demands:
        fault = arithmetic.faults(demand, demand.numbers)
        if fault is None:
            continue
        in_one_go = len({read.raw for read in demand.holes.values()}) == 1
        margin = sum(read.margin for read in demand.holes.values())
        for name, read in demand.holes.items():
            # Count and share printed together agree wherever they are put: that says nothing of their place.
            if read.evidence == "geometry" and not (in_one_go and not fault):
                evidence: Evidence = "geometry" if fault else "arithmetic"
                demand.holes[name] = replace(
                    read, evidence=evidence, margin=read.margin if fault else margin, contradicted=bool(fault)
                )
