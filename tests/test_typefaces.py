"""Thai that looks as HarfBuzz sets it and reads back as it was written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz
from pythainlp.corpus import thai_words
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from reportlab.platypus.tableofcontents import TableOfContents

from dgreport.rendering.standins import STAND_IN
from dgreport.rendering.typeset import drawings
from dgreport.rendering.typeset.typefaces import FONT_NAMES, REGULAR, typefaces
from readback import READERS, bare, by_pdfium, by_pdfplumber, lines

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", *"ัิีึืฺุู็ํ"]
TONES = ["", *"่้๊๋์"]
CLUSTERS = [c + v + t for c in CONSONANTS for v in VOWELS for t in TONES] + [
    c + t + "ำ" for c in CONSONANTS for t in TONES[:5]
]
#: Tone stacks, sara am, short and long tails, tall consonants: where unshaped Thai collides.
STACKS = [
    "น้ำ",
    "ป้ำ",
    "ปั๊ม",
    "ญู",
    "ฐู",
    "ฏุ",
    "ฎู",
    "สิทธิ์",
    "ทั้งนี้",
    "ฟื้นฟู",
    "ฝี่",
    "กตัญญู",
    "ฐิติ",
    "ซ้ำ",
    "ฤๅ",
    "เปิ้ล",
    "ปี่",
    "ฬ้ำ",
    "ศูนย์",
    "ที่",
]


def words_and_clusters() -> tuple[list[str], list[str]]:
    """Every twentieth word of the dictionary, and lines of eleven clusters each."""
    words = [word for word in sorted(thai_words()) if " " not in word][::20]
    return words, [" ".join(CLUSTERS[start : start + 11]) for start in range(0, len(CLUSTERS), 11)]


def write_lines(path: Path, texts: list[str], font: str, size: float = 11, per_page: int = 45) -> None:
    """Each text on a line of its own."""
    typefaces()
    canvas = Canvas(str(path), invariant=1, initialFontName=font)
    for start in range(0, len(texts), per_page):
        canvas.setFont(font, size)
        for number, text in enumerate(texts[start : start + per_page]):
            canvas.drawString(40, 800 - number * 16.8, text)
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize("font", FONT_NAMES)
def test_every_cluster_and_the_dictionary_read_back(font, tmp_path):
    words, rows = words_and_clusters()
    assert len(words) > 3000
    texts = words + rows
    path = tmp_path / "lines.pdf"
    write_lines(path, texts, font)
    for name, read in READERS.items():
        assert lines(read(path)) == [bare(text) for text in texts], name


def test_wherever_reportlab_paints_text_it_reads_back(tmp_path):
    typefaces()
    path = tmp_path / "everywhere.pdf"
    style = ParagraphStyle("thai", fontName=REGULAR, fontSize=12, leading=20)
    contents = TableOfContents(levelStyles=[style])

    class Listed(SimpleDocTemplate):
        def afterFlowable(self, flowable: object) -> None:
            if isinstance(flowable, Table):
                self.notify("TOCEntry", (0, "สารบัญที่ตั้งไว้", 3))

    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="40pt"><text x="5" y="20" '
        "style=\"font-size: 12px; font-family: 'Sarabun'; font-weight: 600\">กลุ่มผู้ซื้อน้ำปั๊ม</text></svg>"
    )
    story = [
        Paragraph("ย่อหน้าที่ <b>หนักแน่น</b> ทั้งนี้", style),
        Table([["ตารางซ้ำ", "ศูนย์"]], style=[("FONT", (0, 0), (-1, -1), REGULAR, 12)]),
        contents,
        drawings.drawing(svg.encode()),
    ]

    def paint(canvas: Canvas, _: object) -> None:
        canvas.setFont(REGULAR, 12)
        canvas.drawCentredString(300, 60, "ท้ายกระดาษนี้มีน้ำ")

    Listed(str(path), initialFontName=REGULAR).multiBuild(story, onFirstPage=paint)
    wanted = ["ย่อหน้าที่หนักแน่นทั้งนี้", "ตารางซ้ำ", "ศูนย์", "สารบัญที่ตั้งไว้", "กลุ่มผู้ซื้อน้ำปั๊ม", "ท้ายกระดาษนี้มีน้ำ"]
    for name, read in READERS.items():
        text = bare("".join(read(path)))
        assert [each for each in wanted if each not in text] == [], name
    with pikepdf.open(path) as pdf:
        fonts = {str(font.BaseFont).rpartition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert fonts >= {"Sarabun-Regular", "Sarabun-Bold", "Sarabun-SemiBold"}


def difference(one: bytes, other: bytes) -> float:
    """How far the ink of two PDFs of one page is apart, as a share of the ink of the other."""
    ours, theirs = (bytes(pypdfium2.PdfDocument(pdf)[0].render(scale=3, grayscale=True).buffer) for pdf in (one, other))
    ink = sum(255 - value for value in theirs)
    assert ink > 100_000
    return sum(abs(mine - its) for mine, its in zip(ours, theirs, strict=True)) / ink


def as_harfbuzz_sets_it(texts: list[str], font: str, size: float) -> bytes:
    """A PDF of outlines alone: each text shaped as a whole by HarfBuzz, glyph by glyph where HarfBuzz puts it."""
    program = (Path(drawings.__file__).parents[1] / "fonts" / f"{font}.ttf").read_bytes()
    shaper = uharfbuzz.Font(uharfbuzz.Face(program))
    out = BytesIO()
    canvas = Canvas(out)
    for number, text in enumerate(texts):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaper, buffer, {"liga": False})
        path = canvas.beginPath()
        pen_x = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x0, y0 = pen_x + position.x_offset, position.y_offset
            trace(path, shaper, info.codepoint, x0, y0, size / 1000, 40, 800 - number * 34)
            pen_x += position.x_advance
        canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def trace(path, shaper, glyph: int, x0: float, y0: float, scale: float, left: float, base: float) -> None:
    """Adds the outline of a glyph to a path of the canvas; quadratic curves become cubic ones."""

    def at(x: float, y: float) -> tuple[float, float]:
        return left + (x + x0) * scale, base + (y + y0) * scale

    here = (0.0, 0.0)

    def move(x, y, _):
        nonlocal here
        here = (x, y)
        path.moveTo(*at(x, y))

    def line(x, y, _):
        nonlocal here
        here = (x, y)
        path.lineTo(*at(x, y))

    def curve(cx, cy, x, y, _):
        nonlocal here
        first = (here[0] + 2 / 3 * (cx - here[0]), here[1] + 2 / 3 * (cy - here[1]))
        second = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
        here = (x, y)
        path.curveTo(*at(*first), *at(*second), *at(x, y))

    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(move)
    functions.set_line_to_func(line)
    functions.set_quadratic_to_func(curve)
    functions.set_close_path_func(lambda _: path.close())
    shaper.draw_glyph(glyph, functions)


@pytest.mark.parametrize("font", FONT_NAMES)
def test_the_ink_is_that_of_harfbuzz(font):
    texts = [*STACKS, "กรมบัญชีกลางใช้งานระบบฟรี", "AVATAR To WAVE “Type”"]
    size = 22
    typefaces()
    out = BytesIO()
    canvas = Canvas(out, initialFontName=font)
    canvas.setFont(font, size)
    for number, text in enumerate(texts):
        canvas.drawString(40, 800 - number * 34, text)
    canvas.save()
    # Only the edges of strokes differ: the two are rasterised from a font and from a path.
    assert difference(out.getvalue(), as_harfbuzz_sets_it(texts, font, size)) < 0.03


def test_the_comparison_of_ink_sees_marks_that_are_not_moved():
    typefaces()
    size, text = 22, "น้ำที่ปั๊มฐูฟื้นฟู"
    out = BytesIO()
    canvas = Canvas(out, initialFontName=REGULAR)
    canvas.setFont(REGULAR, size)
    x = 40.0
    for char in text:
        canvas.drawString(x, 800, char)
        x += canvas.stringWidth(char)
    canvas.save()
    assert difference(out.getvalue(), as_harfbuzz_sets_it([text], REGULAR, size)) > 0.2


def test_one_variant_for_each_character_and_no_width_of_nought():
    for face in typefaces().values():
        for text in [*STACKS, *CLUSTERS, "e\u0301", "ก่ี", "่", "ำ"]:
            variants = face.variants(text)
            assert "".join(variant.char for variant in variants) == text
            assert all(variant.advance > 0 for variant in variants)


def test_sara_am_stays_one_character_and_its_tone_is_drawn():
    (_, tone, am) = typefaces()[REGULAR].variants("น้ำ")
    assert (tone.char, am.char) == ("้", "ำ")
    assert tone.outline
    assert am.outline


def test_latin_is_kerned_and_digits_are_not():
    face = typefaces()[REGULAR]
    assert face.stringWidth("AV", 1000) < face.stringWidth("A", 1000) + face.stringWidth("V", 1000)
    assert {face.stringWidth(digits, 1000) for digits in ("1111", "0000", "4747")} == {2200.0}


def test_a_character_that_the_fonts_lack_is_drawn_as_the_stand_in_and_reads_back(tmp_path):
    face = typefaces()[REGULAR]
    assert [char for char in "ก漢☃A●\u2011" if face.lacks(char)] == ["漢", "☃"]
    shown = face.variants("漢")[0]
    assert shown.outline == face.variants(STAND_IN)[0].outline
    assert face.variants("●")[0].outline == face.variants("•")[0].outline
    path = tmp_path / "missing.pdf"
    write_lines(path, ["ก漢ข😀ค"], REGULAR)
    assert lines(by_pdfplumber(path)) == ["ก漢ข😀ค"]
    assert lines(by_pdfium(path)) == ["ก漢ข😀ค"]


def test_no_notdef_is_ever_drawn_and_every_font_is_embedded(tmp_path):
    path = tmp_path / "embedded.pdf"
    write_lines(path, ["กขค 漢 น้ำ", "\x07"], REGULAR)
    with pikepdf.open(path) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        assert str(font.Encoding) == "/Identity-H"
        program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        codes = [
            bytes(operand)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "Tj"
            for operand in operands
        ]
    assert codes
    assert all(code[at : at + 2] != b"\0\0" for code in codes for at in range(0, len(code), 2))
    assert len(program) < 6000


def test_the_same_text_gives_the_same_bytes(tmp_path):
    for name in ("one.pdf", "other.pdf"):
        write_lines(tmp_path / name, STACKS, REGULAR)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_two_documents_at_once_keep_their_subsets_apart(tmp_path):
    typefaces()
    canvases = [Canvas(str(tmp_path / f"{number}.pdf"), initialFontName=REGULAR) for number in (0, 1)]
    for text, canvas in zip(("กรม", "จังหวัด"), canvases, strict=True):
        canvas.setFont(REGULAR, 12)
        canvas.drawString(50, 700, text)
    for canvas in canvases:
        canvas.save()
    assert lines(by_pdfium(tmp_path / "0.pdf")) == ["กรม"]
    assert lines(by_pdfium(tmp_path / "1.pdf")) == ["จังหวัด"]
