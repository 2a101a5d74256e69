"""What an accessible and archival PDF must not lack, looked for in the file as it was written.

It knows what this project writes, not all that the standards allow; veraPDF is the judge of conformance. It is here so
that a slip is found on the machine where it happens, before the file takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Page, Pdf, String, parse_content_stream

from dgreport.errors import NotArchival

#: The operators that mark and paint.
_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" f F f* B B* b b* S s sh Do BI ID EI"
_METADATA = {
    "part of PDF/A": rb"<pdfaid:part>3</",
    "conformance to PDF/A": rb"<pdfaid:conformance>A</",
    "part of PDF/UA": rb"<pdfuaid:part>1</",
    "title": rb"<dc:title>",
}
_HEADING = re.compile(r"H([1-6])")


def check(pdf: bytes) -> None:
    """Raises NotArchival, which names what is lacking, unless the file is fit to be heard and to be kept."""
    found = lapses(pdf)
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise NotArchival(
            f"the PDF is not written, since it would not be accessible and archival: {found[0]}{more}."
            " This is a bug of dgreport: please report it with the report.json"
        )


def lapses(pdf: bytes) -> list[str]:
    """All that is lacking, a line each."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return [*_of_catalog(opened), *_of_content_and_structure(opened)]


def _of_catalog(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False):
        yield "the document is not marked as tagged"
    if Name.Lang not in root:
        yield "the document has no language"
    if not root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False):
        yield "viewers would show the file's name in place of its title"
    if Name.OutputIntents not in root:
        yield "nothing says what the colours mean"
    metadata = root.Metadata.read_bytes() if Name.Metadata in root else b""
    for what, pattern in _METADATA.items():
        if not re.search(pattern, metadata):
            yield f"the metadata lack the {what}"
    if not str(pdf.docinfo.get(Name.Title, "")):
        yield "the document has no title"


@dataclass(slots=True)
class _Structure:
    """What the structure says of content: element by page and MCID, and of links: element by annotation."""

    contents: dict[tuple[int, int], Object] = field(default_factory=dict)
    links: dict[tuple[int, int], Object] = field(default_factory=dict)
    lapses: list[str] = field(default_factory=list)
    depth: int = 0  #: of the last heading


def _of_content_and_structure(pdf: Pdf) -> Iterator[str]:
    if Name.StructTreeRoot not in pdf.Root:
        yield "the document has no structure"
        return
    tree = pdf.Root.StructTreeRoot
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    structure = _Structure()
    for kid in tree.K:
        _walk(kid, 0, pages, structure)
    yield from structure.lapses
    nums = list(tree.ParentTree.Nums)
    parents = {int(key): element for key, element in zip(nums[::2], nums[1::2], strict=True)}
    fonts: dict[tuple[int, int], str | int] = {}
    for number, page in enumerate(pdf.pages, 1):
        if Name.Trans in page:
            yield f"page {number}: a transition"
        yield from _of_page(number, page, structure, parents, fonts)
        yield from _of_links(number, page, structure, parents)


def _walk(element: Object, page: int, pages: Mapping[tuple[int, int], int], structure: _Structure) -> None:
    """Notes what the element says of content and links, and what it lacks itself. `page` is that of its parent."""
    tag = str(element.S)[1:]
    if Name.Pg in element:
        page = pages[element.Pg.objgen]
    lacks = structure.lapses.append
    if Name.Lang not in element:
        lacks(f"page {page}: {tag} without a language")
    if tag == "Figure" and not str(element.get(Name.Alt, "")):
        lacks(f"page {page}: a figure without a text in its place")
    if tag == "TH" and Name.Scope not in _attributes(element):
        lacks(f"page {page}: a head of a table that does not say of what")
    if tag == "Table":
        parts = [str(kid.S) for kid in _kids(element)]
        if "/THead" in parts and "/TBody" not in parts:
            lacks(f"page {page}: a table that is nothing but its head")
        widths = {sum(_span(cell) for cell in _kids(row)) for row in _rows(element)}
        if len(widths) > 1:
            lacks(f"page {page}: rows of a table are of different width")
    if heading := _HEADING.fullmatch(tag):
        depth = int(heading[1])
        if depth > structure.depth + 1:
            lacks(f"page {page}: a heading {tag} under H{structure.depth}")
        structure.depth = depth
    for kid in _kids(element):
        if isinstance(kid, int):
            structure.contents[page, kid] = element
        elif Name.S in kid:
            _walk(kid, page, pages, structure)
        elif kid.Type == Name.OBJR:
            structure.links[kid.Obj.objgen] = element
        else:
            structure.contents[pages[kid.Pg.objgen], int(kid.MCID)] = element


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _rows(element: Object) -> Iterator[Object]:
    for kid in _kids(element):
        if str(kid.S) == "/TR":
            yield kid
        elif str(kid.S) != "/Caption":
            yield from _rows(kid)


