"""Repairs of Thai text that choose between readings: where a sign, a space or a sara am belongs.

Where the text as it is can't be right (`signs`, `split_sara_am`, `split_letters`), the lexicon, if there is one, only
breaks ties. Where it could be (`displaced_signs`, `split_words`, `lost_sara_am`), the lexicon decides: no word
explains the text as it stands and words explain the other reading. Once a text has shown damage of a kind beyond
doubt (`found`, the number of changes by rule so far), a clearly likelier reading of the same kind is taken too; text
that shows none is left as it is. Like `rules`, every function yields Changes in order, not overlapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dgreport.extraction.thai.characters import (
    ABOVE_VOWELS,
    CONSONANTS,
    FOLLOWING_VOWELS,
    LEADING_VOWELS,
    MARKS,
    SARA_A,
    SARA_AA,
    SARA_AM,
    TONES,
    canonical,
    illegal,
    is_legal,
)
from dgreport.extraction.thai.lexicon import LETTERS, RUN, Lexicon, Reading
from dgreport.extraction.thai.rules import Change

#: Letters on either side of a place that are read with it.
_REACH = 32
#: How much likelier (natural logarithm) a reading must be where words explain both.
_LIKELIER = 5.0
#: The same for taking a space out of the text: phrases end where they like.
_LIKELIER_JOINED = 9.0

_C = f"[{CONSONANTS}]"
_T = f"[{TONES}]"
_LETTER = f"[{LETTERS}]"
_GAP = "[ \N{NO-BREAK SPACE}]+"
_SPLIT_AM = re.compile(f"(?<={_C})({_T}?)({_GAP})({_T}?){SARA_AA}")
_SPLIT_LETTER = re.compile(
    f"(?<={_C})(?P<own>[{MARKS}]*){_GAP}(?P<signs>[{MARKS}]+)"
    f"|(?<={_C}){_T}?(?P<gap>{_GAP})[{SARA_A}{SARA_AM}]"
    f"|(?<={SARA_AA})(?P<gap2>{_GAP}){SARA_A}"
    f"|(?<=[{LEADING_VOWELS}])(?P<gap3>{_GAP}){_C}"
)
_SPLIT_WORD = re.compile(f"(?<={_LETTER}) (?={_LETTER})")
_CLUSTER = re.compile(f"{_C}[{MARKS}]*")
_AM_OR_AA = re.compile(f"(?<={_C})(?P<tone>{_T}?)[{SARA_AA}{SARA_AM}]")
#: What stands before a sign that is shown for itself.
_SHOWN = "([{<\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{DOTTED CIRCLE}-\N{EN DASH}_"


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character with the signs after it."""

    start: int
    base: str
    signs: str

    @property
    def end(self) -> int:
        return self.start + len(self.base) + len(self.signs)

    @property
    def text(self) -> str:
        return self.base + self.signs

    def given(self, signs: str) -> str:
        """This letter with more signs, all in the written order."""
        return canonical(self.base + self.signs + signs)


def _letter_ending(text: str, end: int) -> _Letter | None:
    """The letter that ends at `end`; None at the start of the text."""
    start = end
    while start > 0 and text[start - 1] in MARKS:
        start -= 1
    return _Letter(start - 1, text[start - 1], text[start:end]) if start else None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the Thai letters around [start, end), at most _REACH on each side, not cutting a letter."""
    first = start
    while first > 0 and start - first < _REACH and text[first - 1] in LETTERS:
        first -= 1
    while first < start and (text[first] in MARKS or text[first] in FOLLOWING_VOWELS):
        first += 1
    last = end
    while last < len(text) and text[last] in LETTERS and (
        last - end < _REACH or text[last] in MARKS or text[last] in FOLLOWING_VOWELS
    ):
        last += 1
    return first, last


class _Place:
    """A place of the text where several readings compete, with the letters around it."""

    def __init__(self, lexicon: Lexicon, text: str, start: int, end: int) -> None:
        self._lexicon = lexicon
        first, last = _around(text, start, end)
        self._before, self._after = text[first:start], text[end:last]
        self._own = text[start:end]

    def as_is(self) -> Reading:
        return self.with_(self._own)

    def with_(self, other: str) -> Reading:
        return self._lexicon.read(self._before + other + self._after)

    def word(self, reading: Reading, offset: int = 0) -> tuple[str, bool]:
        """The word at `offset` from the start of the place, and whether it is one."""
        return reading.at(len(self._before) + offset)


def signs(text: str, lexicon: Lexicon | None) -> Iterator[Change]:
    """Signs that can't stand where they do: out of order, twice, or behind the character after their consonant."""
    done = 0
    for offset in illegal(text):
        end = offset
        if text[offset] in MARKS:
            while end < len(text) and text[end] in MARKS:
                end += 1
        elif text[offset] not in FOLLOWING_VOWELS:
            continue
        letter = _letter_ending(text, end)
        if letter is None or not letter.signs or letter.base.isspace():
            continue
        before = _letter_ending(text, letter.start)
        if before is not None and before.base not in CONSONANTS:
            before = None
        start = before.start if before else letter.start
        if start < done:
            continue
        change = _best_sign_change(text, before, letter, lexicon)
        if change is not None:
            yield change
            done = change.end


