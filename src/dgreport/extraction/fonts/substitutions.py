"""What the forms of a font stand for that no character map lists: those that its substitutions (GSUB) make.

A tone set lower, a letter without its tail, a small capital stand for what they were made of; a ligature for all of its
parts; and the two pieces of a sara am for nikhahit and sara aa (OpenType 1.9, GSUB lookup types 1 to 4 and 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dgreport.extraction import thai
from dgreport.extraction.fonts.truetype import TrueTypeProgram

#: Rounds in which a form of a form is told.
_ROUNDS = 4

_Step = tuple[tuple[int, ...], tuple[int, ...]]  # glyphs before, glyphs after


def characters_of_forms(program: TrueTypeProgram, characters: Mapping[int, str]) -> dict[int, str]:
    """Glyph number to characters: `characters`, and those of every form that can be reached from them."""
    told = dict(characters)
    steps = list(_steps(program))
    for _ in range(_ROUNDS):
        known = len(told)
        for before, after in steps:
            texts = [told.get(glyph, "") for glyph in before]
            if not all(texts):
                continue
            text = thai.canonical("".join(texts))
            if len(after) == 1:
                told.setdefault(after[0], text)
            elif text == thai.SARA_AM and len(after) == 2:
                told.setdefault(after[0], thai.NIKHAHIT)
                told.setdefault(after[1], thai.SARA_AA)
        if len(told) == known:
            break
    return told


def _steps(program: TrueTypeProgram) -> Iterator[_Step]:
    for table in program.substitutions():
        kind = table.LookupType
        if kind == 1:
            for one, other in table.mapping.items():
                yield (_number(one),), (_number(other),)
        elif kind == 2:
            for one, others in table.mapping.items():
                yield (_number(one),), tuple(map(_number, others))
        elif kind == 3:
            for one, others in table.alternates.items():
                for other in others:
                    yield (_number(one),), (_number(other),)
        elif kind == 4:
            for first, ligatures in table.ligatures.items():
                for ligature in ligatures:
                    parts = (first, *ligature.Component)
                    yield tuple(map(_number, parts)), (_number(ligature.LigGlyph),)


def _number(name: Any) -> int:
    return int(name[1:])
