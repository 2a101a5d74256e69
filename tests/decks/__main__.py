"""`cd tests && python -m decks [DIRECTORY]`: writes the decks that are committed under tests/data.

The poster needs a Chromium, and another version of it writes other bytes; without one it is left as it is.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from . import health, ledger, poster
from .numbers import numbers
from .writing import save


def main(directory: Path) -> None:
    """The decks into DIRECTORY/decks, the other family into DIRECTORY/families."""
    for name, seed in (("ledger_original", None), ("ledger_mutated_s23", 23)):
        save(directory / "decks", name, *ledger.deck(numbers(seed), name=name))
    if shutil.which("chromium"):
        for name, seed in (("poster_original", None), ("poster_mutated_s41", 41)):
            save(directory / "decks", name, *poster.deck(numbers(seed), name=name))
    for seed in (1, 2):
        save(directory / "families", f"health_s{seed}", *health.deck(seed, f"health_s{seed}"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data")
