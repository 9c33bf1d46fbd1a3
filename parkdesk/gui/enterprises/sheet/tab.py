"""What a tab of an enterprise's page is: one subject of one enterprise, as at one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.errors import NotFound
from parkdesk.gui.theme import SPACE

if TYPE_CHECKING:
    from parkdesk.gui.actions import PageAction
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.core import UseCase

R = TypeVar("R")


class Sheet(Protocol):
    """The page, as a tab of it sees it."""

    shell: Shell

    def add_key(self, action: PageAction) -> PageAction:
        """Offer an action by key and in the Ctrl+K box; the tab shows its button itself."""

    def show_tab(self, key: str) -> None:
        """Bring another tab into view."""

    def name_tab(self, key: str, count: int | None) -> None:
        """Write a count beside a tab's name; None and nothing write none."""


class SheetTab(QWidget):
    """One subject of the enterprise in view.

    The page makes a tab when it is first opened, calls `show_enterprise` whenever another
    enterprise or another day is in view, and `refresh` after a commit to one of `tables`.
    """

    tables: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__()
        self.runner = runner
        self.sheet = sheet
        self.enterprise_id: int | None = None
        self.on: dt.date | None = None
        """The day as at which to read; None is today."""
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, SPACE * 3, 0, 0)
        self.body.setSpacing(SPACE * 3)

    def show_enterprise(self, enterprise_id: int, on: dt.date | None) -> None:
        """Show another enterprise, or another day."""
        self.enterprise_id, self.on = enterprise_id, on
        self.refresh()

    def refresh(self) -> None:
        """Fetch again what the tab shows, of `enterprise_id` as at `on`."""

    def read(self, use_case: UseCase[..., R], show: Callable[[R], object]) -> None:
        """Ask a use-case of `(enterprise_id, on)`, and show what it returns.

        An answer that comes when another enterprise or another day is in view is dropped.
        """
        if self.enterprise_id is None:
            return
        wanted = (self.enterprise_id, self.on)

        def arrived(result: R) -> None:
            if wanted == (self.enterprise_id, self.on):
                show(result)

        self.runner.run(self, use_case, *wanted).done(arrived).refused(is_gone)

    def may_leave(self) -> bool:
        """Whether nothing typed here is lost when the tab goes; true by default."""
        return True


def is_gone(error: Exception) -> bool:
    """Whether the enterprise was deleted meanwhile: its page says so, a tab need not."""
    return isinstance(error, NotFound)
