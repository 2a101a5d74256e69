"""Signs over and under Thai letters that are out of order, written twice, or stand on the letter after their own."""

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
    SARA_AA,
    SARA_AM,
    TONES,
    canonical,
    illegal,
    is_legal,
)
from dgreport.extraction.thai.lexicon import LETTERS, LIKELIER, RUN, Lexicon, Reading
from dgreport.extraction.thai.place import REACH, Letter, Place, letter_ending
from dgreport.extraction.thai.rules import Change

#: How much likelier (natural logarithm) a reading must be than one that is likelier by its kind.
_CLEARLY = 4.0
#: How much likelier a sign moved is where the text shows no such damage elsewhere.
_BEYOND_CHANCE = 20.0
#: Signs twice that are no habit of the text yet.
_CHANCE = 2
#: Letters of words in a row that chance does not make by moving a sign.
_LONG = 5
#: Cost of a word that damage may have made of another: fewer than one in 160,000.
_RARE = 12.0
#: Cost of a frequent word: one in 20,000.
_FREQUENT = 10.0
#: Letters between two places that don't bear upon each other.
_NEAR = 10
#: What stands before a sign that is shown for itself.
_SHOWN = "([{<\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{DOTTED CIRCLE}-\N{EN DASH}_"
_GAP = " \N{NO-BREAK SPACE}"
_CLUSTER = re.compile(f"[{CONSONANTS}][{MARKS}]*")


def signs(text: str, lexicon: Lexicon | None) -> Iterator[Change]:
    """Signs that can't stand where they do: out of order, twice, or behind the character after their consonant."""
    places = illegal(text)
    twice = sum(1 for offset in places if offset and text[offset] == text[offset - 1])
    doubled = twice > _CHANCE and twice * 5 > len(places)
    done = seen = 0
    for offset in places:
        if offset < seen:
            continue
        site, seen = _site(text, offset)
        if site is None:
            continue
        before = letter_ending(text, site.letter.start)
        if (before.start if before else site.letter.start) < done:
            continue
        if before is not None and (before.base not in CONSONANTS or not is_legal(before.text)):
            before = None
        change = _best_change(text, before, site, lexicon, doubled=doubled)
        if change is not None:
            yield change
            done = change.end


@dataclass(frozen=True, slots=True)
class _Site:
    """A letter with a sign too many, or in the wrong order."""

    letter: Letter
    hanging: str  #: what must be able to hang on the letter after its signs
    rest: str | None = None  #: the text from there on, mended, where a space cuts it off from the letter


def _site(text: str, offset: int) -> tuple[_Site | None, int]:
    """Whose fault it is that the character at `offset` can't stand there, if a sign's, and where to go on."""
    end = offset
    while end < len(text) and text[end] in MARKS:
        end += 1
    vowel = _vowel(text[end:end + 1])
    go_on = max(end, offset + 1)
    if end == offset and not vowel:
        return None, go_on
    letter = letter_ending(text, end)
    if letter is not None and letter.base not in _GAP:
        found = letter.signs and not letter.base.isspace()
        return (_Site(letter, text[end:end + 1] if letter.base in LEADING_VOWELS else vowel) if found else None), go_on
    # a sign or vowel cut off by a space: the letter before may have a sign that is not its own
    cut = letter.signs if letter else ""
    letter = letter_ending(text, len(text[:letter.start + 1 if letter else end].rstrip(_GAP)))
    if letter is None or not letter.signs or is_legal(letter.base + canonical(letter.signs + cut) + vowel):
        return None, go_on
    rest = cut + vowel.replace(SARA_AA, SARA_AM) + text[end + len(vowel):end + 2 * REACH]
    return _Site(letter, cut + vowel, rest), go_on


def _vowel(char: str) -> str:
    return char if char in tuple(FOLLOWING_VOWELS) else ""


def _best_change(
    text: str, before: Letter | None, site: _Site, lexicon: Lexicon | None, *, doubled: bool
) -> Change | None:
    letter = site.letter
    start = before.start if before else letter.start
    own = text[start:letter.end]
    lead = text[start - 1] if start and text[start - 1] in LEADING_VOWELS else ""
    options = [
        (rule, after) for rule, after in _options(before, letter, doubled=doubled)
        if after != own and is_legal(lead + after + site.hanging)
    ]
    if not options:
        return None
    shown = letter.base in _SHOWN
    if lexicon is None:
        if shown:
            return None
        # one letter's sign twice needs no other letter, but a second tone may be what a vowel before it lacks
        waiting = before is not None and before.signs[-1:] in tuple(ABOVE_VOWELS) and letter.signs[-1] in TONES
        rule, after = min(options, key=lambda option: option[0] == "sign-past-next" and not waiting)
        return Change(rule, start, own, after, "the signs can't stand where they were")
    place = Place(lexicon, text, start, letter.end, site.rest)
    as_is = place.as_is()
    rule, after = options[0]
    reading = place.read(after)
    for other_rule, other in options[1:]:
        other_reading = place.read(other)
        if other_reading.beats(reading, by=_CLEARLY):
            rule, after, reading = other_rule, other, other_reading
    word, known = place.word(reading)
    if rule != "sign-order" and reading.unknown > as_is.unknown:
        return None
    if letter.base not in LETTERS and (not known or (shown and place.word(as_is)[1])):
        return None
    return Change(rule, start, own, after, f"the signs can't stand where they were; read as {word}")


