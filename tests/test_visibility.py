"""What a page does not show is not read: covered, cut off, clear, in the colour of its ground, in a layer that is off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from dgreport.extraction.glyphs import open_document
from dgreport.extraction.layout.inspection import inspect
from dgreport.extraction.layout.lines import lines_of

Name, Dictionary, Array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array
Drawing = tuple[bytes, dict[str, Any]]  #: content of a form, or samples of an image, and the entries of its stream

SHOWN = b"BT /F1 10 Tf 50 300 Td (Shown) Tj ET "
SECRET = b"BT /F1 10 Tf 50 200 Td (Secret) Tj ET "
OVER = b" 40 190 100 30 re f "  #: lies upon the secret


def page(
    tmp_path: Path, content: bytes, drawn: Drawing | None = None, resources: dict[str, Any] | None = None
) -> Path:
    """One page, 300 by 400 points, with Helvetica as /F1, the drawing as /X, and these resources."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    sheet = pdf.add_blank_page(page_size=(300, 400))
    sheet.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)), **(resources or {}))
    if drawn is not None:
        data, entries = drawn
        sheet.Resources.XObject = Dictionary(X=pdf.make_stream(data, Type=Name.XObject, **entries))
    sheet.Contents = pdf.make_stream(content)
    pdf.save(tmp_path / "page.pdf")
    return tmp_path / "page.pdf"


def read(path: Path) -> list[str]:
    with open_document(path) as document:
        return [line.text for line in lines_of(document.page(1))]


def form(content: bytes, *box: float, **entries: Any) -> Drawing:
    return content, {"Subtype": Name.Form, "BBox": Array(box), **entries}


def image(**entries: Any) -> Drawing:
    """One grey pixel."""
    looks = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    return b"\xee", {"Subtype": Name.Image, "Width": 1, "Height": 1, **looks, **entries}


