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
    first-use    a font whose every sara aa says sara am

What the file says stands unless this contradicts it and one of the two is Thai: digits and Latin letters are never
changed. Where a code shows something and nothing tells what, it reads as U+FFFD.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from dgreport.extraction import thai
from dgreport.extraction.encodings import is_tis_620, tis_620
from dgreport.extraction.outlines import Ink, Outline
from dgreport.extraction.programs import Key, Program, TrueTypeProgram, characters_of_name
from dgreport.extraction.shapes import Shapes

#: A glyph that shows something of which nothing in the file tells the character.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
#: The bullet of Symbol fonts, by far the commonest private code of slides.
SYMBOL_BULLET = "\uf0b7"

#: How many codes must agree on the distance from code point to glyph number, and how many are many (500 fonts of the
#: study keep the order, 99.87 % of 11,977 characters right); with few votes the next agreed glyph must be near.
_FEWEST_VOTES, _MANY_VOTES, _NEAR, _FAR = 3, 10, 3, 30
#: The two runs of assigned Thai code points; and the share of the codes of a run that must agree.
_RUNS = (range(0x0E01, 0x0E3B), range(0x0E3F, 0x0E5C))
_SHARE = 0.4
#: Glyph numbers of a font that was not numbered anew reach at least this many times the number of its glyphs.
_SPARSE = 1.5
#: Thousandths of an em: the ink of signs over a letter begins above this, of signs under it ends below this.
_ABOVE, _BELOW = 250, 150
#: Consonants with an ascender, and with a part under the line: a sign there does not show in the glyph's box.
_TICK = 100  #: thousandths of an em that the tick of so suea and so sala rises over the other letters; signs rise 150
_TALL, _DEEP = "ปฝฟฬ", "ญฐฎฏฤฦ"
#: Sara uu is at least this many times as wide as sara u (1.55 to 2.4 in the bundled, TLWG, Noto and Plex fonts).
_WIDER = 1.3
_BELOW_SIGNS = thai.BELOW_VOWELS + thai.PHINTHU

#: Characters without ink, which no glyph with ink stands for.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")

#: Characters that share a glyph with a commoner one; a reversed character map may give the rarer.
_COMMONER = {"\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u03bc": "\u00b5", "\u2215": "/", "\u2219": "\u00b7"}

