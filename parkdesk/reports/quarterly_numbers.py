"""The numbers of a pack: of its sections, their parts and their tables, given while drawing.

They follow from the sections that were chosen, in their order. An edition of before there was a
choice has numbers that nobody gives anew: those of its tables come from a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from parkdesk.domain.packs import ANNEXES, Place, Section
from parkdesk.i18n import tr
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper


class PackFlow(Flow):
    """A flow that knows which section it is in, and numbers what it is told to head.

    What it is told is the English source of a text with a place for `number`.
    """

    def __init__(
        self,
        paper: Paper,
        places: tuple[Place, ...],
        fixed: tuple[str, ...] = (),
        number: str = "",
        code: str = "",
    ) -> None:
        """Begin; `fixed` are the numbers of the tables of an edition of before, else counted.

        `number` is the document's, empty for a draft; `code` that of its snapshot.
        """
        self.start = self.end = len(paper.sheets)
        """Its sheets, from the cover on; `end` is known once all are drawn."""
        super().__init__(paper)
        self.cover = self.sheet
        self.number = number
        self.code = code
        self._names = {place.section: place.name for place in places}
        self._fixed: Iterator[str] | None = iter(fixed) if fixed else None
        self._now = next(iter(self._names), Section.METHOD)
        self._parts = self._tables = 0

    @property
    def is_of_before(self) -> bool:
        """Whether an edition of before there was a choice is drawn."""
        return self._fixed is not None

    def name_of(self, section: Section) -> str:
        """Return a section's number or letter; empty where it was not chosen."""
        return self._names.get(section, "")

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that were chosen."""
        return tuple(self._names)

    def begin(self, section: Section) -> None:
        """Go on in a section: its parts and tables are counted from 1."""
        self._now = section
        self._parts = self._tables = 0

    def section(self, title: str, anchor: str, note: str = "") -> None:
        """Head the section with its number, or an annex with its letter."""
        self.heading(tr(title, number=self._names[self._now]), 0, anchor, note)

    def part(self, title: str, anchor: str) -> None:
        """Head a part of a numbered section: 3.1, 3.2 and so on."""
        self._parts += 1
        number = f"{self._names[self._now]}.{self._parts}"
        self.heading(tr(title, number=number), 1, anchor)

    def caption(self, title: str, **places: object) -> str:
        """Return the caption of the next table: 3-2 is the second of section 3."""
        self._tables += 1
        name = self._names[self._now]
        number = f"{name}-{self._tables}"
        if self._fixed is not None:
            # An annex of before has one name for all its tables.
            number = name if self._now in ANNEXES else next(self._fixed)
        return tr(title, number=number, **places)

    def say_not_kept(self) -> None:
        """Say that the edition is older than what the section prints."""
        self.paragraph(tr("This edition was closed before these facts were kept in it."), NOTE)
        self.space(6)