@pytest.mark.parametrize(
    "content",
    [
        SECRET + b"1 g" + OVER,
        SECRET + b"0.2 0.4 0.6 rg" + OVER,
        SECRET + b"0 0 1 RG 1 w 0 g 40 190 100 30 re B",
        SECRET + b"1 g 45 190 m 140 190 l 145 195 l 145 215 l 140 220 l 45 220 l 40 215 l 40 195 l h f",
        b"1 g " + SECRET,
        b"0.2 0.4 0.6 rg" + OVER + SECRET,
        b"q 40 290 200 30 re W n " + SECRET + b"Q",
        b"q 40 290 200 30 re W n 0 0 300 400 re W* n " + SECRET + b"Q",
        b"q 3 Tr " + SECRET + b"0 Tr Q",
        b"BT /F1 0.1 Tf 50 200 Td (Secret) Tj ET",
    ],
    ids=[
        "white", "coloured", "framed", "rounded", "white on white", "in the colour of a panel", "clipped", "clipped twice",
        "without ink", "too small",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(tmp_path: Path, content: bytes) -> None:
    assert read(page(tmp_path, content + b" 0 g " + SHOWN)) == ["Shown"]


@pytest.mark.parametrize(
    "content",
    [
        b"1 g" + OVER + b"0 g " + SECRET,
        b"0 g" + OVER + b"1 g " + SECRET,
        SECRET + b"60 200 m 90 200 l S",
        SECRET + b"40 202 100 1 re f",
        SECRET + b"1 g 0 0 300 400 re 40 190 100 30 re f*",
        SECRET + b"q 0 0 20 20 re W n 1 g" + OVER + b"Q",
        SECRET + b"q 50 200 m 60 210 l 70 200 l h W n 1 g" + OVER + b"Q",
        b"10 w 0 0 1 RG 40 204 m 140 204 l S 1 g " + SECRET,
        b"/Shade sh 1 g " + SECRET,
        b"/Pattern cs /P1 scn" + OVER + b"1 g " + SECRET,
        b"q 7 Tr " + SECRET + b"1 0 0 rg" + OVER + b"Q",
        b"q 40 190 100 30 re W n " + SECRET + b"Q",
        b"1 Tr 1 g 0 G " + SECRET + b"0 Tr",
        b"1 g " + SECRET + b"0 g " + SECRET,
    ],
    ids=[
        "upon a white panel", "white on black", "struck through", "ruled", "in the hole of a frame", "cover clipped away",
        "cover of unknown shape", "white on a thick stroke", "white on a gradient", "white on a pattern",
        "letters as a clip", "within its clip", "outlined", "with a white copy under it",
    ],
)  # fmt: skip
def test_what_may_be_seen_is_read(tmp_path: Path, content: bytes) -> None:
    assert read(page(tmp_path, SHOWN + content + b" 0 g")) == ["Shown", "Secret"]


@pytest.mark.parametrize(
    ("state", "covered"),
    [({}, True), ({"ca": 0.4}, False), ({"BM": Name.Multiply}, False), ({"BM": Name.Normal, "ca": 1}, True)],
)
def test_paint_that_lets_the_text_through(tmp_path: Path, state: dict[str, Any], covered: bool) -> None:
    resources = {"ExtGState": Dictionary(G=Dictionary(**state))}
    content = SHOWN + SECRET + b"q /G gs 1 1 0 rg" + OVER + b"Q"
    assert read(page(tmp_path, content, resources=resources)) == (["Shown"] if covered else ["Shown", "Secret"])


def test_a_shadow_is_read_once(tmp_path: Path) -> None:
    line = b"BT /F1 10 Tf %d %d Td (Shown twice) Tj ET "
    shadow = b"0.7 g " + line % (51, 299) + b"0 g " + line % (50, 300)
    assert read(page(tmp_path, shadow)) == ["Shown twice"]
    more = shadow + b"BT /F1 10 Tf 50 280 Td (and more) Tj ET"
    assert read(page(tmp_path, more)) == ["Shown twice", "and more"]
    other = b"0.7 g " + line % (51, 299) + b"0 g BT /F1 10 Tf 50 280 Td (Shown twice) Tj ET"
    assert read(page(tmp_path, other)) == ["Shown twice", "Shown twice"]


def test_letters_under_a_copy_of_themselves_without_ink_are_no_shadow(tmp_path: Path) -> None:
    line = b"BT /F1 10 Tf %s Tr 50.1 300 Td (Shown and copied) Tj ET "
    assert read(page(tmp_path, line % b"0" + line % b"3")) == ["Shown and copied"]


def test_text_without_opacity(tmp_path: Path) -> None:
    resources = {"ExtGState": Dictionary(None_=Dictionary(ca=0), Half=Dictionary(ca=0.5))}
    content = b"q /None_ gs " + SECRET + b"Q q /Half gs " + SHOWN + b"Q"
    assert read(page(tmp_path, content, resources=resources)) == ["Shown"]


def test_a_cover_in_a_form(tmp_path: Path) -> None:
    content = SHOWN + SECRET + b"q 1 0 0 1 40 190 cm /X Do Q"
    cover = b"1 g 0 0 100 30 re f"
    assert read(page(tmp_path, content, form(cover, 0, 0, 100, 30))) == ["Shown"]
    group = form(cover, 0, 0, 100, 30, Group=Dictionary(S=Name.Transparency))
    assert read(page(tmp_path, content, group)) == ["Shown"]
    see_through = SHOWN + SECRET + b"q /G gs 1 0 0 1 40 190 cm /X Do Q"
    half = {"ExtGState": Dictionary(G=Dictionary(ca=0.5))}
    assert read(page(tmp_path, see_through, group, half)) == ["Shown", "Secret"]


def test_a_form_begins_in_the_colours_of_its_place_and_ends_at_its_box(tmp_path: Path) -> None:
    content = SHOWN + SECRET + b"1 g q 1 0 0 1 40 190 cm /X Do Q"
    assert read(page(tmp_path, content, form(b"0 0 100 30 re f", 0, 0, 100, 30))) == ["Shown"]
    assert read(page(tmp_path, content, form(b"0 0 100 30 re f", 0, 0, 5, 5))) == ["Shown", "Secret"]


def test_an_image_covers_what_is_under_it(tmp_path: Path) -> None:
    content = SHOWN + SECRET + b"q 100 0 0 30 40 190 cm /X Do Q"
    assert read(page(tmp_path, content, image())) == ["Shown"]
    masked = image(Mask=Array([0, 10]))
    assert read(page(tmp_path, content, masked)) == ["Shown", "Secret"]
    white_upon = b"q 100 0 0 30 40 190 cm /X Do Q 1 g " + SECRET
    assert read(page(tmp_path, white_upon, image())) == ["Secret"]


@pytest.mark.parametrize(
    "content",
    [b"q 300 0 0 400 0 0 cm /X Do Q 3 Tr " + SHOWN, SHOWN + b"q 300 0 0 400 0 0 cm /X Do Q"],
    ids=["without ink over the scan", "under the scan"],
)
def test_what_recognition_laid_over_or_under_a_scan_is_read_and_said_so(tmp_path: Path, content: bytes) -> None:
    path = page(tmp_path, content, image())
    assert read(path) == ["Shown"]
    state = inspect(path).pages[0]
    assert (state.hidden, state.layer) == (0, 5)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    state = inspect(page(tmp_path, SHOWN + b"1 g " + SECRET)).pages[0]
    assert (state.hidden, state.layer) == (6, 0)


@pytest.mark.parametrize(
    ("default", "shown"),
    [
        ({"OFF": "A"}, False),
        ({"OFF": "B"}, True),
        ({"BaseState": Name.OFF}, False),
        ({"BaseState": Name.OFF, "ON": "A"}, True),
    ],
)
@pytest.mark.parametrize("kind", ["content", "drawing", "membership"])
def test_layers(tmp_path: Path, default: dict[str, Any], shown: bool, kind: str) -> None:
    content = SHOWN + (b"/X Do" if kind == "drawing" else b"/OC /L BDC " + SECRET + b"EMC")
    path = page(tmp_path, content, form(SECRET, 0, 0, 300, 400))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        groups = {name: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in "AB"}
        states = {key: Array([groups[of]]) if isinstance(of, str) else of for key, of in default.items()}
        pdf.Root.OCProperties = Dictionary(OCGs=Array(list(groups.values())), D=Dictionary(**states))
        resources = pdf.pages[0].Resources
        member = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([groups["A"]]), P=Name.AllOn))
        resources.Properties = Dictionary(L=member if kind == "membership" else groups["A"])
        # A drawing may be given the font of its page, and is in the layer itself.
        resources.XObject.X.Resources = Dictionary(Font=resources.Font)
        resources.XObject.X.OC = groups["A"]
        pdf.save()
    assert read(path) == (["Shown", "Secret"] if shown else ["Shown"])


