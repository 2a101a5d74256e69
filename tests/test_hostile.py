"""Texts that would be markup, links, files, formulas or commands elsewhere, in every field of a report, in every form.

Each form has closer tests of its own; this one has them all made from one report, as `dgreport build` makes them.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pikepdf
import pytest

from dgreport import pipeline, tables
from dgreport.model import Bilingual, Group, Issue, Level, Place, Report, Section, Source, Statement, Unit
from dgreport.rendering import figures
from dgreport.rendering.charts import lay_out
from dgreport.rendering.charts.marks import Text
from dgreport.rendering.document import Figure
from dgreport.rendering.outline import outline
from documents import HOSTILE, Reader
from readback import by_pdfium
from reports import finding, report

#: What a figure is made of, by matplotlib and by us.
DRAWN = {"svg", "g", "defs", "style", "path", "text", "tspan", "title", "desc", "metadata", "circle"}
METADATA = {"RDF", "Work", "creator", "Agent", "title"}
#: Signs that turn text about, and those that end it for some readers.
UNSEEN = re.compile(r"[\u0000-\u0008\u000e-\u001f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


TEXTS = [*HOSTILE, '=cmd|"/c calc"!A1', "+1", "@SUM(A1)", "-2+3"]


@pytest.fixture(scope="module")
def hostile() -> Report:
    """Each text names a row, a group, a section, a level, a unit, a statement or an issue; most of them all of these."""
    levels = tuple(Level(id=id, name=Bilingual(th=TEXTS[place], en=TEXTS[place])) for place, id in enumerate(("one", "two")))
    findings, groups, sections, statements, issues = [], [], [], [], []
    for place, text in enumerate(TEXTS):
        both = Bilingual(th=text, en=text[::-1])
        sections.append(Section(id=f"s{place}", title=both, kicker=both, kind="chapter"))
        groups.append(Group(id=f"g{place}", section=f"s{place}", title=both, shape=("rows", "parts", "ranking")[place % 3]))
        for row, name in enumerate(TEXTS[place:] + TEXTS[:place]):
            if row < 4:
                where = {"group": f"g{place}", "section": f"s{place}", "name": (name, name)}
                findings += [finding(f"{place}.{row}", each.id, "percent", str(20 - 5 * row), **where) for each in levels]
        statements.append(Statement(id=f"t{place}", section=f"s{place}", group=f"g{place}", text=both, place=Place(page=1)))
        issues.append(Issue(kind=text, message=both))
    return Report(
        profile="p",
        source=Source(file='<img src="/etc/passwd">.pdf', sha256="0" * 64, pages=1),
        title=Bilingual(th=TEXTS[0], en=TEXTS[1]),
        levels=levels,
        units=(Unit(id="percent", name=Bilingual(th="=1+1", en="<b>%</b>"), kind="share"),),
        sections=tuple(sections),
        groups=tuple(groups),
        findings=tuple(findings),
        statements=tuple(statements),
        issues=tuple(issues),
    )


def test_figures_hold_drawings_alone(hostile: Report) -> None:
    specs = [block.spec for block in outline(hostile).blocks if isinstance(block, Figure)]
    assert len(specs) > 10
    said = set()
    for spec in specs:
        page = figures.svg(spec)
        made = figures.files(spec, "both", page)
        assert all(re.fullmatch(r"[\w.-]+", name) for name in made)
        for drawn in (page, *(data for name, data in made.items() if name.endswith(".svg"))):
            assert not UNSEEN.search(drawn.decode("utf-8"))
            assert b"<!ENTITY" not in drawn
            for element in ElementTree.fromstring(drawn).iter():
                name = element.tag.split("}")[1]
                assert name in DRAWN | METADATA
                told = {key.split("}")[-1]: value for key, value in element.attrib.items()}
                assert not [key for key in told if key.startswith("on") or key == "href"]
                styled = [value for key, value in told.items() if key != "aria-label"]
                styled += [element.text or ""] if name == "style" else []
                assert not [value for value in styled if re.search(r"url\((?!data:font/ttf;base64,)|@import", value)]
                said.add("".join(element.itertext()))
    assert any('<img src="/etc/passwd">' in text for text in said)
    assert any("$\\frac{1}{2}$" in text for text in said)


def test_the_forms_of_the_report(hostile: Report, tmp_path: Path) -> None:
    for form in ("pdf", "html", "md"):
        pipeline.render(hostile, tmp_path / f"report.{form}")
    page = (tmp_path / "report.html").read_text("utf-8")
    read = Reader(page)
    assert page.count("<script>") == 1
    assert not read.elements & {"base", "embed", "iframe", "img", "link", "object"}
    assert not [name for name in read.attributes if name.startswith("on") or name in ("src", "srcset", "action")]
    assert all(re.fullmatch(r"#[\w.-]+", address) for address in read.attributes["href"])
    assert not UNSEEN.search(page)
    assert not UNSEEN.search((tmp_path / "report.md").read_text("utf-8"))
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        assert not [key for key in ("/OpenAction", "/AA", "/AcroForm") if key in pdf.Root]
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert {link.Subtype for sheet in pdf.pages for link in sheet.get("/Annots", [])} <= {"/Link"}
        assert not [link for sheet in pdf.pages for link in sheet.get("/Annots", []) if "/A" in link]
        assert not [name for sheet in pdf.pages for name in sheet.Resources.get("/XObject", {})]
        assert all(re.fullmatch(r"[\w.-]+", name) for name in pdf.attachments)


def test_tables_hold_no_formula(hostile: Report, tmp_path: Path) -> None:
    for made in (tables.findings_csv(hostile), tables.statements_csv(hostile), tables.issues_csv(hostile)):
        for row in csv.reader(io.StringIO(made.decode("utf-8-sig"))):
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-(?![\d.])", cell)]
    tables.write_workbook(hostile, tmp_path / "findings.xlsx")
    book = openpyxl.load_workbook(tmp_path / "findings.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_half_a_pair_of_codes_is_no_character() -> None:
    assert Bilingual(th="ก\ud800ข", en="x\udfff") == Bilingual(th="ก\ufffdข", en="x\ufffd")
    text = report(finding("a\udc00", "department", "percent", "5"), title=("\ud83d\ude00", "q\ud83d")).to_json()
    assert Report.from_json(text.encode("utf-8")).to_json() == text


def test_a_figure_with_a_label_of_a_hundred_thousand_characters() -> None:
    names = [("ก" * 100_000, "W" * 100_000), ("ข", "x"), ("ค", "y")]
    rows = [finding(name[1][0], "department", "percent", "5", name=name) for name in names]
    (spec,) = [block.spec for block in outline(report(*rows)).blocks if isinstance(block, Figure)]
    texts = [mark.text for mark in lay_out(spec, "both", figures.measure).marks if isinstance(mark, Text)]
    for sign in "กW":
        assert sum(len(text) for text in texts if set(text) == {sign}) == 100_000


@pytest.fixture(scope="module")
def endless() -> Report:
    """A name, a title and a statement of a hundred thousand characters without a space."""
    long = "ก" * 100_000
    names = [(long, "W" * 100_000), ("ข", "x"), ("ค", "y")]
    rows = [finding(f"f{place}", "department", "percent", "5", name=name) for place, name in enumerate(names)]
    statement = Statement(id="t", section="one", group="g", text=Bilingual(th=long, en=long), place=Place(page=1))
    issue = Issue(kind="k", message=Bilingual(th=long, en="W" * 100_000))
    return report(*rows, statements=(statement,), issues=(issue,))


def test_a_hundred_thousand_characters_in_every_output(endless: Report, tmp_path: Path) -> None:
    for form in ("html", "md", "json"):
        path = tmp_path / f"report.{form}"
        pipeline.save(endless, path) if form == "json" else pipeline.render(endless, path)
        said = path.read_text("utf-8")
        assert (Reader(said).text if form == "html" else said).count("ก") >= 300_000, form
    for made in (tables.findings_csv(endless), tables.statements_csv(endless), tables.issues_csv(endless)):
        assert "ก" * 100_000 in made.decode("utf-8")
    tables.write_workbook(endless, tmp_path / "findings.xlsx")
    cells = [cell.value for sheet in openpyxl.load_workbook(tmp_path / "findings.xlsx") for row in sheet for cell in row]
    assert max(len(str(cell)) for cell in cells) == 32_767  # no more fits into a cell, and it says so
    assert all(cell.endswith("…") for cell in cells if len(str(cell)) == 32_767)


def test_what_the_fonts_lack_is_drawn_as_a_sign_and_said(tmp_path: Path) -> None:
    names = [("ก漢ข", "a漢b"), ("ข☃", "x☃"), ("ค😀", "y😀")]
    rows = [finding(f"f{place}", "department", "percent", str(place), name=name) for place, name in enumerate(names)]
    made = report(*rows)
    (spec,) = [block.spec for block in outline(made).blocks if isinstance(block, Figure)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns where it draws an empty box
        page = figures.svg(spec)
        files = figures.files(spec, "both", page)
    assert figures.lacking(spec, "both") == {"漢", "☃", "😀"}
    assert all("漢" in data.decode("utf-8") for name, data in files.items() if name.endswith(".svg"))
    rendered = pipeline.render(made, tmp_path / "report.pdf")
    assert rendered.missing == {"漢", "☃", "😀"}
    assert "漢" in "".join(by_pdfium(tmp_path / "report.pdf"))
