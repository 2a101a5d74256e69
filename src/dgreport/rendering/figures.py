"""Figures as SVG and PNG. The one door to matplotlib, which draws the marks that `charts` lays out.

Text in SVG stays text, in the bundled font; `files` makes figures that stand alone, with their title and their font in
them. The same figure gives the same bytes.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files as package_files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dgreport.kept import kept
from dgreport.rendering import palette, webfonts
from dgreport.rendering.charts import heading, lay_out, vector
from dgreport.rendering.charts.marks import PAPER, Area, Dot, Line, Sheet, Text
from dgreport.rendering.document import FigureSpec, Language
from dgreport.rendering.markup import Markup, element
from dgreport.rendering.standins import STAND_IN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Resolution of PNG files, in dots per inch.
PNG_DPI = 200
#: White around a figure that stands alone, in points.
_MARGIN = 12.0

_WEIGHTS = {False: 400, True: 600}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "dgreport",
    # A $ in a label is a dollar.
    "text.parse_math": False,
    "text.usetex": False,
    "font.family": palette.FONT_FAMILY,
    "path.simplify": False,
}


def svg(spec: FigureSpec, language: Language = "both") -> bytes:
    """The figure for the page: no title, text as text in the family palette.FONT_FAMILY, which is not in the file."""
    sheet = lay_out(spec, language, measure)
    return kept(_origin("svg", sheet), lambda: _svg(sheet))


def inline(spec: FigureSpec, language: Language, width: float) -> str:
    """The figure as an SVG element within HTML, laid out for a width in points; what `svg` says holds of it too."""
    return vector.svg(lay_out(spec, language, measure, width=width))


def files(spec: FigureSpec, language: Language, drawn: bytes) -> dict[str, bytes]:
    """The figure as files by name: `{id}.svg` with its title and font, and `{id}.png` at 200 dots per inch.

    `drawn` is what `svg` gives for the same figure and language.
    """
    sheet = lay_out(spec, language, measure, titled=True)
    picture = kept(_origin("png", sheet), lambda: _png(sheet))
    name = file_name(spec)
    return {f"{name}.svg": _alone(drawn, sheet, spec, language), f"{name}.png": picture}


def lacking(spec: FigureSpec, language: Language) -> frozenset[str]:
    """The characters of a figure that the bundled fonts lack: the PNG shows a stand-in for them, SVG their text."""
    sheet = lay_out(spec, language, measure, titled=True)
    marks = (mark for mark in sheet.marks if isinstance(mark, Text))
    return frozenset(
        character
        for mark in marks
        for character in mark.text
        if webfonts.shown(_WEIGHTS[mark.strong], character) == STAND_IN != character
    )


def file_name(spec: FigureSpec) -> str:
    """The name of a figure's files, without the suffix."""
    return re.sub(r"[^\w.-]+", "-", spec.id)


def measure(text: str, size: float, strong: bool) -> float:
    """Width in points of a text: the advances of its characters. Thai marks have none; pairs are not kerned."""
    return size * float(sum(_advance(character, strong) for character in text))


@cache
def _advance(character: str, strong: bool) -> float:
    return webfonts.advance(_WEIGHTS[strong], character)


def _origin(form: str, sheet: Sheet) -> Iterator[bytes]:
    """All that a drawing follows from: the marks, the fonts, and the programs that draw them."""
    yield from _means()
    yield f"{form} {sheet.width} {sheet.height} {sheet.marks}".encode("utf-8", "surrogatepass")


@cache
def _means() -> tuple[bytes, ...]:
    libraries = (f"{name} {version(name)}".encode() for name in ("matplotlib", "pillow"))
    return (*libraries, Path(__file__).read_bytes(), *map(webfonts.program, _WEIGHTS.values()))


@contextmanager
def _settings() -> Iterator[None]:
    import matplotlib

    _register_fonts()
    with matplotlib.rc_context(_SETTINGS):
        yield


@cache
def _register_fonts() -> None:
    from matplotlib import font_manager

    for weight in _WEIGHTS.values():
        font_manager.fontManager.addfont(str(package_files("dgreport.rendering") / "fonts" / webfonts.FACES[weight]))


