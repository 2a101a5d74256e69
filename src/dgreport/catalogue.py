"""Thai to English by a message catalogue (gettext .po).

A text is looked up without its white space, since line breaks and damaged spaces are no part of what it says. A message
may hold numbered holes, {0} {1} …, each standing for one number; the numbers found there are put into the translation.
What has no translation gives None: it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from dgreport.model import Bilingual

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_HOLE = re.compile(r"\{(\d+)\}")


def without_space(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


class Catalogue:
    """Translations from Thai to English, of one or several .po files (earlier ones win)."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        self._messages = dict(messages)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Catalogue:
        """The catalogue in these files; untranslated and fuzzy entries are left out."""
        import polib

        messages: dict[str, str] = {}
        for path in paths:
            for entry in polib.pofile(str(path), encoding="utf-8"):
                if entry.translated() and not entry.fuzzy:
                    messages.setdefault(entry.msgid, entry.msgstr)
        return cls(messages)

    @classmethod
    def beside(cls, folder: Path | None) -> Catalogue:
        """The catalogue of a profile's folder; an empty one where there is none."""
        path = folder / "en.po" if folder else None
        return cls.load([path]) if path and path.is_file() else cls({})

    @cached_property
    def _exact(self) -> dict[str, tuple[str, str]]:
        return {without_space(th): (th, en) for th, en in self._messages.items() if not _HOLE.search(th)}

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        return tuple((_pattern(th), th, en) for th, en in self._messages.items() if _HOLE.search(th))

    def translate(self, text: str) -> Bilingual:
        """The text with its English, None where the catalogue has none.

        Where the catalogue knows the text, its Thai is given as the catalogue spaces it.
        """
        key = without_space(text)
        if not key:
            return Bilingual(th=text, en=text)
        if key in self._exact:
            th, en = self._exact[key]
            return Bilingual(th=th, en=en)
        for pattern, th, en in self._patterns:
            if match := pattern.fullmatch(key):
                return Bilingual(th=_fill(th, match), en=_fill(en, match))
        if not any("\u0e00" <= character <= "\u0e7f" for character in text):
            return Bilingual(th=text, en=text)
        return Bilingual(th=text)


def _pattern(message: str) -> re.Pattern[str]:
    parts = _HOLE.split(without_space(message))
    seen: set[str] = set()
    pattern = ""
    for index, part in enumerate(parts):
        if index % 2 == 0:
            pattern += re.escape(part)
        elif part in seen:
            pattern += f"(?P=n{part})"
        else:
            seen.add(part)
            pattern += f"(?P<n{part}>{_NUMBER})"
    return re.compile(pattern)


def _fill(message: str, match: re.Match[str]) -> str:
    return _HOLE.sub(lambda hole: match[f"n{hole[1]}"], message)
