"""The order of a font's glyphs: Thai fonts number them in the order of Unicode, and most writers keep the numbers.

Where a character map is wrong or gone, the number of a glyph between others whose characters are sure tells its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dgreport.extraction import thai
from dgreport.extraction.fonts.facts import FontFacts
from dgreport.extraction.fonts.ink import fits

#: How many glyphs must agree on the distance from code point to glyph number, and how many are many (500 fonts of the
#: study keep the order, 99.87 % of 11,977 characters right).
_FEWEST_VOTES, _MANY_VOTES = 3, 10
#: How many are enough where none dissents.
_ALL_VOTES = 5
#: Code points between the runs that have no character, and so no glyph; some fonts have one there.
_UNASSIGNED = (4, 3)
#: How near an agreed glyph must be where few vote for its distance, and where many do.
NEAR, FAR = 3, 30
#: Of the believed glyphs from an agreed one to the next, so many at most are not agreed, the one that is asked for included.
_DISSENT = 3
#: The two runs of assigned Thai code points, and that of ASCII, which Thai fonts have in order as well; and the share of
#: the glyphs of a run that must agree.
_RUNS = (range(0x0E01, 0x0E3B), range(0x0E3F, 0x0E5C), range(0x21, 0x7F))
_SHARE = 0.4
#: Glyph numbers of a font that was not numbered anew reach at least this many times the number of its glyphs.
_SPARSE = 1.5


@dataclass(frozen=True)
class _Run:
    points: range
    numbers: list[int]  #: of agreed glyphs, in order
    chars: list[int]
    believed: list[int]  #: numbers of all glyphs with a character of the run, in order
    votes: Counter[int]  #: for each distance from code point to glyph number


class Numbering:
    """The order of one font, from glyph numbers whose characters are believed (`places`) and all that are `used`.

    A font has a few stretches of one distance each, for letters out of use may be left out. One that was cut down and
    numbered anew, without gaps, has lost the order.
    """

    def __init__(self, places: Mapping[int, int], used: int, highest: int) -> None:
        self._runs: list[_Run] = []
        if not used or highest < _SPARSE * used:
            return
        first = 0  # the distance in the first run, if it is sure
        for points in _RUNS:
            mine = {number: char for number, char in places.items() if char in points}
            votes = Counter(number - char for number, char in mine.items())
            enough = max(_FEWEST_VOTES, _SHARE * len(mine))
            follows = next((first - gap for gap in _UNASSIGNED if first and votes[first - gap]), 0)
            if points is _RUNS[1] and follows and votes[follows] < _MANY_VOTES:
                # The second run goes on where the first ends; then one of its glyphs is witness enough.
                votes, enough = Counter({follows: _MANY_VOTES}), 1
            numbers = sorted(number for number, char in mine.items() if votes[number - char] >= enough)
            self._runs.append(_Run(points, numbers, [mine[number] for number in numbers], sorted(mine), votes))
            if points is _RUNS[0] and votes and (best := votes.most_common(1)[0])[1] == votes.total() >= _ALL_VOTES:
                first = best[0]

    @property
    def numbers(self) -> list[int]:
        """Of the glyphs that agree on Thai characters, in order."""
        return [number for run in self._runs if run.points is not _RUNS[-1] for number in run.numbers]

    def character(self, number: int, said: str = "", reach: int = FAR) -> str:
        """The character in whose place a glyph stands; "" where the order does not tell.

        The agreed glyphs next before and after it must be as far from their characters as each other, or the one side
        that there is have many votes; with few, one of them must be near, and in any case within `reach`. Against what
        is `said`, and could be, both are needed, and hardly another glyph between them that is out of their order.
        """
        for run in self._runs:
            at = bisect_left(run.numbers, number)
            own = at < len(run.numbers) and run.numbers[at] == number
            if own and said:
                return said
            beside = [n for n in (at - 1, at + own) if 0 <= n < len(run.numbers)]
            distances = [run.numbers[n] - run.chars[n] for n in beside]
            if not distances or distances[0] != distances[-1] or number - distances[0] not in run.points:
                continue
            votes = run.votes[distances[0]]
            many = votes >= _MANY_VOTES
            sure = votes == run.votes.total() >= _ALL_VOTES and not said  # none dissents
            nearest = min(abs(number - run.numbers[n]) for n in beside)
            farthest = FAR if sure else reach if many else NEAR
            if (said and not (many and len(beside) == 2)) or nearest > farthest:
                continue
            if said and bisect_left(run.believed, run.numbers[at]) - bisect_left(run.believed, run.numbers[at - 1]) > _DISSENT:
                continue
            return chr(number - distances[0])
        return ""


def numbering_of(facts: FontFacts) -> Numbering:
    """The order of a font, from the codes on which the file's word and the ink agree."""
    places: dict[int, int] = {}
    used: set[int] = set()
    for code in facts.codes:
        key = facts.key(code) if facts.program is not None else code
        ink = facts.ink(code)
        if not isinstance(key, int) or (ink is None and facts.program is not None):
            continue
        used.add(key)
        said = facts.said.get(code, "")
        if len(said) == 1 and (said.isascii() or thai.is_thai(said)) and fits(said, ink):
            places[key] = ord(said)
    return Numbering(places, len(used), max(used, default=0))
