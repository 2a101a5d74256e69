"""A document of every kind of block, set in each language, read back and taken apart."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from dgreport.model import Bilingual
from dgreport.rendering import palette, typeset
from dgreport.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    ListBlock,
    Paragraph,
    Table,
)
from dgreport.rendering.outline import outline
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.keeping import Draft, Fill, mixed, several, shorter
from dgreport.rendering.typeset.text import Span, bilingual, fitted, height, lay, part
from dgreport.rendering.typeset.wrapping import break_points
from readback import READERS, bare, by_pdfium, by_pdfplumber_flow
from reports import golden_report
from specimen import COLUMNS, DOCUMENT, EN, SPEC, SVG, TH, TITLE, b, rows, svg, write


@pytest.fixture(scope="module")
def set_documents(tmp_path_factory) -> dict[str, tuple[typeset.Typeset, Path]]:
    folder = tmp_path_factory.mktemp("typeset")
    done = {}
    for language in ("both", "th", "en"):
        path = folder / f"{language}.pdf"
        done[language] = (write(replace(DOCUMENT, language=language), path, svg), path)
    return done


def said(document: Document) -> list[Bilingual | str]:
    """Every text of the document that comes onto its pages."""
    texts: list[Bilingual | str] = [document.title, document.subtitle, document.source_line]
    for block in document.blocks:
        match block:
            case Heading():
                texts += [block.text, *([block.kicker] if block.kicker else [])]
            case Paragraph():
                texts.append(block.text)
            case ListBlock():
                texts += [item.text for item in block.items]
            case KeyFigures():
                texts += [text for each in block.figures for text in (each.value, each.unit, each.label)]
            case Table():
                texts += [column.head for column in block.columns] + ([block.caption] if block.caption else [])
                texts += [cell.text for row in block.rows for cell in row]
            case Figure():
                texts += [block.spec.title, block.caption, "ป้ายน้ำปั๊ม 7.5"]
    return texts


def test_every_string_reads_back_in_both_languages(set_documents):
    _, path = set_documents["both"]
    wanted = set()
    for text in said(DOCUMENT):
        wanted |= {text} if isinstance(text, str) else {text.th, text.en or text.th + "†"}
    for name, read in (READERS | {"pdfplumber": by_pdfplumber_flow}).items():
        got = bare("".join(read(path)))
        assert [text for text in wanted if bare(text) not in got] == [], name


def test_one_language_alone(set_documents):
    thai = bare("".join(by_pdfium(set_documents["th"][1])))
    english = bare("".join(by_pdfium(set_documents["en"][1])))
    for text in said(DOCUMENT):
        if isinstance(text, Bilingual):
            assert bare(text.th) in thai
            assert bare(text.en or text.th + "†") in english
    assert "†" not in thai
    assert not re.search("[a-z]{3}", re.sub(r"source\.pdf|figures\.csv:gap", "", thai))
    # Labels within figures are set by who draws them.
    rest = re.sub("ประโยคนี้ยังไม่มีคำแปล†|ป้ายน้ำปั๊ม", "", english)
    assert not re.search("[ก-๙]", rest)


def test_a_hyphen_never_ends_a_line_where_readers_would_drop_it():
    for count in range(1, 60):
        text = b("ก" * count + " citizen-centric service-oriented", "a" * count + " citizen-centric service-oriented")
        assert not any(line.spans[-1].text.endswith("-") for line in lay(bilingual(text, styles.BODY, "both"), 120))


def test_every_line_reads_back_where_readers_sort_by_place(set_documents):
    """pdfplumber's default order: a line of Thai, then the English one under it, each whole."""
    _, path = set_documents["both"]
    with pdfplumber.open(path) as pdf:
        got = [bare(line) for line in pdf.pages[2].extract_text().splitlines()]
    assert bare("กรมพร้อมกว่าจังหวัดมาก") in got
    assert bare("Departments are far readier than provinces. สไลด์ 3–5, 9 · Slides 3–5, 9") in got
    assert [line for line in got if line.startswith(bare("หน่วยงานทั้งหมดตอบแบบสำรวจเมื่อวันที่ 29 พฤศจิกายน 2560"))]


