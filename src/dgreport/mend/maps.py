"""Mended ToUnicode maps: what each code of a font says, and further maps for codes that say several things.

Where one code says different things in different places (a sara aa that is part of a sara am here and not there), the
commonest is in the font's own map. For the others the font gets a second name with a second map, its alias: the same
glyphs, other words; or, where it can have them, further codes for the same glyphs. All readers understand that, while few
know ActualText.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dgreport.extraction import thai
from dgreport.extraction.fonts.evidence import UNKNOWN

#: What a glyph says that is a part of what another says. An empty entry is not understood: PDFium, MuPDF and PDF.js
#: then take the code for the character. The joiner is ignored in display, comparison and by word breakers (Unicode's
#: Default_Ignorable_Code_Point), and removed by the common clean-ups of Thai text.
SILENT = "\N{ZERO WIDTH NON-JOINER}"

#: Right to left, and signs that stand on the letter before them (Unicode's Bidi_Class).
_NOT_OURS = frozenset(("R", "AL", "NSM"))

#: More second maps than this no font gets; the rarest words are then left to ActualText.
MOST_ALIASES = 12
#: Entries of one section (Adobe Technical Note 5014, 2.2).
_SECTION = 100

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<{low}> <{high}>
endcodespacerange
"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""

Code = bytes


@dataclass(frozen=True, slots=True)
class FontMaps:
    """The maps of one font: its own, and those of its aliases where a code says other things as well."""

    own: Mapping[Code, str]
    aliases: tuple[Mapping[Code, str], ...] = ()
    #: (code, number of an alias) to another code of the font that shows the same glyph and says what it says by that
    #: alias. A font that has such codes needs no aliases.
    spare: Mapping[tuple[Code, int], Code] = field(default_factory=dict)

    def numbers(self, code: Code, says: str | None) -> frozenset[int]:
        """The maps by which that code says that: 0 for the font's own, 1 ... for an alias. Where none does, or nothing
        is to be said, those by which it says what it does by the font's own."""
        wanted = self.own.get(code) if says is None else _spoken(says)
        every = range(len(self.aliases) + 1)
        return frozenset(n for n in every if self.text(code, n) == wanted) or frozenset(
            n for n in every if self.text(code, n) == self.text(code, 0)
        )

    def text(self, code: Code, number: int) -> str:
        return self.own.get(code, "") if number == 0 else self.aliases[number - 1].get(code, "")


def font_maps(told: Mapping[Code, str], says: Mapping[Code, Counter[str]]) -> FontMaps:
    """The maps of a font from what its codes stand for (`told`) and what they were seen to say, with how often."""
    own = {code: text for code, text in told.items() if text and text != UNKNOWN}
    others: list[list[tuple[int, Code, str]]] = []
    for code, counts in sorted(says.items()):
        first, *rest = sorted(counts.items(), key=lambda item: (-item[1], item[0] != told.get(code), item[0]))
        if UNKNOWN not in first[0]:
            own[code] = _spoken(first[0])
        others.append([(count, code, text) for text, count in rest if UNKNOWN not in text])
    aliases: list[dict[Code, str]] = []
    for words in others:
        for n, (_, code, text) in enumerate(words[:MOST_ALIASES]):
            if n == len(aliases):
                aliases.append(dict(own))
            aliases[n][code] = _spoken(text)
    # Aliases made late know the words of all codes, those made early not yet.
    return FontMaps(own, tuple({**own, **alias} for alias in aliases))


def nearest(
    raw: Mapping[Code, str], told: Mapping[Code, str], says: Mapping[Code, Counter[str]]
) -> dict[Code, str]:
    """For each code what comes nearest to what it says, where it can only say one thing: what it stands for (`told`),
    or what the file said (`raw`) where that is right more often."""

    def right(code: Code, text: str) -> int:
        return sum(count for said, count in says.get(code, {}).items() if said.split() == text.split())

    best = {code: raw[code] if code in raw and right(code, raw[code]) > right(code, text) else text
            for code, text in told.items()}  # fmt: skip
    return {code: text for code, text in best.items() if text and text != UNKNOWN}


def _spoken(text: str) -> str:
    return text or SILENT


def is_wrong(raw: str, text: str) -> bool:
    """True where a file says `raw` for what reads `text`; other spellings of the same (ﬁ for fi) are not wrong.

    Letters and signs that are written from right to left are left to the readers, which order them by their own rules.
    """
    if not text or raw == text or text == UNKNOWN or (text.isspace() and (not raw or raw.isspace())):
        return False
    if any(unicodedata.bidirectional(char) in _NOT_OURS and not thai.is_thai(char) for char in text):
        return False
    return raw in ("", UNKNOWN) or unicodedata.normalize("NFKC", raw) != unicodedata.normalize("NFKC", text)


def cmap(entries: Mapping[Code, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) with those entries, all of one code length."""
    width = max((len(code) for code in entries), default=1)
    lines = [_HEAD.format(low="00" * width, high="FF" * width)]
    pairs = sorted(entries.items())
    for start in range(0, len(pairs), _SECTION):
        section = pairs[start : start + _SECTION]
        lines.append(f"{len(section)} beginbfchar\n")
        lines += (
            f"<{code.hex().upper()}> <{text.encode('utf-16-be', 'replace').hex().upper()}>\n" for code, text in section
        )
        lines.append("endbfchar\n")
    lines.append(_TAIL)
    return "".join(lines).encode("ascii")
