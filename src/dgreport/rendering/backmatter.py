"""The closing of the report: recommendations, method, what does not add up, what is missing, all findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dgreport.model import Bilingual, Evidence, Finding, Issue, Place, Report, Statement, Status
from dgreport.rendering.chapters import with_value
from dgreport.rendering.diagrams import anchor
from dgreport.rendering.document import Block, Cell, Column, Heading, ListBlock, Paragraph, Table
from dgreport.rendering.tabulation import levels_of, pages_of, told, told_statement, units_of
from dgreport.rendering.wording import STATUS, Fragment, Phrase, day, labelling, number

_TITLE = Phrase("{text}", "{text}")
_RECOMMENDATIONS = Bilingual(th="ข้อเสนอแนะ", en="Recommendations")
_RECOMMEND_HEAD = Phrase("ข้อเสนอแนะของต้นฉบับ {count} ข้อ", "What the source recommends: {count} in all")
_RECOMMEND_LEAD = Phrase(
    "ข้อความต่อไปนี้คัดจากต้นฉบับตามที่พิมพ์ไว้ คำแปลภาษาอังกฤษเป็นของรายงานฉบับนี้",
    "These are the source’s own words, as printed; the English is this report’s translation.",
)

_METHOD = Bilingual(th="วิธีการ", en="Method")
_METHOD_HEAD = Phrase("หมายเหตุเกี่ยวกับวิธีการ", "Notes on method")
_NOTES_OF = Phrase("หมายเหตุของต้นฉบับ: {title}", "The source’s notes: {title}")
_DATE = Phrase("{label}: {date}", "{label}: {date}.")
_BASES = Phrase("จำนวนฐานที่ต้นฉบับระบุ", "Bases that the source states")
_HOW_READ = Phrase("ตัวเลขในรายงานนี้อ่านมาอย่างไร", "How the numbers of this report were read")
_HOW_READ_TEXT = Phrase(
    "ตัวเลขทั้งหมดอ่านจากตัวอักษรในไฟล์ {file} ไม่มีการประมาณค่า ค่าทศนิยมคงไว้ตามที่พิมพ์ "
    "ร้อยละที่คำนวณจากจำนวนระบุไว้ใต้ภาพ ตารางท้ายเล่มระบุหน้าที่มาและความเชื่อมั่น"
    "ของการจับคู่ตัวเลขกับชื่อรายการทุกค่า ส่วนตารางนี้แสดงหลักฐานที่ใช้จับคู่",
    "Every number was read from the text of {file}; none is estimated, and decimals stay as printed."
    " Shares computed from counts are marked under their figure. The table at the end gives the page of each value and"
    " how surely it belongs to its label; this one gives the evidence.",
)
_EVIDENCE_HEAD = Bilingual(th="หลักฐานที่ใช้จับคู่", en="Evidence")
_EVIDENCE_COUNT = Bilingual(th="จำนวนค่า", en="Values")
_EVIDENCE_LOWEST = Bilingual(th="ความเชื่อมั่นต่ำสุด", en="Lowest confidence")
_EVIDENCE: dict[Evidence, Bilingual] = {
    "printed": Bilingual(th="ชื่อรายการและค่าพิมพ์อยู่ด้วยกัน", en="label and value are printed together"),
    "geometry": Bilingual(th="ตำแหน่งบนหน้า", en="position on the page"),
    "order": Bilingual(th="ลำดับของข้อความ", en="order of the text"),
    "arithmetic": Bilingual(th="การคำนวณสอดคล้องกัน", en="the arithmetic agrees"),
    "none": Bilingual(th="ไม่มีหลักฐาน", en="no evidence"),
}

_ISSUES = Bilingual(th="ความสอดคล้องของข้อมูล", en="Consistency")
_ISSUES_HEAD = Phrase("ตัวเลขในต้นฉบับไม่ลงรอยกัน {count} จุด", "What does not add up in the source: {count} in all")
_ISSUES_NONE = Phrase("ไม่พบตัวเลขที่ไม่ลงรอยกัน", "Nothing was found that does not add up")
_ISSUES_LEAD = Phrase(
    "รายงานนี้แสดงตัวเลขตามต้นฉบับและไม่แก้ไข จุดที่ตรวจพบว่าตัวเลขไม่ลงรอยกันมีดังนี้",
    "This report shows the numbers as the source prints them and mends none. Where they disagree, it is said here.",
)
_ISSUES_CLEAR = Phrase(
    "การตรวจสอบผลรวม ร้อยละ และฐานทุกข้อที่กำหนดไว้ได้ผลตรงกัน",
    "All declared checks of sums, shares and bases agree.",
)
#: What kinds of issue are called, in the order in which they are told.
_ISSUE_KINDS = {
    "contradiction": Bilingual(th="ขัดแย้งกัน", en="Contradictions"),
    "base_not_stated": Bilingual(th="ฐานหรือวิธีคำนวณไม่ได้ระบุ", en="Bases and weights not stated"),
    "remainder_unreported": Bilingual(th="ส่วนที่เหลือไม่ได้รายงาน", en="Remainders not reported"),
    "label": Bilingual(th="ชื่อและหมายเลขรายการ", en="Labels and numbering"),
}
_ISSUE_OTHER = Bilingual(th="เรื่องอื่น", en="Other points")

_MISSING = Bilingual(th="ความครบถ้วน", en="Completeness")
_MISSING_HEAD = Phrase("สิ่งที่อ่านไม่ได้ และสิ่งที่ยังไม่มีคำแปล", "What could not be read, and what has no translation")
_MISSING_NONE = Phrase("อ่านได้และแปลครบทุกรายการ", "Everything was read and translated")
_MISSING_COUNT = Phrase("{status}: {count} รายการ", "{status}: {count} in all")
_MISSING_ITEM = Phrase("{label} ({level})", "{label} ({level})")
_MISSING_SECTION = Phrase("{title}: {count} รายการ", "{title}: {count} in all")
_NO_TRANSLATION = Phrase("ยังไม่มีคำแปลภาษาอังกฤษ: {count} ข้อความ", "No English translation: {count} in all")
_MISSING_ALL = Phrase(
    "ค่าทุกค่าที่ต้นฉบับมีอ่านได้ครบ และข้อความทุกข้อความมีคำแปลภาษาอังกฤษ",
    "Every value that the source has was read, and every text has its English.",
)

_ALL = Bilingual(th="ภาคผนวก", en="Appendix")
_ALL_HEAD = Phrase("ค่าทั้งหมด {count} ค่า พร้อมหน้าที่มา", "All {count} findings with their source pages")
_COLUMNS = (
    Column(Bilingual(th="รายการ", en="Item"), 5.3),
    Column(Bilingual(th="ระดับ", en="Level"), 1.5),
    Column(Bilingual(th="ค่า", en="Value"), 1.6, number=True),
    Column(Bilingual(th="หน่วย", en="Unit"), 1.3),
    Column(Bilingual(th="ฐาน", en="Base"), 0.8, number=True),
    Column(Bilingual(th="หน้า", en="Page"), 0.7, number=True),
    Column(Bilingual(th="เชื่อมั่น", en="Conf."), 0.8, number=True),
)
_GROUP_OF = Phrase("{group}: {section}", "{group}: {section}")
_LINE = Fragment("บรรทัด {line}", "line {line}")


def recommendation_blocks(report: Report) -> list[Block]:
    """What the source recommends, in its words, by section."""
    titles = {group.id: group.title for group in report.groups}
    parts: list[tuple[str, Bilingual, list[Statement]]] = []
    for section in report.sections:
        said = [s for s in report.statements if s.section == section.id and told_statement(s)]
        if section.kind == "recommendations":
            for group in dict.fromkeys(statement.group for statement in said):
                mine = [statement for statement in said if statement.group == group]
                parts.append((group or section.id, titles.get(group, section.title), mine))
    body: list[Block] = []
    for id, title, mine in parts:
        if len(parts) > 1:
            body.append(Heading(_TITLE(text=title), 2, f"recommended-{id}"))
        items = tuple(Paragraph(statement.text, "quote", pages_of([statement])) for statement in mine)
        body.append(ListBlock(items, ordered=len(items) > 1))
    if not body:
        return []
    return [
        Heading(_RECOMMEND_HEAD(count=sum(len(mine) for _, _, mine in parts)), 1, "recommendations", _RECOMMENDATIONS),
        Paragraph(_RECOMMEND_LEAD(), "lead"),
        *body,
    ]


def method_blocks(report: Report) -> list[Block]:
    """The source's notes, its bases and dates, and how the numbers were read."""
    units = units_of(report)
    groups = {group.id for group in report.groups}
    blocks: list[Block] = [Heading(_METHOD_HEAD(), 1, "method", _METHOD)]
    for section in report.sections:
        if section.kind == "recommendations":
            continue
        notes = [
            _note(finding, report) for finding in report.findings if finding.section == section.id and _is_note(finding)
        ]
        texts: dict[str, list[Statement]] = {}
        for statement in report.statements:
            if statement.section == section.id and statement.group not in groups and told_statement(statement):
                texts.setdefault(statement.text.th, []).append(statement)
        notes += [Paragraph(same[0].text, "quote", pages_of(same)) for same in texts.values()]
        if notes:
            blocks += [Heading(_NOTES_OF(title=section.title), 2, f"notes-{section.id}"), ListBlock(tuple(notes))]
    bases = [finding for finding in report.findings if finding.role == "base" and finding.value is not None]
    if bases:
        items = [Paragraph(with_value(finding, units), sources=pages_of([finding])) for finding in bases]
        blocks += [Heading(_BASES(), 2, "bases"), ListBlock(tuple(items))]
    read = [finding for finding in report.findings if finding.value is not None or finding.date is not None]
    if read:
        blocks += [
            Heading(_HOW_READ(), 2, "how-read"),
            Paragraph(_HOW_READ_TEXT(file=report.source.file)),
            _evidence_table(read),
        ]
    return blocks if len(blocks) > 1 else []


