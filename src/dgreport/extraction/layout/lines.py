"""Lines of correct Thai from the glyphs of a page, in reading order, each repair written down as an Edit.

The characters of a line are first those of the file's own maps in content order (`Line.raw`). Six steps mend them,
each a list of edits: the fonts' maps are mended, copies of fake bold go, the glyphs are put in the order in which they
stand, signs come into the written order with sara am in one piece, gaps become spaces, and spaces at the ends go.
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from dgreport.extraction import thai
from dgreport.extraction.collection import paused
from dgreport.extraction.glyphs.doubles import doubled
from dgreport.extraction.glyphs.rows import Frame, Row, Unit, rows_of
from dgreport.extraction.layout.edits import Cell, Log, union
from dgreport.extraction.layout.gaps import Piece, pieces_of
from dgreport.extraction.layout.order import Placed, in_reading_order
from dgreport.extraction.page import Box, Glyph, Line, Page

_BOLD = re.compile(r"bold|black|heavy|semibd|demi|extrabd", re.IGNORECASE)
_SIZE_OF, _PLACE_OF, _IS_UPRIGHT = operator.attrgetter("size"), operator.attrgetter("at"), operator.attrgetter("upright")

#: A nikhahit drawn beside a sara aa whose code says sara am already.
_SPLIT_AM = re.compile(f"{thai.NIKHAHIT}([{thai.TONES}]?){thai.SARA_AM}|([{thai.TONES}]){thai.NIKHAHIT}{thai.SARA_AM}")


def lines_of(page: Page, *, edits: bool = True) -> list[Line]:
    """The lines of a page in reading order: column after column, tables row by row, turned text last.

    Text set apart by a wide gap is a line of its own. Replaying a line's edits over its raw text gives its text; where
    nobody asks for them, they need not be written down.
    """
    with paused():
        return list(_lines(page, edits))


def _lines(page: Page, edits: bool) -> Iterator[Line]:
    glyphs = page.glyphs
    copies = doubled(glyphs)
    angles = sorted({glyph.angle for glyph in glyphs}, key=lambda angle: (angle != 0, angle))
    for angle in angles:
        places: Sequence[int] = range(len(glyphs))
        if len(angles) > 1:
            places = [at for at in places if glyphs[at].angle == angle]
        frame = Frame(angle)
        rows = rows_of(glyphs, [at for at in places if at not in copies] if copies else places, frame)
        squeezed = _squeezed_spaces(rows, glyphs)
        for row in rows if squeezed else ():
            row.units = [unit for unit in row.units if unit.at not in squeezed]
        pieces = pieces_of(rows)
        standing = [[at for unit in piece.units for at in (unit.at, *unit.signs)] for piece in pieces]
        strays = _strays(places, standing)
        placed: list[Placed] = []
        for n, piece in enumerate(pieces):
            letters = [unit for unit in piece.units if not unit.is_space]
            line = _line(page, piece, letters, standing[n], strays.get(n, ()), copies, edits)
            if line.text:
                largest = max(letters, key=_SIZE_OF)
                placed.append(Placed(line, frame.box(line.box), largest.y, min(map(_PLACE_OF, letters))))
        yield from in_reading_order(placed, page.shapes if angle == 0 else ())


def _squeezed_spaces(rows: Sequence[Row], glyphs: Sequence[Glyph]) -> set[int]:
    """Places of spaces that nothing on the page shows: the next letter stands where the last one ended.

    Between Thai letters such a space is never meant. Elsewhere it may be that a writer moves the pen back after each
    space; only where most spaces of the font have room, those that have none were put inside words.
    """
    squeezed: dict[str, list[int]] = {}
    roomy: Counter[str] = Counter()
    thai_only: set[int] = set()
    for row in rows:
        for before, unit, after in zip(row.units, row.units[1:], row.units[2:], strict=False):
            if not unit.is_space or before.is_space or after.is_space:
                continue
            font = glyphs[unit.at].font
            if after.x0 - before.x1 > max(0.3 * (unit.x1 - unit.x0), 0.06 * unit.size):
                roomy[font] += 1
                continue
            squeezed.setdefault(font, []).append(unit.at)
            if thai.is_thai(before.text[-1:] or " ") and thai.is_thai(after.text[:1] or " "):
                thai_only.add(unit.at)
    return {
        at for font, places in squeezed.items() for at in places if at in thai_only or 4 * roomy[font] >= len(places)
    }


def _strays(places: Sequence[int], standing: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Glyphs that no row holds (copies, signs on nothing, glyphs without text), by the number of the piece whose raw text
    has them; `standing` are the glyphs that stand in each.
    """
    strays: dict[int, list[int]] = {}
    if sum(map(len, standing)) == len(places):
        return strays
    home = {at: n for n, members in enumerate(standing) for at in members}
    last = 0 if standing else None
    for at in places:
        if at in home:
            last = home[at]
        elif last is not None:
            strays.setdefault(last, []).append(at)
    return strays


