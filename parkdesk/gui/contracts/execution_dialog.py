"""The form of an execution (执行): what is left, which days the state system takes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contracts import Market
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import date_text, money_text, tr
from parkdesk.usecases.contract_details import ContractDetail, ExecutionRow
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)


class ExecutionDialog(FormDialog):
    """Records an execution of a contract; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        contract: ContractDetail,
        today: dt.date,
        *,
        edits: ExecutionRow | None = None,
    ) -> None:
        row = contract.row
        super().__init__(
            runner,
            parent,
            tr("Correct execution") if edits else tr("Record execution"),
            width=520,
            intro=tr(
                "Contract {number} with {client}. Left to execute: {left} of {amount}.",
                number=row.number,
                client=row.client,
                left=money_text(row.amount_minor - row.executed_minor, row.currency),
                amount=money_text(row.amount_minor, row.currency),
            ),
        )
        self._contract = contract
        self._edits = edits
        self.money("amount_minor", tr("Executed amount"), currency=row.currency, required=True)
        self.date(
            "executed_on",
            tr("Date of execution"),
            today=today,
            required=True,
            hint=_window_text(contract),
        )
        self.text(
            "receipt_no",
            tr("Receipt number"),
            placeholder=(
                tr("Foreign exchange receipt; empty while it is missing")
                if row.market is Market.OFFSHORE
                else tr("Empty while it is missing")
            ),
            longest=80,
        )
        self.text("note", tr("Remarks"))
        if edits is not None:
            self.text(
                "reason",
                tr("Reason of the correction"),
                hint=tr("Needed where date, amount or receipt change."),
            )
            self.fill(
                {
                    "amount_minor": edits.amount_minor,
                    "executed_on": edits.executed_on,
                    "receipt_no": edits.receipt_no,
                    "note": edits.note,
                }
            )
            self._tell_counted(edits)

    def _tell_counted(self, edits: ExecutionRow) -> None:
        """Say from when it counts, where that is not its own day."""
        if edits.counted_on != edits.executed_on:
            self.fields["executed_on"].set_hint(
                tr(
                    "It came late: figures count it from {day} on.",
                    day=date_text(edits.counted_on),
                )
            )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record or correct."""
        form = SaveExecution(**self.values())
        if self._edits is None:
            return self.runner.run(self, record_execution, self._contract.row.id, form, confirmed)
        edits = self._edits
        return self.runner.run(self, edit_execution, edits.id, edits.version, form, confirmed)


class DeleteExecutionDialog(FormDialog):
    """Asks why an execution that was entered by mistake is deleted."""

    def __init__(self, runner: Runner, parent: QWidget | None, execution: ExecutionRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Delete execution"),
            save_text=tr("Delete"),
            intro=tr(
                "The execution of {day} over {amount} is deleted. The trail keeps what stood there,"
                " with the reason.",
                day=date_text(execution.executed_on),
                amount=money_text(execution.amount_minor, execution.currency),
            ),
        )
        self._execution = execution
        self.reason = self.multiline("reason", tr("Why"), lines=2, required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Delete it."""
        del confirmed
        one, reason = self._execution, self.values()["reason"]
        return self.runner.run(self, delete_execution, one.id, one.version, reason)


def _window_text(contract: ContractDetail) -> str:
    window = contract.window
    if window is None:
        return ""
    if window.days_left is None:
        return tr(
            "The state system accepts dates from {first} to {last}.",
            first=date_text(window.days.first),
            last=date_text(window.days.last),
        )
    return tr(
        "The state system accepts dates from {first} to {last}; last year's for {days} more days.",
        first=date_text(window.days.first),
        last=date_text(window.days.last),
        days=window.days_left,
    )
