"""The commands that mend text and say what is wrong with it: text, inspect, repair."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from dgreport import pipeline, texts
from dgreport.cli.explaining import edits_as_json, inspection_as_json, print_edits, print_inspection
from dgreport.cli.parameters import Engine, EngineName, Force, Pages, Password, Quiet, page_numbers
from dgreport.cli.printing import count

Fonts = Annotated[
    Path | None,
    typer.Option(
        "--fonts",
        metavar="DIR",
        help="Look up the glyphs of stripped fonts, of which the PDF keeps only outlines, in the fonts (.ttf, .otf) here.",
    ),
]


def text(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="PDF, or text with damaged Thai; - for standard input.")
    ],
    pages: Pages = None,
    password: Password = None,
    flow: Annotated[
        bool, typer.Option("--flow", help="Of a PDF: each paragraph on one line, rather than each line of the page.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print each edit instead: rule, before, after, place and evidence.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --explain: the raw text, the text and the edits as JSON.")
    ] = False,
    no_dictionary: Annotated[
        bool, typer.Option("--no-dictionary", help="Let no repair rest on what is a word.")
    ] = False,
    fonts: Fonts = None,
    engine: EngineName = Engine.auto,
) -> None:
    """Print the text of FILE in correct Thai, the pages of a PDF separated by form feeds."""
    if as_json and not explain:
        raise typer.BadParameter("belongs to --explain", param_hint="--json")
    wanted = page_numbers(pages)
    with _named_file(source) as path:
        is_text = texts.is_text(path)
        for given, option in ((flow, "--flow"), (fonts is not None, "--fonts")):
            if given and is_text:
                raise typer.BadParameter(f"{source} is a text; this is for a PDF", param_hint=option)
        read = texts.explain if explain else texts.read_text
        found = read(
            path,
            pages=wanted,
            password=password,
            flow=flow,
            dictionary=not no_dictionary,
            fonts=fonts,
            engine=engine.value,
        )
    if isinstance(found, str):
        sys.stdout.write(found if found.endswith("\n") else found + "\n")
    elif as_json:
        print(edits_as_json(found))
    else:
        print_edits(found)


def inspect(
    source: Annotated[Path, typer.Argument(metavar="PDF", help="PDF whose text may copy or search wrong.")],
    pages: Pages = None,
    password: Password = None,
    fonts: Fonts = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """Say whether the text of a PDF is broken, and how: font by font, and page by page before and after mending."""
    found = texts.inspect(source, pages=page_numbers(pages), password=password, fonts=fonts)
    if as_json:
        print(inspection_as_json(found))
    else:
        print_inspection(found)


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
