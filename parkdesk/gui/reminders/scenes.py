"""Reminders that something can be done with, for the pictures of those dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from parkdesk.domain.reminders import ReminderKind, ReminderState
from parkdesk.gui.scene_steps import afterwards, press

if TYPE_CHECKING:
    from parkdesk.domain.reminders import DueItem
    from parkdesk.gui.reminders.page import RemindersPage


def open_touched(page: RemindersPage, action: str) -> None:
    """Open a dialog on the first reminder that somebody has spoken about."""
    page.show_section("worklist")
    state = ReminderState.CONTACTED
    _set(page.worklist.state.value() is state, lambda: page.worklist.state.set_value(state))
    afterwards(lambda: _act(page, action, lambda item: item.state is state))


def open_of_kind(page: RemindersPage, kind: ReminderKind, action: str = "") -> None:
    """Show the reminders of a kind; open a dialog on the first one."""
    page.show_section("worklist")
    page.worklist.clear_filters()
    _set(page.worklist.kind.value() is kind, lambda: page.worklist.kind.set_value(kind))
    afterwards(lambda: _act(page, action, lambda item: item.reminder.kind is kind))


def _set(is_set: bool, choose: Callable[[], object]) -> None:  # noqa: FBT001 - of this module alone
    """Choose a filter that is not chosen yet: the list is fetched anew then."""
    if not is_set:
        choose()


def _act(page: RemindersPage, action: str, fits: Callable[[DueItem], bool]) -> None:
    """Choose the first reminder of the enterprise in view that fits, and press a button."""
    panel = page.worklist.panel
    if panel.sheet is not None:
        fitting = (place for place, item in enumerate(panel.sheet.items) if fits(item))
        panel.items.select_place(next(fitting, 0))
    if action:
        press(getattr(page.worklist, action))
