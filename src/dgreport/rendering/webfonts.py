"""The bundled fonts as style rules that carry their own data, cut down to the characters that are wanted."""

from __future__ import annotations

import base64
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from dgreport.rendering import palette

#: Weight of type -> file in fonts/.
FACES = {400: "Sarabun-Regular.ttf", 600: "Sarabun-SemiBold.ttf", 700: "Sarabun-Bold.ttf"}


@lru_cache(maxsize=128)
def rule(weight: int, characters: frozenset[str]) -> str:
    """A @font-face rule of a weight with the glyphs that the characters need; the same rule for the same characters.

    TrueType as it is: what packs it better packs it differently from machine to machine.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    path = files("dgreport.rendering") / "fonts" / FACES[weight]
    font = TTFont(BytesIO(path.read_bytes()), recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    # Whoever shapes Thai takes sara am apart; without both parts in the font it comes out of another one.
    parts = "\u0e4d\u0e32" if "\u0e33" in characters else ""
    subsetter.populate(text="".join(sorted(characters)) + parts)
    subsetter.subset(font)
    out = BytesIO()
    font.save(out)
    data = base64.b64encode(out.getvalue()).decode("ascii")
    return (
        f"@font-face{{font-family:'{palette.FONT_FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )
