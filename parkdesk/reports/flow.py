"""Text that flows from page to page: headings, paragraphs, blocks, and the list of contents.

A heading never stands alone at a foot: it waits until what follows says how much room it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from parkdesk.reports import style
from parkdesk.reports.adding import added
from parkdesk.reports.links import Anchor, Link
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.structure import Element

HEADING = Type(style.HEADING, bold=True)
SUBHEADING = Type(style.SUBHEADING, bold=True)
BODY = Type(style.BODY)
NOTE = Type(style.SMALL, colour=style.MUTED)
_KEEP_LINES = 2
"""A paragraph leaves and takes along at least so many lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, for the list of contents."""

    title: str
    level: int
    anchor: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    level: int
    anchor: str
    note: str

    @property
    def height(self) -> float:
        return 30.0 if self.level == 0 else 23.0


class Flow:
    """Fills the sheets of a paper from top to bottom."""

    def __init__(
        self, paper: Paper, top: float = style.TOP, size: tuple[float, float] | None = None
    ) -> None:
        self.paper = paper
        self.top = top
        """Where a page begins."""
        self.width = style.TEXT_WIDTH
        """How wide the text of a page is."""
        self._size = size
        self.entries: list[Entry] = []
        self.sheet = paper.new_sheet(size)
        self.y = self.top
        self._fresh = True
        self._waiting: list[_Heading] = []

    def new_page(self) -> None:
        """Begin a page, unless this one is still empty."""
        if not self._fresh:
            self.sheet = self.paper.new_sheet(self._size)
            self.y = self.top
            self._fresh = True

    def turn(self, size: tuple[float, float]) -> None:
        """Go on upon pages of another width and height, from the next page on or this empty one."""
        if size == (self._size or self.sheet.size):
            return
        self._size = size
        self.top = size[1] - (style.PAGE_HEIGHT - style.TOP)
        self.width = size[0] - 2 * style.MARGIN
        self.new_page()
        self.sheet.size = size
        self.y = self.top

    def at(self, y: float) -> None:
        """Go on at `y`, under something drawn by hand."""
        self.y = y
        self._fresh = False

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if not self._fresh:
            self.y -= height

    def room(self) -> float:
        """Return how much is left on this page."""
        return self.y - style.BOTTOM

    def heading(self, text: str, level: int, anchor: str, note: str = "") -> None:
        """Put a heading over what comes next; level 0 is a section, `note` stands at its right."""
        self._waiting.append(_Heading(text, level, anchor, note))

    def place(self, height: float) -> float:
        """Make sure of `height`, headings that wait included, and return the y it begins at."""
        need = height + added(heading.height for heading in self._waiting)
        if need > self.room():
            self.new_page()
        for heading in self._waiting:
            self._write(heading)
        self._waiting.clear()
        self._fresh = False
        return self.y

    def block(self, height: float, draw: Callable[[Sheet, float], None]) -> None:
        """Draw something that must not be split; `draw` is told the sheet and the top."""
        top = self.place(height)
        draw(self.sheet, top)
        self.y = top - height

    def paragraph(self, text: str, kind: Type = BODY, indent: float = 0.0) -> None:
        """Write a paragraph, split over pages where it must be."""
        lines = list(self.paper.lines(text, kind, self.width - indent))
        self.place(min(len(lines), _KEEP_LINES) * kind.leading)
        element = self.paper.root.child("P")
        while lines:
            fit = max(int(self.room() / kind.leading), 1)
            if len(lines) - fit == 1 and fit > _KEEP_LINES:
                fit -= 1
            with self.sheet.part(element):
                for line in lines[:fit]:
                    self.sheet.text(style.MARGIN + indent, self.y - kind.size, line, kind)
                    self.y -= kind.leading
            lines = lines[fit:]
            if lines:
                self.new_page()
                self._fresh = False
        self._fresh = False

    def _write(self, heading: _Heading) -> None:
        kind = HEADING if heading.level == 0 else SUBHEADING
        # The room above a heading is not needed at the top of a page.
        if self._fresh:
            self.y += heading.height - kind.size * 2.1
        top = self.y - (heading.height - kind.size * 2.1)
        base = top - kind.size
        with self.sheet.heading(heading.level + 1):
            self.sheet.text(style.MARGIN, base, heading.text, kind)
        if heading.note:
            self.sheet.text_right(style.MARGIN + self.width, base, heading.note, NOTE)
        anchor = Anchor(heading.anchor, top + 12, heading.text, heading.level)
        self.sheet.anchors.append(anchor)
        self.entries.append(Entry(heading.text, heading.level, heading.anchor, self.sheet))
        self.y -= heading.height
        self._fresh = False


def write_contents(
    paper: Paper, sheet: Sheet, top: float, entries: list[Entry], part: Element
) -> float:
    """Write the list of contents with its page numbers and links; return where it ends.

    `part` is what of the document's structure the list is: it may have kept its place before the
    headings were known.
    """
    numbers = {id(page): number for number, page in enumerate(paper.sheets, 1)}
    right = style.MARGIN + style.TEXT_WIDTH
    y = top
    for entry in entries:
        kind = Type(style.BODY, bold=entry.level == 0)
        y -= _step(entry.level)
        left = style.MARGIN + 16 * entry.level
        number = str(numbers[id(entry.sheet)])
        title = paper.lines(entry.title, kind, right - left - 40)[0]
        element = part.child("TOCI").child("Link")
        with sheet.part(element):
            sheet.text(left, y, title, kind)
            sheet.text_right(right, y, number, Type(style.BODY))
        end = left + paper.width(title, kind) + 6
        sheet.line(end, y + 2, right - 22, y + 2, style.HAIR, 0.5)
        rect = (style.MARGIN, y - 4, right, y + kind.size + 2)
        sheet.links.append(Link(rect, entry.anchor, entry.title, element))
    return y


def contents_height(levels: Iterable[int]) -> float:
    """Return the room a list of contents with headings of these levels needs."""
    return added(_step(level) for level in levels)


def _step(level: int) -> float:
    return 17.5 if level == 0 else 14.5
