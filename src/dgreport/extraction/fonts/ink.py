"""What the mere box and contours of a glyph tell of a Thai character: where signs stand, rings, letters that are bare.

Lengths are in thousandths of an em. Every function takes what it needs and knows no font.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median

from dgreport.extraction import thai
from dgreport.extraction.fonts.outlines import Ink, Outline

#: The ink of signs over a letter begins above this, of signs under it ends below this.
ABOVE, BELOW = 250, 150
BELOW_SIGNS = thai.BELOW_VOWELS + thai.PHINTHU
#: The tick of so suea and so sala rises this much over the other letters; signs rise 150.
_TICK = 100
#: Consonants with an ascender, and with a part under the line: a sign there does not show in the glyph's box.
_TALL, _DEEP = "ปฝฟฬ", "ญฐฎฏฤฦ"
#: Sara uu is at least this many times as wide as sara u (1.55 to 2.4 in the bundled, TLWG, Noto and Plex fonts).
_WIDER = 1.3
#: Width to height of sara u is at most, and of sara uu at least (0.56 to 0.96 and 1.07 to 1.65 in 28 fonts); phinthu is
#: a dot between them.
_NARROW, _WIDE = 0.965, 1.06

#: What advances by more than this is no sign.
_LETTER = 100

#: Where the ink of some characters lies in any font, thousandths of an em: (not below, not above).
PLACES = {".": (-120, 300), ",": (-350, 300), "'": (250, 1200), '"': (250, 1200), "-": (100, 600), "_": (-400, 100)}


def fits(text: str, ink: Ink | None) -> bool:
    """False where the ink stands where that Thai character can't: a sign on the line, a vowel under it up above."""
    if ink is None or not text or not thai.is_thai(text[0]):
        return True
    if text == thai.TONES[0] and ink[2] - ink[0] > ink[3] - ink[1]:
        return False  # mai ek is an upright bar in every design
    if all(map(thai.is_mark, text)):
        return ink[3] < BELOW if text in BELOW_SIGNS else ink[1] > ABOVE
    return ink[1] < ABOVE or text in "\u0e2f\u0e46"


def is_sign(ink: Ink, width: float) -> bool:
    """True for ink over or under the line of a glyph that does not advance."""
    return abs(width) < 1 and (ink[1] > ABOVE or ink[3] < BELOW)


def by_rings(outline: Outline, said: str, width: float) -> str:
    """The signs whose shape alone tells them: nikhahit is a bare ring, sara am has one, sara aa none, mai ek is a bar; a
    ring with room of its own is a degree.

    `said` is what the file says of the glyph, "" where nothing.
    """
    ink = outline.ink
    if ink is None:
        return ""
    rings = [ring for ring in outline.rings if ring[1] > ABOVE]
    if (len(rings) == 1 and rings[0] == ink) or (said == thai.SARA_AM and ink[1] > ABOVE):
        return thai.NIKHAHIT if abs(width) < _LETTER or said in (thai.NIKHAHIT, thai.SARA_AM) else "\N{DEGREE SIGN}"
    if said == thai.SARA_AM and -60 < ink[1] < ABOVE and width > 100:
        return thai.SARA_AM if rings or ink[0] < -60 else thai.SARA_AA
    if said.endswith(thai.SARA_AM) and len(said) > 1 and ink[1] > ABOVE and rings:
        return thai.canonical(said[:-1] + thai.NIKHAHIT)  # the signs of a sara am over a letter, without its sara aa
    if not said and abs(width) < 1 and ink[1] > ABOVE and outline.is_stroke:
        return thai.TONES[0]
    return ""


def part_of_cluster(said: str, ink: Ink, width: float, letter_top: float) -> str:
    """The one character of a cluster that a glyph shows, where its box tells: a sign, or the letter alone."""
    parts = said.replace(thai.SARA_AM, thai.NIKHAHIT + thai.SARA_AA)
    signs = [char for char in parts if thai.is_mark(char)]
    if not (signs or thai.SARA_AA in parts[1:]) or said[0] not in thai.CONSONANTS:
        return ""
    if is_sign(ink, width):
        fitting = [char for char in signs if fits(char, ink)]
        return fitting[0] if len(fitting) == 1 else ""
    over = any(char not in BELOW_SIGNS for char in signs)
    under = any(char in BELOW_SIGNS for char in signs)
    if (over and said[0] in _TALL) or (under and said[0] in _DEEP):
        return ""
    bare = (not over or ink[3] <= letter_top + _TICK) and (not under or ink[1] >= -100)
    return said[0] if bare and (over or under) else ""


def letter_top(said: Iterable[tuple[str, Ink]]) -> float:
    """How high a font's consonants without ascenders reach, from what its codes say and their ink.

    Those that are said to be a letter alone tell it; where there is none, those said to be a whole cluster.
    """
    tops: dict[bool, list[float]] = {True: [], False: []}
    for text, ink in said:
        if text and text[0] in thai.CONSONANTS and text[0] not in _TALL and ink[1] < ABOVE:
            tops[len(text) == 1].append(ink[3])
    found = tops[True] or tops[False]
    return min(median(found), 700.0) if found else 600.0


def vowel_under(ink: Ink, known: Mapping[str, list[Ink]]) -> str:
    """Sara u or sara uu, of which the second is nearly twice as wide, told by the width of either in the same font; where
    it has neither, by that of the one being less than its height and that of the other more."""
    for vowel in thai.BELOW_VOWELS:
        widths = [other[2] - other[0] for other in known.get(vowel, []) if fits(vowel, other)]
        if widths:
            narrow = vowel == thai.BELOW_VOWELS[0]
            wide = (ink[2] - ink[0]) > (median(widths) * _WIDER if narrow else median(widths) / _WIDER)
            return thai.BELOW_VOWELS[1] if wide else thai.BELOW_VOWELS[0]
    shape = (ink[2] - ink[0]) / max(ink[3] - ink[1], 1.0)
    return "" if _NARROW < shape < _WIDE else thai.BELOW_VOWELS[shape >= _WIDE]


def has_place(said: str) -> bool:
    """True for a character of known place in the line."""
    return said in PLACES or thai.is_mark(said)


def is_off_place(said: str, ink: Ink) -> bool | None:
    """True where a character of known place in the line has its ink elsewhere, None where its place is not known."""
    if said in PLACES:
        low, high = PLACES[said]
        return not (low <= ink[1] and ink[3] <= high)
    return not fits(said, ink) if thai.is_mark(said) else None
