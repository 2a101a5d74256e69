"""Spaces that fall inside Thai letters and words, first of all where the ring of a sara am became one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from dgreport.extraction.thai.characters import (
    CONSONANTS,
    LEADING_VOWELS,
    MARKS,
    SARA_A,
    SARA_AA,
    SARA_AM,
    TONES,
    canonical,
    is_legal,
)
from dgreport.extraction.thai.lexicon import LETTERS, LIKELIER, Lexicon
from dgreport.extraction.thai.place import REACH, Place
from dgreport.extraction.thai.rules import Change

#: How much likelier (natural logarithm) sara aa must be than sara am where no other letter of the text is split.
_AGAINST_AM = 30.0
#: How much likelier a word must be than its two parts with a space between: phrases end where they like.
_LIKELIER_JOINED = 9.0

_C = f"[{CONSONANTS}]"
_T = f"[{TONES}]"
_GAP = "[ \N{NO-BREAK SPACE}]{1,2}"  # more is a column
_SPLIT_AM = re.compile(f"(?<={_C})({_T}?)({_GAP})({_T}?){SARA_AA}")
_SPLIT_LETTER = re.compile(
    f"(?<={_C})(?P<own>[{MARKS}]*){_GAP}(?P<signs>[{MARKS}]+)"
    f"|(?<={_C}){_T}?{_GAP}[{SARA_A}{SARA_AM}]"
    f"|(?<={SARA_AA}){_GAP}{SARA_A}"
    f"|(?<=[{LEADING_VOWELS}]){_GAP}{_C}"
)
_SPLIT_ELSEWHERE = re.compile(
    f"(?<=[{LEADING_VOWELS}]){_GAP}(?={_C})|(?<={_C}){_GAP}(?=[{MARKS}]+(?![{MARKS}{SARA_AA}]))"
)
_SPLIT_WORD = re.compile(f"(?<=[{LETTERS}]) (?=[{CONSONANTS}{LEADING_VOWELS}])")


def split_sara_am(text: str, lexicon: Lexicon | None) -> Iterator[Change]:
    """A consonant, a space and sara aa, a tone before or after the space: the space was the ring of a sara am.

    Where only plain sara aa makes a word of it, the space goes and the vowel stays; so too after sara e, which takes
    sara aa but never sara am, and where spaces fall inside other letters of the text as well.
    """
    sites = [(match, _gain_of_aa(text, match, lexicon)) for match in _SPLIT_AM.finditer(text)]
    if not sites:
        return
    elsewhere = sum(1 for _ in _SPLIT_ELSEWHERE.finditer(text)) + sum(gain > LIKELIER for _, gain in sites)
    least = 0.0 if elsewhere * 5 > len(sites) else _AGAINST_AM
    for match, gain in sites:
        tone = match[1] + match[3]
        lead = text[match.start() - 2:match.start() - 1] if match.start() > 1 else ""
        if len(tone) > 1 or lead in tuple(LEADING_VOWELS[1:]):
            continue
        is_am = gain <= least
        after = tone + (SARA_AM if is_am else SARA_AA)
        evidence = "sara aa can't follow a space"
        if is_am:
            evidence += "; the ring of sara am was read as one"
        if lexicon is not None:
            place = Place(lexicon, text, match.start(), match.end(), _mended_after(text, match))
            word, known = place.word(place.read(after), -1)
            if not known and text[match.end():match.end() + 1] not in tuple(LETTERS):
                continue  # a vowel shown for itself
            evidence += f"; read as {word}"
        yield Change("sara-am-split" if is_am else "space-in-letter", match.start(), match[0], after, evidence)


def _gain_of_aa(text: str, match: re.Match[str], lexicon: Lexicon | None) -> float:
    """How much likelier the split vowel is sara aa than sara am."""
    if match.start() > 1 and text[match.start() - 2] == LEADING_VOWELS[0]:
        return math.inf
    if lexicon is None:
        return -math.inf
    place = Place(lexicon, text, match.start(), match.end(), _mended_after(text, match))
    tone = match[1] + match[3]
    am, aa = place.read(tone + SARA_AM), place.read(tone + SARA_AA)
    return am.cost - aa.cost if aa.beats(am, by=0.0) else -math.inf


def _mended_after(text: str, match: re.Match[str]) -> str:
    """What follows a split sara am, the next ones joined: they must not speak against this one."""
    return _SPLIT_AM.sub(
        lambda other: other[1] + other[3] + SARA_AM, text[match.end() - 1:match.end() + 2 * REACH]
    )[1:]


def split_letters(text: str, lexicon: Lexicon | None) -> Iterator[Change]:
    """A space between a consonant and its sign or vowel."""
    for match in _SPLIT_LETTER.finditer(text):
        after = canonical("".join(match[0].replace("\N{NO-BREAK SPACE}", " ").split(" ")))
        base = text[match.start() - 1]
        alone = text[match.end():match.end() + 1] not in tuple(LETTERS)
        if not is_legal(base + after) and base not in LEADING_VOWELS + SARA_AA:
            continue
        if lexicon is not None:
            place = Place(lexicon, text, match.start(), match.end())
            as_is, joined = place.as_is(), place.read(after)
            # before a space it may be shown for itself, and after a leading vowel the next word may begin
            doubtful = alone or base in LEADING_VOWELS
            gains = joined.unknown < as_is.unknown and place.word(joined, -1)[1]
            if joined.unknown > as_is.unknown or (doubtful and not gains):
                continue
        elif base in LEADING_VOWELS or (alone and not (match["own"] and match["signs"] in tuple(TONES))):
            continue
        yield Change("space-in-letter", match.start(), match[0], after, "nothing can stand inside a Thai letter")


def split_words(text: str, lexicon: Lexicon, found: Mapping[str, int]) -> Iterator[Change]:
    """A space inside a common word, in a text whose spaces have been seen to fall inside letters."""
    if not found["sara-am-split"] + found["space-in-letter"]:
        return
    for match in _SPLIT_WORD.finditer(text):
        place = Place(lexicon, text, match.start(), match.end())
        joined = place.read("")
        word, known = place.word(joined)
        if not known or place.word(joined, -1)[0] != word or not lexicon.is_common(word):
            continue
        as_is = place.as_is()
        if joined.beats(as_is, by=_LIKELIER_JOINED):
            yield Change("space-in-word", match.start(), " ", "", f"dictionary: {word}")
