"""What a code stands for: each kind of evidence alone, on fonts made of simple shapes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dgreport.extraction.fonts.context import lessons
from dgreport.extraction.fonts.encodings import codes_that_are_unicode, looks_latin
from dgreport.extraction.fonts.evidence import UNKNOWN, MendedFont
from dgreport.extraction.fonts.facts import FontFacts
from dgreport.extraction.fonts.outlines import Outline, Point
from dgreport.extraction.fonts.programs import Key, Program, Type3Program, characters_of_name
from dgreport.extraction.fonts.thai_bytes import as_tis_620, forms_of, is_tis_620, tis_620
from handset import FONT, changed, glyph

MAI_EK, MAI_THO, NIKHAHIT, SARA_I, SARA_U = "\u0e48", "\u0e49", "\u0e4d", "\u0e34", "\u0e38"


def ring(x: float, y: float, size: float = 200) -> tuple[tuple[Point, ...], ...]:
    """A circle with a hole, its box from (x, y)."""
    outer = tuple((x + dx * size, y + dy * size) for dx, dy in OCTAGON)
    inner = tuple((x + size * (0.3 + 0.4 * dx), y + size * (0.3 + 0.4 * dy)) for dx, dy in OCTAGON)
    return outer, inner


OCTAGON = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))


def bar(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def hook(x: float, y: float, k: float = 1.0) -> tuple[Point, ...]:
    """A shape of seven points that is like no other here."""
    points = ((0, 0), (250, 0), (250, 60), (60, 60), (180, 150), (90, 200), (0, 90))
    return tuple((x + k * dx, y + k * dy) for dx, dy in points)


class Drawn(Program):
    """A program of given outlines, character map and names."""

    def __init__(
        self,
        outlines: Mapping[int, tuple[tuple[Point, ...], ...]],
        cmap: Mapping[int, str] | None = None,
        names: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__()
        self._drawn, self._cmap, self._given = outlines, cmap or {}, names or {}

    def keys(self) -> list[Key]:
        return list(self._drawn)

    def _draw(self, key: Key) -> Outline:
        return Outline(self._drawn[int(key)])

    def characters(self, key: Key) -> str:
        return self._cmap.get(int(key), "")

    def name(self, key: Key) -> str:
        return self._given.get(int(key), "")


LETTER = (bar(50, 0, 400, 560),)
STICK = (bar(-150, 700, 60, 200),)


def font(
    said: Mapping[int, str], program: Program | None = None, widths: Mapping[int, float] | None = None, **more: object
) -> MendedFont:
    """Signs (ink left of the pen, or said to be signs) have no advance, the rest half an em."""

    def width(code: int) -> float:
        if widths is not None and code in widths:
            return widths[code]
        ink = program.ink(code) if program is not None else None
        return 0 if ink is not None and ink[0] < 0 else 500

    return MendedFont(FontFacts("F", said, lambda code: code, width, program, tuple(said), **more))  # type: ignore[arg-type]


def read(mended: MendedFont, code: int) -> tuple[str, str]:
    reading = mended.reading(code)
    return reading.text, reading.evidence


def test_a_space_with_ink_is_a_lost_sign_and_one_without_is_a_space() -> None:
    said = {1: "ก", 2: " ", 3: " ", 4: "ข"}
    program = Drawn({1: LETTER, 2: ring(-200, 600), 3: (), 4: LETTER}, cmap={1: "ก", 2: NIKHAHIT, 3: " ", 4: "ข"})
    mended = font(said, program)
    assert read(mended, 2) == (NIKHAHIT, "cmap")
    assert read(mended, 3) == (" ", "")


def test_names_and_private_forms_of_the_map() -> None:
    program = Drawn({1: LETTER, 2: STICK, 3: STICK}, cmap={3: "\uf70a"}, names={1: "uni0E01", 2: "uni0E48.low", 3: ""})
    mended = font({1: "ก", 2: " ", 3: " "}, program)
    assert read(mended, 2) == (MAI_EK, "name")
    assert read(mended, 3) == (MAI_EK, "cmap")
    assert read(mended, 1) == ("ก", "name")


def test_a_map_that_contradicts_the_file_throughout_is_not_believed() -> None:
    said = {1: "ก", 2: "ข", 3: "ค"}
    program = Drawn(dict.fromkeys(said, LETTER), cmap={1: "ง", 2: "จ", 3: "ฉ"})
    assert [read(font(said, program), code)[0] for code in said] == ["ก", "ข", "ค"]


def test_letters_and_digits_are_never_changed() -> None:
    said = {1: "x", 2: "5", 3: "ก"}
    program = Drawn(dict.fromkeys(said, LETTER), cmap={1: "×", 2: "S", 3: "ก"})
    assert [read(font(said, program), code)[0] for code in said] == ["x", "5", "ก"]


def test_a_commoner_character_that_shares_the_glyph_and_a_ligature_as_letters() -> None:
    mended = font({1: "\u2010", 2: "\ufb01", 3: "ก"}, Drawn(dict.fromkeys((1, 2, 3), LETTER)))
    assert (read(mended, 1)[0], read(mended, 2)[0]) == ("-", "fi")
    both = font({1: "\u2010", 4: "-"}, Drawn(dict.fromkeys((1, 4), LETTER)))
    assert read(both, 1)[0] == "\u2010"


def test_numbers_in_the_order_of_unicode() -> None:
    said = {code: chr(0x0E01 + code - 100) for code in range(100, 130)}
    said[112] = " "
    mended = font(said, Drawn(dict.fromkeys(said, LETTER)))
    assert read(mended, 112) == ("ญ", "gid")
    few = font({100: "ก", 101: " ", 102: "ฃ"}, Drawn({100: LETTER, 101: (hook(40, 0, 2),), 102: LETTER}))
    assert read(few, 101) == (UNKNOWN, "none")


def test_a_font_that_leaves_out_letters_keeps_what_the_file_says() -> None:
    """Without kho khuat and kho khon the numbers of ko kai and kho khai are off by one from the others'."""
    letters = [chr(value) for value in range(0x0E01, 0x0E2F) if value not in (0x0E03, 0x0E05)]
    said = {100 + n: letter for n, letter in enumerate(letters)}
    mended = font(said, Drawn(dict.fromkeys(said, LETTER)))
    assert [read(mended, code)[0] for code in said] == letters


