"""Finding printed words on a page, however a design wraps them.

A text of the profile is looked for without white space, along threads: from a Line to the one below it (or beside it,
on the same baseline) where the words go on. So a label is found whole though its cell is narrow and other columns'
Lines stand between its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dgreport.extraction.page import Box, Line
from dgreport.profile import HOLE

MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
#: Thai digits and signs as Python reads them.
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙\N{MINUS SIGN}\N{EN DASH}", "0123456789--")

_DIGIT = "[0-9๐-๙]"
_SIGN = "-\N{MINUS SIGN}\N{EN DASH}"
_NUMBER = re.compile(rf"[{_SIGN}]?(?:{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})+|{_DIGIT}+)(?:\.{_DIGIT}+)?")
_FORMS = {
    "rank": re.compile(rf"{_DIGIT}{{1,2}}"),
    "day": re.compile(rf"{_DIGIT}{{1,2}}"),
    "month": re.compile("|".join(MONTHS)),
    "year": re.compile(rf"{_DIGIT}{{4}}"),
}
_NUMERAL = re.compile(rf"{_DIGIT}{{1,2}}[.)]")
_BEFORE_NUMBER = re.compile(rf"{_DIGIT}[.,]?$|[{_SIGN}]$")
_BEFORE_SIGN = re.compile(r"(?:^|[\s(])$")
_AFTER_NUMBER = re.compile(rf"[.,]?{_DIGIT}")


@dataclass(frozen=True, slots=True)
class Hole:
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What stood in a hole."""

    name: str
    text: str
    box: Box
    line: int  #: index of the Line
    start: int  #: offset in the Line's text



@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a thread may go from Line to Line."""

    jumps: int  #: how often
    within: bool  #: also from within a Line, at a space


#: A space between words is no wider than this part of a line's height; between cells it is.
_SPACE = 0.5

_WRAPPINGS = (_Wrapping(0, False), _Wrapping(12, False), _Wrapping(12, True))

Span = tuple[int, int, int]  #: index of the Line, start and end offset in its text


@dataclass(frozen=True, slots=True)
class Match:
    spans: tuple[Span, ...]
    filled: tuple[Filled, ...]
    box: Box
    whole: bool  #: starts and ends where a Line does, or at white space or punctuation
    alone: bool  #: starts where a Line does and ends where one does

    def hole(self, name: str) -> Filled | None:
        return next((filled for filled in self.filled if filled.name == name), None)

    def breaks_before(self, filled: Filled) -> bool:
        """Whether the number, or the bracket before it, is the first thing in its Line that belongs to the match."""
        return any(
            line == filled.line and start in (filled.start, filled.start - 1) and which > 0
            for which, (line, start, _) in enumerate(self.spans)
        )

    @property
    def positions(self) -> frozenset[tuple[int, int]]:
        return frozenset((line, offset) for line, start, end in self.spans for offset in range(start, end))


@lru_cache(maxsize=4096)
def elements_of(text: str) -> tuple[str | Hole, ...]:
    """The text as single characters (no white space) and Holes."""
    parts = HOLE.split(text)
    elements: list[str | Hole] = []
    for index, part in enumerate(parts):
        if index % 2:
            elements.append(Hole(part))
        else:
            elements.extend("".join(part.split()))
    return tuple(elements)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def span_box(line: Line, start: int, end: int) -> Box:
    """The box of characters [start, end) of a Line; the Line's own height."""
    inked = [box for box in line.boxes[start:end] if box is not None]
    if not inked:
        return line.box
    return union(inked)


