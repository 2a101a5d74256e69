"""The command line: what it prints, what it writes, and its exit codes. Real documents, small parts of them."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
import typer
from reportlab.pdfgen.canvas import Canvas

import dgreport
from dgreport import cli, errors, pipeline
from dgreport.cli.parameters import page_numbers
from dgreport.cli.printing import progress_bar
from dgreport.model import Bilingual, Finding, Issue, Place, Report, Source, Statement

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "source_pdfs" / "dg-readiness-2560.pdf"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.delenv(cli.DEBUG, raising=False)
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> Done:
        with pytest.raises(SystemExit) as end:
            cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Done(int(end.value.code or 0), printed.out, printed.err)

    return command


@pytest.fixture
def report() -> Report:
    return Report(
        profile="dg-readiness-2560",
        source=Source(file="a.pdf", sha256="0" * 64, pages=3),
        title=Bilingual(th="รายงาน", en="Report"),
        findings=(
            Finding(
                id="a",
                indicator="a",
                section="s",
                level="all",
                value=Decimal("66.0"),
                unit="score",
                label=Bilingual(th="คะแนน"),
                place=Place(page=2, bbox=(0, 0, 2, 2)),
            ),
        ),
        statements=(Statement(id="n", section="s", text=Bilingual(th="ควร")),),
        issues=(
            Issue(
                kind="unreadable",
                code="unreadable.b",
                message=Bilingual(th="อ่านไม่ได้", en="It could not be read."),
                findings=("b",),
                places=(Place(page=3), Place(page=2)),
            ),
        ),
    )


@pytest.fixture
def report_file(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "given.json"
    path.write_text(report.to_json(), encoding="utf-8")
    return path


# --- the program itself


def test_version(run: Run) -> None:
    assert run("--version") == Done(0, f"dgreport {dgreport.__version__}\n", "")


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for command in ("build", "extract", "render", "data", "text", "check", "evaluate", "profile"):
        assert f"\n  {command} " in done.out


def test_without_arguments_it_shows_its_help(run: Run) -> None:
    done = run()
    assert "Usage" in done.out + done.err
    assert done.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "a.pdf", "--colour"],
        ["render", "a.json", "--lang", "fr"],
        ["text", "a.pdf", "--pages", "0"],
        ["text", "a.pdf", "--pages", "3-2"],
        ["text", "a.pdf", "--pages", "one"],
        ["text", "a.pdf", "--pages", "1,,2"],
        ["evaluate"],
        ["evaluate", "report.json"],
        ["evaluate", "--golden", "golden.json"],
        ["evaluate", "--text", "a.txt"],
    ],
)
def test_wrong_arguments_are_exit_code_2(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("text", "pages"),
    [("7", (7,)), ("1-3,7", (1, 2, 3, 7)), (" 2 - 3 , 3 ", (2, 3)), ("12,10-11", (12, 10, 11)), (None, None)],
)
def test_pages(text: str | None, pages: tuple[int, ...] | None) -> None:
    assert page_numbers(text) == pages


def test_pages_take_ascii_digits_only() -> None:
    with pytest.raises(typer.BadParameter, match="1-3,7"):
        page_numbers("²")


def test_an_error_is_one_line_and_its_own_exit_code(run: Run) -> None:
    done = run("extract", "nothing.pdf")
    assert done == Done(11, "", "dgreport: nothing.pdf: can't be read (No such file or directory); check the name\n")


@pytest.mark.parametrize("error", errors.DgreportError.__subclasses__())
def test_every_error_ends_with_its_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: type[errors.DgreportError]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("x.pdf: broken\nin two lines")

    monkeypatch.setattr(pipeline, "extract", fail)
    assert run("extract", "x.pdf") == Done(error.exit_code, "", "dgreport: x.pdf: broken in two lines\n")


def test_a_bug_is_one_line_and_exit_code_70(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", lambda *_, **__: 1 / 0)
    done = run("extract", "x.pdf")
    assert done.code == 70
    assert done.err.startswith("dgreport: internal error, ZeroDivisionError: division by zero. This is a bug")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("by", ["option", "environment"])
def test_debug_shows_where_it_came_from(monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    monkeypatch.setattr(pipeline, "extract", lambda *_, **__: 1 / 0)
    monkeypatch.setenv(cli.DEBUG, "1" if by == "environment" else "")
    with pytest.raises(ZeroDivisionError):
        cli.main([*(["--debug"] if by == "option" else []), "extract", "x.pdf"])


def test_an_interrupt_is_exit_code_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "extract", interrupt)
    assert run("extract", "x.pdf").code == 130


def test_help_is_quick_in_a_process_of_its_own() -> None:
    resource = pytest.importorskip("resource", reason="measures the time of child processes by POSIX means")

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-m", "dgreport", "--help"], capture_output=True, check=True)
        assert b"extract" in done.stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)

    assert min(seconds() for _ in range(5)) < 0.3


def test_output_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("จ านวน", encoding="utf-8")
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "dgreport", "text", str(tmp_path / "a.txt")]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert done.stdout.decode("utf-8").split() == ["จำนวน"]


# --- text


def test_text_mends_a_damaged_text_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("จ านวนหน่วยงาน\nที ่ตอบ 302", encoding="utf-8")
    assert run("text", "raw.txt") == Done(0, "จำนวนหน่วยงาน\nที่ตอบ 302\n", "")


def test_text_mends_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("ก าหนด\n".encode())))
    assert run("text", "-").out == "กำหนด\n"


def test_text_of_a_pdf_has_a_form_feed_between_pages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("text", SOURCE, "--pages", "2,10")
    first, second = done.out.split("\f")
    assert "จำนวนหน่วยงานที่ตอบแบบสำรวจกลับ" in first
    assert "คู่มือประชาชน" in second
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SOURCE.read_bytes())))
    assert run("text", "-", "--pages", "2,10").out == done.out


MATRIX = ROOT / "tests" / "data" / "matrix" / "pdf"


def test_text_in_paragraphs(run: Run) -> None:
    done = run("text", "--flow", "--pages", "5", MATRIX / "typst_sarabun.pdf")
    truth = ROOT / "tests" / "data" / "matrix-truth" / "p5.txt"
    assert done.out == truth.read_text(encoding="utf-8")


def test_text_explains_each_edit_of_a_pdf(run: Run) -> None:
    lines = run("text", "--explain", "--pages", "1", MATRIX / "sim_a3_all_aa_am_sarabun.pdf").out.splitlines()
    assert lines[0] == 'page 1 at 58,47: font-map, "ำ" → "า" (cmap)'
    assert 'page 1 at 153,47: font-map, " " U+0020 → "ํ" U+0E4D (cmap)' in lines
    assert lines[-1].endswith("; beside 15 line breaks")


def test_text_explains_each_edit_of_a_text_also_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("ระดับกรม\nจ านวน", encoding="utf-8")
    assert run("text", "--explain", "raw.txt").out.splitlines() == [
        'line 2: sara-am-split, " า" → "ำ" (sara aa can\'t follow a space; the ring of sara am was read as one; read as จำนวน)',
        "1 edit; sara-am-split 1",
    ]
    found = json.loads(run("text", "--explain", "--json", "raw.txt").out)
    assert (found["raw"], found["text"]) == ("ระดับกรม\nจ านวน", "ระดับกรม\nจำนวน")
    (edit,) = found["edits"]
    assert (edit["rule"], edit["before"], edit["after"], edit["start"], edit["place"]["line"]) == (
        "sara-am-split", " า", "ำ", 10, 2,
    )  # fmt: skip


def test_a_lost_sign_comes_back_by_the_dictionary_unless_it_is_switched_off(run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("จานวนหน่วยงานที่สารวจ\n", encoding="utf-8")
    assert run("text", "raw.txt").out == "จำนวนหน่วยงานที่สำรวจ\n"
    assert run("text", "--no-dictionary", "raw.txt").out == "จานวนหน่วยงานที่สารวจ\n"


def test_text_looks_up_stripped_fonts(run: Run) -> None:
    path = MATRIX / "sim_g3_no_tounicode_nothing_sarabun.pdf"
    assert run("text", path).code == errors.NoTextLayer.exit_code
    fonts = ROOT / "src" / "dgreport" / "rendering" / "fonts"
    assert "สำนักงานสถิติแห่งชาติ" in run("text", path, "--fonts", fonts).out
    assert run("text", path, "--fonts", "nowhere").code == errors.BadFonts.exit_code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json", "raw.txt"], "belongs to --explain"),
        (["--flow", "raw.txt"], "raw.txt is a text"),
        (["--fonts", ".", "raw.txt"], "raw.txt is a text"),
    ],
)
def test_options_for_the_other_kind_of_file_are_refused(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "raw.txt").write_text("จ านวน", encoding="utf-8")
    done = run("text", *arguments)
    assert done.code == 2
    assert message in " ".join(done.err.replace("│", " ").split())


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\0b", "จำนวน".encode("cp874")])
def test_what_is_neither_pdf_nor_text_is_exit_code_3(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(data)
    done = run("text", "x.bin")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("dgreport: x.bin: neither a PDF nor text")


def test_a_text_named_pdf_is_exit_code_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("hello", encoding="utf-8")
    done = run("extract", "x.pdf")
    assert done.code == 3
    assert "x.pdf: not a PDF" in done.err


def test_an_encrypted_pdf_needs_its_password(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pikepdf.open(SOURCE) as pdf:
        del pdf.pages[3:]
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="open", owner="sesame"))
    done = run("text", "locked.pdf", "--pages", "2")
    assert (done.code, done.out) == (4, "")
    assert "locked.pdf" in done.err
    assert run("text", "locked.pdf", "--pages", "2", "--password", "wrong").code == 4
    right = run("text", "locked.pdf", "--pages", "2", "--password", "open")
    assert "จำนวนหน่วยงานที่ตอบแบบสำรวจกลับ" in right.out
    monkeypatch.setenv("DGREPORT_PASSWORD", "open")
    assert run("text", "locked.pdf", "--pages", "2") == right


def test_pages_without_characters_are_exit_code_6(run: Run, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(tmp_path / "scan.pdf")
    done = run("text", "scan.pdf")
    assert done.code == 6
    assert "scan.pdf: no characters on pages 1" in done.err


def test_a_document_of_no_known_family_is_exit_code_7(run: Run, tmp_path: Path) -> None:
    sheet = Canvas(str(tmp_path / "letter.pdf"))
    sheet.drawString(72, 720, "Dear reader")
    sheet.save()
    done = run("extract", "letter.pdf")
    assert done.code == 7
    assert "dg-readiness-2560" in done.err
    assert not (tmp_path / "report.json").exists()


def test_a_profile_that_is_not_there_is_exit_code_8(run: Run) -> None:
    done = run("extract", SOURCE, "--profile", "nonesuch")
    assert done.code == 8
    assert "nonesuch" in done.err


# --- extract, render, check


def test_extract_and_render_some_pages(run: Run, tmp_path: Path) -> None:
    done = run("extract", SOURCE, "--pages", "2-4", "-o", "r.json")
    assert done.code == 0
    assert done.out.startswith("r.json: 441 findings, 28 statements, ")
    read = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    values = {finding["id"]: finding["value"] for finding in read["findings"]}
    assert values["response.surveyed.department.count"] == "302"
    assert values["pillar1.digital_action_plan.completed.department.count"] is None
    done = run("render", "r.json", "-o", "r.pdf", "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[0] == "r.pdf"
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    # Its own files are replaced; it knows them by what they say inside.
    assert run("extract", SOURCE, "--pages", "2-4", "-o", "r.json", "--quiet") == Done(0, "", "")
    assert pipeline.load(tmp_path / "r.json").source.pages == 37


def test_a_foreign_file_is_replaced_only_by_force(run: Run, tmp_path: Path, report_file: Path) -> None:
    (tmp_path / "mine.pdf").write_text("mine", encoding="utf-8")
    done = run("render", report_file, "-o", "mine.pdf")
    assert done.code == 10
    assert "--force" in done.err
    assert (tmp_path / "mine.pdf").read_text(encoding="utf-8") == "mine"
    assert run("render", report_file, "-o", "mine.pdf", "--force", "-q") == Done(0, "", "")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF-")


def test_the_report_itself_is_not_replaced_by_its_pdf(run: Run, report_file: Path) -> None:
    before = report_file.read_bytes()
    assert run("render", report_file, "-o", report_file).code == 10
    assert report_file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_before_the_work(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(pipeline, "extract", lambda *_, **__: pytest.fail("the work began"))
    done = run("build", SOURCE, "-o", "file/out")
    assert done.code == 10
    assert "file/out: can't be written" in done.err
    assert run("extract", SOURCE, "-o", "file/report.json").code == 10


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not a report"),
        ("{}", "profile: Field required"),
        ('{"schema_version": "9"}', "schema_version: Input should be '1'"),
    ],
)
def test_a_report_that_cannot_be_used_is_exit_code_9(run: Run, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    done = run("render", "bad.json")
    assert done.code == 9
    assert done.err.startswith("dgreport: bad.json: ")
    assert message in done.err
    assert run("check", "absent.json").code == 9


def test_check_prints_the_issues_in_both_languages(run: Run, report_file: Path) -> None:
    done = run("check", report_file)
    assert done.code == 0
    assert done.out == "unreadable (pages 2, 3)\n  อ่านไม่ได้\n  It could not be read.\n1 issue\n"


def test_extract_reads_text_that_was_extracted_before(run: Run, tmp_path: Path) -> None:
    raw = ROOT / "tests" / "data" / "report-2560" / "raw.txt"
    assert run("extract", raw, "-q") == Done(0, "", "")
    read = pipeline.load(tmp_path / "report.json")
    assert (read.source.file, read.source.pages) == ("raw.txt", 0)
    finding = read.finding("response.surveyed.department.count")
    assert finding is not None
    assert finding.value == 302
    assert finding.place is not None
    assert (finding.place.page, finding.place.bbox, finding.place.line) == (None, None, 6)


# --- render


@pytest.mark.parametrize(
    ("arguments", "file", "start"),
    [
        (("-o", "r.html"), "r.html", b"<!DOCTYPE html>"),
        (("-o", "r.HTM"), "r.HTM", b"<!DOCTYPE html>"),
        (("-o", "r.md", "--lang", "th"), "r.md", b"<!-- generator: dgreport -->"),
        (("--format", "html"), "report.html", b"<!DOCTYPE html>"),
        (("--format", "md"), "report.md", b"<!-- generator: dgreport -->"),
        (("-o", "r.txt", "--format", "md"), "r.txt", b"<!-- generator: dgreport -->"),
        ((), "report.pdf", b"%PDF-"),
        (("-o", "r.other"), "r.other", b"%PDF-"),
    ],
)
def test_render_takes_the_form_from_the_name_or_the_format(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], file: str, start: bytes
) -> None:
    title = Bilingual(th="รายงาน", en="Report")
    report = Report(profile="p", source=Source(file="a.pdf", sha256="0" * 64, pages=1), title=title)
    pipeline.save(report, tmp_path / "in.json")
    for _ in range(2):  # its own file is replaced
        done = run("render", "in.json", *arguments)
        assert done.code == 0, done.err
        assert done.out.splitlines()[0] == file
        assert ("page" in done.out) == (start == b"%PDF-")
    assert (tmp_path / file).read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.json", file])


def test_render_knows_no_other_format(run: Run, tmp_path: Path) -> None:
    assert run("render", "in.json", "--format", "docx").code == 2


# --- build


def test_build_writes_everything_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "source_pdfs").mkdir()
    (tmp_path / "source_pdfs/slides.pdf").write_bytes(SOURCE.read_bytes())
    done = run("build", "--pages", "2-4,10")
    assert done.code == 0, done.err
    data = ("report.json", "findings.csv", "statements.csv", "issues.csv", "figures.csv", "datapackage.json")
    files = ("report.pdf", *data, "findings.xlsx")
    assert done.out.splitlines()[: len(files)] == [str(Path("output", name)) for name in files]
    assert "441 findings, 28 statements" in done.out
    assert "untranslated string" in done.out
    figures = {path.suffix for path in (tmp_path / "output/figures").iterdir()}
    assert figures == {".svg", ".png"}
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == sorted([*files, "figures"])
    carried = run("data", "output/report.pdf")
    assert carried.out.splitlines() == [str(Path("data", name)) for name in (*data, "SHA256SUMS")]
    assert all((tmp_path / "data" / each).read_bytes() == (tmp_path / "output" / each).read_bytes() for each in data)
    assert run("data", "source_pdfs/slides.pdf").code == 16
    before = (tmp_path / "output/report.json").read_bytes()
    issues = len(json.loads(before)["issues"])
    assert f"28 statements, {issues} issues" in done.out
    assert run("check", "output/report.json").out.endswith(f"\n{issues} issues\n")
    assert run("build", "--pages", "2-4,10", "--quiet", "--format", "md", "--format", "html") == Done(0, "", "")
    assert (tmp_path / "output/report.json").read_bytes() == before
    forms = {path.name for path in (tmp_path / "output").glob("report.*")}
    assert forms == {"report.pdf", "report.json", "report.md", "report.html"}
    pictures = re.findall(r"\]\((figures/[^)]+)\)", (tmp_path / "output/report.md").read_text(encoding="utf-8"))
    assert pictures
    assert all((tmp_path / "output" / picture).is_file() for picture in pictures)


def test_build_without_a_source_wants_exactly_one(run: Run, tmp_path: Path) -> None:
    done = run("build")
    assert (done.code, done.out) == (11, "")
    assert "source_pdfs: no PDF here" in done.err
    (tmp_path / "source_pdfs").mkdir()
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / "source_pdfs" / name).touch()
    done = run("build")
    assert done.code == 11
    assert "2 PDFs here (a.pdf, b.pdf)" in done.err
    assert not (tmp_path / "output").exists()


def test_a_failing_build_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\nbroken")
    assert run("build", "x.pdf").code == 5
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


# --- evaluate


def test_evaluate_prints_scores_and_what_failed(run: Run, report_file: Path, tmp_path: Path) -> None:
    records = [
        {"id": "a", "level": "all", "unit": "score", "value": 66.0, "page": 3},
        {"id": "b", "level": "all", "unit": "score", "value": 12},
        {"id": "n", "level": "all", "unit": "text", "value": None},
    ]
    (tmp_path / "golden.json").write_text(json.dumps(records), encoding="utf-8")
    issues = [{"code": "x", "findings": ["b"]}, {"code": "y", "findings": ["c"]}]
    (tmp_path / "issues.json").write_text(json.dumps(issues), encoding="utf-8")
    done = run("evaluate", report_file, "--golden", "golden.json", "--issues", "issues.json")
    assert done.code == 0
    assert done.out.splitlines() == [
        "findings: 1 right, 0 wrong, 1 missed, 0 extra; precision 100.00%, recall 50.00%, F1 66.67%",
        "statements: 1 right, 0 wrong, 0 missed, 0 extra; precision 100.00%, recall 100.00%, F1 100.00%",
        "by aspect: value 1/1, unit 2/2, level 2/2, page 0/1",
        "  a: page 2, expected 3 (page 2)",
        "  b: missed nothing, expected 12",
        "issues: 1 of 2 required, 0 optional, 0 extra",
        "  missed: y: c",
    ]


def test_evaluate_prints_the_character_error_rate(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("จ านวน ครั้ง", encoding="utf-8")
    (tmp_path / "truth.txt").write_text("จำนวนครั้ง", encoding="utf-8")
    done = run("evaluate", "--text", "text.txt", "--truth", "truth.txt")
    assert done.out == (
        "1 of 10 characters wrong (10.000%: 1 substituted, 0 lost, 0 added); "
        "0 missing and 2 spurious of 0 spaces; 1 of 1 sara am lost\n"
    )


@pytest.mark.parametrize(("name", "content"), [("absent.txt", None), ("latin.txt", b"\xe9")])
def test_a_truth_that_cannot_be_read_is_exit_code_13(
    run: Run, tmp_path: Path, name: str, content: bytes | None
) -> None:
    (tmp_path / "text.txt").write_text("ก", encoding="utf-8")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("evaluate", "--text", "text.txt", "--truth", name)
    assert done.code == 13
    assert name in done.err


# --- the progress bar


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress_bar(quiet=False) as progress:
        assert progress is not None
        progress("reading", 1, 2)
        progress("reading", 2, 2)
    assert "reading" in sys.stderr.getvalue()  # type: ignore[attr-defined]
    with progress_bar(quiet=True) as progress:
        assert progress is None
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar(quiet=False) as progress:
        assert progress is None
