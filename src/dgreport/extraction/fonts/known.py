"""Fonts given from outside, in which the glyphs of a stripped font may be found again.

A PDF may keep nothing of a font but its outlines: no map, no names, numbers given out anew. Where the same font is at
hand whole, each glyph is the one of the same outline, and the whole font says what that one is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from dgreport.errors import BadFonts
from dgreport.extraction import thai
from dgreport.extraction.fonts.encodings import in_letters
from dgreport.extraction.fonts.outlines import Ink, Outline
from dgreport.extraction.fonts.programs import Key, Program, UnreadableProgram
from dgreport.extraction.fonts.shapes import likeness
from dgreport.extraction.fonts.substitutions import characters_of_forms
from dgreport.extraction.fonts.truetype import TrueTypeProgram

#: Lengths in thousandths of an em. Outlines that were rounded to another grid keep their boxes to within this.
_SAME_BOX = 4.0
#: What two drawings of one outline have in common at least; the rest is rounding, and curves drawn with other points.
_SAME_OUTLINE = 0.94
#: Of the glyphs of a stripped font so many must be found in a whole one, and this share of them.
_FEWEST, _SHARE = 8, 0.9
_SUFFIXES = frozenset({".ttf", ".otf"})


class KnownFonts:
    """The fonts (.ttf, .otf) of a folder, and of its folders, that have Thai letters.

    Raises BadFonts where there is none, or one can't be read.
    """

    def __init__(self, folder: str | Path) -> None:
        folder = Path(folder)
        paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES) if folder.is_dir() else []
        if not paths:
            raise BadFonts(f"{folder}: no fonts (.ttf, .otf) here; name a folder that has some")
        self._fonts = [font for path in paths if (font := _opened(path)).has_thai]
        self._matches: dict[Program, tuple[str, Mapping[Key, str]]] = {}

    def tell(self, program: Program, key: Key) -> tuple[str, str]:
        """(characters, name of the font that told them) of a glyph of a stripped font; empty where none knows it."""
        if program not in self._matches:
            self._matches[program] = self._identify(program)
        name, characters = self._matches[program]
        return (characters[key], name) if key in characters else ("", "")

    def _identify(self, program: Program) -> tuple[str, Mapping[Key, str]]:
        """The font in which most of a program's glyphs are found, and what it says of them."""
        outlines = dict(_painting(program)) if program.has_outlines else {}
        best: tuple[str, Mapping[Key, str]] = ("", {})
        for font in self._fonts if len(outlines) >= _FEWEST else ():
            found = {key: text for key, outline in outlines.items() if (text := font.character(outline, key))}
            if len(found) >= max(_FEWEST, _SHARE * len(outlines)) and len(found) > len(best[1]):
                best = font.name, found
        return best


def _opened(path: Path) -> _KnownFont:
    try:
        return _KnownFont(path.read_bytes())
    except (OSError, UnreadableProgram) as error:
        raise BadFonts(f"{path}: can't be read ({error}); take it out of the folder") from error


def _painting(program: Program) -> Iterator[tuple[Key, Outline]]:
    for key in program.keys():  # noqa: SIM118
        outline = program.outline(key) if program.ink(key) is not None else None
        if outline is not None:
            yield key, outline


class _KnownFont:
    """One whole font: what each of its glyphs stands for, found by outline."""

    def __init__(self, data: bytes) -> None:
        self._program = TrueTypeProgram(data)
        self.name = self._program.full_name
        self.has_thai = ord(thai.SARA_AA) in self._program.by_character

    def character(self, outline: Outline, key: Key) -> str:
        """What the glyph of that outline stands for, "" where none has it.

        Of several with one outline (Latin A and Greek alpha) that of the same number is meant, else Thai, else ASCII.
        """
        alike = []
        for number, box in self._boxes.items():
            if outline.ink is None or any(abs(a - b) > _SAME_BOX for a, b in zip(outline.ink, box, strict=True)):
                continue
            own = self._program.outline(number)
            if own is not None and likeness(outline, own) >= _SAME_OUTLINE:
                text = self._characters[number]
                alike.append((number != key, not thai.is_thai(text[0]), not text.isascii(), number, text))
        return min(alike)[-1] if alike else ""

    @cached_property
    def _characters(self) -> dict[int, str]:
        own = {number: self._program.characters(number) for number in self._program.by_character.values()}
        told = characters_of_forms(self._program, {number: thai.real_characters(text) for number, text in own.items()})
        return {number: in_letters(text) for number, text in told.items() if text and not text.isspace()}

    @cached_property
    def _boxes(self) -> dict[int, Ink]:
        boxes = ((number, self._program.ink(number)) for number in self._characters)
        return {number: box for number, box in boxes if box is not None}
