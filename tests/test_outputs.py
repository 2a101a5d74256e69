"""What may be replaced, and that outputs appear whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dgreport.datapackage import describe
from dgreport.errors import CannotWrite
from dgreport.model import Bilingual, Report, Source
from dgreport.outputs import kind_of, staged
from dgreport.tables import findings_csv, issues_csv, statements_csv, write_workbook

REPORT = Report(profile="p", source=Source(file="a.pdf", sha256="0" * 64, pages=1), title=Bilingual(th="รายงาน"))
JSON = REPORT.to_json().encode()
PDF = b"%PDF-1.7\n1 0 obj\n<< /Creator (dgreport 0.1.0) >>\nendobj\n"


def put(directory: Path, files: dict[str, bytes], *, force: bool = False) -> None:
    with staged(directory, files, force=force) as stage:
        for name, data in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(data)


def listing(directory: Path) -> list[str]:
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*"))


def test_files_arrive_and_nothing_else_is_left(tmp_path: Path) -> None:
    put(tmp_path / "new" / "out", {"report.json": JSON, "figures/a.svg": b"<svg/>"})
    assert listing(tmp_path) == ["new", "new/out", "new/out/figures", "new/out/figures/a.svg", "new/out/report.json"]
    assert (tmp_path / "new/out/report.json").read_bytes() == JSON


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JSON, "json"),
        (b'{"schema_version":"1","profile":"x"}', "json"),
        (findings_csv(REPORT), "csv"),
        (statements_csv(REPORT), "csv"),
        (issues_csv(REPORT), "csv"),
        (describe(REPORT, {"findings.csv": findings_csv(REPORT)}).encode(), "datapackage"),
        (b'{"$schema": "x", "contributors": [{"title": "somebody"}]}', None),
        ("figure,title_th,title_en,category_th".encode("utf-8-sig"), "csv"),
        (b"# dgreport: SHA-256 of the files that the report carries\n", "sums"),
        (PDF, "pdf"),
        (b"%PDF-1.7 <xmp:CreatorTool>dgreport 1.0</xmp:CreatorTool>", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x11tEXtSoftware\0dgreportGe", "png"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x13tEXtSoftware\0dgreporter", None),
        (b"<?xml version='1.0'?><svg><dc:title>dgreport</dc:title></svg>", "svg"),
        (b'<!DOCTYPE html>\n<html><head><meta name="generator" content="dgreport">', "html"),
        (b"<!DOCTYPE html>\n<html><head><title>dgreport</title>", None),
        (b"<!-- generator: dgreport -->\n\n# x", "md"),
        (b"# dgreport", None),
        (b'{"records": []}', None),
        (b'{"profile": "x"}', None),
        (b"%PDF-1.7 /Title (about dgreport) /Creator (LaTeX)", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"<?xml version='1.0'?><svg/>", None),
        (b"id,name\r\n", None),
        (b"PK\x03\x04 broken", None),
        (b"dgreport", None),
        (b"", None),
    ],
)
def test_own_files_are_known_by_their_sign(tmp_path: Path, data: bytes, kind: str | None) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert kind_of(path) == kind


def test_own_workbooks_are_known_from_others(tmp_path: Path) -> None:
    import openpyxl

    write_workbook(REPORT, tmp_path / "own.xlsx")
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    assert (kind_of(tmp_path / "own.xlsx"), kind_of(tmp_path / "other.xlsx")) == ("xlsx", None)


def test_own_and_empty_files_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(JSON.replace(b'"p"', b'"old"'))
    (tmp_path / "empty.json").touch()
    put(tmp_path, {"report.json": JSON, "empty.json": JSON})
    assert (tmp_path / "report.json").read_bytes() == JSON == (tmp_path / "empty.json").read_bytes()


def test_a_foreign_file_is_kept_and_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match=r"report\.json: the file there was not written by dgreport.*--force"):
        put(tmp_path, {"findings.csv": findings_csv(REPORT), "report.json": JSON})
    assert listing(tmp_path) == ["report.json"]
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "mine"


def test_force_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("mine", encoding="utf-8")
    put(tmp_path, {"report.json": JSON}, force=True)
    assert (tmp_path / "report.json").read_bytes() == JSON


def test_an_own_file_of_another_kind_is_kept(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(JSON)
    with pytest.raises(CannotWrite, match="own json file"):
        put(tmp_path, {"report.json": PDF})
    assert (tmp_path / "report.json").read_bytes() == JSON


def test_one_foreign_file_among_several_keeps_them_all(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/a.svg").write_text("<svg>mine</svg>", encoding="utf-8")
    with pytest.raises(CannotWrite), staged(tmp_path, ["report.json"]) as stage:
        (stage / "figures").mkdir()
        (stage / "figures/a.svg").write_text("<svg>new</svg>", encoding="utf-8")
        (stage / "report.json").write_bytes(JSON)
    assert listing(tmp_path) == ["figures", "figures/a.svg"]


def test_a_folder_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(CannotWrite, match="folder"):
        put(tmp_path, {"report.pdf": PDF}, force=True)


def test_outdated_own_figures_go_and_foreign_ones_stay(tmp_path: Path) -> None:
    figure = b"<?xml version='1.0'?><svg><dc:title>dgreport</dc:title></svg>"
    put(tmp_path, {"figures/old.svg": figure, "report.json": JSON})
    (tmp_path / "figures/mine.svg").write_text("<svg/>", encoding="utf-8")
    put(tmp_path, {"figures/new.svg": figure})
    assert listing(tmp_path) == ["figures", "figures/mine.svg", "figures/new.svg", "report.json"]


def test_when_the_work_fails_nothing_changes(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    with pytest.raises(ZeroDivisionError), staged(out, ["report.json"]) as stage:
        (stage / "report.json").write_bytes(b"half")
        raise ZeroDivisionError
    assert listing(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_one_clear_line_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with (
        pytest.raises(CannotWrite, match=r"file/out: can't be written \(Not a directory\)"),
        staged(tmp_path / "file/out"),
    ):
        raise AssertionError("the work began")


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="No space left"), staged(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert listing(tmp_path) == []


def test_other_failures_of_the_work_are_not_disguised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), staged(tmp_path):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")
