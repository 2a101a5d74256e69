"""Which lines of a running text are which slide of the profile, where nothing marks the pages.

Each line is like some slides and unlike others, by the rarer of its letters' sequences; the likeliest way from slide to
slide through all lines is found by dynamic programming. A slide has its title once and the heads of its columns once,
so that lines which all slides share fall to the right one. Slides may stand in any order, and some may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import log

from dgreport.profile import HOLE, Profile, Slide

_GRAM = 6  #: letters in a sequence; five are a syllable or two of Thai
_ENTER = 1.0  #: what it costs to go from one slide to another; a line that is wholly a slide's own gains 1
_AGAIN = 1.5  #: what it costs that a title or head stands in a slide twice
_TITLE = 2.0  #: what the title of one slide alone counts for it and against all others
_WITHOUT = 0.7  #: what it costs that a slide lacks its title or head
_TELLING = 10.0  #: rarity of a line, in nats, above which it speaks with its full weight
_KNOWN = 0.8  #: a line of which less than this is in the profile may be prose
_PROSE = 0.1  #: what prose counts for a slide that has statements in words of their own
_COMMON = 3  #: a line that is printed this often speaks for no slide


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines [first, last] are a slide's, by index; those around it, up to `start` and `stop`, might be too.

    What might be are lines without words at its ends: a number may belong to the slide before or after.
    """

    slide: str
    first: int
    last: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Place:
    """What may hold lines: a slide, or the divider that names a section."""

    slide: str  #: "" for a divider
    words: str
    title: str
    head: str
    has_prose: bool  #: has statements whose words the profile doesn't know

    def is_named_by(self, line: str) -> bool:
        """Whether the line is its title; that of a divider may go on, or be broken off."""
        if self.slide or not self.title:
            return line == self.title != ""
        return line.startswith(self.title) or (len(line) > 2 * _GRAM and self.title.startswith(line))

    def lacks(self, has_title: bool, has_head: bool) -> float:
        return _WITHOUT * (bool(self.title and not has_title) + bool(self.head and not has_head))


_State = tuple[int, bool, bool]  #: index of the place, whether its title and its head have been seen


def stretches_of(profile: Profile, lines: Sequence[str], breaks: Collection[int] = ()) -> tuple[Stretch, ...]:
    """The stretches of the slides that the lines hold, in order; `breaks` are the indices of lines that begin a page.

    Of a slide that seems to be there twice the longer stretch is taken.
    """
    letters = [_letters(line) for line in lines]
    places = [*_places(profile)]
    path = _likeliest(places, letters, frozenset(breaks))
    found: dict[str, tuple[int, int]] = {}
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or path[index] != path[start] or index in breaks:
            slide = places[path[start]].slide
            if slide and (slide not in found or index - start > found[slide][1] - found[slide][0] + 1):
                found[slide] = start, index - 1
            start = index
    owned = {index for first, last in found.values() for index in range(first, last + 1)}
    for place in places:
        if place.slide in found:
            first, last = found[place.slide]
            if first > 0 and first - 1 not in owned and first not in breaks and place.is_named_by(letters[first - 1]):
                found[place.slide] = first - 1, last  # its title alone had gone to another slide of that title
    return tuple(
        Stretch(slide, first, last, *_surroundings(first, last, letters, breaks))
        for slide, (first, last) in sorted(found.items(), key=lambda item: item[1])
    )


def _surroundings(first: int, last: int, letters: Sequence[str], breaks: Collection[int]) -> tuple[int, int]:
    start, stop = first, last
    while start > 0 and start not in breaks and len(letters[start - 1]) < _GRAM:
        start -= 1
    while stop + 1 < len(letters) and stop + 1 not in breaks and len(letters[stop + 1]) < _GRAM:
        stop += 1
    return start, stop


def _letters(text: str) -> str:
    """The text without white space, digits, marks of punctuation, holes and seams."""
    return re.sub(r"[\W\d_]", "", HOLE.sub("", text).translate(_THAI_SIGNS)).casefold()


#: Thai vowels and tone marks above and below are no word characters to `re`; they are left out everywhere alike.
_THAI_SIGNS = dict.fromkeys((0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E46, 0x0E4F)))


