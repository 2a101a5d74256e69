"""How wide the columns of a table are: numbers and the words over them fit, names have the rest."""

from __future__ import annotations

from collections.abc import Sequence

from dgreport.rendering.document import Table
from dgreport.rendering.typeset import styles
from dgreport.rendering.typeset.grid import Box
from dgreport.rendering.typeset.text import Part
from dgreport.rendering.typeset.typefaces import typefaces
from dgreport.rendering.typeset.wrapping import phrases, whole_pieces

#: No column is narrower, points.
_NARROWEST = 24.0
#: A head over numbers would like two lines, which are not quite even: so much of its width.
_HEAD_LINE = 0.6
#: A phrase wider than this may be parted between its words rather than that it makes its column wide, points.
_WIDEST_PHRASE = 72.0


def shares(block: Table, heads: Sequence[Box], rows: Sequence[Sequence[Box]], gutter: float) -> list[float]:
    """The columns' weights as shares, but numbers and the words over them fit, and the names of rows have what room the
    numbers can spare. The columns of dense tables, which are the parts of a long one, stay under each other: `rows` are
    those of all of them, and names give what they can spare."""
    room = styles.MEASURE - gutter * (len(block.columns) - 1)
    weights = [max(column.weight, 0.001) for column in block.columns]
    least, named, headed = [], [], []
    for number, column in enumerate(block.columns):
        cells = [row[number].parts for row in rows if not row[0].wide]
        piece = max(map(_longest_piece, (heads[number].parts, *(cells if column.number else ()))), default=0.0)
        least.append(max(min(piece, room / 3), _NARROWEST))
        named.append(max(least[-1], 0.0 if column.number else max(map(natural, cells), default=0.0)))
        headed.append(max(named[-1], _HEAD_LINE * natural(heads[number].parts) if column.number else 0.0))
    if sum(least) >= room:
        return [each / sum(least) for each in least]
    widths = [weight / sum(weights) * room for weight in weights]
    # First what each column needs, then what names would like, then heads; from those that have more than that.
    for needs in (least, named, headed):
        lack = [max(need - width, 0.0) for need, width in zip(needs, widths, strict=True)]
        if block.dense:
            lack[0] = 0.0  # of long names two lines are no harm where rows are many
        spare = [max(width - need, 0.0) for need, width in zip(needs, widths, strict=True)]
        moved = min(sum(lack), sum(spare))
        if moved > 0:
            gives, takes = moved / sum(spare), moved / sum(lack)
            widths = [w + takes * more - gives * less for w, more, less in zip(widths, lack, spare, strict=True)]
    return [width / room for width in widths]


def _longest_piece(parts: Sequence[Part]) -> float:
    """Width of the widest piece that is best left whole: a phrase, or a word where that is long. Points."""
    longest = 0.0
    for each in parts:
        face, size = typefaces()[each.spans[0].style.font], each.spans[0].style.size
        for phrase in phrases("".join(span.text for span in each.spans)):
            wide = face.stringWidth(phrase, size)
            if wide > _WIDEST_PHRASE:
                wide = max(face.stringWidth(word, size) for word in whole_pieces(phrase))
            longest = max(longest, wide)
    return longest


def natural(parts: Sequence[Part]) -> float:
    """Width of the longest of the paragraphs, each on one line; points."""
    return max(
        (
            sum(typefaces()[span.style.font].stringWidth(span.text, span.style.size) for span in each.spans)
            for each in parts
        ),
        default=0.0,
    )