@pytest.mark.parametrize(
    ("kind", "flags", "shown"),
    [("Widget", 4, True), ("FreeText", 0, True), ("Stamp", 0, True), ("Widget", 2, False), ("Widget", 32, False),
     ("Popup", 0, False)],
)  # fmt: skip
def test_fields_and_notes_are_read_where_they_are_shown(tmp_path: Path, kind: str, flags: int, shown: bool) -> None:
    path = page(tmp_path, SHOWN)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        font = pdf.pages[0].Resources.Font
        box = {"BBox": Array([0, 0, 50, 10]), "Resources": Dictionary(Font=font), "Subtype": Name.Form}
        box["Matrix"] = Array([1, 0, 0, 1, 7, 7])
        look = pdf.make_stream(b"BT /F1 5 Tf 0 2 Td (Filled in) Tj ET", **box)
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), F=flags, Rect=Array([100, 100, 200, 120]), AP=Dictionary(N=look)
        )
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots)
        pdf.save()
    assert read(path) == (["Shown", "Filled in"] if shown else ["Shown"])
    if shown:
        with open_document(path) as document:
            letter = document.page(1).glyphs[-1]
        assert (letter.size, letter.y) == (10, 400 - 104)


def test_of_a_box_the_state_that_it_is_in_is_read(tmp_path: Path) -> None:
    path = page(tmp_path, SHOWN)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        box = {"BBox": Array([0, 0, 50, 10]), "Resources": Dictionary(Font=pdf.pages[0].Resources.Font)}
        looks = {
            state: pdf.make_stream(b"BT /F1 10 Tf (%s) Tj ET" % state.encode(), Subtype=Name.Form, **box)
            for state in ("Yes", "Off")
        }
        note = Dictionary(Subtype=Name.Widget, Rect=Array([100, 100, 150, 110]), AS=Name.Yes)
        note.AP = Dictionary(N=Dictionary(**looks))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots)
        pdf.save()
    assert read(path) == ["Shown", "Yes"]