#: Where the ink of some characters lies in any font, thousandths of an em: (not below, not above).
_PLACES = {".": (-120, 300), ",": (-350, 300), "'": (250, 1200), '"': (250, 1200), "-": (100, 600), "_": (-400, 100)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one code stands for. `ink` is the glyph's box in thousandths of an em, None where it is blank or unreadable.

    `evidence` names what settled or confirmed `text`, "" where only the file's map says so.
    """

    text: str
    raw: str
    evidence: str
    ink: Ink | None
    blank: bool = False  #: the program has the glyph, and it paints nothing


@dataclass(frozen=True)
class FontFacts:
    """All that is known of a font before it is mended.

    `said` is what the file's own maps say of each code, `key_of` finds the glyph of a code in `program`, `width_of` its
    advance (thousandths of an em), `only_encoding` says that codes are bytes whose reading comes from a mere encoding.
    """

    name: str
    said: Mapping[int, str]
    key_of: Callable[[int], Key | None]
    width_of: Callable[[int], float]
    program: Program | None = None
    codes: tuple[int, ...] = ()  #: codes that the font declares, for votes
    only_encoding: bool = False


class MendedFont:
    """The true characters of one font, code by code; each is settled once, when first asked for."""

    def __init__(self, facts: FontFacts) -> None:
        self.facts = facts
        self._readings: dict[int, Reading] = {}

    def reading(self, code: int) -> Reading:
        found = self._readings.get(code)
        if found is None:
            found = self._readings[code] = self._settle(code)
        return found

    def learn(self, code: int, text: str) -> None:
        """Takes over what the text around a code has shown it to be; codes not known yet are looked at again."""
        old, key, outline = self.reading(code), self._key(code), self._outline(code)
        if key is not None and outline is not None and self._fits(text, code):
            self._shapes.add(text, outline, key)
        self._readings = {
            other: read for other, read in self._readings.items() if read.text != UNKNOWN and read.evidence != "shape"
        }
        self._readings[code] = Reading(text, old.raw, "context", old.ink, old.blank)

    def told(self, code: int) -> tuple[str, str]:
        """(text, evidence) of a code as known now."""
        read = self.reading(code)
        return read.text, read.evidence

    @property
    def readings(self) -> Mapping[int, Reading]:
        """The codes asked for so far."""
        return self._readings

    def is_doubtful(self, code: int) -> bool:
        """True where nothing is known, or the file's word alone speaks for a Thai sign and the ink against it, or for a
        whole cluster."""
        read = self.reading(code)
        if read.text == UNKNOWN or read.evidence == "shape":
            return True
        clustered = len(read.raw) > 1 and any(map(thai.is_mark, read.raw[1:]))
        return not read.evidence and (clustered or not self._fits(read.text, code))

    # The glyph ------------------------------------------------------------------------------------------------------

    def _key(self, code: int) -> Key | None:
        return self.facts.key_of(code) if self.facts.program is not None else None

    def _ink(self, code: int) -> Ink | None:
        key = self._key(code)
        return self.facts.program.ink(key) if self.facts.program is not None and key is not None else None

    def _outline(self, code: int) -> Outline | None:
        key, program = self._key(code), self.facts.program
        if program is None or key is None or not program.has_outlines:
            return None
        outline = program.outline(key)
        return outline if outline is not None and outline.ink is not None else None

    def _is_there(self, code: int) -> bool:
        """False where the program, cut down to the glyphs that are used, lacks this one: its entry in a map is no
        witness.
        """
        return self.facts.program is None or self._ink(code) is not None

    def _fits(self, text: str, code: int) -> bool:
        return _fits(text, self._ink(code))

    # Evidence -------------------------------------------------------------------------------------------------------

    def _own(self, key: Key) -> tuple[str, str]:
        """(characters, evidence) as the program's own map or names say, believed where they mostly agree with the
        file.
        """
        program = self.facts.program
        assert program is not None
        if self._trusts_cmap and (text := thai.real_characters(program.characters(key))):
            return text, "cmap"
        if self._trusts_names and (text := thai.real_characters(characters_of_name(program.name(key)))):
            return thai.canonical(text), "name"
        return "", ""

    def _agrees(self, says: Callable[[Key], str]) -> bool:
        agree = disagree = 0
        for code in self.facts.codes:
            said = thai.real_characters(self.facts.said.get(code, ""))
            key = self._key(code)
            if len(said) != 1 or said.isspace() or not said.isprintable() or said == UNKNOWN or key is None:
                continue
            if text := thai.real_characters(says(key)):
                if _alike(text, said):
                    agree += 1
                else:
                    disagree += 1
        # Bytes that only pass for Latin letters are no witness against the program.
        return agree >= disagree or self.facts.only_encoding

    @cached_property
    def _trusts_cmap(self) -> bool:
        return self.facts.program is not None and self._agrees(self.facts.program.characters)

    @cached_property
    def _trusts_names(self) -> bool:
        program = self.facts.program
        return program is not None and self._agrees(lambda key: characters_of_name(program.name(key)))

    @cached_property
    def _numbered(self) -> list[tuple[range, list[int], list[int], Counter[int]]]:
        """For each run of Thai code points (the run, glyph numbers in order, their characters, votes for each distance).

        Of the codes on which the file's word and the ink agree, those whose distance from code point to glyph number
        enough others share: a Thai font has its glyphs in the order of Unicode, in a few stretches, for letters out of
        use may be left out. A font cut down and numbered anew, without gaps, has lost that order.
        """
        places: dict[int, int] = {}
        used: set[int] = set()
        for code in self.facts.codes:
            key = self._key(code) if self.facts.program is not None else code
            said = self.facts.said.get(code, "")
            if not isinstance(key, int) or not self._is_there(code):
                continue
            used.add(key)
            if len(said) == 1 and thai.is_thai(said) and self._fits(said, code):
                places[key] = ord(said)
        if not used or max(used) < _SPARSE * len(used):
            return []
        found = []
        for run in _RUNS:
            mine = {key: char for key, char in places.items() if char in run}
            votes = Counter(key - char for key, char in mine.items())
            enough = max(_FEWEST_VOTES, _SHARE * len(mine))
            keys = sorted(key for key, char in mine.items() if votes[key - char] >= enough)
            found.append((run, keys, [mine[key] for key in keys], votes))
        return found

    def _by_number(self, code: int, said: str = "", reach: int = _FAR) -> str:
        """The Thai character in whose place of the font's order the glyph stands; "" where the order does not tell.

        The agreed glyphs next before and after it must be as far from their characters as each other, or the one side
        that there is have many votes; with few, one of them must be near, and in any case within `reach`. Against what
        is `said`, and could be, both are needed. A character that the program's own map puts elsewhere is none.
        """
        key = self._key(code) if self.facts.program is not None else code
        if not isinstance(key, int):
            return ""
        for run, keys, chars, votes in self._numbered:
            at = bisect_left(keys, key)
            own = at < len(keys) and keys[at] == key
            if own and said:
                return said
            sides = [keys[n] - chars[n] for n in (at - 1, at + own) if 0 <= n < len(keys)]
            if not sides or sides[0] != sides[-1] or key - sides[0] not in run:
                continue
            char, many = chr(key - sides[0]), votes[sides[0]] >= _MANY_VOTES
            nearest = min(abs(key - keys[n]) for n in (at - 1, at + own) if 0 <= n < len(keys))
            if (said and not (many and len(sides) == 2)) or nearest > (reach if many else _NEAR):
                continue
            program = self.facts.program
            mapped = isinstance(program, TrueTypeProgram) and self._trusts_cmap and ord(char) in program.by_character
            if not mapped and self._fits(char, code):
                return char
        return ""

    @cached_property
    def _shapes(self) -> Shapes:
        """The signs and letters whose characters are sure, and those on which the file's word and the ink agree."""
        program = self.facts.program
        known: list[tuple[str, Outline, Key]] = []
        if program is None or not program.has_outlines:
            return Shapes(known)
        sure: set[Key] = set()
        for key in program.keys():  # noqa: SIM118
            text, _ = self._own(key)
            outline = program.outline(key) if len(text) == 1 and thai.is_thai(text) else None
            if outline is not None and _fits(text, outline.ink):
                sure.add(key)
                known.append((text, outline, key))
        for code in self.facts.codes:
            key_, outline = self._key(code), self._outline(code)
            if key_ is None or key_ in sure or outline is None:
                continue
            said = "" if self._is_scrambled else thai.real_characters(self.facts.said.get(code, ""))
            text = self._by_number(code, reach=_NEAR) or (said if len(said) == 1 and thai.is_thai(said) else "")
            # A tone with a ring is a tone and nikhahit in one glyph.
            if text and self._fits(text, code) and not (text in thai.TONES and outline.rings()):
                known.append((text, outline, key_))
        return Shapes(known)

    @cached_property
    def _is_tis(self) -> bool:
        return self.facts.only_encoding and is_tis_620(self.facts.codes, self.facts.width_of)

    def _by_ink(self, code: int, said: str) -> str:
        """The signs whose shape alone tells them: nikhahit is a bare ring, sara am has one, sara aa has none."""
        outline = self._outline(code)
        if outline is None or outline.ink is None:
            return ""
        ink = outline.ink
        rings = [ring for ring in outline.rings() if ring[1] > _ABOVE]
        if (len(rings) == 1 and rings[0] == ink) or (said == thai.SARA_AM and ink[1] > _ABOVE):
            return thai.NIKHAHIT
        if said == thai.SARA_AM and -60 < ink[1] < _ABOVE and self.facts.width_of(code) > 100:
            return thai.SARA_AM if rings or ink[0] < -60 else thai.SARA_AA
        if said.endswith(thai.SARA_AM) and len(said) > 1 and ink[1] > _ABOVE and rings:
            return thai.canonical(
                said[:-1] + thai.NIKHAHIT
            )  # the signs of a sara am over a letter, without its sara aa
        if not said and abs(self.facts.width_of(code)) < 1 and ink[1] > _ABOVE and outline.is_stroke:
            return thai.TONES[0]
        return ""

    # The verdict ----------------------------------------------------------------------------------------------------

    def _settle(self, code: int) -> Reading:
        raw = self.facts.said.get(code, "")
        key, program = self._key(code), self.facts.program
        ink = self._ink(code)
        if program is not None and key is not None and ink is None and program.is_blank(key):
            said = "" if _is_void(raw) else _plain_spaces(raw)
            return Reading(said or (" " if self.facts.width_of(code) > 0 else ""), raw, "", None, True)
        text, evidence = self._verdict(code, raw, ink)
        return Reading(text, raw, evidence, ink)

    def _verdict(self, code: int, raw: str, ink: Ink | None) -> tuple[str, str]:
        program, key = self.facts.program, self._key(code)
        said = "" if _is_void(raw) or (raw in _INVISIBLE and ink is not None) else _plain_spaces(raw)
        own, evidence = self._own(key) if program is not None and key is not None else ("", "")
        lost = not said or (said.isspace() and ink is not None) or self._is_foreign(said, code, ink)
        thai_said = _touches_thai(said)
        if own and self._fits(own, code):
            if _alike(own, said):
                return self._commoner(said, key), evidence
            if thai_said and not lost and self._is_told_apart(code, key, said):
                return said, "two codes"
            if lost or thai_said or _touches_thai(own):
                return own, evidence
        if lost or thai_said:
            doubtful = lost or not self._fits(said, code) or len(said) > 1 or said in (thai.SARA_AM, thai.NIKHAHIT)
            for text, name in self._guesses(code, said, lost, doubtful):
                if text:
                    return text, name
        if self._is_tis and (char := tis_620(code)):
            return char, "tis-620"
        if len(said) > 1 and said[0] in thai.CONSONANTS and ink is not None and self._is_sign(code, ink):
            return UNKNOWN, "none"  # one of the signs of that cluster, but which?
        if said in thai.PRIVATE_USE:
            return thai.PRIVATE_USE[said], "private-use"
        if said == SYMBOL_BULLET:
            return "\N{BULLET}", "bullet"
        if said == thai.SARA_AM and ink is None and self._am_is_aa:
            return thai.SARA_AA, "first-use"
        if lost or self._is_scrambled:
            return (said or raw, "") if program is None and raw.isspace() else (UNKNOWN, "none")
        return self._commoner(said, key), ""

    def _guesses(self, code: int, said: str, lost: bool, doubtful: bool) -> list[tuple[str, str]]:
        """What the glyph's number and outline say, in the order in which they are believed."""
        outline = self._outline(code)
        if doubtful and outline is not None and (shape := self._by_ink(code, said)):
            return [(shape, "ink")]
        found = [(self._by_number(code, "" if doubtful else said, _NEAR), "gid")]
        if outline is None or found[0][0]:
            return found
        if said in thai.TONES and said and outline.rings() and len(pair := self._shapes.copy(outline)) == 2:
            return [(pair, "twin")]
        if doubtful:
            found.append((self._shapes.copy(outline), "twin"))
            if len(said) > 1:
                found.append((self._part(said, code, outline), "ink"))
            if lost or not self._fits(said, code):
                over = outline.ink is not None and (outline.ink[1] > _ABOVE or outline.ink[3] < _BELOW)
                guess = (
                    self._shapes.sign(outline) or self._vowel_under(code)
                    if over
                    else (self._shapes.letter(outline, self._key(code)) or self._shapes.pieces(outline))
                )
                found.append((guess or ("" if over else self._after_its_letter(code)), "shape"))
            found.append((self._by_number(code), "gid"))
        return found

    def _after_its_letter(self, code: int) -> str:
        """The consonant whose glyph comes just before and is not in the file: fonts put a letter's other form after
        it.
        """
        program, key = self.facts.program, self._key(code)
        if not isinstance(program, TrueTypeProgram) or not isinstance(key, int) or self.facts.width_of(code) < 100:
            return ""
        letter = self._own(key - 1)[0]
        return letter if letter in thai.CONSONANTS and letter and program.ink(key - 1) is None else ""

    def _is_told_apart(self, code: int, key: Key | None, said: str) -> bool:
        """A file that gives one glyph several codes with several readings does so on purpose."""
        others = {
            self.facts.said.get(other, "") for other in self.facts.codes if other != code and self._key(other) == key
        }
        return (
            bool(others)
            and said in (thai.SARA_AA, thai.SARA_AM)
            and others <= {thai.SARA_AA, thai.SARA_AM}
            and said not in others
        )

    def _is_foreign(self, said: str, code: int, ink: Ink | None) -> bool:
        """What a Thai font's map can't mean.

        A private code that is neither a Thai form nor a symbol (writers that shape text make them up), or a printing
        character without advance whose ink is a sign's.
        """
        if len(said) != 1 or ink is None or not self._is_thai_font or said in thai.PRIVATE_USE:
            return False
        if "\ue000" <= said <= "\uf8ff":
            return not "\uf000" <= said <= "\uf0ff"
        return (
            not thai.is_thai(said)
            and not unicodedata.combining(said)
            and abs(self.facts.width_of(code)) < 1
            and ink[0] < -40
            and (ink[1] > _ABOVE or ink[3] < 0)
        )

    @cached_property
    def _is_scrambled(self) -> bool:
        """True for a map that is wrong throughout: it gives glyphs with ink control characters, and marks of a known
        place in the line (full stops, quotation marks, Thai signs) ink elsewhere. No code of it can be believed."""
        right = wrong = void = 0
        for code in self.facts.codes:
            said, ink = self.facts.said.get(code, ""), self._ink(code)
            if ink is None or len(said) != 1:
                continue
            if said in _PLACES:
                low, high = _PLACES[said]
                right, wrong = (right + 1, wrong) if low <= ink[1] and ink[3] <= high else (right, wrong + 1)
            elif thai.is_mark(said):
                right, wrong = (right + 1, wrong) if _fits(said, ink) else (right, wrong + 1)
            elif ord(said) < 32:
                void += 1
        return void >= 3 and wrong >= 3 and void + wrong > right

    @cached_property
    def _is_thai_font(self) -> bool:
        return any(len(text) == 1 and thai.is_thai(text) for text in self._all_said) or (
            self.facts.program is not None
            and any(_touches_thai(self._own(key)[0]) for key in self.facts.program.keys()[:2000])
        )

    def _commoner(self, said: str, key: Key | None) -> str:
        """Latin ligatures as their letters, and a rarer character as the commoner one that shares its glyph."""
        if len(said) == 1:
            if "\ufb00" <= said <= "\ufb06":
                return unicodedata.normalize("NFKC", said)
            if said in _COMMONER:
                other, program = _COMMONER[said], self.facts.program
                if isinstance(program, TrueTypeProgram) and program.by_character:
                    return other if program.by_character.get(ord(other)) == key else said
                return said if other in self._all_said else other
        return said

    @cached_property
    def _all_said(self) -> frozenset[str]:
        return frozenset(self.facts.said.get(code, "") for code in self.facts.codes)

    @cached_property
    def _am_is_aa(self) -> bool:
        """No code of the font says sara aa, and one says sara am: the first sara aa drawn belonged to a sara am."""
        said = [self.facts.said.get(code, "") for code in self.facts.codes]
        return (
            thai.SARA_AA not in said
            and said.count(thai.SARA_AM) == 1
            and any(text in thai.CONSONANTS for text in said if text)
        )

    def _part(self, said: str, code: int, outline: Outline) -> str:
        """The one character of a cluster that a glyph shows, where its box tells: a sign, or the letter alone."""
        ink = outline.ink
        parts = said.replace(thai.SARA_AM, thai.NIKHAHIT + thai.SARA_AA)
        signs = [char for char in parts if thai.is_mark(char)]
        if ink is None or not (signs or thai.SARA_AA in parts[1:]) or said[0] not in thai.CONSONANTS:
            return ""
        if self._is_sign(code, ink):
            fitting = [char for char in signs if _fits(char, ink)]
            return fitting[0] if len(fitting) == 1 else ""
        over = any(char not in _BELOW_SIGNS for char in signs)
        under = any(char in _BELOW_SIGNS for char in signs)
        if (over and said[0] in _TALL) or (under and said[0] in _DEEP):
            return ""
        bare = (not over or ink[3] <= self._letter_top + _TICK) and (not under or ink[1] >= -100)
        return said[0] if bare and (over or under) else ""

    def _vowel_under(self, code: int) -> str:
        """Sara u or sara uu, of which the second is nearly twice as wide, told by the width of either in the same font."""
        ink = self._ink(code)
        if ink is None or ink[3] >= _BELOW or not self._is_sign(code, ink):
            return ""
        for vowel in thai.BELOW_VOWELS:
            widths = [
                other[2] - other[0]
                for known in self.facts.codes
                if self.facts.said.get(known) == vowel and (other := self._ink(known)) and _fits(vowel, other)
            ]
            if widths:
                narrow = vowel == thai.BELOW_VOWELS[0]
                wide = (ink[2] - ink[0]) > (median(widths) * _WIDER if narrow else median(widths) / _WIDER)
                return thai.BELOW_VOWELS[1] if wide else thai.BELOW_VOWELS[0]
        return ""

    def _is_sign(self, code: int, ink: Ink) -> bool:
        return abs(self.facts.width_of(code)) < 1 and (ink[1] > _ABOVE or ink[3] < _BELOW)

    @cached_property
    def _letter_top(self) -> float:
        """How high the font's consonants without ascenders reach."""
        tops = [
            ink[3]
            for code in self.facts.codes
            if (text := self.facts.said.get(code, ""))[:1] in thai.CONSONANTS
            and text
            and text[0] not in _TALL
            and (ink := self._ink(code)) is not None
            and ink[1] < _ABOVE
        ]
        return min(median(tops), 700.0) if tops else 600.0


def _fits(text: str, ink: Ink | None) -> bool:
    """False where the ink stands where that Thai character can't: a sign on the line, a vowel under it up above."""
    if ink is None or not text or not thai.is_thai(text[0]):
        return True
    if all(map(thai.is_mark, text)):
        return ink[3] < _BELOW if text in _BELOW_SIGNS else ink[1] > _ABOVE
    return ink[1] < _ABOVE or text in "\u0e2f\u0e46"


def _is_void(text: str) -> bool:
    """True for what is no character at all: nothing, U+0000 and its like, U+FFFD."""
    return all(char == UNKNOWN or ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text) and not (
        text and text.isspace()
    )


def _plain_spaces(text: str) -> str:
    """Tabs and line breaks that a map gives to a space, as a space: no glyph ends a line."""
    return " " if text in ("\t", "\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029") else text


def _touches_thai(text: str) -> bool:
    return any(thai.is_thai(char) or "\uf700" <= char <= "\uf71a" for char in text)


def _alike(own: str, said: str) -> bool:
    return (
        own == said
        or unicodedata.normalize("NFKC", own) == unicodedata.normalize("NFKC", said)
        or own == _COMMONER.get(said)
    )
