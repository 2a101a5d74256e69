"""What reading has to report as Issues: slides that are not there, values not read, numbers printed in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dgreport.catalogue import Catalogue
from dgreport.extraction.reading.demand import number_of
from dgreport.extraction.reading.reads import Read, expected_by
from dgreport.model import Bilingual, Finding, Issue, Place
from dgreport.profile import Profile, Slide, expected_of, words_of


def missing_slide(profile: Profile, slide: Slide, catalogue: Catalogue) -> Issue:
    """A slide of the profile that no page is, with the findings that have no value for it."""
    section = next((rule for rule in profile.sections if rule.id == slide.section), None)
    title = catalogue.translate(section.th if section else slide.title)
    first = next((group.heading or group.title or "" for group in slide.groups), "").replace("|", " ")
    about = catalogue.translate(first) if first else catalogue.translate(slide.title)
    expected = tuple(
        each.id
        for group in slide.groups
        for item in group.items
        if not item.repeats
        for each in expected_of(profile, slide, group, item)
    )
    return Issue(
        kind="missing_slide",
        code=f"missing_slide.{slide.id}",
        message=Bilingual(
            th=f"ไม่พบสไลด์ “{about.th}” ({title.th}) ในเอกสาร จึงไม่มีค่าของ {len(expected)} รายการ",
            en=f"The slide “{about.en or about.th}” ({title.en or title.th}) is not in the document, "
            f"so {len(expected)} findings have no value.",
        ),
        findings=expected,
    )


def unread(profile: Profile, slide: Slide, read: Read, findings: Sequence[Finding]) -> Iterator[Issue]:
    """Findings and statements of a slide that is there but was not read whole; both numbers where two are as likely."""
    lost = [finding for finding in findings if finding.status == "unreadable"]
    lost_rules = [rule.id for rule in slide.statements if rule.id not in read.sentences]
    if read.lines is not None:
        yield from _unsettled(slide, read.lines, [finding.id for finding in lost] + lost_rules)
        return
    unsettled = {
        expected.id: demand.unsettled[expected.hole]
        for demand in read.slide.demands
        for expected in expected_by(profile, slide, demand)
        if expected.hole in demand.unsettled
    }
    for finding in lost:
        th = f"หน้า {read.page}: อ่านค่าของ “{finding.label.th}” ไม่ได้"
        en = f"Page {read.page}: the value of “{finding.label.en or finding.label.th}” could not be read"
        if reading := unsettled.get(finding.id):
            or_rival = (f" หรือ {reading.rival}", f" or {reading.rival}") if reading.rival else ("", "")
            th += f" อาจเป็น {reading.text}{or_rival[0]} แต่ตำแหน่งและการคำนวณไม่พอจะตัดสิน"
            en += f": it may be {reading.text}{or_rival[1]}, and neither their places nor arithmetic tell"
        yield Issue(
            kind="unreadable",
            code=f"unreadable.{finding.id}",
            message=Bilingual(th=th, en=f"{en}."),
            findings=(finding.id,),
            places=(Place(page=read.page),),
        )
    for id in lost_rules:
        yield Issue(
            kind="unreadable",
            code=f"unreadable.{id}",
            message=Bilingual(
                th=f"หน้า {read.page}: ไม่พบข้อความ {id}", en=f"Page {read.page}: the statement {id} was not found."
            ),
            findings=(id,),
            places=(Place(page=read.page),),
        )


def _unsettled(slide: Slide, lines: tuple[int, int], lost: Sequence[str]) -> Iterator[Issue]:
    """One issue for all of a slide that its text does not settle: the text is at fault, not each of the findings."""
    if lost:
        at = "{}–{}".format(*lines)
        th = f"บรรทัดที่ {at}: ข้อความและการคำนวณไม่พอจะบอกค่าของ {len(lost)} รายการ จึงเว้นว่างไว้ โปรดใช้ไฟล์ PDF"
        en = f"Lines {at}: text order and arithmetic leave {len(lost)} items of the slide unsettled; use the PDF."
        yield Issue(
            kind="unreadable",
            code=f"unreadable.{slide.id}",
            message=Bilingual(th=th, en=en),
            findings=tuple(lost),
            places=tuple(Place(line=line) for line in lines),
        )


def _where(place: Place) -> Bilingual:
    if place.page is None:
        return Bilingual(th=f"บรรทัดที่ {place.line}", en=f"Line {place.line}")
    return Bilingual(th=f"หน้า {place.page}", en=f"Page {place.page}")


def repeated_otherwise(profile: Profile, slide: Slide, read: Read, values: Mapping[str, Decimal]) -> Iterator[Issue]:
    """Numbers printed twice that are not the same.

    Those of one question are compared as a whole: where they are the same numbers in another order, it is the placing of
    bare chart figures that can't be told, not the source that errs.
    """
    for group in slide.groups:
        again = [
            (demand, expected.id, demand.holes[expected.hole])
            for demand in read.slide.demands
            if demand.group is group and demand.item.repeats
            for expected in expected_by(profile, slide, demand)
            if expected.hole in demand.holes and expected.id in values
        ]
        if sorted(number_of(reading.text) for _, _, reading in again) == sorted(values[id] for _, id, _ in again):
            continue
        for demand, id, reading in again:
            if number_of(reading.text) == values[id]:
                continue
            label = demand.item.label or words_of(demand.item.text) or id
            place = read.place(reading.box)
            where = _where(place)
            yield Issue(
                kind="contradiction",
                code=f"repeat.{id}",
                message=Bilingual(
                    th=f"{where.th}: “{label}” พิมพ์เป็น {reading.text} แต่อีกแห่งพิมพ์เป็น {values[id]:,}",
                    en=f"{where.en}: “{label}” is printed as {reading.text}, but elsewhere as {values[id]:,}.",
                ),
                findings=(id,),
                places=(place,),
            )
