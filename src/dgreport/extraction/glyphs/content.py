"""The operations of page content, cut by one regular expression: an operator with the operands before it.

pdfminer's own parser looks at a page character by character, which takes most of the time of reading it. Here one match
takes a whole operation as writers usually write it. From the first one that is written in any other way (inline images,
escaped names, strings in strings, what is no operation at all) that parser takes over, to the end of the content, so
that both always yield the same.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword

from dgreport.extraction.glyphs.tokens import HEX, NAME, NUMBER, STRING, bytes_of_digits, name_of, string_of

#: An operator's name and its operands: numbers, strings, names, lists and dictionaries as pdfminer represents them.
Operation = tuple[bytes, list[Any]]

_ENTRY = rb"\s*+(?:" + rb"|".join((NAME, NUMBER, STRING, HEX)) + rb")"
_LIST = rb"\s*+\[(?:\s*+(?:" + NAME + rb"|" + NUMBER + rb"))*+\s*+\]"
_END = rb"(?=[/\[(<\s]|\Z)"
_OPERATION = re.compile(
    rb"[\s\0]*+(?:%[^\r\n]*+[\s\0]*+)*+(?:"
    # `BI` begins an image, and two words are operands.
    rb"((?:" + NUMBER + rb"\s++)*+(?:" + NUMBER + rb")?+)"
    rb"(?!BI\b|ID\b|true\b|false\b)([A-Za-z][^#/%\[\]()<>{}\s]*+)" + _END +
    rb"|\[((?:\s*+(?:" + STRING + rb"|" + HEX + rb"|" + NUMBER + rb"))*+)\s*+\]\s*+TJ" + _END +
    rb"|(" + STRING + rb"|" + HEX + rb")\s*+(Tj|')" + _END +
    rb"|(" + NAME + rb")\s++(" + NUMBER + rb")\s++Tf" + _END +
    rb"|(" + NAME + rb")\s*+<<((?:\s*+" + NAME + rb"(?:" + _ENTRY + rb"|" + _LIST + rb"))*+)\s*+>>\s*+BDC" + _END +
    rb"|((?:" + NAME + rb"\s*+){1,2}+)(?<=\s)(gs|Do|cs|CS|scn|SCN|BMC|BDC|ri|sh)" + _END +
    rb"|(\[(?:\s*+" + NUMBER + rb")*+\s*+\])\s*+(" + NUMBER + rb")\s++d" + _END +
    rb"|(\Z)|()"
    rb")"
)  # fmt: skip
(
    _NUMBERS, _OPERATOR, _ARRAY, _SHOWN, _SHOW, _FONT, _SIZE, _TAG, _PROPERTIES, _NAMES, _BY_NAME, _DASHES, _PHASE,
    _NOTHING, _UNUSUAL,
) = range(1, 16)  # fmt: skip
_SHOWN_ITEM = re.compile(rb"(" + NUMBER + rb")|(" + STRING + rb")|(" + HEX + rb")")
_ITEM = re.compile(
    rb"(" + NUMBER + rb")|(" + STRING + rb")|(" + HEX + rb")|(" + NAME + rb")|(\[[^\[\]]*+\])"
)


def operations(data: bytes) -> Iterator[Operation]:
    """The operations of page content."""
    for found in _OPERATION.finditer(data):
        kind = found.lastindex
        if kind == _OPERATOR:
            numbers, operator = found.group(_NUMBERS, _OPERATOR)
            yield operator, _numbers(numbers) if numbers else []
        elif kind == _ARRAY:
            yield b"TJ", [_shown(found[_ARRAY])]
        elif kind == _SHOW:
            shown = found[_SHOWN]
            yield found[_SHOW], [string_of(shown) if shown[:1] == b"(" else bytes_of_digits(shown)]
        elif kind == _SIZE:
            yield b"Tf", [name_of(found[_FONT]), float(found[_SIZE])]
        elif kind == _PROPERTIES:
            yield b"BDC", [name_of(found[_TAG]), _properties(found[_PROPERTIES])]
        elif kind == _BY_NAME:
            yield found[_BY_NAME], _items(found[_NAMES])
        elif kind == _PHASE:
            yield b"d", _items(found[_DASHES] + found[_PHASE])
        elif kind == _UNUSUAL:
            yield from operations_by_pdfminer([PDFStream({}, data[found.start() :])])
            return
        else:
            return


def operations_by_pdfminer(streams: Sequence[PDFStream]) -> Iterator[Operation]:
    """The operations as pdfminer's own parser cuts them."""
    operands: list[Any] = []
    try:
        parser = PDFContentParser(streams)
        while True:
            _, token = parser.nextobject()
            if isinstance(token, PSKeyword):
                yield token.name, operands
                operands = []
            else:
                operands.append(token)
    except PSEOF:
        return


# Most operations repeat what others are given; nobody changes the lists and dictionaries that they share.


@lru_cache(maxsize=8192)
def _numbers(data: bytes) -> list[float]:
    return list(map(float, data.split()))


@lru_cache(maxsize=8192)
def _properties(data: bytes) -> dict[str, Any]:
    """What the content of a marked-content sequence is: names and what they mean."""
    entries = _items(data)
    return {key.name: value for key, value in zip(entries[0::2], entries[1::2], strict=True)}


def _shown(data: bytes) -> list[float | bytes]:
    """The strings of a list with the numbers between them."""
    opening, closing = (b"(", b")") if b"(" in data else (b"<", b">")
    if b"\\" not in data:
        # Cut at the brackets, numbers and strings alternate.
        parts = data.replace(opening, closing).split(closing)
        try:
            shown: list[float | bytes] = [float(parts[0])] if parts[0] else []
            for string, number in zip(parts[1::2], parts[2::2], strict=True):
                shown.append(string if closing == b")" else unhexlify(string))
                if number:
                    shown.append(float(number))
            return shown
        except ValueError:
            pass  # several numbers, strings of both kinds, digits with spaces: item by item
    return [
        float(number) if number else string_of(string) if string else bytes_of_digits(digits)
        for number, string, digits in _SHOWN_ITEM.findall(data)
    ]


def _items(data: bytes) -> list[Any]:
    """Numbers, strings, names, and lists of them."""
    return [
        float(number) if number
        else string_of(string) if string
        else bytes_of_digits(digits) if digits
        else name_of(name) if name
        else _items(items[1:-1])
        for number, string, digits, name, items in _ITEM.findall(data)
    ]  # fmt: skip
