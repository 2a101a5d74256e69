"""The PDF writer: a Document set in A4 portrait. The one door to ReportLab and svglib.

typefaces   fonts whose Thai looks right and reads back right
wrapping    where lines may end
styles      sizes, colours, the page
text        paragraphs laid into lines and painted
flowables   running text and drawings
grid        tables, contents, key figures
columns     how wide the columns of a table are
keeping     what stays together where pages turn
drawings    figures, from SVG
compose     from the blocks of a Document to blocks on a page
pages       cover, heads and feet, links and bookmarks
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dgreport.rendering.document import Document, FigureSpec
from dgreport.rendering.structure import Element

__all__ = ["Typeset", "typeset"]

#: The shares of white that a chapter is left with where it then takes a page less, the first that does.
_CLOSER = (0.75, 0.5)


@dataclass(frozen=True, slots=True)
class Typeset:
    """A document that has been set.

    `anchors` says on which page (1-based, of `pages`) each anchor stands; `structure` is what its content is, for
    `archive` to write; `missing` are the characters that the fonts
    lack, drawn as ◊ but kept in the text layer; `missing_figures` the ids of figures for which their text stands.
    """

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    structure: Element
    missing: frozenset[str] = frozenset()
    missing_figures: tuple[str, ...] = ()


def typeset(document: Document, figures: Callable[[FigureSpec], bytes]) -> Typeset:
    """The document as PDF. `figures` gives the SVG of a figure, its text as text; no bytes where there is none.

    The content is marked, but what it is stands in `structure` alone: `archive` puts both together. The same document
    gives the same bytes.
    """
    from io import BytesIO

    from dgreport.rendering.typeset.compose import CONTENTS_ANCHOR, Composer
    from dgreport.rendering.typeset.keeping import Draft, mixed, several, shorter
    from dgreport.rendering.typeset.pages import Book

    composer = Composer(document, figures)
    known = document.anchors() | {CONTENTS_ANCHOR}

    def draft(tight: Mapping[int, float]) -> Draft:
        story = composer.story({}, tight)
        book = Book(BytesIO(), document, known, composer.cover)
        return Draft(book.set(story, draft=True).anchors, book.fills)

    # Drafts find the pages that the contents name, and the chapters that are better set a little closer.
    usual = draft({})
    tight: dict[int, float] = {}
    closer: dict[int, Draft] = {}
    for share in _CLOSER:
        if rest := several(usual.fills) - tight.keys():
            tried = draft(dict.fromkeys(rest, share))
            for chapter in shorter(tried.fills, usual.fills):
                tight[chapter], closer[chapter] = share, tried
    out = BytesIO()
    story = composer.story(mixed(usual, closer), tight)
    sheet = Book(out, document, known, composer.cover).set(story, draft=False)
    return Typeset(
        out.getvalue(), sheet.pages, sheet.anchors, composer.root, sheet.missing, tuple(composer.missing_figures)
    )
