"""How figures look: FigureSpec → marks on a sheet, as wide as asked for and as high as it needs.

    marks        what is drawn with: marks, labels, scales
    legend       what the charts share: the key over them, row labels, the grid
    comparison   dumbbells, bars and small panels
    parts        100 % bars
    radar        the profile over several axes
    vector       a sheet as SVG within HTML

Every chart says in words what a colour stands for, writes each value at its mark, and says in its row why a value is
missing. Rows are as high as their labels, so that nothing meets.
"""

from __future__ import annotations

from collections.abc import Callable

from dgreport.rendering import palette
from dgreport.rendering.charts.comparison import bars, dumbbell, multiples
from dgreport.rendering.charts.marks import LABEL, SECOND, Measure, Sheet, label
from dgreport.rendering.charts.parts import stacked
from dgreport.rendering.charts.radar import radar
from dgreport.rendering.document import FigureKind, FigureSpec, Language

__all__ = ["heading", "lay_out"]

_CHARTS: dict[FigureKind, Callable[[Sheet, FigureSpec], None]] = {
    "dumbbell": dumbbell,
    "bars": bars,
    "stacked": stacked,
    "multiples": multiples,
    "radar": radar,
}


#: A radar needs at least so much, points; on a narrower sheet bars say the same.
_RADAR_WIDTH = 400.0


def lay_out(
    spec: FigureSpec,
    language: Language,
    measure: Measure,
    titled: bool = False,
    width: float = palette.FIGURE_WIDTH,
) -> Sheet:
    """The figure as marks. `titled` puts its title on top, for a figure that stands alone; `width` is in points."""
    sheet = heading(spec, language, measure, width) if titled else Sheet(width, measure, language)
    kind = "bars" if spec.kind == "radar" and width < _RADAR_WIDTH else spec.kind
    _CHARTS[kind](sheet, spec)
    sheet.height += 4
    return sheet


def heading(
    spec: FigureSpec, language: Language, measure: Measure, width: float = palette.FIGURE_WIDTH
) -> Sheet:
    """The title of a figure that stands alone, as marks, and what it is about over it; `width` is in points."""
    sheet = Sheet(width, measure, language)
    for text, size, second, strong in ((spec.subject, LABEL, SECOND, False), (spec.title, 12.5, 10.0, True)):
        if text is not None:
            head = label(sheet, text, sheet.width, size=size, second=second, strong=strong, even=strong)
            sheet.add(*head.marks(0, sheet.height))
            sheet.height += head.height + 6
    return sheet
