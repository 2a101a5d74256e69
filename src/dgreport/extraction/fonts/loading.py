"""The fonts of a PDF, each mended once when it is first used.

pdfminer knows how strings are cut into codes and how far each advances; what a code stands for, `extraction.fonts.evidence`
settles. The maps and width tables are read here, with limits, before pdfminer sees them: it would expand a range of
four thousand million codes without asking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from pdfminer.encodingdb import EncodingDB
from pdfminer.latin_enc import ENCODING
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFType3Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT, PSLiteral, literal_name

from dgreport.extraction import thai
from dgreport.extraction.fonts.cmaps import MOST_CODES, EncodingCMap, read_tounicode
from dgreport.extraction.fonts.encodings import cid_key, codes_that_are_unicode, looks_latin, program_key
from dgreport.extraction.fonts.evidence import MendedFont
from dgreport.extraction.fonts.facts import FontFacts
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.fonts.programs import (
    CffProgram,
    Key,
    Program,
    Type1Program,
    Type3Program,
    UnreadableProgram,
    characters_of_name,
    dingbats,
)
from dgreport.extraction.fonts.styles import Style
from dgreport.extraction.fonts.thai_bytes import OutlineOf, as_tis_620, has_flat_signs
from dgreport.extraction.fonts.truetype import TrueTypeProgram

#: More glyph drawings of a Type 3 font than this are not looked at.
_MOST_DRAWINGS = 4096
#: Glyphs at codes that the encoding of a simple font does not know, from which on it is not believed.
_BEYOND_ENCODING = 4
#: Sizes and directions of a font that are kept ready.
_MOST_STYLES = 256


class LoadedFont:
    """One font as the interpreter uses it: pdfminer's metrics, our characters."""

    def __init__(self, name: str, metrics: PDFFont, mended: MendedFont, encoding: EncodingCMap | None) -> None:
        self.name = name  #: unique in the document
        self.metrics = metrics
        self.mended = mended
        self.vertical = metrics.is_vertical()
        self.multibyte = metrics.is_multibyte()
        self.is_drawn = isinstance(metrics, PDFType3Font)  #: its glyphs are drawings, in colours of their own
        self.ascent, self.descent, self.em = _extent(metrics)
        decode = metrics.cmap.decode if isinstance(metrics, PDFCIDFont) else metrics.decode
        #: The codes (CIDs in composite fonts) of a shown string.
        self.codes: Callable[[bytes], Iterable[int]] = decode if encoding is None else encoding.cids
        #: The advance of a code in units of text space: 1 is the font size.
        self.advance: Callable[[int], float] = cache(metrics.char_width)
        self._styles: dict[tuple[float, float, float, float], Style] = {}

    def style(self, ea: float, eb: float, ec: float, ed: float) -> Style:
        """The font where one em along the baseline is (`ea`, `eb`) on the page, and one em up (`ec`, `ed`)."""
        ems = ea, eb, ec, ed
        found = self._styles.get(ems)
        if found is None or found.readings is not self.mended.readings:
            if len(self._styles) >= _MOST_STYLES:
                self._styles.clear()
            found = self._styles[ems] = Style(self, *ems)
        return found

    def close(self) -> None:
        """Lets go of its styles, which refer to it."""
        self._styles.clear()


def _extent(font: PDFFont) -> tuple[float, float, float]:
    """(ascent, descent, em) as fractions of the font size.

    Thai fonts state an ascent and descent of nearly two ems, others none at all; the box of a glyph is one em high,
    with the baseline where the font puts it, so that boxes of neighbouring lines do not overlap.
    """
    em = 1.0
    ascent, descent = font.get_ascent(), font.get_descent()
    if isinstance(font, PDFType3Font):
        em = abs(font.vscale) * 1000
        height = abs(font.get_height())
        if abs(em - 1) > 1e-6 and height > 0:
            em = height
        ascent, descent = font.ascent * abs(font.vscale) / em, font.descent * abs(font.vscale) / em
    if not (0 < ascent <= 3 and -2 <= descent <= 0):
        return 0.75, -0.25, em
    high = ascent - descent
    return ascent / high, descent / high, em


