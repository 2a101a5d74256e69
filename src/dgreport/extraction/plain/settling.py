"""What the order of a text and arithmetic settle of a slide, and nothing else.

    runs       words with their numbers right after them; who of several gets which by arithmetic, else by the columns
    kinds      the only numbers of a kind, for the only item that has that kind
    bases      the number that settled counts and shares are of
    parallels  labels, counts and shares in the same order, each count its share
    shares     what a settled count makes
    rankings   numbers without words that fall as the ranks of their items
    claims     the highest and the lowest
    reprints   a number told again in words
    remainders the number beside its words that the other parts leave of the base

Each rule fills demands of a Sheet and leaves open what it can't settle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from dgreport.extraction.plain.parallels import settle_parallels
from dgreport.extraction.plain.runs import Run, Segment, is_share_piece, kind_of, segments_of
from dgreport.extraction.plain.shares import printed_shares
from dgreport.extraction.plain.sheet import Sheet, count_of, in_one_line, siblings
from dgreport.extraction.plain.ways import Question, agreed, linked, ways_of
from dgreport.extraction.reading.arithmetic import is_share
from dgreport.extraction.reading.demand import Demand, Reading, number_of
from dgreport.extraction.reading.search import Match
from dgreport.model import Evidence
from dgreport.profile import HOLE

#: So many settled counts must agree on a base that is printed without words.
_FEWEST_ON_BASE = 3
#: So many pairs of labels must stand in the order of the profile: texts in reading order have 0.74 to 0.92, texts in
#: the order of drawing 0.45 to 0.58, where designers draw the numbers first or the boxes in any order.
_IN_TURN = 0.66


def is_in_reading_order(sheets: Sequence[Sheet]) -> bool:
    """Whether the labels of a document stand by and large in the order of the profile."""
    turns, pairs = (sum(numbers) for numbers in zip(*(sheet.words.turns for sheet in sheets), strict=True))
    return bool(turns >= _IN_TURN * pairs)


def settle(sheet: Sheet) -> None:
    """Fill what can be settled of the sheet; where its text is not in order, only what is printed in one line."""
    asked = [*_questions(sheet)]
    if sheet.is_in_order:
        _bases(sheet, asked)
    _runs(sheet, asked)
    if sheet.is_in_order:
        _kinds(sheet)
        settle_parallels(sheet)
        _shares(sheet)
        _rankings(sheet)
        _claims(sheet)
        _reprints(sheet)
        _remainders(sheet)
    _weigh(sheet)


def _weigh(sheet: Sheet) -> None:
    """What order alone has given is taken back where it is more than all there are, or its share is not the one printed."""
    for demand in sheet.demands:
        base, count = sheet.base(demand), count_of(demand.numbers)
        share = demand.numbers.get("percent")
        if not base or count is None:
            continue
        lacks_share = share is None and any(map(is_share_piece, demand.open))
        if count <= base and not lacks_share and (share is None or is_share(count, base, share)):
            continue
        for hole in [hole for hole, reading in demand.holes.items() if reading.evidence == "order"]:
            del demand.holes[hole]


# --- words with their numbers


def _questions(sheet: Sheet) -> Iterator[Question]:
    by_segment: dict[Segment, list[Demand]] = defaultdict(list)
    for demand in sheet.demands:
        for segment in segments_of(demand.item.text):
            if HOLE.search(segment.words) or segment.pieces:
                by_segment[segment].append(demand)
    for segment, demands in by_segment.items():
        runs = sheet.words.runs(segment, len(demands))
        if not sheet.is_in_order:
            runs = [run for run in runs if not run.has_seam and run.is_in_one_line]
        if runs:
            yield Question(tuple(demands), tuple(runs))


def _runs(sheet: Sheet, asked: Sequence[Question]) -> None:
    certain = []
    for question in asked:
        if any(run.is_doubtful for run in question.runs):
            if len(question.demands) == len(question.runs) == 1 and (id := sheet.id_of(question.demands[0])):
                sheet.doubtful[id] = question.runs[0]
            continue
        runs = tuple(_certain(sheet, question.demands, run) for run in question.runs)
        certain.append(Question(question.demands, runs))
    _ask(sheet, certain)


def _certain(sheet: Sheet, demands: Sequence[Demand], run: Run) -> Run:
    """The run without a share that was set apart, where that is not the share of its count: it may be another's."""
    if not run.has_seam or len([match for match in run.matches if match.filled]) < 2:
        return run
    if "percent" not in run.numbers or count_of(run.numbers) is None or _is_confirmed(sheet, demands, run):
        return run
    kept = [(piece, match) for piece, match in zip(run.pieces, run.matches, strict=True) if not is_share_piece(piece)]
    return replace(run, pieces=tuple(piece for piece, _ in kept), matches=tuple(match for _, match in kept))


