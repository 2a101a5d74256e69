"""The command line: each command parses its arguments, calls one public function, and prints.

Results go to standard output, progress and errors to standard error. An error is one line and an exit code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dgreport import __version__, pipeline
from dgreport.errors import BadProfile, DgreportError
from dgreport.outputs import staged

if TYPE_CHECKING:
    from dgreport.model import Report

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
profiles = typer.Typer(
    name="profile",
    help="Declare a new family of reports.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(profiles)


class Language(StrEnum):
    th = "th"
    en = "en"
    both = "both"


class Format(StrEnum):
    pdf = "pdf"
    html = "html"
    md = "md"


def page_numbers(text: str | None) -> tuple[int, ...] | None:
    """The pages that "1-3,7" names; None stays None."""
    if text is None:
        return None
    pages: list[int] = []
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        ends = (first, last if dash else first)
        if not all(end.isascii() and end.isdigit() for end in ends) or not 1 <= int(ends[0]) <= int(ends[1]):
            raise typer.BadParameter(f"{text}: give pages as 1-3,7; the first page is 1", param_hint="--pages")
        pages.extend(range(int(ends[0]), int(ends[1]) + 1))
    return tuple(dict.fromkeys(pages))


Source = Annotated[Path, typer.Argument(metavar="SOURCE", help="PDF, or text that was extracted from one.")]
ReportFile = Annotated[Path, typer.Argument(metavar="REPORT", help="A report.json, as extract writes it.")]
Pages = Annotated[str | None, typer.Option("--pages", metavar="PAGES", help="Read only these pages, such as 1-3,7.")]
Password = Annotated[
    str | None,
    typer.Option("--password", metavar="TEXT", envvar="DGREPORT_PASSWORD", help="Password of an encrypted PDF."),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="PROFILE", help="Family of the report: an id or a folder; else it is recognised."
    ),
]
Lang = Annotated[Language, typer.Option("--lang", metavar="th|en|both", help="Language of the report.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that dgreport did not write.")]


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


@app.command()
def build(
    source: Annotated[
        Path | None, typer.Argument(metavar="[SOURCE]", help="PDF or text; without it the one PDF in source_pdfs.")
    ] = None,
    directory: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write.")] = Path("output"),
    formats: Annotated[
        list[Format],
        typer.Option(
            "--format",
            metavar="pdf|html|md",
            help="Form of the report; given again for several. The data and the figures are always written.",
        ),
    ] = [Format.pdf],  # noqa: B006  # typer copies it, and tells it as the default
    lang: Lang = Language.both,
    pages: Pages = None,
    password: Password = None,
    profile: ProfileName = None,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Do it all: read SOURCE, and write the report, its data, its tables and its figures."""
    with _progress(quiet) as progress:
        built = pipeline.build(
            source,
            directory,
            profile=profile,
            pages=page_numbers(pages),
            password=password,
            forms=tuple(dict.fromkeys(each.value for each in formats)),
            language=lang.value,
            force=force,
            progress=progress,
        )
    if not quiet:
        figures = [path for path in built.files if path.parent != directory]
        for path in built.files:
            if path not in figures:
                print(str(path))
        if figures:
            print(f"{figures[0].parent}{os.sep}  {len(figures)} files")
        print(_summary(built.report))
        _print_rendered(built.rendered)


@app.command()
def extract(
    source: Source,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")] = Path(
        "report.json"
    ),
    pages: Pages = None,
    password: Password = None,
    profile: ProfileName = None,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Read SOURCE and write what it says as data: report.json."""
    with staged(output.parent, [output.name], force=force) as stage, _progress(quiet) as progress:
        report = pipeline.extract(
            source, profile=profile, pages=page_numbers(pages), password=password, progress=progress
        )
        pipeline.save(report, stage / output.name)
    if not quiet:
        print(f"{output}: {_summary(report)}")


@app.command()
def render(
    report: ReportFile,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; else report.pdf, .html or .md."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", metavar="pdf|html|md", help="Form of the report; else as FILE ends (.html, .md), or PDF."
        ),
    ] = None,
    lang: Lang = Language.both,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Set a report.json as PDF, as one page of HTML that needs no other file, or as Markdown."""
    output = output or Path(f"report.{(form or Format.pdf).value}")
    with _progress(quiet) as progress:
        rendered = pipeline.render(
            pipeline.load(report),
            output,
            form=form.value if form else None,
            language=lang.value,
            force=force,
            progress=progress,
        )
    if not quiet:
        print(output)
        _print_rendered(rendered)


