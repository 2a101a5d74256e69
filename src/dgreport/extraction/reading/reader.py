"""A PDF and a profile in, a Report out.

Pages are recognised as slides of the profile, each slide is read (`slide`, `statements`), and what was read becomes
Findings, Statements and Issues. What can't be read is null with an Issue that names the place; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from dgreport.catalogue import Catalogue
from dgreport.check_rules import load_rules
from dgreport.extraction import glyphs
from dgreport.extraction.checking.checks import check
from dgreport.extraction.layout.lines import lines_of
from dgreport.extraction.page import Line, Page
from dgreport.extraction.reading.assembly import assemble
from dgreport.extraction.reading.reads import Read, values_of
from dgreport.extraction.reading.recognise import choose, page_numbers, slides_of
from dgreport.extraction.reading.search import PageText
from dgreport.extraction.reading.slide import read_slide
from dgreport.extraction.reading.statements import read_statements
from dgreport.model import Report, Source
from dgreport.profile import Profile, Slide, load_profile, profile_folders

Progress = Callable[[int, int], None]


def read_report(
    path: str | Path,
    *,
    profile: Profile | str | Path | None = None,
    pages: Iterable[int] | None = None,
    password: str | None = None,
    engine: glyphs.Engine = "auto",
    progress: Progress | None = None,
) -> Report:
    """The report in a PDF.

    `profile`: the report family, or its id or folder; None takes the one that fits. `pages`: 1-based numbers, None for
    all. The `engine` is that of `glyphs.read_pages`. `progress(done, total)` is called after each page. Raises
    SourceNotFound, NotAPdf, EncryptedPdf, DamagedPdf, NoTextLayer, NoProfileFits or BadProfile.
    """
    path = Path(path)
    read: list[Page] = []
    lines: dict[int, Sequence[Line]] = {}
    with glyphs.open_document(path, password=password, engine=engine) as document:
        wanted = list(pages) if pages is not None else list(range(1, document.page_count + 1))
        for page in document.pages(wanted):
            read.append(page)
            lines[page.number] = lines_of(page)
            if progress:
                progress(len(read), len(wanted))
        source = Source(file=path.name, sha256=document.sha256, pages=document.page_count)
    texts = {number: PageText(of_page) for number, of_page in lines.items()}
    if profile is None:
        profile = choose([load_profile(folder) for folder in profile_folders()], list(texts.values()), path.name)
    elif not isinstance(profile, Profile):
        profile = load_profile(profile)
    return report_of(profile, source, read, texts, Catalogue.beside(profile.folder))


def report_of(
    profile: Profile, source: Source, pages: Sequence[Page], texts: Mapping[int, PageText], catalogue: Catalogue
) -> Report:
    """The report in pages whose Lines are known."""
    numbers = page_numbers(pages, {number: text.lines for number, text in texts.items()})
    by_number = {page.number: page for page in pages}
    found = slides_of(profile, texts)
    reads: dict[str, Read] = {}
    # Some of them twice, for their shares are of a base that another slide gives.
    for again in (False, True):
        known = values_of(profile, reads)
        for slide in profile.slides:
            if slide.id not in found or (again and not _has_base_elsewhere(slide)):
                continue
            number, text = found[slide.id]
            skip = [index for index, line in enumerate(text.lines) if (number, line.box) in numbers]
            read = read_slide(profile, slide, by_number[number], text, skip, known)
            sentences = read_statements(slide, text, read.regions, skip)
            reads[slide.id] = Read(number, read, sentences)
    report = assemble(profile, source, reads, catalogue)
    edits = tuple(edit for page in pages for line in texts[page.number].lines for edit in line.edits)
    return checked(report.model_copy(update={"edits": edits}), profile)


def _has_base_elsewhere(slide: Slide) -> bool:
    """Whether shares of the slide are of a finding, which may stand on any slide, not of the n in a column's head."""
    bases = {group.base for group in slide.groups} | {item.base for group in slide.groups for item in group.items}
    return not bases <= {None, "column"}


def checked(report: Report, profile: Profile) -> Report:
    """The report with the issues that its profile's checks find."""
    rules = load_rules(profile.folder) if profile.folder else None
    if rules is None:
        return report
    return report.model_copy(update={"issues": report.issues + check(report, rules)})
