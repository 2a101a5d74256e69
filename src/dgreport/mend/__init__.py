"""The same PDF with a text layer that copies, searches and reads aloud right.

    >>> import dgreport
    >>> dgreport.mend_pdf("in.pdf", "out.pdf")                    # doctest: +SKIP

What the glyphs stand for is told by `extraction`. Most of it goes into the fonts' ToUnicode maps, which all readers
understand. Where one code says several things its font gets second codes for the same glyphs, or else an alias with a
second map, and where glyphs are drawn in another order than they are read, or twice, a span with ActualText says what
they are together. Nothing that is painted changes: the result is compared with the original before it is written.

    wording    Page and Lines → what each glyph is to say, and which are to be read together
    content    the operators of a content stream, to the byte, and changes of it
    reading    which operator shows which glyph
    maps       what the glyphs say → a font's own map, and those of its aliases
    runs       by which of its maps each glyph is shown
    needs      which groups of glyphs no map can say
    spare      further codes for glyphs that say several things
    plan       → the changes of each content
    document   fonts and contents of the file, changed by plan
    check      whether the result looks and reads as the original
    care       what the next attempt spares where it does not
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dgreport.errors import DamagedPdf, EncryptedPdf, SignedPdf, UnsafeMending
from dgreport.mend.care import Care
from dgreport.outputs import MENDED, identify, kind_of, staged

if TYPE_CHECKING:
    import pikepdf

    from dgreport.extraction.fonts.loading import LoadedFont
    from dgreport.extraction.page import Page
    from dgreport.mend.document import FontKey, UsedFont
    from dgreport.mend.maps import FontMaps
    from dgreport.mend.plan import Change, PagePlan
    from dgreport.mend.reading import ReadPage
    from dgreport.mend.wording import Wording

#: Of the pages whose content stays as it is so many are looked at as well, evenly spread.
_SAMPLE = 5
#: Where pages do not look or read as before the next attempt takes more care, first with their lines, then with them;
#: in the last ones they keep their content.
_ATTEMPTS = 6
_LAST = 3
#: So many pages are named where something could not be mended.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class MendedFont:
    """A font whose map was mended."""

    name: str
    codes: Mapping[str, int]  #: evidence (as in `extraction.fonts.evidence`) to the number of codes that it mended
    aliases: int  #: further maps, for codes that say several things


@dataclass(frozen=True, slots=True)
class Mended:
    """What `mend_pdf` did. Nothing was written where `path` is None: nothing was wrong."""

    path: Path | None
    pages: int
    fonts: tuple[MendedFont, ...] = ()
    spans: int = 0  #: with ActualText, added
    removed: int = 0  #: ActualTexts of the file that were wrong, or in the way of one that says more
    left: tuple[str, ...] = ()  #: what could not be mended, and why


def mend_pdf(
    source: str | Path,
    target: str | Path,
    *,
    password: str | None = None,
    force: bool = False,
    break_signature: bool = False,
) -> Mended:
    """Write `source` to `target` with a mended text layer; nothing is written if nothing is wrong with it.

    What this function wrote, and nobody changed since, was mended as far as it goes and is not looked at again. A file at
    `target` is only replaced with `force`, unless it is empty or dgreport's own. Raises what reading a PDF raises
    (NotAPdf, EncryptedPdf, DamagedPdf, NoTextLayer), SignedPdf, CannotWrite, and UnsafeMending if the mended file would
    not look and read the same.
    """
    from dgreport.extraction.glyphs import open_document
    from dgreport.extraction.layout.lines import lines_of
    from dgreport.mend import check
    from dgreport.mend.wording import wording

    source, target = Path(source), Path(target)
    with staged(target.parent, [target.name], force=force) as stage:
        with open_document(source, password=password, values=False) as document:
            _open(source, password, break_signature).close()  # what forbids mending is said before the work is done
            if kind_of(source) == MENDED:
                return Mended(None, document.page_count)
            pages, texts = [], []
            for page in document.pages():
                lines = lines_of(page)
                pages.append((page, wording(page, lines)))
                texts.append(check.letters("".join(line.text for line in lines)))
            fonts = {font.name: font for font in document.fonts}
        file, care, differing = stage / target.name, Care(), set[int]()
        same: dict[int, object] = {}  # pages to the changes with which they were seen to look the same
        for attempt in range(_ATTEMPTS):
            with _open(source, password, break_signature) as pdf:
                mended, changes = _attempt(pdf, source, target, pages, fonts, care)
                if mended.path is None:
                    file.unlink(missing_ok=True)  # what an attempt with less care left behind
                    return mended
                # Encryption and a random identifier go together.
                pdf.save(
                    file, encryption=pdf.is_encrypted, deterministic_id=not pdf.is_encrypted, fix_metadata_version=False
                )
            sample = range(1, len(texts) + 1, max(1, len(texts) // _SAMPLE))
            looked_at = sorted(page for page, made in changes.items()
                               if (any(made) or page in sample) and same.get(page) != made)  # fmt: skip
            look = check.where_pages_differ(source, file, looked_at, password)
            same |= {page: changes[page] for page in looked_at if page not in look}
            read = check.pages_that_read_different(texts, file, password) if not look else set()
            differing = {*look, *read}
            if not differing:
                identify(file)
                return mended
            care = care.more(look, read)
            if attempt >= _ATTEMPTS - _LAST:
                care = Care(care.bands, care.untouched | differing)
        raise UnsafeMending(
            f"{source}: mended, its page {min(differing)} would not look or read as before, so nothing was written. "
            "Please report this, with the file if you may"
        )


def _open(source: Path, password: str | None, break_signature: bool) -> pikepdf.Pdf:
    import pikepdf

    try:
        pdf = pikepdf.open(source, password=password or "")
    except pikepdf.PasswordError as error:
        raise EncryptedPdf(f"{source}: the password does not open it. Give the right one with --password") from error
    except pikepdf.PdfError as error:
        raise DamagedPdf(f"{source}: can't be read ({error}). Get the file again, or repair it with qpdf") from error
    if not break_signature and _is_signed(pdf):
        pdf.close()
        raise SignedPdf(
            f"{source}: signed, and mending it would break the signature. Allow that with --break-signature"
        )
    return pdf


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    """True where a signature field holds a signature, or the document has a certification or usage rights."""
    from pikepdf import Dictionary, Name

    if Name.Perms in pdf.Root:
        return True
    form = pdf.Root.get(Name.AcroForm)
    waiting = list(form.get(Name.Fields, [])) if isinstance(form, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, Dictionary) or entry.objgen in seen:
            continue
        if entry.is_indirect:
            seen.add(entry.objgen)
        if entry.get(Name.FT) == Name.Sig and Name.V in entry:
            return True
        waiting += list(entry.get(Name.Kids, []))
    return False


def _attempt(
    pdf: pikepdf.Pdf,
    source: Path,
    target: Path,
    pages: Sequence[tuple[Page, Wording]],
    loaded: Mapping[str, LoadedFont],
    care: Care,
) -> tuple[Mended, Mapping[int, tuple[frozenset[Change], ...]]]:
    """Mends the open PDF, and tells the changes of each page, as `document.Applied` has them."""
    from dgreport.mend.document import apply, set_apart
    from dgreport.mend.needs import would_help
    from dgreport.mend.plan import ActualText, Unsaid
    from dgreport.mend.wording import told_by_letters

    if len(pdf.pages) != len(pages):
        raise DamagedPdf(f"{source}: its pages can't be counted. Get the file again, or repair it with qpdf")
    apart: set[tuple[int, int]] = set()
    read = _read(pdf, pages, loaded, care)
    if not all(page.may_change for page in read):
        apart = set_apart(pdf, (page.walk for page in read if not page.may_change))
        read = _read(pdf, pages, loaded, care)
    fonts, maps, plans = _planned(read, loaded, apart, care)
    if any(plan.impossible for plan in plans):
        read = [replace(page, words=told_by_letters(page.words, plan.impossible))
                for page, plan in zip(read, plans, strict=True)]  # fmt: skip
        fonts, maps, plans = _planned(read, loaded, apart, care)
    left = tuple(_left(read, plans))
    helps = any(
        would_help(page, maps[not page.may_change], len(plan.impossible), plan.silent, plan.again)
        for page, plan in zip(read, plans, strict=True)
    )
    if not helps or not (fonts or any(any(plan.changes) for plan in plans)):
        return Mended(None, len(read), left=left), {}
    done = apply(pdf, read, plans, fonts)
    told = tuple(_told(font) for font in fonts.values())
    return Mended(target, len(read), told, done.counts[ActualText], done.counts[Unsaid], left), done.pages


def _planned(
    read: Sequence[ReadPage], loaded: Mapping[str, LoadedFont], apart: Collection[FontKey], care: Care
) -> tuple[dict[FontKey, UsedFont], tuple[dict[str, FontMaps], dict[str, FontMaps]], list[PagePlan]]:
    """The fonts that need mending, their maps by name (of contents that may change, and of those that may not), and what
    is to be changed on each page."""
    from dgreport.mend.document import used_fonts
    from dgreport.mend.plan import plan_page

    fonts = {key: font for key, font in used_fonts(read, loaded, apart).items() if font.maps.aliases or font.wrong()}
    maps, nearest = (
        {font.loaded.name: font.maps for font in fonts.values() if font.is_apart is is_apart}
        for is_apart in (False, True)
    )
    plans = [plan_page(page, maps, care.bands.get(page.page.number, ())) for page in read]
    return fonts, (maps, nearest), plans


def _read(
    pdf: pikepdf.Pdf, pages: Sequence[tuple[Page, Wording]], loaded: Mapping[str, LoadedFont], care: Care
) -> list[ReadPage]:
    from dgreport.mend.content import Walker
    from dgreport.mend.reading import ReadPage, spots

    walker, read = Walker(pdf), []
    for (page, words), leaf in zip(pages, pdf.pages, strict=True):
        walk = walker.walk(leaf)
        found = spots(page, walk, loaded)
        may_change = page.number not in care.untouched and len(found) == len(page.glyphs)
        read.append(ReadPage(page, words, walk, found, may_change))
    return read


def _told(font: UsedFont) -> MendedFont:
    return MendedFont(font.loaded.name.rpartition("#")[0], font.wrong(), 0 if font.maps.spare else len(font.maps.aliases))


def _left(read: Sequence[ReadPage], plans: Sequence[PagePlan]) -> Iterator[str]:
    """What the mended file will not say right."""
    kept = [page.page.number for page in read if not page.may_change]
    tangled = [page.page.number for page in read if page.words.tangled]
    impossible = [page.page.number for page, plan in zip(read, plans, strict=True) if plan.impossible]
    if kept:
        yield f"{_named(kept)}: the content stays as it is, for changed it could look or read otherwise"
    if tangled:
        count = sum(page.words.tangled for page in read)
        yield f"{_named(tangled)}: {count:,} letters are drawn with others in between; readers keep that order"
    if impossible:
        count = sum(len(plan.impossible) for plan in plans)
        yield f"{_named(impossible)}: {count:,} letters lie across parts of the content; some readers misplace signs"


def _named(pages: Sequence[int]) -> str:
    named = ", ".join(map(str, pages[:_NAMED]))
    more = f" and {len(pages) - _NAMED:,} more" if len(pages) > _NAMED else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {named}{more}"
