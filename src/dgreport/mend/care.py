"""What an attempt at mending has to spare, for in the last one something looked or read otherwise.

Where an operator that shows text is taken apart, what follows stands where it stood but for an error of rounding:
PDFium reckons in single precision from where an operator begins. That makes a difference of a shade here and there, the
sooner the larger the picture.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Band:
    """A stripe across a page, in points from its top; the operators in it stay in one piece."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Care:
    """The bands of pages (by their 1-based numbers) that need care, and pages whose content stays untouched."""

    bands: Mapping[int, Sequence[Band]] = field(default_factory=dict)
    untouched: frozenset[int] = frozenset()

    def more(self, look: Mapping[int, Sequence[Band]], read: Collection[int]) -> Care:
        """More care, where in spite of this one the bands of `look` and the pages of `read` differed."""
        untouched = {number for number, differing in look.items()
                     if any(old.top <= new.bottom and new.top <= old.bottom
                            for old in self.bands.get(number, ()) for new in differing)}  # fmt: skip
        bands = dict(self.bands) | {number: [*self.bands.get(number, ()), *new] for number, new in look.items()}
        return Care(bands, self.untouched | untouched | {number for number in read if number not in look})
