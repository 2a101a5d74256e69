"""The truth of a deck: every record with its value and the boxes where it is printed, and the lines of each page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from .content import HOLE, lines
from .numbers import RECORDS, Numbers

#: Where a number stands: the page (from 1) and its box (x0, top, x1, bottom) in points, origin top left.
Occurrence = tuple[int, str, Sequence[float]]


def truth(
    numbers: Numbers,
    slides: Sequence[int],
    page_size: tuple[float, float],
    printed: Mapping[str, Sequence[Occurrence]],
    **about: Any,
) -> dict[str, Any]:
    """As the truth files of the published facsimiles have it.

    `slides` are the slides' numbers in the order of the pages, `printed` the occurrences by record. A record of a slide
    that is missing has `page` null and no value.
    """
    pages = {slide: page for page, slide in enumerate(slides, 1)}
    return {
        **about,
        "values": "original" if numbers.seed is None else "mutated",
        "seed": numbers.seed,
        "consistent": numbers.consistent,
        "slides": list(slides),
        "bbox": "x0, top, x1, bottom in points, origin top left, page numbers from 1",
        "page_size": list(page_size),
        "records": [_record(record, numbers, pages, printed.get(record["id"], ())) for record in RECORDS],
        "pages": [
            {"page": page, "slide": slide, "lines": [_filled(line, numbers, page) for line in lines()[slide]]}
            for page, slide in enumerate(slides, 1)
        ],
    }


def _record(
    record: Mapping[str, Any], numbers: Numbers, pages: Mapping[int, int], printed: Sequence[Occurrence]
) -> dict[str, Any]:
    value = numbers.values.get(record["id"])
    there = bool(printed) or (value is None and record["page"] in pages)
    own = pages.get(record["page"]) or next(
        (p for s, p in pages.items() if record["unit"] == "text" and _says(s, record)), None
    )
    base = numbers.values[record["of"]] if record["of"] and there else None
    found = sorted(printed, key=lambda o: (o[0] != pages.get(record["page"]), o[0]))  # its own slide's first
    occurrences = [{"page": page, "printed": text, "bbox": list(box)} for page, text, box in found]
    first = occurrences[0] if occurrences else {"page": own, "printed": None, "bbox": None}
    return {
        "id": record["id"],
        "topic": record["topic"],
        "level": record["level"],
        "unit": record["unit"],
        "value": _plain(value) if there else None,
        "of": _plain(base),
        "rank": record["rank"],
        "label_th": _filled(record["label_th"], numbers, 0),
        "label_en": _filled(record["label_en"], numbers, 0),
        "association": record["association"],
        **first,
        "occurrences": occurrences,
        **({"date": value.isoformat()} if isinstance(value, datetime.date) and there else {}),
    }


def _says(slide: int, record: Mapping[str, Any]) -> bool:
    """Whether a slide has a record's text: some notes stand on several."""
    return any(record["label_th"] in line for line in lines()[slide])


def _plain(value: object) -> int | float | None:
    if not isinstance(value, Decimal):
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def _filled(text: str, numbers: Numbers, page: int) -> str:
    return HOLE.sub(lambda hole: str(page) if hole.group(1) == "page" else numbers.printed(hole.group(1)), text)
