"""The same PDF with a mended text layer: what changes, what must not, and what is refused."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from typer.testing import CliRunner

from dgreport.accuracy.metrics import character_errors
from dgreport.cli import app
from dgreport.errors import CannotWrite, EncryptedPdf, SignedPdf
from dgreport.extraction.fonts.cmaps import read_tounicode
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.layout.text import read_text
from dgreport.mend import mend_pdf
from dgreport.mend.care import Band, Care
from dgreport.mend.maps import SILENT, FontMaps, cmap, font_maps, is_wrong, nearest
from dgreport.mend.runs import _fewest
from dgreport.mend.wording import told_by_letters, wording
from handset import glyph, page

HERE = Path(__file__).parent
MATRIX = HERE / "data" / "matrix" / "pdf"
TRUTH = HERE / "data" / "matrix-truth"
REAL = Path(os.environ.get("DGREPORT_TEST_DATA", HERE.parents[1] / "shared" / "data")) / "real"
PROSE = (1, 2, 3, 5)

#: The ring of each sara am has no map: the commonest damage.
DAMAGED = MATRIX / "sim_b1_nikhahit_unmapped_sarabun.pdf"
#: Tone marks under private-use codes: maps alone mend it.
BY_MAPS = MATRIX / "sim_c_pua_marks_norasi.pdf"
RIGHT = MATRIX / "reportlab_platypus_sarabun.pdf"


def errors(path: Path, password: str | None = None) -> int:
    with pypdfium2.PdfDocument(path, password=password) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return sum(character_errors((TRUTH / f"p{n}.txt").read_text("utf-8"), pages[n - 1]).count for n in PROSE)


def look(path: Path, password: str | None = None, dpi: int = 100) -> list[bytes]:
    with pypdfium2.PdfDocument(path, password=password) as pdf:
        return [bytes(page.render(scale=dpi / 72).buffer) for page in pdf]


def without_mark(path: Path) -> Path:
    """The same file as another program saves it, so that it is looked at as any other."""
    saved = path.with_name(f"saved {path.name}")
    with pikepdf.open(path) as pdf:
        pdf.save(saved)
    return saved


def shown(path: Path) -> list[list[bytes]]:
    """The numbers of the glyphs that each page shows, of a file whose fonts are all composite."""
    found = []
    with pikepdf.open(path) as pdf:
        for leaf in pdf.pages:
            glyphs: list[bytes] = []
            for operands, operator in pikepdf.parse_content_stream(leaf):
                if str(operator) == "Tf":
                    to_glyph = leaf.Resources.Font[operands[0]].DescendantFonts[0].get(Name.CIDToGIDMap)
                    table = to_glyph.read_bytes() if isinstance(to_glyph, pikepdf.Stream) else None
                elif str(operator) in ("Tj", "TJ", "'", '"'):
                    last = operands[-1]
                    text = b"".join(bytes(each) for each in (last if isinstance(last, Array) else [last])
                                    if isinstance(each, String))  # fmt: skip
                    codes = [text[at : at + 2] for at in range(0, len(text), 2)]
                    places = [2 * int.from_bytes(code, "big") for code in codes]
                    glyphs += codes if table is None else [table[at : at + 2] for at in places]
            found.append(glyphs)
    return found


# What changes, and what does not --------------------------------------------------------------------------------------


def test_another_reader_reads_the_mended_file_without_an_error(tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    mended = mend_pdf(DAMAGED, target)
    assert mended.path == target
    assert (mended.pages, [font.name for font in mended.fonts]) == (6, ["ABCDEF+Sarabun-Regular"])
    assert mended.spans > 100
    assert mended.left == ()
    assert (errors(DAMAGED), errors(target)) == (226, 0)
    assert look(DAMAGED) == look(target)
    assert shown(DAMAGED) == shown(target)


def test_where_maps_say_it_all_nothing_else_changes(tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    mended = mend_pdf(BY_MAPS, target)
    assert (mended.spans, mended.removed, mended.fonts[0].aliases) == (0, 0, 0)
    assert (errors(BY_MAPS), errors(target)) == (236, 0)
    with pikepdf.open(BY_MAPS) as before, pikepdf.open(target) as after:
        differing = []
        for one, two in zip(before.objects, after.objects, strict=True):
            if isinstance(one, pikepdf.Stream) and one.read_bytes() != two.read_bytes():
                differing.append(two.read_bytes()[:20])
        assert [leaf.Contents.read_bytes() for leaf in before.pages] == [
            leaf.Contents.read_bytes() for leaf in after.pages
        ]
    assert all(start.startswith(b"/CIDInit") for start in differing)


def test_a_page_that_may_not_change_keeps_its_content_and_fonts_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = MATRIX / "sim_x_a3_e1_h1_combo_norasi.pdf", tmp_path / "mended.pdf"
    found = iter([{6}])  # as if page 6 read otherwise at the first attempt
    monkeypatch.setattr("dgreport.mend.check.pages_that_read_different", lambda *_: next(found, set()))
    mended = mend_pdf(source, target)
    assert mended.left[0] == "page 6: the content stays as it is, for changed it could look or read otherwise"
    assert errors(source) > 600
    assert errors(target) == 0
    with pikepdf.open(source) as before, pikepdf.open(target) as after:
        assert before.pages[5].Contents.read_bytes() == after.pages[5].Contents.read_bytes()
        assert before.pages[0].Contents.read_bytes() != after.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("source", [DAMAGED, MATRIX / "xelatex_garuda.pdf", MATRIX / "lo_writer_docx_norasi.pdf",
                                    MATRIX / "sim_e1_mark_after_next_contentorder_sarabun.pdf"],
                         ids=lambda path: path.stem)  # fmt: skip
def test_repairing_the_repaired_does_nothing(source: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert mend_pdf(source, first).path == first
    assert mend_pdf(first, second).path is None
    assert mend_pdf(without_mark(first), second).path is None
    assert not second.exists()


def test_nothing_is_written_if_nothing_is_wrong_and_it_says_so(tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    done = CliRunner().invoke(app, ["repair", str(RIGHT), "-o", str(target)])
    assert done.exit_code == 0
    assert done.stdout == f"{RIGHT}: nothing to mend, so nothing was written\n"
    assert list(tmp_path.iterdir()) == []


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    done = CliRunner().invoke(app, ["repair", str(BY_MAPS), "-o", str(target)])
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{target}: 1 font and 0 spans of text mended\n  ABCDEF+Norasi: ")


def test_a_file_that_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "mine.pdf"
    target.write_bytes(b"mine")
    with pytest.raises(CannotWrite):
        mend_pdf(BY_MAPS, target)
    assert target.read_bytes() == b"mine"
    assert mend_pdf(BY_MAPS, target, force=True).path == target


def test_a_glyph_that_says_two_things_gets_a_second_code(tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    mended = mend_pdf(DAMAGED, target)
    assert mended.fonts[0].aliases == 0
    with pikepdf.open(DAMAGED) as before, pikepdf.open(target) as after:
        old, new = (pdf.pages[0].Resources.Font for pdf in (before, after))
        assert old.keys() == new.keys()
        ((_, old_font),), ((_, new_font),) = old.items(), new.items()
        said = read_tounicode(new_font.ToUnicode.read_bytes())
        inner, count = new_font.DescendantFonts[0], len(read_tounicode(old_font.ToUnicode.read_bytes()))
        table = inner.CIDToGIDMap.read_bytes()
    first = max(said) - len(table) // 2 + 1
    assert first == 0
    again = [code for code in said if int.from_bytes(table[2 * code : 2 * code + 2], "big") != code]
    assert len(said) > count
    assert "\N{THAI CHARACTER SARA AM}" in {said[code] for code in again}
    widths = dict(zip(list(inner.W)[-2 * len(again) :: 2], list(inner.W)[1 - 2 * len(again) :: 2], strict=True))
    assert sorted(map(int, widths)) == sorted(again)


# What survives, what is refused ----------------------------------------------------------------------------------------


@pytest.fixture
def furnished(tmp_path: Path) -> Path:
    """A damaged file with a form, a bookmark, a link, an attachment, metadata and an empty field for a signature."""
    path = tmp_path / "furnished.pdf"
    with pikepdf.open(BY_MAPS) as pdf:
        leaf = pdf.pages[0].obj
        field = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("ชื่อ"), V=String("น้ำใจ"),
                       Rect=Array([20, 20, 120, 40]), P=leaf)
        )  # fmt: skip
        empty = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("signature")))
        link = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([20, 60, 120, 80]),
                       A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
        )  # fmt: skip
        leaf.Annots = Array([field, link])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field, empty]))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("บทนำ", 2))
        pdf.attachments["data.csv"] = b"a,b\n1,2\n"
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "ชื่อเรื่อง"
        pdf.save(path)
    return path


def test_forms_bookmarks_links_attachments_and_metadata_survive(furnished: Path, tmp_path: Path) -> None:
    target = tmp_path / "mended.pdf"
    assert mend_pdf(furnished, target).path == target
    with pikepdf.open(target) as pdf:
        field, link = pdf.pages[0].Annots
        assert (str(field.T), str(field.V), field.P.objgen) == ("ชื่อ", "น้ำใจ", pdf.pages[0].obj.objgen)
        assert [str(each.T) for each in pdf.Root.AcroForm.Fields] == ["ชื่อ", "signature"]
        assert str(link.A.URI) == "https://example.org/"
        with pdf.open_outline() as outline:
            (item,) = outline.root
            assert item.title == "บทนำ"
            assert item.destination[0].objgen == pdf.pages[2].obj.objgen
        assert pdf.attachments["data.csv"].get_file().read_bytes() == b"a,b\n1,2\n"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "ชื่อเรื่อง"
    assert look(furnished) == look(target)


def test_what_lies_upon_a_page_does_not_keep_its_content_from_being_mended(tmp_path: Path) -> None:
    source, target = tmp_path / "note.pdf", tmp_path / "mended.pdf"
    with pikepdf.open(BY_MAPS) as pdf:
        leaf = pdf.pages[0]
        look = pdf.make_stream(b"BT /F1 12 Tf 2 5 Td (Note) Tj ET", Type=Name.XObject, Subtype=Name.Form,
                               BBox=Array([0, 0, 60, 20]))  # fmt: skip
        look.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        notes = [Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([20, 20, 80, 40]), F=4,
                            AP=Dictionary(N=look)) for subtype in (Name.Link, Name.FreeText)]  # fmt: skip
        leaf.obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(note) for note in notes]))
        pdf.save(source)
    assert read_text(source).count("Note") == 1
    assert mend_pdf(source, target).left == ()
    assert errors(target) == 0
    assert read_text(target).count("Note") == 1


@pytest.mark.parametrize("kind", ["signature", "certification"])
def test_a_signed_file_is_refused_unless_asked(kind: str, furnished: Path, tmp_path: Path) -> None:
    signed, target = tmp_path / "signed.pdf", tmp_path / "mended.pdf"
    with pikepdf.open(furnished) as pdf:
        signature = pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("00")))
        if kind == "signature":
            pdf.Root.AcroForm.Fields[1].V = signature
        else:
            pdf.Root.Perms = Dictionary(DocMDP=signature)
        pdf.save(signed)
    with pytest.raises(SignedPdf, match="would break the signature"):
        mend_pdf(signed, target)
    assert not target.exists()
    assert mend_pdf(signed, target, break_signature=True).path == target
    assert errors(target) == 0


def test_an_encrypted_file_stays_encrypted(tmp_path: Path) -> None:
    source, target = tmp_path / "locked.pdf", tmp_path / "mended.pdf"
    with pikepdf.open(BY_MAPS) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(owner="owner", user="ลับ", allow=pikepdf.Permissions(
            print_highres=False)))  # fmt: skip
    for wrong in (None, "other"):
        with pytest.raises(EncryptedPdf):
            mend_pdf(source, target, password=wrong)
    assert mend_pdf(source, target, password="ลับ").path == target
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password="ลับ") as pdf:
        assert not pdf.allow.print_highres
        assert pdf.allow.print_lowres
    assert errors(target, "ลับ") == 0
    assert look(source, "ลับ") == look(target, "ลับ")


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize("name", ["chapter_word_o365th_angsana", "pdffixer_word365", "pdfjs_issue13211_fpdf",
                                  "toc_dopdf", "thai_word2010_tiny"])  # fmt: skip
def test_a_real_file_looks_and_reads_as_before(name: str, tmp_path: Path) -> None:
    source, target = REAL / f"{name}.pdf", tmp_path / "mended.pdf"
    assert mend_pdf(source, target).path == target
    assert look(source, dpi=72) == look(target, dpi=72)
    assert "".join(read_text(source).split()) == "".join(read_text(target).split())
    assert mend_pdf(without_mark(target), tmp_path / "again.pdf").path is None


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files in DGREPORT_TEST_DATA or ../shared/data")
@pytest.mark.parametrize("name", ["control_arabic_habibi", "thaigovdocs_word2024", "fpdf2_thai_wraps"])
def test_a_real_file_that_is_right_is_left_alone(name: str, tmp_path: Path) -> None:
    assert mend_pdf(REAL / f"{name}.pdf", tmp_path / "mended.pdf").path is None


# Parts ----------------------------------------------------------------------------------------------------------------


def test_the_first_of_signs_drawn_in_another_order_says_all() -> None:
    tone_first = page([glyph("ผ", 100, 700), glyph("้", 105, 700), glyph("ู", 105, 700), glyph("า", 105, 700)])
    words = wording(tone_first, lines_of(tone_first))
    assert words.says == ("ผ", "ู้", "", "า")
    assert [group.text for group in words.groups] == ["ผู้", "า"]


def test_letters_may_say_all_for_signs_that_no_span_can_hold() -> None:
    drawn = page([glyph("ท", 100, 700), glyph("ั", 105, 700), glyph("้", 105, 700), glyph("ง", 105, 700)])
    words = wording(drawn, lines_of(drawn))
    assert words.says == ("ท", "ั", "้", "ง")
    whole = words.groups[0] + words.groups[1]
    assert (whole.first, whole.last, whole.text) == (0, 3, "ทั้ง")
    assert told_by_letters(words, [whole]).says == ("ทั้", "", "", "ง")
    assert told_by_letters(words, [words.groups[1]]).says == words.says


@pytest.mark.parametrize(
    ("right", "begins", "numbers"),
    [
        ("0 0 01 0", "1111", [0, 0, 0, 0]),
        ("01 1 01 01", "1111", [1, 1, 1, 1]),  # the whole operator in the alias
        ("0 01 1 01 0", "11111", [0, 0, 1, 1, 0]),
        ("0 01 01 1", "1100", [0, 1, 1, 1]),  # changed where a letter begins, not at its sign
        ("0 01 0 1", "1110", [0, 0, 0, 1]),
        ("012 12 2 0", "1111", [2, 2, 2, 0]),
    ],
)
def test_the_map_is_changed_as_seldom_as_can_be(right: str, begins: str, numbers: list[int]) -> None:
    sets = [frozenset(map(int, each)) for each in right.split()]
    assert _fewest(sets, [char == "1" for char in begins]) == numbers
    assert all(number in each for number, each in zip(numbers, sets, strict=True))


def test_what_the_maps_say_right_stays_as_it_is() -> None:
    mended = page([glyph("ผ", 100, 700), glyph("้", 105, 700, raw="ู้"), glyph("ู", 105, 700, raw=SILENT)])
    assert wording(mended, lines_of(mended)).says == ("ผ", "ู้", "")


def test_a_font_says_the_commonest_and_its_aliases_the_rest() -> None:
    maps = font_maps({b"\1": "า", b"\2": "ํ"}, {b"\1": Counter({"า": 5, "ำ": 3}), b"\2": Counter({"": 3})})
    assert maps == FontMaps({b"\1": "า", b"\2": SILENT}, ({b"\1": "ำ", b"\2": SILENT},))
    assert [set(maps.numbers(b"\1", says)) for says in ("า", "ำ", None, "x")] == [{0}, {1}, {0}, {0}]
    assert [set(maps.numbers(b"\2", says)) for says in ("", "ํ")] == [{0, 1}, {0, 1}]


def test_a_font_that_can_say_one_thing_only_says_what_is_nearest() -> None:
    raw = {b"\1": "ำ", b"\2": " ", b"\3": "\uf70a"}
    told = {b"\1": "า", b"\2": "ํ", b"\3": "่", b"\4": "ก"}
    says = {b"\1": Counter({"า": 5, "ำ": 3}), b"\2": Counter({"": 3}), b"\3": Counter({"่": 1})}
    assert nearest(raw, told, says) == {b"\1": "า", b"\2": " ", b"\3": "่", b"\4": "ก"}


@pytest.mark.parametrize(
    ("raw", "text", "wrong"),
    [("า", "า", False), ("", "ก", True), ("\uf70a", "่", True), ("ﬁ", "fi", False), (" ", "\xa0", False),
     ("", " ", False), ("x", "ا", False), ("ก", "", False)],
)  # fmt: skip
def test_what_is_wrong(raw: str, text: str, wrong: bool) -> None:
    assert is_wrong(raw, text) is wrong


def test_a_map_lists_its_codes_in_sections_of_a_hundred() -> None:
    written = cmap({bytes((0, code)): "ก้" for code in range(150)}).decode("ascii")
    assert "<0000> <FFFF>" in written
    assert "100 beginbfchar\n<0000> <0E010E49>\n" in written
    assert "50 beginbfchar\n<0064> <0E010E49>\n" in written


def test_care_grows_until_the_content_stays() -> None:
    once = Care().more({2: [Band(10, 12)]}, ())
    assert (once.bands, once.untouched) == ({2: [Band(10, 12)]}, frozenset())
    elsewhere = once.more({2: [Band(14, 15)]}, ())
    assert (elsewhere.bands, elsewhere.untouched) == ({2: [Band(10, 12), Band(14, 15)]}, frozenset())
    assert elsewhere.more({2: [Band(11, 13)]}, {3}).untouched == {2, 3}
