"""pdfminer's interpreter of page content, with the colours, property lists and limits that it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT, PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, Matrix, mult_matrix

from dgreport.extraction import colours
from dgreport.extraction.glyphs.annotations import Appearance
from dgreport.extraction.glyphs.content import Operation, operations, operations_by_pdfminer
from dgreport.extraction.glyphs.graphics import Graphics
from dgreport.extraction.glyphs.recorder import Recorder, Space, TooMuch, extent_of

#: Operands that may wait for their operator; no operator of PDF takes more than 6, but for lists of colours.
MOST_OPERANDS = 64
#: Names of operators remembered; PDF has 73.
MOST_OPERATOR_NAMES = 500


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with the colours, clips, layers, property lists and limits that it lacks."""

    device: Recorder
    graphicstate: Graphics
    #: The state in which a drawing begins, None for the page itself.
    inherited: Graphics | None = None
    _inside: Graphics | None = None  #: in which the drawing that is run next begins

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.graphicstate = self.inherited.copy() if self.inherited is not None else Graphics()

    def subinterp(self) -> Interpreter:
        made = super().subinterp()
        assert isinstance(made, Interpreter)
        made.inherited = self._inside
        return made

    def init_resources(self, resources: dict[object, object]) -> None:
        # Fonts that are listed are not all used: pdfminer makes every one, so each page pays for the fonts of all.
        super().init_resources(resources)
        spaces = resolve1(resources.get("ColorSpace")) if resources else None
        for name, spec in spaces.items() if isinstance(spaces, dict) else ():
            known = colours.colour_space(spec, resolve1)
            if known is not None:
                self.csmap[name] = Space(*known)

    def execute(self, streams: Sequence[Any]) -> None:
        """Runs content streams; one that is running already (a drawing that embeds itself) is passed over."""
        running = self.parent_stream_ids
        known = [
            stream for stream in map(resolve1, streams) if isinstance(stream, PDFStream) and stream.objid not in running
        ]
        self.stream_ids = {stream.objid for stream in known if stream.objid is not None}
        operators, device = self._operators, self.device
        for name, operands in self._operations(known):
            device.operators += 1
            if device.operators > device.most_operators:
                raise TooMuch(f"more than {device.most_operators:,} operators on one page")
            operator, number = operators.get(name) or self._find(name)
            if operator is not None and len(operands) == number:
                operator(self, *operands)
            else:
                self._run_oddly(operator, number, operands)

    def _operations(self, streams: Sequence[PDFStream]) -> Iterator[Operation]:
        return operations_by_pdfminer(streams)

    def _run_oddly(self, operator: Any, number: int, operands: Sequence[Any]) -> None:
        """Runs an operator that has other operands before it than it takes; those of earlier ones may be left."""
        self.argstack += operands
        if operator is None:
            # Most unknown operators are parts of numbers that PDF does not know (1.2e-17): the operands stay.
            del self.argstack[:-MOST_OPERANDS]
        elif number == 0:
            operator(self)
        else:
            taken = self.argstack[-number:]
            del self.argstack[-number:]
            if len(taken) == number:
                operator(self, *taken)

    _operators: ClassVar[dict[Any, tuple[Any, int]]] = {}

    @classmethod
    def _find(cls, keyword: Any) -> tuple[Any, int]:
        """(method, number of operands) of an operator; (None, 0) where there is none of that name."""
        name = keyword.decode("latin-1") if isinstance(keyword, bytes) else str(keyword)
        method = getattr(cls, "do_" + name.replace("*", "_a").replace('"', "_w").replace("'", "_q"), None)
        found = (method, method.__code__.co_argcount - 1) if method is not None else (None, 0)
        if len(cls._operators) < MOST_OPERATOR_NAMES:
            cls._operators[keyword] = found
        return found

    def do_F(self) -> None:
        self.do_f()

    def do_W(self) -> None:
        # It holds from the end of the path on, and nothing else comes between.
        if self.curpath:
            self.graphicstate.narrow(*extent_of(tuple(self.curpath), self.ctm))

    def do_W_a(self) -> None:
        self.do_W()

    def do_gs(self, name: Any) -> None:
        states = resolve1(self.resources.get("ExtGState")) if self.resources else None
        parameters = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if isinstance(parameters, dict):
            self.graphicstate.set_by(parameters)

    def do_sh(self, name: Any) -> None:
        self.device.shade(self.graphicstate)

    def do_BDC(self, tag: Any, props: Any) -> None:
        stated = props
        if isinstance(props, PSLiteral):
            lists = resolve1(self.resources.get("Properties")) if self.resources else None
            stated = lists.get(literal_name(props)) if isinstance(lists, dict) else None
        props = resolve1(stated)
        layer = stated if isinstance(tag, PSLiteral) and literal_name(tag) == "OC" else None
        self.device.begin_span(props if isinstance(props, dict) else {}, layer)

    def do_BMC(self, tag: Any) -> None:
        self.device.begin_span({})

    def do_EMC(self) -> None:
        self.device.end_span()

    def do_TJ(self, seq: Any) -> None:
        if self.textstate.font is not None:
            self.device.show(self.textstate, seq, self.graphicstate)

    def do_Do(self, xobjid_arg: Any) -> None:
        self.device.count_form()
        drawing = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if not isinstance(drawing, PDFStream):
            return
        depth = self.device.begin_layer(drawing.get("OC"))
        if drawing.get("Subtype") is LIT("Image"):
            self.device.image(drawing, self.graphicstate)
        else:
            self._inside = self._state_inside(drawing, mult_matrix(_matrix_of(drawing), self.ctm))
            super().do_Do(xobjid_arg)
        self.device.end_layer(depth)

    def _state_inside(self, form: PDFStream, matrix: Matrix) -> Graphics:
        """The state in which a form begins: that of its place, within its box; `matrix` is from the form to the page."""
        state = self.graphicstate.copy()
        try:
            x0, y0, x1, y1 = (float(resolve1(value)) for value in list_value(form.get("BBox")))
        except (TypeError, ValueError):  # damaged, and passed over by pdfminer
            return state
        corners = (("m", x0, y0), ("l", x1, y0), ("l", x1, y1), ("l", x0, y1), ("h",))
        state.narrow(*extent_of(corners, matrix))
        if form.get("Group") is not None:
            state.into_group()
        return state

    def show_upon_page(self, appearance: Appearance, matrix: Matrix) -> None:
        """Shows what lies upon the content; `matrix` is that of the page."""
        self.device.count_form()
        self.init_state(matrix)
        depth = self.device.begin_layer(appearance.layer)
        # The matrix fits the form's own into its place on the page.
        self.ctm = mult_matrix(appearance.matrix, self.ctm)
        form = appearance.form
        self._inside = self._state_inside(form, self.ctm)
        self.subinterp().render_contents(dict_value(form.get("Resources", {})), [form], ctm=self.ctm)
        self.device.end_layer(depth)

    def do_EI(self, obj: Any) -> None:
        if isinstance(obj, PDFStream):
            self.device.image(obj, self.graphicstate)


def _matrix_of(form: PDFStream) -> Matrix:
    try:
        a, b, c, d, e, f = (float(resolve1(value)) for value in list_value(form.get("Matrix", MATRIX_IDENTITY)))
    except (TypeError, ValueError):
        return MATRIX_IDENTITY
    return a, b, c, d, e, f


class QuickInterpreter(Interpreter):
    """The same, but content is cut into operations by `content`, which is quicker than pdfminer's parser."""

    def _operations(self, streams: Sequence[PDFStream]) -> Iterator[Operation]:
        parts: list[bytes] = []
        failure: Exception | None = None
        for stream in streams:
            try:
                parts.append(stream.get_data())
            except Exception as error:  # whatever a damaged stream leads to in a filter
                failure = error
                break
        yield from operations(b"\n".join(parts))
        if failure is not None:
            raise failure
