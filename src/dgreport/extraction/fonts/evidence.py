"""What each character code of a font truly stands for.

PDF writers damage Thai font by font, and the truth is nearly always still in the file. For each code the evidence is
weighed once, best first:

    cmap         the embedded program's own character map says so
    name         the glyph's name says so (`uni0E4D`, Adobe Glyph List)
    gid          Thai fonts number their glyphs in the order of Unicode; where enough codes of the font agree on the
                 distance, the number tells the character
    twin         its outline is that of a known glyph, only moved, or that of two known signs together
    tis-620      a byte of Thai Industrial Standard 620 that passes for a Latin letter
    private-use  Microsoft's private forms of Thai signs
    ink          the shape itself: a ring is nikhahit, sara am has a ring and sara aa none, a letter carries no signs
    shape        its outline resembles that of one known sign or letter of the font, and no other
    byte-order   several characters of one code, in UTF-16 with its bytes out of order
    first-use    a font whose every sara aa says sara am
    words        the one sign that makes words of the letters around it, wherever it stands
    font NAME    its outline is that of a glyph of a font given from outside; only where nothing in the file tells more

What the file says stands unless this contradicts it and one of the two is Thai: digits and Latin letters are never
changed. Where a code shows something and nothing tells what, it reads as U+FFFD.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from dgreport.extraction import thai
from dgreport.extraction.fonts.encodings import (
    in_letters,
    is_void,
    once,
    plain_spaces,
    touches_thai,
    with_bytes_in_order,
)
from dgreport.extraction.fonts.facts import FontFacts
from dgreport.extraction.fonts.ink import (
    ABOVE,
    BELOW,
    PLACES,
    by_rings,
    fits,
    is_off_place,
    part_of_cluster,
    vowel_under,
)
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.fonts.numbering import FAR, NEAR, Numbering, numbering_of
from dgreport.extraction.fonts.outlines import Ink, Outline
from dgreport.extraction.fonts.programs import Key, characters_of_name
from dgreport.extraction.fonts.shapes import CROWNS, Shapes, resemblance
from dgreport.extraction.fonts.thai_bytes import ByteFont
from dgreport.extraction.fonts.truetype import TrueTypeProgram
from dgreport.extraction.fonts.witness import Weighed, alike, commoner, weighed

#: A glyph that shows something of which nothing in the file tells the character.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
#: The bullet of Symbol fonts, by far the commonest private code of slides.
SYMBOL_BULLET = "\uf0b7"

#: What another form of a letter or sign has in common with it at least, where it stands next to it in the font (0.76 to
#: 0.86 in Noto Sans Thai, whose forms are redrawn).
_FORM = 0.7
#: Glyphs with ink that a map calls control characters, from which on its stretches are doubted.
_DISPLACED = 2
#: Characters without ink, which no glyph with ink stands for.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")


class Reading(NamedTuple):
    """What one code stands for. `ink` is the glyph's box in thousandths of an em, None where it is blank or unreadable.

    `evidence` names what settled or confirmed `text`, "" where only the file's map says so.
    """

    text: str
    raw: str
    evidence: str
    ink: Ink | None
    blank: bool = False  #: the program has the glyph, and it paints nothing


class MendedFont:
    """The true characters of one font, code by code; each is settled once, when first asked for."""

    def __init__(self, facts: FontFacts, known: KnownFonts | None = None) -> None:
        self.facts = facts
        self._known = known
        #: The codes asked for so far; another dictionary whenever something is learnt.
        self.readings: dict[int, Reading] = {}

    def reading(self, code: int) -> Reading:
        found = self.readings.get(code)
        if found is None:
            found = self.readings[code] = self._settle(code)
        return found

    def learn(self, code: int, text: str, evidence: str = "context") -> None:
        """Takes over what the text around a code has shown it to be; codes not known yet are looked at again."""
        old, key = self.reading(code), self.facts.key(code)
        if key is not None and self.facts.fits(text, code):
            self._shapes.add(text, key)
        self.readings = {
            other: read for other, read in self.readings.items() if read.text != UNKNOWN and read.evidence != "shape"
        }
        self.readings[code] = Reading(text, old.raw, evidence, old.ink, old.blank)

    def told(self, code: int) -> tuple[str, str]:
        """(text, evidence) of a code as known now."""
        read = self.reading(code)
        return read.text, read.evidence

    def is_doubtful(self, code: int) -> bool:
        """True where nothing is known, or the file's word alone speaks for a Thai sign and the ink against it, or for a
        whole cluster."""
        read = self.reading(code)
        if read.text == UNKNOWN or read.evidence == "shape":
            return True
        clustered = len(read.raw) > 1 and any(map(thai.is_mark, read.raw[1:]))
        return not read.evidence and (clustered or not self.facts.fits(read.text, code))

    # Evidence -------------------------------------------------------------------------------------------------------

    def _own(self, key: Key) -> tuple[str, str]:
        """(characters, evidence) as the program's own map or names say, believed where they mostly agree with the file."""
        program = self.facts.program
        assert program is not None
        if self._trusts_cmap and (text := thai.real_characters(program.characters(key))):
            return in_letters(text), "cmap"
        if self._trusts_names and (text := thai.real_characters(characters_of_name(program.name(key)))):
            return in_letters(thai.canonical(text)), "name"
        return "", ""

    def _agrees(self, found: Weighed) -> bool:
        # Bytes that only pass for Latin letters are no witness against the program, nor is a map that is refuted.
        return found.agree >= found.disagree or self.facts.only_encoding or found.is_refuted

    @cached_property
    def _against_map(self) -> Weighed:
        """The file's word against the program's own map."""
        program = self.facts.program
        return weighed(self.facts, program.characters) if program is not None else Weighed(0, 0, is_refuted=False)

    @cached_property
    def _is_refuted(self) -> bool:
        """True where the file's map, whose every entry may be the next one's, is wrong and the program's is not."""
        found = self._against_map
        return not self.facts.only_encoding and found.agree < found.disagree and found.is_refuted

    @cached_property
    def _trusts_cmap(self) -> bool:
        return self._agrees(self._against_map)

    @cached_property
    def _trusts_names(self) -> bool:
        program = self.facts.program
        if program is None or not program.has_names:
            return False
        return self._agrees(weighed(self.facts, lambda key: characters_of_name(program.name(key))))

    @cached_property
    def _numbering(self) -> Numbering:
        return numbering_of(self.facts)

    @cached_property
    def _displaced(self) -> tuple[range, int]:
        """The numbers of a font's Thai glyphs, and how many glyphs its map calls control characters, or Latin letters where
        the ink is a sign's: Ghostscript counts stretches of a map from a wrong character."""
        facts = self.facts
        wrong = sum(
            facts.is_there(code) if text < " " else self._is_foreign(text, code)
            for code, text in ((code, facts.said.get(code, " ")) for code in facts.codes)
            if text.isascii() and text != " "
        )
        numbers = self._numbering.numbers if wrong else []
        return range(min(numbers), max(numbers) + FAR) if numbers else range(0), wrong

    def _is_displaced(self, code: int, said: str, ink: Ink | None, key: Key | None) -> bool:
        """True where a Latin letter that the map gives a glyph among the Thai ones is no better than the control characters
        around it, or the glyph's number tells a Thai one; a full stop whose ink is one stays."""
        if not isinstance(key, int) or (ink is not None and said in PLACES and not is_off_place(said, ink)):
            return False
        numbers, wrong = self._displaced
        return key in numbers and (wrong >= _DISPLACED or bool(self._by_number(code)))

    def _by_number(self, code: int, said: str = "", reach: int = FAR) -> str:
        """What the order of the glyphs tells; a character that the program's own map puts elsewhere is none."""
        key = self.facts.key(code) if self.facts.program is not None else code
        char = self._numbering.character(key, said, reach) if isinstance(key, int) else ""
        program = self.facts.program
        mapped = isinstance(program, TrueTypeProgram) and self._trusts_cmap and char and ord(char) in program.by_character
        return char if char and not mapped and self.facts.fits(char, code) else ""

    @cached_property
    def _shapes(self) -> Shapes:
        """The signs and letters whose characters are sure, and those on which the file's word and the ink agree."""
        program = self.facts.program
        if program is None or not program.has_outlines:
            return Shapes((), lambda key: None)
        sure: dict[Key, str] = {}
        for key in program.keys():  # noqa: SIM118
            text, _ = self._own(key)
            if len(text) == 1 and thai.is_thai(text) and fits(text, program.ink(key)):
                sure[key] = text
        known = [(text, key) for key, text in sure.items()]
        for code in self.facts.codes:
            key_ = self.facts.key(code)
            if key_ is None or key_ in sure:
                continue
            said = "" if self.facts.is_scrambled or self._is_refuted else thai.real_characters(self.facts.said.get(code, ""))
            text = self._by_number(code, reach=NEAR) or (said if len(said) == 1 and thai.is_thai(said) else "")
            text = text or self._bytes.character(code)
            # A tone with a ring is a tone and nikhahit in one glyph.
            if text and self.facts.fits(text, code) and not (text in thai.TONES and self._has_rings(code)):
                known.append((text, key_))
        return Shapes(known, program.outline)

    def _has_rings(self, code: int) -> bool:
        outline = self.facts.outline(code)
        return outline is not None and bool(outline.rings)

    @cached_property
    def _bytes(self) -> ByteFont:
        return ByteFont(self.facts)

    # The verdict ----------------------------------------------------------------------------------------------------

    def _settle(self, code: int) -> Reading:
        said = self.facts.said.get(code, "")
        raw = self.facts.stated.get(code, said)
        key, program = self.facts.key(code), self.facts.program
        ink = self.facts.ink(code)
        if program is not None and key is not None and ink is None and program.is_blank(key):
            said = "" if is_void(said) or (self._is_refuted and said.strip()) else plain_spaces(said)
            return Reading(said or (" " if self.facts.width_of(code) > 0 else ""), raw, "", None, True)
        text, evidence = self._verdict(code, said, ink)
        if raw != said and not evidence:
            evidence = "tis-620"
        if self._known is not None and program is not None and key is not None and evidence in ("none", "shape"):
            told, name = self._known.tell(program, key)
            text, evidence = (told, f"font {name}") if told else (text, evidence)
        return Reading(text, raw, evidence, ink)

    def _verdict(self, code: int, raw: str, ink: Ink | None) -> tuple[str, str]:
        if swapped := with_bytes_in_order(raw):
            text, evidence = self._verdict(code, swapped, ink)
            return text, evidence or "byte-order"
        program, key = self.facts.program, self.facts.key(code)
        said = "" if is_void(raw) or (raw in _INVISIBLE and ink is not None) else once(plain_spaces(raw))
        own, evidence = self._own(key) if program is not None and key is not None else ("", "")
        if evidence == "name" and own == self.facts.stated.get(code) and self.facts.only_encoding:
            own = ""  # the glyphs are called by the same Latin letters
        thai_said = touches_thai(said)
        flat = abs(self.facts.width_of(code)) < 1  # which no space is
        blank = ink is None and not (program is None and flat and self._is_thai_font)
        lost = not said or (said.isspace() and not blank) or self._is_foreign(said, code)
        lost = lost or (bool(thai_said or own) and self._is_refuted)
        lost = lost or (said.isascii() and self._is_displaced(code, said, ink, key))
        if own and self.facts.fits(own, code):
            if alike(own, said):
                return commoner(said, key, self.facts), evidence
            if thai_said and not lost and self._is_told_apart(code, key, said):
                return said, "two codes"
            if lost or thai_said or touches_thai(own):
                return own, evidence
        if lost or thai_said:
            doubtful = lost or not self.facts.fits(said, code) or len(said) > 1 or said in (thai.SARA_AM, thai.NIKHAHIT)
            for text, name in self._guesses(code, said, lost, doubtful):
                if text:
                    return text, name
        if char := self._bytes.character(code):
            return char, "tis-620"
        if len(said) > 1 and said[0] in thai.CONSONANTS and self.facts.is_sign(code):
            return UNKNOWN, "none"  # one of the signs of that cluster, but which?
        if said in thai.PRIVATE_USE:
            return thai.PRIVATE_USE[said], "private-use"
        if said == SYMBOL_BULLET:
            return "\N{BULLET}", "bullet"
        if said == thai.SARA_AM and ink is None and self.facts.am_is_aa:
            return thai.SARA_AA, "first-use"
        if lost or (self.facts.is_scrambled and not self._displaced[0]):
            return (said or raw, "") if program is None and raw.isspace() and not flat else (UNKNOWN, "none")
        return commoner(said, key, self.facts), ""

    def _guesses(self, code: int, said: str, lost: bool, doubtful: bool) -> Iterator[tuple[str, str]]:
        """What the glyph's number and outline say, in the order in which they are believed."""
        width = self.facts.width_of(code)
        outline = self.facts.outline(code) if doubtful else None
        # Fonts draw nikhahit and a tone as one glyph: a ring, of two contours, and more.
        is_more = outline is not None and 0 < 2 * len(outline.rings) < len(outline.contours)
        if outline is not None and is_more and len(pair := self._shapes.copy(outline)) == 2:
            yield pair, "twin"
        if outline is not None:
            yield by_rings(outline, said, width), "ink"
        near = self._by_number(code, "" if doubtful else said, NEAR)
        if len(said) < 2 or near in said.replace(thai.SARA_AM, thai.SARA_AM + thai.NIKHAHIT + thai.SARA_AA):
            yield near, "gid"  # of a cluster a glyph is some part
        # Drawing a glyph takes its time: most are never asked for their outlines.
        outline = outline or (self.facts.outline(code) if said in thai.TONES else None)
        if outline is None:
            return
        if said in thai.TONES and said and outline.rings:
            yield by_rings(outline, said, width), "ink"
            if len(pair := self._shapes.copy(outline)) == 2:
                yield pair, "twin"
        if doubtful:
            yield self._shapes.copy(outline), "twin"
            if len(said) > 1 and outline.ink is not None:
                yield part_of_cluster(said, outline.ink, width, self.facts.letter_top), "ink"
            if lost or not self.facts.fits(said, code):
                yield self._by_resemblance(code, outline), "shape"
            yield self._by_number(code), "gid"

    def _by_resemblance(self, code: int, outline: Outline) -> str:
        """The sign or letter of the font that an outline resembles."""
        ink = outline.ink
        if ink is None:
            return ""
        if ink[1] > ABOVE or ink[3] < BELOW:
            under = ink[3] < BELOW and self.facts.is_sign(code)
            sign = self._shapes.sign(outline) or (vowel_under(ink, self.facts.inks) if under else "")
            # Crowns are much alike: where the font puts forms behind their letters, that tells more.
            if not sign or (sign in CROWNS and self._forms_follow):
                return self._after_its_letter(code) or sign
            return sign
        return (
            self._after_its_letter(code)
            or self._shapes.letter(outline, self.facts.key(code))
            or self._shapes.pieces(outline)
        )

    @cached_property
    def _forms_follow(self) -> bool:
        """True where another form of a sign is known to come right after it."""
        pairs = ((self.facts.said.get(code, ""), self.facts.key(code)) for code in self.facts.codes)
        return any(
            said in CROWNS and isinstance(key, int) and not self._own(key)[0] and self._own(key - 1)[0] == said
            for said, key in pairs
            if said
        )

    def _after_its_letter(self, code: int) -> str:
        """The character whose glyph comes just before: fonts put its other form after it.

        It is one of the program's own map. Where its glyph is in the file, the two must resemble each other; a
        consonant's may be left out.
        """
        program, key, outline = self.facts.program, self.facts.key(code), self.facts.outline(code)
        if not isinstance(program, TrueTypeProgram) or not isinstance(key, int) or outline is None:
            return ""
        char, before = self._own(key - 1)[0], program.outline(key - 1)
        if len(char) != 1 or not thai.is_thai(char) or not self.facts.fits(char, code):
            return ""
        if before is None or before.ink is None:
            return char if char in thai.CONSONANTS and self.facts.width_of(code) >= 100 else ""
        return char if resemblance(outline, before) >= _FORM else ""

    def _is_told_apart(self, code: int, key: Key | None, said: str) -> bool:
        """A file that gives one glyph several codes with several readings does so on purpose; one that says nothing, since
        another glyph says it too, is no reading."""
        others = {
            self.facts.said.get(other, "").lstrip(thai.TONES)
            for other in self.facts.codes
            if other != code and self.facts.key(other) == key
        } - set(_INVISIBLE)
        return {said} < {said, *others} == {thai.SARA_AA, thai.SARA_AM}

    def _is_foreign(self, said: str, code: int) -> bool:
        """What a Thai font's map can't mean.

        A private code that is neither a Thai form nor a symbol (writers that shape text make them up), or a printing
        character without advance whose ink is a sign's.
        """
        if len(said) != 1 or said in thai.PRIVATE_USE:
            return False
        if "\ue000" <= said <= "\uf8ff":
            return not "\uf000" <= said <= "\uf0ff" and self.facts.ink(code) is not None and self._is_thai_font
        if abs(self.facts.width_of(code)) >= 1 or thai.is_thai(said) or unicodedata.combining(said):
            return False
        ink = self.facts.ink(code)
        return ink is not None and ink[0] < -40 and (ink[1] > ABOVE or ink[3] < 0) and self._is_thai_font

    @cached_property
    def _is_thai_font(self) -> bool:
        return any(len(text) == 1 and thai.is_thai(text) for text in self.facts.all_said) or (
            self.facts.program is not None
            and any(touches_thai(self._own(key)[0]) for key in self.facts.program.keys()[:2000])
        )