# One line -----------------------------------------------------------------------------------------------------------


def _line(
    page: Page,
    piece: Piece,
    letters: Sequence[Unit],
    standing: Sequence[int],
    strays: Sequence[int],
    copies: set[int],
    with_edits: bool,
) -> Line:
    glyphs = page.glyphs
    members = sorted([*standing, *strays])
    inked = [glyphs[unit.at] for unit in letters]
    box = union([glyph.box for glyph in inked] or [glyphs[piece.units[0].at].box])
    log = Log(page.number, box, with_edits)
    shown = [glyphs[at] for at in members]
    raw = "".join([glyph.raw for glyph in shown])
    in_order = members == standing and copies.isdisjoint(members)  # as most lines are
    if in_order and not with_edits and (plain := _as_drawn(piece, shown, members)) is not None:
        text, boxes, sources = plain
    else:
        log.per_glyph(shown)
        tidy = _mended(piece, [Cell(glyph.text, glyph.box, at) for glyph, at in zip(shown, members, strict=True)],
                       standing, None if in_order else copies, log)  # fmt: skip
        text = "".join([cell.text for cell in tidy])
        boxes = [box for cell in tidy for box in _boxes(cell)]
        sources = [cell.at for cell in tidy for _ in cell.text]

    sizes: Counter[float] = Counter()
    for size, count in _numbers([glyph.size for glyph in inked]):
        sizes[round(size, 2)] += count
    bold: Counter[bool] = Counter()
    for font, count in _numbers([glyph.font for glyph in inked]):
        bold[_is_bold(font)] += count
    return Line(
        page=page.number,
        text=text,
        raw=raw,
        box=box,
        boxes=tuple(boxes),
        size=sizes.most_common(1)[0][0] if sizes else glyphs[piece.units[0].at].size,
        bold=bold[True] > bold[False],
        upright=all(map(_IS_UPRIGHT, inked)),
        edits=tuple(log.edits),
        glyphs=tuple(members),
        sources=tuple(sources),
    )


def _as_drawn(
    piece: Piece, shown: Sequence[Glyph], members: Sequence[int]
) -> tuple[str, list[Box | None], list[int]] | None:
    """(text, box and glyph of each character) of a line whose glyphs are single characters in the written order; None
    for any other.
    """
    texts = [glyph.text for glyph in shown]
    text = "".join(texts)
    if len(text) != len(texts) or not all(texts) or not _is_written(text):
        return None
    boxes: list[Box | None] = [glyph.box for glyph in shown]
    sources = list(members)
    if piece.spaced:
        before = {piece.units[n + 1].at for n in piece.spaced}
        for n in [n for n, at in enumerate(members) if at in before][::-1]:
            texts.insert(n, " ")
            boxes.insert(n, None)
            sources.insert(n, -1)
        text = "".join(texts)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return text[start:end], boxes[start:end], sources[start:end]


def _mended(piece: Piece, cells: list[Cell], standing: Sequence[int], copies: set[int] | None, log: Log) -> list[Cell]:
    """The characters of a line in the written order, with spaces for gaps, each change in the log.

    `standing` are the places of its glyphs as they stand; `copies` is None where they are drawn so, and none twice.
    """
    wanted = cells
    if copies is not None:
        kept = [cell for cell in cells if cell.at not in copies]
        log.change("doubled", cells, kept, "the same glyph in the same place")
        of = {cell.at: cell for cell in kept}
        wanted = [of.pop(at) for at in standing]
        # What stands on nothing is no text: signs without a letter, painted by a cluster that is elsewhere.
        wanted += [cell for cell in of.values() if not cell.text or not all(map(thai.is_mark, cell.text))]
        log.change("order", kept, wanted, "place on the page")
    written = _written(wanted)
    log.change("thai", wanted, written, "written order of signs, sara am in one piece")
    spaced = _with_spaces(written, piece)
    log.change("gap", written, spaced, "a gap wider than between letters")
    tidy = _tidy(spaced)
    log.change("space", spaced, tidy, "space at the edge of the line")
    return tidy