def _is_confirmed(sheet: Sheet, demands: Sequence[Demand], run: Run) -> bool:
    """Whether the run holds a count and its share, for one of those who ask for it."""
    count, share = count_of(run.numbers), run.numbers.get("percent")
    if count is None or share is None:
        return False
    if any(is_share(count, base, share) for demand in demands if (base := sheet.base(demand))):
        return True
    ids = {sheet.base_id(demand) for demand in demands}
    doubtful = sheet.doubtful.get(next(iter(ids)) or "") if len(ids) == 1 else None
    base = count_of(doubtful.numbers) if doubtful else None
    found = sheet.finding(next(iter(ids)) or "")
    if doubtful is None or found is None or not base or not is_share(count, base, share):
        return False
    sheet.fill(found[0], doubtful, "arithmetic")
    return True


def _ask(sheet: Sheet, questions: Sequence[Question]) -> None:
    """Give out what is alike in all ways; then what the columns tell apart, unless arithmetic contradicts them."""
    open_ = []
    is_in_columns = True
    for together in linked(questions):
        ways = ways_of(sheet, together)
        settled = agreed(ways)
        for demand, run in settled.items():
            asked = next(question for question in together if demand in question.demands)
            is_in_columns &= _is_in_column(sheet, demand, run)
            sheet.fill(demand, run, _evidence(sheet, demand, run, len(asked.demands) > 1))
        if len(settled) < sum(min(len(question.demands), len(question.runs)) for question in together):
            open_.append(ways)
    if not is_in_columns:
        return
    for ways in open_:
        placed = [way for way in ways if all(_is_in_column(sheet, demand, run) for demand, run in way.items())]
        for demand, run in agreed(placed).items():
            if run.column is not None and not set(run.pieces).isdisjoint(demand.open):
                sheet.fill(demand, run, "order")


def _is_in_column(sheet: Sheet, demand: Demand, run: Run) -> bool:
    columns = sheet.columns
    return run.column is None or (len(columns) > run.column and columns[run.column] == demand.level)


def _evidence(sheet: Sheet, demand: Demand, run: Run, is_chosen: bool) -> Evidence:
    if not run.has_seam and not is_chosen:
        return "printed"
    base, count = sheet.base(demand), count_of(run.numbers)
    is_confirmed = base and count is not None and "percent" in run.numbers
    return "arithmetic" if is_chosen or is_confirmed else "order"


# --- the only numbers of a kind


def _kinds(sheet: Sheet) -> None:
    """Longer kinds first, so that "{} %" does not take what "share {} %" asks for."""
    kinds = {kind for demand in sheet.demands for kind in _open_kinds(demand)}
    for kind in sorted(kinds - {"{}"}, key=lambda kind: (-len(kind), kind)):
        wanted = [(demand, pieces) for demand in sheet.demands if (pieces := _open_kinds(demand).get(kind))]
        values = sheet.free(kind)
        if len({id(demand.item) for demand, _ in wanted}) != 1 or len(values) != len(wanted):
            continue
        demands = tuple(demand for demand, _ in wanted)
        if segments_of(demands[0].item.text) and demands[0].label is None:
            continue
        has_columns = len(values) > 1 and in_one_line(values)
        runs = [
            Run((" ".join(wanted[0][1]),), (value,), True, column if has_columns else None)
            for column, value in enumerate(values)
        ]
        is_whole = len(wanted[0][1]) == 1 and all(run.is_in_one_line for run in runs)
        if is_whole or all(_is_confirmed(sheet, demands, run) for run in runs):
            _ask(sheet, [Question(demands, tuple(runs))])


def _open_kinds(demand: Demand) -> dict[str, tuple[str, ...]]:
    """What the open pieces look like, each and all together, with the pieces."""
    kinds: dict[str, tuple[str, ...]] = {kind_of(piece): (piece,) for piece in demand.open}
    if len(demand.open) > 1:
        kinds[kind_of(" ".join(demand.open))] = tuple(demand.open)
    return kinds


# --- bases


def _bases(sheet: Sheet, asked: Sequence[Question]) -> None:
    shares: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for question in asked:
        ids = {sheet.base_id(demand) for demand in question.demands}
        for run in question.runs:
            count, share, id = count_of(run.numbers), run.numbers.get("percent"), next(iter(ids))
            if count is not None and share is not None and id and len(ids) == 1:
                shares[id].append((count, share))
    for id, pairs in shares.items():
        found = sheet.finding(id)
        if found is None or len(pairs) < _FEWEST_ON_BASE:
            continue
        fitting = [
            match
            for match in sheet.words.values("{}")
            if (base := number_of(match.filled[0].text)) > 0 and all(is_share(count, base, share) for count, share in pairs)
        ]
        if len({number_of(match.filled[0].text) for match in fitting}) == 1:
            _fill_hole(sheet, *found, fitting[0], fitting[0].filled[0].text)


def _fill_hole(sheet: Sheet, demand: Demand, hole: str, match: Match, text: str, evidence: Evidence = "arithmetic") -> None:
    piece = next(piece for piece in demand.open if hole in HOLE.findall(piece))
    line, start, end = match.spans[0]
    demand.holes[hole] = Reading(text, sheet.text.lines[line].text[start:end], match.filled[0].box, evidence)
    demand.open.remove(piece)
    sheet.taken |= match.positions