class MendingManager(PDFResourceManager):
    """pdfminer's store of fonts, with each font's map mended once. A font that can't be read does not lose the page."""

    def __init__(self, known: KnownFonts | None = None, dictionary: bool = True) -> None:
        super().__init__()
        self._known = known
        self.dictionary = dictionary  #: whether words may tell what a sign is
        self._loaded: dict[object, LoadedFont] = {}
        self._by_metrics: dict[int, LoadedFont] = {}
        self._programs: dict[PDFStream, Program] = {}  #: fonts of one document often share theirs
        self._specs: list[object] = []  # keeps the id of a direct dictionary from being used again
        self.used: set[tuple[str, int]] = set()  #: (font, code) of every glyph of the pages read so far
        self.certain: set[tuple[str, int]] = set()  #: those of them whose characters nothing that follows can change
        self.in_order = True  #: False while a page is read before those that come before it
        self.problems: dict[str, str] = {}  #: font name to what was wrong with it

    @property
    def fonts(self) -> list[LoadedFont]:
        return list(self._loaded.values())

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        key = objid if objid else ("direct", id(spec))
        loaded = self._loaded.get(key)
        if loaded is None:
            loaded = self._loaded[key] = self._load(len(self._loaded), spec)
            self._by_metrics[id(loaded.metrics)] = loaded
            self._specs.append(spec)
        return loaded.metrics

    def loaded(self, metrics: PDFFont) -> LoadedFont:
        """The font that pdfminer knows by these metrics."""
        return self._by_metrics[id(metrics)]

    def _load(self, number: int, spec: Mapping[str, Any]) -> LoadedFont:
        whole = dict(spec)
        base = resolve1(whole.get("BaseFont"))
        name = f"{literal_name(base) if isinstance(base, PSLiteral) else 'font'}#{number}"
        try:
            if literal_name(resolve1(whole.get("Subtype", LIT("Type1")))) == "Type0":
                return self._composite(name, whole)
            return self._simple(name, whole)
        except RecursionError:
            raise
        except Exception as error:
            # Whatever a damaged font dictionary leads to in pdfminer: the text is lost, the page is not.
            self.problems[name] = f"{type(error).__name__}: {error}"
            metrics = super().get_font(
                None, {"Type": LIT("Font"), "Subtype": LIT("Type1"), "BaseFont": LIT("Helvetica")}
            )
            facts = FontFacts(name, {}, _no_key, lambda code: metrics.char_width(code) * 1000)
            return LoadedFont(name, metrics, MendedFont(facts, self._known), None)

    def _composite(self, name: str, spec: dict[str, Any]) -> LoadedFont:
        inner = dict(dict_value(list_value(spec["DescendantFonts"])[0]))
        said: Mapping[int, str] = _said(spec)
        inner["W"] = widths = list(_sane_widths(list(list_value(inner.get("W", [])))))
        if isinstance(resolve1(spec.get("ToUnicode")), PSLiteral):
            said = codes_that_are_unicode(_codes_of(widths))
        encoding = resolve1(spec.get("Encoding"))
        embedded = None
        if isinstance(encoding, PDFStream):
            embedded = EncodingCMap(encoding.get_data())
            encoding = LIT("Identity-V" if resolve1(encoding.get("WMode", 0)) == 1 else "Identity-H")
        inner["Encoding"] = encoding if isinstance(encoding, PSLiteral) else LIT("Identity-H")
        system = dict_value(inner.get("CIDSystemInfo", {}))
        if b"Identity" in _string(system.get("Ordering")) or _string(system.get("Ordering")) in (b"", b"UCS") or said:
            inner["ToUnicode"] = LIT("Identity-H")  # keeps pdfminer from reading a map; ours is read already
        metrics = super().get_font(None, inner)
        assert isinstance(metrics, PDFCIDFont)
        program = self._program(name, dict_value(inner.get("FontDescriptor", {})))
        to_glyph = resolve1(inner.get("CIDToGIDMap"))
        table = to_glyph.get_data() if isinstance(to_glyph, PDFStream) else None
        if embedded is not None and said:
            said = {cid: said[code] for code, cid in _pairs(embedded, said) if code in said}
        if not said and "ToUnicode" not in inner and metrics.unicode_map is not None:
            said = _Collection(metrics)
        key_of = cid_key(program, table) if program is not None else lambda cid: cid
        width_of = _width_of(metrics)
        said, stated = _with_thai(said, width_of, _outline_of(program, key_of))
        facts = FontFacts(
            name=name,
            said=said,
            stated=stated,
            key_of=key_of,
            width_of=width_of,
            program=program,
            codes=tuple(said),
        )
        return LoadedFont(name, metrics, MendedFont(facts, self._known), embedded)

    def _simple(self, name: str, spec: dict[str, Any]) -> LoadedFont:
        said_by_map = _said(spec)
        spec.pop("ToUnicode", None)
        metrics = super().get_font(None, spec)
        assert isinstance(metrics, PDFSimpleFont)
        descriptor = dict_value(spec.get("FontDescriptor", {}))
        encoding = resolve1(spec.get("Encoding"))
        names = _names(encoding)
        program: Program | None
        if isinstance(metrics, PDFType3Font):
            program = _drawings(spec, abs(metrics.hscale) * 1000)
        else:
            program = self._program(name, descriptor)
        # A name that means nothing hides what the base encoding has at its code, though pdfminer lets that shine
        # through.
        unnamed = {code for code, glyph in names.items() if not characters_of_name(glyph)}
        said = {
            code: text for code, text in metrics.cid2unicode.items() if isinstance(text, str) and code not in unnamed
        }
        if "ZapfDingbats" in name:
            said.update(dingbats({**getattr(program, "encoding", {}), **names}))
        has_encoding = encoding is not None
        key_of = program_key(program, names, bool(metrics.flags & 4), has_encoding) if program is not None else _no_key
        # An encoding that the file states is its word; the default that pdfminer falls back on must look right.
        if not has_encoding and program is not None and not looks_latin(program, key_of, said):
            said = {}
        first = resolve1(spec.get("FirstChar", 0))
        widths = list_value(spec.get("Widths", []))
        used = range(first, first + len(widths)) if isinstance(first, int) else range(0)
        # Codes given out in the order of use are of no encoding, whichever the file names.
        if isinstance(program, TrueTypeProgram) and not said_by_map and said:
            others = (key_of(code) for code in used if code not in said and code not in names)
            if sum(key is not None and program.ink(key) is not None for key in others) >= _BEYOND_ENCODING:
                said = {code: text for code, text in said.items() if code < 0x80}
                said = said if looks_latin(program, key_of, said) else {}
        width_of = _width_of(metrics)
        word = said_by_map

        def is_painted(code: int) -> bool:
            key = key_of(code)
            return program is not None and key is not None and program.ink(key) is not None

        # Glyphs may be called by Latin letters for their bytes, but not where others have Thai names. Of the codes of an
        # encoding most are not in the font.
        if not word and has_flat_signs(said, width_of, is_painted) and program is not None and program.has_outlines:
            is_latin = not any(thai.is_thai(text[:1]) for text in said.values() if text)
            word = {code: text for code, text in said.items() if is_latin and is_painted(code)}
        meant, stated = _with_thai(word, width_of, _outline_of(program, key_of))
        said.update(meant)
        facts = FontFacts(
            name=name,
            said=said,
            stated=stated,
            key_of=key_of,
            width_of=width_of,
            program=program,
            codes=tuple(sorted(said_by_map)) or tuple(code for code in used if code < 256),
            only_encoding=not said_by_map,
        )
        return LoadedFont(name, metrics, MendedFont(facts, self._known), None)

    def _program(self, name: str, descriptor: Mapping[str, Any]) -> Program | None:
        try:
            for kind in ("FontFile2", "FontFile3", "FontFile"):
                stream = resolve1(descriptor.get(kind))
                if isinstance(stream, PDFStream):
                    if stream not in self._programs:
                        self._programs[stream] = _opened(kind, stream.get_data())
                    return self._programs[stream]
        except UnreadableProgram as error:
            self.problems[name] = f"font program: {error}"
        except Exception as error:  # pdfminer's filters raise whatever a damaged stream leads to
            self.problems[name] = f"font program: {type(error).__name__}: {error}"
        return None


