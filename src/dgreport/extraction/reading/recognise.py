"""Which page is which slide of the profile, whatever their order; which number on a page is only its page number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dgreport.errors import NoProfileFits
from dgreport.extraction.page import Box, Line, Page
from dgreport.extraction.reading.assign import solve
from dgreport.extraction.reading.search import PageText
from dgreport.profile import HOLE, Profile, Slide

#: A slide is taken to be there if this part of its words is. Measured on the facsimiles: own slide 1.0, the likest
#: other slide 0.9 (told apart by `marks`), unrelated slides under 0.4.
ENOUGH = 0.6
#: Page numbers stand in this outer part of the page, and on this part of the pages at the same height or in step.
_EDGE = 0.12
_OFTEN = 0.3
_SAME_PLACE = 0.012
#: A page number: alone, between dashes, after its word, or before the number of pages.
_PAGE_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|[Pp]age)?\s*[-–—]?\s*([0-9๐-๙]{1,4})\s*[-–—]?(?:\s*/\s*[0-9๐-๙]{1,4})?")
#: The same where its title stands above it. A title alone, in a list of contents, has one word of many.
ENOUGH_UNDER_TITLE = 0.3


def slides_of(profile: Profile, pages: Mapping[int, PageText]) -> dict[str, tuple[int, PageText]]:
    """Slide id -> its page's number and its text, for the slides that are there.

    Each page is one slide at most; where slides share pages, a slide goes from its title down to the next one's.
    """
    return _parts(profile, pages) if profile.slides_share_pages else _whole_pages(profile, pages)


def _whole_pages(profile: Profile, pages: Mapping[int, PageText]) -> dict[str, tuple[int, PageText]]:
    numbers = list(pages)
    if not numbers:
        return {}
    score = np.array([[likeness(slide, pages[number]) for number in numbers] for slide in profile.slides])
    choice = solve(1.0 - score).choice
    return {
        slide.id: (numbers[column], pages[numbers[column]])
        for row, (slide, column) in enumerate(zip(profile.slides, choice, strict=True))
        if column >= 0 and score[row, column] >= ENOUGH
    }


def _parts(profile: Profile, pages: Mapping[int, PageText]) -> dict[str, tuple[int, PageText]]:
    """A title may stand in a list of contents too: the slide is where most of its words are under it."""
    titles = [
        (slide, number, match.box[1])
        for slide in profile.slides
        for number, page in pages.items()
        for match in page.find(slide.title)
        if match.alone
    ]
    best: dict[str, tuple[float, int, PageText]] = {}
    for slide, number, top in titles:
        bottom = min((other for _, on, other in titles if on == number and other > top + 1), default=float("inf"))
        text = PageText([line for line in pages[number].lines if top <= line.box[1] < bottom])
        score = likeness(slide, text)
        if score >= ENOUGH_UNDER_TITLE and score > best.get(slide.id, (0.0,))[0]:
            best[slide.id] = score, number, text
    return {id: (number, text) for id, (_, number, text) in best.items()}


def fits(profile: Profile, pages: Sequence[PageText]) -> int:
    """How many of the profile's recognition texts stand in the document."""
    return sum(any(page.find(text) for page in pages) for text in profile.recognise.texts)


def choose(profiles: Sequence[Profile], pages: Sequence[PageText], file: str) -> Profile:
    """The profile that fits best; NoProfileFits, saying what was looked for, if none does."""
    best: tuple[float, Profile] | None = None
    for profile in profiles:
        found = fits(profile, pages)
        share = found / len(profile.recognise.texts)
        if found >= profile.recognise.minimum and (best is None or share > best[0]):
            best = share, profile
    if best is None:
        wanted = "; ".join(f"{profile.id}: {profile.recognise.texts[0]!r} …" for profile in profiles)
        raise NoProfileFits(
            f"{file}: no known report family ({wanted}); start a profile for it with `dgreport profile new`"
        )
    return best[1]


def likeness(slide: Slide, page: PageText) -> float:
    """The part of a slide's words that the page has; less than enough where one of its marks is missing."""
    if slide.marks and not all(page.find(mark) for mark in slide.marks):
        return 0.3 * likeness(slide.model_copy(update={"marks": ()}), page)
    words = [piece for piece in _words(slide) if piece]
    found = sum(_stands(piece, page) for piece in words)
    title = 1 if page.find(slide.title) else 0
    return (found + title) / (len(words) + 1)


def _words(slide: Slide) -> list[str]:
    texts = list(slide.columns.values())
    for group in slide.groups:
        texts += (group.heading or "").split("|")
        texts += [item.pieces[0] for item in group.items]
    texts += [rule.text or rule.under or "" for rule in slide.statements]
    literal = ["".join(max(HOLE.split(text)[::2], key=len).split()) for text in texts]
    return [words for words in dict.fromkeys(literal) if len(words) > 3]


def _stands(words: str, page: PageText) -> bool:
    """Whether the beginning or the end of the words stands on the page; a wrapped label has one of them on one Line."""
    return any(part in page.flat for part in (words[:14], words[-14:], words[:7]))


@dataclass(frozen=True, slots=True)
class _Printed:
    """What may be a page's number."""

    page: int
    step: int  #: how much it is more than the page's place in the file
    across: float  #: the middle of it, as a part of the page's width
    down: float
    box: Box

    def is_at_the_place_of(self, other: _Printed) -> bool:
        """Whether it is as far down, at the head or foot of the page, or in the same place at its side."""
        as_far_down = abs(self.down - other.down) <= _SAME_PLACE
        return as_far_down and (not _inside(other.down) or abs(self.across - other.across) <= _SAME_PLACE)


def page_numbers(pages: Sequence[Page], lines: Mapping[int, Sequence[Line]]) -> set[tuple[int, Box]]:
    """(page number, box of the Line) of the printed page numbers.

    They are integers alone in their Line near an edge of the page: on many pages at the same height, or in step with the pages.
    """
    found: list[_Printed] = []
    for page in pages:
        for line in lines[page.number]:
            across = (line.box[0] + line.box[2]) / 2 / page.width
            down = (line.box[1] + line.box[3]) / 2 / page.height
            printed = _PAGE_NUMBER.fullmatch(line.text.strip())
            if printed and not (_inside(across) and _inside(down)):
                found.append(_Printed(page.number, int(printed[1]) - page.number, across, down, line.box))
    alike = [[other for other in found if other.is_at_the_place_of(one)] for one in found]
    in_step = [[other for other in found if other.step == one.step] for one in found]
    numbers: dict[int, Box] = {}
    for clusters in (alike, in_step):
        settled = set(numbers)
        largest = max(clusters, key=lambda cluster: len({each.page for each in cluster}), default=[])
        # One number alone is a page's at its head or foot; at its side, and in step with itself, it may be a figure.
        alone_will_do = clusters is alike and any(not _inside(each.down) for each in largest)
        fewest = max(_OFTEN * len(pages), 1 if alone_will_do else 2)
        if len({each.page for each in largest}) >= fewest:
            # Of two on one page the smaller: a figure may be in step by chance.
            for each in sorted(largest, key=lambda each: -_height(each.box)):
                if each.page not in settled:
                    numbers[each.page] = each.box
    return set(numbers.items())


def _height(box: Box) -> float:
    return box[3] - box[1]


def _inside(place: float) -> bool:
    return _EDGE < place < 1 - _EDGE