def _best_sign_change(text: str, before: _Letter | None, letter: _Letter, lexicon: Lexicon | None) -> Change | None:
    start = before.start if before else letter.start
    own = text[start:letter.end]
    lead = text[start - 1] if start and text[start - 1] in LEADING_VOWELS else ""
    hanging = letter.base in LEADING_VOWELS or text[letter.end:letter.end + 1] in tuple(FOLLOWING_VOWELS)
    tail = text[letter.end:letter.end + 1] if hanging else ""
    options = [
        (rule, after) for rule, after in _sign_options(before, letter)
        if after != own and is_legal(lead + after + tail)
    ]
    if not options:
        return None
    foreign = letter.base not in LETTERS
    if lexicon is None:
        if foreign and letter.base in _SHOWN:
            return None
        return Change(options[0][0], start, own, options[0][1], "the signs can't stand where they were")
    place = _Place(lexicon, text, start, letter.end)
    as_is = place.as_is()
    reading, _, rule, after = min(
        (place.with_(after), index, rule, after) for index, (rule, after) in enumerate(options)
    )
    if rule != "sign-order" and reading.unknown > as_is.unknown:
        return None
    if foreign and not (place.word(reading)[1] and not _stands_alone(place, letter)):
        return None
    return Change(rule, start, own, after, f"the signs can't stand where they were; read as {place.word(reading)[0]}")


def _stands_alone(place: _Place, letter: _Letter) -> bool:
    """True where a sign behind a bracket, dash or the like is shown for itself, for the word before needs none."""
    return letter.base in _SHOWN and place.word(place.as_is())[1]


def _sign_options(before: _Letter | None, letter: _Letter) -> Iterator[tuple[str, str]]:
    """The rules and results that may set the two letters right, the likelier first."""
    first = before.text if before else ""
    if letter.base in CONSONANTS:
        if canonical(letter.text) != letter.text:
            yield "sign-order", first + canonical(letter.text)
        once = letter.base + "".join(dict.fromkeys(canonical(letter.signs)))
        moved = list(_moves(before, letter)) if before else []
        # a second tone is likelier that of the letter before, if this has a vowel above and no tone
        waiting = before is not None and before.signs[-1:] in tuple(ABOVE_VOWELS)
        if waiting:
            yield from moved
        if once != canonical(letter.text):
            yield "duplicate-sign", first + once
        if not waiting:
            yield from moved
    elif before:
        yield "sign-past-next", before.given(letter.signs) + letter.base
        if set(letter.signs) <= set(before.signs):
            yield "duplicate-sign", before.text + letter.base


def _moves(before: _Letter, letter: _Letter) -> Iterator[tuple[str, str]]:
    """Each sign of `letter` given to the letter before, then all of them."""
    for index, sign in enumerate(letter.signs):
        rest = canonical(letter.base + letter.signs[:index] + letter.signs[index + 1:])
        yield "sign-past-next", before.given(sign) + rest
    if len(letter.signs) > 1:
        yield "sign-past-next", before.given(letter.signs) + letter.base


