"""The chapters of the report: for each section its scores, its groups as prose, figures and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dgreport.model import Bilingual, Finding, Level, Statement, Unit
from dgreport.rendering import claims
from dgreport.rendering.diagrams import caption, figure, table_of
from dgreport.rendering.document import Block, Figure, FigureSpec, Heading, ListBlock, Paragraph
from dgreport.rendering.tabulation import Chapter, Row, Tabulation, pages_of
from dgreport.rendering.wording import (
    STATUS,
    Fragment,
    Phrase,
    amount,
    gap,
    holds,
    joined,
    listed,
    number,
    quoted,
)

#: More rows than this are a table where there is no figure, not sentences.
_MOST_SENTENCES = 3

#: Stands for the unit of a group whose rows have no unit in common.
_MIXED = Unit(id="", name=Bilingual(th="", en=""))

_TITLED = Phrase("{title}: {claim}", "{title}: {claim}")
_TITLE = Phrase("{title}", "{title}")
_OTHER_FACTS = Bilingual(th="ข้อค้นพบอื่น", en="Other findings")
_SCORE_HEAD = Fragment("{level} {value}", "{level} {value}")
_SCORE_UNIT = Fragment("{scores} {unit}", "{scores} {unit}")
_SCORES = Phrase("คะแนนคือ {scores}", "The score is {scores}.")
_SCORES_GAP = Phrase("คะแนนคือ {scores} ต่างกัน {gap}", "The score is {scores}, {gap} apart.")
_NO_SCORE = Phrase("{levels}{status}", "{levels}: {status}.")
_SCORES_EQUAL = Phrase("คะแนนเท่ากันทุกระดับ คือ {value} ({levels})", "The score is {value} at every level ({levels}).")
_SCORE_OF = Fragment("{value}ใน{level}", "{value} for {level}")
_STANDING = Phrase("เมื่อเรียงตามคะแนน {term}นี้อยู่ที่{standings}", "Ranked by score, this {term} is {standings}.")
_STANDING_OF = Fragment("{standing}ใน{level}", "{standing} for {level}")
_BASES = Phrase("ฐานในบทนี้: {bases}", "Bases in this chapter: {bases}.")
_BASE = Fragment("{label} {value}", "{value} ({label})")
_LABELLED = Fragment("{label}: {value}", "{label}: {value}")
_LISTING = Phrase("{level}: {items}", "{level}: {items}.")
_LISTING_BASE = Phrase("{level} (n = {base}): {items}", "{level} (n = {base}): {items}.")
_ITEM = Fragment("{name} {values}", "{name} {values}")
_ROW = Phrase("{name}: {values}", "{name}: {values}.")
_AT = Fragment("{level} {value}", "{level} {value}")
_WITH_SHARE = Fragment("{count} ({share})", "{count} ({share})")
_ADDED = Phrase("ต้นฉบับระบุเพิ่มเติมว่า", "The source adds:")
_SAID_BY = Phrase("{text} ({levels})", "{text} ({levels})")


def chapter_blocks(
    chapter: Chapter, all_scores: Tabulation | None, levels: Sequence[Level], units: Mapping[str, Unit], term: Bilingual
) -> list[Block]:
    """A chapter with its heading, opening sentence and groups; nothing where the source had nothing of it.

    `all_scores` are those of all chapters, to compare its own with.
    """
    # That a chapter has no score is said beside those of the others.
    if not chapter.groups and all(score.value is None for score in chapter.scores.values()):
        return []
    section = chapter.section
    scores = [(level, chapter.scores[level.id]) for level in levels if level.id in chapter.scores]
    head = _heading_scores(scores, units)
    blocks: list[Block] = [
        Heading(
            _TITLED(title=section.title, claim=head) if head else section.title,
            1,
            f"section-{section.id}",
            section.kicker,
            section.title,
        )
    ]
    lead = _lead(all_scores, scores, units, term)
    if lead is not None:
        blocks.append(Paragraph(lead, "lead", pages_of(score for _, score in scores)))
    if chapter.bases:
        bases = [with_value(base, units, _BASE) for base in chapter.bases]
        blocks.append(Paragraph(_BASES(bases=joined(bases, ", ", ", ")), "note", pages_of(chapter.bases)))
    for place, table in enumerate(chapter.groups):
        opens = place == 0 and table.group.shape == "scores"
        blocks += group_blocks(table, headed=not opens)
    return blocks


def with_value(finding: Finding, units: Mapping[str, Unit], phrase: Phrase = _LABELLED) -> Bilingual:
    """The label of a finding with its value, which is not said again where the label holds it."""
    if finding.value is None:
        return phrase(label=finding.label, value=STATUS[finding.status])
    if holds(finding.label.th, finding.value):
        return finding.label
    return phrase(label=finding.label, value=amount(finding.value, units[finding.unit]))


def group_blocks(table: Tabulation, headed: bool = True) -> list[Block]:
    """A group under a heading that says its finding: prose, then figure and table where they add to it.

    `headed` False: it opens a chapter with its figure, whose title says the finding, and has no heading of its own.
    """
    group = table.group
    if not group.id:
        return _loose_blocks(table)
    claims_made = [claims.headline(table), claims.second_headline(table)]
    said = [claim for claim in claims_made if claim is not None]
    # One claim alone goes over the figure, so that heading and figure do not say the same.
    spec = figure(table, group.title, said[-1] if said and headed else next(iter(said), None), group.id)
    head = said[0] if headed and (len(said) > 1 or (said and spec is None)) else None
    heading = _TITLE(title=group.title) if head is None else _TITLED(title=group.title, claim=head)
    blocks: list[Block] = [Heading(heading, 2, f"group-{group.id}")] if headed else []
    in_full = _in_full(table) if spec is None or (table.measure or _MIXED).kind == "measure" else None
    prose = in_full or _extremes(table)
    body: list[Block] = [] if prose is None else [Paragraph(prose, sources=table.pages)]
    drawn: list[Block] = [] if spec is None else [Figure(spec, caption(table, spec), table.pages)]
    blocks += body + drawn if headed else drawn + body
    if in_full is None and _unsaid(table, spec):
        blocks.append(table_of(table))
    return blocks + statements_by_level(table)


def _loose_blocks(table: Tabulation) -> list[Block]:
    """Findings that belong to no group: each for itself, without a comparison."""
    said = _row_by_row(table)
    body: Block = table_of(table)
    if len(table.rows) <= _MOST_SENTENCES and said:
        body = Paragraph(joined(said, "; ", " "), sources=table.pages)
    return [Heading(_OTHER_FACTS, 2, f"other-{table.group.section}"), body]


def _unsaid(table: Tabulation, spec: FigureSpec | None) -> bool:
    """Whether the group has values that the figure does not show."""
    values = sum(finding.value is not None for finding in table.findings)
    shown = [point for series in spec.series for point in series.points] if spec else []
    return values > sum(
        (point.value is not None and bool(point.finding)) + (point.count is not None) for point in shown
    )


def statements_by_level(table: Tabulation) -> list[Block]:
    """The sentences of the source that belong to the group, each once, with the levels it is said of."""
    by_text: dict[str, list[Statement]] = {}
    for statement in table.statements:
        by_text.setdefault(statement.text.th, []).append(statement)
    names = {level.id: level.name for level in table.statement_levels}
    items = []
    for same in by_text.values():
        text = same[0].text
        spoken = [names[level] for level in dict.fromkeys(statement.level for statement in same) if level in names]
        if spoken and text.en is not None:
            text = _SAID_BY(text=text, levels=listed(spoken))
        items.append(Paragraph(text, "quote", pages_of(same)))
    return [Paragraph(_ADDED(), "note"), ListBlock(tuple(items))] if items else []


def _heading_scores(scores: Sequence[tuple[Level, Finding]], units: Mapping[str, Unit]) -> Bilingual | None:
    """The scores as the heading tells them: ระดับกรม 60.5 ระดับจังหวัด 40.0 คะแนน."""
    if all(score.value is None for _, score in scores):
        return None
    parts = [
        _SCORE_HEAD(level=level.name, value=STATUS[score.status] if score.value is None else number(score.value))
        for level, score in scores
    ]
    said = joined(parts, " ", ", ")
    last = scores[-1][1]
    return said if last.value is None else _SCORE_UNIT(scores=said, unit=units[last.unit].name)


def score_sentence(scores: Sequence[tuple[Level, Finding]], units: Mapping[str, Unit]) -> Bilingual | None:
    """The scores of all levels in a sentence, with the gap where there are two; None where there is none at all."""
    known = [(level, score.value) for level, score in scores if score.value is not None]
    if not known:
        return None
    unit = units[scores[0][1].unit]
    values = [value for _, value in known]
    if len(known) > 1 and len(set(values)) == 1:
        sentence = _SCORES_EQUAL(value=amount(values[0], unit), levels=listed([level.name for level, _ in known]))
    elif len(known) == 2:
        parts = [_SCORE_OF(level=level.name, value=number(value)) for level, value in known]
        sentence = _SCORES_GAP(scores=listed(parts), gap=gap(values[0] - values[1], unit))
    else:
        sentence = _SCORES(
            scores=listed([_SCORE_OF(level=level.name, value=amount(value, unit)) for level, value in known])
        )
    missing = [
        _NO_SCORE(levels=level.name, status=STATUS[score.status]) for level, score in scores if score.value is None
    ]
    return joined([sentence, *missing])


def _lead(
    all_scores: Tabulation | None,
    scores: Sequence[tuple[Level, Finding]],
    units: Mapping[str, Unit],
    term: Bilingual,
) -> Bilingual | None:
    """The opening: the scores and where they stand among those of the other chapters."""
    sentence = score_sentence(scores, units)
    if sentence is None:
        return None
    standings = []
    for level, score in scores:
        if all_scores is None or score.value is None or level.id in all_scores.doubtful:
            continue
        among = [value for row in all_scores.rows if (value := row.value(level, units[score.unit])) is not None]
        if len(among) > 1:
            standings.append(_STANDING_OF(level=level.name, standing=claims.standing(score.value, among)))
    return joined([sentence, _STANDING(standings=listed(standings), term=term)]) if standings else sentence


def _extremes(table: Tabulation) -> Bilingual | None:
    """Highest and lowest in words; None for answers, and where figure and titles say all there is."""
    unit = table.measure
    compared = table.group.shape in ("scores", "rows") and claims.range_title(table) is None
    return claims.range_sentence(table, unit) if unit is not None and compared else None


def _in_full(table: Tabulation) -> Bilingual | None:
    """Every value in sentences; None where there are none, or so many that a table says it better."""
    if len(table.rows) > _MOST_SENTENCES and table.measure is None:
        return None
    said = _listing(table)
    return joined(said, "; ", " ") if said else None


def _listing(table: Tabulation) -> list[Bilingual]:
    """Every value: level by level, or row by row where there is one row only or the units differ."""
    unit = table.measure
    if unit is None or unit.kind == "measure" or len(table.rows) == 1:
        return _row_by_row(table)
    said: list[Bilingual] = []
    for level in table.levels:
        items = [
            _ITEM(name=quoted(row.name), values=value)
            for row in table.rows
            if (value := _values(row, level, table.units))
        ]
        base = table.base(level, unit)
        if items and base is not None:
            said.append(_LISTING_BASE(level=level.name, base=number(base), items=joined(items, ", ", ", ")))
        elif items:
            said.append(_LISTING(level=level.name, items=joined(items, ", ", ", ")))
    return said


def _row_by_row(table: Tabulation) -> list[Bilingual]:
    said = []
    for row in table.rows:
        values = [
            _AT(level=level.name, value=value) for level in table.levels if (value := _values(row, level, table.units))
        ]
        if values:
            said.append(_ROW(name=row.name, values=joined(values, ", ", ", ")))
    return said


def _values(row: Row, level: Level, units: Iterable[Unit]) -> Bilingual | None:
    """What a row says of a level: 59 หน่วยงาน (ร้อยละ 22), or why it says nothing; None where it has no finding."""
    found = [(unit, finding) for unit in units if (finding := row.finding(level, unit)) is not None]
    known = [(unit, finding.value) for unit, finding in found if finding.value is not None]
    if not known:
        return STATUS[found[0][1].status] if found else None
    shares = [amount(value, unit) for unit, value in known if unit.kind == "share"]
    others = [amount(value, unit) for unit, value in known if unit.kind != "share"]
    if shares and others:
        return _WITH_SHARE(count=joined(others, ", ", ", "), share=joined(shares, ", ", ", "))
    return joined(shares + others, ", ", ", ")
