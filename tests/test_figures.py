"""Figures: laid out without a collision for any data, drawn as SVG with live text and as PNG, always the same bytes."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from dgreport.model import Bilingual
from dgreport.rendering import figures, palette, webfonts
from dgreport.rendering.charts import lay_out
from dgreport.rendering.charts.marks import Area, Dot, Line, Scale, Sheet, Text, scale
from dgreport.rendering.document import Figure, FigureKind, FigureSpec, Language, Point, Series
from dgreport.rendering.outline import outline
from dgreport.rendering.typeset.wrapping import break_points
from reports import golden_report

DEPARTMENT = Bilingual(th="ระดับกรม", en="departments")
PROVINCE = Bilingual(th="ระดับจังหวัด", en="provinces")
NOT_SURVEYED = Bilingual(th="ไม่มีการสำรวจ", en="not surveyed")
UNREADABLE = Bilingual(th="อ่านไม่ได้", en="could not be read")
SHORT = Bilingual(th="สั้น", en="short")
BARE = Bilingual(th="ไม่มีคำแปล", en=None)
LONG = Bilingual(
    th="จำนวนหน่วยงานที่มีแนวนโยบายด้านความมั่นคงปลอดภัยของระบบสารสนเทศและการคุ้มครองข้อมูลส่วนบุคคลครบถ้วน"
    "ทุกหัวข้อที่ประกาศกำหนดไว้สำหรับหน่วยงานที่เป็นโครงสร้างพื้นฐานสำคัญของประเทศ",
    en="Number of agencies with policies on the security of information systems and on the protection of personal data "
    "that cover every topic of the announcement on critical national infrastructure",
)

Cells = Sequence[str | Bilingual | None]


def points(values: Cells) -> tuple[Point, ...]:
    """A number, None (no reason given) or the reason why there is no number."""
    return tuple(
        Point(None, note=value)
        if isinstance(value, Bilingual)
        else Point(None if value is None else Decimal(value), "f")
        for value in values
    )


def spec(kind: FigureKind, categories: Sequence[Bilingual], *values: Cells, maximum: int | None = None) -> FigureSpec:
    """A figure whose series are departments and provinces; for a stack, parts of other names."""
    names = [(DEPARTMENT, "department"), (PROVINCE, "province")]
    if kind == "stacked":
        names = [(Bilingual(th=f"ส่วนที่ {n}", en=f"part {n}") if n % 3 else LONG, "") for n in range(len(values))]
    return FigureSpec(
        id="figure/1",
        kind=kind,
        title=Bilingual(th="หัวเรื่องที่บอกข้อค้นพบ", en="A title that says the finding"),
        categories=tuple(categories),
        series=tuple(Series(name, points(cells), level) for (name, level), cells in zip(names, values, strict=False)),
        unit=Bilingual(th="ร้อยละ", en="percent"),
        alt=Bilingual(th="คำบรรยาย 50", en="in words: 50"),
        maximum=None if maximum is None else Decimal(maximum),
        levels=("department", "province"),
        subject=Bilingual(th="เรื่อง", en="the subject"),
    )


TWELVE = [Bilingual(th=f"ตัวชี้วัดที่ {n}", en=f"indicator {n}") for n in range(12)]
HARD = {
    "dumbbell, one row, a tie": spec("dumbbell", [SHORT], ["50.0"], ["50.0"], maximum=100),
    "dumbbell, extremes": spec(
        "dumbbell",
        [LONG, SHORT, BARE, SHORT, LONG, SHORT, SHORT, SHORT],
        ["100", "0", "0", "99.5", NOT_SURVEYED, NOT_SURVEYED, "3", "98"],
        ["0", "0", "100", "100", NOT_SURVEYED, UNREADABLE, NOT_SURVEYED, UNREADABLE],
        maximum=100,
    ),
    "dumbbell, twelve rows": spec(
        "dumbbell", TWELVE, [str(7 * n) for n in range(12)], [str(89 - 7 * n) for n in range(12)], maximum=100
    ),
    "dumbbell, huge": spec("dumbbell", [SHORT, LONG], ["1521653", "12"], ["1300000", "1521000"]),
    "bars, one": spec("bars", [SHORT], ["1521653"]),
    "bars, all sorts": spec(
        "bars", [LONG, SHORT, BARE, SHORT], ["0", "1521653", UNREADABLE, "-5"], ["3", "0", "12", NOT_SURVEYED]
    ),
    "bars, below zero": spec("bars", [SHORT, LONG], ["-12.5", "20"], ["-3", "-40"]),
    "bars, all zero": spec("bars", [SHORT, SHORT], ["0", "0"], ["0", None], maximum=100),
    "bars, twelve rows": spec("bars", TWELVE, [str(n) for n in range(12)], ["0.5"] * 12, maximum=100),
    "stack, one part": spec("stacked", [DEPARTMENT], ["100"]),
    "stack, seven parts": spec(
        "stacked",
        [DEPARTMENT, PROVINCE],
        ["0", "30"],
        ["1", "20"],
        ["0.5", "10"],
        ["98", "5"],
        ["0.5", "5"],
        ["0", "5"],
        [None, "25"],
    ),
    "panels, one": spec("multiples", [SHORT], ["1521653"]),
    "panels, five": spec(
        "multiples",
        [LONG, SHORT, SHORT, BARE, SHORT],
        ["1521653", "0", NOT_SURVEYED, "12", "55"],
        ["3", "0", NOT_SURVEYED, "-12", "99"],
    ),
    "radar, gaps": spec(
        "radar", [SHORT, LONG, SHORT], ["0", "100", "50"], [NOT_SURVEYED, NOT_SURVEYED, "20"], maximum=100
    ),
    "radar, twelve axes": spec(
        "radar",
        [LONG if n % 2 else SHORT for n in range(12)],
        [str(8 * n) for n in range(12)],
        [str(100 - 8 * n) for n in range(12)],
        maximum=100,
    ),
}


def frames(sheet: Sheet) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom of every text, from the top of its digits to the foot of its descenders."""
    found = []
    for mark in sheet.marks:
        if isinstance(mark, Text):
            width = figures.measure(mark.text, mark.size, mark.strong)
            left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
            found.append((left, mark.y - 0.75 * mark.size, left + width, mark.y + 0.22 * mark.size, mark.text))
    return found