def _options(before: Letter | None, letter: Letter, *, doubled: bool) -> Iterator[tuple[str, str]]:
    """The rules and results that may set the two letters right, the likelier first."""
    first = before.text if before else ""
    if letter.base not in CONSONANTS:
        if before:
            yield "sign-past-next", before.given(letter.signs) + letter.base
            if set(letter.signs) <= set(before.signs):
                yield "duplicate-sign", before.text + letter.base
        return
    ordered = canonical(letter.signs)
    once = "".join(dict.fromkeys(ordered))
    if ordered != letter.signs:
        yield "sign-order", first + letter.base + ordered
    duplicate = [("duplicate-sign", first + letter.base + once)] if once != ordered else []
    moved = [("sign-past-next", after) for after in _moves(before, letter)] if before else []
    yield from duplicate if duplicate and doubled else moved + duplicate


def _moves(before: Letter, letter: Letter) -> Iterator[str]:
    """Each sign of `letter` given to the letter before, then all of them."""
    for sign in dict.fromkeys(letter.signs):
        yield before.given(sign) + canonical(letter.base + letter.signs.replace(sign, "", 1))
    if len(letter.signs) > 1:
        yield before.given(letter.signs) + letter.base


def displaced_signs(text: str, lexicon: Lexicon, found: Mapping[str, int]) -> Iterator[Change]:
    """A sign that stands on the letter after its own, where both could carry it.

    Names and foreign words can look like that, so a text that shows no sign where none can stand keeps all of its
    signs but those that break a law of spelling.
    """
    for run in RUN.finditer(text):
        reading = lexicon.read(run[0])
        if reading.plain and not found["sign-past-next"]:
            continue
        moves = [_move_back(text, pair, lexicon, found) for pair in _suspects(run, reading, lexicon)]
        taken: list[Change] = []
        for _, change in sorted((move for move in moves if move), key=lambda move: move[0], reverse=True):
            # neighbours are judged again once this one is in its place
            if all(change.end + _NEAR < other.start or other.end + _NEAR < change.start for other in taken):
                taken.append(change)
        yield from sorted(taken, key=lambda change: change.start)


def _suspects(run: re.Match[str], reading: Reading, lexicon: Lexicon) -> Iterator[tuple[Letter, Letter]]:
    """Neighbouring letters of a run, the second with signs, that no common word holds together."""
    held: list[int] = []  # for each character the number of the word that holds it, or a number of its own
    for number, (word, known) in enumerate(zip(reading.words, reading.known, strict=True)):
        solid = known and lexicon.cost(word) < _RARE and all(reading.known[max(0, number - 1):number + 2])
        held.extend([number] * len(word) if solid else range(-len(held) - 1, -len(held) - len(word) - 1, -1))
    before: Letter | None = None
    for match in _CLUSTER.finditer(run[0]):
        letter = Letter(run.start() + match.start(), match[0][0], match[0][1:])
        if before and letter.signs and before.end == letter.start and (
            held[before.start - run.start()] != held[match.start()]
        ):
            yield before, letter
        before = letter


def _move_back(
    text: str, pair: tuple[Letter, Letter], lexicon: Lexicon, found: Mapping[str, int]
) -> tuple[tuple[int, int, float], Change] | None:
    """The best of the signs of a letter to give to the letter before, if words speak for it, and how much they do."""
    before, letter = pair
    tail = _vowel(text[letter.end:letter.end + 1])
    place = Place(lexicon, text, before.start, letter.end)
    options = [(place.read(after), after) for after in _moves(before, letter) if is_legal(after + tail)]
    if not options:
        return None
    best, after = min(options)
    as_is = place.as_is()
    words = place.word(best), place.word(best, len(after) - 1)
    if not (words[0][1] and words[1][1]):
        return None
    shown = found["sign-past-next"] > 0 and best.beats(as_is, by=LIKELIER)
    if not shown:
        beyond_chance = best.unknown < as_is.unknown and best.beats(as_is, by=_BEYOND_CHANCE)
        if not beyond_chance or min(place.settled(best), place.settled(best, len(after) - 1)) < _LONG:
            return None
        lawful = best.breaches < as_is.breaches and not _cut_by_space(text, letter.end, lexicon, before.start, best)
        # words of two names may come of one, so where letters are seen to be torn it takes one word or two frequent
        # ones; tones before their vowel don't count, for people type them so and nobody sees it
        misplaced = found["sara-am-split"] > _CHANCE
        sure = words[0][0] == words[1][0] or all(lexicon.cost(word) < _FREQUENT for word, _ in words)
        if not lawful and not (misplaced and sure and all(lexicon.is_common(word) for word, _ in words)):
            return None
    gain = as_is.unknown - best.unknown, as_is.breaches - best.breaches, as_is.cost - best.cost
    evidence = f"dictionary: {' '.join(dict.fromkeys(word for word, _ in words))}, likelier by {gain[2]:.0f}"
    return gain, Change("sign-past-next", before.start, before.text + letter.text, after, evidence)


def _cut_by_space(text: str, end: int, lexicon: Lexicon, start: int, best: Reading) -> bool:
    """True where the law of spelling is broken by a space inside the word rather than by a sign moved."""
    if text[end:end + 1] != " ":
        return False
    return Place(lexicon, text, start, end, text[end + 1:end + 1 + REACH]).as_is().unknown <= best.unknown
