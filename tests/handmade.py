"""Pages made by hand for the tests of the reader: every character is half as wide as its line is high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dgreport.extraction.page import Box, Line, Page, Shape
from dgreport.extraction.reading.arithmetic import Arithmetic
from dgreport.extraction.reading.search import PageText
from dgreport.extraction.reading.slide import SlideReading, read_slide
from dgreport.profile import Profile, Slide

#: Shares end at 100.
PROFILE = Profile.model_validate(
    {
        "id": "p",
        "title": "หัวเรื่อง",
        "recognise": {"texts": ["หัวเรื่อง"]},
        "units": {"percent": {"th": "ร้อยละ", "kind": "share", "maximum": 100}},
        "measures": {"percent": {"unit": "percent"}},
        "section": [],
        "slide": [],
    }
)


def line(text: str, x: float, y: float, size: float = 10) -> Line:
    """A Line that begins at x and has its top at y."""
    boxes = [(x + size / 2 * k, y, x + size / 2 * (k + 1), y + size) for k in range(len(text))]
    return Line(1, text, (x, y, x + size / 2 * len(text), y + size), size, raw=text, boxes=tuple(boxes))


def text(*lines: tuple[str, float, float]) -> PageText:
    return PageText([line(*each) for each in lines])


def rect(box: Box, fill: tuple[float, float, float]) -> Shape:
    x0, top, x1, bottom = box
    return Shape("rect", box, ((x0, top), (x1, top), (x1, bottom), (x0, bottom)), fill, None)


def page(*shapes: Shape) -> Page:
    return Page(1, 800.0, 600.0, shapes=shapes)


def slide(groups: Sequence[Mapping[str, object]], **more: object) -> Slide:
    """A slide of the profile, as it is declared."""
    return Slide.model_validate({"id": "s", "section": "s", "title": "หัวเรื่อง", "group": list(groups), **more})


def read(of: Slide, printed: PageText, *shapes: Shape, **known: int) -> SlideReading:
    return read_slide(PROFILE, of, page(*shapes), printed, (), {id: Decimal(value) for id, value in known.items()})


def values(reading: SlideReading) -> dict[str, dict[str, str]]:
    """Indicator (and level, where there are several) -> hole -> what was read."""
    levels = {demand.level for demand in reading.demands}
    return {
        demand.item.indicator if len(levels) == 1 else f"{demand.item.indicator}.{demand.level}": {
            name: reading.text for name, reading in demand.holes.items()
        }
        for demand in reading.demands
    }


def arithmetic(**bases: int) -> Arithmetic:
    return Arithmetic({level: Decimal(n) for level, n in bases.items()}, {})
