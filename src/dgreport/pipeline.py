"""What dgreport does with reports, as functions: the library's own names, and what the command line calls.

Each reads like its sentence in the README; the work is done in `extraction` and `rendering`, which are imported only
when a function needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dgreport.errors import BadReport, SourceNotFound
from dgreport.outputs import staged
from dgreport.texts import is_text

if TYPE_CHECKING:
    from dgreport.extraction.glyphs import Engine
    from dgreport.extraction.page import Line, Page
    from dgreport.mend import Mended
    from dgreport.model import Issue, Report
    from dgreport.profile import Profile
    from dgreport.rendering.document import Document, Language

#: What a report can be set as.
Form = Literal["pdf", "html", "md"]
#: Called as work goes on: what is being done, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]

SOURCE_FOLDER = Path("source_pdfs")
OUTPUT_FOLDER = Path("output")
_FIGURES = "figures"
#: The report as data: what `build` writes beside it, and what the report as PDF carries.
_DATA = ("report.json", "findings.csv", "statements.csv", "issues.csv", "figures.csv", "datapackage.json")
_WORKBOOK = "findings.xlsx"
_FORMS: dict[str, Form] = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is to be known of a report that was set."""

    pages: int  #: of the PDF; 0 where none was set
    untranslated: tuple[str, ...]  #: Thai texts that have no English; shown with a mark where English is wanted
    missing: frozenset[str]  #: characters that the bundled fonts lack; drawn as ◊ in PDF and PNG, kept as text


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` has made."""

    report: Report
    rendered: Rendered
    files: tuple[Path, ...]  #: the report in its forms, its data, the spreadsheet, then the figures


def extract(
    path: str | Path,
    *,
    profile: Profile | str | Path | None = None,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    engine: Engine = "auto",
    progress: Progress | None = None,
) -> Report:
    """Read a report from a PDF, or from text that was extracted from one.

    `profile` is the report family, its id, or the folder that declares it; without it the family is recognised. `pages`
    are 1-based and, like `password` and `engine` (see `read_text`), mean nothing for a text file. Raises
    SourceNotFound, NotAPdf, EncryptedPdf, DamagedPdf, NoTextLayer, NoProfileFits or BadProfile.
    """
    path = Path(path)
    reading = (lambda done, total: progress("reading", done, total)) if progress else None
    if is_text(path):
        from dgreport.extraction.plain import reader as plain

        return plain.read_report(path, profile=profile, progress=reading)
    from dgreport.extraction.reading import reader

    return reader.read_report(path, profile=profile, pages=pages, password=password, engine=engine, progress=reading)


def mend_pdf(
    source: str | Path,
    target: str | Path,
    *,
    password: str | None = None,
    force: bool = False,
    break_signature: bool = False,
) -> Mended:
    """Write the same PDF with a mended text layer; nothing is written if nothing is wrong with it.

    Its pages look the same, to the pixel; fonts, forms, links and metadata stay. A signed file is only mended with
    `break_signature`. A file at `target` that dgreport did not write is only replaced with `force`. Raises NotAPdf,
    EncryptedPdf, DamagedPdf, NoTextLayer, SignedPdf, CannotWrite or UnsafeMending.
    """
    from dgreport import mend

    return mend.mend_pdf(source, target, password=password, force=force, break_signature=break_signature)


def check(report: Report, *, profile: Profile | str | Path | None = None) -> tuple[Issue, ...]:
    """The issues of a report, with those that a profile's rules find found anew; by default the report's own profile.

    So a report whose values were corrected by hand can be checked again. Raises BadProfile.
    """
    from dgreport.check_rules import load_rules
    from dgreport.extraction.checking import checks

    folder = _profile(profile or report.profile).folder
    rules = load_rules(folder) if folder else None
    if rules is None:
        return report.issues
    codes = {rule.code for rule in rules.spread}
    return (*(issue for issue in report.issues if issue.code not in codes), *checks.check(report, rules))


def load(path: str | Path) -> Report:
    """The report in a report.json. Raises BadReport, which names the field at fault."""
    from pydantic import ValidationError

    from dgreport.model import Report

    path = Path(path)
    try:
        return Report.from_json(path.read_bytes())
    except OSError as error:
        raise BadReport(f"{path}: can't be read ({error.strerror}); check the name") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        what = f"{where}: {fault['msg']}" if where else fault["msg"]
        raise BadReport(f"{path}: not a report of this version of dgreport ({what}); extract it again") from error


def save(report: Report, path: str | Path, *, force: bool = False) -> None:
    """Write a report as JSON. Raises CannotWrite; a file that dgreport did not write is only replaced with `force`."""
    path = Path(path)
    with staged(path.parent, [path.name], force=force) as stage:
        (stage / path.name).write_text(report.to_json(), encoding="utf-8", newline="\n")


def render(
    report: Report,
    path: str | Path,
    *,
    form: Form | None = None,
    language: Language = "both",
    force: bool = False,
    progress: Progress | None = None,
) -> Rendered:
    """Set a report as PDF, as a page of HTML that needs no other file, or as Markdown.

    Without a `form` the name of the file decides: .html, .htm, .md, .markdown, else PDF. Raises CannotWrite; what may
    be replaced is as in `save`. A PDF is accessible and archival (PDF/UA-1, PDF/A-3a), or NotArchival is raised.
    """
    path = Path(path)
    form = form or _FORMS.get(path.suffix.lower(), "pdf")
    document = _outline(report, language)
    with staged(path.parent, [path.name], force=force) as stage:
        data = _data(report, document) if form == "pdf" else {}
        return _set(report, document, {form: stage / path.name}, data, None, progress)


def build(
    source: str | Path | None = None,
    directory: str | Path = OUTPUT_FOLDER,
    *,
    profile: Profile | str | Path | None = None,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    forms: Sequence[Form] = ("pdf",),
    language: Language = "both",
    force: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Read `source` and write all there is to `directory`; without a source, the one PDF in ./source_pdfs is taken.

    `forms` are those of the report itself. Raises what `extract` and `render` raise. Either all files are written or
    none.
    """
    from dgreport.kept import withheld
    from dgreport.tables import write_workbook

    source = Path(source) if source is not None else only_source(SOURCE_FOLDER)
    directory = Path(directory)
    reports = {form: f"report.{form}" for form in forms}
    # What a password protects is not kept for later runs, nor are the figures of it.
    protected = withheld(password is not None)
    with protected, staged(directory, (*reports.values(), *_DATA, _WORKBOOK), force=force) as stage:
        report = _reading(source, profile, pages, password, progress)
        document = _outline(report, language)
        data = _data(report, document)
        for name, content in data.items():
            (stage / name).write_bytes(content)
        write_workbook(report, stage / _WORKBOOK)
        files = {form: stage / name for form, name in reports.items()}
        rendered = _set(report, document, files, data, stage / _FIGURES, progress)
        figures = sorted(path.relative_to(stage) for path in stage.glob(f"{_FIGURES}/*"))
    names = (*map(Path, (*reports.values(), *_DATA, _WORKBOOK)), *figures)
    return Built(report, rendered, files=tuple(directory / name for name in names))


def data(path: str | Path, directory: str | Path, *, force: bool = False) -> tuple[Path, ...]:
    """Take out the data that a report as PDF carries, and write the files to `directory`.

    Each is what it was when the report was made: their hashes are checked. Raises BadAttachment where the PDF carries
    no data of dgreport, or not as they were, and CannotWrite.
    """
    from dgreport.rendering.archive.attachments import detach

    directory = Path(directory)
    files = detach(Path(path))
    with staged(directory, files, force=force) as stage:
        for name, content in files.items():
            (stage / name).write_bytes(content)
    return tuple(directory / name for name in files)


#: The libraries that a reading follows from, beside dgreport itself.
_READERS = ("pdfplumber", "pdfminer.six", "pypdfium2", "pikepdf", "pythainlp", "fonttools", "uharfbuzz", "scipy", "numpy")


def _reading(
    source: Path,
    profile: Profile | str | Path | None,
    pages: Iterable[int] | None,
    password: str | None,
    progress: Progress | None,
) -> Report:
    """The report in a source as `extract` reads it, or as an earlier run did from the same bytes by the same program."""
    from dgreport.kept import kept, program
    from dgreport.model import Report

    wanted = None if pages is None else tuple(pages)

    def read() -> Report:
        return extract(source, profile=profile, pages=wanted, password=password, progress=progress)

    declared = _declared(profile)
    if declared is None or not source.is_file():
        return read()
    asked = f"{source.name} {profile} {wanted}".encode("utf-8", "surrogatepass")
    parts = (asked, source.read_bytes(), *declared, *program(*_READERS))
    return Report.from_json(kept(parts, lambda: read().to_json().encode("utf-8", "surrogatepass")))


def _declared(profile: Profile | str | Path | None) -> tuple[bytes, ...] | None:
    """All that a profile of one's own declares; nothing for one that comes with dgreport, None where it is not known."""
    if profile is None:
        return ()
    if not isinstance(profile, str | Path):
        return None
    path = Path(profile)
    folder = path if path.is_dir() else path.parent if path.is_file() else None
    files = sorted(each for each in folder.iterdir() if each.suffix in (".toml", ".po")) if folder else ()
    return tuple(part for each in files for part in (each.name.encode(), each.read_bytes()))


def _outline(report: Report, language: Language) -> Document:
    from dgreport.rendering.outline import outline

    return outline(report, language)


def _data(report: Report, document: Document) -> dict[str, bytes]:
    """The report as data: the files of _DATA, by name."""
    from dgreport import datapackage, tables
    from dgreport.rendering import plotted

    written = {
        "findings.csv": tables.findings_csv(report),
        "statements.csv": tables.statements_csv(report),
        "issues.csv": tables.issues_csv(report),
        "figures.csv": tables.figures_csv(plotted.rows(document)),
    }
    described = datapackage.describe(report, written)
    return {"report.json": report.to_json().encode(), **written, "datapackage.json": described.encode()}


def _set(
    report: Report,
    document: Document,
    files: Mapping[Form, Path],
    data: Mapping[str, bytes],
    figure_folder: Path | None,
    progress: Progress | None,
) -> Rendered:
    """Set the report into a file of each form, and its figures as files into `figure_folder` where one is given.

    A PDF carries `data`, files by name.
    """
    from dgreport.rendering import figures, html, markdown, typeset
    from dgreport.rendering.archive import archive
    from dgreport.rendering.backmatter import untranslated_texts
    from dgreport.rendering.document import Figure

    progress = progress or (lambda step, done, total: None)
    specs = [block.spec for block in document.blocks if isinstance(block, Figure)]
    drawn: dict[str, bytes] = {}
    if figure_folder is not None and specs:
        figure_folder.mkdir(exist_ok=True)
    for done, spec in enumerate(specs, 1):
        if "pdf" in files or figure_folder is not None:
            drawn[spec.id] = figures.svg(spec, document.language)
        if figure_folder is not None:
            for name, picture in figures.files(spec, document.language, drawn[spec.id]).items():
                (figure_folder / name).write_bytes(picture)
        progress("drawing", done, len(specs))
    progress("setting", 0, 1)
    pages, missing = 0, frozenset[str]()
    if "pdf" in files:
        set_pages = typeset.typeset(document, lambda spec: drawn[spec.id])
        files["pdf"].write_bytes(archive(set_pages.pdf, set_pages.structure, document, data))
        pages, missing = set_pages.pages, set_pages.missing
    elif figure_folder is not None:
        missing = frozenset().union(*(figures.lacking(spec, document.language) for spec in specs))
    if "html" in files:
        files["html"].write_text(html.render(document, figures.inline), encoding="utf-8", newline="\n")
    if "md" in files:
        folder = f"{_FIGURES}/" if figure_folder is not None else None
        text = markdown.render(document, lambda spec: folder and f"{folder}{figures.file_name(spec)}.svg")
        files["md"].write_text(text, encoding="utf-8", newline="\n")
    progress("setting", 1, 1)
    return Rendered(pages, tuple(untranslated_texts(report)), missing)


def new_profile(
    source: str | Path, folder: str | Path, *, password: str | None = None, force: bool = False
) -> tuple[Path, ...]:
    """Start a profile from a PDF of its family: write profile.toml and en.po to `folder`, whose name becomes the id.

    Raises what `extract` raises of the source, and CannotWrite.
    """
    from dgreport.extraction.reading.drafting import catalogue, draft
    from dgreport.profile import parse_profile

    source, folder = Path(source), Path(folder)
    names = ("profile.toml", "en.po")
    with staged(folder, names, force=force) as stage:
        pages, lines = _lines(source, password)
        text = draft(folder.resolve().name, source.name, pages, lines)
        (stage / "profile.toml").write_text(text, encoding="utf-8", newline="\n")
        profile = parse_profile(text.encode(), str(folder / "profile.toml"))
        (stage / "en.po").write_text(catalogue(profile), encoding="utf-8", newline="\n")
    return tuple(folder / name for name in names)


def check_profile(
    profile: Profile | str | Path, source: str | Path | None = None, *, password: str | None = None
) -> tuple[str, ...]:
    """What is wrong with a profile: names without a declaration and, given a PDF, what is not printed there.

    Raises BadProfile where it can't even be loaded, naming misspelt keys; of the source what `extract` raises.
    """
    from dgreport.check_rules import load_rules
    from dgreport.extraction.reading.proofing import faults, unmatched
    from dgreport.extraction.reading.search import PageText

    profile = _profile(profile)
    found = [*faults(profile, load_rules(profile.folder) if profile.folder else None)]
    if source is not None:
        _, lines = _lines(Path(source), password)
        found += unmatched(profile, {number: PageText(of_page) for number, of_page in lines.items()})
    return tuple(found)


def _profile(profile: Profile | str | Path) -> Profile:
    from dgreport.profile import Profile, load_profile

    return profile if isinstance(profile, Profile) else load_profile(profile)


def _lines(path: Path, password: str | None) -> tuple[list[Page], dict[int, Sequence[Line]]]:
    """The pages of a PDF, and the lines of each by its number."""
    from dgreport.extraction.glyphs import read_pages
    from dgreport.extraction.layout.lines import lines_of

    pages = list(read_pages(path, password=password))
    return pages, {page.number: lines_of(page) for page in pages}


def only_source(folder: Path) -> Path:
    """The one PDF in a folder; raises SourceNotFound if there is none or a choice."""
    found = sorted(folder.glob("*.pdf")) if folder.is_dir() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise SourceNotFound(f"{folder}: no PDF here; put the source there, or name it: dgreport build FILE.pdf")
    names = ", ".join(path.name for path in found)
    raise SourceNotFound(f"{folder}: {len(found)} PDFs here ({names}); name the one to build: dgreport build FILE.pdf")
