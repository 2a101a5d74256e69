"""Proofs: the deck drawn once more with every number in a color of its own, to see where each has come to stand."""

from __future__ import annotations

import re

from .content import HOLE
from .located import Mark
from .numbers import Numbers


class Setter:
    """Fills the holes in the texts of one page. `marks` says which color each number has in a proof."""

    def __init__(self, numbers: Numbers, page: int, proof: bool) -> None:
        self.numbers, self.page, self.proof = numbers, page, proof
        self.marks: list[Mark] = []

    def pieces(self, text: str) -> list[tuple[str, str | None]]:
        """The text in pieces; a number's has its color in a proof, the others none."""
        out: list[tuple[str, str | None]] = []
        for part in re.split(r"(\{[^}]+\})", text):
            hole = HOLE.fullmatch(part)
            if not hole:
                out += [(part, None)] if part else []
            elif hole.group(1) == "page":
                out.append((str(self.page), None))
            elif hole.group(1).startswith("text."):
                out.append((self.numbers.printed(hole.group(1)), None))
            else:
                number = self.numbers.printed(hole.group(1))
                color = (200 + len(self.marks) // 250, len(self.marks) % 250, 254)
                self.marks.append((self.page, color, [(hole.group(1), number)]))
                out.append((number, "#{:02x}{:02x}{:02x}".format(*color)))
        return out

    def amount(self, text: str) -> float:
        """The number behind the first hole of a text."""
        hole = HOLE.search(text)
        assert hole, text
        return self.numbers.number(hole.group(1))


def apart(text: str) -> tuple[str, str, str]:
    """What stands before the first number of a text, the number, and its unit."""
    found = re.fullmatch(r"(.*?)(\{[^}]+\})(.*)", text)
    assert found, text
    return found.group(1).strip(), found.group(2), found.group(3).strip()
