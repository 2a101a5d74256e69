"""What one page holds, as plain data: Glyphs and Shapes in content order, and the Lines made of them.

Every length is in PDF points (1/72 inch), the origin is the top left corner of the page as shown (rotation applied),
x grows to the right, y ("top", "bottom") grows downwards. Page numbers are 1-based. The classes know nothing of PDF
libraries, so everything after `extraction.glyphs` can be tested with hand-made pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from dgreport.model import Edit

Box = tuple[float, float, float, float]  #: x0, top, x1, bottom


@dataclass(frozen=True, slots=True)
class Form:
    """How one code of a font is drawn in one size and direction, and what it says: all of a glyph but its place.

    `raw` is what the file's own ToUnicode map says ("" where it says nothing), `text` what the glyph truly stands for
    after its font's map was mended; the two differ only where there is evidence. Both may hold several characters
    (a real ligature) or none (a glyph that draws nothing that is text).
    """

    text: str
    raw: str
    code: int  #: character code in the content stream
    font: str  #: name of the font resource, unique in the document
    size: float  #: font size in points, as shown
    box: Box  #: from the pen to the advance, ascent to descent; the pen's place is the origin
    ink: Box | None  #: what is painted, from the pen; None where the glyph has no outline or it can't be read
    evidence: str = ""  #: what settled `text` where it differs from `raw`, e.g. "cmap", "gid", "ink", "actualtext"
    upright: bool = True  #: False where the baseline is turned
    angle: float = 0.0  #: direction of the baseline, degrees clockwise; 0 where upright
    advance: float = 0.0  #: units of text space: 1 is the font size


#: A glyph as pages hold it: its form, which all share that are drawn so, and x and y of the pen, on the baseline. A page
#: has tens of thousands of glyphs and few forms; plain tuples are made and taken apart several times as fast as objects.
Drawn = tuple[Form, float, float]


class Glyph(NamedTuple):
    """One glyph as drawn, with names for what it has."""

    form: Form
    x: float
    y: float

    @property
    def text(self) -> str:
        return self.form.text

    @property
    def raw(self) -> str:
        return self.form.raw

    @property
    def code(self) -> int:
        return self.form.code

    @property
    def font(self) -> str:
        return self.form.font

    @property
    def size(self) -> float:
        return self.form.size

    @property
    def evidence(self) -> str:
        return self.form.evidence

    @property
    def upright(self) -> bool:
        return self.form.upright

    @property
    def angle(self) -> float:
        return self.form.angle

    @property
    def box(self) -> Box:
        """From the pen to the advance, ascent to descent, on the page."""
        x0, y0, x1, y1 = self.form.box
        return self.x + x0, self.y + y0, self.x + x1, self.y + y1

    @property
    def ink(self) -> Box | None:
        """What is painted, on the page; None where the glyph has no outline or it can't be read."""
        if self.form.ink is None:
            return None
        x0, y0, x1, y1 = self.form.ink
        return self.x + x0, self.y + y0, self.x + x1, self.y + y1

    def told(self, text: str, evidence: str) -> Glyph:
        """The same glyph, read otherwise."""
        return Glyph(replace(self.form, text=text, evidence=evidence), self.x, self.y)


def boxes_of(glyphs: Iterable[Drawn]) -> list[Box]:
    """The box of each glyph on the page."""
    return [(x + x0, y + y0, x + x1, y + y1) for form, x, y in glyphs for x0, y0, x1, y1 in (form.box,)]