def _is_note(finding: Finding) -> bool:
    return told(finding) and (finding.role == "note" or finding.date is not None)


def _note(finding: Finding, report: Report) -> Paragraph:
    """A number or date of a note; it is not said again where the label holds it."""
    if finding.date is None:
        text = with_value(finding, units_of(report))
    else:
        when = day(finding.date)
        text = finding.label if when.th.split(" (")[0] in finding.label.th else _DATE(label=finding.label, date=when)
    return Paragraph(text, "quote" if text == finding.label else "body", pages_of([finding]))


def _evidence_table(read: Sequence[Finding]) -> Table:
    rows = []
    for evidence, name in _EVIDENCE.items():
        mine = [finding.confidence for finding in read if finding.evidence == evidence]
        if mine:
            rows.append((Cell(name), Cell(str(len(mine)), number=True), Cell(f"{min(mine):.2f}", number=True)))
    columns = (Column(_EVIDENCE_HEAD, 3.0), Column(_EVIDENCE_COUNT, number=True), Column(_EVIDENCE_LOWEST, number=True))
    return Table(columns, tuple(rows))


def issue_blocks(report: Report) -> list[Block]:
    """What does not add up, by kind, with the pages; or that nothing was found."""
    if not report.issues:
        return [Heading(_ISSUES_NONE(), 1, "issues", _ISSUES), Paragraph(_ISSUES_CLEAR())]
    blocks: list[Block] = [
        Heading(_ISSUES_HEAD(count=len(report.issues)), 1, "issues", _ISSUES),
        Paragraph(_ISSUES_LEAD(), "lead"),
    ]
    for kind, name in [*_ISSUE_KINDS.items(), ("", _ISSUE_OTHER)]:
        mine = [issue for issue in report.issues if (issue.kind == kind if kind else issue.kind not in _ISSUE_KINDS)]
        if mine:
            items = tuple(Paragraph(issue.message, sources=_issue_pages(issue, report)) for issue in mine)
            blocks += [Heading(name, 2, f"issues-{kind or 'other'}"), ListBlock(items, ordered=True)]
    return blocks


