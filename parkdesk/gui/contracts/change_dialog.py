"""The forms of a change (变更) and of the end of a contract."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contracts import ContractState
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, money_text, tr
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_details import ContractDetail
from parkdesk.usecases.contracts import end_contract


class ChangeDialog(FormDialog):
    """Records what is agreed from a day on; the signed amount stays in its month's figures."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, contract: ContractDetail, today: dt.date
    ) -> None:
        row = contract.row
        super().__init__(
            runner,
            parent,
            tr("Record change"),
            width=560,
            intro=tr(
                "Contract {number}, amount with changes: {amount}, executed: {executed}.",
                number=row.number,
                amount=money_text(row.amount_minor, row.currency),
                executed=money_text(row.executed_minor, row.currency),
            ),
        )
        self._contract = contract
        self.date("changed_on", tr("Date of the change"), today=today, required=True)
        self.amount = self.money("amount", tr("New amount"), currency=row.currency, required=True)
        self.date("starts_on", tr("New beginning of work"), today=today)
        self.date("ends_on", tr("New end of work"), today=today)
        self.text("client", tr("Client"), required=True)
        self.text("final_customer", tr("Final client"))
        self.text("subject", tr("Subject"))
        self.text("reason", tr("Reason"), required=True)
        self.fill(
            {
                "changed_on": today,
                "amount": row.amount_minor,
                "starts_on": contract.starts_on,
                "ends_on": contract.ends_on,
                "client": row.client,
                "final_customer": contract.final_customer,
                "subject": contract.subject,
            }
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the change."""
        values = self.values()
        form = ChangeContract(amount_minor=values.pop("amount"), **values)
        row = self._contract.row
        return self.runner.run(self, change_contract, row.id, row.version, form, confirmed)


class EndDialog(FormDialog):
    """Closes a contract: finished as agreed, or terminated early."""

    def __init__(self, runner: Runner, parent: QWidget | None, contract: ContractDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr("Close contract"),
            save_text=tr("Close contract"),
            width=520,
            intro=tr(
                "Contract {number} with {client}: what was executed stays.",
                number=contract.row.number,
                client=contract.row.client,
            ),
        )
        self._contract = contract
        self.state = self.choice(
            "state",
            tr("How it ended"),
            [(one, label(one)) for one in (ContractState.FINISHED, ContractState.TERMINATED)],
            required=True,
            typed=False,
        )
        self.state.set_value(ContractState.FINISHED)
        self.text("reason", tr("Reason"), hint=tr("Needed when it was terminated early."))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Close it."""
        del confirmed
        row, values = self._contract.row, self.values()
        return self.runner.run(
            self, end_contract, row.id, row.version, values["state"], values["reason"]
        )
