"""A text file and a profile in, a Report out: for what was extracted from a PDF that is no longer at hand.

The text is repaired first. It has no geometry and no pages, so a value is settled only where its words and itself are
printed in one run, where the order of the text and arithmetic agree on one way to read it, or where nothing else is
there to be meant; all else is left open and reported, slide by slide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from dgreport.catalogue import Catalogue
from dgreport.errors import NotAPdf, SourceNotFound
from dgreport.extraction import thai
from dgreport.extraction.plain.echoes import settle_echoes
from dgreport.extraction.plain.running import RunningText, running_text
from dgreport.extraction.plain.settling import is_in_reading_order, settle
from dgreport.extraction.plain.sheet import Sheet
from dgreport.extraction.plain.stretches import Stretch, stretches_of
from dgreport.extraction.reading.assembly import assemble
from dgreport.extraction.reading.reader import checked
from dgreport.extraction.reading.reads import Read, values_of
from dgreport.extraction.reading.recognise import ENOUGH, choose, likeness
from dgreport.extraction.reading.regions import Regions
from dgreport.extraction.reading.slide import SlideReading
from dgreport.extraction.reading.statements import Sentence, read_statements
from dgreport.model import Report, Source
from dgreport.profile import Profile, load_profile, profile_folders

Progress = Callable[[int, int], None]
NumberedLine = tuple[int, str]  #: 1-based number and text


def read_report(
    path: str | Path, *, profile: Profile | str | Path | None = None, progress: Progress | None = None
) -> Report:
    """The report in a text file in UTF-8; form feeds are taken for page breaks, though none are needed.

    `profile`: the report family, or its id or folder; None takes the one that fits. `progress(done, total)` is called
    after each slide. Places are line numbers; `edits` are the repairs of the text. Raises SourceNotFound, NotAPdf (no
    UTF-8), NoProfileFits or BadProfile.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
        raw = data.decode("utf-8-sig")
    except OSError as error:
        raise SourceNotFound(f"{path}: can't be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise NotAPdf(f"{path}: neither a PDF nor text in UTF-8; save the text as UTF-8") from error
    repair = thai.repair(raw)
    lines, breaks = _lines(repair.text)
    if profile is None:
        whole = running_text(lines)
        profile = choose([load_profile(folder) for folder in profile_folders()], [whole], path.name)
    elif not isinstance(profile, Profile):
        profile = load_profile(profile)
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest(), pages=0)
    reads = _read(profile, lines, breaks, progress)
    report = assemble(profile, source, reads, Catalogue.beside(profile.folder))
    return checked(report.model_copy(update={"edits": repair.edits}), profile)


def _lines(text: str) -> tuple[list[NumberedLine], set[int]]:
    """The lines that are not empty, and the indices of those that begin a page."""
    lines: list[NumberedLine] = []
    breaks: set[int] = set()
    for number, line in enumerate(text.split("\n"), 1):
        for part, words in enumerate(line.split("\f")):
            if part:
                breaks.add(len(lines))
            if words.strip():
                lines.append((number, words.strip()))
    return lines, breaks


def _read(
    profile: Profile, lines: Sequence[NumberedLine], breaks: set[int], progress: Progress | None
) -> dict[str, Read]:
    slides = {slide.id: slide for slide in profile.slides}
    found: list[tuple[Stretch, RunningText]] = []
    for stretch in stretches_of(profile, [line for _, line in lines], breaks):
        own = running_text(lines[stretch.first : stretch.last + 1])
        if likeness(slides[stretch.slide], own) >= ENOUGH:
            found.append((stretch, running_text(lines[stretch.start : stretch.stop + 1])))
    reads: dict[str, Read] = {}
    # Twice, for a slide's shares may be of a base that another slide gives.
    for turn in range(2):
        known = values_of(profile, reads)
        sheets = [Sheet(profile, slides[stretch.slide], text, known) for stretch, text in found]
        is_ordered = not sheets or is_in_reading_order(sheets)
        for done, sheet in enumerate(sheets, 1):
            sheet.is_in_order &= is_ordered
            settle(sheet)
            if progress:
                progress(turn * len(found) + done, 2 * len(found))
        settle_echoes(sheets)
        for (stretch, _), sheet in zip(found, sheets, strict=True):
            reading = SlideReading(sheet.demands, sheet.bases, Regions(sheet.heads), frozenset(sheet.taken))
            ends = lines[stretch.first][0], lines[stretch.last][0]
            reads[stretch.slide] = Read(None, reading, _sentences(sheet), ends)
    return reads


def _sentences(sheet: Sheet) -> dict[str, Sentence]:
    """The statements. Those in words of their own are read where the text is in order and no words of the slide or lone
    numbers have come between their lines."""
    read = read_statements(sheet.slide, sheet.text, Regions({}), ())
    rows = {round(line.box[1]): index for index, line in enumerate(sheet.text.lines)}
    broken = {line for line, _ in sheet.words.used} | {line for match in sheet.bare() for line, _, _ in match.spans}
    for rule in sheet.slide.statements:
        if rule.under and rule.id in read:
            top, bottom = round(read[rule.id].box[1]), round(read[rule.id].box[3])
            after = [rows[at] for at in range(top + 1, bottom) if at in rows]
            if not sheet.is_in_order or not broken.isdisjoint(after):
                del read[rule.id]
    return read
