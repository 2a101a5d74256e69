"""How sure a reading is, by what ties the value to its label. docs/confidence.md shows how often each class is right.

The margin is by how much the page as a whole would be set less alike if the label had the next best value instead
(`rivals`), in heights of a line.
"""

from __future__ import annotations

import math

from dgreport.model import Evidence

#: Under this margin the next best reading is as good: nothing is read. On decks as they are it is never under 1.8.
SETTLED = 1.0

#: Evidence -> least margin -> confidence.
_TABLE: dict[Evidence, dict[float, float]] = {
    "printed": {SETTLED: 0.99},  # label and value in one run of words
    "arithmetic": {8.0: 0.98, SETTLED: 0.88},  # placed by geometry, and share, count and base agree
    "geometry": {8.0: 0.97, 3.0: 0.93, SETTLED: 0.8},  # placed by where it stands, or by the legend's colours
    "order": {SETTLED: 0.9},  # placed by the order of the text
}
#: Share, count and base don't agree: the source errs, or the reading does.
_CONTRADICTED = 0.6


def confidence(evidence: Evidence, margin: float = math.inf, contradicted: bool = False) -> float:
    """Between 0 and 1; 0 for what was not read."""
    if contradicted:
        return _CONTRADICTED
    return next((value for least, value in _TABLE.get(evidence, {}).items() if margin >= least), 0.0)
