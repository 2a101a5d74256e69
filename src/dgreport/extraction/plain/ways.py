"""All ways to give runs to those who ask for them, as far as arithmetic allows.

A value is settled where it is the same in every way. Nothing is preferred: what arithmetic can't tell apart stays
open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, permutations

from dgreport.extraction.plain.runs import Run
from dgreport.extraction.plain.shares import printed_shares
from dgreport.extraction.plain.sheet import Sheet, count_of, siblings
from dgreport.extraction.reading.arithmetic import is_share
from dgreport.extraction.reading.demand import Demand
from dgreport.profile import HOLE

_MOST = 200_000  #: ways tried; a question with more stays open

Way = Mapping[Demand, Run]


@dataclass(frozen=True, slots=True)
class Question:
    """Runs of the same words, and the demands that one of them is for."""

    demands: tuple[Demand, ...]
    runs: tuple[Run, ...]

    def options(self) -> Iterator[dict[Demand, Run]]:
        """As many demands as possible get a run of their own."""
        if len(self.runs) <= len(self.demands):
            for chosen in permutations(self.demands, len(self.runs)):
                yield dict(zip(chosen, self.runs, strict=True))
        else:
            for runs in permutations(self.runs, len(self.demands)):
                yield dict(zip(self.demands, runs, strict=True))


def linked(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions in sets that have no group of items in common."""
    sets: list[tuple[set[int], list[Question]]] = []
    for question in questions:
        groups = {id(demand.group) for demand in question.demands}
        together = [question]
        apart = []
        for others, members in sets:
            if groups & others:
                groups |= others
                together = members + together
            else:
                apart.append((others, members))
        sets = [*apart, (groups, together)]
    return [members for _, members in sets]


def ways_of(sheet: Sheet, questions: Sequence[Question]) -> list[Way]:
    """Every way that arithmetic allows; where there is but one way to begin with, arithmetic is not asked."""
    by_options = sorted(questions, key=lambda question: len(question.demands) * len(question.runs))
    tried = 0
    ways: list[Way] = []
    rejected = 0

    def extend(way: dict[Demand, Run], rest: Sequence[Question]) -> bool:
        nonlocal tried, rejected
        tried += 1
        if tried > _MOST:
            return False
        if way and not _is_possible(sheet, way):
            rejected += 1
            return True
        if not rest:
            ways.append(way)
            return True
        return all(extend({**way, **option}, rest[1:]) for option in rest[0].options())

    if all(len(question.demands) == len(question.runs) == 1 for question in questions):
        return [{question.demands[0]: question.runs[0] for question in questions}]
    if not extend({}, by_options):
        return []
    fitting = [way for way in ways if _is_printed(sheet, way)]
    return fitting if len(ways) > 1 else ways


def agreed(ways: Sequence[Way]) -> dict[Demand, Run]:
    """What every way gives alike."""
    if not ways:
        return {}
    first = ways[0]
    return {
        demand: run
        for demand, run in first.items()
        if all(demand in way and way[demand].numbers == run.numbers for way in ways)
    }


def _is_possible(sheet: Sheet, way: Way) -> bool:
    """Whether no share, part or rank speaks against it."""
    lists: dict[tuple[int, str], list[Demand]] = defaultdict(list)
    for demand in way:
        lists[id(demand.group), demand.level].append(demand)
    for members in lists.values():
        numbers = {demand: {**demand.numbers, **way[demand].numbers} for demand in members}
        if not all(_holds(sheet.base(demand), numbers[demand]) for demand in members):
            return False
        everyone = {
            other: numbers.get(other, other.numbers) for other in siblings(sheet, members[0]) if other in numbers or other.holes
        }
        base = sheet.base(members[0])
        counts = [count for each in everyone.values() if (count := count_of(each)) is not None]
        if sheet.is_of_parts(members[0]) and base is not None and sum(counts) > base:
            return False
        is_whole = len(everyone) == len([*siblings(sheet, members[0])])
        if is_whole and not _is_ranking([each for each in everyone.values() if "rank" in each]):
            return False
    return True


def _holds(base: Decimal | None, numbers: Mapping[str, Decimal]) -> bool:
    count = count_of(numbers)
    if base is None or count is None:
        return True
    return count <= base and ("percent" not in numbers or is_share(count, base, numbers["percent"]))


def _is_ranking(ranked: Sequence[Mapping[str, Decimal]]) -> bool:
    """Whether ranks run from 1 without a gap (the same rank may be given twice) and the values fall or rise with them."""
    entries = sorted((int(each["rank"]), each["percent"]) for each in ranked if "percent" in each)
    if not entries:
        return True
    ranks = [rank for rank, _ in entries]
    if ranks[0] != 1 or any(after - before > 1 for before, after in pairwise(ranks)):
        return False
    steps = [(a[1], b[1]) for a, b in pairwise(entries) if a[0] < b[0]]
    return all(a >= b for a, b in steps) or all(a <= b for a, b in steps)


def _is_printed(sheet: Sheet, way: Way) -> bool:
    """Whether the shares that its counts ask for, set apart from them, are printed."""
    lists: dict[tuple[int, str], list[tuple[Demand, Decimal, str]]] = defaultdict(list)
    for demand, run in way.items():
        count = count_of(run.numbers)
        share = next((piece for piece in demand.open if HOLE.findall(piece) == ["percent"] and piece not in run.pieces), None)
        if count is not None and share is not None and sheet.base(demand):
            lists[id(demand.group), demand.level].append((demand, count, share))
    return all(printed_shares(sheet, members) is not None for members in lists.values())
