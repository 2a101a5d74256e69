"""How edits and the state of a text layer are printed, for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from dgreport.cli.printing import count

if TYPE_CHECKING:
    from dgreport.extraction.layout.inspection import FontState, Inspection, PageState
    from dgreport.extraction.thai import Repair
    from dgreport.model import Edit, Place

#: Line breaks are counted, not listed: every line of a page has one.
_LINE_BREAK = "line-break"
#: Rows of one screen that fonts and pages may take; what is left out is said.
_MOST_FONTS, _MOST_FAULTS, _MOST_PAGES = 8, 4, 10

#: What the rules put right that no font's map is to blame for.
_OF_LINES = {
    "doubled": "drawn twice for boldness, read once",
    "order": "drawn in another order than it is read",
    "thai": "signs of a letter in another order than they are written, or a sara am in pieces",
}
_ANSWERS = {
    "sound": "sound: its own maps say what its pages show",
    "mended": "broken, and mended",
    "partly": "broken, and mended in part",
    "unreadable": "unreadable: no page has characters that can be told",
}


def edits_as_json(explained: Repair) -> str:
    """The raw text, the text, and the edits that make the one of the other, in order."""
    return json.dumps(
        {"raw": explained.raw, "text": explained.text, "edits": [edit.model_dump(mode="json") for edit in explained.edits]},
        ensure_ascii=False,
        indent=1,
    )


def print_edits(explained: Repair) -> None:
    """A line for each edit, and the number of each rule."""
    listed = [edit for edit in explained.edits if edit.rule != _LINE_BREAK]
    for edit in listed:
        print(f"{_where(edit.place)}: {edit.rule}, {_change(edit)} ({edit.evidence})")
    rules = Counter(edit.rule for edit in listed)
    told = "".join(f"; {rule} {number:,}" for rule, number in rules.most_common())
    breaks = len(explained.edits) - len(listed)
    print(f"{count(len(listed), 'edit')}{told}" + (f"; beside {count(breaks, 'line break')}" if breaks else ""))


def _where(place: Place) -> str:
    if place.page is None:
        return f"line {place.line}"
    return f"page {place.page}" + (f" at {place.bbox[0]:.0f},{place.bbox[1]:.0f}" if place.bbox else "")


def _change(edit: Edit) -> str:
    return f"{_quoted(edit.before)} → {_quoted(edit.after)}"


def _quoted(text: str) -> str:
    """Text that can be seen: with the code points of signs that stand alone, and of what does not print."""
    shown = json.dumps(text, ensure_ascii=False)
    alone = len(text) == 1 and not text.isalnum()
    hidden = [char for char in text if not char.isprintable() and char not in "\n\f"]
    return shown + (f" {' '.join(f'U+{ord(char):04X}' for char in (text if alone else hidden))}" if alone or hidden else "")


def inspection_as_json(found: Inspection) -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)


def print_inspection(found: Inspection) -> None:
    """One screen: the answer, what is wrong with each font, and the pages on which most was."""
    characters = sum(page.characters for page in found.pages)
    print(f"{found.file}: {_ANSWERS[found.verdict]}")
    on = f"{count(characters, 'character')} on {count(len(found.pages), 'page')}"
    print(f"{on}; wrong before {found.before:,}, after {found.after:,}")
    if hidden := sum(page.hidden for page in found.pages):
        print(f"{count(hidden, 'glyph')} left out, for the pages do not show them")
    if layer := sum(page.layer for page in found.pages):
        print(f"{count(layer, 'glyph')} of a layer of recognised text (OCR): as right as the recognition of the images was")
    faulty = sorted((font for font in found.fonts if font.faults or font.problem), key=_faulty_glyphs, reverse=True)
    print(f"\n{count(len(found.fonts), 'font')}, {len(faulty)} with faults")
    for font in faulty[:_MOST_FONTS]:
        _print_font(font)
    if len(faulty) > _MOST_FONTS:
        print(f"  and {count(len(faulty) - _MOST_FONTS, 'font')} more (--json has all)")
    for what, number in _in_lines(found.pages).most_common():
        print(f"  {what}: {count(number, 'edit')}")
    wrong = [page for page in found.pages if page.before or page.after or page.problem]
    print(f"\n{count(len(found.pages), 'page')}, {len(wrong)} with something wrong")
    for page in sorted(sorted(wrong, key=_badness, reverse=True)[:_MOST_PAGES], key=lambda page: page.number):
        numbers = f"{page.characters:>6,} characters, wrong before {page.before:>5,}, after {page.after:>5,}"
        print(f"  page {page.number:>4}: {numbers}" + (f"; {page.problem}" if page.problem else ""))
    if len(wrong) > _MOST_PAGES:
        print(f"  and {count(len(wrong) - _MOST_PAGES, 'page')} with less (--json has all)")


def _in_lines(pages: Sequence[PageState]) -> Counter[str]:
    """The edits that no font's map is to blame for; where one is, what follows from mending it is not counted."""
    found: Counter[str] = Counter()
    for page in pages:
        rules = dict(page.rules)
        blamed = "thai" if "font-map" in rules else ""
        found.update({_OF_LINES[rule]: number for rule, number in rules.items() if rule in _OF_LINES and rule != blamed})
    return found


def _print_font(font: FontState) -> None:
    source = {"ToUnicode": "its map", "encoding": "no map, only an encoding", "none": "no map at all"}[font.map]
    print(f"  {font.name}: {source}; {count(font.codes, 'code')} used" + (f"; {font.problem}" if font.problem else ""))
    for fault in font.faults[:_MOST_FAULTS]:
        examples = ", ".join(f"{_quoted(each.before)} → {_quoted(each.after)} ×{each.times}" for each in fault.examples)
        told = "not mended" if fault.evidence == "none" else f"told by {fault.evidence}"
        print(f"    {fault.kind}: {count(fault.codes, 'code')}, {count(fault.glyphs, 'glyph')}, {told}: {examples}")
    if len(font.faults) > _MOST_FAULTS:
        print(f"    and {count(len(font.faults) - _MOST_FAULTS, 'kind')} of fault more (--json has all)")


def _faulty_glyphs(font: FontState) -> int:
    return sum(fault.glyphs for fault in font.faults)


def _badness(page: PageState) -> tuple[bool, int, int]:
    return bool(page.problem), page.after, page.before
