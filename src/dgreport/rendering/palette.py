"""The colours and measures that pages and figures share, so that a level looks the same wherever it appears.

Every colour that carries text reaches WCAG AA on white (contrast of 4.5 or more; a test measures it). Colours never
carry a meaning alone: what they stand for is always said in words too.
"""

from __future__ import annotations

from collections.abc import Sequence

INK = "#16202A"  #: text, heavy rules
GREY = "#56616C"  #: the second language, captions, axes
HAIRLINE = "#D3D9DF"  #: light rules and grids; never text
WASH = "#F3F5F7"  #: a faint ground
NIGHT = "#10263F"  #: the cover
NEUTRAL = "#5A6B7B"  #: what belongs to no level, in figures

#: Accents of the levels in the order in which a report declares them. The first two are the pair that readers with
#: any kind of colour blindness tell apart, blue and orange; they also differ in lightness when printed in grey.
ACCENTS = ("#14508F", "#BC5210", "#2F6B4F", "#7A3E83", "#7A5A00", "#8C2F39")

#: Width of a figure in points: the full measure of the page.
FIGURE_WIDTH = 459.0
#: The family of the bundled fonts, as matplotlib and SVG name it.
FONT_FAMILY = "Sarabun"


def level_colour(level: str, levels: Sequence[str]) -> str:
    """The accent of a level, given all levels of the report in order; NEUTRAL for "all", "" and unknown ones."""
    named = [each for each in levels if each not in ("", "all")]
    return ACCENTS[named.index(level) % len(ACCENTS)] if level in named else NEUTRAL


def tint(colour: str, share: float) -> str:
    """The colour mixed with white: share 1 is the colour itself, 0 is white. "#RRGGBB" in and out."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * share):02X}" for channel in channels)


def contrast(one: str, other: str = "#FFFFFF") -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, definition of relative luminance)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
