"""The whole text of a PDF: its lines page by page.

    $ python -m dgreport.extraction.text report.pdf

prints it (the same as `dgreport text report.pdf`, without repairing text files).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from dgreport.errors import DgreportError
from dgreport.extraction.glyphs import read_pages
from dgreport.extraction.lines import lines_of
from dgreport.extraction.page import Page

PAGE_BREAK = "\f"


def read_text(path: str | Path, pages: Iterable[int] | None = None, password: str | None = None) -> str:
    """The text of a PDF in correct Thai, one line each for the lines of a page, pages separated by form feeds.

    `pages` are 1-based. Raises NotAPdf, EncryptedPdf, DamagedPdf, NoTextLayer.
    """
    return PAGE_BREAK.join(text_of(page) for page in read_pages(path, pages=pages, password=password))


def text_of(page: Page) -> str:
    """The lines of one page, each ending in a line break."""
    return "".join(line.text + "\n" for line in lines_of(page, edits=False))


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(read_text(sys.argv[1]).encode("utf-8", "replace"))
    except DgreportError as error:
        sys.exit(str(error))
