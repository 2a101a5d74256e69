"""HTML from text: the one place where text from outside is escaped, and where Thai is told where its lines may end.

What is not Markup is text. Text becomes Markup in `escaped` alone; `element` sends all its text there, that of
attributes too.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from typing import Literal

from dgreport.rendering.typeset.wrapping import break_points, plain

Lang = Literal["th", "en"]

#: Elements without content.
_VOID = frozenset({"input", "meta", "wbr"})
#: Words of the other language within a text.
_FOREIGN = {
    "th": re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9 &'’.,/+-]*[A-Za-zÀ-ɏ0-9])?"),
    "en": re.compile(r"[\u0e00-\u0e7f](?:[\u0e00-\u0e7f0-9 ]*[\u0e00-\u0e7f])?"),
}
#: Where a browser, with a dictionary of its own or none, might end a line though no word ends there: between two
#: letters of Thai, and after signs that join.
_TEMPTING = re.compile(r"[\u0e00-\u0e7f][^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|\S[-/–—]\S")
#: Longer pieces are no words; where the line is full they are broken.
_LONGEST_WORD = 24
#: Words of so many characters stay with the number beside them.
_LONGEST_UNIT = 9
_SHORT_PHRASE = re.compile(r"(?<!\S)\S{2,14}(?!\S)")


class Markup(str):
    """HTML, as opposed to text."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Text as HTML: nothing in it is markup; control and bidi characters and lone surrogates are left out."""
    return Markup(html.escape(plain(text)))


def joined(*content: str) -> Markup:
    """Markup and text one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escaped(part) for part in content))


def element(name: str, /, *content: str, **attributes: str | int | bool | None) -> Markup:
    """An element. An attribute's name goes without its last underscore (class_) and with hyphens for the others;
    attributes that are None or False are left out, True ones have no value."""
    said = []
    for key, value in attributes.items():
        if value is not None and value is not False:
            named = key.rstrip("_").replace("_", "-")
            said.append(f" {named}" if value is True else f' {named}="{escaped(str(value))}"')
    opening = f"<{name}{''.join(said)}>"
    return Markup(opening) if name in _VOID else Markup(f"{opening}{joined(*content)}</{name}>")


def tagged(text: str, lang: Lang, name: str = "span") -> Markup:
    """Text of a language, with the words of the other language in elements of their own."""
    text = plain(text)
    return joined(
        *(
            escaped(text[start:end]) if here == lang else element(name, text[start:end], lang=here)
            for start, end, here in _stretches(text, lang)
        )
    )


def words(text: str, lang: Lang) -> Markup:
    """Text of a language whose lines end between words alone, in any browser.

    Browsers break Thai by dictionaries of their own, inside words too (measured: every seventh line). So each word
    that could be broken is a span, which style sheets let no line end in, with a <wbr> between two words. Words of the
    other language are in elements of their own.
    """
    text = plain(text)
    points = _phrased(text, break_points(text))
    parts = []
    for start, end, here in _stretches(text, lang):
        pieces = _kept([text[a:b] for a, b in _between(start, end, points)])
        said = [_piece(piece, last=place == len(pieces) - 1) for place, piece in enumerate(pieces)]
        if end in points and not text[end - 1].isspace():
            said.append(element("wbr"))
        parts.append(joined(*said) if here == lang else element("span", *said, lang=here))
    return joined(*parts)


def anchor_id(anchor: str) -> str:
    """The id of an anchor, fit for an address: as it is, if nothing in it would have to be escaped there."""
    if re.fullmatch(r"[A-Za-z0-9._-]{1,200}", anchor):
        return anchor
    return "a" + hashlib.sha256(anchor.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _stretches(text: str, lang: Lang) -> Iterator[tuple[int, int, Lang]]:
    """Start, end and language of the text's stretches, in order."""
    at = 0
    other: Lang = "en" if lang == "th" else "th"
    for match in _FOREIGN[lang].finditer(text):
        if match.start() > at:
            yield at, match.start(), lang
        yield match.start(), match.end(), other
        at = match.end()
    if at < len(text):
        yield at, len(text), lang


def _phrased(text: str, points: list[int]) -> list[int]:
    """The points without those inside of short phrases: Thai puts its spaces between phrases."""
    short = [match.span() for match in _SHORT_PHRASE.finditer(text)]
    within = {point for start, end in short for point in range(start + 1, end)}
    return [point for point in points if point not in within]


def _between(start: int, end: int, points: list[int]) -> Iterator[tuple[int, int]]:
    for point in points:
        if start < point < end:
            yield start, point
            start = point
    yield start, end


def _kept(pieces: list[str]) -> list[str]:
    """The pieces, numbers put together with the short words before and after them: (ร้อยละ 83), 34.9 คะแนน."""
    kept: list[str] = []
    for place, piece in enumerate(pieces):
        before = kept[-1] if kept and kept[-1].endswith(" ") else ""
        last = place == len(pieces) - 1
        if piece[0].isdigit():
            joins = len(before) <= _LONGEST_UNIT and before[:1].isalpha() | before.startswith(("(", "“"))
        else:
            # A unit, unless the phrase goes on, or the word belongs to the number after it.
            goes_on = not last and (piece[-1].isalpha() or pieces[place + 1][0].isdigit())
            joins = before[-2:-1].isdigit() and not goes_on and len(piece.strip()) <= _LONGEST_UNIT
        if before and joins and len(before) + len(piece.strip()) <= _LONGEST_WORD:
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _piece(piece: str, last: bool) -> Markup:
    """A piece between two places where a line may end; the space after it stands outside."""
    word = piece.rstrip(" ")
    tempting = len(word) <= _LONGEST_WORD and (_TEMPTING.search(word) or " " in word)
    set_word = element("span", word) if tempting else escaped(word)
    if word != piece:
        return joined(set_word, " ")
    return set_word if last else joined(set_word, element("wbr"))
