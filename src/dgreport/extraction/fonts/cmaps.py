"""Character maps of PDF fonts, read with limits: ToUnicode maps and embedded encoding CMaps.

A map of two kilobytes may claim four thousand million codes; every range here is cut to what a font can hold.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator

#: A font has at most this many codes of two bytes (ISO 32000-1, 9.7.6.2); longer ranges are lies or attacks.
MOST_CODES = 65_536

_TOKEN = re.compile(
    rb"<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<open>\[)|(?P<close>\])|/(?P<name>[^\s<>\[\]/()]+)|(?P<word>[A-Za-z_][\w.-]*)|(?P<int>\d+)"
)
_COMMENT = re.compile(rb"%[^\r\n]*")

_Token = tuple[str, bytes]


def _tokens(data: bytes) -> Iterator[_Token]:
    for match in _TOKEN.finditer(_COMMENT.sub(b"", data)):
        kind = match.lastgroup or ""
        yield kind, match.group(kind)


def _bytes_of(hexadecimal: bytes) -> bytes:
    try:
        return unhexlify(hexadecimal)
    except ValueError:
        digits = b"".join(hexadecimal.split())
        return unhexlify(digits + b"0" if len(digits) % 2 else digits)


def _characters(utf16: bytes) -> str:
    if len(utf16) == 1:
        return chr(utf16[0])
    return utf16.decode("utf-16-be", "ignore")


def _sections(data: bytes, *, kinds: tuple[str, ...]) -> Iterator[tuple[str, list[_Token]]]:
    """The operands between `beginX` and `endX` for each X of `kinds`."""
    inside: str | None = None
    operands: list[_Token] = []
    for kind, value in _tokens(data):
        if kind == "word":
            word = value.decode("ascii")
            if word.startswith("begin") and word[5:] in kinds:
                inside, operands = word[5:], []
                continue
            if inside is not None and word == "end" + inside:
                yield inside, operands
                inside = None
                continue
        if inside is not None:
            operands.append((kind, value))
    if inside is not None:
        yield inside, operands


def read_tounicode(data: bytes) -> dict[int, str]:
    """Code to characters as a ToUnicode map says, at most MOST_CODES of them; what is malformed is left out."""
    result: dict[int, str] = {}
    for kind, operands in _sections(data, kinds=("bfchar", "bfrange")):
        entries = _chars(operands) if kind == "bfchar" else _ranges(operands)
        for code, text in entries:
            if len(result) >= MOST_CODES:
                return result
            # Some fonts give one code a space and a no-break space; the space is what is meant.
            if text == "\u00a0" and result.get(code) == " ":
                continue
            result[code] = text
    return result


def _chars(operands: list[_Token]) -> Iterator[tuple[int, str]]:
    for (kind, code), (value_kind, value) in zip(operands[0::2], operands[1::2], strict=False):
        if kind == "hex" and value_kind == "hex":
            yield int.from_bytes(_bytes_of(code), "big"), _characters(_bytes_of(value))


def _ranges(operands: list[_Token]) -> Iterator[tuple[int, str]]:
    at = 0
    while at + 2 < len(operands):
        (low_kind, low), (high_kind, high), (kind, value) = operands[at : at + 3]
        at += 3
        if low_kind != "hex" or high_kind != "hex":
            continue
        first = int.from_bytes(_bytes_of(low), "big")
        last = min(int.from_bytes(_bytes_of(high), "big"), first + MOST_CODES - 1)
        if kind == "hex":
            target = _bytes_of(value)
            head, tail = target[:-2], int.from_bytes(target[-2:], "big")
            width = min(2, len(target))
            for step in range(last - first + 1):
                if tail + step >= 1 << 8 * width:
                    break
                yield first + step, _characters(head + (tail + step).to_bytes(width, "big"))
        elif kind == "open":
            code = first
            while at < len(operands) and operands[at][0] != "close":
                if operands[at][0] == "hex" and code <= last:
                    yield code, _characters(_bytes_of(operands[at][1]))
                code += 1
                at += 1
            at += 1


class EncodingCMap:
    """An encoding CMap embedded in the file: bytes to CIDs. Codes it does not list are their own CID."""

    def __init__(self, data: bytes) -> None:
        self._lengths: set[int] = set()
        self._cids: dict[tuple[int, int], int] = {}
        self._spaces: list[tuple[bytes, bytes]] = []
        for kind, operands in _sections(data, kinds=("codespacerange", "cidrange", "cidchar")):
            values = [
                int(value) if token == "int" else _bytes_of(value)
                for token, value in operands
                if token in ("int", "hex")
            ]
            if kind == "codespacerange":
                self._spaces += [
                    (low, high)
                    for low, high in zip(values[0::2], values[1::2], strict=False)
                    if isinstance(low, bytes) and isinstance(high, bytes) and len(low) == len(high)
                ]
            elif kind == "cidchar":
                for code, cid in zip(values[0::2], values[1::2], strict=False):
                    if isinstance(code, bytes) and isinstance(cid, int):
                        self._cids[len(code), int.from_bytes(code, "big")] = cid
            else:
                for low, high, cid in zip(values[0::3], values[1::3], values[2::3], strict=False):
                    if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
                        first = int.from_bytes(low, "big")
                        last = min(int.from_bytes(high, "big"), first + MOST_CODES - 1)
                        for step in range(last - first + 1):
                            self._cids[len(low), first + step] = cid + step

    @property
    def is_single_byte(self) -> bool:
        return bool(self._spaces) and all(len(low) == 1 for low, _ in self._spaces)

    def cids(self, text: bytes) -> list[int]:
        """The CIDs of a shown string."""
        return [cid for _, cid in self.codes(text)]

    def codes(self, text: bytes) -> Iterator[tuple[int, int]]:
        """(code, CID) of each character of a shown string."""
        at = 0
        while at < len(text):
            length = next(
                (
                    len(low)
                    for low, high in self._spaces
                    if all(a <= b <= c for a, b, c in zip(low, text[at : at + len(low)], high, strict=False))
                    and at + len(low) <= len(text)
                ),
                min(2, len(text) - at),
            )
            code = int.from_bytes(text[at : at + length], "big")
            yield code, self._cids.get((length, code), code)
            at += length