def _places(profile: Profile) -> Iterator[_Place]:
    for slide in profile.slides:
        head = next(iter(slide.columns.values()), "")
        words = "\n".join(_letters(text) for text in _texts(slide))
        has_prose = any(rule.under for rule in slide.statements)
        yield _Place(slide.id, words, _letters(slide.title), _letters(head), has_prose)
    for section in profile.sections:
        if section.kicker:
            name = _letters(section.kicker + section.th)
            yield _Place("", name, name, "", False)


def _texts(slide: Slide) -> Iterator[str]:
    yield slide.title
    yield "".join(slide.columns.values())
    yield from slide.marks
    for group in slide.groups:
        yield (group.heading or "").replace("|", "")
        yield from (item.text.replace("|", "") for item in group.items)
        yield from (name for item in group.items for name in item.names)
    for rule in slide.statements:
        yield rule.text or rule.under or ""


def _likeliest(places: Sequence[_Place], letters: Sequence[str], breaks: frozenset[int]) -> list[int]:
    """For each line the index of its place."""
    likeness = _likeness(places, letters)
    best: dict[_State, float] = {}
    sources: list[dict[_State, _State | None]] = []
    for index, line in enumerate(letters):
        entry, last = _best_end(places, best)
        steps: dict[_State, tuple[float, _State | None]] = {}
        for place, each in enumerate(places):
            is_title, is_head = each.is_named_by(line), each.head != "" and each.head in line
            gain = likeness[index][place]
            steps[place, is_title, is_head] = entry - _ENTER + gain, last
            if index in breaks:
                continue
            for has_title, has_head in product((False, True), repeat=2):
                before = place, has_title, has_head
                if before in best:
                    after = place, has_title or is_title, has_head or is_head
                    cost = _AGAIN * ((is_title and has_title) + (is_head and has_head))
                    score = best[before] + gain - cost
                    if after not in steps or score > steps[after][0]:
                        steps[after] = score, before
        best = {state: score for state, (score, _) in steps.items()}
        sources.append({state: source for state, (_, source) in steps.items()})
    path: list[int] = []
    state = _best_end(places, best)[1]
    for source in reversed(sources):
        if state is not None:
            path.append(state[0])
            state = source[state]
    return path[::-1]


def _best_end(places: Sequence[_Place], best: Mapping[_State, float]) -> tuple[float, _State | None]:
    """The best score that a stretch can be left with, and the state that has it."""
    ends = ((score - places[state[0]].lacks(*state[1:]), state) for state, score in best.items())
    return max(ends, key=lambda end: end[0], default=(0.0, None))


def _likeness(places: Sequence[_Place], letters: Sequence[str]) -> list[list[float]]:
    """[line][place]: from -1 (its words are others') to 1 (its words are this place's); 0 for what says nothing."""
    grams = [{part for text in place.words.split("\n") for part in _grams(text)} for place in places]
    spread: Mapping[str, int] = Counter(part for theirs in grams for part in theirs)
    rarity = {part: log(len(places) / count) for part, count in spread.items()}
    printed = Counter(letters)
    rows = []
    for line in letters:
        if named := [place.is_named_by(line) for place in places].count(True):
            weight = _TITLE * log(len(places) / named) / log(len(places))
            rows.append([weight if place.is_named_by(line) else -weight for place in places])
            continue
        parts = [*_grams(line)]
        if not parts or printed[line] >= _COMMON:
            rows.append([0.0] * len(places))
            continue
        known = [part for part in parts if part in rarity]
        total = sum(rarity[part] for part in known)
        weight = min(total / _TELLING, 1.0) * len(known) / len(parts)
        own = [sum(rarity[part] for part in known if part in theirs) for theirs in grams]
        row = [weight * (2 * part / total - 1) if total else 0.0 for part in own]
        if len(known) < _KNOWN * len(parts):
            row = [max(score, _PROSE) if place.has_prose else score for place, score in zip(places, row, strict=True)]
        rows.append(row)
    return rows


def _grams(text: str) -> Iterator[str]:
    yield from (text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1))
