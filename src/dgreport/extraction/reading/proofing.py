"""A profile held against itself and against a document: what is named but not declared, what is nowhere printed."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from dgreport.check_rules import CheckRules
from dgreport.extraction.reading.recognise import fits, slides_of
from dgreport.extraction.reading.search import PageText
from dgreport.profile import HOLE, Group, Item, Profile, Slide

#: Names of holes that need no measure: they are not findings.
_NO_MEASURE = frozenset({"", "rank", "n", "day", "month", "year"})


def faults(profile: Profile, rules: CheckRules | None) -> Iterator[str]:
    """What a profile names without declaring it, and ids that it gives twice."""
    sections = {section.id for section in profile.sections}
    levels = {*profile.levels, "all"}
    expected = list(profile.expected())
    ids = {each.id for each in expected}
    for id, count in Counter(each.id for each in expected).items():
        if count > 1:
            yield f"the finding {id} is promised {count} times; give each item an indicator of its own"
    for name, measure in profile.measures.items():
        yield from _unknown(f"measures.{name}", "unit", measure.unit, profile.units)
    for slide in profile.slides:
        where = f"slide {slide.id}"
        yield from _unknown(where, "section", slide.section, sections)
        for level in (*slide.columns, *filter(None, [slide.level])):
            yield from _unknown(where, "level", level, levels)
        for group in slide.groups:
            for item in group.items:
                yield from _faults_of_item(f"{where}, {item.indicator}", profile, group, item, levels)
    for each in expected:
        if each.base not in (None, "column"):
            yield from _unknown(f"slide {each.slide}, {each.id}", "finding (base)", each.base or "", ids)
    if rules is not None:
        known = ids | {rule.id for slide in profile.slides for rule in slide.statements}
        for code, id in rules.idle(known):
            yield from _unknown(f"checks.toml, {code}", "finding or statement", id, known)


def unmatched(profile: Profile, pages: Mapping[int, PageText]) -> Iterator[str]:
    """What of a profile is not printed in a document: texts, slides, and on the slides that are there, labels."""
    found = fits(profile, list(pages.values()))
    if found < profile.recognise.minimum:
        yield f"recognise: {found} of the texts are in the document, {profile.recognise.minimum} are needed"
    for text in profile.recognise.texts:
        if not any(page.find(text) for page in pages.values()):
            yield f"recognise: nowhere in the document: {text}"
    placed = slides_of(profile, pages)
    for slide in profile.slides:
        number, page = placed.get(slide.id, (0, None))
        if page is None:
            yield f"slide {slide.id}: not in the document: {slide.title}"
            continue
        for what, text in _printed(slide):
            words = _longest_words(text)
            if words and not page.find(words) and not _is_pieced("".join(words.split()), page.flat):
                yield f"slide {slide.id}, {what}: not on page {number}: {words}"


def _faults_of_item(where: str, profile: Profile, group: Group, item: Item, levels: Collection[str]) -> Iterator[str]:
    for level in (*(item.levels or ()), *(group.levels or ())):
        yield from _unknown(where, "level", level, levels)
    for unit in item.units.values():
        yield from _unknown(where, "unit", unit, profile.units)
    for hole in set(item.holes) - set(item.units) - _NO_MEASURE:
        yield from _unknown(where, "measure", hole, profile.measures)


def _unknown(where: str, kind: str, name: str, known: Collection[str]) -> Iterator[str]:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        yield f"{where}: no {kind} {name}" + (f", did you mean {near[0]}?" if near else "")


def _printed(slide: Slide) -> Iterator[tuple[str, str]]:
    """What a slide says is printed on it, and what that is."""
    yield "title", slide.title
    for mark in slide.marks:
        yield "mark", mark
    for level, head in slide.columns.items():
        yield f"column {level}", head
    headings = {piece for group in slide.groups for piece in (group.heading or "").split("|")}
    for heading in sorted(headings):
        yield "heading", heading
    for group in slide.groups:
        for item in group.items:
            for piece in item.pieces:
                yield item.indicator, piece
    for rule in slide.statements:
        yield rule.id, rule.text or rule.under or ""


def _longest_words(text: str) -> str:
    """The longest part of a text between its holes; "" where there are no words to look for."""
    part = max(HOLE.split(text)[::2], key=len).strip(" (:,")
    return part if re.search(r"\w{2}", part) else ""


def _is_pieced(words: str, flat: str) -> bool:
    """Whether the words stand on a page in pieces of at least four characters, however its lines wrap them."""
    reached = {0}
    for start in range(len(words)):
        end = start + 4
        while start in reached and end <= len(words) and words[start:end] in flat:
            reached.add(end)
            end += 1
    return len(words) in reached
