"""What is drawn for a character that the bundled fonts lack: one that looks alike, or a sign that says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

#: Drawn for a character that has no glyph and no compatible form; the text keeps the character.
STAND_IN = "◊"
#: Shapes close enough to stand for one another where Unicode declares no compatibility.
_ALIKE = {"●": "•", "▪": "•", "∙": "•"}


def shown(character: str, has: Callable[[str], bool]) -> str:
    """The character whose glyph is drawn for this one: itself, a compatible one, or the stand-in. `has` tells whether a
    font has a character."""
    for candidate in (character, _ALIKE.get(character, ""), unicodedata.normalize("NFKD", character)[:1]):
        if candidate and has(candidate):
            return candidate
    return STAND_IN
