"""What the figures of a document show, as the rows of a table: one for each value, where it comes from beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dgreport.rendering.document import Document, Figure


def rows(document: Document) -> Iterator[dict[str, str | Decimal | None]]:
    """A row for each category and series of each figure, in the order of the document; `tables` names the columns."""
    for block in document.blocks:
        if not isinstance(block, Figure):
            continue
        spec = block.spec
        for place, category in enumerate(spec.categories):
            for series in spec.series:
                point = series.points[place]
                yield {
                    "figure": spec.id,
                    "title_th": spec.title.th,
                    "title_en": spec.title.en,
                    "category_th": category.th,
                    "category_en": category.en,
                    "series_th": series.name.th,
                    "series_en": series.name.en,
                    "level": series.level or (spec.bar_levels[place] if spec.bar_levels else ""),
                    "shown": point.value,
                    "count": point.count,
                    "unit_th": spec.unit.th,
                    "unit_en": spec.unit.en,
                    "note_th": point.note.th if point.note else None,
                    "note_en": point.note.en if point.note else None,
                    "finding": point.finding,
                    "pages": ", ".join(map(str, block.sources)),
                }
