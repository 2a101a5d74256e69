"""`cd tests && python -m decks [DIRECTORY]`: writes the decks that are committed under tests/data/decks."""

from __future__ import annotations

import sys
from pathlib import Path

from . import ledger
from .numbers import numbers
from .writing import save


def main(directory: Path) -> None:
    for name, seed in (("ledger_original", None), ("ledger_mutated_s23", 23)):
        save(directory, name, *ledger.deck(numbers(seed), name=name))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data" / "decks")
