"""Numbers of a chart that another slide prints again in the same order.

A chart's numbers and its labels come as two blocks, and a block alone does not say that its order is that of the
labels. Where another slide prints the same numbers in the order of its own headings, and both orders agree on every
one, that is said twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dgreport.extraction.plain.sheet import Sheet
from dgreport.extraction.reading.demand import Demand, Reading, heading_words
from dgreport.extraction.reading.search import Match, span_box
from dgreport.profile import HOLE

_FEWEST = 3  #: two numbers agree by chance every other time


def settle_echoes(sheets: Sequence[Sheet]) -> None:
    """Fill the demands of charts whose numbers other sheets repeat."""
    for sheet in sheets:
        by_words: dict[tuple[str, str], list[Demand]] = defaultdict(list)
        for demand in sheet.demands:
            if demand.item.repeats and len(demand.item.pieces) == 1:
                by_words[demand.item.text, demand.level].append(demand)
        for (words, level), demands in by_words.items():
            told = _told(sheet, words, demands)
            for other in sheets:
                if len(told) >= _FEWEST and other is not sheet:
                    _give(other, level, told)


def _told(sheet: Sheet, words: str, demands: Sequence[Demand]) -> dict[str, tuple[str, str]]:
    """Indicator -> hole and number, by the order of the headings; empty where that is not clear."""
    places = sorted(sheet.words.found.get(words, []), key=_start)
    headings = [(_only(sheet, heading_words(demand.group)), demand.item.indicator) for demand in demands]
    if len(places) != len(demands) or any(heading is None for heading, _ in headings):
        return {}
    ordered = sorted((_start(heading), indicator) for heading, indicator in headings if heading is not None)
    filled = [match.filled[0] for match in places]
    return {indicator: (each.name, each.text) for (_, indicator), each in zip(ordered, filled, strict=True)}


def _give(sheet: Sheet, level: str, told: Mapping[str, tuple[str, str]]) -> None:
    asking = [
        (label, demand)
        for demand in sheet.demands
        if demand.level == level and demand.item.indicator in told and _is_bare(demand)
        if (label := _only(sheet, demand.item.pieces[0])) is not None
    ]
    if {demand.item.indicator for _, demand in asking} != told.keys() or len(asking) != len(told):
        return
    ordered = [demand for _, demand in sorted(asking, key=lambda entry: _start(entry[0]))]
    texts = [told[demand.item.indicator][1] for demand in ordered]
    blocks = [block for block in _blocks(sheet) if "".join(text for _, text in block) == "".join(texts)]
    if len(blocks) != 1:
        return
    at = 0
    for demand, text in zip(ordered, texts, strict=True):
        line, offset = _at(blocks[0], at)
        box = span_box(sheet.text.lines[line], offset, offset + len(text))
        demand.holes[told[demand.item.indicator][0]] = Reading(text, text, box, "order")
        demand.open.clear()
        at += len(text)


def _is_bare(demand: Demand) -> bool:
    return not demand.item.repeats and len(demand.open) == 1 and HOLE.fullmatch(demand.open[0]) is not None


def _blocks(sheet: Sheet) -> Iterable[list[tuple[int, str]]]:
    """Every stretch of lines that hold nothing but numbers: index of the line, and its text without white space."""
    lines = [(index, "".join(line.text.split())) for index, line in enumerate(sheet.text.lines)]
    for first in range(len(lines)):
        block: list[tuple[int, str]] = []
        for index, text in lines[first:]:
            if not all(character.isdigit() or character in ",." for character in text):
                break
            block.append((index, text))
            yield list(block)


def _at(block: Sequence[tuple[int, str]], at: int) -> tuple[int, int]:
    """The line and offset of the block's character number `at`."""
    for line, text in block:
        if at < len(text):
            return line, at
        at -= len(text)
    raise ValueError(f"the block has no character {at}")


def _only(sheet: Sheet, words: str) -> Match | None:
    """Where the words stand, if that is one place."""
    found = sheet.words.found.get(words, [])
    return found[0] if len(found) == 1 else None


def _start(match: Match) -> tuple[int, int]:
    return match.spans[0][:2]