def _opened(kind: str, data: bytes) -> Program:
    """The program that an entry of a font descriptor holds; what it is shows in its first bytes, whatever its kind."""
    if kind == "FontFile2" or data[:4] in (b"OTTO", b"\0\1\0\0", b"true", b"ttcf"):
        return TrueTypeProgram(data)
    return CffProgram(data) if kind == "FontFile3" or data[:1] == b"\1" else Type1Program(data)


def _no_key(code: int) -> None:
    return None


class _Collection(Mapping[int, str]):
    """The characters of a CID font of one of Adobe's collections (Japan1, GB1, CNS1, Korea1)."""

    def __init__(self, font: PDFCIDFont) -> None:
        self._font = font

    def __getitem__(self, cid: int) -> str:
        assert self._font.unicode_map is not None
        return self._font.unicode_map.get_unichr(cid)

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _codes_of(widths: Sequence[Any]) -> Iterator[int]:
    """The codes to which a /W array gives a width."""
    for entry, follower in pairwise(widths):
        if isinstance(entry, int) and isinstance(follower, list):
            yield from range(entry, entry + len(follower))


def _said(spec: Mapping[str, Any]) -> dict[int, str]:
    stream = resolve1(spec.get("ToUnicode"))
    return read_tounicode(stream.get_data()) if isinstance(stream, PDFStream) else {}


