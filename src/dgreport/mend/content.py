"""Content streams taken apart to the byte: the operators that show text, and what is put between them.

Whatever is not changed keeps its bytes. A page is walked as readers walk it, through the drawings (form XObjects) that
it contains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Object, TokenType

#: Drawings inside drawings are followed to this depth.
_DEEPEST = 20
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_KEPT = _SHOWING | {b"BT", b"ET", b"q", b"Q", b"BDC", b"BMC", b"EMC", b"Tf", b"Do", b"gs"}
#: Annotations that show no text of their own, and the flags of those that are not shown: Hidden and NoView
#: (ISO 32000-1, 12.5.3).
_WITHOUT_TEXT = (Name.Link, Name.Popup)
_NOT_SHOWN = 1 << 1 | 1 << 5
_BLANK = frozenset((TokenType.space, TokenType.comment, TokenType.eof))


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with its operands: the tokens [first, end) of its stream, the operator's own the last."""

    word: bytes
    first: int
    end: int


class _Collector(pikepdf.TokenFilter):
    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[tuple[TokenType, bytes]] = []

    def handle_token(self, token: pikepdf.Token) -> None:
        self.tokens.append((token.type_, token.raw_value))


class Content:
    """One content stream: of a page (all its parts as one), or of a drawing."""

    def __init__(self, page: pikepdf.Page) -> None:
        collector = _Collector()
        page.get_filtered_contents(collector)
        self._kinds = [kind for kind, _ in collector.tokens]
        self.tokens = [raw for _, raw in collector.tokens]
        self.operations: list[Operation] = []
        first: int | None = None
        for n, kind in enumerate(self._kinds):
            if kind in _BLANK:
                continue
            first = n if first is None else first
            if kind in (TokenType.word, TokenType.inline_image):
                if self.tokens[n] in _KEPT:
                    self.operations.append(Operation(self.tokens[n], first, n + 1))
                first = None

    def operands(self, operation: Operation) -> list[bytes]:
        """The tokens before the operator, without blanks."""
        return [self.tokens[n] for n in range(operation.first, operation.end - 1) if self._kinds[n] not in _BLANK]

    def elements(self, operation: Operation) -> list[tuple[bytes, bytes | None]]:
        """What the operator shows, in order: each string as it is written and decoded, each adjustment as written."""
        places = range(operation.first, operation.end - 1)
        strings = {n: bytes(Object.parse(self.tokens[n])) for n in places if self._kinds[n] == TokenType.string}
        if operation.word == b'"':  # two spacings stand before its string
            return [(self.tokens[n], text) for n, text in strings.items()]
        numbers = (TokenType.integer, TokenType.real)
        return [(self.tokens[n], strings.get(n)) for n in places if n in strings or self._kinds[n] in numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """One run through a content stream; that of a drawing is run through as often as it is drawn."""

    content: Content
    owner: Object  #: the page or the drawing
    resources: Dictionary


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One operator that shows text, as it comes in a walk."""

    visit: Visit
    number: int  #: among the operations of its content
    font: Object
    name: bytes  #: of the font in the resources, with its slash; empty where it was set otherwise
    size: bytes

    @property
    def operation(self) -> Operation:
        return self.visit.content.operations[self.number]


@dataclass(slots=True, eq=False)
class Span:
    """A marked-content sequence of the file that has an ActualText: the operators [first, end) of the walk."""

    visit: Visit
    number: int  #: of its BDC among the operations
    properties: Dictionary
    text: str
    first: int
    end: int = -1
    closing: int = -1  #: number of its EMC, where it is a mere /Span that says nothing else


@dataclass(slots=True)
class Walk:
    """A page as readers go through it: its operators that show text, and its spans with ActualText."""

    shown: list[Shown] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


class Walker:
    """Walks the pages of a document. Each drawing is taken apart once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._drawings: dict[tuple[int, int], Content] = {}

    def walk(self, page: pikepdf.Page) -> Walk:
        walk = Walk()
        self._run(walk, Visit(Content(page), page.obj, _resources(page.obj)), ())
        for look in _appearances(page.obj):
            self._enter(walk, look, Dictionary(), ())
        return walk

    def _run(self, walk: Walk, visit: Visit, above: tuple[tuple[int, int], ...]) -> None:
        walk.visits.append(visit)
        content, resources = visit.content, visit.resources
        fonts = self._fonts(resources)
        state: tuple[Object | None, bytes, bytes] = (None, b"", b"")
        saved: list[tuple[Object | None, bytes, bytes]] = []
        marked: list[Span | None] = []
        for number, operation in enumerate(content.operations):
            word = operation.word
            if word in _SHOWING:
                if state[0] is not None:
                    walk.shown.append(Shown(visit, number, state[0], state[1], state[2]))
            elif word == b"Tf":
                name, size = ([b"", b"", *content.operands(operation)])[-2:]
                state = (fonts.get(_key(name)), name, size)
            elif word == b"gs":
                found = _entry(_entry(resources, Name.ExtGState), _key(content.operands(operation)[-1])).get(Name.Font)
                if isinstance(found, pikepdf.Array) and len(found) == 2:
                    state = (found[0], b"", b"")
            elif word == b"q":
                saved.append(state)
            elif word == b"Q":
                state = saved.pop() if saved else state
            elif word in (b"BDC", b"BMC"):
                span = self._span(walk, visit, number, operation) if word == b"BDC" else None
                marked.append(span)
            elif word == b"EMC":
                ended = marked.pop() if marked else None
                if ended is not None:
                    ended.end = len(walk.shown)
                    tag = content.tokens[content.operations[ended.number].first]
                    if tag == b"/Span" and len(ended.properties) == 1:
                        ended.closing = number
            elif word == b"Do":
                self._draw(walk, visit, content.operands(operation)[-1:], above)
        for open_ in filter(None, marked):
            open_.end = len(walk.shown)

    def _fonts(self, resources: Dictionary) -> Dictionary:
        """The fonts of a resource dictionary, each an object of its own, so that it can be told from others."""
        fonts = _entry(resources, Name.Font)
        for name, font in fonts.items():
            if isinstance(font, Dictionary) and not font.is_indirect:
                fonts[Name(name)] = self._pdf.make_indirect(font)
        return fonts

    def _span(self, walk: Walk, visit: Visit, number: int, operation: Operation) -> Span | None:
        properties = properties_of(visit, operation)
        actual = properties.get(Name.ActualText) if properties is not None else None
        if properties is None or not isinstance(actual, pikepdf.String):
            return None
        span = Span(visit, number, properties, str(actual), len(walk.shown))
        walk.spans.append(span)
        return span

    def _draw(self, walk: Walk, visit: Visit, names: Sequence[bytes], above: tuple[tuple[int, int], ...]) -> None:
        drawing = _entry(visit.resources, Name.XObject).get(_key(names[0])) if names else None
        if not isinstance(drawing, pikepdf.Stream) or drawing.get(Name.Subtype) != Name.Form:
            return
        self._enter(walk, drawing, visit.resources, above)

    def _enter(
        self, walk: Walk, drawing: pikepdf.Stream, resources: Dictionary, above: tuple[tuple[int, int], ...]
    ) -> None:
        """Walks a drawing; `resources` are those of what shows it, where it has none."""
        if drawing.objgen in above or len(above) >= _DEEPEST:
            return
        content = self._drawings.get(drawing.objgen)
        if content is None:
            holder = Dictionary(Type=Name.Page, Contents=self._pdf.make_stream(drawing.read_bytes()))
            content = self._drawings[drawing.objgen] = Content(pikepdf.Page(self._pdf.make_indirect(holder)))
        own = drawing.get(Name.Resources)
        found = own if isinstance(own, Dictionary) else resources
        self._run(walk, Visit(content, drawing, found), (*above, drawing.objgen))


def _appearances(page: Object) -> Iterator[pikepdf.Stream]:
    """The looks of the annotations that lie upon a page, as `extraction.glyphs.annotations` has them."""
    found = page.get(Name.Annots)
    for annotation in found if isinstance(found, pikepdf.Array) else ():
        if not isinstance(annotation, Dictionary) or annotation.get(Name.Subtype) in _WITHOUT_TEXT:
            continue
        looks = annotation.get(Name.AP)
        normal = looks.get(Name.N) if isinstance(looks, Dictionary) else None
        if isinstance(normal, Dictionary) and Name.AS in annotation:
            normal = normal.get(Name(str(annotation.AS)))
        if isinstance(normal, pikepdf.Stream) and not int(annotation.get(Name.F, 0)) & _NOT_SHOWN:
            yield normal


def properties_of(visit: Visit, operation: Operation) -> Dictionary | None:
    """The property list of a BDC, a direct one or one of the resources."""
    operands = visit.content.operands(operation)
    if len(operands) == 2 and operands[1].startswith(b"/"):
        found = _entry(visit.resources, Name.Properties).get(_key(operands[1]))
    else:
        tokens = visit.content.tokens[operation.first : operation.end - 1]
        start = next((n for n, token in enumerate(tokens) if token.startswith(b"<<")), None)
        if start is None:
            return None
        try:
            found = Object.parse(b"".join(tokens[start:]).strip())
        except pikepdf.PdfError:  # a property list that is none says nothing
            return None
    return found if isinstance(found, Dictionary) else None


def without_actual_text(visit: Visit, operation: Operation) -> bytes:
    """A BDC operation without ActualText."""
    properties = properties_of(visit, operation)
    assert properties is not None
    tag, *rest = visit.content.operands(operation)
    if any(value.is_indirect for value in properties.values() if isinstance(value, Object)):
        del properties[Name.ActualText]  # a content can't refer to objects, so the list stays one of the resources
        return b" ".join((tag, *rest, operation.word))
    others = Dictionary({key: value for key, value in properties.items() if key != "/ActualText"})
    return tag + others.unparse(resolved=True) + operation.word


def _entry(resources: Object, key: Name) -> Dictionary:
    found = resources.get(key) if isinstance(resources, Dictionary) else None
    return found if isinstance(found, Dictionary) else Dictionary()


def _key(name: bytes) -> Name:
    try:
        return Name(str(Object.parse(name))) if name.startswith(b"/") and len(name) > 1 else Name("/ ")
    except (pikepdf.PdfError, ValueError, TypeError):  # a name that can't be one names nothing
        return Name("/ ")


def _resources(page: Object) -> Dictionary:
    """The resources of a page, its own or those of a node above it."""
    node: Object | None = page
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            break
        found = node.get(Name.Resources)
        if isinstance(found, Dictionary):
            return found
        node = node.get(Name.Parent)
    return Dictionary()


# Changes ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a content: before code `code` of operation `number`, or, where that is None, before token `token`."""

    number: int
    code: int | None
    token: int


@dataclass(slots=True)
class Changes:
    """What is to be changed in one content."""

    before: dict[int, bytes] = field(default_factory=dict)  #: token to what is put before it
    within: dict[tuple[int, int], bytes] = field(default_factory=dict)  #: (operation, code) to what is put before it
    fonts: dict[tuple[int, int], bytes] = field(default_factory=dict)  #: (operation, code) to the alias it is shown in
    codes: dict[tuple[int, int], bytes] = field(default_factory=dict)  #: (operation, code) to the code in its place
    instead: dict[int, bytes] = field(default_factory=dict)  #: operation to what stands in its place

    def __bool__(self) -> bool:
        return bool(self.before or self.within or self.fonts or self.codes or self.instead)

    def span(self, begin: Point, end: Point, text: str) -> None:
        """Puts an ActualText around what stands between two points. Spans are to be given in their order."""
        actual = (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode()
        self._put(begin, b"/Span<</ActualText<" + actual + b">>>BDC ")
        self._put(end, b" EMC ")

    def _put(self, point: Point, what: bytes) -> None:
        if point.code is None:
            self.before[point.token] = self.before.get(point.token, b"") + what
        else:
            key = (point.number, point.code)
            self.within[key] = self.within.get(key, b"") + what


def changed(content: Content, changes: Changes, fonts: Mapping[int, tuple[bytes, bytes, int]]) -> bytes:
    """The bytes of a content with its changes; `fonts` has the font's name, its size and the bytes of one code for each
    operation whose inside is changed."""
    inside: dict[int, None] = dict.fromkeys(number for number, _ in (*changes.within, *changes.fonts, *changes.codes))
    new: dict[int, tuple[int, bytes]] = {}
    for number in inside:
        operation = content.operations[number]
        new[operation.first] = operation.end, _shown_anew(content, operation, number, changes, *fonts[number])
    for number, replacement in changes.instead.items():
        operation = content.operations[number]
        new[operation.first] = operation.end, replacement
    result: list[bytes] = []
    at = 0
    while at < len(content.tokens):
        result.append(changes.before.get(at, b""))
        if at in new:
            at, replacement = new[at]
            result.append(replacement)
        else:
            result.append(content.tokens[at])
            at += 1
    return b"".join(result)


def _shown_anew(
    content: Content, operation: Operation, number: int, changes: Changes, name: bytes, size: bytes, width: int
) -> bytes:
    """One operator that shows text as several, with what is put between them."""
    result: list[bytes] = []
    if operation.word == b'"':
        word_space, char_space = content.operands(operation)[:2]
        result.append(word_space + b" Tw " + char_space + b" Tc ")
    if operation.word in (b"'", b'"'):
        result.append(b"T* ")
    array: list[bytes] = []

    def flush() -> None:
        if array:
            result.append(b"[" + b" ".join(array) + b"]TJ ")
            array.clear()

    used, code = name, 0
    elements = content.elements(operation)
    for token, text in elements:
        if not text:
            if text is None:
                array.append(token)
            continue
        start = 0
        codes = (text[at : at + width] for at in range(0, len(text), width))
        anew = b"".join(changes.codes.get((number, code + n), old) for n, old in enumerate(codes))
        token, text = (token, text) if anew == text else (b"<" + anew.hex().encode() + b">", anew)
        for at in range(0, len(text), width):
            wanted = changes.fonts.get((number, code), name)
            between = changes.within.get((number, code), b"")
            if between or wanted != used:
                if at > start:
                    array.append(b"<" + text[start:at].hex().encode() + b">")
                flush()
                result.append(between)
                if wanted != used:
                    result.append(wanted + b" " + size + b" Tf ")
                used, start = wanted, at
            code += 1
        if len(text) > start:
            array.append(token if start == 0 else b"<" + text[start:].hex().encode() + b">")
    if any(text == b"" for _, text in elements):
        # PDFium leaves out the adjustment at the end of an array that has an empty string. It goes on doing so.
        array.insert(0, b"<>")
    flush()
    if used != name:
        result.append(name + b" " + size + b" Tf ")
    return b"".join(result).rstrip()
