"""What PDF is written in, as regular expressions of bytes: numbers, strings, names as writers usually write them.

What is written in any other way is left to pdfminer's parser by those who use them.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from functools import lru_cache
from typing import Any

from pdfminer.psparser import LIT

# Longer ones are left to pdfminer: of those without a point Python makes no number.
NUMBER = rb"[-+]?(?:\d{1,300}+(?:\.\d{0,300}+)?|\.\d{1,300}+)(?![\d.])"
# Escapes are those that mean a byte, or nothing: three digits reach to 377.
STRING = rb"\((?:[^()\\]++|\\(?:[0-3][0-7]{0,2}|[4-7][0-7]?(?![0-7])|[^0-7]))*+\)"
HEX = rb"<[0-9A-Fa-f\s]*+>"
NAME = rb"/(?:[^#/%\[\]()<>{}\s]++|#[0-9A-Fa-f]{2})++"

_HEXADECIMAL = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_MEANT = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}


def string_of(string: bytes) -> bytes:
    """What a string in parentheses holds."""
    return _ESCAPED.sub(_escaped, string[1:-1]) if b"\\" in string else string[1:-1]


def _escaped(match: re.Match[bytes]) -> bytes:
    what = match[1]
    return bytes((int(what, 8),)) if what[0] in b"01234567" else _MEANT.get(what, b"")


def bytes_of_digits(digits: bytes) -> bytes:
    """What a string of hexadecimal digits holds; half a byte at the end is taken as it stands, as pdfminer does."""
    try:
        return unhexlify(digits[1:-1])
    except ValueError:
        digits = b"".join(digits[1:-1].split())
        return unhexlify(digits if len(digits) % 2 == 0 else digits[:-1] + b"0" + digits[-1:])


@lru_cache(maxsize=4096)
def name_of(name: bytes) -> Any:
    """The name that is written so, with its slash."""
    plain = _HEXADECIMAL.sub(lambda match: unhexlify(match[1]), name[1:])
    try:
        return LIT(plain.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(plain)
