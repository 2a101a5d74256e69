"""What one page holds, as plain data: Glyphs and Shapes in content order, and the Lines made of them.

Every length is in PDF points (1/72 inch), the origin is the top left corner of the page as shown (rotation applied),
x grows to the right, y ("top", "bottom") grows downwards. Page numbers are 1-based. The classes know nothing of PDF
libraries, so everything after `extraction.glyphs` can be tested with hand-made pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dgreport.model import Edit

Box = tuple[float, float, float, float]  #: x0, top, x1, bottom


@dataclass(slots=True)
class Glyph:
    """One glyph as drawn. Never changed once made; not frozen only because that makes it four times as slow to make.

    `raw` is what the file's own ToUnicode map says ("" where it says nothing), `text` what the glyph truly stands for
    after its font's map was mended; the two differ only where there is evidence. Both may hold several characters
    (a real ligature) or none (a glyph that draws nothing that is text).
    """

    text: str
    raw: str
    code: int  #: character code in the content stream
    font: str  #: name of the font resource, unique in the document
    size: float  #: font size in points, as shown
    box: Box  #: from the origin to the advance, ascent to descent
    ink: Box | None  #: what is painted; None where the glyph has no outline or it can't be read
    evidence: str = ""  #: what settled `text` where it differs from `raw`, e.g. "cmap", "gid", "ink", "actualtext"
    upright: bool = True  #: False where the baseline is turned
    origin: tuple[float, float] | None = None  #: the pen's place, on the baseline; None: the box's lower left corner
    angle: float = 0.0  #: direction of the baseline, degrees clockwise; 0 where upright


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or stroked path.

    `points` are the vertices of its subpaths in drawing order, with curves by their end points; for a rectangle the
    four corners. Colours are RGB in 0..1, None where not filled or not stroked.
    """

    kind: Literal["rect", "line", "path"]
    box: Box
    points: tuple[tuple[float, float], ...]
    fill: tuple[float, float, float] | None
    stroke: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Page:
    number: int  #: 1-based
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()  #: content order
    shapes: tuple[Shape, ...] = ()  #: content order
    problem: str = ""  #: why the page could not be read, or not to its end; "" where it was
    images: int = 0  #: how many images it shows; a page of images without glyphs is a scan
    #: Places, among all glyphs that the content draws, of those that were left out, for they lie beyond the page.
    beyond: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of correct Thai, or a part of one: text set apart by a wide gap (another column) is another Line.

    `text[i]` was drawn in `boxes[i]` (None for a space that is only a gap). `raw` is the same stretch as the file's own
    maps give it, in content order; replaying `edits` over `raw` gives `text`.
    """

    page: int  #: 1-based
    text: str
    raw: str
    box: Box
    boxes: tuple[Box | None, ...]
    size: float  #: the commonest font size, points
    bold: bool = False
    upright: bool = True
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    #: For each character the place in `Page.glyphs` of the glyph that shows it, -1 for a space that is only a gap.
    sources: tuple[int, ...] = field(default=(), repr=False)
    #: Places in `Page.glyphs` of the glyphs that `raw` is made of, in content order.
    glyphs: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if len(self.text) != len(self.boxes):
            raise ValueError(f"{len(self.text)} characters but {len(self.boxes)} boxes")
