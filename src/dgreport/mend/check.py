"""Whether a mended PDF is the same document: its pages look the same, and this reader reads the same text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dgreport.mend.care import Band

if TYPE_CHECKING:
    import pypdfium2

#: Dots per inch of the comparison: of a screen, of PDFium's own programs (twice that), and two that are common in tests
#: and thumbnails. The place of a glyph is rounded differently at each.
_RESOLUTIONS = (72, 100, 144, 200)


def where_pages_differ(
    one: Path, two: Path, pages: Iterable[int], password: str | None = None
) -> dict[int, list[Band]]:
    """Of those 1-based pages the ones whose pictures differ in any pixel, with the bands in which they do."""
    import pypdfium2

    pdfs = [pypdfium2.PdfDocument(path, password=password) for path in (one, two)]
    try:
        found: dict[int, list[Band]] = {}
        for number in pages:
            for resolution in _RESOLUTIONS:
                before, after = (_picture(pdf, number, resolution) for pdf in pdfs)
                found.setdefault(number, []).extend(_bands(before, after, resolution))
        return {number: differing for number, differing in found.items() if differing}
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

    White space may differ: it is told from gaps, and that may be easier now.
    """
    from dgreport.extraction.glyphs import open_document
    from dgreport.extraction.layout.lines import lines_of

    with open_document(file, password=password) as document:
        if document.page_count != len(texts):
            return set(range(1, len(texts) + 1))
        return {page.number for page, text in zip(document.pages(), texts, strict=True)
                if letters("".join(line.text for line in lines_of(page))) != text}  # fmt: skip


def letters(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())
