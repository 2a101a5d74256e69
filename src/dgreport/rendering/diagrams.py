"""Which figure and which table suit a group: Tabulation → FigureSpec and Table.

Two levels on one scale make a dumbbell, parts of a whole 100 % bars, lists bars, unlike measures small panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dgreport.model import Bilingual, Finding, Level, Unit, UnitKind
from dgreport.rendering.claims import difference
from dgreport.rendering.document import Cell, Column, FigureKind, FigureSpec, Point, Series, Table, finding_anchor
from dgreport.rendering.tabulation import Row, Tabulation
from dgreport.rendering.wording import (
    NOT_LISTED,
    NOT_REPORTED,
    STATUS,
    Fragment,
    Phrase,
    amount,
    joined,
    labelling,
    listed,
    number,
    quoted,
    signed,
)

#: A figure of fewer values says less than the sentence beside it.
_FEWEST_VALUES = 3
#: Where the largest value is this many times the smallest, bars on one scale hide the small ones.
_ONE_SCALE = 50
_HUNDRED = Decimal(100)
#: The level of what is counted over all of them.
_ALL = "all"

_SHARE_AND_COUNT = Fragment("{share} ({unit})", "{share} ({unit})")
_DASH = "–"
_TITLE = Phrase("{text}", "{text}")
_ALT = Phrase("{title} {said}", "{title}. {said}")
_ALT_ROW = Fragment("{name}: {values}", "{name}: {values}")
_ALT_VALUE = Fragment("{series} {value}", "{series} {value}")
_CAPTION_BASES = Phrase("หน่วย: {unit} ({bases})", "Unit: {unit} ({bases})")
_CAPTION = Phrase("หน่วย: {unit}", "Unit: {unit}")
_CAPTION_SCALE = Phrase("หน่วย: {unit} (เต็ม {maximum})", "Unit: {unit} (out of {maximum})")
_CAPTION_PANELS = Phrase("แต่ละช่องมีมาตราส่วนของตนเอง", "Each panel has a scale of its own")
_BASE = Fragment("{level} n = {base}", "{level} n = {base}")
_COMPUTED = Phrase("ร้อยละคำนวณจากจำนวน", "Shares computed from the counts")
_HEAD_NAME = Bilingual(th="รายการ", en="Item")
_HEAD_ONE = Bilingual(th="ค่า", en="Value")
_HEAD_VALUE = Phrase("{level} ({unit})", "{level} ({unit})")
_HEAD_GAP = Phrase("ต่าง ({unit})", "Gap ({unit})")
_POINTS = Bilingual(th="จุดร้อยละ", en="points")
_ON_THE_BAR = Phrase("ตัวเลขบนแถบคือส่วนต่าง", "The figure on the bar is the gap")
_UNSURVEYED = Phrase("ไม่มีการสำรวจใน{levels}", "Not surveyed: {levels}")
_NAME_UNIT = Fragment("{name} ({unit})", "{name} ({unit})")


def figure(table: Tabulation, subject: Bilingual, claim: Bilingual | None, id: str) -> FigureSpec | None:
    """The figure that suits the group, under its claim, or its subject where none can be made; None where a sentence
    says as much."""
    about = _TITLE(text=subject)
    if claim is None:
        return _drawn(table, about, id)
    spec = _drawn(table, _TITLE(text=claim), id)
    return None if spec is None else replace(spec, subject=about)


def _drawn(table: Tabulation, title: Bilingual, id: str) -> FigureSpec | None:
    unit = table.measure
    values = [
        finding for finding in table.findings if finding.value is not None and (unit is None or finding.unit == unit.id)
    ]
    if len(values) < _FEWEST_VALUES:
        return None
    if unit is None:
        return _panels(table, title, id)
    if table.group.shape == "parts" and (parts := _stacked(table, title, id)):
        return parts
    rows = table.group.shape == "rows"
    if rows and len(table.levels) > 1 and not any(len({level for level, _ in row.cells}) > 1 for row in table.rows):
        return None
    scores = table.group.shape == "scores"
    if scores or (rows and unit.kind in ("share", "score")):
        pair = len(table.levels) + (len(table.missing_levels) if scores else 0) == 2
        return _by_level(table, unit, "dumbbell" if pair else "bars", title, id)
    sizes = [abs(finding.value) for finding in values if finding.value]
    if rows and sizes and max(sizes) > _ONE_SCALE * min(sizes):
        return _panels(table, title, id)
    return _by_level(table, unit, "bars", title, id)


def caption(table: Tabulation, spec: FigureSpec) -> Bilingual:
    """What the figure measures, on which bases, and how to read it."""
    said = [_CAPTION_PANELS() if spec.kind == "multiples" else _measured(table, spec)]
    if spec.kind == "dumbbell" and len(table.levels) > 1:
        said.append(_ON_THE_BAR())
    elif table.missing_levels and spec.kind not in ("dumbbell", "radar"):
        said.append(_UNSURVEYED(levels=listed([level.name for level in table.missing_levels])))
    return joined(said, " · ", " · ")


def _measured(table: Tabulation, spec: FigureSpec) -> Bilingual:
    unit = table.measure
    if unit is None or unit.kind != "share":
        return (
            _CAPTION_SCALE(unit=spec.unit, maximum=number(spec.maximum)) if spec.maximum else _CAPTION(unit=spec.unit)
        )
    bases = [_BASE(level=level.name, base=number(base)) for level in table.levels if (base := table.base(level, unit))]
    said = _CAPTION_BASES(unit=unit.name, bases=joined(bases, ", ", ", ")) if bases else _CAPTION(unit=unit.name)
    return joined([said, _COMPUTED()], " · ", " · ") if table.computed else said


def table_of(table: Tabulation) -> Table:
    """All values of the group: a column per level and unit, and the gap where two levels are measured alike."""
    if table.measure is None:
        return _unlike(table)
    columns = [
        (level, unit)
        for level in table.levels
        for unit in sorted(table.units, key=lambda unit: unit.kind == "share")
        if any(row.finding(level, unit) for row in table.rows)
    ]
    measure = table.measure
    gap_unit = measure if measure and measure.kind in ("share", "score") and len(table.levels) == 2 else None
    heads = [Column(_HEAD_NAME, weight=2.5)]
    heads += [
        Column(_head(level, unit, table), number=True, level=level.id) for level, unit in columns
    ]
    if gap_unit:
        heads.append(Column(_HEAD_GAP(unit=_POINTS if gap_unit.kind == "share" else gap_unit.name), number=True))
    # In the order of the figure beside it, where that has one of its own.
    falls = measure is not None and table.group.shape != "parts"
    rows = []
    for row in _ordered(table, measure) if measure is not None and falls else table.rows:
        cells = [Cell(labelling(row.name)), *(_cell(row.finding(level, unit)) for level, unit in columns)]
        if gap_unit:
            found = difference(row, table.levels, gap_unit)
            cells.append(Cell(_DASH if found is None else signed(found), number=True))
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows), sources=table.pages)


def _unlike(table: Tabulation) -> Table:
    """Values of rows that have no unit in common: a column per level, each value with its unit."""
    heads = [Column(_HEAD_NAME, weight=2.5)]
    heads += [Column(_level_head(level), number=True, level=level.id) for level in table.levels]
    rows = []
    for row in table.rows:
        cells = [Cell(labelling(row.name))]
        for level in table.levels:
            found = [(unit, finding) for unit in table.units if (finding := row.finding(level, unit)) is not None]
            said = [STATUS[f.status] if f.value is None else amount(f.value, unit) for unit, f in found]
            link = anchor(found[0][1]) if found and found[0][1].value is not None else ""
            cells.append(Cell(joined(said, ", ", ", ") if said else _DASH, number=True, link=link))
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows), sources=table.pages)


def _level_head(level: Level) -> Bilingual:
    return _HEAD_ONE if level.id == _ALL else labelling(level.name)


def _head(level: Level, unit: Unit, table: Tabulation) -> Bilingual:
    """What stands over the values of a level in a unit: the unit alone where there is but what all levels make."""
    if [only.id for only in table.levels] == [_ALL]:
        return _TITLE(text=unit.name)
    return _HEAD_VALUE(level=level.name, unit=unit.name)


def radar(table: Tabulation, subject: Bilingual, claim: Bilingual | None, id: str) -> FigureSpec | None:
    """The profile of each level over the same axes; None for fewer than three axes or a gap in all levels."""
    unit = table.measure
    levels = [level for level in table.levels if unit and all(row.value(level, unit) is not None for row in table.rows)]
    if unit is None or len(table.rows) < _FEWEST_VALUES or not levels:
        return None
    about = _TITLE(text=subject)
    if claim is None:
        return _by_level(table, unit, "radar", about, id)
    return replace(_by_level(table, unit, "radar", _TITLE(text=claim), id), subject=about)


def _cell(finding: Finding | None) -> Cell:
    if finding is None:
        return Cell(_DASH, number=True)
    if finding.value is None:
        return Cell(STATUS[finding.status], number=True)
    return Cell(number(finding.value), number=True, link=anchor(finding))


def anchor(finding: Finding) -> str:
    """The anchor of a finding in the table of all findings."""
    return finding_anchor(finding.id)


def _point(finding: Finding | None, absent: Bilingual | None = None) -> Point:
    if finding is None:
        return Point(None, note=absent)
    return Point(finding.value, finding.id, STATUS[finding.status] if finding.value is None else None)


def _by_level(table: Tabulation, unit: Unit, kind: FigureKind, title: Bilingual, id: str) -> FigureSpec:
    """A series per level over the rows; dumbbells and bars in falling order, the source's ranks before values."""
    rows = table.rows if kind == "radar" else _ordered(table, unit)
    absent = NOT_LISTED if table.group.shape == "ranking" else STATUS["read"]
    series = [
        Series(level.name, tuple(_point(row.finding(level, unit), absent) for row in rows), level.id)
        for level in table.levels
    ]
    if kind == "dumbbell":
        series += [
            Series(level.name, tuple(Point(None, note=STATUS["not_surveyed"]) for _ in rows), level.id)
            for level in table.missing_levels
        ]
    return _spec(id, kind, title, [row.name for row in rows], series, unit, table.all_levels)


