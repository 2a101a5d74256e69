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

_SIMPLE = rb"|".join((NAME, NUMBER, STRING, HEX))
_LIST = rb"\[(?:\s*+(?:" + _SIMPLE + rb"))*+\s*+\]"
_DICTIONARY = rb"<<(?:\s*+" + NAME + rb"\s*+(?:" + _SIMPLE + rb"|" + _LIST + rb"))*+\s*+>>"
_END = rb"(?=[/\[(<\s]|\Z)"
# `BI` begins an image, and two words are operands.
_OPERATOR = rb"\s*+(?!BI\b|ID\b|true\b|false\b)([A-Za-z][^#/%\[\]()<>{}\s]*+|['\"])" + _END
_OPERATION = re.compile(
    rb"[\s\0]*+(?:%[^\r\n]*+[\s\0]*+)*+(?:"
    # What is made of the characters of numbers but is none, Python says when it makes numbers of it.
    rb"([-+.\d\s]{0,300}+)" + _OPERATOR +
    rb"|\[((?:" + HEX + rb"|[-+.\d\s]++|" + STRING + rb")*+)\]\s*+(TJ)" + _END +
    rb"|(" + STRING + rb"|" + HEX + rb")\s*+(Tj)" + _END +
    rb"|((?:(?:" + _SIMPLE + rb"|" + _LIST + rb"|" + _DICTIONARY + rb")\s*+)++)" + _OPERATOR +
    rb"|([\s\S]*+)"
    rb")"
)  # fmt: skip
_SHOWN = re.compile(rb"(?:\s*+(?:" + NUMBER + rb"|" + STRING + rb"|" + HEX + rb"))*+\s*+")
_SHOWN_ITEM = re.compile(rb"(" + NUMBER + rb")|(" + STRING + rb")|(" + HEX + rb")")
_ITEM = re.compile(
    rb"(" + NUMBER + rb")|(" + STRING + rb")|(" + HEX + rb")|(" + NAME + rb")|(" + _LIST + rb")|(" + _DICTIONARY + rb")"
)


def operations(data: bytes) -> Iterator[Operation]:
    """The operations of page content."""
    rest = b""
    try:
        for match in _OPERATION.finditer(data):  # one by one: a page may be made to have any number
            numbers, operator, array, shows, string, show, operands, other, rest = match.groups(b"")
            if operator:
                yield operator, list(map(float, numbers.split())) if numbers else []
            elif shows:
                yield shows, [_shown(array)]
            elif show:
                yield show, [string_of(string) if string[:1] == b"(" else bytes_of_digits(string)]
            elif other:
                yield other, _items(operands)
            else:
                break
    except ValueError:
        rest = data[match.start() :]
    if rest:
        yield from operations_by_pdfminer([PDFStream({}, rest)])


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


def _shown(data: bytes) -> list[float | bytes]:
    """The strings of a list with the numbers between them; raises ValueError where something is no number."""
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
    if not _SHOWN.fullmatch(data):
        raise ValueError(data)
    return [
        float(number) if number else string_of(string) if string else bytes_of_digits(digits)
        for number, string, digits in _SHOWN_ITEM.findall(data)
    ]


@lru_cache(maxsize=4096)
def _items(data: bytes) -> list[Any]:
    """Operands of all kinds. Operations with names repeat, and nobody changes the lists that they share."""
    return [
        float(number) if number
        else string_of(string) if string
        else bytes_of_digits(digits) if digits
        else name_of(name) if name
        else _items(items[1:-1]) if items
        else _entries(dictionary[2:-2])
        for number, string, digits, name, items, dictionary in _ITEM.findall(data)
    ]  # fmt: skip


def _entries(data: bytes) -> dict[str, Any]:
    items = _items(data)
    return {key.name: value for key, value in zip(items[0::2], items[1::2], strict=True)}
