"""The report's own prose, in Thai and English, and how numbers, years and dates are said in it.

Every sentence is a Phrase: a pair of templates with the same named parts. They are put so that they hold for any
number and any name; names of levels and units are said as the report gives them. A Thai name without a translation goes
into an English sentence as it is, with the mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dgreport.model import Bilingual, PageKind, Status, Unit
from dgreport.rendering.document import UNTRANSLATED_MARK

_THAI_MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
#: The Buddhist era counts from 543 BCE.
BUDDHIST_ERA = 543

_HOLE = re.compile(r"\{(\w+)\}")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_CLOSING, _OPENING = ").,;:%”†", "(“"

Part = Bilingual | str | int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in both languages with named parts in braces."""

    th: str
    en: str

    def __call__(self, **parts: Part) -> Bilingual:
        """The phrase with its parts put in. The English begins with a capital where its first word is all small."""
        return Bilingual(th=self._thai(parts), en=capitalised(self._english(parts)))

    def _thai(self, parts: Mapping[str, Part]) -> str:
        said = ""
        for place, piece in enumerate(_HOLE.split(self.th)):
            said = spaced(said, _thai(parts[piece]) if place % 2 else piece)
        return said

    def _english(self, parts: Mapping[str, Part]) -> str:
        return self.en.format(**{name: _english(part) for name, part in parts.items()})


@dataclass(frozen=True, slots=True)
class Fragment(Phrase):
    """A phrase that goes into another: its English is left in small letters."""

    def __call__(self, **parts: Part) -> Bilingual:
        return Bilingual(th=self._thai(parts), en=self._english(parts))


