"""Makes the picture of docs/design.md: every page of the report, small, on one sheet.

    dgreport build && python docs/contact_sheet.py
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "output" / "report.pdf"
PICTURE = ROOT / "docs" / "images" / "contact-sheet.png"

ACROSS, WIDTH, GAP = 10, 168, 10  #: pages in a row; pixels
GROUND, RULE = "#E9ECEF", "#CED4DA"


def main() -> None:
    report = pypdfium2.PdfDocument(REPORT)
    pages = []
    for page in report:
        # Drawn larger, then made smaller: finer than what PDFium draws at so small a size.
        drawn = page.render(scale=3 * WIDTH / page.get_width()).to_pil().convert("RGB")
        pages.append(drawn.resize((WIDTH, round(WIDTH * drawn.height / drawn.width)), Image.Resampling.LANCZOS))
    tall = max(page.height for page in pages)
    rows = -(-len(pages) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDTH + GAP) + GAP, rows * (tall + GAP) + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    for number, page in enumerate(pages):
        x, y = GAP + number % ACROSS * (WIDTH + GAP), GAP + number // ACROSS * (tall + GAP)
        sheet.paste(page, (x, y))
        draw.rectangle((x - 1, y - 1, x + page.width, y + page.height), outline=RULE)
    PICTURE.parent.mkdir(exist_ok=True)
    sheet.quantize(224).save(PICTURE, optimize=True)
    print(f"{PICTURE}: {sheet.width} × {sheet.height}, {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
