"""What each character code of a font truly stands for.

PDF writers damage Thai font by font, and the truth is nearly always still in the file. For each code the evidence is
weighed once, best first:

    cmap         the embedded program's own character map says so
    name         the glyph's name says so (`uni0E4D`, Adobe Glyph List)
    twin         its outline is that of a known glyph, only moved (high and low forms of tone marks)
    gid          Thai fonts number their glyphs in the order of Unicode; where enough codes of the font agree on the
                 distance, the number tells the character
    tis-620      a byte of Thai Industrial Standard 620 that passes for a Latin letter
    private-use  Microsoft's private forms of Thai marks
    ink          the shape: a ring is nikhahit, sara am has a ring and sara aa has none, a base letter carries no marks
    first-use    a font whose every sara aa says sara am

What the file says stands unless this contradicts it and one of the two is Thai: digits and Latin letters are never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dgreport.extraction import thai
from dgreport.extraction.programs import CffProgram, Ink, Key, Program, TrueTypeProgram, characters_of_name

#: A glyph that shows something of which nothing in the file tells the character.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
#: The bullet of Symbol fonts, by far the commonest private code of slides.
SYMBOL_BULLET = "\uf0b7"

#: The two runs of assigned Thai code points, and how many codes must agree on the distance (R4 of the study: 500 fonts
#: numbered so, 99.87 % of 11,977 characters right).
_RUNS = ((range(0x0E01, 0x0E3B), 10), (range(0x0E3F, 0x0E5C), 3))
#: A mark's ink lies left of where its advance would be, thousandths of an em.
_RING_ABOVE = 300


@dataclass(frozen=True, slots=True)
class Reading:
    """What one code stands for. `ink` is the glyph's box in thousandths of an em, None where it is blank or unreadable."""

    text: str
    raw: str
    evidence: str
    ink: Ink | None
    blank: bool  #: the program has the glyph, and it paints nothing


