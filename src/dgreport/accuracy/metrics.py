"""How far a text is from its reference, in characters.

Both texts are compared as they are, code point by code point: nothing is normalised, so order and composition count.
Counts are stored and add up over pages and documents; rates are derived from them.

    >>> errors = character_errors("น้ำใจ", "น้าใจ")
    >>> errors.substitutions, errors.characters, f"{errors.rate:.0%}", errors.sara_am_lost
    (1, 5, '20%', 1)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Literal

SARA_AM = "\N{THAI CHARACTER SARA AM}"

#: Characters that take no room and are no letters: they count neither as characters nor as spaces.
ZERO_WIDTH = frozenset("\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff")
LINE_BREAKS = frozenset("\n\r\f\v\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")

Gap = Literal["", "space", "break"]


@dataclass(frozen=True, slots=True)
class Errors:
    """What separates a hypothesis from its reference. `Errors() + a + b` is the sum over two texts."""

    characters: int = 0  #: characters of the reference that were compared
    substitutions: int = 0
    deletions: int = 0  #: characters of the reference that the hypothesis lacks
    insertions: int = 0  #: characters that only the hypothesis has
    spaces: int = 0  #: runs of spaces in the reference; a line break is none
    spaces_missing: int = 0
    spaces_spurious: int = 0
    sara_am: int = 0  #: U+0E33 in the reference
    sara_am_lost: int = 0

    @property
    def count(self) -> int:
        """Levenshtein distance."""
        return self.substitutions + self.deletions + self.insertions

    @property
    def rate(self) -> float:
        """Character error rate: the distance over the characters of the reference. More than 1 is possible."""
        return self.count / max(1, self.characters)

    @property
    def space_rate(self) -> float:
        """Wrong spaces over the spaces of the reference."""
        return (self.spaces_missing + self.spaces_spurious) / max(1, self.spaces)

    def __str__(self) -> str:
        spaces = f"{self.spaces_missing} missing and {self.spaces_spurious} spurious of {self.spaces} spaces"
        lost_sara_am = f"{self.sara_am_lost} of {self.sara_am} sara am lost"
        return (
            f"{self.count} of {self.characters} characters wrong ({self.rate:.3%}: {self.substitutions} substituted, "
            f"{self.deletions} lost, {self.insertions} added); {spaces}; {lost_sara_am}"
        )

    def __add__(self, other: Errors) -> Errors:
        return Errors(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))


def character_errors(reference: str, hypothesis: str, *, ignore_space: bool = True) -> Errors:
    """Compare `hypothesis` with `reference`.

    With `ignore_space` white space and zero-width characters are no characters; otherwise each of them is one. Spaces
    are counted apart in both cases, on the aligned texts: a line break where the reference has a space is right, and so
    is one where it has nothing (a wrapped line).
    """
    from rapidfuzz.distance import Levenshtein

    wanted, wanted_gaps = _split(reference)
    found, found_gaps = _split(hypothesis)
    missing = spurious = 0
    kept_sara_am = 0
    for step in Levenshtein.opcodes(wanted, found):
        wanted_span = slice(step.src_start, step.src_end)
        found_span = slice(step.dest_start, step.dest_end)
        if step.tag == "equal":
            kept_sara_am += wanted[wanted_span].count(SARA_AM)
            inner = 0 if 0 in (step.src_start, step.dest_start) else 1  # the gap before a stretch belongs to the change
            for a, b in zip(wanted_gaps[wanted_span][inner:], found_gaps[found_span][inner:], strict=True):
                missing += a == "space" and not b
                spurious += b == "space" and not a
        else:
            lost, added = _gap_difference(
                wanted_gaps[step.src_start : step.src_end + 1], found_gaps[step.dest_start : step.dest_end + 1]
            )
            missing += lost
            spurious += added
    compared = (wanted, found) if ignore_space else (reference, hypothesis)
    tags = [step.tag for step in Levenshtein.editops(*compared)]
    sara_am = wanted.count(SARA_AM)
    return Errors(
        characters=len(compared[0]),
        substitutions=tags.count("replace"),
        deletions=tags.count("delete"),
        insertions=tags.count("insert"),
        spaces=wanted_gaps.count("space"),
        spaces_missing=missing,
        spaces_spurious=spurious,
        sara_am=sara_am,
        sara_am_lost=sara_am - kept_sara_am,
    )


def _split(text: str) -> tuple[str, list[Gap]]:
    """The characters that are not white space, and the gap before each of them and, last, an empty one for the end."""
    characters: list[str] = []
    gaps: list[Gap] = []
    gap: Gap = ""
    for character in text:
        if character in ZERO_WIDTH:
            continue
        if character.isspace():
            gap = "break" if character in LINE_BREAKS or gap == "break" else "space"
            continue
        gaps.append(gap if characters else "")
        characters.append(character)
        gap = ""
    return "".join(characters), [*gaps, ""]


def _gap_difference(wanted: Sequence[Gap], found: Sequence[Gap]) -> tuple[int, int]:
    """Spaces lost and spaces added in a stretch whose characters differ, so that only their number can be compared."""
    wanted_count = sum(gap != "" for gap in wanted)
    found_count = sum(gap != "" for gap in found)
    lost = min(wanted.count("space"), max(0, wanted_count - found_count))
    added = min(found.count("space"), max(0, found_count - wanted_count))
    return lost, added
