"""Glyphs drawn twice in one spot, and that the quick questions before looking for them miss none."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dgreport.extraction.collection import paused
from dgreport.extraction.glyphs import doubles
from dgreport.extraction.page import Columns, Form, Glyph


def glyph(text: str, x: float, y: float = 100.0, size: float = 10.0) -> Glyph:
    width = 0.0 if text == "\N{THAI CHARACTER MAI EK}" else 0.5 * size
    return Glyph(Form(text, text, ord(text), "F#0", size, (0.0, -size, width, 0.0), None), x, y)


def doubled(glyphs: list[Glyph]) -> set[int]:
    return doubles.doubled(Columns.of(glyphs))


def line(text: str, x: float = 50.0, y: float = 100.0) -> list[Glyph]:
    """Glyphs half an em apart; a sign stands where the letter before it ends."""
    made: list[Glyph] = []
    for char in text:
        made.append(glyph(char, x, y))
        x = made[-1].box[2]
    return made


def test_a_line_drawn_again_a_little_aside_is_doubled() -> None:
    assert doubled([*line("งาน"), *line("งาน", 50.3)]) == {3, 4, 5}
    assert doubled([*line("งาน"), *line("งาน", 50.3, 100.2)]) == {3, 4, 5}


def test_a_line_drawn_beside_or_under_another_is_not() -> None:
    assert doubled([*line("งาน"), *line("งาน", 80.0), *line("งาน", 50.0, 115.0)]) == set()


def test_a_sign_typed_twice_is_not_doubled_unless_its_letter_is() -> None:
    assert doubled(line("ท่่า")) == set()
    first, again = line("ท่า"), line("ท่า", 50.2)
    assert doubled([first[0], again[0], first[1], again[1], first[2], again[2]]) == {1, 3, 5}


PLACED = st.builds(
    glyph,
    st.sampled_from("กข่ "),
    st.integers(0, 60).map(lambda step: 50 + 0.4 * step),
    st.sampled_from((100.0, 100.05, 100.3, 112.0)),
    st.sampled_from((8.0, 10.0)),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PLACED, max_size=14))
def test_asking_first_misses_none(glyphs: list[Glyph]) -> None:
    found = doubled(glyphs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubles, "_goes_back", lambda columns: True)
        patch.setattr(doubles, "_may_be_doubled", lambda columns: True)
        assert found == doubled(glyphs)


def test_collection_goes_on_after_a_pause() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), paused():
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
        _ = 1 / 0
    assert gc.isenabled()
