"""Taking back a return that was handed in: it needs a reason, and what stood there is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import quarter_text, tr
from parkdesk.usecases.returns import delete_return

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.statistics import QuarterRow


class TakeBackDialog(FormDialog):
    """Asks why a return that was handed in is taken back."""

    def __init__(self, runner: Runner, parent: QWidget, row: QuarterRow, quarter: Quarter) -> None:
        super().__init__(
            runner,
            parent,
            tr("Take back the return of {quarter}", quarter=quarter_text(quarter)),
            save_text=tr("Take back"),
            intro=tr(
                "{enterprise} handed this return in. It counts no longer; what stood in it is kept"
                " with the reason.",
                enterprise=row.enterprise,
            ),
        )
        self._row, self._quarter = row, quarter
        self.reason = self.multiline("reason", tr("Why"), lines=2, required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        version = self._row.return_version or 0
        reason = self.values()["reason"]
        return self.runner.run(self, delete_return, self._row.id, self._quarter, version, reason)
