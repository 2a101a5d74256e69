"""The data that a PDF carries as associated files (ISO 19005-3, 6.8), put in and taken out again.

Beside each file's own check sum there is a list of all in the format of sha256sum(1), which makes them whole as a set.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream, String

from dgreport.errors import BadAttachment

#: The list of the files, and how it begins.
SUMS = "SHA256SUMS"
_HEAD = "# dgreport: SHA-256 of the files that the report carries\n"
_ENTRY = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_][A-Za-z0-9._-]*)")


#: The file that has the numbers of the figures.
FIGURES = "figures.csv"
#: By the suffix of a name, as IANA registers them.
_MEDIA_TYPES = {".csv": "text/csv", ".json": "application/json"}
#: What viewers say of a file.
_DESCRIPTIONS = {
    "report.json": "ข้อมูลทั้งหมดของรายงาน · All data of the report",
    "datapackage.json": "คำอธิบายตาราง · What the tables hold",
    "findings.csv": "ข้อค้นพบ · Findings",
    "statements.csv": "ข้อความ · Statements",
    "issues.csv": "ข้อสังเกต · Issues",
    FIGURES: "ข้อมูลของภาพ · Data of the figures",
    SUMS: "SHA-256",
}


def attach(pdf: Pdf, files: Mapping[str, bytes], made: datetime) -> dict[str, Object]:
    """Attaches the files and the list of them; their specifications by name."""
    if not files:
        return {}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    every = {**files, SUMS: "".join([_HEAD, *lines]).encode()}
    carried = {name: _specification(pdf, name, data, made) for name, data in every.items()}
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    by_name = [each for name in sorted(carried) for each in (String(name), carried[name])]
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array(by_name))
    pdf.Root.AF = Array(carried.values())
    return carried


def _specification(pdf: Pdf, name: str, data: bytes, made: datetime) -> Object:
    stream = pdf.make_stream(data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/" + _MEDIA_TYPES.get(Path(name).suffix, "text/plain"))
    stream.Params = Dictionary(Size=len(data), CheckSum=String(_md5(data)), ModDate=String(f"{made:D:%Y%m%d%H%M%S}Z"))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            Desc=String(_DESCRIPTIONS.get(name, name)),
            AFRelationship=Name.Supplement if name == SUMS else Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def detach(path: Path) -> dict[str, bytes]:
    """The files that a report of dgreport carries, by name, the list of them last; each is what it was when attached.

    Raises BadAttachment where there are none, or where one was changed or is missing.
    """
    try:
        with Pdf.open(path) as pdf:
            carried = dict(_carried(path, pdf))
    except PasswordError as error:
        raise BadAttachment(f"{path}: encrypted; give the report as dgreport wrote it") from error
    except PdfError as error:
        raise BadAttachment(f"{path}: not a readable PDF; give a report.pdf that dgreport wrote") from error
    except OSError as error:
        raise BadAttachment(f"{path}: can't be read ({error.strerror}); check the name") from error
    sums = carried.get(SUMS, b"").decode("utf-8", "replace")
    if not sums.startswith(_HEAD):
        raise BadAttachment(f"{path}: carries no data of dgreport; give a report.pdf that dgreport wrote")
    return {**_checked(path, sums, carried), SUMS: carried[SUMS]}


def _checked(path: Path, sums: str, carried: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the list; any other that the PDF may carry is not dgreport's."""
    files = {}
    for line in sums.splitlines()[1:]:
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            raise BadAttachment(f"{path}: the list of its data is damaged; build the report again")
        expected, name = entry.groups()
        if name not in carried:
            raise BadAttachment(f"{path}: {name} is missing from its data; build the report again")
        if hashlib.sha256(carried[name]).hexdigest() != expected:
            raise BadAttachment(f"{path}: {name} is not as it was attached; build the report again")
        files[name] = carried[name]
    return files


def _carried(path: Path, pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every embedded file, its own check sum heeded; what is no file specification is left out."""
    for name, specification in pdf.attachments.items():
        stream = specification.obj.get("/EF", Dictionary()).get("/F")
        if isinstance(stream, Stream):
            data = stream.read_bytes()
            told = stream.get("/Params", Dictionary()).get("/CheckSum")
            if told is not None and bytes(told) != _md5(data):
                raise BadAttachment(f"{path}: {name} is not as it was attached; build the report again")
            yield name, data


def _md5(data: bytes) -> bytes:
    """What ISO 32000-1, 7.11.4 wants as the check sum of an embedded file."""
    return hashlib.md5(data, usedforsecurity=False).digest()
