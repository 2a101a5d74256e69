"""Sentences of a slide: by their words, or as the n-th bullet or numbered note under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dgreport.extraction.page import Box
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.search import THAI_DIGITS, Match, PageText, span_box, union
from dgreport.profile import Slide, StatementRule

_BULLET = re.compile(r"[•‣◦●○▪■–\-]\s*")
_NUMBERED = re.compile(r"([0-9๐-๙]{1,2})[.)]\s*")
#: A line goes on with a sentence within this many of its heights: body text is set on 1 to 2 times its height,
#: and what stands further off is another paragraph, a footer or the title of the slide.
_PITCH = 1.5
#: Lines of one paragraph are of one size; notes and sources under it are smaller by more than this.
_SAME_SIZE = 0.85


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    box: Box
    size: float  #: of the font, points

    def goes_on(self, row: _Row) -> bool:
        """Whether that row may go on with the paragraph of this one."""
        apart = row.box[1] - self.box[3]
        height = min(self.box[3] - self.box[1], row.box[3] - row.box[1])
        alike = min(self.size, row.size) >= _SAME_SIZE * max(self.size, row.size)
        return alike and apart <= _PITCH * height


def read_statements(slide: Slide, text: PageText, regions: Regions, skip: Iterable[int]) -> dict[str, Sentence]:
    """Statement id -> what is printed, for those that are there."""
    skipped = set(skip)
    headings = {rule.under: found[0] for rule in slide.statements if rule.under and (found := text.find(rule.under))}
    read: dict[str, Sentence] = {}
    for rule in slide.statements:
        by_words = rule.text is not None
        sentence = _by_words(rule, text, regions) if by_words else _by_place(rule, text, headings, skipped)
        if sentence is not None:
            read[rule.id] = sentence
    return read


def _by_words(rule: StatementRule, text: PageText, regions: Regions) -> Sentence | None:
    found = text.find(rule.text or "")
    own = [match for match in found if rule.level == "all" or regions.level_of_words(match.box) in (rule.level, None)]
    for match in own or found:
        pieces = [text.lines[line].text[start:end] for line, start, end in match.spans]
        return Sentence(joined(pieces), match.box)
    return None


def _by_place(
    rule: StatementRule, text: PageText, headings: dict[str, Match], skipped: set[int]
) -> Sentence | None:
    heading = headings.get(rule.under or "")
    if heading is None:
        return None
    of_headings = {line for other in headings.values() for line, _, _ in other.spans}
    end = min(
        (
            other.box[1]
            for other in headings.values()
            if other.box[1] > heading.box[3] and _meet(other.box, heading.box)
        ),
        default=float("inf"),
    )
    last, _, offset = heading.spans[-1]
    below = [
        _Row(line.text, line.box, line.size)
        for index, line in enumerate(text.lines)
        if index not in of_headings | skipped and heading.box[1] < _middle(line.box) < end and line.upright
    ]
    marked = [row.box for row in below if _BULLET.match(row.text) or _NUMBERED.match(row.text)]
    own_marks = [box for box in marked if _heading_of(box, headings.values()) is heading]
    column = union([heading.box, *own_marks])
    rows = _rows([row for row in below if _meet(row.box, column)])
    line = text.lines[last]
    if rest := line.text[offset:].strip(" :"):
        rows.insert(0, _Row(rest, span_box(line, offset, len(line.text)), line.size))
    for count, (number, sentence) in enumerate(_sentences(rows), 1):
        if (number or count) == rule.number:
            return Sentence(joined([row.text for row in sentence]), union(row.box for row in sentence))
    return None


def _rows(lines: Sequence[_Row]) -> list[_Row]:
    """Lines in reading order; parts on one baseline (a bullet set apart, a wide gap) become one."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: (_middle(line.box), line.box[0])):
        if rows and abs(_middle(rows[-1].box) - _middle(line.box)) < 0.4 * (line.box[3] - line.box[1]):
            other = rows.pop()
            first, second = (other, line) if other.box[0] <= line.box[0] else (line, other)
            size = max(first, second, key=lambda part: len(part.text)).size
            rows.append(_Row(f"{first.text} {second.text}", union([first.box, second.box]), size))
        else:
            rows.append(line)
    return rows


def _sentences(rows: Sequence[_Row]) -> list[tuple[int | None, list[_Row]]]:
    """The number, where it has one, and the lines of each sentence that a bullet or a number begins."""
    sentences: list[tuple[int | None, list[_Row]]] = []
    for row in rows:
        words = row.text.strip()
        if bullet := _BULLET.match(words):
            sentences.append((None, [replace(row, text=words[bullet.end() :])]))
        elif numbered := _NUMBERED.match(words):
            number = int(numbered[1].translate(THAI_DIGITS))
            sentences.append((number, [replace(row, text=words[numbered.end() :])]))
        elif sentences and sentences[-1][1][-1].goes_on(row):
            sentences[-1][1].append(replace(row, text=words))
    return sentences


def _heading_of(mark: Box, headings: Iterable[Match]) -> Match | None:
    """The nearest heading above a bullet in its column: over it, or else beginning as far to its left as the others."""
    above = [heading for heading in headings if heading.box[1] < _middle(mark)]
    column = [heading for heading in above if _meet(heading.box, mark)]
    if not column and above:
        nearest = min(abs(mark[0] - heading.box[0]) for heading in above)
        column = [h for h in above if abs(mark[0] - h.box[0]) <= nearest + mark[3] - mark[1]]
    return max(column, key=lambda heading: heading.box[1], default=None)


def joined(pieces: Sequence[str]) -> str:
    """Lines as one text: Thai goes on without a space, anything else with one."""
    text = ""
    for piece in pieces:
        if text and not (_thai(text[-1]) and _thai(piece[:1])):
            text = text.rstrip() + " "
        text += piece.strip()
    return text


def _thai(character: str) -> bool:
    return "\u0e01" <= character <= "\u0e5b"


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2]


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
