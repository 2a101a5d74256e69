"""What lies upon the content of a page: the looks of filled form fields, of notes and stamps, where they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFStream, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, Matrix, mult_matrix

from dgreport.extraction.glyphs.fields import look_of

#: Kinds that show no text of their own: a link lies upon that of the page, a popup is opened by hand.
_WITHOUT_TEXT = ("Link", "Popup")
#: Flags of annotations that are not shown on the screen: Hidden and NoView (ISO 32000-1, 12.5.3).
_NOT_SHOWN = 1 << 1 | 1 << 5


class Appearance(NamedTuple):
    """How an annotation looks."""

    form: PDFStream
    matrix: Matrix  #: from the form to the page's own space
    layer: Any  #: the optional content group that it is in, None for none


def appearances(attributes: Mapping[str, Any], values: bool = True) -> Iterator[Appearance]:
    """The annotations of a page that are shown, in the order in which they are painted; damaged ones are passed over.

    Those of fields whose look a viewer would have to make from their value are among them, or not.
    """
    found = resolve1(attributes.get("Annots"))
    for reference in found if isinstance(found, list) else ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or _name(annotation.get("Subtype")) in _WITHOUT_TEXT:
            continue
        flags = resolve1(annotation.get("F", 0))
        if not isinstance(flags, int) or flags & _NOT_SHOWN:
            continue
        try:
            form = _look(annotation) or (look_of(annotation) if values else None)
            if form is None:
                continue
            yield Appearance(form, _placed(form, annotation.get("Rect")), annotation.get("OC"))
        except (TypeError, ValueError):  # boxes that are no boxes
            continue


def _look(annotation: Mapping[str, Any]) -> PDFStream | None:
    """The normal appearance; of several, that of the state which the annotation is in."""
    looks = resolve1(annotation.get("AP"))
    normal = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(normal, dict):
        normal = resolve1(normal.get(_name(annotation.get("AS"))))
    return normal if isinstance(normal, PDFStream) else None


def _placed(form: PDFStream, rectangle: Any) -> Matrix:
    """The matrix that fits the form's box into the annotation's rectangle (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    own: Matrix = tuple(map(float, list_value(form.get("Matrix", MATRIX_IDENTITY))))  # type: ignore[assignment]
    x0, y0, x1, y1 = _box(form.get("BBox"))
    a, b, c, d, e, f = own
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (x0, x1) for y in (y0, y1)]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - low
    rx0, ry0, rx1, ry1 = _box(rectangle)
    across, up = (rx1 - rx0) / width if width else 1.0, (ry1 - ry0) / height if height else 1.0
    return mult_matrix(own, (across, 0, 0, up, rx0 - left * across, ry0 - low * up))


def _box(value: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(resolve1(number)) for number in list_value(value))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _name(value: Any) -> str:
    found = resolve1(value)
    return str(literal_name(found)) if isinstance(found, PSLiteral) else ""
