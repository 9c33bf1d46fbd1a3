"""The expiry calendar (到期日历): worklist, timeline and year; one tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.gui.page_sections import offered_sections
from parkdesk.gui.reminders.past import as_at_note
from parkdesk.gui.reminders.timeline import TimelineSection
from parkdesk.gui.reminders.worklist import WorklistSection
from parkdesk.gui.reminders.year import YearSection
from parkdesk.gui.tabbed_page import TabbedPage
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class RemindersPage(TabbedPage):
    """What is due: whom to speak with, certificates over months, a year at a glance."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        assert runner.desk is not None
        self.set_title(tr("Expiry calendar"))
        self.as_at_note = as_at_note()
        self.worklist = WorklistSection(runner, shell)
        self.timeline = TimelineSection(runner, shell)
        self.year = YearSection(runner, shell)
        made = {"worklist": self.worklist, "timeline": self.timeline, "year": self.year}
        for spec in offered_sections(runner.desk.actor, "reminders"):
            self.add_section(spec.key, tr(spec.title), made[spec.key])

    def follow_day(self) -> None:
        """Read timeline and year as at the shell's other day; what to do is asked of today."""
        for section in self.sections.values():
            section.follow_day()

    def show_record(self, record_id: int) -> None:
        """Show what is due of one enterprise."""
        self.show_section("worklist")
        self.worklist.show_record(record_id)
