"""The file's word against the embedded program's: on how many codes they agree, and which of them the ink refutes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dgreport.extraction import thai
from dgreport.extraction.fonts.encodings import in_letters
from dgreport.extraction.fonts.facts import FontFacts
from dgreport.extraction.fonts.programs import Key
from dgreport.extraction.fonts.truetype import TrueTypeProgram

#: Characters that share a glyph with a commoner one; a reversed character map may give the rarer.
COMMONER = {"\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u03bc": "\u00b5", "\u2215": "/", "\u2219": "\u00b7"}
#: Glyphs whose ink can't show what the file says of them, from which on its whole map is doubted.
_REFUTED = 4
#: So many codes at least show that a map is shifted, if it has this share of the program's characters at other codes.
_SHIFTED, _SHARE = 6, 0.8


class Weighed(NamedTuple):
    agree: int  #: codes of which both say the same
    disagree: int
    is_refuted: bool  #: the file's map is shifted, or the ink speaks against it; the ink of no code against the program


def weighed(facts: FontFacts, says: Callable[[Key], str]) -> Weighed:
    """`says` is what the program calls a glyph."""
    agree = refuted = contradicted = 0
    apart: list[tuple[str, str]] = []
    for code in facts.codes:
        key = facts.key(code)
        text = thai.real_characters(says(key)) if key is not None else ""
        said = thai.real_characters(facts.said.get(code, "")) if text else ""
        if len(said) != 1 or said.isspace() or not said.isprintable() or said == "\N{REPLACEMENT CHARACTER}":
            continue
        if alike(text, said):
            agree += 1
        else:
            apart.append((said, text))
            refuted += not facts.fits(said, code)
            contradicted += not facts.fits(text, code)
    wrong = refuted >= _REFUTED or (not agree and _are_shifted(apart))
    return Weighed(agree, len(apart), wrong and not contradicted)


def _are_shifted(pairs: Sequence[tuple[str, str]]) -> bool:
    """True where the one of each pair is the other of another, or all are Thai and as many code points apart: a map of
    the same font, moved. Another encoding's has characters of its own."""
    if len(pairs) < _SHIFTED or any(len(text) > 1 for _, text in pairs):
        return False
    said, text = (Counter(each) for each in zip(*pairs, strict=True))
    moved = len({ord(one) - ord(two) for one, two in pairs}) == 1
    return (moved and all(map(thai.is_thai, (*said, *text)))) or (said & text).total() >= _SHARE * len(pairs)


def alike(own: str, said: str) -> bool:
    """True where two readings are one, or the one is the commoner of two that share a glyph."""
    return (
        own == said
        or unicodedata.normalize("NFKC", own) == unicodedata.normalize("NFKC", said)
        or own == COMMONER.get(said)
    )


def commoner(said: str, key: Key | None, facts: FontFacts) -> str:
    """Latin ligatures as their letters, and a rarer character as the commoner one that shares its glyph."""
    if len(said) == 1 and said in COMMONER:
        other, program = COMMONER[said], facts.program
        if isinstance(program, TrueTypeProgram) and program.by_character:
            return other if program.by_character.get(ord(other)) == key else said
        return said if other in facts.all_said else other
    return in_letters(said)
