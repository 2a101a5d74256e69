"""What each glyph of a page is to say, so that a reader that goes through the content finds the text of its lines.

A glyph says the characters that the lines take from it. Where that is in the order of drawing nothing else is needed;
glyphs whose text is in another order, or whose text other glyphs say, have to be read together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dgreport.extraction import thai
from dgreport.extraction.glyphs.doubles import doubled
from dgreport.extraction.glyphs.spans import ACTUAL_TEXT, CLUSTER
from dgreport.extraction.glyphs.units import is_sign
from dgreport.extraction.page import Columns, Glyph, Line, Page
from dgreport.mend.maps import SILENT


@dataclass(frozen=True, slots=True)
class Group:
    """Glyphs that are read together, those at the places [first, last] of the page's glyphs, and what they say."""

    first: int
    last: int
    text: str
    line: int  #: number of the line among those of its page
    tail: str = ""  #: a space that is only a gap, before the next group of the line

    def __add__(self, other: Group) -> Group:
        text = self.text + self.tail + other.text
        return Group(min(self.first, other.first), max(self.last, other.last), text, self.line, other.tail)


@dataclass(frozen=True, slots=True)
class Wording:
    """`says[i]` is what glyph i says: "" where it is a part of what another says, None where no line has it.

    Each letter with its signs is one of the `groups`, in content order; none overlaps another. `tangled` is the number
    of groups left out, for glyphs of others were drawn between theirs.
    """

    says: tuple[str | None, ...]
    groups: tuple[Group, ...]
    copies: frozenset[int]  #: the second copies of fake bold; they say what their first copies say
    tangled: int


def wording(page: Page, lines: Sequence[Line]) -> Wording:
    """What the glyphs of a page say, `lines` being the lines of that page."""
    glyphs = page.glyphs
    says: list[str | None] = [None] * len(glyphs)
    for line in lines:
        for char, at in zip(line.text, line.sources, strict=True):
            if at >= 0:
                says[at] = (says[at] or "") + char
    dealt = list(_deal(glyphs, says))
    shown = [at for at, said in enumerate(says) if said]
    originals = _originals(glyphs)
    copied = ((first, copy) for copy, first in originals.items())
    ties = sorted([*dealt, *copied, *_ties(glyphs, says, originals, shown)])
    for copy, first in originals.items():
        says[copy] = says[first]
    for at, glyph in enumerate(glyphs):
        if says[at] is None and at not in originals and _is_part(glyph):
            says[at] = ""
    groups = sorted(
        (group for number, line in enumerate(lines) for group in _clusters(line, number)),
        key=lambda group: (group.first, group.last),
    )
    tied, crossing = _tied(groups, ties)
    whole, tangled = _disjoint(tied)
    for group in whole:
        if not _leave(group, says, glyphs):
            _retell(group, says, originals)
    return Wording(tuple(says), tuple(whole), frozenset(originals), crossing + tangled)


def _deal(glyphs: Sequence[Glyph], says: list[str | None]) -> Iterator[tuple[int, int]]:
    """Where the reader gave the text of several glyphs to one of them: to each its own character, if it is plain which.

    Yields the places that are tied by that.
    """
    for spread, run in groupby(range(len(glyphs)), key=lambda at: glyphs[at].evidence in (ACTUAL_TEXT, CLUSTER)):
        places = list(run)
        chars = [(char, at) for at in places for char in says[at] or ""] if spread else []
        text = "".join(char for char, _ in chars)
        if len(chars) < len(places) and not any(tone + thai.SARA_AM in text for tone in thai.TONES):
            # The ring of a sara am stands before it; with a tone it can't be told which is which.
            rings = [[("", at), (char, at)] if char == thai.SARA_AM else [(char, at)] for char, at in chars]
            chars = [pair for pairs in rings for pair in pairs]
        if (
            not spread
            or len(chars) != len(places)
            or any(
                _is_flat(glyphs[at]) != (not char or thai.is_mark(char))
                for at, (char, _) in zip(places, chars, strict=True)
            )
        ):
            continue
        for at, (char, owner) in zip(places, chars, strict=True):
            says[at] = char
            if at != owner:
                yield min(at, owner), max(at, owner)


def _is_flat(glyph: Glyph) -> bool:
    across = abs(glyph.angle % 180 - 90) < 45
    extent = glyph.box[3] - glyph.box[1] if across else glyph.box[2] - glyph.box[0]
    return abs(extent) < 0.05 * glyph.size


def _originals(glyphs: Sequence[Glyph]) -> dict[int, int]:
    """Second copy to first copy of the glyphs that were drawn twice in one spot."""
    copies = doubled(Columns.of(glyphs))
    earlier: dict[tuple[str, int], list[int]] = {}
    found: dict[int, int] = {}
    for at, glyph in enumerate(glyphs):
        same = earlier.setdefault((glyph.font, glyph.code), [])
        if at in copies and same:
            found[at] = min(same, key=lambda other: _distance(glyphs[other], glyph))
        elif at not in copies:
            same.append(at)
    return found


def _distance(one: Glyph, other: Glyph) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _is_part(glyph: Glyph) -> bool:
    """True for a glyph that no line has though it is a sign: the ring of a sara am, a sign whose letter says all, one
    that stands on nothing."""
    return is_sign(glyph.form) or (not glyph.text and glyph.ink is not None)


