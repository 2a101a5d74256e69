"""Sara am that lost its ring and reads sara aa, and sara aa that was given the code of sara am."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dgreport.extraction.thai.characters import CONSONANTS, LEADING_VOWELS, SARA_AA, SARA_AM, TONES
from dgreport.extraction.thai.lexicon import RUN, Lexicon
from dgreport.extraction.thai.place import Place
from dgreport.extraction.thai.rules import Change

#: How much likelier (natural logarithm) the other vowel must be in a text that has lost it elsewhere.
_LIKELIER_VOWEL = 5.0
#: The same in a text that has not.
_BEYOND_CHANCE = 10.0
#: Letters of a word that chance does not make of another vowel.
_LONG = 5
#: Losses by which a text shows that it has lost more.
_SHOWN = 2
_UNMAPPED = re.compile(f"(?<=[{CONSONANTS}])([{TONES}]?)\ufffd([{TONES}]?){SARA_AA}")
_VOWEL = {
    vowel: re.compile(f"(?<=[{CONSONANTS}])[{TONES}]?{vowel}(?!{SARA_AA})") for vowel in (SARA_AA, SARA_AM)
}


def lost_vowels(text: str, lexicon: Lexicon, found: Mapping[str, int]) -> Iterator[Change]:
    """One of sara aa and sara am where only the other makes a common word of it.

    A sign is lost by a font, so over whole stretches of text: what a text has many of it has not lost, and a few
    words that could be others are names. Every sara aa a sara am is a fault of a whole font, so it shows more than
    once or it is none.
    """
    taken: list[Change] = []
    for rule, written, meant, least in (("sara-am-lost", SARA_AA, SARA_AM, 1), ("sara-aa-lost", SARA_AM, SARA_AA, 3)):
        shown = found[rule] > _SHOWN
        changes = list(_changes(text, rule, written, meant, lexicon, shown=shown))
        if shown or (len(changes) >= least and len(changes) * 2 >= text.count(meant)):
            taken += changes
    done = 0
    for change in sorted(taken, key=lambda change: change.start):
        if change.start >= done:
            yield change
            done = change.end


def unmapped_sara_am(text: str, lexicon: Lexicon) -> Iterator[Change]:
    """U+FFFD before sara aa, where of all signs that it may stand for only the ring of sara am makes a word."""
    for match in _UNMAPPED.finditer(text):
        if match[1] and match[2]:
            continue
        tone = match[1] + match[2]
        place = Place(lexicon, text, match.start(), match.end())
        reading = place.read(tone + SARA_AM)
        word, known = place.word(reading, -1)
        others = () if tone else tuple(place.read(other + SARA_AA) for other in TONES)
        if known and all(reading.beats(other, by=_LIKELIER_VOWEL) for other in others):
            yield Change("sara-am-unmapped", match.start(), match[0], tone + SARA_AM, f"dictionary: {word}")


def _changes(text: str, rule: str, written: str, meant: str, lexicon: Lexicon, *, shown: bool) -> Iterator[Change]:
    for run in RUN.finditer(text):
        if written not in run[0]:
            continue
        sites = [match.end() - 1 for match in _VOWEL[written].finditer(text, run.start(), run.end())]
        done = 0
        for index, site in enumerate(sites):
            if site < done or not _may_be(text, site, meant):
                continue
            # a word may have lost two
            for last in sites[index:index + 2]:
                if last - site > _LONG:
                    break
                before = text[site:last + 1]
                after = before.replace(written, meant)
                word = _word_with(text, site, before, after, lexicon, shown=shown)
                if word:
                    yield Change(rule, site, before, after, f"dictionary: {word}")
                    done = last + 1
                    break


def _may_be(text: str, site: int, meant: str) -> bool:
    """Sara am can't follow a consonant with a leading vowel."""
    consonant = site - 2 if text[site - 1] in TONES else site - 1
    return meant != SARA_AM or not consonant or text[consonant - 1] not in LEADING_VOWELS


def _word_with(text: str, site: int, before: str, after: str, lexicon: Lexicon, *, shown: bool) -> str | None:
    """The word that `after` in place of `before` makes; None where it makes none, or what is written reads as well."""
    if not lexicon.has_word_around(text, site, after):
        return None
    place = Place(lexicon, text, site, site + len(before))
    changed, as_is = place.read(after), place.as_is()
    word, known = place.word(changed)
    if not known or place.word(changed, len(after) - 1)[0] != word:
        return None
    if shown:
        return word if changed.beats(as_is, by=_LIKELIER_VOWEL) else None
    certain = len(word) >= _LONG and lexicon.is_common(word)
    return word if certain and changed.beats(as_is, by=_BEYOND_CHANCE) else None
