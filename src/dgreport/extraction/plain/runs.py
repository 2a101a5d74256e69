"""The words of a slide in running text, and the numbers that stand with them.

A run is an item's words with its numbers right after them, whatever the line ends. It is taken for the item's only
where nothing rivals it: where several labels wait for a number, or several numbers follow, the order of the text alone
does not say whose they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from dgreport.extraction.plain.running import RunningText
from dgreport.extraction.reading.demand import Position, names, number_of, split
from dgreport.extraction.reading.search import Match, PageText
from dgreport.profile import HOLE, Slide

#: The words of a slide are whole where so many of them are found. In the text of content streams in the order of drawing,
#: and of pages read line by line across their columns, fewer are.
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an item's text that begins with words: these, and the pieces with numbers after them."""

    words: str
    pieces: tuple[str, ...]

    @property
    def parted(self) -> Segment | None:
        """The same with the number among its words set apart from them; None where there is none after words."""
        parts = split(self.words)
        return Segment(parts[0], (parts[1], *self.pieces)) if parts else None

    @property
    def kind(self) -> str:
        """What the first number after the words looks like; "" where there is none."""
        return kind_of(self.pieces[0]) if self.pieces else ""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of an item's text and where they stand, one right after the other."""

    pieces: tuple[str, ...]
    matches: tuple[Match, ...]
    has_seam: bool  #: whether words and numbers might have been set apart
    column: int | None = None  #: 0 for the first of several runs that follow the same words in one line
    label: Match | None = None
    is_doubtful: bool = False  #: whether it might be read the other way round, number before words

    @property
    def numbers(self) -> dict[str, Decimal]:
        return {
            name: number_of(filled.text)
            for piece, match in zip(self.pieces, self.matches, strict=True)
            for name, filled in zip(HOLE.findall(piece), match.filled, strict=True)
            if name and name != "month"
        }

    @property
    def positions(self) -> frozenset[Position]:
        return frozenset().union(*(match.positions for match in self.matches))

    @property
    def is_in_one_line(self) -> bool:
        return len({line for line, _ in self.positions}) == 1


def kind_of(piece: str) -> str:
    """What a value looks like: the piece without the names of its holes."""
    return HOLE.sub("{}", piece)


def is_share_piece(piece: str) -> bool:
    """Whether the piece is a share alone."""
    return HOLE.findall(piece) == ["percent"]


def segments_of(text: str) -> tuple[Segment, ...]:
    """The segments of an item's text. What begins with a number has no segment until words come."""
    segments: list[Segment] = []
    for piece in (piece.strip() for piece in text.split("|")):
        if names(piece) and (not segments or not HOLE.search(piece)):
            segments.append(Segment(piece, ()))
        elif segments:
            segments[-1] = Segment(segments[-1].words, (*segments[-1].pieces, piece))
    return tuple(segments)


