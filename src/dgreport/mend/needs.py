"""Which groups of glyphs need an ActualText, for no map can say them to every reader.

That is so where signs are drawn in another order than they are written, where glyphs are drawn twice, where a glyph is
a part of what another says, and where PDFium would put signs in another order than they are drawn: it sorts the
operators of a line by where they begin, and the sign over a narrow letter may begin behind the letter after it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.glyphs.units import is_sign
from dgreport.extraction.page import Glyph
from dgreport.mend.content import Span
from dgreport.mend.maps import SILENT, FontMaps
from dgreport.mend.reading import ReadPage, Spot
from dgreport.mend.runs import map_numbers
from dgreport.mend.wording import Group


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reader of the mended maps hears of each glyph, and by which map (0: that of its font, 1 ...: an alias)."""

    texts: Sequence[str]
    numbers: Sequence[int]
    #: For each glyph the first that is shown with it; operators are parted where the font changes or a span begins or
    #: ends.
    pieces: Sequence[int]


def heard(
    read: ReadPage, maps: Mapping[str, FontMaps], whole: Collection[int] = (), cuts: Collection[int] = ()
) -> Heard:
    """What the glyphs say by `maps`, which has those fonts, by name, whose maps are mended.

    The operators of the walk in `whole` use one map each; before the glyphs at `cuts` operators are parted by spans.
    """
    texts = [glyph.raw for glyph in read.page.glyphs]
    numbers = map_numbers(read, maps, whole)
    pieces: list[int] = []
    for at, spot in enumerate(read.spots):
        font = maps.get(read.page.glyphs[at].font)
        if font is not None:
            texts[at] = font.text(spot.code, numbers[at])
        one_font = at > 0 and (numbers[at - 1] == numbers[at] or (font is not None and bool(font.spare)))
        same = one_font and read.spots[at - 1].shown == spot.shown and at not in cuts
        pieces.append(pieces[-1] if same else at)
    return Heard(texts, numbers, pieces)


def needed(read: ReadPage, hearing: Heard, maps: Mapping[str, FontMaps]) -> tuple[list[Group], list[Span]]:
    """The groups that need a span beside those of the file, and the spans of the file that have to go.

    A span of the file stays where it makes the groups it touches say what they should, or where nothing of it is Thai.
    """
    groups = read.words.groups
    unsaid = [not _is_said(group, read, hearing) for group in groups]
    misplaced = [_is_misplaced(group, read.page.glyphs, hearing.pieces) for group in groups]
    wanted = [one or two for one, two in zip(unsaid, misplaced, strict=True)]
    chains = {n: _chain(n, read, hearing.pieces) for n in range(len(groups)) if wanted[n]}
    parts = {n: chain for chain in reversed(chains.values()) for n in chain}  # of several the one that begins first
    served: set[int] = set()
    dropped: list[Span] = []
    for span, first, last in read.spans():
        under = overlapping(groups, first, last)
        touched = groups[under.start : under.stop]
        text = "".join(group.text for group in touched)
        start, end = min([first, *(group.first for group in touched)]), max([last, *(group.last for group in touched)])
        said = "".join([*hearing.texts[start:first], span.text.rstrip(SILENT), *hearing.texts[last + 1 : end + 1]])
        if any(map(thai.is_thai, text + span.text)) and (
            _plain(said) != _plain(text)
            or any(chain[0] not in under or chain[-1] not in under for chain in map(parts.get, under) if chain)
            or not _is_believed(span, read.page.glyphs[first], maps)
            or (_is_parted(first, last, read.spots, hearing) and not any(unsaid[n] for n in under))
        ):
            dropped.append(span)
        else:
            served.update(under)
    found: list[Group] = []
    n = 0
    while n < len(groups):
        if not wanted[n] or n in served:
            n += 1
            continue
        found.append(joined(groups[chains[n].start : chains[n].stop]))
        n = chains[n].stop
    return found, dropped


def would_help(
    read: ReadPage, maps: Mapping[str, FontMaps], left: int, silent: Sequence[Group] = (), again: int = 0
) -> bool:
    """True where `maps`, and spans for all groups but those `left`, would say more than the file does.

    No span can hold the groups that are left, nor the `silent` ones, which the maps say by their letters; `again` spans
    would go and come again. A page whose maps are of this kind already was mended as far as its picture allowed.
    """
    before = heard(read, {})
    # Where a map says nothing some readers take the code for the character; a space inside a word is none.
    texts = [text if text.strip() or (text and (says is None or says.isspace())) else UNKNOWN
             for text, says in zip(before.texts, read.words.says, strict=True)]  # fmt: skip
    before = replace(before, texts=texts)
    found, dropped = needed(read, before, {})
    known = sum(is_heard(group, read, before) for group in silent)
    if read.may_change and len(found) + len(dropped) > left + known + 2 * again:
        return True
    return SILENT not in before.texts and _said(read, heard(read, maps)) > _said(read, before)


