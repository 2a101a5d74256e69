"""Opening a PDF: the file's bytes, pdfminer's document and its pages, and the repaired copy where they can't be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import Matrix

from dgreport.errors import DamagedPdf, EncryptedPdf, NotAPdf
from dgreport.extraction.glyphs.objects import QuickDocument

#: pdfminer's document, and of each page its object number and attributes, the inherited ones included.
Opened = tuple[PDFDocument, list[tuple[object, dict[str, Any]]]]


def bytes_of(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAPdf(f"{path}: can't be read ({error.strerror or error}). Check the path") from error
    if b"%PDF-" not in data[:1024]:
        raise NotAPdf(f"{path}: not a PDF (no %PDF- at its beginning). Give a PDF file")
    return data


def parse(path: Path, data: bytes, password: str | None, *, is_quick: bool) -> Opened:
    """The document and its pages, read by pdfminer, its objects cut out by its own parser or by a quicker one; where
    that fails, after a repair by pikepdf.
    """
    try:
        key = password or ""
        document = QuickDocument(data, key) if is_quick else PDFDocument(PDFParser(BytesIO(data)), password=key)
        pages = list(page_tree(document))
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
        reason = f"{type(error).__name__}: {first_line(error)}"
    return repaired(path, data, password, reason)


def repaired(path: Path, data: bytes, password: str | None, reason: str) -> Opened:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), password=password or "") as pdf:
            copy = BytesIO()
            pdf.save(copy)
        document = PDFDocument(PDFParser(copy))
        pages = list(page_tree(document))
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


def page_tree(document: PDFDocument) -> Iterator[tuple[object, dict[str, Any]]]:
    """(object id, attributes with the inherited ones) of each page; a damaged node is passed over, a loop entered
    once.
    """
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


def page_of(document: PDFDocument, object_id: object, attributes: dict[str, Any]) -> PDFPage:
    """pdfminer's page; boxes and turns that are no numbers are left out."""
    try:
        return PDFPage(document, object_id, attributes, None)
    except (TypeError, ValueError):
        plain = {key: value for key, value in attributes.items() if key not in ("MediaBox", "CropBox", "Rotate")}
        return PDFPage(document, object_id, plain, None)


def as_shown(page: PDFPage) -> tuple[Matrix, float, float]:
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


def first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0][:120]


def page_list(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"pages {numbers[0]}–{numbers[-1]}"
    return "pages " + ", ".join(map(str, numbers))
