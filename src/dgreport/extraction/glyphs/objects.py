"""A PDF's objects, cut by one regular expression: pdfminer's document, read quicker.

pdfminer's own parser looks at a file character by character, and the tables of advances and the dictionaries of pages are
long. From the first thing that is written in an unusual way the object is left to that parser, so that both always
yield the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value
from pdfminer.psparser import KWD, PSLiteral

from dgreport.extraction.glyphs.tokens import HEX, NAME, NUMBER, STRING, bytes_of_digits, name_of, string_of

_BEFORE, _END = rb"[\s\0]*+", rb"(?=[\s/\[\]()<>]|\Z)"
_TOKEN = re.compile(
    _BEFORE +
    rb"(?:(" + NAME + rb")(?!#)"
    rb"|(\d{1,10}+)\s++\d{1,5}+\s++R" + _END +
    rb"|(" + NUMBER + rb")" + _END +
    rb"|\[((?:\s*+" + NUMBER + rb"(?=[\s\]]))*+)\s*+\]"
    rb"|(<<)|(\[)|(>>)|(\])"
    rb"|(" + STRING + rb")|(" + HEX + rb")|(true|false|null)" + _END +
    rb")"
)  # fmt: skip
_NAMED, _REFERENCE, _NUMBERED, _NUMBERS, _DICTIONARY, _ARRAY, _END_OF_DICTIONARY, _END_OF_ARRAY, _QUOTED, _DIGITS, _WORD = (
    range(1, 12)
)
_WORDS: Mapping[bytes, object] = {b"true": True, b"false": False, b"null": None}
#: Within streams of objects pdfminer leaves the word null as it is.
_WORDS_IN_STREAMS: Mapping[bytes, object] = {**_WORDS, b"null": KWD(b"null")}
_HEAD = re.compile(_BEFORE + rb"(\d{1,10}+)\s++\d{1,5}+\s++obj(?=[\s/\[(<])")
_END_OF_OBJECT = re.compile(_BEFORE + rb"endobj\b")
_STREAM = re.compile(_BEFORE + rb"stream\r?\n")
_REST = re.compile(_BEFORE + rb"\Z")
_END_OF_STREAM = re.compile(rb"\s*+endstream\b")


class _Unusual(Exception):
    """Something that is left to pdfminer's parser."""


class QuickDocument(PDFDocument):
    """pdfminer's document, whose objects are cut out of the file's bytes."""

    def __init__(self, data: bytes, password: str) -> None:
        self._data = data
        super().__init__(PDFParser(BytesIO(data)), password=password)

    def close(self) -> None:
        """Lets go of its objects, whose references refer to it; one asked for later is cut out again."""
        self._cached_objs.clear()
        self._parsed_objs.clear()

    def _getobj_parse(self, pos: int, objid: int) -> object:
        assert self._parser is not None
        try:
            # In a file whose table of objects was lost, streams end where they end.
            found = _Unusual if self._parser.fallback else self._object(pos, objid)
        except _Unusual:
            found = _Unusual
        return super()._getobj_parse(pos, objid) if found is _Unusual else found

    def _object(self, pos: int, objid: int) -> object:
        data = self._data
        head = _HEAD.match(data, pos)
        if head is None or int(head[1]) != objid:
            raise _Unusual
        made, end = self._parsed(data, head.end(), _WORDS)
        if _END_OF_OBJECT.match(data, end):
            return made
        start = _STREAM.match(data, end)
        if start is None or not isinstance(made, dict) or "Length" not in made:
            raise _Unusual
        end = start.end() + int_value(made["Length"])
        if end < start.end() or not _END_OF_STREAM.match(data, end):
            raise _Unusual
        return PDFStream(made, data[start.end() : end], self.decipher)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        data, count = stream.get_data(), stream.get("N")
        objects: list[object] = []
        end = 0
        try:
            while not _REST.match(data, end):
                made, end = self._parsed(data, end, _WORDS_IN_STREAMS)
                objects.append(made)
        except _Unusual:
            return super()._get_objects(stream)
        return (objects, count) if isinstance(count, int) else super()._get_objects(stream)

    def _parsed(self, data: bytes, at: int, words: Mapping[bytes, object]) -> tuple[object, int]:
        """The object that begins there, and where it ends."""
        around: list[tuple[list[Any], bool]] = []  # what was begun before, and whether this is a dictionary
        inside: list[Any] = []
        while True:
            token = _TOKEN.match(data, at)
            if token is None:
                raise _Unusual
            at = token.end()
            kind = token.lastindex
            made: object
            if kind == _NAMED:
                made = name_of(token[_NAMED])
            elif kind == _REFERENCE:
                made = PDFObjRef(self, int(token[_REFERENCE]))
            elif kind == _NUMBERED:
                made = _number(token[_NUMBERED])
            elif kind == _NUMBERS:
                digits = token[_NUMBERS]
                made = list(map(_number if b"." in digits else int, digits.split()))
            elif kind in (_DICTIONARY, _ARRAY):
                around.append((inside, kind == _DICTIONARY))
                inside = []
                continue
            elif kind in (_END_OF_DICTIONARY, _END_OF_ARRAY):
                if not around or around[-1][1] != (kind == _END_OF_DICTIONARY):
                    raise _Unusual
                made = _dictionary(inside) if kind == _END_OF_DICTIONARY else inside
                inside, _ = around.pop()
            elif kind == _QUOTED:
                made = string_of(token[_QUOTED])
            elif kind == _DIGITS:
                made = bytes_of_digits(token[_DIGITS])
            else:
                made = words[token[_WORD]]
            if not around:
                return made, at
            inside.append(made)


def _number(digits: bytes) -> float:
    return float(digits) if b"." in digits else int(digits)


def _dictionary(entries: list[Any]) -> dict[str, Any]:
    names = [key.name for key in entries[0::2] if isinstance(key, PSLiteral) and isinstance(key.name, str)]
    if 2 * len(names) != len(entries):
        raise _Unusual
    # An entry that is null is none (ISO 32000-1, 7.3.7).
    return {name: value for name, value in zip(names, entries[1::2], strict=True) if value is not None}
