"""What the site needs beside its pages: it stands alone, so links into the rest of the repository become its paths."""

from __future__ import annotations

import re
from typing import Any

_OUT = re.compile(r"\[([^\]]*)\]\(\.\./([^)#]+)(?:#[^)]*)?\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """`[a test](../tests/test_x.py)` becomes "a test (`tests/test_x.py`)"."""
    return _OUT.sub(r"\1 (`\2`)", markdown)
