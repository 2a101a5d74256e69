"""PDF writers that are Python libraries, each given the same lines and the same font."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
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


def html(pages: Pages, font: Path) -> str:
    style = (
        f"@font-face {{ font-family: Benchmark; src: url('{font.resolve().as_uri()}') }}"
        "@page { size: 700pt 842pt; margin: 50pt } body { font: 14pt/28pt Benchmark; margin: 0 }"
        "p { margin: 0; white-space: nowrap } section { break-after: page }"
    )
    body = "".join(f"<section>{''.join(f'<p>{escape(line)}</p>' for line in page)}</section>" for page in pages)
    return f"<!doctype html><meta charset=utf-8><title>Benchmark</title><style>{style}</style>{body}"


def weasyprint(pages: Pages, font: Path) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=html(pages, font), base_url=".").write_pdf())


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


def pymupdf(pages: Pages, font: Path) -> bytes:
    import pymupdf as library

    pdf = library.open()
    for page in pages:
        sheet = pdf.new_page(width=700, height=842)
        writer = library.TextWriter(sheet.rect)
        for row, line in enumerate(page):
            writer.append((60, 60 + 28 * row), line, font=library.Font(fontfile=str(font)), fontsize=14)
        writer.write_text(sheet)
    return bytes(pdf.tobytes())
