"""What was read, slide by slide, put together as a Report: values, labels, places, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dgreport.catalogue import Catalogue
from dgreport.extraction.reading.confidence import confidence
from dgreport.extraction.reading.demand import Demand, Reading, number_of
from dgreport.extraction.reading.lapses import missing_slide, repeated_otherwise, unread
from dgreport.extraction.reading.reads import Read, expected_by, values_of
from dgreport.extraction.reading.search import MONTHS
from dgreport.model import (
    Bilingual,
    Finding,
    Group,
    Issue,
    Level,
    Report,
    Section,
    Source,
    Statement,
    Unit,
)
from dgreport.profile import Expected, Profile, Slide, category_of, expected_of, words_of

#: The Buddhist era counts from 543 BCE.
BUDDHIST_ERA = 543


def assemble(profile: Profile, source: Source, reads: Mapping[str, Read], catalogue: Catalogue) -> Report:
    """The Report. Slides of the profile that are not in `reads` are missing: null findings, one Issue each."""
    values = values_of(profile, reads)
    findings: list[Finding] = []
    statements: list[Statement] = []
    issues: list[Issue] = []
    for slide in profile.slides:
        read = reads.get(slide.id)
        if read is None:
            findings += _absent(profile, slide, catalogue)
            statements += _unsaid(slide, catalogue)
            if slide.groups or slide.statements:
                issues.append(missing_slide(profile, slide, catalogue))
            continue
        of_slide = list(_findings(profile, slide, read, values, catalogue))
        findings += of_slide
        statements += _statements(slide, read, catalogue)
        issues += unread(profile, slide, read, of_slide)
        issues += repeated_otherwise(profile, slide, read, values)
    year = _year(profile, findings)
    title = catalogue.translate(profile.title.replace("{year}", str(year) if year else "").strip())
    if year and title.en:
        # Who reads English may not know the Buddhist era.
        title = title.model_copy(update={"en": title.en.replace(str(year), f"{year} ({year - BUDDHIST_ERA})")})
    return Report(
        profile=profile.id,
        source=source,
        title=title,
        year=year,
        chapter_term=catalogue.translate(profile.chapter_term) if profile.chapter_term else None,
        page_kind="page" if profile.slides_share_pages else "slide",
        levels=tuple(Level(id=id, name=catalogue.translate(level.th)) for id, level in profile.levels.items()),
        units=tuple(
            Unit(id=id, name=catalogue.translate(unit.th), singular=unit.singular, kind=unit.kind, maximum=unit.maximum)
            for id, unit in profile.units.items()
        ),
        sections=tuple(_sections(profile, reads, catalogue)),
        groups=tuple(_groups(profile, catalogue)),
        findings=tuple(findings),
        statements=tuple(statements),
        issues=tuple(issues),
    )


def _findings(
    profile: Profile, slide: Slide, read: Read, values: Mapping[str, Decimal], catalogue: Catalogue
) -> Iterator[Finding]:
    for demand in read.slide.demands:
        if demand.item.repeats:
            continue
        demand.rank = _rank(demand, read)
        for expected in expected_by(profile, slide, demand):
            blank = _blank(expected, demand, catalogue).model_copy(
                update={"base": _base(expected, read, values), "place": read.place(), "status": "unreadable"}
            )
            if demand.item.date:
                yield _dated(blank, demand, read)
            elif demand.item.not_surveyed:
                yield _not_surveyed(blank, demand, read)
            else:
                yield _valued(blank, demand.holes.get(expected.hole), read)


def _rank(demand: Demand, read: Read) -> int | None:
    """The printed rank, else the one that the words or the order of the list claim."""
    if demand.rank is not None:
        return demand.rank
    if demand.item.ranked == "first":
        return 1
    if demand.item.ranked == "last":
        scored = [other for other in read.slide.demands if other.item.role == "chapter_score" and other.holes]
        return len([other for other in scored if other.level == demand.level]) or None
    if demand.group.ranked_by_order:
        listed = [other for other in read.slide.demands if other.group is demand.group and other.level == demand.level]
        return listed.index(demand) + 1
    return None


def _blank(expected: Expected, demand: Demand, catalogue: Catalogue) -> Finding:
    """The finding without its value: what the profile knows of it."""
    category = category_of(demand.item)
    return Finding(
        id=expected.id,
        indicator=expected.indicator,
        section=expected.section,
        level=expected.level,
        value=None,
        unit=expected.unit,
        rank=demand.rank,
        label=_label(demand, expected, catalogue),
        role=demand.item.role,
        group=expected.group,
        category=catalogue.translate(category) if category else None,
    )


def _label(demand: Demand, expected: Expected, catalogue: Catalogue) -> Bilingual:
    """The label in both languages: as a whole if the catalogue has it, else heading and words each for itself."""
    if demand.item.names:
        return _named(demand, expected.label, catalogue)
    whole = catalogue.translate(expected.label)
    words = words_of(demand.item.text)
    if whole.en is not None or demand.item.label is not None or not demand.group.heading or not words:
        return whole
    heading = catalogue.translate(" ".join(demand.group.heading.replace("|", " ").split()))
    item = catalogue.translate(words)
    en = f"{heading.en}: {item.en}" if heading.en is not None and item.en is not None else None
    return Bilingual(th=f"{heading.th}: {item.th}", en=en)


def _named(demand: Demand, label: str, catalogue: Catalogue) -> Bilingual:
    """The label with the printed name in it; without one, what stands before it."""
    around, name = catalogue.translate(label), catalogue.translate(demand.name)
    th, en = around.th.replace("{}", name.th), None
    if around.en is not None and name.en is not None:
        en = around.en.replace("{}", name.en).strip(" :")
    return Bilingual(th=th.strip(" :"), en=en)


def _base(expected: Expected, read: Read, values: Mapping[str, Decimal]) -> Decimal | None:
    if expected.base is None:
        return None
    if expected.base == "column":
        return read.slide.bases.get(expected.level)
    return values.get(expected.base)


def _valued(blank: Finding, reading: Reading | None, read: Read) -> Finding:
    if reading is None:
        return blank
    return blank.model_copy(
        update={
            "value": number_of(reading.text),
            "place": read.place(reading.box),
            "raw": reading.raw,
            "evidence": reading.evidence,
            "confidence": confidence(reading.evidence, reading.margin, reading.contradicted),
            "status": "read",
        }
    )


def _not_surveyed(blank: Finding, demand: Demand, read: Read) -> Finding:
    if demand.label is None:
        return blank
    return blank.model_copy(
        update={
            "place": read.place(demand.label.box),
            "raw": " ".join(demand.item.text.split()),
            "evidence": "printed",
            "confidence": confidence("printed"),
            "status": "not_surveyed",
        }
    )


def _dated(blank: Finding, demand: Demand, read: Read) -> Finding:
    """A Thai date: its value is null, the date is in `date` in the common era (Buddhist year less 543)."""
    day, month, year = (demand.holes.get(name) for name in ("day", "month", "year"))
    if day is None or month is None or year is None:
        return blank
    common_year = int(number_of(year.text)) - BUDDHIST_ERA
    return blank.model_copy(
        update={
            "date": f"{common_year:04d}-{MONTHS.index(month.text) + 1:02d}-{int(number_of(day.text)):02d}",
            "place": read.place(day.box),
            "raw": f"{day.text} {month.text} {year.text}",
            "evidence": "printed",
            "confidence": confidence("printed"),
            "status": "read",
        }
    )


def _absent(profile: Profile, slide: Slide, catalogue: Catalogue) -> Iterator[Finding]:
    for group in slide.groups:
        for item in group.items:
            if item.repeats:
                continue
            for expected in expected_of(profile, slide, group, item):
                demand = Demand(group, item, expected.level)
                yield _blank(expected, demand, catalogue).model_copy(update={"status": "not_in_source"})


def _unsaid(slide: Slide, catalogue: Catalogue) -> Iterator[Statement]:
    for rule in slide.statements:
        text = catalogue.translate(rule.text) if rule.text else Bilingual(th="", en="")
        yield Statement(
            id=rule.id,
            section=slide.section,
            level=rule.level,
            text=text,
            status="not_in_source",
            group=rule.group or "",
        )


def _statements(slide: Slide, read: Read, catalogue: Catalogue) -> Iterator[Statement]:
    for rule in slide.statements:
        sentence = read.sentences.get(rule.id)
        if sentence is None:
            text, place = Bilingual(th="", en=""), read.place()
        else:
            text, place = catalogue.translate(sentence.text), read.place(sentence.box)
        yield Statement(
            id=rule.id,
            section=slide.section,
            level=rule.level,
            text=text,
            place=place,
            status="read" if sentence else "unreadable",
            group=rule.group or "",
        )


def _sections(profile: Profile, reads: Mapping[str, Read], catalogue: Catalogue) -> Iterator[Section]:
    for rule in profile.sections:
        found = [reads[slide.id] for slide in profile.slides if slide.section == rule.id and slide.id in reads]
        yield Section(
            id=rule.id,
            title=catalogue.translate(rule.th),
            pages=tuple(sorted(read.page for read in found if read.page is not None)),
            kind=rule.kind,
            kicker=catalogue.translate(rule.kicker) if rule.kicker else None,
        )


def _groups(profile: Profile, catalogue: Catalogue) -> Iterator[Group]:
    seen: dict[str, Group] = {}
    for slide in profile.slides:
        for group in slide.groups:
            if group.id in seen:
                continue
            title = group.title or " ".join((group.heading or "").replace("|", " ").split())
            seen[group.id] = Group(
                id=group.id,
                section=group.section or slide.section,
                title=catalogue.translate(title),
                shape=group.shape,
            )
    yield from seen.values()


def _year(profile: Profile, findings: Sequence[Finding]) -> int | None:
    date = next((finding.date for finding in findings if finding.id == profile.year_from), None)
    return int(date[:4]) + BUDDHIST_ERA if date else None
