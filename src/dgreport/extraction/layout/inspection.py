"""Is this PDF broken, and how? What is wrong with the map of each font, how it was mended, and what that did page by page.

What is *wrong before* are the characters in which a line, as the file's own maps give it, differs from the mended line:
another one, none, one too many, one in another place. *Wrong after* are those for which the mended text still has U+FFFD,
and those that stand where no Thai character can. Spaces and line breaks are not counted. What a map says of a glyph is a
fault only in lines that come out wrong: two glyphs may share out a sara am as they like.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import SYMBOL_BULLET, UNKNOWN
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.fonts.loading import LoadedFont
from dgreport.extraction.glyphs import UNREADABLE, open_document
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.page import Glyph, Line, Page

#: The answer in one word. sound: nothing is wrong. mended: all that was wrong was mended. partly: some was, or pages are
#: missing. unreadable: no page has characters that can be told.
Verdict = Literal["sound", "mended", "partly", "unreadable"]
#: Where the file says what a font's codes stand for.
Map = Literal["ToUnicode", "encoding", "none"]
#: How many examples of a fault are kept.
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    before: str  #: what the file's map says of a glyph
    after: str  #: what the glyph stands for
    times: int  #: glyphs on the pages


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a font's map."""

    kind: str  #: see `fault_of`
    evidence: str  #: what told the true characters, see `extraction.fonts.evidence`; "none" where nothing did
    codes: int
    glyphs: int  #: on the pages
    examples: tuple[Example, ...]  #: the commonest


@dataclass(frozen=True, slots=True)
class FontState:
    name: str  #: the base font and a number, unique in the document
    map: Map
    codes: int  #: used on the pages
    glyphs: int  #: on the pages
    faults: tuple[Fault, ...]
    problem: str = ""  #: why the font or its embedded program can't be read; "" where it can


@dataclass(frozen=True, slots=True)
class PageState:
    number: int  #: 1-based
    characters: int  #: of the mended text, without spaces
    before: int  #: characters that were wrong
    after: int  #: characters that still are
    rules: tuple[tuple[str, int], ...]  #: edits of each rule, by name
    problem: str = ""
    hidden: int = 0  #: glyphs that the page does not show; their text is left out
    layer: int = 0  #: glyphs that only say what an image shows: as right as the text recognition was


@dataclass(frozen=True, slots=True)
class Inspection:
    """What `inspect` found."""

    file: str
    sha256: str
    verdict: Verdict
    fonts: tuple[FontState, ...]
    pages: tuple[PageState, ...]

    @property
    def before(self) -> int:
        """Characters that were wrong, on all pages."""
        return sum(page.before for page in self.pages)

    @property
    def after(self) -> int:
        """Characters that still are."""
        return sum(page.after for page in self.pages)


def inspect(
    path: str | Path,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    *,
    fonts: KnownFonts | None = None,
) -> Inspection:
    """Reads a PDF and tells what was wrong with its text layer. `pages` are 1-based.

    A file without any readable character is told of, too. Raises NotAPdf, EncryptedPdf, DamagedPdf.
    """
    with open_document(path, password=password, fonts=fonts) as document:
        wanted = range(1, document.page_count + 1) if pages is None else tuple(pages)
        shown: list[Glyph] = []
        wrong: list[Glyph] = []
        states = []
        for number in wanted:
            page = document.page(number)
            lines = [_Checked(line, [page.glyphs[at] for at in line.glyphs]) for line in lines_of(page)]
            shown += page.glyphs
            wrong += (glyph for line in lines if line.wrong for glyph in line.glyphs)
            states.append(_page_state(page, lines))
        found = tuple(_font_states(document.fonts, shown, wrong, document.font_problems))
        return Inspection(Path(path).name, document.sha256, _verdict(states), found, tuple(states))


