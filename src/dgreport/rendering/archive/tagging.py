"""The structure tree of a PDF from the elements that the typesetting has filled with content."""

from __future__ import annotations

from collections import defaultdict

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from dgreport.rendering.structure import Annotation, Content, Element

#: Types of our own, and the standard one that each is taken for.
ROLES = {"Title": "P"}
#: Elements that stand though they have no content: the cells of a table, for its columns to be told apart.
_MAY_BE_EMPTY = frozenset({"TD", "TH"})


def write(pdf: Pdf, root: Element, of_figures: Object | None) -> None:
    """Writes the tree and the way back from the content of each page; `of_figures` is the file of the figures' data."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.RoleMap = Dictionary({f"/{own}": Name(f"/{standard}") for own, standard in ROLES.items()})
    writer = _Writer(pdf, of_figures)
    tree.K = Array([writer.element(root, tree)])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=writer.parents()))
    tree.ParentTreeNextKey = writer.next_key
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    for page in writer.pages:
        # Who goes from link to link takes them in the order of the structure.
        page.Tabs = Name.S
        if Name.Trans in page:
            del page[Name.Trans]


class _Writer:
    def __init__(self, pdf: Pdf, of_figures: Object | None) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.of_figures = of_figures
        self.contents: dict[int, dict[int, Object]] = defaultdict(dict)  #: element by page and by its number there
        self.links: list[tuple[Object, Object]] = []  #: annotation and its element
        self.next_key = 0

    def element(self, element: Element, parent: Object) -> Object:
        """The element and all below it as objects of the PDF."""
        written = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent, Lang=String(element.lang))
        )
        if element.alt:
            written.Alt = String(element.alt)
        if element.title:
            written.T = String(element.title)
        if element.attributes:
            written.A = Array([_attributes(owner, each) for owner, each in element.attributes.items()])
        if element.tag == "Figure" and self.of_figures is not None:
            written.AF = Array([self.of_figures])
        pages = [kid.page for kid in element.kids if isinstance(kid, Content)]
        if pages:
            written.Pg = self.pages[pages[0] - 1]
        kids = [self._kid(kid, written, pages[0] if pages else 0) for kid in element.kids if _is_told(kid)]
        if kids:
            written.K = kids[0] if len(kids) == 1 else Array(kids)
        return written

    def _kid(self, kid: Element | Content | Annotation, parent: Object, page: int) -> Object | int:
        """`page` is that of the parent's first content."""
        if isinstance(kid, Element):
            return self.element(kid, parent)
        if isinstance(kid, Content):
            self.contents[kid.page][kid.mcid] = parent
            if kid.page == page:
                return kid.mcid
            return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page - 1], MCID=kid.mcid)
        annotation = self.pages[kid.page - 1].Annots[kid.place]
        self.links.append((annotation, parent))
        return Dictionary(Type=Name.OBJR, Pg=self.pages[kid.page - 1], Obj=annotation)

    def parents(self) -> Array:
        """The way back: for each page the elements of its content by number, for each link its element."""
        nums: list[Object | int] = []
        for number, page in enumerate(self.pages, 1):
            if told := self.contents.get(number):
                page.StructParents = self._key()
                nums += [page.StructParents, self.pdf.make_indirect(Array([told[mcid] for mcid in sorted(told)]))]
        for annotation, element in self.links:
            annotation.StructParent = self._key()
            nums += [annotation.StructParent, element]
        return Array(nums)

    def _key(self) -> int:
        self.next_key += 1
        return self.next_key - 1


def _is_told(kid: Element | Content | Annotation) -> bool:
    """Whether there is anything to say: content, or cells."""
    if not isinstance(kid, Element) or kid.tag in _MAY_BE_EMPTY:
        return True
    return any(map(_is_told, kid.kids))


def _attributes(owner: str, attributes: object) -> Dictionary:
    assert isinstance(attributes, dict)
    said = {
        f"/{name}": Name(f"/{value}")
        if isinstance(value, str)
        else Array([round(each, 2) for each in value])
        if isinstance(value, tuple)
        else value
        for name, value in attributes.items()
    }
    return Dictionary({"/O": Name(f"/{owner}"), **said})
