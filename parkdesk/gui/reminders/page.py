"""The expiry calendar (到期日历): worklist, timeline and year; one tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from parkdesk.gui.page import Page
from parkdesk.gui.reminders.timeline import TimelineSection
from parkdesk.gui.reminders.worklist import WorklistSection
from parkdesk.gui.reminders.year import YearSection
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class RemindersPage(Page):
    """What is due: whom to speak with, certificates over months, a year at a glance."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Expiry calendar"))
        self.worklist = WorklistSection(runner, shell)
        self.timeline = TimelineSection(runner, shell)
        self.year = YearSection(runner, shell)
        self.sections: dict[str, Page] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._add("worklist", tr("Worklist"), self.worklist)
        self._add("timeline", tr("Timeline"), self.timeline)
        self._add("year", tr("Year calendar"), self.year)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._show_position)

    def show_section(self, key: str) -> None:
        """Bring a tab into view and put the focus into it."""
        if key in self.sections:
            self.tabs.setCurrentWidget(self.sections[key])
            self.sections[key].focus_first()

    def refresh(self) -> None:
        """Fetch the tab in view again."""
        section = self.tabs.currentWidget()
        if isinstance(section, Page):
            section.refresh()

    def show_record(self, record_id: int) -> None:
        """Show what is due of one enterprise."""
        self.show_section("worklist")
        self.worklist.show_record(record_id)

    def focus_first(self) -> None:
        """Put the focus into the tab in view."""
        section = self.tabs.currentWidget()
        if isinstance(section, Page):
            section.focus_first()

    def _add(self, key: str, title: str, section: Page) -> None:
        self.sections[key] = section
        section.position_changed.connect(self._show_position)
        section.sit_inside()
        self.page_actions.extend(section.page_actions)
        self.tabs.addTab(section, title)

    def _show_position(self) -> None:
        section = self.tabs.currentWidget()
        if isinstance(section, Page):
            self.position_changed.emit(*section.position)
