"""The text of a file, as functions: read, explained, inspected; and the repair of text that another program extracted.

The work is done in `extraction`, which is imported only when a function needs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dgreport.errors import NotAPdf, SourceNotFound

if TYPE_CHECKING:
    from dgreport.extraction.fonts.known import KnownFonts
    from dgreport.extraction.glyphs import Engine
    from dgreport.extraction.layout.inspection import Inspection
    from dgreport.extraction.thai import Repair


def read_text(
    path: str | Path,
    *,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    flow: bool = False,
    dictionary: bool = True,
    fonts: str | Path | None = None,
    engine: Engine = "auto",
) -> str:
    """The text of a PDF in correct Thai, its pages separated by form feeds, or the mended text of a text file.

    Of a PDF: `pages` are 1-based; with `flow` each paragraph is one line; `fonts` is a folder of fonts in which glyphs
    are looked up that the file itself says nothing of; the `engine` is what takes page content apart: `pdfplumber` is
    its parser, `quick` a faster one that yields the same, and `auto` the quick one. Without `dictionary` nothing rests on
    words, see `repair`; of a PDF signs of which only words tell stay unknown. Raises SourceNotFound, NotAPdf,
    EncryptedPdf, DamagedPdf, NoTextLayer, BadFonts, and ValueError where an option is for the other kind of file.
    """
    path = Path(path)
    if is_text(path):
        _refuse_options(path, flow, fonts)
        return repair(path.read_text(encoding="utf-8-sig"), dictionary=dictionary).text
    from dgreport.extraction.layout import text

    return text.read_text(
        path, pages, password, flow=flow, dictionary=dictionary, fonts=_known(fonts), engine=engine
    )


def explain(
    path: str | Path,
    *,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    flow: bool = False,
    dictionary: bool = True,
    fonts: str | Path | None = None,
    engine: Engine = "auto",
) -> Repair:
    """What `read_text` gives, with every edit: rule, before, after, place and evidence.

    The raw text of a PDF is what its own maps say of the glyphs in content order, pages separated by form feeds.
    `extraction.thai.replay` makes the text of it, `undo` takes the edits back. Raises what `read_text` raises.
    """
    path = Path(path)
    if is_text(path):
        _refuse_options(path, flow, fonts)
        return repair(path.read_text(encoding="utf-8-sig"), dictionary=dictionary)
    from dgreport.extraction.layout import text

    return text.explain(
        path, pages, password, flow=flow, dictionary=dictionary, fonts=_known(fonts), engine=engine
    )


def inspect(
    path: str | Path,
    *,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    fonts: str | Path | None = None,
) -> Inspection:
    """What is wrong with the text layer of a PDF: font by font with how it was mended, page by page before and after.

    Raises SourceNotFound, NotAPdf, EncryptedPdf, DamagedPdf, BadFonts; a PDF without readable text is told of.
    """
    path = Path(path)
    if is_text(path):
        raise NotAPdf(f"{path}: not a PDF; a text has no fonts to inspect. See its edits with dgreport text --explain")
    from dgreport.extraction.layout import inspection

    return inspection.inspect(path, pages=pages, password=password, fonts=_known(fonts))


def repair(text: str, *, dictionary: bool = True) -> Repair:
    """Mend Thai text that a PDF damaged. Correct text is left as it is; so are digits and Latin, always.

    The result tells each edit beside the mended `text`. Without `dictionary` no decision rests on words: a sign that
    was lost without a trace stays lost.
    """
    from dgreport.extraction import thai

    return thai.repair(text, dictionary=dictionary)


def is_text(path: Path) -> bool:
    """Whether a file is to be read as plain text: no PDF header, no .pdf in its name, and UTF-8 throughout.

    Raises SourceNotFound, and NotAPdf for what is neither PDF nor text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceNotFound(f"{path}: can't be read ({error.strerror}); check the name") from error
    if b"%PDF-" in data[:1024] or path.suffix.lower() == ".pdf":
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAPdf(f"{path}: neither a PDF nor text in UTF-8; give the PDF, or save the text as UTF-8") from error
    if "\0" in text:
        raise NotAPdf(f"{path}: neither a PDF nor text; give the PDF, or the text that was extracted from it")
    return True


def _known(folder: str | Path | None) -> KnownFonts | None:
    from dgreport.extraction.fonts.known import KnownFonts

    return KnownFonts(folder) if folder is not None else None


def _refuse_options(path: Path, flow: bool, fonts: str | Path | None) -> None:
    if flow or fonts is not None:
        raise ValueError(f"{path}: a text has no lines in places and no fonts; flow and fonts are for a PDF")
