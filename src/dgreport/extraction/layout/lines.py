"""Lines of correct Thai from the glyphs of a page, in reading order, each repair written down as an Edit.

The characters of a line are first those of the file's own maps in content order (`Line.raw`). Six steps mend them,
each a list of edits: the fonts' maps are mended, copies of fake bold go, the glyphs are put in the order in which they
stand, signs come into the written order with sara am in one piece, gaps become spaces, and spaces at the ends go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain

import numpy as np

from dgreport.extraction.collection import paused
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.glyphs.doubles import doubled
from dgreport.extraction.glyphs.rows import rows_of
from dgreport.extraction.glyphs.units import Frame, Units
from dgreport.extraction.layout.cells import Placed
from dgreport.extraction.layout.edits import Cell, Log
from dgreport.extraction.layout.gaps import Piece, joined, pieces_of
from dgreport.extraction.layout.order import in_reading_order
from dgreport.extraction.layout.writing import BOUND, boxes_in, mended, plain
from dgreport.extraction.page import Box, Line, Page, boxes_of

_BOLD = re.compile(r"bold|black|heavy|semibd|demi|extrabd", re.IGNORECASE)


def lines_of(page: Page, *, text_only: bool = False) -> list[Line]:
    """The lines of a page in reading order: column after column, tables row by row, turned text last.

    Text set apart by a wide gap is a line of its own. Replaying a line's edits over its raw text gives its text. With
    `text_only` the raw text, the edits and the places of the characters are not written down.
    """
    # Damaged content puts glyphs infinitely far off.
    with paused(), np.errstate(all="ignore"):
        return list(_lines(page, text_only))


def _lines(page: Page, text_only: bool) -> Iterator[Line]:
    columns = page.columns
    copies = doubled(columns)
    angles = sorted({form.angle for form in page.forms}, key=lambda angle: (angle != 0, angle))
    for angle in angles:
        places: Sequence[int] = range(len(columns))
        if len(angles) > 1:
            places = np.flatnonzero(columns.each([form.angle for form in page.forms]) == angle).tolist()
        kept = [at for at in places if at not in copies] if copies else places
        if not kept:
            continue  # turned copies of letters that stand elsewhere
        frame = Frame(angle)
        units = Units(columns, kept, frame)
        shapes = page.shapes if angle == 0 else ()
        pieces = pieces_of(units, rows_of(units), shapes)
        if pieces:
            made = _Lines(page, units, pieces, units.places if text_only else places, copies, text_only)
            placed = [Placed(line, frame.box(line.box), y, first) for line, y, first in made if line.text]
            yield from in_reading_order(placed, shapes, page.upon)


class _Lines:
    """The lines of the pieces of one direction; what is asked of all pieces is worked out for all at once."""

    def __init__(
        self,
        page: Page,
        units: Units,
        pieces: Sequence[Piece],
        places: Sequence[int],
        copies: Set[int],
        text_only: bool,
    ) -> None:
        self._page, self._units, self._pieces = page, units, pieces
        self._copies, self._text_only = copies, text_only
        self._members, bounds = joined(pieces)
        self._bounds: list[int] = bounds.tolist()
        self._owners = np.repeat(np.arange(len(pieces)), bounds[1:] - bounds[:-1])
        self._strays = self._strays_of(places)
        texts = units.texts.copy()
        carriers = list(units.said)
        texts[carriers] += np.array(list(units.said.values()), object)
        #: Of each unit in its piece the text with that of its signs.
        self._texts: list[str] = texts[self._members].tolist()
        #: The units whose glyphs, or those of whose signs, have several characters.
        self._long: set[int] = set()
        if any(len(form.text) > 1 for form in units.forms):
            self._long.update(unit for unit, text in enumerate(units.text) if len(text) > 1)
            self._long.update(unit for unit, signs in units.signs.items() if not self._long.isdisjoint(signs))

    def __iter__(self) -> Iterator[tuple[Line, float, int]]:
        """Each line, its baseline, and the place of its first letter in content order."""
        units = self._units
        is_letter = ~units.spaces[self._members]
        letters, owners = self._members[is_letter], self._owners[is_letter]
        bounds = np.searchsorted(owners, np.arange(len(self._pieces) + 1))  # of the letters of each piece
        firsts, counts = bounds[:-1], bounds[1:] - bounds[:-1]
        boxes = units.boxes.take(letters, axis=1)
        lows, highs = np.minimum.reduceat(boxes[:2], firsts, axis=1), np.maximum.reduceat(boxes[2:], firsts, axis=1)
        outer = np.concatenate((lows, highs)).T
        sizes = units.sizes[letters]
        is_even = np.minimum.reduceat(sizes, firsts) == np.maximum.reduceat(sizes, firsts)
        bold = np.array([_is_bold(form.font) for form in units.forms], np.intp)[units.form_numbers[letters]]
        is_bold = 2 * np.add.reduceat(bold, firsts) > counts
        told = zip(
            self._pieces, outer.tolist(), is_even.tolist(), is_bold.tolist(), letters[firsts].tolist(),
            np.minimum.reduceat(letters, firsts).tolist(), strict=True,
        )  # fmt: skip
        for number, (piece, box, even, heavy, largest, first) in enumerate(told):
            size = units.size[largest]
            if not even:
                shown = [unit for unit in piece.units if not units.is_space[unit]]
                largest = max(shown, key=units.size.__getitem__)
                size = Counter(round(units.size[unit], 2) for unit in shown).most_common(1)[0][0]
            line = self._line(number, piece, tuple(box), round(size, 2), heavy)
            yield line, units.y[largest], units.places[first]

    def _line(self, number: int, piece: Piece, box: Box, size: float, bold: bool) -> Line:
        page, units = self._page, self._units
        upright = units.form(piece.units[0]).upright
        strays = self._strays.get(number, ())
        if self._text_only and not strays and (text := self._plain(number, piece)) is not None:
            return Line(page.number, text, box, size, bold, upright)
        standing = units.standing(piece.units)
        members = sorted([*standing, *strays])
        shown = page.columns.chosen(members)
        log = Log(page.number, box, is_kept=not self._text_only)
        log.per_glyph(shown)
        in_order = members == standing and self._copies.isdisjoint(members)  # as most lines are
        cells = [
            Cell(form.text, boxed, at) for (form, _, _), boxed, at in zip(shown, boxes_of(shown), members, strict=True)
        ]
        spaced = {units.places[piece.units[n + 1]] for n in piece.spaced}
        tidy = mended(spaced, cells, standing, None if in_order else self._copies, log)
        text = "".join([cell.text for cell in tidy])
        if self._text_only:
            return Line(page.number, text, box, size, bold, upright)
        return Line(
            page.number,
            text,
            box,
            size,
            bold,
            upright,
            raw="".join([form.raw for form, _, _ in shown]),
            boxes=tuple([box for cell in tidy for box in boxes_in(cell)]),
            edits=tuple(log.edits),
            glyphs=tuple(members),
            sources=tuple([cell.at for cell in tidy for _ in cell.text]),
        )

    def _plain(self, number: int, piece: Piece) -> str | None:
        """The text of a piece as `mended` makes it; None where that asks for its glyphs one by one."""
        texts = self._texts[self._bounds[number] : self._bounds[number + 1]]
        for n in piece.spaced:
            if self._units.text[piece.units[n + 1]][0] in BOUND:
                return None
            texts[n] += " "
        return plain("".join(texts), is_single=not self._long or self._long.isdisjoint(piece.units))

    def _strays_of(self, places: Sequence[int]) -> dict[int, list[int]]:
        """Glyphs that no row holds (copies, signs on nothing, glyphs without text), by the number of the piece whose
        raw text has them: that of the glyph before; `places` are those of all glyphs of the direction.
        """
        units = self._units
        carriers, signs = list(units.signs), list(chain.from_iterable(units.signs.values()))
        if len(self._members) + len(signs) == len(places):
            return {}
        if self._text_only and not any(form.text == UNKNOWN for form in units.forms):
            return {}  # what else no row holds is no text
        owner_of_unit = np.full(len(units.text), -1)
        owner_of_unit[self._members] = self._owners
        owner_of_unit[signs] = np.repeat(owner_of_unit[carriers], list(map(len, units.signs.values())))
        owner = np.full(len(self._page.columns), -1)
        owner[np.asarray(units.places, np.intp)] = owner_of_unit
        owner = owner[np.asarray(places, np.intp)]
        held = owner >= 0
        # The number of the last glyph that is held, so far.
        last = np.maximum.accumulate(np.where(held, np.arange(len(owner)), -1))
        before = np.where(last >= 0, owner[last], 0)
        strays: dict[int, list[int]] = {}
        for piece, at in zip(before[~held].tolist(), np.flatnonzero(~held).tolist(), strict=True):
            strays.setdefault(piece, []).append(places[at])
        return strays


@lru_cache
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))