def _ordered(table: Tabulation, unit: Unit) -> list[Row]:
    """The rows by the first level that has them: by the source's ranks where all have one, else by falling value."""
    ranked = table.group.shape == "ranking" and all(f.rank is not None for f in table.findings if f.value is not None)

    def key(row: Row) -> tuple[int, Decimal]:
        for place, level in enumerate(table.levels):
            finding = row.finding(level, unit)
            if finding is not None and finding.value is not None:
                return place, Decimal(finding.rank or 0) if ranked else -finding.value
        return len(table.levels), Decimal(0)

    return sorted(table.rows, key=key)


def _stacked(table: Tabulation, title: Bilingual, id: str) -> FigureSpec | None:
    """100 % bars, one per level; None where a level's shares are not known or make more than a whole."""
    shares = {level: _shares(table, level) for level in table.levels}
    if any(parts is None for parts in shares.values()):
        return None
    series = []
    for place, row in enumerate(table.rows):
        points = []
        for level in table.levels:
            share, count = _of_kind(row, level, table, "share"), _of_kind(row, level, table, "count")
            finding = share or count
            value = (shares[level] or [])[place]
            note = None if finding else NOT_LISTED
            points.append(Point(value, finding.id if finding else "", note, count.value if count else None))
        series.append(Series(row.name, tuple(points)))
    rest = [
        _HUNDRED - sum((share for share in parts or [] if share is not None), Decimal(0)) for parts in shares.values()
    ]
    if any(left > _rounding(table) for left in rest):
        counts = [_unanswered(table, level) for level in table.levels]
        points = [
            Point(left if left > _rounding(table) else Decimal(0), count=count)
            for left, count in zip(rest, counts, strict=True)
        ]
        series.append(Series(NOT_REPORTED, tuple(points)))
    percent = next(unit for unit in table.units if unit.kind == "share")
    counted = next((unit for unit in table.units if unit.kind == "count"), None)
    names = [level.name for level in table.levels]
    spec = _spec(id, "stacked", title, names, series, percent, table.all_levels)
    unit = percent.name if counted is None else _SHARE_AND_COUNT(share=percent.name, unit=counted.name)
    return replace(spec, unit=unit, bar_levels=tuple(level.id for level in table.levels))


