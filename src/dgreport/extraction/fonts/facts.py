"""All that is known of a font before its map is mended: what the file says of each code, what its glyphs look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dgreport.extraction import thai
from dgreport.extraction.fonts.ink import fits, has_place, is_off_place
from dgreport.extraction.fonts.ink import is_sign as ink_of_sign
from dgreport.extraction.fonts.ink import letter_top as top_of_letters
from dgreport.extraction.fonts.outlines import Ink, Outline
from dgreport.extraction.fonts.programs import Key, Program


@dataclass(frozen=True)
class FontFacts:
    """All that is known of a font before it is mended.

    `said` is what the file's own maps say of each code, `key_of` finds the glyph of a code in `program`, `width_of` its
    advance (thousandths of an em), `only_encoding` says that codes are bytes whose reading comes from a mere encoding.
    Where its maps take Thai bytes for Latin letters, `said` has the Thai, and `stated` what they do say of those codes.
    """

    name: str
    said: Mapping[int, str]
    key_of: Callable[[int], Key | None]
    width_of: Callable[[int], float]
    program: Program | None = None
    codes: tuple[int, ...] = ()  #: codes that the font declares, for votes
    only_encoding: bool = False
    stated: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def key(self) -> Callable[[int], Key | None]:
        """The glyph of a code in the program, None where there is none."""
        return self.key_of if self.program is not None else lambda code: None

    def ink(self, code: int) -> Ink | None:
        """The box of what a code paints."""
        key = self.key(code)
        return self.program.ink(key) if self.program is not None and key is not None else None

    def outline(self, code: int) -> Outline | None:
        """The outline of a code's glyph, None where it paints nothing or can't be read."""
        return self.program.drawn(self.key(code)) if self.program is not None else None

    def is_there(self, code: int) -> bool:
        """False where the program, cut down to the glyphs that are used, lacks this one: its entry in a map is no
        witness.
        """
        return self.program is None or self.ink(code) is not None

    def fits(self, text: str, code: int) -> bool:
        """False where the ink stands where that Thai character can't."""
        return fits(text, self.ink(code))

    def is_sign(self, code: int) -> bool:
        """True for ink over or under the line, without advance."""
        ink = self.ink(code)
        return ink is not None and ink_of_sign(ink, self.width_of(code))

    @cached_property
    def letter_top(self) -> float:
        """How high the consonants without ascenders reach."""
        inks = ((self.said.get(code, ""), self.ink(code)) for code in self.codes)
        return top_of_letters((said, ink) for said, ink in inks if ink is not None)

    @cached_property
    def inks(self) -> dict[str, list[Ink]]:
        """The boxes of the glyphs that the file gives each character."""
        found: dict[str, list[Ink]] = {}
        for code in self.codes:
            if (ink := self.ink(code)) is not None:
                found.setdefault(self.said.get(code, ""), []).append(ink)
        return found

    @cached_property
    def all_said(self) -> frozenset[str]:
        """All that the file says of the font's codes."""
        return frozenset(self.said.get(code, "") for code in self.codes)

    @cached_property
    def am_is_aa(self) -> bool:
        """No code of the font says sara aa, and one says sara am: the first sara aa drawn belonged to a sara am."""
        said = [self.said.get(code, "") for code in self.codes]
        return (
            thai.SARA_AA not in said
            and said.count(thai.SARA_AM) == 1
            and any(text in thai.CONSONANTS for text in said if text)
        )

    @cached_property
    def is_scrambled(self) -> bool:
        """True for a map that is wrong throughout: it gives glyphs with ink control characters, and marks of a known
        place in the line (full stops, quotation marks, Thai signs) ink elsewhere. No code of it can be believed."""
        right = wrong = void = 0
        for code in self.codes:
            said = self.said.get(code, "")
            ink = self.ink(code) if len(said) == 1 and (said < " " or has_place(said)) else None
            off = is_off_place(said, ink) if ink is not None else None
            if off is not None:
                wrong, right = wrong + off, right + (not off)
            elif ink is not None:
                void += 1
        return void >= 3 and wrong >= 3 and void + wrong > right