def _svg(sheet: Sheet) -> bytes:
    out = BytesIO()
    metadata = {"Date": None, "Creator": "dgreport", "Format": None, "Type": None}
    with _settings(), warnings.catch_warnings():
        # It is text that whoever shows the file finds a font for; where none can be found, `lacking` says so.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        _draw(sheet).savefig(out, format="svg", metadata=metadata, transparent=True)
    return out.getvalue()


def _png(sheet: Sheet) -> bytes:
    out = BytesIO()
    with _settings():
        _draw(_with_stand_ins(sheet), _MARGIN).savefig(
            out, format="png", dpi=PNG_DPI, metadata={"Software": "dgreport"}, facecolor=PAPER
        )
    return out.getvalue()


def _with_stand_ins(sheet: Sheet) -> Sheet:
    """The marks in characters that the fonts have."""
    marks = [
        replace(mark, text="".join(webfonts.shown(_WEIGHTS[mark.strong], character) for character in mark.text))
        if isinstance(mark, Text)
        else mark
        for mark in sheet.marks
    ]
    return replace(sheet, marks=marks)


def _draw(sheet: Sheet, margin: float = 0.0) -> Figure:
    """The marks on a figure, with a margin on all sides. They need no axes: a sheet has its own scales."""
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Polygon
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=((sheet.width + 2 * margin) / 72, (sheet.height + 2 * margin) / 72), dpi=72)
    # From points under the top left corner to inches over the lower left one.
    inches = Affine2D().translate(margin, -margin - sheet.height).scale(1 / 72, -1 / 72)
    place = inches + figure.dpi_scale_trans
    for order, mark in enumerate(sheet.marks, 1):
        if isinstance(mark, Text):
            align = {"start": "left", "middle": "center", "end": "right"}[mark.anchor]
            figure.text(
                mark.x,
                mark.y,
                mark.text,
                transform=place,
                size=mark.size,
                color=mark.colour,
                ha=align,
                va="baseline",
                weight=_WEIGHTS[mark.strong],
                zorder=order,
            )
        elif isinstance(mark, Line):
            xs, ys = zip(*mark.points, strict=True)
            style = (0, (3, 2)) if mark.dashed else "solid"
            line = Line2D(xs, ys, color=mark.colour, lw=mark.width, ls=style, zorder=order, transform=place)
            figure.add_artist(line)
        elif isinstance(mark, Area):
            edge = mark.edge or "none"
            area = Polygon(mark.points, fc=mark.colour, ec=edge, lw=0.7, zorder=order, transform=place)
            figure.add_artist(area)
        elif isinstance(mark, Dot):
            centre = mark.x, mark.y
            dot = Circle(centre, mark.radius, fc=mark.colour, ec="white", lw=0.6, zorder=order, transform=place)
            figure.add_artist(dot)
    return figure


def _alone(drawn: bytes, sheet: Sheet, spec: FigureSpec, language: Language) -> bytes:
    """The drawing under its title, in a file that has its fonts, and what it shows in words for who can't see it.

    `sheet` is the figure with its title: as large as the file, but for the margin.
    """
    said = [spec.alt.th if language == "th" or spec.alt.en is None else spec.alt.en]
    if language == "both" and spec.alt.en is not None:
        said.insert(0, spec.alt.th)
    fonts = [webfonts.rule(weight, frozenset(_characters(sheet, strong))) for strong, weight in _WEIGHTS.items()]
    head = heading(spec, language, measure)
    text = drawn.decode("utf-8")
    # What matplotlib's outermost element holds: the marks, and what they refer to.
    inner = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    width, height = (f"{length + 2 * _MARGIN:.4f}".rstrip("0").rstrip(".") for length in (sheet.width, sheet.height))
    whole = element(
        "svg",
        element("title", spec.title.th),
        element("desc", " ".join(said)),
        element("style", Markup("".join(fonts))),
        element("g", *map(vector.drawn, head.marks), transform=_moved(_MARGIN), font_family=palette.FONT_FAMILY),
        element("g", Markup(inner), transform=_moved(_MARGIN + head.height)),
        xmlns="http://www.w3.org/2000/svg",
        width=f"{width}pt",
        height=f"{height}pt",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=spec.title.th,
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n'.encode()


def _moved(down: float) -> str:
    return f"translate({_MARGIN:g} {down:.6g})"


def _characters(sheet: Sheet, strong: bool) -> Iterator[str]:
    for mark in sheet.marks:
        if isinstance(mark, Text) and mark.strong == strong:
            yield from mark.text
