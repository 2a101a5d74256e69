"""The opening of the report: at a glance, with the scores over all chapters, and who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dgreport.model import Bilingual, Finding, Group, Level, Report, Unit
from dgreport.rendering import claims
from dgreport.rendering.chapters import group_blocks, score_sentence
from dgreport.rendering.diagrams import anchor, caption, figure, radar
from dgreport.rendering.document import Block, Cell, Column, Figure, Heading, KeyFigure, KeyFigures, Paragraph, Table
from dgreport.rendering.tabulation import Chapter, Row, Tabulation, levels_of, pages_of, told, units_of
from dgreport.rendering.wording import STATUS, Fragment, Phrase, amount, gap, joined, labelling, listed, number, signed

GLANCE_ANCHOR = "glance"

_GLANCE = Bilingual(th="ภาพรวม", en="At a glance")
_AHEAD = Phrase("{ahead}สูงกว่า{behind} {gap}", "{ahead} {gap} ahead of {behind}")
_EQUAL = Phrase("{first}และ{second}ได้คะแนนเท่ากัน", "{first} and {second} level")
_OVERALL = Phrase("คะแนนภาพรวม {scores}", "Overall score: {scores}")
_OVERALL_OF = Fragment("{level} {value}", "{level} {value}")
_OVERALL_LABEL = Phrase("คะแนนภาพรวม {level}", "Overall score, {level}")
_HIGHEST_LABEL = Phrase("{term}ที่คะแนนสูงสุด {level}: {names}", "Highest {term}, {level}: {names}")
_LOWEST_LABEL = Phrase("{term}ที่คะแนนต่ำสุด {level}: {names}", "Lowest {term}, {level}: {names}")
CHAPTER_TERM = Bilingual(th="บท", en="chapter")
_BY_CHAPTER = Phrase("คะแนนราย{term}", "Scores by {term}")
_OVERALL_ROW = Bilingual(th="ภาพรวม", en="Overall")
_GAP = Phrase("ต่าง ({unit})", "Gap ({unit})")
_HEAD = Phrase("{level} ({unit})", "{level} ({unit})")
_PROFILE = Phrase("ทุก{term}ในภาพเดียว", "Every {term} in one picture")
CHAPTER_SCORES = Fragment("คะแนน{term}", "{term} scores")

_RESPONDED_SHARE = Phrase(
    "ตอบแบบสำรวจ {responded} จาก {surveyed} ({share})", "{responded} of {surveyed} answered ({share})"
)
_RESPONDED = Phrase("ตอบแบบสำรวจ {responded} จาก {surveyed}", "{responded} of {surveyed} answered")
_RESPONDED_ONLY = Phrase("ตอบแบบสำรวจ {responded}", "{responded} answered")
_SENTENCE = Phrase("{text}", "{text}.")
_RESPONSE = Bilingual(th="การตอบแบบสำรวจ", en="Response")
_ANSWERED = Bilingual(th="ตอบแบบสำรวจ", en="Answered")
_LEVEL = Bilingual(th="ระดับ", en="Level")
_SURVEYED_HEAD = Bilingual(th="สำรวจ", en="Surveyed")
_RESPONDED_HEAD = Bilingual(th="ตอบ", en="Answered")
_RATE_HEAD = Bilingual(th="ร้อยละที่ตอบ", en="Response (%)")


@dataclass(frozen=True, slots=True)
class Response:
    """Surveyed and answering, of one level."""

    level: Level
    surveyed: Finding | None
    responded: Finding | None
    share: Finding | None

    def said(self, units: Mapping[str, Unit]) -> Bilingual | None:
        """How many answered, with as much of it as is known; None where that is nothing."""
        if self.responded is None or self.responded.value is None:
            return None
        responded = amount(self.responded.value, units[self.responded.unit])
        if self.surveyed is None or self.surveyed.value is None:
            return _RESPONDED_ONLY(responded=responded)
        surveyed = amount(self.surveyed.value, units[self.surveyed.unit])
        count = number(self.responded.value)
        if self.share is None or self.share.value is None:
            return _RESPONDED(responded=count, surveyed=surveyed)
        return _RESPONDED_SHARE(
            responded=count, surveyed=surveyed, share=amount(self.share.value, units[self.share.unit])
        )


def responses(report: Report) -> list[Response]:
    """The response of every level that the report tells one of."""
    units = units_of(report)
    found = []
    for level in levels_of(report):
        mine = [finding for finding in report.findings if finding.level == level.id and told(finding)]
        surveyed = next((f for f in mine if f.role == "surveyed"), None)
        responded = next((f for f in mine if f.role == "responded" and units[f.unit].kind != "share"), None)
        share = next((f for f in mine if f.role == "responded" and units[f.unit].kind == "share"), None)
        if surveyed or responded or share:
            found.append(Response(level, surveyed, responded, share))
    return found


def glance_blocks(report: Report, chapters: Sequence[Chapter], scores: Tabulation | None) -> list[Block]:
    """At a glance: overall scores and their gap, response, highest and lowest chapter, all chapters in one figure.

    `scores` are those of all chapters, as one group.
    """
    term = report.chapter_term or CHAPTER_TERM
    units = units_of(report)
    overall = [
        (level, finding)
        for level in levels_of(report)
        for finding in report.findings
        if finding.role == "overall_score" and finding.level == level.id and told(finding)
    ]
    answered = responses(report)
    blocks: list[Block] = [Heading(_headline(overall, units) or _GLANCE, 1, GLANCE_ANCHOR, _GLANCE)]
    lead = [score_sentence(overall, units)]
    lead += [_SENTENCE(text=said) for response in _whole(answered) if (said := response.said(units)) is not None]
    if known := [sentence for sentence in lead if sentence is not None]:
        blocks.append(Paragraph(joined(known), "lead", pages_of(finding for _, finding in overall)))
    keys = _key_figures(overall, scores, answered, units, term)
    if keys:
        blocks.append(KeyFigures(tuple(keys)))
    if scores is not None:
        blocks += _score_blocks(scores, overall, term)
    for chapter in chapters:
        if chapter.section.kind == "overview":
            for table in chapter.groups:
                blocks += group_blocks(table)
    return blocks if len(blocks) > 1 else []


def response_blocks(report: Report, chapters: Sequence[Chapter]) -> list[Block]:
    """Who answered: the response by level, and what else the sections on the response tell."""
    units = units_of(report)
    answered = [response for response in responses(report) if response.said(units) is not None]
    tables = [table for chapter in chapters if chapter.section.kind == "response" for table in chapter.groups]
    if not answered and not tables:
        return []
    whole = [said for response in _whole(answered) if (said := response.said(units)) is not None]
    blocks: list[Block] = [Heading(whole[0] if whole else _RESPONSE, 1, "response", _RESPONSE)]
    if answered:
        blocks += _response_figure(answered, units, tuple(level.id for level in levels_of(report)))
        blocks.append(_response_table(answered))
    for table in tables:
        blocks += group_blocks(table)
    return blocks


def _whole(answered: Sequence[Response]) -> list[Response]:
    """The response over all levels: the one that surveyed most; none where there is none."""
    sized = [response for response in answered if response.responded and response.responded.value is not None]
    return (
        [max(sized, key=lambda response: (response.responded and response.responded.value) or Decimal(0))]
        if sized
        else []
    )


def _headline(overall: Sequence[tuple[Level, Finding]], units: Mapping[str, Unit]) -> Bilingual | None:
    known = [(level, finding.value, units[finding.unit]) for level, finding in overall if finding.value is not None]
    if not known:
        return None
    if len(known) == 2:
        (first, one, unit), (second, other, _) = known
        if one == other:
            return _EQUAL(first=first.name, second=second.name)
        ahead, behind = (first, second) if one > other else (second, first)
        return _AHEAD(ahead=ahead.name, behind=behind.name, gap=gap(one - other, unit))
    return _OVERALL(
        scores=joined(
            [_OVERALL_OF(level=level.name, value=amount(value, unit)) for level, value, unit in known], ", ", ", "
        )
    )


def _key_figures(
    overall: Sequence[tuple[Level, Finding]],
    scores: Tabulation | None,
    answered: Sequence[Response],
    units: Mapping[str, Unit],
    term: Bilingual,
) -> list[KeyFigure]:
    keys = []
    for response in _whole(answered):
        if response.share is not None and response.share.value is not None:
            said = response.said(units)
            if said is not None:
                unit = units[response.share.unit]
                keys.append(
                    KeyFigure(number(response.share.value), unit.name, said, response.level.id, anchor(response.share))
                )
    for level, finding in overall:
        if finding.value is not None:
            label = _OVERALL_LABEL(level=level.name)
            keys.append(KeyFigure(number(finding.value), units[finding.unit].name, label, level.id, anchor(finding)))
    if scores is None or (measure := scores.measure) is None:
        return keys
    for level in scores.levels:
        found = claims.extremes(scores, level, measure)
        if found is None or found.alike:
            continue
        for phrase, value, rows in ((_HIGHEST_LABEL, found.high, found.top), (_LOWEST_LABEL, found.low, found.bottom)):
            label = phrase(term=term, level=level.name, names=listed([row.name for row in rows]))
            keys.append(KeyFigure(number(value), measure.name, label, level.id))
    return keys


def _score_blocks(scores: Tabulation, overall: Sequence[tuple[Level, Finding]], term: Bilingual) -> list[Block]:
    """All chapters: dumbbell, table with the overall scores, and the same as a radar."""
    unit = scores.measure
    gap_claim = claims.widest_between(scores) or claims.headline(scores)
    top_claim = claims.second_headline(scores) or claims.headline(scores)
    blocks: list[Block] = []
    shown = figure(scores, _BY_CHAPTER(term=term), gap_claim, "chapter-scores")
    if shown is not None:
        blocks.append(Figure(shown, caption(scores, shown), scores.pages))
    if unit is not None:
        blocks.append(_score_table(scores, overall, unit))
    profile = radar(scores, _PROFILE(term=term), top_claim, "chapter-radar")
    if profile is not None:
        blocks.append(Figure(profile, caption(scores, profile), scores.pages))
    return blocks


def _score_table(scores: Tabulation, overall: Sequence[tuple[Level, Finding]], unit: Unit) -> Table:
    rows = [*scores.rows]
    total = Row(_OVERALL_ROW, {(level.id, finding.unit): finding for level, finding in overall})
    heads = [Column(labelling(scores.group.title), 3.0)]
    heads += [Column(_HEAD(level=level.name, unit=unit.name), number=True, level=level.id) for level in scores.levels]
    with_gap = len(scores.levels) == 2
    if with_gap:
        heads.append(Column(_GAP(unit=unit.name), number=True))
    body = []
    for row in [*rows, total] if total.cells else rows:
        strong = row is total
        cells = [Cell(labelling(row.name), emphasis=strong)]
        for level in scores.levels:
            finding = row.finding(level, unit)
            if finding is None or finding.value is None:
                cells.append(Cell(STATUS[finding.status] if finding else "–", number=True, emphasis=strong))
            else:
                cells.append(Cell(number(finding.value), number=True, link=anchor(finding), emphasis=strong))
        if with_gap:
            found = claims.difference(row, scores.levels, unit)
            cells.append(Cell("–" if found is None else signed(found), number=True, emphasis=strong))
        body.append(tuple(cells))
    return Table(tuple(heads), tuple(body), sources=scores.pages)


def _response_figure(answered: Sequence[Response], units: Mapping[str, Unit], every: tuple[str, ...]) -> list[Block]:
    """The share of each level that answered; nothing where too few are known. `every` are the ids of all levels."""
    known = [(r.level, r.share) for r in answered if r.share is not None and r.share.value is not None]
    if len({share.unit for _, share in known}) != 1:
        return []
    shown = Tabulation(
        group=Group(id="response-by-level", section="", title=_RESPONSE, shape="rows"),
        rows=(Row(_ANSWERED, {(level.id, share.unit): share for level, share in known}),),
        levels=tuple(level for level, _ in known),
        units=(units[known[0][1].unit],),
        all_levels=every,
    )
    # Departments are compared with provinces, not with both together.
    whole = {response.level.id for response in _whole(answered)} if len(known) > 2 else set()
    compared = replace(shown, levels=tuple(level for level in shown.levels if level.id not in whole))
    spec = figure(shown, _RESPONSE, claims.headline(compared), "response-by-level")
    return [] if spec is None else [Figure(spec, caption(shown, spec), shown.pages)]


def _response_table(answered: Sequence[Response]) -> Table:
    def cell(finding: Finding | None) -> Cell:
        if finding is None or finding.value is None:
            return Cell("–" if finding is None else STATUS[finding.status], number=True)
        return Cell(number(finding.value), number=True, link=anchor(finding))

    found = [f for response in answered for f in (response.surveyed, response.responded, response.share) if f]
    return Table(
        columns=(
            Column(_LEVEL, 2.0),
            Column(_SURVEYED_HEAD, number=True),
            Column(_RESPONDED_HEAD, number=True),
            Column(_RATE_HEAD, number=True),
        ),
        rows=tuple(
            (Cell(labelling(response.level.name)), cell(response.surveyed), cell(response.responded), cell(response.share))
            for response in answered
        ),
        sources=pages_of(found),
    )
