"""What of the graphics state decides whether a thing is seen: clip, opacity, layers. pdfminer keeps none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from dgreport.extraction.glyphs.visibility import intersection
from dgreport.extraction.page import Box


class Clip(NamedTuple):
    box: Box  #: what is outside it is not seen, points of the page as shown
    is_whole: bool  #: all inside the box is


class Graphics(PDFGraphicState):
    """pdfminer's graphics state with the clip and the opacity."""

    clip: Clip | None = None
    opacity: float = 1.0  #: of fills, 0..1
    group: float = 1.0  #: of the drawing that all of this is part of
    is_plain: bool = True  #: paint hides what is under it: no blending, no mask

    def copy(self) -> Graphics:
        made = Graphics.__new__(Graphics)
        made.__dict__.update(self.__dict__)
        return made

    def narrow(self, box: Box, is_whole: bool) -> None:
        """Clips all that follows to the box too; `is_whole` where all of it stays visible."""
        old = self.clip
        self.clip = Clip(intersection(old.box, box), old.is_whole and is_whole) if old else Clip(box, is_whole)

    def blur(self, page: Box) -> None:
        """Clips all that follows to something within the clip, or the page, that is not known."""
        self.clip = Clip(self.clip.box if self.clip else page, is_whole=False)

    def set_by(self, parameters: Mapping[str, Any]) -> None:
        """Takes over a dictionary of graphics state parameters (ISO 32000-1, 8.4.5)."""
        opacity = resolve1(parameters.get("ca"))
        if isinstance(opacity, (int, float)):
            self.opacity = min(max(float(opacity), 0.0), 1.0)
        if "BM" in parameters or "SMask" in parameters:
            modes = resolve1(parameters.get("BM"))
            first = resolve1(modes[0]) if isinstance(modes, list) and modes else modes
            mask = resolve1(parameters.get("SMask"))
            self.is_plain = _is_name(first, "Normal", "Compatible") and _is_name(mask, "None")

    def into_group(self) -> None:
        """Goes on inside a transparency group: its own opacity counts within that of the group."""
        self.group *= self.opacity if self.is_plain else 0.5
        self.opacity, self.is_plain = 1.0, True

    @property
    def is_opaque(self) -> bool:
        return self.is_plain and self.opacity * self.group >= 1.0


def _is_name(value: object, *names: str) -> bool:
    return value is None or (isinstance(value, PSLiteral) and literal_name(value) in names)


# Layers -------------------------------------------------------------------------------------------------------------


def layers_off(catalog: Mapping[str, Any]) -> frozenset[int]:
    """The object numbers of the layers (optional content groups) that are off when the file is opened."""
    properties = resolve1(catalog.get("OCProperties"))
    default = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    if not isinstance(default, dict):
        return frozenset()
    off = _numbers(default.get("OFF"))
    if _is_named(default.get("BaseState"), "OFF"):
        off |= _numbers(properties.get("OCGs")) - _numbers(default.get("ON"))
    return off


def is_layer_off(reference: Any, off: frozenset[int]) -> bool:
    """Whether content of a group, or of a membership dictionary (ISO 32000-1, 8.11.2.2), is not shown."""
    if isinstance(reference, PDFObjRef) and reference.objid in off:
        return True
    membership = resolve1(reference)
    if not isinstance(membership, dict) or not _is_named(membership.get("Type"), "OCMD"):
        return False
    groups = membership.get("OCGs")
    members = [groups] if isinstance(groups, PDFObjRef) and isinstance(resolve1(groups), dict) else resolve1(groups)
    states = [isinstance(one, PDFObjRef) and one.objid in off for one in members or ()]
    policy = resolve1(membership.get("P"))
    shown: Callable[[Iterable[bool]], bool] = _POLICIES.get(
        literal_name(policy) if isinstance(policy, PSLiteral) else "", _POLICIES["AnyOn"]
    )
    return bool(states) and not shown(states)


#: Policy of a membership dictionary -> whether content is shown, from which of its groups are off.
_POLICIES: Mapping[str, Callable[[Iterable[bool]], bool]] = {
    "AnyOn": lambda off: not all(off),
    "AllOn": lambda off: not any(off),
    "AnyOff": any,
    "AllOff": all,
}


def _numbers(references: Any) -> frozenset[int]:
    found: Sequence[Any] = resolve1(references) or ()
    return frozenset(one.objid for one in found if isinstance(one, PDFObjRef)) if isinstance(found, list) else frozenset()


def _is_named(value: Any, name: str) -> bool:
    found = resolve1(value)
    return isinstance(found, PSLiteral) and literal_name(found) == name
