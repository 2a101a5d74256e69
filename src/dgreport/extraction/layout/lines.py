"""Lines of correct Thai from the glyphs of a page, in reading order, each repair written down as an Edit.

The characters of a line are first those of the file's own maps in content order (`Line.raw`). Six steps mend them,
each a list of edits: the fonts' maps are mended, copies of fake bold go, the glyphs are put in the order in which they
stand, signs come into the written order with sara am in one piece, gaps become spaces, and spaces at the ends go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache, partial
from typing import TypeVar

from dgreport.extraction import thai
from dgreport.extraction.collection import paused
from dgreport.extraction.glyphs.doubles import doubled
from dgreport.extraction.glyphs.rows import Frame, Row, Units, rows_of
from dgreport.extraction.layout.cells import Placed
from dgreport.extraction.layout.edits import Cell, Log, union
from dgreport.extraction.layout.gaps import Piece, pieces_of
from dgreport.extraction.layout.order import in_reading_order
from dgreport.extraction.page import Box, Drawn, Line, Page, boxes_of

_BOLD = re.compile(r"bold|black|heavy|semibd|demi|extrabd", re.IGNORECASE)

#: A nikhahit drawn beside a sara aa whose code says sara am already.
_SPLIT_AM = re.compile(f"{thai.NIKHAHIT}([{thai.TONES}]?){thai.SARA_AM}|([{thai.TONES}]){thai.NIKHAHIT}{thai.SARA_AM}")

#: They belong to the signs of the letter before.
_FOLLOWING = (thai.SARA_AA, thai.SARA_AM)
#: Where a line's characters can't be put in order all at once: signs without a letter, private forms.
_APART = re.compile(f"(?:\\A|[{thai.SARA_AA}{thai.SARA_AM}])[{thai.MARKS}]|[\ue000-\uf8ff]")


def lines_of(page: Page, *, text_only: bool = False) -> list[Line]:
    """The lines of a page in reading order: column after column, tables row by row, turned text last.

    Text set apart by a wide gap is a line of its own. Replaying a line's edits over its raw text gives its text. With
    `text_only` the raw text, the edits and the places of the characters are not written down.
    """
    with paused():
        return list(_lines(page, text_only))


def _lines(page: Page, text_only: bool) -> Iterator[Line]:
    glyphs = page.drawn
    copies = doubled(glyphs, page.forms)
    angles = sorted({form.angle for form in page.forms}, key=lambda angle: (angle != 0, angle))
    for angle in angles:
        places: Sequence[int] = range(len(glyphs))
        if len(angles) > 1:
            places = [at for at in places if glyphs[at][0].angle == angle]
        frame = Frame(angle)
        kept = [at for at in places if at not in copies] if copies else places
        if not kept:
            continue  # turned copies of letters that stand elsewhere
        units = Units(glyphs, kept, frame)
        rows = rows_of(units)
        squeezed = _squeezed_spaces(units, rows)
        for row in rows if squeezed else ():
            row.units = [unit for unit in row.units if unit not in squeezed]
        pieces = pieces_of(units, rows)
        standing = [units.standing(piece.units) for piece in pieces]
        strays = _strays(places, standing)
        placed: list[Placed] = []
        for n, piece in enumerate(pieces):
            letters = [unit for unit in piece.units if not units.is_space[unit]]
            line = _line(page, units, piece, letters, standing[n], strays.get(n, ()), copies, text_only)
            if line.text:
                largest = max(letters, key=units.size.__getitem__)
                placed.append(Placed(line, frame.box(line.box), units.y[largest], units.places[min(letters)]))
        yield from in_reading_order(placed, page.shapes if angle == 0 else (), page.upon)


def _squeezed_spaces(units: Units, rows: Sequence[Row]) -> set[int]:
    """The spaces that nothing on the page shows: the next letter stands where the last one ended.

    Between Thai letters such a space is never meant. Elsewhere it may be that a writer moves the pen back after each
    space; only where most spaces of the font have room, those that have none were put inside words.
    """
    squeezed: dict[str, list[int]] = {}
    roomy: Counter[str] = Counter()
    thai_only: set[int] = set()
    x0, x1, is_space, text = units.x0, units.x1, units.is_space, units.text
    for row in rows:
        members = row.units
        inner = [n for n, unit in enumerate(members) if is_space[unit]]
        for n in inner:
            if n == 0 or n == len(members) - 1:
                continue
            before, unit, after = members[n - 1 : n + 2]
            if is_space[before] or is_space[after]:
                continue
            font = units.forms[unit].font
            if x0[after] - x1[before] > max(0.3 * (x1[unit] - x0[unit]), 0.06 * units.size[unit]):
                roomy[font] += 1
                continue
            squeezed.setdefault(font, []).append(unit)
            if thai.is_thai(text[before][-1:] or " ") and thai.is_thai(text[after][:1] or " "):
                thai_only.add(unit)
    return {
        unit
        for font, spaces in squeezed.items()
        for unit in spaces
        if unit in thai_only or 4 * roomy[font] >= len(spaces)
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
    units: Units,
    piece: Piece,
    letters: Sequence[int],
    standing: Sequence[int],
    strays: Sequence[int],
    copies: Set[int],
    text_only: bool,
) -> Line:
    glyphs = page.drawn
    spaced = {units.places[piece.units[n + 1]] for n in piece.spaced}
    box = union(list(map(units.boxes.__getitem__, letters)))
    sizes: Counter[float] = Counter()
    for size, count in _numbers(list(map(units.size.__getitem__, letters))):
        sizes[round(size, 2)] += count
    bold: Counter[bool] = Counter()
    for font, count in _numbers([units.forms[unit].font for unit in letters]):
        bold[_is_bold(font)] += count
    line = partial(
        Line,
        page=page.number,
        box=box,
        size=sizes.most_common(1)[0][0],
        bold=bold[True] > bold[False],
        upright=glyphs[standing[0]][0].upright,
    )
    if text_only and not strays and (text := _plain(glyphs, standing, spaced)) is not None:
        return line(text=text)
    members = sorted([*standing, *strays])
    shown = [glyphs[at] for at in members]
    log = Log(page.number, box, is_kept=not text_only)
    log.per_glyph(shown)
    in_order = members == standing and copies.isdisjoint(members)  # as most lines are
    cells = [Cell(form.text, boxed, at) for (form, _, _), boxed, at in zip(shown, boxes_of(shown), members, strict=True)]
    tidy = _mended(spaced, cells, standing, None if in_order else copies, log)
    text = "".join([cell.text for cell in tidy])
    if text_only:
        return line(text=text)
    return line(
        text=text,
        raw="".join([form.raw for form, _, _ in shown]),
        boxes=tuple([box for cell in tidy for box in _boxes(cell)]),
        edits=tuple(log.edits),
        glyphs=tuple(members),
        sources=tuple([cell.at for cell in tidy for _ in cell.text]),
    )


def _plain(glyphs: Sequence[Drawn], standing: Sequence[int], spaced: Set[int]) -> str | None:
    """The text of a line as `_mended` makes it, where all its glyphs are single characters; None for any other line.

    `standing` are the places of its glyphs as they stand, `spaced` of those before which a gap is a space.
    """
    texts = [form.text for form, _, _ in map(glyphs.__getitem__, standing)]
    if set(map(len, texts)) != {1}:
        return None
    if spaced:
        # From the end, so that those before keep their numbers.
        for n in [n for n, at in enumerate(standing) if at in spaced][::-1]:
            if texts[n] in _FOLLOWING:
                return None
            texts.insert(n, " ")
    text = "".join(texts)
    if not _is_written(text):
        if _APART.search(text):
            return None
        text = _normal(text)
    return text.strip()


def _mended(
    before: Set[int], cells: list[Cell], standing: Sequence[int], copies: Set[int] | None, log: Log
) -> list[Cell]:
    """The characters of a line in the written order, with spaces for gaps, each change in the log.

    `before` are the places of the glyphs that a gap precedes, `standing` those of all as they stand; `copies` is None
    where they are drawn so, and none twice.
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
    spaced = _with_spaces(written, before)
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
        if end < len(cells) and cells[end].text[:1] in _FOLLOWING and end > at + 1:
            end += 1
        if end == at + 1 and len(cells[at].text) == 1 and not thai.is_mark(cells[at].text):
            result.append(cells[at])
            at = end
            continue
        group = list(cells[at:end])
        text = "".join(cell.text for cell in group)
        normal = _normal_cluster(text)
        result += group if normal == text else _reassigned(group, normal)
        at = end
    return result


def _normal(text: str) -> str:
    """Signs in the written order, sara am in one piece."""
    return _SPLIT_AM.sub(r"\1\2" + thai.SARA_AM, thai.normal(text))


# The clusters of a page are few.
_normal_cluster = lru_cache(maxsize=4096)(_normal)


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


def _with_spaces(cells: Sequence[Cell], before: Set[int]) -> list[Cell]:
    """The cells with a space before the first of each glyph that a gap precedes."""
    if not before:
        return list(cells)
    result: list[Cell] = []
    wanting = set(before)
    for cell in cells:
        if cell.at in wanting:
            wanting.discard(cell.at)
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
