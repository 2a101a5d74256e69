"""Opening PDFs and reading what their pages show: places, colours, spans, damage; small files made here."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from dgreport.errors import DamagedPdf, EncryptedPdf, NotAPdf, NoTextLayer
from dgreport.extraction.glyphs import open_document, read_pages
from dgreport.extraction.glyphs.spans import settle_span
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.layout.text import read_text
from dgreport.extraction.page import Page
from handset import changed, glyph

Name = pikepdf.Name
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A PDF whose pages have the given contents, with Helvetica as /F1."""

    def make_file(*contents: bytes, resources: dict[str, Any] | None = None, **page_entries: Any) -> Path:
        pdf = pikepdf.new()
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
        )
        for content in contents:
            page = pdf.add_blank_page(page_size=(300, 400))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), **(resources or {}))
            page.Contents = pdf.make_stream(content)
            for key, value in page_entries.items():
                page[f"/{key}"] = value
        path = tmp_path / "made.pdf"
        pdf.save(path, compress_streams=False)
        return path

    return make_file


def first(path: Path) -> Page:
    with open_document(path) as document:
        return document.page(1)


def said(page: Page) -> list[str]:
    return [line.text for line in lines_of(page)]


HELLO = b"BT /F1 10 Tf 50 300 Td (Hello) Tj ET"


# Places ---------------------------------------------------------------------------------------------------------------


def test_place_and_size_from_the_top_left_corner(make: Make) -> None:
    page = first(make(HELLO))
    assert (page.width, page.height, page.problem) == (300, 400, "")
    glyph = page.glyphs[0]
    assert (glyph.text, glyph.code, glyph.size, glyph.upright) == ("H", 72, 10, True)
    assert (glyph.x, glyph.y) == (50, 100)
    assert glyph.box[0] == 50
    assert glyph.box[1] < 100 < glyph.box[3]
    assert glyph.box[3] - glyph.box[1] == pytest.approx(10)


def test_spacing_of_characters_and_words(make: Make) -> None:
    page = first(make(b"BT /F1 10 Tf 2 Tc 5 Tw 50 300 Td (a b) Tj (c) Tj [(d) -1000 (e)] TJ ET"))
    starts = [glyph.x for glyph in page.glyphs]
    width = {"a": 5.56, " ": 2.78, "b": 5.56, "c": 5.0, "d": 5.56}
    expected = [50.0]
    for char, extra in (("a", 2), (" ", 7), ("b", 2), ("c", 2), ("d", 12)):
        expected.append(expected[-1] + width[char] + extra)
    assert starts == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("rotate", "size", "origin", "angle"),
    [(0, (300, 400), (50, 100), 0), (90, (400, 300), (300, 50), 90), (180, (300, 400), (250, 300), 180),
     (270, (400, 300), (100, 250), -90)],
)  # fmt: skip
def test_a_turned_page_is_read_as_shown(
    make: Make, rotate: int, size: tuple[int, int], origin: tuple[int, int], angle: float
) -> None:
    page = first(make(HELLO, Rotate=rotate))
    assert (page.width, page.height) == size
    assert page.glyphs[0][1:] == pytest.approx(origin)
    assert abs(page.glyphs[0].angle) == abs(angle)
    assert said(page) == ["Hello"]


def test_the_crop_box_is_the_page(make: Make) -> None:
    page = first(make(HELLO, CropBox=pikepdf.Array([40, 250, 240, 350])))
    assert (page.width, page.height) == (200, 100)
    assert page.glyphs[0][1:] == (10, 50)


def test_what_lies_beyond_the_page_is_not_on_it(make: Make) -> None:
    page = first(make(HELLO + b" BT /F1 10 Tf -200 300 Td (Back) Tj ET BT /F1 10 Tf 50 500 Td (Top) Tj ET"))
    assert said(page) == ["Hello"]


@pytest.mark.parametrize("box", [[0, 0, 0, 0], ["a", "b", "c", "d"], [0, 0, 300]])
def test_a_page_without_a_size_is_read_all_the_same(make: Make, box: list[Any]) -> None:
    values = [Name(f"/{value}") if isinstance(value, str) else value for value in box]
    page = first(make(HELLO, MediaBox=pikepdf.Array(values)))
    assert said(page) == ["Hello"]


# Shapes ---------------------------------------------------------------------------------------------------------------