class Words:
    """All words of a slide that stand in a text, and the numbers among them.

    `is_whole` is False where words of the slide are torn apart. `turns` are the pairs of labels that stand in the order
    of the profile, and all pairs.
    """

    def __init__(self, slide: Slide, text: RunningText) -> None:
        self.text = text
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for segment in _waiting(slide):
            self._kinds[segment.words] |= {kind_of(piece) for piece in segment.pieces}
        self._matches: dict[str, list[Match]] = {}
        self._all_kinds = {kind_of(piece) for group in slide.groups for item in group.items for piece in item.pieces[1:]}
        self._all_kinds |= {
            kind_of(item.pieces[0]) for group in slide.groups for item in group.items if not names(item.pieces[0])
        }
        self.found: dict[str, list[Match]] = {}
        used: set[Position] = set()
        for words in sorted(set(_words(slide)) - {""}, key=_longest_first):
            self.found[words] = self._find(words, used)
            for match in self.found[words]:
                used |= match.positions
        self.used = frozenset(used)
        for words in self.found:
            if not self.found[words] and HOLE.search(words):  # a number told within a longer heading
                self.found[words] = text.find(words)
        self._split(slide)
        self.is_whole = sum(map(bool, self.found.values())) >= _WHOLE * len(self.found)
        self.turns = self._turns(slide)
        self._labels = sorted(
            ((_start(match), _end(match), words) for words, matches in self.found.items() for match in matches)
        )

    def _split(self, slide: Slide) -> None:
        """Words that a line end parts from the number among them: the words alone are looked for."""
        for group in slide.groups:
            for segment in (segment for item in group.items for segment in segments_of(item.text)):
                parts = segment.parted
                if parts is None or any(self._is_unbroken(match) for match in self.found[segment.words]):
                    continue
                free = self.used - frozenset().union(*(match.positions for match in self.found[segment.words]))
                self.found[segment.words] = []
                self.found[parts.words] = self._find(parts.words, free)
                self.used = free.union(*(match.positions for match in self.found[parts.words]))
                self._kinds[parts.words] |= {kind_of(piece) for piece in parts.pieces}

    def _turns(self, slide: Slide) -> tuple[int, int]:
        items = (item for group in slide.groups for item in group.items if not item.repeats)
        labels = (self.found[segment.words] for item in items for segment in segments_of(item.text)[:1])
        places = [_start(found[0]) for found in labels if len(found) == 1]
        pairs = [*combinations(places, 2)]
        return sum(one < other for one, other in pairs), len(pairs)

    def _find(self, words: str, used: set[Position] | frozenset[Position]) -> list[Match]:
        matches = [match for match in self.text.find(words, used) if self._begins_well(match, used)]
        return [match for match in matches if self._is_whole(match, used)] or matches

    def _is_whole(self, match: Match, used: Container[Position]) -> bool:
        """Whether no letters go on before it or after it."""
        (line, start), (last, end) = _start(match), _end(match)
        before, after = self.text.lines[line].text[:start], self.text.lines[last].text[end:]
        is_free_before = not before or (line, start - 1) in used or not _is_letter(before[-1])
        return is_free_before and (not after or (last, end) in used or not _is_letter(after[0]))

    def _begins_well(self, match: Match, used: Container[Position]) -> bool:
        """Whether words that go on in the next line begin with their own, or after other words of the slide."""
        line, start = _start(match)
        text = self.text.lines[line].text
        return len(match.spans) == 1 or all((line, at) in used or not _is_letter(text[at]) for at in range(start))

    def values(self, kind: str) -> list[Match]:
        """Numbers of a kind outside words; bare ones only where no other words are near."""
        apart = [match for match in self._of_kind(kind) if self._is_apart(match)]
        return [match for match in apart if not self._is_of_longer_kind(match.positions)]

    def _of_kind(self, kind: str) -> list[Match]:
        if kind not in self._matches:
            self._matches[kind] = self.text.find(kind, self.used)
        return self._matches[kind]

    def _is_of_longer_kind(self, positions: frozenset[Position]) -> bool:
        """Whether what stands there is but a part of a value of some kind: "{} %" of "share {} %"."""
        longer = (other.positions for kind in self._all_kinds for other in self._of_kind(kind))
        inked = {(line, at) for line, at in positions if not self.text.lines[line].text[at].isspace()}
        return any(
            inked <= other and any(not self.text.lines[line].text[at].isspace() for line, at in other - inked)
            for other in longer
        )

    def _is_apart(self, match: Match) -> bool:
        line, start, _ = match.spans[0]
        last, _, end = match.spans[-1]
        text = self.text.lines[line].text
        if kind_is_bare(match, self.text):
            around = [at for at in range(len(text)) if not start <= at < end and (line, at) not in self.used]
            return not any(_is_letter(text[at]) or text[at] == "%" for at in around)
        after = self.text.lines[last].text[end : end + 1]
        is_free_before = start == 0 or (line, start - 1) in self.used or not _is_letter(text[start - 1])
        return is_free_before and ((last, end) in self.used or not _is_letter(after or " "))

    def before(self, place: Position) -> tuple[Position, Position, str] | None:
        """The words (start, end, words) that end last before that place."""
        earlier = [label for label in self._labels if label[1] <= place]
        return max(earlier, key=lambda label: label[1], default=None)

    def between(self, start: Position, stop: Position) -> Iterator[str]:
        """The words that begin from `start` to before `stop`."""
        yield from (words for begin, _, words in self._labels if start <= begin < stop)

    def runs(self, segment: Segment, most: int) -> list[Run]:
        """The runs of a segment that nothing rivals; `most` is how many ask for it."""
        found = self.found.get(segment.words, [])
        if not found and segment.parted is not None:
            return self.runs(segment.parted, most)
        runs: list[Run] = []
        for label in found:
            runs += self._run(segment, label, most if len(found) == 1 else 1)
        return runs

    def _run(self, segment: Segment, label: Match, most: int) -> Iterator[Run]:
        holes = HOLE.findall(segment.words)
        first = (segment.words,) if holes else ()
        own = (label,) if holes else ()
        if any(hole != "rank" for hole in holes):
            # A number among its words: what follows is its own.
            if self._is_unbroken(label):
                rest = self._follow(segment.pieces, _end(label))
                yield Run((*first, *segment.pieces[: len(rest)]), (*own, *rest), bool(rest), None, label)
            return
        if not segment.pieces or self._has_rival(segment.kind, label):
            return
        for pieces in (segment.pieces, segment.pieces[:1]):
            rows = self._rows(pieces, _end(label), most)
            if rows:
                is_doubtful = self._is_reversible(segment.kind, label)
                for column, row in enumerate(rows):
                    at = column if len(rows) > 1 else None
                    yield Run((*first, *pieces), (*own, *row), True, at, label, is_doubtful)
                return

    def _is_unbroken(self, match: Match) -> bool:
        """Whether each number that is not the first thing has words before it in its line."""
        starts = {line: start for line, start, _ in match.spans}
        for each in match.filled:
            before = self.text.lines[each.line].text[starts[each.line] : each.start]
            if (each.line, each.start) != _start(match) and not any(map(_is_letter, before)):
                return False
        return True

    def _rows(self, pieces: tuple[str, ...], place: Position, most: int) -> list[tuple[Match, ...]]:
        """The pieces right after a place, once or `most` times; nothing where that is not clear."""
        rows: list[tuple[Match, ...]] = []
        while len(rows) <= most and (row := self._follow(pieces, place)) and len(row) == len(pieces):
            rows.append(row)
            place = _end(row[-1])
        if len(rows) > 1 and len(rows) == most and len({line for row in rows for line, _, _ in row[0].spans}) == 1:
            return rows
        return rows if len(rows) == most == 1 else []

    def _follow(self, pieces: Iterable[str], place: Position) -> tuple[Match, ...]:
        """As many of the pieces as stand right after a place, one after the other."""
        matches: list[Match] = []
        for piece in pieces:
            match = self.text.after(piece, *place)
            if match is None or not self.used.isdisjoint(match.positions):
                break
            if kind_of(piece) == "{}":
                break  # a bare number may be anything, such as that of the page
            matches.append(match)
            place = _end(match)
        positions: frozenset[Position] = frozenset().union(*(match.positions for match in matches))
        return () if self._is_of_longer_kind(positions) else tuple(matches)

    def _has_rival(self, kind: str, label: Match) -> bool:
        """Whether other words wait for the number too, or numbers stand before their words.

        Words and numbers in turn are a chain; where it begins with a number, that and all others are of the words after.
        """
        first, _ = self._chain(kind, label)
        if first > 0 and self._waits(first - 1, kind) and not self._between(first - 1, kind):
            is_served = self._has_number(self._labels[first - 1][1])
            if not is_served and not self._has_number(_end(label)):
                return True
        begin = self._labels[first - 1][1] if first > 0 else (0, 0)
        is_first = self._labels[first][0] == _start(label)
        if self._is_numbered(_start(label), begin if is_first else (0, 0)):
            return True
        return self._leads(self._between(first - 1, kind), first)

    def _is_reversible(self, kind: str, label: Match) -> bool:
        """Whether the chain that the words are in ends with words."""
        _, last = self._chain(kind, label)
        return self._labels[last][0] > _start(label) and self.text.after(kind, *self._labels[last][1]) is None

    def _chain(self, kind: str, label: Match) -> tuple[int, int]:
        """The first and the last of the words that the chain holds."""
        first = last = next(index for index, each in enumerate(self._labels) if each[0] == _start(label))
        while first > 0 and self._is_link(first - 1, kind):
            first -= 1
        while last + 1 < len(self._labels) and self._waits(last + 1, kind) and self._is_link(last, kind):
            last += 1
        return first, last

    def _is_link(self, at: int, kind: str) -> bool:
        """Whether just one line of numbers of a kind stands between words that wait for it and the next words."""
        between = self._between(at, kind)
        is_one = len({match.spans[0][0] for match in between}) == 1
        return is_one and self._waits(at, kind) and self._leads(between, at + 1)

    def _waits(self, at: int, kind: str) -> bool:
        return kind in self._kinds[self._labels[at][2]]

    def _leads(self, numbers: Sequence[Match], at: int) -> bool:
        """Whether the last of the numbers stands right before the words."""
        return bool(numbers) and self.text.next_ink(*_end(numbers[-1])) == self._labels[at][0]

    def _between(self, at: int, kind: str) -> list[Match]:
        """The numbers of a kind between the words and the next ones; those before all words for -1."""
        start = self._labels[at][1] if at >= 0 else (0, 0)
        stop = self._labels[at + 1][0] if at + 1 < len(self._labels) else (len(self.text.lines), 0)
        return [match for match in self._of_kind(kind) if start <= _start(match) and _end(match) <= stop]

    def _is_numbered(self, place: Position, after: Position) -> bool:
        """Whether a number stands right before a place in its line, and is not that of the words before it."""
        line, start = place
        before = self.text.lines[line].text[:start].rstrip()
        if not before or not before[-1].isdigit() or (line, len(before) - 1) in self.used:
            return False
        return not (after[0] == line and self._has_number(after))

    def _has_number(self, place: Position) -> bool:
        """Whether a number follows right after a place, in its line."""
        ink = self.text.next_ink(*place)
        if ink is None or ink[0] != place[0] or ink in self.used:
            return False
        return self.text.lines[ink[0]].text[ink[1]].isdigit()

    def is_next(self, match: Match, other: Match) -> bool:
        """Whether nothing but captions without letters or digits, such as "(%)", stands between two numbers."""
        line, offset = _end(match)
        stop = _start(other)
        while (place := self.text.next_ink(line, offset)) is not None and place < stop:
            character = self.text.lines[place[0]].text[place[1]]
            if _is_letter(character) or character.isdigit():
                return False
            line, offset = place[0], place[1] + 1
        return place == stop


