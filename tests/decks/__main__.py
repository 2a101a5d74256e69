"""`cd tests && python -m decks [DIRECTORY]`: writes the decks that are committed under tests/data.

The poster and the mosaic need a Chromium, the forum needs LibreOffice, python-pptx and the font Garuda, and other
versions of these write other bytes; without them they are left as they are.
"""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from pathlib import Path

from . import health
from .numbers import numbers
from .writing import save


def main(directory: Path) -> None:
    """The decks into DIRECTORY/decks, the other family into DIRECTORY/families."""
    for design, seed, program in (
        ("ledger", 23, None),
        ("atlas", 62, None),
        ("poster", 41, "chromium"),
        ("mosaic", 61, "chromium"),
        ("forum", 63, "soffice"),
    ):
        if program is None or shutil.which(program):
            module = import_module(f".{design}", __package__)
            for name, of in ((f"{design}_original", None), (f"{design}_mutated_s{seed}", seed)):
                save(directory / "decks", name, *module.deck(numbers(of), name=name))
    for seed in (1, 2):
        save(directory / "families", f"health_s{seed}", *health.deck(seed, f"health_s{seed}"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data")