def test_pages_and_anchors(set_documents):
    done, path = set_documents["both"]
    texts = by_pdfium(path)
    assert done.pages == len(texts)
    assert set(done.anchors) == {"contents", "overview", "response", "details", "findings"} | {
        f"finding.{number}" for number in range(1, 441)
    }
    assert done.anchors["contents"] == 2
    assert done.anchors["overview"] == 3
    for number in (1, 217, 440):
        page = texts[done.anchors[f"finding.{number}"] - 1]
        assert re.search(rf"^{number}\.5$|[^\d,]{number}\.5", page.replace("\r", ""), re.MULTILINE)
    assert (done.missing, done.missing_figures) == (frozenset(), ())


def test_the_contents_name_the_pages_and_link_to_them(set_documents):
    done, path = set_documents["both"]
    contents = bare(by_pdfium(path)[1])
    for heading in ("ภาพรวมทั้งประเทศ", "การตอบกลับ", "ข้อค้นพบทั้งหมด"):
        assert heading in contents
    assert f"Allfindings{done.anchors['findings']}" in contents
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        targets = {numbers[link.Dest[0].objgen] for link in pdf.pages[1].Annots}
        assert targets == {done.anchors[anchor] for anchor in ("overview", "response", "findings")}


def test_links_lead_to_their_cells_and_dangling_ones_are_plain_text(set_documents):
    done, path = set_documents["both"]
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [link for page in pdf.pages[2:] for link in page.get("/Annots", [])]
        assert [numbers[link.Dest[0].objgen] for link in links] == [done.anchors["finding.3"]]
        top = float(links[0].Dest[3])
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[done.anchors["finding.3"] - 1]
        (word,) = [word for word in page.extract_words() if word["text"] == "3.5"]
        assert abs((page.height - top) - word["top"]) < 30


def test_every_page_says_its_number_in_both_languages(set_documents):
    for number, text in enumerate(by_pdfium(set_documents["both"][1])[1:], 2):
        assert f"หน้า {number} · Page {number}" in text


def test_a_long_table_repeats_its_head_and_its_numbers_align(set_documents):
    done, path = set_documents["both"]
    first, last = done.anchors["finding.1"], done.anchors["finding.440"]
    assert last - first > 8
    edges = set()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[first - 1 : last]:
            assert "Departments" in page.extract_text()
            for word in page.extract_words():
                if re.fullmatch(r"[\d,]+\.5", word["text"]):
                    edges.add(round(word["x1"], 1))
    assert len(edges) == 1


def test_no_row_is_lost_between_pages(set_documents):
    _, path = set_documents["both"]
    text = "".join(by_pdfium(path)).replace("\r\n", "\n")
    found = [int(number) for number in re.findall(r"Finding (\d+) on drinking water", text)]
    assert found == list(range(1, 441))


def test_bookmarks_and_metadata(set_documents):
    _, path = set_documents["both"]
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == "th"
        assert str(pdf.docinfo.Title) == "ความพร้อมของหน่วยงานน้ำ · Readiness of water agencies"
        assert str(pdf.docinfo.Subject) == "ผลสำรวจปี 2560 · Survey of 2560 (2017)"
        assert str(pdf.docinfo.Keywords) == "น้ำ, water"
        assert str(pdf.docinfo.Creator) == "dgreport"
        with pdf.open_outline() as outline:
            tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [
        ("สารบัญ · Contents", []),
        ("ภาพรวมทั้งประเทศ · The whole country", ["การตอบกลับ · Response"]),
        ("ข้อค้นพบทั้งหมด · All findings", []),
    ]
    with pikepdf.open(set_documents["en"][1]) as pdf:
        assert pdf.Root.Lang == "en"