@app.command()
def data(
    report: Annotated[Path, typer.Argument(metavar="PDF", help="A report.pdf, as build or render writes it.")],
    directory: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to write.")] = Path("data"),
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Take the data out of a report.pdf: report.json, the tables and what describes them, their hashes checked."""
    files = pipeline.data(report, directory, force=force)
    if not quiet:
        for path in files:
            print(path)


@app.command()
def text(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="PDF, or text with damaged Thai; - for standard input.")
    ],
    pages: Pages = None,
    password: Password = None,
) -> None:
    """Print the text of FILE in correct Thai, the pages of a PDF separated by form feeds."""
    with _named_file(source) as path:
        mended = pipeline.read_text(path, pages=page_numbers(pages), password=password)
    sys.stdout.write(mended if mended.endswith("\n") else mended + "\n")


@app.command()
def repair(
    source: Annotated[Path, typer.Argument(metavar="PDF", help="PDF whose text copies, searches or reads wrong.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")],
    password: Password = None,
    break_signature: Annotated[
        bool, typer.Option("--break-signature", help="Mend a signed PDF, whose signature is void then.")
    ] = False,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Write the same PDF with a text layer that copies, searches and reads aloud right.

    The pages look the same, to the pixel. Nothing is written if nothing is wrong.
    """
    mended = pipeline.mend_pdf(source, output, password=password, force=force, break_signature=break_signature)
    if quiet:
        return
    if mended.path is None:
        print(f"{source}: nothing to mend, so nothing was written")
    else:
        print(f"{output}: {_count(len(mended.fonts), 'font')} and {_count(mended.spans, 'span')} of text mended")
    for font in mended.fonts:
        how = ", ".join(f"{evidence} {number}" for evidence, number in sorted(font.codes.items()))
        aliases = f"; {_count(font.aliases, 'further map')} for codes that say several things" if font.aliases else ""
        print(f"  {font.name}: {_count(sum(font.codes.values()), 'code')}{f' ({how})' if how else ''}{aliases}")
    if mended.removed:
        print(f"  {_count(mended.removed, 'span')} of the file removed")
    for left in mended.left:
        print(f"  not mended: {left}")


@app.command()
def check(
    report: ReportFile,
    profile: ProfileName = None,
) -> None:
    """Check again what must add up in a report.json, and print what does not, in both languages."""
    issues = pipeline.check(pipeline.load(report), profile=profile)
    for issue in issues:
        pages = sorted({place.page for place in issue.places if place.page is not None})
        where = f" ({'page' if len(pages) == 1 else 'pages'} {', '.join(map(str, pages))})" if pages else ""
        print(f"{issue.kind}{where}\n  {issue.message.th}\n  {issue.message.en or '(no translation)'}")
    print(_count(len(issues), "issue"))


@app.command()
def evaluate(
    report: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="A report.json to compare with --golden.")
    ] = None,
    golden: Annotated[
        list[Path] | None,
        typer.Option(
            "--golden",
            metavar="FILE",
            help="Findings checked by a person; given again, it adds keys that the first lacks.",
        ),
    ] = None,
    issues: Annotated[
        Path | None, typer.Option("--issues", metavar="FILE", help="Issues that the report should tell of.")
    ] = None,
    text: Annotated[Path | None, typer.Option("--text", metavar="FILE", help="A text to compare with --truth.")] = None,
    truth: Annotated[Path | None, typer.Option("--truth", metavar="FILE", help="The text as it should be.")] = None,
) -> None:
    """Measure how right a report or a text is."""
    if (text is None) != (truth is None):
        raise typer.BadParameter("--text and --truth belong together")
    if (report is None) != (not golden and issues is None):
        raise typer.BadParameter("REPORT and --golden (or --issues) belong together")
    if report is None and text is None:
        raise typer.BadParameter("give REPORT and --golden, or --text and --truth")
    if report is not None:
        _evaluate_report(pipeline.load(report), golden or [], issues)
    if text is not None and truth is not None:
        from dgreport.accuracy.metrics import character_errors

        print(character_errors(_read_truth(truth), _read_truth(text)))


def _print_rendered(rendered: pipeline.Rendered) -> None:
    pages = f"{_count(rendered.pages, 'page')}, " if rendered.pages else ""
    print(f"{pages}{_count(len(rendered.untranslated), 'untranslated string')}")
    if rendered.missing:
        print(f"drawn as ◊, since the fonts lack them: {' '.join(sorted(rendered.missing))}")


def _evaluate_report(report: Report, golden: Sequence[Path], issues: Path | None) -> None:
    from dgreport.accuracy import golden as scorer

    if golden:
        result = scorer.evaluate(report, scorer.load(*golden))
        print(f"findings: {result.findings}")
        print(f"statements: {result.statements}")
        print("by aspect: " + ", ".join(f"{aspect} {right}/{of}" for aspect, (right, of) in result.aspects.items()))
        if result.uncertain[1]:
            print("not scored, as the golden is not sure: {1}, of which {0} agree".format(*result.uncertain))
        for failure in result.failures:
            print(f"  {failure}")
    if issues is not None:
        told = scorer.evaluate_issues(report, scorer.load_issues(issues))
        required = told.found + len(told.missed)
        print(f"issues: {told.found} of {required} required, {told.optional} optional, {len(told.extra)} extra")
        for missed in told.missed:
            print(f"  missed: {missed.code}: {', '.join(sorted(missed.findings))}")
        for extra in told.extra:
            print(f"  extra: {extra.kind}: {', '.join(extra.findings)}")


def _read_truth(path: Path) -> str:
    from dgreport.errors import BadGolden

    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadGolden(f"{path}: can't be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise BadGolden(f"{path}: not text in UTF-8; save it as UTF-8") from error


@contextmanager
def _named_file(name: str) -> Iterator[Path]:
    """The file of that name; for "-" standard input, kept in a file meanwhile since a PDF is read out of order."""
    if name != "-":
        yield Path(name)
        return
    with TemporaryDirectory(prefix="dgreport-") as folder:
        path = Path(folder) / "standard input"
        path.write_bytes(sys.stdin.buffer.read())
        yield path


@profiles.command("new")
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


@profiles.command("check")
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
    print(_count(len(found), "fault"))
    if found:
        raise typer.Exit(BadProfile.exit_code)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process. The one place where errors become lines and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _summary(report: Report) -> str:
    counts = {"finding": report.findings, "statement": report.statements, "issue": report.issues}
    return ", ".join(_count(len(items), noun) for noun, items in counts.items())


@contextmanager
def _progress(quiet: bool) -> Iterator[pipeline.Progress | None]:
    """A progress bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def advance(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield advance
