"""Figures: SVG with live text becomes a vector drawing whose labels are set in the bundled fonts."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from svglib.fonts import FontMap
from svglib.svglib import SvgRenderer, load_svg_file

from dgreport.rendering.typeset.typefaces import BOLD, ITALIC, REGULAR, SEMIBOLD, typefaces

_OPACITY = re.compile(r"(?:^|;)\s*opacity:\s*([\d.]+)")


class _BundledFonts(FontMap):
    """Every family is the bundled one, in the weight asked for: no search of the system, no font without Thai."""

    def find_font(self, font_name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
        heaviness = {"normal": 400, "semibold": 600, "bold": 700, "bolder": 700}.get(str(weight).lower())
        if heaviness is None:
            heaviness = int(weight) if str(weight).isdigit() else 400
        if heaviness >= 600:
            return (BOLD if heaviness >= 700 else SEMIBOLD), True
        return (REGULAR if style == "normal" else ITALIC), True


def drawing(svg: bytes) -> Any | None:
    """A ReportLab drawing of the SVG; None where there is nothing that can be drawn."""
    typefaces()
    root = load_svg_file(BytesIO(svg)) if svg else None
    if root is None:
        return None
    for element in root.iter():
        # svglib heeds the opacity of fills and strokes, not that of whole elements.
        style = element.get("style") or ""
        if whole := _OPACITY.search(style):
            element.set("style", f"{style}; fill-opacity: {whole[1]}; stroke-opacity: {whole[1]}")
    figure = SvgRenderer("figure.svg", font_map=_BundledFonts()).render(root)
    if figure is None or figure.width <= 0 or figure.height <= 0:
        return None
    # Else ReportLab begins every drawing with Helvetica, which is not embedded.
    figure.initialFontName = REGULAR
    return figure
