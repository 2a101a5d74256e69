"""What a TrueType or OpenType file is made of: its tables, and the character maps among them.

Of every font of a document a few numbers are wanted, so that they are read from where they stand (OpenType,
"Organization of an OpenType font" and "cmap").
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator

_VERSIONS = (b"\0\1\0\0", b"OTTO", b"true")
_ENTRY = struct.Struct(">4s4xII")  #: of the directory: name, checksum, place, length
_SUBTABLE = struct.Struct(">HHI")  #: platform, encoding, place

CharacterMap = dict[int, int]  #: code to glyph number


def tables_of(data: bytes) -> dict[str, bytes]:
    """The tables of a file by name, of a collection those of its first font; without those that are cut off.

    Raises ValueError for what is no such file, struct.error where its directory is cut off.
    """
    start = int.from_bytes(data[12:16], "big") if data[:4] == b"ttcf" else 0
    version, count = struct.unpack_from(">4sH", data, start)
    if version not in _VERSIONS:
        raise ValueError("not a TrueType or OpenType font")
    entries = (_ENTRY.unpack_from(data, start + 12 + number * _ENTRY.size) for number in range(count))
    return {
        name.decode("latin-1"): data[place : place + length]
        for name, place, length in entries
        if place + length <= len(data)
    }


def number_at(table: bytes, place: int) -> int:
    """The number of two bytes that stands there; raises struct.error where the table is cut off."""
    return int(struct.unpack_from(">H", table, place)[0])


def character_maps(cmap: bytes, wanted: Callable[[int, int], bool]) -> Iterator[CharacterMap]:
    """The maps of a table cmap whose platform and encoding are `wanted`; one that is broken or of a rare format is left
    out, one that is there twice is read once."""
    count = min(int.from_bytes(cmap[2:4], "big"), (len(cmap) - 4) // _SUBTABLE.size)
    subtables = (_SUBTABLE.unpack_from(cmap, 4 + number * _SUBTABLE.size) for number in range(count))
    for place in dict.fromkeys(place for platform, encoding, place in subtables if wanted(platform, encoding)):
        try:
            read = _FORMATS.get(int.from_bytes(cmap[place : place + 2], "big"))
            if read is not None:
                yield read(cmap[place:])
        except (IndexError, ValueError, struct.error):
            continue


def _bytes(data: bytes) -> CharacterMap:
    return dict(enumerate(data[6:262]))


def _segments(data: bytes) -> CharacterMap:
    (length,) = struct.unpack_from(">H", data, 2)
    words = struct.unpack_from(f">{length // 2}H", data)
    count = words[3] // 2
    ends, starts, deltas, offsets = (words[at : at + count] for at in (7, *range(8 + count, 8 + 4 * count, count)))
    found: CharacterMap = {}
    for codes, segment in _within(zip(starts[:-1], ends, strict=False), 0xFFFF):  # the last ends the table
        numbers: Iterable[int] = range(codes.start + deltas[segment], codes.stop + deltas[segment])
        if offsets[segment]:  # how far on from there the numbers are listed
            start = 8 + 3 * count + segment + offsets[segment] // 2
            listed = words[start : start + len(codes)]
            if len(listed) < len(codes):
                raise ValueError("glyph numbers beyond the end")
            numbers = (number and number + deltas[segment] for number in listed)
        found.update((code, number & 0xFFFF) for code, number in zip(codes, numbers, strict=True) if number & 0xFFFF)
    return found


def _trimmed(data: bytes) -> CharacterMap:
    first, count = struct.unpack_from(">HH", data, 6)
    return dict(enumerate(struct.unpack_from(f">{count}H", data, 10), first))


def _groups(data: bytes) -> CharacterMap:
    (count,) = struct.unpack_from(">I", data, 12)
    groups = list(struct.iter_unpack(">3I", data[16 : 16 + 12 * count]))
    found: CharacterMap = {}
    for codes, group in _within(((first, last) for first, last, _ in groups), 0x10FFFF):
        found.update(zip(codes, range(groups[group][2], groups[group][2] + len(codes)), strict=True))
    return found


def _within(ranges: Iterable[tuple[int, int]], highest: int) -> Iterator[tuple[range, int]]:
    """Ranges of codes, (first, last), with their numbers; raises ValueError where they are more than there are codes."""
    left = highest + 1
    for number, (first, last) in enumerate(ranges):
        codes = range(first, last + 1)
        left -= len(codes)
        if left < 0:
            raise ValueError("more codes than there are")
        yield codes, number


_FORMATS: dict[int, Callable[[bytes], CharacterMap]] = {0: _bytes, 4: _segments, 6: _trimmed, 12: _groups}
