"""What all tests share: nothing is kept for later runs, nor taken from earlier ones."""

from __future__ import annotations

import os

os.environ["DGREPORT_CACHE"] = ""
