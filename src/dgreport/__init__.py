"""dgreport: a Thai PDF report with a broken text layer in; correct text, checked data and a clean bilingual report out.

    PDF or text file
      │ extract     mends the text, finds the figures by a profile of the report family, checks what must add up
      ▼
    Report  ⇄  report.json
      │ render      sets the report in Thai and English
      ▼
    report.pdf      `build` does both, and writes figures, tables and a spreadsheet too; `data` takes the data out of it

`read_text` gives the mended text of a whole file, `explain` with every edit, and `inspect` says what is wrong with a PDF.
`repair` mends a text that was extracted by some other program, `mend_pdf` writes the same PDF with a mended text layer.
Everything that can go wrong with a file is a `DgreportError`; the tree is in `dgreport.errors`.

    >>> import dgreport
    >>> dgreport.repair("จ านวนหน่วยงาน").text
    'จำนวนหน่วยงาน'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dgreport.errors import DgreportError

if TYPE_CHECKING:
    from dgreport.extraction.thai import Repair
    from dgreport.mend import Mended
    from dgreport.model import Report
    from dgreport.pipeline import Built, build, check, data, extract, load, mend_pdf, render, save
    from dgreport.texts import explain, inspect, read_text, repair

__version__ = "0.1.0"

__all__ = [
    "Built",
    "DgreportError",
    "Mended",
    "Repair",
    "Report",
    "__version__",
    "build",
    "check",
    "data",
    "explain",
    "extract",
    "inspect",
    "load",
    "mend_pdf",
    "read_text",
    "render",
    "repair",
    "save",
]

#: Where the names live that are loaded when first used, so that `dgreport --help` need not wait for them.
_HOMES = {
    "Built": "dgreport.pipeline",
    "Mended": "dgreport.mend",
    "Repair": "dgreport.extraction.thai",
    "Report": "dgreport.model",
    "build": "dgreport.pipeline",
    "check": "dgreport.pipeline",
    "data": "dgreport.pipeline",
    "explain": "dgreport.texts",
    "extract": "dgreport.pipeline",
    "inspect": "dgreport.texts",
    "load": "dgreport.pipeline",
    "mend_pdf": "dgreport.pipeline",
    "read_text": "dgreport.texts",
    "render": "dgreport.pipeline",
    "repair": "dgreport.texts",
    "save": "dgreport.pipeline",
}


if not TYPE_CHECKING:  # a type checker would take a __getattr__ for leave to use any name

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