def test_a_font_numbered_anew_has_no_order() -> None:
    said = {code: chr(0x0E01 + code) for code in range(1, 30)}
    said[30] = ""
    program = Drawn({**dict.fromkeys(said, LETTER), 30: (hook(40, 0, 2),)})
    assert read(font(said, program), 30) == (UNKNOWN, "none")


def test_entries_of_glyphs_that_are_not_there_have_no_vote() -> None:
    said = {code: chr(0x0E40 + code - 200) for code in range(200, 204)}
    ghosts = {code: chr(0x0E48 + code - 300) for code in range(300, 320)}
    mended = font({**said, **ghosts, 205: ""}, Drawn(dict.fromkeys((*said, 205), LETTER)))
    assert read(mended, 205) == ("\u0e45", "gid")


def test_a_moved_copy_and_two_signs_in_one_glyph() -> None:
    program = Drawn(
        {
            1: LETTER,
            2: STICK,
            3: (hook(-300, 650),),
            4: (hook(-400, 652),),
            5: ring(-220, 600),
            6: (*ring(-220, 600), bar(-130, 850, 60, 200)),
            7: (bar(-400, 702, 60, 200),),
        },
        cmap={1: "ก", 2: MAI_EK, 3: MAI_THO, 5: NIKHAHIT},
    )
    mended = font({1: "ก", 2: MAI_EK, 3: MAI_THO, 4: "", 5: NIKHAHIT, 6: "", 7: ""}, program)
    assert read(mended, 4) == (MAI_THO, "twin")
    assert read(mended, 6) == (MAI_EK + NIKHAHIT, "twin")
    assert read(mended, 7) == (MAI_EK, "ink")  # an upright stroke is mai ek in every design


def test_a_resized_form_by_its_resemblance() -> None:
    program = Drawn(
        {1: LETTER, 2: STICK, 3: (hook(-300, 650),), 4: (hook(-280, 900, 0.8),), 5: (bar(-300, 650, 280, 90),)},
        cmap={1: "ก", 2: MAI_EK, 3: MAI_THO},
    )
    mended = font({1: "ก", 2: MAI_EK, 3: MAI_THO, 4: "", 5: ""}, program)
    assert read(mended, 4) == (MAI_THO, "shape")
    assert read(mended, 5) == (UNKNOWN, "none")


def test_every_sara_aa_says_sara_am() -> None:
    aa = (bar(30, 0, 350, 590),)
    am = (*aa, *ring(-230, 650))
    said = {1: "ก", 2: "ำ", 3: "ำ"}
    mended = font(said, Drawn({1: LETTER, 2: aa, 3: am}), widths={3: 400})
    assert read(mended, 2) == ("า", "ink")
    assert read(mended, 3) == ("ำ", "ink")
    assert read(font({1: "ก", 2: "ำ"}), 2) == ("า", "first-use")
    assert read(font({1: "ก", 2: "ำ", 3: "า"}), 2) == ("ำ", "")