def _width_of(metrics: PDFFont) -> Callable[[int], float]:
    return cache(lambda code: metrics.char_width(code) * 1000)


def _outline_of(program: Program | None, key_of: Callable[[int], Key | None]) -> OutlineOf:
    return lambda code: program.drawn(key_of(code)) if program is not None else None


def _with_thai(
    said: Mapping[int, str], width_of: Callable[[int], float], outline_of: OutlineOf
) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """A map with the Thai that its Latin letters stand for, and what it states of those codes."""
    meant = as_tis_620(said, width_of, outline_of)
    return ({**said, **meant}, {code: said[code] for code in meant}) if meant else (said, {})


def _pairs(encoding: EncodingCMap, said: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    for code in said:
        width = 1 if code < 256 and encoding.is_single_byte else 2
        yield from encoding.codes(code.to_bytes(width, "big"))


def _string(value: object) -> bytes:
    found = resolve1(value)
    return found if isinstance(found, bytes) else b""


def _names(encoding: object) -> dict[int, str]:
    """Code to glyph name as an encoding dictionary or a named encoding states."""
    base = resolve1(encoding.get("BaseEncoding")) if isinstance(encoding, dict) else encoding
    names = dict(_names_of(literal_name(base))) if isinstance(base, PSLiteral) else {}
    if isinstance(encoding, dict):
        code = 0
        for item in list_value(encoding.get("Differences", [])):
            item = resolve1(item)
            if isinstance(item, int):
                code = item
            elif isinstance(item, PSLiteral):
                names[code] = literal_name(item)
                code += 1
    return names


@cache
def _names_of(encoding: str) -> Mapping[int, str]:
    """The glyph names of an encoding that a file need only name; none of any other."""
    chars = EncodingDB.encodings.get(encoding, {})
    column = _COLUMNS.get(encoding)
    names = {code: f"uni{ord(char):04X}" for code, char in chars.items() if len(char) == 1}
    rows = ((row[column], row[0]) for row in ENCODING) if column else ()
    return names | {code: name for code, name in rows if isinstance(code, int)}


#: Where pdfminer's table of the encodings has the codes of each.
_COLUMNS = {"StandardEncoding": 1, "MacRomanEncoding": 2, "WinAnsiEncoding": 3, "PDFDocEncoding": 4}


def _drawings(spec: Mapping[str, Any], scale: float) -> Type3Program:
    found: dict[str, bytes] = {}
    for name, stream in list(dict_value(spec.get("CharProcs", {})).items())[:_MOST_DRAWINGS]:
        stream = resolve1(stream)
        if isinstance(stream, PDFStream):
            found[str(name)] = stream.get_data()
    return Type3Program(found, scale)


def _sane_widths(entries: list[Any]) -> Iterator[Any]:
    """A /W array without ranges that no font can have: pdfminer would write down every code of them."""
    at = 0
    while at < len(entries):
        entry = resolve1(entries[at])
        follower = resolve1(entries[at + 1]) if at + 1 < len(entries) else None
        if isinstance(follower, list):
            yield entry
            yield follower
            at += 2
            continue
        if at + 2 >= len(entries):
            return
        if isinstance(entry, int) and isinstance(follower, int) and 0 <= follower - entry < MOST_CODES:
            yield from (entry, follower, resolve1(entries[at + 2]))
        at += 3
