"""Pages of a PDF as Glyphs and Shapes in content order: where each glyph stands, what it paints, what it truly says.

    >>> with open_document("report.pdf") as document:          # doctest: +SKIP
    ...     for page in document.pages():
    ...         print(page.number, len(page.glyphs), page.problem)

pdfminer interprets the content; fonts come from `extraction.fonts` with their maps already mended, text that the file
states beside its glyphs (ActualText) is weighed by `extraction.spans`. A page that can't be read is delivered empty with
its `problem`; only a file that can't be read at all is an error.
"""

from __future__ import annotations

import hashlib
import logging
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, cast

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, resolve1
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name
from pdfminer.utils import Matrix, mult_matrix

from dgreport.errors import DamagedPdf, DgreportError, EncryptedPdf, NotAPdf, NoTextLayer
from dgreport.extraction import colours
from dgreport.extraction.context import lessons, retold
from dgreport.extraction.evidence import UNKNOWN
from dgreport.extraction.fonts import LoadedFont, MendingManager
from dgreport.extraction.page import Box, Glyph, Page, Shape
from dgreport.extraction.spans import settle_clusters, settle_span

#: Limits of one page. The densest real page seen has 18,000 glyphs; what goes beyond is an attack or a map, not a report.
MOST_GLYPHS = 200_000
MOST_SHAPES = 200_000
MOST_FORMS = 5_000
MOST_OPERATORS = 1_000_000
#: Operands that may wait for their operator; no operator of PDF takes more than 6, but for lists of colours.
MOST_OPERANDS = 64
#: Names of operators remembered; PDF has 73.
MOST_OPERATOR_NAMES = 500
#: Rounds in which what was learnt of one code may settle another.
MOST_LESSONS = 3

#: How `Page.problem` begins where glyphs are shown and most of their characters are lost.
UNREADABLE = "its characters can't be told"
#: How it begins where the page's structure is broken.
DAMAGED = "damaged"

#: pdfminer warns of each oddity through logging; what matters is reported by Page.problem.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


class _TooMuch(Exception):
    """A page exceeds a limit."""


def read_pages(path: str | Path, *, pages: Iterable[int] | None = None, password: str | None = None) -> Iterator[Page]:
    """The pages of a PDF, one after the other; `pages` are the 1-based numbers wanted, all by default.

    Raises NotAPdf, EncryptedPdf, DamagedPdf, and after the last page NoTextLayer where none had a character.
    """
    with open_document(path, password=password) as document:
        yield from document.pages(pages)


def open_document(path: str | Path, *, password: str | None = None) -> Document:
    """Opens a PDF; raises NotAPdf, EncryptedPdf or DamagedPdf. To be closed, or used in a `with`."""
    return Document(Path(path), password)