def collisions(sheet: Sheet) -> list[str]:
    """Texts that overlap, or that run out of the sheet."""
    found = frames(sheet)
    bad = [
        f"out: {f[4]}" for f in found if f[0] < -0.5 or f[1] < -0.5 or f[2] > sheet.width + 0.5 or f[3] > sheet.height
    ]
    for one, other in combinations(found, 2):
        across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
        if across > 0.5 and down > 0.5:
            bad.append(f"hit: {one[4]} | {other[4]}")
    return bad


@pytest.mark.parametrize("language", ["th", "en", "both"])
@pytest.mark.parametrize("name", HARD)
def test_nothing_overlaps_and_nothing_is_cut_off(name: str, language: Language) -> None:
    for titled in (False, True):
        sheet = lay_out(HARD[name], language, figures.measure, titled)
        assert sheet.width == palette.FIGURE_WIDTH
        assert not collisions(sheet)


@pytest.mark.parametrize("language", ["th", "en", "both"])
@pytest.mark.parametrize("name", HARD)
def test_nor_on_a_sheet_for_a_small_window(name: str, language: Language) -> None:
    sheet = lay_out(HARD[name], language, figures.measure, width=280.0)
    assert sheet.width == 280
    assert not collisions(sheet)


def test_no_figure_of_the_2560_report_has_a_collision() -> None:
    shown = [block.spec for block in outline(golden_report()).blocks if isinstance(block, Figure)]
    assert len(shown) > 30
    for one in shown:
        assert not collisions(lay_out(one, "both", figures.measure, titled=True)), one.id
        assert not collisions(lay_out(one, "both", figures.measure, width=280.0)), one.id


def test_a_radar_becomes_bars_where_it_has_no_room() -> None:
    texts = [
        {
            mark.text
            for mark in lay_out(HARD["radar, gaps"], "th", figures.measure, width=width).marks
            if isinstance(mark, Text)
        }
        for width in (280.0, palette.FIGURE_WIDTH)
    ]
    assert {"0", "100", "50", "20"} <= texts[0] & texts[1]
    assert NOT_SURVEYED.th in texts[0]
    assert "–" in texts[1]