def test_one_glyph_with_two_codes_for_sara_aa_and_sara_am_is_told_apart() -> None:
    program = Drawn({7: (bar(30, 0, 350, 590),)}, cmap={7: "า"})
    facts = FontFacts("F", {1: "า", 2: "ำ"}, lambda code: 7, lambda code: 400, program, (1, 2))
    mended = MendedFont(facts)
    assert (mended.reading(1).text, mended.reading(2).text) == ("า", "ำ")


def test_a_letter_that_is_given_its_whole_cluster_and_a_real_ligature() -> None:
    said = {1: "ที่", 2: "กี่", 3: "ท"}
    ligature = (bar(50, 0, 400, 560), bar(0, 640, 400, 200))
    mended = font(said, Drawn({1: LETTER, 2: ligature, 3: LETTER}))
    assert read(mended, 1) == ("ท", "ink")
    assert read(mended, 2) == ("กี่", "")


def test_a_ligature_is_no_letter_by_which_others_are_measured() -> None:
    """Most consonants of the font are there only with their signs: the letters alone tell how high a letter is."""
    low, high = (bar(50, 0, 400, 560),), (bar(50, 0, 400, 560), bar(300, 600, 60, 190))
    mended = font({1: "ก", 2: "ม่", 3: "ก่", 4: "ต่"}, Drawn({1: low, 2: high, 3: high, 4: high}))
    assert [read(mended, code) for code in (2, 3, 4)] == [("ม่", ""), ("ก่", ""), ("ต่", "")]


def test_mai_ek_is_no_wide_sign() -> None:
    """A crown that is called mai ek, where the numbers of the other glyphs tell which vowel it is."""
    thai_signs = {0x3A: "ิ", 0x3B: "ี", 0x3C: "ึ", 0x3D: "่"}
    crown = (bar(-300, 450, 270, 210),)
    letters = {number: chr(0x0E01 + number - 7) for number in range(7, 0x30)}
    drawn = Drawn({**dict.fromkeys(letters, LETTER), **dict.fromkeys(thai_signs, crown), 200: LETTER})
    mended = font({**letters, **thai_signs, 200: "A"}, drawn)
    assert read(mended, 0x3D) == ("ื", "gid")
    assert read(font({1: "ก", 2: MAI_EK}, Drawn({1: LETTER, 2: STICK})), 2) == (MAI_EK, "")


def test_a_sara_aa_that_says_sara_am_where_the_order_goes_on_by_chance() -> None:
    """Where a font has ligatures in between, the distance that most glyphs have is not that of the letters behind them."""
    most = {number: chr(0x0E01 + number - 100) for number in range(119, 136)}  # from do dek to ru
    rest = dict(zip((137, *range(140, 148), 149), "ลวศษสหฬอฮะ", strict=True))
    said = {**most, **rest, 150: "ำ", 400: "A"}
    mended = font(said, Drawn(dict.fromkeys(said, LETTER)))
    assert [read(mended, code)[0] for code in rest] == list(rest.values())


def test_a_letter_that_is_given_a_cluster_is_a_part_of_it_whatever_its_number() -> None:
    letters = {number: chr(0x0E01 + number - 100) for number in range(119, 136)}
    mended = font({**letters, 137: "ล็", 400: "A"}, Drawn(dict.fromkeys((*letters, 137, 400), LETTER)))
    assert read(mended, 137) == ("ล", "ink")  # ฦ by the order of the glyphs


def test_a_lost_bracket_between_characters_of_ascii_in_order() -> None:
    said = {number: chr(number + 29) for number in (12, 15, 19, 20, 21, 25, 36, 90, 400)} | {11: " "}
    mended = font(said, Drawn(dict.fromkeys(said, LETTER)))
    assert read(mended, 11) == ("(", "gid")
    assert read(mended, 12) == (")", "")


def test_bytes_of_tis_620() -> None:
    assert [tis_620(byte, 500) for byte in (0xAD, 0xD3, 0x41, 0xDB)] == ["ญ", "ำ", "", ""]
    assert (tis_620(0x8B, 0), tis_620(0xE8, 0)) == ("้", "่")
    assert (tis_620(0x93, 400), tis_620(0x96, 500)) == ("“", "–")  # of Windows, at places of signs
    codes = [0xA1, 0xD1, 0xD4, 0xE8]
    assert is_tis_620(codes, lambda code: 0 if code in (0xD1, 0xD4, 0xE8) else 500)
    assert not is_tis_620(codes, lambda code: 500)
    thai_bytes = font({0xA1: "¡", 0xD1: "Ñ", 0xE8: "è"}, widths={0xD1: 0, 0xE8: 0}, only_encoding=True)
    assert [read(thai_bytes, code)[0] for code in (0xA1, 0xD1, 0xE8)] == ["ก", "ั", "่"]
    drawn = Drawn({1: STICK, 0xA1: LETTER, 0xD1: (hook(-300, 650),), 0xE9: (hook(-280, 900, 1.2),), 2: (hook(-300, 850, 1.2),)})
    more = font({0xA1: "¡", 0xD1: "Ñ", 0xE9: "é", 2: ""}, drawn, only_encoding=True)
    assert read(more, 2) == (MAI_THO, "twin")  # a form at a byte of its own
    french = font({0xC9: "É", 0xE8: "è"}, only_encoding=True)
    assert [read(french, code)[0] for code in (0xC9, 0xE8)] == ["É", "è"]


