"""A place of a text where several readings compete, and the letters around it that tell which one is meant."""

from __future__ import annotations

from dataclasses import dataclass

from dgreport.extraction.thai.characters import FOLLOWING_VOWELS, MARKS, canonical
from dgreport.extraction.thai.lexicon import LETTERS, Lexicon, Reading

#: Letters on either side of a place that are read with it.
REACH = 32


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of a text with the signs after it."""

    start: int  #: offset in the text
    base: str
    signs: str

    @property
    def end(self) -> int:
        return self.start + len(self.base) + len(self.signs)

    @property
    def text(self) -> str:
        return self.base + self.signs

    def given(self, signs: str) -> str:
        """This letter with more signs, all in the written order."""
        return canonical(self.base + self.signs + signs)


def letter_ending(text: str, end: int) -> Letter | None:
    """The letter that ends at `end`; None where only signs are before it, or nothing."""
    start = end
    while start > 0 and text[start - 1] in MARKS:
        start -= 1
    return Letter(start - 1, text[start - 1], text[start:end]) if start else None


def _letters_before(text: str, end: int) -> str:
    """The Thai letters that end at `end`, none of them cut in two."""
    start = end
    while start > 0 and end - start < REACH and text[start - 1] in LETTERS:
        start -= 1
    while start < end and (text[start] in MARKS or text[start] in FOLLOWING_VOWELS):
        start += 1
    return text[start:end]


def _letters_after(text: str) -> str:
    """The Thai letters that `text` begins with, none of them cut in two, and a space where the word ends with them.

    At the end of a line a word may go on in the next, so there it ends open.
    """
    end = 0
    while end < len(text) and text[end] in LETTERS and (
        end < REACH or text[end] in MARKS or text[end] in FOLLOWING_VOWELS
    ):
        end += 1
    goes_on = end < len(text) and (text[end] in LETTERS or text[end] in "\r\n\f\v")
    return text[:end] if goes_on else text[:end] + " "


class Place:
    """[start, end) of a text, with at most REACH letters on each side to judge its readings by.

    What follows may be given apart from the text, with the repairs that it waits for.
    """

    def __init__(self, lexicon: Lexicon, text: str, start: int, end: int, following: str | None = None) -> None:
        self._lexicon = lexicon
        self._own = text[start:end]
        # neighbours that wait for their signs to be put in order must not speak against any reading
        self._before = canonical(_letters_before(text, start))
        self._after = canonical(_letters_after(text[end:end + 2 * REACH] if following is None else following))

    def as_is(self) -> Reading:
        return self.read(self._own)

    def read(self, other: str) -> Reading:
        """How the place reads with `other` in it."""
        return self._lexicon.read(self._before + other + self._after)

    def word(self, reading: Reading, offset: int = 0) -> tuple[str, bool]:
        """The word of `reading` at `offset` from the start of the place, and whether it is one."""
        return reading.at(len(self._before) + offset)

    def settled(self, reading: Reading, offset: int = 0) -> int:
        """Letters of the word at `offset` and those beside it; 0 where not all are words, but for the outermost."""
        return reading.settled(len(self._before) + offset)
