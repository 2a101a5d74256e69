"""Text without geometry: lines that follow each other, in which words go on over the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence

from dgreport.extraction.page import Line
from dgreport.extraction.reading.demand import Position
from dgreport.extraction.reading.search import Match, PageText

#: What may stand between words and their number.
_BETWEEN = ":–-="


class RunningText(PageText):
    """Lines of a text file: words go on in the next line and nowhere else."""

    def _followers(self, index: int) -> tuple[int, ...]:
        return (index + 1,) if index + 1 < len(self.lines) else ()

    def after(self, text: str, line: int, offset: int) -> Match | None:
        """The text right after that place, in the next line too."""
        place = self.next_ink(line, offset)
        return None if place is None else super().after(text, *place)

    def next_ink(self, line: int, offset: int) -> Position | None:
        """The first character from there that is neither white space nor a mark between words and number."""
        while line < len(self.lines):
            text = self.lines[line].text
            for at in range(offset, len(text)):
                if not text[at].isspace() and text[at] not in _BETWEEN:
                    return line, at
            line, offset = line + 1, 0
        return None


def running_text(lines: Sequence[tuple[int, str]]) -> RunningText:
    """Numbered lines as Lines in rows one unit high, each character one unit wide: the top of a box tells its line."""
    rows = []
    for number, text in lines:
        top = float(number - 1)
        boxes = tuple((float(at), top, at + 1.0, top + 1.0) for at in range(len(text)))
        rows.append(Line(1, text, (0.0, top, float(len(text)), top + 1.0), 1.0, raw=text, boxes=boxes))
    return RunningText(rows)
