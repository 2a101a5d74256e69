"""Pages made by hand: letters half an em wide, signs without advance over the end of the letter before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dgreport.extraction import thai
from dgreport.extraction.page import Columns, Form, Glyph, Page

ADVANCE = 0.5  #: of a letter, in ems
SPACE = 0.25
FONT = "Handmade#0"


def glyph(text: str, x: float, y: float, size: float = 10.0, *, raw: str | None = None, font: str = FONT) -> Glyph:
    """A glyph whose pen stands at (x, y); a sign paints left of the pen, over (or under) the letter before it."""
    if text.isspace():
        advance, ink = SPACE * size, None
    elif text and all(map(thai.is_mark, text)):
        advance = 0.0
        low = text[0] in thai.BELOW_VOWELS + thai.PHINTHU
        top, bottom = (0.1 * size, 0.3 * size) if low else (-0.9 * size, -0.7 * size)
        ink = (-0.3 * size, top, -0.1 * size, bottom)
    else:
        advance = ADVANCE * size * max(1, len(text))
        ink = (0.05 * size, -0.6 * size, advance - 0.05 * size, 0.0)
    box = (0.0, -0.75 * size, advance, 0.25 * size)
    code = ord(text[0]) if text else 0
    return Glyph(Form(text, text if raw is None else raw, code, font, size, box, ink), x, y)


def string(
    text: str, x: float, y: float, size: float = 10.0, *, spacing: float = 0.0, word: float = 0.0, font: str = FONT
) -> list[Glyph]:
    """One glyph a character, one after the other; `spacing` after each letter and `word` after each space, in ems."""
    found = []
    for char in text:
        made = glyph(char, x, y, size, font=font)
        found.append(made)
        x = made.box[2]
        if made.box[2] > made.box[0]:
            x += spacing * size + (word * size if char == " " else 0)
    return found


def changed(made: Glyph, **form: object) -> Glyph:
    """The same glyph in another form."""
    return made._replace(form=replace(made.form, **form))  # type: ignore[arg-type]


def moved(made: Glyph, x: float, y: float = 0.0) -> Glyph:
    """The same glyph elsewhere."""
    return made._replace(x=made.x + x, y=made.y + y)


def page(*strings: Iterable[Glyph], **more: object) -> Page:
    """A page of these glyphs in content order."""
    return Page(1, 600.0, 800.0, Columns.of([made for each in strings for made in each]), **more)  # type: ignore[arg-type]
