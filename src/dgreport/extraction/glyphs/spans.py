"""Text that stands for several glyphs at once: ActualText spans, and maps that give each glyph its whole cluster.

Both are turned into readings of single glyphs. A base letter's glyph takes the letter with its signs, the glyphs of the
signs take nothing; the order inside a cluster is then right whatever the order of drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dgreport.extraction import thai
from dgreport.extraction.fonts.context import fits_ink, is_sign
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.fonts.ink import part_of_cluster
from dgreport.extraction.glyphs.doubles import doubled
from dgreport.extraction.page import Columns, Glyph

ACTUAL_TEXT = "actualtext"
CLUSTER = "cluster"


def settle_span(glyphs: Sequence[Glyph], actual: str, letter_top: Callable[[str], float]) -> list[Glyph]:
    """The glyphs of an ActualText span, read by it where it is legal Thai and the glyphs' own readings are not better.

    ActualText is not always right: some writers double the signs that follow a span, or repeat a cluster's text for
    each part of it. It is believed where glyphs are unknown, and where only the file's map speaks for them; but not
    where it gives signs to a letter whose ink has none. `letter_top` is how high the letters of a font reach.
    """
    actual = thai.normal("".join(char for char in actual if char.isprintable()))
    read = thai.normal("".join(glyph.text for glyph in glyphs))
    if not actual or actual == read or UNKNOWN in actual:
        return list(glyphs)
    copies = doubled(Columns.of(glyphs))
    once = [glyph for at, glyph in enumerate(glyphs) if at not in copies]
    if _has_letters(actual, glyphs) or (copies and _has_letters(actual, once)):
        return list(glyphs)  # another order, which their places tell as well
    if len(glyphs) == 1 and _shows_letter_alone(glyphs[0], actual, letter_top):
        return list(glyphs)
    known = all(glyph.evidence not in ("", "none") or glyph.text.isspace() for glyph in glyphs)
    unknown = any(glyph.text in ("", UNKNOWN) for glyph in glyphs)
    if known or not (unknown or _has_thai(actual) or _has_thai(read)) or not _is_legal(actual):
        return list(glyphs)
    if all(is_sign(glyph.form) for glyph in glyphs):
        return _signs_alone(glyphs, actual)
    return _spread(glyphs, actual, ACTUAL_TEXT)


def _shows_letter_alone(glyph: Glyph, actual: str, letter_top: Callable[[str], float]) -> bool:
    """True for a letter whose ink shows none of the signs that it is said to have: those are drawn after it."""
    if glyph.form.ink is None or glyph.text != actual[0] or not glyph.form.upright:
        return False
    x0, top, x1, bottom = (1000 * length / glyph.size for length in glyph.form.ink)
    width = 1000 * (glyph.form.box[2] - glyph.form.box[0]) / glyph.size
    return part_of_cluster(actual, (x0, -bottom, x1, -top), width, letter_top(glyph.form.font)) == glyph.text


def _has_letters(text: str, glyphs: Sequence[Glyph]) -> bool:
    """True where the glyphs say the letters of the text, in any order.

    A sara am may be there as its two pieces, or whole beside its ring.
    """
    said = "".join(glyph.text for glyph in glyphs)
    rings, whole = said.count(thai.NIKHAHIT), said.count(thai.SARA_AM)
    return _letters(text) == _letters(said) and max(rings, whole) <= text.count(thai.SARA_AM) <= rings + whole


def _letters(text: str) -> list[str]:
    return sorted("".join(text.split()).replace(thai.NIKHAHIT, "").replace(thai.SARA_AM, thai.SARA_AA))


def settle_clusters(columns: Columns) -> Columns:
    """Glyphs whose map gives each the whole cluster (น้ำ on each of its three) share it, where nothing better is
    known.
    """
    if all(len(form.raw) < 2 for form in columns.forms):
        return columns
    glyphs = list(map(Glyph._make, columns.drawn))
    result: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        text, font = glyphs[at].raw, glyphs[at].font
        end = at + 1
        if len(text) > 1 and _has_thai(text):
            while end < len(glyphs) and glyphs[end].raw == text and glyphs[end].font == font:
                end += 1
        run = glyphs[at:end]
        if (
            len(run) > 1
            and any(is_sign(glyph.form) for glyph in run)
            and any(glyph.text == text or glyph.text == UNKNOWN for glyph in run)
        ):
            bases = sum(not is_sign(glyph.form) for glyph in run)
            wanted = sum(not thai.is_mark(char) for char in text)
            result += _spread(run, text * max(1, round(bases / max(1, wanted))), CLUSTER)
        else:
            result += run
        at = end
    return columns.retold([glyph.form for glyph in result])


def _has_thai(text: str) -> bool:
    return any(map(thai.is_thai, text))


def _is_legal(text: str) -> bool:
    """Legal as it is, or behind a consonant: a span may begin with the signs of the letter before it."""
    return thai.is_legal(text) or thai.is_legal(thai.CONSONANTS[0] + text)


def _signs_alone(glyphs: Sequence[Glyph], actual: str) -> list[Glyph]:
    """A span that holds only signs, of a letter outside it: the last signs of its text are theirs."""
    signs = [char for char in actual if thai.is_mark(char)][-len(glyphs) :]
    texts = [""] * (len(glyphs) - len(signs)) + signs
    return [
        glyph.told(text, ACTUAL_TEXT) if all(fits_ink(sign, glyph) for sign in text) else glyph
        for glyph, text in zip(glyphs, texts, strict=True)
    ]


def _spread(glyphs: Sequence[Glyph], text: str, evidence: str) -> list[Glyph]:
    """`text` divided over `glyphs`: each letter with its signs to one glyph that advances, in order."""
    units = [text[start:end] for start, end in thai.clusters(text)]
    bases = [at for at, glyph in enumerate(glyphs) if not is_sign(glyph.form)] or [0]
    while len(units) > len(bases):
        # Fewer glyphs than letters (ligatures): the last takes the rest.
        last = units.pop()
        units[-1] += last
    said = dict(zip(bases, units, strict=False))
    return [glyph.told(said.get(at, ""), evidence) for at, glyph in enumerate(glyphs)]
