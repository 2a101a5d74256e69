"""A slide of the design "forum": texts and native charts by python-pptx."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as CT
from pptx.enum.chart import XL_LEGEND_POSITION as LP
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from .content import HOLE
from .face import Face
from .numbers import Numbers
from .sheet import _words

FONT = "Garuda"
FACES = tuple(Face(Path(f"/usr/share/fonts/truetype/tlwg/Garuda{b}.ttf"), f"Garuda{b}") for b in ("", "-Bold"))
INK, GREY, RULE, BAND = "33302C", "857C72", "D9D0C4", "4A2545"
SERIES = ("3D5A98", "E0A030", "8C4A6B", "7A8B4F", "4C9FB3", "9C6B45")
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHOW = "".join(f'<c:show{k} val="%d"/>' for k in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"))
POSITION = {"t": LP.TOP, "r": LP.RIGHT, "l": LP.LEFT, "b": LP.BOTTOM}



class Slide:
    """One slide of a show, filled by its tools. `marks`: where to note each number's own color, if it is to have one."""

    def __init__(self, show: Any, number: int, page: int, values: Numbers, marks: Any) -> None:
        self.slide = show.slides.add_slide(show.slide_layouts[6])
        self.number, self.page, self.values, self.marks = number, page, values, marks
        self.later: list[Callable[[], None]] = []
        self.count = 0

    def finish(self) -> None:
        """Puts texts and charts on the slide, in an order that the slide's number alone decides."""
        random.Random(self.number * 11 + 5).shuffle(self.later)
        for put in self.later:
            put()

    # -- tools

    def fill(self, text: str) -> str:
        return HOLE.sub(lambda h: str(self.page) if h[1] == "page" else self.values.printed(h[1]), text)

    def amount(self, text: str) -> float:
        found = HOLE.search(text)
        assert found, text
        return self.values.number(found[1])

    def color(self, color: str, *texts: str) -> str:
        """The color to set numbers in: where they are to be found, one of their own."""
        records = [h for t in texts for h in HOLE.findall(t) if h != "page" and not h.startswith("text.")]
        if self.marks is None or not records:
            return color
        self.count += 1
        own = f"{0x20000 + self.count * 0x101:06X}"
        said = [(h, self.values.printed(h)) for h in records]
        self.marks.append((self.page, tuple(int(own[i : i + 2], 16) for i in (0, 2, 4)), said))
        return own

    def width(self, text: str, size: float, bold: bool = False) -> float:
        return FACES[bold].width(self.fill(text), size)

    def tall(self, text: str, width: float, size: float, bold: bool = False) -> float:
        lines, line = 1, ""
        for word in _words(self.fill(text)):
            if line and FACES[bold].width((line + word).rstrip(), size) > width * 0.97:
                lines, line = lines + 1, word.lstrip()
            else:
                line += word
        return lines * size * 1.62 + 2

    def rect(self, x: float, y: float, w: float, h: float, fill: str, shape: Any = MSO_SHAPE.RECTANGLE) -> None:
        box = self.slide.shapes.add_shape(shape, Pt(x), Pt(y), Pt(w), Pt(h))
        box._element.remove(box._element.find(qn("p:style")))  # no shadow
        box.fill.solid()
        box.fill.fore_color.rgb = RGBColor.from_string(fill)
        box.line.fill.background()

    def text(self, x: float, y: float, w: float, h: float, text: str, size: float, bold: bool = False,
             color: str = INK, align: str = "l", anchor: str = "m") -> None:  # fmt: skip
        if not text:
            return

        def put() -> None:
            frame = self.slide.shapes.add_textbox(Pt(x), Pt(y), Pt(w), Pt(h)).text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.word_wrap = True
            frame.vertical_anchor = {"t": MSO_ANCHOR.TOP, "m": MSO_ANCHOR.MIDDLE, "b": MSO_ANCHOR.BOTTOM}[anchor]
            paragraph = frame.paragraphs[0]
            paragraph.alignment = {"l": PP_ALIGN.LEFT, "c": PP_ALIGN.CENTER, "r": PP_ALIGN.RIGHT}[align]
            for piece in filter(None, re.split(r"(\{[^}]+\})", text)):
                run = paragraph.add_run()
                run.text = self.fill(piece)
                run.font.size, run.font.bold = Pt(size), bold
                run.font.color.rgb = RGBColor.from_string(self.color(color, piece))
                own = run._r.get_or_add_rPr()
                own.set("lang", "th-TH")
                for tag in ("latin", "ea", "cs"):
                    etree.SubElement(own, f"{{{A}}}{tag}").set("typeface", FONT)

        self.later.append(put)

    def chart(self, kind: Any, x: float, y: float, w: float, h: float, cats: Sequence[str],
              series: Sequence[tuple[str, Sequence[float]]], labels: Sequence[tuple[int, int, str, str, str]] = (), *,
              key: str = "", colors: Sequence[str] = SERIES, most: float | None = None, gap: int = 40, size: float = 13,
              axis: float = 0, inner: Sequence[float] = (), points: bool = False, hole: int = 55) -> None:  # fmt: skip
        """A chart of the program. `labels`: series, point, text with a hole, position and color; `key`: where it stands."""
        self.later.append(lambda: self._chart(kind, (x, y, w, h), cats, series, labels, key, colors, most, gap, size,
                                              axis, inner, points, hole))  # fmt: skip

    def _chart(self, kind: Any, box: Any, cats: Any, series: Any, labels: Any, key: str, colors: Any, most: Any,
               gap: int, size: float, axis: float, inner: Any, points: bool, hole: int) -> None:  # fmt: skip
        data = CategoryChartData()
        data.categories = [self.fill(c) for c in cats]
        for name, numbers in series:
            data.add_series(self.fill(name), numbers)
        chart = self.slide.shapes.add_chart(kind, *map(Pt, box), data).chart
        chart.has_title, chart.has_legend = False, bool(key)
        chart._chartSpace.chart.get_or_add_autoTitleDeleted().set("val", "1")
        round_ = kind in (CT.PIE, CT.DOUGHNUT)
        plot, area = chart.plots[0], chart._chartSpace.chart.plotArea
        if key:
            chart.legend.position, chart.legend.include_in_layout = POSITION[key], False
            chart.legend.font.size = Pt(12 if len(cats) * len(series) < 4 else 10.5)
            said = cats if round_ else [name for name, _ in series]
            chart.legend.font.color.rgb = RGBColor.from_string(self.color(INK, *said))
        if inner:
            old = area.find(qn("c:layout"))
            if old is not None:
                area.remove(old)
            tags = "".join(f'<c:{k} val="{v:.4f}"/>' for k, v in zip("xywh", inner, strict=True))
            area.insert(0, etree.fromstring(
                f'<c:layout xmlns:c="{C}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
                f'<c:yMode val="edge"/>{tags}</c:manualLayout></c:layout>'))  # fmt: skip
        if kind == CT.DOUGHNUT:
            size_ = plot._element.find(qn("c:holeSize"))
            if size_ is None:
                size_ = etree.SubElement(plot._element, qn("c:holeSize"))
            size_.set("val", str(hole))
        if not round_:
            plot.gap_width = gap
            if kind in (CT.BAR_CLUSTERED, CT.COLUMN_CLUSTERED) and len(series) > 1:
                plot.overlap = -20
            across, along = chart.value_axis, chart.category_axis
            across.visible = across.has_major_gridlines = along.has_major_gridlines = False
            across.minimum_scale = 0
            if most:
                across.maximum_scale = most
            along.reverse_order = kind in (CT.BAR_CLUSTERED, CT.BAR_STACKED_100)
            along.major_tick_mark = XL_TICK_MARK.NONE
            if axis:
                along.format.line.color.rgb = RGBColor.from_string(GREY)
            else:
                along.format.line.fill.background()
            if axis:
                along.tick_labels.font.size = Pt(axis)
                along.tick_labels.font.color.rgb = RGBColor.from_string(INK)
            else:
                along.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        for n, one in enumerate(plot.series):
            for k in range(len(cats)) if round_ or points else ():
                one.points[k].format.fill.solid()
                one.points[k].format.fill.fore_color.rgb = RGBColor.from_string(colors[k % len(colors)])
            if not round_ and not points:
                one.format.fill.solid()
                one.format.fill.fore_color.rgb = RGBColor.from_string(colors[n % len(colors)])
            own = "".join(self._label(*label[1:], size) for label in sorted(labels) if label[0] == n)
            one._element.find(qn("c:cat")).addprevious(etree.fromstring(
                f'<c:dLbls xmlns:c="{C}" xmlns:a="{A}">{own}{SHOW % (0, 0, 0, 0, 0, 0)}</c:dLbls>'))  # fmt: skip
        for font in chart._chartSpace.iter(qn("a:defRPr")):
            for tag in ("latin", "ea", "cs"):
                if font.find(qn(f"a:{tag}")) is None:
                    etree.SubElement(font, f"{{{A}}}{tag}").set("typeface", FONT)

    def _label(self, point: int, text: str, position: str, color: str, size: float) -> str:
        """A data label: what stands around the number is its format."""
        before, after = (f"&quot;{part}&quot;" if part else "" for part in HOLE.split(text)[::2])
        decimals = self.fill(text).count(".") and len(re.findall(r"\.(\d+)", self.fill(HOLE.search(text)[0]))[0])  # type: ignore[index]
        code = before + "#,##0" + ("." + "0" * decimals if decimals else "") + after
        place = f'<c:dLblPos val="{position}"/>' if position else ""
        return (
            f'<c:dLbl><c:idx val="{point}"/><c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
            f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{int(size * 100)}" b="1"><a:solidFill>'
            f'<a:srgbClr val="{self.color(color, text)}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="th-TH"/>'
            f"</a:p></c:txPr>{place}{SHOW % (0, 1, 0, 0, 0, 0)}</c:dLbl>"
        )
