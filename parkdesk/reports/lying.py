"""Sheets that lie, with a title and a foot: for pictures that are wider than high."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from parkdesk.i18n import date_text, instant_text, tr
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.paper import Paper, Sheet, Type

SIZES = {"A4": (841.89, 595.28), "A3": (1190.55, 841.89)}
"""Width and height in points, lying."""
MARGIN = 36.0
_TITLE = Type(14.0, bold=True)
_SUBTITLE = Type(style.SMALL, colour=style.MUTED)
_FOOT = Type(style.TINY, colour=style.MUTED)
HEAD_ROOM, FOOT_ROOM = 44.0, 24.0


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over and under each sheet."""

    title: str
    subtitle: str
    park: str
    at: dt.datetime


def as_at(on: dt.date | None, text: str) -> str:
    """Return what stands under a title, after the past day as at which it is read, if any."""
    return text if on is None else f"{tr('As at {day}', day=date_text(on))} · {text}"


class LyingPaper:
    """A paper of one lying size; every sheet has the same heading, the foot counts them."""

    def __init__(self, heading: Heading, size: str, language: str) -> None:
        self.width, self.height = SIZES[size]
        self._heading = heading
        about = About(
            heading.title, heading.park, heading.subtitle, language.replace("_", "-"), heading.at
        )
        self.paper = Paper(about, (self.width, self.height))

    @property
    def top(self) -> float:
        """The upper edge of what may be drawn on."""
        return self.height - MARGIN - HEAD_ROOM

    @property
    def bottom(self) -> float:
        """The lower edge of what may be drawn on."""
        return MARGIN + FOOT_ROOM

    @property
    def inner_width(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def new_sheet(self) -> Sheet:
        """Add a page with its heading."""
        sheet = self.paper.new_sheet()
        top = self.height - MARGIN
        with sheet.heading(1):
            sheet.text(MARGIN, top - 12, self._heading.title, _TITLE)
        sheet.text(MARGIN, top - 27, self._heading.subtitle, _SUBTITLE)
        sheet.text_right(self.width - MARGIN, top - 12, self._heading.park, _SUBTITLE)
        return sheet

    def finish(self) -> bytes:
        """Write the feet and return the PDF."""
        sheets = self.paper.sheets
        made = tr("As known on {instant}", instant=instant_text(self._heading.at))
        for number, sheet in enumerate(sheets, 1):
            with sheet.furniture():
                sheet.line(MARGIN, MARGIN + 12, self.width - MARGIN, MARGIN + 12, style.LINE)
                sheet.text(MARGIN, MARGIN, made, _FOOT)
                page = tr("Page {n} of {total}", n=number, total=len(sheets))
                sheet.text_right(self.width - MARGIN, MARGIN, page, _FOOT)
        out = BytesIO()
        self.paper.finish(out, lambda _done, _total: None)
        return out.getvalue()