def test_all_fonts_are_the_bundled_ones(set_documents):
    for _, path in set_documents.values():
        with pikepdf.open(path) as pdf:
            fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
            assert {str(font.Subtype) for font in fonts} == {"/Type0"}
            assert all("FontFile2" in str(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts)


def test_nothing_stands_outside_the_margins_or_on_something_else(set_documents):
    done, path = set_documents["both"]
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[1:]:
            words = page.extract_words()
            assert min(word["x0"] for word in words) > styles.LEFT - 1
            assert max(word["x1"] for word in words) < styles.PAGE_WIDTH - styles.RIGHT + 1
            lines = sorted({(round(word["top"]), round(word["bottom"])) for word in words})
            assert all(later[0] > earlier[0] for earlier, later in pairwise(lines))
    assert done.pages < 40


@pytest.mark.parametrize("heading", [b("หัวข้อสำคัญ", "A heading"), b(f"หัวข้อสำคัญ {TH}", f"A heading {EN}")])
def test_a_heading_stays_with_the_text_and_the_figure_that_follow(heading):
    filler = Paragraph(b(TH, EN))
    for count in range(6, 16):
        blocks = (*[filler] * count, Heading(heading, 2, "h"), filler, Figure(SPEC, b("ภาพ", "picture")))
        (page,) = [page for page in texts_of(blocks) if "A heading" in page]
        assert "หัวข้อสำคัญ" in page
        assert "ป้ายน้ำปั๊ม" in page


def test_a_heading_is_not_left_alone_over_a_figure_or_a_table():
    filler, heading = Paragraph(b(TH, EN)), Heading(b("หัวข้อรอง", "A minor heading"), 2, "h")
    for following in (Figure(SPEC, b("ภาพ", "picture")), Table(COLUMNS, rows(30)), Table(COLUMNS, rows(4))):
        for count in range(6, 16):
            (page,) = [page for page in texts_of((*[filler] * count, heading, following)) if "A minor heading" in page]
            assert "ป้ายน้ำปั๊ม" in page or "Finding 2 " in page


def texts_of(blocks: tuple[Block, ...]) -> list[str]:
    """The text of each page, cover and contents left out."""
    done = typeset.typeset(replace(DOCUMENT, blocks=blocks), svg)
    return [page.get_textpage().get_text_range() for page in list(pypdfium2.PdfDocument(done.pdf))[2:]]


def test_no_paragraph_of_usual_length_is_parted_between_pages():
    text = b(" ".join([TH] * 3), " ".join([EN] * 3))
    pages = texts_of((Heading(TITLE, 1, "h"), *[Paragraph(text)] * 20))
    assert len(pages) > 3
    whole = bare("".join(pages))
    assert whole.count(bare(text.th)) == 20
    assert whole.count(bare(text.en or "")) == 20


def test_a_table_takes_the_place_of_a_figure_that_does_not_fit():
    figure, table = Figure(SPEC, b("คำอธิบายภาพ", "caption")), Table(COLUMNS, rows(3), b("ตารางสั้น", "A short table"))
    blocks = (Heading(TITLE, 1, "h"), *[Paragraph(b(TH, EN))] * 3, figure, table)
    (page,) = texts_of(blocks)
    assert page.index("caption") < page.index("A short table")
    tall = SVG.replace(b'height="120pt"', b'height="420pt"')
    done = typeset.typeset(replace(DOCUMENT, blocks=blocks), lambda spec: tall)
    first, second = (page.get_textpage().get_text_range() for page in list(pypdfium2.PdfDocument(done.pdf))[2:])
    assert "A short table" in first
    assert "caption" in second


def test_a_chapter_does_not_end_on_a_line_if_a_little_less_white_helps():
    last_pages = []
    for count in range(8, 24):
        blocks = (Heading(TITLE, 1, "h"), *[Paragraph(b("บรรทัดเดียว", "one line"))] * count, Heading(TITLE, 1, "i"))
        chapter = texts_of(blocks)[:-1]
        last_pages += [page.count("one line") for page in chapter[1:]]
    # Without the closer drafts, one paragraph stands alone on a second page once.
    assert min(last_pages) == 3


def test_a_chapter_is_set_closer_where_that_spares_a_page():
    fills = [Fill(0, 20), Fill(0, 30), Fill(1, 690), Fill(1, 60), Fill(2, 50), Fill(3, 690), Fill(3, 400)]
    assert several(fills) == {1, 3}
    closer = [Fill(0, 20), Fill(0, 30), Fill(1, 695), Fill(2, 50), Fill(3, 690), Fill(3, 380)]
    assert shorter(closer, fills) == {1}
    usual = Draft({"contents": 2, "a": 4, "a2": 5, "b": 6, "c": 7, "c2": 8}, fills)
    assert mixed(usual, {1: Draft({"contents": 2, "a": 4, "a2": 4, "b": 5, "c": 6, "c2": 7}, closer)}) == {
        "contents": 2,
        "a": 4,
        "a2": 4,
        "b": 5,
        "c": 6,
        "c2": 7,
    }
    assert mixed(usual, {}) == usual.anchors


def test_a_title_that_is_the_heading_above_is_not_said_twice():
    blocks = (Heading(SPEC.title, 2, "h"), Figure(SPEC, b("ภาพ", "picture")))
    done = typeset.typeset(replace(DOCUMENT, blocks=blocks), svg)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(done.pdf)]
    assert pages[-1].count("กรมนำหน้าจังหวัดทุกเรื่อง") == 1


