"""The commands that make a report and measure it: build, extract, render, data, check, evaluate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dgreport import pipeline
from dgreport.cli.parameters import (
    Engine,
    EngineName,
    Force,
    Format,
    Lang,
    Language,
    Pages,
    Password,
    ProfileName,
    Quiet,
    ReportFile,
    Source,
    page_numbers,
)
from dgreport.cli.printing import count, progress_bar, summary
from dgreport.outputs import staged

if TYPE_CHECKING:
    from dgreport.model import Report


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
    with progress_bar(quiet) as progress:
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
        print(summary(built.report))
        _print_rendered(built.rendered)


def extract(
    source: Source,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")] = Path(
        "report.json"
    ),
    pages: Pages = None,
    password: Password = None,
    profile: ProfileName = None,
    engine: EngineName = Engine.auto,
    quiet: Quiet = False,
    force: Force = False,
) -> None:
    """Read SOURCE and write what it says as data: report.json."""
    with staged(output.parent, [output.name], force=force) as stage, progress_bar(quiet) as progress:
        report = pipeline.extract(
            source,
            profile=profile,
            pages=page_numbers(pages),
            password=password,
            engine=engine.value,
            progress=progress,
        )
        pipeline.save(report, stage / output.name)
    if not quiet:
        print(f"{output}: {summary(report)}")


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
    with progress_bar(quiet) as progress:
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
    print(count(len(issues), "issue"))


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
    pages = f"{count(rendered.pages, 'page')}, " if rendered.pages else ""
    print(f"{pages}{count(len(rendered.untranslated), 'untranslated string')}")
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
