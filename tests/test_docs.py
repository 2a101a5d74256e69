"""Generated pages are fresh, links lead somewhere. (Commands and Python of the pages: test_snippets.)"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from dgreport.model import Bilingual, Finding, Issue, Place, Report, Section, Source, Statement

ROOT = Path(__file__).parents[1]
STALE = "stale: run `python docs/generate.py`"
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("output/*.md")])


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_command_line_is_fresh(generate: ModuleType) -> None:
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == generate.command_line(), STALE


def test_every_command_has_help_and_a_section(generate: ModuleType) -> None:
    from typer.main import get_command

    from dgreport.cli import app

    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for name, command in generate._commands(get_command(app)):
        assert command.help, name
        assert f"\n## dgreport {name}\n" in page
        assert all(parameter.help for parameter in command.params), name


def test_the_page_of_the_command_line_has_every_exit_code() -> None:
    from dgreport import errors

    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    leaves = errors.DgreportError.__subclasses__()
    assert len({error.exit_code for error in leaves}) == len(leaves) >= 11
    for error in leaves:
        assert re.search(rf"─ {error.__name__} +{error.exit_code} ", page), error


def _outline(schema: dict[str, Any]) -> dict[str, Any]:
    """What of a schema does not hang on the version of pydantic: properties, descriptions and enumerations."""
    described = {"Report": schema, **schema["$defs"]}
    return {
        name: {key: (value.get("description"), value.get("enum")) for key, value in each.get("properties", {}).items()}
        for name, each in described.items()
    }


def test_the_schema_is_fresh(generate: ModuleType) -> None:
    published = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    made = json.loads(generate.schema())
    assert _outline(published) == _outline(made), STALE
    if published["$comment"] == made["$comment"]:
        assert published == made, STALE


def test_the_schema_takes_a_report_and_refuses_another() -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    text = Bilingual(th="จำนวน", en="Number")
    report = Report(
        profile="p",
        source=Source(file="a.pdf", sha256="0" * 64, pages=1),
        title=text,
        sections=(Section(id="s", title=text, pages=(1,)),),
        findings=(
            Finding(
                id="a",
                indicator="a",
                section="s",
                level="all",
                value="66.0",
                unit="score",
                label=text,
                place=Place(page=1, bbox=(0, 0, 1, 1)),
            ),
        ),
        statements=(Statement(id="n", section="s", text=Bilingual(th="ควร")),),
        issues=(Issue(kind="k", message=text, findings=("a",)),),
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    written = json.loads(report.to_json())
    assert written["findings"][0]["value"] == "66.0"
    validator.validate(written)
    written["findings"][0]["place"]["page"] = 0
    assert [error.json_path for error in validator.iter_errors(written)] == ["$.findings[0].place"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_commands_of_the_readme_are_those_of_the_program() -> None:
    from typer.main import get_command

    from dgreport.cli import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    root = get_command(app)
    for words in re.findall(r"^\$ dgreport (.*?)(?: +#.*)?$", readme, flags=re.MULTILINE):
        command: Any = root
        arguments = words.split()
        while hasattr(command, "commands"):
            command = command.commands[arguments.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in arguments if word.startswith("-")} <= known, words


def test_ci_runs_the_command_for_the_tests_that_the_readme_gives() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^ *(python3 -m venv .*pytest)$", readme, flags=re.MULTILINE)
    assert len(commands) == 1
    assert r"s/^ *\(python3 -m venv .*pytest\)$/\1/p" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_python_of_this_run_is_one_that_is_promised() -> None:
    assert sys.version_info >= (3, 11)
