"""The bundled fonts as style rules that carry their own data, cut down to the characters that are wanted; and how wide
their characters are."""

from __future__ import annotations

import base64
from functools import cache, lru_cache
from importlib.resources import files

import uharfbuzz as hb

from dgreport.rendering import palette, standins

#: Weight of type -> file in fonts/.
FACES = {400: "Sarabun-Regular.ttf", 600: "Sarabun-SemiBold.ttf", 700: "Sarabun-Bold.ttf"}


@lru_cache(maxsize=128)
def rule(weight: int, characters: frozenset[str]) -> str:
    """A @font-face rule of a weight with the glyphs that the characters need; the same rule for the same characters.

    TrueType as it is: what packs it better packs it differently from machine to machine.
    """
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    # All features that the font has: the set of everything.
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()
    wanted.unicode_set.update(map(ord, characters))
    if "\u0e33" in characters:
        # Whoever shapes Thai takes sara am apart; without both parts in the font it comes out of another one.
        wanted.unicode_set.update((0x0E4D, 0x0E32))
    data = base64.b64encode(hb.subset(_font(weight).face, wanted).blob.data).decode("ascii")
    return (
        f"@font-face{{font-family:'{palette.FONT_FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )


def advance(weight: int, character: str) -> float:
    """How far a character moves the pen, over the size of type; one that the font lacks is as wide as its box."""
    font = _font(weight)
    return float(font.get_glyph_h_advance(font.get_nominal_glyph(ord(character)) or 0) / font.face.upem)


@cache
def shown(weight: int, character: str) -> str:
    """The character whose glyph is drawn for this one where no other font can be asked."""
    font = _font(weight)
    return standins.shown(character, lambda candidate: font.get_nominal_glyph(ord(candidate)) is not None)


def program(weight: int) -> bytes:
    """The font as it is bundled."""
    return (files("dgreport.rendering") / "fonts" / FACES[weight]).read_bytes()


@lru_cache(maxsize=len(FACES))
def _font(weight: int) -> hb.Font:
    return hb.Font(hb.Face(program(weight)))
