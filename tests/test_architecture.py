"""The import contract: which module may know which, and the one door of each outside library."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dgreport"

#: A module may import modules of the lines below its own. Those of one line don't know each other, but within a package
#: all do; an asterisk marks a line whose modules may.
LAYERS = (
    "__main__",
    "cli",
    "pipeline",
    "texts",
    "mend",
    "extraction | rendering | accuracy | tables | datapackage | outputs",
    "* check_rules | profile | catalogue",
    "model",
    "errors | kept",
)

#: The same within extraction.
EXTRACTION = (
    "plain",
    "reading",
    "checking | layout",
    "glyphs",
    "fonts",
    "colours | collection | page | thai",
)

#: Outside library -> the only modules that know it.
DOORS = {
    "fontTools": {"extraction.fonts.programs", "extraction.fonts.truetype", "rendering.typeset.typefaces"},
    "matplotlib": {"rendering.figures"},
    "numpy": {"extraction"},
    "pdfminer": {"extraction.fonts.loading", "extraction.glyphs"},
    "pdfplumber": {"extraction.fonts.loading", "extraction.glyphs"},
    "pikepdf": {"extraction.glyphs", "mend", "rendering.archive"},
    "polib": {"catalogue"},
    "pydantic": {"model", "profile", "check_rules", "pipeline", "accuracy.golden"},
    "pypdfium2": {"extraction.glyphs", "mend"},
    "pythainlp": {"extraction.thai", "rendering.typeset.wrapping"},
    "rapidfuzz": {"accuracy.metrics"},
    "reportlab": {"rendering.typeset"},
    "rich": {"cli"},
    "scipy": {"extraction"},
    "svglib": {"rendering.typeset"},
    "typer": {"cli"},
    "uharfbuzz": {"rendering.typeset", "rendering.webfonts"},
    "xlsxwriter": {"tables"},
}

#: Names of distributions where they differ from what is imported.
DISTRIBUTIONS = {"pdfminer": "pdfplumber"}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module without "dgreport." and its file; a package goes by its own name."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), path


@cache
def imports(path: Path) -> frozenset[str]:
    """The full names that a file imports, anywhere in it but under TYPE_CHECKING."""
    found: set[str] = set()

    class Imports(ast.NodeVisitor):
        def visit_If(self, node: ast.If) -> None:
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                self.generic_visit(node)

        def visit_Import(self, node: ast.Import) -> None:
            found.update(alias.name for alias in node.names)

        def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
            assert node.level == 0, f"{path}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)

    Imports().visit(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(found)


EVERY_MODULE = pytest.mark.parametrize(
    ("module", "path"), [pytest.param(*each, id=each[0] or "dgreport") for each in modules()]
)


def rank(top: str, layers: tuple[str, ...]) -> int:
    for number, line in enumerate(layers):
        if top in line.replace("*", "").replace("|", " ").split():
            return number
    raise AssertionError(f"{top} has no place in the layers")


def is_allowed(mine: str, its: str, layers: tuple[str, ...]) -> bool:
    """Whether a module of one package may import one of another, by the lines that the packages stand in."""
    above, below = rank(mine, layers), rank(its, layers)
    return mine == its or below > above or (below == above and layers[above].startswith("*"))


def breaches(module: str, path: Path) -> Iterator[str]:
    for name in imports(path):
        if name.startswith("dgreport.") and module:
            target = name.removeprefix("dgreport.")
            if target in ("__version__",):
                continue
            mine, its = module.split("."), target.split(".")
            both_extraction = mine[0] == its[0] == "extraction" and len(mine) > 1
            if not is_allowed(mine[0], its[0], LAYERS) or (
                both_extraction and not is_allowed(mine[1], its[1], EXTRACTION)
            ):
                yield f"{module} imports {target}"


@EVERY_MODULE
def test_imports_point_downwards(module: str, path: Path) -> None:
    assert list(breaches(module, path)) == []


@EVERY_MODULE
def test_every_outside_library_has_its_door(module: str, path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        if top == "dgreport" or top in sys.stdlib_module_names:
            continue
        assert top in DOORS, f"{module} imports {top}, which DOORS does not know"
        assert any(module == door or module.startswith(f"{door}.") for door in DOORS[top]), f"{module} imports {top}"


def test_the_contract_itself_finds_a_breach(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("def f():\n    from dgreport.rendering.outline import outline\n", encoding="utf-8")
    assert list(breaches("extraction.x", path)) == ["extraction.x imports rendering.outline.outline"]
    assert list(breaches("model", path)) == ["model imports rendering.outline.outline"]
    assert list(breaches("pipeline", path)) == []
    inner = tmp_path / "y.py"
    inner.write_text("from dgreport.extraction.plain.reader import read_report\n", encoding="utf-8")
    assert list(breaches("extraction.fonts.x", inner)) == ["extraction.fonts.x imports extraction.plain.reader.read_report"]


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w.-]+", each)[0].lower() for each in project["dependencies"]}  # type: ignore[index]
    known = {name.split(".")[0] for _, path in modules() for name in imports(path)} & set(DOORS)
    needed = {DISTRIBUTIONS.get(name, name).lower() for name in known}
    only_floors = {"pillow", "lxml"}
    assert declared - only_floors == needed


def test_every_dependency_has_a_floor_and_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [")[1].split("\n]")[0]
    for line in filter(None, map(str.strip, block.splitlines())):
        assert re.fullmatch(r'"[\w.-]+>=[\d.]+", +# .+', line), line


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['dgreport', '--help']\n"
        "from dgreport.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & (set(DOORS) - {"typer"})


def test_text_is_read_without_the_model() -> None:
    file = next((ROOT / "tests" / "data" / "matrix" / "pdf").glob("*.pdf"))
    code = f"import sys, dgreport; dgreport.read_text({str(file)!r}); print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "pdfminer" in loaded
    assert not loaded & {"pydantic", "pikepdf", "reportlab", "matplotlib", "scipy", "rapidfuzz", "pypdfium2"}
