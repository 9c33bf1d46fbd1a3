"""A reminder that can be put off or brought back, for the pictures of those dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from parkdesk.domain.reminders import ReminderState

if TYPE_CHECKING:
    from parkdesk.gui.reminders.page import RemindersPage

_SHOWN_MS = 200
"""By then the list and the panel show what another filter lets through."""


def open_touched(page: RemindersPage, action: str) -> None:
    """Open a dialog on the first reminder that somebody has spoken about."""
    worklist = page.worklist
    page.show_section("worklist")
    act = getattr(worklist, action).trigger
    if worklist.state.value() is ReminderState.CONTACTED:
        act()
        return
    worklist.state.set_value(ReminderState.CONTACTED)
    QTimer.singleShot(_SHOWN_MS, page, act)
