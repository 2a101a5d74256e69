"""What the numbers of a group say, as sentences: highest, lowest, majority, gap.

Every claim is computed from the values at hand and holds for any of them: ties are named as ties, missing values are
left out, and where nothing can be claimed there is no claim (None).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dgreport.model import Bilingual, Level, Unit
from dgreport.rendering.tabulation import Row, Tabulation
from dgreport.rendering.wording import Fragment, Phrase, amount, gap, joined, listed, number, quoted

#: More names than this are counted in a sentence, not listed.
_NAMED_TIES = 3
#: Above this share of 100 an answer is that of a majority.
_MAJORITY = Decimal(50)

_SHARED = Fragment("{count} รายการที่เท่ากัน", "{count} items alike")
_HIGHEST, _LOWEST = Fragment("สูงสุด", "highest")(), Fragment("ต่ำสุด", "lowest")()
_COMMONEST = Fragment("มากที่สุด", "most common")()
_FIRST = Fragment("เป็นอันดับ 1", "ranked first")()
_MOST = Fragment("เกินครึ่ง", "the majority")()
_TOP_AT = Fragment("{names}{top}ใน{level} ({value})", "{names} {top} for {level} ({value})")
_TOP_ONLY = Fragment("{names}{top} ({value})", "{names} {top} ({value})")
_TOP_BOTH = Fragment("{names}{top}ทั้งสองระดับ ({values})", "{names} {top} at both levels ({values})")
_TOP_EVERYWHERE = Fragment("{names}{top}ทุกระดับ ({values})", "{names} {top} at every level ({values})")
_RANGE = Phrase(
    "{level}: สูงสุดคือ {top} ({most}) ต่ำสุดคือ {bottom} ({least})",
    "{level}: highest {top} ({most}), lowest {bottom} ({least}).",
)
_RANGE_TITLE = Fragment(
    "{top} สูงสุด ({most}) {bottom} ต่ำสุด ({least})", "{top} highest ({most}), {bottom} lowest ({least})"
)
_ALIKE = Phrase("{level}: ทุกรายการเท่ากัน ({value})", "{level}: all alike ({value}).")
_AHEAD_ALL = Fragment("{ahead}สูงกว่า{behind}ทุกรายการ", "{ahead} higher than {behind} throughout")
_AHEAD_COMPARED = Fragment(
    "{ahead}สูงกว่า{behind}ทั้ง {count} รายการที่เทียบกันได้", "{ahead} higher than {behind} in all {count} that compare"
)
_AHEAD_MOST = Fragment(
    "{ahead}สูงกว่า{behind} {count} จาก {all} รายการ", "{ahead} higher than {behind} in {count} of {all}"
)
_AHEAD_NEVER = Fragment("{first}และ{second}เท่ากันทุกรายการ", "{first} and {second} equal throughout")
_AHEAD_DRAWN = Fragment(
    "{first}และ{second}สูงกว่ากันฝ่ายละ {count} จาก {all} รายการ", "{first} and {second} each higher in {count} of {all}"
)
_AHEAD_ONE = Fragment("{ahead}สูงกว่า{behind} {gap}", "{ahead} {gap} higher than {behind}")
_EQUAL_ONE = Fragment("{first}และ{second}เท่ากัน ({value})", "{first} and {second} equal ({value})")
_WIDEST = Fragment("ต่างกันมากที่สุดที่ {names} ({gap})", "widest gap in {names} ({gap})")
_WIDEST_BETWEEN = Fragment("{levels}ต่างกันมากที่สุดที่ {names} ({gap})", "widest gap between {levels} in {names} ({gap})")


@dataclass(frozen=True, slots=True)
class Extremes:
    """The highest and lowest rows of a level; several where they tie."""

    top: tuple[Row, ...]
    high: Decimal
    bottom: tuple[Row, ...]
    low: Decimal

    @property
    def alike(self) -> bool:
        return self.high == self.low


def extremes(table: Tabulation, level: Level, unit: Unit) -> Extremes | None:
    """The rows with the highest and lowest value at a level; None where fewer than two have a value, or where one that
    could not be read might be higher or lower."""
    values = [(value, row) for row in table.rows if (value := row.value(level, unit)) is not None]
    if len(values) < 2 or level.id in table.doubtful:
        return None
    high, low = max(value for value, _ in values), min(value for value, _ in values)
    return Extremes(
        tuple(row for value, row in values if value == high),
        high,
        tuple(row for value, row in values if value == low),
        low,
    )


def names(rows: Sequence[Row]) -> Bilingual:
    """The rows by name, in quotation marks; counted where they are many."""
    if len(rows) > _NAMED_TIES:
        return _SHARED(count=len(rows))
    return listed([quoted(row.name) for row in rows])


def headline(table: Tabulation) -> Bilingual | None:
    """What the group shows, as a heading without its subject; None where the numbers make no comparison.

    Scores and rows compare two levels where there are two; parts and choices name the commonest answer of each level.
    """
    unit = table.measure
    if unit is None:
        return None
    if table.group.shape in ("scores", "rows"):
        return _levels_compared(table, unit) or range_title(table) or _tops(table, unit)
    return _tops(table, unit)


def range_title(table: Tabulation) -> Bilingual | None:
    """Highest and lowest of counts of one level, as in a list of districts; None for anything else."""
    unit = table.measure
    if table.group.shape != "rows" or unit is None or unit.kind != "count" or len(table.levels) != 1:
        return None
    found = extremes(table, table.levels[0], unit)
    if found is None or found.alike:
        return None
    top, bottom = names(found.top), names(found.bottom)
    return _RANGE_TITLE(top=top, most=amount(found.high, unit), bottom=bottom, least=amount(found.low, unit))


def second_headline(table: Tabulation) -> Bilingual | None:
    """Another thing that the group shows, for the title of its figure; None where there is none beside the headline."""
    unit = table.measure
    if unit is None:
        return None
    if table.group.shape in ("scores", "rows") and _levels_compared(table, unit):
        return _tops(table, unit)
    widest = widest_between(table)
    return _tops(table, unit, lowest=True) if widest is None or table.group.shape in ("scores", "rows") else widest


def widest_between(table: Tabulation) -> Bilingual | None:
    """Where the two levels are furthest apart; None where there are not two, or no gaps to compare."""
    unit = table.measure
    widest = None if unit is None else _widest_gap(table, unit)
    if unit is None or widest is None:
        return None
    levels = listed([level.name for level in table.levels])
    return _WIDEST_BETWEEN(levels=levels, names=names(widest[1]), gap=gap(widest[0], unit))


def range_sentence(table: Tabulation, unit: Unit) -> Bilingual | None:
    """Highest and lowest of every level; None where no level has two values."""
    said = []
    for level in table.levels:
        found = extremes(table, level, unit)
        if found is not None and found.alike:
            said.append(_ALIKE(level=level.name, value=amount(found.high, unit)))
        elif found is not None:
            most, least = amount(found.high, unit), amount(found.low, unit)
            top, bottom = names(found.top), names(found.bottom)
            said.append(_RANGE(level=level.name, top=top, most=most, bottom=bottom, least=least))
    return joined(said, "; ", " ") if said else None


def difference(row: Row, levels: Sequence[Level], unit: Unit) -> Decimal | None:
    """First level less second; None unless there are exactly two and both have a value."""
    if len(levels) != 2:
        return None
    first, second = (row.value(level, unit) for level in levels)
    return None if first is None or second is None else first - second


def _levels_compared(table: Tabulation, unit: Unit) -> Bilingual | None:
    """Which of two levels is higher, in how many rows, and where the gap is widest."""
    gaps = [(found, row) for row in table.rows if (found := difference(row, table.levels, unit)) is not None]
    if not gaps:
        return None
    first, second = (level.name for level in table.levels)
    if len(gaps) == 1:
        found, row = gaps[0]
        if found == 0:
            value = row.value(table.levels[0], unit)
            return _EQUAL_ONE(first=first, second=second, value="" if value is None else amount(value, unit))
        ahead, behind = (first, second) if found > 0 else (second, first)
        return _AHEAD_ONE(ahead=ahead, behind=behind, gap=gap(found, unit))
    whole = len(gaps) == len(table.rows)
    parts = [_who_is_ahead([found for found, _ in gaps], first, second, whole)]
    widest = _widest_gap(table, unit)
    if widest is not None:
        parts.append(_WIDEST(names=names(widest[1]), gap=gap(widest[0], unit)))
    return joined(parts, " ", "; ")


def _widest_gap(table: Tabulation, unit: Unit) -> tuple[Decimal, list[Row]] | None:
    """How far apart two levels are at most, and where.

    None for counts, which differ with the size of a level, and where what could not be read, or is not in the list of
    answers of one level, might be further apart.
    """
    answers = table.group.shape in ("parts", "ranking")
    listed_once = answers and any(difference(row, table.levels, unit) is None for row in table.rows)
    if listed_once or any(level.id in table.doubtful for level in table.levels):
        return None
    gaps = [(abs(found), row) for row in table.rows if (found := difference(row, table.levels, unit)) is not None]
    widest = max((found for found, _ in gaps), default=Decimal(0))
    if len(gaps) < 2 or widest == 0 or unit.kind not in ("share", "score"):
        return None
    return widest, [row for found, row in gaps if found == widest]


def _who_is_ahead(gaps: Sequence[Decimal], first: Bilingual, second: Bilingual, whole: bool) -> Bilingual:
    """`whole`: every row of the group has a gap."""
    wins, losses = sum(found > 0 for found in gaps), sum(found < 0 for found in gaps)
    if wins == losses == 0:
        return _AHEAD_NEVER(first=first, second=second)
    if wins == losses:
        return _AHEAD_DRAWN(first=first, second=second, count=wins, all=len(gaps))
    ahead, behind = (first, second) if wins > losses else (second, first)
    if max(wins, losses) == len(gaps):
        return (
            _AHEAD_ALL(ahead=ahead, behind=behind)
            if whole
            else _AHEAD_COMPARED(ahead=ahead, behind=behind, count=len(gaps))
        )
    return _AHEAD_MOST(ahead=ahead, behind=behind, count=max(wins, losses), all=len(gaps))


def _tops(table: Tabulation, unit: Unit, lowest: bool = False) -> Bilingual | None:
    """The first row of each level, or the last; said once where it is the same at all. None for unlike things."""
    if table.group.shape == "rows" and unit.kind not in ("share", "score"):
        return None
    found = [(level, top) for level in table.levels if (top := _top(table, level, unit, lowest)) is not None]
    if not found:
        return None
    rows, values = [top.rows for _, top in found], [amount(top.value, unit) for _, top in found]
    if len(table.levels) == 1:
        return _TOP_ONLY(names=names(rows[0]), value=values[0], top=found[0][1].word)
    if len(found) == len(table.levels) and len(set(rows)) == 1 and len({top.word.th for _, top in found}) == 1:
        phrase = _TOP_BOTH if len(found) == 2 else _TOP_EVERYWHERE
        return phrase(names=names(rows[0]), values=listed(values), top=found[0][1].word)
    said = [
        _TOP_AT(level=level.name, names=names(top.rows), value=value, top=top.word)
        for (level, top), value in zip(found, values, strict=True)
    ]
    return joined(said, " ", ", ")


@dataclass(frozen=True, slots=True)
class _Top:
    rows: tuple[Row, ...]
    value: Decimal
    word: Bilingual


def _top(table: Tabulation, level: Level, unit: Unit, lowest: bool) -> _Top | None:
    """What comes first at a level: by the source's ranks if all have one, else by value; None if all are alike."""
    answers = table.group.shape in ("parts", "ranking")
    if lowest and answers:  # an answer that is not listed may be rarer still
        return None
    ranked = _ranked(table, level, unit)
    if ranked:
        firsts = [(value, row) for rank, value, row in ranked if rank == 1]
        same = len({value for value, _ in firsts}) == 1
        return _Top(tuple(row for _, row in firsts), firsts[0][0], _FIRST) if same else None
    found = extremes(table, level, unit)
    if found is None or found.alike:
        return None
    if lowest:
        return _Top(found.bottom, found.low, _LOWEST)
    if not answers:
        return _Top(found.top, found.high, _HIGHEST)
    majority = table.group.shape == "parts" and unit.kind == "share" and found.high > _MAJORITY
    return _Top(found.top, found.high, _MOST if majority else _COMMONEST)


def _ranked(table: Tabulation, level: Level, unit: Unit) -> list[tuple[int, Decimal, Row]]:
    """The rows of a ranking by the source's own ranks; empty where not every value of the level has one."""
    if table.group.shape != "ranking":
        return []
    known = [(f.rank, f.value, row) for row in table.rows if (f := row.finding(level, unit)) and f.value is not None]
    ranked = [(rank, value, row) for rank, value, row in known if rank is not None]
    return sorted(ranked, key=lambda entry: entry[0]) if len(ranked) == len(known) else []


def rank(value: Decimal, among: Sequence[Decimal]) -> tuple[int, bool]:
    """Place of a value among others, 1 the highest, and whether it shares it."""
    return 1 + sum(other > value for other in among), sum(other == value for other in among) > 1


def standing(value: Decimal, among: Sequence[Decimal]) -> Bilingual:
    """The place in words: อันดับ 2 จาก 6 / 2nd of 6."""
    place, shared = rank(value, among)
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return Bilingual(
        th=f"อันดับ {number(Decimal(place))}{'ร่วม' if shared else ''} จาก {len(among)}",
        en=f"{'joint ' if shared else ''}{place}{ending} of {len(among)}",
    )
