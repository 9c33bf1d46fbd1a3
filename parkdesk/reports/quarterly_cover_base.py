"""What the parts of page 1 share: where they are drawn, their titles, the height of a list."""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports import style
from parkdesk.reports.flow import HEADING, Flow
from parkdesk.reports.links import Anchor
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Table, draw_table

SIGN_HEIGHT = 64.0
RIGHT = style.MARGIN + style.TEXT_WIDTH


@dataclass(frozen=True, slots=True)
class Cover:
    """What draws page 1: the summary, and where its parts go."""

    flow: PackFlow
    summary: QuarterlySummary

    @property
    def paper(self) -> Paper:
        """The paper drawn on."""
        return self.flow.paper

    @property
    def sheet(self) -> Sheet:
        """Page 1."""
        return self.flow.cover

    def section(self, y: float, title: str, anchor: str, note: str = "") -> float:
        """Write the title of a part, with a note at its right; return where the part begins."""
        self.sheet.text(style.MARGIN, y - 12, title, HEADING)
        if note:
            self.sheet.text_right(RIGHT, y - 12, note, Type(style.TINY, colour=style.MUTED))
        self.sheet.anchors.append(Anchor(anchor, y + 6, title, 1))
        return y - 22

    def floor(self, below: float) -> float:
        """Return how low a list may reach that leaves `below` points for what comes after."""
        return style.FOOT + 14 + SIGN_HEIGHT + below + 8

    def height(self, table: Table) -> float:
        """Return how high a table is, laid out on a sheet that is thrown away."""
        with self.paper.trial():
            trial = Flow(self.paper)
            trial.at(style.TOP)
            draw_table(trial, table)
        return style.TOP - trial.y
