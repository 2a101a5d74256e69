"""Correct text in a PDF whose maps are right comes out as it went in: Thai, Latin and digits, by any words."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from dgreport.extraction.layout.inspection import inspect
from dgreport.extraction.layout.text import explain, read_text
from dgreport.extraction.thai import is_legal, repair
from dgreport.extraction.thai.lexicon import breaches
from test_matrix import WHOLE_FONTS
from test_repair import dictionary, syllables

SETTINGS = settings(max_examples=40, deadline=None, derandomize=True)

words = (
    st.integers(0, 60_000).map(lambda number: dictionary()[number])
    | syllables()
    | st.from_regex(r"[A-Za-z]{1,8}|[0-9]{1,6}|[๐-๙]{1,4}|\([A-Z]{2,4}\)|[0-9]{1,2}\.[0-9]%", fullmatch=True)
)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join).filter(lambda text: is_legal(text) and not breaches(text))
pages = st.lists(lines, min_size=1, max_size=12)


@cache
def font() -> str:
    pdfmetrics.registerFont(TTFont("Thai", str(WHOLE_FONTS / "Sarabun-Regular.ttf")))
    return "Thai"


def written(texts: list[str], path: Path) -> None:
    """The lines one below the other, every character a glyph of its own."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(1200, 842))
    canvas.setFont(font(), 12)
    for number, text in enumerate(texts):
        canvas.drawString(60, 780 - 24 * number, text)
    canvas.save()
    path.write_bytes(drawn.getvalue())


@given(pages)
@SETTINGS
def test_correct_text_is_read_as_it_was_written(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "correct.pdf"
        written(texts, path)
        assert read_text(path).splitlines() == texts
        mended = explain(path)
        assert {edit.rule for edit in mended.edits} <= {"line-break"}
        assert inspect(path).verdict == "sound"
        assert repair(mended.text, dictionary=False).edits == ()
