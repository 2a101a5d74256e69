"""Where numbers have come to stand in a finished PDF whose numbers have colors of their own."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence

import pypdfium2
from pypdfium2 import raw

from dgreport.extraction.page import Box
from dgreport.extraction.reading.search import union

Mark = tuple[int, tuple[int, int, int], Sequence[tuple[str, str]]]  #: page, color, (record, as printed) in reading order
#: Character, x0, x1, baseline, size, color; the box if it is turned.
Glyph = tuple[str, float, float, float, float, tuple[int, ...], Box | None]


def locate(pdf: bytes, marks: Sequence[Mark]) -> dict[str, list[tuple[int, str, Sequence[float]]]]:
    """Every number with its page and box: its advance, from 0.8 of its size above the baseline to 0.25 under it.

    A number that is turned has a color of its own; its box is that of its glyphs.
    """
    printed: dict[str, list[tuple[int, str, Sequence[float]]]] = {}
    document = pypdfium2.PdfDocument(pdf)
    glyphs = {page: _glyphs(document[page - 1]) for page in {page for page, *_ in marks}}
    for page, color, said in marks:
        own = [g for g in glyphs[page] if g[5] == color]
        inside = own if own and own[0][6] else _in_reading_order(own)
        text = "".join(g[0] for g in inside)
        if len({number for _, number in said}) < len(said):
            raise ValueError(f"page {page}: the same number twice in one color")
        for record, number in said:
            part = inside
            if number.isascii():
                found = re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d,])(?!\.\d)", text)
                if not found:
                    raise ValueError(f"page {page}: {record} = {number} not in {text!r}")
                part = inside[found.start() : found.end()]
            base, size = part[0][3], max(g[4] for g in part)
            box = min(g[1] for g in part), base - 0.8 * size, max(g[2] for g in part), base + 0.25 * size
            if turned := [g[6] for g in part if g[6]]:
                box = union(turned)
            printed.setdefault(record, []).append((page, number, [round(edge, 2) for edge in box]))
    return printed


def _in_reading_order(glyphs: Sequence[Glyph]) -> list[Glyph]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g[3]):
        if not lines or glyph[3] - lines[-1][0][3] > 3:
            lines.append([])
        lines[-1].append(glyph)
    return [g for line in lines for g in sorted(line, key=lambda g: g[1])]


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    height, text, found = page.get_height(), page.get_textpage(), []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace():
            continue
        loose, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(loose))
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        rgb = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text, index, *rgb)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.a, matrix.b)
        box = (loose.left, height - loose.top, loose.right, height - loose.bottom)
        turned = box if abs(matrix.b) > abs(matrix.a) else None
        color = tuple(v.value for v in rgb[:3])
        found.append((character, loose.left, loose.right, height - y.value, size, color, turned))
    return found
