"""Where numbers have come to stand in a finished PDF whose numbers have colors of their own."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence

import pypdfium2
from pypdfium2 import raw

Mark = tuple[int, tuple[int, int, int], Sequence[tuple[str, str]]]  #: page, color, (record, as printed) in reading order
Glyph = tuple[str, float, float, float, float, tuple[int, ...]]  #: character, x0, x1, baseline, size, color


def locate(pdf: bytes, marks: Sequence[Mark]) -> dict[str, list[tuple[int, str, Sequence[float]]]]:
    """Every number with its page and box: its advance, from 0.8 of its size above the baseline to 0.25 under it."""
    printed: dict[str, list[tuple[int, str, Sequence[float]]]] = {}
    document = pypdfium2.PdfDocument(pdf)
    glyphs = {page: _glyphs(document[page - 1]) for page in {page for page, *_ in marks}}
    for page, color, said in marks:
        own = sorted((g for g in glyphs[page] if g[5] == color), key=lambda g: g[3])
        lines: list[list[Glyph]] = []
        for glyph in own:
            if not lines or glyph[3] - lines[-1][0][3] > 3:
                lines.append([])
            lines[-1].append(glyph)
        inside = [g for line in lines for g in sorted(line, key=lambda g: g[1])]
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
            box = (min(g[1] for g in part), base - 0.8 * size, max(g[2] for g in part), base + 0.25 * size)
            printed.setdefault(record, []).append((page, number, [round(edge, 2) for edge in box]))
    return printed


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
        size = raw.FPDFText_GetFontSize(text, index)
        found.append((character, loose.left, loose.right, height - y.value, size, tuple(v.value for v in rgb[:3])))
    return found