class Document:
    """An open PDF: its pages, their number, and the SHA-256 of the file."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        self.path = path
        self._manager = MendingManager()
        self._data = _bytes_of(path)
        self._password = password
        self._repair_tried = False
        self._repair: tuple[PDFDocument, list[tuple[object, dict[str, Any]]]] | None = None
        self.sha256 = hashlib.sha256(self._data).hexdigest()
        self._document, self._attributes = _parse(path, self._data, password)

    @property
    def page_count(self) -> int:
        return len(self._attributes)

    @property
    def fonts(self) -> list[LoadedFont]:
        """The fonts used on the pages read so far."""
        return self._manager.fonts

    @property
    def font_problems(self) -> Mapping[str, str]:
        """Fonts whose dictionary or embedded program could not be read, with the reason."""
        return self._manager.problems

    def pages(self, numbers: Iterable[int] | None = None) -> Iterator[Page]:
        """The pages of those 1-based numbers, in the order asked for; raises NoTextLayer after the last if all are empty."""
        wanted = list(range(1, self.page_count + 1) if numbers is None else numbers)
        beyond = [number for number in wanted if not 1 <= number <= self.page_count]
        if beyond:
            raise DamagedPdf(f"{self.path}: there is no page {beyond[0]}; it has {self.page_count}")
        empty = True
        unreadable: list[str] = []
        problems: list[str] = []
        for number in wanted:
            page = self.page(number)
            if page.glyphs and page.problem.startswith(UNREADABLE):
                unreadable.append(page.problem)
            elif page.problem:
                problems.append(f"page {number}: {page.problem}")
            if page.glyphs and not page.problem.startswith(UNREADABLE):
                empty = False
            yield page
        if not empty:
            return
        if problems:
            raise DamagedPdf(f"{self.path}: {problems[0]}. Nothing could be read; try a repaired copy of the file")
        if unreadable:
            raise NoTextLayer(f"{self.path}, {_page_list(wanted)}: {unreadable[0]}. Run OCR on the file first")
        raise NoTextLayer(
            f"{self.path}: no characters on {_page_list(wanted)}: only images or drawings. Run OCR on the file first"
        )

    def page(self, number: int) -> Page:
        """One page by its 1-based number; what can't be read is in its `problem`.

        A page that is damaged, or whose content comes out empty, is read again from a repaired copy of the file.
        """
        page = self._read(number, self._document, self._attributes)
        if page.problem.startswith(DAMAGED) or self._lacks_content(page):
            repaired = self._repaired_copy()
            if repaired is not None:
                again = self._read(number, *repaired)
                if again.glyphs or again.shapes or again.images:
                    return again
        return page

    def _lacks_content(self, page: Page) -> bool:
        """True where a page has content streams of which nothing comes out: their lengths are wrong more often than not."""
        if page.glyphs or page.shapes or page.images or page.problem:
            return False
        streams = resolve1(self._attributes[page.number - 1][1].get("Contents"))
        found = [resolve1(item) for item in (streams if isinstance(streams, list) else [streams])]
        return any(isinstance(stream, PDFStream) and not stream.get_data().strip() for stream in found)

    def _repaired_copy(self) -> tuple[PDFDocument, list[tuple[object, dict[str, Any]]]] | None:
        if not self._repair_tried:
            self._repair_tried = True
            try:
                copy = _repaired(self.path, self._data, self._password, "")
            except DgreportError:
                copy = None
            self._repair = copy if copy is not None and len(copy[1]) == len(self._attributes) else None
        return self._repair

    def _read(self, number: int, document: PDFDocument, attribute_list: list[tuple[object, dict[str, Any]]]) -> Page:
        object_id, attributes = attribute_list[number - 1]
        recorder = _Recorder(self._manager)
        width = height = 0.0
        problem = ""
        try:
            page = _page(document, object_id, attributes)
            matrix, width, height = _as_shown(page)
            recorder.start(number, width, height)
            interpreter = _Interpreter(self._manager, recorder)
            interpreter.render_contents(dict_value(page.resources or {}), page.contents, ctm=matrix)
        except _TooMuch as error:
            problem = str(error)
        except (MemoryError, RecursionError) as error:
            problem = f"its structure exhausts this reader ({type(error).__name__})"
        except Exception as error:
            # pdfminer leaks whatever a damaged page leads to; the page says so, the document goes on.
            problem = f"{DAMAGED} ({type(error).__name__}: {_first_line(error)})"
        glyphs = recorder.finished()
        return Page(
            number, width, height, glyphs, tuple(recorder.shapes), problem or _unreadable(glyphs), recorder.images
        )  # fmt: skip

    def close(self) -> None:
        """Lets go of the file's bytes; pages read before stay valid."""
        self._attributes, self._data, self._repair = [], b"", None

    def __enter__(self) -> Document:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _unreadable(glyphs: Sequence[Glyph]) -> str:
    """Why the characters of a page can't be told, "" where most can."""
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    unknown = [glyph for glyph in shown if glyph.text == UNKNOWN]
    if 2 * len(unknown) <= len(shown):
        return ""
    fonts = sorted({glyph.font.split("#")[0].split("+")[-1] for glyph in unknown})
    return f"{UNREADABLE}, {len(unknown):,} of {len(shown):,} (no usable character map in {', '.join(fonts[:4])})"


# Opening ------------------------------------------------------------------------------------------------------------