def _ties(
    glyphs: Sequence[Glyph], says: Sequence[str | None], originals: dict[int, int], shown: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Places that belong to one group: a glyph that says nothing and the one before it that does, and the pieces of a
    sara am."""
    for at, glyph in enumerate(glyphs):
        if says[at] == thai.SARA_AM != glyph.text and at and says[at - 1]:
            yield at - 1, at
        part = _is_part(glyph)
        if says[at] or at in originals or not (glyph.text.strip() or part) or not shown:
            continue
        n = bisect_left(shown, at)
        yield (shown[n - 1], at) if n else (at, shown[0])
        for after in shown[n : n + 2] if part else ():
            if (says[after] or "").startswith(thai.SARA_AM):
                yield at, after
            if not all(map(thai.is_mark, says[after] or "")):
                break


def _leave(group: Group, says: list[str | None], glyphs: Sequence[Glyph]) -> bool:
    """Where the file's own maps say a group right and leave no glyph of it out, each glyph says what they say."""
    raw = [glyphs[at].raw for at in range(group.first, group.last + 1)]
    if not all(raw) or "".join(raw).replace(SILENT, "") != group.text:
        return False
    says[group.first : group.last + 1] = [text.replace(SILENT, "") for text in raw]
    return True


def told_by_letters(words: Wording, groups: Iterable[Group]) -> Wording:
    """The same, but that the letters of these groups say their signs as well, and the signs nothing.

    It is for signs that no span can hold together with their letter, and that a reader may sort elsewhere.
    """
    says = list(words.says)
    for wide in groups:
        for group in words.groups:
            places = [at for at in range(group.first, group.last + 1) if says[at]]
            if (
                wide.first <= group.first <= group.last <= wide.last
                and words.copies.isdisjoint(places)
                and "".join(says[at] or "" for at in places) == group.text
                and not thai.is_mark(group.text[0])
                and all(thai.is_mark(char) or char == thai.SARA_AM for char in group.text[1:])
            ):
                for at in places:
                    says[at] = ""
                says[places[0]] = group.text
    return replace(words, says=tuple(says))


def _retell(group: Group, says: list[str | None], originals: dict[int, int]) -> None:
    """Where the signs of a group are drawn in another order than they are written, the first of them says all.

    A map can say that, so readers that know no ActualText get it right too.
    """
    places = [at for at in range(group.first, group.last + 1) for _ in says[at] or ""]
    said, wanted = "".join(says[at] or "" for at in dict.fromkeys(places)), group.text
    if said == wanted or sorted(said) != sorted(wanted) or not originals.keys().isdisjoint(places):
        return
    end = 0
    while end < len(said):
        start, end = end, end + 1
        while sorted(said[start:end]) != sorted(wanted[start:end]):
            end += 1
        owners = list(dict.fromkeys(places[start:end]))
        is_whole = places[start - 1 : start] != owners[:1] and places[end : end + 1] != owners[-1:]
        are_signs = all(thai.is_mark(char) or char == thai.SARA_AM for char in wanted[start:end])
        if len(owners) > 1 and is_whole and are_signs:
            for at in owners:
                says[at] = ""
            says[owners[0]] = wanted[start:end]


def _clusters(line: Line, number: int) -> Iterator[Group]:
    """The letters of a line, each with its signs. Characters that were drawn in another order stay together."""
    drawn: list[Group] = []
    for char, at in zip(line.text, line.sources, strict=True):
        if at >= 0:
            drawn.append(Group(at, at, char, number))
        elif drawn:
            drawn[-1] = replace(drawn[-1], tail=drawn[-1].tail + char)
    least = [group.first for group in drawn]
    for n in range(len(drawn) - 2, -1, -1):
        least[n] = min(least[n], least[n + 1])
    group: Group | None = None
    for n, one in enumerate(drawn):
        if group is not None and group.last < least[n] and not thai.is_mark(one.text):
            yield group
            group = None
        group = one if group is None else group + one
    if group is not None:
        yield group


def _tied(groups: Sequence[Group], ties: Sequence[tuple[int, int]]) -> tuple[list[Group], int]:
    """The groups, made one where a tie spans them, and the number of ties that span more than one line."""
    result: list[Group] = []
    crossing = n = 0
    for first, last in _joined(ties):
        while n < len(groups) and groups[n].last < first:
            result.append(groups[n])
            n += 1
        end = n
        while end < len(groups) and groups[end].first <= last:
            end += 1
        spanned = groups[n:end]
        if result and result[-1].last >= first:  # made one by the tie before
            spanned = [result.pop(), *spanned]
        if not spanned or any(group.line != spanned[0].line for group in spanned):
            crossing += 1
            continue
        whole = spanned[0]
        for group in spanned[1:]:
            whole += group
        result.append(replace(whole, first=min(first, whole.first), last=max(last, whole.last)))
        n = end
    return result + list(groups[n:]), crossing


def _joined(ties: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ties that share a place as one."""
    first = last = -1
    for start, end in ties:
        if start > last:
            if last >= 0:
                yield first, last
            first, last = start, end
        last = max(last, end)
    if last >= 0:
        yield first, last


def _disjoint(groups: Sequence[Group]) -> tuple[list[Group], int]:
    """The groups that share no place with another, and the number of the others; of those that do the widest go."""
    ordered = sorted(groups, key=lambda group: (group.first, group.last))
    kept: list[Group] = []
    tangled = 0
    for group in ordered:
        while kept and kept[-1].last >= group.first:
            tangled += 1
            if kept[-1].last - kept[-1].first <= group.last - group.first:
                break
            kept.pop()
        else:
            kept.append(group)
    return kept, tangled