def _said(read: ReadPage, hearing: Heard) -> int:
    """How many groups the maps say to readers that know no ActualText."""
    texts = hearing.texts
    return sum(
        _plain("".join(texts[group.first : group.last + 1]).replace(SILENT, "")) == _plain(group.text)
        for group in read.words.groups
    )


def is_heard(group: Group, read: ReadPage, hearing: Heard) -> bool:
    """True where the maps say a group, but for glyphs that say nothing, and only those may be sorted elsewhere."""
    texts = hearing.texts[group.first : group.last + 1]
    return _plain("".join(texts).replace(SILENT, "")) == _plain(group.text) and all(
        hearing.texts[at] == SILENT for at in _begins(group, read.page.glyphs, hearing.pieces)
    )


def overlapping(groups: Sequence[Group], first: int, last: int) -> range:
    """The numbers of the groups that have a place in [first, last]."""
    start = bisect_left(groups, first, key=lambda group: group.last)
    return range(start, max(start, bisect_left(groups, last + 1, key=lambda group: group.first)))


def joined(groups: Sequence[Group]) -> Group:
    """Several groups, one after the other, as one."""
    whole = groups[0]
    for group in groups[1:]:
        whole += group
    return whole


def _is_said(group: Group, read: ReadPage, hearing: Heard) -> bool:
    """True where the maps say the text of a group. Of other scripts than Thai only order and copies are looked at."""
    said, wanted = _plain("".join(hearing.texts[group.first : group.last + 1])), _plain(group.text)
    if said == wanted:
        return True
    copied = any(at in read.words.copies for at in range(group.first, group.last + 1))
    return not copied and sorted(said) != sorted(wanted) and not any(map(thai.is_thai, said + wanted))


def _plain(text: str) -> str:
    return "".join(text.split())


def _is_believed(span: Span, glyph: Glyph, maps: Mapping[str, FontMaps]) -> bool:
    """True where the font of a span's first glyph has one of its characters; others PDFium leaves out of account."""
    font = maps.get(glyph.font)
    return font is None or not set(span.text).isdisjoint(font.own.values())


def _is_parted(first: int, last: int, places: Sequence[Spot], hearing: Heard) -> bool:
    """True where an alias begins inside an operator. MuPDF then says twice what both the span and the maps say."""
    inner = range(first + 1, last + 1)
    return any(hearing.pieces[at] == at and places[at].shown == places[at - 1].shown for at in inner)


# The order of PDFium. What is said of operators here holds of their pieces. ------------------------------------------


def _is_misplaced(group: Group, glyphs: Sequence[Glyph], pieces: Sequence[int]) -> bool:
    """True where signs of the group have an operator that does not begin between those before and after it."""
    return any(
        _is_sorted_behind(glyphs, pieces[at - 1], at) or _is_sorted_behind(glyphs, at, bisect_right(pieces, at))
        for at in _begins(group, glyphs, pieces)
    )


def _chain(n: int, read: ReadPage, pieces: Sequence[int]) -> range:
    """The numbers of a group and of those after it that would come between its signs."""
    groups, glyphs = read.words.groups, read.page.glyphs
    group, end = groups[n], n + 1
    while (
        end < len(groups)
        and groups[end].line == group.line
        and not any(read.words.says[group.last + 1 : groups[end].first])
        and any(_is_sorted_behind(glyphs, at, group.last + 1) for at in _begins(group, glyphs, pieces))
    ):
        group += groups[end]
        end += 1
    return range(n, end)


def _begins(group: Group, glyphs: Sequence[Glyph], pieces: Sequence[int]) -> Iterator[int]:
    """The places in a group where another operator begins, with a sign."""
    for at in range(group.first + 1, group.last + 1):
        if pieces[at] == at and (is_sign(glyphs[at].form) or not glyphs[at].text):
            yield at


def _is_sorted_behind(glyphs: Sequence[Glyph], one: int, two: int) -> bool:
    """True where the operator that begins with glyph `one` comes behind the next, which begins with glyph `two`: on one
    line, where it begins further right. A line is what differs by half the width of the glyphs where they meet."""
    if two >= len(glyphs):
        return False
    first, last, after = glyphs[one], glyphs[two - 1], glyphs[two]
    on_one_line = abs(first.y - after.y) <= max(_width(last), _width(after)) / 2
    return on_one_line and first.x > after.x


def _width(glyph: Glyph) -> float:
    """The advance of a glyph, or where it has none the width of its ink."""
    advance = glyph.box[2] - glyph.box[0]
    return advance if advance > 0 or glyph.ink is None else glyph.ink[2] - glyph.ink[0]
