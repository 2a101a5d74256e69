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
from pdfminer.psparser import LIT, PSKeyword

#: An operator's name and its operands: numbers, strings, names, lists and dictionaries as pdfminer represents them.
Operation = tuple[bytes, list[Any]]

# Longer ones are left to pdfminer: of those without a point Python makes no number.
_NUMBER = rb"[-+]?(?:\d{1,300}+(?:\.\d{0,300}+)?|\.\d{1,300}+)(?![\d.])"
# Escapes are those that mean a byte, or nothing: three digits reach to 377.
_STRING = rb"\((?:[^()\\]++|\\(?:[0-3][0-7]{0,2}|[4-7][0-7]?(?![0-7])|[^0-7]))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_NAME = rb"/[^#/%\[\]()<>{}\s]++"
_ENTRY = rb"\s*+(?:" + rb"|".join((_NAME, _NUMBER, _STRING, _HEX)) + rb")"
_LIST = rb"\s*+\[(?:\s*+(?:" + _NAME + rb"|" + _NUMBER + rb"))*+\s*+\]"
_END = rb"(?=[/\[(<\s]|\Z)"
_OPERATION = re.compile(
    rb"[\s\0]*+(?:%[^\r\n]*+[\s\0]*+)*+(?:"
    # `BI` begins an image, and two words are operands.
    rb"((?:" + _NUMBER + rb"\s++)*+(?:" + _NUMBER + rb")?+)"
    rb"(?!BI\b|ID\b|true\b|false\b)([A-Za-z][^#/%\[\]()<>{}\s]*+)" + _END +
    rb"|\[((?:\s*+(?:" + _STRING + rb"|" + _HEX + rb"|" + _NUMBER + rb"))*+)\s*+\]\s*+TJ" + _END +
    rb"|(" + _STRING + rb"|" + _HEX + rb")\s*+(Tj|')" + _END +
    rb"|(" + _NAME + rb")\s++(" + _NUMBER + rb")\s++Tf" + _END +
    rb"|(" + _NAME + rb")\s*+<<((?:\s*+" + _NAME + rb"(?:" + _ENTRY + rb"|" + _LIST + rb"))*+)\s*+>>\s*+BDC" + _END +
    rb"|((?:" + _NAME + rb"\s*+){1,2}+)(?<=\s)(gs|Do|cs|CS|scn|SCN|BMC|BDC|ri|sh)" + _END +
    rb"|(\[(?:\s*+" + _NUMBER + rb")*+\s*+\])\s*+(" + _NUMBER + rb")\s++d" + _END +
    rb"|(\Z)|()"
    rb")"
)  # fmt: skip
(
    _NUMBERS, _OPERATOR, _ARRAY, _SHOWN, _SHOW, _FONT, _SIZE, _TAG, _PROPERTIES, _NAMES, _BY_NAME, _DASHES, _PHASE,
    _NOTHING, _UNUSUAL,
) = range(1, 16)  # fmt: skip
_SHOWN_ITEM = re.compile(rb"(" + _NUMBER + rb")|(" + _STRING + rb")|(" + _HEX + rb")")
_ITEM = re.compile(
    rb"(" + _NUMBER + rb")|(" + _STRING + rb")|(" + _HEX + rb")|(" + _NAME + rb")|(\[[^\[\]]*+\])"
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_MEANT = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}


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
            yield found[_SHOW], [_string(shown) if shown[:1] == b"(" else _bytes(shown)]
        elif kind == _SIZE:
            yield b"Tf", [_name(found[_FONT]), float(found[_SIZE])]
        elif kind == _PROPERTIES:
            yield b"BDC", [_name(found[_TAG]), _properties(found[_PROPERTIES])]
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
        float(number) if number else _string(string) if string else _bytes(digits)
        for number, string, digits in _SHOWN_ITEM.findall(data)
    ]


def _items(data: bytes) -> list[Any]:
    """Numbers, strings, names, and lists of them."""
    return [
        float(number) if number
        else _string(string) if string
        else _bytes(digits) if digits
        else _name(name) if name
        else _items(items[1:-1])
        for number, string, digits, name, items in _ITEM.findall(data)
    ]  # fmt: skip


def _string(string: bytes) -> bytes:
    """What a string in parentheses holds."""
    return _ESCAPED.sub(_escaped, string[1:-1]) if b"\\" in string else string[1:-1]


def _escaped(match: re.Match[bytes]) -> bytes:
    what = match[1]
    return bytes((int(what, 8),)) if what[0] in b"01234567" else _MEANT.get(what, b"")


def _bytes(digits: bytes) -> bytes:
    """What a string of hexadecimal digits holds; half a byte at the end is taken as it stands, as pdfminer does."""
    try:
        return unhexlify(digits[1:-1])
    except ValueError:
        digits = b"".join(digits[1:-1].split())
        return unhexlify(digits if len(digits) % 2 == 0 else digits[:-1] + b"0" + digits[-1:])


@lru_cache(maxsize=4096)
def _name(name: bytes) -> Any:
    """The name that is written so, with its slash."""
    try:
        return LIT(name[1:].decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(name[1:])