def _unanswered(table: Tabulation, level: Level) -> Decimal | None:
    """How many of the base are in none of the parts; None where counts or base don't say so."""
    counts = [_of_kind(row, level, table, "count") for row in table.rows]
    known = [count for count in counts if count is not None]
    bases = {count.base for count in known}
    base = bases.pop() if len(bases) == 1 else None
    if base is None or any(count.value is None for count in known):
        return None
    return max(base - sum((count.value or Decimal(0) for count in known), Decimal(0)), Decimal(0))


def _of_kind(row: Row, level: Level, table: Tabulation, kind: UnitKind) -> Finding | None:
    return next((f for unit in table.units if unit.kind == kind and (f := row.finding(level, unit))), None)


def _shares(table: Tabulation, level: Level) -> list[Decimal | None] | None:
    """The share of each row at a level; None if one is lacking or they exceed the whole."""
    shares: list[Decimal | None] = []
    for row in table.rows:
        share = _of_kind(row, level, table, "share")
        if share is None and _of_kind(row, level, table, "count"):
            return None
        if share is not None and share.value is None:
            return None
        shares.append(share.value if share else None)
    known = [share for share in shares if share is not None]
    return shares if known and sum(known) <= _HUNDRED + _rounding(table) else None


def _rounding(table: Tabulation) -> Decimal:
    """How far rounded shares of a whole can be from 100: half a unit each."""
    return Decimal(len(table.rows)) / 2


