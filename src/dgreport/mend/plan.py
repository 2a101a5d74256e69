"""What is to be changed in the content of a page: spans that say what a map can't, and the aliases of fonts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dgreport.extraction.page import Glyph
from dgreport.mend.care import Band
from dgreport.mend.content import Content, Operation, Point, Shown, Span
from dgreport.mend.maps import SILENT, Code, FontMaps
from dgreport.mend.needs import heard, is_heard, joined, needed, overlapping
from dgreport.mend.reading import ReadPage
from dgreport.mend.wording import Group

#: Points by which the picture of a glyph is larger than its ink.
_EDGE = 1.0
#: Operators that must come in pairs inside a span, and what each closes. Marked content may not be inside at all, for
#: PDFium takes the properties of the innermost.
_OPENING = frozenset((b"BT", b"q"))
_CLOSING = {b"ET": b"BT", b"Q": b"q"}
_MARKING = frozenset((b"BDC", b"BMC", b"EMC"))


@dataclass(frozen=True, slots=True)
class ActualText:
    """A span to be put into a content."""

    begin: Point
    end: Point
    text: str

    @property
    def order(self) -> tuple[int, int, int]:
        return self.begin.number, self.begin.code or 0, self.begin.token


@dataclass(frozen=True, slots=True)
class Alias:
    """A code that is to be shown in an alias of its font."""

    operation: int
    code: int
    number: int  #: of the alias
    instead: Code = b""  #: the spare code that shows it, where the font has one


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A span of the file whose ActualText is to go, by its operation; where it says nothing else it goes as a whole."""

    operation: int
    closing: int  #: -1 where the span stays


