"""Pages of a PDF as Glyphs and Shapes in content order: where each glyph stands, what it paints, what it truly says.

    >>> with open_document("report.pdf") as document:          # doctest: +SKIP
    ...     for page in document.pages():
    ...         print(page.number, len(page.glyphs), page.problem)

pdfminer interprets the content; fonts come from `extraction.fonts` with their maps already mended, text that the file
states beside its glyphs (ActualText) is weighed by `extraction.spans`. A page that can't be read is delivered empty,
with its `problem`; only a file that can't be read at all is an error.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal

from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from dgreport.errors import DamagedPdf, DgreportError, NoTextLayer
from dgreport.extraction.collection import paused
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.fonts.loading import LoadedFont, MendingManager
from dgreport.extraction.glyphs.annotations import appearances
from dgreport.extraction.glyphs.graphics import layers_off
from dgreport.extraction.glyphs.interpreter import Interpreter, QuickInterpreter
from dgreport.extraction.glyphs.objects import QuickDocument
from dgreport.extraction.glyphs.opening import (
    Opened,
    as_shown,
    bytes_of,
    first_line,
    page_list,
    page_of,
    parse,
    repaired,
)
from dgreport.extraction.glyphs.recorder import Recorder, TooMuch
from dgreport.extraction.page import Columns, Page

#: How `Page.problem` begins where glyphs are shown and most of their characters are lost.
UNREADABLE = "its characters can't be told"
#: How it begins where the page's structure is broken.
DAMAGED = "damaged"

#: What cuts page content into operations: `pdfplumber` is its parser (pdfminer's), `quick` our own, which gives way to
#: that parser where content is written in an unusual way. `auto` is the quick one, for both yield the same.
Engine = Literal["auto", "pdfplumber", "quick"]
_INTERPRETERS: Mapping[Engine, type[Interpreter]] = {
    "auto": QuickInterpreter,
    "pdfplumber": Interpreter,
    "quick": QuickInterpreter,
}

#: pdfminer warns of each oddity through logging; what matters is reported by Page.problem.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pages(
    path: str | Path,
    *,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    fonts: KnownFonts | None = None,
    engine: Engine = "auto",
    dictionary: bool = True,
) -> Iterator[Page]:
    """The pages of a PDF, one after the other; `pages` are the 1-based numbers wanted, all by default.

    `fonts` may tell the glyphs of fonts that keep nothing but their outlines; without `dictionary` no sign is told by the
    words in which it stands. Raises NotAPdf, EncryptedPdf, DamagedPdf,
    and after the last page NoTextLayer where none had a character.
    """
    with open_document(path, password=password, fonts=fonts, engine=engine, dictionary=dictionary) as document:
        yield from document.pages(pages)


def open_document(
    path: str | Path,
    *,
    password: str | None = None,
    fonts: KnownFonts | None = None,
    engine: Engine = "auto",
    values: bool = True,
    dictionary: bool = True,
) -> Document:
    """Opens a PDF; raises NotAPdf, EncryptedPdf or DamagedPdf. To be closed, or used in a `with`.

    Without `values`, fields whose look a viewer would have to make are not read; `dictionary` is that of `read_pages`.
    """
    return Document(Path(path), password, fonts, engine, values, dictionary)


class Document:
    """An open PDF: its pages, their number, and the SHA-256 of the file."""

    def __init__(
        self,
        path: Path,
        password: str | None = None,
        fonts: KnownFonts | None = None,
        engine: Engine = "auto",
        values: bool = True,
        dictionary: bool = True,
    ) -> None:
        self.path = path
        self._values = values
        self._interpreter = _INTERPRETERS[engine]
        self._manager, self._other_manager = (MendingManager(fonts, dictionary) for _ in range(2))
        self._data = bytes_of(path)
        self._password = password
        self._repair_tried = False
        self._read_to = 0  # all pages up to this one have been read
        self._repair: Opened | None = None
        self.sha256 = hashlib.sha256(self._data).hexdigest()
        self._opened = parse(path, self._data, password, is_quick=engine != "pdfplumber")

    @property
    def page_count(self) -> int:
        return len(self._opened[1])

    @property
    def fonts(self) -> list[LoadedFont]:
        """The fonts used on the pages read so far."""
        return self._manager.fonts + self._other_manager.fonts

    @property
    def font_problems(self) -> Mapping[str, str]:
        """Fonts whose dictionary or embedded program could not be read, with the reason."""
        return {**self._other_manager.problems, **self._manager.problems}

    def pages(self, numbers: Iterable[int] | None = None) -> Iterator[Page]:
        """The pages of those 1-based numbers, in the order asked for; raises NoTextLayer after the last if all are
        empty.
        """
        wanted = list(range(1, self.page_count + 1) if numbers is None else numbers)
        beyond = [number for number in wanted if not 1 <= number <= self.page_count]
        if beyond:
            raise DamagedPdf(f"{self.path}: there is no page {beyond[0]}; it has {self.page_count}")
        empty = True
        unreadable: list[str] = []
        problems: list[str] = []
        for number in wanted:
            page = self.page(number)
            if page.columns and page.problem.startswith(UNREADABLE):
                unreadable.append(page.problem)
            elif page.problem:
                problems.append(f"page {number}: {page.problem}")
            if page.columns and not page.problem.startswith(UNREADABLE):
                empty = False
            yield page
        if not empty:
            return
        if problems:
            raise DamagedPdf(f"{self.path}: {problems[0]}. Nothing could be read; try a repaired copy of the file")
        if unreadable:
            raise NoTextLayer(f"{self.path}, {page_list(wanted)}: {unreadable[0]}. Run OCR on the file first")
        raise NoTextLayer(
            f"{self.path}: no characters on {page_list(wanted)}: only images or drawings. Run OCR on the file first"
        )

    def page(self, number: int) -> Page:
        """One page by its 1-based number; what can't be read is in its `problem`.

        A page that is damaged, or whose content comes out empty, is read again from a repaired copy of the file.
        """
        with paused():
            page = self._in_order(number)
            if page.problem.startswith(DAMAGED) or self._lacks_content(page):
                copy = self._repaired_copy()
                if copy is not None:
                    again = self._read(number, copy, self._other_manager)  # its objects have other numbers
                    if again.columns or again.shapes or again.images:
                        return again
            return page

    def _in_order(self, number: int) -> Page:
        """A page read once; where codes of it are unknown, after the pages before it, for they may tell."""
        self._manager.in_order = number <= self._read_to + 1
        page = self._read(number, self._opened, self._manager)
        if not self._manager.in_order and any(form.text == UNKNOWN for form in page.forms):
            self._manager.in_order = True
            for earlier in range(self._read_to + 1, number):
                self._read(earlier, self._opened, self._manager)
            self._read_to = number - 1
            page = self._read(number, self._opened, self._manager)
        if number == self._read_to + 1:
            self._read_to = number
        return page

    def _lacks_content(self, page: Page) -> bool:
        """True where a page has content streams of which nothing comes out: their lengths are wrong more often than
        not.
        """
        if page.columns or page.shapes or page.images or page.problem:
            return False
        streams = resolve1(self._opened[1][page.number - 1][1].get("Contents"))
        found = [resolve1(item) for item in (streams if isinstance(streams, list) else [streams])]
        return any(isinstance(stream, PDFStream) and not stream.get_data().strip() for stream in found)

    def _repaired_copy(self) -> Opened | None:
        if not self._repair_tried:
            self._repair_tried = True
            try:
                copy = repaired(self.path, self._data, self._password, "")
            except DgreportError:
                copy = None
            self._repair = copy if copy is not None and len(copy[1]) == len(self._opened[1]) else None
        return self._repair

    def _read(self, number: int, opened: Opened, manager: MendingManager) -> Page:
        document, attribute_list = opened
        object_id, attributes = attribute_list[number - 1]
        recorder = Recorder(manager, layers_off(document.catalog))
        width = height = 0.0
        problem = ""
        try:
            page = page_of(document, object_id, attributes)
            matrix, width, height = as_shown(page)
            recorder.start(number, width, height)
            interpreter = self._interpreter(manager, recorder)
            interpreter.render_contents(dict_value(page.resources or {}), page.contents, ctm=matrix)
            recorder.end_content()
            for appearance in appearances(attributes, self._values):
                interpreter.show_upon_page(appearance, matrix)
        except TooMuch as error:
            problem = str(error)
        except (MemoryError, RecursionError) as error:
            problem = f"its structure exhausts this reader ({type(error).__name__})"
        except Exception as error:
            # pdfminer leaks whatever a damaged page leads to; the page says so, the document goes on.
            problem = f"{DAMAGED} ({type(error).__name__}: {first_line(error)})"
        columns = recorder.finished()
        return Page(
            number, width, height, columns, tuple(recorder.shapes), problem or _unreadable(columns), recorder.images,
            recorder.unseen, recorder.layer, recorder.inks, recorder.upon,
        )  # fmt: skip

    def close(self) -> None:
        """Lets go of the file's bytes and of what was read of them; pages read before stay valid."""
        self._data, self._repair = b"", None
        # What refers to each other in a circle would wait for the collector, which looks through all to find it.
        for font in self.fonts:
            font.close()
        if isinstance(self._opened[0], QuickDocument):
            self._opened[0].close()

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unreadable(columns: Columns) -> str:
    """Why the characters of a page can't be told, "" where most can."""
    if all(form.text != UNKNOWN for form in columns.forms):
        return ""
    shown = [form for form in columns.shown if not form.text.isspace()]
    unknown = [form for form in shown if form.text == UNKNOWN]
    if 2 * len(unknown) <= len(shown):
        return ""
    fonts = sorted({form.font.split("#")[0].split("+")[-1] for form in unknown})
    return f"{UNREADABLE}, {len(unknown):,} of {len(shown):,} (no usable character map in {', '.join(fonts[:4])})"
