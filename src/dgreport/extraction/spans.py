"""Text that stands for several glyphs at once: ActualText spans, and maps that give each glyph its whole cluster.

Both are turned into readings of single glyphs. A base letter's glyph takes the letter with its signs, the glyphs of the
signs take nothing; the order inside a cluster is then right whatever the order of drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dgreport.extraction import thai
from dgreport.extraction.evidence import UNKNOWN
from dgreport.extraction.page import Glyph

#: Evidence from the glyph itself, which outweighs what is written beside it.
OWN = frozenset({"cmap", "name", "twin", "gid", "ink", "private-use"})


def _thai_in(text: str) -> bool:
    return any(thai.is_thai(char) for char in text)


def settle_span(glyphs: Sequence[Glyph], actual: str) -> list[Glyph]:
    """The glyphs of an ActualText span, read by it where it is legal Thai and the glyphs' own readings are not better.

    ActualText is not always right: some writers double the signs that follow the span. It is believed where it says
    what the glyphs say in another spelling, where glyphs are unknown, and where a glyph carries a whole cluster.
    """
    actual = thai.normal(actual.replace("\0", ""))
    read = thai.normal("".join(glyph.text for glyph in glyphs))
    if not actual or actual == read:
        return list(glyphs)
    unknown = any(glyph.text in ("", UNKNOWN) and glyph.ink is not None for glyph in glyphs)
    if not unknown and not (_thai_in(actual) or _thai_in(read)):
        return list(glyphs)
    if not thai.is_legal(actual):
        return list(glyphs)
    settled = all(glyph.evidence in OWN or glyph.ink is None for glyph in glyphs)
    if not unknown and settled and thai.is_legal(read):
        return list(glyphs)
    return _spread(glyphs, actual, "actualtext")


def settle_clusters(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs that each carry their whole cluster (น้ำ on each of its three) share it between them."""
    result: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        text = glyphs[at].text
        end = at + 1
        if len(text) > 1 and _thai_in(text):
            while end < len(glyphs) and glyphs[end].text == text and glyphs[end].font == glyphs[at].font:
                end += 1
        run = glyphs[at:end]
        if len(run) > 1 and any(_is_sign(glyph) for glyph in run):
            bases = sum(not _is_sign(glyph) for glyph in run)
            wanted = sum(not thai.is_mark(char) for char in text)
            result += _spread(run, text * max(1, round(bases / max(1, wanted))), "cluster")
        else:
            result += run
        at = end
    return result


def _is_sign(glyph: Glyph) -> bool:
    """A glyph without advance of its own: a sign over or under a letter."""
    return abs(glyph.box[2] - glyph.box[0]) < 0.05 * glyph.size


def _spread(glyphs: Sequence[Glyph], text: str, evidence: str) -> list[Glyph]:
    """`text` divided over `glyphs`: each letter with its signs to one glyph that advances, in order."""
    units = [text[start:end] for start, end in thai.clusters(text)]
    bases = [at for at, glyph in enumerate(glyphs) if not _is_sign(glyph)] or [0]
    if len(bases) != len(units):
        # Not one to one (ligatures, split vowels): the first letters take one each, the last base takes the rest.
        while len(units) > len(bases):
            last = units.pop()
            units[-1] += last
        units += [""] * (len(bases) - len(units))
    said = dict(zip(bases, units, strict=True))
    result = []
    for at, glyph in enumerate(glyphs):
        new = said.get(at, "")
        result.append(glyph if new == glyph.text else replace(glyph, text=new, evidence=evidence))
    return result
