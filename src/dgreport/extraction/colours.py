"""Colour spaces of PDF as functions from components to RGB in 0..1.

Device colours are taken as sRGB, ink by the simple complement; profiles are judged by their number of components.
That is how close a legend's swatch and a pie's slice need to be: the same ink gives the same RGB.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

RGB = tuple[float, float, float]
Convert = Callable[[Sequence[float]], RGB]

BLACK: RGB = (0.0, 0.0, 0.0)


def _unit(value: float) -> float:
    return 0.0 if value < 0 else 1.0 if value > 1 else float(value)


def gray(parts: Sequence[float]) -> RGB:
    level = _unit(parts[0])
    return level, level, level


def rgb(parts: Sequence[float]) -> RGB:
    return _unit(parts[0]), _unit(parts[1]), _unit(parts[2])


def cmyk(parts: Sequence[float]) -> RGB:
    cyan, magenta, yellow, black = map(_unit, parts[:4])
    return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)


def lab(parts: Sequence[float]) -> RGB:
    """CIE L*a*b* (D50 white) to sRGB."""
    level = (parts[0] + 16) / 116

    def linear(value: float) -> float:
        return value**3 if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)

    x, y, z = 0.9642 * linear(level + parts[1] / 500), linear(level), 0.8249 * linear(level - parts[2] / 200)
    # Bradford-adapted XYZ (D50) to linear sRGB, as published by Bruce Lindbloom.
    red = 3.1338561 * x - 1.6168667 * y - 0.4906146 * z
    green = -0.9787684 * x + 1.9161415 * y + 0.0334540 * z
    blue = 0.0719453 * x - 0.2289914 * y + 1.4052427 * z

    def encoded(value: float) -> float:
        value = _unit(value)
        return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055

    return encoded(red), encoded(green), encoded(blue)


_BY_COUNT: dict[int, Convert] = {1: gray, 3: rgb, 4: cmyk}
_BY_NAME: dict[str, tuple[int, Convert]] = {
    "DeviceGray": (1, gray),
    "CalGray": (1, gray),
    "G": (1, gray),
    "DeviceRGB": (3, rgb),
    "CalRGB": (3, rgb),
    "RGB": (3, rgb),
    "DeviceCMYK": (4, cmyk),
    "CMYK": (4, cmyk),
    "Lab": (3, lab),
}


def by_count(parts: Sequence[float]) -> RGB | None:
    """The colour of components whose space is not known, told by their number."""
    convert = _BY_COUNT.get(len(parts))
    return convert(parts) if convert else None


def colour_space(spec: Any, resolve: Callable[[Any], Any], depth: int = 0) -> tuple[int, Convert] | None:
    """(number of components, conversion) of a colour space as written in the file, None where it is not understood.

    `resolve` follows references; names are objects with a `name`, streams have `get_data()` and `get()`.
    """
    spec = resolve(spec)
    parts = spec if isinstance(spec, list) else [spec]
    name = getattr(resolve(parts[0]), "name", "") if parts else ""
    if name in _BY_NAME:
        return _BY_NAME[name]
    if depth > 4 or len(parts) < 2:
        return None
    if name == "ICCBased":
        profile = resolve(parts[1])
        count = resolve(profile.get("N"))
        return (count, _BY_COUNT[count]) if count in _BY_COUNT else None
    if name == "Indexed" and len(parts) >= 4:
        return _indexed(parts, resolve, depth)
    if name in ("Separation", "DeviceN") and len(parts) >= 4:
        return _separation(name, parts, resolve, depth)
    return None


def _indexed(parts: list[Any], resolve: Callable[[Any], Any], depth: int) -> tuple[int, Convert] | None:
    base = colour_space(parts[1], resolve, depth + 1)
    table = resolve(parts[3])
    data = table if isinstance(table, bytes) else table.get_data() if hasattr(table, "get_data") else b""
    if base is None:
        return None
    count, convert = base

    def look_up(index: Sequence[float]) -> RGB:
        at = max(0, int(index[0])) * count
        entry = data[at : at + count]
        return convert([value / 255 for value in entry]) if len(entry) == count else BLACK

    return 1, look_up


def _separation(name: str, parts: list[Any], resolve: Callable[[Any], Any], depth: int) -> tuple[int, Convert] | None:
    inks = 1 if name == "Separation" else len(resolve(parts[1]))
    alternate = colour_space(parts[2], resolve, depth + 1)
    if alternate is None:
        return None
    tint = function(parts[3], resolve)
    if tint is None:
        # A PostScript tint transform: full ink is dark, none is paper.
        return inks, lambda amounts: gray([1 - max(map(_unit, amounts), default=0.0)])
    convert, run = alternate[1], tint
    return inks, lambda amounts: convert(run(amounts))


def function(spec: Any, resolve: Callable[[Any], Any]) -> Callable[[Sequence[float]], list[float]] | None:
    """A PDF function of one input: sampled (type 0), exponential (2) or stitched (3); None for others (ISO 32000-1,
    7.10).
    """
    spec = resolve(spec)
    kind = resolve(spec.get("FunctionType"))

    def numbers(key: str, default: list[float]) -> list[float]:
        value = resolve(spec.get(key))
        return [float(resolve(item)) for item in value] if isinstance(value, list) else default

    domain = numbers("Domain", [0.0, 1.0])
    if len(domain) != 2:
        return None
    if kind == 2:
        low, high, power = numbers("C0", [0.0]), numbers("C1", [1.0]), float(resolve(spec.get("N", 1)))
        return lambda x: [a + _unit(x[0]) ** power * (b - a) for a, b in zip(low, high, strict=False)]
    if kind == 3:
        parts = [function(item, resolve) for item in resolve(spec.get("Functions"))]
        bounds, encode = numbers("Bounds", []), numbers("Encode", [0.0, 1.0] * len(parts))
        if any(part is None for part in parts):
            return None
        edges = [domain[0], *bounds, domain[1]]

        def stitched(x: Sequence[float]) -> list[float]:
            at = next((n for n, bound in enumerate(bounds) if x[0] < bound), len(parts) - 1)
            width = edges[at + 1] - edges[at] or 1.0
            inner = encode[2 * at] + (x[0] - edges[at]) / width * (encode[2 * at + 1] - encode[2 * at])
            part = parts[at]
            assert part is not None
            return part([inner])

        return stitched
    if kind == 0:
        return _sampled(spec, resolve, numbers)
    return None


def _sampled(
    spec: Any, resolve: Callable[[Any], Any], numbers: Callable[[str, list[float]], list[float]]
) -> Callable[[Sequence[float]], list[float]] | None:
    size, bits, output = numbers("Size", []), resolve(spec.get("BitsPerSample")), numbers("Range", [])
    if bits != 8 or len(size) != 1 or not output:
        return None
    data, count, steps = spec.get_data(), len(output) // 2, int(size[0])
    decode = numbers("Decode", output)
    if len(data) < steps * count or steps < 1:
        return None

    def look_up(x: Sequence[float]) -> list[float]:
        at = round(_unit(x[0]) * (steps - 1)) * count
        return [decode[2 * n] + data[at + n] / 255 * (decode[2 * n + 1] - decode[2 * n]) for n in range(count)]

    return look_up