def _is_written(text: str) -> bool:
    """True where signs are in the written order and sara am is in one piece."""
    return thai.normal(text) == text and not _SPLIT_AM.search(text)


_Value = TypeVar("_Value", float, str)


def _numbers(values: list[_Value]) -> Iterable[tuple[_Value, int]]:
    """How often each value is there; most lines have only one, which is quick to tell."""
    if values and values.count(values[0]) == len(values):
        return ((values[0], len(values)),)
    return Counter(values).items()


@lru_cache
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


def _boxes(cell: Cell) -> list[Box | None]:
    """The box of each character of a cell: a letter's signs share its box, several letters share it out."""
    if len(cell.text) == 1:
        return [cell.box]
    letters = [n for n, char in enumerate(cell.text) if not thai.is_mark(char)]
    if cell.box is None or len(letters) < 2:
        return [cell.box] * len(cell.text)
    x0, top, x1, bottom = cell.box
    step = (x1 - x0) / len(letters)
    found: list[Box | None] = []
    number = -1
    for n in range(len(cell.text)):
        number += n in letters
        left = x0 + max(0, number) * step
        found.append((left, top, left + step, bottom))
    return found


def _written(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with the signs of each letter in the written order, and nikhahit with sara aa as sara am."""
    if _is_written("".join([cell.text for cell in cells])):
        return list(cells)
    result: list[Cell] = []
    at = 0
    while at < len(cells):
        end = at + 1
        while end < len(cells) and cells[end].text and all(map(thai.is_mark, cells[end].text)):
            end += 1
        if end < len(cells) and cells[end].text[:1] in (thai.SARA_AA, thai.SARA_AM) and end > at + 1:
            end += 1
        if end == at + 1 and len(cells[at].text) == 1 and not thai.is_mark(cells[at].text):
            result.append(cells[at])
            at = end
            continue
        group = list(cells[at:end])
        text = "".join(cell.text for cell in group)
        normal = _normal(text)
        result += group if normal == text else _reassigned(group, normal)
        at = end
    return result


@lru_cache(maxsize=4096)
def _normal(text: str) -> str:
    """A letter and its signs in the written order, sara am in one piece."""
    return _SPLIT_AM.sub(r"\1\2" + thai.SARA_AM, thai.normal(text))


def _reassigned(group: Sequence[Cell], text: str) -> list[Cell]:
    """One cell a character of `text`, each with the box it was drawn in; a composed sara am has that of its sara aa."""
    pool: dict[str, list[Cell]] = {}
    for cell in group:
        for char, box in zip(cell.text, _boxes(cell), strict=True):
            pool.setdefault(char, []).append(Cell(char, box, cell.at))
    result = []
    for char in text:
        source = pool.get(char) or pool.get(thai.SARA_AA if char == thai.SARA_AM else char)
        cell = source.pop(0) if source else group[0]
        result.append(Cell(char, cell.box, cell.at))
    return result


def _with_spaces(cells: Sequence[Cell], piece: Piece) -> list[Cell]:
    """The cells with a space before each unit that a gap precedes."""
    before = {piece.units[n + 1].at for n in piece.spaced}
    if not before:
        return list(cells)
    result: list[Cell] = []
    for cell in cells:
        if cell.at in before:
            before.discard(cell.at)
            result.append(Cell(" ", None))
        result.append(cell)
    return result


def _tidy(cells: Sequence[Cell]) -> list[Cell]:
    """Without spaces at the ends."""
    start, end = 0, len(cells)
    while start < end and not cells[start].text.strip():
        start += 1
    while end > start and not cells[end - 1].text.strip():
        end -= 1
    return list(cells[start:end])
