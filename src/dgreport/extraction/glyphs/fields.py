"""The looks of filled form fields that have none: viewers make them from the value when the file is opened.

A look is made as a viewer does (ISO 32000-1, 12.7.3.3), in plain letters: where a value is written is what matters, for
its characters are stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, PSLiteral, literal_name

from dgreport.extraction import thai

#: Points: the size of a field that leaves it to the viewer, at most; from the edge to the text.
_LARGEST, _MARGIN = 12.0, 2.0
#: Thousandths of an em.
_ADVANCE = 500
#: The share of a line that is above its baseline.
_ABOVE = 0.75
#: Bits of the flags of a text field (ISO 32000-1, table 228): several lines, a password.
_MULTILINE, _PASSWORD = 1 << 12, 1 << 13
#: More characters than this are no value that a field shows.
_MOST = 10_000
#: Fields are inside fields to this depth at most.
_DEPTH = 20


def look_of(field: Mapping[str, Any]) -> PDFStream | None:
    """How a widget shows its value, in a form from the origin; None where it has none that is text."""
    kind, flags = _name(_inherited(field, "FT")), resolve1(_inherited(field, "Ff"))
    flags = flags if isinstance(flags, int) else 0
    if kind not in ("Tx", "Ch") or (kind == "Tx" and flags & _PASSWORD):
        return None
    value = _value(field) if kind == "Ch" else _text(_inherited(field, "V"))
    lines = value[:_MOST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rectangle = resolve1(field.get("Rect"))
    if not value.strip() or not isinstance(rectangle, list) or len(rectangle) != 4:
        return None
    x0, y0, x1, y1 = (float(resolve1(number)) for number in rectangle)
    width, height = abs(x1 - x0), abs(y1 - y0)
    several = kind == "Tx" and bool(flags & _MULTILINE)
    size = _stated_size(field) or min(_LARGEST, (height - 2 * _MARGIN) / (len(lines) if several else 1))
    if size <= 0:
        return None
    top = height - _MARGIN if several else (height + size) / 2
    shown = [f"/F {size:.2f} Tf {_MARGIN} {top - _ABOVE * size:.2f} Td {size * 1.2:.2f} TL".encode()]
    for line in lines:
        shown.append(b"<" + line.encode("utf-16-be", "ignore").hex().encode() + b"> Tj T*")
    content = b"BT " + b"\n".join(shown) + b" ET"
    attributes = {
        "Type": LIT("XObject"),
        "Subtype": LIT("Form"),
        "BBox": [0, 0, width, height],
        "Resources": {"Font": {"F": _font("".join(lines))}},
        "Length": len(content),
    }
    return PDFStream(attributes, content)


def _font(text: str) -> dict[str, Any]:
    """A font whose codes are UTF-16 and whose Thai signs have no advance."""
    codes = sorted({unit for char in text for unit in _units(char)})
    says = b"\n".join(b"<%04x> <%04x>" % (code, code) for code in codes)
    mapping = b"1 begincodespacerange <0000> <ffff> endcodespacerange %d beginbfchar\n%s\nendbfchar" % (len(codes), says)
    signs = [code for code in codes if thai.is_mark(chr(code))]
    inner = {
        "Type": LIT("Font"),
        "Subtype": LIT("CIDFontType2"),
        "BaseFont": LIT("Field"),
        "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
        "FontDescriptor": {"Type": LIT("FontDescriptor"), "FontName": LIT("Field"), "Flags": 4},
        "DW": _ADVANCE,
        "W": [entry for code in signs for entry in (code, [0])],
    }
    return {
        "Type": LIT("Font"),
        "Subtype": LIT("Type0"),
        "BaseFont": LIT("Field"),
        "Encoding": LIT("Identity-H"),
        "DescendantFonts": [inner],
        "ToUnicode": PDFStream({"Length": len(mapping)}, mapping),
    }


def _units(char: str) -> Iterator[int]:
    data = char.encode("utf-16-be", "ignore")
    return (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


def _value(field: Mapping[str, Any]) -> str:
    """What a choice shows: of a pair of a value and its words, the words."""
    chosen = resolve1(_inherited(field, "V"))
    values = [_text(each) for each in chosen] if isinstance(chosen, list) else [_text(chosen)]
    options = resolve1(_inherited(field, "Opt"))
    words: dict[str, str] = {}
    for option in options if isinstance(options, list) else ():
        pair = resolve1(option)
        if isinstance(pair, list) and len(pair) == 2:
            words[_text(pair[0])] = _text(pair[1])
    return "\n".join(words.get(value, value) for value in values)


def _stated_size(field: Mapping[str, Any]) -> float:
    """The size in a field's default appearance, 0 where the viewer is to choose."""
    stated = resolve1(_inherited(field, "DA"))
    parts = stated.split() if isinstance(stated, bytes) else []
    try:
        return abs(float(parts[parts.index(b"Tf") - 1]))
    except ValueError:
        return 0.0


def _inherited(field: Mapping[str, Any], key: str) -> Any:
    for _ in range(_DEPTH):
        if key in field:
            return field[key]
        field = resolve1(field.get("Parent"))
        if not isinstance(field, dict):
            break
    return None


def _text(value: Any) -> str:
    """A text string of PDF, or the text of a stream."""
    found = resolve1(value)
    data = found.get_data() if isinstance(found, PDFStream) else found
    return text_string(data) if isinstance(data, bytes) else ""


def text_string(data: bytes) -> str:
    """A text string of PDF: UTF-16 or UTF-8 with their marks, otherwise Latin (ISO 32000-2, 7.9.2.2)."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "ignore")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "ignore")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "ignore")
    return data.decode("latin-1")


def _name(value: Any) -> str:
    found = resolve1(value)
    return str(literal_name(found)) if isinstance(found, PSLiteral) else ""