def _bytes_of(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAPdf(f"{path}: can't be read ({error.strerror or error}). Check the path") from error
    if b"%PDF-" not in data[:1024]:
        raise NotAPdf(f"{path}: not a PDF (no %PDF- at its beginning). Give a PDF file")
    return data


def _parse(path: Path, data: bytes, password: str | None) -> tuple[PDFDocument, list[tuple[object, dict[str, Any]]]]:
    """The document and its pages, read by pdfminer; where that fails, after a repair by pikepdf."""
    try:
        document = PDFDocument(PDFParser(BytesIO(data)), password=password or "")
        pages = list(_page_tree(document))
        if pages:
            return document, pages
        reason = "no pages"
    except PDFPasswordIncorrect as error:
        raise _encrypted(path, password) from error
    except PDFEncryptionError:
        reason = "an unknown kind of encryption"
    except (MemoryError, RecursionError) as error:
        reason = type(error).__name__
    except Exception as error:  # pdfminer leaks whatever a damaged file leads to
        reason = f"{type(error).__name__}: {_first_line(error)}"
    return _repaired(path, data, password, reason)


def _repaired(
    path: Path, data: bytes, password: str | None, reason: str
) -> tuple[PDFDocument, list[tuple[object, dict[str, Any]]]]:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            copy = BytesIO()
            pdf.save(copy)
        document = PDFDocument(PDFParser(copy))
        pages = list(_page_tree(document))
    except pikepdf.PasswordError as error:
        raise _encrypted(path, password) from error
    except Exception as error:
        raise DamagedPdf(f"{path}: can't be read ({reason}). Get the file again, or repair it with qpdf") from error
    if not pages:
        raise DamagedPdf(f"{path}: has no pages. Get the file again")
    return document, pages


def _encrypted(path: Path, password: str | None) -> EncryptedPdf:
    if password:
        return EncryptedPdf(f"{path}: the password does not open it. Give the right one with --password")
    return EncryptedPdf(f"{path}: encrypted. Give its password with --password")


def _page_tree(document: PDFDocument) -> Iterator[tuple[object, dict[str, Any]]]:
    """(object id, attributes with the inherited ones) of each page; a damaged node is passed over, a loop entered once."""
    inheritable = ("Resources", "MediaBox", "CropBox", "Rotate")
    seen: set[int] = set()
    stack: list[tuple[Any, dict[str, Any]]] = [(document.catalog.get("Pages"), {})]
    found = False
    while stack:
        reference, inherited = stack.pop()
        object_id = reference.objid if isinstance(reference, PDFObjRef) else None
        if object_id is not None:
            if object_id in seen:
                continue
            seen.add(object_id)
        try:
            node = resolve1(reference)
        except Exception:  # a page that is not there; the others are
            continue
        if not isinstance(node, dict):
            continue
        attributes = {**inherited, **node}
        kids = resolve1(node.get("Kids"))
        if isinstance(kids, list) and getattr(resolve1(node.get("Type")), "name", "Pages") != "Page":
            passed = {key: attributes[key] for key in inheritable if key in attributes}
            stack += [(kid, passed) for kid in reversed(kids)]
        else:
            found = True
            yield object_id, attributes
    if not found:
        for page in PDFPage.create_pages(document):
            yield page.pageid, cast("dict[str, Any]", page.attrs)


def _page(document: PDFDocument, object_id: object, attributes: dict[str, Any]) -> PDFPage:
    """pdfminer's page; boxes and turns that are no numbers are left out."""
    try:
        return PDFPage(document, object_id, attributes, None)
    except (TypeError, ValueError):
        plain = {key: value for key, value in attributes.items() if key not in ("MediaBox", "CropBox", "Rotate")}
        return PDFPage(document, object_id, plain, None)


def _as_shown(page: PDFPage) -> tuple[Matrix, float, float]:
    """(matrix to points from the top left corner of the page as shown, width, height)."""
    media, crop = page.mediabox, page.cropbox
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = media
    if not all(map(math.isfinite, (x0, y0, x1, y1))) or x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = 0.0, 0.0, 612.0, 792.0  # US Letter, as readers do where a page has no size
    if page.rotate == 90:
        return (0, 1, 1, 0, -y0, -x0), y1 - y0, x1 - x0
    if page.rotate == 180:
        return (-1, 0, 0, 1, x1, -y0), x1 - x0, y1 - y0
    if page.rotate == 270:
        return (0, -1, -1, 0, y1, x1), y1 - y0, x1 - x0
    return (1, 0, 0, -1, -x0, y1), x1 - x0, y1 - y0


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0][:120]


