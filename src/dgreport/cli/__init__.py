"""The command line: each command parses its arguments, calls one public function, and prints.

Results go to standard output, progress and errors to standard error. An error is one line and an exit code.

    reports      build, extract, render, data, check, evaluate
    texts        text, inspect, repair
    profiles     profile new, profile check
    parameters   what they take        printing, explaining   what they print
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from dgreport import __version__
from dgreport.cli import profiles, reports, texts
from dgreport.errors import DgreportError

#: Exit code of an error of dgreport's own, as sysexits.h has it (EX_SOFTWARE).
INTERNAL_ERROR = 70
DEBUG = "DGREPORT_DEBUG"

app = typer.Typer(
    name="dgreport",
    help="Turn Thai PDF reports with a broken text layer into correct text, checked data and a clean bilingual report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    reports.build,
    reports.extract,
    reports.render,
    reports.data,
    texts.text,
    texts.inspect,
    texts.repair,
    reports.check,
    reports.evaluate,
):
    app.command()(command)
families = typer.Typer(
    name="profile",
    help="Declare a new family of reports.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
families.command("new")(profiles.new_profile)
families.command("check")(profiles.check_profile)
app.add_typer(families)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda asked: _print_version(asked), help="Show the version."
        ),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help=f"Show a traceback with an error; or set {DEBUG}.")] = False,
) -> None:
    if debug:
        os.environ[DEBUG] = "1"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process. The one place where errors become lines and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries warn of, our own errors tell
    try:
        app(arguments)
    except DgreportError as error:
        if os.environ.get(DEBUG):
            raise
        _fail(str(error), error.exit_code)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        _fail(
            f"internal error, {what}. This is a bug: please report it with the output of dgreport --debug",
            INTERNAL_ERROR,
        )
    sys.exit(0)


def _fail(line: str, code: int) -> NoReturn:
    print("dgreport:", " ".join(line.split()), file=sys.stderr)
    sys.exit(code)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"dgreport {__version__}")
        raise typer.Exit
