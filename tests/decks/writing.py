"""Sheets into a PDF by ReportLab, and the damage of its text layer."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .face import Face
from .sheet import Shape, Sheet


def write(
    sheets: Sequence[Sheet],
    faces: Sequence[Face],
    size: tuple[float, float],
    damage: Sequence[Mapping[str, str]],
    title: str,
    shuffled: bool = True,
) -> bytes:
    """The pages; for each face `damage` says what a character is mapped to instead of itself.

    `shuffled`: text blocks stand in the file in an order that the slide's number alone decides, not that of reading.
    """
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    rl_config.invariant = 1
    coded = {id(face): face for face in faces}
    for sheet in sheets:  # all text first: the fonts are made of what it needs
        for block in sheet.blocks:
            for line in block:
                sheet.faces[line.bold].code(line.text)
    for face in coded.values():
        font = TTFont(face.name, io.BytesIO(face.program()))
        # ReportLab keeps the first font of a name; another deck's font of that name has other variants.
        pdfmetrics._fonts.pop(font.fontName, None)
        pdfmetrics._dynFaceNames.pop(font.face.name, None)
        pdfmetrics.registerFont(font)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for sheet in sheets:
        for shape in sheet.shapes:
            _draw(canvas, shape, size[1])
        blocks = list(sheet.blocks)
        if shuffled:
            random.Random(sheet.slide).shuffle(blocks)
        for block in blocks:
            for line in block:
                face = sheet.faces[line.bold]
                canvas.setFillColor(line.color)
                canvas.setFont(face.name, line.size)
                canvas.drawString(line.x, size[1] - line.y, face.code(line.text))
        canvas.showPage()
    canvas.save()
    return _remap(out.getvalue(), {face.name: (face, wrong) for face, wrong in zip(faces, damage, strict=True)})


def _draw(canvas: Any, shape: Shape, height: float) -> None:
    if shape.fill:
        canvas.setFillColor(shape.fill)
    if shape.stroke:
        canvas.setStrokeColor(shape.stroke)
        canvas.setLineWidth(shape.width)
    fill, stroke = int(shape.fill is not None), int(shape.stroke is not None)
    if shape.kind == "rect":
        x, y, w, h = shape.at
        canvas.rect(x, height - y - h, w, h, stroke=stroke, fill=fill)
    elif shape.kind == "line":
        x0, y0, x1, y1 = shape.at
        canvas.line(x0, height - y0, x1, height - y1)
    else:
        x, y, outer, inner, start, sweep = shape.at
        path, cy = canvas.beginPath(), height - y
        path.arc(x - outer, cy - outer, x + outer, cy + outer, 90 - start, -sweep)
        if inner:
            path.arcTo(x - inner, cy - inner, x + inner, cy + inner, 90 - start - sweep, sweep)
        elif sweep < 360:
            path.lineTo(x, cy)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def _remap(data: bytes, faces: Mapping[str, tuple[Face, Mapping[str, str]]]) -> bytes:
    """Writes the character maps anew: private characters as what they are, damaged ones as what they are said to be."""
    import pikepdf

    pdf = pikepdf.open(io.BytesIO(data))
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font" or "/ToUnicode" not in font:
            continue
        name = str(font.BaseFont).split("+")[-1]
        face, wrong = faces[name]

        def mapped(found: re.Match[str], face: Face = face, wrong: Mapping[str, str] = wrong) -> str:
            character = chr(int(found.group(1), 16))
            true = face.source.get(character, character)
            return f"<{ord(wrong.get(true, true)):04X}>"

        cmap = font.ToUnicode.read_bytes().decode("ascii")
        font.ToUnicode.write(re.sub(r"<([0-9A-Fa-f]{4})>", mapped, cmap).encode("ascii"))
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def save(directory: Path, name: str, pdf: bytes, truth: Mapping[str, Any]) -> None:
    """NAME.pdf and NAME.truth.json."""
    import json

    directory.mkdir(parents=True, exist_ok=True)
    (directory / f"{name}.pdf").write_bytes(pdf)
    (directory / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")