def _issue_pages(issue: Issue, report: Report) -> tuple[int, ...]:
    """The pages an issue names, else those of its findings."""
    named = tuple(sorted({place.page for place in issue.places if place.page}))
    return named or pages_of(finding for finding in report.findings if finding.id in issue.findings)


def missing_blocks(report: Report) -> list[Block]:
    """What could not be read, what the source does not have, and what has no translation."""
    levels = {level.id: level.name for level in levels_of(report)}
    body: list[Block] = []
    unread = [finding for finding in report.findings if finding.status == "unreadable"]
    if unread:
        items = [
            Paragraph(_MISSING_ITEM(label=finding.label, level=levels[finding.level]), sources=pages_of([finding]))
            for finding in unread
        ]
        body += [_count_heading("unreadable", len(unread)), ListBlock(tuple(items))]
    absent = [finding for finding in report.findings if finding.status == "not_in_source"]
    if absent:
        items = []
        for section in report.sections:
            count = sum(finding.section == section.id for finding in absent)
            if count:
                items.append(Paragraph(_MISSING_SECTION(title=section.title, count=count)))
        body += [_count_heading("not_in_source", len(absent)), ListBlock(tuple(items))]
    untranslated = untranslated_texts(report)
    if untranslated:
        items = [Paragraph(Bilingual(th=text), "quote") for text in untranslated]
        body += [Heading(_NO_TRANSLATION(count=len(untranslated)), 2, "untranslated"), ListBlock(tuple(items))]
    if not body:
        # Too little for a chapter of its own.
        return [Heading(_MISSING_NONE(), 2, "missing"), Paragraph(_MISSING_ALL())]
    return [Heading(_MISSING_HEAD(), 1, "missing", _MISSING), *body]