@dataclass(frozen=True)
class FontFacts:
    """All that is known of a font before it is mended.

    `said` is what the file's own maps say of each code, `key_of` finds the glyph of a code in `program`, `width_of` its
    advance (thousandths of an em), `tis_bytes` says that codes are bytes whose Latin reading comes from a mere encoding.
    """

    name: str
    said: Mapping[int, str]
    key_of: Callable[[int], Key | None]
    width_of: Callable[[int], float]
    program: Program | None = None
    codes: tuple[int, ...] = ()  #: codes that the font declares, for votes
    tis_bytes: bool = False


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

    @property
    def readings(self) -> Mapping[int, Reading]:
        """The codes asked for so far."""
        return self._readings

    # The glyph ------------------------------------------------------------------------------------------------------

    def _key(self, code: int) -> Key | None:
        return self.facts.key_of(code) if self.facts.program is not None else None

    def _ink(self, code: int) -> Ink | None:
        key = self._key(code)
        return self.facts.program.ink(key) if self.facts.program is not None and key is not None else None

    def _rings(self, code: int) -> list[Ink]:
        key = self._key(code)
        outline = self.facts.program.outline(key) if self.facts.program is not None and key is not None else None
        return outline.rings() if outline else []

    # Evidence -------------------------------------------------------------------------------------------------------

    def _by_program(self, code: int) -> tuple[str, str]:
        """(characters, evidence) as the program's own map or names say, believed where they mostly agree with the file."""
        program, key = self.facts.program, self._key(code)
        if program is None or key is None:
            return "", ""
        if self._trusts_cmap and (text := thai.real_characters(program.characters(key))):
            return text, "cmap"
        if self._trusts_names and (text := thai.real_characters(characters_of_name(program.name(key)))):
            return text, "name"
        return "", ""

    def _agreement(self, says: Callable[[Key], str]) -> tuple[int, int]:
        agree = disagree = 0
        for code in self.facts.codes:
            said = thai.real_characters(self.facts.said.get(code, ""))
            key = self._key(code)
            if len(said) != 1 or said.isspace() or not said.isprintable() or said == UNKNOWN or key is None:
                continue
            if text := thai.real_characters(says(key)):
                if text == said or text.casefold() == said.casefold():
                    agree += 1
                else:
                    disagree += 1
        return agree, disagree

    @cached_property
    def _trusts_cmap(self) -> bool:
        program = self.facts.program
        if program is None:
            return False
        agree, disagree = self._agreement(program.characters)
        # Bytes that only pass for Latin letters are no witness against the map.
        return agree >= disagree or self.facts.tis_bytes

    @cached_property
    def _trusts_names(self) -> bool:
        program = self.facts.program
        if program is None:
            return False
        agree, disagree = self._agreement(lambda key: characters_of_name(program.name(key)))
        return agree >= disagree or self.facts.tis_bytes

    @cached_property
    def _distances(self) -> list[int | None]:
        """For each run of Thai code points the distance from code point to glyph number, None where votes are too few."""
        votes: list[Counter[int]] = [Counter() for _ in _RUNS]
        for code in self.facts.codes:
            key = self._key(code) if self.facts.program is not None else code
            said = self.facts.said.get(code, "")
            if isinstance(key, int) and len(said) == 1:
                for (run, _), counter in zip(_RUNS, votes, strict=True):
                    if ord(said) in run:
                        counter[key - ord(said)] += 1
        found: list[int | None] = []
        for (_, needed), counter in zip(_RUNS, votes, strict=True):
            distance, count = counter.most_common(1)[0] if counter else (0, 0)
            found.append(distance if count >= needed and 2 * count > counter.total() else None)
        return found

    def _by_number(self, code: int) -> str:
        key = self._key(code) if self.facts.program is not None else code
        if not isinstance(key, int):
            return ""
        for (run, _), distance in zip(_RUNS, self._distances, strict=True):
            if distance is not None and key - distance in run:
                return chr(key - distance)
        return ""

    @cached_property
    def _shapes(self) -> dict[object, str]:
        """Outline (moved to the origin) to the Thai mark it draws, for every mark that the program itself names."""
        program = self.facts.program
        found: dict[object, str] = {}
        if program is None or not program.has_outlines:
            return found
        known: list[tuple[Key, str]] = []
        for key in program.keys():
            text = thai.real_characters(program.characters(key) if self._trusts_cmap else "")
            text = text or (thai.real_characters(characters_of_name(program.name(key))) if self._trusts_names else "")
            known.append((key, text))
        for code in self.facts.codes:
            key_ = self._key(code)
            if key_ is not None and (text := self._by_number(code)):
                known.append((key_, text))
        for key, text in known:
            if len(text) == 1 and thai.is_mark(text):
                outline = program.outline(key)
                if outline is not None and outline.ink is not None:
                    found.setdefault(outline.shape, text)
        return found

    def _by_twin(self, code: int) -> str:
        key = self._key(code)
        outline = self.facts.program.outline(key) if self.facts.program is not None and key is not None else None
        return self._shapes.get(outline.shape, "") if outline is not None and outline.ink is not None else ""

    @cached_property
    def _is_tis(self) -> bool:
        """True where bytes that read as Latin letters are TIS-620: the bytes of Thai marks have no advance.

        Latin letters at these bytes (N tilde, O circumflex, c cedilla ...) always have one.
        """
        if not self.facts.tis_bytes:
            return False
        marks = [code for code in self.facts.codes if code in _TIS_MARKS]
        flat = [code for code in marks if abs(self.facts.width_of(code)) < 1]
        return len(flat) >= 2 and len(flat) * 2 > len(marks)

    def _by_byte(self, code: int) -> str:
        if not self._is_tis or not 0x80 <= code <= 0xFF:
            return ""
        if code in _SHIFTED:
            return _SHIFTED[code]
        char = bytes((code,)).decode("cp874", "ignore")
        return char if char and thai.is_thai(char) else ""

    def _by_ink(self, code: int, said: str) -> str:
        """The signs whose shape alone tells them: nikhahit is a bare ring, sara am has one, sara aa has none."""
        ink = self._ink(code)
        if ink is None or self.facts.program is None or not self.facts.program.has_outlines:
            return ""
        rings = [ring for ring in self._rings(code) if ring[1] > _RING_ABOVE]
        if any(abs(a - b) < 1 for ring in rings for a, b in ((ring[1], ink[1]),)) and len(rings) == 1 and rings[0] == ink:
            return thai.NIKHAHIT
        if said == thai.SARA_AM and ink[1] > -60 and ink[3] < 800 and self.facts.width_of(code) > 100:
            return thai.SARA_AM if rings or ink[0] < -60 else thai.SARA_AA
        return ""

    # The verdict ----------------------------------------------------------------------------------------------------

    def _settle(self, code: int) -> Reading:
        raw = self.facts.said.get(code, "")
        key = self._key(code)
        program = self.facts.program
        ink = self._ink(code)
        blank = program is not None and key is not None and ink is None and program.is_blank(key)
        text, evidence = self._verdict(code, raw, ink, blank)
        return Reading(text, raw, evidence if text != raw else "", ink, blank)

    def _verdict(self, code: int, raw: str, ink: Ink | None, blank: bool) -> tuple[str, str]:
        said = "" if raw == "\0" or raw == UNKNOWN else raw
        own, evidence = self._by_program(code)
        if blank:
            return said or (own if own.isspace() else " " if self.facts.width_of(code) > 0 else ""), evidence or "blank"
        lost = not said or _is_control(said) or (said.isspace() and ink is not None)
        if own and (lost or own == said or _touches_thai(own, said)):
            return own, evidence
        if lost or _touches_thai(said, ""):
            if (number := self._by_number(code)) and self._may_be(number, code):
                return number, "gid"
            if twin := self._by_twin(code):
                return twin, "twin"
        if byte := self._by_byte(code):
            return byte, "tis-620"
        if said in thai.PRIVATE_USE:
            return thai.PRIVATE_USE[said], "private-use"
        if said == SYMBOL_BULLET:
            return "\N{BULLET}", "bullet"
        if (lost or said in (thai.SARA_AM, thai.NIKHAHIT)) and (shape := self._by_ink(code, said)):
            return shape, "ink"
        if said == thai.SARA_AM and ink is None and self._am_is_aa:
            return thai.SARA_AA, "first-use"
        if len(said) > 1 and any(map(thai.is_mark, said[1:])) and said[0] in thai.CONSONANTS and self._is_bare(said[0], ink):
            return said[0], "ink"
        if lost and ink is not None:
            return UNKNOWN, "none"
        if lost and (self.facts.program is None or not raw):
            return (raw if raw.isspace() else UNKNOWN), "none"
        return thai.real_characters(said), "private-use"

    def _may_be(self, char: str, code: int) -> bool:
        """A number's reading stands unless the program's own map puts that character elsewhere."""
        program = self.facts.program
        if isinstance(program, TrueTypeProgram) and self._trusts_cmap and program.by_character:
            return ord(char) not in program.by_character
        return True

    @cached_property
    def _am_is_aa(self) -> bool:
        """No code of the font says sara aa, and one says sara am: the first sara aa drawn belonged to a sara am."""
        said = [self.facts.said.get(code, "") for code in self.facts.codes]
        return thai.SARA_AA not in said and said.count(thai.SARA_AM) == 1 and any(text in thai.CONSONANTS for text in said if text)

    @staticmethod
    def _is_bare(consonant: str, ink: Ink | None) -> bool:
        """True where the box is that of the letter alone. Signs reach over 600 or under -100 (R5 of the study)."""
        return ink is not None and ink[3] <= 600 and ink[1] >= -100 and consonant not in "ปฝฟฬญฐฎฏ"


