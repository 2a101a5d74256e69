"""Makes the README's picture: a slide of the source beside the page of the report that tells it.

    dgreport build && python docs/before_after.py

The page of the report is the first one that has the first heading of the slide's chapter on it.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"
REPORT = ROOT / "output" / "report.pdf"
PICTURE = ROOT / "docs" / "images" / "before-after.png"

SLIDE = 10  #: 1-based page of the source
TOLD_BY = "แผนปฏิบัติการดิจิทัล"  #: words that stand on the page of the report that tells the slide
HEIGHT, GAP = 1100, 40  #: pixels
GROUND, RULE = "#E9ECEF", "#ADB5BD"


def page_image(pdf: pypdfium2.PdfDocument, index: int, height: int) -> Image.Image:
    page = pdf[index]
    return page.render(scale=height / page.get_height()).to_pil().convert("RGB")


def telling_page(pdf: pypdfium2.PdfDocument) -> int:
    """Index of the first page after the contents that has the words and a figure."""
    for index in range(3, len(pdf)):
        text = pdf[index].get_textpage().get_text_bounded()
        if TOLD_BY in text and f"Slide {SLIDE}" in text:
            return index
    raise SystemExit(f"{REPORT}: no page has {TOLD_BY!r} and names slide {SLIDE}")


def main() -> None:
    source, report = pypdfium2.PdfDocument(SOURCE), pypdfium2.PdfDocument(REPORT)
    right = page_image(report, telling_page(report), HEIGHT)
    left = page_image(source, SLIDE - 1, round(0.75 * HEIGHT))
    picture = Image.new("RGB", (left.width + right.width + 3 * GAP, HEIGHT + 2 * GAP), GROUND)
    draw = ImageDraw.Draw(picture)
    for image, x in ((left, GAP), (right, left.width + 2 * GAP)):
        y = (picture.height - image.height) // 2
        picture.paste(image, (x, y))
        draw.rectangle((x - 1, y - 1, x + image.width, y + image.height), outline=RULE)
    PICTURE.parent.mkdir(exist_ok=True)
    picture.quantize(128).save(PICTURE, optimize=True)
    print(f"{PICTURE}: {picture.width} × {picture.height}, {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
