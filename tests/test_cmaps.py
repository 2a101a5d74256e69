"""Character maps: what they say, and that they can't say it for ever."""

from __future__ import annotations

import time

from dgreport.extraction.fonts.cmaps import MOST_CODES, EncodingCMap, read_tounicode


def tounicode(body: str) -> dict[int, str]:
    return read_tounicode(f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {body} endcmap".encode())


def test_characters_and_ranges() -> None:
    assert tounicode("2 beginbfchar <00CE> <0E4D> <0003> <0020> endbfchar") == {0xCE: "\u0e4d", 3: " "}
    assert tounicode("1 beginbfrange <0010> <0012> <0E01> endbfrange") == {0x10: "ก", 0x11: "ข", 0x12: "ฃ"}
    assert tounicode("1 beginbfrange <011D><011E>[<0E4C> <0020>] endbfrange") == {0x11D: "\u0e4c", 0x11E: " "}
    assert tounicode("1 beginbfchar <1F> <0E170E350E48> endbfchar") == {0x1F: "ที่"}
    assert tounicode("1 beginbfchar <01> <D83DDE00> endbfchar") == {1: "\U0001f600"}


def test_a_no_break_space_does_not_hide_the_space() -> None:
    assert tounicode("2 beginbfchar <03> <0020> <03> <00A0> endbfchar") == {3: " "}


def test_comments_and_rubbish_are_passed_over() -> None:
    assert tounicode("% 1 beginbfchar <01> <0041> endbfchar\n1 beginbfchar <02> <0042> <03> endbfchar") == {2: "B"}
    assert read_tounicode(b"") == {}
    assert read_tounicode(b"\xff\xfe<<<>>> beginbfrange <zz> <00>") == {}


def test_a_range_of_four_thousand_million_codes_is_cut() -> None:
    start = time.monotonic()
    found = tounicode("1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange")
    assert len(found) <= MOST_CODES
    assert time.monotonic() - start < 5


def test_embedded_encoding() -> None:
    encoding = EncodingCMap(
        b"2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
        b"1 begincidrange <20> <7E> 1 endcidrange 1 begincidchar <8140> 700 endcidchar"
    )
    assert list(encoding.codes(b"\x20\x81\x40\x21")) == [(0x20, 1), (0x8140, 700), (0x21, 2)]