def split_sara_am(text: str, lexicon: Lexicon | None, found: Mapping[str, int]) -> Iterator[Change]:
    """A consonant, a space and sara aa, a tone before or after the space: the space was the ring of a sara am.

    Where only plain sara aa makes a word of it, the space goes and the vowel stays; so too after sara e, which
    takes sara aa but never sara am.
    """
    for match in _SPLIT_AM.finditer(text):
        tone = match[1] + match[3]
        if len(tone) > 1:
            continue
        lead = text[match.start() - 2:match.start() - 1] if match.start() > 1 else ""
        am, aa = tone + SARA_AM, tone + SARA_AA
        after, evidence = am, "sara aa can't follow a space; the ring of sara am was read as one"
        if lead in tuple(LEADING_VOWELS):
            if lead != LEADING_VOWELS[0]:
                continue
            after = aa
        elif lexicon is not None:
            place = _Place(lexicon, text, match.start(), match.end())
            with_am, with_aa = place.with_(am), place.with_(aa)
            if (with_aa.unknown, with_aa.breaches) < (with_am.unknown, with_am.breaches) or (match[3] and found["space-in-letter"] > found["sara-am-split"] and with_aa < with_am):
                after = aa
            alone = text[match.end():match.end() + 1] not in tuple(LETTERS)
            if alone and not place.word(place.with_(after), -1)[1]:
                continue
            evidence = f"{evidence}; read as {place.word(place.with_(after), -1)[0]}"
        rule = "sara-am-split" if after == am else "space-in-letter"
        if rule == "space-in-letter":
            evidence = "sara aa can't follow a space"
        yield Change(rule, match.start(), match[0], after, evidence)


def split_letters(text: str, lexicon: Lexicon | None) -> Iterator[Change]:
    """A space between a consonant and its sign or vowel."""
    for match in _SPLIT_LETTER.finditer(text):
        after = canonical("".join(match[0].replace("\N{NO-BREAK SPACE}", " ").split(" ")))
        base = text[match.start() - 1]
        alone = text[match.end():match.end() + 1] not in tuple(LETTERS)
        if not is_legal(base + after) and base not in LEADING_VOWELS + SARA_AA:
            continue
        if lexicon is not None:
            place = _Place(lexicon, text, match.start(), match.end())
            as_is, joined = place.as_is(), place.with_(after)
            needs_gain = alone or base in LEADING_VOWELS
            if joined.unknown > as_is.unknown or (needs_gain and (
                joined.unknown == as_is.unknown or not place.word(joined, -1)[1]
            )):
                continue
        elif base in LEADING_VOWELS or (alone and not (match["own"] and match["signs"] in tuple(TONES))):
            continue
        yield Change("space-in-letter", match.start(), match[0], after, "nothing can stand inside a Thai letter")


def displaced_signs(text: str, lexicon: Lexicon, found: Mapping[str, int]) -> Iterator[Change]:
    """A sign that stands on the letter after its own, where both could carry it."""
    for run in RUN.finditer(text):
        reading = lexicon.read(run[0])
        if reading.plain and not found["sign-past-next"]:
            continue
        moves = [_move_back(text, pair, lexicon, found) for pair in _suspects(run, reading)]
        taken: list[Change] = []
        for _, change in sorted((move for move in moves if move), key=lambda move: move[0], reverse=True):
            # a neighbour is judged again once this one is in its place
            if all(change.end < other.start or other.end < change.start for other in taken):
                taken.append(change)
        yield from sorted(taken, key=lambda change: change.start)


def _move_back(
    text: str, pair: tuple[_Letter, _Letter], lexicon: Lexicon, found: Mapping[str, int]
) -> tuple[tuple[int, int, float], Change] | None:
    """The best of the signs of a letter to give to the letter before, if words speak for it, and how much they do."""
    before, letter = pair
    following = text[letter.end:letter.end + 1]
    tail = following if following in tuple(FOLLOWING_VOWELS) else ""
    place = _Place(lexicon, text, before.start, letter.end)
    options = [(place.with_(after), after) for _, after in _moves(before, letter) if is_legal(after + tail)]
    if not options:
        return None
    best, after = min(options)
    words = place.word(best), place.word(best, len(after) - 1)
    as_is = place.as_is()
    if not (words[0][1] and words[1][1]) or not _decides(
        as_is, best, certain=_long_enough(*words), shown=found["sign-past-next"]
    ):
        return None
    gain = as_is.unknown - best.unknown, as_is.breaches - best.breaches, as_is.cost - best.cost
    evidence = f"dictionary: {' '.join(dict.fromkeys(word for word, _ in words))}"
    return gain, Change("sign-past-next", before.start, before.text + letter.text, after, evidence)


