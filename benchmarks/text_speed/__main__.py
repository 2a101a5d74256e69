"""How fast text is read: dgreport beside other readers, over the same files in one run.

    python benchmarks/text_speed [FILE.pdf or FOLDER ...]

prints the tables and writes them into docs/benchmarks.md. Without files it reads those of the folder `real` in
DGREPORT_TEST_DATA or ../shared/data, or else the files of tests/data/matrix. Each reader has a process of its own; what
counts is its CPU time without the time of importing it, and the most memory the process held. Readers that are not
installed are left out.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
MARKS = "<!-- speed of text: made by `python benchmarks/text_speed` -->\n", "<!-- end of the speed of text -->\n"
MATRIX = ROOT / "tests" / "data" / "matrix" / "pdf"
REAL = Path(os.environ.get("DGREPORT_TEST_DATA", ROOT.parent / "shared" / "data")) / "real"
#: What everything is compared with.
STANDARD = "pdfplumber"
RUNS = 2


# Readers: each reads one file ----------------------------------------------------------------------------------------


def dgreport_quick() -> Callable[[str], object]:
    from dgreport.extraction.layout.text import read_text  # dgreport.read_text imports it when it is first called

    return lambda path: read_text(path, engine="quick")


def dgreport_pdfplumber() -> Callable[[str], object]:
    from dgreport.extraction.layout.text import read_text  # as above

    return lambda path: read_text(path, engine="pdfplumber")


def dgreport_glyphs() -> Callable[[str], object]:
    from dgreport.extraction.glyphs import open_document

    def read(path: str) -> None:
        with open_document(path) as document:
            for number in range(1, document.page_count + 1):
                document.page(number)

    return read


def pdfplumber() -> Callable[[str], object]:
    import pdfplumber

    def read(path: str) -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_text()
                page.close()

    return read


def pdfplumber_characters() -> Callable[[str], object]:
    import pdfplumber

    def read(path: str) -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                _ = page.chars
                page.close()

    return read


def pdfminer() -> Callable[[str], object]:
    from pdfminer.high_level import extract_text

    return extract_text


def pypdfium2() -> Callable[[str], object]:
    import pypdfium2

    def read(path: str) -> None:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_bounded()

    return read


def pypdfium2_characters() -> Callable[[str], object]:
    """What PDFium would have to be asked for as a source of glyphs: of each its character, its pen's place, its object."""
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)

    def read(path: str) -> None:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                shown = page.get_textpage()  # held: without it its handle is closed
                text = shown.raw
                for number in range(raw.FPDFText_CountChars(text)):
                    raw.FPDFText_GetUnicode(text, number)
                    raw.FPDFText_GetCharOrigin(text, number, at_x, at_y)
                    raw.FPDFText_GetTextObject(text, number)

    return read


def pymupdf() -> Callable[[str], object]:
    import pymupdf

    def read(path: str) -> None:
        with pymupdf.open(path) as document:
            for page in document:
                page.get_text()

    return read


@dataclass(frozen=True)
class Reader:
    """`load` imports it, `command` runs it where it is a program; `needs` is its module or program."""

    name: str
    needs: str
    distribution: str = ""
    load: Callable[[], Callable[[str], object]] | None = None
    command: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        return bool(shutil.which(self.needs) if self.command else importlib.util.find_spec(self.needs))

    @property
    def version(self) -> str:
        if not self.command:
            return importlib.metadata.version(self.distribution)
        said = subprocess.run([self.needs, "-v"], capture_output=True, text=True, check=False)
        found = re.search(r"\d[\d.]+", said.stderr + said.stdout)
        return found[0] if found else ""


READERS = {
    reader.name: reader
    for reader in (
        Reader("dgreport text", "dgreport", "dgreport", dgreport_quick),
        Reader("dgreport text --engine pdfplumber", "dgreport", "dgreport", dgreport_pdfplumber),
        Reader("dgreport, glyphs alone", "dgreport", "dgreport", dgreport_glyphs),
        Reader("pdfplumber", "pdfplumber", "pdfplumber", pdfplumber),
        Reader("pdfplumber, characters alone", "pdfplumber", "pdfplumber", pdfplumber_characters),
        Reader("pdfminer.six", "pdfminer", "pdfminer.six", pdfminer),
        Reader("PyMuPDF", "pymupdf", "pymupdf", pymupdf),
        Reader("pypdfium2", "pypdfium2", "pypdfium2", pypdfium2),
        Reader("pypdfium2, characters and places", "pypdfium2", "pypdfium2", pypdfium2_characters),
        Reader("pdftotext -raw", "pdftotext", command=("pdftotext", "-raw", "{}", os.devnull)),
        Reader("mutool draw -F txt", "mutool", command=("mutool", "draw", "-q", "-F", "txt", "-o", os.devnull, "{}")),
    )
}


# Measuring -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    seconds: float  #: of CPU time
    memory: float  #: megabytes, the most the process held
    mending: float = 0.0  #: of the seconds those that went into the maps of fonts, where that was asked for


def child(name: str, paths: Sequence[str]) -> None:
    """Reads the files in this process, and prints what it cost as JSON."""
    logging.disable(logging.CRITICAL)
    load = READERS[name].load
    assert load is not None
    read = load()
    spent = _clock_mending() if "glyphs" in name else [0.0]
    start = time.process_time()
    for path in paths:
        try:
            read(path)
        except Exception as error:
            # A file that one reader refuses (a scan, say) costs it what it costs.
            print(f"{Path(path).name}: {name}: {error}", file=sys.stderr)
    print(json.dumps({"seconds": time.process_time() - start, "mending": spent[0]}))