def test_kinds_of_shapes_and_their_colours(make: Make) -> None:
    page = first(
        make(
            b"1 0 0 rg 10 10 20 30 re f  0.5 G 10 100 m 60 100 l S  0 1 0 0 k 0 0 m 10 0 l 5 8 l h f*"
            b" 0 0 1 rg 0 0 0 RG 50 50 m 60 50 70 60 70 70 c 50 70 l h B"
        )
    )
    rect, line, triangle, pie = page.shapes
    assert (rect.kind, rect.box, rect.fill, rect.stroke) == ("rect", (10, 360, 30, 390), (1, 0, 0), None)
    assert (line.kind, line.points, line.fill, line.stroke) == ("line", ((10, 300), (60, 300)), None, (0.5, 0.5, 0.5))
    assert (triangle.kind, triangle.fill) == ("path", (1, 0, 1))
    assert pie.points == ((50, 350), (70, 330), (50, 330), (50, 350))
    assert (pie.fill, pie.stroke) == ((0, 0, 1), (0, 0, 0))


def test_colours_of_other_spaces(make: Make) -> None:
    tint = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=pikepdf.Array([1, 1, 1]), C1=pikepdf.Array([0, 0.5, 1]), N=1
    )
    spaces = pikepdf.Dictionary(
        Sep=pikepdf.Array([Name.Separation, Name.Blue, Name.DeviceRGB, tint]),
        Idx=pikepdf.Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\x00\x00\x00\xff\x80\x00")]),
        Lab=pikepdf.Array([Name.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.82])]),
    )
    content = b"/Sep cs 1 scn 0 0 1 1 re f q /Idx cs 1 sc 0 0 1 1 re f Q 0 0 1 1 re f /Lab cs 100 0 0 sc 0 0 1 1 re f"
    separation, indexed, restored, lab = first(make(content, resources={"ColorSpace": spaces})).shapes
    assert separation.fill == pytest.approx((0, 0.5, 1))
    assert indexed.fill == pytest.approx((1, 0.502, 0), abs=0.001)
    assert restored.fill == separation.fill
    assert lab.fill == pytest.approx((1, 1, 1), abs=0.01)


def test_slanted_letters_are_as_wide_as_upright_ones(make: Make) -> None:
    """Word processors lean letters of fonts that have no italics."""
    leaning = first(make(HELLO.replace(b" Td ", b" Td 1 0 0.33 1 20 100 Tm ")))
    upright = first(make(HELLO))
    for one, other in zip(leaning.glyphs, upright.glyphs, strict=True):
        assert (*one.form.box, one.size) == pytest.approx((*other.form.box, other.size))


def type_1(names: list[str]) -> bytes:
    """A compact font of these glyphs, all of them squares."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names])
    pen = T2CharStringPen(500, None)
    for number, point in enumerate([(50, 0), (450, 0), (450, 500), (50, 500)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    square = pen.getCharString()
    builder.setupCFF("Squares", {}, dict.fromkeys([".notdef", *names], square), {})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupCharacterMap({})
    builder.setupPost()
    out = BytesIO()
    builder.save(out)
    return bytes(TTFont(BytesIO(out.getvalue())).reader["CFF "])


def test_latin_letters_stay_latin_where_widths_of_others_are_stated_as_none(make: Make) -> None:
    """As TeX has them: a table of widths from the first byte to the last, and few glyphs."""
    path = make(b"BT /F1 10 Tf 50 300 Td (\xa1y, \xb1 \x95) Tj ET")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        program = pdf.make_stream(type_1(["exclamdown", "y", "plusminus", "bullet", "comma"]), Subtype=pikepdf.Name.Type1C)
        font = pdf.pages[0].Resources.Font.F1
        font.BaseFont = pikepdf.Name("/ABCDEF+Squares")  # the metrics of the standard fonts are known
        font.FontDescriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=font.BaseFont, FontFile3=program)
        font.Encoding = pikepdf.Name.WinAnsiEncoding
        font.FirstChar, font.LastChar = 0, 255
        font.Widths = pikepdf.Array([500 if code in b"\xa1y,\xb1\x95 " else 0 for code in range(256)])
        pdf.save()
    assert said(first(path)) == ["¡y, ± •"]


# ActualText -----------------------------------------------------------------------------------------------------------


def test_actual_text_where_glyphs_are_unknown_and_not_where_they_are_read(make: Make) -> None:
    known = b"/Span << /ActualText (Hallo) >> BDC " + HELLO + b" EMC"
    assert said(first(make(known))) == ["Hello"]
    from_list = b"/Span /P1 BDC " + HELLO + b" EMC"
    properties = {"Properties": pikepdf.Dictionary(P1=pikepdf.Dictionary(ActualText=pikepdf.String("ที่นี่")))}
    assert said(first(make(from_list, resources=properties))) == ["ที่นี่"]
    illegal = {"Properties": pikepdf.Dictionary(P1=pikepdf.Dictionary(ActualText=pikepdf.String("า่")))}
    assert said(first(make(from_list, resources=illegal))) == ["Hello"]


@pytest.mark.parametrize(("top", "wanted"), [(-6.0, "บ"), (-9.0, "บั")], ids=["bare", "with its sign"])
def test_actual_text_that_gives_a_bare_letter_a_sign(top: float, wanted: str) -> None:
    """A letter's map had the cluster of its first use; the sign is drawn, and said, after it."""
    letter = changed(glyph("บ", 50, 100), ink=(0.5, top, 4.5, 0.0))
    assert [each.text for each in settle_span([letter], "บั", lambda font: 600.0)] == [wanted]