# --- shares of settled counts


def _shares(sheet: Sheet) -> None:
    lists: dict[tuple[int, str, str], list[tuple[Demand, Decimal, str]]] = defaultdict(list)
    for demand in sheet.demands:
        count = count_of(demand.numbers)
        share = next((piece for piece in demand.open if HOLE.findall(piece) == ["percent"]), None)
        if count is not None and share is not None and sheet.base(demand):
            lists[id(demand.group), demand.level, kind_of(share)].append((demand, count, share))
    for wanted in lists.values():
        for demand, printed in (printed_shares(sheet, wanted) or {}).items():
            _fill_hole(sheet, demand, "percent", printed.match, printed.text)


# --- the part that is left


def _remainders(sheet: Sheet) -> None:
    """A sum does not tell its parts from each other; but where all the others are settled, it tells the last."""
    for demand in sheet.demands:
        parts = [*siblings(sheet, demand)]
        others = [count_of(other.numbers) for other in parts if other is not demand]
        base, settled = sheet.base(demand), [count for count in others if count is not None]
        is_last = sheet.is_of_parts(demand) and len(demand.open) == 1 and len(settled) == len(others) > 0
        if not is_last or base is None or is_share_piece(demand.open[0]) or demand.item.repeats:
            continue
        left = base - sum(settled)
        beside = [match for match in _beside(sheet, demand) if number_of(match.filled[0].text) == left]
        if len(beside) == 1:
            _fill_hole(sheet, demand, HOLE.findall(demand.open[0])[0], beside[0], beside[0].filled[0].text)


def _beside(sheet: Sheet, demand: Demand) -> Iterator[Match]:
    """The free numbers right before or after the demand's words, in their line."""
    for label in sheet.words.found.get(demand.item.pieces[0], []):
        line, start, _ = label.spans[0]
        last, _, end = label.spans[-1]
        for match in sheet.words.values("{}"):
            if not sheet.taken.isdisjoint(match.positions):
                continue
            is_before = sheet.text.next_ink(match.spans[0][0], match.spans[0][2]) == (line, start) and match.spans[0][0] == line
            is_after = sheet.text.next_ink(last, end) == match.spans[0][:2] and match.spans[0][0] == last
            if is_before or is_after:
                yield match


# --- numbers by rank


def _rankings(sheet: Sheet) -> None:
    """Items without words that are listed by rank, where nothing else has numbers of their kind."""
    groups: dict[tuple[int, str], list[Demand]] = defaultdict(list)
    for demand in sheet.demands:
        if demand.group.ranked_by_order and not segments_of(demand.item.text):
            groups[id(demand.group), demand.level].append(demand)
    for listed in groups.values():
        kinds = {kind for demand in listed for kind in _open_kinds(demand)}
        asking = [demand for demand in sheet.demands if kinds & _open_kinds(demand).keys()]
        if len(kinds) != 1 or asking != listed or "{}" in kinds:
            continue
        values = sheet.free(kinds.pop())
        numbers = [number_of(match.filled[0].text) for match in values]
        if len(values) == len(listed) > 1 and all(a > b for a, b in pairwise(numbers)):
            for demand, match in zip(listed, values, strict=True):
                sheet.fill(demand, Run((demand.open[0],), (match,), True), "arithmetic")


# --- the highest and the lowest


def _claims(sheet: Sheet) -> None:
    by_level: dict[tuple[str, str], list[Demand]] = defaultdict(list)
    for demand in sheet.demands:
        if demand.item.ranked and len(demand.open) == 1 and demand.label is not None:
            by_level[demand.level, kind_of(demand.open[0])].append(demand)
    for (_, kind), pair in by_level.items():
        values = sheet.free(kind)
        highest = [demand for demand in pair if demand.item.ranked == "first"]
        lowest = [demand for demand in pair if demand.item.ranked == "last"]
        if kind == "{}" or len(highest) != 1 or len(lowest) != 1 or len(values) != 2:
            continue
        low, high = sorted(values, key=lambda match: number_of(match.filled[0].text))
        if number_of(low.filled[0].text) < number_of(high.filled[0].text):
            for demand, match in ((highest[0], high), (lowest[0], low)):
                sheet.fill(demand, Run((demand.open[0],), (match,), True), "arithmetic")


# --- told again in words


def _reprints(sheet: Sheet) -> None:
    for demand in sheet.demands:
        first = sheet.repeated(demand) if demand.item.repeats else None
        if first is None:
            continue
        for hole, reading in demand.holes.items():
            if hole in first.holes or first.label is None:
                continue
            value = number_of(reading.text)
            kinds = [kind_of(piece) for piece in first.open if HOLE.findall(piece) == [hole]]
            again = [match for kind in kinds for match in sheet.free(kind) if number_of(match.filled[0].text) == value]
            if again:
                _fill_hole(sheet, first, hole, again[0], again[0].filled[0].text, "order")

