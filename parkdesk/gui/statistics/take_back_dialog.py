"""Taking back a return that was handed in: it needs a reason, and what stood there is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.statistics import FillState
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.theme import Tone
from parkdesk.i18n import period_text, quarter_text, tr
from parkdesk.usecases.returns import delete_return

if TYPE_CHECKING:
    from parkdesk.domain.periods import Period
    from parkdesk.gui.page import Page
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.period_returns import PeriodRow
    from parkdesk.usecases.statistics import QuarterRow


class TakeBackDialog(FormDialog):
    """Asks why a return that was handed in is taken back."""

    def __init__(
        self, runner: Runner, parent: QWidget, row: QuarterRow | PeriodRow, period: Period
    ) -> None:
        super().__init__(
            runner,
            parent,
            _title(period),
            save_text=tr("Take back"),
            intro=tr(
                "{enterprise} handed this return in. It will no longer count; its figures are kept"
                " with the reason.",
                enterprise=row.enterprise,
            ),
        )
        self._row, self._period = row, period
        self.reason = self.multiline("reason", tr("Why"), lines=2, required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        version = self._row.return_version or 0
        reason = self.values()["reason"]
        return self.runner.run(self, delete_return, self._row.id, self._period, version, reason)


def _title(period: Period) -> str:
    if isinstance(period, Quarter):
        return tr("Take back the return of {quarter}", quarter=quarter_text(period))
    return tr("Take back the return of {period}", period=period_text(period))


def ask_delete(page: Page, row: QuarterRow, quarter: Quarter) -> None:
    """Take back a quarter's return that was handed in, or delete its draft, after a word."""
    version = row.return_version
    if version is None:
        return
    if row.fill is FillState.SUBMITTED:
        dialog = TakeBackDialog(page.runner, page, row, quarter)
        dialog.saved.connect(lambda _none: page.shell.notify(tr("Return taken back")))
        dialog.open()
        return

    def delete() -> None:
        request = page.runner.run(page, delete_return, row.id, quarter, version)
        request.done(lambda _none: page.shell.notify(tr("Return deleted")))

    page.banner.show_text(
        tr(
            "Delete the return of {enterprise} for {quarter}?",
            enterprise=row.enterprise,
            quarter=quarter_text(quarter),
        ),
        Tone.WARN,
        offers=((tr("Delete"), delete),),
    )
