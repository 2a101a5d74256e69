"""Report → Document: what to say, in which order. Pure, and the same for every report family.

The order: at a glance, who answered, a chapter per section, recommendations, method, what does not add up, what is
missing, all findings. What the source does not have is left out, and said under what is missing.
"""

from __future__ import annotations

from datetime import date

from dgreport.model import Bilingual, Report
from dgreport.rendering.backmatter import (
    findings_blocks,
    issue_blocks,
    method_blocks,
    missing_blocks,
    recommendation_blocks,
)
from dgreport.rendering.chapters import chapter_blocks
from dgreport.rendering.document import Block, Document, Language
from dgreport.rendering.glance import CHAPTER_SCORES, CHAPTER_TERM, glance_blocks, response_blocks
from dgreport.rendering.tabulation import chapters, levels_of, score_table, units_of
from dgreport.rendering.wording import BUDDHIST_ERA, Phrase, year

_SUBTITLE_YEAR = Phrase("รายงานสองภาษา ข้อมูลปี {year}", "Bilingual report, data of {year}")
_SUBTITLE = Phrase("รายงานสองภาษา", "Bilingual report")
_SOURCE_PDF = Phrase("เรียบเรียงใหม่จากไฟล์ {file} ({pages} หน้า)", "Rebuilt from {file} ({pages} pages)")
_SOURCE_TEXT = Phrase("เรียบเรียงใหม่จากไฟล์ {file}", "Rebuilt from {file}")


def outline(report: Report, language: Language = "both") -> Document:
    """The report as a document to be set, in one language or both."""
    every = chapters(report)
    levels, units = levels_of(report), units_of(report)
    term = report.chapter_term or CHAPTER_TERM
    told = [chapter for chapter in every if chapter.section.kind == "chapter"]
    scores = score_table(report, told, CHAPTER_SCORES(term=term))
    blocks: list[Block] = [*glance_blocks(report, every, scores), *response_blocks(report, every)]
    for chapter in told:
        blocks += chapter_blocks(chapter, scores, levels, units, term)
    blocks += recommendation_blocks(report)
    blocks += method_blocks(report)
    blocks += issue_blocks(report)
    blocks += missing_blocks(report)
    blocks += findings_blocks(report)
    return Document(
        title=report.title,
        subtitle=_SUBTITLE() if report.year is None else _SUBTITLE_YEAR(year=year(report.year)),
        source_line=_source_line(report),
        blocks=tuple(blocks),
        language=language,
        keywords=tuple(chapter.section.title.en or chapter.section.title.th for chapter in told),
        levels=tuple(level.id for level in levels),
        page_kind=report.page_kind,
        day=_day(report),
    )


def _day(report: Report) -> date | None:
    """The last day that a finding names in the report's year: its cut-off."""
    days = [date.fromisoformat(finding.date) for finding in report.findings if finding.date]
    return max((day for day in days if report.year == day.year + BUDDHIST_ERA), default=None)


def _source_line(report: Report) -> Bilingual:
    if report.source.pages == 0:
        return _SOURCE_TEXT(file=report.source.file)
    return _SOURCE_PDF(file=report.source.file, pages=report.source.pages)