def test_thai_bytes_that_a_map_takes_for_another_encoding() -> None:
    """Latin letters, Mac Roman or private codes of symbols: the signs among them have no advance."""
    flat = {2: 0.0, 3: 0.0}

    def width(code: int) -> float:
        return flat.get(code, 500.0)

    for said in ("ÃÑèA", "√—ËA", "\uf0c3\uf0d1\uf0e8A"):
        meant = as_tis_620(dict(enumerate(said, 1)), width)
        assert meant == {1: "ร", 2: "ั", 3: "่"}
    assert as_tis_620(dict(enumerate("ÃÑèA", 1)), lambda _: 500) == {}  # letters with an advance are Latin
    assert as_tis_620({1: "ร", 2: "ั", 3: "่"}, width) == {}
    mended = font({1: "ร", 2: "ั", 3: "่"}, stated={1: "Ã", 2: "Ñ", 3: "è"})
    reading = mended.reading(1)
    assert (reading.text, reading.raw, reading.evidence) == ("ร", "Ã", "tis-620")


@pytest.mark.parametrize(("width", "char"), [(150, "ุ"), (260, "ู")])
def test_a_vowel_under_the_line_without_another_to_compare_it_with(width: float, char: str) -> None:
    drawn = Drawn({1: LETTER, 2: (bar(-280, -260, width, 190),)})
    assert read(font({1: "ท", 2: MAI_EK}, drawn), 2) == (char, "shape")


def test_stretches_of_a_map_that_were_counted_from_a_wrong_character() -> None:
    """Ghostscript: all of no control characters, yet ย is said to be 0 and เ to be N; real digits stand elsewhere."""
    said = {207: "ก", 208: "ข", 210: "ค", 213: "ง", 251: "อ", 254: "ะ", 20: "0", 21: "1", 284: "๒"}
    said |= {225: "\x1f", 231: "\x1f", 239: "/", 240: "0", 241: "1", 266: "N", 267: "O"}
    mended = font(said, Drawn(dict.fromkeys(said, LETTER)))
    assert [read(mended, code) for code in (231, 239, 240, 241)] == [("น", "gid"), ("ม", "gid"), ("ย", "gid"), ("ร", "gid")]
    assert [read(mended, code)[0] for code in (266, 267, 284)] == ["เ", "แ", "๒"]
    assert [read(mended, code) for code in (20, 21)] == [("0", ""), ("1", "")]
    right = font({**said, 225: "ณ", 231: "น"}, Drawn(dict.fromkeys(said, LETTER)))
    assert read(right, 240) == ("0", "")


def test_a_ring_that_a_map_calls_a_space_displaces_no_full_stop_behind_the_last_digit() -> None:
    """Some fonts put the full stop where the order of Unicode has another character; its ink is a full stop's."""
    digits = {546 - 9 + at: chr(0x0E50 + at) for at in range(10)}
    drawn: dict[int, tuple[tuple[Point, ...], ...]] = {**dict.fromkeys(digits, LETTER), 547: (bar(40, 0, 90, 90),)}
    said = {**digits, 547: ".", 1: "ก", 760: " "}
    assert read(font(said, Drawn({**drawn, 1: LETTER, 760: ring(-200, 600)})), 547) == (".", "")
    said[1] = "\x1f"  # a stretch that was counted wrong
    assert read(font(said, Drawn({**drawn, 1: LETTER, 760: ring(-200, 600)})), 547) == (".", "")


def test_a_sign_that_a_map_says_twice() -> None:
    said = {1: "ก", 2: MAI_EK * 2, 3: "ที่่", 4: "กก"}
    mended = font(said, Drawn({1: LETTER, 2: STICK, 3: (*LETTER, *STICK), 4: LETTER}))
    assert [read(mended, code)[0] for code in said] == ["ก", MAI_EK, "ที่", "กก"]


