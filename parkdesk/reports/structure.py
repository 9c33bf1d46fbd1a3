"""What a document is made of, as a screen reader hears it: headings, paragraphs, tables, figures.

PDF calls it the logical structure (ISO 32000-1, 14.7 and 14.8): a tree of elements, each of which
knows the marked pieces of the pages that show it. What no element shows is an artifact: rules,
backgrounds, running heads and feet. A pack of a thousand pages has two hundred thousand elements,
most of them cells with one piece, so these are kept small and written in one go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A piece of a page: the page's place in the document, and the number of the piece on it."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link's rectangle on a page, by the name it is kept under."""

    page: int
    name: str


class Element:
    """One part of the document, of a standard kind: H1, P, Table, TR, TH, TD, Figure, Link.

    `alt` is what is said instead of a figure; `attributes` are written as PDF wants them.
    """

    __slots__ = ("alt", "attributes", "kids", "kind", "number", "page", "parent", "piece")

    def __init__(
        self, kind: str, parent: Element | None = None, alt: str = "", attributes: str = ""
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.page = self.piece = -1
        self.kids: list[Element | Mark | Annotation] | None = None
        self.number = 0

    def child(self, kind: str, alt: str = "", attributes: str = "") -> Element:
        """Add a part at the end and return it."""
        element = Element(kind, self, alt, attributes)
        self.add(element)
        return element

    def add(self, kid: Element | Mark | Annotation) -> None:
        """Add a part, a further piece of a page, or a link at the end."""
        if self.kids is None:
            self.kids = [kid]
        else:
            self.kids.append(kid)

    def shows(self, page: int, piece: int) -> None:
        """Note that a piece of a page shows this part; the first one is kept without a mark."""
        if self.page < 0 and self.kids is None:
            self.page, self.piece = page, piece
        else:
            self.add(Mark(page, piece))


ARTIFACT = Element("Artifact")
"""What belongs to no part of the text."""

HEADER_CELL = "/A <</O /Table /Scope /Column>>"
"""The attribute of a heading over a column."""


def bounds(left: float, bottom: float, right: float, top: float) -> str:
    """Return the attribute that says where a figure stands."""
    return f"/A <</O /Layout /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"


class Structure:
    """The tree of one document as objects of a file, numbered from `first` without a gap."""

    def __init__(self, root: Element, first: int) -> None:
        self.first = first
        self._elements = _in_order(root)
        for number, element in enumerate(self._elements, first + 2):
            element.number = number

    @property
    def count(self) -> int:
        """How many objects there are; the first one is what the catalogue refers to."""
        return len(self._elements) + 2

    def links(self) -> dict[str, int]:
        """Return the links' names, each with its place among them."""
        names = (
            kid.name
            for element in self._elements
            for kid in element.kids or ()
            if isinstance(kid, Annotation)
        )
        return {name: place for place, name in enumerate(names)}

    def objects(
        self, pages: Sequence[int], pieces: Sequence[int], links: Mapping[str, int]
    ) -> Iterator[str]:
        """Yield the objects; `pages` and `links` are the numbers of these, `pieces` how many.

        The tree's root comes first, then its index from pieces and links to elements. One at a
        time: all of a thousand pages at once would be the most that a pack has in the memory.
        """
        owners = [[0] * count for count in pieces]
        linked: list[int] = []
        for element in self._elements:
            _own(element, owners, linked)
        entries = [f"{page} [{_references(row)}]" for page, row in enumerate(owners)]
        entries += [f"{len(pages) + place} {owner} 0 R" for place, owner in enumerate(linked)]
        root = (
            f"<</Type /StructTreeRoot /K {self.first + 2} 0 R /ParentTree {self.first + 1} 0 R"
            f" /ParentTreeNextKey {len(entries)}>>"
        )
        yield root
        yield "<</Nums [" + "\n".join(entries) + "]>>"
        for element in self._elements:
            yield _written(element, self.first, pages, links)


def _in_order(root: Element) -> list[Element]:
    found: list[Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        found.append(element)
        if element.kids:
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
    return found


def _own(element: Element, owners: list[list[int]], linked: list[int]) -> None:
    """Note in `owners` and `linked` which pieces and links are one element's."""
    number = element.number
    if element.page >= 0:
        owners[element.page][element.piece] = number
    for kid in element.kids or ():
        if isinstance(kid, Mark):
            owners[kid.page][kid.number] = number
        elif isinstance(kid, Annotation):
            linked.append(number)


def _written(element: Element, root: int, pages: Sequence[int], links: Mapping[str, int]) -> str:
    """Return one element's object."""
    parent = root if element.parent is None else element.parent.number
    home, inside = element.page, ""
    more = element.alt and f"/Alt {_text(element.alt)}"
    if home >= 0:
        if not element.kids:
            inside = f"/Pg {pages[home]} 0 R/K {element.piece}"
            return f"<</S/{element.kind}/P {parent} 0 R{more}{element.attributes}{inside}>>"
        inside = f"{element.piece} "
    elif element.kids and isinstance(element.kids[0], Mark):
        home = element.kids[0].page
    for kid in element.kids or ():
        if isinstance(kid, Element):
            inside += f"{kid.number} 0 R "
        elif isinstance(kid, Mark):
            inside += (
                f"{kid.number} " if kid.page == home
                else f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>"
            )  # fmt: skip
        else:
            inside += f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {links[kid.name]} 0 R>>"
    page = f"/Pg {pages[home]} 0 R" if home >= 0 else ""
    kids = f"/K [{inside}]" if inside else ""
    return f"<</S/{element.kind}/P {parent} 0 R{more}{element.attributes}{page}{kids}>>"


def _references(numbers: Sequence[int]) -> str:
    return " ".join([f"{number} 0 R" for number in numbers])


def _text(text: str) -> str:
    signs = "\ufeff" + text
    return f"<{signs.encode('utf-16-be').hex().upper()}>"