def _attributes(element: Object) -> dict[str, Object]:
    return {key: value for owner in element.get(Name.A, Array()) for key, value in owner.items()}


def _span(cell: Object) -> int:
    return int(_attributes(cell).get("/ColSpan", 1)) if Name.A in cell else 1


def _of_page(
    number: int,
    page: Page,
    structure: _Structure,
    parents: Mapping[int, Object],
    fonts: dict[tuple[int, int], str | int],
) -> Iterator[str]:
    """`fonts`: for those that were looked at what is wrong, or how many glyphs there are."""
    for name, font in page.get("/Resources", Dictionary()).get("/Font", Dictionary()).items():
        fault = fonts.setdefault(font.objgen, _fault(font))
        if isinstance(fault, str):
            yield f"page {number}: font {name} {fault}"
    own = list(parents.get(int(page.obj.get(Name.StructParents, -1)), Array()))
    told: set[int] = set()
    marks: list[bool] = []  #: those that are open: whether they say what their content is
    glyphs = 0
    for operands, word in _instructions(page):
        if word in ("BDC", "BMC"):
            mcid = operands[1].get(Name.MCID) if word == "BDC" and isinstance(operands[1], Dictionary) else None
            if mcid is not None:
                if int(mcid) in told or any(marks):
                    yield f"page {number}: content {mcid} is marked twice"
                told.add(int(mcid))
            marks.append(mcid is not None or operands[0] == Name.Artifact)
        elif word == "EMC":
            if not marks:
                yield f"page {number}: a mark ends that never began"
            marks = marks[:-1]
        elif word == "Tf":
            fault = fonts.get(page.Resources.Font[str(operands[0])].objgen, 0)
            glyphs = fault if isinstance(fault, int) else 0
        else:
            if not any(marks):
                yield f"page {number}: content that is neither told nor an artifact"
            if word in ("Tj", "TJ") and not _is_shown(operands[0], glyphs):
                yield f"page {number}: a character without a glyph"
    if marks:
        yield f"page {number}: a mark that never ends"
    for place in sorted(told):
        element = structure.contents.get((number, place))
        if element is None:
            yield f"page {number}: content {place} has no place in the structure"
        elif len(own) <= place or own[place].objgen != element.objgen:
            yield f"page {number}: content {place} does not find its place in the structure"
    for place in sorted(place for at, place in structure.contents if at == number and place not in told):
        yield f"page {number}: the structure tells of content {place}, which is not there"


def _instructions(page: Page) -> Iterator[tuple[list[Object], str]]:
    for instruction in parse_content_stream(page, _OPERATORS):
        if isinstance(instruction, ContentStreamInstruction):
            yield list(instruction.operands), str(instruction.operator)
        else:
            yield [], "BI"


def _fault(font: Object) -> str | int:
    """What is wrong with a font, or how many glyphs it has."""
    descendants = font.get(Name.DescendantFonts, Array())
    descriptor = descendants[0].get(Name.FontDescriptor, Dictionary()) if len(descendants) else Dictionary()
    if Name.FontFile2 not in descriptor:
        return "is not embedded"
    if Name.ToUnicode not in font:
        return "does not say what its glyphs mean"
    # Widths from glyph 1 on, in one list.
    return len(descendants[0].W[1])


def _is_shown(shown: Object, glyphs: int) -> bool:
    """Whether every code of two bytes is that of a glyph; glyph 0 is .notdef."""
    for each in shown if isinstance(shown, Array) else [shown]:
        if isinstance(each, String):
            data = bytes(each)
            if any(not 0 < high << 8 | low <= glyphs for high, low in zip(data[::2], data[1::2], strict=True)):
                return False
    return True


def _of_links(number: int, page: Page, structure: _Structure, parents: Mapping[int, Object]) -> Iterator[str]:
    annotations = page.get("/Annots", Array())
    if len(annotations) and page.obj.get(Name.Tabs) != Name.S:
        yield f"page {number}: links in no order"
    for annotation in annotations:
        element = structure.links.get(annotation.objgen)
        parent = parents.get(int(annotation.get(Name.StructParent, -1)))
        if element is None or str(element.S) != "/Link" or parent is None or parent.objgen != element.objgen:
            yield f"page {number}: a link that has no place in the structure"
        if not str(annotation.get(Name.Contents, "")):
            yield f"page {number}: a link that does not say where it leads"
        if Name.A in annotation or Name.AA in annotation:
            yield f"page {number}: a link that does more than lead somewhere in the document"
