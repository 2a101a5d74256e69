"""Signs over and under Thai letters that are out of order, written twice, or stand on the letter after their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dgreport.extraction.thai.characters import (
    ABOVE_VOWELS,
    CONSONANTS,
    FOLLOWING_VOWELS,
    LEADING_VOWELS,
    MARKS,
    TONES,
    canonical,
    illegal,
    is_legal,
)
from dgreport.extraction.thai.lexicon import LETTERS, LIKELIER, RUN, Lexicon, Reading
from dgreport.extraction.thai.place import Letter, Place, letter_ending
from dgreport.extraction.thai.rules import Change

#: How much likelier (natural logarithm) a reading must be than one that is likelier by its kind.
_CLEARLY = 4.0
#: How much likelier a sign moved is where the text shows no such damage elsewhere.
_BEYOND_CHANCE = 20.0
#: Cost of a word that damage may have made of another: fewer than one in 160,000.
_RARE = 12.0
#: Letters between two places that don't bear upon each other.
_NEAR = 10
#: What stands before a sign that is shown for itself.
_SHOWN = "([{<\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{DOTTED CIRCLE}-\N{EN DASH}_"
_CLUSTER = re.compile(f"[{CONSONANTS}][{MARKS}]*")


def signs(text: str, lexicon: Lexicon | None) -> Iterator[Change]:
    """Signs that can't stand where they do: out of order, twice, or behind the character after their consonant."""
    places = illegal(text)
    doubled = sum(1 for offset in places if offset and text[offset] == text[offset - 1]) * 5 > len(places)
    done = 0
    for offset in places:
        end = tail = offset
        if text[offset] in MARKS:
            while end < len(text) and text[end] in MARKS:
                end += 1
            tail = end
        elif text[offset] in FOLLOWING_VOWELS:
            while end and text[end - 1] in " \N{NO-BREAK SPACE}":
                end -= 1
        else:
            continue
        letter = letter_ending(text, end)
        if letter is None or not letter.signs or letter.base.isspace():
            continue
        before = letter_ending(text, letter.start)
        if before is not None and before.base not in CONSONANTS:
            before = None
        if (before.start if before else letter.start) < done:
            continue
        change = _best_change(text, before, letter, text[tail:tail + 1], lexicon, doubled=doubled)
        if change is not None:
            yield change
            done = change.end


def _best_change(
    text: str, before: Letter | None, letter: Letter, following: str, lexicon: Lexicon | None, *, doubled: bool
) -> Change | None:
    start = before.start if before else letter.start
    own = text[start:letter.end]
    lead = text[start - 1] if start and text[start - 1] in LEADING_VOWELS else ""
    tail = following if letter.base in LEADING_VOWELS or following in tuple(FOLLOWING_VOWELS) else ""
    options = [
        (rule, after) for rule, after in _options(before, letter, doubled=doubled)
        if after != own and is_legal(lead + after + tail)
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
    place = Place(lexicon, text, start, letter.end)
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
    yield from duplicate + moved if doubled else moved + duplicate


def _moves(before: Letter, letter: Letter) -> Iterator[str]:
    """Each sign of `letter` given to the letter before, then all of them."""
    for index, sign in enumerate(letter.signs):
        yield before.given(sign) + canonical(letter.base + letter.signs[:index] + letter.signs[index + 1:])
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
    following = text[letter.end:letter.end + 1]
    tail = following if following in tuple(FOLLOWING_VOWELS) else ""
    place = Place(lexicon, text, before.start, letter.end)
    options = [(place.read(after), after) for after in _moves(before, letter) if is_legal(after + tail)]
    if not options:
        return None
    best, after = min(options)
    as_is = place.as_is()
    words = place.word(best), place.word(best, len(after) - 1)
    if not (words[0][1] and words[1][1]):
        return None
    lawful = best.breaches < as_is.breaches and place.settles(best) and place.settles(best, len(after) - 1)
    likelier = best.beats(as_is, by=LIKELIER) and found["sign-past-next"] > 0
    if not (likelier or (lawful and best.unknown < as_is.unknown and best.beats(as_is, by=_BEYOND_CHANCE))):
        return None
    gain = as_is.unknown - best.unknown, as_is.breaches - best.breaches, as_is.cost - best.cost
    evidence = f"dictionary: {' '.join(dict.fromkeys(word for word, _ in words))}, likelier by {gain[2]:.0f}"
    return gain, Change("sign-past-next", before.start, before.text + letter.text, after, evidence)