def spaced(before: str, after: str) -> str:
    """Two pieces of Thai prose as one: Thai goes on without a space, numbers, Latin and quotations stand apart."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return before + after
    seam = bool(_THAI.match(before[-1])) != bool(_THAI.match(after[0]))
    return f"{before} {after}" if seam and after[0] not in _CLOSING and before[-1] not in _OPENING else before + after


def _thai(part: Part) -> str:
    return part.th if isinstance(part, Bilingual) else str(part)


def _english(part: Part) -> str:
    if not isinstance(part, Bilingual):
        return str(part)
    return f"{part.th}{UNTRANSLATED_MARK}" if part.en is None else part.en


def english_of(text: Bilingual) -> str:
    """The English of a text, or the Thai with the mark."""
    return _english(text)


def capitalised(english: str) -> str:
    """The text with a capital at its start, unless its first word has capitals of its own (eGov) or is no word."""
    first = re.match(r"[“\"(]?([a-z][a-z'’-]*)(?![A-Za-z])", english)
    if first is None:
        return english
    start = first.start(1)
    return english[:start] + english[start].upper() + english[start + 1 :]


def labelling(name: Bilingual) -> Bilingual:
    """A name as it stands alone, over a column, before a row or at a mark: its English begins with a capital."""
    return name if name.en is None else Bilingual(th=name.th, en=capitalised(name.en))


def number(value: Decimal) -> str:
    """A number with thousands separated, decimals as printed: 12,345 and 6.50; the minus is U+2212."""
    return format(value, ",f").replace("-", "−")


def holds(text: str, value: Decimal) -> bool:
    """Whether the number stands in the text, as a number of its own."""
    return re.search(rf"(?<![\d.,]){re.escape(number(value))}(?![.,]?\d)", text) is not None


def signed(value: Decimal) -> str:
    """A difference with its sign, the minus as U+2212."""
    return "0" if value == 0 else f"{'+' if value > 0 else '−'}{number(abs(value))}"


def amount(value: Decimal, unit: Unit) -> Bilingual:
    """A number with its unit: ร้อยละ 22 / 22%, 59 หน่วยงาน / 59 agencies."""
    said = number(value)
    if unit.kind == "share":
        return Bilingual(th=f"ร้อยละ {said}", en=f"{said}%")
    return Bilingual(th=f"{said} {unit.name.th}", en=f"{said} {_english(unit_name(value, unit))}")


def unit_name(value: Decimal, unit: Unit) -> Bilingual:
    """The unit as it is said after the number."""
    return Bilingual(th=unit.name.th, en=unit.singular) if value == 1 and unit.singular else unit.name


def gap(difference: Decimal, unit: Unit) -> Bilingual:
    """A difference without its sign, with its unit; shares differ by percentage points."""
    if unit.kind != "share":
        return amount(abs(difference), unit)
    points = "percentage point" if abs(difference) == 1 else "percentage points"
    return Bilingual(th=f"{number(abs(difference))} จุดร้อยละ", en=f"{number(abs(difference))} {points}")


def quoted(name: Bilingual) -> Bilingual:
    """The name in quotation marks."""
    return Bilingual(th=f"“{name.th}”", en=None if name.en is None else f"“{name.en}”")


def listed(items: Sequence[Bilingual]) -> Bilingual:
    """The items as a list in a sentence: ก, ข และ ค / a, b and c."""
    if len(items) < 2:
        return items[0] if items else Bilingual(th="", en="")
    head, last = items[:-1], items[-1]
    return Bilingual(
        th=spaced(spaced(", ".join(item.th for item in head), "และ" if len(items) == 2 else " และ"), last.th),
        en=f"{', '.join(_english(item) for item in head)} and {_english(last)}",
    )


def joined(items: Sequence[Bilingual], thai: str = " ", english: str = " ") -> Bilingual:
    """The texts one after the other; sentences by default."""
    return Bilingual(th=thai.join(_thai(item) for item in items), en=english.join(_english(item) for item in items))


def year(buddhist: int) -> str:
    """A year of the Buddhist era with that of the common era: 2560 (2017)."""
    return f"{buddhist} ({buddhist - BUDDHIST_ERA})"


def day(iso: str) -> Bilingual:
    """A date in ISO 8601, common era: 29 พฤศจิกายน 2560 (2017) / 29 November 2560 (2017)."""
    when = date.fromisoformat(iso)
    era = year(when.year + BUDDHIST_ERA)
    return Bilingual(
        th=f"{when.day} {_THAI_MONTHS[when.month - 1]} {era}", en=f"{when.day} {_ENGLISH_MONTHS[when.month - 1]} {era}"
    )


#: Why there is no number, in the words of a table or a figure.
STATUS: dict[Status, Bilingual] = {
    "read": Bilingual(th="ไม่ระบุ", en="not stated"),
    "not_surveyed": Bilingual(th="ไม่มีการสำรวจ", en="not surveyed"),
    "unreadable": Bilingual(th="อ่านไม่ได้", en="could not be read"),
    "not_in_source": Bilingual(th="ไม่มีในต้นฉบับ", en="not in the source"),
}
NOT_LISTED = Bilingual(th="ไม่อยู่ในรายการของต้นฉบับ", en="not in the source’s list")
NOT_REPORTED = Bilingual(th="ไม่มีข้อมูล", en="not reported")


CONTENTS = Bilingual(th="สารบัญ", en="Contents")
FINDINGS = Bilingual(th="ข้อค้นพบ", en="Findings")
RUNNING = Phrase("{kicker} {subject}", "{kicker}: {subject}")


#: What a page of the source is called where it is cited: in Thai, and in English one and several.
_PAGES: dict[PageKind, tuple[str, str, str]] = {
    "slide": ("สไลด์", "Slide", "Slides"),
    "page": ("ต้นฉบับหน้า", "Source page", "Source pages"),
}


def cited(pages: Sequence[int], kind: PageKind) -> Bilingual:
    """Pages of the source as they are cited, runs of them drawn together: สไลด์ 3–5, 9 / Slides 3–5, 9."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    said = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    thai, one, several = _PAGES[kind]
    return Bilingual(th=f"{thai} {said}", en=f"{one if len(set(pages)) == 1 else several} {said}")