class PageText:
    """The Lines of one page, ready to be searched."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self._offsets = [[k for k, character in enumerate(line.text) if not character.isspace()] for line in self.lines]
        self._starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, line in enumerate(self.lines):
            for rank, offset in enumerate(self._offsets[index]):
                self._starts[line.text[offset]].append((index, rank))
        self._next = [self._followers(index) for index in range(len(self.lines))]
        self.flat = "".join("".join(line.text.split()) for line in self.lines)

    def _followers(self, index: int) -> tuple[int, ...]:
        """Lines in which the words of this one may go on, likeliest first.

        A Line below that begins only where this one has ended stands under what is beside this one, if anything is: the
        big numeral of a rank goes on beside it, not in the ranks below. It may be half way down words of several lines.
        """
        line = self.lines[index]
        height = max(line.box[3] - line.box[1], line.size)
        up = height if _NUMERAL.fullmatch(line.text) else 0.45 * height
        beside: list[int] = []
        below: list[tuple[float, int]] = []
        for other, candidate in enumerate(self.lines):
            if other == index:
                continue
            down = _middle(candidate.box) - _middle(line.box)
            gap = max(candidate.box[0] - line.box[2], line.box[0] - candidate.box[2])
            if 0.45 * height < down <= 2.2 * max(height, candidate.box[3] - candidate.box[1]) and gap < height:
                below.append((down + max(gap, 0) + 0.05 * abs(candidate.box[0] - line.box[0]), other))
            elif -up <= down <= 0.45 * height and 0 <= candidate.box[0] - line.box[2] < 6 * height:
                beside.append(other)
        open_to = [
            (far, other)
            for far, other in below
            if self.lines[other].box[0] < line.box[2]
            or not any(_is_under(self.lines[other].box, self.lines[each].box) for each in beside)
        ]
        boxes = [self.lines[other].box for _, other in open_to]
        open_to = [
            (far, other)
            for (far, other), box in zip(open_to, boxes, strict=True)
            if not any(_is_between(each, line.box, box) for each in boxes)
        ]
        open_to += [(2.2 * height + self.lines[other].box[0] - line.box[2], other) for other in beside]
        return tuple(other for _, other in sorted(open_to)[:6])

    def find(self, text: str, used: frozenset[tuple[int, int]] | set[tuple[int, int]] = frozenset()) -> list[Match]:
        """Every place where the text stands, in the Lines' order, but for characters in `used`.

        Matches don't share characters. Those in one Line are taken first, then those that go on where a Line ends, then
        the others; of several threads from one start the likeliest.
        """
        elements = elements_of(text)
        if not elements:
            return []
        first = elements[0]
        starts: Iterable[tuple[int, int]]
        if isinstance(first, Hole):
            starts = (
                (index, rank)
                for index, line in enumerate(self.lines)
                for rank, offset in enumerate(self._offsets[index])
                if line.text[offset].isdigit() or line.text[offset] in _SIGN
            )
        else:
            starts = self._starts.get(first, [])
        found: list[Match] = []
        taken: set[tuple[int, int]] = set(used)
        starts = [(index, rank) for index, rank in starts if (index, self._offsets[index][rank]) not in taken]
        for wrapping in _WRAPPINGS:
            for index, rank in starts:
                if (index, self._offsets[index][rank]) in taken:
                    continue
                for spans, filled in self._threads(elements, 0, index, rank, wrapping):
                    match = self._match(_merged(spans), tuple(filled))
                    if taken.isdisjoint(match.positions):
                        found.append(match)
                        taken |= match.positions
                        break
        return sorted(found, key=lambda match: match.spans[0])

    def after(self, text: str, line: int, offset: int) -> Match | None:
        """The text right after that offset of the Line, with nothing but white space or punctuation between."""
        rest = [rank for rank, at in enumerate(self._offsets[line]) if at >= offset]
        while rest and self.lines[line].text[self._offsets[line][rest[0]]] in ":–-=":
            rest.pop(0)
        if not rest:
            return None
        for spans, filled in self._threads(elements_of(text), 0, line, rest[0], _WRAPPINGS[1]):
            return self._match(_merged(spans), tuple(filled))
        return None

    def _threads(
        self, elements: tuple[str | Hole, ...], at: int, index: int, rank: int, wrapping: _Wrapping
    ) -> Iterator[tuple[list[Span], list[Filled]]]:
        """The threads from that character on. Where a Line ends, and at each space within it, a thread may go on in a
        Line that follows: cells of a narrow column are wrapped, and those of two columns may stand in one Line."""
        line = self.lines[index]
        offsets = self._offsets[index]
        begin = rank
        spans: list[Span] = []
        filled: list[Filled] = []
        exits: list[tuple[int, int, int, int]] = []
        while at < len(elements):
            ended = rank >= len(offsets)
            spaced = not ended and rank > begin and offsets[rank] > offsets[rank - 1] + 1
            # A number goes with the words beside it, not with some below that have a number of their own; but beside
            # it there may only be the number of another cell.
            apart = spaced and (not isinstance(elements[at - 1], Hole) or _is_cell_of_number(line, offsets[rank]))
            if rank > begin and (ended or (wrapping.within and apart)):
                exits.append((at, rank, len(spans), len(filled)))
            if rank >= len(offsets):
                break
            element = elements[at]
            offset = offsets[rank]
            if isinstance(element, Hole):
                value = _value_at(line.text, offset, element.name)
                if value is None:
                    break
                end = offset + len(value)
                filled.append(Filled(element.name, value, span_box(line, offset, end), index, offset))
                spans.append((index, offset, end))
                while rank < len(offsets) and offsets[rank] < end:
                    rank += 1
            else:
                if line.text[offset] != element:
                    break
                spans.append((index, offset, offset + 1))
                rank += 1
            at += 1
        else:
            yield spans, filled
        if not wrapping.jumps:
            return
        further = _Wrapping(wrapping.jumps - 1, wrapping.within)
        for at, rank, told, holes in reversed(exits):
            here = span_box(line, _cell_start(line, offsets[begin]), offsets[rank - 1] + 1)
            for follower, entry in self._entries(index, rank >= len(offsets), here, elements[at]):
                for more, values in self._threads(elements, at, follower, entry, further):
                    yield spans[:told] + more, filled[:holes] + values

    def _entries(self, index: int, ended: bool, here: Box, element: str | Hole) -> Iterator[tuple[int, int]]:
        """Where a thread may go on: the beginnings of the Lines that follow (if its own has ended, and it is in the first
        cell of that), and words in them that stand under the part of it in this Line."""
        slack = (here[3] - here[1]) / 2
        is_first = here[0] - self.lines[index].box[0] <= slack
        for follower in self._next[index]:
            line, offsets = self.lines[follower], self._offsets[follower]
            for rank, offset in enumerate(offsets):
                if rank and offset == offsets[rank - 1] + 1:
                    continue
                if isinstance(element, str) and line.text[offset] != element:
                    continue
                if rank and _cell_start(line, offset) != offset:
                    continue
                goes_on = ended and rank == 0
                if goes_on and is_first:
                    yield follower, rank
                    continue
                word = line.box if goes_on else span_box(line, offset, _word_end(line.text, offset))
                if word[0] < here[2] + slack and here[0] - slack < word[2] and _middle(word) > _middle(here):
                    yield follower, rank

    def _match(self, spans: tuple[Span, ...], filled: tuple[Filled, ...]) -> Match:
        first, start, _ = spans[0]
        last, _, end = spans[-1]
        before = self.lines[first].text[:start]
        after = self.lines[last].text[end:]
        whole = not (before and _joins(before[-1])) and not (after and _joins(after[0]))
        box = union(span_box(self.lines[index], begin, stop) for index, begin, stop in spans)
        return Match(spans, filled, box, whole, not before.strip() and not after.strip())


def _joins(character: str) -> bool:
    """Whether a word may go on through this character."""
    return character.isalnum() or "\u0e00" <= character <= "\u0e7f"


def _value_at(text: str, offset: int, name: str) -> str | None:
    form = _FORMS.get(name, _NUMBER)
    match = form.match(text, offset)
    if match is None or name == "month":
        return match and match[0]
    if match[0][0] in _SIGN and not _BEFORE_SIGN.search(text, 0, offset):
        return None
    if _BEFORE_NUMBER.search(text, 0, offset) or _AFTER_NUMBER.match(text, match.end()):
        return None
    return match[0]


def _cell_start(line: Line, offset: int) -> int:
    """Where the words begin that stand before a place in its Line with nothing but spaces of a usual width between."""
    start, right_of = offset, line.boxes[offset]
    for at in range(offset - 1, -1, -1):
        box = line.boxes[at]
        if box is None or line.text[at].isspace():
            continue
        if right_of is None or right_of[0] - box[2] > _SPACE * (line.box[3] - line.box[1]):
            break
        start, right_of = at, box
    return start


def _is_cell_of_number(line: Line, offset: int) -> bool:
    """Whether a number begins a cell of its own there."""
    return line.text[offset].isdigit() and _cell_start(line, offset) == offset


def _word_end(text: str, offset: int) -> int:
    return next((at for at in range(offset, len(text)) if text[at].isspace()), len(text))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for index, start, end in spans:
        if merged and merged[-1][0] == index:
            merged[-1] = (index, merged[-1][1], end)
        else:
            merged.append((index, start, end))
    return tuple(merged)


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _is_under(box: Box, other: Box) -> bool:
    """Whether a box is below another and not beside it."""
    return box[0] < other[2] and other[0] < box[2] and _middle(box) > _middle(other)


def _is_between(box: Box, upper: Box, lower: Box) -> bool:
    """Whether a box is under one and over another that is not beside it."""
    return _is_under(box, upper) and _is_under(lower, box) and _middle(box) < lower[1]
