"""Where a line may end, and which ends make the best lines. Pure functions; widths come from the caller.

Thai is written without spaces between words, so words come from pythainlp's dictionary segmentation. A line never
begins with a mark, a following vowel, ๆ, ฯ or closing punctuation, and never ends with a leading vowel or opening
punctuation. Of all ways to break a paragraph into as few lines as possible the evenest is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

#: A line never begins with these (nor with any combining mark): following vowels, signs that close, and signs that
#: belong to the number or word before them.
NO_START = frozenset("ะาำๅๆฯฺ)]}»”’,.;:!?…%‰°†*/")
#: A line never ends with these: leading vowels and signs that open.
NO_END = frozenset("เแโใไ([{«“‘฿$#")

_THAI = re.compile(r"[\u0e00-\u0e7f]+")
#: Words joined by a hyphen or slash part after it, if no part is as short as in G-Cloud or Mb/s.
_AFTER_SIGN = re.compile(r"(?<=[^\W\d_]{3}[-/–—])(?=[^\W\d_]{3})")
#: newmm's time grows with the length of a run without spaces; longer runs are cut up before they are segmented.
_LONGEST_RUN = 2000
#: The share of a line that may rather stay empty than that it ends here: between a number and its unit (a word of so
#: many characters at most, and no word such as "of" that stands between two numbers); before a number or
#: what is said in brackets; within a phrase, since Thai puts its spaces between phrases.
_UNIT = re.compile(r"\S{1,9}(?!\S)(?! \d)")
_AFTER_NUMBER, _BEFORE_NUMBER, _WITHIN_PHRASE = 0.45, 0.3, 0.25
#: And within a short pair of brackets: (ร้อยละ 83), (per cent). Rather half a line stays empty, and more in a column.
_BRACKETS, _WITHIN_BRACKETS = re.compile(r"\([^()]{1,16}\)"), 0.85
#: The last line is not to be shorter than this share.
_SHORT_LAST_LINE = 0.18


def plain(text: str) -> str:
    """The text as it may be set: control and format characters, lone surrogates and non-characters are removed, runs
    of white space become one space. The one place where text from outside is made safe; no markup is ever parsed."""
    if text.isprintable() and "  " not in text:
        return text
    kept = (" " if char.isspace() else char for char in text if char.isspace() or not _unsettable(char))
    return re.sub(" {2,}", " ", "".join(kept))


def _unsettable(char: str) -> bool:
    category = unicodedata.category(char)
    return category in ("Cc", "Cf", "Cs") or ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def may_break(text: str, at: int) -> bool:
    """Whether the characters on both sides let a line begin at this offset."""
    following, before = text[at], text[_trimmed(text, at) - 1]
    if following == " " or following in NO_START or unicodedata.category(following) == "Mn":
        return False
    return before not in NO_END


def break_points(text: str) -> list[int]:
    """The offsets at which a line may begin, in order, 0 and the end left out."""
    points = {match.end() for match in re.finditer(" +", text)}
    points.update(match.start() for match in _AFTER_SIGN.finditer(text))
    for run in _THAI.finditer(text):
        points.update((run.start(), run.end()))
        offset = run.start()
        for word in _words(run[0]):
            points.add(offset)
            offset += len(word)
    return sorted(point for point in points if 0 < point < len(text) and _parts(text, point) and may_break(text, point))


def _parts(text: str, at: int) -> bool:
    """Not between a digit, Latin letter or hyphen and what touches it, unless Thai begins or ends there after it."""
    before, after = text[at - 1], text[at]
    if before == " " or before in "-/–—":
        return True
    thai_before, thai_after = _THAI.match(before), _THAI.match(after)
    if thai_before and thai_after:
        return True
    return bool((thai_before and after.isalpha()) or (thai_after and before.isalpha()) or after in NO_END)


@lru_cache(maxsize=20_000)
def _words(run: str) -> tuple[str, ...]:
    """A run of Thai without spaces, parted into words."""
    from pythainlp.tokenize import word_tokenize

    words: list[str] = []
    for start in range(0, len(run), _LONGEST_RUN):
        words.extend(word_tokenize(run[start : start + _LONGEST_RUN], engine="newmm"))
    return tuple(words)


def break_lines(
    text: str, ends: Sequence[float], width: float, even: bool = False
) -> list[tuple[int, int]]:
    """The text as lines (start, end), spaces at their ends left out.

    `ends[i]` is the width of the first i characters, so that `ends` has one entry more than the text; `width` is that
    of the line, in the same unit. A piece wider than the line is cut between clusters. `even`: the last line is to be
    as long as the others, as in a heading, where a word alone under a full line looks lost.
    """
    points = [0, *_fitting(text, ends, width), len(text)]
    if ends[-1] <= width:
        points = [0, len(text)]
    stops = [_trimmed(text, point) for point in points]
    bracketed = _bracketed(text)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(points)):
        choices = []
        for start in range(end - 1, -1, -1):
            used = ends[max(stops[end], points[start])] - ends[points[start]]
            if used > width and start < end - 1:
                break
            lines, cost, _ = best[start]
            choices.append((lines + 1, cost + _cost(text, points, start, end, used / width, bracketed, even), start))
        best.append(min(choices))
    spans = []
    end = len(points) - 1
    while end > 0:
        start = best[end][2]
        spans.append((points[start], max(stops[end], points[start])))
        end = start
    return spans[::-1]


def phrases(text: str) -> list[str]:
    """The text between its spaces; those in short pairs of brackets count for nothing."""
    bracketed = _bracketed(text)
    spaces = [match.start() for match in re.finditer(" ", text) if match.start() not in bracketed]
    return [text[start:end].strip(" ") for start, end in pairwise([0, *spaces, len(text)])]


def whole_pieces(text: str) -> list[str]:
    """The text in the pieces that are best left whole: words, and short pairs of brackets."""
    points = [0, *(point for point in break_points(text) if point not in _bracketed(text)), len(text)]
    return [text[start:end].strip(" ") for start, end in pairwise(points)]


def _bracketed(text: str) -> frozenset[int]:
    """The offsets within short pairs of brackets."""
    spans = (match.span() for match in _BRACKETS.finditer(text))
    return frozenset(offset for start, end in spans for offset in range(start + 1, end))


def _cost(
    text: str, points: Sequence[int], start: int, end: int, used: float, bracketed: frozenset[int], even: bool
) -> float:
    """How bad the line between two break points is; `used` is the share of the width that it fills."""
    if points[end] == len(text):
        return (1 - used) ** 2 if start > 0 and (even or used < _SHORT_LAST_LINE) else 0.0
    stop = _trimmed(text, points[end])
    if points[end] in bracketed:
        fault = _WITHIN_BRACKETS
    elif stop == points[end]:
        fault = _WITHIN_PHRASE
    elif text[stop - 1].isdigit() and _UNIT.match(text, points[end]):
        fault = _AFTER_NUMBER
    else:
        fault = _BEFORE_NUMBER if text[points[end]].isdigit() or text[points[end]] == "(" else 0.0
    return float((1 - used) ** 2 + fault**2)


def _trimmed(text: str, end: int) -> int:
    while end > 0 and text[end - 1] == " ":
        end -= 1
    return end


def _fitting(text: str, ends: Sequence[float], width: float) -> Iterator[int]:
    """The break points, and where two of them are more than a line apart, as many cuts as are needed between them.

    None after a hyphen: PDFium takes one at the end of a line for the sign of a divided word, and drops it.
    """
    start = 0
    for point in [*(each for each in break_points(text) if text[each - 1] != "-"), len(text)]:
        while ends[_trimmed(text, point)] - ends[start] > width:
            start = _cut(text, ends, start, width)
            if start >= point:
                break
            yield start
        if start < point < len(text):
            yield point
        start = max(start, point)


def _cut(text: str, ends: Sequence[float], start: int, width: float) -> int:
    """The last offset at which a piece begun at `start` may be cut and fits; at least one cluster on."""
    first = last = 0
    at = start + 1
    while at < len(text) and (not first or ends[at] - ends[start] <= width):
        if may_break(text, at):
            last = at if ends[at] - ends[start] <= width or not first else last
            first = first or at
        elif at - start > 200 and not first:  # a heap of marks: no place is right, any will do
            return at
        at += 1
    return last or first or len(text)