def _suspects(run: re.Match[str], reading: Reading) -> Iterator[tuple[_Letter, _Letter]]:
    """Neighbouring letters of a run, the second with signs, that no one word holds together."""
    ends: dict[int, int] = {}
    position = run.start()
    for number, (word, known) in enumerate(zip(reading.words, reading.known, strict=True)):
        for offset in range(position, position + len(word)):
            ends[offset] = number if known else -offset - 1
        position += len(word)
    before: _Letter | None = None
    for match in _CLUSTER.finditer(run[0]):
        start = run.start() + match.start()
        letter = _Letter(start, match[0][0], match[0][1:])
        if before and letter.signs and before.end == start and ends[before.start] != ends[start]:
            yield before, letter
        before = letter


def _long_enough(*words: tuple[str, bool]) -> bool:
    """Words that chance does not make out of a sign moved by one letter."""
    return sum(len(word) for word in dict.fromkeys(word for word, _ in words)) >= 5


def _decides(as_is: Reading, other: Reading, *, certain: bool, shown: int) -> bool:
    """Is `other` what was meant? `certain`: its words are long enough to be no chance; `shown`: known damage."""
    if other.breaches > as_is.breaches:
        return False
    if other.unknown < as_is.unknown:
        return bool(shown) or (certain and (other.plain or other.breaches < as_is.breaches))
    return bool(shown) and other.unknown == as_is.unknown and as_is.cost - other.cost > _LIKELIER


def split_words(text: str, lexicon: Lexicon, found: Mapping[str, int]) -> Iterator[Change]:
    """A space inside a word, in a text whose spaces have been seen to fall inside letters."""
    if not found["sara-am-split"] + found["space-in-letter"]:
        return
    for match in _SPLIT_WORD.finditer(text):
        place = _Place(lexicon, text, match.start(), match.end())
        joined, as_is = place.with_(""), place.as_is()
        word, known = place.word(joined)
        if not known or place.word(joined, -1)[0] != word or joined.breaches > as_is.breaches:
            continue
        if not lexicon.is_common(word):
            continue
        if joined.unknown < as_is.unknown or (
            joined.unknown == as_is.unknown and as_is.cost - joined.cost > _LIKELIER_JOINED
        ):
            yield Change("space-in-word", match.start(), " ", "", f"dictionary: {word}")


def lost_sara_am(text: str, lexicon: Lexicon, found: Mapping[str, int]) -> Iterator[Change]:
    """Sara aa where only sara am makes a word, its ring lost without trace; and sara am where only sara aa does."""
    for run in RUN.finditer(text):
        if SARA_AA not in run[0] and SARA_AM not in run[0]:
            continue
        if lexicon.read(run[0]).plain and not found["sara-am-lost"] + found["sara-aa-lost"]:
            continue
        done = run.start()
        sites = list(_AM_OR_AA.finditer(text, run.start(), run.end()))
        for index, site in enumerate(sites):
            if site.start() < done:
                continue
            following = sites[index + 1:index + 2]
            for last in (site, *following):
                change = _other_vowel(text, site, last, lexicon, found)
                if change is not None:
                    yield change
                    done = change.end
                    break


def _other_vowel(
    text: str, first: re.Match[str], last: re.Match[str], lexicon: Lexicon, found: Mapping[str, int]
) -> Change | None:
    """The vowel of `first`, and that of `last`, if another, read as the other of sara aa and sara am."""
    start, end = first.end() - 1, last.end()
    own = text[start:end]
    if own[0] != own[-1]:
        return None
    rule, other = ("sara-am-lost", SARA_AM) if own[0] == SARA_AA else ("sara-aa-lost", SARA_AA)
    after = other + (own[1:-1] + other if len(own) > 1 else "")
    consonant = first.start() - 1
    if other == SARA_AM and consonant and text[consonant - 1] in LEADING_VOWELS:
        return None
    place = _Place(lexicon, text, start, end)
    as_is, changed = place.as_is(), place.with_(after)
    words = place.word(changed), place.word(changed, len(after) - 1)
    if not all(known for _, known in words) or (len(own) > 1 and words[0][0] != words[1][0]):
        return None
    shown = found[rule] > 2
    if not _decides(as_is, changed, certain=len(words[0][0]) >= 4, shown=shown):
        return None
    if changed.unknown == as_is.unknown and len(words[0][0]) < 4:
        return None
    return Change(rule, start, own, after, f"dictionary: {words[0][0]}")