def test_a_letter_with_a_leg_and_a_stem_in_one_glyph() -> None:
    """ฤๅ, where ฤ is known by itself and ๅ is not in the file."""
    ru = (bar(50, 0, 60, 560), bar(110, 480, 240, 80), bar(350, -240, 60, 800))
    long = (*ru[:2], bar(350, -240, 60, 800), bar(410, 480, 200, 80), bar(610, -240, 60, 800))
    drawn = Drawn({1: ru, 2: long, 3: (*LETTER, bar(450, 480, 200, 80), bar(650, -240, 60, 800))}, cmap={1: "ฤ"})
    mended = font({1: "ฤ", 2: "", 3: ""}, drawn)
    assert read(mended, 2) == ("ฤๅ", "shape")
    assert read(mended, 3) == (UNKNOWN, "none")


def test_a_form_of_mai_tho_that_is_redrawn_is_told_from_mai_han_akat_alone() -> None:
    def form(thick: float) -> tuple[tuple[Point, ...], ...]:
        points = ((-300, 600), (-50, 600), (-50, 600 + thick), (-240, 600 + thick), (-120, 750), (-140, 790), (-210, 800))
        return ((*points, (-300, 690)),)

    han_akat = (((-320, 640), (-60, 640), (-60, 700), (-200, 720), (-140, 860), (-200, 860), (-320, 700)),)
    outlines = {1: LETTER, 2: (hook(-280, 640),), 3: han_akat, 4: form(70)}
    known = {1: "ก", 2: MAI_THO, 3: "ั"}
    assert read(font({**known, 4: ""}, Drawn(outlines, cmap=known)), 4)[0] == MAI_THO
    without = {1: "ก", 2: MAI_THO}
    assert read(font({**without, 4: ""}, Drawn({**outlines, 4: form(110)}, cmap=without)), 4)[0] == UNKNOWN


def test_widths_of_bytes_that_a_font_lacks_do_not_make_it_thai() -> None:
    drawn = Drawn({33: LETTER, 34: LETTER})
    mended = font({33: "", 34: "", 0xD1: "", 0xE8: ""}, drawn, widths={0xD1: 0, 0xE8: 0}, only_encoding=True)
    assert [read(mended, code)[0] for code in (33, 34)] == [UNKNOWN, UNKNOWN]


def test_codes_that_are_unicode() -> None:
    assert codes_that_are_unicode([0x20, 0x41, 0xE01, 0xE48]) == {0x20: " ", 0x41: "A", 0xE01: "ก", 0xE48: MAI_EK}
    assert codes_that_are_unicode(range(0x100, 0x180)) == {}  # numbers of glyphs
    assert codes_that_are_unicode([0x41, 0x42]) == {}


def test_a_space_without_advance_is_none_in_a_font_that_is_not_embedded_either() -> None:
    said = {1: "ก", 2: " ", 3: "า", 4: " "}
    mended = font(said, None, widths={2: 0, 4: 250})
    assert [read(mended, code)[0] for code in (2, 4)] == [UNKNOWN, " "]
    latin = font({1: "A", 2: " "}, None, widths={2: 0})
    assert read(latin, 2)[0] == " "


@pytest.mark.parametrize(
    ("texts", "learnt"),
    [
        (["ท", "", "ำ", "น", "่", "า", "ย", "", "้", "า"], True),
        (["ท", "", "า", "น", "่", "า", "ย", "้", "า", "จ", "", "า", "ต", "", "า"], True),
        (["ท", "", "า", "น", "่", "า"], False),
        (["ท", "", "า", "น", "่", "ย", "", "้", "า", "จ", "", "น"], False),
    ],
    ids=["beside a tone", "often", "once", "elsewhere too"],
)
def test_an_unknown_sign_that_always_stands_before_a_sara_aa(texts: list[str], learnt: bool) -> None:
    glyphs = [
        changed(glyph("่", 50, 100), text=UNKNOWN, raw=" ", code=7) if text == "" else glyph(text, 50, 100) for text in texts
    ]
    if "ำ" in texts:
        glyphs[texts.index("ำ")] = glyph("า", 50, 100)
    found = lessons(glyphs, lambda each: each.text == UNKNOWN)
    assert found == ({(FONT, 7): NIKHAHIT} if learnt else {})


def test_a_ring_with_room_of_its_own_is_a_degree() -> None:
    drawn = Drawn({1: LETTER, 2: ring(40, 600), 3: ring(-200, 600), 4: ring(40, 600)})
    mended = font({1: "น", 2: "ฐ", 3: " ", 4: NIKHAHIT}, drawn, widths={4: 500})
    assert [read(mended, code)[0] for code in (2, 3, 4)] == ["°", NIKHAHIT, NIKHAHIT]


