"""What is costly to make and follows from its input alone, kept between runs in the user's cache directory.

An entry is a file named by the hash of all that it was made from, so it never goes out of date: other input has another
name. Its first bytes are the hash of the rest; an entry that was damaged is made anew. It is written beside its place
and then moved there, so that runs at the same time see it whole or not at all. Where nothing can be kept (no room, no
right to write), nothing is: it only takes longer.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from pathlib import Path

#: Names another directory; set to nothing, nothing is kept.
VARIABLE = "DGREPORT_CACHE"
#: When more than this is kept, what was used least recently goes, down to half of it. Bytes: some thirty reports.
_MOST = 256 * 1024 * 1024
_WITHHELD: ContextVar[bool] = ContextVar("withheld", default=False)
_DIGEST = hashlib.sha256().digest_size


@contextmanager
def withheld(content: bool = True) -> Iterator[None]:
    """While it lasts nothing is kept, and nothing taken from what is: for content that is not to lie about."""
    token = _WITHHELD.set(content)
    try:
        yield
    finally:
        _WITHHELD.reset(token)


def kept(parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """What `make` gives, which may follow from `parts` alone; from the directory where it is there."""
    folder = directory(os.environ)
    if folder is None or _WITHHELD.get():
        return make()
    name = hashlib.sha256()
    for part in parts:
        # With its length, so that what stands in one part never passes for two.
        name.update(len(part).to_bytes(8, "big") + part)
    path = folder / name.hexdigest()
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def program(*libraries: str) -> Iterator[bytes]:
    """What a result follows from beside its input: these libraries, and all files of dgreport, its profiles too."""
    yield from (f"{name} {version(name)}".encode() for name in libraries)
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".toml", ".po", ".txt", ".ttf"):
            yield path.relative_to(root).as_posix().encode()
            yield path.read_bytes()


def directory(environment: Mapping[str, str]) -> Path | None:
    """Where things are kept: what VARIABLE names, else the place that the system has for it; None for nowhere."""
    if VARIABLE in environment:
        return Path(environment[VARIABLE]) if environment[VARIABLE] else None
    homes = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("", "Library/Caches")}
    variable, fallback = homes.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    if environment.get(variable):
        return Path(environment[variable]) / "dgreport"
    try:
        return Path.home() / fallback / "dgreport"
    except RuntimeError:  # a user without a home
        return None


def _read(path: Path) -> bytes | None:
    try:
        whole = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    digest, content = whole[:_DIGEST], whole[_DIGEST:]
    return content if hashlib.sha256(content).digest() == digest else None


def _write(path: Path, content: bytes) -> None:
    beside = None
    try:
        # For the user's eyes alone: what is kept says what is in their documents.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        with open(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        os.replace(beside, path)
        _tidied()
    except OSError:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)


@cache
def _tidied() -> None:
    """Once in a process is enough."""
    tidy()


def tidy(most: int = _MOST) -> None:
    """Takes away what was used least recently, where more than `most` bytes are kept."""
    folder = directory(os.environ)
    try:
        entries = [(entry.stat(), Path(entry)) for entry in os.scandir(folder)] if folder else []
        total = sum(status.st_size for status, _ in entries)
        if total <= most:
            return
        for status, path in sorted(entries, key=lambda entry: entry[0].st_mtime):
            path.unlink(missing_ok=True)
            total -= status.st_size
            if total <= most / 2:
                return
    except OSError:
        return
