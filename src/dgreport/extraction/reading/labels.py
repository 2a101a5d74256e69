"""The words of a slide: where each label and heading stands, and which label is whose.

Longer words are found first, so that a label within another is not taken for it. A label printed several times goes to
the level in whose region it stands and to the group whose heading is nearest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from dgreport.extraction.page import Box
from dgreport.extraction.reading.assign import FORBIDDEN, solve
from dgreport.extraction.reading.charts import box_distance
from dgreport.extraction.reading.demand import Demand, Position, cell_hole, heading_words, label_words, names, split
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import Filled, Match, PageText
from dgreport.profile import HOLE, Slide

#: What it counts, in points, that a label stands among other words: half a page. A Line of its own is taken first.
_IN_OTHER_WORDS = 300.0
#: What it counts, in points, that a label which may serve several levels stands where a value would be another level's.
_AT_OTHER_LEVEL = 100.0


def find_words(
    slide: Slide, demands: Sequence[Demand], text: PageText, used: set[Position]
) -> dict[str, list[Match]]:
    """Where each label and heading stands. Longer words first, so that a label within another is not taken for it."""
    words = {demand.item.pieces[0] for demand in demands if names(demand.item.pieces[0])}
    words |= {parts[0] for word in words if (parts := split(word))}
    words |= {part.strip() for group in slide.groups for part in (group.heading or "").split("|")}
    words |= {part.strip() for group in slide.groups for head in group.columns.values() for part in head.split("|")}
    words |= {name for demand in demands for name in demand.item.names}
    words |= {rule.text or rule.under or "" for rule in slide.statements} | {slide.title, *slide.marks}
    wanted = Counter(demand.item.pieces[0] for demand in demands)
    found: dict[str, list[Match]] = {}
    for word in sorted(words - {""}, key=_longest_first):
        matches = [match for match in in_one_go(word, text.find(word, used)) if match.whole]
        found[word] = _likeliest(matches, wanted[word]) if word in wanted else matches
        for match in found[word]:
            used |= match.positions
    for word in words:
        # A number told within a longer heading: "… ต่ำกว่า {speed} Mb/s".
        if not found.get(word) and HOLE.search(word):
            found[word] = [match for match in in_one_go(word, text.find(word)) if match.whole]
    return found


def _likeliest(matches: list[Match], wanted: int) -> list[Match]:
    """Of more matches than are wanted, those in Lines of their own and those in the fewest Lines; in their order."""
    best = sorted(matches, key=lambda match: (not match.alone, len(match.spans)))[:wanted]
    return [match for match in matches if match in best]


def in_one_go(word: str, matches: list[Match]) -> list[Match]:
    """The matches but for those whose value stands on another line than the words before it.

    It may be the value of other words, and is placed like any that stands apart.
    """
    if split(word) is None:
        return matches
    return [match for match in matches if not match.breaks_before(_first_value(match))]


def _first_value(match: Match) -> Filled:
    return next(filled for filled in match.filled if filled.name != "rank")


def _longest_first(words: str) -> tuple[int, int, str]:
    return -len("".join(HOLE.sub("", words).split())), -len(words), words


def give_labels(demands: Sequence[Demand], found: Mapping[str, list[Match]], regions: Regions) -> None:
    """Each demand gets one occurrence of its label: in its level's region, nearest to its group's heading.

    Where a label with its value in it is not printed in one go, it is looked for without the value.
    """
    _by_words([demand for demand in demands if demand.label is None], found, regions)
    apart = []
    for demand in demands:
        if demand.label is None and demand.open and (parts := split(demand.open[0])):
            demand.open[:1] = parts
            apart.append(demand)
    _by_words(apart, found, regions)


def _by_words(demands: Sequence[Demand], found: Mapping[str, list[Match]], regions: Regions) -> None:
    by_label: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        if words := label_words(demand):
            by_label[words].append(demand)
    # Words of one question first: where its heading is not printed, they tell where the question is.
    for label, wanting in sorted(by_label.items(), key=lambda entry: len({id(demand.group) for demand in entry[1]})):
        places = found.get(label, [])
        if not places:
            continue
        if len(places) >= len(wanting):
            _bijection(wanting, places, found, regions, demands)
            if all(demand.label for demand in wanting):
                continue
        for level in dict.fromkeys(demand.level for demand in wanting):
            of_level = [demand for demand in wanting if demand.level == level and demand.label is None]
            if not of_level:
                continue
            inside = [place for place in places if regions.level_of_words(place.box) in (level, None)]
            if len(places) > 1 and len(inside) >= len(of_level):
                _bijection(of_level, inside, found, regions, demands)
                continue
            # The words alone may serve several levels; with a value in them they are one's.
            is_one_level_s = split(label) is not None and len({demand.level for demand in wanting}) > 1
            open_to = inside if is_one_level_s else places
            if not open_to:
                continue
            for demand in of_level:
                demand.shared = len({other.level for other in wanting}) > 1
            if len(open_to) >= len(of_level):
                cost = np.array([[_off(demand, place, found, demands) for place in open_to] for demand in of_level])
                for demand, column in zip(of_level, solve(cost).choice, strict=True):
                    demand.label = open_to[column] if column >= 0 else None
            else:
                _by_groups(of_level, open_to, found, demands)


def give_headings(demands: Sequence[Demand], found: Mapping[str, list[Match]]) -> None:
    """Each demand gets the occurrence of its group's heading that is nearest to its label."""
    for demand in demands:
        headings = found.get(heading_words(demand.group), []) if demand.group.heading else []
        if headings and (anchor := demand.anchor) is not None:
            demand.heading = min(headings, key=lambda heading: below(heading.box, anchor))


