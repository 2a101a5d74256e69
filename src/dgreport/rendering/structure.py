"""The logical structure of a report as a PDF tells it (ISO 32000-1, 14.7 and 14.8): pure data.

Composing makes the tree of elements, in reading order; painting notes which content on which page belongs to which
element; `archive` writes it. Tags are the standard structure types: H1, P, TD and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

#: Words of the other language within a text. Punctuation that is set together with a word stays with it, so that
#: marking the word does not part what is kerned.
_SIGN = r"[!-/:-@\[-`{-~¡-¿‐-…]"
_LATIN = rf"{_SIGN}*[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9\u0300-\u036f]|{_SIGN})*"
_FOREIGN = {
    "th": re.compile(rf"{_LATIN}(?: +{_LATIN})*"),
    "en": re.compile(r"[\u0e00-\u0e7f](?:[\u0e00-\u0e7f0-9 ]*[\u0e00-\u0e7f])?"),
}
_OTHER = {"th": "en", "en": "th"}


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of a page's content: the number of the page, from 1, and of the stretch on it, from 0 (its MCID)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: the number of the page, from 1, and its place among the page's annotations, from 0."""

    page: int
    place: int


@dataclass(slots=True, eq=False)
class Element:
    """A part of the structure. An element is equal to itself alone.

    `lang` is "th" or "en"; `alt` what is said in its place to who can't see it; `title` a name for machines;
    `attributes` by their owner (Table, List, Layout), with names as strings and measures in points.
    """

    tag: str
    lang: str
    parent: Element | None = None
    alt: str = ""
    title: str = ""
    attributes: dict[str, Mapping[str, str | int | tuple[float, ...]]] = field(default_factory=dict)
    kids: list[Element | Content | Annotation] = field(default_factory=list)

    def add(self, tag: str, lang: str = "", **attributes: Mapping[str, str | int | tuple[float, ...]]) -> Element:
        """A new element at the end of this one; it speaks the same language unless it is said."""
        kid = Element(tag, lang or self.lang, self, attributes=attributes)
        self.kids.append(kid)
        return kid

    def within(self, tag: str) -> Element | None:
        """The nearest element with this tag that holds this one, or is it."""
        here: Element | None = self
        while here is not None and here.tag != tag:
            here = here.parent
        return here


def spoken(texts: Sequence[tuple[str, str]]) -> str:
    """Texts of a language each (language, text) as one string of a PDF, which says where the language changes.

    ISO 32000-1, 7.9.2.2: an escape character on both sides of the language.
    """
    if len(texts) < 2:
        return "".join(text for _, text in texts)
    return " ".join(f"\x1b{lang}\x1b{text}" for lang, text in texts)


def stretches(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """The text of a language ("th" or "en") cut where the language changes: (words, their language), in order."""
    at = 0
    for match in _FOREIGN[lang].finditer(text):
        if match.start() > at:
            yield text[at : match.start()], lang
        yield match[0], _OTHER[lang]
        at = match.end()
    if at < len(text):
        yield text[at:], lang
