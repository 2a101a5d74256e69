"""Every command and every line of Python that the README and the pages of docs/ show, run as a reader would run it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from dgreport.cli import main

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data"
PAGES = sorted([ROOT / "README.md", ROOT / "README.th.md", *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (dgreport .*?)(?: +#.*)?$", re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    return [code for name, code in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader keeps what was read and drawn once from page to page."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the pages speak of: slides.pdf, texts copied out of it, a golden, a yearbook; a reader starts with these."""
    folder = tmp_path
    source = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"
    (folder / "source_pdfs").mkdir()
    for place in ("slides.pdf", "source_pdfs/dg-readiness-2560.pdf"):
        shutil.copyfile(source, folder / place)
    for name in ("copied.txt", "text.txt"):
        shutil.copyfile(DATA / "report-2560" / "raw.txt", folder / name)
    shutil.copyfile(DATA / "report-2560" / "clean.txt", folder / "truth.txt")
    shutil.copyfile(Path(__file__).parent / "golden" / "findings.json", folder / "golden.json")
    shutil.copyfile(DATA / "families" / "health_s2.pdf", folder / "yearbook.pdf")
    return folder


def run(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(line)[1:])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_python_run(
    page: Path, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DGREPORT_CACHE", str(cache))
    if page.name == "profile.md":
        shutil.copytree(ROOT / "examples" / "profiles" / "health_yearbook", folder / "my_family")
    if page.name == "accessibility.md":
        run("dgreport build slides.pdf -o .", capsys)
    for block in blocks(page, "console"):
        for line in COMMAND.findall(block):
            code, out, err = run(line, capsys)
            assert code == 0, f"{line}: {err}"
            assert out or err, line
    for block in blocks(page, "python"):
        assert len(block.strip().splitlines()) <= 12
        space: dict[str, Any] = {}
        exec(compile(block, page.name, "exec"), space)
        assert capsys.readouterr().out.endswith("จำนวนหน่วยงานที่ตอบ\n")
        assert (folder / "report.json").stat().st_size > 100_000
        assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_there_are_commands_on_the_pages_for_users() -> None:
    shown = {page.name: sum(len(COMMAND.findall(block)) for block in blocks(page, "console")) for page in PAGES}
    assert shown["README.md"] >= 10
    assert shown["README.th.md"] >= 10
    assert shown["guide.md"] == shown["guide.th.md"] >= 8


@pytest.mark.parametrize("thing", ["commands", "python", "lines for the shell", "headings", "pictures", "links"])
def test_the_readme_says_the_same_in_both_languages(thing: str) -> None:
    def shown(page: Path) -> list[str]:
        text = page.read_text(encoding="utf-8")
        if thing == "commands":
            return [line for block in blocks(page, "console") for line in COMMAND.findall(block)]
        if thing == "python":
            return [code.replace(".th)", ".en)") for code in blocks(page, "python")]
        if thing == "links":
            # The English page names the guide in English and the page in Thai, and the other way round.
            return sorted(link.replace(".th.md", ".md") for link in re.findall(r"\]\((.*?)\)", text))
        patterns = {"lines for the shell": r"^    (py.*)$", "headings": r"^(##?) ", "pictures": r"!\[.*?\]\((.*?)\)"}
        return re.findall(patterns[thing], text, re.MULTILINE)

    english, thai = shown(ROOT / "README.md"), shown(ROOT / "README.th.md")
    assert english
    assert thai == english
