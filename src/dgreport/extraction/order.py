"""The order in which a person reads the lines of a page."""

from __future__ import annotations

from collections.abc import Sequence

from dgreport.extraction.page import Line
from dgreport.extraction.rows import Frame


def in_reading_order(lines: Sequence[Line], frame: Frame) -> list[Line]:
    """The lines column after column, tables row by row."""
    boxes = [frame.box(line.box) for line in lines]
    return [lines[n] for n in sorted(range(len(lines)), key=lambda n: (round(boxes[n][3]), boxes[n][0]))]
