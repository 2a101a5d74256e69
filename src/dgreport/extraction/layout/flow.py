"""Which lines of a page are one paragraph, and what joins them.

A paragraph goes on where the next line stands right below, at the same left edge, and could not have begun on this one:
its first word had no room. Where paragraphs are set apart by space, a line that is nearly as long as the others will do,
for some writers break lines by the number of characters. Thai has no space between words, so a line that was broken
between or inside Thai words is joined without one; beside other letters and digits there is one. A hyphen at the end of
a line, and the line break after it, are left alone: whether the word has a hyphen of its own, the page does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from dgreport.extraction import thai
from dgreport.extraction.page import Line, Page

LINE_BREAK = "\n"

#: Lengths in font sizes. Sizes of one paragraph differ by no more than this share.
_SAME_SIZE = 0.06
#: From line to line no more than this, and no more than this many times the pitch that is usual at that size.
_HIGHEST_PITCH, _WIDER_PITCH = 2.6, 1.2
#: Edges nearer than this are the same.
_SAME_EDGE = 0.35
#: What is narrower is no paragraph but a label, a cell or a column of numbers.
_NARROWEST = 10.0
#: Where space parts paragraphs, a line that goes on has at least this share of the width of the longest.
_LONG_LINE = 0.7
#: What of the next line is looked at for its first word.
_MOST_OF_WORD = 40

_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"
_OPENING = "([{<\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}/"
_CLOSING = ")]}>\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}%,.;:!?/"
#: A bullet, or a number or letter of a list, begins a paragraph of its own.
_MARKER = re.compile(
    r"[•●○▪■□◦‣✓➢❖]|[-–—*]\s|\(?(?:\d{1,3}|[๐-๙]{1,3})[.)](?!\d)|\(?(?:[ก-ฮa-zA-Z]|[ivx]{1,4})[.)]\s"
)
#: The number of a heading, which only the number of another tells from a number of the text.
_NUMBER = re.compile(r"[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*\.?\s")
#: Dots that lead to a page number.
_LEADER = re.compile(r"(?:[.…·_]\s?){4,}\s*[\d๐-๙]*$")


def joints(lines: Sequence[Line], page: Page) -> list[str]:
    """What comes after each of the lines of a page, in reading order: a line break, a space or nothing."""
    ends = [LINE_BREAK] * len(lines)
    pitches = _pitches(lines)
    starts = [at for at in range(len(lines)) if not at or not _is_below(lines[at - 1], lines[at], pitches)]
    stacks = [(start, lines[start:end]) for start, end in pairwise([*starts, len(lines)])]
    for number, (start, stack) in enumerate(stacks):
        beside = [other for at in (number - 1, number + 1) if 0 <= at < len(stacks) for other in [stacks[at][1]]]
        is_apart = any(_are_paragraphs(stack, other) for other in beside)
        for at, end in _stack(stack, page, is_apart=is_apart):
            ends[start + at] = end
    return ends


def _are_paragraphs(stack: Sequence[Line], other: Sequence[Line]) -> bool:
    """True for two stacks of several lines each, one over the other at the same left edge: space parts paragraphs."""
    upper, lower = sorted((stack, other), key=lambda lines: lines[0].box[1])
    size = stack[0].size
    return (
        min(len(stack), len(other)) > 1
        and _are_alike(upper[-1], lower[0])
        and 0 < lower[0].box[1] - upper[-1].box[1] <= 2 * _HIGHEST_PITCH * size
        and abs(_left(stack) - _left(other)) <= _SAME_EDGE * size
    )


def _left(lines: Sequence[Line]) -> float:
    """The left edge of the lines after the first."""
    return min(line.box[0] for line in lines[1:])


def _pitches(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance from line to line of each font size."""
    found: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        pitch = line.box[1] - before.box[1]
        if _are_alike(before, line) and 0 < pitch <= _HIGHEST_PITCH * line.size:
            found.setdefault(line.size, []).append(pitch)
    return {size: median(values) for size, values in found.items()}


def _are_alike(before: Line, line: Line) -> bool:
    return (
        before.upright
        and line.upright
        and before.bold == line.bold
        and abs(before.size - line.size) <= _SAME_SIZE * line.size
        and before.box[0] < line.box[2]
        and line.box[0] < before.box[2]
    )


def _is_below(before: Line, line: Line, pitches: dict[float, float]) -> bool:
    """True where a line stands right below another, and looks like its next."""
    pitch = line.box[1] - before.box[1]
    usual = pitches.get(line.size, _HIGHEST_PITCH * line.size)
    return _are_alike(before, line) and 0.5 * line.size < pitch <= min(_WIDER_PITCH * usual, _HIGHEST_PITCH * line.size)


def _stack(lines: Sequence[Line], page: Page, *, is_apart: bool) -> Iterator[tuple[int, str]]:
    """(number, end) of the lines of one stack that the next one goes on from; the stack may be one paragraph, set apart
    from the next by space.
    """
    right = max(line.box[2] for line in lines)
    width = right - min(line.box[0] for line in lines)
    if width < _NARROWEST * lines[0].size:
        return
    left: float | None = None  # of the paragraph from its second line on
    first = lines[0]
    for number, (line, after) in enumerate(pairwise(lines)):
        goes_on = (
            not _MARKER.match(after.text)
            and not (_NUMBER.match(after.text) and _NUMBER.match(first.text))
            and not _LEADER.search(line.text)
            and _is_aligned(first, after, left)
            and (_is_full(line, after, right) or (is_apart and right - line.box[2] <= (1 - _LONG_LINE) * width))
        )
        end = _between(line, after, page) if goes_on else LINE_BREAK
        if end != LINE_BREAK:
            left = after.box[0] if left is None else left
            yield number, end
        else:
            left, first = None, after


def _is_aligned(first: Line, after: Line, left: float | None) -> bool:
    """True where a line stands at the edge of its paragraph: as the second does, which may only be indented where the
    first has a marker.
    """
    near = _SAME_EDGE * after.size
    if left is not None:
        return abs(after.box[0] - left) <= near
    return after.box[0] <= first.box[0] + near or _MARKER.match(first.text) is not None


def _is_full(line: Line, after: Line, right: float) -> bool:
    """True where the first word of the next line had no room in this one."""
    word = thai.first_word(after.text[:_MOST_OF_WORD])
    boxes = [box for box in after.boxes[: len(word)] if box is not None]
    if not boxes:
        return False
    needed = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    return line.box[2] + needed > right - 0.05 * line.size


def _between(line: Line, after: Line, page: Page) -> str:
    """What joins two lines of a paragraph."""
    last, first = line.text[-1], after.text[0]
    if last in _HYPHENS:
        return LINE_BREAK
    if _has_space_at_its_end(line, page):
        return " "
    if (_is_thai(last) and _is_thai(first)) or last in _OPENING or first in _CLOSING:
        return ""
    return " "


def _is_thai(char: str) -> bool:
    return thai.is_thai(char) and not char.isdigit()


def _has_space_at_its_end(line: Line, page: Page) -> bool:
    """True where the file has a space after the last letter, which a line shows nothing of."""
    return any(
        glyph.text.isspace() and glyph.box[0] >= line.box[2] - 0.1 * line.size
        for glyph in (page.glyphs[at] for at in line.glyphs)
    )