# Damage ---------------------------------------------------------------------------------------------------------------


def test_not_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(NotAPdf, match=r"page\.html: not a PDF"):
        open_document(path)
    with pytest.raises(NotAPdf, match="can't be read"):
        open_document(tmp_path / "missing.pdf")


def test_a_password_is_needed_and_used(make: Make, tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(make(HELLO)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="secret"))
    with pytest.raises(EncryptedPdf, match=r"encrypted\. Give its password"):
        open_document(locked)
    with pytest.raises(EncryptedPdf, match="the password does not open it"):
        open_document(locked, password="wrong")
    assert read_text(locked, password="secret") == "Hello\n"


def test_a_file_without_a_cross_reference_table_is_read(make: Make, tmp_path: Path) -> None:
    data = make(HELLO).read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(data[: data.rfind(b"xref")])
    assert read_text(cut) == "Hello\n"


def test_nothing_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "stub.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(DamagedPdf, match=r"stub\.pdf: can't be read"):
        open_document(path)


def test_a_bad_page_does_not_lose_the_others(make: Make) -> None:
    path = make(HELLO, HELLO)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        broken = pdf.make_stream(b"not deflated")
        broken.Filter = Name("/NoSuchDecode")
        pdf.pages[0].Contents = broken
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    one, two = read_pages(path)
    assert one.problem.startswith("damaged (")
    assert one.glyphs == ()
    assert said(two) == ["Hello"]


def test_a_wrong_length_of_the_content_is_mended(make: Make) -> None:
    path = make(HELLO)
    data = path.read_bytes()
    size = f"/Length {len(HELLO)}".encode()
    assert size in data
    path.write_bytes(data.replace(size, b"/Length 0 "[: len(size)].ljust(len(size))))
    assert read_text(path) == "Hello\n"


def test_pages_without_characters(make: Make) -> None:
    path = make(b"0 0 10 10 re f", b"0 0 10 10 re f")
    pages = read_pages(path)
    assert [len(next(pages).shapes), len(next(pages).shapes)] == [1, 1]
    with pytest.raises(NoTextLayer, match="no characters on pages 1–2: only images or drawings"):
        next(pages)
    with pytest.raises(NoTextLayer, match="on page 2:"):
        list(read_pages(path, pages=[2]))


def test_only_the_pages_that_are_asked_for(make: Make) -> None:
    path = make(HELLO, b"BT /F1 10 Tf 50 300 Td (Two) Tj ET")
    assert read_text(path, pages=[2]) == "Two\n"
    assert read_text(path) == "Hello\n\fTwo\n"
    with pytest.raises(DamagedPdf, match="there is no page 3; it has 2"):
        list(read_pages(path, pages=[3]))


def test_a_drawing_that_embeds_itself(make: Make) -> None:
    path = make(b"/X Do " + HELLO)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = pdf.make_stream(b"/X Do BT /F1 10 Tf 50 200 Td (Form) Tj ET")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 300, 400])
        form.Resources = pikepdf.Dictionary(
            Font=pdf.pages[0].Resources.Font, XObject=pikepdf.Dictionary(X=form)
        )  # fmt: skip
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
        pdf.save(path)
    assert sorted(said(first(path))) == ["Form", "Hello"]


def test_a_closed_document_waits_for_no_collector(make: Make) -> None:
    document = open_document(make(HELLO))
    page = document.page(1)
    font, owner = (weakref.ref(held) for held in (document.fonts[0], document))
    gc.disable()
    try:
        document.close()
        del document
        assert (owner(), font()) == (None, None)
    finally:
        gc.enable()
    assert said(page) == ["Hello"]


def test_too_much_is_said(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dgreport.extraction.glyphs.recorder.MOST_OPERATORS", 100)
    page = first(make(HELLO + b" 0 g" * 200))
    assert page.problem == "more than 100 operators on one page"
    assert said(page) == ["Hello"]


def test_a_number_that_pdf_does_not_know(make: Make) -> None:
    """6.1e-17 for nothing, as a writer puts that turns text: the rest of the matrix stands."""
    page = first(make(b"BT /F1 10 Tf 1 6.1e-17 -6.1e-17 1 50 300 Tm (Hi) Tj ET"))
    assert "".join(glyph.text for glyph in page.glyphs) == "Hi"


def test_text_squeezed_to_nothing_is_not_shown(make: Make) -> None:
    with pytest.raises(NoTextLayer):
        read_text(make(b"q 0 0 0 0 0 0 cm " + HELLO + b" Q"))
