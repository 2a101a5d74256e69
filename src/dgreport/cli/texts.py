"""The commands that mend text and say what is wrong with it: text, inspect, repair."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from dgreport import pipeline
from dgreport.cli.parameters import Force, Pages, Password, Quiet, page_numbers
from dgreport.cli.printing import count


def text(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="PDF, or text with damaged Thai; - for standard input.")
    ],
    pages: Pages = None,
    password: Password = None,
) -> None:
    """Print the text of FILE in correct Thai, the pages of a PDF separated by form feeds."""
    with _named_file(source) as path:
        mended = pipeline.read_text(path, pages=page_numbers(pages), password=password)
    sys.stdout.write(mended if mended.endswith("\n") else mended + "\n")


def repair(
    source: Annotated[Path, typer.Argument(metavar="PDF", help="PDF whose text copies, searches or reads wrong.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")],
    password: Password = None,
    break_signature: Annotated[
        bool, typer.Option("--break-signature", help="Mend a signed PDF, whose signature is void then.")
    ] = False,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Write the same PDF with a text layer that copies, searches and reads aloud right.

    The pages look the same, to the pixel. Nothing is written if nothing is wrong.
    """
    mended = pipeline.mend_pdf(source, output, password=password, force=force, break_signature=break_signature)
    if quiet:
        return
    if mended.path is None:
        print(f"{source}: nothing to mend, so nothing was written")
    else:
        print(f"{output}: {count(len(mended.fonts), 'font')} and {count(mended.spans, 'span')} of text mended")
    for font in mended.fonts:
        how = ", ".join(f"{evidence} {number}" for evidence, number in sorted(font.codes.items()))
        aliases = f"; {count(font.aliases, 'further map')} for codes that say several things" if font.aliases else ""
        print(f"  {font.name}: {count(sum(font.codes.values()), 'code')}{f' ({how})' if how else ''}{aliases}")
    if mended.removed:
        print(f"  {count(mended.removed, 'span')} of the file removed")
    for left in mended.left:
        print(f"  not mended: {left}")


@contextmanager
def _named_file(name: str) -> Iterator[Path]:
    """The file of that name; for "-" standard input, kept in a file meanwhile since a PDF is read out of order."""
    if name != "-":
        yield Path(name)
        return
    with TemporaryDirectory(prefix="dgreport-") as folder:
        path = Path(folder) / "standard input"
        path.write_bytes(sys.stdin.buffer.read())
        yield path