def test_reasons_for_missing_bars_take_a_line_each_where_they_have_no_room() -> None:
    wide, narrow = (
        [
            mark.text
            for mark in lay_out(spec("bars", [SHORT], [LONG], ["5"]), "both", figures.measure, width=width).marks
            if isinstance(mark, Text)
        ]
        for width in (2000.0, 280.0)
    )
    assert f"{LONG.th} · {LONG.en}" in wide
    assert LONG.th in narrow
    assert LONG.en in narrow


@pytest.mark.parametrize("name", ["dumbbell, extremes", "stack, seven parts", "radar, gaps"])
def test_svg_within_html_says_what_the_figure_says(name: str) -> None:
    drawn = figures.inline(HARD[name], "both", palette.FIGURE_WIDTH)
    root = ElementTree.fromstring(drawn)
    sheet = lay_out(HARD[name], "both", figures.measure)
    texts = [mark.text for mark in sheet.marks if isinstance(mark, Text)]
    assert ["".join(element.itertext()) for element in root.iter("text")] == texts
    assert len(list(root.iter("circle"))) == sum(isinstance(mark, Dot) for mark in sheet.marks)
    assert len(list(root.iter("path"))) == sum(isinstance(mark, Area | Line) for mark in sheet.marks)
    assert root.get("viewBox") == f"0 0 459 {f'{sheet.height:.2f}'.rstrip('0').rstrip('.')}"
    assert "id=" not in drawn


def test_fonts_tell_no_time_and_hold_both_parts_of_sara_am() -> None:
    rule = webfonts.rule(600, frozenset("นำ"))
    font = TTFont(BytesIO(base64.b64decode(re.findall(r"base64,([^)]+)", rule)[0])))
    whole = TTFont(Path(figures.__file__).parent / "fonts" / webfonts.FACES[600])
    assert font["head"].modified == whole["head"].modified
    assert {0xE19, 0xE33, 0xE4D, 0xE32} <= set(font.getBestCmap())
    assert 0xE01 not in font.getBestCmap()


@pytest.mark.parametrize("name", HARD)
def test_every_value_and_reason_is_written(name: str) -> None:
    written = " ".join(
        mark.text for mark in lay_out(HARD[name], "both", figures.measure).marks if isinstance(mark, Text)
    )
    for series in HARD[name].series:
        for point in series.points:
            if point.value is not None:
                assert f"{point.value:,f}".replace("-", "−") in written
            elif point.note is not None and HARD[name].kind in ("dumbbell", "bars", "multiples"):
                assert point.note.th.split()[0] in written


def test_a_dumbbell_shows_its_values_at_the_ends_and_the_gap_on_the_bar() -> None:
    sheet = lay_out(spec("dumbbell", [SHORT], ["57.9"], ["34.2"], maximum=100), "th", figures.measure)
    blue, orange = (palette.level_colour(level, ("department", "province")) for level in ("department", "province"))
    dots = {mark.colour: mark.x for mark in sheet.marks if isinstance(mark, Dot) and mark.x > 100}
    text = {mark.text: mark for mark in sheet.marks if isinstance(mark, Text)}
    assert text["57.9"].colour == blue
    assert text["34.2"].colour == orange
    assert text["34.2"].x < dots[orange] < text["23.7"].x < dots[blue] < text["57.9"].x
    hundredth = (text["100"].x - text["0"].x) / 100
    assert dots[blue] == pytest.approx(text["0"].x + 57.9 * hundredth)
    assert dots[orange] == pytest.approx(text["0"].x + 34.2 * hundredth)


@pytest.mark.parametrize("low", ["0.5", "3", "6", "7.9", "12", "30"])
def test_no_value_of_a_dumbbell_stands_on_the_axis(low: str) -> None:
    sheet = lay_out(spec("dumbbell", [DEPARTMENT], ["60"], [low]), "th", figures.measure)
    (axis,) = [mark.points[0][0] for mark in sheet.marks if isinstance(mark, Line) and mark.colour == palette.GREY]
    (value,) = [mark for mark in sheet.marks if isinstance(mark, Text) and mark.strong and mark.text == low]
    left = value.x - figures.measure(low, value.size, True)
    assert left > axis or value.x < axis
    assert left > 0