def fault_of(raw: str, text: str) -> str:
    """What kind of fault a map has that says `raw` of a glyph that stands for `text`; "" for none that harms.

    A ligature that reads as its letters, or a rarer character that shares its glyph with a commoner one, is none.
    """
    if text == UNKNOWN:
        return "can't be told"
    if raw == text or (text and text.isspace()) or unicodedata.normalize("NFKC", raw) == unicodedata.normalize("NFKC", text):
        return ""
    if raw == SYMBOL_BULLET:
        return "a bullet in a private code"
    if any("\ue000" <= char <= "\uf8ff" for char in raw):
        return "a private code"
    if raw and raw.isspace():
        return "a space for a sign or letter"
    if all(char == UNKNOWN or char.isspace() or not char.isprintable() for char in raw):
        return "no character"
    if (raw, text) == (thai.SARA_AM, thai.SARA_AA):
        return "sara am for sara aa"
    if len(raw) > max(1, len(text)):
        return "a whole cluster for one glyph"
    return "another character" if any(map(thai.is_thai, raw + text)) else ""


class _Checked:
    """A line with its glyphs, and how many of its characters were wrong."""

    def __init__(self, line: Line, glyphs: list[Glyph]) -> None:
        self.line, self.glyphs = line, glyphs
        said = (glyph.raw if fault_of(glyph.raw, glyph.text) else glyph.text for glyph in glyphs)
        self.wrong = _difference("".join("".join(said).split()), "".join(line.text.split()))


def _difference(said: str, true: str) -> int:
    """Characters in which two texts differ; where one stands for another, the longer counts."""
    if said == true:
        return 0
    steps = SequenceMatcher(None, said, true, autojunk=False).get_opcodes()
    return sum(max(i1 - i0, j1 - j0) for kind, i0, i1, j0, j1 in steps if kind != "equal")


def _font_states(
    fonts: Sequence[LoadedFont], shown: Sequence[Glyph], wrong: Sequence[Glyph], problems: Mapping[str, str]
) -> Iterable[FontState]:
    of_font = _by_font(shown)
    in_wrong_lines = _by_font(wrong)
    for font in fonts:
        if font.name not in of_font:
            continue
        mine, facts = of_font[font.name], font.mended.facts
        kind: Map = "none" if not facts.said else ("encoding" if facts.only_encoding else "ToUnicode")
        codes = len({glyph.code for glyph in mine})
        faults = tuple(_faults(in_wrong_lines.get(font.name, [])))
        yield FontState(font.name, kind, codes, len(mine), faults, problems.get(font.name, ""))


def _by_font(glyphs: Sequence[Glyph]) -> dict[str, list[Glyph]]:
    found: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        found.setdefault(glyph.font, []).append(glyph)
    return found


def _faults(glyphs: Sequence[Glyph]) -> Iterable[Fault]:
    """The faults of one font, the commonest first."""
    groups: dict[tuple[str, str], list[Glyph]] = {}
    for glyph in glyphs:
        kind = fault_of(glyph.raw, glyph.text)
        if kind:
            groups.setdefault((kind, glyph.evidence or "none"), []).append(glyph)
    for (kind, evidence), members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        pairs = Counter((glyph.raw, glyph.text) for glyph in members)
        examples = tuple(Example(raw, text, times) for (raw, text), times in pairs.most_common(_EXAMPLES))
        yield Fault(kind, evidence, len({glyph.code for glyph in members}), len(members), examples)


def _page_state(page: Page, lines: Sequence[_Checked]) -> PageState:
    rules = Counter(edit.rule for checked in lines for edit in checked.line.edits)
    texts = [checked.line.text for checked in lines]
    after = sum(text.count(UNKNOWN) + thai.damage(text) for text in texts)
    characters = sum(not char.isspace() for text in texts for char in text)
    before = sum(checked.wrong for checked in lines)
    return PageState(
        page.number, characters, before, after, tuple(sorted(rules.items())), page.problem, len(page.unseen), page.layer
    )


def _verdict(pages: Sequence[PageState]) -> Verdict:
    told = [page for page in pages if page.characters and not page.problem.startswith(UNREADABLE)]
    if not told:
        return "unreadable"
    if any(page.after or page.problem for page in pages):
        return "partly"
    return "mended" if any(page.before for page in pages) else "sound"
