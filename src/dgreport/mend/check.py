"""Whether a mended PDF is the same document: its pages look the same, and this reader reads the same text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.mend.care import Band

if TYPE_CHECKING:
    import pypdfium2

#: Dots per inch of the comparison: of screens, of PDFium's own programs (twice that), of print, and others that are
#: common in tests and thumbnails. The place of a glyph is rounded differently at each. Differences show best at the
#: highest, so that comes first.
_RESOLUTIONS = (300, 200, 150, 144, 100, 96, 72)


def where_pages_differ(
    one: Path, two: Path, pages: Iterable[int], password: str | None = None
) -> dict[int, list[Band]]:
    """Of those 1-based pages the ones whose pictures differ in any pixel, with bands in which they do: those of the first
    resolution at which they do."""
    import pypdfium2

    pdfs = [pypdfium2.PdfDocument(path, password=password) for path in (one, two)]
    try:
        found: dict[int, list[Band]] = {}
        for number in pages:
            for resolution in _RESOLUTIONS:
                before, after = (_picture(pdf, number, resolution) for pdf in pdfs)
                differing = _bands(before, after, resolution)
                if differing:
                    found[number] = differing
                    break
        return found
    finally:
        for pdf in pdfs:
            pdf.close()


_Picture = tuple[int, int, bytes]  # bytes of a row, rows, pixels


def _picture(pdf: pypdfium2.PdfDocument, number: int, resolution: int) -> _Picture:
    bitmap = pdf[number - 1].render(scale=resolution / 72)
    return bitmap.stride, bitmap.height, bytes(bitmap.buffer)


def _bands(one: _Picture, two: _Picture, resolution: int) -> list[Band]:
    if one == two:
        return []
    (stride, height, before), (_, _, after) = one, two
    if one[:2] != two[:2]:
        return [Band(0.0, math.inf)]
    found: list[Band] = []
    for row in range(height):
        if before[row * stride : (row + 1) * stride] != after[row * stride : (row + 1) * stride]:
            top, bottom = row * 72 / resolution, (row + 1) * 72 / resolution
            if found and found[-1].bottom >= top:
                found[-1] = Band(found[-1].top, bottom)
            else:
                found.append(Band(top, bottom))
    return found


def pages_that_read_different(texts: Sequence[str], file: Path, password: str | None = None) -> set[int]:
    """The pages of which this reader does not read the letters in `texts`, page by page; all if their number differs.

    White space may differ, and what was unknown may be known: it is told from more now.
    """
    from dgreport.extraction.glyphs import open_document
    from dgreport.extraction.layout.lines import lines_of

    with open_document(file, password=password, values=False) as document:
        if document.page_count != len(texts):
            return set(range(1, len(texts) + 1))
        return {page.number for page, text in zip(document.pages(), texts, strict=True)
                if not _is_read(text, letters("".join(line.text for line in lines_of(page, text_only=True))))}  # fmt: skip


def _is_read(text: str, now: str) -> bool:
    return len(text) == len(now) and all(one in (two, UNKNOWN) for one, two in zip(text, now, strict=True))


def letters(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())
