"""The fonts and contents of one PDF, as they are read and as they are changed by plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Dictionary, Name, Object

from dgreport.extraction.fonts.cmaps import read_tounicode
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.fonts.loading import LoadedFont
from dgreport.mend.content import Changes, Shown, Visit, Walk, changed, without_actual_text
from dgreport.mend.maps import Code, FontMaps, cmap, font_maps, is_wrong, nearest
from dgreport.mend.plan import ActualText, Alias, Change, PagePlan, Unsaid
from dgreport.mend.reading import ReadPage
from dgreport.mend.spare import add_codes, spare_codes

FontKey = tuple[int, int]


@dataclass(slots=True)
class UsedFont:
    """A font object of the file, as the pages use it."""

    object: Object
    loaded: LoadedFont
    is_apart: bool = False  #: of contents that may not change
    says: dict[Code, Counter[str]] = field(default_factory=dict)
    raw: dict[Code, str] = field(default_factory=dict)
    evidence: dict[Code, str] = field(default_factory=dict)
    numbers: dict[Code, int] = field(default_factory=dict)  #: by which the reader knows the codes (CIDs)
    maps: FontMaps = field(default_factory=lambda: FontMaps({}))

    def wrong(self) -> dict[str, int]:
        """How many of the codes that are used say something wrong, by the evidence of what they stand for."""
        wrong = (code for code, raw in self.raw.items() if is_wrong(raw, self.maps.text(code, 0)))
        return dict(Counter(self.evidence[code] or "part" for code in wrong))


def set_apart(pdf: pikepdf.Pdf, walks: Iterable[Walk]) -> set[FontKey]:
    """Gives the contents of these pages copies of their fonts, and tells which; the pages have to be walked again.

    Contents that may not change can't say what only an alias or an ActualText completes, so their fonts need other maps
    than those of the other pages.
    """
    copies: dict[FontKey, Object] = {}
    done: set[int] = set()
    for visit in (visit for walk in walks for visit in walk.visits):
        fonts = visit.resources.get(Name.Font)
        if id(visit.content) in done or not isinstance(fonts, Dictionary):
            continue
        done.add(id(visit.content))
        for font in fonts.values():
            if isinstance(font, Dictionary) and font.objgen not in copies:
                copies[font.objgen] = pdf.make_indirect(Dictionary(dict(font.items())))
        own = Dictionary(dict(visit.resources.items()))
        own.Font = Dictionary({name: copies.get(font.objgen, font) for name, font in fonts.items()})
        visit.owner.Resources = own
    return {copy.objgen for copy in copies.values()}


def used_fonts(
    pages: Sequence[ReadPage], loaded: Mapping[str, LoadedFont], apart: Collection[FontKey]
) -> dict[FontKey, UsedFont]:
    """The fonts that the pages use, with maps of what their codes say.

    Those set `apart`, in contents that may not change, say what comes nearest without an alias or ActualText.
    """
    fonts: dict[FontKey, UsedFont] = {}
    for read in pages:
        for at, spot in enumerate(read.spots):
            glyph, says = read.page.glyphs[at], read.words.says[at]
            shown = read.walk.shown[spot.shown]
            font = fonts.get(shown.font.objgen)
            if font is None:
                font = fonts[shown.font.objgen] = UsedFont(shown.font, loaded[glyph.font], shown.font.objgen in apart)
            if spot.code not in font.raw:
                font.raw[spot.code] = glyph.raw
                font.evidence[spot.code] = glyph.evidence
                font.numbers[spot.code] = glyph.code
            if says is not None and at not in read.words.copies:
                font.says.setdefault(spot.code, Counter())[says] += 1
    for font in fonts.values():
        told = _told(font)
        font.maps = FontMaps(nearest(font.raw, told, font.says)) if font.is_apart else font_maps(told, font.says)
        if font.maps.aliases:
            spare = spare_codes(font.object, font.maps, {*told, *font.raw, *font.maps.own})
            font.maps = replace(font.maps, spare=spare)
    return fonts


def _told(font: UsedFont) -> dict[Code, str]:
    """What the codes of the font stand for: those that the pages use, and those of the file's map."""
    mended = font.loaded.mended
    width = len(next(iter(font.raw)))
    stream = font.object.get(Name.ToUnicode)
    said = read_tounicode(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else {}
    told = {code.to_bytes(width, "big"): text for code, text in said.items() if 0 <= code < 1 << 8 * width}
    if all(int.from_bytes(code, "big") == number for code, number in font.numbers.items()):
        for code in told.keys() - font.numbers.keys():
            text, evidence = mended.told(int.from_bytes(code, "big"))
            told[code] = told[code] if evidence in ("", "none") else text
    for code, number in font.numbers.items():
        text, _ = mended.told(number)
        told[code] = font.raw[code] if UNKNOWN in text else text
    return told


# Changing -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Applied:
    """What was changed: how many changes of each kind, and those of each page by the visits of its walk."""

    counts: Counter[type[Change]]
    pages: Mapping[int, tuple[frozenset[Change], ...]]


def apply(
    pdf: pikepdf.Pdf, pages: Sequence[ReadPage], plans: Sequence[PagePlan], fonts: Mapping[FontKey, UsedFont]
) -> Applied:
    """Gives the fonts their maps and changes the contents of the pages by their plans."""
    for font in fonts.values():
        spare = font.maps.spare
        if spare:
            add_codes(pdf, font.object, spare)
        further = {new: font.maps.text(code, number) for (code, number), new in spare.items()}
        font.object.ToUnicode = pdf.make_stream(cmap({**font.maps.own, **further}))
    counts: Counter[type[Change]] = Counter()
    aliases: dict[tuple[FontKey, int], Object] = {}
    done: dict[int, frozenset[Change]] = {}
    for content, runs in _by_content(pages, plans).items():
        done[content] = changes = frozenset.intersection(*runs.asked)
        if changes:
            counts.update(type(change) for change in changes)
            _write(pdf, runs, changes, fonts, aliases)
    by_page = {read.page.number: tuple(done[id(visit.content)] for visit in read.walk.visits) for read in pages}
    return Applied(counts, by_page)


@dataclass(slots=True)
class _Runs:
    """All runs through one content: the changes that each asks for, and the operators that show text in it."""

    visits: list[Visit] = field(default_factory=list)
    asked: list[frozenset[Change]] = field(default_factory=list)
    shown: dict[int, tuple[Shown, int]] = field(default_factory=dict)  #: operation to operator and bytes of a code


def _by_content(pages: Sequence[ReadPage], plans: Sequence[PagePlan]) -> dict[int, _Runs]:
    """The runs through each content, by the identity of the Content; what is changed is what all of them ask for."""
    found: dict[int, _Runs] = {}
    for read, plan in zip(pages, plans, strict=True):
        for visit, asked in zip(read.walk.visits, plan.changes, strict=True):
            runs = found.setdefault(id(visit.content), _Runs())
            runs.visits.append(visit)
            runs.asked.append(asked)
        for spot in read.spots:
            shown = read.walk.shown[spot.shown]
            found[id(shown.visit.content)].shown[shown.number] = shown, len(spot.code)
    return found


def _write(
    pdf: pikepdf.Pdf,
    runs: _Runs,
    asked: frozenset[Change],
    fonts: Mapping[FontKey, UsedFont],
    aliases: dict[tuple[FontKey, int], Object],
) -> None:
    """Writes one content anew."""
    changes = Changes()
    first = runs.visits[0]
    for change in asked:
        if isinstance(change, Alias) and change.instead:
            changes.codes[change.operation, change.code] = change.instead
        elif isinstance(change, Alias):
            shown = runs.shown[change.operation][0]
            key = shown.font.objgen, change.number
            if key not in aliases:
                aliases[key] = _alias(pdf, shown.font, fonts[key[0]].maps.aliases[change.number - 1])
            name = f"{shown.name.decode('latin-1')}.{key[0][0]}.{change.number}"
            for visit in runs.visits:
                visit.resources[Name.Font][Name(name)] = aliases[key]
            changes.fonts[change.operation, change.code] = name.encode("latin-1")
        elif isinstance(change, Unsaid) and change.closing >= 0:
            changes.instead |= {change.operation: b"", change.closing: b""}
        elif isinstance(change, Unsaid):
            operation = first.content.operations[change.operation]
            changes.instead[change.operation] = without_actual_text(first, operation)
    for change in sorted((change for change in asked if isinstance(change, ActualText)), key=lambda span: span.order):
        changes.span(change.begin, change.end, change.text)
    inside = {number: (shown.name, shown.size, width) for number, (shown, width) in runs.shown.items()}
    data = changed(first.content, changes, inside)
    if isinstance(first.owner, pikepdf.Stream):
        first.owner.write(data)
    else:
        first.owner.Contents = pdf.make_stream(data)


def _alias(pdf: pikepdf.Pdf, font: Object, entries: Mapping[Code, str]) -> Object:
    """The same font with another map."""
    copy = Dictionary({key: value for key, value in font.items() if key != Name.ToUnicode})
    copy.ToUnicode = pdf.make_stream(cmap(entries))
    return pdf.make_indirect(copy)
