"""What figures are drawn with: marks on a sheet, labels in both languages, scales. Pure geometry, no drawing library.

All measures are points; the origin is the top left corner, y grows downwards. A text stands on its baseline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Literal

from dgreport.model import Bilingual
from dgreport.rendering import palette
from dgreport.rendering.document import UNTRANSLATED_MARK, Language
from dgreport.rendering.typeset.wrapping import break_lines, plain

Anchor = Literal["start", "middle", "end"]
#: Width in points of a text of a size, semibold or regular: the sum of those of its characters.
Measure = Callable[[str, float, bool], float]

#: The ground that figures stand on.
PAPER = "#FFFFFF"
#: Sizes of type on the page: labels in the first language and the second, values, axes.
LABEL, SECOND, VALUE, SMALL = 9.5, 8.0, 9.0, 7.5
#: Distance of baselines over the size of type; Thai needs room for two rows of marks above and one below.
_LEADING_THAI, _LEADING_ENGLISH = 1.5, 1.3
#: Height over the baseline and depth under it, over the size of type.
_ASCENT, _DESCENT = 1.0, 0.3


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    text: str
    size: float
    colour: str = palette.INK
    anchor: Anchor = "start"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 0.6
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon; `edge` is the colour of its outline, "" for none."""

    points: tuple[tuple[float, float], ...]
    colour: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    colour: str


Mark = Text | Line | Area | Dot


def box(left: float, top: float, width: float, height: float, colour: str, edge: str = "") -> Area:
    """A rectangle."""
    right, bottom = left + width, top + height
    return Area(((left, top), (right, top), (right, bottom), (left, bottom)), colour, edge)


@dataclass(slots=True)
class Sheet:
    """A drawing in the making: marks, and how far down it goes."""

    width: float
    measure: Measure
    language: Language
    height: float = 0.0
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        self.marks.extend(marks)

    def write(self, text: Text) -> None:
        """A text on a ground of its own, so that no line runs through it."""
        wide = self.wide(text.text, text.size, text.strong)
        left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
        self.add(box(left - 1.5, text.y - text.size * 0.8, wide + 3, text.size * 1.05, PAPER), text)

    def wide(self, text: str, size: float, strong: bool = False) -> float:
        return self.measure(text, size, strong)


@dataclass(frozen=True, slots=True)
class Label:
    """A text broken into lines, first language first. `lines` are (text, size, colour, distance to the line above,
    strong)."""

    lines: tuple[tuple[str, float, str, float, bool], ...]
    width: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        if not self.lines:
            return 0.0
        first, last = self.lines[0], self.lines[-1]
        return _ASCENT * first[1] + sum(line[3] for line in self.lines[1:]) + _DESCENT * last[1]

    def marks(self, x: float, top: float, anchor: Anchor = "start") -> Iterator[Text]:
        """The lines as marks; x is their left end, middle or right end."""
        y = top
        for place, (text, size, colour, step, strong) in enumerate(self.lines):
            y += step if place else _ASCENT * size
            yield Text(x, y, text, size, colour, anchor, strong)


def spoken(text: Bilingual, language: Language) -> list[tuple[str, bool]]:
    """What a figure says of a text in a language: (text, whether it is Thai); a missing translation leaves the Thai."""
    thai = plain(text.th)
    if text.en is None:
        return [(f"{thai}{UNTRANSLATED_MARK}" if language != "th" else thai, True)]
    english = plain(text.en)
    said = {"th": [(thai, True)], "en": [(english, False)], "both": [(thai, True), (english, False)]}[language]
    return [one for place, one in enumerate(said) if one[0] and one[0] not in (before[0] for before in said[:place])]


def inline(text: Bilingual, language: Language) -> str:
    """The text on one line: ระดับกรม · departments."""
    return " · ".join(said for said, _ in spoken(text, language))


def label(
    sheet: Sheet,
    text: Bilingual,
    width: float,
    colour: str = palette.INK,
    size: float = LABEL,
    second: float = SECOND,
    strong: bool = False,
    even: bool = False,
) -> Label:
    """A text in the languages of the sheet, broken between words to a width; `even` as of `break_lines`."""
    lines: list[tuple[str, float, str, float, bool]] = []
    for place, (said, thai) in enumerate(spoken(text, sheet.language)):
        type_size = size if place == 0 else second
        shade = colour if place == 0 else palette.GREY
        leading = (_LEADING_THAI if thai else _LEADING_ENGLISH) * type_size
        heavy = strong and place == 0
        ends = list(accumulate((sheet.wide(character, type_size, heavy) for character in said), initial=0.0))
        for start, end in break_lines(said, ends, width, even):
            lines.append((said[start:end], type_size, shade, leading, heavy))
    widest = max((sheet.wide(text, size, heavy) for text, size, _, _, heavy in lines), default=0.0)
    return Label(tuple(lines), widest)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from `low` at `left` to `high` at `right`."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: Decimal | float) -> float:
        return self.left + (float(value) - self.low) / (self.high - self.low) * (self.right - self.left)

    def ticks(self) -> list[float]:
        """At most six round numbers from end to end."""
        return _round_numbers(self.low, self.high)


def scale(values: Sequence[Decimal], maximum: Decimal | None, left: float, right: float) -> Scale:
    """A scale that holds zero, all values, and `maximum` where there is one."""
    low = float(min([*values, Decimal(0)]))
    high = float(max([*values, Decimal(0) if maximum is None else maximum]))
    return Scale(low, high if high > low else low + 1, left, right)


def _round_numbers(low: float, high: float) -> list[float]:
    rough = (high - low) / 5
    magnitude = 10.0 ** (len(f"{int(rough)}") - 1) if rough >= 1 else 10.0 ** -_zeros(rough)
    step = next(magnitude * round_one for round_one in (1, 2, 2.5, 5, 10) if magnitude * round_one >= rough * 0.999)
    first = int(low / step) - (1 if low < 0 and low % step else 0)
    ticks = [step * place for place in range(first, int(high / step) + 1)]
    return [tick for tick in ticks if low <= tick <= high]


def _zeros(value: float) -> int:
    """Places after the point of the first digit of a number below 1."""
    places = 1
    while value * 10**places < 1:
        places += 1
    return places