def _count_heading(status: Status, count: int) -> Heading:
    return Heading(_MISSING_COUNT(status=STATUS[status], count=count), 2, f"missing-{status}")


def untranslated_texts(report: Report) -> list[str]:
    """Every Thai text of the report that has no English, each once, in its order."""
    texts = [report.title, report.chapter_term]
    texts += [level.name for level in report.levels] + [unit.name for unit in report.units]
    texts += [text for section in report.sections for text in (section.kicker, section.title)]
    texts += [group.title for group in report.groups]
    texts += [text for finding in report.findings for text in (finding.label, finding.category)]
    texts += [statement.text for statement in report.statements if told_statement(statement)]
    texts += [issue.message for issue in report.issues]
    return list(dict.fromkeys(text.th for text in texts if text is not None and text.en is None and text.th))


def findings_blocks(report: Report) -> list[Block]:
    """The table of all findings, a part per section; each value is the target of the links to it. Those that the source
    does not have are counted under what is missing."""
    findings = [finding for finding in report.findings if told(finding)]
    if not findings:
        return []
    known = {section.id for section in report.sections}
    blocks: list[Block] = [Heading(_ALL_HEAD(count=len(findings)), 1, "findings", _ALL)]
    parts = [(section.id, section.title) for section in report.sections]
    for id, title in [*parts, ("", STATUS["read"])]:
        mine = [f for f in findings if (f.section == id if id else f.section not in known)]
        first = {group: place for place, group in reversed(list(enumerate(finding.group for finding in mine)))}
        mine.sort(key=lambda finding, first=first: first[finding.group])  # type: ignore[misc]
        if mine:
            blocks.append(Heading(title, 2, f"findings-{id or 'other'}"))
            blocks.append(Table(_COLUMNS, tuple(_finding_rows(mine, report)), dense=True))
    return blocks


def _finding_rows(findings: Sequence[Finding], report: Report) -> Iterator[tuple[Cell, ...]]:
    """A row per finding, and one over each group with its title."""
    levels, units = {level.id: level.name for level in levels_of(report)}, units_of(report)
    groups = {group.id: group for group in report.groups}
    titles = {section.id: section.title for section in report.sections}
    last = ""
    for finding in findings:
        group = groups.get(finding.group)
        if group is not None and group.id != last:
            elsewhere = group.section in titles and group.section != finding.section
            title = (
                _GROUP_OF(group=group.title, section=titles[group.section]) if elsewhere else _TITLE(text=group.title)
            )
            yield Cell(title, emphasis=True), *(Cell("") for _ in _COLUMNS[1:])
        last = finding.group
        yield (
            Cell(labelling((group and finding.category) or finding.label), anchor=anchor(finding)),
            Cell(levels[finding.level]),
            _value_cell(finding),
            Cell("" if finding.date else units[finding.unit].name),
            Cell("" if finding.base is None else number(finding.base), number=True),
            _place_cell(finding.place),
            Cell("" if finding.value is None and finding.date is None else f"{finding.confidence:.2f}", number=True),
        )


def _value_cell(finding: Finding) -> Cell:
    if finding.date is not None:
        return Cell(day(finding.date), number=True)
    return Cell(STATUS[finding.status] if finding.value is None else number(finding.value), number=True)


def _place_cell(place: Place | None) -> Cell:
    if place is None:
        return Cell("", number=True)
    if place.page is not None:
        return Cell(str(place.page), number=True)
    return Cell("" if place.line is None else _LINE(line=place.line), number=True)