def kind_is_bare(match: Match, text: PageText) -> bool:
    """Whether the match is a number and nothing else."""
    printed = (character for line, start, end in match.spans for character in text.lines[line].text[start:end])
    return all(character.isdigit() or character in ",." for character in printed)


def _is_letter(character: str) -> bool:
    return character.isalpha() or ("\u0e00" <= character <= "\u0e7f" and not character.isdigit())


def _words(slide: Slide) -> Iterator[str]:
    yield slide.title
    yield from slide.marks
    items = [item for group in slide.groups for item in group.items]
    told = {kind_of(segment.words) for item in items for segment in segments_of(item.text)}
    yield from (head for head in slide.columns.values() if kind_of(head) not in told)
    for group in slide.groups:
        yield from (part.strip() for part in (group.heading or "").split("|"))
        for item in group.items:
            yield from item.names
            yield from (segment.words for segment in segments_of(item.text))
    for rule in slide.statements:
        yield rule.text or rule.under or ""


def _waiting(slide: Slide) -> Iterator[Segment]:
    """The segments whose words have no number of their own, so that one must follow."""
    for group in slide.groups:
        for item in group.items:
            for segment in segments_of(item.text):
                if segment.kind and all(hole == "rank" for hole in HOLE.findall(segment.words)):
                    yield segment


def _longest_first(words: str) -> tuple[int, int, str]:
    return -len("".join(HOLE.sub("", words).split())), -len(words), words


def _start(match: Match) -> Position:
    return match.spans[0][:2]


def _end(match: Match) -> Position:
    line, _, end = match.spans[-1]
    return line, end
