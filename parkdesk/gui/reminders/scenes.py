"""A reminder that can be put off or brought back, for the pictures of those dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.reminders import ReminderState
from parkdesk.gui.scene_steps import afterwards, press

if TYPE_CHECKING:
    from parkdesk.gui.reminders.page import RemindersPage


def open_touched(page: RemindersPage, action: str) -> None:
    """Open a dialog on the first reminder that somebody has spoken about."""
    worklist = page.worklist
    page.show_section("worklist")

    def act() -> None:
        press(getattr(worklist, action))

    if worklist.state.value() is ReminderState.CONTACTED:
        act()
        return
    worklist.state.set_value(ReminderState.CONTACTED)
    afterwards(act)