def field(path: Path, **entries: Any) -> Path:
    """The page with a field upon it that has no look."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        box = {"Subtype": Name.Widget, "F": 4, "Rect": Array([100, 100, 250, 120])}
        pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, **box, **entries))])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots, NeedAppearances=True)
        pdf.save()
    return path


def test_a_field_without_a_look_is_read_by_its_value(tmp_path: Path) -> None:
    stated = {"V": pikepdf.String("นางสาวน้ำทิพย์"), "DA": pikepdf.String("/Helv 10 Tf 0 g")}
    path = field(page(tmp_path, SHOWN), FT=Name.Tx, **stated)
    assert read(path) == ["Shown", "นางสาวน้ำทิพย์"]
    with open_document(path) as document:
        first = document.page(1).glyphs[-1 - len("นางสาวน้ำทิพย์") + 1]
    assert (first.text, first.size, first.x) == ("น", 10, 102)
    assert 280 < first.y < 300


def test_a_choice_shows_the_words_of_its_value_and_a_field_of_lines_all_of_them(tmp_path: Path) -> None:
    pairs = (("85", "ระนอง"), ("86", "ชุมพร"))
    options = Array([Array([pikepdf.String(each) for each in pair]) for pair in pairs])
    parent = Dictionary(FT=Name.Ch, V=pikepdf.String("85"), Opt=options)
    assert read(field(page(tmp_path, SHOWN), Parent=parent)) == ["Shown", "ระนอง"]
    lines = {"V": pikepdf.String("พูดจาสุภาพ\rแต่ช้า"), "Ff": 1 << 12, "DA": pikepdf.String("/Helv 0 Tf")}
    assert read(field(page(tmp_path, SHOWN), FT=Name.Tx, **lines)) == ["Shown", "พูดจาสุภาพ", "แต่ช้า"]


@pytest.mark.parametrize(
    "entries",
    [
        {"FT": Name.Tx, "Ff": 1 << 13, "V": pikepdf.String("secret")},
        {"FT": Name.Btn, "V": Name.Yes},
        {"FT": Name.Tx, "V": pikepdf.String(" ")},
        {"FT": Name.Tx},
    ],
    ids=["password", "button", "blank", "empty"],
)
def test_fields_that_show_no_text(tmp_path: Path, entries: dict[str, Any]) -> None:
    assert read(field(page(tmp_path, SHOWN), **entries)) == ["Shown"]


def test_a_tick_of_zapf_dingbats(tmp_path: Path) -> None:
    """The font of boxes in forms; whatever encoding is stated for it, its own holds."""
    path = page(tmp_path, b"BT /F1 10 Tf 50 300 Td (4) Tj 20 0 Td (n) Tj ET")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.Font.F1.BaseFont = Name.ZapfDingbats
        pdf.save()
    assert read(path) == ["\N{HEAVY CHECK MARK}", "\N{BLACK SQUARE}"]