def test_bars_are_as_long_as_their_values() -> None:
    sheet = lay_out(spec("bars", [SHORT, SHORT], ["80", "20"], maximum=100), "th", figures.measure)
    bars = [mark for mark in sheet.marks if isinstance(mark, Area) and mark.colour == palette.ACCENTS[0]]
    widths = [bar.points[1][0] - bar.points[0][0] for bar in bars]
    assert widths[0] == pytest.approx(4 * widths[1])


def test_a_stack_is_as_wide_as_its_shares() -> None:
    sheet = lay_out(spec("stacked", [DEPARTMENT], ["22"], ["49"], ["29"]), "th", figures.measure)
    bars = [mark for mark in sheet.marks if isinstance(mark, Area) and mark.edge == "#FFFFFF"]
    widths = [bar.points[1][0] - bar.points[0][0] for bar in bars]
    assert [round(100 * width / sum(widths)) for width in widths] == [22, 49, 29]
    assert bars[-1].points[1][0] == pytest.approx(palette.FIGURE_WIDTH)


def test_a_stack_has_the_colours_of_its_levels() -> None:
    two = replace(spec("stacked", [DEPARTMENT, PROVINCE], ["60", "30"], ["40", "70"]), bar_levels=("department", "province"))
    sheet = lay_out(two, "th", figures.measure)
    bars = [mark for mark in sheet.marks if isinstance(mark, Area) and mark.edge == "#FFFFFF"]
    swatches = [mark for mark in sheet.marks if isinstance(mark, Area) and not mark.edge]
    first, second = palette.ACCENTS[:2]
    assert [bar.colour for bar in bars][::2] == [first, second]
    assert len({bar.colour for bar in bars}) == 4
    # By part, then by bar: each value stands beside its fill.
    assert [swatch.colour for swatch in swatches] == [bars[place].colour for place in (0, 2, 1, 3)]
    names = {mark.text: mark.colour for mark in sheet.marks if isinstance(mark, Text)}
    assert (names[DEPARTMENT.th], names[PROVINCE.th]) == (first, second)
    for bar in bars:
        ink = next(mark for mark in sheet.marks if isinstance(mark, Text) and mark.anchor == "middle" and
                   bar.points[0][0] < mark.x < bar.points[1][0] and bar.points[0][1] < mark.y < bar.points[2][1])
        assert palette.contrast(ink.colour, bar.colour) >= 4.5


@pytest.mark.parametrize("count", range(2, 9))
def test_every_value_on_a_part_stands_out_from_it(count: int) -> None:
    levels = tuple(f"level{number}" for number in range(len(palette.ACCENTS)))
    shares = [[str(100 // count)] * len(levels) for _ in range(count)]
    bars = replace(spec("stacked", [DEPARTMENT] * len(levels), *shares), bar_levels=levels, levels=levels)
    sheet = lay_out(bars, "th", figures.measure)
    parts = [mark for mark in sheet.marks if isinstance(mark, Area) and mark.edge == "#FFFFFF"]
    values = [mark for mark in sheet.marks if isinstance(mark, Text) and mark.anchor == "middle"]
    assert len(parts) == len(values) == count * len(levels)
    assert len({part.colour for part in parts}) == len(parts)
    for part, value in zip(parts, values, strict=True):
        assert part.points[0][0] < value.x < part.points[1][0]
        assert palette.contrast(value.colour, part.colour) >= 4.5


def test_thai_names_break_between_words() -> None:
    sheet = lay_out(spec("bars", [LONG], ["5"]), "th", figures.measure)
    lines = [mark.text for mark in sheet.marks if isinstance(mark, Text) and mark.x == 0]
    assert len(lines) > 2
    assert "".join(lines) == LONG.th
    ends = [sum(map(len, lines[:count])) for count in range(1, len(lines))]
    assert set(ends) <= set(break_points(LONG.th))


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 15, [0, 5, 10, 15]),
        (0, 1521653, [0, 500000, 1000000, 1500000]),
        (0, 0.4, [0, 0.1, 0.2, 0.3, 0.4]),
        (-40, 20, [-40, -20, 0, 20]),
    ],
)
def test_axes_have_round_numbers(low: float, high: float, ticks: list[float]) -> None:
    assert Scale(low, high, 0, 100).ticks() == pytest.approx(ticks)