@pytest.mark.parametrize(
    ("forms", "thanthakhat"),
    [({0x8A: MAI_EK, 0x8B: MAI_THO}, 0x8E), ({0x8B: MAI_EK, 0x8C: MAI_THO}, 0x8F), ({0x88: MAI_EK, 0x89: MAI_THO}, 0x8C)],
    ids=["private forms", "Windows", "Macintosh"],
)
def test_where_moved_forms_are_in_a_font_of_bytes(forms: dict[int, str], thanthakhat: int) -> None:
    """Told by what the forms look like; then a form tells of which the font does not have the sign itself."""
    signs = {0xE8: (bar(-60, 640, 40, 140),), 0xE9: (hook(-250, 640),), 0xD4: (bar(-300, 450, 270, 110),)}
    low = {MAI_EK: (bar(-80, 500, 40, 140),), MAI_THO: (hook(-270, 500),)}
    outlines = {byte: Outline(drawn) for byte, drawn in signs.items()}
    outlines |= {byte: Outline(low[char]) for byte, char in forms.items()}
    found = forms_of(outlines)
    assert {byte: found[byte] for byte in forms} == forms
    assert found[thanthakhat] == "์"


def test_the_lower_half_of_a_font_of_thai_bytes_is_ascii() -> None:
    stop, slash = (bar(20, 0, 60, 60),), (bar(0, 0, 60, 700),)
    drawn = Drawn({0xA1: LETTER, 0xD1: (hook(-250, 450),), 0xE8: STICK, 0x2E: stop, 0x2F: slash})
    mended = font(dict.fromkeys((0x2E, 0x2F, 0xA1, 0xD1, 0xE8), ""), drawn, widths={0xD1: 0, 0xE8: 0}, only_encoding=True)
    assert [read(mended, code)[0] for code in (0xA1, 0xD1, 0xE8, 0x2E, 0x2F)] == ["ก", "ั", "่", ".", "/"]


def test_thai_letters_that_are_called_by_latin_names() -> None:
    """Type 1 fonts have the name of the Latin letter at a byte of TIS-620 for what they draw there."""
    names = {0xA1: "exclamdown", 0xD1: "Ntilde", 0xE8: "egrave"}
    drawn = Drawn({0xA1: LETTER, 0xD1: (hook(-250, 450),), 0xE8: STICK}, names=names)
    said, stated = {0xA1: "ก", 0xD1: "ั", 0xE8: "่"}, {0xA1: "¡", 0xD1: "Ñ", 0xE8: "è"}
    mended = font(said, drawn, widths={0xD1: 0, 0xE8: 0}, only_encoding=True, stated=stated)
    assert [read(mended, code)[0] for code in names] == ["ก", "ั", "่"]


@pytest.mark.parametrize(("code", "char"), [("\uf897", "์"), ("\uf88e", "้"), ("\uf884", "ั"), ("\uf885", "ิ"), ("\uf889", "็")])
def test_private_codes_of_fonts_for_the_macintosh(code: str, char: str) -> None:
    assert read(font({1: "ก", 2: code}), 2) == (char, "private-use")


def test_a_tone_that_is_a_bare_ring_is_nikhahit() -> None:
    """Writers that map clusters give it the tone of น้ำ."""
    drawn = Drawn({1: LETTER, 2: ring(-200, 620), 3: (*ring(-200, 620), hook(-150, 850))})
    mended = font({1: "น", 2: MAI_THO, 3: MAI_THO}, drawn)
    assert read(mended, 2) == (NIKHAHIT, "ink")
    assert read(mended, 3)[0] == MAI_THO


def angle(thick: float, *more: Point) -> tuple[Point, ...]:
    """Two bars that meet in a corner, over the line."""
    x, y, width, height = -200.0, 620.0, 180.0, 200.0
    corner = (x + thick * width, y + thick * height)
    return (x, y), *more, (x + width, y), (x + width, corner[1]), corner, (corner[0], y + height), (x, y + height)


def test_a_form_that_is_like_its_sign_alone_where_all_others_are_known() -> None:
    """It has 0.73 in common with its sign, which would not do if it could be a sign that is not in the font."""
    others = dict(enumerate("๊๋็์ั", 10))
    drawn = dict.fromkeys(others, (bar(-300, 650, 300, 40),)) | {1: LETTER, 2: STICK, 3: (angle(0.3),)}
    drawn[4] = (angle(0.45, (-100.0, 620.0)),)
    said = others | {1: "ก", 2: MAI_EK, 3: MAI_THO}
    assert read(font(said, Drawn(drawn)), 4) == (MAI_THO, "shape")
    assert read(font({code: sign for code, sign in said.items() if sign != "๋"}, Drawn(drawn)), 4) == (UNKNOWN, "none")