Change = ActualText | Alias | Unsaid


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The changes of a page by the visits of its walk."""

    changes: tuple[frozenset[Change], ...]
    impossible: tuple[Group, ...] = ()  #: which no span can hold, for they lie across the structure of the content
    silent: tuple[Group, ...] = ()  #: which no span can hold either, but whose letters say all
    again: int = 0  #: spans of the file in whose place the very same would be put; they stay


def plan_page(read: ReadPage, maps: Mapping[str, FontMaps], bands: Sequence[Band] = ()) -> PagePlan:
    """What to change in the contents of a page.

    `maps` has those fonts, by name, whose maps are mended. Operators in one of the `bands` stay in one piece.
    """
    walk, places = read.walk, read.spots
    if not read.may_change:
        return PagePlan((frozenset(),) * len(walk.visits))
    whole = {spot.shown for spot, glyph in zip(places, read.page.glyphs, strict=True)
             if any(_lies_in(glyph, band) for band in bands)}  # fmt: skip
    cuts: set[int] = set()
    while True:
        hearing = heard(read, maps, whole, cuts)
        wanted, to_drop = needed(read, hearing, maps)
        groups = list(_widened(wanted, read, whole)) if whole else wanted
        dropped = {id(span): span for span in to_drop}
        if whole:
            dropped |= {id(span): span for span, first, last in read.spans() if overlapping(groups, first, last)}
        placed, impossible = _placed(groups, read, dropped)
        # A span that begins or ends inside an operator parts it, and what it parts may need another span.
        parted = set(_cuts(placed)) - cuts
        if not parted:
            break
        cuts |= parted
    silent = tuple(group for group in impossible if is_heard(group, read, hearing))
    unheard = tuple(group for group in impossible if group not in silent)
    same = _again(placed, read, dropped)
    changes: dict[int, set[Change]] = {id(visit): set() for visit in walk.visits}
    for group, (begin, end) in placed:
        if group not in same:
            changes[id(walk.shown[places[group.first].shown].visit)].add(ActualText(begin, end, group.text))
    for span in dropped.values():
        changes[id(span.visit)].add(Unsaid(span.number, span.closing))
    for at, number in enumerate(hearing.numbers):
        if number:
            shown = walk.shown[places[at].shown]
            instead = maps[read.page.glyphs[at].font].spare.get((places[at].code, number), b"")
            changes[id(shown.visit)].add(Alias(shown.number, places[at].number, number, instead))
    return PagePlan(tuple(frozenset(changes[id(visit)]) for visit in walk.visits), unheard, silent, len(same))


def _cuts(placed: Iterable[tuple[Group, tuple[Point, Point]]]) -> Iterator[int]:
    """The glyphs before which spans part operators."""
    for group, (begin, end) in placed:
        if begin.code is not None:
            yield group.first
        if end.code is not None:
            yield group.last + 1


def _again(placed: Iterable[tuple[Group, object]], read: ReadPage, dropped: dict[int, Span]) -> set[Group]:
    """The groups for which a span that is to go says just what a new one would; it is taken out of `dropped`."""
    spans = {(first, last): span for span, first, last in read.spans() if id(span) in dropped and span.closing >= 0}
    found: set[Group] = set()
    for group, _ in placed:
        span = spans.get((group.first, group.last))
        if span is not None and span.text == group.text:
            found.add(group)
            del dropped[id(span)]
    return found


def _lies_in(glyph: Glyph, band: Band) -> bool:
    boxes = (glyph.box, glyph.ink or glyph.box)
    return min(box[1] for box in boxes) - _EDGE <= band.bottom and band.top <= max(box[3] for box in boxes) + _EDGE


def _widened(wanted: Sequence[Group], read: ReadPage, whole: Collection[int]) -> Iterator[Group]:
    """The groups; one in an operator of the walk that is to stay `whole` is widened to all that it shows."""
    groups, places = read.words.groups, read.spots

    def one_piece(before: int, after: int) -> bool:
        """True where one group ends and the next begins inside an operator that is to stay whole."""
        if before < 0 or after == len(groups):
            return False
        shown = places[groups[before].last].shown
        return shown in whole and places[groups[after].first].shown == shown

    def edge(at: int, step: int) -> int:
        """The last glyph from that one on, forward or back, that its operator shows, as far as none has any text."""
        while (
            places[at].shown in whole
            and 0 <= at + step < len(places)
            and places[at + step].shown == places[at].shown
            and not (read.words.says[at + step] or "").strip()
        ):
            at += step
        return at

    ranges: list[tuple[int, int, Group | None]] = []  # numbers of groups, and the wanted group that is just those
    for group in wanted:
        under = overlapping(groups, group.first, group.last)
        start, end = under.start, under.stop
        while one_piece(start - 1, start):
            start -= 1
        while one_piece(end - 1, end):
            end += 1
        alone = group if end - start == len(under) else None
        while ranges and ranges[-1][1] > start:
            before = ranges.pop()
            if before[:2] != (start, end):
                start, end, alone = min(before[0], start), max(before[1], end), None
        ranges.append((start, end, alone))
    for start, end, alone in ranges:
        # MuPDF says the end of a span twice if it is what its last glyphs say.
        wide = alone or joined(list(_spaced(groups[start:end])))
        text = wide.text if alone else wide.text + SILENT
        yield replace(wide, first=edge(wide.first, -1), last=edge(wide.last, 1), text=text)


def _spaced(groups: Sequence[Group]) -> Iterator[Group]:
    """The groups, with a space between those of different lines: cells of a table that one operator shows."""
    for group, after in zip_longest(groups, groups[1:]):
        is_last = after is not None and after.line != group.line
        yield replace(group, tail=group.tail or " ") if is_last else group


# Where a span begins and ends ---------------------------------------------------------------------------------------


def _placed(
    wanted: Sequence[Group], read: ReadPage, dropped: dict[int, Span]
) -> tuple[list[tuple[Group, tuple[Point, Point]]], list[Group]]:
    """The groups with the points between which a span says them, and those around which none can be put.

    A group that begins in one text object and ends in the next takes in what is before it in the first. Spans of the
    file that come to lie inside a new one are added to `dropped`.
    """
    groups, spans = read.words.groups, list(read.spans())
    found: list[tuple[Group, tuple[Point, Point]]] = []
    inside: dict[int, Span]
    impossible: list[Group] = []

    def cuts_last(wide: Group) -> bool:
        """True where a group begins inside the last one that was placed."""
        return bool(found) and found[-1][0].first < wide.first <= found[-1][0].last

    for group in wanted:
        under = overlapping(groups, group.first, group.last)
        start, wide, inside = under.start, group, {}
        ends = _points(group, read, dropped.values())
        while (ends is None or cuts_last(wide)) and start > 0 and groups[start - 1].line == group.line:
            start -= 1
            wide = joined(groups[start : under.stop])
            inside = {id(span): span for span, first, last in spans if wide.first <= first and last <= wide.last}
            ends = _points(wide, read, {**dropped, **inside}.values())
        if ends is None:
            impossible.append(group)
            continue
        dropped |= inside
        while found and found[-1][0].last >= wide.first:
            found.pop()
        found.append((wide, ends))
    return found, impossible


def _points(group: Group, read: ReadPage, dropped: Iterable[Span]) -> tuple[Point, Point] | None:
    """The points around a group between which every operator that opens something has the one that closes it.

    The operators of `dropped` spans don't count.
    """
    one, two = read.spots[group.first], read.spots[group.last]
    first, last = read.walk.shown[one.shown], read.walk.shown[two.shown]
    if first.visit is not last.visit:
        return None
    content = first.visit.content
    gone = {number for span in dropped if span.visit is first.visit and span.closing >= 0
            for number in (span.number, span.closing)}  # fmt: skip
    starts = _outside(content, first, -1, gone) if one.number == 0 else [Point(first.number, one.number, -1)]
    ends_it = group.last + 1 == len(read.spots) or read.spots[group.last + 1].shown != two.shown
    ends = _outside(content, last, 1, gone) if ends_it else [Point(last.number, two.number + 1, -1)]
    for start in starts:
        for end in ends:
            if _is_balanced(content.operations, start, end, gone):
                return start, end
    return None


def _outside(content: Content, shown: Shown, step: int, gone: Collection[int]) -> list[Point]:
    """The points before (step -1) or after (step 1) an operator, the nearest first, as far as no other shows text."""
    found = [_beside(shown.operation, shown.number, step)]
    number = shown.number + step
    while 0 <= number < len(content.operations):
        operation = content.operations[number]
        if operation.word in _OPENING or operation.word in _CLOSING:
            found.append(_beside(operation, number, step))
        elif operation.word not in (b"Tf", b"gs") and number not in gone:
            break
        number += step
    return found


def _beside(operation: Operation, number: int, step: int) -> Point:
    return Point(number, None, operation.first if step < 0 else operation.end)


def _is_balanced(operations: Sequence[Operation], start: Point, end: Point, gone: Collection[int]) -> bool:
    open_: list[bytes] = []
    for number in range(start.number, end.number + 1):
        word = operations[number].word
        if number in gone:
            continue
        if word in _MARKING:
            return False
        if word in _OPENING:
            open_.append(word)
        elif word in _CLOSING and (not open_ or open_.pop() != _CLOSING[word]):
            return False
    return not open_
