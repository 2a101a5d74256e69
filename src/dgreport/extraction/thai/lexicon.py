"""Is this Thai text made of words? The dictionary as a judge between readings, never as a source of text.

A reading is judged by three numbers, smaller is better and the first that differs decides: how much of it no word
explains (`unknown`), how often it breaks a law of Thai spelling (`breaches`), and how unlikely its words are (`cost`).
The words are PyThaiNLP's dictionary, their frequencies those of the Thai National Corpus that come with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from dgreport.extraction.thai.characters import (
    CONSONANTS,
    FOLLOWING_VOWELS,
    LAKKHANGYAO,
    LEADING_VOWELS,
    MAI_HAN_AKAT,
    MAITAIKHU,
    MARKS,
    SARA_AA,
    SARA_AM,
    THANTHAKHAT,
    TONES,
    is_legal,
)

#: Letters and signs that words are made of: no digits, no repetition or abbreviation sign.
LETTERS = CONSONANTS + LEADING_VOWELS + FOLLOWING_VOWELS + LAKKHANGYAO + MARKS
#: A stretch of Thai letters, the unit that is cut into words.
RUN = re.compile(f"[{LETTERS}]+")

_C = f"[{CONSONANTS}]"
_LEAD = f"[{LEADING_VOWELS}]"
_T = f"[{TONES}]"
_UEE = "\N{THAI CHARACTER SARA UEE}"
_NOT_C = f"[^{CONSONANTS}\r\n\f\v]"  # at the end of a line a word may go on in the next
_OWN_VOWEL = f"(?:{_T}?[{SARA_AA}{SARA_AM}]|[{MARKS.replace(THANTHAKHAT, '')}])"
#: Laws of Thai spelling beyond what one consonant may carry. Of the 60,661 legal words of the dictionary 7 break one.
_BREACH = re.compile(
    # mai han-akat, sara uee and maitaikhu need a consonant that closes the syllable (ko as a word apart)
    f"(?:[{MAI_HAN_AKAT}{_UEE}]{_T}?+|(?<!ก){MAITAIKHU})(?={_NOT_C})"
    # and that consonant can't have a tone, sara aa or sara am of its own
    f"|(?:[{MAI_HAN_AKAT}{_UEE}]{_T}?+|(?<!ก){MAITAIKHU})(?![อว]){_C}[{TONES}{SARA_AA}{SARA_AM}]"
    # a consonant with nothing but a tone needs a vowel or a closing consonant (bo mai ek as a word apart) ...
    f"|(?<!{_LEAD})(?<!{_LEAD}{_C}){_C}{_T}(?<!บ่)(?:(?={_NOT_C})(?![{FOLLOWING_VOWELS}])"
    # ... and the closing consonant has no vowel of its own
    f"|(?!อ){_C}{_OWN_VOWEL})"
    # a silenced consonant needs a syllable before it
    f"|(?:(?<![{LETTERS}])|{_LEAD}){_C}[\N{THAI CHARACTER SARA I}\N{THAI CHARACTER SARA U}]?{THANTHAKHAT}"
)
#: One step over what no word explains: a letter with the signs and vowels that hang on it.
_STEP = re.compile(f"{_LEAD}*.[{MARKS}{FOLLOWING_VOWELS}{LAKKHANGYAO}]*", re.DOTALL)
#: What a word can't be followed by, for it belongs to the letter before it.
_HANGS_ON = frozenset(MARKS + FOLLOWING_VOWELS + LAKKHANGYAO)
#: How much likelier (natural logarithm) a reading must be to be taken where what is written could stand.
LIKELIER = 7.0
#: Letters before and after a place in which a word that holds it is looked for.
_LONGEST = 12
#: -log probability of one step that no word explains; the rarest word of the dictionary costs 18.
_UNKNOWN_COST = 22.0


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """How well a text reads. Readings compare by unknown, then breaches, then cost."""

    unknown: int  #: steps that no word explains
    breaches: int  #: laws of spelling broken
    cost: float  #: -log probability of the words, each taken alone
    words: tuple[str, ...] = field(compare=False)  #: the text cut into words and unexplained steps
    known: tuple[bool, ...] = field(compare=False)  #: for each of `words`: is it a word?

    @property
    def plain(self) -> bool:
        """True where words explain everything and no law is broken."""
        return not self.unknown and not self.breaches

    def at(self, offset: int) -> tuple[str, bool]:
        """The word that the character at `offset` belongs to, and whether it is one."""
        for word, known in zip(self.words, self.known, strict=True):
            offset -= len(word)
            if offset < 0:
                return word, known
        raise IndexError("the text is shorter than that")

    def settled(self, offset: int) -> int:
        """How many letters the word at `offset` has together with the words beside it; 0 if not all of them are words.

        The first and the last word may be cut, so they count where they are words and do no harm where not.
        """
        for index, word in enumerate(self.words):
            offset -= len(word)
            if offset < 0:
                beside = [other for other in (index - 1, index, index + 1) if 0 <= other < len(self.words)]
                cut = {0, len(self.words) - 1} - {index}
                if not all(self.known[other] or other in cut for other in beside):
                    return 0
                return sum(len(self.words[other].strip()) for other in beside if self.known[other])
        raise IndexError("the text is shorter than that")

    def beats(self, other: Reading, *, by: float) -> bool:
        """True where this reading leaves no more unexplained than `other` and is likelier by more than `by`."""
        return (self.unknown, self.breaches) <= (other.unknown, other.breaches) and self.cost + by < other.cost


def breaches(text: str) -> int:
    """How often `text` breaks a law of Thai spelling; 0 for correct text, and for text that is not Thai."""
    return sum(1 for _ in _BREACH.finditer(text))


class Lexicon:
    """The words with their costs, found by their first two letters."""

    def __init__(self, frequencies: dict[str, int], corpus_size: int) -> None:
        self._cost = {word: math.log(corpus_size / (count + 0.5)) for word, count in frequencies.items()}
        self._rarest = math.log(corpus_size / 0.5)  #: cost of a word that the corpus doesn't have
        lengths: dict[str, set[int]] = {}
        for word in self._cost:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {start: tuple(sorted(found)) for start, found in lengths.items()}

    def __contains__(self, word: object) -> bool:
        return word in self._cost

    def __iter__(self) -> Iterator[str]:
        return iter(self._cost)

    def __len__(self) -> int:
        return len(self._cost)

    def cost(self, word: str) -> float:
        """-log probability of a word of the dictionary."""
        return self._cost[word]

    def is_common(self, word: str) -> bool:
        """True for a word of the dictionary that the corpus has, too."""
        return self._cost.get(word, self._rarest) < self._rarest

    def has_word_around(self, text: str, start: int, middle: str) -> bool:
        """Is there a word that fits the text with `middle` at `start` and reaches over the letter before it and all
        of `middle`? A quick look that spares most places the reading."""
        end = start + len(middle)
        window = text[max(0, start - _LONGEST):start] + middle + text[end:end + _LONGEST]
        first = min(start, _LONGEST)
        for begin in range(first):
            for length in self._lengths.get(window[begin:begin + 2], ()):
                if begin + length >= first + len(middle) and window[begin:begin + length] in self._cost:
                    return True
        return False

    def read(self, text: str) -> Reading:
        """The best cut of `text` into words; what is not Thai letters stands between them and costs nothing.

        Time and memory are linear in the length.
        """
        if RUN.fullmatch(text):
            return _read(self, text)
        unknown, cost, words, known, position = 0, 0.0, list[str](), list[bool](), 0
        for run in RUN.finditer(text):
            if run.start() > position:
                words.append(text[position:run.start()])
                known.append(True)
            reading = _read(self, run[0])
            unknown += reading.unknown
            cost += reading.cost
            words.extend(reading.words)
            known.extend(reading.known)
            position = run.end()
        if position < len(text):
            words.append(text[position:])
            known.append(True)
        return Reading(unknown, breaches(text), cost, tuple(words), tuple(known))


@lru_cache(maxsize=65536)
def _read(lexicon: Lexicon, text: str) -> Reading:
    size = len(text)
    best: list[tuple[int, float, int, bool] | None] = [None] * (size + 1)
    best[0] = (0, 0.0, 0, True)
    for start in range(size):
        here = best[start]
        if here is None:
            continue
        unknown, cost = here[0], here[1]
        for length in lexicon._lengths.get(text[start:start + 2], ()):
            end = start + length
            if end > size:
                break
            word_cost = lexicon._cost.get(text[start:end])
            if word_cost is None or (end < size and text[end] in _HANGS_ON):
                continue
            there = best[end]
            if there is None or (unknown, cost + word_cost) < there[:2]:
                best[end] = (unknown, cost + word_cost, start, True)
        step = _STEP.match(text, start)
        end = step.end() if step else size
        there = best[end]
        if there is None or (unknown + 1, cost + _UNKNOWN_COST) < there[:2]:
            best[end] = (unknown + 1, cost + _UNKNOWN_COST, start, False)
    words: list[str] = []
    known: list[bool] = []
    end = size
    while end:
        last = best[end]
        assert last is not None  # every end on the way back was reached on the way forth
        words.append(text[last[2]:end])
        known.append(last[3])
        end = last[2]
    final = best[size]
    assert final is not None
    return Reading(final[0], breaches(text), final[1], tuple(reversed(words)), tuple(reversed(known)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The dictionary, read once, when first asked for."""
    from pythainlp.corpus import thai_words
    from pythainlp.corpus.tnc import word_freqs

    counts = dict(word_freqs())
    words = {word for word in thai_words() if RUN.fullmatch(word) and is_legal(word)}
    return Lexicon({word: counts.get(word, 0) for word in words}, sum(counts.values()))


def first_word(text: str) -> str:
    """What a line break may follow first: the first Thai word of `text`, or all up to the first space or Thai letter."""
    run = RUN.match(text)
    if run is not None:
        return lexicon().read(run[0]).words[0]
    end = re.search(rf"\s|(?<=.)[{LETTERS}]", text)
    return text[:end.start()] if end else text
