"""`cd tests && python -m decks [DIRECTORY]`: writes the decks that are committed under tests/data.

The poster, the mosaic, the frieze and the story need a Chromium (the story also the font Loma), the forum LibreOffice,
python-pptx and the font Garuda, the carousel fpdf2 and the font Laksaman, heat XeLaTeX and the font Arundina Sans, and
other versions of these write other bytes; without them they are left as they are.
"""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from . import health
from .numbers import numbers
from .writing import save


def main(directory: Path) -> None:
    """The decks into DIRECTORY/decks, the other family into DIRECTORY/families."""
    for design, seeds, program, library in (
        ("ledger", (None, 23), None, "reportlab"),
        ("atlas", (None, 62), None, "reportlab"),
        ("poster", (None, 41), "chromium", "pypdfium2"),
        ("mosaic", (61,), "chromium", "pypdfium2"),
        ("frieze", (81,), "chromium", "pypdfium2"),
        ("story", (92,), "chromium", "pypdfium2"),
        ("heat", (93,), "xelatex", "pypdfium2"),
        ("forum", (None, 63), "soffice", "pptx"),
        ("carousel", (83,), "fc-match", "fpdf"),
    ):
        if (program is None or shutil.which(program)) and find_spec(library):
            module = import_module(f".{design}", __package__)
            for seed in seeds:
                name = f"{design}_original" if seed is None else f"{design}_mutated_s{seed}"
                save(directory / "decks", name, *module.deck(numbers(seed), name=name))
    for seed in (1, 2):
        save(directory / "families", f"health_s{seed}", *health.deck(seed, f"health_s{seed}"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data")