def _page_list(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"pages {numbers[0]}–{numbers[-1]}"
    return "pages " + ", ".join(map(str, numbers))


# Interpreting -------------------------------------------------------------------------------------------------------


class _Space(PDFColorSpace):
    """A colour space that knows its conversion; the graphics state carries it along."""

    def __init__(self, count: int, convert: colours.Convert) -> None:
        super().__init__("DeviceN", count)
        self.convert = convert


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with the colours, property lists and limits that it lacks."""

    device: _Recorder

    def init_resources(self, resources: dict[object, object]) -> None:
        # Fonts that are listed are not all used: pdfminer makes every one, so each page pays for the fonts of all.
        super().init_resources(resources)
        spaces = resolve1(resources.get("ColorSpace")) if resources else None
        for name, spec in (spaces.items() if isinstance(spaces, dict) else ()):
            known = colours.colour_space(spec, resolve1)
            if known is not None:
                self.csmap[name] = _Space(*known)

    def execute(self, streams: Sequence[Any]) -> None:
        """Runs content streams; one that is running already (a drawing that embeds itself) is passed over."""
        running = self.parent_stream_ids
        known = [stream for stream in map(resolve1, streams) if isinstance(stream, PDFStream) and stream.objid not in running]
        self.stream_ids = {stream.objid for stream in known if stream.objid is not None}
        try:
            parser = PDFContentParser(known)
            while True:
                _, token = parser.nextobject()
                if isinstance(token, PSKeyword):
                    self._run(token.name)
                else:
                    self.argstack.append(token)
        except PSEOF:
            return

    def _run(self, keyword: Any) -> None:
        self.device.count_operator()
        operator, count = self._operators.get(keyword) or self._find(keyword)
        if operator is None:
            # Most unknown operators are parts of numbers that PDF does not know (1.2e-17): the operands stay.
            del self.argstack[:-MOST_OPERANDS]
        elif count == 0:
            operator(self)
        else:
            operands = self.argstack[-count:]
            del self.argstack[-count:]
            if len(operands) == count:
                operator(self, *operands)

    _operators: ClassVar[dict[Any, tuple[Any, int]]] = {}

    @classmethod
    def _find(cls, keyword: Any) -> tuple[Any, int]:
        """(method, number of operands) of an operator; (None, 0) where there is none of that name."""
        name = keyword.decode("latin-1") if isinstance(keyword, bytes) else str(keyword)
        method = getattr(cls, "do_" + name.replace("*", "_a").replace('"', "_w").replace("'", "_q"), None)
        found = (method, method.__code__.co_argcount - 1) if method is not None else (None, 0)
        if len(cls._operators) < MOST_OPERATOR_NAMES:
            cls._operators[keyword] = found
        return found

    def do_F(self) -> None:
        self.do_f()

    def do_BDC(self, tag: Any, props: Any) -> None:
        if isinstance(props, PSLiteral):
            lists = resolve1(self.resources.get("Properties")) if self.resources else None
            props = resolve1(lists.get(literal_name(props))) if isinstance(lists, dict) else None
        self.device.begin_span(props if isinstance(props, dict) else {})

    def do_BMC(self, tag: Any) -> None:
        self.device.begin_span({})

    def do_EMC(self) -> None:
        self.device.end_span()

    def do_TJ(self, seq: Any) -> None:
        if self.textstate.font is not None:
            self.device.show(self.textstate, seq)

    def do_Do(self, xobjid_arg: Any) -> None:
        self.device.count_form()
        super().do_Do(xobjid_arg)


class _Recorder(PDFDevice):
    """Writes down what the interpreter shows."""

    ctm: Matrix

    def __init__(self, manager: MendingManager) -> None:
        super().__init__(manager)
        self._manager = manager
        self.shapes: list[Shape] = []
        self.images = 0
        self._glyphs: list[Glyph] = []
        self._spans: list[tuple[str | None, int]] = []
        self._forms = 0
        self._operators = 0
        self._number, self._width, self._height = 0, 0.0, 0.0

    def start(self, number: int, width: float, height: float) -> None:
        self._number, self._width, self._height = number, width, height

    def finished(self) -> tuple[Glyph, ...]:
        """The glyphs, with clusters that repeat on each of their glyphs settled, and what neighbours tell taken over."""
        while self._spans:
            self.end_span()
        fonts = {font.name: font.mended for font in self._manager.fonts}
        glyphs = self._glyphs
        for _ in range(MOST_LESSONS):
            learnt = lessons(glyphs, lambda glyph: fonts[glyph.font].is_doubtful(glyph.code))
            if not learnt:
                break
            for (font, code), text in learnt.items():
                fonts[font].learn(code, text)
            glyphs = retold(glyphs, lambda glyph: fonts[glyph.font].told(glyph.code))
        return tuple(settle_clusters(glyphs))

    def count_operator(self) -> None:
        self._operators += 1
        if self._operators > MOST_OPERATORS:
            raise _TooMuch(f"more than {MOST_OPERATORS:,} operators on one page")

    def count_form(self) -> None:
        self._forms += 1
        if self._forms > MOST_FORMS:
            raise _TooMuch(f"more than {MOST_FORMS:,} embedded drawings on one page")

    # Text

    def begin_span(self, properties: Mapping[str, Any]) -> None:
        actual = resolve1(properties.get("ActualText"))
        self._spans.append((_text_string(actual) if isinstance(actual, bytes) else None, len(self._glyphs)))

    def end_span(self) -> None:
        if not self._spans:
            return
        actual, start = self._spans.pop()
        # Of spans inside spans the outer one speaks, for it covers the inner.
        if actual is not None and len(self._glyphs) > start and not any(text is not None for text, _ in self._spans):
            self._glyphs[start:] = settle_span(self._glyphs[start:], actual)

    def show(self, state: Any, parts: Sequence[Any]) -> None:
        """Shows a string: ISO 32000-1, 9.4.4."""
        font: LoadedFont = state.font.loaded
        size, rise = state.fontsize, state.rise
        stretch = state.scaling * 0.01
        a, b, c, d, e, f = mult_matrix(state.matrix, self.ctm)
        x, y = state.linematrix
        vertical = font.vertical
        step = 0.001 * size * (1 if vertical else stretch)
        char_space, word_space = state.charspace, (0 if font.multibyte else state.wordspace)
        reading = font.mended.reading
        # From thousandths of an em to points on the page.
        ea, eb = size * stretch * a, size * stretch * b
        ec, ed = size * c, size * d
        shown = math.hypot(ec, ed) * font.em
        if not 0.01 < shown < 10_000 or not (ea or eb):
            return  # squeezed to nothing, or beyond any page
        angle = round(math.degrees(math.atan2(eb, ea)), 1) if eb or ea < 0 else 0.0
        upright = abs(angle) < 3
        top, bottom = font.ascent * font.em, font.descent * font.em
        em = font.em / 1000
        for part in parts:
            if isinstance(part, (int, float)):
                if vertical:
                    y -= part * step
                else:
                    x -= part * step
                continue
            if not isinstance(part, bytes):
                continue
            for code in font.codes(part):
                read = reading(code)
                width = font.advance(code)
                if vertical:
                    shift_x, shift_y = _vertical_origin(font, code)
                    ox, oy = x - shift_x * size, y - shift_y * size + rise
                else:
                    ox, oy = x, y + rise
                px, py = ox * a + oy * c + e, ox * b + oy * d + f
                box = _box(px, py, ea, eb, ec, ed, 0.0, bottom, font.em if vertical else width, top)
                ink = read.ink
                painted = _box(px, py, ea, eb, ec, ed, ink[0] * em, ink[1] * em, ink[2] * em, ink[3] * em) if ink else None
                self._glyphs.append(
                    Glyph(read.text, read.raw, code, font.name, shown, box, painted, read.evidence, upright, (px, py), angle)
                )
                extra = char_space + (word_space if code == 32 else 0)
                if vertical:
                    y += width * size + extra
                else:
                    x += (width * size + extra) * stretch
        if len(self._glyphs) > MOST_GLYPHS:
            raise _TooMuch(f"more than {MOST_GLYPHS:,} characters on one page")
        state.linematrix = (x, y)

    # Shapes

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        if not path:
            return
        if len(self.shapes) > MOST_SHAPES:
            raise _TooMuch(f"more than {MOST_SHAPES:,} drawings on one page")
        a, b, c, d, e, f = self.ctm
        points: list[tuple[float, float]] = []
        start = None
        for operation in path:
            if operation[0] == "h":
                if start is not None and points[-1] != start:
                    points.append(start)
                continue
            x, y = operation[-2:]
            points.append((x * a + y * c + e, x * b + y * d + f))
            if operation[0] == "m":
                start = points[-1]
        if not points or not all(math.isfinite(value) for point in points for value in point):
            return
        kind, points = _kind("".join(operation[0] for operation in path), points)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.shapes.append(Shape(
            kind, (min(xs), min(ys), max(xs), max(ys)), tuple(points),
            _colour(gstate.ncolor, gstate.ncs) if fill else None,
            _colour(gstate.scolor, gstate.scs) if stroke else None,
        ))  # fmt: skip

    def render_image(self, name: str, stream: PDFStream) -> None:
        self.images += 1


def _vertical_origin(font: LoadedFont, code: int) -> tuple[float, float]:
    displacement = font.metrics.char_disp(code)
    if not isinstance(displacement, tuple):
        return 0.0, 0.0
    vx, vy = displacement
    return (0.5 if vx is None else vx * 0.001), vy * 0.001


def _box(px: float, py: float, ea: float, eb: float, ec: float, ed: float, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box on the page of a rectangle given in ems from a glyph's origin."""
    ax, bx, cy, dy = px + x0 * ea, px + x1 * ea, y0 * ec, y1 * ec
    ay, by, cz, dz = py + x0 * eb, py + x1 * eb, y0 * ed, y1 * ed
    return (
        min(ax, bx) + min(cy, dy), min(ay, by) + min(cz, dz),
        max(ax, bx) + max(cy, dy), max(ay, by) + max(cz, dz),
    )  # fmt: skip


def _kind(shape: str, points: list[tuple[float, float]]) -> tuple[Any, list[tuple[float, float]]]:
    """The kind of a path, and for a rectangle its four corners."""
    corners = points[:-1] if len(points) > 2 and points[0] == points[-1] else points
    if set(shape) <= {"m", "l", "h"} and shape.count("m") == 1:
        if len(set(points)) == 2:
            return "line", points
        if len(corners) == 4 and len(points) == 5:
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
            if (ax == bx and by == cy and cx == dx and dy == ay) or (ay == by and bx == cx and cy == dy and dx == ax):
                return "rect", corners
    return "path", points


def _colour(value: Any, space: PDFColorSpace) -> colours.RGB | None:
    """The RGB of a colour as pdfminer keeps it: a number, a tuple, or the name of a pattern (which has no one colour)."""
    parts = [value] if isinstance(value, (int, float)) else value
    if isinstance(parts, tuple) and len(parts) == 2 and isinstance(parts[1], str):
        parts = parts[0] if isinstance(parts[0], (tuple, list)) else [parts[0]]  # an uncoloured pattern, in its colour
    if not isinstance(parts, (tuple, list)) or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if isinstance(space, _Space):
        try:
            return space.convert(parts)
        except (IndexError, TypeError, ValueError):
            return colours.by_count(parts)
    return colours.by_count(parts)


def _text_string(data: bytes) -> str:
    """A text string of PDF: UTF-16 or UTF-8 with their marks, otherwise Latin (ISO 32000-2, 7.9.2.2)."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "ignore")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "ignore")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "ignore")
    return data.decode("latin-1")


