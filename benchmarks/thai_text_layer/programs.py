"""PDF writers that are programs, each given the same lines and the same font; and the list of all writers."""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import writers
from fontTools.ttLib import TTFont
from tools import NPM, program, run
from writers import Pages, Writer, html


def chromium(pages: Pages, font: Path) -> bytes:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "benchmark.html", Path(folder) / "benchmark.pdf"
        source.write_text(html(pages, font), encoding="utf-8")
        command = [program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        run([*command, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()])
        return target.read_bytes()


def _family(font: Path) -> str:
    return str(TTFont(font)["name"].getBestFamilyName())


def _home(folder: str, font: Path) -> Path:
    """A home for a program that looks for fonts by fontconfig, with that font alone installed."""
    (Path(folder) / ".fonts").mkdir()
    shutil.copy(font, Path(folder) / ".fonts")
    return Path(folder)


def pango(pages: Pages, font: Path) -> bytes:
    with TemporaryDirectory() as folder:
        command = [sys.executable, str(Path(__file__).with_name("pango.py")), _family(font)]
        return run(command, given=json.dumps(pages).encode(), home=_home(folder, font))


def libreoffice(pages: Pages, font: Path) -> bytes:
    """Writer's own export of a flat OpenDocument text; the font is installed in a home of its own."""
    family = escape(_family(font))
    paragraphs = "".join(
        f'<text:p text:style-name="{"N" if number and not row else "P"}">{escape(line)}</text:p>'
        for number, page in enumerate(pages)
        for row, line in enumerate(page)
    )
    text = '''<style:text-properties style:font-name="B" style:font-name-complex="B" style:font-name-asian="B"
      fo:font-size="14pt" style:font-size-complex="14pt" style:language-complex="th" style:country-complex="TH"/>'''
    document = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
 <office:font-face-decls><style:font-face style:name="B" svg:font-family="{family}"/></office:font-face-decls>
 <office:automatic-styles>
  <style:page-layout style:name="L"><style:page-layout-properties fo:page-width="700pt" fo:page-height="842pt"
    fo:margin="50pt"/></style:page-layout>
  <style:style style:name="P" style:family="paragraph">{text}</style:style>
  <style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>{text}</style:style>
 </office:automatic-styles>
 <office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
 <office:body><office:text>{paragraphs}</office:text></office:body>
</office:document>'''
    with TemporaryDirectory() as name:
        folder = _home(name, font)
        source = folder / "benchmark.fodt"
        source.write_text(document, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run([program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(source)], home=folder)
        return source.with_suffix(".pdf").read_bytes()


def tex(pages: Pages, font: Path, *, engine: str) -> bytes:
    special = {char: f"\\{char}" for char in "#$%&_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    lines = [
        r"\documentclass{article}\usepackage[paperwidth=700bp,paperheight=842bp,margin=50bp]{geometry}",
        rf"\usepackage{{fontspec}}\setmainfont{{{font.name}}}[Path={font.parent.resolve()}/]",
        r"\pagestyle{empty}\parindent=0pt\begin{document}\fontsize{14bp}{28bp}\selectfont",
    ]
    for page in pages:
        lines += ["".join(special.get(char, char) for char in line) + r"\par" for line in page]
        lines.append(r"\newpage")
    lines.append(r"\end{document}")
    with TemporaryDirectory() as folder:
        source = Path(folder) / "benchmark.tex"
        source.write_text("\n".join(lines), encoding="utf-8")
        run([program(engine), "-interaction=nonstopmode", "-halt-on-error", f"-output-directory={folder}", str(source)])
        return source.with_suffix(".pdf").read_bytes()


def ghostscript_of(writer: Writer) -> Writer:
    def write(pages: Pages, font: Path) -> bytes:
        return run([program("gs"), "-q", "-sDEVICE=pdfwrite", "-o", "-", "-"], given=writer(pages, font))

    return write


def npm(library: str) -> Writer:
    def write(pages: Pages, font: Path) -> bytes:
        return run([program("node"), str(NPM / "write.js"), library, str(font)], given=json.dumps(pages).encode())

    return write



#: Name -> (modules, programs and packages that must be there, how it is called).
WRITERS: dict[str, tuple[tuple[str, ...], Writer]] = {
    "ReportLab": (("reportlab",), writers.reportlab),
    "ReportLab, shaping": (("reportlab", "uharfbuzz"), partial(writers.reportlab, shaping=True)),
    "fpdf2": (("fpdf",), writers.fpdf2),
    "fpdf2, shaping": (("fpdf", "uharfbuzz"), partial(writers.fpdf2, shaping=True)),
    "WeasyPrint": (("weasyprint",), writers.weasyprint),
    "Typst": (("typst",), writers.typst),
    "matplotlib": (("matplotlib",), writers.matplotlib),
    "Pango and cairo": (("pangocairocffi", "cairocffi"), pango),
    "PyMuPDF": (("pymupdf",), writers.pymupdf),
    "PDFKit": (("npm:pdfkit",), npm("pdfkit")),
    "pdfmake": (("npm:pdfmake",), npm("pdfmake")),
    "jsPDF": (("npm:jspdf",), npm("jspdf")),
    "pdf-lib": (("npm:pdf-lib", "npm:@pdf-lib/fontkit"), npm("pdf-lib")),
    "Chromium": (("chromium",), chromium),
    "LibreOffice": (("soffice",), libreoffice),
    "XeLaTeX": (("xelatex",), partial(tex, engine="xelatex")),
    "LuaLaTeX": (("lualatex",), partial(tex, engine="lualatex")),
    "Ghostscript of WeasyPrint": (("weasyprint", "gs"), ghostscript_of(writers.weasyprint)),
    "Ghostscript of Chromium": (("chromium", "gs"), ghostscript_of(chromium)),
}
