"""How files take their place: whole or not at all, and never over a file that dgreport did not write.

Every file that dgreport writes says inside that dgreport made it. By that sign `staged` knows which files it may
replace: its own and empty ones. Any other file is left alone unless `force` is given. Files are made in a temporary
folder beside their place and moved there only when all of them are whole.

A mended PDF is still the work of those who wrote it and names them, so it is known by its identifier instead: the
second part of its /ID, which every change of a PDF is to renew (ISO 32000-1, 14.4), is the checksum of all the rest.
Once another program has saved the file it is no longer dgreport's.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dgreport.errors import CannotWrite

#: Written into every file as its creator.
SIGN = "dgreport"
#: The kind of a mended PDF.
MENDED = "mended pdf"

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})


@contextmanager
def staged(directory: Path, names: Iterable[str] = (), *, force: bool = False) -> Iterator[Path]:
    """A temporary folder in `directory` to write files in; when the block ends well they move to `directory`.

    `names` are those of the files that will be written, as far as they are known: what stands in their way is found
    before any work is done. A subfolder that was filled holds only the new files afterwards, its older files of
    dgreport are removed. When the block fails nothing has changed. Raises CannotWrite.
    """
    created = [folder for folder in (directory, *directory.parents) if not folder.exists()]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name in names:
            _check_may_replace(directory / name, force=force)
        stage = Path(tempfile.mkdtemp(prefix=f".{SIGN}-", dir=directory))
    except OSError as error:
        raise CannotWrite(f"{directory}: can't be written ({error.strerror}); choose another folder with -o") from error
    try:
        try:
            yield stage
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise CannotWrite(f"{directory}: can't be written ({error.strerror}); make room there") from error
            raise
        _move(stage, directory, force=force)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        for folder in created:
            with suppress(OSError):  # not empty: the block ended well
                folder.rmdir()


def identify(path: Path) -> None:
    """Mark a PDF as mended by dgreport and not changed since, in its identifier.

    The PDF must have an /ID of two strings of 16 bytes in hexadecimal, as qpdf writes it; ValueError where it has none.
    """
    data = path.read_bytes()
    place = _identifier(data)
    if place is None:
        raise ValueError(f"{path}: has no identifier of 16 bytes in hexadecimal")
    path.write_bytes(data[: place.start] + _checksum(data, place) + data[place.stop :])


def kind_of(path: Path) -> str | None:
    """What kind of output of dgreport the file is (pdf, html, xlsx, csv and so on), None for any other file."""
    data = path.read_bytes()
    place = _identifier(data) if data.startswith(b"%PDF-") else None
    if place is not None and data[place] == _checksum(data, place):
        return MENDED
    for kind, start, sign in _SIGNS:
        if data.startswith(start) and sign.search(data):
            return kind
    if data.startswith(b"PK"):
        return "xlsx" if _is_own_workbook(data) else None
    return None


#: Kind, first bytes, and how dgreport signs it. What dgreport writes is never encrypted or packed where the sign is.
_SIGNS = (
    ("pdf", b"%PDF-", re.compile(rb"/(?:Creator|Producer)\s*\(dgreport\b|CreatorTool>dgreport\b")),
    ("png", b"\x89PNG\r\n", re.compile(rb"\0\x11tEXtSoftware\0dgreport")),
    ("svg", b"<?xml", re.compile(rb"<dc:title>dgreport\b")),
    ("html", b"<!DOCTYPE html>", re.compile(rb'<meta name="generator" content="dgreport">')),
    ("md", b"<!-- generator: dgreport -->", re.compile(b"")),
    ("csv", "id,indicator,section,level,value".encode("utf-8-sig"), re.compile(b"")),
    ("csv", "id,section,level,text_th,text_en".encode("utf-8-sig"), re.compile(b"")),
    ("csv", "kind,code,message_th,message_en".encode("utf-8-sig"), re.compile(b"")),
    ("csv", "figure,title_th,title_en".encode("utf-8-sig"), re.compile(b"")),
    ("sums", b"# dgreport: SHA-256", re.compile(b"")),
    ("datapackage", b"{", re.compile(rb'\A\{\s*"\$schema":[^{}]*"contributors":\s*\[\s*\{\s*"title":\s*"dgreport"')),
    ("json", b"{", re.compile(rb'\A\{\s*"schema_version":\s*"[^"]*",\s*"profile":')),
)


#: Both parts of the identifier, in the trailer or in the dictionary of the last cross-reference stream.
_ID = re.compile(rb"/ID\s*\[\s*<[0-9a-fA-F]*>\s*<([0-9a-fA-F]{32})>\s*\]")


def _identifier(data: bytes) -> slice | None:
    """Where the second part of the last identifier of a PDF stands, its hexadecimal digits."""
    found = list(_ID.finditer(data))
    return slice(*found[-1].span(1)) if found else None


def _checksum(data: bytes, place: slice) -> bytes:
    """What stands at that place of a PDF that dgreport mended: 32 digits, of all bytes but those."""
    whole = hashlib.sha256(SIGN.encode())
    whole.update(data[: place.start])
    whole.update(data[place.stop :])
    return whole.hexdigest()[:32].encode()


def _is_own_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return f"<dc:creator>{SIGN}</dc:creator>".encode() in archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def _check_may_replace(path: Path, *, force: bool, kind: str | None = None) -> None:
    """Raise CannotWrite if the file there is not dgreport's own; with `kind`, not its own of that kind."""
    if not path.exists():
        return
    if not path.is_file():
        raise CannotWrite(f"{path}: there is a folder or device of that name; choose another name with -o")
    if force or path.stat().st_size == 0:
        return
    there = kind_of(path)
    if there is None or kind not in (None, there):
        was = f"is dgreport's own {there} file" if there else "was not written by dgreport"
        raise CannotWrite(f"{path}: the file there {was}; move it, choose another name with -o, or use --force")


def _move(stage: Path, directory: Path, *, force: bool) -> None:
    """Move the staged files, all of them checked before the first, and remove what is outdated in their subfolders."""
    files = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    try:
        for name in files:
            _check_may_replace(directory / name, force=force, kind=kind_of(stage / name))
        for name in files:
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / name, directory / name)
        for folder in {name.parent for name in files} - {Path()}:
            for old in (directory / folder).iterdir():
                if folder / old.name not in files and old.is_file() and kind_of(old):
                    old.unlink()
    except OSError as error:
        raise CannotWrite(
            f"{error.filename}: can't be written ({error.strerror}); choose another folder with -o"
        ) from error
