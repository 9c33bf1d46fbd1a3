"""What a document is made of, as a screen reader hears it: headings, paragraphs, tables, figures.

PDF calls it the logical structure (ISO 32000-1, 14.7 and 14.8): a tree of elements, each of which
knows the marked pieces of the pages that show it. What no element shows is an artifact: rules,
backgrounds, running heads and feet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc


class Mark(NamedTuple):
    """A piece of a page: the page's place in the document, and the number of the piece on it."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link's rectangle on a page, by the name ReportLab keeps it under."""

    page: int
    name: str


class Element:
    """One part of the document, of a standard kind: H1, P, Table, TR, TH, TD, Figure, Link.

    `alt` is what is said instead of a figure; `attributes` are written as PDF wants them.
    """

    __slots__ = ("alt", "attributes", "kids", "kind", "number", "parent")

    def __init__(self, kind: str, parent: Element | None, alt: str, attributes: str) -> None:
        self.kind = kind
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.kids: list[Element | Mark | Annotation] = []
        self.number = 0

    def child(self, kind: str, alt: str = "", attributes: str = "") -> Element:
        """Add a part at the end and return it."""
        element = Element(kind, self, alt, attributes)
        self.kids.append(element)
        return element

    def first_page(self) -> int:
        """Return the page on which this part begins; a part that shows nothing has none: -1."""
        for kid in self.kids:
            page = kid.first_page() if isinstance(kid, Element) else kid.page
            if page >= 0:
                return page
        return -1


ARTIFACT = Element("Artifact", None, "", "")
"""What belongs to no part of the text."""

HEADER_CELL = "/A <</O /Table /Scope /Column>>"
"""The attribute of a heading over a column."""


def document() -> Element:
    """Return the root of a new document's tree."""
    return Element("Document", None, "", "")


def bounds(left: float, bottom: float, right: float, top: float) -> str:
    """Return the attribute that says where a figure stands."""
    return f"/A <</O /Layout /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc,unused-ignore]
    """An object of the file that says itself what it is when the file is written."""

    __RefOnly__ = 1

    def __init__(self, says: Callable[[], str]) -> None:
        self._says = says

    def format(self, _document: object) -> bytes:
        return self._says().encode("latin-1")


class Structure:
    """The tree of one document on its way into the file of ReportLab's `document`."""

    def __init__(self, root: Element, document: Any, pages: int) -> None:  # noqa: ANN401
        self._root = root
        self._document = document
        self._pages = pages
        self._owners: list[list[Element]] = [[] for _page in range(pages)]
        self._linked: list[tuple[str, Element]] = []
        self._elements = list(self._walk(root))

    def write(self) -> Any:  # noqa: ANN401
        """Add the tree to the file and return what its catalogue refers to."""
        for element in self._elements:
            element.number = self._add(f"element{id(element)}", self._says(element))
        numbers = self._add("parents", self._parents)
        root = _Raw(
            lambda: (
                f"<</Type /StructTreeRoot /K {self._root.number} 0 R"
                f" /ParentTree {numbers} 0 R /ParentTreeNextKey {self._pages + len(self._linked)}>>"
            )
        )
        self._document.Reference(root, "structure")
        self._root_number = self._number("structure")
        for place, (name, _element) in enumerate(self._linked):
            self._document.idToObject[self._document.annotationName(name)].structure = (
                self._pages + place
            )
        return root

    def _walk(self, element: Element) -> Iterator[Element]:
        yield element
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self._walk(kid)
            elif isinstance(kid, Mark):
                owners = self._owners[kid.page]
                owners.extend([element] * (kid.number + 1 - len(owners)))
                owners[kid.number] = element
            else:
                self._linked.append((kid.name, element))

    def _add(self, name: str, says: Callable[[], str]) -> int:
        self._document.Reference(_Raw(says), name)
        return self._number(name)

    def _number(self, name: str) -> int:
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def _page(self, page: int) -> int:
        return self._number(f"Page{page + 1}")

    def _says(self, element: Element) -> Callable[[], str]:
        return lambda: self._element(element)

    def _element(self, element: Element) -> str:
        parent = element.parent.number if element.parent else self._root_number
        parts = [f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R"]
        if element.alt:
            parts.append(f"/Alt {_text(element.alt)}")
        if element.attributes:
            parts.append(element.attributes)
        page = element.first_page() if any(isinstance(kid, Mark) for kid in element.kids) else -1
        if page >= 0:
            parts.append(f"/Pg {self._page(page)} 0 R")
        if element.kids:
            parts.append("/K [" + " ".join(self._kid(kid, page) for kid in element.kids) + "]")
        return " ".join(parts) + ">>"

    def _kid(self, kid: Element | Mark | Annotation, page: int) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, Annotation):
            number = self._number(self._document.annotationName(kid.name))
            return f"<</Type /OBJR /Pg {self._page(kid.page)} 0 R /Obj {number} 0 R>>"
        if kid.page == page:
            return str(kid.number)
        return f"<</Type /MCR /Pg {self._page(kid.page)} 0 R /MCID {kid.number}>>"

    def _parents(self) -> str:
        lines = [
            f"{page} [{' '.join(f'{owner.number} 0 R' for owner in owners)}]"
            for page, owners in enumerate(self._owners)
        ]
        lines += [
            f"{self._pages + place} {element.number} 0 R"
            for place, (_name, element) in enumerate(self._linked)
        ]
        return "<</Nums [\n" + "\n".join(lines) + "]>>"


def _text(text: str) -> str:
    signs = "\ufeff" + text
    return f"<{signs.encode('utf-16-be').hex().upper()}>"
