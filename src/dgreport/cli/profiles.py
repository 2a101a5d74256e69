"""The commands for declaring a family of reports: profile new, profile check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dgreport import pipeline
from dgreport.cli.parameters import Force, Password
from dgreport.cli.printing import count
from dgreport.errors import BadProfile


def new_profile(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="PDF of the family.")],
    folder: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where to write; its name becomes the profile's id."),
    ] = Path("profile"),
    password: Password = None,
    force: Force = False,
) -> None:
    """Start a profile of the family of reports that SOURCE belongs to, for you to name and correct."""
    for path in pipeline.new_profile(source, folder, password=password, force=force):
        print(path)


def check_profile(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="A folder with profile.toml, or an id.")],
    source: Annotated[Path | None, typer.Argument(metavar="[SOURCE]", help="PDF that must hold what it names.")] = None,
    password: Password = None,
) -> None:
    """Name what is wrong with a profile: misspelt keys and names, and labels that are nowhere in SOURCE.

    Ends with exit code 8 if there is anything.
    """
    found = pipeline.check_profile(profile, source, password=password)
    for fault in found:
        print(fault)
    print(count(len(found), "fault"))
    if found:
        raise typer.Exit(BadProfile.exit_code)
