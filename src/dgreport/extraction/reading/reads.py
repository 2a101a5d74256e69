"""What was read of each slide, and the findings it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dgreport.extraction.page import Box
from dgreport.extraction.reading.demand import Demand, number_of
from dgreport.extraction.reading.slide import SlideReading
from dgreport.extraction.reading.statements import Sentence
from dgreport.model import Place
from dgreport.profile import Expected, Profile, Slide, expected_of


@dataclass(frozen=True, slots=True)
class Read:
    """One slide as read on one page, or in a stretch of lines of a text file.

    A text file has no geometry: its Lines are boxes one unit high, the top of each being its line number less one.
    """

    page: int | None
    slide: SlideReading
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    lines: tuple[int, int] | None = None  #: first and last line in a text file; None in a PDF

    def place(self, box: Box | None = None) -> Place:
        """Where the box stands; without one, where the slide does."""
        if self.lines is None:
            return Place(page=self.page, bbox=box)
        return Place(line=round(box[1]) + 1 if box else self.lines[0])


def values_of(profile: Profile, reads: Mapping[str, Read]) -> dict[str, Decimal]:
    """Finding id -> value, of all that was read."""
    return {
        expected.id: number_of(reading.text)
        for slide in profile.slides
        if slide.id in reads
        for demand in reads[slide.id].slide.demands
        if not demand.item.repeats and not demand.item.date
        for expected in expected_by(profile, slide, demand)
        if (reading := demand.holes.get(expected.hole)) is not None
    }


def expected_by(profile: Profile, slide: Slide, demand: Demand) -> Iterator[Expected]:
    """The findings that a Demand's holes are read into."""
    item = demand.item.model_copy(update={"levels": (demand.level,)})
    yield from expected_of(profile, slide, demand.group, item)
