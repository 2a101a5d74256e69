"""What is installed: Python modules, programs on the path, and npm packages beside `npm/package.json`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

NPM = Path(__file__).parent / "npm"
#: How packages of npm are named here.
OF_NPM = "npm:"
#: Modules whose distribution has another name, and how programs are asked for their version.
_DISTRIBUTIONS = {"fpdf": "fpdf2", "pdfminer": "pdfminer.six", "pymupdf": "PyMuPDF", "docling_parse": "docling-parse"}
_QUESTIONS = {"pdftotext": "-v", "mutool": "-v"}
_LONGEST = 300  # seconds


def is_there(needed: str) -> bool:
    if needed.startswith(OF_NPM):
        return shutil.which("node") is not None and _package(needed).is_file()
    return find_spec(needed) is not None or shutil.which(needed) is not None


def version_of(needed: str) -> str:
    """The version of a module or a package, or what a program says of itself."""
    if needed.startswith(OF_NPM):
        return f"{needed.removeprefix(OF_NPM)} {json.loads(_package(needed).read_text('utf-8'))['version']}"
    if find_spec(needed) is not None:
        name = _DISTRIBUTIONS.get(needed, needed)
        # The module is asked only where no distribution has its name: dgreport run from its source.
        try:
            return f"{name} {version(name)}"
        except ModuleNotFoundError:
            return f"{name} {import_module(needed).__version__}"
    said = subprocess.run([program(needed), _QUESTIONS.get(needed, "--version")], capture_output=True, text=True)
    number = re.search(r"\d+(?:\.\d+)+", said.stdout + said.stderr)
    return f"{needed} {number[0] if number else 'of unknown version'}"


def program(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, f"{name} is not installed"
    return found


def run(command: Sequence[str], *, given: bytes = b"", home: Path | None = None) -> bytes:
    """What a program prints; its errors are raised, with what it said of them."""
    environment = {**os.environ, "HOME": str(home)} if home else None
    done = subprocess.run(command, input=given, capture_output=True, timeout=_LONGEST, env=environment)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return done.stdout


def _package(needed: str) -> Path:
    return NPM / "node_modules" / needed.removeprefix(OF_NPM) / "package.json"
