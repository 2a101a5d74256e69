"""Repairs of Thai text that need no dictionary: what is written in pieces, twice, or in private codes.

Each rule is a pure function from a text to the Changes it asks for, in order and not overlapping, none of which alters
a digit, a Latin letter or a line break. A rule finds nothing in text that is free of its damage, its own results
included. Rules that must choose between readings are in `signs`, `spaces` and `vowels`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dgreport.extraction.thai.characters import (
    CONSONANTS,
    FOLLOWING_VOWELS,
    LAKKHANGYAO,
    LEADING_VOWELS,
    MARKS,
    NIKHAHIT,
    PRIVATE_USE,
    SARA_AA,
    SARA_AM,
    TONES,
)

_C = f"[{CONSONANTS}]"
_LETTER = f"[{CONSONANTS}{LEADING_VOWELS}{FOLLOWING_VOWELS}{LAKKHANGYAO}{MARKS}]"
_TONE = f"[{TONES}]"

_PRIVATE = re.compile(f"[{''.join(PRIVATE_USE)}]+")
_BULLET = re.compile("\uf0b7")
_ZERO_WIDTH = re.compile(
    # zero-width space divides words, so only what splits a letter from its vowel or sign is damage
    f"(?<={_LETTER})[\u200b-\u200d\ufeff]+(?=[{MARKS}{FOLLOWING_VOWELS}{LAKKHANGYAO}])"
    f"|(?<=[{LEADING_VOWELS}])[\u200b-\u200d\ufeff]+(?={_C})"
    # joiners and byte order marks mean nothing between Thai letters
    f"|(?<={_LETTER})[\u200c\u200d\ufeff]+(?={_LETTER})"
)
_AM_PIECES = re.compile(f"{NIKHAHIT}({_TONE}?){SARA_AA}|({_TONE}){NIKHAHIT}{SARA_AA}")
_AM_TWICE = re.compile(f"{NIKHAHIT}+({_TONE}?){SARA_AM}|{SARA_AM}[{SARA_AA}{SARA_AM}{NIKHAHIT}\ufffd]+")
_UNIT = f"(?:[{LEADING_VOWELS}]|{_C}[{MARKS}]*[{FOLLOWING_VOWELS}]?|[{FOLLOWING_VOWELS}])"
_SPACED_OUT = re.compile(f"(?<!{_LETTER})(?:{_UNIT} ){{5,}}{_UNIT}(?!{_LETTER})")


@dataclass(frozen=True, slots=True)
class Change:
    """`before` at `start` is to become `after`."""

    rule: str
    start: int  #: offset in the text that the rule was given
    before: str
    after: str
    evidence: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)


Rule = Callable[[str], Iterable[Change]]


def private_use(text: str) -> Iterator[Change]:
    """Codes U+F700 to U+F71A: the forms that Thai fonts keep for signs moved aside, as the signs they are.

    Other private codes belong to symbol fonts and stay.
    """
    for match in _PRIVATE.finditer(text):
        after = "".join(PRIVATE_USE[char] for char in match[0])
        yield Change("private-use", match.start(), match[0], after, "the code of a shifted form in Thai fonts")


def symbol_bullet(text: str) -> Iterator[Change]:
    """U+F0B7, the bullet of the Symbol font in its private code, as U+2022."""
    for match in _BULLET.finditer(text):
        yield Change("symbol-bullet", match.start(), match[0], "\N{BULLET}", "code B7 of the Symbol font")


def zero_width(text: str) -> Iterator[Change]:
    """Characters without width that split a Thai letter from its vowel or sign, or join what needs no joining."""
    for match in _ZERO_WIDTH.finditer(text):
        yield Change("zero-width", match.start(), match[0], "", "nothing can stand inside a Thai letter")


def sara_am_pieces(text: str) -> Iterator[Change]:
    """Nikhahit and sara aa, the tone before or between them: one sara am, after the tone."""
    for match in _AM_PIECES.finditer(text):
        after = (match[1] or match[2] or "") + SARA_AM
        yield Change("sara-am-pieces", match.start(), match[0], after, "fonts draw sara am as these two")


def sara_am_duplicate(text: str) -> Iterator[Change]:
    """Sara am with a piece of itself beside it, or with U+FFFD for its second piece: one sara am."""
    for match in _AM_TWICE.finditer(text):
        after = (match[1] or "") + SARA_AM
        yield Change("duplicate-sara-am", match.start(), match[0], after, "sara am stands alone")


def letter_spacing(text: str) -> Iterator[Change]:
    """Words set with a space after every letter. Vowels that stand alone tell them from lists of short words."""
    for match in _SPACED_OUT.finditer(text):
        units = match[0].split(" ")
        alone = sum(unit in LEADING_VOWELS or unit in FOLLOWING_VOWELS for unit in units)
        if alone >= 2 and len(units) / 10 <= alone <= len(units) * 2 / 5:
            after = match[0].replace(" ", "")
            yield Change("letter-spacing", match.start(), match[0], after, f"{alone} vowels without their consonant")
