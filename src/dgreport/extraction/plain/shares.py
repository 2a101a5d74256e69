"""Shares that are printed apart from the counts they belong to: found by what the counts make them.

Numbers set close together come out of a PDF as one ("12" and "34" as "1234"); such a run of digits is understood
where it is exactly the shares that are looked for, in some order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from dgreport.extraction.plain.runs import kind_of
from dgreport.extraction.plain.sheet import Sheet
from dgreport.extraction.reading.arithmetic import is_share
from dgreport.extraction.reading.demand import Demand, number_of
from dgreport.extraction.reading.search import Match

Wanted = tuple[Demand, Decimal, str]  #: who asks, the count, the piece that is to be filled


@dataclass(frozen=True, slots=True)
class Share:
    """A share as it is printed."""

    text: str
    match: Match  #: the number, or the digits that it is among


def printed_shares(sheet: Sheet, wanted: Sequence[Wanted]) -> dict[Demand, Share] | None:
    """For each who asks the share that is printed; None where one is not, or could be several.

    Bare numbers must stand together, in any order, as those of one chart do.
    """
    kinds = {kind_of(piece) for _, _, piece in wanted}
    if len(kinds) > 1:
        return None
    kind = kinds.pop()
    return _together(sheet, wanted) if kind == "{}" else _scattered(sheet, wanted, kind)


def _fits(sheet: Sheet, wanted: Wanted, number: Decimal) -> bool:
    demand, count, _ = wanted
    base = sheet.base(demand)
    return base is not None and base > 0 and is_share(count, base, number)


def _scattered(sheet: Sheet, wanted: Sequence[Wanted], kind: str) -> dict[Demand, Share] | None:
    left = sheet.free(kind)
    given: dict[Demand, Share] = {}
    for each in wanted:
        fitting = [match for match in left if _fits(sheet, each, number_of(match.filled[0].text))]
        if len({number_of(match.filled[0].text) for match in fitting}) != 1:
            return None
        given[each[0]] = Share(fitting[0].filled[0].text, fitting[0])
        left.remove(fitting[0])
    return given


def _together(sheet: Sheet, wanted: Sequence[Wanted]) -> dict[Demand, Share] | None:
    bare = sheet.bare()
    found: list[dict[Demand, Share]] = []
    for size in range(1, len(wanted) + 1):
        for start in range(len(bare) - size + 1):
            window = bare[start : start + size]
            given = _matched(sheet, wanted, window) if size == len(wanted) else _unglued(sheet, wanted, window)
            if given is not None:
                found.append(given)
    values = {tuple(number_of(given[demand].text) for demand, _, _ in wanted) for given in found}
    return found[0] if len(values) == 1 else None


def _matched(sheet: Sheet, wanted: Sequence[Wanted], window: Sequence[Match]) -> dict[Demand, Share] | None:
    for order in permutations(window):
        if all(_fits(sheet, each, number_of(match.filled[0].text)) for each, match in zip(wanted, order, strict=True)):
            return {each[0]: Share(match.filled[0].text, match) for each, match in zip(wanted, order, strict=True)}
    return None


def _unglued(sheet: Sheet, wanted: Sequence[Wanted], window: Sequence[Match]) -> dict[Demand, Share] | None:
    printed = [match.filled[0].text for match in window]
    if not all(text.isdigit() for text in printed):
        return None
    expected = {each[0]: _rounded(sheet, each) for each in wanted}
    for order in permutations(expected):
        if "".join(expected[demand] for demand in order) == "".join(printed):
            return {demand: Share(expected[demand], _holder(window, order, expected, demand)) for demand in order}
    return None


def _holder(window: Sequence[Match], order: Sequence[Demand], expected: Mapping[Demand, str], demand: Demand) -> Match:
    """The number of the window that the digits of a demand begin in."""
    at = sum(len(expected[other]) for other in order[: order.index(demand)])
    for match in window:
        if at < len(match.filled[0].text):
            return match
        at -= len(match.filled[0].text)
    return window[-1]


def _rounded(sheet: Sheet, wanted: Wanted) -> str:
    demand, count, _ = wanted
    base = sheet.base(demand)
    return str((100 * count / base).quantize(Decimal(1), ROUND_HALF_UP)) if base else ""