def test_a_scale_holds_zero_and_its_maximum() -> None:
    assert scale([Decimal(7), Decimal(62)], Decimal(100), 10, 110).at(50) == 60
    assert scale([Decimal(-5), Decimal(5)], None, 0, 10).at(0) == 5
    assert scale([Decimal(0)], None, 0, 10).at(0) == 0


def test_the_width_of_text_is_the_sum_of_its_advances() -> None:
    """Advances of the bundled font in thousandths: ก 576, A 596, 5 550; marks over and under the line have none."""
    assert figures.measure("ก", 10, False) == pytest.approx(5.76)
    assert figures.measure("กี่A5", 100, False) == pytest.approx(57.6 + 59.6 + 55.0)
    assert figures.measure("", 10, True) == 0


def test_svg_keeps_its_text() -> None:
    label = Bilingual(th="ทั้งนี้ น้ำ $5 <ขาย> $x^2$ & “กฎ”", en="a $ or two")
    drawn = figures.svg(spec("bars", [label], ["1521653"]), "both")
    root = ElementTree.fromstring(drawn)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert label.th in texts
    assert label.en in texts
    assert "1,521,653" in texts
    assert root.get("width") == "459pt"
    assert b"font-face" not in drawn
    assert b"<dc:date>" not in drawn
    assert palette.FONT_FAMILY.encode() in drawn


@pytest.mark.parametrize("name", ["dumbbell, extremes", "stack, seven parts", "radar, gaps"])
def test_the_same_figure_gives_the_same_bytes(name: str) -> None:
    assert figures.svg(HARD[name]) == figures.svg(HARD[name])
    one, other = (figures.files(HARD[name], "both", figures.svg(HARD[name])) for _ in range(2))
    assert one == other


def test_files_stand_alone() -> None:
    one = HARD["dumbbell, one row, a tie"]
    made = figures.files(one, "both", figures.svg(one))
    assert list(made) == ["figure-1.svg", "figure-1.png"]
    root = ElementTree.fromstring(made["figure-1.svg"])
    space = "{http://www.w3.org/2000/svg}"
    texts = [element.text for element in root.iter(f"{space}text")]
    assert "หัวเรื่องที่บอกข้อค้นพบ" in texts
    assert "the subject" in texts
    assert root.findtext(f"{space}desc") == "คำบรรยาย 50 in words: 50"
    assert root.get("role") == "img"
    fonts = re.findall(
        r"font-weight:(\d+);src:url\(data:font/ttf;base64,([^)]+)\)", root.findtext(f"{space}style") or ""
    )
    assert [weight for weight, _ in fonts] == ["400", "600"]
    held = set[str]()
    for _, data in fonts:
        held |= {chr(code) for code in TTFont(BytesIO(base64.b64decode(data))).getBestCmap()}
    assert set("".join(text or "" for text in texts)) <= held | {"\n"}


def test_png_has_200_dots_per_inch() -> None:
    image = figures.files(HARD["bars, one"], "both", b"<svg></svg>")["figure-1.png"]
    assert image.startswith(b"\x89PNG")
    # 459 points and a margin of 12 on both sides
    assert int.from_bytes(image[16:20], "big") == int((459 + 24) / 72 * 200)


def test_one_language_alone() -> None:
    texts = [
        mark.text
        for mark in lay_out(HARD["bars, one"], "en", figures.measure, titled=True).marks
        if isinstance(mark, Text)
    ]
    assert "A title that says the finding" in texts
    assert not any("\u0e00" < character < "\u0e7f" for text in texts for character in text)
    marked = lay_out(spec("bars", [BARE], ["1"]), "en", figures.measure)
    assert "ไม่มีคำแปล†" in [mark.text for mark in marked.marks if isinstance(mark, Text)]
