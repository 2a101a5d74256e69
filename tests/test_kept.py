"""What is kept between runs: found again, made anew when it was damaged, never in the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from dgreport import kept, pipeline
from dgreport.model import Bilingual, Report
from dgreport.rendering import figures
from dgreport.rendering.document import FigureSpec, Point, Series
from reports import finding
from reports import report as small_report


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def never() -> bytes:
    raise AssertionError("made again")


def test_what_was_made_once_is_found_again(folder: Path) -> None:
    assert kept.kept([b"a", b"b"], lambda: b"first") == b"first"
    assert kept.kept([b"a", b"b"], never) == b"first"
    assert kept.kept([b"ab"], lambda: b"other") == b"other"
    assert len(list(folder.iterdir())) == 2
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [lambda whole: b"", lambda whole: whole[:-1], lambda whole: whole + b"x"])
def test_what_was_damaged_is_made_anew(folder: Path, damage) -> None:
    kept.kept([b"a"], lambda: b"content")
    (entry,) = folder.iterdir()
    entry.write_bytes(damage(entry.read_bytes()))
    assert kept.kept([b"a"], lambda: b"content") == b"content"
    assert kept.kept([b"a"], never) == b"content"


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for value in ("", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        monkeypatch.setenv(kept.VARIABLE, value)
        assert [kept.kept([b"a"], lambda: b"made") for _ in range(2)] == [b"made"] * 2
    assert (tmp_path / "file").read_bytes() == b""


def test_runs_at_the_same_time_see_it_whole_or_not_at_all(folder: Path) -> None:
    program = (
        "from dgreport.kept import kept\n"
        "for n in range(300):\n"
        "    assert kept([bytes([n % 3])], lambda: bytes([n % 3]) * 50_000) == bytes([n % 3]) * 50_000\n"
        "    if n % 7 == 0:\n"
        "        from dgreport.kept import tidy; tidy(0)\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_what_was_used_least_recently_goes_first(folder: Path) -> None:
    for place in range(4):
        kept.kept([bytes([place])], lambda: b"x" * 968)
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    assert kept.kept([b"\x02"], never) == b"x" * 968
    kept.tidy(4000)
    assert len(list(folder.iterdir())) == 4
    kept.tidy(2500)
    assert len(list(folder.iterdir())) == 1
    kept.kept([b"\x02"], never)


def test_the_place_is_the_one_that_the_system_has_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert kept.directory({"XDG_CACHE_HOME": "/c"}) == Path("/c/dgreport")
    assert kept.directory({}) == Path.home() / ".cache" / "dgreport"
    assert kept.directory({"XDG_CACHE_HOME": "/c", kept.VARIABLE: "/d"}) == Path("/d")
    assert kept.directory({kept.VARIABLE: ""}) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert kept.directory({}) == Path.home() / "Library" / "Caches" / "dgreport"
    monkeypatch.setattr(sys, "platform", "win32")
    assert kept.directory({"LOCALAPPDATA": "/l"}) == Path("/l/dgreport")


def spec(value: str) -> FigureSpec:
    name = Bilingual(th="ก", en="a")
    series = (Series(name, (Point(Decimal(value)),), "department"),)
    return FigureSpec("f", "bars", name, (name,), series, name, name)


def test_figures_are_kept_and_another_number_is_another_figure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = figures.svg(spec("5")), figures.svg(spec("6"))
    files = figures.files(spec("5"), "both", one)
    assert one != other
    monkeypatch.setattr(figures, "_draw", lambda *_: never())
    assert figures.svg(spec("5")) == one
    assert figures.files(spec("5"), "both", one) == files
    with pytest.raises(AssertionError, match="made again"):
        figures.svg(spec("7"))


def test_a_source_is_read_once_and_again_when_anything_about_it_changes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[str, object]] = []
    report = small_report(finding("a", "department", "percent", "5"))

    def extract(source: Path, **how: object) -> Report:
        read.append((source.name, how["pages"]))
        return report

    monkeypatch.setattr(pipeline, "extract", extract)
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-1")
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "profile.toml").write_text("a")

    def again(pages: object = None) -> Report:
        return pipeline._reading(source, profile, pages, None, None)  # type: ignore[arg-type]

    assert again() == again() == report
    assert read == [("a.pdf", None)]
    again(pages=iter((1, 2)))
    again(pages=[1, 2])
    source.write_bytes(b"%PDF-2")
    again()
    (profile / "profile.toml").write_text("b")
    again()
    assert [pages for _, pages in read] == [None, (1, 2), None, None]
    monkeypatch.setattr(kept, "__file__", str(tmp_path / "kept.py"))
    again()
    assert len(read) == 5


def test_nothing_is_kept_of_what_a_password_protects(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = small_report(*(finding(name, "department", "percent", "5") for name in "abc"))
    monkeypatch.setattr(pipeline, "extract", lambda *_, **__: report)
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-1")
    built = pipeline.build(source, tmp_path / "one", password="secret", forms=("md",))
    assert any(path.suffix == ".png" for path in built.files)
    assert not folder.exists()
    pipeline.build(source, tmp_path / "other", forms=("md",))
    assert len(list(folder.iterdir())) == 3  # the reading, a figure as SVG and as PNG