def lend_labels(demands: Sequence[Demand]) -> None:
    """A number printed again without words has the label of the one it repeats."""
    own = {(demand.item.indicator, demand.level): demand for demand in demands if not demand.item.repeats}
    for demand in demands:
        first = own.get((demand.item.indicator, demand.level))
        if demand.item.repeats and not names(demand.item.pieces[0]) and first is not None and first.label is not None:
            demand.label, demand.shared = first.label, True


def _bijection(
    wanting: Sequence[Demand],
    places: Sequence[Match],
    found: Mapping[str, list[Match]],
    regions: Regions,
    demands: Sequence[Demand],
) -> None:
    cost = np.array(
        [
            [
                FORBIDDEN
                if demand.level != "all" and regions.level_of_words(place.box) not in (demand.level, None)
                else _off(demand, place, found, demands)
                + (_AT_OTHER_LEVEL if regions.level_of(place.box) not in (demand.level, None) else 0.0)
                + regions.away(demand.level, place.box)
                for place in places
            ]
            for demand in wanting
        ]
    )
    for demand, column in zip(wanting, solve(cost).choice, strict=True):
        if column >= 0:
            demand.label = places[column]


def _by_groups(
    wanting: Sequence[Demand], places: Sequence[Match], found: Mapping[str, list[Match]], demands: Sequence[Demand]
) -> None:
    """Items of one group may share their words, and columns of a table those of their row.

    Other groups may not: each place is one's, and some are left without.
    """
    groups: dict[int, list[Demand]] = defaultdict(list)
    for demand in wanting:
        if demand.group.columns:
            demand.label = min(places, key=lambda place: _off(demand, place, found, demands))
        else:
            groups[id(demand.group)].append(demand)
    if not groups:
        return
    cost = np.array(
        [[min(_off(demand, place, found, demands) for demand in group) for place in places] for group in groups.values()]
    )
    for group, column in zip(groups.values(), solve(cost).choice, strict=True):
        for demand in group:
            demand.label = places[column] if column >= 0 else None


def _off(demand: Demand, place: Match, found: Mapping[str, list[Match]], demands: Sequence[Demand]) -> float:
    """How far a label is from its group's heading, down or beside it. What stands above a heading is not its.

    Where the heading is not printed, how far it is from the labels of its group that were found.
    """
    if headings := found.get(heading_words(demand.group), []):
        distance = min(below(heading.box, place.box) for heading in headings)
    else:
        of_group = [other.anchor for other in demands if other.group is demand.group and other.level == demand.level]
        distance = min((box_distance(box, place.box) for box in of_group if box is not None), default=0.0)
    return distance if place.alone else distance + _IN_OTHER_WORDS


def below(heading: Box, box: Box) -> float:
    """How far a box is from a heading that it may stand under or beside, in points.

    What is above the heading counts thrice; what is to its left, five times what is to its right.
    """
    down = max(box[1] - heading[3], 0.0)
    up = max(heading[1] - box[3], 0.0)
    right, left = max(box[0] - heading[2], 0.0), max(heading[0] - box[2], 0.0)
    return down + 3 * up + 0.1 * right + 0.5 * left


def read_label(demand: Demand, text: PageText, regions: Regions, used: set[Position]) -> None:
    """The numbers printed in the label itself, and those that follow it in its Line."""
    if not demand.open:
        return
    first = demand.open[0]
    if demand.label is None:
        if names(first):
            demand.open.clear()
        return
    if names(first):
        demand.fill(demand.open.pop(0), demand.label, text, "printed")
    if demand.shared:
        return
    end = demand.label
    while demand.open and cell_hole(demand.group, demand.open[0]) is None:
        line, _, offset = end.spans[-1]
        match = text.after(demand.open[0], line, offset)
        if match is None or not used.isdisjoint(match.positions):
            return
        if demand.level != "all" and regions.level_of(match.box) not in (demand.level, None):
            return
        used |= match.positions
        demand.fill(demand.open.pop(0), match, text, "printed")
        end = match
