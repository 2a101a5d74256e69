"""What an unknown sign is, by the words in which it stands: the last witness, where no font and no neighbour tells.

A code is the sign with which all its places read better than with any other. Where two read as well (ป่า and ป้า), it
stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from dgreport.extraction import thai
from dgreport.extraction.fonts.context import Code, fits_ink, is_sign
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.page import Glyph
from dgreport.extraction.thai.lexicon import LETTERS, LIKELIER, lexicon

#: Letters on either side of a place that are read with it, and how many places of a code are asked.
_REACH, _MOST_PLACES = 16, 40
#: Where more than one of so many glyphs is unknown, the text around them tells nothing.
_FEW = 4
_LETTERS = frozenset(LETTERS)
#: What an unknown sign may be: one sign, or a tone with the ring of a sara am.
_SIGNS = (*thai.MARKS, *(tone + thai.NIKHAHIT for tone in thai.TONES))


def spelt(glyphs: Sequence[Glyph]) -> dict[Code, str]:
    """Code to sign, for the codes of unknown signs of which words tell it, and of those whose mere likeness to another sign
    makes text that can't be; `glyphs` are those of a page in content order."""
    if _FEW * sum(glyph.text == UNKNOWN for glyph in glyphs) > len(glyphs):
        return {}
    places: dict[Code, list[int]] = {}
    for at, glyph in enumerate(glyphs):
        if (glyph.text == UNKNOWN or glyph.evidence == "shape") and is_sign(glyph.form):
            places.setdefault((glyph.font, glyph.code), []).append(at)
    found: dict[Code, str] = {}
    for code, all_at in places.items():
        windows = {_around(glyphs, at) for at in all_at[:_MOST_PLACES]}
        told = glyphs[all_at[0]].text
        if told != UNKNOWN and 2 * sum(not _may_stand(told, window) for window in windows) <= len(windows):
            continue
        signs = [sign for sign in _SIGNS if fits_ink(sign[0], glyphs[all_at[0]])]
        if sign := _best(sorted(windows), signs):
            found[code] = sign
    return found


def _around(glyphs: Sequence[Glyph], at: int) -> tuple[str, str]:
    """The Thai letters before and after a place."""
    before = _letters(glyph.text for glyph in reversed(glyphs[max(at - _REACH, 0) : at]))
    return "".join(reversed(before)), "".join(_letters(glyph.text for glyph in glyphs[at + 1 : at + 1 + _REACH]))


def _letters(texts: Iterable[str]) -> list[str]:
    return list(takewhile(_LETTERS.issuperset, filter(None, texts)))


def _may_stand(sign: str, window: tuple[str, str]) -> bool:
    return len(thai.illegal(_with(window, sign))) <= len(thai.illegal(_with(window, "")))


def _best(windows: Sequence[tuple[str, str]], signs: Sequence[str]) -> str:
    """The sign that reads best in all windows together, if it makes words of half of them and no other is as likely."""
    ranked = sorted((*_judged(windows, sign), sign) for sign in signs)
    (wrong, cost, words, sign), others = ranked[0], ranked[1:]
    rivals = any(other[0] == wrong and other[1] <= cost + LIKELIER for other in others)
    return "" if rivals or 2 * words < len(windows) else sign


def _judged(windows: Sequence[tuple[str, str]], sign: str) -> tuple[int, float, int]:
    """(what no word explains or no law allows, -log probability, places in a word) with a sign in all windows."""
    wrong, cost, words = 0, 0.0, 0
    for window in windows:
        before, text = window[0], _with(window, sign)
        reading = lexicon().read(text)
        wrong += reading.unknown + reading.breaches + len(thai.illegal(text))
        cost += reading.cost
        words += bool(before) and reading.at(len(thai.compose(before)) - 1)[1]
    return wrong, cost, words


def _with(window: tuple[str, str], sign: str) -> str:
    return thai.compose(thai.canonical(sign.join(window)))
