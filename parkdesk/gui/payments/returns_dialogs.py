"""A transfer that came back: one person enters it from the bank's paper, another confirms it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.payment_returns import Returned, TransferReturn
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import money_text, tr
from parkdesk.i18n.payments import returned_text
from parkdesk.usecases.payment_lists import BatchRow, LineRow
from parkdesk.usecases.payment_returns import (
    confirm_transfer_return,
    dismiss_transfer_return,
    enter_transfer_return,
)


class ReturnDialog(FormDialog):
    """What the bank's paper says; nothing is paid again before another person confirms it."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: BatchRow, line: LineRow, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{line} came back", line=line.reference),
            save_text=tr("Enter the return"),
            width=540,
            intro=tr(
                "{enterprise}, {amount}. Another person must confirm it; the line then counts as"
                " failed and can be paid again.",
                enterprise=line.enterprise,
                amount=money_text(line.amount_cents),
            ),
        )
        self._row, self._line = row, line
        day = self.date("returned_on", tr("Came back on"), today=today, required=True)
        self.text("reason", tr("The bank's reason"), required=True)
        self.text("bank_reference", tr("Bank's serial number"))
        day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter the return."""
        del confirmed
        form = TransferReturn(**self.values())
        return self.runner.run(self, enter_transfer_return, self._line.id, self._row.version, form)


_IT_DID, _MISTAKE = "confirm", "dismiss"


class DecideReturnDialog(FormDialog):
    """Confirms that a transfer came back, or dismisses what was entered by mistake."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, line: LineRow, found: Returned
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("{line} came back", line=line.reference),
            save_text=tr("Decide"),
            width=540,
            intro=returned_text(found),
        )
        self._found = found
        self.outcome = self.choice(
            "outcome",
            tr("By the bank's paper"),
            [
                (_IT_DID, tr("{amount} came back", amount=money_text(line.amount_cents))),
                (_MISTAKE, tr("It did not: entered by mistake")),
            ],
            required=True,
            typed=False,
        )
        self.why = self.multiline("reason", tr("Why"), required=True, lines=2)
        self.outcome.changed.connect(self._follow)
        self.outcome.set_value(_IT_DID)
        self._follow()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Confirm or dismiss."""
        del confirmed
        found = self._found
        if self.outcome.value() == _IT_DID:
            return self.runner.run(self, confirm_transfer_return, found.id, found.version)
        why = self.why.value()
        return self.runner.run(self, dismiss_transfer_return, found.id, found.version, why)

    def _follow(self) -> None:
        self.why.set_visible(self.outcome.value() == _MISTAKE)
