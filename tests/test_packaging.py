"""What is shipped: the wheel alone runs, and the files around the code say the same as the code."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pikepdf
import pytest

import dgreport

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_fonts_profiles_catalogues_and_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    packed = {name for name in names if not name.endswith(".py") and ".dist-info/" not in name}
    stands = {
        path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/dgreport").rglob("*") if path.is_file()
    }
    assert packed == {name for name in stands if not name.endswith((".py", ".pyc"))}
    assert {
        "dgreport/py.typed",
        "dgreport/rendering/fonts/Sarabun-Regular.ttf",
        "dgreport/rendering/fonts/OFL.txt",
        "dgreport/profiles/dg_readiness_2560/profile.toml",
        "dgreport/profiles/dg_readiness_2560/en.po",
    } <= packed
    assert not any(name.startswith(("tests/", "docs/", "source_pdfs/")) for name in names)


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert metadata["Version"] == dgreport.__version__
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert sorted(Path(name).name for name in licences) == ["LICENSE", "OFL.txt"]


def test_the_wheel_alone_builds_the_report(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target", str(site), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "home").mkdir()
    (tmp_path / "source_pdfs").symlink_to(ROOT / "source_pdfs")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DGREPORT_")}
    environment |= {"PYTHONPATH": str(site), "HOME": str(tmp_path / "home")}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert python("-c", "import dgreport; print(dgreport.__file__)").startswith(str(site))
    assert python("-m", "dgreport", "--version") == f"dgreport {dgreport.__version__}"
    summary = python("-m", "dgreport", "build")
    assert "441 findings, 28 statements" in summary
    assert (tmp_path / "output/report.pdf").read_bytes().startswith(b"%PDF-")


def test_names_are_loaded_when_they_are_used() -> None:
    assert dir(dgreport) == dgreport.__all__ == sorted(dgreport.__all__, key=lambda name: (name == name.lower(), name))
    for name in dgreport.__all__:
        assert getattr(dgreport, name) is not None
    with pytest.raises(AttributeError, match="nonesuch"):
        _ = dgreport.nonesuch


def test_versions_agree() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {dgreport.__version__}\n" in citation
    assert re.search(
        rf"^## {re.escape(dgreport.__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )


def test_sources_are_what_they_are_said_to_be() -> None:
    declared = tomllib.loads((ROOT / "source_pdfs/SOURCES.toml").read_text(encoding="utf-8"))["source"]
    assert {each["file"] for each in declared} == {path.name for path in (ROOT / "source_pdfs").glob("*.pdf")}
    for each in declared:
        path = ROOT / "source_pdfs" / each["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == each["sha256"]
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == each["pages"]
        assert (ROOT / "src/dgreport/profiles" / each["profile"].replace("-", "_") / "profile.toml").is_file()
        assert each["title_th"]
        assert each["publisher"]
        assert each["obtained"]


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "9. Accepting Warranty or Additional Liability." in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_no_dependency_is_under_the_gpl() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8").lower()
    assert "pymupdf" not in text
    assert "fitz" not in text
