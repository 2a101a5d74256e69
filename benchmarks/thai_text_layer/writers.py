"""Real PDF writers, each given the same lines and the same font. A writer that is not installed is left out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html import escape
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

Pages = list[list[str]]
Writer = Callable[[Pages, Path], bytes]


def reportlab(pages: Pages, font: Path, *, shaping: bool = False) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    name = f"Benchmark{shaping}"
    pdfmetrics.registerFont(TTFont(name, str(font), shapable=shaping))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(700, 842))
    for page in pages:
        canvas.setFont(name, 14)
        for row, line in enumerate(page):
            canvas.drawString(60, 780 - 28 * row, line, shaping=shaping)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def fpdf2(pages: Pages, font: Path, *, shaping: bool = False) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=(700, 842))
    pdf.add_font("Benchmark", fname=str(font))
    pdf.set_text_shaping(shaping)
    for page in pages:
        pdf.add_page()
        pdf.set_font("Benchmark", size=14)
        for row, line in enumerate(page):
            pdf.text(60, 60 + 28 * row, line)
    return bytes(pdf.output())


def _html(pages: Pages, font: Path) -> str:
    style = (
        f"@font-face {{ font-family: Benchmark; src: url('{font.resolve().as_uri()}') }}"
        "@page { size: 700pt 842pt; margin: 50pt } body { font: 14pt/28pt Benchmark; margin: 0 }"
        "p { margin: 0; white-space: nowrap } section { break-after: page }"
    )
    body = "".join(f"<section>{''.join(f'<p>{escape(line)}</p>' for line in page)}</section>" for page in pages)
    return f"<!doctype html><meta charset=utf-8><title>Benchmark</title><style>{style}</style>{body}"


def weasyprint(pages: Pages, font: Path) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=_html(pages, font), base_url=".").write_pdf())


def typst(pages: Pages, font: Path) -> bytes:
    import typst as compiler
    from fontTools.ttLib import TTFont

    family = TTFont(font)["name"].getBestFamilyName()
    lines = [f'#set page(width: 700pt, height: 842pt, margin: 50pt)\n#set text(font: "{family}", size: 14pt)\n']
    for number, page in enumerate(pages):
        lines.append("#pagebreak()\n" if number else "")
        for line in page:
            quoted = line.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'#block(spacing: 14pt)[#text("{quoted}")]\n')
    with TemporaryDirectory() as folder:
        source = Path(folder) / "benchmark.typ"
        source.write_text("".join(lines), encoding="utf-8")
        return bytes(compiler.compile(str(source), font_paths=[str(font.parent)]))


def matplotlib(pages: Pages, font: Path) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    out = BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(out) as file:
        for page in pages:
            figure = Figure(figsize=(700 / 72, 842 / 72))
            FigureCanvasPdf(figure)
            for row, line in enumerate(page):
                text = line.replace("$", r"\$")
                figure.text(60 / 700, (780 - 28 * row) / 842, text, fontproperties=FontProperties(fname=str(font), size=14))
            file.savefig(figure)
    return out.getvalue()


def chromium(pages: Pages, font: Path) -> bytes:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "benchmark.html", Path(folder) / "benchmark.pdf"
        source.write_text(_html(pages, font), encoding="utf-8")
        command = [_program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def ghostscript_of(writer: Writer) -> Writer:
    def write(pages: Pages, font: Path) -> bytes:
        made = writer(pages, font)
        command = [_program("gs"), "-q", "-sDEVICE=pdfwrite", "-o", "-", "-"]
        return subprocess.run(command, input=made, check=True, capture_output=True, timeout=120).stdout

    return write


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, f"{name} is not installed"
    return found


#: Name -> (module or program that must be there, how it is called).
WRITERS: dict[str, tuple[str, Writer]] = {
    "ReportLab": ("reportlab", reportlab),
    "ReportLab, shaping": ("reportlab", lambda pages, font: reportlab(pages, font, shaping=True)),
    "fpdf2": ("fpdf", fpdf2),
    "fpdf2, shaping": ("fpdf", lambda pages, font: fpdf2(pages, font, shaping=True)),
    "WeasyPrint": ("weasyprint", weasyprint),
    "Typst": ("typst", typst),
    "matplotlib": ("matplotlib", matplotlib),
    "Chromium": ("chromium", chromium),
    "Ghostscript of WeasyPrint": ("weasyprint", ghostscript_of(weasyprint)),
    "Ghostscript of Chromium": ("chromium", ghostscript_of(chromium)),
}
#: Modules whose distribution has another name, and how programs are asked for their version.
_DISTRIBUTIONS = {"fpdf": "fpdf2", "pdfminer": "pdfminer.six", "pymupdf": "PyMuPDF"}
_QUESTIONS = {"pdftotext": "-v", "mutool": "-v"}


def is_there(needed: str) -> bool:
    return find_spec(needed) is not None or shutil.which(needed) is not None


def version_of(needed: str) -> str:
    """The version of a module, or what a program says of itself."""
    if find_spec(needed) is not None:
        module = import_module(needed)
        name = _DISTRIBUTIONS.get(needed, needed)
        return f"{name} {getattr(module, '__version__', None) or version(name)}"
    command = [_program(needed), _QUESTIONS.get(needed, "--version")]
    said = subprocess.run(command, capture_output=True, text=True)
    number = re.search(r"\d+(?:\.\d+)+", said.stdout + said.stderr)
    return f"{needed} {number[0] if number else 'of unknown version'}"
