"""The small form that changes an enterprise's status from a day on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.enterprise_status import FOLLOWS
from parkdesk.domain.enterprises import LEFT, EnterpriseStatus
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.enterprise_lists import EnterpriseRow
from parkdesk.usecases.enterprises import change_enterprise_status


class StatusDialog(FormDialog):
    """Asks for the new status, its day and why; offers those that may follow the present one."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: EnterpriseRow, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Change the status"),
            width=480,
            intro=tr("{enterprise}: {status} now", enterprise=row.name, status=label(row.status)),
        )
        self._row = row
        offered = [one for one in EnterpriseStatus if one in FOLLOWS[row.status]]
        self.status = self.choice(
            "status", tr("New status"), [(one, label(one)) for one in offered], required=True
        )
        self.day = self.date("from_on", tr("From"), today=today, required=True)
        self.note = self.multiline("note", tr("Why"))
        self.status.changed.connect(self._follow)
        self.day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Change the status."""
        del confirmed
        return self.runner.run(
            self,
            change_enterprise_status,
            self._row.id,
            self._row.version,
            self.status.value(),
            self.day.value(),
            self.note.value(),
        )

    def _follow(self) -> None:
        gone = self.status.value() in LEFT
        self.day.set_hint(tr("The last day in the park") if gone else "")
