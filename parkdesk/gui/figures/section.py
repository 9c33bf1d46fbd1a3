"""What every tab of the park's figures is: it follows the quarter and the day in view."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.page import Page
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class FiguresSection(Page):
    """A tab that asks when it is first seen, and again when quarter, day or data have changed."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"contract", "contract_execution", "enterprise", "quarter_return"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self.as_at_note = tr(
            "The quarter up to that day, compared with the same part of the quarter and the year"
            " before."
        )
        self._stale = True
        shell.quarter_changed.connect(self._quarter_changed)

    @property
    def asked_for(self) -> tuple[Quarter, dt.date | None]:
        """The quarter and the day in view: what a use-case is asked with."""
        return self.shell.quarter, self.shell.on

    def of_view(self, quarter: Quarter) -> bool:
        """Whether an answer is of the quarter in view: another one may have been chosen since."""
        return quarter == self.shell.quarter

    def _quarter_changed(self, _quarter: object) -> None:
        self.banner.dismiss()
        self.blank()
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
