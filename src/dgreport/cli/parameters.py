"""What the commands take: arguments and options that several share, and the pages that a text names."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    th = "th"
    en = "en"
    both = "both"


class Format(StrEnum):
    pdf = "pdf"
    html = "html"
    md = "md"


class Engine(StrEnum):
    auto = "auto"
    pdfplumber = "pdfplumber"
    quick = "quick"


def page_numbers(text: str | None) -> tuple[int, ...] | None:
    """The pages that "1-3,7" names; None stays None."""
    if text is None:
        return None
    pages: list[int] = []
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        ends = (first, last if dash else first)
        if not all(end.isascii() and end.isdigit() for end in ends) or not 1 <= int(ends[0]) <= int(ends[1]):
            raise typer.BadParameter(f"{text}: give pages as 1-3,7; the first page is 1", param_hint="--pages")
        pages.extend(range(int(ends[0]), int(ends[1]) + 1))
    return tuple(dict.fromkeys(pages))


Source = Annotated[Path, typer.Argument(metavar="SOURCE", help="PDF, or text that was extracted from one.")]
ReportFile = Annotated[Path, typer.Argument(metavar="REPORT", help="A report.json, as extract writes it.")]
Pages = Annotated[str | None, typer.Option("--pages", metavar="PAGES", help="Read only these pages, such as 1-3,7.")]
Password = Annotated[
    str | None,
    typer.Option("--password", metavar="TEXT", envvar="DGREPORT_PASSWORD", help="Password of an encrypted PDF."),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="PROFILE", help="Family of the report: an id or a folder; else it is recognised."
    ),
]
EngineName = Annotated[
    Engine,
    typer.Option(
        "--engine",
        metavar="auto|pdfplumber|quick",
        help="What takes the pages of a PDF apart: pdfplumber's parser, or a faster one; both give the same text.",
    ),
]
Lang = Annotated[Language, typer.Option("--lang", metavar="th|en|both", help="Language of the report.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that dgreport did not write.")]
