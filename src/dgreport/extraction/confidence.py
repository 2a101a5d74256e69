"""How sure a reading is, by what ties the value to its label. docs/accuracy.md shows how often each class is right."""

from __future__ import annotations

from dgreport.model import Evidence

_TABLE: dict[tuple[Evidence, bool], float] = {
    ("printed", True): 0.99,  # label and value in one run of words
    ("arithmetic", True): 0.98,  # placed by geometry, and share, count and base agree
    ("geometry", True): 0.95,  # placed by geometry or legend colour, no other placing nearly as good
    ("printed", False): 0.9,
    ("order", True): 0.9,  # placed by the order of the text
    ("arithmetic", False): 0.9,
    ("geometry", False): 0.8,  # another placing was nearly as good, or share, count and base don't agree
    ("order", False): 0.7,
}


def confidence(evidence: Evidence, sure: bool = True) -> float:
    """Between 0 and 1; 0 for what was not read."""
    return _TABLE.get((evidence, sure), 0.0)