def _clock_mending() -> list[float]:
    """From now on the time that goes into the characters of codes is counted: opening font programs, and evidence."""
    from dgreport.extraction.fonts.evidence import MendedFont
    from dgreport.extraction.fonts.loading import MendingManager

    spent = [0.0]
    running = [False]
    for owner, name in ((MendedFont, "_settle"), (MendingManager, "_program")):
        plain = getattr(owner, name)

        def clocked(*values: object, plain: Callable[..., object] = plain) -> object:
            if running[0]:
                return plain(*values)
            running[0] = True
            start = time.process_time()
            try:
                return plain(*values)
            finally:
                spent[0] += time.process_time() - start
                running[0] = False

        setattr(owner, name, clocked)
    return spent


def cost(reader: Reader, paths: Sequence[Path]) -> Cost:
    if reader.command:
        costs = [_run([part.format(path) for part in reader.command]) for path in paths]
        return Cost(sum(each.seconds for each in costs), max(each.memory for each in costs))
    return _run([sys.executable, __file__, "--child", reader.name, *map(str, paths)])


def _run(command: Sequence[str]) -> Cost:
    """What a command costs: what it says itself in JSON, or else all of its CPU time."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        output.seek(0)
        said = output.read()
    own = json.loads(said) if said.startswith(b"{") else {"seconds": usage.ru_utime + usage.ru_stime}
    return Cost(memory=usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2), **own)


# Tables --------------------------------------------------------------------------------------------------------------


def readers_table(costs: dict[str, Cost], pages: int) -> Iterator[str]:
    standard = costs[STANDARD].seconds
    yield "| reader | version | CPU seconds | ms a page | times as fast as pdfplumber | peak memory, MB |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, found in costs.items():
        yield (
            f"| {name} | {READERS[name].version} | {found.seconds:.2f} | {1000 * found.seconds / pages:.1f} | "
            f"{standard / found.seconds:.1f} | {found.memory:.0f} |"
        )


def growth(folder: Path) -> Iterator[str]:
    """What more pages cost, and what more fonts cost: the pages of the matrix over again, or of several of its files."""
    import pikepdf

    reader = READERS["dgreport text"]
    files = [path for path in sorted(MATRIX.glob("*sarabun.pdf")) if "g3" not in path.stem][:8]
    yield "| pages | of how many files | fonts | CPU seconds | ms a page | peak memory, MB |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for of, times in ((1, 1), (1, 2), (1, 4), (1, 8), (2, 1), (4, 1), (8, 1)):
        made = folder / f"{of}x{times}.pdf"
        with pikepdf.new() as pdf:
            for path in files[:of]:
                with pikepdf.open(path) as source:
                    for _ in range(times):
                        pdf.pages.extend(source.pages)
            fonts = {font.objgen for page in pdf.pages for font in dict(page.resources.get("/Font", {})).values()}
            pages = len(pdf.pages)
            pdf.save(made)
        found = cost(reader, [made])
        yield (
            f"| {pages} | {of} | {len(fonts)} | {found.seconds:.2f} | {1000 * found.seconds / pages:.1f} | "
            f"{found.memory:.0f} |"
        )


def tables(paths: Sequence[Path], what: str) -> str:
    import pypdfium2

    pages = sum(len(pypdfium2.PdfDocument(path)) for path in paths)
    costs: dict[str, Cost] = {}
    for _ in range(RUNS):  # in turns, so that what else the machine does meets all of them
        for name, reader in READERS.items():
            if reader.is_there:
                found = cost(reader, paths)
                costs[name] = min(found, costs.get(name, found), key=lambda each: each.seconds)
                print(f"{name}: {found.seconds:.2f} s", file=sys.stderr)
    glyphs, characters = costs["dgreport, glyphs alone"], costs["pdfplumber, characters alone"]
    slow, standard = costs["dgreport text --engine pdfplumber"], costs[STANDARD]
    with tempfile.TemporaryDirectory() as folder:
        grown = "\n".join(growth(Path(folder)))
    return f"""\
{len(paths)} files, {pages} pages: {what}. CPU seconds, the least of {RUNS} runs in turns, each reader in its own process, \
without its start.

{chr(10).join(readers_table(costs, pages))}

* Mending the maps of fonts takes {glyphs.mending:.2f} s, {100 * glyphs.mending / characters.seconds:.0f} % of what \
pdfplumber takes for the characters of the same pages.
* `dgreport text --engine pdfplumber` takes {slow.seconds / standard.seconds:.2f} times as long as pdfplumber's \
`extract_text`.

What it costs to read more pages, and more fonts:

{grown}
"""


def write(text: str) -> None:
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Benchmarks\n"
    if MARKS[0] not in page:
        page += f"\n## Speed of text\n\n{MARKS[0]}{MARKS[1]}"
    before, rest = page.split(MARKS[0])
    PAGE.write_text(before + MARKS[0] + "\n" + text + "\n" + MARKS[1] + rest.split(MARKS[1])[1], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, help="PDFs, and folders of PDFs")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.child, list(map(str, given.paths)))
        return
    what = "the files given"
    if not given.paths:
        given.paths = [REAL if REAL.is_dir() else MATRIX]
        what = "real Thai PDFs of twenty writers" if REAL.is_dir() else "the files of tests/data/matrix"
    paths = [
        path for each in given.paths for path in (sorted(each.glob("*.pdf")) if each.is_dir() else [each])
    ]
    text = tables(paths, what)
    print(text)
    write(text)


if __name__ == "__main__":
    main()
