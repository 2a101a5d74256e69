"""Thai text as it was written, out of Thai text as a PDF gave it, with every change on record.

`repair` applies the rules of this package until none finds anything more, so repairing twice changes nothing
more than repairing once. The edits can be replayed over the raw text and undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dgreport.extraction.thai import rules, signs, spaces, vowels
from dgreport.extraction.thai.characters import PRIVATE_USE, illegal
from dgreport.extraction.thai.lexicon import Lexicon, lexicon
from dgreport.extraction.thai.rules import Rule

if TYPE_CHECKING:
    from dgreport.model import Edit


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text: `replay(raw, edits) == text` and `undo(text, edits) == raw`."""

    text: str
    raw: str
    edits: tuple[Edit, ...]


def repair(text: str, *, dictionary: bool = True) -> Repair:
    """The damage of PDF text layers undone. Correct text, digits and Latin letters come out as they went in.

    With `dictionary` False no decision rests on words: signs that were lost without a trace stay lost, and where a
    sign could stand on either of two letters it stays where it is. Line breaks are kept, so the line number of each
    edit is the same in the raw and in the repaired text.

    >>> repair("ส านักงานท่ีอยูใ่กล้").text
    'สำนักงานที่อยู่ใกล้'
    """
    words = lexicon() if dictionary and _is_thai(text) else None
    work = _Work(text)
    impossible, doubtful = _rules(words, work.found)
    # words tell the truth only where letters can stand as they do, so one doubtful change at a time
    while sum(work.apply(rule) for rule in impossible) or any(work.apply(rule) for rule in doubtful):
        pass
    return Repair(work.text, text, tuple(work.edits))


def damage(text: str) -> int:
    """How many characters stand where none can, or are private codes of Thai fonts; 0 for correct text."""
    return len(illegal(text))


def replay(raw: str, edits: Iterable[Edit]) -> str:
    """The text that `edits`, each made on the result of the one before, make of `raw`.

    Linear in the length for every stretch of edits that runs forward through the text. Raises ValueError where an
    edit doesn't find what it replaces.
    """
    text, batch, shift, free = raw, list[_Step](), 0, 0
    for edit in edits:
        if edit.start < free:
            text, batch, shift = _rewrite(text, batch), [], 0
        batch.append((edit.start - shift, edit.before, edit.after))
        shift += len(edit.after) - len(edit.before)
        free = edit.start + len(edit.after)
    return _rewrite(text, batch)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The raw text: `edits` taken back, the last first. As fast as `replay`, and as strict."""
    batch, free = list[_Step](), len(text)
    for edit in reversed(tuple(edits)):
        if edit.start + len(edit.after) > free:
            text, batch = _rewrite(text, batch[::-1]), []
        batch.append((edit.start, edit.after, edit.before))
        free = edit.start
    return _rewrite(text, batch[::-1])


_Step = tuple[int, str, str]  # start, before, after


def _rewrite(text: str, steps: Iterable[_Step]) -> str:
    """`text` with steps that run forward and don't overlap, all starts being offsets in `text`."""
    pieces: list[str] = []
    position = 0
    for start, before, after in steps:
        if start < position or not text.startswith(before, start):
            raise ValueError(f"the edits don't belong to this text: no {before!r} at offset {start}")
        pieces += text[position:start], after
        position = start + len(before)
    pieces.append(text[position:])
    return "".join(pieces)


class _Work:
    """A text under repair, with the edits made and how many each rule has made."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.found: Counter[str] = Counter()

    def apply(self, rule: Rule) -> bool:
        """Make the changes that a rule asks for; False where it asks for none."""
        from dgreport.model import Edit, Place

        changes = tuple(rule(self.text))
        shift, line, counted = 0, 1, 0
        for change in changes:
            line += self.text.count("\n", counted, change.start)
            counted = change.start
            self.edits.append(
                Edit(
                    rule=change.rule, before=change.before, after=change.after, start=change.start + shift,
                    place=Place(line=line), evidence=change.evidence,
                )
            )
            shift += len(change.after) - len(change.before)
        self.found.update(change.rule for change in changes)
        self.text = _rewrite(self.text, [(change.start, change.before, change.after) for change in changes])
        return bool(changes)


def _is_thai(text: str) -> bool:
    return any("\u0e01" <= char <= "\u0e5b" or char in PRIVATE_USE for char in text)


def _rules(words: Lexicon | None, found: Counter[str]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules for what can't stand as it does, and those for what could; each relies on those before it."""
    impossible: tuple[Rule, ...] = (
        rules.private_use,
        rules.symbol_bullet,
        rules.zero_width,
        rules.letter_spacing,
        rules.sara_am_pieces,
        rules.sara_am_duplicate,
        partial(spaces.split_sara_am, lexicon=words),
        partial(spaces.split_letters, lexicon=words),
        partial(signs.signs, lexicon=words),
    )
    doubtful: tuple[Rule, ...] = () if words is None else (
        partial(vowels.unmapped_sara_am, lexicon=words),
        partial(signs.displaced_signs, lexicon=words, found=found),
        partial(spaces.split_words, lexicon=words, found=found),
        partial(vowels.lost_vowels, lexicon=words, found=found),
    )
    return impossible, doubtful
