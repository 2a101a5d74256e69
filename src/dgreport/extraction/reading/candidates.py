"""The numbers of a page that may be values of a kind: with its unit, outside of other words, not the numbers of a list."""

from __future__ import annotations

from collections.abc import Sequence

from dgreport.extraction.reading.demand import Position
from dgreport.extraction.reading.search import THAI_DIGITS, Match, PageText

#: So many numbers 1, 2, 3 … one under the other, each before words, number a list. Two may be values by chance.
_LIST = 3


def values_of_kind(kind: str, text: PageText, used: set[Position], wanted: int) -> list[Match]:
    """Where values of that kind stand; so many are wanted. Numbers that number a list are none.

    A unit may also be set over its number, where too few have it beside them: else it is the head of a column.
    """
    matches = [match for match in text.find(kind, used) if _apart(match, text, used)]
    if kind == "{}":
        numbers = _numbering(matches, text)
        return [match for match in matches if match not in numbers]
    unit = kind.removeprefix("{}").strip()
    if unit and len(matches) < wanted and kind == f"{{}} {unit}" and "{}" not in unit:
        taken = used | {position for match in matches for position in match.positions}
        over = [match for match in text.find(f"{unit} {{}}", taken) if len(match.spans) == 2]
        matches += [match for match in over if _apart(match, text, taken)]
    return matches


def _apart(match: Match, text: PageText, used: set[Position]) -> bool:
    """Whether the match is not within other words or a longer number; a bare number has no words beside it."""
    first, start, _ = match.spans[0]
    last, _, end = match.spans[-1]
    line = text.lines[first].text
    before = (first, start - 1) in used or start == 0 or not _word(line[start - 1])
    after = (last, end) in used or end == len(text.lines[last].text) or not _word(text.lines[last].text[end])
    if not before or not after:
        return False
    if first != last or not all(character.isdigit() or character in ",." for character in line[start:end]):
        return True
    beside = [(at, character) for at, character in enumerate(line) if not start <= at < end and (first, at) not in used]
    return not any(character.isalpha() for _, character in beside) and (end, ".") not in beside


def _word(character: str) -> bool:
    return character.isalnum() or "\u0e00" <= character <= "\u0e7f" or character == "%"


def _numbering(matches: Sequence[Match], text: PageText) -> list[Match]:
    """Bare numbers 1, 2, 3 … that stand one under the other, each with words to the right of it."""
    before_words = [match for match in matches if _stands_before_words(match, text)]
    numbers: list[Match] = []
    for first in before_words:
        listed = [first] if first.filled[0].text in ("1", "๑") else []
        for match in before_words:
            follows = bool(listed) and match.filled[0].text.translate(THAI_DIGITS) == str(len(listed) + 1)
            if follows and _is_under(match, listed[-1]):
                listed.append(match)
        if len(listed) >= _LIST:
            numbers += listed
    return numbers


def _is_under(match: Match, other: Match) -> bool:
    """Whether the match stands in the other's column, below it."""
    slack = (match.box[3] - match.box[1]) / 2
    aligned = any(abs(match.box[side] - other.box[side]) <= slack for side in (0, 2))
    return aligned and match.box[1] >= other.box[3] - slack


def _stands_before_words(match: Match, text: PageText) -> bool:
    """Whether the next thing on its baseline is words, not another number."""
    middle, height = (match.box[1] + match.box[3]) / 2, match.box[3] - match.box[1]
    beside = [line for line in text.lines if line.box[0] >= match.box[2] and line.box[1] <= middle <= line.box[3]]
    nearest = min(beside, key=lambda line: line.box[0], default=None)
    return (
        nearest is not None
        and nearest.box[0] - match.box[2] <= 4 * height
        and any(_word(character) and not character.isdigit() for character in nearest.text)
    )
