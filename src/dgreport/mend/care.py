"""What an attempt at mending has to spare, for in the last one something looked or read otherwise.

Where an operator that shows text is taken apart, what follows stands where it stood but for an error of rounding, and
once in some thousand letters that makes a difference of a pixel.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

#: The care that operators need: first they are not taken apart for aliases, then they stay in one piece.
WHOLE = 2


@dataclass(frozen=True, slots=True)
class Band:
    """A stripe across a page, in points from its top, and with how much care the operators in it are treated."""

    top: float
    bottom: float
    care: int = 0


@dataclass(frozen=True, slots=True)
class Care:
    """The bands of pages (by their 1-based numbers) that need care, and pages whose content stays untouched."""

    bands: Mapping[int, Sequence[Band]] = field(default_factory=dict)
    untouched: frozenset[int] = frozenset()

    def more(self, look: Mapping[int, Sequence[Band]], read: Collection[int]) -> Care:
        """More care, where in spite of this one the bands of `look` and the pages of `read` differed."""
        bands = {number: list(known) for number, known in self.bands.items()}
        untouched = {*self.untouched, *(number for number in read if number not in look)}
        for number, differing in look.items():
            known = bands.setdefault(number, [])
            until_now = tuple(known)
            for band in differing:
                care = max(
                    (old.care for old in until_now if old.top <= band.bottom and band.top <= old.bottom), default=0
                )
                if care == WHOLE:
                    untouched.add(number)
                known.append(Band(band.top, band.bottom, min(care + 1, WHOLE)))
        return Care(bands, frozenset(untouched))