def test_a_map_that_the_ink_refutes_throughout() -> None:
    """Each code has the next one's character: the letters could be so, the signs can not."""
    signs = "ัิีึื"
    glyphs = {0x31 + at: (bar(-150, 620, 150, 120),) for at in range(len(signs))} | {0x30: LETTER, 0x32 + 9: LETTER}
    own = {0x31 + at: sign for at, sign in enumerate(signs)} | {0x30: "ะ", 0x32 + 9: "เ"}
    said = dict.fromkeys(glyphs, "า") | {0x30: "ั", 0x32 + 9: "แ"}
    mended = font(said, Drawn(glyphs, cmap=own))
    assert [read(mended, code) for code in (0x30, 0x31, 0x3B)] == [("ะ", "cmap"), ("ั", "cmap"), ("เ", "cmap")]
    # A map that the ink does not speak against stands.
    letters = {1: LETTER, 2: LETTER, 3: LETTER}
    assert read(font({1: "ข", 2: "ค", 3: "ง"}, Drawn(letters, cmap={1: "ก", 2: "ข", 3: "ค"})), 1) == ("ข", "")


def test_a_map_that_is_moved_against_the_programs_own() -> None:
    """By a code, digits and all, or by a code point; what the map of another encoding says is believed."""
    own = dict(enumerate("กขค12ง", 1))
    drawn = Drawn({**dict.fromkeys(own, LETTER), 7: ()}, cmap={**own, 7: " "})
    by_code = dict(zip(range(1, 8), "ขค12ง ก", strict=True))
    assert [read(font(by_code, drawn), code)[0] for code in by_code] == [*"กขค12ง", " "]
    letters = dict(enumerate("กขคงจฉ", 1))
    drawn = Drawn(dict.fromkeys(letters, LETTER), cmap=letters)
    by_point = {code: chr(ord(char) + 1) for code, char in letters.items()}
    assert "".join(read(font(by_point, drawn), code)[0] for code in letters) == "กขคงจฉ"
    latin = {code: chr(ord(char) - 0xD60) for code, char in letters.items()}
    drawn = Drawn(dict.fromkeys(letters, LETTER), cmap=latin)
    assert "".join(read(font(letters, drawn), code)[0] for code in letters) == "กขคงจฉ"


def test_a_ring_of_four_quadratic_curves() -> None:
    """With the control points in its corners, and a narrow hole; a frame of straight sides is no ring."""
    quarters = ((0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5), (0, 0))
    outer = tuple((-200 + 200 * x, 620 + 200 * y) for x, y in quarters)
    hole = tuple((-140 + 80 * x, 650 + 140 * y) for x, y in quarters)
    assert Outline((outer, hole)).rings == [(-200, 620, 0, 820)]
    assert Outline((bar(-200, 620, 200, 200), bar(-150, 670, 100, 100))).rings == []
    assert read(font({1: "ก"}, Drawn({1: LETTER, 2: (outer, hole)})), 2) == (NIKHAHIT, "ink")


def test_of_a_letter_and_one_like_it_the_one_that_has_forms_is_meant() -> None:
    """A form of yo ying without its tail looks like no nen as much as like itself; no nen has no forms."""
    body = (bar(0, 0, 120, 560), bar(300, 0, 120, 560))
    tail = (*body, bar(100, -220, 200, 120))
    almost = (bar(0, 0, 120, 470), bar(300, 0, 120, 560))
    mended = font({}, Drawn({1: tail, 2: almost, 9: body}, cmap={1: "ญ", 9: "ณ"}))
    assert read(mended, 2) == ("ญ", "shape")


def test_characters_with_their_bytes_swapped() -> None:
    mended = font({1: "\u6600\u6900", 2: "\u170e\u350e", 3: "漢字", 4: "\u6600", 5: "ฎฎ"}, Drawn({1: LETTER, 3: LETTER}))
    assert read(mended, 1) == ("fi", "byte-order")
    assert read(mended, 2) == ("ที", "byte-order")
    assert [read(mended, code) for code in (3, 4, 5)] == [("漢字", ""), ("\u6600", ""), ("ฎฎ", "")]


def test_characters_with_the_low_byte_of_the_one_before() -> None:
    mended = font({1: "\u0e24\u2445", 2: "\u0e49\u4933", 3: "ก\u0100"}, Drawn({1: LETTER, 2: STICK, 3: LETTER}))
    assert read(mended, 1) == ("ฤๅ", "byte-order")
    assert read(mended, 2)[0] != "\u0e49\u4933"
    assert read(mended, 3) == ("ก\u0100", "")