@pytest.mark.parametrize("drawn", [b"", b"not a drawing", b'<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_where_a_figure_is_missing_its_words_stand(drawn, tmp_path):
    done = write(DOCUMENT, tmp_path / "report.pdf", lambda spec: drawn)
    assert done.missing_figures == ("gap",)
    text = bare("".join(by_pdfium(tmp_path / "report.pdf")))
    assert bare(SPEC.alt.th) in text
    assert bare(SPEC.alt.en or "") in text


def test_the_same_document_gives_the_same_bytes(monkeypatch, tmp_path):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("TZ", "Asia/Bangkok")

    def archived() -> bytes:
        write(DOCUMENT, tmp_path / "report.pdf", svg)
        return (tmp_path / "report.pdf").read_bytes()

    one = archived()
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.chdir(tmp_path)
    assert archived() == one
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1511913600")
    assert b"<xmp:CreateDate>2017-11-29T00:00:00Z</xmp:CreateDate>" in archived()


def everywhere(text: str) -> Document:
    """A document with this text in every place that takes one."""
    same = b(text, text + "!")
    spec = replace(SPEC, title=same, alt=same, id=text or "none")
    blocks = (
        Heading(same, 1, text, same),
        Heading(same, 2, text),
        Heading(same, 3, "x y (ก)"),
        *(Paragraph(same, role, (1,)) for role in ("body", "lead", "note", "quote")),
        ListBlock((Paragraph(same),), True),
        ListBlock(()),
        KeyFigures(()),
        KeyFigures((KeyFigure(text, same, same, text, text),) * 5),
        Table(
            (Column(same, 1, True, text), Column(same, 0.001)), ((Cell(same, True, text, text), Cell(text)),) * 3, same
        ),
        Table((Column(same),), ()),
        Table((), ()),
        Figure(spec, same, (1,)),
        Heading(same, 2, "last"),
    )
    return Document(same, same, same, blocks, keywords=(text,), levels=("", text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '<b>x</b> & <img src="/etc/passwd"/> <a href="javascript:1">j</a> $\\frac{1}{2}$ </para> ]]> &amp; =H("x")',
        "a\x00b\x01\ud800\u202eก\u200bข\ufeff\ufffe\n\nน้ำ\x85",
        "x\ny\r\nz\u2028w",
        "่" * 300,
        "ก" * 1200,
        "W" * 1200,
        "ต่าง ๆ " * 250,
    ],
    ids=["empty", "blank", "markup", "control", "lines", "marks", "thai", "latin", "words"],
)
def test_odd_text_is_set_as_text_and_never_fails(text, tmp_path):
    path = tmp_path / "odd.pdf"
    for drawn in (b"", SVG):
        done = write(everywhere(text), path, lambda spec, drawn=drawn: drawn)
        assert done.pages >= 3
    with pikepdf.open(path) as pdf:
        actions = [link for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
        assert actions == []
        assert not [name for page in pdf.pages for name in page.Resources.get("/XObject", {})]


def test_markup_is_read_back_as_it_was_written(tmp_path):
    text = '<b>x</b> & <img src="/etc/passwd"/> &lt;'
    write(everywhere(text), tmp_path / "markup.pdf", svg)
    assert bare("".join(by_pdfium(tmp_path / "markup.pdf"))).count(bare(text)) > 10


def test_a_hundred_thousand_characters_without_a_space():
    done = typeset.typeset(replace(DOCUMENT, blocks=(Paragraph(b("ก" * 100_000)),)), svg)
    assert 30 < done.pages < 50


def test_what_is_higher_than_a_page_is_parted_wherever_it_stands():
    one, short = b("ก" * 12_000), b("สั้น", "short")
    for block in (
        Heading(one, 2, "h"),
        Table((Column(short), Column(short)), ((Cell(one), Cell("1", True)),)),
        Table((Column(one), Column(short)), ((Cell("1"), Cell("2")),)),
        KeyFigures((KeyFigure("1", short, one),) * 2),
    ):
        done = typeset.typeset(replace(DOCUMENT, blocks=(block,)), svg)
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(done.pdf))
        assert text.count("ก") >= 12_000


def test_characters_that_the_fonts_lack_are_named():
    done = typeset.typeset(replace(DOCUMENT, blocks=(Paragraph(b("ก漢ข", "a☃b")),)), svg)
    assert done.missing == {"漢", "☃"}


def test_text_reaches_wcag_aa():
    for colour in (palette.INK, palette.GREY, palette.NEUTRAL, *palette.ACCENTS):
        assert palette.contrast(colour) >= 4.5, colour
    assert palette.contrast("#FFFFFF", palette.NIGHT) >= 7
    # Measured with the contrast checker of webaim.org.
    assert round(palette.contrast("#767676"), 2) == 4.54
    assert round(palette.contrast("#000000"), 2) == 21


def test_levels_have_their_colours_by_their_order():
    assert palette.level_colour("province", ("department", "province")) == palette.ACCENTS[1]
    assert palette.level_colour("province", ("all", "province")) == palette.ACCENTS[0]
    assert palette.level_colour("all", ("all", "province")) == palette.NEUTRAL
    assert palette.level_colour("unknown", ()) == palette.NEUTRAL
    assert palette.tint("#000000", 0.5) == "#808080"


def test_lines_of_text():
    wide = lay(bilingual(b(TH, EN), styles.BODY, "both"), 400)
    narrow = lay(bilingual(b(TH, EN), styles.BODY, "both"), 200)
    assert [line.lang for line in wide] == ["th"] * 2 + ["en"] * 2
    assert len(narrow) > len(wide)
    assert all(line.width <= 200.01 for line in narrow)
    assert height(narrow) > height(wide)
    assert height(wide) == pytest.approx(2 * 10.4 * 1.65 + 2.5 + 2 * 9.2 * 1.46)
    assert part([Span(" \n ", styles.SOURCE)], "th").spans == ()


def test_heads_of_pages_name_the_subject_of_a_long_heading():
    heading = Heading(b("น้ำประปา: กรม 7.5 คะแนน", "Tap water: 7.5"), 1, "h", b("เสาที่ 1", "Pillar 1"), b("น้ำประปา", "Tap water"))
    pages = texts_of((heading, *[Paragraph(b(TH, EN))] * 20))
    assert "เสาที่ 1 น้ำประปา · Pillar 1: Tap water" in pages[1].splitlines()
    assert "Tap water: 7.5" not in pages[1]


def test_no_row_stands_alone_under_the_head_on_the_next_page():
    for count in range(8, 40):
        pages = texts_of((Heading(TITLE, 1, "h"), Table(COLUMNS, rows(count))))
        assert all(page.count("Finding ") != 1 for page in pages), count


def test_no_page_of_a_table_ends_on_the_title_of_rows():
    group = (Cell(b("กลุ่มของแถว", "A group of rows"), emphasis=True), *(Cell("") for _ in COLUMNS[1:]))
    for count in range(20, 60):
        pages = texts_of((Heading(TITLE, 1, "h"), Table(COLUMNS, (*rows(count), group, *rows(30)), dense=True)))
        (page,) = [page for page in pages if "A group of rows" in page]
        assert "Finding 1 " in page.split("A group of rows")[1], count


def test_what_leads_to_a_list_is_not_parted_from_it():
    filler, lead = Paragraph(b(TH, EN)), Paragraph(b("ต้นฉบับเพิ่มว่า", "The source adds:"), "note")
    items = ListBlock((Paragraph(b("ข้อแรก", "first of all"), "quote"), Paragraph(b("ข้อสอง", "second"), "quote")))
    for count in range(6, 14):
        for heading in ((), (Heading(b("หัวข้อรอง", "A minor heading"), 2, "h"),)):
            pages = texts_of((Heading(TITLE, 1, "h0"), *[filler] * count, *heading, lead, items))
            (page,) = [page for page in pages if "The source adds:" in page]
            assert "first of all" in page
            assert not heading or "A minor heading" in page


def test_contents_take_one_page_and_name_as_much_as_fits_there():
    def contents(chapters: int, parts: int, drawn: int) -> str:
        blocks: list[Block] = []
        for one in range(chapters):
            blocks.append(Heading(b(f"บทที่ {one}", f"Chapter {one}"), 1, f"c{one}"))
            blocks += [Heading(b(f"ตอนที่ {one}.{two}", f"Part {one}.{two}"), 2, f"p{one}.{two}") for two in range(parts)]
            blocks += [Figure(SPEC, b("ภาพ", "picture"))] * (one < drawn)
        done = typeset.typeset(replace(DOCUMENT, blocks=tuple(blocks)), svg)
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(done.pdf)]
        assert "Contents" in pages[1]
        assert "Contents" not in pages[2]
        return pages[1]

    assert "Part 3.2" in contents(4, 3, 2)  # all of it
    some = contents(6, 6, 3)  # the parts of chapters that have figures
    assert "Part 2.5" in some
    assert "Part 3.0" not in some
    assert "Chapter 5" in some
    assert "Part" not in contents(12, 8, 12)


def test_long_units_have_the_room_that_short_names_leave_in_all_parts_of_a_long_table(tmp_path):
    columns = (Column(b("รายการ", "Item"), 5), Column(b("หน่วย", "Unit"), 1), Column(b("ค่า", "Value"), 1, number=True))
    unit = b("รายต่อประชากรแสนคน", "cases per 100,000 people")
    first = Table(columns, ((Cell(b("น้ำ", "Water")), Cell(b("คน", "people")), Cell("1", number=True)),), dense=True)
    other = Table(columns, ((Cell(b("ไฟ", "Power")), Cell(unit), Cell("2", number=True)),), dense=True)
    write(replace(DOCUMENT, blocks=(first, other)), tmp_path / "units.pdf", svg)
    with pdfplumber.open(tmp_path / "units.pdf") as pdf:
        words = pdf.pages[-1].extract_words()
        assert "cases per 100,000 people" in pdf.pages[-1].extract_text()
    assert len({round(word["x0"], 1) for word in words if word["text"] in ("คน", unit.th, "Unit")}) == 1


def test_names_of_rows_have_the_room_that_numbers_can_spare(tmp_path):
    name = b("มีแนวนโยบายการคุ้มครองข้อมูลส่วนบุคคลครบถ้วน", "have a complete personal data protection policy")
    heads = [Column(b("รายการ", "Item"), 2.5), *[Column(b("ระดับจังหวัด (ร้อยละ)", "Provinces (per cent)"), number=True)] * 5]
    table = Table(tuple(heads), ((Cell(name), *[Cell("1,007", number=True)] * 5),))
    write(replace(DOCUMENT, blocks=(table,)), tmp_path / "table.pdf", svg)
    with pdfplumber.open(tmp_path / "table.pdf") as pdf:
        lines = pdf.pages[-1].extract_text().splitlines()
    assert "have a complete personal data protection policy" in lines
    assert any(line.count("(per cent)") == 5 for line in lines)


def test_the_title_of_a_group_of_rows_has_the_whole_width(tmp_path):
    title = b("คะแนน" * 14, "scores of a long group of rows " * 3)
    group = (Cell(title, emphasis=True), *(Cell("") for _ in COLUMNS[1:]))
    path = tmp_path / "group.pdf"
    write(replace(DOCUMENT, blocks=(Table(COLUMNS, (group, *rows(2)), dense=True),)), path, svg)
    with pdfplumber.open(path) as pdf:
        (word,) = [word for word in pdf.pages[-1].extract_words() if word["text"] == title.th]
    assert word["x1"] - word["x0"] > styles.MEASURE / 2


def test_a_running_head_is_one_line():
    style = styles.RUNNING
    assert fitted("สั้น", style, 200) == "สั้น"
    cut = fitted(TH, style, 200)
    assert cut.endswith("…")
    assert TH.startswith(cut[:-1])
    (line,) = lay((part([Span(cut, style)], "th"),), 200)
    assert line.width <= 200


def test_no_word_stands_alone_in_the_last_line_of_a_heading() -> None:
    for block in outline(golden_report()).blocks:
        if isinstance(block, Heading):
            lines = lay(bilingual(block.text, styles.HEADINGS[block.level], "both"), styles.MEASURE)
            for _, same in groupby(lines, key=lambda line: line.part):
                said = ["".join(span.text for span in line.spans) for line in same]
                assert len(said) == 1 or break_points(said[-1]), said
