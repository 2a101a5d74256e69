"""A PDF writer that shapes Thai as HarfBuzz does, and says in its maps what it is told to say: right, or damaged.

The pages look the same whatever the damage. Glyphs are placed one by one; the font is a Type0 font whose codes are
glyph numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SIZE, LEADING, LEFT, TOP, WIDTH, HEIGHT = 14.0, 28.0, 60.0, 780.0, 700.0, 842.0
TONES = "่้๊๋"
MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"
#: Private codes of forms moved aside, as Thai fonts for Windows have them.
PRIVATE = dict(zip("ิีึื" + TONES + "์ัํ็", "\uf701\uf702\uf703\uf704\uf70a\uf70b\uf70c\uf70d\uf70e\uf710\uf711\uf712", strict=True))


@dataclass(frozen=True)
class Glyph:
    number: int
    text: str  #: what it stands for
    x: float  #: where it is painted, points from the beginning of the line
    y: float


@dataclass(frozen=True)
class Damage:
    """What is wrong with a file: what its map says of a glyph, in which order glyphs come, what the font keeps."""

    says: Callable[[str], str | None] = lambda text: text  #: None: the map has no entry
    order: Callable[[list[Glyph]], list[Glyph]] = list
    has_map: bool = True
    keeps_cmap: bool = True
    keeps_numbers: bool = True
    spacing: float = 0.0  #: after each letter, in ems
    has_spaces: bool = True  #: False: spaces are gaps without a glyph


def _swapped(glyphs: list[Glyph]) -> list[Glyph]:
    """Each sign after the letter that follows it."""
    result = list(glyphs)
    for at in range(len(result) - 1):
        if result[at].text in MARKS and result[at + 1].text not in MARKS + " ":
            result[at], result[at + 1] = result[at + 1], result[at]
    return result


def _signs_last(glyphs: list[Glyph]) -> list[Glyph]:
    return sorted(glyphs, key=lambda glyph: glyph.text in MARKS)


DAMAGES: dict[str, Damage] = {
    "sara am in two pieces": Damage(),
    "ring says space (Word)": Damage(lambda text: text.replace("ํ", " ")),
    "ring says space, every sara aa sara am (Word)": Damage(lambda text: text.replace("ํ", " ").replace("า", "ำ")),
    "ring has no entry": Damage(lambda text: None if "ํ" in text else text),
    "signs have private codes": Damage(lambda text: "".join(PRIVATE.get(char, char) for char in text)),
    "signs drawn after the next letter": Damage(order=_swapped),
    "signs drawn last on the line": Damage(order=_signs_last),
    "letters spaced out": Damage(spacing=0.12),
    "spaces are gaps": Damage(has_spaces=False),
    "no map, the font's own kept": Damage(has_map=False),
    "no map, nothing kept": Damage(has_map=False, keeps_cmap=False, keeps_numbers=False),
}


def write(pages: list[list[str]], font_path: Path, damage: Damage) -> bytes:
    data = font_path.read_bytes()
    face = uharfbuzz.Face(data)
    font = uharfbuzz.Font(face)
    lines = [[_shaped(line, font, face.upem, damage) for line in page] for page in pages]
    used = {glyph.number: glyph.text for page in lines for line in page for glyph in line}
    program, numbers = _subset(data, set(used), damage)
    pdf = pikepdf.new()
    resource = _font(pdf, program, {numbers[number]: text for number, text in used.items()}, damage)
    for page in lines:
        sheet = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=resource))
        shown = [f"/F1 {SIZE} Tf"]
        for row, line in enumerate(page):
            for glyph in damage.order(line):
                if glyph.text != " " or damage.has_spaces:
                    y = TOP - row * LEADING + glyph.y
                    shown.append(f"1 0 0 1 {LEFT + glyph.x:.3f} {y:.3f} Tm <{numbers[glyph.number]:04X}> Tj")
        sheet.Contents = pdf.make_stream(("BT\n" + "\n".join(shown) + "\nET\n").encode())
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _shaped(text: str, font: Any, upem: int, damage: Damage) -> list[Glyph]:
    # As HarfBuzz takes sara am apart: the ring comes before the tone.
    pieces = re.sub(f"([{TONES}]?)ำ", "ํ\\1า", text)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(pieces)
    buffer.guess_segment_properties()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(font, buffer)
    starts = [info.cluster for info in buffer.glyph_infos]
    ends = [*starts[1:], len(pieces)]
    scale, x, glyphs = SIZE / upem, 0.0, []
    for info, place, start, end in zip(buffer.glyph_infos, buffer.glyph_positions, starts, ends, strict=True):
        glyphs.append(Glyph(info.codepoint, pieces[start:end], x + place.x_offset * scale, place.y_offset * scale))
        x += place.x_advance * scale + (damage.spacing * SIZE if place.x_advance else 0.0)
    return glyphs


def _subset(data: bytes, glyphs: set[int], damage: Damage) -> tuple[TTFont, dict[int, int]]:
    """The font cut down, and the new number of each glyph."""
    font = TTFont(BytesIO(data))
    names = font.getGlyphOrder()
    options = Options(retain_gids=damage.keeps_numbers, glyph_names=False, notdef_outline=True, layout_features=[])
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    subsetter = Subsetter(options)
    kept = {code for code, name in font.getBestCmap().items() if font.getGlyphID(name) in glyphs}
    subsetter.populate(glyphs=[names[number] for number in glyphs], unicodes=kept if damage.keeps_cmap else [])
    subsetter.subset(font)
    if not damage.keeps_cmap and "cmap" in font:
        del font["cmap"]
    order = {name: number for number, name in enumerate(font.getGlyphOrder())}
    return font, {number: number if damage.keeps_numbers else order[names[number]] for number in glyphs}


def _font(pdf: pikepdf.Pdf, program: TTFont, texts: dict[int, str], damage: Damage) -> Any:
    upem = program["head"].unitsPerEm
    order = program.getGlyphOrder()
    widths = {number: program["hmtx"][order[number]][0] * 1000 / upem for number in texts}
    out = BytesIO()
    program.save(out)
    name = pikepdf.Name("/ABCDEF+Benchmark")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=4, FontBBox=[-500, -400, 1200, 1200], ItalicAngle=0,
        Ascent=900, Descent=-300, CapHeight=700, StemV=80, FontFile2=pdf.make_stream(out.getvalue()),
    )  # fmt: skip
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=name, CIDToGIDMap=pikepdf.Name.Identity,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=pikepdf.Array([item for number, width in sorted(widths.items()) for item in (number, [round(width, 2)])]),
    )  # fmt: skip
    whole = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=name, Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(inner)],
    )  # fmt: skip
    if damage.has_map:
        said = {number: damage.says(text) for number, text in texts.items()}
        whole.ToUnicode = pdf.make_stream(_map({number: text for number, text in said.items() if text is not None}))
    return pdf.make_indirect(whole)


def _map(texts: dict[int, str]) -> bytes:
    entries = "\n".join(f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>" for number, text in sorted(texts.items()))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(texts)} beginbfchar\n{entries}\nendbfchar\nendcmap end end\n"
    ).encode()
