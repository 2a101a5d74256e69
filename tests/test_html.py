"""The report as HTML: what it says, that nothing in a text is markup, and (in Chromium) how it behaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

import dgreport
from browser import Tab, browser, needs_browser
from dgreport.rendering import figures, html, palette
from dgreport.rendering.document import Document, Figure, Heading, Language, Paragraph
from dgreport.rendering.markup import Markup, element, escaped, tagged, words
from dgreport.rendering.outline import outline
from dgreport.rendering.typeset.wrapping import break_points, plain
from documents import HOSTILE, Reader, b, bare, document, texts
from reports import golden_report
from test_family_health import FAMILIES, PROFILE

#: All that a page may be made of.
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "script", "body", "header", "nav", "main", "section", "div", "span"),
    *("h1", "h2", "h3", "h4", "p", "a", "ol", "ul", "li", "blockquote", "small", "abbr", "wbr", "details", "summary"),
    *("form", "fieldset", "legend", "label", "input", "figure", "figcaption", "svg", "path", "circle", "text", "tspan"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("aria-hidden", "aria-label", "aria-labelledby", "autocomplete", "charset", "checked", "class", "colspan"),
    *("content", "cx", "cy", "d", "fill", "focusable", "font-size", "font-weight", "href", "http-equiv", "id", "lang"),
    *("name", "r", "role", "scope", "stroke", "stroke-dasharray", "stroke-width", "style", "tabindex", "text-anchor"),
    *("title", "type", "viewbox", "x", "y"),
}


def page(shown: Document) -> str:
    return html.render(shown, figures.inline)


@pytest.fixture(scope="module")
def shown() -> Document:
    return outline(golden_report())


@pytest.fixture(scope="module")
def whole(shown: Document) -> str:
    return page(shown)


@pytest.fixture(scope="module")
def read(whole: str) -> Reader:
    return Reader(whole)


# --- markup


def test_text_becomes_markup_in_one_place() -> None:
    assert escaped("a < b & “ค\u202eำ”\0") == "a &lt; b &amp; “คำ”"
    assert element("p", "a<b", element("b", "c"), class_='x"y', hidden=True, id=None) == (
        '<p class="x&quot;y" hidden>a&lt;b<b>c</b></p>'
    )
    assert element("wbr") == "<wbr>"
    assert isinstance(escaped("a"), Markup)


def test_words_of_the_other_language_are_told_apart() -> None:
    assert tagged("ใช้ Big Data แล้ว", "th") == 'ใช้ <span lang="en">Big Data</span> แล้ว'
    assert tagged("“ขาดงบ ประมาณ” and so on", "en") == '“<span lang="th">ขาดงบ ประมาณ</span>” and so on'


@pytest.mark.parametrize(
    ("text", "lang", "pieces"),
    [
        ("หน่วยงานภาครัฐที่ให้บริการ", "th", "หน่วยงาน|ภาครัฐ|ที่|ให้บริการ"),
        # A short phrase stays whole, so do a number and its unit.
        ("นโยบายและแนวปฏิบัติ: ระดับกรม 57.9 คะแนน", "th", "นโยบาย|และ|แนวปฏิบัติ: ระดับกรม 57.9 คะแนน"),
        ("machine-readable G-Cloud", "en", "machine-|readable G-Cloud"),
    ],
)
def test_lines_may_end_between_words(text: str, lang: Any, pieces: str) -> None:
    marked = re.sub(r"</?span[^>]*>", "", words(text, lang)).replace("<wbr>", "|")
    assert marked == pieces
    assert marked.replace("|", "") == text


# --- what the page says


@pytest.mark.parametrize("language", ["th", "en", "both"])
def test_every_text_of_the_document_is_in_the_page(shown: Document, language: Language) -> None:
    said = bare(Reader(page(replace(shown, language=language))).text)
    for text in texts(shown):
        wanted = [text.en or text.th] if language == "en" else [text.th]
        if language == "both" and text.en is not None:
            wanted.append(text.en)
        for one in wanted:
            assert bare(one) in said, one


def test_figures_stand_in_the_page_in_each_language_and_for_wide_and_narrow_windows(
    shown: Document, whole: str
) -> None:
    specs = [block.spec for block in shown.blocks if isinstance(block, Figure)]
    assert len(specs) > 30
    assert whole.count("<svg") == 6 * len(specs) + 1  # and the emblem
    for spec in specs:
        for language in ("th", "en", "both"):
            for width in (html.WIDE, html.NARROW):
                assert figures.inline(spec, language, width) in whole
        assert escaped(spec.alt.th) in whole
        assert escaped(spec.alt.en or "") in whole


def test_every_run_of_text_says_its_language(read: Reader) -> None:
    for text, lang, _ in read.texts:
        if re.search(r"[\u0e00-\u0e7f]", text):
            assert lang == "th", text
        elif re.search(r"[A-Za-z]{2}", text) and text != "dgreport":
            assert lang == "en", text


def test_links_lead_to_ids_and_every_id_is_one_of_its_kind(read: Reader) -> None:
    ids = read.attributes["id"]
    assert len(ids) == len(set(ids)) > 500
    for address in read.attributes["href"]:
        assert address[0] == "#"
        assert address[1:] in ids
    assert set(read.attributes["aria-labelledby"]) <= set(ids)


def test_one_language_alone_has_no_switch() -> None:
    thai, english = (page(document(b("น้ำ", "water"), language=language)) for language in ("th", "en"))
    assert "show-" not in thai.split("</style>")[1]
    assert "water" not in Reader(thai).text
    assert not re.search(r"[\u0e00-\u0e7f]", Reader(english).text.replace("น้ำ", ""))  # of a cell that is no pair
    assert thai.startswith('<!DOCTYPE html>\n<html lang="th">')
    assert english.startswith('<!DOCTYPE html>\n<html lang="en">')


def test_what_is_not_translated_is_marked() -> None:
    marked = Reader(page(document(b("ยังไม่แปล"), language="en")))
    assert "ยังไม่แปล†" in bare(marked.text)
    assert "not translated" in marked.attributes["title"]
    assert "†" not in Reader(page(document(b("ยังไม่แปล"), language="th"))).text


def test_the_last_row_that_sums_up_stays_last_and_groups_have_their_heads() -> None:
    made = page(document(b("รวม", "total")))
    assert made.count("<tfoot>") == 1
    assert made.count('scope="colgroup" colspan="2"') == 1
    assert made.count('<th scope="row"') == 4


def test_the_page_asks_for_nothing(whole: str, read: Reader) -> None:
    assert not {"src", "srcset", "data", "action", "poster"} & set(read.attributes)
    assert "@import" not in whole
    assert {match[:5] for match in re.findall(r"url\(([^)]*)", whole)} == {"data:"}
    (policy,) = (each for each in read.attributes["content"] if "default-src" in each)
    assert policy.startswith("default-src 'none';")
    assert whole.count("@font-face") == 3


# --- safety


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_text_is_markup(text: str) -> None:
    tame, made = Reader(page(document(b("x", "y")))), page(document(b(text, text[::-1]), anchor=text))
    read = Reader(made)
    assert read.elements <= tame.elements <= ELEMENTS
    assert set(read.attributes) <= set(tame.attributes) <= ATTRIBUTES
    assert all(re.fullmatch(r"#[\w.-]+", address) for address in read.attributes["href"])
    assert bare(plain(b(text).th)) in bare(read.text)
    made.encode("utf-8")
    assert not re.search(r"[\u0000-\u0008\u000e-\u001f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", made)
    assert len(re.findall("<script>", made)) == 1


@pytest.mark.parametrize("sign", ["a", "ก", "่", "<", "&", "-", "1"])
def test_a_hundred_thousand_characters_without_a_space(sign: str) -> None:
    shown = Document(b("ก"), b("ข"), b("ค"), (Paragraph(b(sign * 100_000)), Heading(b(sign * 100_000), 1, "h")))
    assert bare(Reader(page(shown)).text).count(sign) >= 200_000


def test_no_colour_of_text_is_too_faint() -> None:
    """4.5 is what WCAG 2.2 asks of text, level AA."""
    style = html._asset("page.css")
    for colour in re.findall(r"[{;\s]color: (#[0-9a-f]{6})", style):
        assert palette.contrast(colour) >= 4.5
    for name in ("GREY", "INK", "NEUTRAL"):
        assert palette.contrast(getattr(palette, name)) >= 4.5


# --- in Chromium


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, whole: str) -> Path:
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_text(whole, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browser() as tab:
        yield tab


def choose(tab: Tab, language: str) -> None:
    tab.run(f"document.getElementById('show-{language}').click()")


#: Of each text block that is to be seen: its text, and where its lines begin, as offsets.
LINES = """
(() => {
  const found = [], range = document.createRange();
  for (const block of document.querySelectorAll(
      'p[lang=th], :is(h1, h2, h3, h4, th, td, caption, a, .label) > [lang=th]')) {
    if (!block.getClientRects().length) continue;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), begins = [];
    let text = '', bottom = null;
    for (let node; (node = walker.nextNode());) {
      for (let i = 0; i < node.data.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const [box] = range.getClientRects();
        if (!box || node.data[i].trim() === '') continue;
        if (bottom !== null && box.top > bottom - 4) begins.push(text.length + i);
        bottom = box.bottom;
      }
      text += node.data;
    }
    found.push([text, begins]);
  }
  return found;
})()
"""


@needs_browser
@pytest.mark.parametrize("width", [360, 560, 1280])
def test_lines_end_between_thai_words_alone(tab: Tab, file: Path, width: int) -> None:
    tab.open(file, width)
    lines = 0
    for language in ("both", "th"):
        choose(tab, language)
        for text, begins in tab.run(LINES):
            within = {at for at in begins if all("\u0e00" < sign < "\u0e7f" for sign in text[at - 1 : at + 1])}
            assert within <= set(break_points(plain(text))), (text, begins)
            lines += len(begins)
    assert lines > 500


@needs_browser
def test_nothing_complains_and_nothing_is_fetched(tab: Tab, file: Path) -> None:
    tab.open(file)
    for language in ("th", "en", "both"):
        choose(tab, language)
    assert tab.complaints() == []
    assert tab.requests() == [file.resolve().as_uri()]


@needs_browser
def test_hostile_texts_run_nothing(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page(document(b(" ".join(HOSTILE), " ".join(HOSTILE)), anchor=HOSTILE[0])), encoding="utf-8")
    tab.open(path, 360)
    assert tab.complaints() == []
    assert tab.requests() == [path.resolve().as_uri()]
    assert tab.run("document.querySelectorAll('script, img, iframe, object').length") == 1


@needs_browser
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_window_has_to_be_scrolled_sideways(tab: Tab, file: Path, width: int) -> None:
    tab.open(file, width)
    for language in ("both", "th", "en"):
        choose(tab, language)
        assert tab.run("document.documentElement.scrollWidth") <= width


@needs_browser
def test_a_report_of_another_family_fits_a_small_window_too(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "yearbook.html"
    yearbook = dgreport.extract(FAMILIES / "health_s1.pdf", profile=PROFILE)
    path.write_text(page(outline(yearbook)), encoding="utf-8")
    tab.open(path, 360)
    lines = 0
    for language in ("both", "th", "en"):
        choose(tab, language)
        assert tab.run("document.documentElement.scrollWidth") <= 360
        for text, begins in tab.run(LINES):
            within = {at for at in begins if all("\u0e00" < sign < "\u0e7f" for sign in text[at - 1 : at + 1])}
            assert within <= set(break_points(plain(text))), (text, begins)
            lines += len(begins)
    assert lines > 100
    assert tab.complaints() == []


@needs_browser
def test_a_word_without_an_end_is_broken(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    for sign in ("a", "ก", "-"):
        path.write_text(page(document(b(sign * 5_000, sign * 5_000))), encoding="utf-8")
        tab.open(path, 360)
        assert tab.run("document.documentElement.scrollWidth") <= 360


SEEN = "[...document.querySelectorAll('{}')].filter(each => each.getClientRects().length).length"


@needs_browser
def test_the_switch_shows_one_language_or_both(tab: Tab, file: Path) -> None:
    tab.open(file)
    count = tab.run("document.querySelectorAll('p.th').length")
    assert count > 100
    for language, thai, english in (("both", count, count), ("th", count, 0), ("en", 0, count), ("both", count, count)):
        choose(tab, language)
        assert tab.run(SEEN.format("p.th")) == thai
        assert tab.run(SEEN.format("p.en")) == english
        drawings = tab.run("document.querySelectorAll('.picture').length")
        assert tab.run(SEEN.format(".drawing")) == tab.run(SEEN.format(f".wide.{language}")) == drawings
    tab.open(file)
    assert tab.run("document.querySelector('input:checked').id") == "show-both"


@needs_browser
def test_without_javascript_both_languages_are_shown_and_the_switch_works(file: Path) -> None:
    with browser(script=False) as tab:
        tab.open(file)
        assert "aria-sort" not in tab.run("document.querySelector('main').outerHTML")
        assert tab.run(SEEN.format("thead button")) == 0
        assert tab.run(SEEN.format("p.th")) == tab.run(SEEN.format("p.en")) > 100
        x, y = tab.run(
            "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
            "(document.getElementById('show-en').getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        assert tab.run(SEEN.format("p.th")) == 0
        assert tab.run(SEEN.format("p.en")) > 100


COLUMN = "[...document.querySelectorAll('#findings-pillar1 + .table tbody tr')].map(row => row.cells[{}]?.textContent)"


@needs_browser
def test_tables_sort_by_mouse_and_keyboard(tab: Tab, file: Path) -> None:
    tab.open(file)
    head = "document.querySelector('#findings-pillar1 + .table thead th:nth-child(3)')"
    before = tab.run(COLUMN.format(2))
    rows = tab.run("document.querySelectorAll('#findings-pillar1 + .table tr').length")

    def numbers() -> list[float]:
        return [float(value.replace(",", "")) for value in tab.run(COLUMN.format(2)) if re.match(r"[\d,.]+$", value)]

    tab.run(f"{head}.querySelector('button').click()")
    assert tab.run(f"{head}.getAttribute('aria-sort')") == "ascending"
    assert numbers() == sorted(numbers())
    assert len(numbers()) > 30
    assert None not in tab.run(COLUMN.format(2)), "rows say their group, its heading is gone"
    assert tab.run("document.querySelectorAll('#findings-pillar1 + .table tbody .of').length") > 30
    tab.run(f"{head}.querySelector('button').focus()")
    for kind in ("keyDown", "keyUp"):
        tab.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")
    assert tab.run(f"{head}.getAttribute('aria-sort')") == "descending"
    assert numbers() == sorted(numbers(), reverse=True)
    tab.run(f"{head}.querySelector('button').click()")
    assert tab.run(f"{head}.getAttribute('aria-sort')") is None
    assert tab.run(COLUMN.format(2)) == before
    assert tab.run("document.querySelectorAll('#findings-pillar1 + .table tr').length") == rows


@needs_browser
def test_no_glyph_comes_from_another_font(tab: Tab, file: Path) -> None:
    tab.open(file)
    for domain in ("DOM", "CSS"):
        tab.call(f"{domain}.enable")
    root = tab.call("DOM.getDocument", depth=0)["root"]["nodeId"]
    chosen = tab.call("DOM.querySelectorAll", nodeId=root, selector="h1, h2, h3, p, th, td, text, label")["nodeIds"]
    used = {
        (font["familyName"], font["isCustomFont"])
        for node in chosen[::5]
        for font in tab.call("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
    }
    assert {family.split()[0] for family, _ in used} == {palette.FONT_FAMILY}
    assert all(own for _, own in used)


@needs_browser
def test_what_is_copied_is_the_text(tab: Tab, file: Path, shown: Document) -> None:
    tab.open(file)
    said = bare(
        tab.run("getSelection().selectAllChildren(document.querySelector('main')) ?? getSelection().toString()")
    )
    paragraphs = [block.text for block in shown.blocks if isinstance(block, Paragraph)]
    assert len(paragraphs) > 10
    for text in paragraphs:
        assert bare(text.th) in said
        assert bare(text.en or "") in said


@needs_browser
def test_who_can_t_see_is_told_the_same(tab: Tab, file: Path, shown: Document) -> None:
    tab.open(file, 1280)
    nodes = [node for node in tab.call("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]

    def named(role: str) -> list[str]:
        return [node["name"]["value"] for node in nodes if node["role"]["value"] == role]

    specs = [block.spec for block in shown.blocks if isinstance(block, Figure)]
    assert sorted(named("image")) == sorted(text for spec in specs for text in (spec.alt.th, spec.alt.en))
    assert named("radio") == ["ไทย + English", "ไทย", "English"]
    assert len(named("navigation")) == len(named("main")) == 1
    assert len(named("heading")) > 80
    assert all(named(role) and all(named(role)) for role in ("heading", "columnheader", "rowheader", "link", "button"))
    assert not named("img")


CONTRASTS = """
[...document.querySelectorAll('body *')].filter(each => each.getClientRects().length && !each.closest('svg')
  && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(each => {
    let ground = each;
    while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    return getComputedStyle(each).color + '/' + (ground ? getComputedStyle(ground).backgroundColor : '255, 255, 255');
  })
"""


@needs_browser
def test_all_text_stands_out_from_its_ground(tab: Tab, file: Path) -> None:
    tab.open(file)

    def hexadecimal(colour: str) -> str:
        return "#" + "".join(f"{int(channel):02X}" for channel in re.findall(r"\d+", colour)[:3])

    pairs = set(tab.run(CONTRASTS))
    assert len(pairs) >= 5
    for pair in pairs:
        assert palette.contrast(*map(hexadecimal, pair.split("/"))) >= 4.5, pair


@needs_browser
@pytest.mark.parametrize("width", [360, 1280])
def test_no_label_runs_out_of_its_figure(tab: Tab, file: Path, width: int) -> None:
    tab.open(file, width)
    for language in ("both", "th", "en"):
        choose(tab, language)
        out = tab.run("""
            [...document.querySelectorAll('.drawing text')].filter(text => {
              const box = text.getBoundingClientRect(), frame = text.closest('svg').getBoundingClientRect();
              return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2);
            }).map(text => text.textContent)""")
        assert out == []


@needs_browser
def test_it_prints_on_a4_with_bookmarks(tab: Tab, file: Path, shown: Document) -> None:
    tab.open(file, 1280)
    printed = tab.pdf()
    with pikepdf.open(BytesIO(printed)) as pdf:
        assert all([round(float(edge)) for edge in sheet.mediabox] == [0, 0, 595, 842] for sheet in pdf.pages)
        with pdf.open_outline() as bookmarks:
            assert len(bookmarks.root) >= 1
    read = pypdfium2.PdfDocument(printed)
    said = bare("".join(read[number].get_textpage().get_text_range() for number in range(len(read))))
    assert "Page2" in said
    assert all(bare(spec.title.en or "") in said for spec in (f.spec for f in shown.blocks if isinstance(f, Figure)))
    assert said.count("ไทย+English") == 0
