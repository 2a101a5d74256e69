"""The bundled fonts as style rules that carry their own data, cut down to the characters that are wanted."""

from __future__ import annotations

import base64
from functools import lru_cache
from importlib.resources import files

import uharfbuzz as hb

from dgreport.rendering import palette

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
    data = base64.b64encode(hb.subset(_face(weight), wanted).blob.data).decode("ascii")
    return (
        f"@font-face{{font-family:'{palette.FONT_FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )


@lru_cache(maxsize=len(FACES))
def _face(weight: int) -> hb.Face:
    return hb.Face((files("dgreport.rendering") / "fonts" / FACES[weight]).read_bytes())
