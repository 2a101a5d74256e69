"""A sheet as SVG to stand within a page of HTML, which gives it its font: short, and without names that could meet."""

from __future__ import annotations

import re

from dgreport.rendering.charts.marks import Area, Dot, Line, Mark, Sheet
from dgreport.rendering.markup import Markup, element, tagged

_THAI = re.compile(r"[\u0e00-\u0e7f]")


def svg(sheet: Sheet) -> Markup:
    """The sheet as an element; its view box is in points. Hidden from readers of the page, which says it in words."""
    return element(
        "svg",
        *map(drawn, sheet.marks),
        viewBox=f"0 0 {_short(sheet.width)} {_short(sheet.height)}",
        aria_hidden="true",
        focusable="false",
    )


def drawn(mark: Mark) -> Markup:
    """A mark as an element of SVG."""
    match mark:
        case Line(points, colour, width, dashed):
            return element(
                "path",
                d=_path(points),
                fill="none",
                stroke=colour,
                stroke_width=_short(width),
                stroke_dasharray="3 2" if dashed else None,
            )
        case Area(points, colour, edge):
            line = "0.7" if edge else None
            return element("path", d=f"{_path(points)}Z", fill=colour, stroke=edge or None, stroke_width=line)
        case Dot(x, y, radius, colour):
            place = {"cx": _short(x), "cy": _short(y), "r": _short(radius)}
            return element("circle", **place, fill=colour, stroke="#FFFFFF", stroke_width="0.6")
    lang: Markup = tagged(mark.text, "th" if _THAI.search(mark.text) else "en", "tspan")
    return element(
        "text",
        lang,
        x=_short(mark.x),
        y=_short(mark.y),
        font_size=_short(mark.size),
        fill=mark.colour,
        text_anchor=None if mark.anchor == "start" else mark.anchor,
        font_weight=600 if mark.strong else None,
        lang=None if _THAI.search(mark.text) or not re.search("[A-Za-z]", mark.text) else "en",
    )


def _path(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _short(number: float) -> str:
    """A number with at most two places: a hundredth of a point is finer than any screen."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
