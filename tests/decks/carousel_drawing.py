"""What the cards of the design "carousel" are drawn with: text, pills, dots, sectors."""

from __future__ import annotations

from math import cos, sin

from fpdf import FPDF

from .numbers import Numbers
from .proofs import Setter
from .sheet import _words

INK, MUTED, PALE = "#22223b", "#6c6f7d", "#f1eef6"
LARGER = 1.12  #: the font is small on its body


class Drawing(Setter):
    """A page of `pdf`; points from its upper left corner."""

    def __init__(self, pdf: FPDF, numbers: Numbers, page: int, proof: bool) -> None:
        super().__init__(numbers, page, proof)
        self.pdf = pdf

    def plain(self, text: str) -> str:
        """The text with its numbers, only to be measured."""
        marked = len(self.marks)
        out = "".join(said for said, _ in self.pieces(text))
        del self.marks[marked:]
        return out

    def width(self, text: str, size: float, bold: bool = False) -> float:
        self.pdf.set_font("Laksaman", "B" if bold else "", size * LARGER)
        return self.pdf.get_string_width(self.plain(text))

    def text(
        self, x: float, y: float, text: str, size: float, color: str = INK, bold: bool = False, align: float = 0.0
    ) -> float:
        if not text:
            return 0
        wide = self.width(text, size, bold)
        x -= align * wide
        pieces = self.pieces(text)
        if not self.proof:
            pieces = [("".join(said for said, _ in pieces), None)]
        for said, own in pieces:
            self.pdf.set_text_color(own if own and self.proof else color)
            self.pdf.text(x, y, said)
            x += self.pdf.get_string_width(said)
        return wide

    def wrapped(self, text: str, wide: float, size: float, bold: bool = False) -> list[str]:
        lines = [""]
        for word in _words(text):
            if lines[-1] and self.width((lines[-1] + word).rstrip(), size, bold) > wide:
                lines[-1] = lines[-1].rstrip()
                lines.append(word.lstrip())
            else:
                lines[-1] += word
        return lines

    def para(
        self,
        x: float,
        top: float,
        text: str,
        wide: float,
        size: float,
        color: str = INK,
        bold: bool = False,
        align: float = 0.0,
        leading: float = 1.5,
    ) -> float:
        for line in self.wrapped(text, wide, size, bold):
            self.text(x, top + size * 1.05, line, size, color, bold, align)
            top += size * leading
        return top

    def height(self, text: str, wide: float, size: float, bold: bool = False, leading: float = 1.5) -> float:
        return len(self.wrapped(text, wide, size, bold)) * size * leading if text else 0

    def box(self, x: float, y: float, w: float, h: float, color: str, r: float = 0) -> None:
        self.pdf.set_fill_color(color)
        self.pdf.rect(x, y, w, h, style="F", round_corners=r > 0, corner_radius=r)

    def dot(self, x: float, y: float, r: float, color: str, hollow: bool = False) -> None:
        self.pdf.set_fill_color("#ffffff" if hollow else color)
        self.pdf.set_draw_color(color)
        self.pdf.set_line_width(2.4)
        self.pdf.circle(x, y, r, style="DF")

    def line(self, x0: float, y0: float, x1: float, y1: float, color: str, w: float = 1) -> None:
        self.pdf.set_draw_color(color)
        self.pdf.set_line_width(w)
        self.pdf.line(x0, y0, x1, y1)

    def pill(self, x: float, y: float, text: str, size: float, color: str, align: float = 0.0) -> float:
        """A text in white on a rounded ground whose middle is at height `y`; gives its width."""
        wide = self.width(text, size, True) + size * 1.1
        x -= align * wide
        self.box(x, y - size * 0.85, wide, size * 1.7, color, size * 0.8)
        self.text(x + wide / 2, y + size * 0.4, text, size, "#ffffff", True, 0.5)
        return wide

    def sector(self, cx: float, cy: float, r: float, inner: float, a0: float, a1: float, color: str) -> None:
        n = max(2, int((a1 - a0) * 20))
        ring = [(cx + sin(a0 + (a1 - a0) * k / n) * r, cy - cos(a0 + (a1 - a0) * k / n) * r) for k in range(n + 1)]
        ring += [(cx + sin(a1 - (a1 - a0) * k / n) * inner, cy - cos(a1 - (a1 - a0) * k / n) * inner) for k in range(n + 1)]
        self.pdf.set_fill_color(color)
        self.pdf.polygon(ring, style="F")
