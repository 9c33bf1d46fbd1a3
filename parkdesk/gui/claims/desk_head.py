"""The head of a claim's desk, of people and of items alike: where the claim stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from parkdesk.domain.stops import StopState
from parkdesk.gui.actions import PageAction, button
from parkdesk.gui.claims.figures import ClaimFigures
from parkdesk.gui.claims.notes import DeskNotes, show_stages
from parkdesk.gui.claims.words import STATE_TONES, crumb_text
from parkdesk.gui.page import Page
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.stage_line import StageLine
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label
from parkdesk.usecases.claim_lists import ClaimDetail

_Slot: TypeAlias = Callable[[], object]


class DeskHead:
    """Crumb, chips, the line of stages, the box of notes and the four cards."""

    def __init__(self, page: Page, back: PageAction, leave: _Slot, papers: _Slot) -> None:
        outer = page.layout()
        assert isinstance(outer, QVBoxLayout)
        head = page.head
        self._page = page
        self.crumb = button("", leave, icon="chevron-left", role="link")
        self.crumb.setToolTip(back.toolTip())
        # What kind of claim it is stands here: beside the title it would take the name's room.
        self.kind = text_label("", "count")
        above = QHBoxLayout()
        above.setSpacing(SPACE * 2)
        above.addWidget(self.crumb)
        above.addWidget(self.kind)
        above.addStretch()
        outer.insertLayout(0, above)
        outer.setSpacing(SPACE * 2)
        self.chip, self.stop_chip = Chip(), Chip()
        head.insertWidget(1, self.chip)
        head.insertWidget(2, self.stop_chip)
        self.stages = StageLine()
        self.answer = Callout()
        self.notes = DeskNotes(self.answer, page.runner)
        self.figures = ClaimFigures(papers)
        page.body.setSpacing(SPACE * 2)
        for part in (self.stages, self.answer, self.figures):
            page.body.addWidget(part)

    def show(self, detail: ClaimDetail) -> None:
        """Show how a claim stands, its rows apart."""
        row = detail.row
        self._page.set_title(row.enterprise)
        self.kind.setText(label(row.kind))
        self.crumb.setText(crumb_text(detail))
        self.chip.say(label(row.state), STATE_TONES[row.state])
        self.stop_chip.say(label(StopState.HOLDING) if detail.stops else "", Tone.BAD)
        show_stages(self.stages, detail)
        self.notes.show(detail)

    def say_open(self, places: Iterable[int] | None) -> None:
        """Name the rows that a return has opened, from 0; None where everything is open."""
        self.notes.say_open(places)
