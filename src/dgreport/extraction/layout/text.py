"""The whole text of a PDF: its lines page by page, or its paragraphs, and every edit that made them.

    $ python -m dgreport.extraction.layout.text report.pdf

prints it (the same as `dgreport text report.pdf`, without repairing text files).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dgreport.errors import DgreportError
from dgreport.extraction.collection import paused
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.glyphs import Engine, read_pages
from dgreport.extraction.layout.edits import Cell, Log
from dgreport.extraction.layout.flow import LINE_BREAK, joints
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.page import Line, Page
from dgreport.extraction.thai import Repair

if TYPE_CHECKING:
    from dgreport.model import Edit

PAGE_BREAK = "\f"
#: The rules that make lines of the characters of a page, and paragraphs of lines.
BREAK, ORDER, FLOW = "line-break", "reading-order", "flow"


def read_text(
    path: str | Path,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    *,
    flow: bool = False,
    dictionary: bool = True,
    fonts: KnownFonts | None = None,
    engine: Engine = "auto",
) -> str:
    """The text of a PDF in correct Thai, pages separated by form feeds.

    Each line of a page is one of the text or, with `flow`, each paragraph. `pages` are 1-based. Without `dictionary` no
    sign is told by words. `fonts` may tell the glyphs of fonts that keep nothing else. The `engine` is that of
    `glyphs.read_pages`. Raises NotAPdf, EncryptedPdf,
    DamagedPdf, NoTextLayer.
    """
    read = read_pages(path, pages=pages, password=password, fonts=fonts, engine=engine, dictionary=dictionary)
    with paused():
        return PAGE_BREAK.join([text_of(page, flow=flow) for page in read])


def text_of(page: Page, *, flow: bool = False) -> str:
    """The lines of one page, or its paragraphs, each ending in a line break."""
    lines = lines_of(page, text_only=not flow)
    return _joined(lines, _ends(lines, page, flow))


def _ends(lines: Sequence[Line], page: Page, flow: bool) -> list[str]:
    return joints(lines, page) if flow else [LINE_BREAK] * len(lines)


def _joined(lines: Sequence[Line], ends: Sequence[str]) -> str:
    return "".join(line.text + end for line, end in zip(lines, ends, strict=True))


def explain(
    path: str | Path,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    *,
    flow: bool = False,
    dictionary: bool = True,
    fonts: KnownFonts | None = None,
    engine: Engine = "auto",
) -> Repair:
    """What `read_text` gives, with every edit.

    The raw text is what the file's own maps say of the glyphs in content order, pages separated by form feeds; each
    edit counts its start from the beginning of the whole text, as the edits before have left it.
    """
    read = read_pages(path, pages=pages, password=password, fonts=fonts, engine=engine, dictionary=dictionary)
    mended = [explained(page, flow=flow) for page in read]
    edits: list[Edit] = []
    start = 0
    for page in mended:
        edits += (_moved(edit, start) for edit in page.edits)
        start += len(page.text) + len(PAGE_BREAK)
    return Repair(PAGE_BREAK.join(page.text for page in mended), PAGE_BREAK.join(page.raw for page in mended), tuple(edits))


def explained(page: Page, *, flow: bool = False) -> Repair:
    """One page: its raw characters are put into lines, each line is mended, and with `flow` lines are joined."""
    lines = lines_of(page)
    cells = [Cell(glyph.raw, glyph.box, at) for at, glyph in enumerate(page.glyphs)]
    in_lines: list[Cell] = []
    for line in lines:
        in_lines += (cells[at] for at in line.glyphs)
        in_lines.append(Cell(LINE_BREAK, None))
    log = Log(page.number, (0.0, 0.0, page.width, page.height), is_kept=True)
    log.change(ORDER, cells, in_lines, "place on the page")
    edits = [_named(edit) for edit in log.edits]
    start = 0
    for line in lines:
        edits += (_moved(edit, start) for edit in line.edits)
        start += len(line.text) + len(LINE_BREAK)
    ends = _ends(lines, page, flow)
    edits += _flown(lines, ends)
    return Repair(_joined(lines, ends), "".join(cell.text for cell in cells), tuple(edits))


def _named(edit: Edit) -> Edit:
    """Where nothing but line breaks is put in, the edit is called so."""
    breaks_only = edit.after.replace(LINE_BREAK, "") == edit.before
    return edit.model_copy(update={"rule": BREAK}) if breaks_only else edit


def _moved(edit: Edit, start: int) -> Edit:
    return edit.model_copy(update={"start": edit.start + start})


def _flown(lines: Sequence[Line], ends: Sequence[str]) -> Iterable[Edit]:
    from dgreport.model import Edit, Place

    start = 0
    for line, end in zip(lines, ends, strict=True):
        start += len(line.text)
        if end != LINE_BREAK:
            place = Place(page=line.page, bbox=line.box)
            evidence = "the line is full and the next goes on below it"
            yield Edit(rule=FLOW, before=LINE_BREAK, after=end, start=start, place=place, evidence=evidence)
        start += len(end)


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(read_text(sys.argv[1]).encode("utf-8", "replace"))
    except DgreportError as error:
        sys.exit(str(error))