def _is_control(text: str) -> bool:
    return all(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in text) and not text.isspace()


def _touches_thai(first: str, second: str) -> bool:
    return any(thai.is_thai(char) or "\uf700" <= char <= "\uf71a" for char in first + second)


_TIS_MARKS = frozenset(ord(mark) - 0x0E00 + 0xA0 for mark in thai.MARKS)
#: Bytes under 0xA0 at which Thai fonts of the Macintosh and of Windows 3 keep moved marks: HarfBuzz's table of Mac
#: private forms has no bytes, these follow Windows 3.1 Thai (code page 874 with the "Wintor" forms).
_SHIFTED: dict[int, str] = {}


def program_key(program: Program, names: Mapping[int, str], symbolic: bool, has_encoding: bool) -> Callable[[int], Key | None]:
    """How a simple font finds the glyph of a byte (ISO 32000-1, 9.6.6): by name, or by one of the program's byte maps."""
    if not isinstance(program, TrueTypeProgram):
        builtin: Mapping[int, str] = getattr(program, "encoding", {})
        present = set(program.keys())

        def by_name(code: int) -> Key | None:
            name = names.get(code) or builtin.get(code)
            return name if name in present else builtin.get(code)

        return by_name

    def by_map(code: int) -> Key | None:
        found: list[int | None] = []
        name = names.get(code, "")
        if name and has_encoding:
            text = characters_of_name(name)
            found = [program.by_character.get(ord(text)) if len(text) == 1 else None, program.by_name.get(name)]
        byte_maps = [program.by_symbol.get(code), program.by_byte.get(code)]
        ordered = byte_maps + found if symbolic else found + byte_maps
        return next((number for number in ordered if number), program.by_character.get(code))

    return by_map


def cid_key(program: Program, to_glyph: bytes | None) -> Callable[[int], Key | None]:
    """How a CID font finds the glyph of a CID: through its CIDToGIDMap, or directly."""
    if isinstance(program, CffProgram) and not program.is_cid:
        order: Iterable[str] = program._charset
        names = list(order)
        return lambda cid: names[cid] if 0 < cid < len(names) else None
    if to_glyph is None:
        return lambda cid: cid
    table = to_glyph
    return lambda cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big") or None
