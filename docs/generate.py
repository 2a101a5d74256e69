"""Writes the reference pages that follow from the code: docs/cli.md and docs/report.schema.json.

    python docs/generate.py

A test fails when one of them is stale.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
from typer.main import get_command

from dgreport import cli, errors
from dgreport.model import Report

HERE = Path(__file__).parent

#: Command -> what does the same in Python.
TWINS = {
    "build": "dgreport.build(source, directory)",
    "extract": "dgreport.save(dgreport.extract(source), output)",
    "render": "dgreport.render(dgreport.load(report), output)",
    "data": "dgreport.data(pdf, directory)",
    "text": "dgreport.read_text(file)",
    "inspect": "dgreport.inspect(pdf)",
    "repair": "dgreport.mend_pdf(pdf, output)",
    "check": "dgreport.check(dgreport.load(report))",
    "evaluate": "dgreport.accuracy.golden.evaluate(report, golden)",
    "profile new": "dgreport.pipeline.new_profile(source, folder)",
    "profile check": "dgreport.pipeline.check_profile(profile, source)",
}

INTRODUCTION = """\
# The command line

*Made from the program by `python docs/generate.py`.*

Results go to standard output, progress and errors to standard error. An error is one line with the file, the cause and
what to do next, and [an exit code](#exit-codes).

**What is replaced.** Every file that dgreport writes says inside that dgreport made it. Such files, and empty ones, are
replaced; any other file is left alone, with exit code 10, unless you say `--force`. A file is replaced only when the
new one is whole; when a command fails, nothing has changed.
"""


def pages() -> dict[Path, str]:
    """Every generated file and what should stand in it."""
    return {HERE / "cli.md": command_line(), HERE / "report.schema.json": schema()}


def command_line() -> str:
    root = get_command(cli.app)
    parts = [INTRODUCTION, "## dgreport", *_parameters(root)]
    for name, command in _commands(root):
        usage = " ".join(p.metavar for p in command.params if p.param_type_name == "argument")
        parts += [f"## dgreport {name}", f"`dgreport {name} [OPTIONS] {usage}`", inspect.cleandoc(command.help)]
        parts += [f"In Python: `{TWINS[name]}`", *_parameters(command)]
    return "\n\n".join(part.strip() for part in [*parts, "## Exit codes", _exit_codes()]) + "\n"


def schema() -> str:
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"made with pydantic {_minor(pydantic.VERSION)}",
        **Report.model_json_schema(mode="serialization"),
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} ")
        else:
            yield prefix + name, command


def _parameters(command: Any) -> list[str]:
    rows = [f"| `{_names(parameter)}` | {_meaning(parameter)} |" for parameter in command.params]
    return ["\n".join(["| | |", "| --- | --- |", *rows])] if rows else []


def _names(parameter: Any) -> str:
    metavar = (parameter.metavar or "").replace("|", "\\|")
    return metavar if parameter.param_type_name == "argument" else f"{', '.join(parameter.opts)} {metavar}".strip()


def _meaning(parameter: Any) -> str:
    meaning = parameter.help or ""
    if parameter.envvar:
        meaning += f" Environment: `{parameter.envvar}`."
    defaults = parameter.default if isinstance(parameter.default, list) else [parameter.default]
    said = ", ".join(str(getattr(default, "value", default)) for default in defaults if default)
    return meaning + (f" Default: `{said}`." if said else "")


def _exit_codes() -> str:
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")
    drawing, rest = tree[1], tree[2:]
    return f"```text\n{inspect.cleandoc(drawing)}\n```\n\n" + "\n\n".join(" ".join(text.split()) for text in rest)


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, encoding="utf-8", newline="\n")
        print(path)