def _panels(table: Tabulation, title: Bilingual, id: str) -> FigureSpec | None:
    """A small panel per row, each in its own unit, named behind the row."""
    rows = [(row, unit) for row in table.rows if (unit := _unit_of(row, table)) is not None]
    series = [
        Series(level.name, tuple(_point(row.finding(level, unit), STATUS["read"]) for row, unit in rows), level.id)
        for level in table.levels
    ]
    names = [
        row.name if unit.name.th in row.name.th else _NAME_UNIT(name=row.name, unit=unit.name) for row, unit in rows
    ]
    spec = _spec(id, "multiples", title, names, series, None, table.all_levels)
    return replace(spec, panel_maxima=tuple(unit.maximum for _, unit in rows))


def _unit_of(row: Row, table: Tabulation) -> Unit | None:
    """The unit to show a row in, a share before others; None where it has no value."""
    shares_first = sorted(table.units, key=lambda unit: unit.kind != "share")
    return next(
        (unit for unit in shares_first if any(row.value(level, unit) is not None for level in table.levels)), None
    )


def _spec(
    id: str,
    kind: FigureKind,
    title: Bilingual,
    categories: Sequence[Bilingual],
    series: Sequence[Series],
    unit: Unit | None,
    levels: tuple[str, ...],
) -> FigureSpec:
    return FigureSpec(
        id=id,
        kind=kind,
        title=title,
        categories=tuple(map(labelling, categories)),
        series=tuple(replace(one, name=labelling(one.name)) for one in series),
        unit=unit.name if unit else Bilingual(th="", en=""),
        alt=_alt(title, categories, series, unit),
        maximum=unit.maximum if unit else None,
        levels=levels,
    )


def _alt(title: Bilingual, categories: Sequence[Bilingual], series: Sequence[Series], unit: Unit | None) -> Bilingual:
    """The title and every number of the figure, in its order."""
    rows = []
    for place, category in enumerate(categories):
        values = [_ALT_VALUE(series=one.name, value=_said(one.points[place], unit)) for one in series]
        rows.append(_ALT_ROW(name=quoted(category), values=joined(values, ", ", ", ")))
    return _ALT(title=title, said=Fragment("{rows}", "{rows}.")(rows=joined(rows, "; ", "; ")))


def _said(point: Point, unit: Unit | None) -> Bilingual:
    if point.value is None:
        return point.note or STATUS["read"]
    return amount(point.value, unit) if unit else Bilingual(th=number(point.value), en=number(point.value))