def test_names_of_thai_fonts() -> None:
    assert characters_of_name("doChadathai.short") == "ฎ"
    assert characters_of_name("ru_lakkhangyaothai") == "ฤๅ"
    assert (characters_of_name("kokai"), characters_of_name("maiek.alt"), characters_of_name("zero")) == ("ก", MAI_EK, "0")
    assert characters_of_name("nikhahit_maiThothai.narrow") == "\u0e4d\u0e49"
    assert characters_of_name("nothai") == ""


def test_drawings_that_are_mere_paths_are_outlines() -> None:
    drawn = Type3Program({"a": b"500 0 0 0 400 560 d1 50 0 m 450 0 l 450 560 l 50 560 l h f", "b": b"250 0 d0"}, 1.0)
    outline = drawn.outline("a")
    assert outline is not None
    assert outline.contours == (bar(50, 0, 400, 560),)
    assert drawn.has_outlines
    assert drawn.is_blank("b")
    image = Type3Program({"a": b"500 0 -150 620 0 700 d1 q 1 0 0 1 0 0 cm BI /W 1 /H 1 /IM true ID x EI Q"}, 1.0)
    assert not image.has_outlines
    assert image.ink("a") == (-150, 620, 0, 700)


def test_a_ligature_that_the_program_tells_is_its_letters() -> None:
    assert read(font({}, Drawn({1: LETTER}, cmap={1: "ﬁ"})), 1) == ("fi", "cmap")


def test_private_codes() -> None:
    assert read(font({1: "\uf70a", 2: "\uf0b7", 3: "\uf0fe", 4: "ก"}), 1) == (MAI_EK, "private-use")
    mended = font({2: "\uf0b7", 3: "\uf0fe"})
    assert read(mended, 2) == ("•", "bullet")
    assert read(mended, 3) == ("\uf0fe", "")


def test_a_map_that_is_wrong_throughout() -> None:
    high = (bar(50, 400, 300, 300),)
    said = {1: "ก", 2: "\x0f", 3: "\x10", 4: "\x11", 5: ".", 6: ",", 7: "_"}
    mended = font(said, Drawn({**dict.fromkeys((1, 2, 3, 4), LETTER), **dict.fromkeys((5, 6, 7), high)}))
    assert {read(mended, code) for code in said} == {(UNKNOWN, "none")}


def test_assumed_latin_must_look_it() -> None:
    said = {1: "a", 2: "c", 3: "e", 4: "B", 5: "T", 6: "7"}
    small, tall = (bar(0, 0, 400, 500),), (bar(0, 0, 400, 700),)
    assert looks_latin(Drawn({1: small, 2: small, 3: small, 4: tall, 5: tall, 6: tall}), lambda code: code, said)
    assert not looks_latin(Drawn({1: tall, 2: small, 3: tall, 4: small, 5: tall, 6: small}), lambda code: code, said)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uni0E48.low", MAI_EK),
        ("uni0E4D0E48", NIKHAHIT + MAI_EK),
        ("u0E01", "ก"),
        ("threesuperior", "³"),
        ("micro", "µ"),
        ("f_i", "fi"),
        ("kokaithai", "ก"),
        ("bad642", ""),
        ("g43", ""),
        ("uniD800", ""),
        (".notdef", ""),
    ],
)
def test_glyph_names(name: str, text: str) -> None:
    assert characters_of_name(name) == text


def test_two_signs_with_each_others_characters() -> None:
    letter = glyph("ผ", 10, 100)
    above = changed(glyph(MAI_THO, 15, 100), text=SARA_U, raw=SARA_U)
    below = changed(glyph(SARA_U, 15, 100), text=MAI_THO, raw=MAI_THO)
    found = lessons([letter, above, below], lambda each: each.text != "ผ")
    assert found == {(FONT, ord(MAI_THO)): MAI_THO, (FONT, ord(SARA_U)): SARA_U}


def test_a_cluster_tells_its_signs_where_its_letter_is_used_first() -> None:
    letter = changed(glyph("ท", 10, 100), text="ที่", raw="ที่")
    vowel = changed(glyph(SARA_I, 15, 100), text=UNKNOWN, raw="", evidence="none")
    tone = changed(glyph(MAI_EK, 15, 97), text=UNKNOWN, raw="", evidence="none")
    cluster = [letter, vowel, tone]
    assert lessons(cluster, lambda each: True) == {
        (FONT, ord("ท")): "ท",
        (FONT, ord(SARA_I)): "\u0e35",
        (FONT, ord(MAI_EK)): MAI_EK,
    }
    assert lessons(cluster, lambda each: True, frozenset({(FONT, ord("ท"))})) == {}
    assert lessons(cluster, lambda each: True, None) == {}
