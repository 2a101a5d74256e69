"""A page as a list of what is drawn on it: shapes, then text in blocks; and where each number has come to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from .content import HOLE
from .face import Face
from .numbers import Numbers

#: Of a number's box above and under its baseline, in its size: the room of a figure with its sidebearings.
ABOVE, BELOW = 0.8, 0.25
_WORDS = re.compile(r"\{[^}]+\}|[฀-๿]+|[^฀-๿{]+|\{")


@dataclass(frozen=True)
class Shape:
    """`kind`: rect (x, y, width, height), line (x0, y0, x1, y1), ring (x, y, outer, inner, start, sweep in degrees)."""

    kind: str
    at: tuple[float, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.8


@dataclass(frozen=True)
class Text:
    """A line of text from `x` on at the baseline `y`, measured from the top of the page."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    color: str


@dataclass(frozen=True)
class Printed:
    """A number on the page: whose it is, how it reads, its box (x0, top, x1, bottom)."""

    record: str
    text: str
    box: tuple[float, float, float, float]


@dataclass
class Sheet:
    """One page. Texts are given with holes; `slide` is its number in the report, `page` its place in the deck."""

    slide: int
    page: int
    numbers: Numbers
    faces: tuple[Face, Face]
    shapes: list[Shape] = field(default_factory=list)
    blocks: list[list[Text]] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    _open: list[Text] | None = None

    @contextmanager
    def block(self) -> Iterator[None]:
        """What is set inside stays together in the order of the file."""
        outer, self._open = self._open, self._open if self._open is not None else []
        yield
        if outer is None and self._open:
            self.blocks.append(self._open)
        self._open = outer

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str | None, stroke: str | None = None
    ) -> None:
        self.shapes.append(Shape("rect", (x, y, width, height), fill, stroke))

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: str, width: float = 0.8) -> None:
        self.shapes.append(Shape("line", (x0, y0, x1, y1), None, stroke, width))

    def ring(self, x: float, y: float, outer: float, inner: float, start: float, sweep: float, fill: str) -> None:
        """A piece of a ring around (x, y), clockwise from `start`, where 0 is at the top."""
        self.shapes.append(Shape("ring", (x, y, outer, inner, start, sweep), fill))

    def resolve(self, text: str) -> str:
        return HOLE.sub(lambda hole: self._value(hole.group(1)), text)

    def _value(self, record: str) -> str:
        return str(self.page) if record == "page" else self.numbers.printed(record)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        return self.faces[bold].width(self.resolve(text), size)

    def text(self, x: float, y: float, text: str, size: float, bold: bool = False, color: str = "#222222",
             align: float = 0.0) -> None:  # fmt: skip
        """One line; `align` 0 begins at `x`, 0.5 is centred on it, 1 ends there."""
        face = self.faces[bold]
        x -= align * self.width(text, size, bold)
        done = ""
        for piece in re.split(r"(\{[^}]+\})", text):
            hole = HOLE.fullmatch(piece)
            resolved = self.resolve(piece)
            if hole and hole.group(1) != "page" and not hole.group(1).startswith("text."):
                left = x + face.width(done, size)
                box = (left, y - ABOVE * size, left + face.width(resolved, size), y + BELOW * size)
                rounded = tuple(round(edge, 2) for edge in box)
                self.printed.append(Printed(hole.group(1), resolved, rounded))  # type: ignore[arg-type]
            done += resolved
        line = Text(x, y, done, size, bold, color)
        if self._open is None:
            self.blocks.append([line])
        else:
            self._open.append(line)

    def wrapped(self, text: str, width: float, size: float, bold: bool = False) -> list[str]:
        """Lines of `text` no wider than `width`, broken at spaces and between Thai words."""
        lines = [""]
        for word in _words(text):
            joined = lines[-1] + word
            if lines[-1] and self.width(joined.rstrip(), size, bold) > width:
                lines[-1] = lines[-1].rstrip()
                lines.append(word.lstrip())
            else:
                lines[-1] = joined
        return lines

    def paragraph(self, x: float, top: float, text: str, width: float, size: float, bold: bool = False,
                  color: str = "#222222", align: float = 0.0, leading: float = 1.4) -> float:  # fmt: skip
        """Text in lines under each other; gives the bottom of the last one."""
        with self.block():
            for n, line in enumerate(self.wrapped(text, width, size, bold)):
                self.text(x + align * width, top + (n * leading + 1.05) * size, line, size, bold, color, align)
        return top + ((n + 1) * leading) * size

    def height(self, text: str, width: float, size: float, bold: bool = False, leading: float = 1.4) -> float:
        return len(self.wrapped(text, width, size, bold)) * leading * size


@cache
def _words(text: str) -> tuple[str, ...]:
    """Pieces that a line may end after: a space, or a Thai word before another."""
    from pythainlp.tokenize import word_tokenize

    pieces: list[str] = []
    for chunk in re.split(r"(?<= )", text):
        parts: list[str] = []
        for run in _WORDS.findall(chunk):
            thai = "฀" <= run[0] <= "๿"
            words = [w for w in word_tokenize(run, engine="newmm", keep_whitespace=True) if w] if thai else [run]
            if parts and not (thai and "฀" <= parts[-1][-1] <= "๿"):
                parts[-1] += words.pop(0)  # no break between Thai and a bracket, a figure or Latin
            parts.extend(words)
        for part in parts:
            if pieces and part.startswith(("ๆ", "ฯ")):
                pieces[-1] += part
            else:
                pieces.append(part)
    return tuple(pieces)
