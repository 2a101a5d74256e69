"""The numbers of the report: the published ones, or others by seed that keep the arithmetic.

What holds in the original holds in the others: a percentage is its count over its base, rounded half up; answers that
exclude each other add up to their base, or fall short of it where they did; rankings stay in their order, ties stay
ties, decimals stay decimals. What contradicts itself in the original does so too, or, with `consistent=True`, agrees
everywhere: sums reach their bases, pillar scores are the means of their sub-indicators, slides that ask the same give
the same answer, what is asked of some is asked of all. Four percentages that slide 3 does not print no number mends.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

RECORDS: tuple[dict[str, Any], ...] = tuple(json.loads((Path(__file__).parent / "records.json").read_text("utf-8")))
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
DATE = "response.data_cutoff_date"
#: The agencies that use Big Data: the base of three percentages on slide 32, printed nowhere.
USERS = "big_data.users"
#: The Thai name of the provinces' highest pillar on slide 6: another pillar's in the original, a contradiction too.
HIGHEST = "text.highest_pillar.province"
LEVELS = ("department", "province")


@dataclass(frozen=True)
class Numbers:
    """The value of every record that is printed, by id (a date for the cut-off date), and of the hidden base."""

    values: Mapping[str, Decimal | datetime.date | str]
    seed: int | None = None
    consistent: bool = False

    def printed(self, record_id: str) -> str:
        """As the slides print it: thousands with a comma, the date in Thai with its Buddhist year."""
        value = self.values[record_id]
        if isinstance(value, datetime.date):
            return f"{value.day} {MONTHS[value.month - 1]} {value.year + 543}"
        return value if isinstance(value, str) else f"{value:,f}"

    def number(self, record_id: str) -> float:
        """For drawing to scale."""
        value = self.values[record_id]
        assert isinstance(value, Decimal)
        return float(value)


def numbers(seed: int | None = None, consistent: bool = False) -> Numbers:
    """The original's numbers without a seed, otherwise others; `consistent` needs a seed."""
    original = _original()
    if seed is None:
        if consistent:
            raise ValueError("the original's numbers do not agree with each other: give a seed")
        return Numbers(original)
    from .draw import draw

    return Numbers(draw(seed, original, consistent), seed, consistent)


def _original() -> dict[str, Decimal | datetime.date | str]:
    values: dict[str, Decimal | datetime.date | str] = {
        USERS: Decimal(37),
        HIGHEST: "ด้านเทคโนโลยีอัจฉริยะและการนำมาใช้",
    }
    for record in RECORDS:
        if record["unit"] == "date":
            day, month, year = record["printed"].split()
            values[record["id"]] = datetime.date(int(year) - 543, MONTHS.index(month) + 1, int(day))
        elif record["printed"]:
            values[record["id"]] = Decimal(record["printed"].replace(",", ""))
    return values