class Columns:
    """Glyphs in content order, and what they have as columns: arrays of numbers with one entry a glyph."""

    def __init__(self, shown: Sequence[Form] = (), x: Sequence[float] = (), y: Sequence[float] = ()) -> None:
        self.shown = shown  #: the form of each glyph
        numbers: defaultdict[int, int] = defaultdict()
        numbers.default_factory = numbers.__len__  # each form that is new gets the next number
        #: Its number in `forms`.
        self.form: NDArray[np.intp] = np.fromiter(map(numbers.__getitem__, map(id, shown)), np.intp, len(shown))
        firsts = np.searchsorted(np.maximum.accumulate(self.form), np.arange(len(numbers)))
        self.forms: Sequence[Form] = [shown[at] for at in firsts.tolist()]  #: those that the glyphs have, each once
        self.x: NDArray[np.float64] = np.fromiter(x, np.float64, len(shown))  #: of the pen
        self.y: NDArray[np.float64] = np.fromiter(y, np.float64, len(shown))

    @classmethod
    def of(cls, glyphs: Sequence[Drawn]) -> Columns:
        shown, x, y = zip(*glyphs, strict=True) if glyphs else ((), (), ())
        return cls(shown, x, y)

    def retold(self, shown: Sequence[Form]) -> Columns:
        """The same glyphs in other forms."""
        return Columns(shown, self.x.tolist(), self.y.tolist())

    def without(self, places: Iterable[int]) -> Columns:
        """The glyphs but those at these places."""
        kept = np.ones(len(self), np.bool_)
        kept[list(places)] = False
        return Columns(list(compress(self.shown, kept.tolist())), self.x[kept].tolist(), self.y[kept].tolist())

    @cached_property
    def drawn(self) -> Sequence[Drawn]:
        """The glyphs one by one."""
        return list(zip(self.shown, self.x.tolist(), self.y.tolist(), strict=True))

    def chosen(self, places: Sequence[int]) -> list[Drawn]:
        """The glyphs at these places."""
        forms = map(self.shown.__getitem__, places)
        return list(zip(forms, self.x[places].tolist(), self.y[places].tolist(), strict=True))

    def __len__(self) -> int:
        return len(self.shown)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Columns) and self.drawn == other.drawn

    __hash__ = None  # type: ignore[assignment]

    def each(self, of_forms: Iterable[Any], kind: type[Any] = np.float64) -> NDArray[Any]:
        """To each glyph what is given for its form: values of this kind."""
        return np.fromiter(of_forms, kind, len(self.forms)).take(self.form)

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """From the pen to the advance, ascent to descent, on the page: rows x0, top, x1, bottom."""
        return self.placed([form.box for form in self.forms])

    @cached_property
    def sizes(self) -> NDArray[np.float64]:
        """Font sizes in points."""
        return self.each([form.size for form in self.forms])

    @cached_property
    def spaces(self) -> NDArray[np.bool_]:
        """Which say a space."""
        return self.each([form.text.isspace() for form in self.forms], np.bool_)

    def placed(self, of_forms: Iterable[Box]) -> NDArray[np.float64]:
        """Boxes given for forms, from the pen, as they stand on the page: rows x0, top, x1, bottom."""
        sides = np.fromiter(chain.from_iterable(of_forms), np.float64, 4 * len(self.forms)).reshape(-1, 4).T
        boxes = sides.take(self.form, axis=1)
        boxes[0::2] += self.x
        boxes[1::2] += self.y
        return boxes


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


@dataclass(frozen=True)
class Page:
    number: int  #: 1-based
    width: float
    height: float
    columns: Columns = field(default_factory=Columns, repr=False)  #: the glyphs, content order
    shapes: tuple[Shape, ...] = ()  #: content order
    problem: str = ""  #: why the page could not be read, or not to its end; "" where it was
    images: int = 0  #: how many images it shows; a page of images without glyphs is a scan
    #: Places, among all glyphs that the content draws, of those that were left out, for the page does not show them:
    #: they lie beyond it, or are covered, cut off, in a layer that is off, or painted in the colour of their ground.
    unseen: frozenset[int] = frozenset()
    layer: int = 0  #: how many glyphs only say what an image shows: text laid under or over a scan by OCR
    #: In which colours the glyphs are painted: from each place on the next, RGB in 0..1, None where it is no plain one.
    inks: tuple[tuple[int, tuple[float, float, float] | None], ...] = ()
    #: From which place on the glyphs are those of fields, notes and stamps, laid upon the content; None where it has none.
    upon: int | None = None

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs in content order, with names for what they have."""
        return tuple(map(Glyph._make, self.columns.drawn))

    @property
    def forms(self) -> Sequence[Form]:
        """The forms of its glyphs, each once."""
        return self.columns.forms


@dataclass(frozen=True, slots=True)
class Line:
    """One line of correct Thai, or a part of one: text set apart by a wide gap (another column) is another Line.

    Where only its text was asked for, it has no raw text, boxes, edits, sources and glyphs. Otherwise `text[i]` was
    drawn in `boxes[i]` (None for a space that is only a gap), `raw` is the same stretch as the file's own maps give it,
    in content order, and replaying `edits` over `raw` gives `text`.
    """

    page: int  #: 1-based
    text: str
    box: Box
    size: float  #: the commonest font size, points
    bold: bool = False
    upright: bool = True
    raw: str = ""
    boxes: tuple[Box | None, ...] = field(default=(), repr=False)
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    #: For each character the place in `Page.glyphs` of the glyph that shows it, -1 for a space that is only a gap.
    sources: tuple[int, ...] = field(default=(), repr=False)
    #: Places in `Page.glyphs` of the glyphs that `raw` is made of, in content order.
    glyphs: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.boxes and len(self.text) != len(self.boxes):
            raise ValueError(f"{len(self.text)} characters but {len(self.boxes)} boxes")
